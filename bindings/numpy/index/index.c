/* a[key] and a[key] = value. */
#include "key.h"

/* ---- single items --------------------------------------------------------------- */

static bool element_at(const nd_Array* array, const py_i64* indices, char** out) {
    char* at = array->data;
    for(int i = 0; i < array->ndim; i++) {
        py_i64 index = indices[i];
        nd_Size size = array->shape[i];
        if(index < -size || index >= size) return nd_out_of_bounds(index, i, size);
        at += (nd_Size)(index < 0 ? index + size : index) * array->strides[i];
    }
    *out = at;
    return true;
}

/* Whether the key is one int for each axis: the fast path for single elements. */
static bool is_element_key(const nd_Array* array, py_Ref key, py_i64* indices) {
    if(py_isint(key)) {
        indices[0] = py_toint(key);
        return array->ndim == 1;
    }
    if(!py_istuple(key) || py_tuple_len(key) != array->ndim || array->ndim == 0) return false;
    for(int i = 0; i < array->ndim; i++) {
        py_Ref item = py_tuple_getitem(key, i);
        if(!py_isint(item)) return false;
        indices[i] = py_toint(item);
    }
    return true;
}

/* ---- the two methods -------------------------------------------------------------------------------- */

static bool get(py_Ref self, py_Ref key, py_Ref out) {
    nd_Index index;
    if(nd_is_whole_mask(nd_array(self), key)) return nd_masked_get(out, nd_array(self), nd_array(key));
    if(!nd_parse_key(&index, self, key)) return false;
    if(index.arrays) return nd_gather(out, nd_array(self), &index);
    nd_view(out, self, index.data, nd_array(self)->type, index.ndim, index.shape, index.strides);
    return true;
}

/* a[key] without making a scalar of what has no axis. */
bool nd_get(py_OutRef out, py_Ref self, py_Ref key) {
    py_Ref result = py_pushtmp();
    py_StackRef base = py_pushtmp();
    bool ok = get(self, key, result);
    if(ok) py_assign(out, result);
    py_shrink((int)(py_peek(-1) + 1 - base) + 1);
    return ok;
}

/* An ellipsis in the key asks for a view: a[0, ...] of one axis is a 0-d array. */
static bool wants_array(py_Ref key) {
    if(py_istype(key, tp_ellipsis)) return true;
    if(!py_istuple(key)) return false;
    for(int i = 0; i < py_tuple_len(key); i++) {
        if(py_istype(py_tuple_getitem(key, i), tp_ellipsis)) return true;
    }
    return false;
}

bool nd_getitem(int argc, py_Ref argv) {
    PY_CHECK_ARGC(2);
    py_i64 indices[ND_MAX_DIMS];
    if(is_element_key(nd_array(argv), py_arg(1), indices)) {
        char* element;
        return element_at(nd_array(argv), indices, &element) && nd_item(py_retval(), nd_array(argv)->type, element);
    }
    py_Ref result = py_pushtmp();
    bool ok = nd_get(result, argv, py_arg(1));
    if(ok && wants_array(py_arg(1))) py_assign(py_retval(), result);
    else if(ok) ok = nd_return(result);
    py_pop();
    return ok;
}

/* An array assigned to a single element: an index of ints alone names one element. */
static bool refuse_sequence(const nd_Array* array, py_Ref key, py_Ref value, int ndim) {
    if(ndim > 0 || !nd_is_array(value) || nd_array(value)->ndim == 0 || array->type == ND_BOOL) return false;
    bool is_open = py_istype(key, tp_ellipsis) || (py_istuple(key) && py_tuple_len(key) == 0);
    for(int i = 0; py_istuple(key) && i < py_tuple_len(key); i++)
        is_open |= py_istype(py_tuple_getitem(key, i), tp_ellipsis);
    if(is_open) return false;
    if(nd_is_complex(array->type))
        return !nd_error(tp_TypeError, "only 0-dimensional arrays can be converted to Python scalars");
    return !nd_error(tp_ValueError, "setting an array element with a sequence.");
}

static bool set(py_Ref self, py_Ref key, py_Ref value) {
    nd_Array* array = nd_array(self);
    nd_Index index;
    if(nd_is_whole_mask(array, key)) return nd_masked_set(array, key, value);
    if(!nd_parse_key(&index, self, key)) return false;
    if(index.arrays) return nd_scatter(array, &index, value);
    if(refuse_sequence(array, key, value, index.ndim)) return false;
    py_Ref place = py_pushtmp(), given = py_pushtmp();
    nd_view(place, self, index.data, array->type, index.ndim, index.shape, index.strides);
    bool ok = nd_broadcast_value(given, value, array->type, index.ndim, index.shape,
                                 "could not broadcast input array from shape %s into shape %s");
    return ok && nd_assign(nd_array(place), nd_array(given));
}

bool nd_setitem(int argc, py_Ref argv) {
    PY_CHECK_ARGC(3);
    nd_Array* array = nd_array(argv);
    py_i64 indices[ND_MAX_DIMS];
    if(!array->writeable) return nd_error(tp_ValueError, "assignment destination is read-only");
    bool is_single = nd_scalar_kind(py_arg(2)) || py_islist(py_arg(2)) || py_istuple(py_arg(2));
    if(is_single && is_element_key(array, py_arg(1), indices)) {
        char* element;
        if(!element_at(array, indices, &element) || !nd_store(array->type, element, py_arg(2))) return false;
        py_newnone(py_retval());
        return true;
    }
    py_StackRef base = py_pushtmp();
    bool ok = set(argv, py_arg(1), py_arg(2));
    py_shrink((int)(py_peek(-1) + 1 - base));
    if(ok) py_newnone(py_retval());
    return ok;
}

bool nd_assign_checked(py_Ref to, py_Ref from) {
    py_Ref arguments = py_pushtmp();
    py_assign(arguments, to);
    py_newellipsis(py_pushtmp());
    py_assign(py_pushtmp(), from);
    bool ok = nd_setitem(3, arguments);
    py_shrink(3);
    return ok;
}
