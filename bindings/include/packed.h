/*
 * Modules in Python that are part of the interpreter: a table that the build makes of CPython's library (`[python]` of
 * variants.toml). To programs they lie in PKL_LIBRARY_FOLDER, which is the last entry of sys.path where the table has
 * rows: a file of the program's own folder goes before them.
 */
#pragma once

#include <stdbool.h>

#define PKL_LIBRARY_FOLDER "/lib/python3.14"

typedef struct PklPackedModule {
    const char* name; /* the whole name; NULL ends the table, whose names are in alphabetical order */
    const char* text;
    int size;
    bool package;
} PklPackedModule;

extern const PklPackedModule pkl_packed_modules[];
