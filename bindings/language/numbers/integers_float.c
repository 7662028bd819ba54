/*
 * Integers and doubles.
 */
#include "integers_scratch.h"

#include <math.h>
#include <string.h>

/* The topmost 64 bits, lowest of them set if anything below is; value is top * 2 ** *shift. */
static uint64_t top_bits(const PklDigit* digits, int count, int64_t* shift) {
    int64_t length = pkl_digits_bit_length(digits, count);
    uint64_t top = 0;
    *shift = length > 64 ? length - 64 : 0;
    for (int i = count - 1; i >= 0; i--) {
        int64_t place = (int64_t)i * PKL_DIGIT_BITS - *shift;
        if (place >= 0) top |= (uint64_t)digits[i] << place;
        else if (place > -PKL_DIGIT_BITS) {
            top |= digits[i] >> -place;
            if (digits[i] & ((1u << -place) - 1)) top |= 1;
        } else if (digits[i] != 0) top |= 1;
    }
    return top;
}

/* Half to even from 64 bits with a sticky one. */
static double round_top(uint64_t top) {
    if (top >> 53 == 0) return (double)top;
    int drop = 11 - __builtin_clzll(top);
    uint64_t kept = top >> drop, rest = top & (((uint64_t)1 << drop) - 1), half = (uint64_t)1 << (drop - 1);
    if (rest > half || (rest == half && (kept & 1))) kept++;
    return ldexp((double)kept, drop);
}

bool pkl_int_to_double(const py_TValue* a, double* out) {
    if (a->type == tp_int) {
        *out = (double)a->_i64;
        return true;
    }
    PklIntView x;
    int64_t shift;
    pkl_int_view(a, &x);
    double value = round_top(top_bits(x.digits, x.count, &shift));
    value = shift > 2000 ? INFINITY : ldexp(value, (int)shift);
    if (isinf(value)) return pkl_raise(tp_OverflowError, "int too large to convert to float");
    *out = x.negative ? -value : value;
    return true;
}

double pkl_int_frexp(const py_TValue* a, int64_t* exponent) {
    PklIntView x;
    int64_t shift;
    int more;
    pkl_int_view(a, &x);
    double value = frexp(round_top(top_bits(x.digits, x.count, &shift)), &more);
    *exponent = x.count == 0 ? 0 : shift + more;
    return x.negative ? -value : value;
}

bool pkl_int_from_double(double value, py_OutRef out) {
    if (isnan(value)) return pkl_raise(tp_ValueError, "cannot convert float NaN to integer");
    if (isinf(value)) return pkl_raise(tp_OverflowError, "cannot convert float infinity to integer");
    value = trunc(value);
    if (fabs(value) < 9.2e18) {
        py_newint(out, (int64_t)value);
        return true;
    }
    int exponent;
    double mantissa = frexp(fabs(value), &exponent);
    py_TValue number;
    py_newint(&number, (int64_t)ldexp(mantissa, 53));
    if (!pkl_int_shift(&number, exponent - 53, out)) return false;
    if (value < 0) pkl_int_negate(out, out);
    return true;
}

int pkl_int_compare_double(const py_TValue* a, double b) {
    if (isinf(b)) return b > 0 ? -1 : 1;
    if (a->type == tp_int && a->_i64 > -(1LL << 53) && a->_i64 < 1LL << 53) return (double)a->_i64 < b ? -1 : (double)a->_i64 > b;
    int64_t bits = pkl_int_bit_length(a);
    int sign = pkl_int_sign(a), exponent;
    frexp(b, &exponent);
    int other = b < 0 ? -1 : b > 0;
    if (sign != other) return sign < other ? -1 : 1;
    if (bits != exponent) return (bits < exponent) == (sign > 0) ? -1 : 1;
    py_TValue whole;
    if (!pkl_int_from_double(b, &whole)) return 0;
    int order = pkl_int_compare(a, &whole);
    if (order != 0) return order;
    double fraction = b - trunc(b);
    return fraction > 0 ? -1 : fraction < 0;
}

/* |a| / |b| with 66 bits or more of quotient and a sticky bit. */
static double divide_views(const PklIntView* x, const PklIntView* y) {
    int64_t left = 66 - (pkl_digits_bit_length(x->digits, x->count) - pkl_digits_bit_length(y->digits, y->count));
    if (left < 0) left = 0;
    size_t an = (size_t)x->count + left / PKL_DIGIT_BITS + 3, room = 2 * an + y->count + 4;
    PklDigit *r = pkl_int_scratch(room), *q = r + an, *d = q + an;
    memcpy(d, y->digits, (size_t)y->count * sizeof(PklDigit));
    int rn = pkl_digits_left(r, x->digits, x->count, left), qn = pkl_digits_divmod(q, r, &rn, d, y->count);
    int64_t shift;
    uint64_t top = top_bits(q, qn, &shift);
    if (rn > 0) top |= 1;
    int64_t exponent = shift - left;
    double value;
    int lowest = 64 - __builtin_clzll(top | 1) + (int)(exponent < -100000 ? -100000 : exponent > 100000 ? 100000 : exponent);
    if (lowest < -1021) { /* subnormal: fewer bits are kept */
        int64_t drop = -1074 - exponent;
        if (drop > 64) value = 0;
        else {
            uint64_t kept = drop >= 64 ? 0 : top >> drop, rest = drop >= 64 ? top : top & (((uint64_t)1 << drop) - 1), half = (uint64_t)1 << (drop - 1);
            if (rest > half || (rest == half && (kept & 1))) kept++;
            value = ldexp((double)kept, -1074);
        }
    } else value = exponent > 2000 ? INFINITY : ldexp(round_top(top), (int)exponent);
    pkl_int_scratch_free(r, room);
    return value;
}

bool pkl_int_true_divide(const py_TValue* a, const py_TValue* b, double* out) {
    if (pkl_int_sign(b) == 0) return pkl_raise(tp_ZeroDivisionError, "division by zero");
    const int64_t exact = 1LL << 53;
    if (a->type == tp_int && b->type == tp_int && a->_i64 >= -exact && a->_i64 <= exact && b->_i64 >= -exact && b->_i64 <= exact) {
        *out = (double)a->_i64 / (double)b->_i64;
        return true;
    }
    PklIntView x, y;
    pkl_int_view(a, &x);
    pkl_int_view(b, &y);
    double value = x.count == 0 ? 0.0 : divide_views(&x, &y);
    if (isinf(value)) return pkl_raise(tp_OverflowError, "integer division result too large for a float");
    *out = x.negative != y.negative ? -value : value;
    return true;
}
