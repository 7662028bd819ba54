/* The C library's snprintf and vsnprintf, in a third of the bytes: that one computes with 128-bit floats, which wasm
 * lacks. Conversions d i u x X o c s p f F e E g G %, flags - + space # 0, width and precision (also `*`), length
 * modifiers hh h l ll j z t L. Digits of floats are exact at every precision.
 * Limits: a `long double` is converted to double; no locales, no `%a`, no `%n`; any other directive is copied as
 * it stands in the format. */
#include "format.h"

#include "numbers/floats.h"

#include <math.h>
#include <stdint.h>
#include <string.h>

/* A double has no more digits behind its point than this; what is asked beyond is zeros. */
enum { FRACTION_DIGITS_MAX = 1074, FLOAT_BYTES_MAX = 312 + FRACTION_DIGITS_MAX };

typedef struct {
    char* text;
    size_t size;   /* of `text` */
    size_t length; /* the full length, whether it fitted or not */
} Out;

typedef struct {
    bool left, plus, blank, alternate, zeros;
    int width, precision; /* precision -1: not given */
    char length;          /* 'H' for hh, 'q' for ll, 0 for none */
    char conversion;
} Spec;

/* A va_list may be an array, which a function cannot take by reference. */
typedef struct {
    va_list list;
} Arguments;

/* One converted value: sign or `0x`, digits, and zeros that follow them. */
typedef struct {
    const char* sign;
    const char* digits;
    int digits_length;
    int zeros_before, zeros_inside; /* `zeros_inside` stand before the exponent */
    const char* exponent;
} Number;

static void put(Out* out, const char* text, size_t length) {
    if(out->length < out->size) {
        size_t room = out->size - out->length;
        memcpy(out->text + out->length, text, length < room ? length : room);
    }
    out->length += length;
}

static void put_many(Out* out, char character, int count) {
    while(count-- > 0) put(out, &character, 1);
}

/* ---- reading a specification ------------------------------------------------ */

static const char* read_flags(const char* at, Spec* spec) {
    for(;; at++) {
        switch(*at) {
            case '-': spec->left = true; break;
            case '+': spec->plus = true; break;
            case ' ': spec->blank = true; break;
            case '#': spec->alternate = true; break;
            case '0': spec->zeros = true; break;
            default: return at;
        }
    }
}

static const char* read_count(const char* at, Arguments* arguments, int* count) {
    if(*at == '*') {
        *count = va_arg(arguments->list, int);
        return at + 1;
    }
    for(*count = 0; '0' <= *at && *at <= '9'; at++) *count = *count * 10 + (*at - '0');
    return at;
}

static const char* read_length(const char* at, Spec* spec) {
    if(*at == '\0' || strchr("hljztL", *at) == NULL) return at;
    bool doubled = (*at == 'h' || *at == 'l') && at[1] == *at;
    spec->length = !doubled ? *at : *at == 'h' ? 'H' : 'q';
    return at + (doubled ? 2 : 1);
}

static const char* read_spec(const char* at, Arguments* arguments, Spec* spec) {
    *spec = (Spec){.precision = -1};
    at = read_flags(at, spec);
    at = read_count(at, arguments, &spec->width);
    if(spec->width < 0) {
        spec->left = true;
        spec->width = -spec->width;
    }
    if(*at == '.') at = read_count(at + 1, arguments, &spec->precision);
    at = read_length(at, spec);
    spec->conversion = *at;
    return *at ? at + 1 : at;
}

/* ---- writing ------------------------------------------------------------------ */

static void put_padded(Out* out, const Spec* spec, const char* text, int length) {
    if(!spec->left) put_many(out, ' ', spec->width - length);
    put(out, text, (size_t)length);
    if(spec->left) put_many(out, ' ', spec->width - length);
}

static void put_number(Out* out, const Spec* spec, const Number* number) {
    int sign = (int)strlen(number->sign), exponent = (int)strlen(number->exponent);
    int length = sign + number->zeros_before + number->digits_length + number->zeros_inside + exponent;
    int fill = spec->width > length ? spec->width - length : 0;
    if(!spec->left && !spec->zeros) put_many(out, ' ', fill);
    put(out, number->sign, (size_t)sign);
    if(!spec->left && spec->zeros) put_many(out, '0', fill);
    put_many(out, '0', number->zeros_before);
    put(out, number->digits, (size_t)number->digits_length);
    put_many(out, '0', number->zeros_inside);
    put(out, number->exponent, (size_t)exponent);
    if(spec->left) put_many(out, ' ', fill);
}

static const char* sign_of(const Spec* spec, bool is_negative) {
    return is_negative ? "-" : spec->plus ? "+" : spec->blank ? " " : "";
}

/* ---- integers ------------------------------------------------------------------ */

