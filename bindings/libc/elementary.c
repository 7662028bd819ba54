/* Logarithms, exponentials and powers, in place of the C library's: the linker takes these and drops its tables, 11 KB
 * of digits that no compression shrinks. The tables here are calculated at first use, in a tenth of a millisecond.
 *
 * One logarithm of about 68 bits, the sum of two numbers, serves log, log2, log10 and pow; exp, exp2 and pow end
 * in one power of two. Errors in units in the last place: at most 0.505 for the logarithms and exponentials, 0.51
 * for pow, subnormal results included (tests/c/elementary.py). Neither errno nor floating-point flags are set,
 * which nothing here reads. */
#include "doubled.h"

#include <math.h>
#include <stdbool.h>
#include <stdint.h>
#include <string.h>

/* ---- parts of numbers ----------------------------------------------------------------------------- */

static inline int64_t bits_of(double x) {
    int64_t bits;
    memcpy(&bits, &x, sizeof(bits));
    return bits;
}

static inline double number_of(int64_t bits) {
    double x;
    memcpy(&x, &bits, sizeof(x));
    return x;
}

static inline double power_of_two(int exponent) { return number_of((int64_t)(exponent + 1023) << 52); }

/* The topmost 26 bits, so that the product of two such numbers is exact. */
static inline double top_half(double x) { return number_of(bits_of(x) & -(1LL << 27)); }

/* ---- tables --------------------------------------------------------------------------------------- */

/* Points are numbers of 9 bits from sqrt(1 / 2) to sqrt(2). Of each about its reciprocal, which has so few bits that
 * products with half a number are exact, and the negative logarithm of that: `hi` is a multiple of 2^-42, so that sums
 * with those of LN2_HI are exact. */
enum { POINTS = 256, POINT_SHIFT = 44, FIRST_POINT = 0x3fe6b, POINT_ONE = 0x3ff00 }; /* the topmost 20 bits of points */

static struct {
    double inverse, hi, lo;
} points[POINTS];

enum { ROOTS = 256 };

static struct {
    double root; /* 2^(i / 256) */
    double tail; /* what it lacks, as a part of it */
} roots[ROOTS];

static void fill_roots(void) {
    const dd_Number root = {0x1.00b1afa5abcbfp+0, -0x1.4f6b2a7609f71p-55};
    dd_Number power = {1, 0};
    for(int i = 0; i < ROOTS; i++) {
        roots[i].root = power.hi;
        roots[i].tail = power.lo / power.hi;
        power = dd_multiply(power, root);
    }
}

/* log(a / b) = 2 artanh((a - b) / (a + b)), for a and b that are near each other and have few bits */
static dd_Number log_of_ratio(double a, double b) {
    double sum = a + b, t = (a - b) / sum, square = t * t;
    dd_Number product = dd_product(t, sum);
    double rest = ((a - b - product.hi) - product.lo) / sum;
    return dd_fast_sum(2 * t, 2 * rest + t * square * (2 / 3.0 + square * (2 / 5.0 + square * (2 / 7.0))));
}

/* From 1, whose logarithm is 0, to one end. */
static void fill_points(int step) {
    dd_Number log = {0, 0};
    double before = 1;
    for(int i = POINT_ONE - FIRST_POINT; i >= 0 && i < POINTS; i += step) {
        double inverse = rint(0x1p10 / number_of((int64_t)(FIRST_POINT + i) << POINT_SHIFT)) * 0x1p-10;
        log = dd_add(log, log_of_ratio(before, inverse));
        points[i].inverse = before = inverse;
        points[i].hi = (log.hi + 0x1.8p10) - 0x1.8p10;
        points[i].lo = (log.hi - points[i].hi) + log.lo;
    }
}

#define LEAST_NORMAL (1LL << 52) /* its bits; those of infinity are 0x7ff of it */

/* How many bit patterns, from the least normal number on, take the fast path: none until the tables are
 * initialized, then all finite ones. */
static uint64_t plain_numbers;

static void prepare(void) {
    if(plain_numbers) return;
    fill_roots();
    fill_points(-1);
    fill_points(1);
    plain_numbers = 0x7feULL * LEAST_NORMAL;
}

