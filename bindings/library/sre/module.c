/* The module _sre: its functions about single characters, its constants and types. */
#include "sre.h"

/* A C int that is a code point. */
static bool code_point(py_Ref value, uint32_t* out) {
    int64_t code;
    if (!pkl_size_argument(value, 0, &code)) return false;
    if (code != (int32_t)code) return pkl_raise(tp_OverflowError, "Python int too large to convert to C int");
    *out = (uint32_t)code;
    return true;
}

static bool ascii_iscased(int argc, py_Ref argv) {
    uint32_t code = 0;
    return (void)argc, code_point(argv, &code) && pkl_return_bool(code < 128 && (code | 32) - 'a' < 26);
}

static bool ascii_tolower(int argc, py_Ref argv) {
    uint32_t code = 0;
    return (void)argc, code_point(argv, &code) && pkl_return_int((int32_t)pkl_sre_ascii_lower(code));
}

static bool unicode_iscased(int argc, py_Ref argv) {
    uint32_t code = 0;
    return (void)argc, code_point(argv, &code) && pkl_return_bool(pkl_sre_lower(code) != code || pkl_sre_upper(code) != code);
}

static bool unicode_tolower(int argc, py_Ref argv) {
    uint32_t code = 0;
    return (void)argc, code_point(argv, &code) && pkl_return_int((int32_t)pkl_sre_lower(code));
}

static bool getcodesize(int argc, py_Ref argv) { return (void)argc, (void)argv, pkl_return_int(sizeof(uint32_t)); }

#define OF_CHARACTER(name) {#name, name, "($module, character, /)", PKL_O, PKL_FUNCTION, 1, 1}
static const PklMethod FUNCTIONS[] = {
    OF_CHARACTER(ascii_iscased),
    OF_CHARACTER(ascii_tolower),
    OF_CHARACTER(unicode_iscased),
    OF_CHARACTER(unicode_tolower),
    {"compile", pkl_sre_compile, "($module, /, pattern, flags, code, groups, groupindex, indexgroup)", PKL_CLINIC, PKL_FUNCTION, 6, 6},
    {"getcodesize", getcodesize, "($module, /)", PKL_NOARGS, PKL_FUNCTION, 0, 0},
    {"template", pkl_sre_template, "($module, pattern, template, /)", PKL_RANGE, PKL_FUNCTION, 2, 2},
    {0},
};

void pkl_library__sre(PyModule* module) {
    pkl_register_functions(module, FUNCTIONS);
    pkl_library_types(module, pkl_sre_pattern_type);
    pkl_library_types(module, pkl_sre_match_type);
    pkl_library_types(module, pkl_sre_scanner_type);
    pkl_library_set_int(module, "MAGIC", SRE_MAGIC);
    pkl_library_set_int(module, "CODESIZE", sizeof(uint32_t));
    pkl_library_set_int(module, "MAXREPEAT", SRE_MAXREPEAT);
    pkl_library_set_int(module, "MAXGROUPS", SRE_MAXGROUPS);
    pkl_library_set_str(module, "copyright", " SRE 2.2.2 Copyright (c) 1997-2002 by Secret Labs AB ");
}
