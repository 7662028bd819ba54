/* Complex functions by CPython's formulas, which keep their precision near the branch cuts and do not overflow on the way. */
#include "special.h"

#include <float.h>
#include <math.h>
#include <string.h>

static const double PI = 0x1.921fb54442d18p+1, E = 0x1.5bf0a8b145769p+1, LN2 = 0x1.62e42fefa39efp-1;
static const double LARGE = DBL_MAX / 4, SQRT_LARGE = 0x1.fffffffffffffp+510, LOG_LARGE = 0x1.628b76e3a7b61p+9, SQRT_LEAST = 0x1p-511;

/* ---- special values -------------------------------------------------------------------------------------- */

static int kind_of(double x) {
    if (isnan(x)) return 6;
    if (isinf(x)) return x > 0 ? 5 : 0;
    return x == 0 ? (signbit(x) ? 2 : 3) : x > 0 ? 4 : 1;
}

static double part_of(char letter) {
    static const char LETTERS[] = "0IPHQT1";
    const double values[] = {0, INFINITY, PI, PI / 2, PI / 4, 3 * PI / 4, 1};
    if (letter == 'N') return NAN;
    const char* upper = strchr(LETTERS, letter);
    if (upper) return values[upper - LETTERS];
    return -values[letter == 'o' ? 0 : letter == 'l' ? 6 : strchr(LETTERS, letter - 'a' + 'A') - LETTERS];
}

/* Whether the table has the result; `fault` says then whether it is an error. */
static bool is_special(const char* table, Complex z, Complex* out, ComplexFault* fault) {
    const char* pair = table + 2 * (7 * kind_of(z.real) + kind_of(z.imag));
    if (*pair == '.') return false;
    *fault = *pair == 'E' ? COMPLEX_DOMAIN : COMPLEX_FINE;
    if (*pair != 'E') *out = (Complex){part_of(pair[0]), part_of(pair[1])};
    return true;
}

#define SPECIAL(table)                                                                                                 \
    ComplexFault fault;                                                                                                \
    if (is_special(table, z, out, &fault)) return fault

/* An angle at an infinite distance: only signs are left. */
static ComplexFault far(double size, double angle, double real_sign, double imag_sign, Complex* out) {
    *out = (Complex){real_sign * copysign(size, cos(angle)), imag_sign * copysign(size, sin(angle))};
    return COMPLEX_FINE;
}

static ComplexFault in_range(Complex z) { return isinf(z.real) || isinf(z.imag) ? COMPLEX_RANGE : COMPLEX_FINE; }
static bool is_large(Complex z, double limit) { return fabs(z.real) > limit || fabs(z.imag) > limit; }
static double log_of_half(Complex z) { return log(hypot(z.real / 2, z.imag / 2)); }
static Complex root(double real, double imag) {
    Complex out;
    pkl_complex_sqrt((Complex){real, imag}, &out);
    return out;
}

/* ---- roots and logarithms ------------------------------------------------------------------------------------ */

ComplexFault pkl_complex_sqrt(Complex z, Complex* out) {
    SPECIAL(SQRT);
    if (z.real == 0 && z.imag == 0) return *out = (Complex){0, z.imag}, COMPLEX_FINE;
    double x = fabs(z.real), y = fabs(z.imag), s;
    if (x < DBL_MIN && y < DBL_MIN) {
        x = ldexp(x, 53);
        s = ldexp(sqrt(x + hypot(x, ldexp(y, 53))), -27);
    } else {
        x /= 8;
        s = 2 * sqrt(x + hypot(x, y / 8));
    }
    double d = y / (2 * s);
    *out = z.real >= 0 ? (Complex){s, copysign(d, z.imag)} : (Complex){d, copysign(s, z.imag)};
    return COMPLEX_FINE;
}

static double log_of_size(Complex z) {
    double x = fabs(z.real), y = fabs(z.imag);
    if (is_large(z, LARGE)) return log_of_half(z) + LN2;
    if (x < DBL_MIN && y < DBL_MIN) return log(hypot(ldexp(x, DBL_MANT_DIG), ldexp(y, DBL_MANT_DIG))) - DBL_MANT_DIG * LN2;
    double size = hypot(x, y);
    if (size < 0.71 || size > 1.73) return log(size);
    double more = x > y ? x : y, less = x > y ? y : x;
    return log1p((more - 1) * (more + 1) + less * less) / 2;
}

ComplexFault pkl_complex_log(Complex z, Complex* out) {
    SPECIAL(LOG);
    if (z.real == 0 && z.imag == 0) return *out = (Complex){-INFINITY, atan2(z.imag, z.real)}, COMPLEX_DOMAIN;
    *out = (Complex){log_of_size(z), atan2(z.imag, z.real)};
    return COMPLEX_FINE;
}

/* ---- inverse functions ------------------------------------------------------------------------------------------ */

ComplexFault pkl_complex_acos(Complex z, Complex* out) {
    SPECIAL(ACOS);
    if (is_large(z, LARGE)) {
        double size = log_of_half(z) + LN2 * 2;
        *out = (Complex){atan2(fabs(z.imag), z.real), z.real < 0 ? -copysign(size, z.imag) : copysign(size, -z.imag)};
        return COMPLEX_FINE;
    }
    Complex a = root(1 - z.real, -z.imag), b = root(1 + z.real, z.imag);
    *out = (Complex){2 * atan2(a.real, b.real), asinh(b.real * a.imag - b.imag * a.real)};
    return COMPLEX_FINE;
}

