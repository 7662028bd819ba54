/*
 * The format mini-language for numbers and texts (format(), f-strings, str.format), and what % shares with it.
 */
#pragma once

#include "int_type.h"

typedef struct PklFormatSpec {
    char fill[5]; /* one code point, UTF-8 */
    uint8_t fill_size;
    char align;   /* '<' '>' '=' '^', 0: none given */
    char sign;    /* '+' '-' ' ', 0 */
    bool no_negative_zero; /* z */
    bool alternate;
    bool zero;
    char grouping; /* ',' '_' 0 */
    char fraction_grouping;
    int64_t width;     /* -1: none */
    int64_t precision; /* -1 */
    char type;         /* 0: none given; non-ASCII ones are refused while parsing */
} PklFormatSpec;

/* Parses; ValueError "Invalid format specifier 'x' for object of type 'int'" and the other texts. `value` is what is being formatted. */
bool pkl_format_parse(c11_sv spec, py_Ref value, PklFormatSpec* out);
/* "Unknown format code 'x' for object of type 'int'". False. */
bool pkl_format_unknown(const PklFormatSpec* spec, py_Ref value);

/* Each to a new str in `out`. */
bool pkl_format_int(const py_TValue* plain, c11_sv spec, py_Ref value, py_OutRef out);
bool pkl_format_float(double number, c11_sv spec, py_Ref value, py_OutRef out);
bool pkl_format_complex(double real, double imag, c11_sv spec, py_Ref value, py_OutRef out);
bool pkl_format_str(py_Ref text, c11_sv spec, py_OutRef out);
/* A number with its specification parsed: % uses these. */
bool pkl_format_int_spec(const py_TValue* plain, const PklFormatSpec* spec, py_Ref value, py_OutRef out);
bool pkl_format_float_spec(double number, const PklFormatSpec* spec, py_OutRef out);
/* A text cut to the precision and padded; align 0 is '<'. */
bool pkl_pad_text(py_Ref text, const PklFormatSpec* spec, py_OutRef out);
/* complex.__repr__ and complex.__format__ */
bool pkl_complex_repr(int argc, py_Ref argv);
bool pkl_complex_format(int argc, py_Ref argv);
