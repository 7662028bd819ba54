/* strtod, exact and many times as fast as the C library's, which computes with 128-bit floats.
 * Limits: hexadecimal numbers are not read, and there is no locale. */
#include "pkw.h"

#include "numbers/floats.h"

#include <string.h>

double strtod1(const char* text, char** end) {
    const char* start = text + strspn(text, " \t\n\v\f\r");
    const char* stop = start + strspn(start, "0123456789+-.eEinftyaINFTYA");
    double value = 0;
    const char* behind = pkl_float_scan(start, stop, &value);
    if(end) *end = (char*)(behind ? behind : text);
    return value;
}
