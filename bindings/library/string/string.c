/* _string: how string.Formatter takes formats and field names apart. */
#include "../iterators.h"

#include <string.h>

enum { TEXT, PLACE, ITERATOR_SLOTS }; /* the str, and the byte where the next part begins */

static bool invalid(const char* text) { return pkl_raise(tp_ValueError, "%s", text); }

static void iterator_over(py_OutRef out, py_Type type, const py_TValue* text, int64_t place) {
    py_TValue made, over = *text;
    py_TValue* slots = PKL_SLOTS(pkl_new(&made, type));
    slots[TEXT] = over;
    py_newint(&slots[PLACE], place);
    *out = made;
}

static void part(py_OutRef out, const char* start, const char* end) { py_newstrv(out, (c11_sv){start, (int)(end - start)}); }

/* ---- formatter_parser(format): (literal, field name or None, spec or None, conversion or None) ---------------- */

typedef struct Field {
    const char *name, *name_end, *spec, *spec_end, *conversion;
    int conversion_size; /* 0: none */
} Field;

static int code_size(const char* at) {
    unsigned char lead = (unsigned char)*at;
    return lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
}

/* Behind the name; brackets may hold anything. */
static const char* field_name(const char* at, const char* end, char* last) {
    while (at < end) {
        *last = *at++;
        if (*last == '{') return invalid("unexpected '{' in field name"), NULL;
        if (*last == '}' || *last == ':' || *last == '!') break;
        if (*last == '[') {
            const char* close = memchr(at, ']', (size_t)(end - at));
            at = close ? close : end;
        }
    }
    return at;
}

static const char* format_spec(const char* at, const char* end, Field* field) {
    field->spec = at;
    for (int depth = 1; at < end; at++) {
        depth += (*at == '{') - (*at == '}');
        if (depth > 0) continue;
        field->spec_end = at;
        return at + 1;
    }
    return invalid("unmatched '{' in format spec"), NULL;
}

/* What follows `{`; where it ends, NULL after an error. */
static const char* parse_field(const char* at, const char* end, Field* field) {
    char last = 0;
    *field = (Field){.name = at, .spec = at, .spec_end = at};
    at = field_name(at, end, &last);
    if (!at) return NULL;
    field->name_end = at > field->name ? at - 1 : at;
    if (last == '}') return at;
    if (last != '!' && last != ':') return invalid("expected '}' before end of string"), NULL;
    if (last == '!') {
        if (at >= end) return invalid("end of string while looking for conversion specifier"), NULL;
        field->conversion = at;
        field->conversion_size = code_size(at);
        at += field->conversion_size;
        if (at < end) {
            last = *at++;
            if (last == '}') return at;
            if (last != ':') return invalid("expected ':' after conversion specifier"), NULL;
        }
    }
    return format_spec(at, end, field);
}

/* The literal text up to a field, the end, or a doubled brace; `*field_at` is NULL where no field follows. */
static const char* parse_literal(const char* at, const char* end, const char** literal_end, const char** field_at) {
    const char* start = at;
    char c = 0;
    bool markup = false;
    while (at < end && !markup) {
        c = *at++;
        markup = c == '{' || c == '}';
    }
    bool at_end = at >= end;
    *literal_end = at;
    *field_at = NULL;
    if (!markup) return at;
    if (c == '}' && (at_end || *at != '}')) return invalid("Single '}' encountered in format string"), NULL;
    if (at_end) return invalid("Single '{' encountered in format string"), NULL;
    if (*at == c) return at + 1;
    *literal_end = at - 1 < start ? start : at - 1;
    *field_at = at;
    return at;
}

static bool parser_next(int argc, py_Ref argv) {
    (void)argc;
    py_TValue *slots = PKL_SLOTS(argv->_obj), parts[4];
    PyStr* text = pkl_str(&slots[TEXT]);
    const char *start = text->data + slots[PLACE]._i64, *end = text->data + text->size, *literal_end, *field_at;
    if (start >= end) return pkl_stop();
    Field field;
    const char* at = parse_literal(start, end, &literal_end, &field_at);
    if (at && field_at) at = parse_field(field_at, end, &field);
    slots[PLACE]._i64 = (at ? at : end) - text->data;
    if (!at) return false;
    for (int i = 1; i < 4; i++) parts[i] = *py_None();
    part(&parts[0], start, literal_end);
    if (field_at) {
        part(&parts[1], field.name, field.name_end);
        part(&parts[2], field.spec, field.spec_end);
        if (field.conversion_size) part(&parts[3], field.conversion, field.conversion + field.conversion_size);
    }
    pkl_new_tuple(py_retval(), parts, 4);
    return true;
}

