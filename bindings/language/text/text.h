/*
 * What str, bytes and bytearray have in common. Most methods are one C function for the three types: a text is its bytes (UTF-8 in a str), and what
 * is made of it has the type of the one it was made from. Only positions differ: code points in a str.
 */
#pragma once

#include "str.h"

#include <string.h>

typedef struct PklTextSpan { /* bytes [from, to); `outside`: what start and stop select lies behind the end */
    int32_t from, to;
    bool outside;
} PklTextSpan;

/* The bytes of a str, bytes or bytearray, whatever the class. */
c11_sv pkl_text(py_Ref self);
/* bytes, bytearray or a contiguous memoryview (exports counted by nobody: good until Python runs). TypeError, BufferError. */
bool pkl_bytes_like(py_Ref value, c11_sv* out);
bool pkl_is_bytes_like(py_Ref value);
/* An argument: str for str, bytes-like for others. `function` "find() argument 1" for str: "find() argument 1 must be str, not int"; NULL: "must be str, not int". */
bool pkl_text_argument(py_Ref self, py_Ref value, const char* function, c11_sv* out);
/* A new text of self's kind: str, bytes or bytearray. `part` may lie in self. */
bool pkl_text_new(py_Ref self, c11_sv part, py_OutRef out);
/* The same into py_retval(), or self where it is the whole of an immutable text of the exact type. */
bool pkl_text_part(py_Ref self, c11_sv part);
/* The builder's bytes in py_retval(). */
bool pkl_text_end(py_Ref self, PklBuilder* builder);
/* start and stop of find() and its like. */
bool pkl_text_span(py_Ref self, py_Ref start, py_Ref stop, PklTextSpan* out);
int64_t pkl_text_length(py_Ref self); /* as len() */
/* How an argument's type is called in messages: "None". */
const char* pkl_argument_type(py_Ref value);
/* How many of `needle` in the text, without overlaps, at most `most`. */
int64_t pkl_count_bytes(c11_sv text, c11_sv needle, int64_t most);
/* The place in the text, -1. */
int32_t pkl_find_sv(c11_sv text, c11_sv needle, bool last);
/* An argument that is a number: by __index__, `missing` where it was not given. OverflowError with the text of a C ssize_t. */
bool pkl_size_argument(py_Ref value, int64_t missing, int64_t* out);

static inline c11_sv pkl_span(const char* from, const char* to) { return (c11_sv){from, (int)(to - from)}; }
static inline bool pkl_sv_starts(c11_sv text, c11_sv prefix) { return text.size >= prefix.size && !memcmp(text.data, prefix.data, (size_t)prefix.size); }

/* ---- methods of the three types, one function each ---- */
#define PKL_TEXT_METHODS(X)                                                                                            \
    X(find) X(rfind) X(index) X(rindex) X(count) X(startswith) X(endswith) X(replace) X(removeprefix) X(removesuffix)  \
    X(partition) X(rpartition) X(split) X(rsplit) X(splitlines) X(strip) X(lstrip) X(rstrip) X(join) X(center)         \
    X(ljust) X(rjust) X(zfill) X(expandtabs) X(isascii)
#define PKL_DECLARE(name) bool pkl_text_##name(int argc, py_Ref argv);
PKL_TEXT_METHODS(PKL_DECLARE)
#undef PKL_DECLARE
