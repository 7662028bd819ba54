/* Exceptions that NumPy raises and pocketpy lacks, and their messages. Limits: AxisError is an
 * IndexError, not a ValueError too. */
#include "nd.h"

#include "pkw.h"

#include <math.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

py_Type nd_tp_memory_error, nd_tp_overflow_error, nd_tp_axis_error, nd_tp_linalg_error, nd_tp_ufunc_type_error;

bool nd_error(py_Type type, const char* format, ...) {
    char text[1024];
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(text, sizeof text, format, arguments);
    va_end(arguments);
    return py_exception(type, "%s", text);
}

void nd_format_shape(char* text, size_t size, int ndim, const nd_Size* shape) {
    size_t length = 0;
    text[length++] = '(';
    for(int i = 0; i < ndim && length < size; i++) {
        length += (size_t)snprintf(text + length, size - length, i ? ", %td" : "%td", shape[i]);
    }
    if(length < size) snprintf(text + length, size - length, ndim == 1 ? ",)" : ")");
}

static void format_bytes(char* text, size_t size, double bytes) {
    static const char* const UNITS[] = {"bytes", "KiB", "MiB", "GiB", "TiB", "PiB", "EiB"};
    int unit = 0;
    for(; unit < 6 && round(bytes) >= 1024; unit++) bytes /= 1024;
    if(unit == 0) snprintf(text, size, "%.0f bytes", bytes);
    else snprintf(text, size, round(bytes) < 1000 ? "%#.3g %s" : "%#.0f %s", bytes, UNITS[unit]);
}

bool nd_memory_error(int type, int ndim, const py_i64* shape) {
    double bytes = nd_size_of(type);
    char where[512] = "", amount[32];
    size_t length = 0;
    for(int i = 0; i < ndim && length < sizeof where; i++) {
        bytes *= (double)shape[i];
        length += (size_t)snprintf(where + length, sizeof where - length, i ? ", %lld" : "%lld", (long long)shape[i]);
    }
    format_bytes(amount, sizeof amount, bytes);
    return nd_error(nd_tp_memory_error, "Unable to allocate %s for an array with shape (%s%s) and data type %s", amount,
                    where, ndim == 1 ? "," : "", nd_type_info[type].name);
}

bool nd_check_axis(py_i64 axis, int ndim, int* out) {
    if(axis < -ndim || axis >= ndim) {
        return nd_error(nd_tp_axis_error, "axis %lld is out of bounds for array of dimension %d", (long long)axis,
                        ndim);
    }
    *out = (int)(axis < 0 ? axis + ndim : axis);
    return true;
}

/* A public exception class; an existing one is reused. */
static py_Type add_builtin(const char* name, py_Type base) {
    py_ItemRef known = py_getbuiltin(py_name(name));
    if(known) return py_totype(known);
    py_Type type = py_newtype(name, base, NULL, NULL);
    py_setdict(py_getmodule("builtins"), py_name(name), py_tpobject(type));
    return type;
}

static py_Type add_to(py_Ref module, const char* name, py_Type base) {
    py_Type type = py_newtype(name, base, module, NULL);
    py_setdict(module, py_name(name), py_tpobject(type));
    return type;
}

void nd_add_errors(py_Ref module) {
    nd_tp_memory_error = add_builtin("MemoryError", tp_Exception);
    nd_tp_overflow_error = add_builtin("OverflowError", tp_Exception);
    py_Ref exceptions = py_newmodule("numpy.exceptions");
    nd_tp_linalg_error = add_to(exceptions, "LinAlgError", tp_ValueError);
    nd_tp_axis_error = add_to(exceptions, "AxisError", tp_IndexError);
    nd_tp_ufunc_type_error = add_to(exceptions, "UFuncTypeError", tp_TypeError);
    py_setdict(module, py_name("exceptions"), exceptions);
}
