/*
 * Integers as texts, below quadratic time: numbers are split at powers of the base.
 */
#include "integers_scratch.h"

#include <string.h>

int pkl_int_max_str_digits = 4300;

#define PIECE_DIGITS 60 /* below this many of base 2**30: digit by digit */

static const char alphabet[] = "0123456789abcdefghijklmnopqrstuvwxyz";

/* The largest power of the base that fits a digit, and its exponent. */
static PklDigit chunk_of(int base, int* digits) {
    PklDigit power = (PklDigit)base;
    *digits = 1;
    while ((uint64_t)power * base <= PKL_DIGIT_MASK) {
        power *= (PklDigit)base;
        ++*digits;
    }
    return power;
}

/* ---- to text ---------------------------------------------------------------------------------- */

/* Writes backwards before `end`; `digits` is used up. At least `width` characters, with zeros. */
static char* write_small(PklDigit* digits, int count, int base, char* end, int64_t width) {
    int chunk;
    PklDigit power = chunk_of(base, &chunk);
    char* at = end;
    while (count > 0) {
        PklDigit rest = pkl_digits_div_small(digits, &count, power);
        for (int i = 0; i < chunk && (count > 0 || rest > 0); i++) {
            *--at = alphabet[rest % base];
            rest /= base;
        }
    }
    while (end - at < width) *--at = '0';
    return at;
}

/* Splits at base ** half. NULL after an error. */
static char* write_large(py_TValue* number, int base, char* end, int64_t width) {
    PklIntView x;
    pkl_int_view(number, &x);
    if (x.count <= PIECE_DIGITS) {
        PklDigit copy[PIECE_DIGITS];
        memcpy(copy, x.digits, (size_t)x.count * sizeof(PklDigit));
        return write_small(copy, x.count, base, end, width);
    }
    /* about half of the digits: bits / log2(base) / 2 */
    int log = 0;
    while ((1 << (log + 1)) <= base) log++;
    int64_t half = (int64_t)x.count * PKL_DIGIT_BITS / (2 * (log + 1));
    py_TValue *power = py_pushtmp(), *high = py_pushtmp(), *low = py_pushtmp(), root, exponent;
    py_newint(&root, base);
    py_newint(&exponent, half);
    bool ok = pkl_int_pow(&root, &exponent, power) && pkl_int_divmod(number, power, high, low);
    char* at = ok ? write_large(low, base, end, half) : NULL;
    if (at != NULL) at = write_large(high, base, at, width - half);
    py_shrink(3);
    return at;
}

static void write_binary(const PklIntView* x, int bits, char* end, int64_t count) {
    uint64_t pending = 0;
    int have = 0, at = 0;
    for (int64_t i = 0; i < count; i++) {
        if (have < bits && at < x->count) {
            pending |= (uint64_t)x->digits[at++] << have;
            have += PKL_DIGIT_BITS;
        }
        *--end = alphabet[pending & ((1u << bits) - 1)];
        pending >>= bits;
        have = have >= bits ? have - bits : 0;
    }
}

static bool power_of_two_text(const PklIntView* x, int bits, py_OutRef out) {
    int64_t length = pkl_digits_bit_length(x->digits, x->count), count = (length + bits - 1) / bits;
    if (count == 0) count = 1;
    if (count > INT32_MAX - 64) return pkl_raise(tp_MemoryError, "");
    if (!pkl_reserve((uint64_t)count)) return false;
    char* text = py_newstrn(out, (int)count + x->negative);
    if (x->negative) text[0] = '-';
    write_binary(x, bits, text + x->negative + count, count);
    return true;
}

static bool exceeds_limit(int64_t bits) {
    if (pkl_int_max_str_digits == 0) return false;
    return bits > (int64_t)pkl_int_max_str_digits * 3322 / 1000 + 4;
}

static bool limit_error(void) {
    return pkl_raise(tp_ValueError, "Exceeds the limit (%d digits) for integer string conversion; use sys.set_int_max_str_digits() to increase the limit",
                     pkl_int_max_str_digits);
}

bool pkl_int_to_text(const py_TValue* a, int base, py_OutRef out) {
    if (a->type == tp_int && base == 10) {
        char digits[24];
        pkl_int_text(a->_i64, digits);
        py_newstr(out, digits);
        return true;
    }
    PklIntView x;
    pkl_int_view(a, &x);
    if ((base & (base - 1)) == 0) return power_of_two_text(&x, __builtin_ctz((unsigned)base), out);
    int64_t bits = pkl_digits_bit_length(x.digits, x.count);
    if (base == 10 && exceeds_limit(bits)) return limit_error();
    int64_t room = bits / 1.58 + 8; /* log2 of 3 is 1.58…, the least base here */
    if (room > INT32_MAX - 64) return pkl_raise(tp_MemoryError, "");
    if (!pkl_reserve((uint64_t)room)) return false;
    char small[72], *buffer = room < 72 ? small : pkl_buffer((size_t)room);
    py_TValue* magnitude = py_pushtmp();
    pkl_int_make(magnitude, x.digits, x.count, false);
    char *end = buffer + (room < 72 ? 72 : room), *at = write_large(magnitude, base, end, 1);
    if (at != NULL) {
        while (end - at > 1 && *at == '0') at++;
        if (base == 10 && pkl_int_max_str_digits != 0 && end - at > pkl_int_max_str_digits) {
            at = NULL;
            limit_error();
        }
    }
    if (at != NULL) {
        char* text = py_newstrn(out, (int)(end - at) + x.negative);
        if (x.negative) *text++ = '-';
        memcpy(text, at, (size_t)(end - at));
    }
    if (buffer != small) pkl_buffer_free(buffer, (size_t)room);
    py_pop();
    return at != NULL;
}

