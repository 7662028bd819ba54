/*
 * exp and log, and sin and cos in single precision, two at a time: a table of 128 (91) points, a short series
 * between them, and the low bits of the table's entries kept apart, so that the error is at most 0.52 ulp. Tables
 * are computed on first use.
 * Limits: lanes that are not finite, or whose results are subnormal, fall back to C's functions one by one.
 */
#include "exponential.h"
#include "doubled.h"

#include <math.h>
#include <string.h>

typedef double Lanes __attribute__((vector_size(16)));
typedef int64_t Words __attribute__((vector_size(16)));

/* A sum with it has the nearest integer in its last bits. */
#define SHIFT 6755399441055744.0 /* 1.5 * 2^52 */
#define SHIFT_BITS 0x4338000000000000

static inline Lanes both(double x) { return (Lanes){x, x}; }

/* ---- exp: x = k * ln2 / 128 + r ------------------------------------------------------------------- */

#define EXP_POINTS 128
#define EXP_LIMIT 708.0

static struct {
    double tail;  /* what the point lacks, as a part of it */
    int64_t bits; /* of 2^(i / 128) */
} exp_points[EXP_POINTS];

static void fill_exp_table(void) {
    dd_Number root = {1.0054299011128027, 9.499186535455032e-17}, power = {1, 0}; /* 2^(1 / 128) */
    for(int i = 0; i < EXP_POINTS; i++) {
        memcpy(&exp_points[i].bits, &power.hi, 8);
        exp_points[i].tail = power.lo / power.hi;
        power = dd_multiply(power, root);
    }
}

static inline Lanes exp_lanes(Lanes x) {
    Lanes rounded = x * 184.6649652337873 + SHIFT;
    Words k = (Words)rounded;
    rounded -= SHIFT;
    Lanes r = x - rounded * 0x1.62e42fef80000p-8 - rounded * 0x1.1cf79abc9e3b4p-43;
    unsigned first = (unsigned)k[0] & (EXP_POINTS - 1), second = (unsigned)k[1] & (EXP_POINTS - 1);
    Lanes tail = {exp_points[first].tail, exp_points[second].tail}, r2 = r * r;
    Words scale = (Words){exp_points[first].bits, exp_points[second].bits} + ((k & ~(int64_t)(EXP_POINTS - 1)) << 45);
    Lanes rest = tail + r + r2 * (0.5 + r * (1 / 6.0)) + r2 * r2 * (1 / 24.0 + r * (1 / 120.0)), point = (Lanes)scale;
    return point + point * rest;
}

static inline Words exp_is_plain(Lanes x) { return (x < EXP_LIMIT) & (x > -EXP_LIMIT); }

/* ---- log: x = 2^k * z, z = c * (1 + r) with c a multiple of 1 / 128 --------------------------------------- */

#define LOG_FIRST 88 /* 0.6875 * 128 */
#define LOG_POINTS 89

static struct {
    double inverse, hi, lo, unused; /* 1 / c; log(c) is hi + lo */
} log_points[LOG_POINTS];

/* log(c) = 2 artanh((c - 1) / (c + 1)) */
static dd_Number log_point(int numerator) {
    dd_Number t = dd_divide(dd_of(numerator - 128), dd_of(numerator + 128)), square = dd_multiply(t, t), power = t,
              sum = dd_of(0);
    for(int n = 1; n < 48; n += 2) {
        sum = dd_add(sum, dd_divide(power, dd_of(n)));
        power = dd_multiply(power, square);
    }
    return dd_scale(sum, 2);
}

static void fill_log_table(void) {
    for(int i = 0; i < LOG_POINTS; i++) {
        dd_Number value = log_point(LOG_FIRST + i);
        /* a multiple of 2^-41, so that sums with k * ln2 are exact */
        double high = (value.hi + 3 * 0x1p10) - 3 * 0x1p10;
        log_points[i].inverse = 128.0 / (LOG_FIRST + i);
        log_points[i].hi = high;
        log_points[i].lo = (value.hi - high) + value.lo;
    }
}

