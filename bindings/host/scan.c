/* What upstream needs of sscanf: hexadecimal digits, one `int` of up to two or bytes of two each, after
 * literal characters. The C library's parses numbers of every kind, in 10 KB. Unlike that, neither whitespace
 * nor signs nor `0x` are accepted. */
#include "scan.h"

#include <stdarg.h>
#include <string.h>

static int digit(char c) {
    if('0' <= c && c <= '9') return c - '0';
    if('a' <= (c | 0x20) && (c | 0x20) <= 'f') return (c | 0x20) - 'a' + 10;
    return -1;
}

/* The two digits at `text` as a number, -1 where one is missing. */
static int two_digits(const char* text) {
    int high = digit(text[0]);
    int low = high < 0 ? -1 : digit(text[1]);
    return low < 0 ? -1 : high * 16 + low;
}

int pkw_scan(const char* text, const char* format, ...) {
    va_list targets;
    va_start(targets, format);
    int count = 0;
    while(*format) {
        if(*format != '%') {
            if(*text++ != *format++) break;
            continue;
        }
        int value = two_digits(text);
        if(value < 0) break;
        bool is_byte = strncmp(format, "%2hhx", 5) == 0;
        if(is_byte) *va_arg(targets, unsigned char*) = (unsigned char)value;
        else *va_arg(targets, int*) = value;
        format += is_byte ? strlen("%2hhx") : strlen("%x");
        text += 2;
        count++;
    }
    va_end(targets);
    return count;
}
