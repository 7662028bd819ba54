/* copyto, broadcast_to, as_strided, and assignment of the elements that a mask selects. */
#include "index.h"

#include <string.h>

/* Assigns elements of `from` where the mask is true; shapes have been checked. */
static void copy_masked(nd_Array* to, const nd_Array* from, const nd_Array* mask) {
    nd_Stream in, old, out, truth;
    char buffer[ND_CHUNK * 16], kept[ND_CHUNK * 16], truths[ND_CHUNK * 16];
    int bytes = nd_size_of(to->type);
    nd_stream(&in, from, to->ndim, to->shape);
    nd_stream(&old, to, to->ndim, to->shape);
    nd_stream(&out, to, to->ndim, to->shape);
    nd_stream(&truth, mask, to->ndim, to->shape);
    for(nd_Size left = nd_count(to); left > 0;) {
        nd_Size count = left < ND_CHUNK ? left : ND_CHUNK;
        const char* fresh = nd_next(&in, count, to->type, buffer);
        const uint8_t* is_true = (const uint8_t*)nd_next(&truth, count, ND_BOOL, truths);
        memcpy(kept, nd_next(&old, count, to->type, kept), (size_t)(count * bytes));
        for(nd_Size i = 0; i < count; i++) {
            if(is_true[i]) memcpy(kept + i * bytes, fresh + i * bytes, (size_t)bytes);
        }
        nd_put(&out, count, to->type, kept);
        left -= count;
    }
}

static bool fits(const nd_Array* to, const nd_Array* from) {
    int ndim = to->ndim;
    nd_Size shape[ND_MAX_DIMS];
    memcpy(shape, to->shape, sizeof(nd_Size) * (size_t)ndim);
    if(nd_broadcast(&ndim, shape, from->ndim, from->shape) && ndim == to->ndim &&
       memcmp(shape, to->shape, sizeof(nd_Size) * (size_t)ndim) == 0)
        return true;
    char have[256], want[256];
    nd_format_shape(have, sizeof have, from->ndim, from->shape);
    nd_format_shape(want, sizeof want, to->ndim, to->shape);
    for(char *c = have, *d = have; (*d = *c); c++) d += *c != ' ';
    for(char *c = want, *d = want; (*d = *c); c++) d += *c != ' ';
    return nd_error(tp_ValueError, "could not broadcast input array from shape %s into shape %s", have, want);
}

/* copyto(dst, src, casting="same_kind", where=True) */
static bool np_copyto(int argc, py_Ref argv) {
    (void)argc;
    nd_Casting casting;
    if(!nd_is_array(py_arg(0)))
        return nd_error(tp_TypeError, "copyto() argument 1 must be numpy.ndarray, not %s",
                        py_tpname(py_typeof(py_arg(0))));
    if(!nd_parse_casting(py_arg(2), &casting)) return false;
    nd_Array* to = nd_array(py_arg(0));
    if(!to->writeable) return nd_error(tp_ValueError, "assignment destination is read-only");
    py_Ref from = py_pushtmp(), mask = py_pushtmp();
    py_newnil(mask);
    bool is_scalar = nd_scalar_kind(py_arg(1)), has_mask = !(py_isbool(py_arg(3)) && py_tobool(py_arg(3)));
    bool ok = is_scalar ? nd_new(from, to->type, 0, NULL) && nd_store(to->type, nd_array(from)->data, py_arg(1))
                        : nd_asarray(from, py_arg(1), ND_NO_TYPE);
    int natural = !ok         ? to->type
                  : is_scalar ? nd_promote_weak(to->type, nd_scalar_kind(py_arg(1)))
                              : nd_array(from)->type;
    if(!nd_can_cast(natural, to->type, casting)) {
        ok = nd_error(tp_TypeError, "Cannot cast %s from dtype('%s') to dtype('%s') according to the rule '%s'",
                      nd_array(from)->ndim ? "array data" : "scalar", nd_type_info[natural].name,
                      nd_type_info[to->type].name, nd_casting_name(casting));
    }
    /* leading axes of length 1 are dropped */
    while(ok && nd_array(from)->ndim > to->ndim && nd_array(from)->shape[0] == 1) {
        const nd_Array* a = nd_array(from);
        nd_view(from, from, a->data, a->type, a->ndim - 1, a->shape + 1, a->strides + 1);
    }
    ok = ok && fits(to, nd_array(from));
    if(ok && has_mask) {
        ok = nd_asarray(mask, py_arg(3), ND_BOOL) && fits(to, nd_array(mask));
        if(ok && (nd_overlaps(to, nd_array(from)) || nd_overlaps(to, nd_array(mask)))) {
            ok = nd_copy(from, nd_array(from), ND_NO_TYPE, 'C') && nd_copy(mask, nd_array(mask), ND_NO_TYPE, 'C');
        }
        if(ok) copy_masked(to, nd_array(from), nd_array(mask));
    } else if(ok) ok = nd_assign(to, nd_array(from));
    py_shrink(2);
    if(ok) py_newnone(py_retval());
    return ok;
}

