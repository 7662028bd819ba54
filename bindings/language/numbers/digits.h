/*
 * Natural numbers as arrays of digits in base 2**30, least first: what integers of any size are made of. Nothing here knows objects.
 *
 * Counts are normalised: no leading zero, 0 has count 0. Results may not overlap operands unless it is said.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define PKL_DIGIT_BITS 30
#define PKL_DIGIT_MASK ((1u << PKL_DIGIT_BITS) - 1)

typedef uint32_t PklDigit;

int pkl_digits_normal(const PklDigit* a, int count);
int pkl_digits_compare(const PklDigit* a, int an, const PklDigit* b, int bn);
/* Sums and differences: out has room for max + 1; out may be a. sub: a >= b. */
int pkl_digits_add(PklDigit* out, const PklDigit* a, int an, const PklDigit* b, int bn);
int pkl_digits_sub(PklDigit* out, const PklDigit* a, int an, const PklDigit* b, int bn);
/* out has room for an + bn; scratch as pkl_digits_mul_scratch says. Below quadratic (Karatsuba). */
int pkl_digits_mul(PklDigit* out, const PklDigit* a, int an, const PklDigit* b, int bn, PklDigit* scratch);
size_t pkl_digits_mul_scratch(int an, int bn);
/* a * m + c in place, room for one more. */
int pkl_digits_scale(PklDigit* a, int count, PklDigit m, PklDigit c);
/* The quotient in place of a; the rest is returned. */
PklDigit pkl_digits_div_small(PklDigit* a, int* count, PklDigit d);
/* a = q * b + r. `rest` holds a with room for one more digit and becomes r; `divisor` is a copy of b that may be changed; q has room for an - bn + 1. */
int pkl_digits_divmod(PklDigit* quotient, PklDigit* rest, int* rest_count, PklDigit* divisor, int bn);
/* Shifts by any number of bits; left: room for count + bits / 30 + 1. out may be a in right shifts. */
int pkl_digits_left(PklDigit* out, const PklDigit* a, int count, int64_t bits);
int pkl_digits_right(PklDigit* out, const PklDigit* a, int count, int64_t bits);
int64_t pkl_digits_bit_length(const PklDigit* a, int count);
