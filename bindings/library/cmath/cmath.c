/* The module cmath: arguments, errors, and functions that follow from others. */
#include "cmath.h"

#include <math.h>

static bool argument(py_Ref value, Complex* out) { return pkl_to_complex(value, &out->real, &out->imag); }

static bool give(ComplexFault fault, Complex z) {
    if (fault == COMPLEX_DOMAIN) return pkl_raise(tp_ValueError, "math domain error");
    if (fault == COMPLEX_RANGE) return pkl_raise(tp_OverflowError, "math range error");
    pkl_new_complex(py_retval(), z.real, z.imag);
    return true;
}

/* How a row comes from its function of complex numbers f. */
typedef enum Turn {
    PLAIN,  /* f(z) */
    INSIDE, /* f(iz) */
    BOTH,   /* -i f(iz) */
} Turn;

#define FUNCTIONS(X)                                                                                                   \
    X(acos, acos, PLAIN)                                                                                               \
    X(acosh, acosh, PLAIN)                                                                                             \
    X(asin, asinh, BOTH)                                                                                               \
    X(asinh, asinh, PLAIN)                                                                                             \
    X(atan, atanh, BOTH)                                                                                               \
    X(atanh, atanh, PLAIN)                                                                                             \
    X(cos, cosh, INSIDE)                                                                                               \
    X(cosh, cosh, PLAIN)                                                                                               \
    X(exp, exp, PLAIN)                                                                                                 \
    X(sin, sinh, BOTH)                                                                                                 \
    X(sinh, sinh, PLAIN)                                                                                               \
    X(sqrt, sqrt, PLAIN)                                                                                               \
    X(tan, tanh, BOTH)                                                                                                 \
    X(tanh, tanh, PLAIN)

static const struct {
    ComplexFunction call;
    Turn turn;
} ROWS[] = {
#define ROW(name, function, turn) {pkl_complex_##function, turn},
    FUNCTIONS(ROW)
#undef ROW
};

static const PklMethod METHODS[];

static bool function(int argc, py_Ref argv) {
    (void)argc;
    int row = pkl_running_row(METHODS);
    Complex z, value = {0, 0};
    if (!argument(argv, &z)) return false;
    ComplexFault fault = ROWS[row].call(ROWS[row].turn == PLAIN ? z : (Complex){-z.imag, z.real}, &value);
    return give(fault, ROWS[row].turn == BOTH ? (Complex){value.imag, -value.real} : value);
}

/* ---- logarithms --------------------------------------------------------------------------------------------- */

/* log(z, base=e): the quotient of two logarithms. As in CPython, log(0, base) is no error. */
static bool cmath_log(int argc, py_Ref argv) {
    Complex z, base, above = {0, 0}, below = {0, 0};
    if (!argument(argv, &z)) return false;
    ComplexFault fault = pkl_complex_log(z, &above);
    if (argc < 2) return give(fault, above);
    if (!argument(&argv[1], &base)) return false;
    ComplexFault second = pkl_complex_log(base, &below);
    if (second || (below.real == 0 && below.imag == 0)) return give(COMPLEX_DOMAIN, above);
    py_TValue quotient[2];
    pkl_new_complex(&quotient[0], above.real, above.imag);
    pkl_new_complex(&quotient[1], below.real, below.imag);
    return py_binarytruediv(&quotient[0], &quotient[1]);
}

static bool cmath_log10(int argc, py_Ref argv) {
    (void)argc;
    Complex z, value = {0, 0};
    if (!argument(argv, &z)) return false;
    ComplexFault fault = pkl_complex_log(z, &value);
    const double ln10 = 0x1.26bb1bbb55516p+1;
    return give(fault, (Complex){value.real / ln10, value.imag / ln10});
}

/* ---- polar coordinates ---------------------------------------------------------------------------------------- */

static bool cmath_phase(int argc, py_Ref argv) {
    (void)argc;
    Complex z;
    return argument(argv, &z) && pkl_return_float(atan2(z.imag, z.real));
}

static bool cmath_polar(int argc, py_Ref argv) {
    (void)argc;
    Complex z;
    if (!argument(argv, &z)) return false;
    double size = hypot(z.real, z.imag);
    if (isinf(size) && isfinite(z.real) && isfinite(z.imag)) return give(COMPLEX_RANGE, z);
    py_TValue items[2];
    py_newfloat(&items[0], size);
    py_newfloat(&items[1], atan2(z.imag, z.real));
    pkl_new_tuple(py_retval(), items, 2);
    return true;
}

