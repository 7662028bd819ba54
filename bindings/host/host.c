/* The host binding's entry point: what the page calls after py_initialize(). */
#include "builtins.h"
#include "corrections.h"
#include "exit.h"
#include "files.h"
#include "interpreter_access.h"
#include "output.h"
#include "pkw.h"
#include "utf8.h"
#include "watchdog.h"

#include <string.h>

const char* pkw_build_info(void) { return pkw_build_info_json; }

/* Creates a module of the tier the first time it is imported. */
static py_GlobalRef import_module(const char* name) {
    for(const pkw_ModuleEntry* entry = pkw_modules; entry->name; entry++) {
        if(strcmp(entry->name, name) != 0) continue;
        entry->add();
        return py_getmodule(name);
    }
    return NULL;
}

/* True once the tier's modules are registered; false before py_initialize(). Idempotent. */
bool py_module_initialize(void) {
    static bool is_done;
    if(!pkw_vm_exists()) return false;
    if(is_done) return true;
    is_done = true;
    pkw_vm_keep_stack_headroom();
    py_callbacks()->lazyimport = import_module;
    pkw_utf8_install();
    pkw_output_install();
    pkw_exit_install();
    pkw_files_install();
    pkw_corrections_install();
    pkw_builtins_install();
    pkw_iterators_install();
    pkw_watchdog_install();
    return true;
}
