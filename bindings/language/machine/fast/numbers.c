/*
 * Operators of numbers and texts without a look-up of special methods.
 */
#include "fast.h"
#include "../../text/texts.h"

#include <math.h>

#define IS_INT(v) ((v)->type == tp_int)
#define IS_FLOAT(v) ((v)->type == tp_float)
#define EXACT ((int64_t)1 << 53) /* floats have every integer up to here */

static bool give_int(py_TValue* out, int64_t value) {
    out->type = tp_int;
    out->_i64 = value;
    return true;
}

static bool give_float(py_TValue* out, double value) {
    out->type = tp_float;
    out->_f64 = value;
    return true;
}

static inline bool is_exact(int64_t value) { return value <= EXACT && value >= -EXACT; }

static bool multiply(py_TValue* a, int64_t x, int64_t y) {
    int64_t value;
    return !__builtin_mul_overflow(x, y, &value) && give_int(a, value);
}

static bool shift_left(py_TValue* a, int64_t x, int64_t count) {
    if (count < 0 || count > 62) return false;
    int64_t value = (int64_t)((uint64_t)x << count);
    return value >> count == x && give_int(a, value);
}

static bool power(py_TValue* a, int64_t base, int64_t exponent) {
    if (exponent < 0) return false;
    int64_t value = 1;
    while (exponent) {
        if (exponent & 1 && __builtin_mul_overflow(value, base, &value)) return false;
        exponent >>= 1;
        if (exponent && __builtin_mul_overflow(base, base, &base)) return false;
    }
    return give_int(a, value);
}

static bool ints(int op, py_TValue* a, int64_t x, int64_t y) {
    int64_t value;
    switch (op) {
    case PKL_BINARY_ADD: return !__builtin_add_overflow(x, y, &value) && give_int(a, value);
    case PKL_BINARY_SUB: return !__builtin_sub_overflow(x, y, &value) && give_int(a, value);
    case PKL_BINARY_MUL: return multiply(a, x, y);
    case PKL_BINARY_TRUEDIV: return y != 0 && is_exact(x) && is_exact(y) && give_float(a, (double)x / (double)y);
    case PKL_BINARY_FLOORDIV: return y != 0 && y != -1 && give_int(a, x / y - (x % y != 0 && (x ^ y) < 0));
    case PKL_BINARY_MOD: {
        if (y == 0 || y == -1) return false;
        int64_t rest = x % y;
        return give_int(a, rest != 0 && (rest ^ y) < 0 ? rest + y : rest);
    }
    case PKL_BINARY_POW: return power(a, x, y);
    case PKL_BINARY_LSHIFT: return shift_left(a, x, y);
    case PKL_BINARY_RSHIFT: return y >= 0 && give_int(a, x >> (y > 63 ? 63 : y));
    case PKL_BINARY_AND: return give_int(a, x & y);
    case PKL_BINARY_OR: return give_int(a, x | y);
    case PKL_BINARY_XOR: return give_int(a, x ^ y);
    default: return false;
    }
}

static bool floats(int op, py_TValue* a, double x, double y) {
    switch (op) {
    case PKL_BINARY_ADD: return give_float(a, x + y);
    case PKL_BINARY_SUB: return give_float(a, x - y);
    case PKL_BINARY_MUL: return give_float(a, x * y);
    case PKL_BINARY_TRUEDIV: return y != 0 && give_float(a, x / y);
    case PKL_BINARY_POW: {
        double value = y == 0.5 ? sqrt(x) : pow(x, y);
        return x > 0 && isfinite(value) && isfinite(x) && isfinite(y) && give_float(a, value);
    }
    default: return false;
    }
}

bool pkl_fast_binary(int op, py_TValue* a, const py_TValue* b) {
    if (IS_INT(a) && IS_INT(b)) return ints(op, a, a->_i64, b->_i64);
    double x, y;
    if (IS_FLOAT(a)) x = a->_f64;
    else if (IS_INT(a)) x = (double)a->_i64;
    else return false;
    if (IS_FLOAT(b)) y = b->_f64;
    else if (IS_INT(b)) y = (double)b->_i64;
    else return false;
    return floats(op, a, x, y);
}

#define COMPARE(x, y)                                                                                                  \
    switch (op) {                                                                                                      \
    case PKL_COMPARE_LT: *out = (x) < (y); return true;                                                                \
    case PKL_COMPARE_LE: *out = (x) <= (y); return true;                                                               \
    case PKL_COMPARE_EQ: *out = (x) == (y); return true;                                                               \
    case PKL_COMPARE_NE: *out = (x) != (y); return true;                                                               \
    case PKL_COMPARE_GT: *out = (x) > (y); return true;                                                                \
    default: *out = (x) >= (y); return true;                                                                           \
    }

static bool compare_ints(int op, int64_t x, int64_t y, bool* out) { COMPARE(x, y) }
static bool compare_floats(int op, double x, double y, bool* out) { COMPARE(x, y) }

bool pkl_fast_compare(int op, const py_TValue* a, const py_TValue* b, bool* out) {
    if (a->type == tp_str && b->type == tp_str) {
        const PyStr *x = PKL_OBJECT(a, PyStr), *y = PKL_OBJECT(b, PyStr);
        if (op == PKL_COMPARE_EQ || op == PKL_COMPARE_NE) return *out = pkl_str_equal(x, y) == (op == PKL_COMPARE_EQ), true;
        return compare_ints(op, pkl_str_compare(x, y), 0, out);
    }
    if (IS_INT(a) && IS_INT(b)) return compare_ints(op, a->_i64, b->_i64, out);
    if (IS_FLOAT(a)) {
        if (IS_FLOAT(b)) return compare_floats(op, a->_f64, b->_f64, out);
        return IS_INT(b) && is_exact(b->_i64) && compare_floats(op, a->_f64, (double)b->_i64, out);
    }
    return IS_INT(a) && is_exact(a->_i64) && IS_FLOAT(b) && compare_floats(op, (double)a->_i64, b->_f64, out);
}
