/*
 * Integers as endless two's complement: shifts, and, or, xor, bytes.
 */
#include "integers_scratch.h"

#include <string.h>

/* Adds 1 to a magnitude. */
static int increment(PklDigit* digits, int count) { return pkl_digits_scale(digits, count, 1, 1); }

static bool shift_left(const PklIntView* x, int64_t bits, py_OutRef out) {
    if (x->count == 0) {
        py_newint(out, 0);
        return true;
    }
    if (!pkl_int_allowed((int64_t)x->count * PKL_DIGIT_BITS + bits)) return false;
    size_t room = (size_t)x->count + bits / PKL_DIGIT_BITS + 2;
    PklDigit* digits = pkl_int_scratch(room);
    int count = pkl_digits_left(digits, x->digits, x->count, bits);
    pkl_int_make(out, digits, count, x->negative);
    pkl_int_scratch_free(digits, room);
    return true;
}

/* Rounds towards minus infinity: a negative number loses one more if a bit fell out. */
static void shift_right(const PklIntView* x, int64_t bits, py_OutRef out) {
    size_t room = (size_t)x->count + 1;
    PklDigit* digits = pkl_int_scratch(room);
    int count = pkl_digits_right(digits, x->digits, x->count, bits);
    bool lost = false;
    for (int64_t i = 0; x->negative && !lost && i < x->count && i * PKL_DIGIT_BITS < bits; i++) {
        int64_t within = bits - i * PKL_DIGIT_BITS;
        lost = within >= PKL_DIGIT_BITS ? x->digits[i] != 0 : (x->digits[i] & ((1u << within) - 1)) != 0;
    }
    if (lost) count = increment(digits, count);
    pkl_int_make(out, digits, count, x->negative);
    pkl_int_scratch_free(digits, room);
}

bool pkl_int_shift(const py_TValue* a, int64_t left, py_OutRef out) {
    PklIntView x;
    pkl_int_view(a, &x);
    if (left > (int64_t)INT32_MAX * 16 && x.count > 0) return pkl_raise(tp_MemoryError, "");
    if (left >= 0) return shift_left(&x, left, out);
    shift_right(&x, left == INT64_MIN ? INT64_MAX : -left, out);
    return true;
}

/* ---- and, or, xor --------------------------------------------------------------------------- */

/* Two's complement of `room` digits. */
static void complement(PklDigit* out, const PklIntView* x, int room) {
    PklDigit carry = 1;
    for (int i = 0; i < room; i++) {
        PklDigit digit = i < x->count ? x->digits[i] : 0;
        if (x->negative) {
            carry += ~digit & PKL_DIGIT_MASK;
            digit = carry & PKL_DIGIT_MASK;
            carry >>= PKL_DIGIT_BITS;
        }
        out[i] = digit;
    }
}

static void combine(PklDigit* a, const PklDigit* b, int room, char op) {
    for (int i = 0; i < room; i++) a[i] = op == '&' ? a[i] & b[i] : op == '|' ? a[i] | b[i] : a[i] ^ b[i];
}

bool pkl_int_bitwise(const py_TValue* a, const py_TValue* b, char op, py_OutRef out) {
    if (a->type == tp_int && b->type == tp_int) {
        py_newint(out, op == '&' ? a->_i64 & b->_i64 : op == '|' ? a->_i64 | b->_i64 : a->_i64 ^ b->_i64);
        return true;
    }
    PklIntView x, y;
    pkl_int_view(a, &x);
    pkl_int_view(b, &y);
    int room = (x.count > y.count ? x.count : y.count) + 1;
    if (!pkl_int_allowed((int64_t)room * 2 * PKL_DIGIT_BITS)) return false;
    PklDigit *first = pkl_int_scratch(2 * (size_t)room), *second = first + room;
    complement(first, &x, room);
    complement(second, &y, room);
    combine(first, second, room, op);
    bool negative = first[room - 1] >> (PKL_DIGIT_BITS - 1);
    if (negative) {
        PklIntView result = {.digits = first, .count = room, .negative = true};
        complement(first, &result, room);
    }
    pkl_int_make(out, first, room, negative);
    pkl_int_scratch_free(first, 2 * (size_t)room);
    return true;
}

/* ---- bytes ------------------------------------------------------------------------------------- */

static bool too_big(void) { return pkl_raise(tp_OverflowError, "int too big to convert"); }

bool pkl_int_to_bytes(const py_TValue* a, unsigned char* out, int size, bool little, bool is_signed) {
    PklIntView x;
    pkl_int_view(a, &x);
    if (x.negative && !is_signed) return pkl_raise(tp_OverflowError, "can't convert negative int to unsigned");
    int64_t bits = pkl_digits_bit_length(x.digits, x.count);
    if (bits > (int64_t)size * 8) return too_big();
    PklDigit carry = 1;
    uint64_t pending = 0;
    int have = 0, at = 0;
    for (int i = 0; i < size; i++) {
        if (have < 8 && at < x.count) {
            pending |= (uint64_t)x.digits[at++] << have;
            have += PKL_DIGIT_BITS;
        }
        PklDigit byte = pending & 0xff;
        pending >>= 8;
        have = have >= 8 ? have - 8 : 0;
        if (x.negative) {
            carry += ~byte & 0xff;
            byte = carry & 0xff;
            carry >>= 8;
        }
        out[little ? i : size - 1 - i] = (unsigned char)byte;
    }
    if (!is_signed || bits == 0) return true;
    bool top = size > 0 && (out[little ? size - 1 : 0] & 0x80) != 0;
    return top == x.negative || too_big();
}

void pkl_int_from_bytes(const unsigned char* data, int size, bool little, bool is_signed, py_OutRef out) {
    bool negative = is_signed && size > 0 && (data[little ? size - 1 : 0] & 0x80) != 0;
    size_t room = ((size_t)size * 8 + PKL_DIGIT_BITS - 1) / PKL_DIGIT_BITS + 1;
    PklDigit *digits = pkl_int_scratch(room), carry = 1;
    uint64_t pending = 0;
    int have = 0, count = 0;
    for (int i = 0; i < size; i++) {
        PklDigit byte = data[little ? i : size - 1 - i];
        if (negative) {
            carry += ~byte & 0xff;
            byte = carry & 0xff;
            carry >>= 8;
        }
        pending |= (uint64_t)byte << have;
        have += 8;
        if (have < PKL_DIGIT_BITS) continue;
        digits[count++] = (PklDigit)pending & PKL_DIGIT_MASK;
        pending >>= PKL_DIGIT_BITS;
        have -= PKL_DIGIT_BITS;
    }
    if (pending != 0) digits[count++] = (PklDigit)pending;
    pkl_int_make(out, digits, count, negative);
    pkl_int_scratch_free(digits, room);
}