static bool np_nonzero(int argc, py_Ref argv) {
    (void)argc;
    py_Ref in = py_pushtmp();
    bool ok = nd_asarray(in, py_arg(0), ND_NO_TYPE);
    if(ok && nd_array(in)->ndim == 0)
        ok = nd_error(tp_ValueError,
                      "Calling nonzero on 0d arrays is not allowed. Use np.atleast_1d(scalar).nonzero() instead.");
    ok = ok && nd_nonzero(in, in);
    if(ok) py_assign(py_retval(), in);
    py_pop();
    return ok;
}

/* as_strided(x, shape, strides): a view with arbitrary strides; rejected where it would be out of
 * bounds of the memory of `x` */
static bool np_as_strided(int argc, py_Ref argv) {
    (void)argc;
    int ndim, count;
    nd_Size shape[ND_MAX_DIMS], strides[ND_MAX_DIMS];
    py_i64 sizes[ND_MAX_DIMS];
    if(!nd_is_array(py_arg(0))) return nd_error(tp_TypeError, "as_strided needs an array");
    const nd_Array* a = nd_array(py_arg(0));
    if(!nd_parse_shape(py_arg(1), a->type, &ndim, shape) || !nd_parse_sizes(py_arg(2), &count, sizes, "strides"))
        return false;
    if(count != ndim) return nd_error(tp_ValueError, "strides must be as many as the axes of the shape");
    py_i64 low = 0, high = nd_size_of(a->type);
    for(int i = 0; i < ndim; i++) {
        py_i64 reach;
        if(__builtin_mul_overflow(sizes[i], (py_i64)(shape[i] ? shape[i] - 1 : 0), &reach) || reach > INT32_MAX ||
           reach < -INT32_MAX)
            return nd_error(tp_ValueError, "strides leave the memory of the array");
        if(reach < 0) low += reach;
        else high += reach;
        strides[i] = (nd_Size)sizes[i];
    }
    py_Ref owner = a->owns ? py_arg(0) : py_getslot(py_arg(0), 0);
    if(!nd_is_array(owner)) return nd_error(tp_ValueError, "as_strided needs an array that has its own memory");
    const nd_Array* whole = nd_array(owner);
    bool is_inside = nd_product(ndim, shape) == 0 ||
                     (a->data + low >= whole->data && a->data + high <= whole->data + whole->buffer_bytes);
    if(!is_inside) return nd_error(tp_ValueError, "shape and strides leave the memory of the array");
    nd_view(py_retval(), py_arg(0), a->data, a->type, ndim, shape, strides);
    return true;
}

/* broadcast_to(array, shape): a read-only view with strides of 0 */
static bool np_broadcast_to(int argc, py_Ref argv) {
    (void)argc;
    int ndim, joined;
    nd_Size shape[ND_MAX_DIMS], whole[ND_MAX_DIMS], strides[ND_MAX_DIMS];
    py_Ref in = py_pushtmp();
    bool ok = nd_asarray(in, py_arg(0), ND_NO_TYPE) && nd_parse_shape(py_arg(1), ND_BOOL, &ndim, shape);
    if(ok) {
        const nd_Array* a = nd_array(in);
        joined = ndim;
        memcpy(whole, shape, sizeof(nd_Size) * (size_t)ndim);
        bool is_fit = a->ndim <= ndim && nd_broadcast(&joined, whole, a->ndim, a->shape) &&
                      memcmp(whole, shape, sizeof(nd_Size) * (size_t)ndim) == 0;
        if(!is_fit) {
            char have[256], want[256];
            nd_format_shape(have, sizeof have, a->ndim, a->shape);
            nd_format_shape(want, sizeof want, ndim, shape);
            for(char *c = want, *d = want; (*d = *c); c++) d += *c != ' ';
            for(char *c = have, *d = have; (*d = *c); c++) d += *c != ' ';
            ok = nd_error(
                tp_ValueError,
                "operands could not be broadcast together with remapped shapes [original->remapped]: %s  and requested shape %s",
                have, want);
        }
        int missing = ndim - a->ndim;
        for(int i = 0; ok && i < ndim; i++)
            strides[i] = i < missing || a->shape[i - missing] == 1 ? 0 : a->strides[i - missing];
        if(ok) nd_view(py_retval(), in, a->data, a->type, ndim, shape, strides)->writeable = false;
    }
    py_pop();
    return ok;
}

void nd_add_copying(py_Ref module) {
    static const nd_Function FUNCTIONS[] = {
        {"copyto(dst=..., src=..., casting='same_kind', where=True)", np_copyto},
        {"nonzero(a=...)", np_nonzero},
        {"broadcast_to(array=..., shape=..., subok=False)", np_broadcast_to},
        {"_as_strided(x=..., shape=..., strides=...)", np_as_strided},
    };
    ND_BIND(module, FUNCTIONS);
}
