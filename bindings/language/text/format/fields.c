/*
 * str.format and format_map: "{0.name[key]!r:>{width}}".
 */
#include "../../machine/machine.h"
#include "../../types/types.h"
#include "../unicode.h"
#include "format.h"

#include <string.h>

typedef struct Format {
    py_Ref arguments; /* a tuple; NULL: format_map */
    py_Ref names;     /* a mapping; nil: none */
    enum { NOT_YET, AUTOMATIC, MANUAL } numbering;
    int64_t next;
    PklBuilder out;
} Format;

typedef struct Field {
    c11_sv name, spec;
    uint32_t conversion; /* 0: none */
    bool nested;         /* the specification has fields of its own */
} Field;

static bool fail(const char* text) { return pkl_raise(tp_ValueError, "%s", text); }

/* ---- taking a text apart ------------------------------------------------------------------------------------------- */

/* Behind the field's name: ends with '}', ':' or '!', which is returned; 0 at the end of the text, or after an error. */
static char read_name(const char** at, const char* end, Field* field) {
    const char* start = *at;
    for (; *at < end; ++*at) {
        char c = **at;
        if (c == '{') return fail("unexpected '{' in field name");
        if (c == '[') {
            while (*at < end && **at != ']') ++*at;
            if (*at == end) break;
        } else if (c == '}' || c == ':' || c == '!') {
            field->name = pkl_span(start, (*at)++);
            return c;
        }
    }
    return fail("expected '}' before end of string");
}

static bool read_spec(const char** at, const char* end, Field* field) {
    const char* start = *at;
    for (int depth = 1; *at < end; ++*at) {
        if (**at == '{') field->nested = true, depth++;
        if (**at == '}' && --depth == 0) return field->spec = pkl_span(start, (*at)++), true;
    }
    return fail("unmatched '{' in format spec");
}

/* Behind '{'. */
static bool read_field(const char** at, const char* end, Field* field) {
    *field = (Field){.spec = {"", 0}};
    char stop = read_name(at, end, field);
    if (stop == 0) return false;
    if (stop == '}') return true;
    if (stop == '!') {
        if (*at == end) return fail("end of string while looking for conversion specifier");
        field->conversion = pkl_utf8_next(at);
        if (*at < end) {
            char c = *(*at)++;
            if (c == '}') return true;
            if (c != ':') return fail("expected ':' after conversion specifier");
        }
    }
    return read_spec(at, end, field);
}

/* ---- finding a value --------------------------------------------------------------------------------------------------- */

/* The number that a text consists of; -1 where it is none, -2 after an error. */
static int64_t number_of(c11_sv text) {
    int64_t number = 0;
    if (text.size == 0) return -1;
    for (const char *at = text.data, *end = at + text.size; at < end;) {
        int digit = pkl_unicode_decimal(pkl_utf8_next(&at));
        if (digit < 0) return -1;
        if (number > (INT64_MAX - digit) / 10) return fail("Too many decimal digits in format string"), -2;
        number = number * 10 + digit;
    }
    return number;
}

static bool number_field(Format* format, bool empty, int64_t* number) {
    if (format->numbering == NOT_YET) format->numbering = empty ? AUTOMATIC : MANUAL;
    if (empty && format->numbering == MANUAL) return fail("cannot switch from manual field specification to automatic field numbering");
    if (!empty && format->numbering == AUTOMATIC) return fail("cannot switch from automatic field numbering to manual field specification");
    if (empty) *number = format->next++;
    return true;
}

/* The argument that the first part of a field's name means, into `out`. */
static bool first_value(Format* format, c11_sv name, py_OutRef out) {
    int64_t number = number_of(name);
    bool empty = name.size == 0;
    if (number == -2) return false;
    if ((empty || number >= 0) && !number_field(format, empty, &number)) return false;
    if (number < 0) {
        py_newstrv(out, name);
        if (format->names->type == tp_nil) return KeyError(out);
        if (!py_getitem(format->names, out)) return false;
        *out = *py_retval();
        return true;
    }
    if (format->arguments == NULL) return fail("Format string contains positional fields");
    if (number >= pkl_tuple_length(format->arguments)) return pkl_raise(tp_IndexError, "Replacement index %i out of range for positional args tuple", number);
    *out = pkl_tuple_items(format->arguments)[number];
    return true;
}

/* .name or [key] at `at`, of the value in `value`. */
static bool next_value(const char** at, const char* end, py_TValue* value) {
    bool attribute = **at == '.';
    const char* start = ++*at;
    while (*at < end && (attribute ? **at != '.' && **at != '[' : **at != ']')) ++*at;
    c11_sv name = pkl_span(start, *at);
    if (!attribute && (*at)++ == end) return fail("Missing ']' in format string");
    if (name.size == 0) return fail("Empty attribute in format string");
    py_TValue* key = py_pushtmp();
    py_newstrv(key, name);
    bool ok;
    if (attribute) ok = py_getattr(value, (py_Name)pkl_intern(pkl_str(key)));
    else {
        int64_t number = number_of(name);
        if (number >= 0) py_newint(key, number);
        ok = number != -2 && py_getitem(value, key);
    }
    if (ok) *value = *py_retval();
    py_pop();
    return ok;
}

