/*
 * a[key] and a[key] = value: basic indexing gives views; integer and boolean arrays are gathered from and scattered to, one
 * offset for each element of the broadcast index arrays.
 */
#include "index.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

typedef struct {
    int ndim; /* of the view that ints, slices, None and ... give */
    nd_Size shape[ND_MAX_DIMS], strides[ND_MAX_DIMS];
    char* data;
    /* index arrays, each for one axis, in order; they lie on the value stack */
    int arrays;
    py_Ref array[ND_MAX_DIMS];
    nd_Size axis_size[ND_MAX_DIMS], axis_stride[ND_MAX_DIMS];
    int axis_number[ND_MAX_DIMS];
    bool is_real_array;  /* one of them is more than a plain int */
    int place;           /* where in the view their axes go */
    int last_seen;       /* how many items ago the last of them was */
    bool is_split;       /* something lies between two of them */
} Index;

/* ---- single items --------------------------------------------------------------- */

static bool out_of_bounds(py_i64 index, int axis, nd_Size size) {
    return nd_error(tp_IndexError, "index %lld is out of bounds for axis %d with size %td", (long long)index, axis, size);
}

static bool element_at(const nd_Array* array, const py_i64* indices, char** out) {
    char* at = array->data;
    for(int i = 0; i < array->ndim; i++) {
        py_i64 index = indices[i];
        nd_Size size = array->shape[i];
        if(index < -size || index >= size) return out_of_bounds(index, i, size);
        at += (nd_Size)(index < 0 ? index + size : index) * array->strides[i];
    }
    *out = at;
    return true;
}

/* Whether the key is one int for each axis: the way most single elements are got. */
static bool is_element_key(const nd_Array* array, py_Ref key, py_i64* indices) {
    if(py_isint(key)) {
        indices[0] = py_toint(key);
        return array->ndim == 1;
    }
    if(!py_istuple(key) || py_tuple_len(key) != array->ndim || array->ndim == 0) return false;
    for(int i = 0; i < array->ndim; i++) {
        py_Ref item = py_tuple_getitem(key, i);
        if(!py_isint(item)) return false;
        indices[i] = py_toint(item);
    }
    return true;
}

/* ---- parsing a key ----------------------------------------------------------------- */

static bool slice_part(py_Ref part, py_i64 missing, py_i64* out) {
    *out = missing;
    if(py_isnone(part)) return true;
    if(nd_parse_int(part, out)) return true;
    py_clearexc(NULL);
    return nd_error(tp_TypeError, "slice indices must be integers or None or have an __index__ method");
}

static py_i64 clip(py_i64 value, py_i64 low, py_i64 high) { return value < low ? low : value > high ? high : value; }

static bool add_slice(Index* index, const nd_Array* from, int axis, py_Ref slice) {
    py_i64 size = from->shape[axis], start, stop, step;
    if(!slice_part(py_getslot(slice, 2), 1, &step)) return false;
    if(step == 0) return nd_error(tp_ValueError, "slice step cannot be zero");
    py_i64 low = step > 0 ? 0 : -1, high = step > 0 ? size : size - 1;
    if(!slice_part(py_getslot(slice, 0), step > 0 ? 0 : size - 1, &start) || !slice_part(py_getslot(slice, 1), step > 0 ? size : -1 - size, &stop)) return false;
    if(start < 0) start += py_isnone(py_getslot(slice, 0)) && size == 0 ? 0 : size;
    if(py_isnone(py_getslot(slice, 0))) start = step > 0 ? 0 : size - 1;
    if(stop < 0) stop += size;
    start = clip(start, low, high);
    stop = clip(stop, low, high);
    py_i64 span = step > 0 ? stop - start : start - stop, stride = step > 0 ? step : step == INT64_MIN ? INT64_MAX : -step;
    py_i64 length = span > 0 ? (span - 1) / stride + 1 : 0;
    if(length > 0) index->data += (nd_Size)start * from->strides[axis];
    index->shape[index->ndim] = (nd_Size)length;
    /* of one element the step may be any number, so that the product may not fit; it is never used */
    index->strides[index->ndim++] = length > 0 ? (nd_Size)((size_t)step * (size_t)from->strides[axis]) : from->strides[axis];
    return true;
}

