/* ndarray's attributes and the methods that need no arithmetic. */
#include "nd.h"
#include "parts.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static bool array_new(int argc, py_Ref argv) {
    (void)argc, (void)argv;
    return nd_error(tp_TypeError, "make arrays with np.array, np.zeros, np.empty and their kind, not with np.ndarray()");
}

/* ---- attributes ------------------------------------------------------------------ */

#define GETTER(NAME, ...)                                                                                                          \
    static bool get_##NAME(int argc, py_Ref argv) {                                                                                \
        PY_CHECK_ARGC(1);                                                                                                          \
        const nd_Array* a = nd_array(argv);                                                                                        \
        __VA_ARGS__;                                                                                                               \
        return true;                                                                                                               \
    }

GETTER(shape, nd_new_shape_tuple(py_retval(), a->ndim, a->shape))
GETTER(strides, nd_new_shape_tuple(py_retval(), a->ndim, a->strides))
GETTER(ndim, py_newint(py_retval(), a->ndim))
GETTER(size, py_newint(py_retval(), nd_count(a)))
GETTER(itemsize, py_newint(py_retval(), nd_size_of(a->type)))
GETTER(nbytes, py_newint(py_retval(), nd_count(a) * nd_size_of(a->type)))
GETTER(dtype, py_assign(py_retval(), nd_dtype_object(a->type)))
GETTER(base, (void)a; py_assign(py_retval(), py_getslot(argv, 0)))

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

static int real_type(int type) { return type == ND_COMPLEX64 ? ND_FLOAT32 : type == ND_COMPLEX128 ? ND_FLOAT64 : type; }

static bool get_real(int argc, py_Ref argv) {
    PY_CHECK_ARGC(1);
    const nd_Array* a = nd_array(argv);
    nd_view(py_retval(), argv, a->data, real_type(a->type), a->ndim, a->shape, a->strides);
    return true;
}

static bool get_imag(int argc, py_Ref argv) {
    PY_CHECK_ARGC(1);
    const nd_Array* a = nd_array(argv);
    if(!nd_is_complex(a->type)) {
        if(!nd_zeros(py_retval(), a->type, a->ndim, a->shape, 'C')) return false;
        nd_array(py_retval())->writeable = false;
        return true;
    }
    nd_view(py_retval(), argv, a->data + nd_size_of(a->type) / 2, real_type(a->type), a->ndim, a->shape, a->strides);
    return true;
}

static bool set_part(int argc, py_Ref argv, py_CFunction get) {
    PY_CHECK_ARGC(2);
    if(get == get_imag && !nd_is_complex(nd_array(argv)->type)) return nd_error(tp_TypeError, "array does not have imaginary part to set");
    py_Ref part = py_pushtmp(), value = py_pushtmp();
    py_newnil(value);
    bool ok = get(1, argv);
    if(ok) py_assign(part, py_retval());
    ok = ok && nd_asarray(value, py_arg(1), ND_NO_TYPE) && nd_assign_checked(part, value);
    py_shrink(2);
    return ok;
}

static bool set_real(int argc, py_Ref argv) { return set_part(argc, argv, get_real); }

static bool set_imag(int argc, py_Ref argv) { return set_part(argc, argv, get_imag); }

/* a[...] = value for arrays on the stack */
bool nd_assign_checked(py_Ref to, py_Ref from) {
    py_Ref arguments = py_pushtmp();
    py_assign(arguments, to);
    py_newellipsis(py_pushtmp());
    py_assign(py_pushtmp(), from);
    bool ok = nd_setitem(3, arguments);
    py_shrink(3);
    return ok;
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
    return nd_error(tp_ValueError, "cannot reshape array of size %td into shape (%s%s)", nd_count(a), length ? text : "", ndim == 1 ? "," : "");
}

/* Finds the one -1 and checks the count. */
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

