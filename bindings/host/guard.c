/* Recursion at run time: the guards of the bytecode loop and of native calls. The compiler's
 * guards are in compile_guard.c. */
#include "guard.h"

#include "interpreter_access.h"
#include "pkw.h"
#include "platform.h"

int pkw_native_left_bytes = PKW_NATIVE_BUDGET_BYTES;

bool pkw_refuse_recursion(void) {
    pkw_native_left_bytes += PKW_NATIVE_RESERVE_BYTES;
    py_exception(tp_RecursionError, "%s", "maximum recursion depth exceeded");
    pkw_native_left_bytes -= PKW_NATIVE_RESERVE_BYTES;
    return false;
}

bool pkw_recursion_enter(int levels, int bytes_per_level) {
    int64_t bytes = (int64_t)levels * bytes_per_level;
    if(bytes > pkw_native_left_bytes) return pkw_refuse_recursion();
    pkw_native_left_bytes -= (int)bytes;
    return true;
}

void pkw_recursion_leave(int levels, int bytes_per_level) { pkw_native_left_bytes += levels * bytes_per_level; }

int pkw_original_VM__run_top_frame(void* vm);

/* A frame has been pushed; run it. On refusal it is popped again. */
int VM__run_top_frame(void* vm) {
    bool fits = pkw_native_fits(PKW_COST_RUN_BYTES) && !pkw_vm_stack_is_full();
    if(!fits || pkw_linear_stack_is_low()) return pkw_vm_refuse_frame(vm);
    pkw_native_left_bytes -= PKW_COST_RUN_BYTES;
    int result = pkw_original_VM__run_top_frame(vm);
    pkw_native_left_bytes += PKW_COST_RUN_BYTES;
    return result;
}