static inline Lanes log_lanes(Lanes x) {
    const int64_t base = 0x3fe6000000000000; /* 0.6875 */
    Words bits = (Words)x, shifted = bits - base, exponent = shifted >> 52;
    Lanes z = (Lanes)(bits - (exponent << 52));
    Lanes rounded = z * 128.0 + SHIFT;
    Words place = (Words)rounded;
    rounded -= SHIFT;
    unsigned first = ((unsigned)place[0] & 255) - LOG_FIRST, second = ((unsigned)place[1] & 255) - LOG_FIRST;
    Lanes inverse = {log_points[first].inverse, log_points[second].inverse},
          hi = {log_points[first].hi, log_points[second].hi};
    Lanes lo = {log_points[first].lo, log_points[second].lo};
    Lanes k = (Lanes)(exponent + SHIFT_BITS) - SHIFT;
    Lanes r = (z - rounded * (1 / 128.0)) * inverse;
    Lanes high = k * 0x1.62e42fefa2000p-1 + hi, sum = high + r;
    Lanes low = (high - sum) + r + (k * 0x1.9ef35793c7673p-41 + lo);
    Lanes r2 = r * r;
    Lanes series = r2 * r * ((1 / 3.0 - r * 0.25) + r2 * ((0.2 - r * (1 / 6.0)) + r2 * (1 / 7.0 - r * 0.125)));
    return sum + (low - 0.5 * r2 + series);
}

static inline Words log_is_plain(Lanes x) { return (x >= 0x1p-1022) & (x < INFINITY); }

/* ---- single precision: short series in doubles ------------------------------------------------ */

static inline Lanes exp_single(Lanes x) {
    Lanes rounded = x * 184.6649652337873 + SHIFT;
    Words k = (Words)rounded;
    Lanes r = x - (rounded - SHIFT) * 0x1.62e42fefa39efp-8;
    unsigned first = (unsigned)k[0] & (EXP_POINTS - 1), second = (unsigned)k[1] & (EXP_POINTS - 1);
    Words scale = (Words){exp_points[first].bits, exp_points[second].bits} + ((k & ~(int64_t)(EXP_POINTS - 1)) << 45);
    Lanes point = (Lanes)scale;
    return point + point * (r + r * r * (0.5 + r * (1 / 6.0)));
}

static inline Lanes log_single(Lanes x) {
    const int64_t base = 0x3fe6000000000000;
    Words bits = (Words)x, exponent = (bits - base) >> 52;
    Lanes z = (Lanes)(bits - (exponent << 52)), rounded = z * 128.0 + SHIFT;
    Words place = (Words)rounded;
    unsigned first = ((unsigned)place[0] & 255) - LOG_FIRST, second = ((unsigned)place[1] & 255) - LOG_FIRST;
    Lanes inverse = {log_points[first].inverse, log_points[second].inverse},
          log_c = {log_points[first].hi, log_points[second].hi};
    Lanes k = (Lanes)(exponent + SHIFT_BITS) - SHIFT, r = (z - (rounded - SHIFT) * (1 / 128.0)) * inverse;
    return k * 0x1.62e42fefa39efp-1 + log_c + (r - r * r * (0.5 - r * (1 / 3.0 - r * 0.25)));
}

/* x = n * pi / 2 + r; `quarter` is added to n, so that 1 makes a cosine of it. */
static inline Lanes sine_single(Lanes x, int64_t quarter) {
    Lanes rounded = x * 0.6366197723675814 + SHIFT;
    Words n = (Words)rounded + quarter;
    rounded -= SHIFT;
    Lanes r = x - rounded * 0x1.921fb544p0 - rounded * 0x1.0b4611a626331p-34, s = r * r;
    Lanes sine =
        r + r * s * (-1 / 6.0 + s * (1 / 120.0 + s * (-1 / 5040.0 + s * (1 / 362880.0 - s * (1 / 39916800.0)))));
    Lanes cosine =
        1 -
        s * (0.5 - s * (1 / 24.0 - s * (1 / 720.0 - s * (1 / 40320.0 - s * (1 / 3628800.0 - s * (1 / 479001600.0))))));
    Words is_cosine = -(n & 1), sign = (n & 2) << 62;
    return (Lanes)((((Words)sine & ~is_cosine) | ((Words)cosine & is_cosine)) ^ sign);
}

