/* Reshaping: reshape, ravel, flatten, transpose; views where the strides allow it. */
#include "nd.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static bool get_shape(int argc, py_Ref argv) {
    PY_CHECK_ARGC(1);
    nd_new_shape_tuple(py_retval(), nd_array(argv)->ndim, nd_array(argv)->shape);
    return true;
}

static void reversed(const nd_Array* a, nd_Size* shape, nd_Size* strides) {
    for(int i = 0; i < a->ndim; i++) {
        shape[i] = a->shape[a->ndim - 1 - i];
        strides[i] = a->strides[a->ndim - 1 - i];
    }
}

static bool get_T(int argc, py_Ref argv) {
    PY_CHECK_ARGC(1);
    const nd_Array* a = nd_array(argv);
    nd_Size shape[ND_MAX_DIMS], strides[ND_MAX_DIMS];
    reversed(a, shape, strides);
    nd_view(py_retval(), argv, a->data, a->type, a->ndim, shape, strides);
    return true;
}

/* ---- reshape ------------------------------------------------------------------------- */

static bool reshape_error(const nd_Array* a, int ndim, const py_i64* sizes) {
    char text[512];
    size_t length = 0;
    for(int i = 0; i < ndim && length < sizeof text - 32; i++) {
        const char* comma = i ? "," : "";
        if(sizes[i] < 0) length += (size_t)snprintf(text + length, sizeof text - length, "%snewaxis", comma);
        else length += (size_t)snprintf(text + length, sizeof text - length, "%s%lld", comma, (long long)sizes[i]);
    }
    return nd_error(tp_ValueError, "cannot reshape array of size %td into shape (%s%s)", nd_count(a),
                    length ? text : "", ndim == 1 ? "," : "");
}

/* Infers the one -1 and checks the count. */
static bool complete_shape(const nd_Array* a, int ndim, const py_i64* sizes, nd_Size* shape) {
    py_i64 known = 1;
    int unknown = -1;
    for(int i = 0; i < ndim; i++) {
        if(sizes[i] < 0 && unknown >= 0) return nd_error(tp_ValueError, "can only specify one unknown dimension");
        if(sizes[i] < 0) unknown = i;
        else if(__builtin_mul_overflow(known, sizes[i], &known)) return reshape_error(a, ndim, sizes);
        shape[i] = (nd_Size)sizes[i];
    }
    nd_Size count = nd_count(a);
    if(unknown < 0) return known == count || reshape_error(a, ndim, sizes);
    if(known == 0 || count % known != 0) return reshape_error(a, ndim, sizes);
    shape[unknown] = (nd_Size)(count / known);
    return true;
}

/* Strides of a view of the same memory in another shape; false if there are none. */
static bool strides_without_copy(const nd_Array* a, int ndim, const nd_Size* shape, char order, nd_Size* strides) {
    int old_ndim = 0, i = 0, k = 0;
    nd_Size old_shape[ND_MAX_DIMS], old_strides[ND_MAX_DIMS];
    for(int axis = 0; axis < a->ndim; axis++) {
        if(a->shape[axis] == 1) continue;
        old_shape[old_ndim] = a->shape[axis];
        old_strides[old_ndim++] = a->strides[axis];
    }
    while(i < ndim && k < old_ndim) {
        int new_end = i + 1, old_end = k + 1;
        nd_Size new_count = shape[i], old_count = old_shape[k];
        while(new_count != old_count) {
            if(new_count < old_count) new_count *= shape[new_end++];
            else old_count *= old_shape[old_end++];
        }
        for(int axis = k; axis < old_end - 1; axis++) {
            bool fits = order == 'F' ? old_strides[axis + 1] == old_shape[axis] * old_strides[axis]
                                     : old_strides[axis] == old_shape[axis + 1] * old_strides[axis + 1];
            if(!fits) return false;
        }
        if(order == 'F') {
            strides[i] = old_strides[k];
            for(int axis = i + 1; axis < new_end; axis++) strides[axis] = strides[axis - 1] * shape[axis - 1];
        } else {
            strides[new_end - 1] = old_strides[old_end - 1];
            for(int axis = new_end - 1; axis > i; axis--) strides[axis - 1] = strides[axis] * shape[axis];
        }
        i = new_end;
        k = old_end;
    }
    nd_Size last = i > 0 ? strides[i - 1] : nd_size_of(a->type);
    if(order == 'F' && i > 0) last *= shape[i - 1];
    for(; i < ndim; i++) strides[i] = last;
    return true;
}

