/*
 * Numbers in the format mini-language: a sign, a prefix, digits in groups, the rest, padding.
 */
#include "number_format.h"

#include <math.h>
#include <string.h>

/* The parts of a number before they are put together. */
typedef struct Parts {
    char sign; /* 0: none */
    const char* prefix;
    const char* digits; /* before the point */
    int digit_count;
    const char* rest;   /* point, fraction, exponent, %, j */
    int rest_count;
} Parts;

static void put(char** out, const char* text, int64_t size) {
    if (size > 0) memcpy(*out, text, (size_t)size);
    *out += size;
}

static void fill(char** out, const PklFormatSpec* spec, int64_t count) {
    for (int64_t i = 0; i < count; i++) put(out, spec->fill, spec->fill_size);
}

static int group_size(const PklFormatSpec* spec) { return spec->type != 0 && strchr("boxX", spec->type) != NULL ? 4 : 3; }

/* How many characters `count` digits take with separators. */
static int64_t grouped(const PklFormatSpec* spec, int64_t count) {
    return spec->grouping == 0 || count == 0 ? count : count + (count - 1) / group_size(spec);
}

/* With '=' and 0 the zeros are digits and grouped too: the least count that fills the width. */
static int64_t zeros_for(const PklFormatSpec* spec, int64_t digits, int64_t room) {
    int64_t count = digits;
    if (spec->grouping == 0) return room > digits ? room - digits : 0;
    int64_t size = group_size(spec), estimate = room * size / (size + 1) - 1;
    if (estimate > count) count = estimate;
    while (grouped(spec, count) < room) count++;
    return count - digits;
}

static void put_digits(char** out, const PklFormatSpec* spec, const Parts* parts, int64_t zeros) {
    int64_t count = zeros + parts->digit_count;
    int size = group_size(spec);
    for (int64_t i = 0; i < count; i++) {
        if (spec->grouping != 0 && i > 0 && (count - i) % size == 0) *(*out)++ = spec->grouping;
        *(*out)++ = i < zeros ? '0' : parts->digits[i - zeros];
    }
}

static bool assemble(const PklFormatSpec* spec, const Parts* parts, char default_align, py_OutRef out) {
    char align = spec->align != 0 ? spec->align : default_align;
    int prefix = parts->prefix != NULL ? (int)strlen(parts->prefix) : 0;
    int64_t fixed = (parts->sign != 0) + prefix + parts->rest_count, zeros = 0;
    bool zero_fill = align == '=' && spec->fill_size == 1 && spec->fill[0] == '0';
    if (zero_fill && spec->width > fixed) zeros = zeros_for(spec, parts->digit_count, spec->width - fixed);
    int64_t size = fixed + grouped(spec, zeros + parts->digit_count), padding = spec->width > size ? spec->width - size : 0;
    int64_t bytes = size + padding * spec->fill_size;
    if (bytes > INT32_MAX - 64) return pkl_raise(tp_MemoryError, "");
    if (!pkl_reserve((uint64_t)bytes)) return false;
    char* at = py_newstrn(out, (int)bytes);
    int64_t before = align == '>' ? padding : align == '^' ? padding / 2 : 0, inside = align == '=' ? padding : 0;
    fill(&at, spec, before);
    if (parts->sign != 0) *at++ = parts->sign;
    put(&at, parts->prefix, prefix);
    fill(&at, spec, inside);
    put_digits(&at, spec, parts, zeros);
    put(&at, parts->rest, parts->rest_count);
    fill(&at, spec, padding - before - inside);
    return true;
}

static char sign_of(const PklFormatSpec* spec, bool negative) { return negative ? '-' : spec->sign == '+' || spec->sign == ' ' ? spec->sign : 0; }

/* ---- int --------------------------------------------------------------------------------------------- */

static bool format_character(const py_TValue* plain, const PklFormatSpec* spec, py_OutRef out) {
    if (spec->sign != 0) return pkl_raise(tp_ValueError, "Sign not allowed with integer format specifier 'c'");
    if (spec->alternate) return pkl_raise(tp_ValueError, "Alternate form (#) not allowed with integer format specifier 'c'");
    if (plain->type == tp_bigint) return pkl_raise(tp_OverflowError, "Python int too large to convert to C long");
    if (plain->_i64 < 0 || plain->_i64 > 0x10ffff) return pkl_raise(tp_OverflowError, "%%c arg not in range(0x110000)");
    char text[5];
    int size = pkl_utf8_encode((uint32_t)plain->_i64, text);
    PklFormatSpec padded = *spec;
    padded.grouping = 0;
    if (padded.width > 0) padded.width += size - 1;
    return assemble(&padded, &(Parts){.rest = text, .rest_count = size}, '<', out);
}

