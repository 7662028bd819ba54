/*
 * Division of natural numbers: Knuth's algorithm D.
 */
#include "digits.h"

PklDigit pkl_digits_div_small(PklDigit* a, int* count, PklDigit d) {
    uint64_t rest = 0;
    for (int i = *count - 1; i >= 0; i--) {
        rest = rest << PKL_DIGIT_BITS | a[i];
        a[i] = (PklDigit)(rest / d);
        rest %= d;
    }
    *count = pkl_digits_normal(a, *count);
    return (PklDigit)rest;
}

/* rest[at..at+bn] -= q * divisor; whether it was too much. */
static bool subtract_multiple(PklDigit* rest, const PklDigit* divisor, int bn, uint64_t q) {
    int64_t borrow = 0;
    uint64_t carry = 0;
    for (int i = 0; i <= bn; i++) {
        carry += i < bn ? q * divisor[i] : 0;
        int64_t digit = (int64_t)rest[i] - (int64_t)(carry & PKL_DIGIT_MASK) + borrow;
        carry >>= PKL_DIGIT_BITS;
        rest[i] = (PklDigit)digit & PKL_DIGIT_MASK;
        borrow = digit >> PKL_DIGIT_BITS;
    }
    return borrow < 0;
}

static void add_back(PklDigit* rest, const PklDigit* divisor, int bn) {
    PklDigit carry = 0;
    for (int i = 0; i <= bn; i++) {
        carry += rest[i] + (i < bn ? divisor[i] : 0);
        rest[i] = carry & PKL_DIGIT_MASK;
        carry >>= PKL_DIGIT_BITS;
    }
}

/* One digit of the quotient, at most one too large. */
static uint64_t guess(const PklDigit* top, PklDigit first, PklDigit second) {
    uint64_t head = (uint64_t)top[0] << PKL_DIGIT_BITS | top[-1], q = head / first, r = head % first;
    while (q > PKL_DIGIT_MASK || q * second > (r << PKL_DIGIT_BITS | top[-2])) {
        q--;
        r += first;
        if (r > PKL_DIGIT_MASK) break;
    }
    return q;
}

static int divide_by_digit(PklDigit* quotient, PklDigit* rest, int* rest_count, PklDigit d) {
    int count = *rest_count;
    for (int i = 0; i < count; i++) quotient[i] = rest[i];
    rest[0] = pkl_digits_div_small(quotient, &count, d);
    *rest_count = rest[0] != 0;
    return count;
}

int pkl_digits_divmod(PklDigit* quotient, PklDigit* rest, int* rest_count, PklDigit* divisor, int bn) {
    int an = *rest_count;
    if (pkl_digits_compare(rest, an, divisor, bn) < 0) return 0;
    if (bn == 1) return divide_by_digit(quotient, rest, rest_count, divisor[0]);
    int shift = PKL_DIGIT_BITS - (32 - __builtin_clz(divisor[bn - 1]));
    rest[an] = 0;
    pkl_digits_left(divisor, divisor, bn, shift);
    pkl_digits_left(rest, rest, an, shift);
    for (int at = an - bn; at >= 0; at--) {
        uint64_t q = guess(rest + at + bn, divisor[bn - 1], divisor[bn - 2]);
        if (subtract_multiple(rest + at, divisor, bn, q)) {
            q--;
            add_back(rest + at, divisor, bn);
        }
        quotient[at] = (PklDigit)q;
    }
    *rest_count = pkl_digits_right(rest, rest, pkl_digits_normal(rest, bn), shift);
    return pkl_digits_normal(quotient, an - bn + 1);
}
