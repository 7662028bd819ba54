/* pkpy.watchdog_begin() and watchdog_end(): a program sets its own deadline.
 *
 * Upstream has them with PK_ENABLE_WATCHDOG, which makes the bytecode loop poll the deadline at every instruction. Here
 * it is polled at conditions and loops only (shortcuts_vm.h), which every non-terminating program must pass. */
#include "watchdog.h"

#include "interpreter_access.h"
#include "pkw.h"

bool pkw_is_overdue(void) {
    clock_t deadline = *pkw_deadline();
    return deadline > 0 && clock() > deadline;
}

void py_watchdog_begin(py_i64 timeout) { *pkw_deadline() = clock() + (clock_t)(timeout * (CLOCKS_PER_SEC / 1000)); }

void py_watchdog_end(void) { *pkw_deadline() = 0; }

bool pkw_raise_if_overdue(void) {
    if(!pkw_is_overdue()) return false;
    py_watchdog_end();
    TimeoutError("watchdog timeout");
    return true;
}

/* watchdog_begin(timeout_milliseconds: int) -> None */
static bool watchdog_begin(int argc, py_Ref argv) {
    PY_CHECK_ARGC(1);
    PY_CHECK_ARG_TYPE(0, tp_int);
    py_watchdog_begin(py_toint(argv));
    py_newnone(py_retval());
    return true;
}

/* watchdog_end() -> None */
static bool watchdog_end(int argc, py_Ref argv) {
    (void)argv;
    PY_CHECK_ARGC(0);
    py_watchdog_end();
    py_newnone(py_retval());
    return true;
}

void pkw_watchdog_install(void) {
    py_GlobalRef module = py_getmodule("pkpy");
    py_bindfunc(module, "watchdog_begin", watchdog_begin);
    py_bindfunc(module, "watchdog_end", watchdog_end);
    py_Ref macros = py_getdict(module, py_name("configmacros"));
    py_Ref one = py_pushtmp();
    py_newint(one, 1);
    py_dict_setitem_by_str(macros, "PK_ENABLE_WATCHDOG", one);
    py_pop();
}
