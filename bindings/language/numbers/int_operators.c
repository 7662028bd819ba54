/*
 * int's operators as special methods. What is not an int is NotImplemented.
 */
#include "int_type.h"

typedef bool (*Operation)(const py_TValue* a, const py_TValue* b, py_OutRef out);

static bool floor_divide(const py_TValue* a, const py_TValue* b, py_OutRef out) { return pkl_int_divmod(a, b, out, NULL); }
static bool modulo(const py_TValue* a, const py_TValue* b, py_OutRef out) { return pkl_int_divmod(a, b, NULL, out); }
static bool and(const py_TValue* a, const py_TValue* b, py_OutRef out) { return pkl_int_bitwise(a, b, '&', out); }
static bool or(const py_TValue* a, const py_TValue* b, py_OutRef out) { return pkl_int_bitwise(a, b, '|', out); }
static bool xor(const py_TValue* a, const py_TValue* b, py_OutRef out) { return pkl_int_bitwise(a, b, '^', out); }

static bool true_divide(const py_TValue* a, const py_TValue* b, py_OutRef out) {
    double value;
    if (!pkl_int_true_divide(a, b, &value)) return false;
    py_newfloat(out, value);
    return true;
}

static bool divmod_pair(const py_TValue* a, const py_TValue* b, py_OutRef out) {
    py_TValue *quotient = py_pushtmp(), *rest = py_pushtmp();
    bool ok = pkl_int_divmod(a, b, quotient, rest);
    if (ok) {
        PyObject* pair = pkl_new_slots(out, tp_tuple, 2);
        PKL_SLOTS(pair)[0] = *quotient;
        PKL_SLOTS(pair)[1] = *rest;
    }
    py_shrink(2);
    return ok;
}

static bool left_shift(const py_TValue* a, const py_TValue* b, py_OutRef out) {
    if (pkl_int_sign(b) < 0) return pkl_raise(tp_ValueError, "negative shift count");
    if (b->type == tp_bigint) {
        if (pkl_int_sign(a) != 0) return pkl_raise(tp_OverflowError, "too many digits in integer");
        py_newint(out, 0);
        return true;
    }
    return pkl_int_shift(a, b->_i64, out);
}

static bool right_shift(const py_TValue* a, const py_TValue* b, py_OutRef out) {
    if (pkl_int_sign(b) < 0) return pkl_raise(tp_ValueError, "negative shift count");
    return pkl_int_shift(a, b->type == tp_bigint ? INT64_MIN : -b->_i64, out);
}

/* 2 ** -1 is a float. */
static bool power(const py_TValue* a, const py_TValue* b, py_OutRef out) {
    if (pkl_int_sign(b) >= 0) return pkl_int_pow(a, b, out);
    double base, exponent;
    if (!pkl_int_to_double(a, &base) || !pkl_int_to_double(b, &exponent)) return false;
    return pkl_float_power(base, exponent, out);
}

static bool binary(py_Ref argv, Operation operation, bool reflected) {
    if (!pkl_is_int(&argv[0]) || !pkl_is_int(&argv[1])) return pkl_not_implemented();
    py_TValue a = pkl_plain_int(&argv[0]), b = pkl_plain_int(&argv[1]);
    return reflected ? operation(&b, &a, py_retval()) : operation(&a, &b, py_retval());
}

#define OPERATOR(name, operation)                                                                                      \
    static bool int_##name(int argc, py_Ref argv) { return (void)argc, binary(argv, operation, false); }               \
    static bool int_r##name(int argc, py_Ref argv) { return (void)argc, binary(argv, operation, true); }
OPERATOR(add, pkl_int_add)
OPERATOR(sub, pkl_int_sub)
OPERATOR(mul, pkl_int_mul)
OPERATOR(floordiv, floor_divide)
OPERATOR(mod, modulo)
OPERATOR(truediv, true_divide)
OPERATOR(divmod, divmod_pair)
OPERATOR(lshift, left_shift)
OPERATOR(rshift, right_shift)
OPERATOR(and, and)
OPERATOR(or, or)
OPERATOR(xor, xor)

/* pow(a, b, mod): all three ints. */
static bool int_pow(int argc, py_Ref argv) {
    if (argc < 3 || argv[2].type == tp_nil || argv[2].type == tp_NoneType) return binary(argv, power, false);
    if (!pkl_is_int(&argv[1]) || !pkl_is_int(&argv[2])) return pkl_not_implemented();
    py_TValue base = pkl_plain_int(&argv[0]), exponent = pkl_plain_int(&argv[1]), modulus = pkl_plain_int(&argv[2]);
    return pkl_int_pow_mod(&base, &exponent, &modulus, py_retval());
}