static void note_array(Index* index) {
    if(index->arrays == 0) index->place = index->ndim;
    else if(index->place != index->ndim || index->last_seen > 1) index->is_split = true;
    index->last_seen = 0;
}

/* `array` is int64, on the stack; it is for an axis of `from`, or for none (-1). */
static void add_array(Index* index, const nd_Array* from, int axis, py_Ref array) {
    note_array(index);
    int k = index->arrays++;
    index->array[k] = array;
    index->axis_size[k] = axis < 0 ? 1 : from->shape[axis];
    index->axis_stride[k] = axis < 0 ? 0 : from->strides[axis];
    index->axis_number[k] = axis;
}

static bool add_int(Index* index, const nd_Array* from, int axis, py_i64 value, bool with_arrays) {
    nd_Size size = from->shape[axis];
    if(value < -size || value >= size) return out_of_bounds(value, axis, size);
    if(value < 0) value += size;
    if(!with_arrays) {
        index->data += (nd_Size)value * from->strides[axis];
        return true;
    }
    py_Ref array = py_pushtmp();
    if(!nd_new(array, ND_INT64, 0, NULL)) return false;
    *(int64_t*)nd_array(array)->data = value;
    add_array(index, from, axis, array);
    return true;
}

static bool add_mask(Index* index, const nd_Array* from, int axis, py_Ref mask) {
    const nd_Array* array = nd_array(mask);
    for(int i = 0; i < array->ndim; i++) {
        if(array->shape[i] == from->shape[axis + i]) continue;
        return nd_error(tp_IndexError, "boolean index did not match indexed array along axis %d; size of axis is %td but size of corresponding boolean axis is %td",
                        axis + i, from->shape[axis + i], array->shape[i]);
    }
    py_Ref found = py_pushtmp();
    if(!nd_nonzero(found, mask)) return false;
    if(array->ndim == 0) {
        add_array(index, from, -1, py_tuple_getitem(found, 0));
        return true;
    }
    for(int i = 0; i < array->ndim; i++) add_array(index, from, axis + i, py_tuple_getitem(found, i));
    return true;
}

static bool is_scalar_int(py_Ref item) {
    return py_isint(item) || (nd_is_array(item) && nd_array(item)->ndim == 0 && nd_is_integer(nd_array(item)->type));
}

/* How many axes an item takes; lists become arrays in place (the items are our own copies on the stack). */
static int axes_of(py_Ref item, bool* is_array) {
    if(py_isnone(item) || py_istype(item, tp_ellipsis)) return 0;
    if(py_istype(item, tp_slice) || is_scalar_int(item)) return 1;
    *is_array = true;
    if(!nd_is_array(item)) {
        bool is_empty = py_islist(item) && py_list_len(item) == 0;
        bool is_sequence = py_islist(item) || py_istuple(item) || py_isbool(item) || py_istype(item, tp_range);
        if(!is_sequence) {
            nd_error(tp_IndexError, "only integers, slices (`:`), ellipsis (`...`), numpy.newaxis (`None`) and integer or boolean arrays are valid indices");
            return -1;
        }
        if(!nd_asarray(item, item, is_empty ? ND_INT64 : ND_NO_TYPE)) return -1;
    }
    const nd_Array* array = nd_array(item);
    if(array->type == ND_BOOL) return array->ndim;
    if(nd_is_integer(array->type)) return 1;
    nd_error(tp_IndexError, "arrays used as indices must be of integer (or boolean) type");
    return -1;
}

