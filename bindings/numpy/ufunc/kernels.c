/*
 * Loops that the compiler vectorizes. Integers of a width share what does not depend on the sign; `>` is `<` with its
 * operands exchanged, by the caller.
 */
#include "kernels.h"

#include <math.h>

#define KERNEL static void

/* NAME(out, a, b): O[i] = EXPRESSION of x and y */
#define BINARY(NAME, T, O, EXPRESSION)                                                                                 \
    KERNEL NAME(void* out, const void* a, const void* b, nd_Size count) {                                              \
        for(nd_Size i = 0; i < count; i++) {                                                                           \
            T x = ((const T*)a)[i], y = ((const T*)b)[i];                                                              \
            ((O*)out)[i] = (O)(EXPRESSION);                                                                            \
        }                                                                                                              \
    }

#define UNARY(NAME, T, O, EXPRESSION)                                                                                  \
    KERNEL NAME(void* out, const void* a, const void* b, nd_Size count) {                                              \
        (void)b;                                                                                                       \
        for(nd_Size i = 0; i < count; i++) {                                                                           \
            T x = ((const T*)a)[i];                                                                                    \
            ((O*)out)[i] = (O)(EXPRESSION);                                                                            \
        }                                                                                                              \
    }

#define BY_WIDTH(NAME, EXPRESSION)                                                                                     \
    BINARY(NAME##_8, uint8_t, uint8_t, EXPRESSION)                                                                     \
    BINARY(NAME##_16, uint16_t, uint16_t, EXPRESSION)                                                                  \
    BINARY(NAME##_32, uint32_t, uint32_t, EXPRESSION)                                                                  \
    BINARY(NAME##_64, uint64_t, uint64_t, EXPRESSION)

#define BY_FLOAT(NAME, EXPRESSION)                                                                                     \
    BINARY(NAME##_f32, float, float, EXPRESSION)                                                                       \
    BINARY(NAME##_f64, double, double, EXPRESSION)

#define BY_SIGN(NAME, O8, O16, O32, O64, EXPRESSION)                                                                   \
    BINARY(NAME##_i8, int8_t, O8, EXPRESSION)                                                                          \
    BINARY(NAME##_u8, uint8_t, O8, EXPRESSION)                                                                         \
    BINARY(NAME##_i16, int16_t, O16, EXPRESSION)                                                                       \
    BINARY(NAME##_u16, uint16_t, O16, EXPRESSION)                                                                      \
    BINARY(NAME##_i32, int32_t, O32, EXPRESSION)                                                                       \
    BINARY(NAME##_u32, uint32_t, O32, EXPRESSION)                                                                      \
    BINARY(NAME##_i64, int64_t, O64, EXPRESSION)                                                                       \
    BINARY(NAME##_u64, uint64_t, O64, EXPRESSION)

#define INTS(NAME) NAME##_8, NAME##_8, NAME##_16, NAME##_16, NAME##_32, NAME##_32, NAME##_64, NAME##_64
#define NO_INTS NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL

/* ---- arithmetic ---------------------------------------------------------------- */

BINARY(or_bool, uint8_t, uint8_t, (x | y) != 0)
BINARY(and_bool, uint8_t, uint8_t, (x != 0) & (y != 0))
BY_WIDTH(add, x + y)
BY_FLOAT(add, x + y)
BY_WIDTH(sub, x - y)
BY_FLOAT(sub, x - y)
BINARY(mul_8, uint8_t, uint8_t, x* y)
BINARY(mul_16, uint16_t, uint16_t, (uint32_t)x* y)
BINARY(mul_32, uint32_t, uint32_t, x* y)
BINARY(mul_64, uint64_t, uint64_t, x* y)
BY_FLOAT(mul, x* y)
BY_FLOAT(div, x / y)

KERNEL add_c64(void* out, const void* a, const void* b, nd_Size count) { add_f32(out, a, b, 2 * count); }
KERNEL add_c128(void* out, const void* a, const void* b, nd_Size count) { add_f64(out, a, b, 2 * count); }
KERNEL sub_c64(void* out, const void* a, const void* b, nd_Size count) { sub_f32(out, a, b, 2 * count); }
KERNEL sub_c128(void* out, const void* a, const void* b, nd_Size count) { sub_f64(out, a, b, 2 * count); }

#define COMPLEX_MULTIPLY(NAME, C)                                                                                      \
    KERNEL NAME(void* out, const void* a, const void* b, nd_Size count) {                                              \
        for(nd_Size i = 0; i < count; i++) {                                                                           \
            C x = ((const C*)a)[i], y = ((const C*)b)[i];                                                              \
            ((C*)out)[i] = (C){x.re * y.re - x.im * y.im, x.re * y.im + x.im * y.re};                                  \
        }                                                                                                              \
    }

COMPLEX_MULTIPLY(mul_c64, nd_Complex64)
COMPLEX_MULTIPLY(mul_c128, nd_Complex128)

#define C_BINARY(NAME, C, O, EXPRESSION)                                                                               \
    KERNEL NAME(void* out, const void* a, const void* b, nd_Size count) {                                              \
        for(nd_Size i = 0; i < count; i++) {                                                                           \
            C x = ((const C*)a)[i], y = ((const C*)b)[i];                                                              \
            ((O*)out)[i] = EXPRESSION;                                                                                 \
        }                                                                                                              \
    }
#define C_UNARY(NAME, C, O, EXPRESSION)                                                                                \
    KERNEL NAME(void* out, const void* a, const void* b, nd_Size count) {                                              \
        (void)b;                                                                                                       \
        for(nd_Size i = 0; i < count; i++) {                                                                           \
            C x = ((const C*)a)[i];                                                                                    \
            ((O*)out)[i] = EXPRESSION;                                                                                 \
        }                                                                                                              \
    }

/* Smith's algorithm, which does not overflow where the result does not. */
#define SMITH(NAME, C, T, ABS)                                                                                         \
    static C NAME##_one(C x, C y) {                                                                                    \
        T r = ABS(y.re), s = ABS(y.im);                                                                                \
        if(r >= s) {                                                                                                   \
            if(r == 0 && s == 0) return (C){x.re / r, x.im / r};                                                       \
            T ratio = y.im / y.re, scale = (T)1 / (y.re + y.im * ratio);                                               \
            return (C){(x.re + x.im * ratio) * scale, (x.im - x.re * ratio) * scale};                                  \
        }                                                                                                              \
        T ratio = y.re / y.im, scale = (T)1 / (y.im + y.re * ratio);                                                   \
        return (C){(x.re * ratio + x.im) * scale, (x.im * ratio - x.re) * scale};                                      \
    }                                                                                                                  \
    C_BINARY(NAME, C, C, NAME##_one(x, y))

SMITH(div_c64, nd_Complex64, float, fabsf)
SMITH(div_c128, nd_Complex128, double, fabs)

nd_Loops nd_add = {or_bool, INTS(add), add_f32, add_f64, add_c64, add_c128};
nd_Loops nd_subtract = {NULL, INTS(sub), sub_f32, sub_f64, sub_c64, sub_c128};
nd_Loops nd_multiply = {and_bool, INTS(mul), mul_f32, mul_f64, mul_c64, mul_c128};
nd_Loops nd_divide = {NULL, NO_INTS, div_f32, div_f64, div_c64, div_c128};

/* ---- comparison ------------------------------------------------------------------------ */

#define B uint8_t
BINARY(eq_8, uint8_t, B, x == y)
BINARY(eq_16, uint16_t, B, x == y)
BINARY(eq_32, uint32_t, B, x == y)
BINARY(eq_64, uint64_t, B, x == y)
BINARY(eq_bool, uint8_t, B, (x != 0) == (y != 0))
BINARY(ne_8, uint8_t, B, x != y)
BINARY(ne_16, uint16_t, B, x != y)
BINARY(ne_32, uint32_t, B, x != y)
BINARY(ne_64, uint64_t, B, x != y)
BINARY(ne_bool, uint8_t, B, (x != 0) != (y != 0))
BINARY(eq_f32, float, B, x == y)
BINARY(eq_f64, double, B, x == y)
BINARY(ne_f32, float, B, x != y)
BINARY(ne_f64, double, B, x != y)
BINARY(lt_bool, uint8_t, B, (x != 0) < (y != 0))
BINARY(le_bool, uint8_t, B, (x != 0) <= (y != 0))
BY_SIGN(lt, B, B, B, B, x < y)
BY_SIGN(le, B, B, B, B, x <= y)
BINARY(lt_f32, float, B, x < y)
BINARY(lt_f64, double, B, x < y)
BINARY(le_f32, float, B, x <= y)
BINARY(le_f64, double, B, x <= y)

/* Complex numbers are ordered lexicographically, by real, then imaginary part; NaN is unordered. */
#define C_LESS(x, y, OP) ((x.re < y.re && x.im == x.im && y.im == y.im) || (x.re == y.re && x.im OP y.im))
#define COMPLEX_COMPARISONS(SUFFIX, C)                                                                                 \
    C_BINARY(eq_##SUFFIX, C, B, (x.re == y.re) & (x.im == y.im))                                                       \
    C_BINARY(ne_##SUFFIX, C, B, (x.re != y.re) | (x.im != y.im))                                                       \
    C_BINARY(lt_##SUFFIX, C, B, C_LESS(x, y, <))                                                                       \
    C_BINARY(le_##SUFFIX, C, B, C_LESS(x, y, <=))

COMPLEX_COMPARISONS(c64, nd_Complex64)
COMPLEX_COMPARISONS(c128, nd_Complex128)

nd_Loops nd_equal = {eq_bool, INTS(eq), eq_f32, eq_f64, eq_c64, eq_c128};
nd_Loops nd_not_equal = {ne_bool, INTS(ne), ne_f32, ne_f64, ne_c64, ne_c128};
nd_Loops nd_less = {lt_bool, SIGNED_INTS(lt), lt_f32, lt_f64, lt_c64, lt_c128};
nd_Loops nd_less_equal = {le_bool, SIGNED_INTS(le), le_f32, le_f64, le_c64, le_c128};

/* ---- the lesser and the greater: minimum keeps NaN, fmin drops it ---------------------------- */

BY_SIGN(min, uint8_t, uint16_t, uint32_t, uint64_t, x < y ? x : y)
BY_SIGN(max, uint8_t, uint16_t, uint32_t, uint64_t, x > y ? x : y)
BINARY(min_f32, float, float, (x < y || x != x) ? x : y)
BINARY(min_f64, double, double, (x < y || x != x) ? x : y)
BINARY(max_f32, float, float, (x > y || x != x) ? x : y)
BINARY(max_f64, double, double, (x > y || x != x) ? x : y)
BINARY(fmin_f32, float, float, (x < y || y != y) ? x : y)
BINARY(fmin_f64, double, double, (x < y || y != y) ? x : y)
BINARY(fmax_f32, float, float, (x > y || y != y) ? x : y)
BINARY(fmax_f64, double, double, (x > y || y != y) ? x : y)

#define C_NAN(x) (x.re != x.re || x.im != x.im)
#define COMPLEX_EXTREMES(SUFFIX, C)                                                                                    \
    C_BINARY(min_##SUFFIX, C, C, C_NAN(x) || C_LESS(x, y, <=) ? x : y)                                                 \
    C_BINARY(max_##SUFFIX, C, C, C_NAN(x) || C_LESS(y, x, <=) ? x : y)                                                 \
    C_BINARY(fmin_##SUFFIX, C, C, C_NAN(y) || C_LESS(x, y, <=) ? x : y)                                                \
    C_BINARY(fmax_##SUFFIX, C, C, C_NAN(y) || C_LESS(y, x, <=) ? x : y)

COMPLEX_EXTREMES(c64, nd_Complex64)
COMPLEX_EXTREMES(c128, nd_Complex128)

nd_Loops nd_minimum = {and_bool, SIGNED_INTS(min), min_f32, min_f64, min_c64, min_c128};
nd_Loops nd_maximum = {or_bool, SIGNED_INTS(max), max_f32, max_f64, max_c64, max_c128};
nd_Loops nd_fmin = {and_bool, SIGNED_INTS(min), fmin_f32, fmin_f64, fmin_c64, fmin_c128};
nd_Loops nd_fmax = {or_bool, SIGNED_INTS(max), fmax_f32, fmax_f64, fmax_c64, fmax_c128};

/* ---- bits ------------------------------------------------------------------------------------- */

BY_WIDTH(and, x& y)
BY_WIDTH(or, x | y)
BY_WIDTH(xor, x ^ y)
BINARY(xor_bool, uint8_t, uint8_t, (x != 0) != (y != 0))
UNARY(not_8, uint8_t, uint8_t, ~x)
UNARY(not_16, uint16_t, uint16_t, ~x)
UNARY(not_32, uint32_t, uint32_t, ~x)
UNARY(not_64, uint64_t, uint64_t, ~x)
UNARY(not_bool, uint8_t, uint8_t, x == 0)

nd_Loops nd_bitwise_and = {and_bool, INTS(and), NULL, NULL, NULL, NULL};
nd_Loops nd_bitwise_or = {or_bool, INTS(or), NULL, NULL, NULL, NULL};
nd_Loops nd_bitwise_xor = {xor_bool, INTS(xor), NULL, NULL, NULL, NULL};
nd_Loops nd_invert = {not_bool, INTS(not), NULL, NULL, NULL, NULL};
nd_Loops nd_logical_not = {not_bool};

/* ---- one operand --------------------------------------------------------------------------------- */

#define SIGNED_UNARY(NAME, EXPRESSION)                                                                                 \
    UNARY(NAME##_8, int8_t, int8_t, EXPRESSION)                                                                        \
    UNARY(NAME##_16, int16_t, int16_t, EXPRESSION)                                                                     \
    UNARY(NAME##_32, int32_t, int32_t, EXPRESSION)                                                                     \
    UNARY(NAME##_64, int64_t, int64_t, EXPRESSION)

SIGNED_UNARY(neg, (int64_t)(0 - (uint64_t)x))
SIGNED_UNARY(abs, x < 0 ? (int64_t)(0 - (uint64_t)x) : x)
SIGNED_UNARY(same, x)
UNARY(sq_8, uint8_t, uint8_t, x* x)
UNARY(sq_16, uint16_t, uint16_t, (uint32_t)x* x)
UNARY(sq_32, uint32_t, uint32_t, x* x)
UNARY(sq_64, uint64_t, uint64_t, x* x)
UNARY(neg_f32, float, float, -x)
UNARY(neg_f64, double, double, -x)
UNARY(abs_f32, float, float, fabsf(x))
UNARY(abs_f64, double, double, fabs(x))
UNARY(sq_f32, float, float, x* x)
UNARY(sq_f64, double, double, x* x)
UNARY(sqrt_f32, float, float, sqrtf(x))
UNARY(sqrt_f64, double, double, sqrt(x))
UNARY(floor_f32, float, float, floorf(x))
UNARY(floor_f64, double, double, floor(x))
UNARY(ceil_f32, float, float, ceilf(x))
UNARY(ceil_f64, double, double, ceil(x))
UNARY(trunc_f32, float, float, truncf(x))
UNARY(trunc_f64, double, double, trunc(x))
UNARY(rint_f32, float, float, rintf(x))
UNARY(rint_f64, double, double, rint(x))
UNARY(nan_f32, float, B, x != x)
UNARY(nan_f64, double, B, x != x)
UNARY(inf_f32, float, B, fabsf(x) == INFINITY)
UNARY(inf_f64, double, B, fabs(x) == INFINITY)
UNARY(finite_f32, float, B, fabsf(x) < INFINITY)
UNARY(finite_f64, double, B, fabs(x) < INFINITY)
UNARY(signbit_f32, float, B, signbit(x) != 0)
UNARY(signbit_f64, double, B, signbit(x) != 0)
UNARY(never_8, uint8_t, B, (x & 0))
UNARY(never_16, uint16_t, B, (x & 0))
UNARY(never_32, uint32_t, B, (x & 0))
UNARY(never_64, uint64_t, B, (x & 0))
UNARY(always_8, uint8_t, B, (x | 1) != 0)
UNARY(always_16, uint16_t, B, (x | 1) != 0)
UNARY(always_32, uint32_t, B, (x | 1) != 0)
UNARY(always_64, uint64_t, B, (x | 1) != 0)
BY_FLOAT(copysign, copysign(x, y))

KERNEL neg_c64(void* out, const void* a, const void* b, nd_Size count) { neg_f32(out, a, b, 2 * count); }
KERNEL neg_c128(void* out, const void* a, const void* b, nd_Size count) { neg_f64(out, a, b, 2 * count); }
KERNEL rint_c64(void* out, const void* a, const void* b, nd_Size count) { rint_f32(out, a, b, 2 * count); }
KERNEL rint_c128(void* out, const void* a, const void* b, nd_Size count) { rint_f64(out, a, b, 2 * count); }
KERNEL sq_c64(void* out, const void* a, const void* b, nd_Size count) { (void)b, mul_c64(out, a, a, count); }
KERNEL sq_c128(void* out, const void* a, const void* b, nd_Size count) { (void)b, mul_c128(out, a, a, count); }

#define COMPLEX_UNARY(SUFFIX, C, T, HYPOT, ABS)                                                                        \
    C_UNARY(abs_##SUFFIX, C, T, HYPOT(x.re, x.im))                                                                     \
    C_UNARY(conj_##SUFFIX, C, C, ((C){x.re, -x.im}))                                                                   \
    C_UNARY(nan_##SUFFIX, C, B, C_NAN(x))                                                                              \
    C_UNARY(inf_##SUFFIX, C, B, ABS(x.re) == INFINITY || ABS(x.im) == INFINITY)                                        \
    C_UNARY(finite_##SUFFIX, C, B, ABS(x.re) < INFINITY && ABS(x.im) < INFINITY)

COMPLEX_UNARY(c64, nd_Complex64, float, hypotf, fabsf)
COMPLEX_UNARY(c128, nd_Complex128, double, hypot, fabs)
C_UNARY(same_c128, nd_Complex128, nd_Complex128, x)

#define SAME_INTS INTS(same)
#define ABS_INTS abs_8, same_8, abs_16, same_16, abs_32, same_32, abs_64, same_64

nd_Loops nd_negative = {NULL, INTS(neg), neg_f32, neg_f64, neg_c64, neg_c128};
nd_Loops nd_positive = {NULL, SAME_INTS, same_32, same_64, same_64, same_c128};
nd_Loops nd_conjugate = {NULL, SAME_INTS, same_32, same_64, conj_c64, conj_c128};
nd_Loops nd_absolute = {same_8, ABS_INTS, abs_f32, abs_f64, abs_c64, abs_c128};
nd_Loops nd_square = {NULL, INTS(sq), sq_f32, sq_f64, sq_c64, sq_c128};
nd_Loops nd_sqrt = {NULL, NO_INTS, sqrt_f32, sqrt_f64, NULL, NULL};
nd_Loops nd_fabs = {NULL, NO_INTS, abs_f32, abs_f64, NULL, NULL};
nd_Loops nd_floor = {same_8, SAME_INTS, floor_f32, floor_f64, NULL, NULL};
nd_Loops nd_ceil = {same_8, SAME_INTS, ceil_f32, ceil_f64, NULL, NULL};
nd_Loops nd_trunc = {same_8, SAME_INTS, trunc_f32, trunc_f64, NULL, NULL};
nd_Loops nd_rint = {NULL, NO_INTS, rint_f32, rint_f64, rint_c64, rint_c128};
nd_Loops nd_isnan = {never_8, INTS(never), nan_f32, nan_f64, nan_c64, nan_c128};
nd_Loops nd_isinf = {never_8, INTS(never), inf_f32, inf_f64, inf_c64, inf_c128};
nd_Loops nd_isfinite = {always_8, INTS(always), finite_f32, finite_f64, finite_c64, finite_c128};
nd_Loops nd_signbit = {NULL, NO_INTS, signbit_f32, signbit_f64, NULL, NULL};
nd_Loops nd_copysign = {NULL, NO_INTS, copysign_f32, copysign_f64, NULL, NULL};
