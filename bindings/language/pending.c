/*
 * What is not written yet, in one place: each function raises, or knows ASCII only, until its part takes it over. Nothing links these into a package.
 */
#include "compiler/ast.h"
#include "machine/machine.h"

#include <string.h>

/* ---- Unicode tables --------------------------------------------------------------------------------------------- */

PklText pkl_identifier(PklArena* arena, PklText text) { return (void)arena, text; }
int32_t pkl_character_named(const char* name, int size) { return (void)name, (void)size, -1; }
