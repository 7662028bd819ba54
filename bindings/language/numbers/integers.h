/*
 * Python's int: 64 bits in the value, or a heap object of base-2**30 digits. Every function takes plain ints (pkl_plain_int) unless it says otherwise.
 */
#pragma once

#include "../core.h"
#include "digits.h"

/* Digits of a plain int. `own` is used where the value holds 64 bits. */
typedef struct PklIntView {
    const PklDigit* digits;
    int count;
    bool negative;
    PklDigit own[3];
} PklIntView;

void pkl_int_view(const py_TValue* value, PklIntView* out);
/* The int of these digits (any count, not normalised); 64 bits where they suffice. */
void pkl_int_make(py_OutRef out, const PklDigit* digits, int count, bool negative);
/* "Exceeds the limit" and MemoryError are raised where an int of that many bits is out of reach. */
bool pkl_int_allowed(int64_t bits);

/* Operators; `out` may be an operand. Raise MemoryError, ZeroDivisionError, ValueError (negative shift, negative exponent without modulus is not theirs). */
bool pkl_int_add(const py_TValue* a, const py_TValue* b, py_OutRef out);
bool pkl_int_sub(const py_TValue* a, const py_TValue* b, py_OutRef out);
bool pkl_int_mul(const py_TValue* a, const py_TValue* b, py_OutRef out);
/* Floor division; either output may be NULL. */
bool pkl_int_divmod(const py_TValue* a, const py_TValue* b, py_OutRef quotient, py_OutRef rest);
bool pkl_int_pow(const py_TValue* base, const py_TValue* exponent, py_OutRef out); /* exponent >= 0 */
bool pkl_int_pow_mod(const py_TValue* base, const py_TValue* exponent, const py_TValue* modulus, py_OutRef out);
bool pkl_int_shift(const py_TValue* a, int64_t left, py_OutRef out); /* negative: right */
/* op: '&' '|' '^' */
bool pkl_int_bitwise(const py_TValue* a, const py_TValue* b, char op, py_OutRef out);
void pkl_int_negate(const py_TValue* a, py_OutRef out);
int pkl_int_compare(const py_TValue* a, const py_TValue* b);
int pkl_int_sign(const py_TValue* a);
int64_t pkl_int_hash(const py_TValue* a);
int64_t pkl_int_bit_length(const py_TValue* a);
/* The greatest common divisor, not negative. */
bool pkl_int_gcd(const py_TValue* a, const py_TValue* b, py_OutRef out);
/* The integer square root of a number >= 0. */
bool pkl_int_sqrt(const py_TValue* a, py_OutRef out);

/* Nearest double, half to even; OverflowError "int too large to convert to float". */
bool pkl_int_to_double(const py_TValue* a, double* out);
/* mantissa * 2 ** exponent nearest to a, 0.5 <= |mantissa| < 1: of any size. */
double pkl_int_frexp(const py_TValue* a, int64_t* exponent);
/* The integral part; OverflowError for infinity, ValueError for nan. */
bool pkl_int_from_double(double value, py_OutRef out);
/* Exact comparison with a double that is no nan. */
int pkl_int_compare_double(const py_TValue* a, double b);
/* a / b as Python's true division, correctly rounded. */
bool pkl_int_true_divide(const py_TValue* a, const py_TValue* b, double* out);

/* A new str of the digits in base 2..36, lower case, without prefix; ValueError beyond sys.get_int_max_str_digits() unless base is a power of two. */
bool pkl_int_to_text(const py_TValue* a, int base, py_OutRef out);
/* Digits (no sign, no underscore, no prefix) of a base 2..36 that are known to be valid. */
bool pkl_int_from_text(const char* text, int size, int base, bool negative, py_OutRef out);
/* int(text, base) with all its rules and error texts; `shown` is what the message repeats. */
bool pkl_int_parse(const char* text, int size, int base, py_Ref shown, py_OutRef out);
extern int pkl_int_max_str_digits; /* 4300; 0: no limit */

/* int.to_bytes and int.from_bytes: `size` bytes, least first if `little`. */
bool pkl_int_to_bytes(const py_TValue* a, unsigned char* out, int size, bool little, bool is_signed);
void pkl_int_from_bytes(const unsigned char* data, int size, bool little, bool is_signed, py_OutRef out);

extern const PklMethod pkl_int_methods[];
extern const PklGetSet pkl_int_getsets[];
