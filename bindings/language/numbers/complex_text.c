/*
 * complex as text: repr and formatting.
 */
#include "number_format.h"

#include <math.h>
#include <string.h>

typedef struct Number {
    double re, im;
} Number;

static Number value_of(py_Ref value) {
    PyComplex* complex = PKL_OBJECT(value, PyComplex);
    return (Number){complex->real, complex->imag};
}

/* repr without ".0" */
static int part_text(double value, bool sign, char* out) {
    int at = 0;
    if (sign && !signbit(value)) out[at++] = '+';
    if (sign && isnan(value) && signbit(value)) out[at++] = '+';
    at += pkl_float_repr(value, out + at);
    if (at > 2 && out[at - 1] == '0' && out[at - 2] == '.') at -= 2;
    return at;
}

bool pkl_complex_repr(int argc, py_Ref argv) {
    (void)argc;
    Number a = value_of(argv);
    char text[96];
    int at = 0;
    if (a.re == 0 && !signbit(a.re)) {
        at = part_text(a.im, false, text);
        text[at++] = 'j';
    } else {
        text[at++] = '(';
        at += part_text(a.re, false, text + at);
        at += part_text(a.im, true, text + at);
        text[at++] = 'j';
        text[at++] = ')';
    }
    py_newstrv(py_retval(), (c11_sv){text, at});
    return true;
}

/* ---- formatting --------------------------------------------------------------------------------------------------------- */

static bool format_parts(Number a, const PklFormatSpec* spec, py_TValue* real, py_TValue* imag) {
    PklFormatSpec part = *spec, second;
    part.width = -1;
    part.fill[0] = ' ';
    part.align = 0;
    if (part.type == 0) part.type = spec->precision < 0 ? 'r' : 'g';
    second = part;
    second.sign = '+';
    if (part.type == 'r') {
        char text[48];
        py_newstrv(real, (c11_sv){text, part_text(a.re, spec->sign == '+', text)});
        py_newstrv(imag, (c11_sv){text, part_text(a.im, true, text)});
        return true;
    }
    return pkl_format_float_spec(a.re, &part, real) && pkl_format_float_spec(a.im, &second, imag);
}

bool pkl_format_complex(double re, double im, c11_sv text, py_Ref value, py_OutRef out) {
    PklFormatSpec spec;
    if (!pkl_format_parse(text, value, &spec)) return false;
    if (spec.type != 0 && strchr("eEfFgGn", spec.type) == NULL) return pkl_format_unknown(&spec, value);
    if (spec.zero) return pkl_raise(tp_ValueError, "Zero padding is not allowed in complex format specifier");
    if (spec.align == '=') return pkl_raise(tp_ValueError, "'=' alignment flag is not allowed in complex format specifier");
    if (spec.type == 'n') spec.type = 'g';
    py_TValue *real = py_pushtmp(), *imag = py_pushtmp(), *joined = py_pushtmp();
    bool ok = format_parts((Number){re, im}, &spec, real, imag);
    if (ok) {
        bool only_imag = spec.type == 0 && re == 0 && !signbit(re), brackets = spec.type == 0 && !only_imag;
        c11_sv first = only_imag ? (c11_sv){"", 0} : py_tosv(real), second = py_tosv(imag);
        if (only_imag && spec.sign != '+' && second.data[0] == '+') second.data++, second.size--;
        char* at = py_newstrn(joined, first.size + second.size + 1 + 2 * brackets);
        if (brackets) *at++ = '(';
        memcpy(at, first.data, (size_t)first.size);
        memcpy(at + first.size, second.data, (size_t)second.size);
        at += first.size + second.size;
        *at++ = 'j';
        if (brackets) *at = ')';
        PklFormatSpec padding = spec;
        padding.type = 's';
        padding.precision = -1;
        if (padding.align == 0) padding.align = '>';
        ok = pkl_pad_text(joined, &padding, out);
    }
    py_shrink(3);
    return ok;
}

bool pkl_complex_format(int argc, py_Ref argv) {
    (void)argc;
    if (!py_isinstance(&argv[1], tp_str)) return pkl_raise(tp_TypeError, "__format__() argument must be str, not %T", &argv[1]);
    c11_sv spec = py_tosv(&argv[1]);
    if (spec.size == 0) return py_str(&argv[0]);
    Number a = value_of(argv);
    return pkl_format_complex(a.re, a.im, spec, argv, py_retval());
}