bool pkl_format_int_spec(const py_TValue* plain, const PklFormatSpec* spec, py_Ref value, py_OutRef out) {
    static const char* const prefixes[] = {"0b", "0o", "0x", "0X"};
    if (spec->precision >= 0) return pkl_raise(tp_ValueError, "Precision not allowed in integer format specifier");
    if (spec->no_negative_zero) return pkl_raise(tp_ValueError, "Negative zero coercion (z) not allowed in format specifier with integer format code '%c'", spec->type != 0 ? spec->type : 'd');
    if (spec->type == 'c') return format_character(plain, spec, out);
    int base = spec->type == 'b' ? 2 : spec->type == 'o' ? 8 : spec->type == 'x' || spec->type == 'X' ? 16 : 10;
    if (spec->type != 0 && strchr("bcdonxX", spec->type) == NULL) return pkl_format_unknown(spec, value);
    py_TValue* text = py_pushtmp();
    bool ok = pkl_int_to_text(plain, base, text);
    if (ok) {
        c11_sv digits = py_tosv(text);
        bool negative = digits.data[0] == '-';
        if (spec->type == 'X')
            for (char* c = (char*)digits.data; *c != 0; c++)
                if (*c >= 'a') *c -= 32;
        Parts parts = {.sign = sign_of(spec, negative), .digits = digits.data + negative, .digit_count = digits.size - negative};
        if (spec->alternate && base != 10) parts.prefix = prefixes[base == 2 ? 0 : base == 8 ? 1 : spec->type == 'x' ? 2 : 3];
        ok = assemble(spec, &parts, '>', out);
    }
    py_pop();
    return ok;
}

bool pkl_format_int(const py_TValue* plain, c11_sv text, py_Ref value, py_OutRef out) {
    PklFormatSpec spec;
    if (!pkl_format_parse(text, value, &spec)) return false;
    if (spec.type != 0 && strchr("eEfFgG%", spec.type) != NULL) {
        double number;
        return pkl_int_to_double(plain, &number) && pkl_format_float_spec(number, &spec, out);
    }
    return pkl_format_int_spec(plain, &spec, value, out);
}

/* ---- float ------------------------------------------------------------------------------------------------ */

typedef struct Buffer {
    char* data;
    int64_t size, capacity;
} Buffer;

static void add(Buffer* buffer, char c) { buffer->data[buffer->size++] = c; }

static void add_digit(Buffer* buffer, const char* digits, int count, int64_t at) { add(buffer, at >= 0 && at < count ? digits[at] : '0'); }

static void add_exponent(Buffer* buffer, int exponent, char letter) {
    add(buffer, letter);
    add(buffer, exponent < 0 ? '-' : '+');
    if (exponent < 0) exponent = -exponent;
    if (exponent >= 100) add(buffer, (char)('0' + exponent / 100));
    add(buffer, (char)('0' + exponent / 10 % 10));
    add(buffer, (char)('0' + exponent % 10));
}

/* ddd.ddd with `decimals` places, digits beyond those known as zeros. */
static void write_fixed(Buffer* buffer, const char* digits, int count, int64_t point, int64_t decimals, bool dot) {
    if (point <= 0) add(buffer, '0');
    for (int64_t i = 0; i < point; i++) add_digit(buffer, digits, count, i);
    if (decimals > 0 || dot) add(buffer, '.');
    for (int64_t i = 0; i < decimals; i++) add_digit(buffer, digits, count, point + i);
}

static void write_exponent_form(Buffer* buffer, const char* digits, int count, int point, int64_t decimals, bool dot, char letter) {
    add_digit(buffer, digits, count, 0);
    if (decimals > 0 || dot) add(buffer, '.');
    for (int64_t i = 1; i <= decimals; i++) add_digit(buffer, digits, count, i);
    add_exponent(buffer, count == 0 ? 0 : point - 1, letter);
}

/* Digits of a magnitude that may be 0. */
static int digits_of(double magnitude, int64_t count, bool fixed, char* digits, int* point) {
    *point = 1;
    if (magnitude == 0) return 0;
    if (count > 4000) count = 4000;
    int made = pkl_float_digits(magnitude, (int)count, fixed, digits, point);
    if (made == 0) *point = 1;
    return made;
}

/* 'g': `precision` significant digits, an exponent where the number is very small or large; r: the shortest digits. */
static void write_general(Buffer* buffer, double magnitude, const PklFormatSpec* spec, int64_t precision, char letter) {
    char digits[PKL_FLOAT_DIGITS_MAX];
    int point = 1, count;
    bool shortest = precision < 0;
    if (shortest) count = magnitude == 0 ? 0 : pkl_float_shortest(magnitude, digits, &point);
    else count = digits_of(magnitude, precision > 0 ? precision : 1, false, digits, &point);
    int64_t significant = shortest ? 16 : precision > 0 ? precision : 1;
    if (!shortest && spec->type == 0) significant -= precision > 0; /* no type: one digit is kept for ".0" */
    int64_t shown = spec->alternate && !shortest ? (precision > 0 ? precision : 1) : count;
    bool exponent = count > 0 && (point > significant || point < -3);
    if (exponent) write_exponent_form(buffer, digits, count, point, shown > 1 ? shown - 1 : 0, spec->alternate, letter);
    else {
        int64_t decimals = shown > point ? shown - point : 0;
        if (decimals == 0 && spec->type == 0) decimals = 1;
        write_fixed(buffer, digits, count, point, decimals, spec->alternate);
    }
}

