/* What type_methods.c and type_bases.c have of each other. */
#pragma once

#include "../types.h"

/* Whether an attribute of a class may be set: TypeError for immutable types and for deletion (nil). */
bool pkl_type_check_change(py_Ref argv, const char* name);

bool pkl_type_get_bases(int argc, py_Ref argv);
bool pkl_type_set_bases(int argc, py_Ref argv);
bool pkl_type_get_base(int argc, py_Ref argv);
bool pkl_type_get_mro(int argc, py_Ref argv);