static bool value_of(Format* format, c11_sv name, py_TValue* out) {
    const char *at = name.data, *end = at + name.size;
    while (at < end && *at != '.' && *at != '[') at++;
    if (!first_value(format, pkl_span(name.data, at), out)) return false;
    while (at < end) {
        if (*at != '.' && *at != '[') return fail("Only '.' or '[' may follow ']' in format field specifier");
        if (!next_value(&at, end, out)) return false;
    }
    return true;
}

/* ---- putting it together --------------------------------------------------------------------------------------------------- */

static bool convert(uint32_t conversion, py_TValue* value) {
    if (conversion == 0) return true;
    bool ok;
    if (conversion == 'r') ok = py_repr(value);
    else if (conversion == 's') ok = py_str(value);
    else if (conversion == 'a') ok = pkl_ascii(value);
    else if (conversion > 32 && conversion < 127) return pkl_raise(tp_ValueError, "Unknown conversion specifier %c", (int)conversion);
    else {
        char digits[12], *digit = digits + sizeof digits;
        *--digit = 0;
        do *--digit = "0123456789abcdef"[conversion & 15];
        while (conversion >>= 4);
        return pkl_raise(tp_ValueError, "Unknown conversion specifier \\x%s", digit);
    }
    if (ok) *value = *py_retval();
    return ok;
}

static bool put_text(Format* format, c11_sv text, int depth);

/* The specification with its own fields filled in. */
static bool expand(Format* format, const Field* field, int depth, py_OutRef out) {
    if (!field->nested) return py_newstrv(out, field->spec), true;
    Format inner = {.arguments = format->arguments, .names = format->names, .numbering = format->numbering, .next = format->next};
    pkl_builder_start(&inner.out);
    bool ok = put_text(&inner, field->spec, depth);
    format->numbering = inner.numbering;
    format->next = inner.next;
    if (ok) return pkl_builder_str(&inner.out, out);
    pkl_builder_end(&inner.out);
    return false;
}

static bool put_field(Format* format, const Field* field, int depth) {
    py_TValue *value = py_pushtmp(), *spec = py_pushtmp();
    if (!value_of(format, field->name, value) || !convert(field->conversion, value) || !expand(format, field, depth, spec)) return false;
    if (field->spec.size == 0 && pkl_is_str(value) && value->type == tp_str) *py_retval() = *value;
    else if (!pkl_format(value, spec)) return false;
    pkl_put_str(&format->out, pkl_str(py_retval()));
    return !format->out.failed;
}

/* Literal text up to a field: false at the end of the text or after an error (`*ok`). */
static bool put_literal(Format* format, const char** at, const char* end, bool* ok) {
    while (*at < end) {
        const char* start = *at;
        while (*at < end && **at != '{' && **at != '}') ++*at;
        pkl_put(&format->out, start, *at - start);
        if (*at == end) break;
        char c = *(*at)++;
        if (*at < end && **at == c) {
            pkl_put_char(&format->out, c);
            ++*at;
            continue;
        }
        if (c == '}') return *ok = fail("Single '}' encountered in format string");
        if (*at == end) return *ok = fail("Single '{' encountered in format string");
        return true;
    }
    return false;
}

static bool put_text(Format* format, c11_sv text, int depth) {
    if (depth == 0) return fail("Max string recursion exceeded");
    const char *at = text.data, *end = at + text.size;
    bool ok = true;
    while (ok && put_literal(format, &at, end, &ok)) {
        Field field;
        py_TValue* base = pkl_vm->native_sp;
        ok = read_field(&at, end, &field) && put_field(format, &field, depth - 1);
        pkl_vm->native_sp = base;
    }
    return ok && !format->out.failed;
}

static bool format_all(py_Ref text, py_Ref arguments, py_Ref names) {
    c11_sv source = pkl_text(text);
    if (memchr(source.data, '{', (size_t)source.size) == NULL && memchr(source.data, '}', (size_t)source.size) == NULL) return pkl_return(text);
    Format format = {.arguments = arguments, .names = names};
    pkl_builder_start(&format.out);
    if (put_text(&format, source, 2)) return pkl_builder_str(&format.out, py_retval());
    pkl_builder_end(&format.out);
    return false;
}

/* str.format(*args, **kwargs) */
static bool str_format(int argc, py_Ref argv) { return (void)argc, format_all(&argv[0], &argv[1], &argv[2]); }
static bool str_format_map(int argc, py_Ref argv) { return (void)argc, format_all(&argv[0], NULL, &argv[1]); }

const PklMethod pkl_str_format_methods[] = {
    {"format", str_format, "($self, /, *args, **kwargs)", PKL_CLINIC, PKL_METHOD, 0, 0},
    {"format_map", str_format_map, "($self, mapping, /)", PKL_O, PKL_METHOD, 1, 1},
    {0},
};
