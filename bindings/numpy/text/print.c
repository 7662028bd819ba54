/*
 * repr() and str() of arrays, character for character as NumPy prints them: one width for all elements, lines of up to 75
 * characters, long arrays cut to their ends.
 * Limits: formatters, which are Python functions, have made their words before anything is put on lines (python/text/printing.py).
 */
#include "../python/parts.h"
#include "print.h"
#include "text.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

nd_PrintOptions nd_print_options;

static const nd_PrintOptions DEFAULTS = {.precision = 8, .threshold = 1000, .edge_items = 3, .line_width = 75, .sign = '-', .mode = 'm', .nan_text = "nan", .inf_text = "inf"};

typedef struct {
    int left, right;
    nd_FloatStyle style;
} FloatFormat;

typedef struct {
    const nd_Array* array;
    const nd_PrintOptions* options;
    bool is_cut;
    int int_width;
    FloatFormat re, im;
    const char* separator;
    py_Ref words; /* what a formatter made of each element in C order; NULL without one */
    nd_Text text;
} Printer;

/* ---- which elements are looked at for the width -------------------------------------- */

typedef void (*Visit)(void* state, int type, const char* element);

static void visit(const Printer* p, const char* at, int axis, Visit function, void* state) {
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
    double low, high;  /* of magnitudes above zero */
    bool has_finite, has_nan, has_inf, has_minus_inf;
    FloatFormat* format;
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

static void make_float_format(FloatFormat* format, const Printer* p, int part, char sign) {
    int type = p->array->type;
    Survey survey = {.part = part, .format = format};
    visit(p, p->array->data, 0, survey_range, &survey);
    double widest = type == ND_FLOAT32 || type == ND_COMPLEX64 ? 1e6 : 1e8;
    bool is_wide = survey.high >= widest || (!p->options->suppress && survey.high > 0 && (survey.low < 1e-4 || survey.high / survey.low > 1000.0));
    char mode = p->options->mode;
    *format = (FloatFormat){.style = {.precision = mode == 'u' ? 340 : p->options->precision, .is_single = type == ND_FLOAT32 || type == ND_COMPLEX64,
                                      .is_scientific = is_wide, .is_unique = mode != 'f', .trim = mode == 'f' ? 'k' : '.', .sign = sign}};
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

static void put_float(nd_Text* text, const Printer* p, const FloatFormat* format, double value) {
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

static void put_complex(nd_Text* text, const Printer* p, const char* element) {
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

static void put_element(nd_Text* text, const Printer* p, const char* element) {
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

static void survey(Printer* p) {
    int type = p->array->type;
    if(p->words) return;
    if(nd_is_integer(type)) visit(p, p->array->data, 0, survey_ints, &p->int_width);
    if(nd_is_float(type) || nd_is_complex(type)) make_float_format(&p->re, p, 0, p->options->sign);
    if(nd_is_complex(type)) make_float_format(&p->im, p, 1, '+');
}

/* ---- rows ------------------------------------------------------------------------------------------- */

static void new_line(Printer* p, size_t* line_start, int indent) {
    while(p->text.length > 0 && p->text.data[p->text.length - 1] == ' ') nd_text_cut(&p->text, p->text.length - 1);
    nd_text_put(&p->text, "\n");
    *line_start = p->text.length;
    nd_text_pad(&p->text, indent);
}

/* Puts a word on the line, or on the next one where it would be too long. */
static void extend_line(Printer* p, size_t* line_start, const nd_Text* word, int width, int indent) {
    int length = (int)(p->text.length - *line_start);
    if(length + (int)word->length > width && length > indent) new_line(p, line_start, indent);
    nd_text_add(&p->text, word->data, word->length);
}

/* The last axis. The text so far ends where this line's indent is complete but for its bracket. */
static void put_row(Printer* p, const char* at, int axis, int indent, int width) {
    const nd_Array* a = p->array;
    nd_Size size = a->shape[axis], edge = p->options->edge_items;
    bool is_cut = p->is_cut && 2 * edge < size;
    size_t line_start = p->text.length;
    while(line_start > 0 && p->text.data[line_start - 1] != '\n') line_start--;
    int own_indent = indent;
    nd_text_put(&p->text, "[");
    bool is_first_line_ours = (int)(p->text.length - line_start) != own_indent;
    if(is_first_line_ours) line_start = p->text.length - (size_t)own_indent; /* a prefix such as "array(" stands for the indent */
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

static void put_axis(Printer* p, const char* at, int axis, int indent, int width) {
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
static void put_array(Printer* p, int prefix, int suffix) {
    if(nd_count(p->array) == 0) {
        nd_text_put(&p->text, "[]");
        return;
    }
    survey(p);
    put_axis(p, p->array->data, 0, 1 + prefix, p->options->line_width - suffix);
}

static Printer new_printer(const nd_Array* array, const nd_PrintOptions* options, const char* separator) {
    return (Printer){.array = array, .options = options, .separator = separator, .is_cut = nd_count(array) > options->threshold};
}

static bool give_text(Printer* p) {
    bool ok = !p->text.has_failed;
    if(ok) py_newstrv(py_retval(), (c11_sv){p->text.data ? p->text.data : "", (int)p->text.length});
    nd_text_free(&p->text);
    return ok || nd_error(nd_tp_memory_error, "no memory for the text of an array");
}

/* With a formatter: numpy._formatted(array, is_repr) */
static bool ask_python(py_Ref array, bool is_repr) {
    if(!nd_find_function("_formatted")) return false;
    py_push(py_retval());
    py_pushnil();
    py_push(array);
    py_newbool(py_pushtmp(), is_repr);
    return py_vectorcall(2, 0);
}

/* str(array) */
bool nd_str(int argc, py_Ref argv) {
    PY_CHECK_ARGC(1);
    const nd_Array* array = nd_array(argv);
    if(nd_print_options.has_formatter) return ask_python(argv, false);
    if(array->ndim == 0) {
        py_Ref item = py_pushtmp();
        bool ok = array->type == ND_UINT64 || nd_item(item, array->type, array->data);
        if(ok && array->type != ND_UINT64) {
            ok = py_str(item);
            py_pop();
            return ok;
        }
        py_pop();
        if(!ok) return false;
    }
    Printer p = new_printer(array, &nd_print_options, " ");
    put_array(&p, 0, 0);
    return give_text(&p);
}

static void put_shape(nd_Text* text, const nd_Array* array) {
    char shape[512];
    nd_format_shape(shape, sizeof shape, array->ndim, array->shape);
    nd_text_put(text, "shape=");
    nd_text_put(text, shape);
}

/* "array(...)" with the elements as `p` prints them */
static bool give_repr(Printer* printer) {
    Printer p = *printer;
    const nd_Array* array = p.array;
    nd_text_put(&p.text, "array(");
    put_array(&p, 6, 1);
    bool is_empty = nd_count(array) == 0, is_default = array->type == ND_BOOL || array->type == ND_INT64 || array->type == ND_FLOAT64 || array->type == ND_COMPLEX128;
    nd_Text more = {0};
    if((is_empty && !(array->ndim == 1 && array->shape[0] == 0)) || p.is_cut) put_shape(&more, array);
    if(!is_default || is_empty) {
        if(more.length) nd_text_put(&more, ", ");
        nd_text_put(&more, "dtype=");
        nd_text_put(&more, nd_type_info[array->type].name);
    }
    if(more.length) {
        size_t line_start = p.text.length;
        while(line_start > 0 && p.text.data[line_start - 1] != '\n') line_start--;
        bool fits = (int)(p.text.length - line_start + 1 + more.length + 2) <= p.options->line_width;
        nd_text_put(&p.text, fits ? ", " : ",\n      ");
        nd_text_add(&p.text, more.data, more.length);
    }
    nd_text_free(&more);
    nd_text_put(&p.text, ")");
    return give_text(&p);
}

/* repr(array) */
bool nd_repr(int argc, py_Ref argv) {
    PY_CHECK_ARGC(1);
    if(nd_print_options.has_formatter) return ask_python(argv, true);
    Printer p = new_printer(nd_array(argv), &nd_print_options, ", ");
    return give_repr(&p);
}

/* Options as Python's part has checked them: precision, threshold, edgeitems, linewidth, suppress, sign, mode, nan, inf, has_formatter */
static nd_PrintOptions read_options(py_Ref tuple) {
    nd_PrintOptions o;
    py_Ref item = py_tuple_getitem(tuple, 0);
    o.precision = (int)py_toint(item);
    o.threshold = (nd_Size)py_toint(item + 1);
    o.edge_items = (int)py_toint(item + 2);
    o.line_width = (int)py_toint(item + 3);
    o.suppress = py_tobool(item + 4);
    o.sign = py_tostr(item + 5)[0];
    o.mode = py_tostr(item + 6)[0];
    snprintf(o.nan_text, sizeof o.nan_text, "%s", py_tostr(item + 7));
    snprintf(o.inf_text, sizeof o.inf_text, "%s", py_tostr(item + 8));
    o.has_formatter = py_tobool(item + 9);
    return o;
}

/* _set_print_options(options) */
static bool np_set_print_options(int argc, py_Ref argv) {
    PY_CHECK_ARGC(1);
    nd_print_options = read_options(argv);
    py_newnone(py_retval());
    return true;
}

/* _array_text(array, options, separator, prefix, suffix, words): `prefix` -1 asks for a repr; `words` is None or a list, the array in C order then */
static bool np_array_text(int argc, py_Ref argv) {
    PY_CHECK_ARGC(6);
    nd_PrintOptions options = read_options(py_arg(1));
    Printer p = new_printer(nd_array(argv), &options, py_tostr(py_arg(2)));
    if(!py_isnone(py_arg(5))) p.words = py_arg(5);
    if(py_toint(py_arg(3)) < 0) return give_repr(&p);
    put_array(&p, (int)py_toint(py_arg(3)), (int)py_toint(py_arg(4)));
    return give_text(&p);
}

/* _float_text(x, precision, unique, scientific, trim, sign, min_digits, exp_digits, is_single) */
static bool np_float_text(int argc, py_Ref argv) {
    PY_CHECK_ARGC(9);
    nd_FloatStyle style = {
        .precision = (int)py_toint(py_arg(1)), .is_unique = py_tobool(py_arg(2)), .is_scientific = py_tobool(py_arg(3)), .trim = py_tostr(py_arg(4))[0],
        .sign = py_tobool(py_arg(5)) ? '+' : '-', .min_digits = (int)py_toint(py_arg(6)), .exponent_digits = (int)py_toint(py_arg(7)),
        .is_single = py_tobool(py_arg(8)),
    };
    nd_Digits digits;
    nd_format_float(&digits, py_tofloat(argv), &style);
    py_newstr(py_retval(), digits.text);
    return true;
}

/* Whether a format is one number in C's language of formats: '%', flags, width, precision, conversion. */
static bool is_number_format(const char* format, const char* conversions) {
    const char* at = format;
    if(*at++ != '%') return false;
    at += strspn(at, "-+ #0");
    size_t width = strspn(at, "0123456789"), precision = 0;
    at += width;
    if(*at == '.') precision = strspn(++at, "0123456789"), at += precision;
    return width < 4 && precision < 3 && *at && strchr(conversions, *at) && !at[1];
}

/* _c_format(format, number) -> text */
static bool np_c_format(int argc, py_Ref argv) {
    PY_CHECK_ARGC(2);
    const char* format = py_tostr(argv);
    char text[1200], wide[64];
    if(is_number_format(format, "diuxXo") && py_isint(py_arg(1)) && strlen(format) < 32) {
        int length = (int)strlen(format);
        snprintf(wide, sizeof wide, "%.*sll%c", length - 1, format, format[length - 1]); /* an int has 64 bits */
        snprintf(text, sizeof text, wide, (long long)py_toint(py_arg(1)));
    } else if(is_number_format(format, "eEfFgG")) {
        double value;
        if(!py_castfloat(py_arg(1), &value)) return false;
        snprintf(text, sizeof text, format, value);
    } else return nd_error(tp_ValueError, "unsupported format '%s'", format);
    py_newstr(py_retval(), text);
    return true;
}

void nd_add_printing(py_Ref module) {
    nd_print_options = DEFAULTS;
    py_bindfunc(module, "_set_print_options", np_set_print_options);
    py_bindfunc(module, "_array_text", np_array_text);
    py_bindfunc(module, "_float_text", np_float_text);
    py_bindfunc(module, "_c_format", np_c_format);
    py_bindmagic(nd_tp_ndarray, py_name("__repr__"), nd_repr);
    py_bindmagic(nd_tp_ndarray, py_name("__str__"), nd_str);
}
