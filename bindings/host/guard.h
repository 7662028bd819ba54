/* The native-stack budget: what every C recursion that Python can drive is
 * charged against.
 *
 * WebAssembly code cannot see how much native stack is left, and overflowing it
 * is a trap that leaves the interpreter half way through something. So the
 * budget is counted: each place that recursion must pass charges the most bytes
 * that one round through it was measured to take in an engine's unoptimised
 * code, and is refused with RecursionError when the budget is spent. */
#pragma once

#include "pocketpy.h"

#include <stdbool.h>

/* Half of the 984 KB that V8 gives a page and Node, less what the page's own
 * frames may hold. */
#define PKW_NATIVE_BUDGET_BYTES (400 * 1024)

/* Lent to the code that builds the RecursionError itself. */
#define PKW_NATIVE_RESERVE_BYTES (16 * 1024)

/* One call of a native function, with all the unguarded C between two guards. */
#define PKW_COST_CALL_BYTES 400

/* One entry of the bytecode loop from C. */
#define PKW_COST_RUN_BYTES 1200

extern int pkw_native_left_bytes;

/* Sets RecursionError. Always false. */
bool pkw_refuse_recursion(void);

/* True when `bytes` fit into what is left of the budget. */
static inline bool pkw_native_fits(int bytes) { return bytes <= pkw_native_left_bytes; }

/* Replaces pocketpy's own (unchecked) macro in interpreter.c. */
static inline __attribute__((always_inline)) bool pkw_call_native(py_CFunction f, int argc, py_StackRef argv) {
    if(pkw_native_left_bytes < PKW_COST_CALL_BYTES) return pkw_refuse_recursion();
    pkw_native_left_bytes -= PKW_COST_CALL_BYTES;
    bool ok = f(argc, argv);
    pkw_native_left_bytes += PKW_COST_CALL_BYTES;
    return ok;
}