static bool add_item(Index* index, const nd_Array* from, int axis, py_Ref item, bool with_arrays) {
    index->last_seen++;
    if(py_isnone(item)) {
        index->shape[index->ndim] = 1;
        index->strides[index->ndim++] = 0;
        return true;
    }
    if(py_istype(item, tp_slice)) return add_slice(index, from, axis, item);
    if(is_scalar_int(item)) {
        py_i64 value;
        return nd_parse_int(item, &value) && add_int(index, from, axis, value, with_arrays);
    }
    index->is_real_array = true;
    if(nd_array(item)->type == ND_BOOL) return add_mask(index, from, axis, item);
    py_Ref wide = py_pushtmp();
    if(!nd_asarray(wide, item, ND_INT64)) return false;
    add_array(index, from, axis, wide);
    return true;
}

static bool add_whole_axes(Index* index, const nd_Array* from, int axis, int count) {
    for(int i = 0; i < count; i++) {
        index->shape[index->ndim] = from->shape[axis + i];
        index->strides[index->ndim++] = from->strides[axis + i];
    }
    return index->ndim <= ND_MAX_DIMS;
}

/* What `key` says about `self`. Arrays stay on the stack: the caller takes the stack back to where it was. */
static bool parse_key(Index* index, py_Ref self, py_Ref key) {
    const nd_Array* from = nd_array(self);
    memset(index, 0, sizeof *index);
    index->data = from->data;
    bool is_tuple = py_istuple(key), with_arrays = false, has_ellipsis = false;
    int count = is_tuple ? py_tuple_len(key) : 1, taken = 0;
    if(count > ND_MAX_DIMS) return nd_error(tp_IndexError, "too many indices for array");
    py_Ref items[ND_MAX_DIMS];
    for(int i = 0; i < count; i++) {
        items[i] = py_pushtmp();
        py_assign(items[i], is_tuple ? py_tuple_getitem(key, i) : key);
        int axes = axes_of(items[i], &with_arrays);
        if(axes < 0) return false;
        taken += axes;
        if(!py_istype(items[i], tp_ellipsis)) continue;
        if(has_ellipsis) return nd_error(tp_IndexError, "an index can only have a single ellipsis ('...')");
        has_ellipsis = true;
    }
    if(taken > from->ndim) {
        return nd_error(tp_IndexError, "too many indices for array: array is %d-dimensional, but %d were indexed", from->ndim, taken);
    }
    int axis = 0;
    bool ignored;
    for(int i = 0; i < count; i++) {
        if(index->ndim + from->ndim - axis >= ND_MAX_DIMS) return nd_error(tp_IndexError, "number of dimensions must be within [0, %d]", ND_MAX_DIMS);
        int axes = py_istype(items[i], tp_ellipsis) ? from->ndim - taken : axes_of(items[i], &ignored);
        if(py_istype(items[i], tp_ellipsis)) {
            index->last_seen++;
            if(!add_whole_axes(index, from, axis, axes)) return false;
        } else if(!add_item(index, from, axis, items[i], with_arrays)) return false;
        axis += axes;
    }
    return add_whole_axes(index, from, axis, from->ndim - axis);
}

/* ---- index arrays ------------------------------------------------------------------------ */

typedef struct {
    nd_Size* offsets; /* bytes from the view's data, one for each position */
    nd_Size count;
    int index_ndim, ndim;
    int before;       /* axes of the view that come before the positions */
    nd_Size shape[2 * ND_MAX_DIMS];
} Positions;

static bool shape_mismatch(const Index* index) {
    char text[512] = "", shape[256];
    for(int i = 0; i < index->arrays; i++) {
        const nd_Array* array = nd_array(index->array[i]);
        nd_format_shape(shape, sizeof shape, array->ndim, array->shape);
        size_t length = strlen(text);
        for(char* c = shape; *c && length + 2 < sizeof text; c++) if(*c != ' ') text[length++] = *c;
        text[length++] = ' ';
        text[length] = '\0';
    }
    return nd_error(tp_IndexError, "shape mismatch: indexing arrays could not be broadcast together with shapes %s", text);
}

