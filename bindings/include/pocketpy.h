/*
 * The C API: upstream's pocketpy.h with our value in place of upstream's.
 *
 * Upstream's header leaves the value out where PK_IS_AMALGAMATED_C is defined; this header defines that, takes upstream's
 * in with #include_next, and supplies the value. Whoever includes "pocketpy.h" gets this one, since its folder is searched first.
 */
#pragma once

#define PK_IS_AMALGAMATED_C
#include_next "pocketpy.h"
#include "value.h"
