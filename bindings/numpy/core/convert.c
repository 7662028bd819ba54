/*
 * Conversion into arrays: of nested lists and tuples, ranges and scalars; copies; parsing of sizes, shapes and axes.
 * Limits: no Python code runs while a list is traversed (a range is converted to a list before), so it cannot be
 * mutated during the traversal.
 */
#include "nd.h"

#include <string.h>

/* ---- nested sequences --------------------------------------------------------- */

typedef struct {
    int ndim;         /* axes found so far */
    bool is_complete; /* an element was met: no more axes */
    int type;         /* of arrays within, ND_NO_TYPE if none */
    char weak;        /* of scalars within */
    nd_Size shape[ND_MAX_DIMS];
} Discovery;

static bool is_sequence(py_Ref value) { return py_islist(value) || py_istuple(value); }

static int length_of(py_Ref sequence) { return py_islist(sequence) ? py_list_len(sequence) : py_tuple_len(sequence); }

static py_Ref item_of(py_Ref sequence, int i) {
    return py_islist(sequence) ? py_list_getitem(sequence, i) : py_tuple_getitem(sequence, i);
}

static bool refuse_ragged(const Discovery* found, int depth) {
    char shape[512];
    nd_format_shape(shape, sizeof shape, depth, found->shape);
    return nd_error(
        tp_ValueError,
        "setting an array element with a sequence. The requested array has an inhomogeneous shape after %d dimensions. "
        "The detected shape was %s + inhomogeneous part.",
        depth, shape);
}

static void add_weak(Discovery* found, char kind) {
    if(!found->weak || strchr("bifc", kind) > strchr("bifc", found->weak)) found->weak = kind;
}

/* All sequences at one depth must have the same length. */
static bool add_axis(Discovery* found, int depth, nd_Size length) {
    if(depth >= ND_MAX_DIMS) {
        return nd_error(
            tp_ValueError,
            "setting an array element with a sequence. The requested array would exceed the maximum number of dimension of %d.",
            ND_MAX_DIMS);
    }
    if(depth == found->ndim && !found->is_complete) {
        found->shape[found->ndim++] = length;
        return true;
    }
    return depth < found->ndim && found->shape[depth] == length
               ? true
               : refuse_ragged(found, depth < found->ndim ? depth : found->ndim);
}

static bool end_here(Discovery* found, int depth) {
    if(found->is_complete && depth != found->ndim) return refuse_ragged(found, depth);
    if(!found->is_complete && depth != found->ndim) return refuse_ragged(found, depth);
    found->is_complete = true;
    return true;
}

static bool discover(Discovery* found, py_Ref value, int depth, bool is_typed) {
    char kind = nd_scalar_kind(value);
    if(kind) {
        add_weak(found, kind);
        return end_here(found, depth);
    }
    if(is_sequence(value)) {
        int length = length_of(value);
        if(!add_axis(found, depth, length)) return false;
        for(int i = 0; i < length; i++) {
            if(!discover(found, item_of(value, i), depth + 1, is_typed)) return false;
        }
        if(length == 0) found->is_complete = true;
        return true;
    }
    if(nd_is_array(value)) {
        const nd_Array* array = nd_array(value);
        for(int i = 0; i < array->ndim; i++) {
            if(!add_axis(found, depth + i, array->shape[i])) return false;
        }
        found->type = found->type == ND_NO_TYPE ? array->type : (int)nd_promote(found->type, array->type);
        return end_here(found, depth + array->ndim);
    }
    if(is_typed && (py_isstr(value) || py_isnone(value))) return end_here(found, depth);
    return nd_error(tp_TypeError, "arrays of '%s' are not supported; elements are bool, int, float or complex",
                    py_tpname(py_typeof(value)));
}

