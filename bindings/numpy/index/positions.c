/* Index arrays: gather and scatter, with one offset for each element of the broadcast index arrays. */
#include "key.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

typedef struct {
    nd_Size* offsets; /* bytes from the view's data, one for each position */
    nd_Size count;
    int index_ndim, ndim;
    int before; /* axes of the view that come before the positions */
    nd_Size shape[2 * ND_MAX_DIMS];
} Positions;

static bool shape_mismatch(const nd_Index* index) {
    char text[512] = "", shape[256];
    for(int i = 0; i < index->arrays; i++) {
        const nd_Array* array = nd_array(index->array[i]);
        nd_format_shape(shape, sizeof shape, array->ndim, array->shape);
        size_t length = strlen(text);
        for(char* c = shape; *c && length + 2 < sizeof text; c++)
            if(*c != ' ') text[length++] = *c;
        text[length++] = ' ';
        text[length] = '\0';
    }
    return nd_error(tp_IndexError, "shape mismatch: indexing arrays could not be broadcast together with shapes %s",
                    text);
}

static bool add_offsets(Positions* positions, const nd_Index* index, int k, const nd_Size* shape) {
    nd_Stream stream;
    char buffer[ND_CHUNK * 16];
    nd_Size size = index->axis_size[k], stride = index->axis_stride[k];
    nd_stream(&stream, nd_array(index->array[k]), positions->index_ndim, shape);
    for(nd_Size done = 0; done < positions->count;) {
        nd_Size part = positions->count - done < ND_CHUNK ? positions->count - done : ND_CHUNK;
        const int64_t* values = (const int64_t*)nd_next(&stream, part, ND_INT64, buffer);
        for(nd_Size i = 0; i < part; i++) {
            int64_t value = values[i];
            if(value < 0) value += size;
            if((uint64_t)value >= (uint64_t)size) {
                if(index->axis_number[k] >= 0) return nd_out_of_bounds(values[i], index->axis_number[k], size);
                value = 0;
            }
            positions->offsets[done + i] += (nd_Size)value * stride;
        }
        done += part;
    }
    return true;
}

/* All offsets and the result's shape; the caller frees `offsets`. */
static bool find_positions(Positions* positions, const nd_Index* index) {
    nd_Size shape[ND_MAX_DIMS];
    int ndim = 0;
    for(int i = 0; i < index->arrays; i++) {
        const nd_Array* array = nd_array(index->array[i]);
        if(!nd_broadcast(&ndim, shape, array->ndim, array->shape)) return shape_mismatch(index);
    }
    positions->count = nd_product(ndim, shape);
    positions->index_ndim = ndim;
    positions->before = index->is_split ? 0 : index->place;
    positions->ndim = ndim + index->ndim;
    if(positions->ndim > ND_MAX_DIMS)
        return nd_error(tp_IndexError, "number of dimensions must be within [0, %d], indexing result would have %d",
                        ND_MAX_DIMS, positions->ndim);
    size_t before = (size_t)positions->before, after = (size_t)index->ndim - before;
    memcpy(positions->shape, index->shape, before * sizeof(nd_Size));
    memcpy(positions->shape + before, shape, (size_t)ndim * sizeof(nd_Size));
    memcpy(positions->shape + before + ndim, index->shape + before, after * sizeof(nd_Size));
    positions->offsets = calloc((size_t)positions->count + 1, sizeof(nd_Size));
    if(!positions->offsets) return nd_error(nd_tp_memory_error, "no memory for %td indices", positions->count);
    for(int i = 0; i < index->arrays; i++) {
        if(!add_offsets(positions, index, i, shape)) return false;
    }
    return true;
}

/* Copies between strided memory and a contiguous buffer. */
typedef struct {
    char* run;
    int bytes;
    bool is_get;
} Mover;

static void move_block(Mover* mover, char* at, int ndim, const nd_Size* shape, const nd_Size* strides) {
    if(ndim == 0 || (ndim == 1 && strides[0] == mover->bytes)) {
        size_t bytes = (size_t)(ndim ? shape[0] : 1) * (size_t)mover->bytes;
        if(mover->is_get) memcpy(mover->run, at, bytes);
        else memcpy(at, mover->run, bytes);
        mover->run += bytes;
        return;
    }
    for(nd_Size i = 0; i < shape[0]; i++) move_block(mover, at + i * strides[0], ndim - 1, shape + 1, strides + 1);
}

#define MOVE_ELEMENTS(BYTES, TYPE)                                                                                     \
    case BYTES: {                                                                                                      \
        TYPE* run = (TYPE*)mover->run;                                                                                 \
        if(mover->is_get)                                                                                              \
            for(nd_Size i = 0; i < count; i++) run[i] = *(const TYPE*)(at + offsets[i]);                               \
        else                                                                                                           \
            for(nd_Size i = 0; i < count; i++) *(TYPE*)(at + offsets[i]) = run[i];                                     \
        mover->run += count * BYTES;                                                                                   \
        return;                                                                                                        \
    }

