/*
 * Integers: division, powers, roots.
 */
#include "integers_scratch.h"

#include <string.h>

static bool divide_by_zero(void) { return pkl_raise(tp_ZeroDivisionError, "division by zero"); }

static bool divmod_small(int64_t a, int64_t b, py_OutRef quotient, py_OutRef rest) {
    int64_t q = a / b, r = a % b;
    if (r != 0 && (r ^ b) < 0) {
        q--;
        r += b;
    }
    if (quotient != NULL) py_newint(quotient, q);
    if (rest != NULL) py_newint(rest, r);
    return true;
}

/* Truncated magnitudes become floored results: with different signs and a rest, one less and the divisor's complement. */
static void floor_results(PklDigit* q, int qn, PklDigit* r, int rn, const PklIntView* x, const PklIntView* y, py_OutRef quotient, py_OutRef rest) {
    bool differ = x->negative != y->negative;
    py_TValue divisor;
    if (differ && rn > 0) {
        qn = pkl_digits_scale(q, qn, 1, 1);
        PklDigit* other = pkl_int_scratch(y->count);
        int count = pkl_digits_sub(other, y->digits, y->count, r, rn);
        if (rest != NULL) pkl_int_make(&divisor, other, count, y->negative);
        pkl_int_scratch_free(other, y->count);
    } else if (rest != NULL) {
        pkl_int_make(&divisor, r, rn, x->negative);
    }
    if (quotient != NULL) pkl_int_make(quotient, q, qn, differ);
    if (rest != NULL) *rest = divisor;
}

bool pkl_int_divmod(const py_TValue* a, const py_TValue* b, py_OutRef quotient, py_OutRef rest) {
    if (pkl_int_sign(b) == 0) return divide_by_zero();
    if (a->type == tp_int && b->type == tp_int && !(a->_i64 == INT64_MIN && b->_i64 == -1)) return divmod_small(a->_i64, b->_i64, quotient, rest);
    PklIntView x, y;
    pkl_int_view(a, &x);
    pkl_int_view(b, &y);
    if (!pkl_int_allowed((int64_t)(x.count + y.count) * PKL_DIGIT_BITS)) return false;
    int64_t work = x.count > y.count ? (int64_t)(x.count - y.count) * y.count / 64 : 0;
    if (work > 256 && !pkl_tick(work > INT32_MAX ? INT32_MAX : (int)work)) return false;
    size_t room = 2 * (size_t)x.count + y.count + 8;
    PklDigit *q = pkl_int_scratch(room), *r = q + x.count + 3, *d = r + x.count + 2;
    memcpy(r, x.digits, (size_t)x.count * sizeof(PklDigit));
    memcpy(d, y.digits, (size_t)y.count * sizeof(PklDigit));
    int rn = x.count, qn = pkl_digits_divmod(q, r, &rn, d, y.count);
    floor_results(q, qn, r, rn, &x, &y, quotient, rest);
    pkl_int_scratch_free(q, room);
    return true;
}

/* ---- powers -------------------------------------------------------------------------------- */

static bool is_small(const py_TValue* value, int64_t number) { return value->type == tp_int && value->_i64 == number; }

/* The exponent's bits from the highest, one multiplication or two each. */
static bool power(const py_TValue* base, const PklIntView* exponent, const py_TValue* modulus, py_OutRef out) {
    py_TValue *result = py_pushtmp(), *square = py_pushtmp();
    bool ok = true;
    py_newint(result, 1);
    *square = *base;
    for (int64_t bit = pkl_digits_bit_length(exponent->digits, exponent->count) - 1; ok && bit >= 0; bit--) {
        ok = pkl_int_mul(result, result, result) && (modulus == NULL || pkl_int_divmod(result, modulus, NULL, result));
        if (ok && (exponent->digits[bit / PKL_DIGIT_BITS] >> (bit % PKL_DIGIT_BITS) & 1))
            ok = pkl_int_mul(result, square, result) && (modulus == NULL || pkl_int_divmod(result, modulus, NULL, result));
        ok = ok && pkl_tick(1);
    }
    py_TValue value = *result;
    py_shrink(2);
    *out = value;
    return ok;
}

bool pkl_int_pow(const py_TValue* base, const py_TValue* exponent, py_OutRef out) {
    if (is_small(base, 0) || is_small(base, 1) || is_small(base, -1)) {
        PklIntView e;
        pkl_int_view(exponent, &e);
        bool odd = e.count > 0 && (e.digits[0] & 1);
        int64_t number = e.count == 0 ? 1 : base->_i64 == 0 ? 0 : base->_i64 == 1 || !odd ? 1 : -1;
        py_newint(out, number);
        return true;
    }
    if (exponent->type == tp_bigint) return pkl_raise(tp_MemoryError, "");
    double bits = (double)pkl_int_bit_length(base) * (double)exponent->_i64;
    if (bits > (double)INT32_MAX * 16) return pkl_raise(tp_MemoryError, "");
    if (!pkl_int_allowed((int64_t)bits)) return false;
    if (is_small(base, 2)) {
        py_TValue one;
        py_newint(&one, 1);
        return pkl_int_shift(&one, exponent->_i64, out);
    }
    PklIntView e;
    pkl_int_view(exponent, &e);
    return power(base, &e, NULL, out);
}

