/* Loops that stay scalar: division of integers, powers, shifts, greatest common divisors. Division by
 * zero gives 0, as in NumPy. */
#include "kernels.h"

#include <math.h>

#define BINARY(NAME, T, EXPRESSION)                                                                                    \
    static void NAME(void* out, const void* a, const void* b, nd_Size count) {                                         \
        for(nd_Size i = 0; i < count; i++) {                                                                           \
            T x = ((const T*)a)[i], y = ((const T*)b)[i];                                                              \
            ((T*)out)[i] = (T)(EXPRESSION);                                                                            \
        }                                                                                                              \
    }

/* Every integer type widened to 64 bits: one function, signed or not. */
#define INTEGERS(NAME, SIGNED, UNSIGNED)                                                                               \
    BINARY(NAME##_i8, int8_t, SIGNED(x, y, 8))                                                                         \
    BINARY(NAME##_u8, uint8_t, UNSIGNED(x, y, 8))                                                                      \
    BINARY(NAME##_i16, int16_t, SIGNED(x, y, 16))                                                                      \
    BINARY(NAME##_u16, uint16_t, UNSIGNED(x, y, 16))                                                                   \
    BINARY(NAME##_i32, int32_t, SIGNED(x, y, 32))                                                                      \
    BINARY(NAME##_u32, uint32_t, UNSIGNED(x, y, 32))                                                                   \
    BINARY(NAME##_i64, int64_t, SIGNED(x, y, 64))                                                                      \
    BINARY(NAME##_u64, uint64_t, UNSIGNED(x, y, 64))

#define INTS(NAME) NAME##_i8, NAME##_u8, NAME##_i16, NAME##_u16, NAME##_i32, NAME##_u32, NAME##_i64, NAME##_u64

static int64_t floor_div(int64_t x, int64_t y, int bits) {
    (void)bits;
    if(y == 0) return 0;
    if(y == -1) return (int64_t)(0 - (uint64_t)x);
    int64_t quotient = x / y;
    return quotient * y != x && (x < 0) != (y < 0) ? quotient - 1 : quotient;
}

static uint64_t floor_div_u(uint64_t x, uint64_t y, int bits) {
    (void)bits;
    return y ? x / y : 0;
}

static int64_t modulo(int64_t x, int64_t y, int bits) {
    (void)bits;
    if(y == 0 || y == -1) return 0;
    int64_t rest = x % y;
    return rest != 0 && (rest < 0) != (y < 0) ? rest + y : rest;
}

static uint64_t modulo_u(uint64_t x, uint64_t y, int bits) {
    (void)bits;
    return y ? x % y : 0;
}

static int64_t c_modulo(int64_t x, int64_t y, int bits) {
    (void)bits;
    return y == 0 || y == -1 ? 0 : x % y;
}

static uint64_t power_u(uint64_t x, uint64_t y, int bits) {
    (void)bits;
    uint64_t result = 1;
    for(; y; y >>= 1, x *= x) {
        if(y & 1) result *= x;
    }
    return result;
}

static int64_t power_i(int64_t x, int64_t y, int bits) { return (int64_t)power_u((uint64_t)x, (uint64_t)y, bits); }

static int64_t left(int64_t x, int64_t y, int bits) { return y >= 0 && y < bits ? (int64_t)((uint64_t)x << y) : 0; }

static uint64_t left_u(uint64_t x, uint64_t y, int bits) { return y < (uint64_t)bits ? x << y : 0; }

static int64_t right(int64_t x, int64_t y, int bits) { return y >= 0 && y < bits ? x >> y : x < 0 ? -1 : 0; }

static uint64_t right_u(uint64_t x, uint64_t y, int bits) { return y < (uint64_t)bits ? x >> y : 0; }

static uint64_t gcd_u(uint64_t x, uint64_t y, int bits) {
    (void)bits;
    while(y) {
        uint64_t rest = x % y;
        x = y;
        y = rest;
    }
    return x;
}

static uint64_t magnitude(int64_t x) { return x < 0 ? 0 - (uint64_t)x : (uint64_t)x; }

static int64_t gcd_i(int64_t x, int64_t y, int bits) { return (int64_t)gcd_u(magnitude(x), magnitude(y), bits); }

static uint64_t lcm_u(uint64_t x, uint64_t y, int bits) {
    uint64_t divisor = gcd_u(x, y, bits);
    return divisor ? x / divisor * y : 0;
}

static int64_t lcm_i(int64_t x, int64_t y, int bits) { return (int64_t)lcm_u(magnitude(x), magnitude(y), bits); }

INTEGERS(floordiv, floor_div, floor_div_u)
INTEGERS(mod, modulo, modulo_u)
INTEGERS(fmod, c_modulo, modulo_u)
INTEGERS(pow, power_i, power_u)
INTEGERS(left, left, left_u)
INTEGERS(right, right, right_u)
INTEGERS(gcd, gcd_i, gcd_u)
INTEGERS(lcm, lcm_i, lcm_u)

/* Python's floored division: the quotient is consistent with the remainder. */
/* Each step is rounded to the type, as in NumPy. */
#define FLOAT_DIVISION(T, F)                                                                                           \
    static T float_mod##F(T x, T y) {                                                                                  \
        T rest = fmod##F(x, y);                                                                                        \
        if(y == 0) return rest;                                                                                        \
        if(rest == 0) return copysign##F(0, y);                                                                        \
        return (y < 0) != (rest < 0) ? rest + y : rest;                                                                \
    }                                                                                                                  \
    static T float_floor_div##F(T x, T y) {                                                                            \
        if(y == 0) return x / y;                                                                                       \
        T rest = fmod##F(x, y), quotient = (x - rest) / y;                                                             \
        if(rest != 0 && (y < 0) != (rest < 0)) quotient -= 1;                                                          \
        if(quotient == 0) return copysign##F(0, x / y);                                                                \
        T floored = floor##F(quotient);                                                                                \
        return quotient - floored > (T)0.5 ? floored + 1 : floored;                                                    \
    }

FLOAT_DIVISION(double, )
FLOAT_DIVISION(float, f)

BINARY(floordiv_f32, float, float_floor_divf(x, y))
BINARY(floordiv_f64, double, float_floor_div(x, y))
BINARY(mod_f32, float, float_modf(x, y))
BINARY(mod_f64, double, float_mod(x, y))
BINARY(fmod_f32, float, fmodf(x, y))
BINARY(fmod_f64, double, fmod(x, y))
BINARY(pow_f32, float, powf(x, y))
BINARY(pow_f64, double, pow(x, y))

BINARY(nextafter_f32, float, nextafterf(x, y))
BINARY(nextafter_f64, double, nextafter(x, y))
BINARY(spacing_f32, float, ((void)y, isfinite(x) ? nextafterf(x, x < 0 ? -INFINITY : INFINITY) - x : NAN))
BINARY(spacing_f64, double, ((void)y, isfinite(x) ? nextafter(x, x < 0 ? -INFINITY : INFINITY) - x : NAN))

nd_Loops nd_nextafter = {[ND_FLOAT32] = nextafter_f32, [ND_FLOAT64] = nextafter_f64};
nd_Loops nd_spacing = {[ND_FLOAT32] = spacing_f32, [ND_FLOAT64] = spacing_f64};
nd_Loops nd_floor_divide = {NULL, INTS(floordiv), floordiv_f32, floordiv_f64, NULL, NULL};
nd_Loops nd_remainder = {NULL, INTS(mod), mod_f32, mod_f64, NULL, NULL};
nd_Loops nd_fmod = {NULL, INTS(fmod), fmod_f32, fmod_f64, NULL, NULL};
nd_Loops nd_left_shift = {NULL, INTS(left), NULL, NULL, NULL, NULL};
nd_Loops nd_right_shift = {NULL, INTS(right), NULL, NULL, NULL, NULL};
nd_Loops nd_gcd = {NULL, INTS(gcd), NULL, NULL, NULL, NULL};
nd_Loops nd_lcm = {NULL, INTS(lcm), NULL, NULL, NULL, NULL};

/* ---- complex powers: small whole exponents are multiplied out, as NumPy does ---------------------- */

static nd_Complex128 multiply(nd_Complex128 x, nd_Complex128 y) {
    return (nd_Complex128){x.re * y.re - x.im * y.im, x.re * y.im + x.im * y.re};
}

static nd_Complex128 whole_power(nd_Complex128 x, int n) {
    nd_Complex128 result = {1, 0};
    for(unsigned left_over = (unsigned)(n < 0 ? -n : n); left_over; left_over >>= 1, x = multiply(x, x)) {
        if(left_over & 1) result = multiply(result, x);
    }
    if(n >= 0) return result;
    double scale = result.re * result.re + result.im * result.im;
    return (nd_Complex128){result.re / scale, -result.im / scale};
}

static nd_Complex128 complex_power(nd_Complex128 x, nd_Complex128 y) {
    if(y.re == 0 && y.im == 0) return (nd_Complex128){1, 0};
    if(x.re == 0 && x.im == 0) return y.re > 0 ? (nd_Complex128){0, 0} : (nd_Complex128){NAN, NAN};
    int n = (int)(y.re > -100 && y.re < 100 ? y.re : 0);
    if(y.im == 0 && n == y.re) return whole_power(x, n);
    double length = hypot(x.re, x.im), angle = atan2(x.im, x.re);
    double size = pow(length, y.re) * exp(-y.im * angle), turn = y.im * log(length) + y.re * angle;
    return (nd_Complex128){size * cos(turn), size * sin(turn)};
}

#define COMPLEX_BINARY(NAME, C, T, FUNCTION)                                                                           \
    static void NAME(void* out, const void* a, const void* b, nd_Size count) {                                         \
        for(nd_Size i = 0; i < count; i++) {                                                                           \
            C x = ((const C*)a)[i], y = ((const C*)b)[i];                                                              \
            nd_Complex128 z = FUNCTION((nd_Complex128){x.re, x.im}, (nd_Complex128){y.re, y.im});                      \
            ((C*)out)[i] = (C){(T)z.re, (T)z.im};                                                                      \
        }                                                                                                              \
    }

COMPLEX_BINARY(pow_c64, nd_Complex64, float, complex_power)
COMPLEX_BINARY(pow_c128, nd_Complex128, double, complex_power)

nd_Loops nd_power = {NULL, INTS(pow), pow_f32, pow_f64, pow_c64, pow_c128};

/* ---- sign and reciprocal ------------------------------------------------------------------------------ */

#define UNARY(NAME, T, EXPRESSION)                                                                                     \
    static void NAME(void* out, const void* a, const void* b, nd_Size count) {                                         \
        (void)b;                                                                                                       \
        for(nd_Size i = 0; i < count; i++) {                                                                           \
            T x = ((const T*)a)[i];                                                                                    \
            ((T*)out)[i] = (T)(EXPRESSION);                                                                            \
        }                                                                                                              \
    }

/* 1/x in integers; 1/0 is what x86 converts infinity to, for each width. */
static int64_t int_reciprocal(int64_t x, int64_t of_zero) { return x == 0 ? of_zero : x == 1 || x == -1 ? x : 0; }

UNARY(sign_i8, int8_t, (x > 0) - (x < 0))
UNARY(sign_u8, uint8_t, x != 0)
UNARY(sign_i16, int16_t, (x > 0) - (x < 0))
UNARY(sign_u16, uint16_t, x != 0)
UNARY(sign_i32, int32_t, (x > 0) - (x < 0))
UNARY(sign_u32, uint32_t, x != 0)
UNARY(sign_i64, int64_t, (x > 0) - (x < 0))
UNARY(sign_u64, uint64_t, x != 0)
UNARY(reciprocal_i8, int8_t, int_reciprocal(x, 0))
UNARY(reciprocal_u8, uint8_t, int_reciprocal(x, 0))
UNARY(reciprocal_i16, int16_t, int_reciprocal(x, 0))
UNARY(reciprocal_u16, uint16_t, int_reciprocal(x, 0))
UNARY(reciprocal_i32, int32_t, int_reciprocal(x, INT32_MIN))
UNARY(reciprocal_u32, uint32_t, int_reciprocal(x, 0))
UNARY(reciprocal_i64, int64_t, int_reciprocal(x, INT64_MIN))
UNARY(reciprocal_u64, uint64_t, x == 0 ? (uint64_t)1 << 63 : x == 1)
UNARY(sign_f32, float, x != x ? x : (x > 0) - (x < 0))
UNARY(sign_f64, double, x != x ? x : (x > 0) - (x < 0))
UNARY(reciprocal_f32, float, 1 / x)
UNARY(reciprocal_f64, double, 1 / x)

static nd_Complex128 complex_sign(nd_Complex128 x, nd_Complex128 unused) {
    (void)unused;
    double length = hypot(x.re, x.im);
    if(length != length) return (nd_Complex128){NAN, NAN};
    if(length == 0) return (nd_Complex128){0, 0};
    if(isinf(length))
        return isinf(x.re) && isinf(x.im)
                   ? (nd_Complex128){NAN, NAN}
                   : (nd_Complex128){isinf(x.re) ? copysign(1, x.re) : 0, isinf(x.im) ? copysign(1, x.im) : 0};
    return (nd_Complex128){x.re / length, x.im / length};
}

static nd_Complex128 complex_reciprocal(nd_Complex128 x, nd_Complex128 unused) {
    (void)unused;
    if(fabs(x.im) <= fabs(x.re)) {
        double ratio = x.im / x.re, scale = x.re + x.im * ratio;
        return (nd_Complex128){1 / scale, -ratio / scale};
    }
    double ratio = x.re / x.im, scale = x.re * ratio + x.im;
    return (nd_Complex128){ratio / scale, -1 / scale};
}

COMPLEX_BINARY(sign_c64, nd_Complex64, float, complex_sign)
COMPLEX_BINARY(sign_c128, nd_Complex128, double, complex_sign)
COMPLEX_BINARY(reciprocal_c64, nd_Complex64, float, complex_reciprocal)
COMPLEX_BINARY(reciprocal_c128, nd_Complex128, double, complex_reciprocal)

nd_Loops nd_sign = {NULL, INTS(sign), sign_f32, sign_f64, sign_c64, sign_c128};
nd_Loops nd_reciprocal = {NULL, INTS(reciprocal), reciprocal_f32, reciprocal_f64, reciprocal_c64, reciprocal_c128};
