/* The signature text of a native function, taken apart once. */
#pragma once

#include "types.h"

enum { PKL_PARAMETERS_MAX = 16 };

typedef struct PklSignature {
    const PklMethod* method;
    uint8_t count;      /* places in argv: parameters with self, *args and **kwargs */
    uint8_t first;      /* 1 where place 0 is self */
    uint8_t posonly;    /* places from here on may be named */
    uint8_t positional; /* places before this one are positional */
    uint8_t required;   /* places before this one have no default; keyword-only ones have all */
    int8_t varargs, kwargs; /* places, -1: none */
    uint16_t start[PKL_PARAMETERS_MAX];
    uint8_t length[PKL_PARAMETERS_MAX];
} PklSignature;

const PklSignature* pkl_signature(const PklMethod* method);
/* Arguments without self to places, nil where missing; `places` has room for all. */
bool pkl_signature_bind(const PklSignature* signature, py_TValue* places, int argc, py_Ref argv, const py_TValue* kwnames);
/* What bindings expect of py_bind: the constants of the text where arguments are missing, an empty dict for **kwargs. */
void pkl_signature_defaults(const PklSignature* signature, py_TValue* places);
