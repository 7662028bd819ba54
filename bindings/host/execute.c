/* The interpreter's entry point for the page: py_exec, with the checks before and the cleanup
 * after the outermost call. */
#include "compile.h"
#include "exit.h"
#include "interpreter_access.h"
#include "output.h"
#include "platform.h"

__typeof__(py_exec) pkw_original_py_exec;
__typeof__(py_finalize) pkw_original_py_finalize;

static bool is_dead;

_Noreturn void pkw_fatal(const char* why) {
    is_dead = true;
    pkw_output_flush();
    pkw_host_throw(why);
}

/* Using a dead or missing interpreter would silently corrupt memory. */
static void require_interpreter(void) {
    if(is_dead) pkw_host_throw("the interpreter has stopped after a fatal error; load it again");
    if(!pkw_vm_exists()) pkw_host_throw("py_initialize() has not been called, or py_finalize() has");
}

static bool execute(const char* source, const char* filename, enum py_CompileMode mode, py_Ref module) {
    bool ok = pkw_original_py_exec(source, filename, mode, module);
    if(!ok && pkw_compile_take_refusal()) pkw_exception_change_type(tp_RecursionError);
    pkw_host_take_failure(); /* it is the glue's to tell */
    return ok;
}

bool py_exec(const char* source, const char* filename, enum py_CompileMode mode, py_Ref module) {
    if(pkw_vm_exists() && !pkw_vm_is_idle()) {
        bool ok = execute(source, filename, mode, module);
        pkw_exit_record(ok);
        return ok;
    }
    require_interpreter();
    if(py_checkexc()) py_clearexc(NULL); /* of an earlier program */
    pkw_vm_collect(false);               /* many small programs may never call a function */
    bool ok = execute(source, filename, mode, module);
    pkw_exit_record(ok);
    pkw_output_flush();
    pkw_host_take_failure();
    return ok;
}

bool pkw_original_pk_execdyn(void* code, py_Ref module, py_Ref globals, py_Ref locals);

/* exec(source, instance.__dict__): upstream reads a module's table where there is none. */
bool pk_execdyn(void* code, py_Ref module, py_Ref globals, py_Ref locals) {
    if(globals && pkw_is_instance_dict(globals)) return TypeError("globals must be a dict object");
    return pkw_original_pk_execdyn(code, module, globals, locals);
}

void py_finalize(void) {
    if(!pkw_vm_exists()) return;
    pkw_output_flush();
    pkw_original_py_finalize();
}
