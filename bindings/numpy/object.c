/* ndarray's attributes and the methods that need no arithmetic. */
#include "index/index.h"
#include "module.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static bool array_new(int argc, py_Ref argv) {
    (void)argc, (void)argv;
    return nd_error(tp_TypeError,
                    "make arrays with np.array, np.zeros, np.empty and their kind, not with np.ndarray()");
}

/* ---- attributes ------------------------------------------------------------------ */

#define GETTER(NAME, ...)                                                                                              \
    static bool get_##NAME(int argc, py_Ref argv) {                                                                    \
        PY_CHECK_ARGC(1);                                                                                              \
        const nd_Array* a = nd_array(argv);                                                                            \
        __VA_ARGS__;                                                                                                   \
        return true;                                                                                                   \
    }

GETTER(strides, nd_new_shape_tuple(py_retval(), a->ndim, a->strides))
GETTER(ndim, py_newint(py_retval(), a->ndim))
GETTER(size, py_newint(py_retval(), nd_count(a)))
GETTER(itemsize, py_newint(py_retval(), nd_size_of(a->type)))
GETTER(nbytes, py_newint(py_retval(), nd_count(a) * nd_size_of(a->type)))
GETTER(dtype, py_assign(py_retval(), nd_dtype_object(a->type)))
GETTER(base, (void)a; py_assign(py_retval(), py_getslot(argv, 0)))

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
    if(get == get_imag && !nd_is_complex(nd_array(argv)->type))
        return nd_error(tp_TypeError, "array does not have imaginary part to set");
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

/* ---- copies, conversions ---------------------------------------------------------------------- */

/* astype(self, dtype, order="K", casting="unsafe", subok=True, copy=True) */
static bool array_astype(int argc, py_Ref argv) {
    (void)argc;
    nd_Type type;
    char order;
    nd_Casting casting;
    if(!nd_parse_type(py_arg(1), &type) || !nd_parse_order(py_arg(2), "KCFA", &order) ||
       !nd_parse_casting(py_arg(3), &casting))
        return false;
    const nd_Array* a = nd_array(argv);
    if(!nd_can_cast(a->type, type, casting)) {
        return nd_error(tp_TypeError,
                        "Cannot cast array data from dtype('%s') to dtype('%s') according to the rule '%s'",
                        nd_type_info[a->type].name, nd_type_info[type].name, nd_casting_name(casting));
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
        if(a->ndim == 0)
            return nd_error(tp_ValueError,
                            "Changing the dtype of a 0d array is only supported if the itemsize is unchanged");
        if(strides[last] != old_size && shape[last] != 1 && nd_count(a))
            return nd_error(tp_ValueError,
                            "To change to a dtype of a different size, the last axis must be contiguous");
        if(shape[last] * old_size % new_size != 0)
            return nd_error(
                tp_ValueError,
                "When changing to a larger dtype, its size must be a divisor of the total size in bytes of the last axis of the array.");
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
    if(count == 0)
        return nd_error(
            tp_ValueError,
            "The truth value of an empty array is ambiguous. Use `array.size > 0` to check that an array is not empty.");
    if(count > 1)
        return nd_error(tp_ValueError,
                        "The truth value of an array with more than one element is ambiguous. Use a.any() or a.all()");
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
    static const struct {
        const char* name;
        py_CFunction get, set;
    } PROPERTIES[] = {
        {"strides", get_strides, NULL},   {"ndim", get_ndim, NULL},     {"size", get_size, NULL},
        {"itemsize", get_itemsize, NULL}, {"nbytes", get_nbytes, NULL}, {"dtype", get_dtype, NULL},
        {"base", get_base, NULL},         {"real", get_real, set_real}, {"imag", get_imag, set_imag},
    };
    static const struct {
        const char* name;
        py_CFunction function;
    } MAGICS[] = {
        {"__new__", array_new},   {"__len__", array_len},      {"__bool__", array_bool},
        {"__iter__", array_iter}, {"__getitem__", nd_getitem}, {"__setitem__", nd_setitem},
    };
    static const nd_Function METHODS[] = {
        {"copy(self, order='C')", array_copy},
        {"tolist(self)", array_tolist},
        {"item(self, *index)", array_item},
        {"astype(self, dtype=None, order='K', casting='unsafe', subok=True, copy=True)", array_astype},
        {"tobytes(self, order='C')", array_tobytes},
        {"view(self, dtype=...)", array_view},
        {"fill(self, value)", array_fill},
    };
    add_iterator(module);
    for(unsigned i = 0; i < sizeof PROPERTIES / sizeof *PROPERTIES; i++) {
        py_bindproperty(nd_tp_ndarray, PROPERTIES[i].name, PROPERTIES[i].get, PROPERTIES[i].set);
    }
    for(unsigned i = 0; i < sizeof MAGICS / sizeof *MAGICS; i++) {
        py_bindmagic(nd_tp_ndarray, py_name(MAGICS[i].name), MAGICS[i].function);
    }
    ND_BIND(py_tpobject(nd_tp_ndarray), METHODS);
}
