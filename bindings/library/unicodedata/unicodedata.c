/* The module unicodedata, its object for Unicode 3.2, and what the compiler asks: names in \N{...} and the normal form of identifiers. */
#include "tables.h"

#include "../library.h"
#include "../../language/compiler/ast.h"
#include "../../language/text/bytes/bytes.h"
#include "../../language/text/unicode.h"

#include <string.h>

/* Functions and methods of the object for 3.2 are the same: these find that object before their arguments. */
static bool is_old(void) { return pkl_current_native->_method->kind == PKL_METHOD; }
static py_Ref arguments(py_Ref argv) { return argv + is_old(); }

static bool character(py_Ref value, uint32_t* out) {
    const char* name = pkl_current_native->_method->name;
    if (!pkl_is_str(value)) return pkl_raise(tp_TypeError, "%s() argument%s must be a unicode character, not %s", name, pkl_current_native->_method->convention == PKL_O ? "" : " 1", pkl_argument_type(value));
    if (pkl_str_length(pkl_str(value)) != 1)
        return pkl_raise(tp_TypeError, "%s(): argument%s must be a unicode character, not a string of length %d", name, pkl_current_native->_method->convention == PKL_O ? "" : " 1", (int)pkl_str_length(pkl_str(value)));
    const char* at = pkl_str(value)->data;
    *out = pkl_utf8_next(&at);
    return true;
}

static bool fallback(py_Ref value, const char* text) {
    if (!value->type) return pkl_raise(tp_ValueError, "%s", text);
    return *py_retval() = *value, true;
}

/* ---- numbers -------------------------------------------------------------------------------------------------------- */

static bool decimal(int argc, py_Ref argv) {
    (void)argc;
    uint32_t code;
    py_Ref given = arguments(argv);
    if (!character(given, &code)) return false;
    int value = is_old() ? pkl_unicode_old_decimal(code) : UCD_UNCHANGED;
    if (is_old() && pkl_unicode_unassigned(code)) value = -1;
    if (value == UCD_UNCHANGED) value = pkl_unicode_decimal(code);
    return value >= 0 ? pkl_return_int(value) : fallback(&given[1], "not a decimal");
}

static bool digit(int argc, py_Ref argv) {
    (void)argc;
    uint32_t code;
    double value;
    py_Ref given = arguments(argv);
    if (!character(given, &code)) return false;
    bool is = pkl_unicode_flags(code) & PKL_DIGIT && pkl_unicode_numeric(code, false, &value);
    return is ? pkl_return_int((int64_t)value) : fallback(&given[1], "not a digit");
}

static bool numeric(int argc, py_Ref argv) {
    (void)argc;
    uint32_t code;
    double value;
    py_Ref given = arguments(argv);
    if (!character(given, &code)) return false;
    return pkl_unicode_numeric(code, is_old(), &value) ? pkl_return_float(value) : fallback(&given[1], "not a numeric character");
}

/* ---- records ----------------------------------------------------------------------------------------------------------- */

static bool field(py_Ref argv, int which, int* out) {
    uint32_t code;
    if (!character(arguments(argv), &code)) return false;
    *out = pkl_unicode_field(code, which, is_old());
    return true;
}

static bool text_field(py_Ref argv, int which) {
    int value;
    return field(argv, which, &value) && (py_newstr(py_retval(), pkl_unicode_text(which, value)), true);
}

static bool int_field(py_Ref argv, int which) {
    int value;
    return field(argv, which, &value) && pkl_return_int(value);
}

static bool category(int argc, py_Ref argv) { return (void)argc, text_field(argv, UCD_CATEGORY); }
static bool bidirectional(int argc, py_Ref argv) { return (void)argc, text_field(argv, UCD_DIRECTION); }
static bool east_asian_width(int argc, py_Ref argv) { return (void)argc, text_field(argv, UCD_WIDTH); }
static bool combining(int argc, py_Ref argv) { return (void)argc, int_field(argv, UCD_COMBINING); }
static bool mirrored(int argc, py_Ref argv) { return (void)argc, int_field(argv, UCD_MIRRORED); }