/* Whether a number takes the slow path; one comparison, since more take as long as the rest. */
static inline bool is_rare(int64_t bits) { return (uint64_t)bits - LEAST_NORMAL >= plain_numbers; }

/* ---- logarithms ----------------------------------------------------------------------------------- */

#define LN2_HI 0x1.62e42fefa3800p-1
#define LN2_LO 0x1.ef35793c76730p-45

/* A struct return value goes through memory, which would cost the logarithms a fifth of their speed. */
#define ALWAYS_INLINE inline __attribute__((always_inline))

/* A positive number is 2^k * z, and z * inverse = 1 + r with |r| < 2^-8. */
typedef struct {
    double upper, lower; /* r is their sum, and the first has 27 bits */
    double linear;       /* k * log(2) - log(inverse) + r */
    double lost;         /* what that lacks */
    double r;
} Reduced;

static ALWAYS_INLINE Reduced reduce(int64_t bits) {
    /* of z: halfway to the point before */
    const int64_t lowest = ((int64_t)FIRST_POINT << POINT_SHIFT) - (1LL << (POINT_SHIFT - 1));
    int64_t above = bits - lowest, z_bits = bits - (above & -(1LL << 52));
    int place = (int)(above >> POINT_SHIFT) & (POINTS - 1);
    double k = (double)(int)(above >> 52);
    double z = number_of(z_bits), z_top = number_of((z_bits + (1 << 27)) & -(1LL << 28)),
           inverse = points[place].inverse;
    double upper = z_top * inverse - 1, lower = (z - z_top) * inverse, r = upper + lower;
    double base = k * LN2_HI + points[place].hi, linear = base + r;
    double lost = ((upper - r) + lower) + ((base - linear) + r) + (k * LN2_LO + points[place].lo);
    return (Reduced){upper, lower, linear, lost, r};
}

/* log(1 + r) / r^3, without the linear and the quadratic term */
static inline double log_series(double r, double square) {
    return (1 / 3.0 - r * (1 / 4.0)) + square * ((1 / 5.0 - r * (1 / 6.0)) + square * (1 / 7.0 - r * (1 / 8.0)));
}

/* The logarithm of a number with these bits, exact to about 60 bits, not normalized. */
static ALWAYS_INLINE dd_Number logarithm(int64_t bits) {
    Reduced part = reduce(bits);
    double square = part.r * part.r;
    return (dd_Number){part.linear, part.lost - square * (0.5 - part.r * log_series(part.r, square))};
}

/* The same, exact to 68 bits: -r^2 / 2 is half + cross, of which the first is exact. */
static ALWAYS_INLINE dd_Number long_logarithm(int64_t bits) {
    Reduced part = reduce(bits);
    double square = part.r * part.r, half = -0.5 * part.upper * part.upper,
           cross = -0.5 * part.lower * (part.upper + part.r);
    double sum = part.linear + half, lost = part.lost + ((part.linear - sum) + half);
    return dd_fast_sum(sum, lost + cross + part.r * square * log_series(part.r, square));
}

static bool has_logarithm(double x) { return x > 0 && x < INFINITY; }

static double log_of_other(double x) { return x == 0 ? -INFINITY : x < 0 ? NAN : x; }

/* The bits of a rare argument that has a logarithm; a subnormal one is normalized, with an exponent below the least. */
static int64_t bits_of_rare(double x) {
    prepare();
    return x < 0x1p-1022 ? bits_of(x * 0x1p52) - 52 * LEAST_NORMAL : bits_of(x);
}

double log(double x) {
    int64_t bits = bits_of(x);
    if(is_rare(bits)) {
        if(!has_logarithm(x)) return log_of_other(x);
        bits = bits_of_rare(x);
    }
    dd_Number natural = logarithm(bits);
    return natural.hi + natural.lo;
}

/* The logarithm to the base whose natural logarithm is 1 / (top + rest), where `top` has 26 bits. */
static double log_to_base(double x, double top, double rest) {
    int64_t bits = bits_of(x);
    if(is_rare(bits)) {
        if(!has_logarithm(x)) return log_of_other(x);
        bits = bits_of_rare(x);
    }
    dd_Number natural = logarithm(bits);
    double natural_top = top_half(natural.hi);
    return natural_top * top + (natural_top * rest + ((natural.hi - natural_top) + natural.lo) * (top + rest));
}

