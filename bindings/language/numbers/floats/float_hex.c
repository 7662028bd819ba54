/*
 * float.hex() and float.fromhex().
 */
#include "../int_type.h"

#include <math.h>
#include <string.h>

bool pkl_float_hex(int argc, py_Ref argv) {
    (void)argc;
    double value = pkl_float_of(argv);
    if (!isfinite(value)) return py_repr(argv);
    char text[40];
    int at = 0, exponent = 0;
    if (signbit(value)) text[at++] = '-';
    uint64_t bits;
    memcpy(&bits, &value, sizeof bits);
    int biased = (int)(bits >> 52 & 0x7ff);
    if (value != 0) exponent = (biased == 0 ? 1 : biased) - 1023;
    memcpy(text + at, biased == 0 ? "0x0." : "0x1.", 4);
    at += 4;
    if (value == 0) text[at++] = '0';
    else
        for (int i = 12; i >= 0; i--) text[at++] = "0123456789abcdef"[bits >> (4 * i) & 15];
    text[at++] = 'p';
    text[at++] = exponent < 0 ? '-' : '+';
    char digits[24];
    pkl_int_text(exponent < 0 ? -exponent : exponent, digits);
    memcpy(text + at, digits, strlen(digits));
    at += (int)strlen(digits);
    py_newstrv(py_retval(), (c11_sv){text, at});
    return true;
}

static bool invalid(void) { return pkl_raise(tp_ValueError, "invalid hexadecimal floating-point string"); }
static bool too_large(void) { return pkl_raise(tp_OverflowError, "hexadecimal value too large to represent as a float"); }

static int hex_digit(char c) {
    if (c >= '0' && c <= '9') return c - '0';
    c |= 0x20;
    return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

typedef struct Hex {
    uint64_t mantissa; /* up to 62 bits, the lowest sticky */
    int64_t exponent;
    bool any;
} Hex;

static const char* read_digits(const char* at, const char* end, Hex* hex, bool fraction) {
    for (; at < end && hex_digit(*at) >= 0; at++) {
        hex->any = true;
        if (hex->mantissa >> 58 == 0) {
            hex->mantissa = hex->mantissa << 4 | (uint64_t)hex_digit(*at);
            hex->exponent -= fraction ? 4 : 0;
        } else {
            if (hex_digit(*at) != 0) hex->mantissa |= 1;
            hex->exponent += fraction ? 0 : 4;
        }
    }
    return at;
}

static const char* read_exponent(const char* at, const char* end, int64_t* out) {
    if (at >= end || (*at | 0x20) != 'p') return at;
    at++;
    bool negative = at < end && *at == '-';
    if (at < end && (*at == '-' || *at == '+')) at++;
    if (at >= end || *at < '0' || *at > '9') return NULL;
    int64_t value = 0;
    for (; at < end && *at >= '0' && *at <= '9'; at++)
        if (value < 1000000000) value = value * 10 + (*at - '0');
    *out += negative ? -value : value;
    return at;
}

/* Half to even at the place that the exponent leaves; -1 where it overflows. */
static double rounded(const Hex* hex) {
    if (hex->mantissa == 0) return 0;
    int64_t top = 64 - __builtin_clzll(hex->mantissa) + hex->exponent, drop = 64 - __builtin_clzll(hex->mantissa) - 53;
    if (top > 1024) return -1;
    if (top < -1021) drop = -1074 - hex->exponent;
    if (drop > 63) return 0;
    uint64_t kept = hex->mantissa;
    if (drop > 0) {
        uint64_t rest = kept & (((uint64_t)1 << drop) - 1), half = (uint64_t)1 << (drop - 1);
        kept >>= drop;
        if (rest > half || (rest == half && (kept & 1))) kept++;
    } else drop = 0;
    double value = ldexp((double)kept, (int)(hex->exponent + drop));
    return isinf(value) ? -1 : value;
}

static bool parse(const char* at, const char* end, double* out) {
    const char* word;
    bool negative = at < end && *at == '-';
    if (at < end && (*at == '-' || *at == '+')) at++;
    if (at < end && ((*at | 0x20) == 'i' || (*at | 0x20) == 'n')) {
        word = pkl_float_scan(at, end, out);
        if (word != end) return invalid();
    } else {
        Hex hex = {0, 0, false};
        if (end - at > 1 && *at == '0' && (at[1] | 0x20) == 'x') at += 2;
        at = read_digits(at, end, &hex, false);
        if (at < end && *at == '.') at = read_digits(at + 1, end, &hex, true);
        at = hex.any ? read_exponent(at, end, &hex.exponent) : NULL;
        if (at != end) return invalid();
        *out = rounded(&hex);
        if (*out < 0) return too_large();
    }
    if (negative) *out = -*out;
    return true;
}

bool pkl_float_fromhex(int argc, py_Ref argv) {
    (void)argc;
    if (!py_isinstance(&argv[1], tp_str)) return pkl_raise(tp_TypeError, "bad argument type for built-in operation");
    c11_sv text = py_tosv(&argv[1]);
    const char *at = text.data, *end = at + text.size;
    while (at < end && (*at == ' ' || (*at >= '\t' && *at <= '\r'))) at++;
    while (end > at && (end[-1] == ' ' || (end[-1] >= '\t' && end[-1] <= '\r'))) end--;
    double value;
    py_TValue plain;
    if (!parse(at, end, &value)) return false;
    py_newfloat(&plain, value);
    if (py_totype(&argv[0]) != tp_float) return py_tpcall(py_totype(&argv[0]), 1, &plain);
    return pkl_return(&plain);
}