static void write_number(Buffer* buffer, double magnitude, const PklFormatSpec* spec) {
    char digits[PKL_FLOAT_DIGITS_MAX], kind = spec->type | 0x20;
    int64_t precision = spec->precision;
    int point, count;
    if (precision < 0 && spec->type != 0) precision = 6;
    if (kind == 'f' || kind == ('%' | 0x20)) {
        count = digits_of(magnitude, precision, true, digits, &point);
        write_fixed(buffer, digits, count, point, precision, spec->alternate);
    } else if (kind == 'e') {
        count = digits_of(magnitude, precision + 1, false, digits, &point);
        write_exponent_form(buffer, digits, count, point, precision, spec->alternate, spec->type);
    } else {
        write_general(buffer, magnitude, spec, precision, spec->type == 'G' ? 'E' : 'e');
    }
    if (spec->type == '%') add(buffer, '%');
}

static void write_special(Buffer* buffer, double number, const PklFormatSpec* spec) {
    const char* word = isnan(number) ? "nan" : "inf";
    bool upper = spec->type == 'E' || spec->type == 'F' || spec->type == 'G';
    for (; *word != 0; word++) add(buffer, upper ? *word - 32 : *word);
    if (spec->type == '%') add(buffer, '%');
}

/* Separators between the digits after the point, from the left. */
static void group_fraction(Buffer* buffer, const PklFormatSpec* spec) {
    if (spec->fraction_grouping == 0) return;
    char* dot = memchr(buffer->data, '.', (size_t)buffer->size);
    if (dot == NULL) return;
    char *end = buffer->data + buffer->size, *last = dot + 1;
    while (last < end && *last >= '0' && *last <= '9') last++;
    int64_t count = last - dot - 1, extra = count > 0 ? (count - 1) / 3 : 0;
    memmove(last + extra, last, (size_t)(end - last));
    for (int64_t i = count - 1; i >= 0; i--) {
        dot[1 + i + i / 3] = dot[1 + i];
        if (i % 3 == 0 && i > 0) dot[i + i / 3] = spec->fraction_grouping;
    }
    buffer->size += extra;
}

static bool is_zero_text(const Buffer* buffer) {
    for (int64_t i = 0; i < buffer->size; i++) {
        if (buffer->data[i] == 'e' || buffer->data[i] == 'E') break;
        if (buffer->data[i] >= '1' && buffer->data[i] <= '9') return false;
    }
    return true;
}

static int64_t float_room(const PklFormatSpec* spec) { return 400 + (spec->precision > 0 ? spec->precision + spec->precision / 3 : 0); }

static int whole_digits(const Buffer* buffer) {
    int count = 0;
    while (count < buffer->size && buffer->data[count] >= '0' && buffer->data[count] <= '9') count++;
    return count;
}

bool pkl_format_float_spec(double number, const PklFormatSpec* spec, py_OutRef out) {
    Buffer buffer = {.capacity = float_room(spec)};
    if (!pkl_reserve((uint64_t)buffer.capacity)) return false;
    buffer.data = pkl_buffer((size_t)buffer.capacity);
    double shown = spec->type == '%' ? number * 100 : number;
    if (isfinite(shown)) write_number(&buffer, fabs(shown), spec);
    else write_special(&buffer, shown, spec);
    bool negative = signbit(number) && !isnan(number) && !(spec->no_negative_zero && isfinite(shown) && is_zero_text(&buffer));
    group_fraction(&buffer, spec);
    int whole = isfinite(shown) ? whole_digits(&buffer) : 0;
    Parts parts = {.sign = sign_of(spec, negative), .digits = buffer.data, .digit_count = whole, .rest = buffer.data + whole, .rest_count = (int)buffer.size - whole};
    bool ok = assemble(spec, &parts, '>', out);
    pkl_buffer_free(buffer.data, (size_t)buffer.capacity);
    return ok;
}

bool pkl_format_float(double number, c11_sv text, py_Ref value, py_OutRef out) {
    PklFormatSpec spec;
    if (!pkl_format_parse(text, value, &spec)) return false;
    if (spec.type != 0 && strchr("eEfFgGn%", spec.type) == NULL) return pkl_format_unknown(&spec, value);
    if (spec.type == 'n') spec.type = 'g';
    return pkl_format_float_spec(number, &spec, out);
}
