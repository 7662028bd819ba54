/* The universal functions by name. Limits: functions with two results (divmod, modf, frexp) are made of these
 * elsewhere; a name that begins with _ is for those. */
#include "exponential.h"
#include "ufunc.h"

#include <math.h>
#include <string.h>

static double to_degrees(double x) { return x * (180.0 / 3.14159265358979323846); }

static double to_radians(double x) { return x * (3.14159265358979323846 / 180.0); }

static double log_sum(double x, double y) {
    if(x == y) return x + 0.693147180559945309417;
    double gap = x - y;
    return gap > 0 ? x + log1p(exp(-gap)) : gap <= 0 ? y + log1p(exp(gap)) : gap;
}

static double log2_sum(double x, double y) {
    if(x == y) return x + 1;
    double gap = x - y;
    return gap > 0    ? x + 1.44269504088896340736 * log1p(exp2(-gap))
           : gap <= 0 ? y + 1.44269504088896340736 * log1p(exp2(gap))
                      : gap;
}

static double step(double x, double y) { return x != x ? x : x == 0 ? y : x > 0; }

static double mantissa(double x) {
    int exponent;
    return frexp(x, &exponent);
}

static double exponent(double x) {
    int found = 0;
    frexp(x, &found);
    return isfinite(x) ? found : 0;
}

static double scale(double x, double y) { return ldexp(x, y > 5000 ? 5000 : y < -5000 ? -5000 : (int)y); }

static double complex log2_complex(double complex z) { return clog(z) * 1.44269504088896340736; }

static double complex log10_complex(double complex z) { return clog(z) * 0.43429448190325182765; }

static double complex exp2_complex(double complex z) { return cexp(z * 0.693147180559945309417); }

static double complex log1p_complex(double complex z) {
    return CMPLX(log(hypot(creal(z) + 1, cimag(z))), atan2(cimag(z), creal(z) + 1));
}

static double complex expm1_complex(double complex z) {
    double half = sin(cimag(z) / 2);
    return CMPLX(expm1(creal(z)) * cos(cimag(z)) - 2 * half * half, exp(creal(z)) * sin(cimag(z)));
}

/* The C library's loses the sign of the branch cut. */
static double complex atanh_complex(double complex z) {
    double x = creal(z), y = cimag(z), large = 1e150;
    if(fabs(x) > large || fabs(y) > large) {
        double size = hypot(x, y);
        return CMPLX(isinf(size) ? copysign(0, x) : x / size / size,
                     isnan(y) ? y : copysign(1.57079632679489661923, y));
    }
    return CMPLX(0.25 * log1p(4 * x / ((1 - x) * (1 - x) + y * y)), 0.5 * atan2(2 * y, (1 - x) * (1 + x) - y * y));
}

/* The C library's tests the magnitude before the sign. */
static double real_acosh(double x) { return x < 1 ? NAN : acosh(x); }

/* Kahan's formulas: the C library's lose precision far from zero. Sums are by components,
 * which preserves signed zeros. */
static double complex root_below(double complex z) { return csqrt(CMPLX(1 - creal(z), -cimag(z))); }

static double complex root_above(double complex z) { return csqrt(CMPLX(1 + creal(z), cimag(z))); }

static double complex acos_complex(double complex z) {
    double complex below = root_below(z), above = root_above(z);
    return CMPLX(2 * atan2(creal(below), creal(above)),
                 asinh(creal(above) * cimag(below) - cimag(above) * creal(below)));
}

static double complex asin_complex(double complex z) {
    double complex below = root_below(z), above = root_above(z);
    return CMPLX(atan2(creal(z), creal(below) * creal(above) - cimag(below) * cimag(above)),
                 asinh(creal(below) * cimag(above) - cimag(below) * creal(above)));
}

static double complex acosh_complex(double complex z) {
    double complex below = csqrt(CMPLX(creal(z) - 1, cimag(z))), above = root_above(z);
    return CMPLX(asinh(creal(below) * creal(above) + cimag(below) * cimag(above)),
                 2 * atan2(cimag(below), creal(above)));
}

static double complex asinh_complex(double complex z) {
    double complex turned = asin_complex(CMPLX(-cimag(z), creal(z)));
    return CMPLX(cimag(turned), -creal(turned));
}

static double complex atan_complex(double complex z) {
    double complex turned = atanh_complex(CMPLX(-cimag(z), creal(z)));
    return CMPLX(cimag(turned), -creal(turned));
}

#define LOOPS(NAME, INPUTS, TABLE, ...) {.name = NAME, .inputs = INPUTS, .loops = TABLE, __VA_ARGS__}
#define REAL(NAME, FUNCTION) {.name = NAME, .inputs = 1, .real1 = FUNCTION}
#define BOTH(NAME, FUNCTION, COMPLEX) {.name = NAME, .inputs = 1, .real1 = FUNCTION, .complex1 = COMPLEX}
#define REAL2(NAME, FUNCTION) {.name = NAME, .inputs = 2, .real2 = FUNCTION}

