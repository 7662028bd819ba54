/*
 * Arrays: memory, views, elements to and from Python's scalars, nested sequences into arrays.
 * Limits: an array's memory is at most what one address space holds; no objects, no strings as elements.
 */
#include "nd.h"
#include "pkw.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

py_Type nd_tp_ndarray;

/* ---- memory: counted, because the collector counts objects only ------------------- */

#define COLLECT_BYTES_MIN ((size_t)32 << 20)

static size_t live_bytes, bytes_since_collection, live_after_collection;

static void collect(void) {
    py_gc_collect();
    bytes_since_collection = 0;
    live_after_collection = live_bytes;
}

static void collect_before(size_t bytes) {
    size_t limit = live_after_collection > COLLECT_BYTES_MIN ? live_after_collection : COLLECT_BYTES_MIN;
    if(bytes_since_collection + bytes > limit) collect();
}

void nd_collect_if_due(void) { collect_before(0); }

void nd_note_memory(size_t bytes) {
    live_bytes += bytes;
    bytes_since_collection += bytes;
}

void nd_forget_memory(size_t bytes) { live_bytes -= bytes; }

void* nd_allocate(size_t bytes) {
    collect_before(bytes);
    void* memory = malloc(bytes ? bytes : 1);
    if(!memory) {
        collect();
        memory = malloc(bytes ? bytes : 1);
    }
    if(!memory) return NULL;
    bytes_since_collection += bytes;
    return memory;
}

static void array_free(void* userdata) {
    nd_Array* array = userdata;
    if(array->owns) {
        free(array->data);
        live_bytes -= (size_t)array->buffer_bytes;
    }
    if(array->shape != array->own) free(array->shape);
}

nd_Size nd_product(int ndim, const nd_Size* shape) {
    nd_Size count = 1;
    for(int i = 0; i < ndim; i++) count *= shape[i];
    return count;
}

nd_Size nd_count(const nd_Array* array) { return nd_product(array->ndim, array->shape); }

bool nd_is_contiguous(const nd_Array* array) {
    nd_Size expected = nd_size_of(array->type);
    if(nd_count(array) == 0) return true;
    for(int i = array->ndim - 1; i >= 0; i--) {
        if(array->shape[i] == 1) continue;
        if(array->strides[i] != expected) return false;
        expected *= array->shape[i];
    }
    return true;
}

bool nd_is_fortran(const nd_Array* array) {
    nd_Size expected = nd_size_of(array->type);
    if(nd_count(array) == 0) return true;
    for(int i = 0; i < array->ndim; i++) {
        if(array->shape[i] == 1) continue;
        if(array->strides[i] != expected) return false;
        expected *= array->shape[i];
    }
    return true;
}

bool nd_same_shape(const nd_Array* a, const nd_Array* b) {
    return a->ndim == b->ndim && memcmp(a->shape, b->shape, sizeof(nd_Size) * (size_t)a->ndim) == 0;
}

void nd_fill_strides(nd_Size* strides, int ndim, const nd_Size* shape, int item_bytes, char order) {
    nd_Size step = item_bytes;
    for(int k = 0; k < ndim; k++) {
        int i = order == 'F' ? k : ndim - 1 - k;
        strides[i] = step;
        if(shape[i]) step *= shape[i];
    }
}

/* An array object without memory. */
static nd_Array* new_header(py_OutRef out, int type, int ndim, const nd_Size* shape) {
    size_t bytes = sizeof(nd_Array) + 2 * (size_t)ndim * sizeof(nd_Size);
    nd_Array* array = py_newobject(out, nd_tp_ndarray, 1, (int)bytes);
    memset(array, 0, bytes);
    array->shape = array->own;
    array->strides = array->own + ndim;
    array->ndim = (int8_t)ndim;
    array->type = (uint8_t)type;
    array->writeable = true;
    if(ndim) memcpy(array->shape, shape, sizeof(nd_Size) * (size_t)ndim);
    py_setslot(out, 0, py_None());
    return array;
}

bool nd_new_order(py_OutRef out, int type, int ndim, const nd_Size* shape, char order) {
    if(ndim > ND_MAX_DIMS) {
        return nd_error(tp_ValueError, "maximum supported dimension for an ndarray is currently %d, found %d",
                        ND_MAX_DIMS, ndim);
    }
    double elements = 1;
    for(int i = 0; i < ndim; i++) elements *= (double)shape[i];
    size_t bytes = (size_t)nd_product(ndim, shape) * (size_t)nd_size_of(type);
    bool fits = elements * nd_size_of(type) < (double)PTRDIFF_MAX;
    void* memory = fits ? nd_allocate(bytes) : NULL;
    if(!memory) {
        py_i64 wide[ND_MAX_DIMS];
        for(int i = 0; i < ndim; i++) wide[i] = shape[i];
        return nd_memory_error(type, ndim, wide);
    }
    nd_Array* array = new_header(out, type, ndim, shape);
    array->data = memory;
    array->owns = true;
    array->buffer_bytes = (nd_Size)bytes;
    live_bytes += bytes;
    nd_fill_strides(array->strides, ndim, shape, nd_size_of(type), order);
    return true;
}

