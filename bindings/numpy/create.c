/* Creation of arrays: empty, constant, from values, from ranges. */
#include "index/index.h"
#include "module.h"

#include <math.h>
#include <string.h>

/* array(object, dtype=None, copy=True, order="K", subok=False, ndmin=0) */
static bool np_array(int argc, py_Ref argv) {
    (void)argc;
    int type, minimum;
    char order;
    py_i64 ndmin;
    if(!nd_is_given(py_arg(0))) return nd_error(tp_TypeError, "array() missing required argument 'object' (pos 0)");
    if(!nd_parse_optional_type(py_arg(1), &type) || !nd_parse_order(py_arg(3), "KCFA", &order) ||
       !nd_parse_int(py_arg(5), &ndmin))
        return false;
    bool may_share = py_isnone(py_arg(2)) || (py_isbool(py_arg(2)) && !py_tobool(py_arg(2)));
    if(ndmin < 0 || ndmin > ND_MAX_DIMS) return nd_error(tp_ValueError, "ndmin must be from 0 to %d", ND_MAX_DIMS);
    py_Ref made = py_pushtmp();
    py_newnil(made);
    bool ok = nd_asarray(made, py_arg(0), type);
    bool is_shared = ok && nd_is_array(py_arg(0)) && nd_array(made) == nd_array(py_arg(0));
    if(is_shared && !may_share) ok = nd_copy(made, nd_array(made), type, order);
    else if(ok && order == 'F' && !nd_is_fortran(nd_array(made))) ok = nd_copy(made, nd_array(made), type, 'F');
    else if(ok && order == 'C' && !nd_is_contiguous(nd_array(made))) ok = nd_copy(made, nd_array(made), type, 'C');
    if(ok && nd_array(made)->ndim < ndmin) {
        const nd_Array* a = nd_array(made);
        nd_Size shape[ND_MAX_DIMS], strides[ND_MAX_DIMS];
        minimum = (int)ndmin - a->ndim;
        for(int i = 0; i < ndmin; i++) {
            shape[i] = i < minimum ? 1 : a->shape[i - minimum];
            strides[i] = i < minimum ? 0 : a->strides[i - minimum];
        }
        nd_view(made, made, a->data, a->type, (int)ndmin, shape, strides);
    }
    if(ok) py_assign(py_retval(), made);
    py_pop();
    return ok;
}

/* asarray(a, dtype=None, order=None) */
static bool np_asarray(int argc, py_Ref argv) {
    (void)argc;
    int type;
    char order;
    if(!nd_parse_optional_type(py_arg(1), &type) || !nd_parse_order(py_arg(2), "KCFA", &order)) return false;
    py_Ref made = py_pushtmp();
    py_newnil(made);
    bool ok = nd_asarray(made, py_arg(0), type);
    if(ok && ((order == 'C' && !nd_is_contiguous(nd_array(made))) || (order == 'F' && !nd_is_fortran(nd_array(made)))))
        ok = nd_copy(made, nd_array(made), ND_NO_TYPE, order);
    if(ok) py_assign(py_retval(), made);
    py_pop();
    return ok;
}

static void repeat_element(nd_Array* array, const char* element) {
    int bytes = nd_size_of(array->type);
    nd_Size count = nd_count(array);
    if(count == 0) return;
    memcpy(array->data, element, (size_t)bytes);
    for(nd_Size done = 1; done < count; done *= 2) {
        nd_Size more = done < count - done ? done : count - done;
        memcpy(array->data + done * bytes, array->data, (size_t)(more * bytes));
    }
}

/* zeros, ones, empty: (shape, dtype=float, order="C") */
static bool constant(py_Ref argv, int whole) {
    nd_Type type = ND_FLOAT64;
    char order, element[16];
    int ndim;
    nd_Size shape[ND_MAX_DIMS];
    if(nd_is_set(py_arg(1)) && !nd_parse_type(py_arg(1), &type)) return false;
    if(!nd_parse_order(py_arg(2), "CF", &order) || !nd_parse_shape(py_arg(0), type, &ndim, shape)) return false;
    if(!nd_zeros(py_retval(), type, ndim, shape, order)) return false;
    int64_t value = whole;
    nd_cast(type, element, ND_INT64, &value, 1);
    if(whole) repeat_element(nd_array(py_retval()), element);
    return true;
}

static bool np_zeros(int argc, py_Ref argv) {
    (void)argc;
    return constant(argv, 0);
}

static bool np_ones(int argc, py_Ref argv) {
    (void)argc;
    return constant(argv, 1);
}