bool nd_reshape(py_OutRef out, py_Ref array, int ndim, const nd_Size* shape, char order) {
    const nd_Array* a = nd_array(array);
    nd_Size strides[ND_MAX_DIMS];
    if(order == 'A') order = nd_is_fortran(a) && !nd_is_contiguous(a) ? 'F' : 'C';
    if(nd_count(a) == 0) nd_fill_strides(strides, ndim, shape, nd_size_of(a->type), order);
    else if(!strides_without_copy(a, ndim, shape, order, strides)) {
        if(!nd_copy(out, a, ND_NO_TYPE, order)) return false;
        nd_fill_strides(strides, ndim, shape, nd_size_of(a->type), order);
        return nd_set_shape(nd_array(out), ndim, shape, strides);
    }
    nd_view(out, array, a->data, a->type, ndim, shape, strides);
    return true;
}

/* array.reshape(*shape, order="C"), as reshape(self, a, b, ...) with everything positional in `argv` */
static bool reshape_to(py_OutRef out, py_Ref array, py_Ref shape, char order) {
    py_i64 sizes[ND_MAX_DIMS];
    nd_Size found[ND_MAX_DIMS];
    int ndim;
    if(!nd_parse_sizes(shape, &ndim, sizes, "shape") || !complete_shape(nd_array(array), ndim, sizes, found))
        return false;
    return nd_reshape(out, array, ndim, found, order);
}

/* np.reshape(a, shape, order="C") */
static bool np_reshape(int argc, py_Ref argv) {
    (void)argc;
    char order;
    py_Ref array = py_pushtmp(), made = py_pushtmp();
    py_newnil(made);
    bool ok = nd_parse_order(py_arg(2), "CFA", &order) && nd_asarray(array, py_arg(0), ND_NO_TYPE) &&
              reshape_to(made, array, py_arg(1), order);
    if(ok) py_assign(py_retval(), made);
    py_shrink(2);
    return ok;
}

/* reshape(self, *shape, **kwargs): argv is self, a tuple, a dict */
static bool array_reshape(int argc, py_Ref argv) {
    (void)argc;
    char order = 'C';
    py_Ref shape = py_arg(1);
    if(py_tuple_len(shape) == 1 && !py_isint(py_tuple_getitem(shape, 0))) shape = py_tuple_getitem(shape, 0);
    int found = py_dict_getitem_by_str(py_arg(2), "order");
    if(found < 0 || py_dict_len(py_arg(2)) > found)
        return found < 0 ? false : nd_error(tp_TypeError, "reshape() takes only the keyword 'order'");
    if(found && !nd_parse_order(py_retval(), "CFA", &order)) return false;
    py_Ref made = py_pushtmp();
    py_newnil(made);
    bool ok = reshape_to(made, argv, shape, order);
    if(ok) py_assign(py_retval(), made);
    py_pop();
    return ok;
}

static bool set_shape(int argc, py_Ref argv) {
    PY_CHECK_ARGC(2);
    nd_Array* a = nd_array(argv);
    py_i64 sizes[ND_MAX_DIMS];
    nd_Size shape[ND_MAX_DIMS], strides[ND_MAX_DIMS];
    int ndim;
    if(!nd_parse_sizes(py_arg(1), &ndim, sizes, "shape") || !complete_shape(a, ndim, sizes, shape)) return false;
    if(nd_count(a) == 0) nd_fill_strides(strides, ndim, shape, nd_size_of(a->type), 'C');
    else if(!strides_without_copy(a, ndim, shape, 'C', strides)) {
        return nd_error(
            tp_AttributeError,
            "Incompatible shape for in-place modification. Use `.reshape()` to make a copy with the desired shape.");
    }
    return nd_set_shape(a, ndim, shape, strides);
}

