/*
 * bytearray: what changes it.
 */
#include "../../machine/machine.h"
#include "../../types/types.h"
#include "bytes.h"

#include <string.h>

static PyByteArray* array_of(py_Ref self) { return PKL_OBJECT(self, PyByteArray); }

static bool array_new(int argc, py_Ref argv) {
    (void)argc;
    py_TValue value;
    PyByteArray* array = (PyByteArray*)pkl_new(&value, py_totype(&argv[0]));
    if (!pkl_bytearray_resize(array, 0)) return false;
    return pkl_return(&value);
}

bool pkl_bytearray_splice(PyByteArray* array, int64_t at, int64_t removed, c11_sv by) {
    int64_t size = (int64_t)array->size - removed + by.size, rest = array->size - at - removed;
    if (size < array->size) {
        if (!pkl_bytearray_unlocked(array)) return false;
        memmove(array->data + at + by.size, array->data + at + removed, (size_t)rest);
    }
    if (!pkl_bytearray_resize(array, size)) return false;
    if (by.size > removed) memmove(array->data + at + by.size, array->data + at + removed, (size_t)rest);
    if (by.size > 0) memcpy(array->data + at, by.data, (size_t)by.size);
    return true;
}

/* The builder's bytes in place of [at, at + removed); ends the builder. */
static bool splice_built(PyByteArray* array, int64_t at, int64_t removed, PklBuilder* builder) {
    bool ok = !builder->failed && pkl_bytearray_splice(array, at, removed, (c11_sv){builder->data, (int)builder->size});
    pkl_builder_end(builder);
    return ok;
}

static bool array_init(int argc, py_Ref argv) {
    (void)argc;
    PyByteArray* array = array_of(argv);
    if (!pkl_check_source(argv, "bytearray")) return false;
    if (array->size > 0 && !pkl_bytearray_splice(array, 0, array->size, (c11_sv){"", 0})) return false;
    PklBuilder builder;
    pkl_builder_start(&builder);
    if (!pkl_put_source(&builder, argv, "byte", "bytearray")) return pkl_builder_end(&builder), false;
    return splice_built(array, 0, array->size, &builder) && pkl_return_none();
}

/* ---- items ----------------------------------------------------------------------------------------------------- */

static bool bad_key(py_Ref key) { return pkl_raise(tp_TypeError, "bytearray indices must be integers or slices, not %T", key); }

static bool place_of(py_Ref argv, int64_t* at) {
    if (!pkl_is_index(&argv[1])) return bad_key(&argv[1]);
    if (!pkl_item_index(&argv[1], array_of(argv)->size, at)) return false;
    return (*at >= 0 && *at < array_of(argv)->size) || pkl_raise(tp_IndexError, "bytearray index out of range");
}

static bool delete_slice(py_Ref argv) {
    int64_t start, stop, step;
    if (!pkl_slice_unpack(&argv[1], &start, &stop, &step)) return false;
    PyByteArray* array = array_of(argv);
    int64_t count = pkl_slice_adjust(array->size, &start, stop, step);
    if (step == 1) return pkl_bytearray_splice(array, start, count, (c11_sv){"", 0}) && pkl_return_none();
    if (count == 0) return pkl_return_none();
    if (!pkl_bytearray_unlocked(array)) return false;
    if (step < 0) {
        start += (count - 1) * step;
        step = -step;
    }
    int64_t to = start;
    for (int64_t at = start, next = start, left = count; at < array->size; at++) {
        if (left > 0 && at == next) {
            if (--left > 0) next += step;
        } else array->data[to++] = array->data[at];
    }
    return pkl_bytearray_resize(array, to) && pkl_return_none();
}

