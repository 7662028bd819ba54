/* Argument reduction for the C library's sin, cos and tan beyond pi / 4: x = n * pi / 2 + y. In place of its own, whose
 * digits of 2 / pi are meant for 128-bit floats and take 2.8 KB.
 *
 * Limits: only for finite arguments beyond pi / 4, as its callers ensure. The error of y[0] + y[1]
 * is below 2^-66 relative. */
#include "doubled.h"

#include <math.h>
#include <stdint.h>
#include <string.h>

/* ---- large angles, and those near a multiple of pi / 2: whole numbers ------------------------------- */

/* of a part of 2 / pi: 2 bits of the quarter, 137 of the fraction, 53 that the product makes worthless */
enum { WORDS = 6 };

/* 2 / pi after 64 zeros, so that there is something before the point's first bit for the smallest angle. */
static const uint32_t two_over_pi[] = {
    0,          0,          0xa2f9836e, 0x4e441529, 0xfc2757d1, 0xf534ddc0, 0xdb629599, 0x3c439041,
    0xfe5163ab, 0xdebbc561, 0xb7246e3a, 0x424dd2e0, 0x06492eea, 0x09d1921c, 0xfe1deb1c, 0xb129a73e,
    0xe88235f5, 0x2ebb4484, 0xe99c7026, 0xb45f7e41, 0x3991d639, 0x835339f4, 0x9c845f8b, 0xbdf9283b,
    0x1ff897ff, 0xde05980f, 0xef2f118b, 0x5a0a6d1f, 0x6d367ecf, 0x27cb09b7, 0x4f463f66, 0x9e5fea2d,
    0x7527bac7, 0xebe5f17b, 0x3d0739f7, 0x8a5292ea, 0x6bfb5fb1, 0x1f8d5d08, 0x56033046,
};

/* sum += factor * 2 / pi from its bit `first`, where the words that lie `above` do not matter.
 * Words begin with the lowest. */
static void add_product(uint32_t* sum, int first, uint32_t factor, int above) {
    const uint32_t* from = two_over_pi + (first >> 5);
    uint64_t carry = 0;
    for(int i = above; i < WORDS; i++) {
        int place = WORDS - 1 - (i - above);
        uint64_t pair = (uint64_t)from[place] << 32 | from[place + 1];
        carry += (pair << (first & 31) >> 32) * factor + sum[i];
        sum[i] = (uint32_t)carry;
        carry >>= 32;
    }
}

/* The quotient, rounded, and the remainder between -1 / 2 and 1 / 2, in quarter turns; of a positive number. */
static int divide(uint64_t bits, dd_Number* rest) {
    uint32_t product[WORDS] = {0};
    int first = (int)(bits >> 52) - 1075 + 62; /* bits of 2 / pi before this one make multiples of 4 */
    add_product(product, first, (uint32_t)bits, 0);
    add_product(product, first, (uint32_t)(bits >> 32 & 0xfffff) | 1 << 20, 1);
    uint32_t top = product[WORDS - 1], sign = -(top >> 29 & 1);
    double weight = sign ? -0x1p-30 : 0x1p-30;
    product[WORDS - 1] <<= 2, product[WORDS - 1] >>= 2;
    *rest = dd_of(0);
    for(int i = WORDS - 1; i > 0; i--) {
        /* the last bit is off by one, which is below the precision */
        uint32_t word = product[i] ^ (i == WORDS - 1 ? sign >> 2 : sign);
        *rest = dd_add(*rest, dd_of(word * weight));
        weight *= 0x1p-32;
    }
    return (int)((top >> 30) + (top >> 29 & 1));
}

static int reduce_exactly(double x, double* y) {
    const dd_Number quarter = {0x1.921fb54442d18p+0, 0x1.1a62633145c07p-54};
    double size = fabs(x);
    uint64_t bits;
    dd_Number rest;
    memcpy(&bits, &size, sizeof(bits));
    int n = divide(bits, &rest);
    rest = dd_multiply(rest, quarter);
    y[0] = x < 0 ? -rest.hi : rest.hi;
    y[1] = x < 0 ? -rest.lo : rest.lo;
    return x < 0 ? -n : n;
}

/* ---- others ----------------------------------------------------------------------------------------- */

/* The first two parts of pi / 2 have 33 bits, so that their products with n, which has 20, are exact. */
int __rem_pio2(double x, double* y) {
    if(!(fabs(x) < 1647099)) return reduce_exactly(x, y);
    double n = rint(x * 0x1.45f306dc9c883p-1);
    dd_Number rest = dd_sum(x - n * 0x1.921fb54400000p+0, -n * 0x1.0b4611a600000p-34);
    double low = rest.lo - n * 0x1.3198a2e037073p-69;
    rest = dd_fast_sum(rest.hi, low);
    if(fabs(rest.hi) < 0x1p-30) return reduce_exactly(x, y);
    y[0] = rest.hi;
    y[1] = rest.lo;
    return (int)n;
}
