/*
 * [[fill]align][sign][z][#][0][width][grouping][.precision[grouping]][type]
 */
#include "number_format.h"
#include "../text/texts.h"

#include <string.h>

static int code_point_bytes(unsigned char first) { return first < 0x80 ? 1 : first < 0xe0 ? 2 : first < 0xf0 ? 3 : 4; }

static bool is_align(char c) { return c == '<' || c == '>' || c == '=' || c == '^'; }

static const char* type_name(py_Ref value) { return py_tpname(py_typeof(value)); }

static bool invalid(c11_sv spec, py_Ref value) {
    return pkl_raise(tp_ValueError, "Invalid format specifier '%v' for object of type '%s'", spec, type_name(value));
}

static const char* read_fill(const char* at, const char* end, PklFormatSpec* out) {
    int size = at < end ? code_point_bytes((unsigned char)*at) : 1;
    if (at + size < end && is_align(at[size])) {
        memcpy(out->fill, at, (size_t)size);
        out->fill_size = (uint8_t)size;
        out->align = at[size];
        return at + size + 1;
    }
    if (at < end && is_align(*at)) out->align = *at++;
    return at;
}

/* Decimal digits; NULL after "Too many decimal digits in format string". */
static const char* read_number(const char* at, const char* end, int64_t* out) {
    for (; at < end && *at >= '0' && *at <= '9'; at++) {
        *out = (*out < 0 ? 0 : *out) * 10 + (*at - '0');
        if (*out > INT32_MAX) {
            pkl_raise(tp_ValueError, "Too many decimal digits in format string");
            return NULL;
        }
    }
    return at;
}

/* "," or "_", one of them, once. NULL after an error. */
static const char* read_grouping(const char* at, const char* end, char* out) {
    if (at < end && *at == ',') *out = *at++;
    if (at < end && *at == '_') {
        if (*out != 0) return pkl_raise(tp_ValueError, "Cannot specify both ',' and '_'."), NULL;
        *out = *at++;
    }
    if (at < end && *at == ',' && *out == '_') return pkl_raise(tp_ValueError, "Cannot specify both ',' and '_'."), NULL;
    if (at < end && *at == ',' && *out == ',') return pkl_raise(tp_ValueError, "Cannot specify ',' with ','."), NULL;
    return at;
}

static const char* read_flags(const char* at, const char* end, PklFormatSpec* out) {
    if (at < end && (*at == '+' || *at == '-' || *at == ' ')) out->sign = *at++;
    if (at < end && *at == 'z') out->no_negative_zero = true, at++;
    if (at < end && *at == '#') out->alternate = true, at++;
    if (out->fill_size == 0 && at < end && *at == '0') {
        out->zero = true;
        if (out->align == 0) out->align = '=';
        out->fill[0] = '0';
        out->fill_size = 1;
        at++;
    }
    return at;
}

static bool unknown_code(const char* at, py_Ref value) {
    char digits[12], *digit = digits + sizeof digits;
    uint32_t code = pkl_utf8_next(&at);
    *--digit = 0;
    do *--digit = "0123456789abcdef"[code & 15];
    while (code >>= 4);
    return pkl_raise(tp_ValueError, "Unknown format code '\\x%s' for object of type '%s'", digit, type_name(value));
}

bool pkl_format_parse(c11_sv spec, py_Ref value, PklFormatSpec* out) {
    const char *at = spec.data, *end = at + spec.size;
    *out = (PklFormatSpec){.width = -1, .precision = -1};
    at = read_flags(read_fill(at, end, out), end, out);
    at = read_number(at, end, &out->width);
    if (at != NULL) at = read_grouping(at, end, &out->grouping);
    if (at != NULL && at < end && *at == '.') {
        const char* number = ++at;
        at = read_number(at, end, &out->precision);
        const char* grouping = at;
        if (at != NULL) at = read_grouping(at, end, &out->fraction_grouping);
        if (at != NULL && grouping == number && at == grouping) return pkl_raise(tp_ValueError, "Format specifier missing precision");
    }
    if (at == NULL) return false;
    if (end - at > 1 && end - at == code_point_bytes((unsigned char)*at)) return unknown_code(at, value);
    if (end - at > 1) return invalid(spec, value);
    if (at < end) out->type = *at;
    if (out->fill_size == 0) out->fill[0] = ' ', out->fill_size = 1;
    if (out->grouping == 0 || out->type == 0) return true;
    bool floats = strchr("defgEFG%", out->type) != NULL, bases = strchr("boxX", out->type) != NULL;
    if (floats || (bases && out->grouping == '_')) return true;
    return pkl_raise(tp_ValueError, "Cannot specify '%c' with '%c'.", out->grouping, out->type);
}

bool pkl_format_unknown(const PklFormatSpec* spec, py_Ref value) {
    if (spec->type <= ' ') return unknown_code(&spec->type, value);
    return pkl_raise(tp_ValueError, "Unknown format code '%c' for object of type '%s'", spec->type, type_name(value));
}
