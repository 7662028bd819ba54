/* Functions of whole numbers: divisors, roots, factorials, and how many ways there are to choose. */
#include "math.h"

static py_TValue number(int64_t value) { return (py_TValue){.type = tp_int, ._i64 = value}; }

/* ---- divisors ---------------------------------------------------------------------------------------------- */

/* Folds gcd or lcm over the arguments; both are not negative. */
static bool fold(int argc, py_Ref argv, int64_t neutral, bool (*join)(const py_TValue*, const py_TValue*, py_OutRef)) {
    py_TValue* result = py_pushtmp();
    *result = number(neutral);
    bool ok = true;
    for (int i = 0; ok && i < argc; i++) {
        py_TValue plain;
        ok = pkl_to_int(&argv[i], &plain) && join(result, &plain, result);
    }
    *py_retval() = *result;
    py_pop();
    return ok;
}

static bool join_lcm(const py_TValue* a, const py_TValue* b, py_OutRef out) {
    py_TValue left = *a, right = *b, common, part;
    if (pkl_int_sign(&left) == 0 || pkl_int_sign(&right) == 0) return *out = number(0), true;
    if (pkl_int_sign(&right) < 0) pkl_int_negate(&right, &right);
    return pkl_int_gcd(&left, &right, &common) && pkl_int_divmod(&left, &common, &part, NULL) && pkl_int_mul(&part, &right, out);
}

static bool math_gcd(int argc, py_Ref argv) { return fold(argc, argv, 0, pkl_int_gcd); }
static bool math_lcm(int argc, py_Ref argv) { return fold(argc, argv, 1, join_lcm); }

static bool math_isqrt(int argc, py_Ref argv) {
    (void)argc;
    py_TValue plain;
    if (!pkl_to_int(argv, &plain)) return false;
    if (pkl_int_sign(&plain) < 0) return pkl_raise(tp_ValueError, "isqrt() argument must be nonnegative");
    return pkl_int_sqrt(&plain, py_retval());
}

/* ---- products of neighbours ---------------------------------------------------------------------------------- */

/* from (from + 1) … (from + count - 1), in halves, so that factors are of about equal size. */
static bool product(const py_TValue* from, int64_t count, py_OutRef out) {
    if (count == 0) return *out = number(1), true;
    if (count == 1) return *out = *from, true;
    if (!pkl_tick(1)) return false;
    py_TValue middle, half = number(count / 2), left, right;
    return pkl_int_add(from, &half, &middle) && product(from, count / 2, &left) && product(&middle, count - count / 2, &right) && pkl_int_mul(&left, &right, out);
}

static bool factorial_of(int64_t n, py_OutRef out) {
    py_TValue one = number(1);
    return product(&one, n, out);
}

static bool math_factorial(int argc, py_Ref argv) {
    (void)argc;
    py_TValue plain;
    if (!pkl_to_int(argv, &plain)) return false;
    if (pkl_int_sign(&plain) < 0) return pkl_raise(tp_ValueError, "factorial() not defined for negative values");
    if (plain.type != tp_int || plain._i64 > INT32_MAX) return pkl_raise(tp_OverflowError, "factorial() argument should not exceed %d", INT32_MAX);
    return factorial_of(plain._i64, py_retval());
}

static bool not_negative(const py_TValue* value, const char* name) {
    return pkl_int_sign(value) >= 0 || pkl_raise(tp_ValueError, "%s must be a non-negative integer", name);
}

/* n (n - 1) … (n - k + 1) */
static bool falling(const py_TValue* n, int64_t k, py_OutRef out) {
    py_TValue lowest, less = number(k - 1);
    return pkl_int_sub(n, &less, &lowest) && product(&lowest, k, out);
}

/* perm(n, k=None, /) */
static bool math_perm(int argc, py_Ref argv) {
    py_TValue n, k;
    if (argc < 2 || py_isnone(&argv[1])) return math_factorial(1, argv);
    if (!pkl_to_int(argv, &n) || !pkl_to_int(&argv[1], &k) || !not_negative(&n, "n") || !not_negative(&k, "k")) return false;
    if (pkl_int_compare(&n, &k) < 0) return *py_retval() = number(0), true;
    if (k.type != tp_int) return pkl_raise(tp_OverflowError, "k must not exceed 9223372036854775807");
    return falling(&n, k._i64, py_retval());
}

/* C(n, k) = C(n, j) * C(n - j, k - j) / C(k, j): factors stay small, and of about equal size. */
static bool choose(const py_TValue* n, int64_t k, py_OutRef out) {
    if (k == 0) return *out = number(1), true;
    if (k == 1) return *out = *n, true;
    if (!pkl_tick(1)) return false;
    py_TValue left, right, below, rest, whole = number(k), half = number(k / 2);
    return choose(n, k / 2, &left) && pkl_int_sub(n, &half, &rest) && choose(&rest, k - k / 2, &right) && pkl_int_mul(&left, &right, &left) &&
           choose(&whole, k / 2, &below) && pkl_int_divmod(&left, &below, out, NULL);
}

static bool math_comb(int argc, py_Ref argv) {
    (void)argc;
    py_TValue n, k, other;
    if (!pkl_to_int(argv, &n) || !pkl_to_int(&argv[1], &k) || !not_negative(&n, "n") || !not_negative(&k, "k")) return false;
    if (!pkl_int_sub(&n, &k, &other)) return false;
    if (pkl_int_sign(&other) < 0) return *py_retval() = number(0), true;
    if (pkl_int_compare(&other, &k) < 0) k = other;
    if (k.type != tp_int) return pkl_raise(tp_OverflowError, "min(n - k, k) must not exceed 9223372036854775807");
    return choose(&n, k._i64, py_retval());
}

const PklMethod pkl_math_integers[] = {
    {"comb", math_comb, "($module, n, k, /)", PKL_RANGE, PKL_FUNCTION, 2, 2},
    {"factorial", math_factorial, "($module, n, /)", PKL_O, PKL_FUNCTION, 1, 1},
    {"gcd", math_gcd, "($module, /, *integers)", PKL_ANY, PKL_FUNCTION, 0, 0},
    {"isqrt", math_isqrt, "($module, n, /)", PKL_O, PKL_FUNCTION, 1, 1},
    {"lcm", math_lcm, "($module, /, *integers)", PKL_ANY, PKL_FUNCTION, 0, 0},
    {"perm", math_perm, "($module, n, k=None, /)", PKL_RANGE, PKL_FUNCTION, 1, 2},
    {0},
};
