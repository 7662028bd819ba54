/*
 * text % values, of str, bytes and bytearray: %[(key)][flags][width][.precision][h|l|L]conversion
 */
#include "../../machine/machine.h"
#include "../../numbers/number_format.h"
#include "format.h"

#include <string.h>

typedef struct Field {
    bool left, plus, blank, alternate, zero;
    int64_t width, precision; /* -1: none */
    uint32_t conversion;
} Field;

typedef struct Percent {
    PklBuilder out;
    bool bytes;
    const char *begin, *at, *end;
    py_Ref values;        /* what was given behind %, or the value of a key */
    int64_t next, count;  /* of a tuple; a single value: next is -2, then -1, count -1 */
    py_Ref mapping;       /* NULL: keys cannot be used */
    py_TValue* key_value; /* a place on the native stack */
} Percent;

static uint32_t next_char(Percent* p) { return p->bytes ? (unsigned char)*p->at++ : pkl_utf8_next(&p->at); }

/* The next argument; NULL with an error. */
static py_Ref next_value(Percent* p) {
    if (p->next >= p->count) return pkl_raise(tp_TypeError, "not enough arguments for format string"), NULL;
    int64_t at = p->next++;
    return p->count < 0 ? p->values : &pkl_tuple_items(p->values)[at];
}

/* ---- what stands before the conversion ------------------------------------------------------------------------- */

/* (key): parentheses may be nested. */
static bool read_key(Percent* p) {
    if (p->at == p->end || *p->at != '(') return true;
    if (p->mapping == NULL) return pkl_raise(tp_TypeError, "format requires a mapping");
    const char* start = ++p->at;
    int depth = 1;
    for (; p->at < p->end && depth > 0; p->at++) depth += *p->at == '(' ? 1 : *p->at == ')' ? -1 : 0;
    if (depth > 0) return pkl_raise(tp_ValueError, "incomplete format key");
    c11_sv text = pkl_span(start, p->at - 1);
    if (!p->bytes) py_newstrv(p->key_value, text);
    else memcpy(pkl_new_bytes(p->key_value, text.size)->data, text.data, (size_t)text.size);
    if (!py_getitem(p->mapping, p->key_value)) return false;
    *p->key_value = *py_retval();
    p->values = p->key_value;
    p->next = -2;
    p->count = -1;
    return true;
}

static void read_flags(Percent* p, Field* field) {
    for (; p->at < p->end; p->at++) {
        switch (*p->at) {
            case '-': field->left = true; break;
            case '+': field->plus = true; break;
            case ' ': field->blank = true; break;
            case '#': field->alternate = true; break;
            case '0': field->zero = true; break;
            default: return;
        }
    }
}

/* Digits or a star; `out` stays as it is where there is neither. */
static bool read_number(Percent* p, const char* what, int64_t* out) {
    if (p->at < p->end && *p->at == '*') {
        p->at++;
        py_Ref value = next_value(p);
        if (value == NULL) return false;
        if (!pkl_is_int(value)) return pkl_raise(tp_TypeError, "* wants int");
        if (!pkl_index(value, out, true)) return false;
        bool width = what[0] == 'w';
        if (*out <= (width ? INT64_MAX - 1 : INT32_MAX) && *out >= (width ? -INT64_MAX : INT32_MIN)) return true;
        return pkl_raise(tp_OverflowError, "Python int too large to convert to C %s", width ? "ssize_t" : "int");
    }
    for (bool first = true; p->at < p->end && *p->at >= '0' && *p->at <= '9'; p->at++, first = false) {
        *out = (first ? 0 : *out) * 10 + (*p->at - '0');
        if (*out > INT32_MAX) return pkl_raise(tp_ValueError, "%s too big", what);
    }
    return true;
}

static bool read_field(Percent* p, Field* field) {
    *field = (Field){.width = -1, .precision = -1};
    if (!read_key(p)) return false;
    read_flags(p, field);
    if (!read_number(p, "width", &field->width)) return false;
    if (field->width < -1) {
        field->left = true;
        field->width = -field->width;
    }
    if (p->at < p->end && *p->at == '.') {
        p->at++;
        field->precision = 0;
        if (!read_number(p, "precision", &field->precision)) return false;
        if (field->precision < 0) field->precision = 0;
    }
    if (p->at < p->end && (*p->at == 'h' || *p->at == 'l' || *p->at == 'L')) p->at++;
    if (p->at == p->end) return pkl_raise(tp_ValueError, "incomplete format");
    field->conversion = next_char(p);
    return true;
}

