/*
 * Arithmetic of natural numbers: sums, products, shifts.
 */
#include "digits.h"

#include <string.h>

#define KARATSUBA_MIN 40

int pkl_digits_normal(const PklDigit* a, int count) {
    while (count > 0 && a[count - 1] == 0) count--;
    return count;
}

int pkl_digits_compare(const PklDigit* a, int an, const PklDigit* b, int bn) {
    if (an != bn) return an < bn ? -1 : 1;
    for (int i = an - 1; i >= 0; i--)
        if (a[i] != b[i]) return a[i] < b[i] ? -1 : 1;
    return 0;
}

int pkl_digits_add(PklDigit* out, const PklDigit* a, int an, const PklDigit* b, int bn) {
    if (an < bn) {
        const PklDigit* digits = a;
        a = b;
        b = digits;
        int count = an;
        an = bn;
        bn = count;
    }
    PklDigit carry = 0;
    for (int i = 0; i < an; i++) {
        carry += a[i] + (i < bn ? b[i] : 0);
        out[i] = carry & PKL_DIGIT_MASK;
        carry >>= PKL_DIGIT_BITS;
    }
    if (carry != 0) out[an++] = carry;
    return an;
}

int pkl_digits_sub(PklDigit* out, const PklDigit* a, int an, const PklDigit* b, int bn) {
    int32_t borrow = 0;
    for (int i = 0; i < an; i++) {
        int32_t digit = (int32_t)a[i] - (i < bn ? (int32_t)b[i] : 0) - borrow;
        borrow = digit < 0;
        out[i] = (PklDigit)digit & PKL_DIGIT_MASK;
    }
    return pkl_digits_normal(out, an);
}

int pkl_digits_scale(PklDigit* a, int count, PklDigit m, PklDigit c) {
    uint64_t carry = c;
    for (int i = 0; i < count; i++) {
        carry += (uint64_t)a[i] * m;
        a[i] = (PklDigit)carry & PKL_DIGIT_MASK;
        carry >>= PKL_DIGIT_BITS;
    }
    if (carry != 0) a[count++] = (PklDigit)carry;
    return count;
}

static void mul_plain(PklDigit* out, const PklDigit* a, int an, const PklDigit* b, int bn) {
    memset(out, 0, (size_t)(an + bn) * sizeof(PklDigit));
    for (int i = 0; i < an; i++) {
        uint64_t carry = 0, digit = a[i];
        for (int j = 0; j < bn; j++) {
            carry += digit * b[j] + out[i + j];
            out[i + j] = (PklDigit)carry & PKL_DIGIT_MASK;
            carry >>= PKL_DIGIT_BITS;
        }
        out[i + bn] = (PklDigit)carry;
    }
}

/* out += a at `out`, whose carry must end within n digits. */
static void add_into(PklDigit* out, int n, const PklDigit* a, int an) {
    PklDigit carry = 0;
    for (int i = 0; i < n && (i < an || carry != 0); i++) {
        carry += out[i] + (i < an ? a[i] : 0);
        out[i] = carry & PKL_DIGIT_MASK;
        carry >>= PKL_DIGIT_BITS;
    }
}

static void subtract_from(PklDigit* out, int n, const PklDigit* a, int an) {
    int32_t borrow = 0;
    for (int i = 0; i < n && (i < an || borrow != 0); i++) {
        int32_t digit = (int32_t)out[i] - (i < an ? (int32_t)a[i] : 0) - borrow;
        borrow = digit < 0;
        out[i] = (PklDigit)digit & PKL_DIGIT_MASK;
    }
}

/* Both of n digits; scratch of 4 n + 128. */
static void karatsuba(PklDigit* out, const PklDigit* a, const PklDigit* b, int n, PklDigit* scratch) {
    if (n < KARATSUBA_MIN) {
        mul_plain(out, a, n, b, n);
        return;
    }
    int low = n / 2, high = n - low;
    PklDigit *sum_a = scratch, *sum_b = sum_a + high + 1, *middle = sum_b + high + 1, *rest = middle + 2 * (high + 1);
    karatsuba(out, a, b, low, scratch);
    karatsuba(out + 2 * low, a + low, b + low, high, scratch);
    sum_a[high] = sum_b[high] = 0;
    pkl_digits_add(sum_a, a + low, high, a, low);
    pkl_digits_add(sum_b, b + low, high, b, low);
    karatsuba(middle, sum_a, sum_b, high + 1, rest);
    int size = 2 * (high + 1);
    subtract_from(middle, size, out, 2 * low);
    subtract_from(middle, size, out + 2 * low, 2 * high);
    add_into(out + low, 2 * n - low, middle, pkl_digits_normal(middle, size));
}

size_t pkl_digits_mul_scratch(int an, int bn) {
    int small = an < bn ? an : bn;
    return small < KARATSUBA_MIN ? 0 : (size_t)small * 6 + 512;
}

/* The larger in pieces as long as the smaller. */
int pkl_digits_mul(PklDigit* out, const PklDigit* a, int an, const PklDigit* b, int bn, PklDigit* scratch) {
    if (an == 0 || bn == 0) return 0;
    if (an < bn) return pkl_digits_mul(out, b, bn, a, an, scratch);
    if (bn < KARATSUBA_MIN) {
        mul_plain(out, a, an, b, bn);
        return pkl_digits_normal(out, an + bn);
    }
    PklDigit* piece = scratch;
    memset(out, 0, (size_t)(an + bn) * sizeof(PklDigit));
    for (int at = 0; at < an; at += bn) {
        int count = an - at < bn ? an - at : bn;
        if (count == bn) karatsuba(piece, a + at, b, bn, scratch + 2 * bn);
        else mul_plain(piece, b, bn, a + at, count);
        add_into(out + at, an + bn - at, piece, bn + count);
    }
    return pkl_digits_normal(out, an + bn);
}

int pkl_digits_left(PklDigit* out, const PklDigit* a, int count, int64_t bits) {
    int words = (int)(bits / PKL_DIGIT_BITS), shift = (int)(bits % PKL_DIGIT_BITS);
    PklDigit carry = 0;
    memset(out, 0, (size_t)words * sizeof(PklDigit));
    for (int i = 0; i < count; i++) {
        uint64_t digit = (uint64_t)a[i] << shift | carry;
        out[words + i] = (PklDigit)digit & PKL_DIGIT_MASK;
        carry = (PklDigit)(digit >> PKL_DIGIT_BITS);
    }
    if (count == 0) return 0;
    if (carry != 0) out[words + count++] = carry;
    return words + count;
}

int pkl_digits_right(PklDigit* out, const PklDigit* a, int count, int64_t bits) {
    int64_t words = bits / PKL_DIGIT_BITS;
    int shift = (int)(bits % PKL_DIGIT_BITS);
    if (words >= count) return 0;
    for (int i = (int)words; i < count; i++) {
        uint64_t digit = a[i];
        if (i + 1 < count) digit |= (uint64_t)a[i + 1] << PKL_DIGIT_BITS;
        out[i - words] = (PklDigit)(digit >> shift) & PKL_DIGIT_MASK;
    }
    return pkl_digits_normal(out, count - (int)words);
}

int64_t pkl_digits_bit_length(const PklDigit* a, int count) {
    if (count == 0) return 0;
    return (int64_t)(count - 1) * PKL_DIGIT_BITS + (32 - __builtin_clz(a[count - 1]));
}
