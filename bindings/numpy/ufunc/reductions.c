/* Reductions as Python calls them: np.sum and its kind, the methods of arrays and of ufuncs, and argmin/argmax. */
#include "ufunc.h"

#include <string.h>

/* ---- where the extreme is -------------------------------------------------------------------------------- */

#define FIND(NAME, T)                                                                                                  \
    static nd_Size NAME(const void* row, const void* wanted) {                                                         \
        const T *at = row, value = *(const T*)wanted;                                                                  \
        nd_Size i = 0;                                                                                                 \
        while(!(at[i] == value || (value != value && at[i] != at[i]))) i++;                                            \
        return i;                                                                                                      \
    }

FIND(find_8, uint8_t)
FIND(find_16, uint16_t)
FIND(find_32, uint32_t)
FIND(find_64, uint64_t)
FIND(find_f32, float)
FIND(find_f64, double)

/* The first occurrence of the extreme, or of NaN; the row is not empty. */
static nd_Size find_extreme(int type, nd_Fold fold, const char* row, nd_Size count) {
    char extreme[16];
    int bytes = nd_size_of(type);
    memcpy(extreme, row, (size_t)bytes);
    fold(extreme, row, bytes, count);
    if(type == ND_FLOAT32) return find_f32(row, extreme);
    if(type == ND_FLOAT64) return find_f64(row, extreme);
    switch(bytes) {
        case 1: return find_8(row, extreme);
        case 2: return find_16(row, extreme);
        case 4: return find_32(row, extreme);
        default: return find_64(row, extreme);
    }
}

/* _arg_extreme(a, is_max) -> indices along the last axis, which is not empty; not for complex numbers */
static bool np_arg_extreme(int argc, py_Ref argv) {
    PY_CHECK_ARGC(2);
    py_Ref rows = py_pushtmp(), made = py_pushtmp();
    py_newnil(made);
    nd_Array* a = nd_array(argv);
    bool ok = nd_ascontiguous(rows, argv, ND_NO_TYPE) && nd_new(made, ND_INT64, a->ndim - 1, a->shape);
    if(ok) {
        a = nd_array(rows);
        nd_Size length = a->shape[a->ndim - 1], count = nd_count(nd_array(made));
        nd_Fold fold = (py_tobool(py_arg(1)) ? nd_fold_maximum : nd_fold_minimum)[a->type];
        int64_t* to = (int64_t*)nd_array(made)->data;
        for(nd_Size i = 0; i < count; i++)
            to[i] = find_extreme(a->type, fold, a->data + i * length * nd_size_of(a->type), length);
        ok = nd_return(made);
    }
    py_shrink(2);
    return ok;
}

/* ---- Python's side -------------------------------------------------------------------------------------------- */

static bool give(py_Ref result, py_Ref out) {
    if(!out || !nd_is_set(out)) return nd_return(result);
    if(!nd_is_array(out)) return nd_error(tp_TypeError, "return arrays must be of ArrayType");
    nd_Array *to = nd_array(out), *from = nd_array(result);
    if(!nd_same_shape(to, from)) {
        return nd_error(
            tp_ValueError,
            "output parameter for reduction operation has the wrong number of dimensions or the wrong shape");
    }
    if(!to->writeable) return nd_error(tp_ValueError, "output array is read-only");
    if(!nd_assign(to, from)) return false;
    py_assign(py_retval(), out);
    return true;
}

/* argv: array, axis, dtype, out, keepdims, initial, where */
static bool reduce_arguments(const nd_Ufunc* ufunc, py_Ref array, py_Ref axis, py_Ref dtype, py_Ref out,
                             py_Ref keepdims, py_Ref initial, py_Ref where) {
    nd_Reduction how = {.initial = initial, .where = where, .keepdims = py_isbool(keepdims) && py_tobool(keepdims)};
    py_Ref in = py_pushtmp(), result = py_pushtmp();
    py_newnil(result);
    bool ok = nd_asarray(in, array, ND_NO_TYPE) && nd_parse_axes(axis, nd_array(in)->ndim, &how.axes) &&
              nd_parse_optional_type(dtype, &how.type) && nd_reduce(ufunc, &how, in, result) && give(result, out);
    py_shrink(2);
    return ok;
}

/* ufunc.reduce(array, axis=0, dtype=None, out=None, keepdims=False, initial=None, where=True) */
static bool ufunc_reduce(int argc, py_Ref argv) {
    (void)argc;
    return reduce_arguments(nd_ufunc_of(argv), py_arg(1), py_arg(2), py_arg(3), py_arg(4), py_arg(5), py_arg(6),
                            py_arg(7));
}

static bool accumulate_arguments(const nd_Ufunc* ufunc, py_Ref array, py_Ref axis, py_Ref dtype, py_Ref out) {
    py_Ref in = py_pushtmp(), result = py_pushtmp();
    py_newnil(result);
    int number = 0, type;
    bool ok = nd_asarray(in, array, ND_NO_TYPE) && nd_parse_optional_type(dtype, &type);
    bool is_scalar = ok && nd_array(in)->ndim == 0; /* promoted to one axis */
    if(is_scalar && nd_is_set(axis)) ok = nd_parse_axis(axis, 1, &number);
    if(ok && (is_scalar || !nd_is_set(axis))) {
        nd_Size count = nd_count(nd_array(in)), step = nd_size_of(nd_array(in)->type);
        ok = nd_copy(in, nd_array(in), ND_NO_TYPE, 'C') && nd_set_shape(nd_array(in), 1, &count, &step);
    } else if(ok) ok = nd_parse_axis(axis, nd_array(in)->ndim, &number);
    ok = ok && nd_accumulate(ufunc, in, number, type, result) && give(result, out);
    py_shrink(2);
    return ok;
}

