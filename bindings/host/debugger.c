/* Upstream's debugger listens on a socket, which WebAssembly does not have. Its
 * server is never reached from Python, but upstream refers to it, so that it
 * would be linked with everything that it needs of the C library and the page. */
#include "platform.h"

#include "pocketpy.h"

void dap_waitforattach(const char* hostname, unsigned short port) {
    (void)hostname, (void)port;
    pkw_host_throw("a debugger cannot attach: there are no sockets");
}

/* 0: no debugger is attached, which is why the two below have nobody to tell. */
int dap_status(void) { return 0; }

void dap_exceptionbreakpoint(py_Ref exception) { (void)exception; }

void dap_exit(int code) { (void)code; }