static bool int_rpow(int argc, py_Ref argv) {
    if (argc > 2 && argv[2].type != tp_nil && argv[2].type != tp_NoneType) return pkl_not_implemented();
    return binary(argv, power, true);
}

/* ---- comparison -------------------------------------------------------------------------------- */

static bool compare(py_Ref argv, bool below, bool equal, bool above) {
    if (!pkl_is_int(&argv[0]) || !pkl_is_int(&argv[1])) return pkl_not_implemented();
    py_TValue a = pkl_plain_int(&argv[0]), b = pkl_plain_int(&argv[1]);
    int order = pkl_int_compare(&a, &b);
    return pkl_return_bool(order < 0 ? below : order == 0 ? equal : above);
}

static bool int_lt(int argc, py_Ref argv) { return (void)argc, compare(argv, true, false, false); }
static bool int_le(int argc, py_Ref argv) { return (void)argc, compare(argv, true, true, false); }
static bool int_eq(int argc, py_Ref argv) { return (void)argc, compare(argv, false, true, false); }
static bool int_ne(int argc, py_Ref argv) { return (void)argc, compare(argv, true, false, true); }
static bool int_gt(int argc, py_Ref argv) { return (void)argc, compare(argv, false, false, true); }
static bool int_ge(int argc, py_Ref argv) { return (void)argc, compare(argv, false, true, true); }

/* ---- one operand --------------------------------------------------------------------------------- */

static bool int_neg(int argc, py_Ref argv) {
    (void)argc;
    py_TValue a = pkl_plain_int(argv);
    pkl_int_negate(&a, py_retval());
    return true;
}

static bool int_pos(int argc, py_Ref argv) {
    (void)argc;
    *py_retval() = pkl_plain_int(argv);
    return true;
}

static bool int_abs(int argc, py_Ref argv) {
    py_TValue a = pkl_plain_int(argv);
    return pkl_int_sign(&a) < 0 ? int_neg(argc, argv) : int_pos(argc, argv);
}

static bool int_invert(int argc, py_Ref argv) {
    (void)argc;
    py_TValue a = pkl_plain_int(argv), minus_one;
    py_newint(&minus_one, -1);
    return pkl_int_sub(&minus_one, &a, py_retval());
}

static bool int_bool(int argc, py_Ref argv) {
    (void)argc;
    py_TValue a = pkl_plain_int(argv);
    return pkl_return_bool(pkl_int_sign(&a) != 0);
}

static bool int_hash(int argc, py_Ref argv) {
    (void)argc;
    py_TValue a = pkl_plain_int(argv);
    return pkl_return_int(pkl_int_hash(&a));
}

static bool int_float(int argc, py_Ref argv) {
    (void)argc;
    py_TValue a = pkl_plain_int(argv);
    double value;
    if (!pkl_int_to_double(&a, &value)) return false;
    return pkl_return_float(value);
}

#define BINARY(name) {"__" #name "__", int_##name, "($self, value, /)", PKL_O, PKL_WRAPPER, 1, 1}
#define BOTH(name) BINARY(name), {"__r" #name "__", int_r##name, "($self, value, /)", PKL_O, PKL_WRAPPER, 1, 1}
#define UNARY(name, function) {"__" #name "__", function, "($self, /)", PKL_NOARGS, PKL_WRAPPER, 0, 0}

const PklMethod pkl_int_operators[] = {
    BOTH(add), BOTH(sub), BOTH(mul), BOTH(floordiv), BOTH(mod), BOTH(truediv), BOTH(divmod), BOTH(lshift), BOTH(rshift), BOTH(and), BOTH(or), BOTH(xor),
    {"__pow__", int_pow, "($self, value, mod=None, /)", PKL_RANGE, PKL_WRAPPER, 1, 2},
    {"__rpow__", int_rpow, "($self, value, mod=None, /)", PKL_RANGE, PKL_WRAPPER, 1, 2},
    BINARY(lt), BINARY(le), BINARY(eq), BINARY(ne), BINARY(gt), BINARY(ge),
    UNARY(neg, int_neg), UNARY(pos, int_pos), UNARY(abs, int_abs), UNARY(invert, int_invert), UNARY(bool, int_bool), UNARY(hash, int_hash),
    UNARY(int, int_pos), UNARY(index, int_pos), UNARY(float, int_float),
    {0},
};
