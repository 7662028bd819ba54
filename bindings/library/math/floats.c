/* Parts of floats, neighbours, comparisons, and functions of two or three floats. */
#include "math.h"

#include <math.h>
#include <string.h>

static bool doubles(py_Ref argv, int count, double* out) {
    for (int i = 0; i < count; i++) {
        if (!pkl_to_double(&argv[i], &out[i])) return false;
    }
    return true;
}

static bool domain_error(void) { return pkl_raise(tp_ValueError, "math domain error"); }
static bool range_error(void) { return pkl_raise(tp_OverflowError, "math range error"); }

static bool return_pair(const py_TValue* first, const py_TValue* second) {
    py_TValue items[] = {*first, *second};
    pkl_new_tuple(py_retval(), items, 2);
    return true;
}

/* ---- whole numbers ------------------------------------------------------------------------------------- */

static bool is_float(const py_TValue* value) { return value->type == tp_float; }

/* By the method, or of the float that the value stands for. */
static bool rounded(py_Ref value, PyStr* name, double (*round_)(double)) {
    double x;
    int called = is_float(value) ? 0 : pkl_call_special(value, pkl_name(name), 0, NULL);
    if (called != 0) return called > 0;
    return pkl_to_double(value, &x) && pkl_int_from_double(round_(x), py_retval());
}

static bool math_ceil(int argc, py_Ref argv) { return (void)argc, rounded(argv, PKL_NAME(__ceil__), ceil); }
static bool math_floor(int argc, py_Ref argv) { return (void)argc, rounded(argv, PKL_NAME(__floor__), floor); }

static bool math_trunc(int argc, py_Ref argv) {
    (void)argc;
    if (is_float(argv)) return pkl_int_from_double(argv->_f64, py_retval());
    int called = pkl_call_special(argv, pkl_name(PKL_NAME(__trunc__)), 0, NULL);
    return called > 0 || (called == 0 && pkl_raise(tp_TypeError, "type %T doesn't define __trunc__ method", argv));
}

/* ---- parts ------------------------------------------------------------------------------------------------ */

static bool math_frexp(int argc, py_Ref argv) {
    (void)argc;
    double x;
    int exponent = 0;
    if (!pkl_to_double(argv, &x)) return false;
    if (isfinite(x)) x = frexp(x, &exponent);
    py_TValue part, power;
    py_newfloat(&part, x);
    py_newint(&power, exponent);
    return return_pair(&part, &power);
}

static bool math_ldexp(int argc, py_Ref argv) {
    (void)argc;
    double x;
    if (!pkl_to_double(argv, &x)) return false;
    if (!pkl_is_int(&argv[1])) return pkl_raise(tp_TypeError, "Expected an int as second argument to ldexp.");
    if (x == 0 || !isfinite(x)) return pkl_return_float(x);
    py_TValue exponent = pkl_plain_int(&argv[1]);
    int64_t power = exponent.type == tp_int ? exponent._i64 : pkl_int_sign(&exponent) * (int64_t)10000;
    double value = ldexp(x, (int)(power > 10000 ? 10000 : power < -10000 ? -10000 : power));
    return isinf(value) ? range_error() : pkl_return_float(value);
}

static bool math_modf(int argc, py_Ref argv) {
    (void)argc;
    double x, whole;
    if (!pkl_to_double(argv, &x)) return false;
    double fraction = modf(x, &whole);
    py_TValue first, second;
    py_newfloat(&first, fraction);
    py_newfloat(&second, whole);
    return return_pair(&first, &second);
}

/* ---- neighbours ------------------------------------------------------------------------------------------- */

/* Floats in the order of their values as whole numbers. */
static int64_t rank_of(double x) {
    int64_t bits;
    memcpy(&bits, &x, sizeof bits);
    return bits < 0 ? -(bits & INT64_MAX) : bits;
}

static double of_rank(int64_t rank, bool negative_zero) {
    double x;
    int64_t bits = rank < 0 ? -rank : rank;
    memcpy(&x, &bits, sizeof x);
    return rank < 0 || (rank == 0 && negative_zero) ? -x : x;
}

