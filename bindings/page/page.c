/* What the page calls after py_initialize(), and the modules of the tier. */
#include "exit.h"
#include "files.h"
#include "output.h"
#include "pkw.h"
#include "platform.h"

#include "machine/machine.h"
#include "machine/vm.h"

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

/* What Python may take of the 2 GB that the memory can grow to; the rest is for what is not counted. */
#define MEMORY_BYTES_MAX ((uint64_t)1900 << 20)

_Noreturn void pkw_fatal(const char* why) {
    pkw_output_flush();
    pkw_host_throw(why);
}

bool pkw_is_overdue(void) {
    const PklLimits* limits = &pkl_vm->limits;
    if(limits->interrupt) return true;
    double ends[] = {limits->deadline_ms, limits->watchdog_ms}, now = pkl_clock_ms();
    return (ends[0] > 0 && now >= ends[0]) || (ends[1] > 0 && now >= ends[1]);
}

/* Of an earlier program: its exception, and what was thrown by a function of the page. */
static void begin_program(void) {
    if(py_checkexc()) py_clearexc(NULL);
    if(!pkl_collect_if_wanted()) py_clearexc(NULL); /* many small programs may never reach a tick */
    pkw_host_take_failure();
}

static bool end_program(bool ok) {
    pkw_exit_record(ok);
    pkw_output_flush();
    pkw_host_take_failure(); /* it is the glue's to tell */
    return ok;
}

/* True once the tier's modules are registered; false before py_initialize(). Idempotent. */
bool py_module_initialize(void) {
    if(!pkl_vm->builtins) return false;
    pkl_vm->limits.memory_bytes_max = MEMORY_BYTES_MAX;
    pkl_vm->host.begins = begin_program;
    pkl_vm->host.ends = end_program;
    pkl_vm->host.closes = pkw_output_flush;
    py_callbacks()->lazyimport = import_module;
    pkw_output_install();
    pkw_files_install();
    return true;
}
