/* What the parts of the host binding, the generated module table and the other
 * bindings may use of each other. Nothing here is for the page: the page sees
 * only what variants.toml exports. */
#pragma once

#include "pocketpy.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* ---- the tier's modules (generated from the plan) ----------------------- */

typedef struct {
    const char* name;
    void (*add)(void);
} pkw_ModuleEntry;

extern const pkw_ModuleEntry pkw_modules[]; /* ends with {NULL, NULL} */
extern const char pkw_build_info_json[];

/* ---- for bindings ------------------------------------------------------- */

/* Reserves native stack for `levels` levels of a recursion written in C, each
 * using at most `bytes_per_level` bytes of native stack in unoptimised code
 * (300 is a safe figure for a small function). False means RecursionError is
 * set. Every successful enter needs one pkw_recursion_leave with the same
 * numbers, on every path. */
bool pkw_recursion_enter(int levels, int bytes_per_level) PY_RAISE;
void pkw_recursion_leave(int levels, int bytes_per_level);

/* ---- what the wasm exports ---------------------------------------------- */

bool py_module_initialize(void);
const char* pkw_build_info(void);
int pkw_exit_code(void);
