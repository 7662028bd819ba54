/* The module _json: its table of functions and its two types. */
#include "json.h"

/* scanstring(string, end, strict=True) */
static bool scanstring(int argc, py_Ref argv) {
    int64_t end;
    int strict = argc > 2 ? py_bool(&argv[2]) : 1;
    if (strict < 0 || !pkl_size_argument(&argv[1], 0, &end) || !pkl_json_is_text(argv)) return false;
    PyStr* document = pkl_str(argv);
    if (end < 0 || end > pkl_str_length(document)) return pkl_raise(tp_ValueError, "end is out of bounds");
    py_TValue value;
    const char* at = pkl_json_scan_text(document, document->data + pkl_str_offset(document, (int32_t)end), strict, &value);
    return at && pkl_json_answer(&value, document, at);
}

static const PklMethod FUNCTIONS[] = {
    {"encode_basestring", pkl_json_encode, NULL, PKL_O, PKL_FUNCTION, 1, 1},
    {"encode_basestring_ascii", pkl_json_encode_ascii, NULL, PKL_O, PKL_FUNCTION, 1, 1},
    {"scanstring", scanstring, NULL, PKL_RANGE, PKL_FUNCTION, 2, 3},
    {0},
};

static const PklMember SCANNER_MEMBERS[] = {
    {"strict", SCANNER_STRICT, false, false},
    {"object_hook", SCANNER_OBJECT_HOOK, false, false},
    {"object_pairs_hook", SCANNER_PAIRS_HOOK, false, false},
    {"parse_float", SCANNER_FLOAT, false, false},
    {"parse_int", SCANNER_INT, false, false},
    {"parse_constant", SCANNER_CONSTANT, false, false},
    {0},
};
static const PklMember ENCODER_MEMBERS[] = {
    {"markers", ENCODER_MARKERS, false, false},
    {"default", ENCODER_DEFAULT, false, false},
    {"encoder", ENCODER_ENCODER, false, false},
    {"indent", ENCODER_INDENT, false, false},
    {"key_separator", ENCODER_KEY_SEPARATOR, false, false},
    {"item_separator", ENCODER_ITEM_SEPARATOR, false, false},
    {"sort_keys", ENCODER_SORT_KEYS, false, false},
    {"skipkeys", ENCODER_SKIP_KEYS, false, false},
    {0},
};

#define PKL_JSON_TYPE(number, text, size, table, fields)                                                               \
    {.id = number, .base = tp_object, .name = text, .module = "_json", .slots = size, .flags = PKL_TYPE_FINAL, .hidden = true, .methods = table, .members = fields}
static const PklTypeSpec TYPES[] = {
    PKL_JSON_TYPE(tp_json_scanner, "Scanner", SCANNER_SLOTS, pkl_json_scanner_methods, SCANNER_MEMBERS),
    PKL_JSON_TYPE(tp_json_encoder, "Encoder", ENCODER_SLOTS, pkl_json_encoder_methods, ENCODER_MEMBERS),
    {0},
};

void pkl_library__json(PyModule* module) {
    pkl_register_functions(module, FUNCTIONS);
    pkl_library_types(module, TYPES);
    pkl_library_set(module, "make_scanner", &pkl_vm->types[tp_json_scanner]->self);
    pkl_library_set(module, "make_encoder", &pkl_vm->types[tp_json_encoder]->self);
}