/* ufunc.accumulate(array, axis=0, dtype=None, out=None) */
static bool ufunc_accumulate(int argc, py_Ref argv) {
    (void)argc;
    const nd_Ufunc* ufunc = nd_ufunc_of(argv);
    if(ufunc->inputs != 2) return nd_error(tp_ValueError, "accumulate only supported for binary functions");
    if(!nd_is_array(py_arg(1)) && nd_scalar_kind(py_arg(1)))
        return nd_error(tp_TypeError, "cannot accumulate on a scalar");
    if(nd_is_array(py_arg(1)) && nd_array(py_arg(1))->ndim == 0)
        return nd_error(tp_TypeError, "cannot accumulate on a scalar");
    return accumulate_arguments(ufunc, py_arg(1), py_arg(2), py_arg(3), py_arg(4));
}

#define REDUCTION(NAME, UFUNC)                                                                                         \
    /* (a, axis=None, dtype=None, out=None, keepdims=False, initial=..., where=True), of np and of arrays */           \
    static bool NAME(int argc, py_Ref argv) {                                                                          \
        (void)argc;                                                                                                    \
        return reduce_arguments(nd_find_ufunc(UFUNC), py_arg(0), py_arg(1), py_arg(2), py_arg(3), py_arg(4),           \
                                py_arg(5), py_arg(6));                                                                 \
    }

#define EXTREME(NAME, UFUNC)                                                                                           \
    /* (a, axis=None, out=None, keepdims=False, initial=..., where=True) */                                            \
    static bool NAME(int argc, py_Ref argv) {                                                                          \
        (void)argc;                                                                                                    \
        return reduce_arguments(nd_find_ufunc(UFUNC), py_arg(0), py_arg(1), py_None(), py_arg(2), py_arg(3),           \
                                py_arg(4), py_arg(5));                                                                 \
    }

#define TRUTH(NAME, UFUNC)                                                                                             \
    /* (a, axis=None, out=None, keepdims=False, where=True) */                                                         \
    static bool NAME(int argc, py_Ref argv) {                                                                          \
        (void)argc;                                                                                                    \
        return reduce_arguments(nd_find_ufunc(UFUNC), py_arg(0), py_arg(1), py_None(), py_arg(2), py_arg(3),           \
                                py_None(), py_arg(4));                                                                 \
    }

#define CUMULATION(NAME, UFUNC)                                                                                        \
    /* (a, axis=None, dtype=None, out=None) */                                                                         \
    static bool NAME(int argc, py_Ref argv) {                                                                          \
        (void)argc;                                                                                                    \
        return accumulate_arguments(nd_find_ufunc(UFUNC), py_arg(0), py_arg(1), py_arg(2), py_arg(3));                 \
    }

REDUCTION(np_sum, "add")
REDUCTION(np_prod, "multiply")
EXTREME(np_min, "minimum")
EXTREME(np_max, "maximum")
TRUTH(np_all, "logical_and")
TRUTH(np_any, "logical_or")
CUMULATION(np_cumsum, "add")
CUMULATION(np_cumprod, "multiply")

#define SUM_ARGS "axis=None, dtype=None, out=None, keepdims=False, initial=..., where=True)"
#define MIN_ARGS "axis=None, out=None, keepdims=False, initial=..., where=True)"
#define ALL_ARGS "axis=None, out=None, keepdims=False, where=True)"
#define CUM_ARGS "axis=None, dtype=None, out=None)"

void nd_add_reductions(py_Ref module) {
    py_bindfunc(module, "_arg_extreme", np_arg_extreme);
    static const nd_Function UFUNC_METHODS[] = {
        {"reduce(self, array=..., axis=0, dtype=None, out=None, keepdims=False, initial=..., where=True)",
         ufunc_reduce},
        {"accumulate(self, array=..., axis=0, dtype=None, out=None)", ufunc_accumulate},
    };
    static const nd_Function METHODS[] = {
        {"sum(self, " SUM_ARGS, np_sum},       {"prod(self, " SUM_ARGS, np_prod},       {"min(self, " MIN_ARGS, np_min},
        {"max(self, " MIN_ARGS, np_max},       {"all(self, " ALL_ARGS, np_all},         {"any(self, " ALL_ARGS, np_any},
        {"cumsum(self, " CUM_ARGS, np_cumsum}, {"cumprod(self, " CUM_ARGS, np_cumprod},
    };
    static const nd_Function FUNCTIONS[] = {
        {"sum(a=..., " SUM_ARGS, np_sum},       {"prod(a=..., " SUM_ARGS, np_prod},
        {"min(a=..., " MIN_ARGS, np_min},       {"max(a=..., " MIN_ARGS, np_max},
        {"amin(a=..., " MIN_ARGS, np_min},      {"amax(a=..., " MIN_ARGS, np_max},
        {"all(a=..., " ALL_ARGS, np_all},       {"any(a=..., " ALL_ARGS, np_any},
        {"cumsum(a=..., " CUM_ARGS, np_cumsum}, {"cumprod(a=..., " CUM_ARGS, np_cumprod},
    };
    ND_BIND(py_tpobject(nd_tp_ufunc), UFUNC_METHODS);
    ND_BIND(py_tpobject(nd_tp_ndarray), METHODS);
    ND_BIND(module, FUNCTIONS);
}
