/*
 * The platform functions that the C++ libraries need: number parsing, an empty environment, abort with a message.
 * Limits: only the C locale.
 */
#include "pkw.h"

#include <stdlib.h>
#include <string.h>

double __wrap_strtod(const char* text, char** end);

double __wrap_strtod(const char* text, char** end) { return strtod1(text, end); }

#ifdef __EMSCRIPTEN__ /* a native program uses the system's */

char* getenv(const char* name) {
    (void)name;
    return NULL;
}

void _tzset_js(long* zone_seconds, int* has_summer_time, char* name, char* summer_name);

/* The C++ library can format times, though nothing here needs it: they would be in UTC. */
void _tzset_js(long* zone_seconds, int* has_summer_time, char* name, char* summer_name) {
    *zone_seconds = *has_summer_time = 0;
    strcpy(name, "UTC");
    strcpy(summer_name, "UTC");
}

/* GEOS shuffles the items of an index, to keep it balanced; a fixed seed makes results
 * reproducible. Nothing else uses it. */
int getentropy(void* buffer, size_t length) {
    memset(buffer, 0x5a, length);
    return 0;
}

#endif
