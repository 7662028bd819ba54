/* Indexing, masks, and selection of elements by them. */
#pragma once

#include "../core/nd.h"

bool nd_getitem(int argc, py_Ref argv);
bool nd_setitem(int argc, py_Ref argv);
/* a[key] without making a scalar of what has no axis. */
bool nd_get(py_OutRef out, py_Ref self, py_Ref key);

/* a[...] = value for arrays on the stack */
bool nd_assign_checked(py_Ref to, py_Ref from);

bool nd_nonzero(py_OutRef out, py_Ref array);
nd_Size nd_count_nonzero(const nd_Array* array);
nd_Size nd_count_true(const uint8_t* truths, nd_Size count);

void nd_add_copying(py_Ref module);
