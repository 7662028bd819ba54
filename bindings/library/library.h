/*
 * C halves of the standard library, under CPython's own names, so that CPython's pure-Python files import them unchanged.
 *
 * A module is a function `void pkl_library_NAME(PyModule* module)`, called when a program first imports NAME: it puts functions, types and
 * constants into the new module. Nothing of it exists before. To add one: a folder here, a row in PKL_LIBRARY, types in PKL_LIBRARY_TYPES
 * of object.h. pocketpy/ has what is pocketpy's own and not of CPython's library.
 */
#pragma once

#include "objects.h"
#include "pocketpy_modules.h"
#include "../language/containers/methods.h"
#include "../language/machine/machine.h"
#include "../language/numbers/int_type.h"
#include "../language/types/types.h"

#define PKL_LIBRARY(X)                                                                                                 \
    PKL_LIBRARY_OBJECTS(X)                                                                                             \
    X(_blake2) X(_csv) X(_hashlib) X(_json) X(_md5) X(_random) X(_sha1) X(_sha2) X(_sha3) X(_sre) X(_struct) X(array) X(binascii) X(cmath) X(errno) X(math) X(time) X(unicodedata) X(zlib) \
    PKL_LIBRARY_POCKETPY(X)

#define PKL_DECLARE_LIBRARY(name) void pkl_library_##name(PyModule* module);
PKL_LIBRARY(PKL_DECLARE_LIBRARY)
#undef PKL_DECLARE_LIBRARY

/* Registers types (as pkl_register_types) and gives the module their names, but for those that are hidden. */
void pkl_library_types(PyModule* module, const PklTypeSpec* specs);
/* module.name = value */
void pkl_library_set(PyModule* module, const char* name, const py_TValue* value);
void pkl_library_set_int(PyModule* module, const char* name, int64_t value);
void pkl_library_set_float(PyModule* module, const char* name, double value);
void pkl_library_set_str(PyModule* module, const char* name, const char* value);

/* Random bytes of the host; false: it has none. */
bool pkl_entropy(void* out, size_t size_bytes);
/* NAME=VALUE, to a NULL; a page has none. */
char** pkl_environment(void);
/* Sets or, with NULL, removes a name; in a page nobody but the program reads it. */
bool pkl_environment_set(const char* name, const char* value);

/* The check sum of zip and gzip files, going on from `crc`; 0 at the start. */
uint32_t pkl_crc32(const void* data, size_t size, uint32_t crc);

/* The row of `table` that describes the native function that runs, so that one function serves a whole table. */
static inline int pkl_running_row(const PklMethod* table) { return (int)(pkl_current_native->_method - table); }
