/* Upstream's debugger listens on a socket, which WebAssembly does not have. Its server is unreachable from Python, but
 * upstream references it, so that it would be linked with all of its dependencies in the C library and the page. */
#include "platform.h"

#include "pocketpy.h"

void dap_waitforattach(const char* hostname, unsigned short port) {
    (void)hostname, (void)port;
    pkw_host_throw("a debugger cannot attach: there are no sockets");
}

/* 0: no debugger is attached, so the two below have no receiver. */
int dap_status(void) { return 0; }

void dap_exceptionbreakpoint(py_Ref exception) { (void)exception; }

void dap_exit(int code) { (void)code; }
