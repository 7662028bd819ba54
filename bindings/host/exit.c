/* exit() and sys.exit() raise SystemExit, as in CPython; upstream's would end the WebAssembly runtime. The page can
 * query the exit code afterwards. */
#include "exit.h"

#include "interpreter_access.h"
#include "pkw.h"
#include "platform.h"

static int exit_code;

int pkw_exit_code(void) { return exit_code; }

static py_Ref uncaught_exit(void) {
    py_Ref exception = pkw_exception_current();
    return exception && py_isinstance(exception, tp_SystemExit) ? exception : NULL;
}

static int code_of(py_Ref argument) {
    if(!argument || py_isnone(argument)) return 0;
    if(py_isint(argument)) return (int)py_toint(argument);
    if(py_isbool(argument)) return py_tobool(argument);
    return 1;
}

void pkw_exit_record(bool ok) {
    py_Ref exception = ok ? NULL : uncaught_exit();
    exit_code = exception ? code_of(pkw_exception_argument(exception)) : !ok;
}

/* CPython prints an exit code that is not an integer to stderr, and no other. */
bool pkw_exit_print(void) {
    py_Ref exception = uncaught_exit();
    if(!exception) return false;
    py_Ref argument = pkw_exception_argument(exception);
    if(!argument || py_isnone(argument) || py_isint(argument) || py_isbool(argument)) return true;
    py_push(exception);
    py_clearexc(NULL);
    if(py_str(argument)) {
        c11_sv text = py_tosv(py_retval());
        pkw_host_write(PKW_STDERR, text.data, (size_t)text.size);
        pkw_host_write(PKW_STDERR, "\n", 1);
        pkw_host_flush(PKW_STDERR);
    }
    py_clearexc(NULL);
    py_raise(py_peek(-1));
    py_pop();
    return true;
}

/* exit(code=None) */
static bool raise_exit(int argc, py_Ref argv) {
    if(argc > 1) return TypeError("exit expected at most 1 argument, got %d", argc);
    if(!py_tpcall(tp_SystemExit, argc, argv)) return false;
    return py_raise(py_retval());
}

/* SystemExit.code */
static bool exit_get_code(int argc, py_Ref argv) {
    PY_CHECK_ARGC(1);
    py_Ref argument = pkw_exception_argument(argv);
    py_assign(py_retval(), argument ? argument : py_None());
    return true;
}

void pkw_exit_install(void) {
    py_Ref builtins = py_getmodule("builtins");
    py_bindfunc(builtins, "exit", raise_exit);
    py_bindfunc(builtins, "quit", raise_exit);
    py_bindfunc(py_getmodule("sys"), "exit", raise_exit);
    py_bindproperty(tp_SystemExit, "code", exit_get_code, NULL);
}
