/*
 * The module zlib over the pinned zlib: streams of one layout for compressors and decompressors. Their memory is counted against the quota.
 */
#pragma once

#include "../library.h"
#include "../../language/text/bytes/bytes.h"

#include "zlib/zlib.h"

enum { CHUNK = 16 * 1024 };

typedef struct PyZlib {
    PyObject head; /* slots == 3 */
    py_TValue unused_data, tail, dictionary;
    z_stream stream;
    bool open, inflates, eof, needs_input;
} PyZlib;

static inline PyZlib* pkl_zlib_of(py_Ref self) { return PKL_OBJECT(self, PyZlib); }
/* A stream whose memory is ours. */
void pkl_zlib_memory(z_stream* stream);
/* zlib.error "Error -3 while doing: what zlib says". False. */
bool pkl_zlib_error(const z_stream* stream, int code, const char* doing);
/* Appends what a call gives until there is room left: the code of the last call; INT32_MIN: an exception is set. `most` bytes at most, -1: any number. */
int pkl_zlib_run(z_stream* stream, int (*step)(z_stream* stream, int flush), int flush, PklBuilder* out, int64_t most);
/* An int argument of C's type. */
bool pkl_zlib_int(py_Ref value, int fallback, int* out);
/* A new object whose stream is not open yet; `out` is rooted by the caller. */
PyZlib* pkl_zlib_new(py_OutRef out, py_Type type, bool inflates);
void pkl_zlib_end(PyZlib* zlib);

extern const PklTypeSpec pkl_zlib_types[];
extern const PklMethod pkl_zlib_compress_methods[], pkl_zlib_decompress_methods[], pkl_zlib_decompressor_methods[], pkl_zlib_compress_functions[], pkl_zlib_decompress_functions[];
