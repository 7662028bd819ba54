/*
 * Files of the host: what the modules posix and _io ask of the C library. In WebAssembly its calls reach the file system in memory.
 */
#pragma once

#include "../iterators.h"

#include "../../language/errors/errors.h"
#include "../../language/text/text.h"

/* errno as Linux numbers it, which programs see everywhere. */
int pkl_linux_errno(void);
/* "No such file or directory" */
const char* pkl_errno_text(int64_t number);
/* OSError of errno (or its subclass) with up to two file names; NULL, nil: none. False. */
bool pkl_raise_errno(py_Ref filename, py_Ref filename2);
bool pkl_raise_errno_number(int number, py_Ref filename, py_Ref filename2);

/* A path for the C library: str (lone surrogates as the bytes that they stand for), bytes or an object with __fspath__. */
typedef struct PklPath {
    const char* text; /* NULL: `number` is an open file */
    int64_t number;
    bool bytes;       /* it was given as bytes */
    py_TValue kept;   /* what `text` points into, and what is shown in errors */
} PklPath;
typedef enum PklPathKind { PKL_PATH_ONLY, PKL_PATH_OR_NUMBER, PKL_PATH_NUMBER_NONE } PklPathKind;
/* Reads an argument; `numbers`: an open file's number may stand there, or None, which the caller has looked for. The value is replaced by what __fspath__ gives, so that it stays reachable. */
bool pkl_path_argument(py_Ref value, const char* argument, PklPathKind numbers, PklPath* out);
/* os.fspath(value) in py_retval(). */
bool pkl_fspath(py_Ref value);
/* A name from the C library as str, or as bytes. */
bool pkl_path_text(const char* name, bool bytes, py_OutRef out);
/* Bytes of a path value (str or bytes) in `out`. */
bool pkl_path_bytes(py_Ref value, py_OutRef out);
