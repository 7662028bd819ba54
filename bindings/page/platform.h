/* The only place that depends on whether this is WebAssembly. Natively (used to run the tests under
 * sanitizers) the platform is stdio. */
#pragma once

#include <stdbool.h>
#include <stddef.h>

typedef enum { PKW_STDOUT = 1, PKW_STDERR = 2 } pkw_Stream;

/* Sends bytes to the page immediately. */
void pkw_host_write(pkw_Stream stream, const char* data, size_t size_bytes);

/* Flushes a line that has not ended yet. */
void pkw_host_flush(pkw_Stream stream);

/* The next byte of standard input, or -1 at its end. */
int pkw_host_read(void);

/* Whether a function of the page threw in one of these since this was asked last. */
bool pkw_host_take_failure(void);

/* Throws a JavaScript error that names the reason. Does not return. */
_Noreturn void pkw_host_throw(const char* why);
