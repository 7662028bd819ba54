/*
 * bytes-like objects, what bytes() and bytearray() are made of, and how bytearrays grow.
 */
#include "../../machine/heap.h"
#include "../../machine/machine.h"
#include "bytes.h"
#include "../codecs/codecs.h"

#include <string.h>

/* ---- bytes-like objects -------------------------------------------------------------------------------------- */

const unsigned char* pkl_bytes_data(py_Ref value, int* size) {
    if (py_isinstance(value, tp_bytes)) {
        *size = PKL_OBJECT(value, PyBytes)->size;
        return PKL_OBJECT(value, PyBytes)->data;
    }
    if (pkl_is_growing(value)) {
        *size = PKL_OBJECT(value, PyByteArray)->size;
        return PKL_OBJECT(value, PyByteArray)->data;
    }
    if (value->type != tp_memoryview) return NULL;
    PyMemoryView* view = pkl_view_of(value);
    if (view->object.type == tp_nil || !pkl_view_contiguous(view)) return NULL;
    *size = (int)(view->length * view->itemsize);
    return pkl_view_item(view, 0);
}

bool pkl_is_bytes_like(py_Ref value) { return py_isinstance(value, tp_bytes) || pkl_is_growing(value) || value->type == tp_memoryview; }

bool pkl_bytes_like(py_Ref value, c11_sv* out) {
    int size;
    const unsigned char* data = pkl_bytes_data(value, &size);
    if (data != NULL) return *out = (c11_sv){(const char*)data, size}, true;
    if (value->type != tp_memoryview) return pkl_raise(tp_TypeError, "a bytes-like object is required, not '%T'", value);
    if (!pkl_view_live(pkl_view_of(value))) return false;
    return pkl_raise(tp_BufferError, "memoryview: underlying buffer is not C-contiguous");
}

bool pkl_is_index(py_Ref key) { return pkl_is_int(key) || pkl_special(key, (py_Name)PKL_NAME(__index__)) != NULL; }

bool pkl_byte(py_Ref value, const char* what, unsigned char* out) {
    int64_t number;
    if (!pkl_index(value, &number, true)) return false;
    if (number < 0 || number > 255) return pkl_raise(tp_ValueError, "%s must be in range(0, 256)", what);
    *out = (unsigned char)number;
    return true;
}

/* ---- sources ------------------------------------------------------------------------------------------------------ */

typedef struct Numbers {
    PklBuilder* builder;
    const char* what;
} Numbers;

static bool put_number(py_Ref item, void* context) {
    Numbers* numbers = context;
    unsigned char byte;
    if (!pkl_byte(item, numbers->what, &byte)) return false;
    pkl_put_char(numbers->builder, (char)byte);
    return !numbers->builder->failed;
}

bool pkl_put_bytes_of(PklBuilder* builder, py_Ref value, const char* what, const char* target) {
    if (value->type == tp_memoryview) {
        PyMemoryView* view = pkl_view_of(value);
        if (!pkl_view_live(view)) return false;
        int64_t size = view->length * view->itemsize;
        char* to = pkl_builder_room(builder, size);
        if (to == NULL) return false;
        pkl_view_copy(view, (unsigned char*)to);
        builder->size += size;
        return true;
    }
    if (pkl_is_bytes_like(value)) {
        c11_sv bytes = pkl_text(value);
        pkl_put(builder, bytes.data, bytes.size);
        return !builder->failed;
    }
    bool iterable = pkl_special(value, (py_Name)PKL_NAME(__iter__)) != NULL || pkl_special(value, (py_Name)PKL_NAME(__getitem__)) != NULL;
    if (!iterable || pkl_is_str(value)) return pkl_raise(tp_TypeError, "cannot convert '%T' object to %s", value, target);
    Numbers numbers = {builder, what};
    return pkl_iterate_hinted(value, put_number, &numbers);
}

static bool put_zeros(PklBuilder* builder, int64_t count) {
    if (count < 0) return pkl_raise(tp_ValueError, "negative count");
    if (count > INT32_MAX - 64) return pkl_raise(tp_MemoryError, "");
    char* to = pkl_builder_room(builder, count);
    if (to == NULL) return false;
    if (count > 0) memset(to, 0, (size_t)count);
    builder->size += count;
    return true;
}

static bool put_encoded(PklBuilder* builder, py_Ref argv) {
    if (!pkl_text_encode(&argv[1], &argv[2], &argv[3], py_retval())) return false;
    PyBytes* bytes = PKL_OBJECT(py_retval(), PyBytes);
    pkl_put(builder, (const char*)bytes->data, bytes->size);
    return !builder->failed;
}

bool pkl_check_source(py_Ref argv, const char* target) {
    for (int i = 2; i < 4; i++) {
        if (argv[i].type == tp_nil || pkl_is_str(&argv[i])) continue;
        return pkl_raise(tp_TypeError, "%s() argument '%s' must be str, not %s", target, i == 2 ? "encoding" : "errors", pkl_argument_type(&argv[i]));
    }
    return true;
}

bool pkl_put_source(PklBuilder* builder, py_Ref argv, const char* what, const char* target) {
    py_Ref source = &argv[1];
    if (!pkl_check_source(argv, target)) return false;
    if (source->type != tp_nil && pkl_is_str(source)) {
        if (argv[2].type != tp_nil) return put_encoded(builder, argv);
        return pkl_raise(tp_TypeError, "string argument without an encoding");
    }
    if (argv[2].type != tp_nil || argv[3].type != tp_nil)
        return pkl_raise(tp_TypeError, "%s without a string argument", argv[2].type != tp_nil ? "encoding" : "errors");
    if (source->type == tp_nil) return true;
    if (pkl_is_index(source)) {
        int64_t count;
        if (pkl_index(source, &count, false)) return put_zeros(builder, count);
        if (!pkl_exc_matches(tp_TypeError)) return false;
        py_clearexc(NULL);
    }
    return pkl_put_bytes_of(builder, source, what, target);
}

bool pkl_bytes_of(py_Ref value, py_OutRef out) {
    if (value->type == tp_bytes) return *out = *value, true;
    PklBuilder builder;
    pkl_builder_start(&builder);
    if (pkl_put_bytes_of(&builder, value, "bytes", "bytes")) return pkl_builder_bytes(&builder, out);
    pkl_builder_end(&builder);
    return false;
}

/* ---- bytearrays -------------------------------------------------------------------------------------------------------- */

static bool shows(PyObject* object, void* array) {
    return object->type == tp_memoryview && ((PyMemoryView*)object)->object._obj == array && ((PyMemoryView*)object)->object.type != tp_nil;
}

/* Views are counted when they are made and released. One that a program dropped without releasing it counts until somebody wants to know. */
bool pkl_bytearray_unlocked(PyByteArray* array) {
    if (array->exports > 0) array->exports = pkl_heap_count_reached(shows, array);
    if (array->exports == 0) return true;
    bool own = pkl_vm->types[array->head.type]->layout_type == tp_bytearray;
    return pkl_raise(tp_BufferError, own ? "Existing exports of data: object cannot be re-sized" : "cannot resize an array that is exporting buffers");
}

bool pkl_bytearray_resize(PyByteArray* array, int64_t size) {
    if (size != array->size && !pkl_bytearray_unlocked(array)) return false;
    if (size > INT32_MAX - 64) return pkl_raise(tp_MemoryError, "");
    if (size >= array->capacity || size < array->capacity / 2) {
        int64_t capacity = size < array->capacity || array->capacity == 0 ? size + 1 : size + (size >> 3) + (size < 9 ? 3 : 6);
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