static bool decomposition(int argc, py_Ref argv) {
    (void)argc;
    uint32_t code, points[20];
    const char* kind;
    if (!character(arguments(argv), &code)) return false;
    int count = pkl_unicode_decompose(code, is_old(), points, &kind);
    PklBuilder out;
    pkl_builder_start(&out);
    pkl_put_text(&out, kind);
    for (int i = 0; i < count; i++) {
        int digits = 4;
        if (out.size > 0) pkl_put_char(&out, ' ');
        while (points[i] >> 4 * digits) digits++;
        while (digits) pkl_put_char(&out, "0123456789ABCDEF"[points[i] >> 4 * --digits & 15]);
    }
    return pkl_builder_str(&out, py_retval());
}

/* ---- normal forms -------------------------------------------------------------------------------------------------------- */

static bool form_of(py_Ref value, PklNormalForm* out) {
    static const char* const NAMES[] = {"NFC", "NFKC", "NFD", "NFKD"};
    if (!pkl_is_str(value)) return pkl_raise(tp_TypeError, "%s() argument 1 must be str, not %s", pkl_current_native->_method->name, pkl_argument_type(value));
    for (int i = 0; i < 4; i++) {
        if (!strcmp(pkl_str(value)->data, NAMES[i])) return *out = (PklNormalForm)i, true;
    }
    return pkl_raise(tp_ValueError, "invalid normalization form");
}

static bool put_normalized(c11_sv text, PklNormalForm form, bool old, PklBuilder* out) {
    int64_t count, size;
    uint32_t* points = pkl_unicode_normalize(text.data, text.size, form, old, &count, &size);
    if (!points) return false;
    for (int64_t i = 0; i < count; i++) pkl_put_code(out, points[i]);
    pkl_buffer_free(points, (size_t)size);
    return !out->failed;
}

static bool normalized(py_Ref argv, PklBuilder* out) {
    PklNormalForm form = PKL_NFC;
    py_Ref given = arguments(argv);
    if (!pkl_is_str(&given[1])) return pkl_raise(tp_TypeError, "%s() argument 2 must be str, not %s", pkl_current_native->_method->name, pkl_argument_type(&given[1]));
    if (pkl_is_str(given) && pkl_str(&given[1])->size == 0) return true;
    return form_of(given, &form) && pkl_tick(pkl_str(&given[1])->size / 16) && put_normalized(pkl_sv(pkl_str(&given[1])), form, is_old(), out);
}

static bool normalize(int argc, py_Ref argv) {
    (void)argc;
    PklBuilder out;
    pkl_builder_start(&out);
    if (normalized(argv, &out)) return pkl_builder_str(&out, py_retval());
    pkl_builder_end(&out);
    return false;
}

static bool is_normalized(int argc, py_Ref argv) {
    (void)argc;
    PklBuilder out;
    pkl_builder_start(&out);
    bool ok = normalized(argv, &out);
    PyStr* text = ok ? pkl_str(&arguments(argv)[1]) : NULL;
    bool same = ok && out.size == text->size && !memcmp(out.data, text->data, (size_t)out.size);
    pkl_builder_end(&out);
    return ok && pkl_return_bool(same);
}

/* ---- names ------------------------------------------------------------------------------------------------------------------- */

static bool no_names(void) { return pkl_raise(tp_ValueError, "the names of characters are not part of this interpreter: load their table first"); }

static bool name(int argc, py_Ref argv) {
    (void)argc;
    uint32_t code;
    char text[UNICODE_NAME_MAX];
    py_Ref given = arguments(argv);
    if (!character(given, &code)) return false;
    if (!pkl_unicode_tables.names) return no_names();
    int size = is_old() && pkl_unicode_unassigned(code) ? 0 : pkl_unicode_name(code, text);
    if (size == 0) return fallback(&given[1], "no such name");
    py_newstrv(py_retval(), (c11_sv){text, size});
    return true;
}

