/* Parsing of keys: ints, slices, None and `...` make a view; integer and boolean arrays are
 * collected for positions.c. */
#include "key.h"

#include <string.h>

bool nd_out_of_bounds(py_i64 index, int axis, nd_Size size) {
    return nd_error(tp_IndexError, "index %lld is out of bounds for axis %d with size %td", (long long)index, axis,
                    size);
}

static bool slice_part(py_Ref part, py_i64 missing, py_i64* out) {
    *out = missing;
    if(py_isnone(part)) return true;
    if(nd_parse_int(part, out)) return true;
    py_clearexc(NULL);
    return nd_error(tp_TypeError, "slice indices must be integers or None or have an __index__ method");
}

static py_i64 clip(py_i64 value, py_i64 low, py_i64 high) { return value < low ? low : value > high ? high : value; }

static bool add_slice(nd_Index* index, const nd_Array* from, int axis, py_Ref slice) {
    py_i64 size = from->shape[axis], start, stop, step;
    if(!slice_part(py_getslot(slice, 2), 1, &step)) return false;
    if(step == 0) return nd_error(tp_ValueError, "slice step cannot be zero");
    py_i64 low = step > 0 ? 0 : -1, high = step > 0 ? size : size - 1;
    if(!slice_part(py_getslot(slice, 0), step > 0 ? 0 : size - 1, &start) ||
       !slice_part(py_getslot(slice, 1), step > 0 ? size : -1 - size, &stop))
        return false;
    if(start < 0) start += py_isnone(py_getslot(slice, 0)) && size == 0 ? 0 : size;
    if(py_isnone(py_getslot(slice, 0))) start = step > 0 ? 0 : size - 1;
    if(stop < 0) stop += size;
    start = clip(start, low, high);
    stop = clip(stop, low, high);
    py_i64 span = step > 0 ? stop - start : start - stop, stride = step > 0            ? step
                                                                   : step == INT64_MIN ? INT64_MAX
                                                                                       : -step;
    py_i64 length = span > 0 ? (span - 1) / stride + 1 : 0;
    if(length > 0) index->data += (nd_Size)start * from->strides[axis];
    index->shape[index->ndim] = (nd_Size)length;
    /* for one element the step is unbounded, so that the product may overflow; it is never used */
    index->strides[index->ndim++] =
        length > 0 ? (nd_Size)((size_t)step * (size_t)from->strides[axis]) : from->strides[axis];
    return true;
}

static void note_array(nd_Index* index) {
    if(index->arrays == 0) index->place = index->ndim;
    else if(index->place != index->ndim || index->last_seen > 1) index->is_split = true;
    index->last_seen = 0;
}

/* `array` is int64, on the stack; it is for an axis of `from`, or for none (-1). */
static void add_array(nd_Index* index, const nd_Array* from, int axis, py_Ref array) {
    note_array(index);
    int k = index->arrays++;
    index->array[k] = array;
    index->axis_size[k] = axis < 0 ? 1 : from->shape[axis];
    index->axis_stride[k] = axis < 0 ? 0 : from->strides[axis];
    index->axis_number[k] = axis;
}

static bool add_int(nd_Index* index, const nd_Array* from, int axis, py_i64 value, bool with_arrays) {
    nd_Size size = from->shape[axis];
    if(value < -size || value >= size) return nd_out_of_bounds(value, axis, size);
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

static bool add_mask(nd_Index* index, const nd_Array* from, int axis, py_Ref mask) {
    const nd_Array* array = nd_array(mask);
    for(int i = 0; i < array->ndim; i++) {
        if(array->shape[i] == from->shape[axis + i]) continue;
        return nd_error(
            tp_IndexError,
            "boolean index did not match indexed array along axis %d; size of axis is %td but size of corresponding boolean axis is %td",
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

/* How many axes an item consumes; lists are converted to arrays in place (the items are our
 * own copies on the stack). */
static int axes_of(py_Ref item, bool* is_array) {
    if(py_isnone(item) || py_istype(item, tp_ellipsis)) return 0;
    if(py_istype(item, tp_slice) || is_scalar_int(item)) return 1;
    *is_array = true;
    if(!nd_is_array(item)) {
        bool is_empty = py_islist(item) && py_list_len(item) == 0;
        bool is_sequence = py_islist(item) || py_istuple(item) || py_isbool(item) || py_istype(item, tp_range);
        if(!is_sequence) {
            nd_error(
                tp_IndexError,
                "only integers, slices (`:`), ellipsis (`...`), numpy.newaxis (`None`) and integer or boolean arrays are valid indices");
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

static bool add_item(nd_Index* index, const nd_Array* from, int axis, py_Ref item, bool with_arrays) {
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

static bool add_whole_axes(nd_Index* index, const nd_Array* from, int axis, int count) {
    for(int i = 0; i < count; i++) {
        index->shape[index->ndim] = from->shape[axis + i];
        index->strides[index->ndim++] = from->strides[axis + i];
    }
    return index->ndim <= ND_MAX_DIMS;
}

/* Parses `key` for `self`. Index arrays stay on the stack: the caller restores the stack pointer. */
bool nd_parse_key(nd_Index* index, py_Ref self, py_Ref key) {
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
        return nd_error(tp_IndexError, "too many indices for array: array is %d-dimensional, but %d were indexed",
                        from->ndim, taken);
    }
    int axis = 0;
    bool ignored;
    for(int i = 0; i < count; i++) {
        if(index->ndim + from->ndim - axis >= ND_MAX_DIMS)
            return nd_error(tp_IndexError, "number of dimensions must be within [0, %d]", ND_MAX_DIMS);
        int axes = py_istype(items[i], tp_ellipsis) ? from->ndim - taken : axes_of(items[i], &ignored);
        if(py_istype(items[i], tp_ellipsis)) {
            index->last_seen++;
            if(!add_whole_axes(index, from, axis, axes)) return false;
        } else if(!add_item(index, from, axis, items[i], with_arrays)) return false;
        axis += axes;
    }
    return add_whole_axes(index, from, axis, from->ndim - axis);
}
