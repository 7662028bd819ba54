/* Functions of one float to one float, out of a table: the C library's, with CPython's errors; and logarithms of ints of any size. */
#include "math.h"

#include <math.h>

typedef enum Fault { DOMAIN, RANGE } Fault; /* what an infinite result of a finite argument is */

typedef struct Elementary {
    double (*call)(double);
    Fault infinite;
    const char* expected; /* NULL: "math domain error" */
} Elementary;

static const char WITHIN_ONE[] = "expected a number in range from -1 up to 1", FINITE[] = "expected a finite input",
                  GAMMA[] = "expected a noninteger or positive integer", POSITIVE[] = "expected a positive input";

static double degrees(double x) { return x * (180.0 / 0x1.921fb54442d18p+1); }
static double radians(double x) { return x * (0x1.921fb54442d18p+1 / 180.0); }

#define ELEMENTARY(X)                                                                                                  \
    X(acos, acos, DOMAIN, WITHIN_ONE)                                                                                  \
    X(acosh, acosh, DOMAIN, "expected argument value not less than 1")                                                 \
    X(asin, asin, DOMAIN, WITHIN_ONE)                                                                                  \
    X(asinh, asinh, DOMAIN, NULL)                                                                                      \
    X(atan, atan, DOMAIN, NULL)                                                                                        \
    X(atanh, atanh, DOMAIN, "expected a number between -1 and 1")                                                      \
    X(cbrt, cbrt, DOMAIN, NULL)                                                                                        \
    X(cos, cos, DOMAIN, FINITE)                                                                                        \
    X(cosh, cosh, RANGE, NULL)                                                                                         \
    X(degrees, degrees, RANGE, NULL)                                                                                   \
    X(erf, erf, DOMAIN, NULL)                                                                                          \
    X(erfc, erfc, DOMAIN, NULL)                                                                                        \
    X(exp, exp, RANGE, NULL)                                                                                           \
    X(exp2, exp2, RANGE, NULL)                                                                                         \
    X(expm1, expm1, RANGE, NULL)                                                                                       \
    X(fabs, fabs, DOMAIN, NULL)                                                                                        \
    X(gamma, pkl_gamma, RANGE, GAMMA)                                                                                  \
    X(lgamma, pkl_log_gamma, RANGE, GAMMA)                                                                             \
    X(log1p, log1p, DOMAIN, "expected argument value > -1")                                                            \
    X(radians, radians, DOMAIN, NULL)                                                                                  \
    X(sin, sin, DOMAIN, FINITE)                                                                                        \
    X(sinh, sinh, RANGE, NULL)                                                                                         \
    X(sqrt, sqrt, DOMAIN, "expected a nonnegative input")                                                              \
    X(tan, tan, DOMAIN, FINITE)                                                                                        \
    X(tanh, tanh, DOMAIN, NULL)

static const Elementary FUNCTIONS[] = {
#define ROW(name, function, infinite, expected) {function, infinite, expected},
    ELEMENTARY(ROW)
#undef ROW
};

static bool outside(const char* expected, double x) {
    if (!expected) return pkl_raise(tp_ValueError, "math domain error");
    py_TValue shown;
    py_newfloat(&shown, x);
    return pkl_raise(tp_ValueError, "%s, got %R", expected, &shown);
}

/* Gamma has poles, where an infinite result is no overflow. */
static bool is_range_error(const Elementary* row, double x) {
    return row->infinite == RANGE && !(row->expected == GAMMA && x == floor(x) && x <= 0);
}

static bool elementary(int argc, py_Ref argv) {
    (void)argc;
    const Elementary* row = &FUNCTIONS[pkl_running_row(pkl_math_elementary)];
    double x;
    if (!pkl_to_double(argv, &x)) return false;
    double value = row->call(x);
    if (isnan(value) && !isnan(x)) return outside(row->expected, x);
    if (isinf(value) && isfinite(x)) return is_range_error(row, x) ? pkl_raise(tp_OverflowError, "math range error") : outside(row->expected, x);
    return pkl_return_float(value);
}

/* ---- logarithms ---------------------------------------------------------------------------------------- */

/* Of an int that is no double: x * 2 ** exponent. */
static bool log_of_int(py_Ref value, double (*log_)(double), double* out) {
    py_TValue plain = pkl_plain_int(value);
    if (pkl_int_sign(&plain) <= 0) return pkl_raise(tp_ValueError, "%s", POSITIVE);
    int64_t exponent;
    double part = pkl_int_frexp(&plain, &exponent);
    *out = exponent > 1024 || (exponent == 1024 && part == 1.0) ? log_(part) + log_(2.0) * (double)exponent : log_(ldexp(part, (int)exponent));
    return true;
}

static bool log_of(py_Ref value, double (*log_)(double), double* out) {
    double x;
    if (pkl_is_int(value)) return log_of_int(value, log_, out);
    if (!pkl_to_double(value, &x)) return false;
    if (x <= 0) return outside(POSITIVE, x);
    *out = log_(x);
    return true;
}

static bool math_log(int argc, py_Ref argv) {
    double above, below;
    if (!log_of(argv, log, &above)) return false;
    if (argc < 2) return pkl_return_float(above);
    if (!log_of(&argv[1], log, &below)) return false;
    return below == 0 ? pkl_raise(tp_ZeroDivisionError, "division by zero") : pkl_return_float(above / below);
}

static bool log_in_base(int argc, py_Ref argv, double (*log_)(double)) {
    (void)argc;
    double value;
    return log_of(argv, log_, &value) && pkl_return_float(value);
}

static bool math_log2(int argc, py_Ref argv) { return log_in_base(argc, argv, log2); }
static bool math_log10(int argc, py_Ref argv) { return log_in_base(argc, argv, log10); }

const PklMethod pkl_math_elementary[] = {
#define ROW(name, function, infinite, expected) {#name, elementary, "($module, x, /)", PKL_O, PKL_FUNCTION, 1, 1},
    ELEMENTARY(ROW)
#undef ROW
    {"log", math_log, NULL, PKL_RANGE, PKL_FUNCTION, 1, 2},
    {"log2", math_log2, "($module, x, /)", PKL_O, PKL_FUNCTION, 1, 1},
    {"log10", math_log10, "($module, x, /)", PKL_O, PKL_FUNCTION, 1, 1},
    {0},
};
