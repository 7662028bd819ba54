/* Which loop of a universal function computes for which type, and the loop itself. */
#include "ufunc.h"

/* ---- types ------------------------------------------------------------------------ */

bool nd_has_loop(const nd_Ufunc* ufunc, int type) {
    if(ufunc->takes_bools) return type == ND_BOOL;
    if(ufunc->only_double && type != ND_FLOAT64 && type != ND_COMPLEX128) return false;
    if(ufunc->loops && ufunc->loops[type]) return true;
    if(nd_is_complex(type)) return ufunc->complex1 != NULL;
    return nd_is_float(type) && (ufunc->real1 || ufunc->real2);
}

int nd_loop_type(const nd_Ufunc* ufunc, int type) {
    if(ufunc->takes_bools) return ND_BOOL;
    if(ufunc->gives_double && type <= ND_UINT64) return ND_FLOAT64;
    if(ufunc->only_double) return nd_is_complex(type) ? ND_COMPLEX128 : ND_FLOAT64;
    if(type != ND_NO_TYPE && nd_has_loop(ufunc, type)) return type;
    for(int loop = 0; loop < ND_TYPES; loop++) {
        if(nd_has_loop(ufunc, loop) && nd_can_cast(type, loop, ND_CAST_SAFE)) return loop;
    }
    return ND_NO_TYPE;
}

int nd_result_type(const nd_Ufunc* ufunc, int loop_type) {
    if(ufunc->out == ND_OUT_BOOL) return ND_BOOL;
    if(ufunc->out == ND_OUT_REAL && nd_is_complex(loop_type))
        return loop_type == ND_COMPLEX64 ? ND_FLOAT32 : ND_FLOAT64;
    return loop_type;
}

bool nd_no_signature(const nd_Ufunc* ufunc) {
    return nd_error(tp_TypeError, "No loop matching the specified signature and casting was found for ufunc %s",
                    ufunc->name);
}

bool nd_no_loop(const nd_Ufunc* ufunc) {
    return nd_error(
        tp_TypeError,
        "ufunc '%s' not supported for the input types, and the inputs could not be safely coerced to any supported types "
        "according to the casting rule ''safe''",
        ufunc->name);
}

/* ---- loops of single elements ---------------------------------------------------------- */

static void apply_real(const nd_Ufunc* ufunc, bool is_single, void* out, const void* a, const void* b, nd_Size count) {
    for(nd_Size i = 0; i < count; i++) {
        double x = is_single ? ((const float*)a)[i] : ((const double*)a)[i], result;
        if(ufunc->real1) result = ufunc->real1(x);
        else result = ufunc->real2(x, is_single ? ((const float*)b)[i] : ((const double*)b)[i]);
        if(is_single) ((float*)out)[i] = (float)result;
        else ((double*)out)[i] = result;
    }
}

static double complex compose(double re, double im) {
    union {
        double parts[2];
        double complex whole;
    } value = {{re, im}};
    return value.whole;
}

static void apply_complex(const nd_Ufunc* ufunc, bool is_single, void* out, const void* a, nd_Size count) {
    for(nd_Size i = 0; i < count; i++) {
        double re = is_single ? ((const nd_Complex64*)a)[i].re : ((const nd_Complex128*)a)[i].re;
        double im = is_single ? ((const nd_Complex64*)a)[i].im : ((const nd_Complex128*)a)[i].im;
        double complex z = ufunc->complex1(compose(re, im));
        if(is_single) ((nd_Complex64*)out)[i] = (nd_Complex64){(float)creal(z), (float)cimag(z)};
        else ((nd_Complex128*)out)[i] = (nd_Complex128){creal(z), cimag(z)};
    }
}

void nd_apply(const nd_Ufunc* ufunc, int type, void* out, const void* a, const void* b, nd_Size count) {
    nd_Kernel kernel = ufunc->loops ? ufunc->loops[type] : NULL;
    if(kernel && ufunc->is_exchanged) kernel(out, b, a, count);
    else if(kernel) kernel(out, a, b, count);
    else if(nd_is_complex(type)) apply_complex(ufunc, type == ND_COMPLEX64, out, a, count);
    else apply_real(ufunc, type == ND_FLOAT32, out, a, b, count);
}
