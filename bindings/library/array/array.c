/* The module array: the types, and how an array is made and shown. */
#include "array.h"

static const char LETTERS[] = "bBuwhHiIlLqQfd";

static bool initial_text(py_Ref self, py_Ref initial) {
    char letter = pkl_array_letter(self);
    if (pkl_is_str(initial)) {
        if (pkl_array_is_text(letter)) return pkl_array_put_text(self, initial);
        return pkl_raise(tp_TypeError, "cannot use a str to initialize an array with typecode '%c'", letter);
    }
    if (!pkl_array_is_text(letter)) return pkl_raise(tp_TypeError, "cannot use a unicode array to initialize an array with typecode '%c'", letter);
    return pkl_array_put_bytes(self, pkl_array_bytes(initial));
}

static bool append_item(py_Ref item, void* self) { return pkl_array_append(self, item); }

static bool fill(py_Ref self, py_Ref initial) {
    c11_sv bytes;
    bool array = pkl_is_array(initial);
    if (pkl_is_str(initial) || (array && pkl_array_is_text(pkl_array_letter(initial)))) return initial_text(self, initial);
    if (array && pkl_array_letter(self) == pkl_array_letter(initial)) return pkl_array_put_bytes(self, pkl_array_bytes(initial));
    if (!array && (pkl_is_a(initial, tp_bytes) || pkl_is_growing(initial))) return pkl_bytes_like(initial, &bytes) && pkl_array_put_bytes(self, bytes);
    return pkl_iterate(initial, append_item, self);
}

/* array(typecode[, initializer]); the last argument is a dict of keywords or nil. */
static bool array_new(int argc, py_Ref argv) {
    int given = argc - 2;
    if (argv[argc - 1].type != tp_nil && py_totype(argv) == tp_array) return pkl_raise(tp_TypeError, "array.array() takes no keyword arguments");
    if (given < 1 || given > 2) return pkl_raise(tp_TypeError, "array() takes at %s argument%s (%d given)", given ? "most 2" : "least 1", given ? "s" : "", given);
    if (!pkl_is_str(&argv[1])) return pkl_raise(tp_TypeError, "array() argument 1 must be a unicode character, not %s", pkl_argument_type(&argv[1]));
    PyStr* code = pkl_str(&argv[1]);
    if (pkl_str_length(code) != 1) return pkl_raise(tp_TypeError, "array() argument 1 must be a unicode character, not a string of length %d", (int)pkl_str_length(code));
    char letter = code->size == 1 ? code->data[0] : 0;
    if (!pkl_array_item_size(letter)) return pkl_raise(tp_ValueError, "bad typecode (must be b, B, u, w, h, H, i, I, l, L, q, Q, f or d)");
    if (letter == 'u' && !pkl_warn(tp_DeprecationWarning, "The 'u' type code is deprecated and will be removed in Python 3.16")) return false;
    py_TValue* made = py_pushtmp();
    if (!pkl_array_new(made, py_totype(argv), letter) || (given == 2 && !fill(made, &argv[2]))) return false;
    return pkl_return(made);
}

static bool array_repr(int argc, py_Ref argv) {
    (void)argc;
    bool text = pkl_array_is_text(pkl_array_letter(argv)), empty = pkl_array_length(argv) == 0;
    py_TValue* content = py_pushtmp();
    if (!empty && !pkl_call_method(argv, text ? pkl_interned("tounicode", 9) : pkl_interned("tolist", 6), 0, NULL)) return false;
    *content = *py_retval();
    const char* name = pkl_type_of(argv)->name->data;
    if (empty) return pkl_str_format(py_retval(), "%s('%c')", name, pkl_array_letter(argv));
    return pkl_str_format(py_retval(), "%s('%c', %R)", name, pkl_array_letter(argv), content);
}

static bool array_sizeof(int argc, py_Ref argv) { return (void)argc, pkl_return_int((int64_t)sizeof(PyArray) + pkl_array_of(argv)->bytes.capacity); }

/* __buffer__(flags) */
static bool array_buffer(int argc, py_Ref argv) {
    (void)argc;
    py_TValue view;
    return pkl_new_view(argv, &view) && (*py_retval() = view, true);
}

static bool array_release(int argc, py_Ref argv) {
    (void)argc;
    if (argv[1].type != tp_memoryview) return pkl_raise(tp_TypeError, "expected a memoryview object");
    return pkl_view_release(pkl_view_of(&argv[1])), pkl_return_none();
}

