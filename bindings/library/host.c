/* What the host gives: random bytes and an environment. */
#include "library.h"

#include <string.h>

#ifdef __EMSCRIPTEN__
#include "pkw.h"

PKW_IMPORT(uint32_t, pkw_js_random, (void));

bool pkl_entropy(void* out, size_t size_bytes) {
    unsigned char* at = out;
    for (size_t n; size_bytes > 0; at += n, size_bytes -= n) {
        uint32_t word = pkw_js_random();
        n = size_bytes < sizeof word ? size_bytes : sizeof word;
        memcpy(at, &word, n);
    }
    return true;
}

char** pkl_environment(void) { return NULL; }
bool pkl_environment_set(const char* name, const char* value) { return true; }

#else
#include <stdlib.h>
#include <unistd.h>

extern char** environ;

bool pkl_entropy(void* out, size_t size_bytes) {
    for (size_t at = 0; at < size_bytes; at += 256)
        if (getentropy((char*)out + at, size_bytes - at < 256 ? size_bytes - at : 256) != 0) return false;
    return true;
}

char** pkl_environment(void) { return environ; }
bool pkl_environment_set(const char* name, const char* value) { return (value ? setenv(name, value, 1) : unsetenv(name)) == 0; }
#endif
