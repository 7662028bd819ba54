/*
 * The types that the core needs before any table of methods: identity, base and layout. In the order of dependence.
 */
#include "../types.h"
#include "../../machine/machine.h"
#include "../../text/str.h"

extern const PklLayout pkl_type_layout, pkl_module_layout, pkl_generator_layout, pkl_code_layout;

static void free_str(PyObject* object) { pkl_str_free_marks((PyStr*)object); }
static const PklLayout STR = {sizeof(PyStr), NULL, free_str};
static const PklLayout BYTES = {sizeof(PyBytes), NULL, NULL};
extern const PklLayout pkl_complex_layout;
const PklLayout pkl_complex_layout = {sizeof(PyComplex), NULL, NULL};
static const PklLayout SEQUENCE_ITERATOR = {sizeof(PySequenceIterator), NULL, NULL, 1};
static const PklLayout RANGE_ITERATOR = {sizeof(PyRangeIterator), NULL, NULL};

static void free_bytearray(PyObject* object) {
    PyByteArray* array = (PyByteArray*)object;
    pkl_buffer_free(array->data, (size_t)array->capacity);
}
static const PklLayout BYTEARRAY = {sizeof(PyByteArray), NULL, free_bytearray};

enum {
    DICT = PKL_TYPE_INSTANCE_DICT | PKL_TYPE_INSTANCE_ATTRS,
    WEAK = PKL_TYPE_WEAKREF,
    FINAL = PKL_TYPE_FINAL,
    NO_NEW = PKL_TYPE_NO_NEW | PKL_TYPE_FINAL,
    BINDS = PKL_TYPE_DESCRIPTOR,
    DATA = PKL_TYPE_DESCRIPTOR | PKL_TYPE_DATA_DESCRIPTOR,
};

#define TYPE(id, base, name, ...) {id, base, name, NULL, __VA_ARGS__}
#define HIDDEN true, NULL, NULL, NULL
#define SHOWN false, NULL, NULL, NULL
#define SLOTS(count, flags) NULL, count, flags
#define LAYOUT(layout, flags) &layout, 0, flags

