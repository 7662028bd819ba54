/* The module `numpy.fft`: rows of complex numbers in C (fft/), axes and arguments in Python (python/math/fft.py). */
#include "fft/fft.h"
#include "python/parts.h"

#include <string.h>

extern const char pkw_python_numpy_python_math_fft[];

static bool no_memory(void) { return nd_error(nd_tp_memory_error, "no memory for this transform"); }

/* _complex(a, inverse, factor): along the last axis of a complex128 array in C order, which is ours to overwrite */
static bool transform(int argc, py_Ref argv) {
    PY_CHECK_ARGC(3);
    nd_Array* a = nd_array(argv);
    nd_Size n = a->shape[a->ndim - 1], count = nd_count(a);
    pkf_plan* plan = pkf_plan_new((size_t)n, false);
    if(!plan) return no_memory();
    for(nd_Size at = 0; at < count; at += n)
        pkf_complex(plan, (double*)a->data + 2 * at, py_tobool(py_arg(1)), py_tofloat(py_arg(2)));
    pkf_plan_free(plan);
    py_assign(py_retval(), argv);
    return true;
}

/* _real(a, n, inverse, factor): rows of n doubles into n / 2 + 1 numbers, or back; `a` is in C order */
static bool transform_real(int argc, py_Ref argv) {
    PY_CHECK_ARGC(4);
    const nd_Array* a = nd_array(argv);
    nd_Size n = (nd_Size)py_toint(py_arg(1)), half = n / 2 + 1, rows = nd_count(a) / a->shape[a->ndim - 1];
    bool is_inverse = py_tobool(py_arg(2));
    nd_Size shape[ND_MAX_DIMS];
    memcpy(shape, a->shape, sizeof(nd_Size) * (size_t)a->ndim);
    shape[a->ndim - 1] = is_inverse ? n : half;
    py_Ref made = py_pushtmp();
    bool ok = nd_new(made, is_inverse ? ND_FLOAT64 : ND_COMPLEX128, a->ndim, shape);
    pkf_plan* plan = ok ? pkf_plan_new((size_t)n, true) : NULL;
    if(ok && !plan) ok = no_memory();
    for(nd_Size i = 0; ok && i < rows; i++) {
        double *from = (double*)a->data, *to = (double*)nd_array(made)->data, factor = py_tofloat(py_arg(3));
        if(is_inverse) pkf_real_inverse(plan, from + i * 2 * half, to + i * n, factor);
        else pkf_real_forward(plan, from + i * n, to + i * 2 * half, factor);
    }
    pkf_plan_free(plan);
    if(ok) py_assign(py_retval(), made);
    py_pop();
    return ok;
}

void pkw_add_numpy_fft(void) {
    py_GlobalRef module = py_newmodule("numpy.fft");
    py_bindfunc(module, "_complex", transform);
    py_bindfunc(module, "_real", transform_real);
    nd_run_submodule(module, "fft", pkw_python_numpy_python_math_fft);
}