/* ---- writing ------------------------------------------------------------------------------------------------------ */

static void fill(PklBuilder* out, char c, int64_t count) {
    char* to = count > 0 ? pkl_builder_room(out, count) : NULL;
    if (to == NULL) return;
    memset(to, c, (size_t)count);
    out->size += count;
}

/* `lead` (a sign, a prefix) stands before the zeros. */
static bool put(Percent* p, const Field* field, bool number, c11_sv lead, c11_sv body) {
    int64_t length = lead.size + (p->bytes ? body.size : pkl_utf8_length(body.data, body.size));
    int64_t room = field->width > length ? field->width - length : 0;
    bool zeros = number && field->zero;
    if (!zeros && !field->left) fill(&p->out, ' ', room);
    pkl_put(&p->out, lead.data, lead.size);
    if (zeros && !field->left) fill(&p->out, '0', room);
    pkl_put(&p->out, body.data, body.size);
    if (field->left) fill(&p->out, ' ', room);
    return !p->out.failed;
}

static bool put_number(Percent* p, const Field* field, c11_sv text, const char* prefix) {
    char lead[4];
    int size = 0;
    if (text.size > 0 && text.data[0] == '-') {
        lead[size++] = '-';
        text = (c11_sv){text.data + 1, text.size - 1};
    } else if (field->plus) lead[size++] = '+';
    else if (field->blank) lead[size++] = ' ';
    for (; *prefix != 0; prefix++) lead[size++] = *prefix;
    return put(p, field, true, (c11_sv){lead, size}, text);
}

/* ---- conversions ----------------------------------------------------------------------------------------------------- */

/* The int for d and x; nil in `out` where the value is of the wrong type. */
static bool integer_of(py_Ref value, bool exact, py_OutRef out) {
    out->type = tp_nil;
    if (pkl_is_int(value)) return *out = pkl_plain_int(value), true;
    if (!exact && py_isinstance(value, tp_float)) return pkl_int_from_double(pkl_float_of(value), out);
    int done = exact ? 0 : pkl_call_special(value, (py_Name)PKL_NAME(__int__), 0, NULL);
    if (done == 0) done = pkl_call_special(value, (py_Name)PKL_NAME(__index__), 0, NULL);
    if (done < 0 && !pkl_exc_matches(tp_TypeError)) return false;
    if (done < 0) py_clearexc(NULL);
    else if (done > 0 && pkl_is_int(py_retval())) {
        py_TValue made = *py_retval();
        *out = pkl_plain_int(&made);
    }
    return true;
}

static bool put_integer(Percent* p, const Field* field, py_Ref value) {
    char c = (char)field->conversion;
    bool exact = c == 'o' || (c | 0x20) == 'x';
    py_TValue* number = py_pushtmp();
    if (!integer_of(value, exact, number)) return false;
    if (number->type == tp_nil) return pkl_raise(tp_TypeError, "%%%c format: %s is required, not %T", c, exact ? "an integer" : "a real number", value);
    if (!pkl_int_to_text(number, c == 'o' ? 8 : exact ? 16 : 10, number)) return false;
    c11_sv digits = pkl_text(number);
    PklBuilder padded;
    pkl_builder_start(&padded);
    bool negative = digits.data[0] == '-';
    if (negative) pkl_put_char(&padded, '-');
    fill(&padded, '0', field->precision - (digits.size - negative));
    for (int i = negative; i < digits.size; i++) pkl_put_char(&padded, c == 'X' && digits.data[i] >= 'a' ? (char)(digits.data[i] - 32) : digits.data[i]);
    const char* prefix = !field->alternate || !exact ? "" : c == 'o' ? "0o" : c == 'x' ? "0x" : "0X";
    bool ok = !padded.failed && put_number(p, field, (c11_sv){padded.data, (int)padded.size}, prefix);
    pkl_builder_end(&padded);
    py_pop();
    return ok;
}