static bool set_selected(PyByteArray* array, py_Ref slice, PklBuilder* builder) {
    int64_t start, stop, step;
    if (!pkl_slice_unpack(slice, &start, &stop, &step)) return pkl_builder_end(builder), false;
    int64_t count = pkl_slice_adjust(array->size, &start, stop, step);
    if (step == 1) return splice_built(array, start, count, builder);
    int64_t given = builder->size;
    bool ok = given == count || pkl_raise(tp_ValueError, "attempt to assign bytes of size %i to extended slice of size %i", given, count);
    for (int64_t i = 0; ok && i < count; i++) array->data[start + i * step] = (unsigned char)builder->data[i];
    pkl_builder_end(builder);
    return ok;
}

static bool set_slice(py_Ref argv) {
    py_Ref value = &argv[2];
    bool number = pkl_is_index(value) || pkl_special(value, (py_Name)PKL_NAME(__float__)) != NULL || pkl_special(value, (py_Name)PKL_NAME(__int__)) != NULL || py_isinstance(value, tp_complex);
    if (number || pkl_is_str(value)) return pkl_raise(tp_TypeError, "can assign only bytes, buffers, or iterables of ints in range(0, 256)");
    PklBuilder builder;
    pkl_builder_start(&builder);
    if (!pkl_put_bytes_of(&builder, value, "byte", "bytearray")) return pkl_builder_end(&builder), false;
    if (builder.size == 0) return pkl_builder_end(&builder), delete_slice(argv);
    return set_selected(array_of(argv), &argv[1], &builder) && pkl_return_none();
}

static bool array_setitem(int argc, py_Ref argv) {
    (void)argc;
    if (argv[1].type == tp_slice) return set_slice(argv);
    int64_t at;
    unsigned char byte;
    if (!pkl_is_index(&argv[1])) return bad_key(&argv[1]);
    if (!pkl_item_index(&argv[1], array_of(argv)->size, &at) || !pkl_byte(&argv[2], "byte", &byte)) return false;
    if (at < 0 || at >= array_of(argv)->size) return pkl_raise(tp_IndexError, "bytearray index out of range");
    array_of(argv)->data[at] = byte;
    return pkl_return_none();
}

static bool array_delitem(int argc, py_Ref argv) {
    (void)argc;
    if (argv[1].type == tp_slice) return delete_slice(argv);
    int64_t at;
    return place_of(argv, &at) && pkl_bytearray_splice(array_of(argv), at, 1, (c11_sv){"", 0}) && pkl_return_none();
}

/* ---- methods -------------------------------------------------------------------------------------------------------- */

static bool array_append(int argc, py_Ref argv) {
    (void)argc;
    unsigned char byte;
    if (!pkl_byte(&argv[1], "byte", &byte)) return false;
    PyByteArray* array = array_of(argv);
    if (!pkl_bytearray_resize(array, (int64_t)array->size + 1)) return false;
    array->data[array->size - 1] = byte;
    return pkl_return_none();
}

static bool array_insert(int argc, py_Ref argv) {
    (void)argc;
    int64_t at;
    unsigned char byte;
    if (!pkl_size_argument(&argv[1], 0, &at) || !pkl_byte(&argv[2], "byte", &byte)) return false;
    int64_t size = array_of(argv)->size;
    if (at < 0) at = at + size < 0 ? 0 : at + size;
    if (at > size) at = size;
    return pkl_bytearray_splice(array_of(argv), at, 0, (c11_sv){(const char*)&byte, 1}) && pkl_return_none();
}

static bool array_pop(int argc, py_Ref argv) {
    (void)argc;
    int64_t at;
    if (!pkl_size_argument(&argv[1], -1, &at)) return false;
    PyByteArray* array = array_of(argv);
    if (array->size == 0) return pkl_raise(tp_IndexError, "pop from empty bytearray");
    if (at < 0) at += array->size;
    if (at < 0 || at >= array->size) return pkl_raise(tp_IndexError, "pop index out of range");
    int byte = array->data[at];
    if (!pkl_bytearray_splice(array, at, 1, (c11_sv){"", 0})) return false;
    return pkl_return_int(byte);
}

