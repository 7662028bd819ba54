/* Matrix products: matmul and `@`, dot, over stacks of matrices; the views that einsum takes of its operands. */
#include "linalg/linalg.h"
#include "module.h"

#include <string.h>

/* The type in which a product is computed. */
static int work_type(int type) {
    if(type == ND_FLOAT32 || type == ND_FLOAT64) return type;
    return nd_is_complex(type) ? ND_COMPLEX128 : ND_INT64;
}

static bool is_usable(const nd_Array* a, int type) {
    int bytes = nd_size_of(type);
    if(a->type != type) return false;
    for(int i = 0; i < a->ndim; i++) {
        if(a->strides[i] % bytes != 0) return false;
    }
    return true;
}

static la_status multiply(int type, const la_product* p, const void* a, const void* b, void* c) {
    if(type == ND_FLOAT64) return la_matmul_f64(p, a, b, c);
    if(type == ND_FLOAT32) return la_matmul_f32(p, a, b, c);
    return type == ND_INT64 ? la_matmul_i64(p, a, b, c) : la_matmul_c128(p, a, b, c);
}

typedef struct {
    int a_ndim, b_ndim; /* with an axis added to vectors */
    nd_Size a_shape[ND_MAX_DIMS], a_strides[ND_MAX_DIMS];
    nd_Size b_shape[ND_MAX_DIMS], b_strides[ND_MAX_DIMS];
    int stack_ndim;
    nd_Size stack[ND_MAX_DIMS];
} Operands;

static void widen(const nd_Array* a, bool is_first, int* ndim, nd_Size* shape, nd_Size* strides) {
    memcpy(shape, a->shape, sizeof(nd_Size) * (size_t)a->ndim);
    memcpy(strides, a->strides, sizeof(nd_Size) * (size_t)a->ndim);
    *ndim = a->ndim;
    if(a->ndim != 1) return;
    int added = is_first ? 0 : 1;
    shape[!added] = a->shape[0];
    strides[!added] = a->strides[0];
    shape[added] = 1;
    strides[added] = 0;
    *ndim = 2;
}

static bool mismatch(const nd_Array* a, const nd_Array* b, nd_Size k, nd_Size other) {
    (void)a, (void)b;
    return nd_error(
        tp_ValueError,
        "matmul: Input operand 1 has a mismatch in its core dimension 0, with gufunc signature (n?,k),(k,m?)->(n?,m?) (size %td is different from %td)",
        other, k);
}

static nd_Size stack_offset(const Operands* o, const nd_Size* index, int ndim, const nd_Size* shape,
                            const nd_Size* strides) {
    nd_Size offset = 0;
    int own = ndim - 2;
    for(int i = 0; i < own; i++) {
        nd_Size at = index[o->stack_ndim - own + i];
        if(shape[i] != 1) offset += at * strides[i];
    }
    return offset;
}

static la_status multiply_stack(int type, const Operands* o, const char* a, const char* b, char* c) {
    int bytes = nd_size_of(type), al = o->a_ndim, bl = o->b_ndim;
    la_product p = {.m = (int)o->a_shape[al - 2],
                    .n = (int)o->b_shape[bl - 1],
                    .k = (int)o->a_shape[al - 1],
                    .a_row = o->a_strides[al - 2] / bytes,
                    .a_column = o->a_strides[al - 1] / bytes,
                    .b_row = o->b_strides[bl - 2] / bytes,
                    .b_column = o->b_strides[bl - 1] / bytes,
                    .c_row = o->b_shape[bl - 1]};
    nd_Size index[ND_MAX_DIMS] = {0};
    for(nd_Size i = 0, total = nd_product(o->stack_ndim, o->stack); i < total; i++) {
        const char* from_a = a + stack_offset(o, index, al, o->a_shape, o->a_strides);
        const char* from_b = b + stack_offset(o, index, bl, o->b_shape, o->b_strides);
        la_status status = multiply(type, &p, from_a, from_b, c + i * p.m * p.n * bytes);
        if(status != LA_OK) return status;
        for(int axis = o->stack_ndim - 1; axis >= 0 && ++index[axis] == o->stack[axis]; axis--) index[axis] = 0;
    }
    return LA_OK;
}

