/*
 * format() of any value.
 */
#include "../machine/machine.h"
#include "str.h"

bool pkl_format(py_Ref value, py_Ref spec) {
    py_TValue empty;
    if (spec == NULL) {
        if (value->type == tp_str) return *py_retval() = *value, true;
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
