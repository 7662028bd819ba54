/*
 * What the C++ libraries want of the system: numbers out of text, an environment that is empty, an end that is told.
 * Limits: there is no locale but C's.
 */
#include "interpreter_access.h"
#include "pkw.h"

#include <stdlib.h>
#include <string.h>

double __wrap_strtod(const char* text, char** end);

double __wrap_strtod(const char* text, char** end) { return strtod1(text, end); }

#ifdef __EMSCRIPTEN__ /* a native program has a system */

char* getenv(const char* name) {
    (void)name;
    return NULL;
}

void abort(void) { pkw_fatal("a C++ library ended the program"); }

void _tzset_js(long* zone_seconds, int* has_summer_time, char* name, char* summer_name);

/* The C++ library can print times, though nothing here asks for that: they would be in UTC. */
void _tzset_js(long* zone_seconds, int* has_summer_time, char* name, char* summer_name) {
    *zone_seconds = *has_summer_time = 0;
    strcpy(name, "UTC");
    strcpy(summer_name, "UTC");
}

/* GEOS shuffles what it puts into an index, to keep that balanced; the same shuffle every time makes results
 * repeatable. Nothing else asks. */
int getentropy(void* buffer, size_t length) {
    memset(buffer, 0x5a, length);
    return 0;
}

#endif