/* Stores what `value` holds into the elements from `at` on, in C order. */
static bool fill(int type, char** at, py_Ref value) {
    if(is_sequence(value)) {
        int length = length_of(value);
        for(int i = 0; i < length; i++) {
            if(!fill(type, at, item_of(value, i))) return false;
        }
        return true;
    }
    if(nd_is_array(value)) {
        const nd_Array* array = nd_array(value);
        nd_Stream stream;
        char buffer[ND_CHUNK * 16];
        nd_stream(&stream, array, array->ndim, array->shape);
        for(nd_Size left = nd_count(array); left > 0;) {
            nd_Size count = left < ND_CHUNK ? left : ND_CHUNK, bytes = count * nd_size_of(type);
            memcpy(*at, nd_next(&stream, count, type, buffer), (size_t)bytes);
            *at += bytes;
            left -= count;
        }
        return true;
    }
    if(!nd_store(type, *at, value)) return false;
    *at += nd_size_of(type);
    return true;
}

static int weak_type(char weak) {
    return weak == 'b' ? ND_BOOL : weak == 'i' ? ND_INT64 : weak == 'c' ? ND_COMPLEX128 : ND_FLOAT64;
}

static bool of_sequence(py_OutRef out, py_Ref value, int type) {
    Discovery found = {.type = ND_NO_TYPE};
    if(!discover(&found, value, 0, type != ND_NO_TYPE)) return false;
    if(type == ND_NO_TYPE) {
        type = found.type;
        if(type == ND_NO_TYPE) type = weak_type(found.weak);
        else if(found.weak) type = nd_promote(type, weak_type(found.weak));
    }
    py_Ref made = py_pushtmp();
    bool ok = nd_new(made, type, found.ndim, found.shape);
    char* at = ok ? nd_array(made)->data : NULL;
    ok = ok && fill(type, &at, value);
    if(ok) py_assign(out, made);
    py_pop();
    return ok;
}

/* Iterables that are consumed once: range, generator, dict keys; NumPy takes them as sequences. */
static bool of_iterable(py_OutRef out, py_Ref value, int type) {
    py_Ref list = py_pushtmp();
    py_push(value);
    bool ok = py_tpcall(tp_list, 1, py_peek(-1));
    py_pop();
    if(ok) py_assign(list, py_retval());
    ok = ok && of_sequence(out, list, type);
    py_pop();
    return ok;
}

/* Objects with __array__(), such as np.poly1d. */
static bool of_provider(py_OutRef out, py_Ref method, py_Ref value, int type) {
    py_Ref made = py_pushtmp();
    bool ok = py_call(method, 1, value);
    if(ok) py_assign(made, py_retval());
    ok = ok && nd_asarray(out, made, type);
    py_pop();
    return ok;
}

bool nd_asarray(py_OutRef out, py_Ref value, int type) {
    if(nd_is_array(value)) {
        if(type == ND_NO_TYPE || type == nd_array(value)->type) {
            py_assign(out, value);
            return true;
        }
        return nd_copy(out, nd_array(value), type, 'K');
    }
    if(py_istype(value, tp_range)) return of_iterable(out, value, type);
    py_Ref provide = py_tpfindname(py_typeof(value), py_name("__array__"));
    if(provide) return of_provider(out, provide, value, type);
    return of_sequence(out, value, type);
}

/* ---- copies --------------------------------------------------------------------------- */

/* Strides for a copy that preserves the memory order of the axes. */
static void keep_order(nd_Size* strides, const nd_Array* from, int item_bytes) {
    int order[ND_MAX_DIMS];
    for(int i = 0; i < from->ndim; i++) {
        int at = i;
        nd_Size step = from->strides[i] < 0 ? -from->strides[i] : from->strides[i];
        for(; at > 0; at--) {
            nd_Size other =
                from->strides[order[at - 1]] < 0 ? -from->strides[order[at - 1]] : from->strides[order[at - 1]];
            if(other >= step) break;
            order[at] = order[at - 1];
        }
        order[at] = i;
    }
    nd_Size step = item_bytes;
    for(int k = from->ndim - 1; k >= 0; k--) {
        strides[order[k]] = step;
        if(from->shape[order[k]]) step *= from->shape[order[k]];
    }
}