static inline Lanes sin_single(Lanes x) { return sine_single(x, 0); }

static inline Lanes cos_single(Lanes x) { return sine_single(x, 1); }

#define SINE_LIMIT 1048576.0 /* n has 20 bits, and its product with the first part of pi / 2 is exact */

/* -0 keeps its sign */
static inline Words sin_is_plain(Lanes x) { return (x < SINE_LIMIT) & (x > -SINE_LIMIT) & (x != 0); }

static inline Words cos_is_plain(Lanes x) { return sin_is_plain(x); }

/* ---- rows ---------------------------------------------------------------------------------------------------- */

/* Four elements at a time; PLAIN selects those that LANES can compute, others fall back to ONE. */
#define ROW(NAME, T, PREPARE, PLAIN, LANES, ONE)                                                                       \
    static void NAME(void* out, const void* in, const void* unused, nd_Size count) {                                   \
        const T* x = in;                                                                                               \
        T* to = out;                                                                                                   \
        nd_Size i = 0;                                                                                                 \
        (void)unused;                                                                                                  \
        PREPARE;                                                                                                       \
        for(; i + 4 <= count; i += 4) {                                                                                \
            Lanes a = {x[i], x[i + 1]}, b = {x[i + 2], x[i + 3]};                                                      \
            Words plain = PLAIN(a) & PLAIN(b);                                                                         \
            if(plain[0] & plain[1]) {                                                                                  \
                a = LANES(a), b = LANES(b);                                                                            \
                to[i] = (T)a[0], to[i + 1] = (T)a[1], to[i + 2] = (T)b[0], to[i + 3] = (T)b[1];                        \
            } else {                                                                                                   \
                for(int k = 0; k < 4; k++) to[i + k] = (T)ONE(x[i + k]);                                               \
            }                                                                                                          \
        }                                                                                                              \
        for(; i < count; i++) to[i] = (T)ONE(x[i]);                                                                    \
    }

/* A single element takes the same path as many, so that results are identical. */
#define ONE(NAME, PLAIN, LANES, OTHERWISE)                                                                             \
    static double NAME(double x) {                                                                                     \
        Lanes pair = both(x);                                                                                          \
        return PLAIN(pair)[0] ? LANES(pair)[0] : OTHERWISE(x);                                                         \
    }

static void prepare(void) {
    static bool is_ready;
    if(is_ready) return;
    is_ready = true;
    fill_exp_table();
    fill_log_table();
}

ONE(exp_one, exp_is_plain, exp_lanes, exp)
ONE(log_one, log_is_plain, log_lanes, log)
ONE(exp_one_single, exp_is_plain, exp_single, exp)
ONE(log_one_single, log_is_plain, log_single, log)
ONE(sin_one_single, sin_is_plain, sin_single, sin)
ONE(cos_one_single, cos_is_plain, cos_single, cos)
ROW(exp_f64, double, prepare(), exp_is_plain, exp_lanes, exp_one)
ROW(log_f64, double, prepare(), log_is_plain, log_lanes, log_one)
ROW(exp_f32, float, prepare(), exp_is_plain, exp_single, exp_one_single)
ROW(log_f32, float, prepare(), log_is_plain, log_single, log_one_single)
ROW(sin_f32, float, (void)0, sin_is_plain, sin_single, sin_one_single)
ROW(cos_f32, float, (void)0, cos_is_plain, cos_single, cos_one_single)

nd_Loops nd_sin = {[ND_FLOAT32] = sin_f32};
nd_Loops nd_cos = {[ND_FLOAT32] = cos_f32};
nd_Loops nd_exp = {[ND_FLOAT32] = exp_f32, [ND_FLOAT64] = exp_f64};
nd_Loops nd_log = {[ND_FLOAT32] = log_f32, [ND_FLOAT64] = log_f64};
