/* A parsed key; key.c makes it, positions.c and index.c apply it. */
#pragma once

#include "index.h"

typedef struct {
    int ndim; /* of the view that ints, slices, None and ... give */
    nd_Size shape[ND_MAX_DIMS], strides[ND_MAX_DIMS];
    char* data;
    /* index arrays, each for one axis, in order; they lie on the value stack */
    int arrays;
    py_Ref array[ND_MAX_DIMS];
    nd_Size axis_size[ND_MAX_DIMS], axis_stride[ND_MAX_DIMS];
    int axis_number[ND_MAX_DIMS];
    bool is_real_array; /* one of them is not a plain int */
    int place;          /* the position of their axes in the view */
    int last_seen;      /* how many items ago the last of them was */
    bool is_split;      /* they are not adjacent */
} nd_Index;

typedef struct {
    uint64_t parts[2];
} nd_Item16;

bool nd_out_of_bounds(py_i64 index, int axis, nd_Size size);
/* Parses `key` for `self`. Index arrays stay on the stack: the caller restores the stack pointer. */
bool nd_parse_key(nd_Index* index, py_Ref self, py_Ref key);

/* positions.c: gather and scatter by index arrays */
bool nd_gather(py_OutRef out, const nd_Array* from, const nd_Index* index);
bool nd_scatter(nd_Array* to, const nd_Index* index, py_Ref value);
/* `value` as an array that broadcasts to `shape`; `message` is a format with two shapes. */
bool nd_broadcast_value(py_OutRef out, py_Ref value, int type, int ndim, const nd_Size* shape, const char* message);

/* mask.c: one mask for the whole array, the most common case */
bool nd_is_whole_mask(const nd_Array* array, py_Ref key);
bool nd_masked_get(py_OutRef out, const nd_Array* array, const nd_Array* key);
bool nd_masked_set(nd_Array* array, py_Ref mask_array, py_Ref value);
