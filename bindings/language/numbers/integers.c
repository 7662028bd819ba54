/*
 * Integers of any size: sums, products, comparison, hashes.
 */
#include "integers_scratch.h"

#include <string.h>

void pkl_int_view(const py_TValue* value, PklIntView* out) {
    if (value->type == tp_bigint) {
        PyBigInt* big = PKL_OBJECT(value, PyBigInt);
        out->digits = big->digits;
        out->count = big->count;
        out->negative = big->sign < 0;
        return;
    }
    int64_t number = value->type == tp_bool ? value->_bool : value->_i64;
    out->negative = number < 0;
    uint64_t rest = number < 0 ? 0 - (uint64_t)number : (uint64_t)number;
    for (out->count = 0; rest != 0; rest >>= PKL_DIGIT_BITS) out->own[out->count++] = (PklDigit)rest & PKL_DIGIT_MASK;
    out->digits = out->own;
}

/* Whether the digits fit into 64 bits with their sign. */
static bool fits(const PklDigit* digits, int count, bool negative, int64_t* out) {
    if (count > 3 || (count == 3 && digits[2] >= 16)) return false;
    uint64_t number = 0;
    for (int i = count - 1; i >= 0; i--) number = number << PKL_DIGIT_BITS | digits[i];
    if (number > (uint64_t)INT64_MAX + negative) return false;
    *out = negative ? (int64_t)(0 - number) : (int64_t)number;
    return true;
}

void pkl_int_make(py_OutRef out, const PklDigit* digits, int count, bool negative) {
    int64_t small;
    count = pkl_digits_normal(digits, count);
    if (fits(digits, count, negative, &small)) {
        py_newint(out, small);
        return;
    }
    py_TValue value; /* `digits` may belong to what lies in `out` */
    PyBigInt* big = (PyBigInt*)pkl_new_sized(&value, tp_bigint, (size_t)count * sizeof(PklDigit));
    big->count = count;
    big->sign = negative ? -1 : 1;
    memcpy(big->digits, digits, (size_t)count * sizeof(PklDigit));
    *out = value;
}

bool pkl_int_allowed(int64_t bits) {
    if (bits > (int64_t)INT32_MAX * 16) return pkl_raise(tp_MemoryError, "");
    return pkl_reserve((uint64_t)bits / 7 + 64);
}

/* Memory for digits while something is calculated. */
PklDigit* pkl_int_scratch(size_t count) { return pkl_buffer((count + 1) * sizeof(PklDigit)); }
void pkl_int_scratch_free(PklDigit* digits, size_t count) { pkl_buffer_free(digits, (count + 1) * sizeof(PklDigit)); }

/* ---- sums -------------------------------------------------------------------------------- */

static bool add_views(const PklIntView* a, const PklIntView* b, bool negate_b, py_OutRef out) {
    int most = a->count > b->count ? a->count : b->count;
    bool b_negative = b->negative != negate_b, negative = a->negative;
    if (!pkl_int_allowed((int64_t)most * PKL_DIGIT_BITS)) return false;
    PklDigit* sum = pkl_int_scratch(most + 1);
    int count;
    if (a->negative == b_negative) count = pkl_digits_add(sum, a->digits, a->count, b->digits, b->count);
    else if (pkl_digits_compare(a->digits, a->count, b->digits, b->count) >= 0)
        count = pkl_digits_sub(sum, a->digits, a->count, b->digits, b->count);
    else {
        count = pkl_digits_sub(sum, b->digits, b->count, a->digits, a->count);
        negative = b_negative;
    }
    pkl_int_make(out, sum, count, negative);
    pkl_int_scratch_free(sum, most + 1);
    return true;
}

static bool add_or_subtract(const py_TValue* a, const py_TValue* b, bool subtract, py_OutRef out) {
    int64_t result;
    if (a->type == tp_int && b->type == tp_int &&
        !(subtract ? __builtin_sub_overflow(a->_i64, b->_i64, &result) : __builtin_add_overflow(a->_i64, b->_i64, &result))) {
        py_newint(out, result);
        return true;
    }
    PklIntView x, y;
    pkl_int_view(a, &x);
    pkl_int_view(b, &y);
    return add_views(&x, &y, subtract, out);
}

bool pkl_int_add(const py_TValue* a, const py_TValue* b, py_OutRef out) { return add_or_subtract(a, b, false, out); }
bool pkl_int_sub(const py_TValue* a, const py_TValue* b, py_OutRef out) { return add_or_subtract(a, b, true, out); }

void pkl_int_negate(const py_TValue* a, py_OutRef out) {
    PklIntView x;
    pkl_int_view(a, &x);
    pkl_int_make(out, x.digits, x.count, !x.negative);
}

/* ---- products ----------------------------------------------------------------------------- */

bool pkl_int_mul(const py_TValue* a, const py_TValue* b, py_OutRef out) {
    int64_t result;
    if (a->type == tp_int && b->type == tp_int && !__builtin_mul_overflow(a->_i64, b->_i64, &result)) {
        py_newint(out, result);
        return true;
    }
    PklIntView x, y;
    pkl_int_view(a, &x);
    pkl_int_view(b, &y);
    int64_t room = (int64_t)x.count + y.count;
    if (!pkl_int_allowed(room * PKL_DIGIT_BITS)) return false;
    int64_t work = (int64_t)(x.count < y.count ? x.count : y.count) * 4;
    if (work > 256 && !pkl_tick((int)work)) return false;
    size_t scratch = pkl_digits_mul_scratch(x.count, y.count);
    PklDigit* product = pkl_int_scratch((size_t)room + scratch);
    int count = pkl_digits_mul(product, x.digits, x.count, y.digits, y.count, product + room);
    pkl_int_make(out, product, count, x.negative != y.negative);
    pkl_int_scratch_free(product, (size_t)room + scratch);
    return true;
}

/* ---- comparison ------------------------------------------------------------------------------ */

int pkl_int_sign(const py_TValue* a) {
    if (a->type == tp_bigint) return PKL_OBJECT(a, PyBigInt)->sign;
    if (a->type == tp_bool) return a->_bool;
    return a->_i64 < 0 ? -1 : a->_i64 > 0;
}

int pkl_int_compare(const py_TValue* a, const py_TValue* b) {
    PklIntView x, y;
    pkl_int_view(a, &x);
    pkl_int_view(b, &y);
    if (x.negative != y.negative) return x.negative ? -1 : 1;
    int order = pkl_digits_compare(x.digits, x.count, y.digits, y.count);
    return x.negative ? -order : order;
}

/* Modulo 2**61 - 1, as all numbers hash. */
int64_t pkl_int_hash(const py_TValue* a) {
    const uint64_t modulus = ((uint64_t)1 << 61) - 1;
    PklIntView x;
    pkl_int_view(a, &x);
    uint64_t hash = 0;
    for (int i = x.count - 1; i >= 0; i--) {
        hash = (hash << PKL_DIGIT_BITS & modulus) | hash >> (61 - PKL_DIGIT_BITS);
        hash += x.digits[i];
        if (hash >= modulus) hash -= modulus;
    }
    int64_t result = x.negative ? -(int64_t)hash : (int64_t)hash;
    return result == -1 ? -2 : result;
}

int64_t pkl_int_bit_length(const py_TValue* a) {
    PklIntView x;
    pkl_int_view(a, &x);
    return pkl_digits_bit_length(x.digits, x.count);
}