static bool cmath_rect(int argc, py_Ref argv) {
    (void)argc;
    Complex z, value = {0, 0};
    if (!pkl_to_double(argv, &z.real) || !pkl_to_double(&argv[1], &z.imag)) return false;
    ComplexFault fault = pkl_complex_rect(z, &value);
    return give(fault, value);
}

/* ---- comparisons ------------------------------------------------------------------------------------------------ */

static bool cmath_isfinite(int argc, py_Ref argv) {
    (void)argc;
    Complex z;
    return argument(argv, &z) && pkl_return_bool(isfinite(z.real) && isfinite(z.imag));
}

static bool cmath_isinf(int argc, py_Ref argv) {
    (void)argc;
    Complex z;
    return argument(argv, &z) && pkl_return_bool(isinf(z.real) || isinf(z.imag));
}

static bool cmath_isnan(int argc, py_Ref argv) {
    (void)argc;
    Complex z;
    return argument(argv, &z) && pkl_return_bool(isnan(z.real) || isnan(z.imag));
}

static double size_of(Complex z) { return hypot(z.real, z.imag); }
static bool is_infinite(Complex z) { return isinf(z.real) || isinf(z.imag); }

static bool are_close(Complex a, Complex b, double relative, double absolute) {
    if (a.real == b.real && a.imag == b.imag) return true;
    if (is_infinite(a) || is_infinite(b)) return false;
    double difference = hypot(a.real - b.real, a.imag - b.imag);
    return difference <= relative * size_of(b) || difference <= relative * size_of(a) || difference <= absolute;
}

/* isclose(a, b, *, rel_tol=1e-09, abs_tol=0.0) */
static bool cmath_isclose(int argc, py_Ref argv) {
    (void)argc;
    Complex a, b;
    double relative = 1e-9, absolute = 0;
    if (!argument(argv, &a) || !argument(&argv[1], &b)) return false;
    if (argv[2].type && !pkl_to_double(&argv[2], &relative)) return false;
    if (argv[3].type && !pkl_to_double(&argv[3], &absolute)) return false;
    if (relative < 0 || absolute < 0) return pkl_raise(tp_ValueError, "tolerances must be non-negative");
    return pkl_return_bool(are_close(a, b, relative, absolute));
}

static const PklMethod METHODS[] = {
#define ROW(name, call, turn) {#name, function, "($module, z, /)", PKL_O, PKL_FUNCTION, 1, 1},
    FUNCTIONS(ROW)
#undef ROW
    {"isclose", cmath_isclose, "($module, /, a, b, *, rel_tol=1e-09, abs_tol=0.0)", PKL_CLINIC, PKL_FUNCTION, 2, 2},
    {"isfinite", cmath_isfinite, "($module, z, /)", PKL_O, PKL_FUNCTION, 1, 1},
    {"isinf", cmath_isinf, "($module, z, /)", PKL_O, PKL_FUNCTION, 1, 1},
    {"isnan", cmath_isnan, "($module, z, /)", PKL_O, PKL_FUNCTION, 1, 1},
    {"log", cmath_log, "($module, z, base=<unrepresentable>, /)", PKL_RANGE, PKL_FUNCTION, 1, 2},
    {"log10", cmath_log10, "($module, z, /)", PKL_O, PKL_FUNCTION, 1, 1},
    {"phase", cmath_phase, "($module, z, /)", PKL_O, PKL_FUNCTION, 1, 1},
    {"polar", cmath_polar, "($module, z, /)", PKL_O, PKL_FUNCTION, 1, 1},
    {"rect", cmath_rect, "($module, r, phi, /)", PKL_RANGE, PKL_FUNCTION, 2, 2},
    {0},
};

static void set_imaginary(PyModule* module, const char* name, double imag) {
    py_TValue made;
    pkl_new_complex(&made, 0, imag);
    pkl_library_set(module, name, &made);
}

void pkl_library_cmath(PyModule* module) {
    pkl_register_functions(module, METHODS);
    pkl_library_set_float(module, "pi", 0x1.921fb54442d18p+1);
    pkl_library_set_float(module, "tau", 0x1.921fb54442d18p+2);
    pkl_library_set_float(module, "e", 0x1.5bf0a8b145769p+1);
    pkl_library_set_float(module, "inf", INFINITY);
    pkl_library_set_float(module, "nan", NAN);
    set_imaginary(module, "infj", INFINITY);
    set_imaginary(module, "nanj", NAN);
}
