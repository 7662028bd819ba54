/*
 * Decimal digits to the nearest double: products of exact doubles where that is enough, exact division of integers elsewhere.
 */
#include "../digits.h"
#include "../floats.h"

#include <math.h>
#include <string.h>

#define DIGITS_KEPT 780 /* no double's halfway point has more; what follows only says "more" */
#define WORDS 260

static const double powers[] = {1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22};

static int scale_by_ten(PklDigit* digits, int count, int64_t times) {
    for (; times >= 9; times -= 9) count = pkl_digits_scale(digits, count, 1000000000, 0);
    for (; times > 0; times--) count = pkl_digits_scale(digits, count, 10, 0);
    return count;
}

/* A quotient of at least 64 bits with a sticky lowest bit becomes a double: quotient * 2 ** exponent, half to even, subnormals too. */
static double round_quotient(const PklDigit* digits, int count, bool sticky, int64_t exponent) {
    int64_t length = pkl_digits_bit_length(digits, count);
    int64_t keep = 53, lowest = length + exponent - 53;
    if (lowest < -1074) keep = length + exponent + 1074;
    if (keep < 0) return 0.0;
    int64_t drop = length - keep;
    uint64_t mantissa = 0;
    bool half = false, rest = sticky;
    for (int64_t bit = length - 1; bit >= 0; bit--) {
        bool set = digits[bit / PKL_DIGIT_BITS] >> (bit % PKL_DIGIT_BITS) & 1;
        if (bit >= drop) mantissa = mantissa << 1 | set;
        else if (bit == drop - 1) half = set;
        else if (set) rest = true;
    }
    if (half && (rest || (mantissa & 1))) mantissa++;
    if (exponent + drop > 1100) return INFINITY;
    return ldexp((double)mantissa, (int)(exponent + drop));
}

/* digits * 10 ** exponent = a / b with both whole; a is shifted until the quotient has 64 bits or more. */
static double exactly(const char* text, int count, int64_t exponent, bool more) {
    PklDigit a[WORDS], b[WORDS], shifted[WORDS], quotient[WORDS];
    int an = 0, bn = 1;
    for (int i = 0; i < count; i++) an = pkl_digits_normal(a, pkl_digits_scale(a, an, 10, (PklDigit)(text[i] - '0')));
    if (more) {
        an = pkl_digits_scale(a, an, 10, 1);
        exponent--;
    }
    b[0] = 1;
    if (exponent >= 0) an = scale_by_ten(a, an, exponent);
    else bn = scale_by_ten(b, bn, -exponent);
    int64_t left = 66 - (pkl_digits_bit_length(a, an) - pkl_digits_bit_length(b, bn));
    if (left < 0) left = 0;
    int rest = pkl_digits_left(shifted, a, an, left);
    int qn = pkl_digits_divmod(quotient, shifted, &rest, b, bn);
    return round_quotient(quotient, qn, rest > 0, -left);
}

double pkl_float_from_digits(const char* text, int count, int64_t exponent) {
    while (count > 0 && *text == '0') text++, count--;
    while (count > 0 && text[count - 1] == '0') count--, exponent++;
    if (count == 0) return 0.0;
    if (count + exponent > 310) return INFINITY;
    if (count + exponent < -326) return 0.0;
    if (count <= 15 && exponent >= -22 && exponent <= 22) {
        uint64_t number = 0;
        for (int i = 0; i < count; i++) number = number * 10 + (uint64_t)(text[i] - '0');
        return exponent < 0 ? (double)number / powers[-exponent] : (double)number * powers[exponent];
    }
    bool more = count > DIGITS_KEPT;
    if (more) {
        exponent += count - DIGITS_KEPT;
        count = DIGITS_KEPT;
    }
    return exactly(text, count, exponent, more);
}

/* ---- reading --------------------------------------------------------------------------------------- */

static bool matches(const char* text, const char* end, const char* word) {
    for (; *word != 0; word++, text++)
        if (text >= end || (*text | 0x20) != *word) return false;
    return true;
}

static const char* read_word(const char* at, const char* end, double* out) {
    if (matches(at, end, "infinity")) return *out = INFINITY, at + 8;
    if (matches(at, end, "inf")) return *out = INFINITY, at + 3;
    if (matches(at, end, "nan")) return *out = NAN, at + 3;
    return NULL;
}

static bool is_digit(const char* at, const char* end) { return at < end && *at >= '0' && *at <= '9'; }

/* e-12; where no number follows, the letter is not part of it. */
static const char* read_exponent(const char* at, const char* end, int64_t* exponent) {
    if (at >= end || (*at | 0x20) != 'e') return at;
    const char* number = at + 1;
    bool negative = number < end && *number == '-';
    if (number < end && (*number == '-' || *number == '+')) number++;
    if (!is_digit(number, end)) return at;
    int64_t value = 0;
    for (; is_digit(number, end); number++)
        if (value < 1000000000) value = value * 10 + (*number - '0');
    *exponent += negative ? -value : value;
    return number;
}

typedef struct Decimal {
    char digits[DIGITS_KEPT + 2];
    int count;
    int64_t exponent;
    bool any;
} Decimal;

static const char* read_digits(const char* at, const char* end, Decimal* number, bool fraction) {
    for (; is_digit(at, end); at++) {
        number->any = true;
        if (number->count == 0 && *at == '0') { /* leading zeros */
            number->exponent -= fraction;
            continue;
        }
        if (number->count <= DIGITS_KEPT) {
            number->digits[number->count++] = *at;
            number->exponent -= fraction;
        } else {
            if (*at != '0') number->digits[DIGITS_KEPT] = '1'; /* only that there is more */
            number->exponent += !fraction;
        }
    }
    return at;
}

const char* pkl_float_scan(const char* text, const char* end, double* out) {
    const char* at = text;
    bool negative = at < end && *at == '-';
    if (at < end && (*at == '-' || *at == '+')) at++;
    const char* word = read_word(at, end, out);
    if (word == NULL) {
        Decimal number = {.count = 0};
        at = read_digits(at, end, &number, false);
        if (at < end && *at == '.') at = read_digits(at + 1, end, &number, true);
        if (!number.any) return NULL;
        word = read_exponent(at, end, &number.exponent);
        *out = pkl_float_from_digits(number.digits, number.count, number.exponent);
    }
    if (negative) *out = -*out;
    return word;
}