/* full(shape, fill_value, dtype=None, order="C") */
static bool np_full(int argc, py_Ref argv) {
    (void)argc;
    int ndim, type;
    char order;
    nd_Size shape[ND_MAX_DIMS];
    py_Ref value = py_pushtmp(), made = py_pushtmp();
    py_newnil(made);
    bool ok = nd_parse_optional_type(py_arg(2), &type) && nd_parse_order(py_arg(3), "CF", &order) &&
              nd_asarray(value, py_arg(1), ND_NO_TYPE);
    if(ok && type == ND_NO_TYPE) type = nd_array(value)->type;
    ok = ok && nd_parse_shape(py_arg(0), type, &ndim, shape) && nd_new_order(made, type, ndim, shape, order);
    if(ok) ok = nd_assign_checked(made, nd_scalar_kind(py_arg(1)) ? py_arg(1) : value);
    if(ok) py_assign(py_retval(), made);
    py_shrink(2);
    return ok;
}

/* *_like(a, ..., dtype=None, order="K", shape=None): an array with another one's shape and type, without its values */
static bool new_like(py_OutRef out, py_Ref prototype, py_Ref dtype, py_Ref order_argument, py_Ref shape_argument) {
    int type, ndim;
    char order;
    nd_Size shape[ND_MAX_DIMS];
    py_Ref like = py_pushtmp();
    bool ok = nd_parse_optional_type(dtype, &type) && nd_parse_order(order_argument, "KCFA", &order) &&
              nd_asarray(like, prototype, ND_NO_TYPE);
    const nd_Array* a = ok ? nd_array(like) : NULL;
    if(ok && type == ND_NO_TYPE) type = a->type;
    if(ok && nd_is_set(shape_argument)) ok = nd_parse_shape(shape_argument, type, &ndim, shape);
    else if(ok) {
        ndim = a->ndim;
        memcpy(shape, a->shape, sizeof(nd_Size) * (size_t)ndim);
    }
    bool is_fortran =
        ok && (order == 'F' || ((order == 'K' || order == 'A') && nd_is_fortran(a) && !nd_is_contiguous(a)));
    ok = ok && nd_zeros(out, type, ndim, shape, is_fortran ? 'F' : 'C');
    py_pop();
    return ok;
}

static bool np_zeros_like(int argc, py_Ref argv) {
    (void)argc;
    return new_like(py_retval(), py_arg(0), py_arg(1), py_arg(2), py_arg(4));
}

static bool fill_like(py_Ref argv, py_Ref dtype, py_Ref order, py_Ref shape, py_Ref value) {
    py_Ref made = py_pushtmp();
    py_newnil(made);
    bool ok = new_like(made, py_arg(0), dtype, order, shape) && nd_assign_checked(made, value);
    if(ok) py_assign(py_retval(), made);
    py_pop();
    return ok;
}

static bool np_ones_like(int argc, py_Ref argv) {
    (void)argc;
    py_TValue one;
    py_newint(&one, 1);
    return fill_like(argv, py_arg(1), py_arg(2), py_arg(4), &one);
}

/* full_like(a, fill_value, dtype=None, order="K", subok=True, shape=None) */
static bool np_full_like(int argc, py_Ref argv) {
    (void)argc;
    return fill_like(argv, py_arg(2), py_arg(3), py_arg(5), py_arg(1));
}

/* ---- ranges ------------------------------------------------------------------------------ */

static bool range_number(py_Ref value, double* out, int* type) {
    char kind = nd_scalar_kind(value);
    nd_Complex128 parts;
    if(kind && kind != 'c') {
        nd_to_complex(value, &parts);
        *out = parts.re;
        int own = kind == 'f' ? ND_FLOAT64 : ND_INT64;
        if(own > *type) *type = own;
        return true;
    }
    if(nd_is_array(value) && nd_array(value)->ndim == 0 && !nd_is_complex(nd_array(value)->type)) {
        nd_cast(ND_FLOAT64, out, nd_array(value)->type, nd_array(value)->data, 1);
        *type = nd_promote(*type, nd_array(value)->type);
        return true;
    }
    return nd_error(tp_TypeError, "unsupported operand type(s) for -: '%s' and 'int'", py_tpname(py_typeof(value)));
}

