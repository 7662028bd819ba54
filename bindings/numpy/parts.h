/* The parts of the module, each of which binds its own names; called once, in this order, by module.c. */
#pragma once

#include "core/nd.h"

/* What a type becomes together with a Python scalar of that kind ('b', 'i', 'f', 'c', 0 for none). */
int nd_promote_weak(int type, char weak);

void nd_add_errors(py_Ref module);
void nd_add_dtypes(py_Ref module);
void nd_add_array(py_Ref module);
void nd_add_ufuncs(py_Ref module);
void nd_add_reductions(py_Ref module);
void nd_add_creation(py_Ref module);

/* index.c */
bool nd_getitem(int argc, py_Ref argv);
bool nd_setitem(int argc, py_Ref argv);
bool nd_get(py_OutRef out, py_Ref self, py_Ref key);
bool nd_nonzero(py_OutRef out, py_Ref array);
nd_Size nd_count_nonzero(const nd_Array* array);
nd_Size nd_count_true(const uint8_t* truths, nd_Size count);

/* print.c */
typedef struct {
    int precision, edge_items, line_width;
    nd_Size threshold;
    bool suppress;
    char sign;
    char mode;                       /* of floats: 'm' at most `precision` digits, 'e' as many for all, 'f' exactly so many, 'u' as few as tell them apart */
    char nan_text[16], inf_text[16];
    bool has_formatter;              /* Python's part prints */
} nd_PrintOptions;

extern nd_PrintOptions nd_print_options;
bool nd_repr(int argc, py_Ref argv);
bool nd_str(int argc, py_Ref argv);
void nd_add_printing(py_Ref module);

/* object.c */
void nd_add_object(py_Ref module);
bool nd_assign_checked(py_Ref to, py_Ref from);
bool nd_reshape(py_OutRef out, py_Ref array, int ndim, const nd_Size* shape, char order);

void nd_add_reshaping(py_Ref module);
void nd_add_sharing(py_Ref module);
void nd_add_lazy(py_Ref module);
/* py_retval() = a function of the module, also one that only the module itself knows. */
bool nd_find_function(const char* name);
bool nd_push_keyword(py_Ref key, py_Ref value, void* unused);
void nd_add_copying(py_Ref module);
void nd_add_sorting(py_Ref module);
void nd_add_products(py_Ref module);
void nd_add_scalars(py_Ref module);
void nd_add_buffers(py_Ref module);
bool nd_matmul(py_OutRef out, py_Ref a, py_Ref b);
bool nd_divmod(py_Ref a, py_Ref b); /* both results, a tuple, in py_retval() */
/* Python source of a package, in parts that are run when one of their names is first asked for. */
typedef struct {
    const char* module;
    const char* source;              /* packed */
} nd_Part;

typedef struct nd_Package {
    const char *name, *alias;        /* the module, and how its parts call it */
    const nd_Part* parts;
    int count;
    char** texts;                    /* room for as many, unpacked */
    struct nd_Package* next;
} nd_Package;

/* From now on names that the package's module lacks are looked for in its parts. */
void nd_add_package(nd_Package* package);
/* 1: py_retval() is what the parts define by this name; 0: they do not; -1: an exception. */
int nd_find_in_parts(const nd_Package* package, const char* name);
/* Runs what xtask packed (xtask/src/python_text.rs) in `module`. */
bool nd_run_python(const char* packed, const char* file, py_Ref module);
void nd_run_submodule(py_Ref module, const char* name, const char* source);