bool nd_new(py_OutRef out, int type, int ndim, const nd_Size* shape) {
    return nd_new_order(out, type, ndim, shape, 'C');
}

bool nd_zeros(py_OutRef out, int type, int ndim, const nd_Size* shape, char order) {
    if(!nd_new_order(out, type, ndim, shape, order)) return false;
    memset(nd_array(out)->data, 0, (size_t)nd_array(out)->buffer_bytes);
    return true;
}

nd_Array* nd_view(py_OutRef out, py_Ref base, char* data, int type, int ndim, const nd_Size* shape,
                  const nd_Size* strides) {
    py_TValue owner = *base; /* `out` may be where `base` is */
    if(nd_is_array(base) && !nd_array(base)->owns && !py_isnone(py_getslot(base, 0))) owner = *py_getslot(base, 0);
    bool writeable = !nd_is_array(base) || nd_array(base)->writeable;
    py_TValue made;
    nd_Array* array = new_header(&made, type, ndim, shape);
    array->data = data;
    array->writeable = writeable;
    if(ndim) memcpy(array->strides, strides, sizeof(nd_Size) * (size_t)ndim);
    py_setslot(&made, 0, &owner);
    *out = made;
    return array;
}

bool nd_set_shape(nd_Array* array, int ndim, const nd_Size* shape, const nd_Size* strides) {
    nd_Size* place = array->shape;
    if(ndim != array->ndim) {
        place = malloc(2 * (size_t)(ndim + 1) * sizeof(nd_Size));
        if(!place) return nd_error(nd_tp_memory_error, "no memory for %d dimensions", ndim);
    }
    nd_Size kept[2 * ND_MAX_DIMS];
    memcpy(kept, shape, sizeof(nd_Size) * (size_t)ndim);
    memcpy(kept + ndim, strides, sizeof(nd_Size) * (size_t)ndim);
    if(place != array->shape && array->shape != array->own) free(array->shape);
    memcpy(place, kept, 2 * sizeof(nd_Size) * (size_t)ndim);
    array->shape = place;
    array->strides = place + ndim;
    array->ndim = (int8_t)ndim;
    return true;
}

/* ---- elements to Python ---------------------------------------------------------------- */

void nd_new_complex(py_OutRef out, double re, double im) { py_newcomplex(out, re, im); }

bool nd_to_complex(py_Ref value, nd_Complex128* out) {
    *out = (nd_Complex128){0, 0};
    if(py_isint(value)) out->re = (double)py_toint(value);
    else if(py_isbool(value)) out->re = py_tobool(value);
    else if(py_isfloat(value)) out->re = py_tofloat(value);
    else if(py_iscomplex(value)) *out = (nd_Complex128){py_toreal(value), py_toimag(value)};
    else return false;
    return true;
}

char nd_scalar_kind(py_Ref value) {
    switch(value->type) {
        case tp_bool: return 'b';
        case tp_int: return 'i';
        case tp_float: return 'f';
        default: return py_iscomplex(value) ? 'c' : 0;
    }
}

/* The double nearest to the shortest decimal that is this float. */
static double shortest(float value) {
    if(!isfinite(value) || (fabsf(value) < 16777216.0f && value == truncf(value))) return value;
    char text[32];
    for(int digits = 6; digits <= 9; digits++) {
        snprintf(text, sizeof text, "%.*e", digits - 1, fabs((double)value));
        if(nd_nearest_single(text) == fabsf(value)) break;
    }
    return copysign(strtod1(text, NULL), value);
}

bool nd_item(py_OutRef out, int type, const void* element) {
    switch((nd_Type)type) {
        case ND_BOOL: py_newbool(out, *(const uint8_t*)element != 0); return true;
        case ND_INT8: py_newint(out, *(const int8_t*)element); return true;
        case ND_UINT8: py_newint(out, *(const uint8_t*)element); return true;
        case ND_INT16: py_newint(out, *(const int16_t*)element); return true;
        case ND_UINT16: py_newint(out, *(const uint16_t*)element); return true;
        case ND_INT32: py_newint(out, *(const int32_t*)element); return true;
        case ND_UINT32: py_newint(out, *(const uint32_t*)element); return true;
        case ND_INT64: py_newint(out, *(const int64_t*)element); return true;
        case ND_FLOAT32: py_newfloat(out, shortest(*(const float*)element)); return true;
        case ND_FLOAT64: py_newfloat(out, *(const double*)element); return true;
        case ND_COMPLEX64: {
            const nd_Complex64* value = element;
            nd_new_complex(out, shortest(value->re), shortest(value->im));
            return true;
        }
        case ND_COMPLEX128: {
            const nd_Complex128* value = element;
            nd_new_complex(out, value->re, value->im);
            return true;
        }
        case ND_UINT64: break;
        case ND_TYPES: return false;
    }
    uint64_t value = *(const uint64_t*)element;
    if(value <= INT64_MAX) {
        py_newint(out, (py_i64)value);
        return true;
    }
    if(!nd_new(out, ND_UINT64, 0, NULL)) return false; /* Python's int has 64 bits with the sign here */
    memcpy(nd_array(out)->data, &value, sizeof value);
    return true;
}