bool nd_copy(py_OutRef out, const nd_Array* from, int type, char order) {
    py_Ref made = py_pushtmp();
    if(type == ND_NO_TYPE) type = from->type;
    bool is_fortran = order == 'F' || (order == 'A' && nd_is_fortran(from) && !nd_is_contiguous(from));
    bool ok = nd_new_order(made, type, from->ndim, from->shape, is_fortran ? 'F' : 'C');
    if(ok && order == 'K') keep_order(nd_array(made)->strides, from, nd_size_of(type));
    ok = ok && nd_assign(nd_array(made), from);
    if(ok) py_assign(out, made);
    py_pop();
    return ok;
}

bool nd_ascontiguous(py_OutRef out, py_Ref value, int type) {
    const nd_Array* array = nd_array(value);
    if(type == ND_NO_TYPE) type = array->type;
    if(array->type == type && nd_is_contiguous(array)) {
        py_assign(out, value);
        return true;
    }
    return nd_copy(out, array, type, 'C');
}

/* ---- arguments -------------------------------------------------------------------------- */

bool nd_parse_int(py_Ref value, py_i64* out) {
    if(py_isint(value) || py_isbool(value)) {
        *out = py_isint(value) ? py_toint(value) : py_tobool(value);
        return true;
    }
    if(nd_is_array(value) && nd_array(value)->ndim == 0 && nd_is_integer(nd_array(value)->type)) {
        nd_cast(ND_INT64, out, nd_array(value)->type, nd_array(value)->data, 1);
        return true;
    }
    return nd_error(tp_TypeError, "'%s' object cannot be interpreted as an integer", py_tpname(py_typeof(value)));
}

static bool parse_size_array(py_Ref value, int* count, py_i64* sizes) {
    const nd_Array* array = nd_array(value);
    if(!nd_is_integer(array->type) || array->ndim > 1)
        return nd_error(tp_TypeError, "only integer scalar arrays can be converted to a scalar index");
    *count = array->ndim ? (int)array->shape[0] : 1;
    if(*count > ND_MAX_DIMS)
        return nd_error(tp_ValueError, "maximum supported dimension for an ndarray is currently %d, found %d",
                        ND_MAX_DIMS, *count);
    for(int i = 0; i < *count; i++)
        nd_cast(ND_INT64, &sizes[i], array->type, array->data + (array->ndim ? i * array->strides[0] : 0), 1);
    return true;
}

bool nd_parse_sizes(py_Ref value, int* count, py_i64* sizes, const char* what) {
    if(nd_is_array(value)) return parse_size_array(value, count, sizes);
    if(!is_sequence(value)) {
        *count = 1;
        if(py_isint(value) || py_isbool(value)) return nd_parse_int(value, sizes);
        if(py_isstr(value)) return nd_error(tp_TypeError, "'str' object cannot be interpreted as an integer");
        return nd_error(tp_TypeError, "expected a sequence of integers or a single integer, got '%s'",
                        py_repr(value) ? py_tostr(py_retval()) : what);
    }
    *count = length_of(value);
    if(*count > ND_MAX_DIMS)
        return nd_error(tp_ValueError, "maximum supported dimension for an ndarray is currently %d, found %d",
                        ND_MAX_DIMS, *count);
    for(int i = 0; i < *count; i++) {
        if(!nd_parse_int(item_of(value, i), &sizes[i])) return false;
    }
    return true;
}

bool nd_parse_shape(py_Ref value, int type, int* ndim, nd_Size* shape) {
    py_i64 sizes[ND_MAX_DIMS];
    if(!nd_parse_sizes(value, ndim, sizes, "shape")) return false;
    double bytes = nd_size_of(type);
    bool is_empty = false, fits = true;
    for(int i = 0; i < *ndim; i++) {
        if(sizes[i] < 0) return nd_error(tp_ValueError, "negative dimensions are not allowed");
        if(sizes[i] == 0) is_empty = true;
        else bytes *= (double)sizes[i];
        fits = fits && sizes[i] <= PTRDIFF_MAX;
        shape[i] = (nd_Size)sizes[i];
    }
    if(bytes >= 9223372036854775808.0)
        return nd_error(tp_ValueError,
                        "array is too big; `arr.size * arr.dtype.itemsize` is larger than the maximum possible size.");
    if(!fits || (!is_empty && bytes >= (double)PTRDIFF_MAX)) return nd_memory_error(type, *ndim, sizes);
    return true;
}

