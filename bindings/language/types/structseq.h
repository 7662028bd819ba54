/*
 * Tuples whose items have names, written in C: sys.version_info, time.struct_time, os.stat_result.
 */
#pragma once

#include "types.h"

typedef struct PklStructseq {
    const char* module; /* NULL: builtins */
    const char* name;
    const char* fields; /* names with one space between them */
    int visible;               /* how many of them are items; the rest are attributes only: numbers, interned texts, None */
} PklStructseq;

/* Its type, made at the first call and kept in *place, which is 0 before. */
py_Type pkl_structseq_type(const PklStructseq* description, py_Type* place);
/* A new one, all its fields None; the caller fills PKL_SLOTS. */
PyObject* pkl_structseq(py_OutRef out, py_Type type);