/* ravel(a, order="C"), flatten(order="C"): one axis; ravel copies only where it must */
static bool flat(py_Ref array, py_Ref order_argument, bool is_copy) {
    char order;
    if(!nd_parse_order(order_argument, "CFAK", &order)) return false;
    py_Ref in = py_pushtmp(), made = py_pushtmp();
    py_newnil(made);
    bool ok = nd_asarray(in, array, ND_NO_TYPE);
    nd_Size count = ok ? nd_count(nd_array(in)) : 0;
    if(order == 'K') order = ok && nd_is_fortran(nd_array(in)) && !nd_is_contiguous(nd_array(in)) ? 'F' : 'C';
    if(ok && is_copy) ok = nd_copy(in, nd_array(in), ND_NO_TYPE, order);
    ok = ok && nd_reshape(made, in, 1, &count, order);
    if(ok && is_copy) { /* no other array references this memory */
        nd_Size step = nd_size_of(nd_array(in)->type);
        ok = nd_set_shape(nd_array(in), 1, &count, &step);
        py_assign(made, in);
    }
    if(ok) py_assign(py_retval(), made);
    py_shrink(2);
    return ok;
}

static bool np_ravel(int argc, py_Ref argv) {
    (void)argc;
    return flat(py_arg(0), py_arg(1), false);
}

static bool array_flatten(int argc, py_Ref argv) {
    (void)argc;
    return flat(py_arg(0), py_arg(1), true);
}

/* ---- transpose ----------------------------------------------------------------------------- */

static bool transpose(py_Ref array, py_Ref axes) {
    const nd_Array* a = nd_array(array);
    nd_Size shape[ND_MAX_DIMS], strides[ND_MAX_DIMS];
    py_i64 order[ND_MAX_DIMS];
    int count = 0;
    uint64_t seen = 0;
    if(!nd_is_set(axes)) {
        reversed(a, shape, strides);
    } else {
        if(!nd_parse_sizes(axes, &count, order, "axes")) return false;
        if(count != a->ndim) return nd_error(tp_ValueError, "axes don't match array");
        for(int i = 0; i < count; i++) {
            int axis;
            if(!nd_check_axis(order[i], a->ndim, &axis)) return false;
            if(seen >> axis & 1) return nd_error(tp_ValueError, "repeated axis in transpose");
            seen |= (uint64_t)1 << axis;
            shape[i] = a->shape[axis];
            strides[i] = a->strides[axis];
        }
    }
    nd_view(py_retval(), array, a->data, a->type, a->ndim, shape, strides);
    return true;
}

static bool np_transpose(int argc, py_Ref argv) {
    (void)argc;
    py_Ref in = py_pushtmp();
    bool ok = nd_asarray(in, py_arg(0), ND_NO_TYPE) && transpose(in, py_arg(1));
    py_pop();
    return ok;
}

/* transpose(self, *axes) */
static bool array_transpose(int argc, py_Ref argv) {
    (void)argc;
    py_Ref axes = py_arg(1);
    int count = py_tuple_len(axes);
    if(count == 0) return transpose(argv, py_None());
    bool is_one = count == 1 && !py_isint(py_tuple_getitem(axes, 0));
    return transpose(argv, is_one ? py_tuple_getitem(axes, 0) : axes);
}

void nd_add_reshaping(py_Ref module) {
    static const nd_Function METHODS[] = {
        {"reshape(self, *shape, **kwargs)", array_reshape},
        {"ravel(self, order='C')", np_ravel},
        {"flatten(self, order='C')", array_flatten},
        {"transpose(self, *axes)", array_transpose},
    };
    static const nd_Function FUNCTIONS[] = {
        {"reshape(a=..., shape=..., order='C')", np_reshape},
        {"ravel(a=..., order='C')", np_ravel},
        {"transpose(a=..., axes=None)", np_transpose},
    };
    py_bindproperty(nd_tp_ndarray, "shape", get_shape, set_shape);
    py_bindproperty(nd_tp_ndarray, "T", get_T, NULL);
    ND_BIND(py_tpobject(nd_tp_ndarray), METHODS);
    ND_BIND(module, FUNCTIONS);
}
