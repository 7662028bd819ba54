/* The platform layer: output, input, termination.
 *
 * In a page: Module.stdoutBytes / Module.stderrBytes get a copy of each chunk; without them the bytes are decoded as
 * UTF-8 into lines for Module.print and Module.printErr. Module.stdin follows Emscripten's convention: a function that
 * returns the next byte, or null at the end. A page without one has no input. The state is kept on a function of the
 * glue, of which each instance has its own. When a function of the page throws, the call reports a failure; the glue
 * rethrows its error once the wasm has returned. */
#include "platform.h"

#ifdef __EMSCRIPTEN__
#include "pkw.h"

#include <string.h>
#include <time.h>
#include <unistd.h>

PKW_IMPORT(int, pkw_js_write, (int stream, const char* data, size_t size_bytes));
PKW_IMPORT(int, pkw_js_flush, (int stream));
PKW_IMPORT(int, pkw_js_read, (void)); /* below -1 after a failure */
PKW_IMPORT(void, pkw_js_throw, (const char* why));
PKW_IMPORT(void, pkw_js_localtime, (double seconds, struct tm* result, char* zone, size_t zone_bytes));

static bool has_failed;

void pkw_host_write(pkw_Stream stream, const char* data, size_t size_bytes) {
    has_failed |= pkw_js_write(stream, data, size_bytes) < 0;
}

void pkw_host_flush(pkw_Stream stream) { has_failed |= pkw_js_flush(stream) < 0; }

int pkw_host_read(void) {
    int byte = pkw_js_read();
    has_failed |= byte < -1;
    return byte < -1 ? -1 : byte;
}

bool pkw_host_take_failure(void) {
    bool had_failed = has_failed;
    has_failed = false;
    return had_failed;
}

_Noreturn void pkw_host_throw(const char* why) {
    pkw_js_throw(why);
    __builtin_trap();
}

/* In place of libc's, which keeps tables of time zone names that nobody can query. */
struct tm* localtime_r(const time_t* restrict seconds, struct tm* restrict result) {
    static char zones[2][32]; /* of winter and of summer */
    char zone[32];
    pkw_js_localtime((double)*seconds, result, zone, sizeof zone);
    result->tm_zone = strcpy(zones[result->tm_isdst > 0], zone);
    return result;
}

/* In place of libc's, which would end the process by the system. */
void abort(void) { pkw_fatal("the interpreter found its own state broken"); }

void _exit(int code) {
    pkw_fatal(code ? "os._exit() ended the program with a code that is not 0" : "os._exit() ended the program");
}

#else
#include <stdio.h>
#include <stdlib.h>

static FILE* stream_file(pkw_Stream stream) { return stream == PKW_STDOUT ? stdout : stderr; }

void pkw_host_write(pkw_Stream stream, const char* data, size_t size_bytes) {
    fwrite(data, 1, size_bytes, stream_file(stream));
}

void pkw_host_flush(pkw_Stream stream) { fflush(stream_file(stream)); }

int pkw_host_read(void) { return getchar(); }

bool pkw_host_take_failure(void) { return false; }

_Noreturn void pkw_host_throw(const char* why) {
    fprintf(stderr, "fatal: %s\n", why);
    abort();
}
#endif
