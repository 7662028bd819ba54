/*
 * Doubles to decimal digits: a quick way for numbers with few digits, exact arithmetic for the rest.
 */
#include "../floats.h"
#include "../digits.h"

#include <math.h>
#include <string.h>

#define WORDS 84 /* 2 ** 1074 * 10 ** 17 and more fit */

typedef struct Big {
    PklDigit digits[WORDS];
    int count;
} Big;

static void set(Big* a, uint64_t value) {
    for (a->count = 0; value != 0; value >>= PKL_DIGIT_BITS) a->digits[a->count++] = (PklDigit)value & PKL_DIGIT_MASK;
}

static void scale(Big* a, PklDigit factor) { a->count = pkl_digits_scale(a->digits, a->count, factor, 0); }

static void shift(Big* a, int bits) {
    Big copy = *a;
    a->count = pkl_digits_left(a->digits, copy.digits, copy.count, bits);
}

static void scale_by_ten(Big* a, int times) {
    for (; times >= 9; times -= 9) scale(a, 1000000000);
    for (; times > 0; times--) scale(a, 10);
}

static int compare(const Big* a, const Big* b) { return pkl_digits_compare(a->digits, a->count, b->digits, b->count); }
static void subtract(Big* a, const Big* b) { a->count = pkl_digits_sub(a->digits, a->digits, a->count, b->digits, b->count); }

static int compare_sum(const Big* a, const Big* b, const Big* c) {
    Big sum;
    sum.count = pkl_digits_add(sum.digits, a->digits, a->count, b->digits, b->count);
    return compare(&sum, c);
}

/* value = mantissa * 2 ** exponent */
static uint64_t split(double value, int* exponent) {
    uint64_t bits;
    memcpy(&bits, &value, sizeof bits);
    int biased = (int)(bits >> 52 & 0x7ff);
    uint64_t mantissa = bits & (((uint64_t)1 << 52) - 1);
    *exponent = (biased == 0 ? 1 : biased) - 1075;
    return biased == 0 ? mantissa : mantissa | (uint64_t)1 << 52;
}

/* value as a fraction r / s that lies in [1/10, 1), times 10 ** *point. */
static void as_fraction(double value, Big* r, Big* s, int* point) {
    int exponent;
    uint64_t mantissa = split(value, &exponent);
    set(r, mantissa);
    set(s, 1);
    if (exponent >= 0) shift(r, exponent);
    else shift(s, -exponent);
    int bits = 64 - __builtin_clzll(mantissa) + exponent;
    int guess = (int)ceil((bits - 1) * 0.30102999566398120 - 1e-10);
    if (guess >= 0) scale_by_ten(s, guess);
    else scale_by_ten(r, -guess);
    if (compare(r, s) >= 0) {
        scale(s, 10);
        guess++;
    }
    *point = guess;
}

/* The next digit of r / s. */
static int next_digit(Big* r, const Big* s) {
    int digit = 0;
    scale(r, 10);
    for (Big multiple; digit < 9; digit++) {
        multiple = *s;
        if (compare(r, &multiple) < 0) break;
        subtract(r, &multiple);
    }
    return digit;
}

/* Adds one to the last digit; 999 becomes 1 with the point moved. */
static int round_up(char* digits, int count, int* point) {
    while (count > 0 && digits[count - 1] == '9') count--;
    if (count == 0) {
        digits[0] = '1';
        ++*point;
        return 1;
    }
    digits[count - 1]++;
    return count;
}

static int without_zeros(const char* digits, int count) {
    while (count > 1 && digits[count - 1] == '0') count--;
    return count;
}

static const double powers[] = {1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22};

/* Numbers with few decimals: an integer below 2**53 divided by a power of ten that is exact, which reads back as the same double. */
static int quick(double value, char* digits, int* point) {
    if (value >= 1e15 || value < 1e-5) return 0;
    for (int decimals = 0; decimals <= 17; decimals++) {
        double scaled = value * powers[decimals];
        if (scaled >= 1e15) return 0; /* up to 15 digits only one such number is near */
        double whole = floor(scaled + 0.5);
        if (whole / powers[decimals] != value || whole == 0) continue;
        char text[20];
        int count = 0;
        for (uint64_t rest = (uint64_t)whole; rest != 0; rest /= 10) text[count++] = (char)('0' + rest % 10);
        for (int i = 0; i < count; i++) digits[i] = text[count - 1 - i];
        *point = count - decimals;
        return without_zeros(digits, count);
    }
    return 0;
}

