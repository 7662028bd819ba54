/* Python source of a package, in parts that are executed when one of their names is first looked up. */
#pragma once

#include "../core/nd.h"

typedef struct {
    const char* module;
    const char* source; /* packed */
} nd_Part;

typedef struct nd_Package {
    const char *name, *alias; /* the module, and how its parts call it */
    const nd_Part* parts;
    int count;
    char** texts; /* room for as many, unpacked */
    struct nd_Package* next;
} nd_Package;

/* From now on names that the package's module lacks are looked up in its parts. */
void nd_add_package(nd_Package* package);
/* 1: py_retval() is what the parts define by this name; 0: they do not; -1: an exception. */
int nd_find_in_parts(const nd_Package* package, const char* name);
/* py_retval() = a function of numpy, private ones included. */
bool nd_find_function(const char* name);

/* Runs what xtask packed in `module`. */
bool nd_run_python(const char* packed, const char* file, py_Ref module);
void nd_run_submodule(py_Ref module, const char* name, const char* source);

/* numpy's own parts, and the lookup of names in parts. */
void nd_add_parts(void);