/* ---- from text ------------------------------------------------------------------------------------ */

static int digit_value(char c) { return c <= '9' ? c - '0' : (c | 0x20) - 'a' + 10; }

static void read_small(const char* text, int size, int base, py_OutRef out) {
    PklDigit digits[PIECE_DIGITS * 6];
    int count = 0, chunk;
    chunk_of(base, &chunk);
    for (int at = 0; at < size;) {
        PklDigit value = 0, scale = 1;
        for (int i = 0; i < chunk && at < size; i++, at++) {
            value = value * (PklDigit)base + (PklDigit)digit_value(text[at]);
            scale *= (PklDigit)base;
        }
        count = pkl_digits_normal(digits, pkl_digits_scale(digits, count, scale, value));
    }
    pkl_int_make(out, digits, count, false);
}

static bool read_large(const char* text, int size, int base, py_OutRef out) {
    if (size <= 320) {
        read_small(text, size, base, out);
        return true;
    }
    int low = size / 2;
    py_TValue *high = py_pushtmp(), *rest = py_pushtmp(), *power = py_pushtmp(), root, exponent;
    py_newint(&root, base);
    py_newint(&exponent, low);
    bool ok = read_large(text, size - low, base, high) && read_large(text + size - low, low, base, rest) && pkl_int_pow(&root, &exponent, power) &&
              pkl_int_mul(high, power, high) && pkl_int_add(high, rest, high);
    py_TValue value = *high;
    py_shrink(3);
    *out = value;
    return ok;
}

static void read_binary(const char* text, int size, int bits, py_OutRef out) {
    size_t room = ((size_t)size * bits) / PKL_DIGIT_BITS + 2;
    PklDigit* digits = pkl_int_scratch(room);
    uint64_t pending = 0;
    int have = 0, count = 0;
    for (int i = size - 1; i >= 0; i--) {
        pending |= (uint64_t)digit_value(text[i]) << have;
        have += bits;
        if (have < PKL_DIGIT_BITS) continue;
        digits[count++] = (PklDigit)pending & PKL_DIGIT_MASK;
        pending >>= PKL_DIGIT_BITS;
        have -= PKL_DIGIT_BITS;
    }
    digits[count++] = (PklDigit)pending;
    pkl_int_make(out, digits, count, false);
    pkl_int_scratch_free(digits, room);
}

bool pkl_int_from_text(const char* text, int size, int base, bool negative, py_OutRef out) {
    while (size > 0 && *text == '0') text++, size--;
    if ((base & (base - 1)) == 0) read_binary(text, size, __builtin_ctz((unsigned)base), out);
    else if (!read_large(text, size, base, out)) return false;
    if (negative) pkl_int_negate(out, out);
    return true;
}

/* ---- int(text, base) ---------------------------------------------------------------------------------- */

static bool invalid(int base, py_Ref shown) { return pkl_raise(tp_ValueError, "invalid literal for int() with base %d: %R", base, shown); }

static bool valid_digit(char c, int base) {
    bool known = (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    return known && digit_value(c) < base;
}

/* The base that a prefix tells; it is skipped where the base fits it. */
static int skip_prefix(const char** at, const char* end, int base) {
    if (end - *at < 2 || (*at)[0] != '0') return base == 0 ? 10 : base;
    char letter = (*at)[1] | 0x20;
    int told = letter == 'x' ? 16 : letter == 'o' ? 8 : letter == 'b' ? 2 : 0;
    if (told == 0 || (base != 0 && base != told)) return base == 0 ? 1 : base; /* 1: only zeros may follow */
    *at += 2;
    if (*at < end && **at == '_') ++*at;
    return told;
}

static bool is_space(char c) { return c == ' ' || (c >= '\t' && c <= '\r') || (c >= 0x1c && c <= 0x1f); }

/* Digits without underscores into `out`; -1 where something else is among them. */
static int strip_underscores(const char* at, const char* end, int base, char* out) {
    int count = 0;
    for (const char* c = at; c < end; c++) {
        if (*c == '_' && c > at && c + 1 < end && c[-1] != '_') continue;
        if (!valid_digit(*c, base)) return -1;
        out[count++] = *c;
    }
    return count;
}

bool pkl_int_parse(const char* text, int size, int base, py_Ref shown, py_OutRef out) {
    const char *at = text, *end = text + size;
    while (at < end && is_space(*at)) at++;
    while (end > at && is_space(end[-1])) end--;
    bool negative = at < end && *at == '-';
    if (at < end && (*at == '-' || *at == '+')) at++;
    int real = skip_prefix(&at, end, base);
    bool only_zeros = real == 1;
    if (only_zeros) real = 10;
    if (at >= end || (end - at > 4096 && !pkl_reserve((uint64_t)(end - at)))) return at >= end && invalid(base, shown);
    char* digits = pkl_buffer((size_t)(end - at));
    int count = strip_underscores(at, end, real, digits);
    bool ok = count > 0;
    for (int i = 0; ok && only_zeros && i < count; i++) ok = digits[i] == '0';
    if (!ok) invalid(base, shown);
    else if ((real & (real - 1)) != 0 && pkl_int_max_str_digits != 0 && count > pkl_int_max_str_digits)
        ok = pkl_raise(tp_ValueError,
                       "Exceeds the limit (%d digits) for integer string conversion: value has %d digits; use sys.set_int_max_str_digits() to increase the limit",
                       pkl_int_max_str_digits, count);
    else ok = pkl_int_from_text(digits, count, real, negative, out);
    pkl_buffer_free(digits, (size_t)(end - at));
    return ok;
}