/* Strides that show the same memory in another shape; false if there are none. */
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
            bool fits = order == 'F' ? old_strides[axis + 1] == old_shape[axis] * old_strides[axis] : old_strides[axis] == old_shape[axis + 1] * old_strides[axis + 1];
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
    if(!nd_parse_sizes(shape, &ndim, sizes, "shape") || !complete_shape(nd_array(array), ndim, sizes, found)) return false;
    return nd_reshape(out, array, ndim, found, order);
}

/* np.reshape(a, shape, order="C") */
static bool np_reshape(int argc, py_Ref argv) {
    (void)argc;
    char order;
    py_Ref array = py_pushtmp(), made = py_pushtmp();
    py_newnil(made);
    bool ok = nd_parse_order(py_arg(2), "CFA", &order) && nd_asarray(array, py_arg(0), ND_NO_TYPE) && reshape_to(made, array, py_arg(1), order);
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
    if(found < 0 || py_dict_len(py_arg(2)) > found) return found < 0 ? false : nd_error(tp_TypeError, "reshape() takes only the keyword 'order'");
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
        return nd_error(tp_AttributeError, "Incompatible shape for in-place modification. Use `.reshape()` to make a copy with the desired shape.");
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
    if(ok && is_copy) { /* no other array sees this memory */
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

/* ---- copies, conversions ---------------------------------------------------------------------- */

/* astype(self, dtype, order="K", casting="unsafe", subok=True, copy=True) */
static bool array_astype(int argc, py_Ref argv) {
    (void)argc;
    nd_Type type;
    char order;
    nd_Casting casting;
    if(!nd_parse_type(py_arg(1), &type) || !nd_parse_order(py_arg(2), "KCFA", &order) || !nd_parse_casting(py_arg(3), &casting)) return false;
    const nd_Array* a = nd_array(argv);
    if(!nd_can_cast(a->type, type, casting)) {
        return nd_error(tp_TypeError, "Cannot cast array data from dtype('%s') to dtype('%s') according to the rule '%s'", nd_type_info[a->type].name, nd_type_info[type].name, nd_casting_name(casting));
    }
    bool may_share = py_isbool(py_arg(5)) && !py_tobool(py_arg(5)) && a->type == type;
    if(may_share) py_assign(py_retval(), argv);
    return may_share || nd_copy(py_retval(), a, type, order);
}

static bool array_copy(int argc, py_Ref argv) {
    (void)argc;
    char order;
    return nd_parse_order(py_arg(1), "CFAK", &order) && nd_copy(py_retval(), nd_array(argv), ND_NO_TYPE, order);
}

static bool make_list(py_OutRef out, const nd_Array* a, const char* at, int axis) {
    if(axis == a->ndim) return nd_item(out, a->type, at);
    py_Ref list = py_pushtmp();
    py_newlistn(list, (int)a->shape[axis]);
    for(nd_Size i = 0; i < a->shape[axis]; i++) py_newnone(py_list_getitem(list, (int)i));
    py_Ref item = py_pushtmp();
    bool ok = true;
    for(nd_Size i = 0; ok && i < a->shape[axis]; i++) {
        ok = make_list(item, a, at + i * a->strides[axis], axis + 1);
        if(ok) py_list_setitem(list, (int)i, item);
    }
    if(ok) py_assign(out, list);
    py_shrink(2);
    return ok;
}

static bool array_tolist(int argc, py_Ref argv) {
    PY_CHECK_ARGC(1);
    return make_list(py_retval(), nd_array(argv), nd_array(argv)->data, 0);
}

/* item(self, *index) */
static bool array_item(int argc, py_Ref argv) {
    (void)argc;
    const nd_Array* a = nd_array(argv);
    py_Ref index = py_arg(1);
    int count = py_tuple_len(index);
    if(count == 0) {
        if(nd_count(a) != 1) return nd_error(tp_ValueError, "can only convert an array of size 1 to a Python scalar");
        return nd_item(py_retval(), a->type, a->data);
    }
    py_Ref arguments = py_pushtmp(), key = py_pushtmp();
    bool is_flat = count == 1 && !py_istuple(py_tuple_getitem(index, 0)) && a->ndim != 1;
    py_assign(arguments, argv);
    py_assign(key, count == 1 ? py_tuple_getitem(index, 0) : index);
    nd_Size size = nd_count(a);
    bool ok = !is_flat || nd_reshape(arguments, argv, 1, &size, 'C');
    ok = ok && nd_getitem(2, arguments);
    if(ok && nd_is_array(py_retval())) ok = nd_error(tp_ValueError, "incorrect number of indices for array");
    py_shrink(2);
    return ok;
}

static bool array_fill(int argc, py_Ref argv) {
    PY_CHECK_ARGC(2);
    bool ok = nd_assign_checked(argv, py_arg(1));
    if(ok) py_newnone(py_retval());
    return ok;
}

static bool array_tobytes(int argc, py_Ref argv) {
    (void)argc;
    char order;
    if(!nd_parse_order(py_arg(1), "CFA", &order)) return false;
    py_Ref in = py_pushtmp();
    py_newnil(in);
    bool ok = nd_copy(in, nd_array(argv), ND_NO_TYPE, order);
    if(ok) {
        nd_Size bytes = nd_array(in)->buffer_bytes;
        memcpy(py_newbytes(py_retval(), (int)bytes), nd_array(in)->data, (size_t)bytes);
    }
    py_pop();
    return ok;
}

/* view(self, dtype=...): the same bytes as another type */
static bool array_view(int argc, py_Ref argv) {
    (void)argc;
    const nd_Array* a = nd_array(argv);
    int type;
    if(!nd_parse_optional_type(py_arg(1), &type)) return false;
    if(type == ND_NO_TYPE) type = a->type;
    int old_size = nd_size_of(a->type), new_size = nd_size_of(type), last = a->ndim - 1;
    nd_Size shape[ND_MAX_DIMS], strides[ND_MAX_DIMS];
    memcpy(shape, a->shape, sizeof(nd_Size) * (size_t)a->ndim);
    memcpy(strides, a->strides, sizeof(nd_Size) * (size_t)a->ndim);
    if(old_size != new_size) {
        if(a->ndim == 0) return nd_error(tp_ValueError, "Changing the dtype of a 0d array is only supported if the itemsize is unchanged");
        if(strides[last] != old_size && shape[last] != 1 && nd_count(a)) return nd_error(tp_ValueError, "To change to a dtype of a different size, the last axis must be contiguous");
        if(shape[last] * old_size % new_size != 0) return nd_error(tp_ValueError, "When changing to a larger dtype, its size must be a divisor of the total size in bytes of the last axis of the array.");
        shape[last] = shape[last] * old_size / new_size;
        strides[last] = new_size;
    }
    nd_view(py_retval(), argv, a->data, type, a->ndim, shape, strides);
    return true;
}

/* ---- Python's own questions ------------------------------------------------------------------------- */

static bool array_len(int argc, py_Ref argv) {
    PY_CHECK_ARGC(1);
    if(nd_array(argv)->ndim == 0) return nd_error(tp_TypeError, "len() of unsized object");
    py_newint(py_retval(), nd_array(argv)->shape[0]);
    return true;
}

static bool array_bool(int argc, py_Ref argv) {
    PY_CHECK_ARGC(1);
    const nd_Array* a = nd_array(argv);
    nd_Size count = nd_count(a);
    if(count == 0) return nd_error(tp_ValueError, "The truth value of an empty array is ambiguous. Use `array.size > 0` to check that an array is not empty.");
    if(count > 1) return nd_error(tp_ValueError, "The truth value of an array with more than one element is ambiguous. Use a.any() or a.all()");
    uint8_t truth;
    nd_cast(ND_BOOL, &truth, a->type, a->data, 1);
    py_newbool(py_retval(), truth);
    return true;
}

/* Iteration: slot 0 is the array, the userdata is the next index. */
static py_Type tp_iterator;

static bool array_iter(int argc, py_Ref argv) {
    PY_CHECK_ARGC(1);
    if(nd_array(argv)->ndim == 0) return nd_error(tp_TypeError, "iteration over a 0-d array");
    py_Ref made = py_pushtmp();
    *(nd_Size*)py_newobject(made, tp_iterator, 1, sizeof(nd_Size)) = 0;
    py_setslot(made, 0, argv);
    py_assign(py_retval(), made);
    py_pop();
    return true;
}

static bool iterator_iter(int argc, py_Ref argv) {
    PY_CHECK_ARGC(1);
    py_assign(py_retval(), argv);
    return true;
}

static bool iterator_next(int argc, py_Ref argv) {
    PY_CHECK_ARGC(1);
    nd_Size* next = py_touserdata(argv);
    py_Ref array = py_getslot(argv, 0);
    const nd_Array* a = nd_array(array);
    if(*next >= a->shape[0]) return StopIteration();
    char* at = a->data + (*next)++ * a->strides[0];
    if(a->ndim == 1) return nd_item(py_retval(), a->type, at);
    nd_view(py_retval(), array, at, a->type, a->ndim - 1, a->shape + 1, a->strides + 1);
    return true;
}

static bool iterator_new(int argc, py_Ref argv) {
    (void)argc, (void)argv;
    return nd_error(tp_TypeError, "cannot create 'array_iterator' instances");
}

static void add_iterator(py_Ref module) {
    tp_iterator = py_newtype("array_iterator", tp_object, module, NULL);
    py_bindmagic(tp_iterator, py_name("__new__"), iterator_new);
    py_bindmagic(tp_iterator, py_name("__iter__"), iterator_iter);
    py_bindmagic(tp_iterator, py_name("__next__"), iterator_next);
}

/* The set of bytes that elements begin at, as a sorted list, is what two views of one memory share or not. */
static void offsets_of(const nd_Array* a, const char* from, int64_t* out) {
    nd_Size index[ND_MAX_DIMS] = {0}, total = nd_count(a);
    const char* at = a->data;
    for(nd_Size i = 0; i < total; i++) {
        out[i] = at - from;
        for(int axis = a->ndim - 1; axis >= 0; axis--) {
            at += a->strides[axis];
            if(++index[axis] < a->shape[axis]) break;
            at -= a->strides[axis] * a->shape[axis];
            index[axis] = 0;
        }
    }
}

static int compare_offsets(const void* a, const void* b) {
    int64_t x = *(const int64_t*)a, y = *(const int64_t*)b;
    return (x > y) - (x < y);
}

/* Whether an element of one lies over an element of the other. */
static bool share_element(const nd_Array* a, const nd_Array* b, int64_t* p, int64_t* q) {
    nd_Size m = nd_count(a), n = nd_count(b), j = 0;
    offsets_of(a, a->data, p), offsets_of(b, a->data, q);
    qsort(p, (size_t)m, sizeof *p, compare_offsets), qsort(q, (size_t)n, sizeof *q, compare_offsets);
    for(nd_Size i = 0; i < m; i++) {
        while(j < n && q[j] + nd_size_of(b->type) <= p[i]) j++;
        if(j < n && q[j] < p[i] + nd_size_of(a->type)) return true;
    }
    return false;
}

/* _overlap(a, b, exactly): whether they share memory, or may */
static bool np_overlap(int argc, py_Ref argv) {
    PY_CHECK_ARGC(3);
    const nd_Array *a = nd_array(argv), *b = nd_array(py_arg(1));
    bool found = nd_count(a) && nd_count(b) && nd_overlaps(a, b);
    if(found && py_tobool(py_arg(2))) {
        int64_t* room = nd_allocate((size_t)(nd_count(a) + nd_count(b)) * sizeof(int64_t));
        if(!room) return nd_error(nd_tp_memory_error, "no memory to compare the arrays' places");
        found = share_element(a, b, room, room + nd_count(a));
        free(room);
    }
    py_newbool(py_retval(), found);
    return true;
}

/* _flags(a) -> (in C order, in Fortran order, owns its memory, writeable) */
static bool np_flags(int argc, py_Ref argv) {
    PY_CHECK_ARGC(1);
    const nd_Array* a = nd_array(argv);
    bool flags[4] = {nd_is_contiguous(a), nd_is_fortran(a), a->owns, a->writeable};
    py_Ref tuple = py_pushtmp();
    py_newtuple(tuple, 4);
    for(int i = 0; i < 4; i++) py_newbool(py_tuple_getitem(tuple, i), flags[i]);
    py_assign(py_retval(), tuple);
    py_pop();
    return true;
}

/* _set_writeable(a, flag) */
static bool np_set_writeable(int argc, py_Ref argv) {
    PY_CHECK_ARGC(2);
    nd_array(argv)->writeable = py_tobool(py_arg(1));
    py_newnone(py_retval());
    return true;
}

void nd_add_object(py_Ref module) {
    py_bindfunc(module, "_flags", np_flags);
    py_bindfunc(module, "_set_writeable", np_set_writeable);
    py_bindfunc(module, "_overlap", np_overlap);
    static const struct {
        const char* name;
        py_CFunction get, set;
    } PROPERTIES[] = {
        {"shape", get_shape, set_shape}, {"strides", get_strides, NULL}, {"ndim", get_ndim, NULL},     {"size", get_size, NULL},
        {"itemsize", get_itemsize, NULL}, {"nbytes", get_nbytes, NULL},  {"dtype", get_dtype, NULL},   {"base", get_base, NULL},
        {"T", get_T, NULL},              {"real", get_real, set_real},   {"imag", get_imag, set_imag},
    };
    static const struct {
        const char* name;
        py_CFunction function;
    } MAGICS[] = {
        {"__new__", array_new}, {"__len__", array_len}, {"__bool__", array_bool}, {"__iter__", array_iter}, {"__getitem__", nd_getitem}, {"__setitem__", nd_setitem},
    };
    static const nd_Function METHODS[] = {
        {"reshape(self, *shape, **kwargs)", array_reshape}, {"ravel(self, order='C')", np_ravel}, {"flatten(self, order='C')", array_flatten},
        {"transpose(self, *axes)", array_transpose}, {"copy(self, order='C')", array_copy}, {"tolist(self)", array_tolist}, {"item(self, *index)", array_item},
        {"astype(self, dtype=None, order='K', casting='unsafe', subok=True, copy=True)", array_astype}, {"tobytes(self, order='C')", array_tobytes},
        {"view(self, dtype=...)", array_view}, {"fill(self, value)", array_fill},
    };
    static const nd_Function FUNCTIONS[] = {
        {"reshape(a=..., shape=..., order='C')", np_reshape}, {"ravel(a=..., order='C')", np_ravel}, {"transpose(a=..., axes=None)", np_transpose},
    };
    add_iterator(module);
    for(unsigned i = 0; i < sizeof PROPERTIES / sizeof *PROPERTIES; i++) {
        py_bindproperty(nd_tp_ndarray, PROPERTIES[i].name, PROPERTIES[i].get, PROPERTIES[i].set);
    }
    for(unsigned i = 0; i < sizeof MAGICS / sizeof *MAGICS; i++) {
        py_bindmagic(nd_tp_ndarray, py_name(MAGICS[i].name), MAGICS[i].function);
    }
    ND_BIND(py_tpobject(nd_tp_ndarray), METHODS);
    ND_BIND(module, FUNCTIONS);
}