static bool get_typecode(int argc, py_Ref argv) { return (void)argc, py_newstr(py_retval(), pkl_array_of(argv)->format), true; }
static bool get_itemsize(int argc, py_Ref argv) { return (void)argc, pkl_return_int(pkl_array_of(argv)->itemsize); }

/* ---- the iterator --------------------------------------------------------------------------------------------------- */

static bool iterator_next(int argc, py_Ref argv) {
    (void)argc;
    PySequenceIterator* iterator = PKL_OBJECT(argv, PySequenceIterator);
    py_Ref array = &iterator->sequence;
    if (array->type && iterator->index < pkl_array_length(array)) return pkl_array_get(array, iterator->index++, py_retval()), true;
    array->type = tp_nil;
    return pkl_stop();
}

static bool iterator_reduce(int argc, py_Ref argv) {
    (void)argc;
    PySequenceIterator* iterator = PKL_OBJECT(argv, PySequenceIterator);
    py_TValue parts[3], array = iterator->sequence;
    if (array.type == tp_nil) array = pkl_vm->empty_tuple;
    pkl_new_tuple(&parts[1], &array, 1);
    py_newint(&parts[2], iterator->index);
    parts[0] = *pkl_dict_get_name(pkl_vm->builtins, pkl_interned("iter", 4));
    pkl_new_tuple(py_retval(), parts, iterator->sequence.type ? 3 : 2);
    return true;
}

static bool iterator_setstate(int argc, py_Ref argv) {
    (void)argc;
    int64_t index;
    PySequenceIterator* iterator = PKL_OBJECT(argv, PySequenceIterator);
    if (!pkl_index(&argv[1], &index, false)) return false;
    if (iterator->sequence.type) {
        int64_t length = pkl_array_length(&iterator->sequence);
        iterator->index = index < 0 ? 0 : index > length ? length : index;
    }
    return pkl_return_none();
}

static const PklMethod METHODS[] = {
    {"__new__", array_new, NULL, PKL_ANY_KW, PKL_NEW, 0, 0},
    {"__repr__", array_repr, "($self, /)", PKL_NOARGS, PKL_WRAPPER, 0, 0},
    {"__sizeof__", array_sizeof, "($self, /)", PKL_NOARGS, PKL_METHOD, 0, 0},
    {"__buffer__", array_buffer, "($self, flags, /)", PKL_O, PKL_WRAPPER, 1, 1},
    {"__release_buffer__", array_release, "($self, buffer, /)", PKL_O, PKL_WRAPPER, 1, 1},
    {"__class_getitem__", pkl_generic_alias, "($type, object, /)", PKL_O, PKL_CLASS, 1, 1},
    {0},
};
static const PklGetSet GETSETS[] = {{"itemsize", get_itemsize, NULL}, {"typecode", get_typecode, NULL}, {0}};
static const PklMethod ITERATOR[] = {
    PKL_ITERATOR(iterator_next),
    {"__reduce__", iterator_reduce, "($self, /)", PKL_NOARGS, PKL_METHOD, 0, 0},
    {"__setstate__", iterator_setstate, "($self, state, /)", PKL_O, PKL_METHOD, 1, 1},
    {0},
};

static void free_array(PyObject* object) {
    PyByteArray* bytes = &((PyArray*)object)->bytes;
    if (bytes->data) pkl_buffer_free(bytes->data, (size_t)bytes->capacity);
}
static const PklLayout LAYOUT = {sizeof(PyArray), NULL, free_array}, ITERATOR_LAYOUT = {sizeof(PySequenceIterator), NULL, NULL, 1};

static const PklTypeSpec TYPES[] = {
    {.id = tp_array, .base = tp_object, .name = "array", .module = "array", .layout = &LAYOUT, .flags = PKL_TYPE_SEQUENCE | PKL_TYPE_WEAKREF, .methods = pkl_array_sequence, .getsets = GETSETS},
    {.id = tp_array_iterator, .base = tp_object, .name = "arrayiterator", .module = "array", .layout = &ITERATOR_LAYOUT, .flags = PKL_TYPE_FINAL | PKL_TYPE_NO_NEW, .hidden = true, .methods = ITERATOR},
    {0},
};

void pkl_library_array(PyModule* module) {
    pkl_library_types(module, TYPES);
    pkl_register_methods(tp_array, METHODS);
    pkl_register_methods(tp_array, pkl_array_exchange);
    pkl_register_functions(module, pkl_array_functions);
    pkl_library_set(module, "ArrayType", &pkl_vm->types[tp_array]->self);
    pkl_library_set_str(module, "typecodes", LETTERS);
}