static bool array_remove(int argc, py_Ref argv) {
    (void)argc;
    unsigned char byte;
    if (!pkl_byte(&argv[1], "byte", &byte)) return false;
    PyByteArray* array = array_of(argv);
    const unsigned char* found = memchr(array->data, byte, (size_t)array->size);
    if (found == NULL) return pkl_raise(tp_ValueError, "value not found in bytearray");
    return pkl_bytearray_splice(array, found - array->data, 1, (c11_sv){"", 0}) && pkl_return_none();
}

static bool extend(PyByteArray* array, py_Ref value) {
    PklBuilder builder;
    pkl_builder_start(&builder);
    if (!pkl_put_bytes_of(&builder, value, "byte", "bytearray")) return pkl_builder_end(&builder), false;
    return splice_built(array, array->size, 0, &builder);
}

static bool array_extend(int argc, py_Ref argv) {
    (void)argc;
    if (pkl_is_str(&argv[1])) return pkl_text(&argv[1]).size == 0 ? pkl_return_none() : pkl_raise(tp_TypeError, "expected iterable of integers; got: 'str'");
    if (!pkl_is_bytes_like(&argv[1]) && pkl_special(&argv[1], (py_Name)PKL_NAME(__iter__)) == NULL && pkl_special(&argv[1], (py_Name)PKL_NAME(__getitem__)) == NULL)
        return pkl_raise(tp_TypeError, "can't extend bytearray with %T", &argv[1]);
    if (argv[1].type == tp_memoryview && pkl_view_of(&argv[1])->object.type != tp_nil && !pkl_view_contiguous(pkl_view_of(&argv[1])))
        return pkl_raise(tp_TypeError, "can't set bytearray slice from memoryview");
    return extend(array_of(argv), &argv[1]) && pkl_return_none();
}

static bool array_iadd(int argc, py_Ref argv) {
    (void)argc;
    c11_sv bytes;
    if (!pkl_is_bytes_like(&argv[1]) || !pkl_bytes_like(&argv[1], &bytes)) {
        py_clearexc(NULL);
        return pkl_raise(tp_TypeError, "can't concat %T to %T", &argv[1], &argv[0]);
    }
    if (!extend(array_of(argv), &argv[1])) return false;
    return pkl_return(&argv[0]);
}

static bool array_imul(int argc, py_Ref argv) {
    (void)argc;
    int64_t count;
    if (!pkl_repeat_count(&argv[1], array_of(argv)->size, &count)) return false;
    PyByteArray* array = array_of(argv);
    int64_t size = array->size;
    if (size > 0 && count > INT32_MAX / size) return pkl_raise(tp_MemoryError, "");
    if (!pkl_bytearray_resize(array, size * count)) return false;
    for (int64_t i = 1; i < count; i++) memcpy(array->data + i * size, array->data, (size_t)size);
    return pkl_return(&argv[0]);
}

static bool array_resize(int argc, py_Ref argv) {
    (void)argc;
    int64_t size;
    if (!pkl_size_argument(&argv[1], 0, &size)) return false;
    if (size < 0) return pkl_raise(tp_ValueError, "Can only resize to positive sizes, got %i", size);
    PyByteArray* array = array_of(argv);
    int32_t before = array->size;
    if (!pkl_bytearray_resize(array, size)) return false;
    if (size > before) memset(array->data + before, 0, (size_t)(size - before));
    return pkl_return_none();
}

static bool array_reverse(int argc, py_Ref argv) {
    (void)argc;
    PyByteArray* array = array_of(argv);
    for (int32_t a = 0, b = array->size - 1; a < b; a++, b--) {
        unsigned char byte = array->data[a];
        array->data[a] = array->data[b];
        array->data[b] = byte;
    }
    return pkl_return_none();
}

static bool array_copy(int argc, py_Ref argv) { return (void)argc, pkl_new_bytearray(py_retval(), pkl_text(argv)); }

static bool array_clear(int argc, py_Ref argv) {
    (void)argc;
    return pkl_bytearray_splice(array_of(argv), 0, array_of(argv)->size, (c11_sv){"", 0}) && pkl_return_none();
}