/* `steps` floats from x towards y; y if that is nearer. */
static double stepped(double x, double y, uint64_t steps) {
    int64_t from = rank_of(x), to = rank_of(y);
    uint64_t distance = from < to ? (uint64_t)to - (uint64_t)from : (uint64_t)from - (uint64_t)to;
    if (steps >= distance) return y;
    int64_t rank = from < to ? (int64_t)((uint64_t)from + steps) : (int64_t)((uint64_t)from - steps);
    return of_rank(rank, signbit(x));
}

static bool count_of_steps(py_Ref value, uint64_t* out) {
    py_TValue plain;
    if (!pkl_to_int(value, &plain)) return false;
    if (pkl_int_sign(&plain) < 0) return pkl_raise(tp_ValueError, "steps must be a non-negative integer");
    PklIntView view;
    pkl_int_view(&plain, &view);
    *out = 0;
    for (int i = view.count - 1; i >= 0; i--) *out = *out << PKL_DIGIT_BITS | view.digits[i];
    if (pkl_int_bit_length(&plain) > 64) *out = UINT64_MAX;
    return true;
}

/* nextafter(x, y, /, *, steps=None) */
static bool math_nextafter(int argc, py_Ref argv) {
    (void)argc;
    double xy[2];
    uint64_t steps = 1;
    if (!doubles(argv, 2, xy)) return false;
    if (argv[2].type && !py_isnone(&argv[2]) && !count_of_steps(&argv[2], &steps)) return false;
    if (steps == 0) return pkl_return_float(xy[0]);
    if (isnan(xy[0]) || isnan(xy[1])) return pkl_return_float(isnan(xy[0]) ? xy[0] : xy[1]);
    return pkl_return_float(xy[0] == xy[1] ? xy[1] : stepped(xy[0], xy[1], steps));
}

static bool math_ulp(int argc, py_Ref argv) {
    (void)argc;
    double x;
    if (!pkl_to_double(argv, &x)) return false;
    x = fabs(x);
    if (!isfinite(x)) return pkl_return_float(x);
    double above = stepped(x, INFINITY, 1);
    return pkl_return_float(isinf(above) ? x - stepped(x, 0, 1) : above - x);
}

/* ---- comparisons ------------------------------------------------------------------------------------------ */

#define PREDICATE(name)                                                                                                \
    static bool math_##name(int argc, py_Ref argv) {                                                                   \
        (void)argc;                                                                                                    \
        double x;                                                                                                      \
        return pkl_to_double(argv, &x) && pkl_return_bool(name(x));                                                    \
    }
PREDICATE(isfinite)
PREDICATE(isinf)
PREDICATE(isnan)

static bool are_close(double a, double b, double relative, double absolute) {
    if (a == b) return true;
    if (isinf(a) || isinf(b)) return false;
    double difference = fabs(b - a);
    return difference <= fabs(relative * b) || difference <= fabs(relative * a) || difference <= absolute;
}

/* isclose(a, b, *, rel_tol=1e-09, abs_tol=0.0) */
static bool math_isclose(int argc, py_Ref argv) {
    (void)argc;
    double ab[2], relative = 1e-9, absolute = 0;
    if (!doubles(argv, 2, ab)) return false;
    if (argv[2].type && !pkl_to_double(&argv[2], &relative)) return false;
    if (argv[3].type && !pkl_to_double(&argv[3], &absolute)) return false;
    if (relative < 0 || absolute < 0) return pkl_raise(tp_ValueError, "tolerances must be non-negative");
    return pkl_return_bool(are_close(ab[0], ab[1], relative, absolute));
}

/* ---- of two and three --------------------------------------------------------------------------------------- */

static bool math_atan2(int argc, py_Ref argv) {
    (void)argc;
    double yx[2];
    return doubles(argv, 2, yx) && pkl_return_float(atan2(yx[0], yx[1]));
}

static bool math_copysign(int argc, py_Ref argv) {
    (void)argc;
    double xy[2];
    return doubles(argv, 2, xy) && pkl_return_float(copysign(xy[0], xy[1]));
}

