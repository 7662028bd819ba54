/*
 * What the parts of the import system share.
 */
#pragma once

#include "../machine/machine.h"

/* The module of that absolute name, whose parent is loaded. 1: it is in sys.modules; 2: the frame of its body waits in vm->frame (the module is in
 * sys.modules, to be taken out if the body fails); -1: error, ModuleNotFoundError where nobody has it. */
int pkl_load_module(PklVM* vm, PyStr* name);
int pkl_load_path(PklVM* vm, PyStr* name);
PyStr* pkl_absolute_name(PyDict* globals, PyStr* name, int64_t level);
py_Ref pkl_import_module(PyStr* name);
/* "package.name", interned. */
PyStr* pkl_join_name(PyStr* package, PyStr* name);
/* The loaded module becomes an attribute of its package. */
void pkl_bind_to_parent(PklVM* vm, PyStr* name);
/* __all__ as a tuple of texts; TypeError "Item in m.__all__ must be str, not int". */
bool pkl_names_tuple(py_Ref all, py_OutRef out);
/* ModuleNotFoundError with `name`; the format has one %s for it. False. */
bool pkl_module_not_found(PyStr* name, const char* format);
/* Whether the pending exception is ModuleNotFoundError of exactly that name. */
bool pkl_is_missing_module(PyStr* name);
/* "cannot import name 'x' from 'm' (file)", with what CPython adds for circular imports and near names. False. */
bool pkl_cannot_import(py_Ref module, const char* module_name, PyStr* name);
/* Whether builtins.__import__ is the interpreter's own. */
bool pkl_is_import_function(py_Ref value);
/* [level, names] -> [what a replaced __import__ returns] */
bool pkl_call_import_hook(PklVM* vm, py_TValue hook, PyStr* name);
/* Names of `from package import …` that are submodules: loaded in inner loops. */
bool pkl_import_submodules(PyStr* package, py_Ref names);
bool pkl_builtin_import(int argc, py_Ref argv);