const nd_Ufunc nd_ufuncs[] = {
    LOOPS("add", 2, nd_add, .identity = ND_IDENTITY_0, .folds = nd_fold_add),
    LOOPS("subtract", 2, nd_subtract),
    LOOPS("multiply", 2, nd_multiply, .identity = ND_IDENTITY_1, .folds = nd_fold_multiply),
    LOOPS("divide", 2, nd_divide, .gives_double = true),
    LOOPS("floor_divide", 2, nd_floor_divide),
    LOOPS("remainder", 2, nd_remainder),
    LOOPS("fmod", 2, nd_fmod),
    LOOPS("power", 2, nd_power),
    LOOPS("float_power", 2, nd_power, .only_double = true),
    LOOPS("minimum", 2, nd_minimum, .folds = nd_fold_minimum),
    LOOPS("maximum", 2, nd_maximum, .folds = nd_fold_maximum),
    LOOPS("fmin", 2, nd_fmin),
    LOOPS("fmax", 2, nd_fmax),
    LOOPS("equal", 2, nd_equal, .out = ND_OUT_BOOL),
    LOOPS("not_equal", 2, nd_not_equal, .out = ND_OUT_BOOL),
    LOOPS("less", 2, nd_less, .out = ND_OUT_BOOL),
    LOOPS("less_equal", 2, nd_less_equal, .out = ND_OUT_BOOL),
    LOOPS("greater", 2, nd_less, .out = ND_OUT_BOOL, .is_exchanged = true),
    LOOPS("greater_equal", 2, nd_less_equal, .out = ND_OUT_BOOL, .is_exchanged = true),
    LOOPS("logical_and", 2, nd_bitwise_and, .out = ND_OUT_BOOL, .takes_bools = true, .identity = ND_IDENTITY_1,
          .folds = nd_fold_and),
    LOOPS("logical_or", 2, nd_bitwise_or, .out = ND_OUT_BOOL, .takes_bools = true, .identity = ND_IDENTITY_0,
          .folds = nd_fold_or),
    LOOPS("logical_xor", 2, nd_bitwise_xor, .out = ND_OUT_BOOL, .takes_bools = true, .identity = ND_IDENTITY_0),
    LOOPS("logical_not", 1, nd_logical_not, .out = ND_OUT_BOOL, .takes_bools = true),
    LOOPS("bitwise_and", 2, nd_bitwise_and, .identity = ND_IDENTITY_ALL_BITS),
    LOOPS("bitwise_or", 2, nd_bitwise_or, .identity = ND_IDENTITY_0),
    LOOPS("bitwise_xor", 2, nd_bitwise_xor, .identity = ND_IDENTITY_0),
    LOOPS("invert", 1, nd_invert),
    LOOPS("left_shift", 2, nd_left_shift),
    LOOPS("right_shift", 2, nd_right_shift),
    LOOPS("gcd", 2, nd_gcd, .identity = ND_IDENTITY_0),
    LOOPS("lcm", 2, nd_lcm),
    LOOPS("negative", 1, nd_negative),
    LOOPS("positive", 1, nd_positive),
    LOOPS("absolute", 1, nd_absolute, .out = ND_OUT_REAL),
    LOOPS("sign", 1, nd_sign),
    LOOPS("square", 1, nd_square),
    LOOPS("reciprocal", 1, nd_reciprocal),
    LOOPS("conjugate", 1, nd_conjugate),
    LOOPS("fabs", 1, nd_fabs),
    LOOPS("floor", 1, nd_floor),
    LOOPS("ceil", 1, nd_ceil),
    LOOPS("trunc", 1, nd_trunc),
    LOOPS("rint", 1, nd_rint),
    LOOPS("isnan", 1, nd_isnan, .out = ND_OUT_BOOL),
    LOOPS("isinf", 1, nd_isinf, .out = ND_OUT_BOOL),
    LOOPS("isfinite", 1, nd_isfinite, .out = ND_OUT_BOOL),
    LOOPS("signbit", 1, nd_signbit, .out = ND_OUT_BOOL),
    LOOPS("copysign", 2, nd_copysign),
    LOOPS("sqrt", 1, nd_sqrt, .complex1 = csqrt),
    LOOPS("exp", 1, nd_exp, .real1 = exp, .complex1 = cexp),
    BOTH("exp2", exp2, exp2_complex),
    BOTH("expm1", expm1, expm1_complex),
    LOOPS("log", 1, nd_log, .real1 = log, .complex1 = clog),
    BOTH("log2", log2, log2_complex),
    BOTH("log10", log10, log10_complex),
    BOTH("log1p", log1p, log1p_complex),
    REAL("cbrt", cbrt),
    LOOPS("sin", 1, nd_sin, .real1 = sin, .complex1 = csin),
    LOOPS("cos", 1, nd_cos, .real1 = cos, .complex1 = ccos),
    BOTH("tan", tan, ctan),
    BOTH("arcsin", asin, asin_complex),
    BOTH("arccos", acos, acos_complex),
    BOTH("arctan", atan, atan_complex),
    BOTH("sinh", sinh, csinh),
    BOTH("cosh", cosh, ccosh),
    BOTH("tanh", tanh, ctanh),
    BOTH("arcsinh", asinh, asinh_complex),
    BOTH("arccosh", real_acosh, acosh_complex),
    BOTH("arctanh", atanh, atanh_complex),
    REAL("degrees", to_degrees),
    REAL("radians", to_radians),
    REAL("rad2deg", to_degrees),
    REAL("deg2rad", to_radians),
    REAL("_frexp_mantissa", mantissa),
    REAL("_frexp_exponent", exponent),
    REAL2("_ldexp", scale),
    LOOPS("spacing", 1, nd_spacing),
    REAL2("arctan2", atan2),
    REAL2("hypot", hypot),
    LOOPS("nextafter", 2, nd_nextafter),
    REAL2("logaddexp", log_sum),
    REAL2("logaddexp2", log2_sum),
    REAL2("heaviside", step),
};

const int nd_ufunc_count = sizeof nd_ufuncs / sizeof *nd_ufuncs;

const nd_Ufunc* nd_find_ufunc(const char* name) {
    for(int i = 0; i < nd_ufunc_count; i++) {
        if(strcmp(nd_ufuncs[i].name, name) == 0) return &nd_ufuncs[i];
    }
    return NULL;
}
