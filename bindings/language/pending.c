/*
 * What is not written yet, in one place: each function raises, or knows ASCII only, until its part takes it over. Nothing links these into a package.
 */
#include "compiler/ast.h"
#include "machine/machine.h"

#include <string.h>

static bool not_yet(const char* what) { return pkl_raise(tp_NotImplementedError, "%s are not supported yet", what); }

bool pkl_cold_templates(PklVM* vm, PklInstruction instruction) { return (void)vm, (void)instruction, not_yet("template strings"); }
bool pkl_type_parameter(int intrinsic, py_Ref first, py_Ref second) { return (void)intrinsic, (void)first, (void)second, not_yet("type parameters"); }

/* ---- Unicode tables --------------------------------------------------------------------------------------------- */

PklText pkl_identifier(PklArena* arena, PklText text) { return (void)arena, text; }
int32_t pkl_character_named(const char* name, int size) { return (void)name, (void)size, -1; }

/* ---- bytes --------------------------------------------------------------------------------------------------------- */

bool pkl_text_decode(py_Ref bytes, py_Ref encoding, py_Ref errors, py_OutRef out) {
    (void)errors;
    int size;
    const unsigned char* data = pkl_bytes_data(bytes, &size);
    if (data == NULL) return pkl_raise(tp_TypeError, "decoding to str: need a bytes-like object, %T found", bytes);
    if (encoding->type != tp_nil && strcmp(py_tostr(encoding), "utf-8") != 0 && strcmp(py_tostr(encoding), "ascii") != 0) return not_yet("other encodings than utf-8");
    for (int i = 0; i < size; i++)
        if (data[i] > 127) return not_yet("bytes beyond ASCII");
    py_newstrv(out, (c11_sv){(const char*)data, size});
    return true;
}
