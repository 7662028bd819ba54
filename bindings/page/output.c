/* Output and input as the page gives them: the machine's standard streams end here. */
#include "output.h"

#include "pkw.h"
#include "platform.h"

#include "machine/vm.h"
#include "native.h"

#include <stdio.h>
#include <string.h>

/* What the page's function threw waits in the glue; the program ends as with Ctrl-C. */
static bool host_answered(void) {
    return !pkw_host_take_failure() || pkl_raise(tp_KeyboardInterrupt, "a function of the page threw an error");
}

static bool write_bytes(int stream, const char* data, size_t size_bytes) {
    pkw_host_write((pkw_Stream)stream, data, size_bytes);
    return host_answered();
}

/* The callback of the C API. */
static void print_text(const char* text) { pkw_host_write(PKW_STDOUT, text, strlen(text)); }

static void flush_output(void) { pkw_host_flush(PKW_STDOUT); }

void pkw_output_flush(void) {
    fflush(NULL);
    pkw_host_flush(PKW_STDOUT);
    pkw_host_flush(PKW_STDERR);
}

void pkw_output_install(void) {
    py_Callbacks* callbacks = py_callbacks();
    callbacks->print = print_text;
    callbacks->flush = flush_output;
    callbacks->getchr = pkw_host_read;
    pkl_vm->host.write = write_bytes;
}