static bool lookup(int argc, py_Ref argv) {
    (void)argc;
    uint32_t points[4];
    py_Ref given = arguments(argv);
    c11_sv text;
    if (pkl_is_str(given)) text = pkl_sv(pkl_str(given));
    else if (!pkl_bytes_like(given, &text)) return false;
    if (!pkl_unicode_tables.names) return no_names();
    if (text.size > UNICODE_NAME_MAX) return pkl_raise(tp_KeyError, "name too long");
    int count = pkl_unicode_lookup(text.data, text.size, !is_old(), points);
    char found[UNICODE_NAME_MAX]; /* in 3.2 there are no aliases: the name has to be that of the code point */
    if (count == 1 && is_old() && pkl_unicode_name(points[0], found) != text.size) count = 0;
    if (count == 0) return pkl_raise(tp_KeyError, "undefined character name '%v'", text);
    PklBuilder out;
    pkl_builder_start(&out);
    for (int i = 0; i < count; i++) pkl_put_code(&out, points[i]);
    return pkl_builder_str(&out, py_retval());
}

/* ---- the compiler's questions --------------------------------------------------------------------------------------------------- */

int32_t pkl_character_named(const char* text, int size) {
    uint32_t points[4];
    return pkl_unicode_lookup(text, size, false, points) == 1 ? (int32_t)points[0] : -1;
}

PklText pkl_identifier(PklArena* arena, PklText text) {
    PklBuilder out;
    pkl_builder_start(&out);
    PklText made = text;
    c11_sv given = {text.data, (int)text.size};
    if (!pkl_unicode_has_data()) return text;
    char* to = put_normalized(given, PKL_NFKC, false, &out) ? pkl_arena_take(arena, (size_t)out.size + 1) : NULL;
    if (to) {
        memcpy(to, out.data, (size_t)out.size);
        made.data = to;
        made.size = (int32_t)out.size;
    }
    pkl_builder_end(&out);
    return made;
}

/* ---- the module ------------------------------------------------------------------------------------------------------------------ */

#define ROWS(kind, first)                                                                                              \
    {"bidirectional", bidirectional, "(" first "chr, /)", PKL_O, kind, 1, 1}, {"category", category, "(" first "chr, /)", PKL_O, kind, 1, 1},          \
        {"combining", combining, "(" first "chr, /)", PKL_O, kind, 1, 1}, {"decimal", decimal, "(" first "chr, default=<unrepresentable>, /)", PKL_RANGE, kind, 1, 2}, \
        {"decomposition", decomposition, "(" first "chr, /)", PKL_O, kind, 1, 1}, {"digit", digit, "(" first "chr, default=<unrepresentable>, /)", PKL_RANGE, kind, 1, 2}, \
        {"east_asian_width", east_asian_width, "(" first "chr, /)", PKL_O, kind, 1, 1}, {"is_normalized", is_normalized, "(" first "form, unistr, /)", PKL_RANGE, kind, 2, 2}, \
        {"lookup", lookup, "(" first "name, /)", PKL_O, kind, 1, 1}, {"mirrored", mirrored, "(" first "chr, /)", PKL_O, kind, 1, 1}, \
        {"name", name, "(" first "chr, default=<unrepresentable>, /)", PKL_RANGE, kind, 1, 2}, {"normalize", normalize, "(" first "form, unistr, /)", PKL_RANGE, kind, 2, 2}, \
        {"numeric", numeric, "(" first "chr, default=<unrepresentable>, /)", PKL_RANGE, kind, 1, 2}, {0}

static const PklMethod FUNCTIONS[] = {ROWS(PKL_FUNCTION, "$module, ")}, METHODS[] = {ROWS(PKL_METHOD, "$self, ")};

static bool get_version(int argc, py_Ref argv) { return (void)argc, (void)argv, py_newstr(py_retval(), "3.2.0"), true; }
static const PklGetSet GETSETS[] = {{"unidata_version", get_version, NULL}, {0}};
static const PklTypeSpec TYPES[] = {
    {.id = tp_UCD, .base = tp_object, .name = "UCD", .module = "unicodedata", .flags = PKL_TYPE_FINAL | PKL_TYPE_NO_NEW, .methods = METHODS, .getsets = GETSETS},
    {0},
};

void pkl_library_unicodedata(PyModule* module) {
    if (!pkl_unicode_has_data()) {
        pkl_raise(tp_ImportError, "the tables of unicodedata are not part of this interpreter: load them first");
        return;
    }
    pkl_library_types(module, TYPES);
    pkl_register_functions(module, FUNCTIONS);
    py_TValue old;
    pkl_new(&old, tp_UCD);
    pkl_library_set(module, "ucd_3_2_0", &old);
    pkl_library_set_str(module, "unidata_version", "16.0.0");
}