/* The inverse of a modulo m > 0, by Euclid's algorithm. */
static bool inverse(const py_TValue* a, const py_TValue* m, py_OutRef out) {
    py_TValue* t = py_pushtmp();
    for (int i = 0; i < 5; i++) py_pushtmp();
    py_TValue *r = t + 1, *new_t = t + 2, *new_r = t + 3, *q = t + 4, *product = t + 5;
    py_newint(t, 0);
    py_newint(new_t, 1);
    py_newint(q, 0);
    py_newint(product, 0);
    *r = *m;
    bool ok = pkl_int_divmod(a, m, NULL, new_r);
    while (ok && pkl_int_sign(new_r) != 0) {
        py_TValue old_t = *t, old_r = *r;
        ok = pkl_int_divmod(&old_r, new_r, q, NULL) && pkl_int_mul(q, new_t, product);
        *t = *new_t;
        ok = ok && pkl_int_sub(&old_t, product, new_t) && pkl_int_mul(q, new_r, product);
        *r = *new_r;
        ok = ok && pkl_int_sub(&old_r, product, new_r);
    }
    if (ok && !is_small(r, 1)) ok = pkl_raise(tp_ValueError, "base is not invertible for the given modulus");
    ok = ok && pkl_int_divmod(t, m, NULL, t);
    py_TValue value = *t;
    py_shrink(6);
    *out = value;
    return ok;
}

static bool power_of_positive_modulus(const py_TValue* base, const py_TValue* exponent, const py_TValue* m, py_OutRef out) {
    py_TValue *reduced = py_pushtmp(), *e = py_pushtmp();
    *e = *exponent;
    bool ok = pkl_int_divmod(base, m, NULL, reduced);
    if (ok && pkl_int_sign(e) < 0) {
        ok = inverse(reduced, m, reduced);
        pkl_int_negate(e, e);
    }
    if (ok) {
        PklIntView view;
        pkl_int_view(e, &view);
        ok = power(reduced, &view, m, out);
    }
    py_shrink(2);
    return ok && pkl_int_divmod(out, m, NULL, out);
}

bool pkl_int_pow_mod(const py_TValue* base, const py_TValue* exponent, const py_TValue* modulus, py_OutRef out) {
    int sign = pkl_int_sign(modulus);
    if (sign == 0) return pkl_raise(tp_ValueError, "pow() 3rd argument cannot be 0");
    if (sign > 0) return power_of_positive_modulus(base, exponent, modulus, out);
    py_TValue* positive = py_pushtmp();
    pkl_int_negate(modulus, positive);
    bool ok = power_of_positive_modulus(base, exponent, positive, out);
    py_pop();
    return ok && pkl_int_divmod(out, modulus, NULL, out);
}

/* ---- divisors and roots ------------------------------------------------------------------------ */

bool pkl_int_gcd(const py_TValue* a, const py_TValue* b, py_OutRef out) {
    py_TValue *x = py_pushtmp(), *y = py_pushtmp();
    *x = *a;
    *y = *b;
    bool ok = true;
    while (ok && pkl_int_sign(y) != 0) {
        py_TValue old = *x;
        *x = *y;
        ok = pkl_int_divmod(&old, x, NULL, y);
    }
    if (pkl_int_sign(x) < 0) pkl_int_negate(x, x);
    py_TValue value = *x;
    py_shrink(2);
    *out = value;
    return ok;
}

/* Newton's method from above. */
bool pkl_int_sqrt(const py_TValue* a, py_OutRef out) {
    if (pkl_int_sign(a) == 0) {
        py_newint(out, 0);
        return true;
    }
    py_TValue *x = py_pushtmp(), *y = py_pushtmp(), one;
    py_newint(&one, 1);
    py_newint(y, 0);
    bool ok = pkl_int_shift(&one, (pkl_int_bit_length(a) + 1) / 2, x);
    for (bool more = true; ok && more;) {
        ok = pkl_int_divmod(a, x, y, NULL) && pkl_int_add(x, y, y) && pkl_int_shift(y, -1, y);
        more = pkl_int_compare(y, x) < 0;
        if (more) *x = *y;
    }
    py_TValue value = *x;
    py_shrink(2);
    *out = value;
    return ok;
}
