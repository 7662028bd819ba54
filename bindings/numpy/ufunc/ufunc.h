/* Universal functions: their description, and how one is called. */
#pragma once

#include "kernels.h"

#include <complex.h>

typedef enum { ND_OUT_SAME, ND_OUT_BOOL, ND_OUT_REAL } nd_OutRule;
typedef enum { ND_NO_IDENTITY, ND_IDENTITY_0, ND_IDENTITY_1, ND_IDENTITY_ALL_BITS } nd_Identity;

typedef struct {
    const char* name;
    uint8_t inputs;
    uint8_t out;            /* nd_OutRule */
    uint8_t identity;       /* nd_Identity */
    bool takes_bools;       /* operands are cast to bool first */
    bool gives_double;      /* integers are computed as float64 */
    bool only_double;       /* everything is computed as float64 or complex128 */
    bool is_exchanged;      /* calls its loop with the operands exchanged */
    const nd_Kernel* loops; /* or, where there are none, functions of one element: */
    double (*real1)(double);
    double (*real2)(double, double);
    double complex (*complex1)(double complex);
    const nd_Fold* folds;
} nd_Ufunc;

extern const nd_Ufunc nd_ufuncs[];
extern const int nd_ufunc_count;

const nd_Ufunc* nd_find_ufunc(const char* name);
extern py_Type nd_tp_ufunc;
const nd_Ufunc* nd_ufunc_of(py_Ref value); /* NULL if it is none */

/* The type in which it computes for operands of a common type; ND_NO_TYPE if it has no loop. */
int nd_loop_type(const nd_Ufunc* ufunc, int type);
bool nd_has_loop(const nd_Ufunc* ufunc, int type);
int nd_result_type(const nd_Ufunc* ufunc, int loop_type);
/* The loop itself, over contiguous elements of that type. */
void nd_apply(const nd_Ufunc* ufunc, int loop_type, void* out, const void* a, const void* b, nd_Size count);
bool nd_no_loop(const nd_Ufunc* ufunc);
bool nd_no_signature(const nd_Ufunc* ufunc); /* where `dtype` was asked for */

typedef struct {
    py_Ref a, b;       /* `b` is NULL for one operand */
    py_Ref out, where; /* NULL or not set if not given */
    int type;          /* the loop's, ND_NO_TYPE to find it */
    nd_Casting casting;
} nd_Call;

/* The result, an array, in `result`. */
bool nd_call(const nd_Ufunc* ufunc, const nd_Call* call, py_OutRef result);

typedef struct {
    uint64_t axes; /* a bit for each that goes */
    int type;      /* ND_NO_TYPE finds it */
    bool keepdims;
    py_Ref initial, where; /* NULL or not set if not given */
} nd_Reduction;

/* The result, an array, in `out`. */
bool nd_reduce(const nd_Ufunc* ufunc, const nd_Reduction* how, py_Ref array, py_OutRef out);
/* Running results along an axis, in a new array; `wanted` is a type, or ND_NO_TYPE to find it. */
bool nd_accumulate(const nd_Ufunc* ufunc, py_Ref array, int axis, int wanted, py_OutRef out);

/* np.<name>(a[, b]) for arrays; the result in `out` is an array. */
bool nd_call_ufunc(py_OutRef out, const char* name, int argc, py_Ref argv);
bool nd_divmod(py_Ref a, py_Ref b); /* both results, a tuple, in py_retval() */

void nd_add_ufuncs(py_Ref module);
void nd_add_reductions(py_Ref module);
void nd_add_sorting(py_Ref module);
