/*
 * Items of memoryviews: struct's native formats of one letter, in the machine's byte order.
 */
#include "../../machine/machine.h"
#include "../../numbers/int_type.h"
#include "bytes.h"

#include <math.h>
#include <string.h>

static const char letters[] = "cbB?hHiIlLqQnNPefd";
static const char sizes[] = {1, 1, 1, 1, 2, 2, 4, 4, 8, 8, 8, 8, 8, 8, 8, 2, 4, 8};

int pkl_item_size(char letter) {
    const char* found = letter != 0 ? strchr(letters, letter) : NULL;
    return found != NULL ? sizes[found - letters] : 0;
}

static bool is_unsigned(char letter) { return strchr("BHILQNP", letter) != NULL; }

/* ---- half precision ------------------------------------------------------------------------------------------ */

static double half_value(uint16_t bits) {
    int exponent = bits >> 10 & 31, fraction = bits & 1023;
    double value = exponent == 31 ? (fraction != 0 ? (double)NAN : (double)INFINITY) : exponent == 0 ? ldexp(fraction, -24) : ldexp(fraction + 1024, exponent - 25);
    return bits & 0x8000 ? -value : value;
}

/* Rounded to even; false where it is too large. */
static bool half_bits(double value, uint16_t* out) {
    *out = signbit(value) ? 0x8000 : 0;
    if (isnan(value)) return *out |= 0x7E00, true;
    if (isinf(value)) return *out |= 0x7C00, true;
    int exponent;
    double part = frexp(fabs(value), &exponent);
    if (value == 0) return true;
    int shift = exponent < -13 ? exponent + 24 : 11;
    double scaled = shift < 0 ? 0 : rint(ldexp(part, shift));
    int bits = exponent < -13 ? (int)scaled : (int)scaled + ((exponent + 13) << 10);
    *out |= (uint16_t)bits;
    return bits < 0x7C00;
}

/* ---- reading ----------------------------------------------------------------------------------------------------- */

static double float_at(char letter, const unsigned char* at) {
    double value;
    float single;
    uint16_t half;
    if (letter == 'd') return memcpy(&value, at, 8), value;
    if (letter == 'f') return memcpy(&single, at, 4), single;
    memcpy(&half, at, 2);
    return half_value(half);
}

bool pkl_item_get(char letter, const unsigned char* at, py_OutRef out) {
    if (letter == 'c') {
        unsigned char byte = *at;
        pkl_new_bytes(out, 1)->data[0] = byte;
    } else if (letter == '?') py_newbool(out, *at != 0);
    else if (letter == 'e' || letter == 'f' || letter == 'd') py_newfloat(out, float_at(letter, at));
    else pkl_int_from_bytes(at, pkl_item_size(letter), true, !is_unsigned(letter), out);
    return true;
}

/* ---- writing ------------------------------------------------------------------------------------------------------- */

static bool invalid_type(const char* format) { return pkl_raise(tp_TypeError, "memoryview: invalid type for format '%s'", format); }
static bool invalid_value(const char* format) { return pkl_raise(tp_ValueError, "memoryview: invalid value for format '%s'", format); }

static bool set_float(const char* format, char letter, unsigned char* at, py_Ref value) {
    double number;
    uint16_t half;
    if (!pkl_to_double(value, &number)) {
        if (!pkl_exc_matches(tp_TypeError)) return false;
        py_clearexc(NULL);
        return invalid_type(format);
    }
    float single = (float)number;
    if (letter == 'd') memcpy(at, &number, 8);
    else if (letter == 'f') memcpy(at, &single, 4);
    else if (!half_bits(number, &half)) return invalid_value(format);
    else memcpy(at, &half, 2);
    return true;
}

static bool set_integer(const char* format, char letter, unsigned char* at, py_Ref value) {
    if (!pkl_is_index(value)) return invalid_type(format);
    py_TValue number;
    if (!pkl_to_int(value, &number)) return false;
    if (pkl_int_to_bytes(&number, at, pkl_item_size(letter), true, !is_unsigned(letter))) return true;
    if (!pkl_exc_matches(tp_OverflowError)) return false;
    py_clearexc(NULL);
    return invalid_value(format);
}

bool pkl_item_set(const char* format, unsigned char* at, py_Ref value) {
    char letter = format[format[0] == '@'];
    if (letter == 'c') {
        if (!py_isinstance(value, tp_bytes)) return invalid_type(format);
        if (pkl_text(value).size != 1) return invalid_value(format);
        *at = (unsigned char)pkl_text(value).data[0];
    } else if (letter == '?') {
        int truth = py_bool(value);
        if (truth < 0) return false;
        *at = (unsigned char)truth;
    } else if (letter == 'e' || letter == 'f' || letter == 'd') return set_float(format, letter, at, value);
    else return set_integer(format, letter, at, value);
    return true;
}
