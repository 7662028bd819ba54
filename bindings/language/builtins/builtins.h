/*
 * The built-in functions, by what they are about; registered into the module builtins in register.c.
 */
#pragma once

#include "../containers/methods.h"
#include "../machine/machine.h"

extern const PklMethod pkl_builtin_attributes[]; /* getattr, hasattr, isinstance, dir, vars … */
extern const PklMethod pkl_builtin_numbers[];    /* abs, round, pow, hex, chr … */
extern const PklMethod pkl_builtin_iteration[];  /* iter, next, sum, min, sorted … */
extern const PklMethod pkl_builtin_execution[];  /* exec, eval, compile, globals, __import__ … */
extern const PklMethod pkl_builtin_output[];     /* print, input, repr … */
extern const PklTypeSpec pkl_builtin_iterators[]; /* enumerate, zip, map, filter, reversed */
