/*
 * The layout of an array's elements, character for character as in NumPy: one width for all elements, lines of up to 75
 * characters, long arrays summarized.
 */
#include "layout.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* ---- which elements are looked at for the width -------------------------------------- */

typedef void (*Visit)(void* state, int type, const char* element);

static void visit(const nd_Printer* p, const char* at, int axis, Visit function, void* state) {
    const nd_Array* a = p->array;
    if(axis == a->ndim) {
        function(state, a->type, at);
        return;
    }
    nd_Size size = a->shape[axis], edge = p->options->edge_items;
    for(nd_Size i = 0; i < size; i++) {
        if(p->is_cut && 2 * edge < size && i == edge) i = size - edge;
        visit(p, at + i * a->strides[axis], axis + 1, function, state);
    }
}

/* ---- floats ------------------------------------------------------------------------------ */

static double part_of(int type, const char* element, int part) {
    switch((nd_Type)type) {
        case ND_FLOAT32: return *(const float*)element;
        case ND_COMPLEX64: return ((const float*)element)[part];
        case ND_COMPLEX128: return ((const double*)element)[part];
        default: return *(const double*)element;
    }
}

typedef struct {
    int part;
    double low, high; /* of non-zero magnitudes */
    bool has_finite, has_nan, has_inf, has_minus_inf;
    nd_FloatFormat* format;
    int exponent;
} Survey;

static void survey_range(void* state, int type, const char* element) {
    Survey* s = state;
    double value = part_of(type, element, s->part), size = fabs(value);
    if(isnan(value)) s->has_nan = true;
    else if(isinf(value)) {
        s->has_inf = true;
        s->has_minus_inf |= value < 0;
    } else {
        s->has_finite = true;
        if(size > 0 && (s->high == 0 || size > s->high)) s->high = size;
        if(size > 0 && (s->low == 0 || size < s->low)) s->low = size;
    }
}

static void survey_digits(void* state, int type, const char* element) {
    Survey* s = state;
    double value = part_of(type, element, s->part);
    if(!isfinite(value)) return;
    nd_Digits digits;
    nd_format_float(&digits, value, &s->format->style);
    if(digits.left > s->format->left) s->format->left = digits.left;
    if(digits.right > s->format->right) s->format->right = digits.right;
    if(s->format->style.is_scientific && digits.exponent > s->exponent) s->exponent = digits.exponent;
}

static int max_of(int a, int b) { return a > b ? a : b; }

static void make_float_format(nd_FloatFormat* format, const nd_Printer* p, int part, char sign) {
    int type = p->array->type;
    Survey survey = {.part = part, .format = format};
    visit(p, p->array->data, 0, survey_range, &survey);
    double widest = type == ND_FLOAT32 || type == ND_COMPLEX64 ? 1e6 : 1e8;
    bool is_wide = survey.high >= widest || (!p->options->suppress && survey.high > 0 &&
                                             (survey.low < 1e-4 || survey.high / survey.low > 1000.0));
    char mode = p->options->mode;
    *format = (nd_FloatFormat){.style = {.precision = mode == 'u' ? 340 : p->options->precision,
                                         .is_single = type == ND_FLOAT32 || type == ND_COMPLEX64,
                                         .is_scientific = is_wide,
                                         .is_unique = mode != 'f',
                                         .trim = mode == 'f' ? 'k' : '.',
                                         .sign = sign}};
    visit(p, p->array->data, 0, survey_digits, &survey);
    if(survey.has_finite && is_wide) {
        format->style.trim = 'k';
        format->style.precision = format->style.min_digits = format->right;
        format->style.exponent_digits = survey.exponent;
        format->right += survey.exponent + 2;
    } else if(survey.has_finite) {
        format->style.precision = format->right;
        if(mode == 'f' || mode == 'e') {
            format->style.min_digits = format->right;
            format->style.trim = 'k';
        }
    } else format->style.is_scientific = false;
    int beside = format->right + 1;
    int nan = (int)strlen(p->options->nan_text), inf = (int)strlen(p->options->inf_text);
    if(survey.has_nan) format->left = max_of(format->left, nan - beside + (sign == '+'));
    if(survey.has_inf) format->left = max_of(format->left, inf - beside + (survey.has_minus_inf || sign == '+'));
}

static void put_float(nd_Text* text, const nd_Printer* p, const nd_FloatFormat* format, double value) {
    if(!isfinite(value)) {
        char word[20];
        const char* sign = value < 0 ? "-" : format->style.sign == '+' ? "+" : "";
        snprintf(word, sizeof word, "%s%s", sign, isnan(value) ? p->options->nan_text : p->options->inf_text);
        nd_text_pad(text, format->left + format->right + 1 - (int)strlen(word));
        nd_text_put(text, word);
        return;
    }
    nd_Digits digits;
    nd_format_float(&digits, value, &format->style);
    nd_text_pad(text, format->left - digits.left);
    nd_text_put(text, digits.text);
    if(!format->style.is_scientific) nd_text_pad(text, format->right - digits.right);
}

static void put_complex(nd_Text* text, const nd_Printer* p, const char* element) {
    int type = p->array->type;
    put_float(text, p, &p->re, part_of(type, element, 0));
    put_float(text, p, &p->im, part_of(type, element, 1));
    size_t end = text->length;
    while(end > 0 && text->data[end - 1] == ' ') end--;
    int padding = (int)(text->length - end);
    nd_text_cut(text, end);
    nd_text_put(text, "j");
    nd_text_pad(text, padding);
}