static int64_t take_signed(const Spec* spec, Arguments* arguments) {
    switch(spec->length) {
        case 'H': return (signed char)va_arg(arguments->list, int);
        case 'h': return (short)va_arg(arguments->list, int);
        case 'l': return va_arg(arguments->list, long);
        case 'q': return va_arg(arguments->list, long long);
        case 'j': return va_arg(arguments->list, intmax_t);
        case 'z':
        case 't': return va_arg(arguments->list, ptrdiff_t);
        default: return va_arg(arguments->list, int);
    }
}

static uint64_t take_unsigned(const Spec* spec, Arguments* arguments) {
    switch(spec->length) {
        case 'H': return (unsigned char)va_arg(arguments->list, int);
        case 'h': return (unsigned short)va_arg(arguments->list, int);
        case 'l': return va_arg(arguments->list, unsigned long);
        case 'q': return va_arg(arguments->list, unsigned long long);
        case 'j': return va_arg(arguments->list, uintmax_t);
        case 'z':
        case 't': return va_arg(arguments->list, size_t);
        default: return va_arg(arguments->list, unsigned);
    }
}

static void put_integer(Out* out, Spec* spec, uint64_t value, unsigned base, const char* sign) {
    char digits[22], *at = digits + sizeof digits;
    const char* alphabet = spec->conversion == 'X' ? "0123456789ABCDEF" : "0123456789abcdef";
    for(uint64_t rest = value; rest > 0; rest /= base) *--at = alphabet[rest % base];
    int length = (int)(digits + sizeof digits - at);
    int least = spec->precision >= 0 ? spec->precision : 1;
    if(base == 8 && spec->alternate && least <= length) least = length + 1;
    if(spec->precision >= 0) spec->zeros = false;
    Number number = {sign, at, length, least > length ? least - length : 0, 0, ""};
    put_number(out, spec, &number);
}

static void put_signed(Out* out, Spec* spec, int64_t value) {
    uint64_t magnitude = value < 0 ? 0 - (uint64_t)value : (uint64_t)value;
    put_integer(out, spec, magnitude, 10, sign_of(spec, value < 0));
}

static void put_hexadecimal(Out* out, Spec* spec, uint64_t value) {
    const char* prefix = spec->conversion == 'X' ? "0X" : "0x";
    put_integer(out, spec, value, 16, spec->alternate && value ? prefix : "");
}

/* ---- floats ---------------------------------------------------------------------- */

/* The digits of `value` from place `from` (0: the first before the point) on, zeros where it has none. */
static char* put_digits(char* at, const char* digits, int count, int from, int number) {
    for(int i = from; i < from + number; i++) *at++ = i >= 0 && i < count ? digits[i] : '0';
    return at;
}

/* A finite, non-negative number with `precision` digits behind its point, as C's `%e` or `%f`; the number of bytes. */
static int float_text(char* text, double value, int precision, bool has_exponent) {
    char digits[PKL_FLOAT_DIGITS_MAX], *at = text;
    int point = 1, count = 0;
    if(value != 0)
        count = pkl_float_digits(value, has_exponent ? precision + 1 : precision, !has_exponent, digits, &point);
    if(count == 0) point = 1;
    int before = has_exponent ? 1 : point;
    if(before <= 0) *at++ = '0';
    else at = put_digits(at, digits, count, 0, before);
    if(precision > 0) *at++ = '.';
    at = put_digits(at, digits, count, before, precision);
    if(!has_exponent) return (int)(at - text);
    int exponent = point - 1, size = exponent < 0 ? -exponent : exponent;
    *at++ = 'e';
    *at++ = exponent < 0 ? '-' : '+';
    if(size >= 100) *at++ = (char)('0' + size / 100);
    *at++ = (char)('0' + size / 10 % 10);
    *at++ = (char)('0' + size % 10);
    return (int)(at - text);
}

static double take_float(const Spec* spec, Arguments* arguments) {
    return spec->length == 'L' ? (double)va_arg(arguments->list, long double) : va_arg(arguments->list, double);
}

static void put_not_finite(Out* out, Spec* spec, double value, bool is_upper) {
    const char* word = isnan(value) ? (is_upper ? "NAN" : "nan") : (is_upper ? "INF" : "inf");
    spec->zeros = false;
    put_number(out, spec, &(Number){sign_of(spec, signbit(value) != 0), word, 3, 0, 0, ""});
}

/* Strips trailing zeros of a fraction, and a point that nothing follows. */
static int without_zeros(const char* digits, int length) {
    if(memchr(digits, '.', (size_t)length) == NULL) return length;
    while(digits[length - 1] == '0') length--;
    return digits[length - 1] == '.' ? length - 1 : length;
}

/* Where `digits` has its exponent, which is converted to upper case on request; its end where it has none. */
static char* find_exponent(char* digits, int length, bool is_upper) {
    char* at = memchr(digits, 'e', (size_t)length);
    if(at && is_upper) *at = 'E';
    return at ? at : digits + length;
}