static bool array_alloc(int argc, py_Ref argv) {
    (void)argc;
    return pkl_return_int(array_of(argv)->size > 0 ? array_of(argv)->capacity : 0);
}

static bool array_sizeof(int argc, py_Ref argv) {
    array_alloc(argc, argv);
    return pkl_return_int(56 + py_toint(py_retval()));
}

/* (class, (content,), attributes): the content as bytes from protocol 3 on, before that as a text and its encoding. */
static bool reduce(py_Ref self, int64_t protocol) {
    c11_sv content = pkl_text(self);
    py_TValue arguments[2], parts[3];
    if (protocol > 2) memcpy(pkl_new_bytes(&arguments[0], content.size)->data, content.data, (size_t)content.size);
    else {
        PklBuilder builder;
        pkl_builder_start(&builder);
        for (int i = 0; i < content.size; i++) pkl_put_code(&builder, (unsigned char)content.data[i]);
        if (!pkl_builder_str(&builder, &arguments[0])) return false;
        py_newstr(&arguments[1], "latin-1");
    }
    if (content.size == 0) pkl_new_tuple(&parts[1], NULL, 0);
    else pkl_new_tuple(&parts[1], arguments, protocol > 2 ? 1 : 2);
    parts[0] = pkl_type_of(self)->self;
    py_TValue kept = parts[1];
    py_push(&kept);
    if (!pkl_call_method(self, PKL_NAME(__getstate__), 0, NULL)) return false;
    parts[2] = *py_retval();
    py_pop();
    pkl_new_tuple(py_retval(), parts, 3);
    return true;
}

static bool array_reduce(int argc, py_Ref argv) { return (void)argc, reduce(argv, 2); }

static bool array_reduce_ex(int argc, py_Ref argv) {
    (void)argc;
    int64_t protocol;
    return pkl_size_argument(&argv[1], 0, &protocol) && reduce(argv, protocol);
}

#define METHOD(name) {#name, array_##name, "($self, /)", PKL_NOARGS, PKL_METHOD, 0, 0}
#define ONE(name, what) {#name, array_##name, "($self, " what ", /)", PKL_O, PKL_METHOD, 1, 1}

const PklMethod pkl_bytearray_methods[] = {
    {"__new__", array_new, "($type, *args, **kwargs)", PKL_CLINIC, PKL_NEW, 0, 0},
    {"__init__", array_init, "($self, source=<unrepresentable>, encoding=<unrepresentable>, errors=<unrepresentable>)", PKL_CLINIC, PKL_WRAPPER, 0, 3},
    {"__setitem__", array_setitem, "($self, key, value, /)", PKL_RANGE, PKL_WRAPPER, 2, 2},
    {"__delitem__", array_delitem, "($self, key, /)", PKL_O, PKL_WRAPPER, 1, 1},
    {"__iadd__", array_iadd, "($self, value, /)", PKL_O, PKL_WRAPPER, 1, 1},
    {"__imul__", array_imul, "($self, value, /)", PKL_O, PKL_WRAPPER, 1, 1},
    {"__alloc__", array_alloc, "($self, /)", PKL_NOARGS, PKL_METHOD, 0, 0},
    {"__sizeof__", array_sizeof, "($self, /)", PKL_NOARGS, PKL_METHOD, 0, 0},
    {"__reduce__", array_reduce, "($self, /)", PKL_NOARGS, PKL_METHOD, 0, 0},
    {"__reduce_ex__", array_reduce_ex, "($self, proto=0, /)", PKL_RANGE, PKL_METHOD, 0, 1},
    ONE(append, "item"), ONE(extend, "iterable_of_ints"), ONE(remove, "value"), ONE(resize, "size"),
    {"insert", array_insert, "($self, index, item, /)", PKL_RANGE, PKL_METHOD, 2, 2},
    {"pop", array_pop, "($self, index=-1, /)", PKL_RANGE, PKL_METHOD, 0, 1},
    METHOD(reverse), METHOD(copy), METHOD(clear),
    {0},
};