static bool put_float(Percent* p, const Field* field, py_Ref value) {
    double number;
    if (!pkl_to_double(value, &number)) {
        if (!p->bytes) return false;
        py_clearexc(NULL);
        return pkl_raise(tp_TypeError, "float argument required, not %T", value);
    }
    PklFormatSpec spec = {.fill = " ", .fill_size = 1, .alternate = field->alternate, .width = -1, .precision = field->precision, .type = (char)field->conversion};
    py_TValue* text = py_pushtmp();
    bool ok = pkl_format_float_spec(number, &spec, text) && put_number(p, field, pkl_text(text), "");
    py_pop();
    return ok;
}

static bool put_character(Percent* p, const Field* field, py_Ref value) {
    char text[5];
    int64_t number;
    if (pkl_is_str(value)) {
        PyStr* given = pkl_str(value);
        if (pkl_str_length(given) == 1) return put(p, field, false, (c11_sv){"", 0}, pkl_sv(given));
        return pkl_raise(tp_TypeError, "%%c requires an int or a unicode character, not a string of length %d", (int)pkl_str_length(given));
    }
    if (!pkl_is_index(value)) return pkl_raise(tp_TypeError, "%%c requires an int or a unicode character, not %T", value);
    if (!pkl_index(value, &number, true)) return false;
    if (number < 0 || number > 0x10FFFF) return pkl_raise(tp_OverflowError, "%%c arg not in range(0x110000)");
    return put(p, field, false, (c11_sv){"", 0}, (c11_sv){text, pkl_utf8_put(text, (uint32_t)number)});
}

static bool put_byte(Percent* p, const Field* field, py_Ref value) {
    bool bytes = py_isinstance(value, tp_bytes) || py_isinstance(value, tp_bytearray);
    int64_t number;
    if (bytes) {
        c11_sv given = pkl_text(value);
        if (given.size == 1) return put(p, field, false, (c11_sv){"", 0}, given);
        return pkl_raise(tp_TypeError, "%%c requires an integer in range(256) or a single byte, not a %s object of length %d", py_isinstance(value, tp_bytes) ? "bytes" : "bytearray", given.size);
    }
    if (!pkl_is_index(value)) return pkl_raise(tp_TypeError, "%%c requires an integer in range(256) or a single byte, not %T", value);
    if (!pkl_index(value, &number, true)) return false;
    if (number < 0 || number > 255) return pkl_raise(tp_OverflowError, "%%c arg not in range(256)");
    char byte = (char)number;
    return put(p, field, false, (c11_sv){"", 0}, (c11_sv){&byte, 1});
}

/* The text of s, r, a in py_retval(). */
static bool text_of(Percent* p, uint32_t conversion, py_Ref value) {
    if (conversion == 'a' || (p->bytes && conversion == 'r')) return pkl_ascii(value);
    if (conversion == 'r') return py_repr(value);
    if (!p->bytes) return py_str(value);
    if (pkl_is_bytes_like(value)) return pkl_bytes_of(value, py_retval());
    int done = pkl_call_special(value, (py_Name)PKL_NAME(__bytes__), 0, NULL);
    if (done < 0) return false;
    py_TValue made = *py_retval();
    if (done > 0 && !py_isinstance(&made, tp_bytes)) return pkl_raise(tp_TypeError, "__bytes__ returned non-bytes (type %T)", &made);
    return done > 0 || pkl_raise(tp_TypeError, "%%b requires a bytes-like object, or an object that implements __bytes__, not '%T'", value);
}

static bool put_text(Percent* p, const Field* field, py_Ref value) {
    if (!text_of(p, field->conversion, value)) return false;
    py_TValue* kept = py_pushtmp();
    *kept = *py_retval();
    c11_sv body = pkl_text(kept);
    if (field->precision >= 0 && field->precision < body.size) {
        if (p->bytes) body.size = (int)field->precision;
        else if (field->precision < pkl_str_length(pkl_str(kept))) body.size = pkl_str_offset(pkl_str(kept), (int32_t)field->precision);
    }
    bool ok = put(p, field, false, (c11_sv){"", 0}, body);
    py_pop();
    return ok;
}

static bool unsupported(Percent* p, uint32_t conversion) {
    const char* start = p->at - 1;
    while (!p->bytes && ((unsigned char)*start & 0xC0) == 0x80) start--;
    int index = p->bytes ? (int)(start - p->begin) : (int)pkl_utf8_length(p->begin, (int)(start - p->begin));
    char number[12], *digit = number + sizeof number;
    *--digit = 0;
    uint32_t rest = conversion;
    do *--digit = "0123456789abcdef"[rest & 15];
    while (rest >>= 4);
    return pkl_raise(tp_ValueError, "unsupported format character '%c' (0x%s) at index %d", conversion > 31 && conversion < 127 ? (int)conversion : '?', digit, index);
}