double log2(double x) { return log_to_base(x, 0x1.7154760000000p+0, 0x1.4ae0bf85ddf44p-26); }

double log10(double x) { return log_to_base(x, 0x1.bcb7b10000000p-2, 0x1.49b9438ca9aaep-28); }

/* ---- exponentials --------------------------------------------------------------------------------- */

/* root * (1 + rest) * 2^exponent where that may overflow, or be subnormal: then it is computed in units of the least
 * normal number, and the sum with 1 rounds it at the place of its last bit. */
static double scale_far(double root, double rest, int exponent) {
    if(exponent > 0) return (root + root * rest) * 0x1p1000 * power_of_two((exponent < 2000 ? exponent : 2000) - 1000);
    root *= power_of_two(exponent > -2000 ? exponent + 1022 : -978);
    double y = root + root * rest, whole = 1 + root;
    if(y < 1) y = whole + (((1 - whole) + root) + root * rest) - 1;
    return y * 0x1p-1022;
}

/* 2^(n / 256) * e^r, with |r| < 2^-9 */
static double power(int n, double r) {
    double root = roots[n & (ROOTS - 1)].root, square = r * r;
    double rest =
        roots[n & (ROOTS - 1)].tail + r + square * ((0.5 + r * (1 / 6.0)) + square * (1 / 24.0 + r * (1 / 120.0)));
    int exponent = n >> 8;
    if(exponent < -1000 || exponent > 1000) return scale_far(root, rest, exponent);
    root *= power_of_two(exponent);
    return root + root * rest;
}

/* e^(x.hi + x.lo), for |x.hi| < 2000 and a small x.lo */
static inline double exponential(dd_Number x) {
    double n = rint(x.hi * 0x1.71547652b82fep+8); /* 256 / ln2 */
    return power((int)n, (x.hi - n * 0x1.62e42fef00000p-9) - n * 0x1.473de6af278edp-42 + x.lo);
}

/* For arguments that overflow, underflow or are NaN: infinity, zero, NaN. */
static double exp_of_other(double x) { return x < 0 ? 0 : x * 0x1p1023; }

double exp(double x) {
    if(!(fabs(x) < 800)) return exp_of_other(x);
    prepare();
    return exponential(dd_of(x));
}

double exp2(double x) {
    if(!(fabs(x) < 1200)) return exp_of_other(x);
    prepare();
    double n = rint(x * ROOTS);
    return power((int)n, (x - n * (1.0 / ROOTS)) * 0x1.62e42fefa39efp-1);
}

/* ---- powers --------------------------------------------------------------------------------------- */

static inline bool is_whole(double x) { return x == rint(x); }

static inline bool is_odd(double x) { return is_whole(x) && !is_whole(x / 2); }

/* x^y where x or y is infinite, x is 0, or one of them NaN; x has no sign. */
static double power_of_other(double x, double y) {
    if(y == 0 || x == 1) return 1;
    if(x != x || y != y) return x + y;
    return (x < 1) == (y < 0) ? INFINITY : 0;
}

static double power_of_negative(double x, double y) {
    if(x < 0 && x > -INFINITY && !is_whole(y)) return NAN;
    return is_odd(y) ? -pow(-x, y) : pow(-x, y);
}

/* Exact but for 2^-79 of it, and not normalized. */
static inline dd_Number times(dd_Number a, double factor) {
    double a_top = top_half(a.hi), factor_top = top_half(factor);
    return (dd_Number){a_top * factor_top, (factor - factor_top) * a_top + factor * ((a.hi - a_top) + a.lo)};
}

double pow(double x, double y) {
    int64_t bits = bits_of(x);
    if(is_rare(bits)) {
        if(bits < 0) return power_of_negative(x, y);
        if(!has_logarithm(x)) return power_of_other(x, y);
        bits = bits_of_rare(x);
    }
    dd_Number log = long_logarithm(bits);
    double estimate = log.hi * y;
    if(fabs(estimate) < 800) return exponential(times(log, y));
    return fabs(y) < INFINITY ? exp_of_other(estimate) : power_of_other(x, y);
}
