/*
 * Doubles as decimal texts and back, exactly, without the C library.
 */
#pragma once

#include <stdbool.h>
#include <stdint.h>

/* Room for what pkl_float_digits writes. */
#define PKL_FLOAT_DIGITS_MAX 800

/* Decimal digits of |value| (finite, not 0): value = 0.d1d2d3… * 10 ** *point. Returns how many; no zeros at the end.
 *   shortest  the fewest that read back as the same double
 *   count >= 0, fixed: digits up to `count` after the decimal point; not fixed: `count` significant ones. Half to even on the exact value. */
int pkl_float_shortest(double value, char digits[24], int* point);
int pkl_float_digits(double value, int count, bool fixed, char digits[PKL_FLOAT_DIGITS_MAX], int* point);
/* repr(value), all values; the length. */
int pkl_float_repr(double value, char out[40]);
/* digits (any number, no point) * 10 ** exponent, correctly rounded; infinity where it is too large. */
double pkl_float_from_digits(const char* digits, int count, int64_t exponent);
/* The longest prefix that is a decimal number with optional sign, point, exponent, or inf/infinity/nan; NULL where there is none. Underscores are not known here. */
const char* pkl_float_scan(const char* text, const char* end, double* out);