/* A NaN that no argument brought in is an error. */
static bool checked(const double* arguments, int count, double value) {
    bool given = false;
    for (int i = 0; i < count; i++) given |= isnan(arguments[i]);
    return isnan(value) && !given ? domain_error() : pkl_return_float(value);
}

static bool math_fmod(int argc, py_Ref argv) {
    (void)argc;
    double xy[2];
    return doubles(argv, 2, xy) && checked(xy, 2, fmod(xy[0], xy[1]));
}

static bool math_remainder(int argc, py_Ref argv) {
    (void)argc;
    double xy[2];
    return doubles(argv, 2, xy) && checked(xy, 2, remainder(xy[0], xy[1]));
}

static bool math_pow(int argc, py_Ref argv) {
    (void)argc;
    double xy[2];
    if (!doubles(argv, 2, xy)) return false;
    double value = pow(xy[0], xy[1]);
    if (isfinite(xy[0]) && isfinite(xy[1])) {
        if (isnan(value) || (isinf(value) && xy[0] == 0)) return domain_error();
        if (isinf(value)) return range_error();
    }
    return pkl_return_float(value);
}

static bool math_fma(int argc, py_Ref argv) {
    (void)argc;
    double xyz[3];
    if (!doubles(argv, 3, xyz)) return false;
    double value = fma(xyz[0], xyz[1], xyz[2]);
    bool all_finite = isfinite(xyz[0]) && isfinite(xyz[1]) && isfinite(xyz[2]);
    if (isnan(value) && !isnan(xyz[0]) && !isnan(xyz[1]) && !isnan(xyz[2])) return pkl_raise(tp_ValueError, "invalid operation in fma");
    return isinf(value) && all_finite ? pkl_raise(tp_OverflowError, "overflow in fma") : pkl_return_float(value);
}

const PklMethod pkl_math_floats[] = {
    {"atan2", math_atan2, "($module, y, x, /)", PKL_RANGE, PKL_FUNCTION, 2, 2},
    {"ceil", math_ceil, "($module, x, /)", PKL_O, PKL_FUNCTION, 1, 1},
    {"copysign", math_copysign, "($module, x, y, /)", PKL_RANGE, PKL_FUNCTION, 2, 2},
    {"floor", math_floor, "($module, x, /)", PKL_O, PKL_FUNCTION, 1, 1},
    {"fma", math_fma, "($module, x, y, z, /)", PKL_RANGE, PKL_FUNCTION, 3, 3},
    {"fmod", math_fmod, "($module, x, y, /)", PKL_RANGE, PKL_FUNCTION, 2, 2},
    {"frexp", math_frexp, "($module, x, /)", PKL_O, PKL_FUNCTION, 1, 1},
    {"isclose", math_isclose, "($module, /, a, b, *, rel_tol=1e-09, abs_tol=0.0)", PKL_CLINIC, PKL_FUNCTION, 2, 2},
    {"isfinite", math_isfinite, "($module, x, /)", PKL_O, PKL_FUNCTION, 1, 1},
    {"isinf", math_isinf, "($module, x, /)", PKL_O, PKL_FUNCTION, 1, 1},
    {"isnan", math_isnan, "($module, x, /)", PKL_O, PKL_FUNCTION, 1, 1},
    {"ldexp", math_ldexp, "($module, x, i, /)", PKL_RANGE, PKL_FUNCTION, 2, 2},
    {"modf", math_modf, "($module, x, /)", PKL_O, PKL_FUNCTION, 1, 1},
    {"nextafter", math_nextafter, "($module, x, y, /, *, steps=None)", PKL_CLINIC, PKL_FUNCTION, 2, 2},
    {"pow", math_pow, "($module, x, y, /)", PKL_RANGE, PKL_FUNCTION, 2, 2},
    {"remainder", math_remainder, "($module, x, y, /)", PKL_RANGE, PKL_FUNCTION, 2, 2},
    {"trunc", math_trunc, "($module, x, /)", PKL_O, PKL_FUNCTION, 1, 1},
    {"ulp", math_ulp, "($module, x, /)", PKL_O, PKL_FUNCTION, 1, 1},
    {0},
};
