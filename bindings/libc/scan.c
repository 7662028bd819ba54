/* strtod in fewer bytes than the C library's, which computes with 128-bit floats: exact, and many times as fast.
 * Limits: hexadecimal numbers are not read, and there is no locale. */
#include "pkw.h"

#include "numbers/floats.h"

#include <stdlib.h>
#include <string.h>

double strtod1(const char* text, char** end) {
    const char* start = text + strspn(text, " \t\n\v\f\r");
    const char* stop = start + strspn(start, "0123456789+-.eEinftyaINFTYA");
    double value = 0;
    const char* behind = pkl_float_scan(start, stop, &value);
    if(end) *end = (char*)(behind ? behind : text);
    return value;
}

#ifdef __EMSCRIPTEN__
/* The linker takes it in place of the C library's. */
double strtod(const char* text, char** end) __attribute__((alias("strtod1")));
#endif