static const PklTypeSpec FIRST[] = {
    TYPE(tp_object, 0, "object", SLOTS(0, 0), SHOWN),
    TYPE(tp_type, 0, "type", LAYOUT(pkl_type_layout, WEAK), SHOWN),
    TYPE(tp_int, 0, "int", SLOTS(1, 0), SHOWN),
    TYPE(tp_bool, tp_int, "bool", SLOTS(0, FINAL), SHOWN),
    TYPE(tp_float, 0, "float", SLOTS(1, 0), SHOWN),
    TYPE(tp_complex, 0, "complex", LAYOUT(pkl_complex_layout, 0), SHOWN),
    TYPE(tp_str, 0, "str", LAYOUT(STR, 0), SHOWN),
    TYPE(tp_bytes, 0, "bytes", LAYOUT(BYTES, PKL_TYPE_SEQUENCE * 0), SHOWN),
    TYPE(tp_bytearray, 0, "bytearray", LAYOUT(BYTEARRAY, 0), SHOWN),
    TYPE(tp_list, 0, "list", LAYOUT(pkl_list_layout, PKL_TYPE_SEQUENCE), SHOWN),
    TYPE(tp_tuple, 0, "tuple", SLOTS(0, PKL_TYPE_SEQUENCE), SHOWN),
    TYPE(tp_dict, 0, "dict", LAYOUT(pkl_dict_layout, PKL_TYPE_MAPPING), SHOWN),
    TYPE(tp_set, 0, "set", LAYOUT(pkl_set_layout, WEAK), SHOWN),
    TYPE(tp_frozenset, 0, "frozenset", LAYOUT(pkl_set_layout, WEAK), SHOWN),
    TYPE(tp_slice, 0, "slice", SLOTS(PKL_SLICE_SLOTS, FINAL), SHOWN),
    TYPE(tp_range, 0, "range", SLOTS(PKL_RANGE_SLOTS, FINAL | PKL_TYPE_SEQUENCE), SHOWN),
    TYPE(tp_NoneType, 0, "NoneType", SLOTS(0, FINAL), HIDDEN),
    TYPE(tp_NotImplementedType, 0, "NotImplementedType", SLOTS(0, FINAL), HIDDEN),
    TYPE(tp_ellipsis, 0, "ellipsis", SLOTS(0, FINAL), HIDDEN),
    TYPE(tp_list_iterator, 0, "list_iterator", LAYOUT(SEQUENCE_ITERATOR, NO_NEW), HIDDEN),
    TYPE(tp_tuple_iterator, 0, "tuple_iterator", LAYOUT(SEQUENCE_ITERATOR, NO_NEW), HIDDEN),
    TYPE(tp_str_iterator, 0, "str_iterator", LAYOUT(SEQUENCE_ITERATOR, NO_NEW), HIDDEN),
    TYPE(tp_bytes_iterator, 0, "bytes_iterator", LAYOUT(SEQUENCE_ITERATOR, NO_NEW), HIDDEN),
    TYPE(tp_bytearray_iterator, 0, "bytearray_iterator", LAYOUT(SEQUENCE_ITERATOR, NO_NEW), HIDDEN),
    TYPE(tp_sequence_iterator, 0, "iterator", SLOTS(2, NO_NEW), HIDDEN),
    TYPE(tp_range_iterator, 0, "range_iterator", LAYOUT(RANGE_ITERATOR, NO_NEW), HIDDEN),
    TYPE(tp_module, 0, "module", LAYOUT(pkl_module_layout, WEAK), HIDDEN),
    TYPE(tp_code, 0, "code", LAYOUT(pkl_code_layout, FINAL | WEAK), HIDDEN),
    TYPE(tp_function, 0, "function", SLOTS(PKL_FUNCTION_SLOTS, FINAL | WEAK | DICT | BINDS), HIDDEN),
    TYPE(tp_nativefunc, 0, "builtin_function_or_method", SLOTS(PKL_BOUND_SLOTS, NO_NEW | WEAK), HIDDEN),
    TYPE(tp_nativeclosure, 0, "builtin_function_or_method", SLOTS(1, NO_NEW | WEAK | BINDS), HIDDEN),
    TYPE(tp_boundmethod, 0, "method", SLOTS(PKL_BOUND_SLOTS, FINAL | WEAK), HIDDEN),
    TYPE(tp_method_wrapper, 0, "method-wrapper", SLOTS(PKL_BOUND_SLOTS, NO_NEW), HIDDEN),
    TYPE(tp_method_descriptor, 0, "method_descriptor", SLOTS(0, NO_NEW | BINDS), HIDDEN),
    TYPE(tp_wrapper_descriptor, 0, "wrapper_descriptor", SLOTS(0, NO_NEW | BINDS), HIDDEN),
    TYPE(tp_classmethod_descriptor, 0, "classmethod_descriptor", SLOTS(0, NO_NEW | BINDS), HIDDEN),
    TYPE(tp_getset_descriptor, 0, "getset_descriptor", SLOTS(0, NO_NEW | DATA), HIDDEN),
    TYPE(tp_member_descriptor, 0, "member_descriptor", SLOTS(3, NO_NEW | DATA), HIDDEN),
    TYPE(tp_property, 0, "property", SLOTS(PKL_PROPERTY_SLOTS, DATA), SHOWN),
    TYPE(tp_staticmethod, 0, "staticmethod", SLOTS(PKL_WRAPPED_SLOTS, BINDS | DICT), SHOWN),
    TYPE(tp_classmethod, 0, "classmethod", SLOTS(PKL_WRAPPED_SLOTS, BINDS | DICT), SHOWN),
    TYPE(tp_super, 0, "super", SLOTS(PKL_SUPER_SLOTS, 0), SHOWN),
    TYPE(tp_cell, 0, "cell", SLOTS(PKL_CELL_SLOTS, FINAL), HIDDEN),
    TYPE(tp_mappingproxy, 0, "mappingproxy", SLOTS(1, FINAL | PKL_TYPE_MAPPING), HIDDEN),
    TYPE(tp_generator, 0, "generator", LAYOUT(pkl_generator_layout, NO_NEW | WEAK), HIDDEN),
    TYPE(tp_coroutine, 0, "coroutine", LAYOUT(pkl_generator_layout, NO_NEW | WEAK), HIDDEN),
    TYPE(tp_async_generator, 0, "async_generator", LAYOUT(pkl_generator_layout, NO_NEW | WEAK), HIDDEN),
    TYPE(tp_traceback, 0, "traceback", SLOTS(PKL_TB_SLOTS, FINAL), HIDDEN),
    {0},
};

void pkl_first_types_start(void) { pkl_register_first_types(FIRST); }
void pkl_first_types_names(void) { pkl_name_first_types(FIRST); }
void pkl_first_types_show(void) { pkl_register_types(FIRST); }
