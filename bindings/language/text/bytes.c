/*
 * bytes-like objects, and how bytearrays grow.
 */
#include "../machine/machine.h"
#include "bytes.h"

#include <string.h>

const unsigned char* pkl_bytes_data(py_Ref value, int* size) {
    if (py_isinstance(value, tp_bytes)) {
        *size = PKL_OBJECT(value, PyBytes)->size;
        return PKL_OBJECT(value, PyBytes)->data;
    }
    if (!py_isinstance(value, tp_bytearray)) return NULL;
    *size = PKL_OBJECT(value, PyByteArray)->size;
    return PKL_OBJECT(value, PyByteArray)->data;
}

bool pkl_is_bytes_like(py_Ref value) { return py_isinstance(value, tp_bytes) || py_isinstance(value, tp_bytearray); }

bool pkl_bytes_like(py_Ref value, c11_sv* out) {
    int size;
    const unsigned char* data = pkl_bytes_data(value, &size);
    if (data == NULL) return pkl_raise(tp_TypeError, "a bytes-like object is required, not '%T'", value);
    *out = (c11_sv){(const char*)data, size};
    return true;
}

bool pkl_bytearray_resize(PyByteArray* array, int64_t size) {
    if (array->exports > 0 && size != array->size) return pkl_raise(tp_BufferError, "Existing exports of data: object cannot be re-sized");
    if (size >= array->capacity || size < array->capacity / 2) {
        int64_t capacity = size < array->capacity ? size + 1 : size + (size >> 3) + (size < 9 ? 3 : 6);
        if (size > INT32_MAX - 64) return pkl_raise(tp_MemoryError, "");
        if (capacity > INT32_MAX) capacity = INT32_MAX;
        if (!pkl_reserve((uint64_t)capacity)) return false;
        array->data = array->data != NULL ? pkl_buffer_resize(array->data, (size_t)array->capacity, (size_t)capacity) : pkl_buffer((size_t)capacity);
        array->capacity = (int32_t)capacity;
    }
    array->size = (int32_t)size;
    array->data[size] = 0;
    return true;
}

bool pkl_new_bytearray(py_OutRef out, c11_sv content) {
    py_TValue value;
    PyByteArray* array = (PyByteArray*)pkl_new(&value, tp_bytearray);
    if (!pkl_bytearray_resize(array, content.size)) return false;
    memcpy(array->data, content.data, (size_t)content.size);
    *out = value;
    return true;
}