bool nd_parse_axis(py_Ref value, int ndim, int* axis) {
    py_i64 number;
    return nd_parse_int(value, &number) && nd_check_axis(number, ndim, axis);
}

bool nd_parse_axes(py_Ref value, int ndim, uint64_t* bits) {
    *bits = ndim == 64 ? UINT64_MAX : ((uint64_t)1 << ndim) - 1;
    if(!nd_is_set(value)) return true;
    *bits = 0;
    /* NumPy lets these pass */
    bool is_scalar = ndim == 0 && py_isint(value) && (py_toint(value) == 0 || py_toint(value) == -1);
    if(is_scalar) return true;
    int axis, count = py_istuple(value) || py_islist(value) ? length_of(value) : 1;
    for(int i = 0; i < count; i++) {
        if(!nd_parse_axis(is_sequence(value) ? item_of(value, i) : value, ndim, &axis)) return false;
        if(*bits >> axis & 1) return nd_error(tp_ValueError, "duplicate value in 'axis'");
        *bits |= (uint64_t)1 << axis;
    }
    return true;
}

bool nd_parse_order(py_Ref value, const char* legal, char* out) {
    *out = legal[0];
    if(!nd_is_set(value)) return true;
    if(!py_isstr(value)) return nd_error(tp_TypeError, "order must be str, not %s", py_tpname(py_typeof(value)));
    const char* text = py_tostr(value);
    char letter = (char)(text[0] >= 'a' ? text[0] - 32 : text[0]);
    if(text[0] == '\0' || text[1] != '\0' || !strchr("CFAK", letter))
        return nd_error(tp_ValueError, "order must be one of 'C', 'F', 'A', or 'K' (got '%s')", text);
    if(!strchr(legal, letter)) return nd_error(tp_ValueError, "order '%c' is not permitted here", letter);
    *out = letter;
    return true;
}

/* ---- broadcasting ------------------------------------------------------------------------- */

bool nd_broadcast(int* out_ndim, nd_Size* out, int ndim, const nd_Size* shape) {
    if(ndim > *out_ndim) {
        int more = ndim - *out_ndim;
        memmove(out + more, out, sizeof(nd_Size) * (size_t)*out_ndim);
        for(int i = 0; i < more; i++) out[i] = 1;
        *out_ndim = ndim;
    }
    for(int i = 0; i < ndim; i++) {
        nd_Size* size = &out[*out_ndim - ndim + i];
        if(*size == 1) *size = shape[i];
        else if(shape[i] != 1 && shape[i] != *size) return false;
    }
    return true;
}

bool nd_broadcast_error(int count, nd_Array* const* arrays) {
    char text[512] = "", shape[128];
    for(int i = 0; i < count; i++) {
        nd_format_shape(shape, sizeof shape, arrays[i]->ndim, arrays[i]->shape);
        /* NumPy leaves the spaces out here */
        for(char *from = shape, *to = shape; (*to = *from) != '\0'; from++) to += *from != ' ';
        size_t length = strlen(text), more = strlen(shape);
        if(length + more + 2 > sizeof text) break;
        memcpy(text + length, shape, more + 1);
        memcpy(text + length + more, " ", 2);
    }
    return nd_error(tp_ValueError, "operands could not be broadcast together with shapes %s", text);
}

void nd_new_shape_tuple(py_OutRef out, int ndim, const nd_Size* shape) {
    py_Ref items = py_newtuple(out, ndim);
    for(int i = 0; i < ndim; i++) py_newint(&items[i], shape[i]);
}

void nd_bind_functions(py_Ref object, const nd_Function* functions, int count) {
    for(int i = 0; i < count; i++) py_bind(object, functions[i].signature, functions[i].function);
}
