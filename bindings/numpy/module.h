/* What the files beside module.c add to the module, and have of each other. */
#pragma once

#include "core/nd.h"

void nd_add_object(py_Ref module);
void nd_add_creation(py_Ref module);
void nd_add_products(py_Ref module);
void nd_add_scalars(py_Ref module);
void nd_add_methods(void);

bool nd_matmul(py_OutRef out, py_Ref a, py_Ref b);