static bool add_offsets(Positions* positions, const Index* index, int k, const nd_Size* shape) {
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
                if(index->axis_number[k] >= 0) return out_of_bounds(values[i], index->axis_number[k], size);
                value = 0;
            }
            positions->offsets[done + i] += (nd_Size)value * stride;
        }
        done += part;
    }
    return true;
}

/* All positions and the result's shape; `offsets` is the caller's to free. */
static bool find_positions(Positions* positions, const Index* index) {
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
    if(positions->ndim > ND_MAX_DIMS) return nd_error(tp_IndexError, "number of dimensions must be within [0, %d], indexing result would have %d", ND_MAX_DIMS, positions->ndim);
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

/* Elements between strided memory and a run of them. */
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

#define MOVE_ELEMENTS(BYTES, TYPE)                                                                                                 \
    case BYTES: {                                                                                                                  \
        TYPE* run = (TYPE*)mover->run;                                                                                             \
        if(mover->is_get) for(nd_Size i = 0; i < count; i++) run[i] = *(const TYPE*)(at + offsets[i]);                             \
        else for(nd_Size i = 0; i < count; i++) *(TYPE*)(at + offsets[i]) = run[i];                                                \
        mover->run += count * BYTES;                                                                                               \
        return;                                                                                                                    \
    }

typedef struct {
    uint64_t parts[2];
} Item16;

static void move_elements(Mover* mover, char* at, const nd_Size* offsets, nd_Size count) {
    switch(mover->bytes) {
        MOVE_ELEMENTS(1, uint8_t)
        MOVE_ELEMENTS(2, uint16_t)
        MOVE_ELEMENTS(4, uint32_t)
        MOVE_ELEMENTS(8, uint64_t)
        MOVE_ELEMENTS(16, Item16)
        default: return;
    }
}

static void move_positions(Mover* mover, const Index* index, const Positions* positions, char* at, int axis) {
    if(axis < positions->before) {
        for(nd_Size i = 0; i < index->shape[axis]; i++) move_positions(mover, index, positions, at + i * index->strides[axis], axis + 1);
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

static bool gather(py_OutRef out, const nd_Array* from, const Index* index) {
    Positions positions = {0};
    bool ok = find_positions(&positions, index) && nd_new(out, from->type, positions.ndim, positions.shape);
    if(ok && nd_count(nd_array(out)) > 0) {
        Mover mover = {nd_array(out)->data, nd_size_of(from->type), true};
        move_positions(&mover, index, &positions, index->data, 0);
    }
    free(positions.offsets);
    return ok;
}

/* Elements of `type` for every place of a shape, C order, in `out`. */
static bool broadcast_value(py_OutRef out, py_Ref value, int type, int ndim, const nd_Size* shape, const char* message) {
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
        return nd_error(tp_ValueError, "setting an array element with a sequence. The requested array would exceed the maximum number of dimension of %d.", ndim);
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
    if(skip) nd_view(out, out, given->data, given->type, given->ndim - skip, given->shape + skip, given->strides + skip);
    return true;
}

static bool scatter(nd_Array* to, const Index* index, py_Ref value) {
    Positions positions = {0};
    py_Ref given = py_pushtmp(), whole = py_pushtmp();
    bool ok = find_positions(&positions, index) &&
              broadcast_value(given, value, to->type, positions.ndim, positions.shape, "shape mismatch: value array of shape %s could not be broadcast to indexing result of shape %s") &&
              nd_new(whole, to->type, positions.ndim, positions.shape) && nd_assign(nd_array(whole), nd_array(given));
    if(ok && nd_count(nd_array(whole)) > 0) {
        Mover mover = {nd_array(whole)->data, nd_size_of(to->type), false};
        move_positions(&mover, index, &positions, index->data, 0);
    }
    free(positions.offsets);
    py_shrink(2);
    return ok;
}

/* ---- one mask for the whole array: the most common case has a short way ------------------------ */

static bool is_whole_mask(const nd_Array* array, py_Ref key) {
    return nd_is_array(key) && nd_array(key)->type == ND_BOOL && nd_array(key)->ndim == array->ndim && array->ndim > 0 &&
           nd_same_shape(nd_array(key), array) && nd_is_contiguous(array) && nd_is_contiguous(nd_array(key));
}

#define MASKED_GET(BYTES, TYPE)                                                                                                    \
    case BYTES:                                                                                                                    \
        for(nd_Size i = 0, k = 0; k < found; i++) {                                                                                \
            ((TYPE*)to)[k] = ((const TYPE*)from)[i];                                                                               \
            k += mask[i];                                                                                                          \
        }                                                                                                                          \
        break;

static bool masked_get(py_OutRef out, const nd_Array* array, const nd_Array* key) {
    const uint8_t* mask = (const uint8_t*)key->data;
    nd_Size found = nd_count_true(mask, nd_count(key));
    if(!nd_new(out, array->type, 1, &found)) return false;
    char* to = nd_array(out)->data;
    const char* from = array->data;
    switch(nd_size_of(array->type)) {
        MASKED_GET(1, uint8_t)
        MASKED_GET(2, uint16_t)
        MASKED_GET(4, uint32_t)
        MASKED_GET(8, uint64_t)
        MASKED_GET(16, Item16)
        default: break;
    }
    return true;
}

#define MASKED_SET(BYTES, TYPE)                                                                                                    \
    case BYTES:                                                                                                                    \
        for(nd_Size i = 0, k = 0; i < count; i++) {                                                                                \
            if(mask[i]) ((TYPE*)to)[i] = ((const TYPE*)from)[k], k += step;                                                        \
        }                                                                                                                          \
        break;

static bool masked_set(nd_Array* array, py_Ref mask_array, py_Ref value) {
    const uint8_t* mask = (const uint8_t*)nd_array(mask_array)->data;
    nd_Size count = nd_count(array), found = nd_count_true(mask, count);
    py_Ref given = py_pushtmp();
    bool ok = nd_asarray(given, value, nd_is_array(value) ? ND_NO_TYPE : array->type);
    nd_Size size = ok ? nd_count(nd_array(given)) : 0;
    if(ok && nd_array(given)->ndim > 1) ok = nd_error(tp_ValueError, "NumPy boolean array indexing assignment requires a 0 or 1-dimensional input, input has %d dimensions", nd_array(given)->ndim);
    if(ok && size != 1 && size != found) {
        ok = nd_error(tp_ValueError, "NumPy boolean array indexing assignment cannot assign %td input values to the %td output values where the mask is true", size, found);
    }
    ok = ok && nd_copy(given, nd_array(given), array->type, 'C');
    if(ok) {
        char* to = array->data;
        const char* from = nd_array(given)->data;
        nd_Size step = size != 1;
        switch(nd_size_of(array->type)) {
            MASKED_SET(1, uint8_t)
            MASKED_SET(2, uint16_t)
            MASKED_SET(4, uint32_t)
            MASKED_SET(8, uint64_t)
            MASKED_SET(16, Item16)
            default: break;
        }
    }
    py_pop();
    return ok;
}

/* ---- the two methods -------------------------------------------------------------------------------- */

static bool get(py_Ref self, py_Ref key, py_Ref out) {
    Index index;
    if(is_whole_mask(nd_array(self), key)) return masked_get(out, nd_array(self), nd_array(key));
    if(!parse_key(&index, self, key)) return false;
    if(index.arrays) return gather(out, nd_array(self), &index);
    nd_view(out, self, index.data, nd_array(self)->type, index.ndim, index.shape, index.strides);
    return true;
}

/* a[key] without making a scalar of what has no axis. */
bool nd_get(py_OutRef out, py_Ref self, py_Ref key) {
    py_Ref result = py_pushtmp();
    py_StackRef base = py_pushtmp();
    bool ok = get(self, key, result);
    if(ok) py_assign(out, result);
    py_shrink((int)(py_peek(-1) + 1 - base) + 1);
    return ok;
}

/* A view is wanted where the key has an ellipsis: a[0, ...] of one axis is a 0-d array. */
static bool wants_array(py_Ref key) {
    if(py_istype(key, tp_ellipsis)) return true;
    if(!py_istuple(key)) return false;
    for(int i = 0; i < py_tuple_len(key); i++) {
        if(py_istype(py_tuple_getitem(key, i), tp_ellipsis)) return true;
    }
    return false;
}

bool nd_getitem(int argc, py_Ref argv) {
    PY_CHECK_ARGC(2);
    py_i64 indices[ND_MAX_DIMS];
    if(is_element_key(nd_array(argv), py_arg(1), indices)) {
        char* element;
        return element_at(nd_array(argv), indices, &element) && nd_item(py_retval(), nd_array(argv)->type, element);
    }
    py_Ref result = py_pushtmp();
    bool ok = nd_get(result, argv, py_arg(1));
    if(ok && wants_array(py_arg(1))) py_assign(py_retval(), result);
    else if(ok) ok = nd_return(result);
    py_pop();
    return ok;
}

/* An array where a number is wanted: an index of ints alone names one element. */
static bool refuse_sequence(const nd_Array* array, py_Ref key, py_Ref value, int ndim) {
    if(ndim > 0 || !nd_is_array(value) || nd_array(value)->ndim == 0 || array->type == ND_BOOL) return false;
    bool is_open = py_istype(key, tp_ellipsis) || (py_istuple(key) && py_tuple_len(key) == 0);
    for(int i = 0; py_istuple(key) && i < py_tuple_len(key); i++) is_open |= py_istype(py_tuple_getitem(key, i), tp_ellipsis);
    if(is_open) return false;
    if(nd_is_complex(array->type)) return !nd_error(tp_TypeError, "only 0-dimensional arrays can be converted to Python scalars");
    return !nd_error(tp_ValueError, "setting an array element with a sequence.");
}

static bool set(py_Ref self, py_Ref key, py_Ref value) {
    nd_Array* array = nd_array(self);
    Index index;
    if(is_whole_mask(array, key)) return masked_set(array, key, value);
    if(!parse_key(&index, self, key)) return false;
    if(index.arrays) return scatter(array, &index, value);
    if(refuse_sequence(array, key, value, index.ndim)) return false;
    py_Ref place = py_pushtmp(), given = py_pushtmp();
    nd_view(place, self, index.data, array->type, index.ndim, index.shape, index.strides);
    bool ok = broadcast_value(given, value, array->type, index.ndim, index.shape, "could not broadcast input array from shape %s into shape %s");
    return ok && nd_assign(nd_array(place), nd_array(given));
}

bool nd_setitem(int argc, py_Ref argv) {
    PY_CHECK_ARGC(3);
    nd_Array* array = nd_array(argv);
    py_i64 indices[ND_MAX_DIMS];
    if(!array->writeable) return nd_error(tp_ValueError, "assignment destination is read-only");
    bool is_single = nd_scalar_kind(py_arg(2)) || py_islist(py_arg(2)) || py_istuple(py_arg(2));
    if(is_single && is_element_key(array, py_arg(1), indices)) {
        char* element;
        if(!element_at(array, indices, &element) || !nd_store(array->type, element, py_arg(2))) return false;
        py_newnone(py_retval());
        return true;
    }
    py_StackRef base = py_pushtmp();
    bool ok = set(argv, py_arg(1), py_arg(2));
    py_shrink((int)(py_peek(-1) + 1 - base));
    if(ok) py_newnone(py_retval());
    return ok;
}
