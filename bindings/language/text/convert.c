/*
 * format() and ascii() of any value.
 */
#include "../machine/machine.h"
#include "str.h"

bool pkl_format(py_Ref value, py_Ref spec) {
    py_TValue empty;
    if (spec == NULL) {
        if (value->type == tp_str) return pkl_return(value);
        if (value->type == tp_int || value->type == tp_float) return py_str(value);
        py_newstr(&empty, "");
        spec = &empty;
    }
    py_push(spec);
    int called = pkl_call_special(value, (py_Name)PKL_NAME(__format__), 1, py_peek(-1));
    py_pop();
    if (called == 0) return pkl_raise(tp_TypeError, "Type %T doesn't define __format__", value);
    if (called < 0 || pkl_is_str(py_retval())) return called > 0;
    py_TValue result = *py_retval();
    return pkl_raise(tp_TypeError, "__format__ must return a str, not %T", &result);
}

/* What repr() writes, with \x, \u and \U for everything beyond ASCII. */
bool pkl_ascii(py_Ref value) {
    if (!py_repr(value)) return false;
    PyStr* text = pkl_str(py_retval());
    if (text->size == pkl_str_length(text)) return true;
    py_TValue* kept = py_pushtmp();
    *kept = *py_retval();
    PklBuilder builder;
    pkl_builder_start(&builder);
    for (const char *at = text->data, *end = at + text->size; at < end;) {
        uint32_t code = pkl_utf8_next(&at);
        static const char digits[] = "0123456789abcdef";
        if (code < 0x80) {
            pkl_put_char(&builder, (char)code);
            continue;
        }
        int count = code < 0x100 ? 2 : code < 0x10000 ? 4 : 8;
        pkl_put_char(&builder, '\\');
        pkl_put_char(&builder, count == 2 ? 'x' : count == 4 ? 'u' : 'U');
        while (count-- > 0) pkl_put_char(&builder, digits[code >> (4 * count) & 15]);
    }
    py_pop();
    return pkl_builder_str(&builder, py_retval());
}
