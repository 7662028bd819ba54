/* Compares bindings/libc/format.c with this machine's C library: random
 * formats and values, truncated at random lengths. */
#include "formats.h"

#include "../../bindings/libc/format.h"

#include <inttypes.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

enum { ROUNDS = 300000, TEXT_BYTES_MAX = 4096 };

static uint64_t state = 20261128;

/* xorshift64* */
static uint64_t random_bits(void) {
    state ^= state >> 12;
    state ^= state << 25;
    state ^= state >> 27;
    return state * 2685821657736338717u;
}

static int random_below(int limit) { return (int)(random_bits() >> 33) % limit; }

/* `%`, flags, width, precision and a length, without the conversion. */
static int random_start(char* format, const char* flags, const char* length, int precision_max) {
    char* at = format;
    *at++ = '%';
    for(const char* flag = flags; *flag; flag++) {
        if(random_below(4) == 0) *at++ = *flag;
    }
    if(random_below(2)) at += sprintf(at, "%d", 1 + random_below(40));
    if(random_below(2)) at += sprintf(at, ".%d", random_below(precision_max));
    return (int)(at + sprintf(at, "%s", length) - format);
}

static double random_double(void) {
    switch(random_below(6)) {
        case 0: return (double)random_below(2000) / 8;
        case 1: return -(double)random_below(100000) / 1000;
        case 2: return (double)(int64_t)random_bits() * 1e-9;
        case 3: return (double[]){0.0, -0.0, 1e-5, 9.9999995, 1e300 * 1e10, -1e300 * 1e10, 0.5, 1e15}[random_below(8)];
        default: {
            uint64_t bits = random_bits();
            double value;
            memcpy(&value, &bits, sizeof value);
            return value != value ? 0.0 / 0.0 : value;
        }
    }
}

static int differ(const char* format, const char* ours, int our_length, const char* theirs, int their_length) {
    if(our_length == their_length && strcmp(ours, theirs) == 0) return 0;
    fprintf(stderr, "%s: `%s` (%d), the C library has `%s` (%d)\n", format, ours, our_length, theirs, their_length);
    return 1;
}

#define COMPARE(format, ...)                                                                                           \
    do {                                                                                                               \
        char ours[TEXT_BYTES_MAX], theirs[TEXT_BYTES_MAX];                                                             \
        size_t room = random_below(8) ? sizeof ours : 1 + (size_t)random_below(20);                                    \
        int our_length = pkw_format(ours, room, format, __VA_ARGS__);                                                  \
        int their_length = snprintf(theirs, room, format, __VA_ARGS__);                                                \
        faults += differ(format, ours, our_length, theirs, their_length);                                              \
    } while(0)

#pragma GCC diagnostic ignored "-Wformat-nonliteral"
#pragma GCC diagnostic ignored "-Wformat-security"

static int compare_integers(void) {
    int faults = 0;
    char format[64];
    uint64_t value = random_bits() >> random_below(64);
    const char* lengths[] = {"", "hh", "h", "ll"};
    int length = random_below(4);
    int end = random_start(format, "-+ #0", lengths[length], 30);
    format[end] = "diuoxX"[random_below(6)];
    format[end + 1] = '\0';
    if(length == 3) COMPARE(format, (long long)value);
    else COMPARE(format, (int)value);
    return faults;
}

static int compare_floats(void) {
    int faults = 0;
    char format[64];
    char conversion = "fFeEgG"[random_below(6)];
    /* glibc's `%#g` loses a digit where rounding adds one before the point: `%#.2g` of 99.9 is 1.e+02 there */
    const char* flags = (conversion | 0x20) == 'g' ? "-+ 0" : "-+ #0";
    int end = random_start(format, flags, "", random_below(20) ? 25 : 1300);
    format[end] = conversion;
    format[end + 1] = '\0';
    double value = random_double();
    COMPARE(format, value);
    return faults;
}

static int compare_texts(void) {
    int faults = 0;
    char format[64];
    int end = random_start(format, "-", "", 12);
    strcpy(format + end, "s|%%%c|%*d|%-*.*f");
    int width = random_below(30) - 15, number = random_below(1000), precision = random_below(9) - 1;
    double value = random_double();
    COMPARE(format, "some text", 'x', width, number, width, precision, value);
    return faults;
}

int pkw_compare_formats(void) {
    int faults = 0;
    for(int round = 0; round < ROUNDS && faults < 20; round++) {
        faults += compare_integers() + compare_floats() + compare_texts();
    }
    printf("formats: %d rounds of 3 compared with the C library, %d differ\n", ROUNDS, faults);
    return faults;
}