/* The precision for C's `g`, and whether it writes an exponent. */
static bool general_style(double magnitude, int* precision, char* scratch) {
    int significant = *precision > 0 ? *precision : 1;
    int asked = significant <= FRACTION_DIGITS_MAX ? significant - 1 : FRACTION_DIGITS_MAX;
    int length = float_text(scratch, magnitude, asked, true);
    scratch[length] = '\0';
    const char* at = strchr(scratch, 'e') + 1;
    int exponent = 0;
    for(const char* digit = at + 1; *digit; digit++) exponent = exponent * 10 + (*digit - '0');
    if(*at == '-') exponent = -exponent;
    bool is_short = -4 <= exponent && exponent < significant;
    *precision = is_short ? significant - 1 - exponent : significant - 1;
    return !is_short;
}

static void put_float(Out* out, Spec* spec, double value) {
    char kind = spec->conversion | 0x20;
    bool is_upper = kind != spec->conversion;
    if(!isfinite(value)) {
        put_not_finite(out, spec, value, is_upper);
        return;
    }
    char digits[FLOAT_BYTES_MAX + 2]; /* and a point, and a terminating zero */
    int precision = spec->precision >= 0 ? spec->precision : 6;
    bool has_exponent = kind == 'e';
    if(kind == 'g') has_exponent = general_style(fabs(value), &precision, digits);
    int known = precision < FRACTION_DIGITS_MAX ? precision : FRACTION_DIGITS_MAX;
    int length = float_text(digits, fabs(value), known, has_exponent);
    digits[length] = '\0';
    char exponent[8];
    char* end = find_exponent(digits, length, is_upper);
    memcpy(exponent, end, strlen(end) + 1);
    length = (int)(end - digits);
    bool is_cut = kind == 'g' && !spec->alternate;
    if(is_cut) length = without_zeros(digits, length);
    if(spec->alternate && known == 0) digits[length++] = '.';
    int zeros = is_cut ? 0 : precision - known;
    put_number(out, spec, &(Number){sign_of(spec, signbit(value) != 0), digits, length, 0, zeros, exponent});
}

/* ---- all conversions ---------------------------------------------------------------- */

static void put_text(Out* out, const Spec* spec, const char* text) {
    if(text == NULL) text = "(null)";
    size_t length = spec->precision >= 0 ? strnlen(text, (size_t)spec->precision) : strlen(text);
    put_padded(out, spec, text, (int)length);
}

static void put_pointer(Out* out, Spec* spec, const void* pointer) {
    spec->alternate = true;
    put_hexadecimal(out, spec, (uintptr_t)pointer);
}

/* False for an unknown conversion. */
static bool convert(Out* out, Spec* spec, Arguments* arguments) {
    switch(spec->conversion) {
        case 'd':
        case 'i': put_signed(out, spec, take_signed(spec, arguments)); return true;
        case 'u': put_integer(out, spec, take_unsigned(spec, arguments), 10, ""); return true;
        case 'o': put_integer(out, spec, take_unsigned(spec, arguments), 8, ""); return true;
        case 'x':
        case 'X': put_hexadecimal(out, spec, take_unsigned(spec, arguments)); return true;
        case 'p': put_pointer(out, spec, va_arg(arguments->list, const void*)); return true;
        case 's': put_text(out, spec, va_arg(arguments->list, const char*)); return true;
        case 'c': put_padded(out, spec, &(char){(char)va_arg(arguments->list, int)}, 1); return true;
        case 'f':
        case 'F':
        case 'e':
        case 'E':
        case 'g':
        case 'G': put_float(out, spec, take_float(spec, arguments)); return true;
        case '%': put(out, "%", 1); return true;
        default: return false;
    }
}

int pkw_format_v(char* text, size_t size, const char* format, va_list list) {
    Out out = {text, size, 0};
    Arguments arguments;
    va_copy(arguments.list, list);
    while(*format) {
        size_t plain = strcspn(format, "%");
        put(&out, format, plain);
        format += plain;
        if(*format == '\0') break;
        Spec spec;
        const char* end = read_spec(format + 1, &arguments, &spec);
        if(!convert(&out, &spec, &arguments)) put(&out, format, (size_t)(end - format));
        format = end;
    }
    va_end(arguments.list);
    if(size > 0) text[out.length < size ? out.length : size - 1] = '\0';
    return (int)out.length;
}

int pkw_format(char* text, size_t size, const char* format, ...) {
    va_list list;
    va_start(list, format);
    int length = pkw_format_v(text, size, format, list);
    va_end(list);
    return length;
}

#ifdef __EMSCRIPTEN__
/* The linker takes these in place of the C library's, in all linked code. */
int vsnprintf(char* text, size_t size, const char* format, va_list list) __attribute__((alias("pkw_format_v")));
int snprintf(char* text, size_t size, const char* format, ...) __attribute__((alias("pkw_format")));
#endif