/* The first element and the difference to the second determine the rest, as in NumPy: first + i * delta. */
static void fill_range(nd_Array* array, double start, double delta, py_i64 whole_start, py_i64 whole_delta) {
    char buffer[ND_CHUNK * 16];
    bool is_whole = nd_is_integer(array->type) || array->type == ND_BOOL;
    int wide = is_whole ? ND_INT64 : ND_FLOAT64;
    for(nd_Size done = 0, total = nd_count(array); done < total; done += ND_CHUNK) {
        nd_Size count = total - done < ND_CHUNK ? total - done : ND_CHUNK;
        for(nd_Size i = 0; i < count; i++) {
            if(is_whole)
                ((int64_t*)buffer)[i] = (int64_t)((uint64_t)whole_start + (uint64_t)(done + i) * (uint64_t)whole_delta);
            else ((double*)buffer)[i] = start + (double)(done + i) * delta;
        }
        nd_cast(array->type, array->data + done * nd_size_of(array->type), wide, buffer, count);
    }
}

/* arange([start,] stop[, step], dtype=None) */
static bool np_arange(int argc, py_Ref argv) {
    (void)argc;
    py_TValue zero, one;
    py_newint(&zero, 0), py_newint(&one, 1);
    if(!nd_is_set(py_arg(0)) && !nd_is_set(py_arg(1)))
        return nd_error(tp_TypeError, "arange() requires stop to be specified.");
    bool has_stop = nd_is_set(py_arg(1));
    py_Ref start_ref = has_stop && nd_is_set(py_arg(0)) ? py_arg(0) : &zero,
           stop_ref = has_stop ? py_arg(1) : py_arg(0);
    py_Ref step_ref = nd_is_set(py_arg(2)) ? py_arg(2) : &one;
    double start, stop, step;
    int found = ND_INT64, type;
    if(!range_number(start_ref, &start, &found) || !range_number(stop_ref, &stop, &found) ||
       !range_number(step_ref, &step, &found))
        return false;
    if(!nd_parse_optional_type(py_arg(3), &type)) return false;
    if(type == ND_NO_TYPE) type = found;
    if(step == 0)
        return nd_error(tp_ZeroDivisionError, found == ND_INT64 ? "division by zero" : "float division by zero");
    double length = ceil((stop - start) / step);
    if(isnan(length)) return nd_error(tp_ValueError, "arange: cannot compute length");
    if(length >= 9.2e18) return nd_error(tp_ValueError, "Maximum allowed size exceeded");
    py_i64 wide = length > 0 ? (py_i64)length : 0;
    if(wide > PTRDIFF_MAX / 16) return nd_memory_error(type, 1, &wide);
    nd_Size count = (nd_Size)wide;
    if(type == ND_BOOL && count > 2)
        return nd_error(tp_TypeError, "arange() is only supported for booleans when the result has at most length 2.");
    bool is_whole = py_isint(start_ref) && py_isint(step_ref);
    py_i64 whole_start = is_whole ? py_toint(start_ref) : (py_i64)start,
           whole_delta =
               is_whole ? py_toint(step_ref) : (py_i64)((uint64_t)(py_i64)(start + step) - (uint64_t)(py_i64)start);
    for(int i = 0; i < 2 && i < count && is_whole; i++) { /* the first two must be elements of the type */
        char element[16];
        py_TValue number;
        py_newint(&number, (py_i64)((uint64_t)whole_start + (uint64_t)i * (uint64_t)whole_delta));
        if(!nd_store(type, element, &number)) return false;
    }
    if(!nd_new(py_retval(), type, 1, &count)) return false;
    fill_range(nd_array(py_retval()), start, (start + step) - start, whole_start, whole_delta);
    return true;
}

void nd_add_creation(py_Ref module) {
    static const nd_Function FUNCTIONS[] = {
        {"array(object=..., dtype=None, copy=True, order='K', subok=False, ndmin=0)", np_array},
        {"asarray(a=..., dtype=None, order=None)", np_asarray},
        {"asanyarray(a=..., dtype=None, order=None)", np_asarray},
        {"zeros(shape=..., dtype=None, order='C')", np_zeros},
        {"empty(shape=..., dtype=None, order='C')", np_zeros},
        {"ones(shape=..., dtype=None, order='C')", np_ones},
        {"full(shape=..., fill_value=..., dtype=None, order='C')", np_full},
        {"zeros_like(a=..., dtype=None, order='K', subok=True, shape=None)", np_zeros_like},
        {"empty_like(prototype=..., dtype=None, order='K', subok=True, shape=None)", np_zeros_like},
        {"ones_like(a=..., dtype=None, order='K', subok=True, shape=None)", np_ones_like},
        {"full_like(a=..., fill_value=..., dtype=None, order='K', subok=True, shape=None)", np_full_like},
        {"arange(start=..., stop=..., step=..., dtype=None)", np_arange},
    };
    ND_BIND(module, FUNCTIONS);
}