ComplexFault pkl_complex_acosh(Complex z, Complex* out) {
    SPECIAL(ACOSH);
    if (is_large(z, LARGE)) return *out = (Complex){log_of_half(z) + LN2 * 2, atan2(z.imag, z.real)}, COMPLEX_FINE;
    Complex a = root(z.real - 1, z.imag), b = root(z.real + 1, z.imag);
    *out = (Complex){asinh(a.real * b.real + a.imag * b.imag), 2 * atan2(a.imag, b.real)};
    return COMPLEX_FINE;
}

ComplexFault pkl_complex_asinh(Complex z, Complex* out) {
    SPECIAL(ASINH);
    if (is_large(z, LARGE)) return *out = (Complex){copysign(log_of_half(z) + LN2 * 2, z.real), atan2(z.imag, fabs(z.real))}, COMPLEX_FINE;
    Complex a = root(1 + z.imag, -z.real), b = root(1 - z.imag, z.real);
    *out = (Complex){asinh(a.real * b.imag - b.real * a.imag), atan2(z.imag, a.real * b.real - a.imag * b.imag)};
    return COMPLEX_FINE;
}

/* Of a number whose real part has no sign. */
static ComplexFault atanh_of_positive(Complex z, Complex* out) {
    double y = fabs(z.imag);
    if (is_large(z, SQRT_LARGE)) {
        double h = hypot(z.real / 2, z.imag / 2);
        *out = (Complex){z.real / 4 / h / h, -copysign(PI / 2, -z.imag)};
    } else if (z.real == 1 && y < SQRT_LEAST) {
        if (y == 0) return COMPLEX_DOMAIN;
        *out = (Complex){-log(sqrt(y) / sqrt(hypot(y, 2))), copysign(atan2(2, -y) / 2, z.imag)};
    } else {
        double less = 1 - z.real;
        *out = (Complex){log1p(4 * z.real / (less * less + y * y)) / 4, -atan2(-2 * z.imag, less * (1 + z.real) - y * y) / 2};
    }
    return COMPLEX_FINE;
}

ComplexFault pkl_complex_atanh(Complex z, Complex* out) {
    SPECIAL(ATANH);
    if (!signbit(z.real)) return atanh_of_positive(z, out);
    fault = atanh_of_positive((Complex){-z.real, -z.imag}, out);
    *out = (Complex){-out->real, -out->imag};
    return fault;
}

/* ---- exponentials ---------------------------------------------------------------------------------------------------- */

ComplexFault pkl_complex_exp(Complex z, Complex* out) {
    SPECIAL(EXP);
    if (isinf(z.real)) return far(z.real > 0 ? INFINITY : 0, z.imag, 1, 1, out);
    bool large = z.real > LOG_LARGE;
    double size = exp(large ? z.real - 1 : z.real), scale = large ? E : 1;
    *out = (Complex){size * cos(z.imag) * scale, size * sin(z.imag) * scale};
    return in_range(*out);
}

ComplexFault pkl_complex_cosh(Complex z, Complex* out) {
    SPECIAL(COSH);
    double sign = z.real > 0 ? 1 : -1;
    if (isinf(z.real)) return far(INFINITY, z.imag, 1, sign, out);
    bool large = fabs(z.real) > LOG_LARGE;
    double x = large ? z.real - copysign(1, z.real) : z.real, scale = large ? E : 1;
    *out = (Complex){cos(z.imag) * cosh(x) * scale, sin(z.imag) * sinh(x) * scale};
    return in_range(*out);
}

ComplexFault pkl_complex_sinh(Complex z, Complex* out) {
    SPECIAL(SINH);
    double sign = z.real > 0 ? 1 : -1;
    if (isinf(z.real)) return far(INFINITY, z.imag, sign, 1, out);
    bool large = fabs(z.real) > LOG_LARGE;
    double x = large ? z.real - copysign(1, z.real) : z.real, scale = large ? E : 1;
    *out = (Complex){cos(z.imag) * sinh(x) * scale, sin(z.imag) * cosh(x) * scale};
    return in_range(*out);
}

ComplexFault pkl_complex_tanh(Complex z, Complex* out) {
    SPECIAL(TANH);
    double sign = z.real > 0 ? 1 : -1;
    if (isinf(z.real)) return *out = (Complex){sign, copysign(0, 2 * sin(z.imag) * cos(z.imag))}, COMPLEX_FINE;
    if (fabs(z.real) > LOG_LARGE) return *out = (Complex){sign, 4 * sin(z.imag) * cos(z.imag) * exp(-2 * fabs(z.real))}, COMPLEX_FINE;
    double x = tanh(z.real), y = tan(z.imag), c = 1 / cosh(z.real), product = x * y, below = 1 + product * product;
    *out = (Complex){x * (1 + y * y) / below, ((y / below) * c) * c};
    return COMPLEX_FINE;
}

ComplexFault pkl_complex_rect(Complex z, Complex* out) {
    SPECIAL(RECT);
    double sign = z.real > 0 ? 1 : -1;
    if (isinf(z.real)) return far(INFINITY, z.imag, sign, sign, out);
    *out = z.imag == 0 ? (Complex){z.real, z.real * z.imag} : (Complex){z.real * cos(z.imag), z.real * sin(z.imag)};
    return COMPLEX_FINE;
}