static void move_elements(Mover* mover, char* at, const nd_Size* offsets, nd_Size count) {
    switch(mover->bytes) {
        MOVE_ELEMENTS(1, uint8_t)
        MOVE_ELEMENTS(2, uint16_t)
        MOVE_ELEMENTS(4, uint32_t)
        MOVE_ELEMENTS(8, uint64_t)
        MOVE_ELEMENTS(16, nd_Item16)
        default: return;
    }
}

static void move_positions(Mover* mover, const nd_Index* index, const Positions* positions, char* at, int axis) {
    if(axis < positions->before) {
        for(nd_Size i = 0; i < index->shape[axis]; i++)
            move_positions(mover, index, positions, at + i * index->strides[axis], axis + 1);
        return;
    }
    int after = index->ndim - axis;
    if(after == 0) {
        move_elements(mover, at, positions->offsets, positions->count);
        return;
    }
    for(nd_Size i = 0; i < positions->count; i++) {
        move_block(mover, at + positions->offsets[i], after, index->shape + axis, index->strides + axis);
    }
}

bool nd_gather(py_OutRef out, const nd_Array* from, const nd_Index* index) {
    Positions positions = {0};
    bool ok = find_positions(&positions, index) && nd_new(out, from->type, positions.ndim, positions.shape);
    if(ok && nd_count(nd_array(out)) > 0) {
        Mover mover = {nd_array(out)->data, nd_size_of(from->type), true};
        move_positions(&mover, index, &positions, index->data, 0);
    }
    free(positions.offsets);
    return ok;
}

/* `value` broadcast to a shape as elements of `type`, in `out`. */
bool nd_broadcast_value(py_OutRef out, py_Ref value, int type, int ndim, const nd_Size* shape, const char* message) {
    if(!nd_scalar_kind(value)) {
        if(!nd_asarray(out, value, ND_NO_TYPE)) {
            py_clearexc(NULL);
            if(!nd_asarray(out, value, type)) return false;
        }
    } else {
        if(!nd_new(out, type, 0, NULL) || !nd_store(type, nd_array(out)->data, value)) return false;
    }
    const nd_Array* given = nd_array(out);
    int joined_ndim = ndim, skip = 0;
    nd_Size joined[ND_MAX_DIMS];
    memcpy(joined, shape, sizeof(nd_Size) * (size_t)ndim);
    while(given->ndim - skip > ndim && given->shape[skip] == 1) skip++;
    if(given->ndim > ndim && !nd_is_array(value)) {
        return nd_error(
            tp_ValueError,
            "setting an array element with a sequence. The requested array would exceed the maximum number of dimension of %d.",
            ndim);
    }
    bool fits = nd_broadcast(&joined_ndim, joined, given->ndim - skip, given->shape + skip) && joined_ndim == ndim &&
                memcmp(joined, shape, sizeof(nd_Size) * (size_t)ndim) == 0;
    if(!fits) {
        char from_text[256], to_text[256];
        nd_format_shape(from_text, sizeof from_text, given->ndim, given->shape);
        nd_format_shape(to_text, sizeof to_text, ndim, shape);
        for(char *c = from_text, *d = from_text; (*d = *c); c++) d += *c != ' ';
        for(char *c = to_text, *d = to_text; (*d = *c); c++) d += *c != ' ';
        char text[640];
        snprintf(text, sizeof text, message, from_text, to_text);
        return nd_error(tp_ValueError, "%s", text);
    }
    if(skip)
        nd_view(out, out, given->data, given->type, given->ndim - skip, given->shape + skip, given->strides + skip);
    return true;
}

bool nd_scatter(nd_Array* to, const nd_Index* index, py_Ref value) {
    Positions positions = {0};
    py_Ref given = py_pushtmp(), whole = py_pushtmp();
    bool ok = find_positions(&positions, index) &&
              nd_broadcast_value(
                  given, value, to->type, positions.ndim, positions.shape,
                  "shape mismatch: value array of shape %s could not be broadcast to indexing result of shape %s") &&
              nd_new(whole, to->type, positions.ndim, positions.shape) && nd_assign(nd_array(whole), nd_array(given));
    if(ok && nd_count(nd_array(whole)) > 0) {
        Mover mover = {nd_array(whole)->data, nd_size_of(to->type), false};
        move_positions(&mover, index, &positions, index->data, 0);
    }
    free(positions.offsets);
    py_shrink(2);
    return ok;
}
