/*
 * Short ways for operands of built-in types. They run no program and raise nothing; false: the general way has to do it.
 */
#pragma once

#include "../machine.h"

/* a op b for ints and floats in any mix, where the result needs no object. The value is put into `a`. */
bool pkl_fast_binary(int op, py_TValue* a, const py_TValue* b);
/* a op b for ints, floats and texts. */
bool pkl_fast_compare(int op, const py_TValue* a, const py_TValue* b, bool* out);
