/* The state of a ufunc call, shared by operands.c and call.c. */
#pragma once

#include "ufunc.h"

typedef struct {
    const nd_Array* array; /* NULL for a Python number */
    py_Ref scalar;
    char weak;
    nd_Stream stream;
    char element[16]; /* the value of a constant operand, in the loop's type */
    bool is_constant;
} nd_Operand;

/* The types. `place` is a stack temporary that keeps what had to be made. */
bool nd_read_operand(nd_Operand* operand, py_Ref value, py_Ref place);
/* The common type of the operands; bools of Python are as strong as arrays. */
int nd_common_type(const nd_Operand* operands, int count);
/* The type of the loop for operands of that type; ND_NO_TYPE if there is none. */
int nd_find_loop(const nd_Ufunc* ufunc, const nd_Operand* operands, int type, const nd_Call* call);
bool nd_check_inputs(const nd_Ufunc* ufunc, const nd_Operand* operands, int type, const nd_Call* call);
/* Prepares an operand to be read in the loop's type. */
bool nd_start_operand(nd_Operand* operand, int type, int ndim, const nd_Size* shape);

typedef struct {
    const nd_Ufunc* ufunc;
    nd_Operand* operands;
    int type, result_type;
    nd_Stream out, mask, old; /* the last two with `where` only */
    bool has_mask;
} nd_Run;

/* The loop over all chunks of `total` elements. */
void nd_run_all(nd_Run* run, nd_Size total);