static bool put_field(Percent* p) {
    Field field;
    if (p->at < p->end && *p->at == '%') return p->at++, pkl_put_char(&p->out, '%'), true;
    if (!read_field(p, &field)) return false;
    py_Ref value = next_value(p);
    if (value == NULL) return false;
    switch (field.conversion) {
        case 'd': case 'i': case 'u': case 'o': case 'x': case 'X': return put_integer(p, &field, value);
        case 'e': case 'E': case 'f': case 'F': case 'g': case 'G': return put_float(p, &field, value);
        case 'c': return p->bytes ? put_byte(p, &field, value) : put_character(p, &field, value);
        case 'b': return p->bytes ? put_text(p, &field, value) : unsupported(p, 'b');
        case 's': case 'r': case 'a': return put_text(p, &field, value);
        default: return unsupported(p, field.conversion);
    }
}

/* ---- the whole --------------------------------------------------------------------------------------------------------- */

static bool put_all(Percent* p) {
    while (p->at < p->end) {
        const char* percent = memchr(p->at, '%', (size_t)(p->end - p->at));
        if (percent == NULL) percent = p->end;
        pkl_put(&p->out, p->at, percent - p->at);
        p->at = percent;
        if (p->at == p->end) break;
        if (++p->at == p->end) return pkl_raise(tp_ValueError, "incomplete format");
        py_TValue* base = pkl_vm->native_sp;
        bool ok = put_field(p);
        pkl_vm->native_sp = base;
        if (!ok || p->out.failed) return false;
    }
    if (p->next >= p->count || p->mapping != NULL) return true;
    return pkl_raise(tp_TypeError, "not all arguments converted during %s formatting", p->bytes ? "bytes" : "string");
}

static bool percent(py_Ref text, py_Ref values) {
    c11_sv format = pkl_text(text);
    bool unchanged = pkl_is_str(text) && memchr(format.data, '%', (size_t)format.size) == NULL;
    bool tuple = py_isinstance(values, tp_tuple), bytes = !pkl_is_str(text);
    bool plain = tuple || pkl_is_str(values) || (bytes && (py_isinstance(values, tp_bytes) || py_isinstance(values, tp_bytearray)));
    Percent p = {.bytes = bytes, .begin = format.data, .at = format.data, .end = format.data + format.size, .values = values, .next = tuple ? 0 : -2, .count = tuple ? pkl_tuple_length(values) : -1};
    if (!plain && pkl_special(values, (py_Name)PKL_NAME(__getitem__)) != NULL) p.mapping = values;
    p.key_value = py_pushtmp();
    pkl_builder_start(&p.out);
    bool ok = put_all(&p);
    py_pop();
    if (ok && unchanged) return pkl_builder_end(&p.out), *py_retval() = *text, true;
    if (ok) return pkl_text_end(text, &p.out);
    pkl_builder_end(&p.out);
    return false;
}

/* A bytearray's content is copied: formatting runs programs. */
static bool text_mod(int argc, py_Ref argv) {
    (void)argc;
    if (!py_isinstance(argv, tp_bytearray)) return percent(&argv[0], &argv[1]);
    py_TValue* copy = py_pushtmp();
    c11_sv content = pkl_text(argv);
    memcpy(pkl_new_bytes(copy, content.size)->data, content.data, (size_t)content.size);
    if (!percent(copy, &argv[1])) return false;
    py_TValue made = *py_retval();
    py_pop();
    return pkl_text_new(&argv[0], pkl_text(&made), py_retval());
}

static bool text_rmod(int argc, py_Ref argv) {
    (void)argc;
    if (!py_isinstance(&argv[1], pkl_type_of(argv)->layout_type)) return pkl_not_implemented();
    py_push(&argv[1]);
    py_push(&argv[0]);
    bool ok = text_mod(2, py_peek(-2));
    py_shrink(2);
    return ok;
}

const PklMethod pkl_percent_methods[] = {
    {"__mod__", text_mod, "($self, value, /)", PKL_O, PKL_WRAPPER, 1, 1},
    {"__rmod__", text_rmod, "($self, value, /)", PKL_O, PKL_WRAPPER, 1, 1},
    {0},
};