/* Both operands are arrays of the work type, whose strides are whole elements. */
static bool matmul_arrays(py_OutRef out, const nd_Array* a, const nd_Array* b, int type) {
    Operands o;
    widen(a, true, &o.a_ndim, o.a_shape, o.a_strides);
    widen(b, false, &o.b_ndim, o.b_shape, o.b_strides);
    if(o.a_shape[o.a_ndim - 1] != o.b_shape[o.b_ndim - 2])
        return mismatch(a, b, o.a_shape[o.a_ndim - 1], o.b_shape[o.b_ndim - 2]);
    o.stack_ndim = 0;
    bool fits = nd_broadcast(&o.stack_ndim, o.stack, o.a_ndim - 2, o.a_shape) &&
                nd_broadcast(&o.stack_ndim, o.stack, o.b_ndim - 2, o.b_shape);
    if(!fits)
        return nd_error(tp_ValueError,
                        "operands could not be broadcast together with remapped shapes [original->remapped]");
    nd_Size shape[ND_MAX_DIMS];
    int ndim = o.stack_ndim;
    memcpy(shape, o.stack, sizeof(nd_Size) * (size_t)ndim);
    if(a->ndim > 1) shape[ndim++] = o.a_shape[o.a_ndim - 2];
    if(b->ndim > 1) shape[ndim++] = o.b_shape[o.b_ndim - 1];
    if(!nd_new(out, type, ndim, shape)) return false;
    bool is_whole = multiply_stack(type, &o, a->data, b->data, nd_array(out)->data) == LA_OK;
    return is_whole || nd_error(nd_tp_memory_error, "no memory for a matrix product");
}

bool nd_matmul(py_OutRef out, py_Ref left, py_Ref right) {
    py_Ref a = py_pushtmp(), b = py_pushtmp(), made = py_pushtmp();
    py_newnil(b), py_newnil(made);
    bool ok = nd_asarray(a, left, ND_NO_TYPE) && nd_asarray(b, right, ND_NO_TYPE);
    for(int i = 0; ok && i < 2; i++) {
        if(nd_array(i ? b : a)->ndim == 0)
            ok = nd_error(
                tp_ValueError,
                "matmul: Input operand %d does not have enough dimensions (has 0, gufunc core with signature (n?,k),(k,m?)->(n?,m?) requires 1)",
                i);
    }
    int common = ok ? nd_promote(nd_array(a)->type, nd_array(b)->type) : ND_FLOAT64, type = work_type(common);
    if(ok && !is_usable(nd_array(a), type)) ok = nd_copy(a, nd_array(a), type, 'C');
    if(ok && !is_usable(nd_array(b), type)) ok = nd_copy(b, nd_array(b), type, 'C');
    ok = ok && matmul_arrays(made, nd_array(a), nd_array(b), type);
    ok = ok && (type == common || nd_copy(made, nd_array(made), common, 'C'));
    if(ok) py_assign(out, made);
    py_shrink(3);
    return ok;
}

static bool matmul_both(py_Ref a, py_Ref b) {
    py_Ref result = py_pushtmp();
    py_newnil(result);
    bool ok = nd_matmul(result, a, b) && nd_return(result);
    py_pop();
    return ok;
}

static bool op_matmul(int argc, py_Ref argv) {
    PY_CHECK_ARGC(2);
    return matmul_both(py_arg(0), py_arg(1));
}

static bool op_rmatmul(int argc, py_Ref argv) {
    PY_CHECK_ARGC(2);
    return matmul_both(py_arg(1), py_arg(0));
}

/*
 * _view_axes(a, labels, wanted, sizes): a view whose axes are the wanted labels, with these sizes; an axis labelled
 * twice becomes a diagonal, and what `a` does not have, or has with one element, is the same along that axis.
 */
static bool view_axes(int argc, py_Ref argv) {
    PY_CHECK_ARGC(4);
    const nd_Array* a = nd_array(argv);
    py_Ref labels = py_arg(1), wanted = py_arg(2);
    int ndim = py_list_len(wanted);
    if(ndim > ND_MAX_DIMS) return nd_error(tp_ValueError, "too many dimensions: %d", ndim);
    nd_Size shape[ND_MAX_DIMS], strides[ND_MAX_DIMS];
    for(int i = 0; i < ndim; i++) {
        py_i64 label = py_toint(py_list_getitem(wanted, i));
        shape[i] = (nd_Size)py_toint(py_list_getitem(py_arg(3), i));
        strides[i] = 0;
        for(int k = 0; k < a->ndim; k++) {
            if(a->shape[k] != 1 && py_toint(py_list_getitem(labels, k)) == label) strides[i] += a->strides[k];
        }
    }
    nd_view(py_retval(), argv, a->data, a->type, ndim, shape, strides);
    return true;
}

void nd_add_products(py_Ref module) {
    py_bindfunc(module, "_view_axes", view_axes);
    py_bindfunc(module, "_matmul", op_matmul);
    py_bindmagic(nd_tp_ndarray, py_name("__matmul__"), op_matmul);
    py_bindmagic(nd_tp_ndarray, py_name("__rmatmul__"), op_rmatmul);
}