/* Steele and White's, with the bounds of IEEE 754: digits until what is left is less than half the distance to the neighbours. */
int pkl_float_shortest(double value, char digits[24], int* point) {
    int count = quick(value, digits, point);
    if (count > 0) return count;
    int exponent;
    uint64_t mantissa = split(value, &exponent);
    bool even = (mantissa & 1) == 0, narrow = mantissa == (uint64_t)1 << 52 && exponent > -1074;
    Big r, s, low, high;
    set(&r, mantissa);
    set(&s, 1);
    set(&low, 1);
    shift(&r, (exponent > 0 ? exponent : 0) + 1 + narrow);
    shift(&s, (exponent < 0 ? -exponent : 0) + 1 + narrow);
    shift(&low, exponent > 0 ? exponent : 0);
    high = low;
    if (narrow) scale(&high, 2);
    int bits = 64 - __builtin_clzll(mantissa) + exponent, guess = (int)ceil((bits - 1) * 0.30102999566398120 - 1e-10);
    if (guess >= 0) scale_by_ten(&s, guess);
    else {
        scale_by_ten(&r, -guess);
        scale_by_ten(&low, -guess);
        scale_by_ten(&high, -guess);
    }
    int order = compare_sum(&r, &high, &s);
    if (even ? order >= 0 : order > 0) {
        scale(&s, 10);
        guess++;
    }
    *point = guess;
    for (count = 0;;) {
        int digit = next_digit(&r, &s);
        scale(&low, 10);
        scale(&high, 10);
        int below = compare(&r, &low), above = compare_sum(&r, &high, &s);
        bool can_stop = even ? below <= 0 : below < 0, can_rise = even ? above >= 0 : above > 0;
        digits[count++] = (char)('0' + digit);
        if (!can_stop && !can_rise) continue;
        if (can_rise && can_stop) {
            Big twice = r;
            scale(&twice, 2);
            int half = compare(&twice, &s);
            if (half > 0 || (half == 0 && (digit & 1))) count = round_up(digits, count, point);
        } else if (can_rise) count = round_up(digits, count, point);
        return without_zeros(digits, count);
    }
}

int pkl_float_digits(double value, int count, bool fixed, char digits[PKL_FLOAT_DIGITS_MAX], int* point) {
    Big r, s;
    as_fraction(value, &r, &s, point);
    int64_t wanted = fixed ? (int64_t)count + *point : count;
    if (wanted > PKL_FLOAT_DIGITS_MAX - 1) wanted = PKL_FLOAT_DIGITS_MAX - 1;
    if (wanted < 0) return 0;
    int made = 0;
    while (made < wanted && r.count > 0) digits[made++] = (char)('0' + next_digit(&r, &s));
    if (r.count == 0) return without_zeros(digits, made);
    scale(&r, 2);
    int half = compare(&r, &s);
    bool odd = made > 0 && (digits[made - 1] & 1);
    if (half > 0 || (half == 0 && odd)) made = round_up(digits, made, point);
    else if (made == 0) return 0;
    while (made > 0 && digits[made - 1] == '0') made--;
    return made;
}

static int write_exponent(int exponent, char* out) {
    int at = 0;
    out[at++] = 'e';
    out[at++] = exponent < 0 ? '-' : '+';
    if (exponent < 0) exponent = -exponent;
    if (exponent >= 100) out[at++] = (char)('0' + exponent / 100);
    out[at++] = (char)('0' + exponent / 10 % 10);
    out[at++] = (char)('0' + exponent % 10);
    return at;
}

/* digits and a point in Python's notation: an exponent below 1e-4 and from 1e16 on. */
static int layout(const char* digits, int count, int point, char* out) {
    int at = 0;
    if (point > 16 || point < -3) {
        out[at++] = digits[0];
        if (count > 1) out[at++] = '.';
        memcpy(out + at, digits + 1, (size_t)count - 1);
        at += count - 1;
        return at + write_exponent(point - 1, out + at);
    }
    if (point <= 0) {
        out[at++] = '0';
        out[at++] = '.';
        for (int i = point; i < 0; i++) out[at++] = '0';
        memcpy(out + at, digits, (size_t)count);
        return at + count;
    }
    for (int i = 0; i < point; i++) out[at++] = i < count ? digits[i] : '0';
    out[at++] = '.';
    if (count <= point) out[at++] = '0';
    for (int i = point; i < count; i++) out[at++] = digits[i];
    return at;
}

int pkl_float_repr(double value, char out[40]) {
    int at = 0, point;
    char digits[24];
    if (isnan(value)) return memcpy(out, "nan", 4), 3;
    if (signbit(value)) out[at++] = '-';
    if (isinf(value)) return memcpy(out + at, "inf", 4), at + 3;
    if (value == 0) return memcpy(out + at, "0.0", 4), at + 3;
    int count = pkl_float_shortest(fabs(value), digits, &point);
    at += layout(digits, count, point, out + at);
    out[at] = 0;
    return at;
}
