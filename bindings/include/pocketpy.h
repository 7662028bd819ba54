/*
 * The C API: upstream's pocketpy.h with our value in place of upstream's.
 *
 * Upstream's header leaves the value out where PK_IS_AMALGAMATED_C is defined; this header defines that, takes
 * upstream's in with #include_next, and supplies the value. Whoever includes "pocketpy.h" gets this one, since its
 * folder is searched first.
 */
#pragma once

#define PK_IS_AMALGAMATED_C
#include_next "pocketpy.h"
#include "value.h"

/* ---- what upstream's header has no functions for ---- */

void py_newcomplex(py_OutRef out, double real, double imag);
/* Whether it is exactly a complex; its parts then. */
bool py_iscomplex(py_Ref self);
double py_toreal(py_Ref self);
double py_toimag(py_Ref self);