/* ---- whole numbers ----------------------------------------------------------------------------- */

static void print_int(char* text, size_t size, int type, const char* element) {
    if(type == ND_UINT64) {
        snprintf(text, size, "%llu", (unsigned long long)*(const uint64_t*)element);
        return;
    }
    int64_t value;
    nd_cast(ND_INT64, &value, type, element, 1);
    snprintf(text, size, "%lld", (long long)value);
}

static void survey_ints(void* state, int type, const char* element) {
    char text[32];
    print_int(text, sizeof text, type, element);
    *(int*)state = max_of(*(int*)state, (int)strlen(text));
}

static void put_element(nd_Text* text, const nd_Printer* p, const char* element) {
    int type = p->array->type;
    if(p->words) {
        nd_text_put(text, py_tostr(py_list_getitem(p->words, (int)((element - p->array->data) / nd_size_of(type)))));
    } else if(type == ND_BOOL) {
        nd_text_put(text, !*element ? "False" : p->array->ndim ? " True" : "True");
    } else if(nd_is_integer(type)) {
        char number[32];
        print_int(number, sizeof number, type, element);
        nd_text_pad(text, p->int_width - (int)strlen(number));
        nd_text_put(text, number);
    } else if(nd_is_complex(type)) put_complex(text, p, element);
    else put_float(text, p, &p->re, part_of(type, element, 0));
}

static void survey(nd_Printer* p) {
    int type = p->array->type;
    if(p->words) return;
    if(nd_is_integer(type)) visit(p, p->array->data, 0, survey_ints, &p->int_width);
    if(nd_is_float(type) || nd_is_complex(type)) make_float_format(&p->re, p, 0, p->options->sign);
    if(nd_is_complex(type)) make_float_format(&p->im, p, 1, '+');
}

/* ---- rows ------------------------------------------------------------------------------------------- */

static void new_line(nd_Printer* p, size_t* line_start, int indent) {
    while(p->text.length > 0 && p->text.data[p->text.length - 1] == ' ') nd_text_cut(&p->text, p->text.length - 1);
    nd_text_put(&p->text, "\n");
    *line_start = p->text.length;
    nd_text_pad(&p->text, indent);
}

/* Appends a word to the line, or wraps where it would be too long. */
static void extend_line(nd_Printer* p, size_t* line_start, const nd_Text* word, int width, int indent) {
    int length = (int)(p->text.length - *line_start);
    if(length + (int)word->length > width && length > indent) new_line(p, line_start, indent);
    nd_text_add(&p->text, word->data, word->length);
}

/* The last axis. The text so far ends where this line's indent is complete but for its bracket. */
static void put_row(nd_Printer* p, const char* at, int axis, int indent, int width) {
    const nd_Array* a = p->array;
    nd_Size size = a->shape[axis], edge = p->options->edge_items;
    bool is_cut = p->is_cut && 2 * edge < size;
    size_t line_start = p->text.length;
    while(line_start > 0 && p->text.data[line_start - 1] != '\n') line_start--;
    int own_indent = indent;
    nd_text_put(&p->text, "[");
    bool is_first_line_ours = (int)(p->text.length - line_start) != own_indent;
    /* a prefix such as "array(" stands for the indent */
    if(is_first_line_ours) line_start = p->text.length - (size_t)own_indent;
    nd_Text word = {0};
    for(nd_Size i = 0; i < size; i++) {
        nd_text_cut(&word, 0);
        bool is_gap = is_cut && i == edge;
        if(is_gap) i = size - edge - 1;
        if(is_gap) nd_text_put(&word, "...");
        else put_element(&word, p, at + i * a->strides[axis]);
        extend_line(p, &line_start, &word, width - 1, own_indent);
        if(i < size - 1) nd_text_put(&p->text, p->separator);
    }
    p->text.has_failed |= word.has_failed;
    nd_text_free(&word);
    nd_text_put(&p->text, "]");
}

static void put_axis(nd_Printer* p, const char* at, int axis, int indent, int width) {
    const nd_Array* a = p->array;
    if(axis == a->ndim) {
        put_element(&p->text, p, at);
        return;
    }
    int left = a->ndim - axis;
    if(left == 1) {
        put_row(p, at, axis, indent, width);
        return;
    }
    nd_Size size = a->shape[axis], edge = p->options->edge_items;
    bool is_cut = p->is_cut && 2 * edge < size;
    nd_text_put(&p->text, "[");
    for(nd_Size i = 0; i < size; i++) {
        if(i) nd_text_pad(&p->text, indent);
        bool is_gap = is_cut && i == edge;
        if(is_gap) i = size - edge - 1;
        if(is_gap) nd_text_put(&p->text, "...");
        else put_axis(p, at + i * a->strides[axis], axis + 1, indent + 1, width - 1);
        if(i == size - 1) break;
        size_t words = strlen(p->separator);
        while(words > 0 && p->separator[words - 1] == ' ') words--;
        nd_text_add(&p->text, p->separator, words);
        for(int k = 0; k < left - 1; k++) nd_text_put(&p->text, "\n");
    }
    nd_text_put(&p->text, "]");
}

/* The elements without anything around them; `prefix` and `suffix` are the widths of what will be. */
void nd_put_array(nd_Printer* p, int prefix, int suffix) {
    if(nd_count(p->array) == 0) {
        nd_text_put(&p->text, "[]");
        return;
    }
    survey(p);
    put_axis(p, p->array->data, 0, 1 + prefix, p->options->line_width - suffix);
}
