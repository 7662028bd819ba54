/* The page can query the exit code of the last program: 0, or what SystemExit carries, or 1 after another exception. */
#include "exit.h"

#include "pkw.h"

#include "errors/errors.h"
#include "native.h"

static int exit_code;

int pkw_exit_code(void) { return exit_code; }

static int code_of(py_Ref code) {
    if(!code->type || py_isnone(code)) return 0;
    if(py_isint(code)) return (int)py_toint(code);
    if(py_isbool(code)) return py_tobool(code);
    return 1;
}

void pkw_exit_record(bool ok) {
    if(ok || !py_matchexc(tp_SystemExit)) {
        exit_code = !ok;
        return;
    }
    exit_code = code_of(&pkl_exc_slots(py_retval())[PKL_EXIT_CODE]);
}
