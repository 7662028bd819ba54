/*
 * exp and log of many numbers, two at a time: a table of 128 (91) points, a short series between them, and the last bits of the table's
 * numbers kept apart, so that an error is at most 0.52 units in the last place. Tables are computed at first use.
 * Limits: lanes that are not finite, or whose results are not normal numbers, go to C's functions one by one.
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
    dd_Number t = dd_divide(dd_of(numerator - 128), dd_of(numerator + 128)), square = dd_multiply(t, t), power = t, sum = dd_of(0);
    for(int n = 1; n < 48; n += 2) {
        sum = dd_add(sum, dd_divide(power, dd_of(n)));
        power = dd_multiply(power, square);
    }
    return dd_scale(sum, 2);
}

static void fill_log_table(void) {
    for(int i = 0; i < LOG_POINTS; i++) {
        dd_Number value = log_point(LOG_FIRST + i);
        double high = (value.hi + 3 * 0x1p10) - 3 * 0x1p10; /* a multiple of 2^-41, so that sums with k * ln2 are exact */
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
    Lanes inverse = {log_points[first].inverse, log_points[second].inverse}, hi = {log_points[first].hi, log_points[second].hi};
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

/* ---- rows ---------------------------------------------------------------------------------------------------- */

#define ROW(NAME, T, KIND)                                                                                                         \
    static void KIND##_##NAME(void* out, const void* in, const void* unused, nd_Size count) {                                      \
        const T* x = in;                                                                                                           \
        T* to = out;                                                                                                               \
        nd_Size i = 0;                                                                                                             \
        (void)unused;                                                                                                              \
        prepare_##KIND();                                                                                                          \
        for(; i + 4 <= count; i += 4) {                                                                                            \
            Lanes a = {x[i], x[i + 1]}, b = {x[i + 2], x[i + 3]};                                                                  \
            Words plain = KIND##_is_plain(a) & KIND##_is_plain(b);                                                                 \
            if(plain[0] & plain[1]) {                                                                                              \
                a = KIND##_lanes(a), b = KIND##_lanes(b);                                                                          \
                to[i] = (T)a[0], to[i + 1] = (T)a[1], to[i + 2] = (T)b[0], to[i + 3] = (T)b[1];                                    \
            } else {                                                                                                               \
                for(int k = 0; k < 4; k++) to[i + k] = (T)KIND##_one(x[i + k]);                                                    \
            }                                                                                                                      \
        }                                                                                                                          \
        for(; i < count; i++) to[i] = (T)KIND##_one(x[i]);                                                                         \
    }

#define ROWS(KIND)                                                                                                                 \
    static void prepare_##KIND(void) {                                                                                             \
        static bool is_ready;                                                                                                      \
        if(!is_ready) fill_##KIND##_table();                                                                                       \
        is_ready = true;                                                                                                           \
    }                                                                                                                              \
    static double KIND##_one(double x) {                                                                                           \
        Lanes pair = both(x);                                                                                                      \
        return KIND##_is_plain(pair)[0] ? KIND##_lanes(pair)[0] : KIND(x);                                                         \
    }                                                                                                                              \
    ROW(f32, float, KIND)                                                                                                          \
    ROW(f64, double, KIND)

ROWS(exp)
ROWS(log)

nd_Loops nd_exp = {[ND_FLOAT32] = exp_f32, [ND_FLOAT64] = exp_f64};
nd_Loops nd_log = {[ND_FLOAT32] = log_f32, [ND_FLOAT64] = log_f64};
