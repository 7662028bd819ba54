/* The native-stack budget, which every C recursion that Python can trigger is charged against.
 *
 * WebAssembly code cannot query the free native stack, and overflowing it is a trap that leaves the interpreter
 * in an inconsistent state. So the budget is counted: each point that a recursion must pass charges the maximum
 * that one cycle through it was measured to use in an engine's unoptimized code, and raises RecursionError when
 * the budget is exhausted. */
#pragma once

#include "pocketpy.h"

#include <stdbool.h>

/* Half of the 984 KB that V8 gives a page and Node, less a reserve for the page's own frames. */
#define PKW_NATIVE_BUDGET_BYTES (400 * 1024)

/* Reserved for the code that builds the RecursionError itself. */
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