bool nd_return(py_Ref array) {
    const nd_Array* from = nd_array(array);
    if(from->ndim == 0) {
        char element[16];
        memcpy(element, from->data, (size_t)nd_size_of(from->type));
        return nd_item(py_retval(), from->type, element);
    }
    py_assign(py_retval(), array);
    return true;
}

/* ---- Python to elements -------------------------------------------------------------------- */

static bool store_int(int type, void* element, py_i64 value) {
    if(nd_is_integer(type) && type != ND_INT64) {
        int bits = 8 * nd_size_of(type);
        bool is_signed = nd_is_signed(type);
        py_i64 low = is_signed ? -((py_i64)1 << (bits - 1)) : 0;
        py_i64 high = bits == 64 ? INT64_MAX : ((py_i64)1 << (bits - is_signed)) - 1;
        if(value < low || value > high) {
            return nd_error(nd_tp_overflow_error, "Python integer %lld out of bounds for %s", (long long)value,
                            nd_type_info[type].name);
        }
    }
    nd_cast(type, element, ND_INT64, &value, 1);
    return true;
}

static bool store_float(int type, void* element, double value) {
    if(!nd_is_integer(type)) {
        nd_cast(type, element, ND_FLOAT64, &value, 1);
        return true;
    }
    if(isnan(value)) return nd_error(tp_ValueError, "cannot convert float NaN to integer");
    if(isinf(value)) return nd_error(nd_tp_overflow_error, "cannot convert float infinity to integer");
    if(fabs(value) >= 9223372036854775808.0)
        return nd_error(nd_tp_overflow_error, "Python int too large to convert to C long");
    return store_int(type, element, (py_i64)value);
}

static bool store_text(int type, void* element, py_Ref value) {
    const char* text = py_tostr(value);
    char* end;
    if(nd_is_integer(type)) {
        py_i64 number = strtoll(text, &end, 10);
        if(end != text && end[strspn(end, " \t\n")] == '\0') return store_int(type, element, number);
        return nd_error(tp_ValueError, "invalid literal for int() with base 10: '%s'", text);
    }
    double number = strtod1(text, &end);
    if(end != text && end[strspn(end, " \t\n")] == '\0') return store_float(type, element, number);
    return nd_error(tp_ValueError, "could not convert string to float: '%s'", text);
}

static bool refuse_store(int type, py_Ref value) {
    const char* name = py_tpname(py_typeof(value));
    bool is_sequence = py_islist(value) || py_istuple(value);
    if(nd_is_array(value) || (is_sequence && !nd_is_integer(type)))
        return nd_error(tp_ValueError, "setting an array element with a sequence.");
    if(nd_is_integer(type))
        return nd_error(tp_TypeError, "int() argument must be a string, a bytes-like object or a real number, not '%s'",
                        name);
    return nd_error(tp_TypeError, "float() argument must be a string or a real number, not '%s'", name);
}

bool nd_store(int type, void* element, py_Ref value) {
    switch(nd_scalar_kind(value)) {
        case 'b': {
            uint8_t truth = py_tobool(value);
            nd_cast(type, element, ND_BOOL, &truth, 1);
            return true;
        }
        case 'i': return store_int(type, element, py_toint(value));
        case 'f': return store_float(type, element, py_tofloat(value));
        case 'c': {
            nd_Complex128 parts;
            if(!nd_to_complex(value, &parts) || (!nd_is_complex(type) && type != ND_BOOL))
                return refuse_store(type, value);
            nd_cast(type, element, ND_COMPLEX128, &parts, 1);
            return true;
        }
        default: break;
    }
    if(nd_is_array(value) && nd_count(nd_array(value)) == 1 && nd_array(value)->ndim == 0) {
        nd_cast(type, element, nd_array(value)->type, nd_array(value)->data, 1);
        return true;
    }
    if(py_isstr(value) && !nd_is_complex(type)) return store_text(type, element, value);
    if(py_isnone(value) && !nd_is_integer(type)) return store_float(type, element, type == ND_BOOL ? 0.0 : NAN);
    return refuse_store(type, value);
}

void nd_add_array(py_Ref module) {
    live_bytes = bytes_since_collection = live_after_collection = 0;
    nd_tp_ndarray = py_newtype("ndarray", tp_object, module, array_free);
    py_setdict(module, py_name("ndarray"), py_tpobject(nd_tp_ndarray));
}
