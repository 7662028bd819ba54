/*
 * repr() and str() of arrays, character for character as NumPy prints them, and the primitives of Python's part.
 * Limits: formatters, which are Python functions, have been called on all elements before the layout
 * (python/text/printing.py).
 */
#include "../python/parts.h"
#include "layout.h"

#include <stdio.h>
#include <string.h>

nd_PrintOptions nd_print_options;

static const nd_PrintOptions DEFAULTS = {.precision = 8,
                                         .threshold = 1000,
                                         .edge_items = 3,
                                         .line_width = 75,
                                         .sign = '-',
                                         .mode = 'm',
                                         .nan_text = "nan",
                                         .inf_text = "inf"};

static nd_Printer new_printer(const nd_Array* array, const nd_PrintOptions* options, const char* separator) {
    return (nd_Printer){
        .array = array, .options = options, .separator = separator, .is_cut = nd_count(array) > options->threshold};
}

static bool give_text(nd_Printer* p) {
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
    nd_Printer p = new_printer(array, &nd_print_options, " ");
    nd_put_array(&p, 0, 0);
    return give_text(&p);
}

static void put_shape(nd_Text* text, const nd_Array* array) {
    char shape[512];
    nd_format_shape(shape, sizeof shape, array->ndim, array->shape);
    nd_text_put(text, "shape=");
    nd_text_put(text, shape);
}

/* "array(...)" with the elements as `p` prints them */
static bool give_repr(nd_Printer* printer) {
    nd_Printer p = *printer;
    const nd_Array* array = p.array;
    nd_text_put(&p.text, "array(");
    nd_put_array(&p, 6, 1);
    bool is_empty = nd_count(array) == 0, is_default = array->type == ND_BOOL || array->type == ND_INT64 ||
                                                       array->type == ND_FLOAT64 || array->type == ND_COMPLEX128;
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
    nd_Printer p = new_printer(nd_array(argv), &nd_print_options, ", ");
    return give_repr(&p);
}

/* Options as Python's part has checked them: precision, threshold, edgeitems, linewidth, suppress, sign,
 * mode, nan, inf, has_formatter */
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

/* _array_text(array, options, separator, prefix, suffix, words): `prefix` -1 asks for a repr; `words` is None or a
 * list, the array in C order then */
static bool np_array_text(int argc, py_Ref argv) {
    PY_CHECK_ARGC(6);
    nd_PrintOptions options = read_options(py_arg(1));
    nd_Printer p = new_printer(nd_array(argv), &options, py_tostr(py_arg(2)));
    if(!py_isnone(py_arg(5))) p.words = py_arg(5);
    if(py_toint(py_arg(3)) < 0) return give_repr(&p);
    nd_put_array(&p, (int)py_toint(py_arg(3)), (int)py_toint(py_arg(4)));
    return give_text(&p);
}

/* _float_text(x, precision, unique, scientific, trim, sign, min_digits, exp_digits, is_single) */
static bool np_float_text(int argc, py_Ref argv) {
    PY_CHECK_ARGC(9);
    nd_FloatStyle style = {
        .precision = (int)py_toint(py_arg(1)),
        .is_unique = py_tobool(py_arg(2)),
        .is_scientific = py_tobool(py_arg(3)),
        .trim = py_tostr(py_arg(4))[0],
        .sign = py_tobool(py_arg(5)) ? '+' : '-',
        .min_digits = (int)py_toint(py_arg(6)),
        .exponent_digits = (int)py_toint(py_arg(7)),
        .is_single = py_tobool(py_arg(8)),
    };
    nd_Digits digits;
    nd_format_float(&digits, py_tofloat(argv), &style);
    py_newstr(py_retval(), digits.text);
    return true;
}

/* Whether a format is a single printf conversion: '%', flags, width, precision, conversion. */
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