static bool check(py_Ref value) { return pkl_is_str(value) || pkl_raise(tp_TypeError, "expected str, got %T", value); }

static bool formatter_parser(int argc, py_Ref argv) {
    (void)argc;
    if (!check(argv)) return false;
    iterator_over(py_retval(), tp_formatter_iterator, argv, 0);
    return true;
}

/* ---- formatter_field_name_split(name): (first, iterator of (is attribute, name)) ---------------------------------- */

/* An int where all are digits, else the text. */
static bool name_or_number(py_OutRef out, const char* start, const char* end) {
    int64_t value = 0;
    bool digits = end > start;
    for (const char* at = start; digits && at < end; at++) {
        digits = *at >= '0' && *at <= '9';
        if (digits && (__builtin_mul_overflow(value, 10, &value) || __builtin_add_overflow(value, *at - '0', &value))) return invalid("Too many decimal digits in format string");
    }
    if (digits) py_newint(out, value);
    else part(out, start, end);
    return true;
}

static const char* until(const char* at, const char* end, const char* stops) {
    while (at < end && *at && !strchr(stops, *at)) at++;
    return at;
}

static bool split_next(int argc, py_Ref argv) {
    (void)argc;
    py_TValue *slots = PKL_SLOTS(argv->_obj), pair[2];
    PyStr* text = pkl_str(&slots[TEXT]);
    const char *at = text->data + slots[PLACE]._i64, *end = text->data + text->size;
    if (at >= end) return pkl_stop();
    bool attribute = *at == '.';
    if (*at != '.' && *at != '[') return invalid("Only '.' or '[' may follow ']' in format field specifier");
    const char *name = at + 1, *name_end = until(name, end, attribute ? ".[" : "]");
    if (!attribute && name_end >= end) return invalid("Missing ']' in format string");
    slots[PLACE]._i64 = name_end + !attribute - text->data;
    if (name == name_end) return invalid("Empty attribute in format string");
    py_newbool(&pair[0], attribute);
    if (attribute) part(&pair[1], name, name_end);
    else if (!name_or_number(&pair[1], name, name_end)) return false;
    pkl_new_tuple(py_retval(), pair, 2);
    return true;
}

static bool field_name_split(int argc, py_Ref argv) {
    (void)argc;
    if (!check(argv)) return false;
    PyStr* text = pkl_str(argv);
    const char *end = text->data + text->size, *first_end = until(text->data, end, ".[");
    py_TValue pair[2];
    if (!name_or_number(&pair[0], text->data, first_end)) return false;
    iterator_over(&pair[1], tp_field_name_iterator, argv, first_end - text->data);
    pkl_new_tuple(py_retval(), pair, 2);
    return true;
}

static const PklMethod PARSER[] = {PKL_ITERATOR(parser_next), {0}};
static const PklMethod SPLIT[] = {PKL_ITERATOR(split_next), {0}};

#define SPEC(type, text, table) {.id = tp_##type, .base = tp_object, .name = text, .slots = ITERATOR_SLOTS, .flags = PKL_TYPE_FINAL | PKL_TYPE_NO_NEW, .hidden = true, .methods = table}

void pkl_library__string(PyModule* module) {
    static const PklTypeSpec TYPES[] = {SPEC(formatter_iterator, "formatteriterator", PARSER), SPEC(field_name_iterator, "fieldnameiterator", SPLIT), {0}};
    static const PklMethod FUNCTIONS[] = {{"formatter_parser", formatter_parser, "($self, object, /)", PKL_O, PKL_FUNCTION, 1, 1},
                                          {"formatter_field_name_split", field_name_split, "($self, object, /)", PKL_O, PKL_FUNCTION, 1, 1},
                                          {0}};
    pkl_library_types(module, TYPES);
    pkl_register_functions(module, FUNCTIONS);
}
