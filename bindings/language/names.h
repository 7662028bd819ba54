/*
 * Names that the interpreter itself asks for, interned once at start: PKL_NAME(__init__) is a PyStr*. Add what you need, in order.
 */
#pragma once

#include "object.h"

#define PKL_NAMES(X)                                                                                                   \
    X(__abs__) X(__abstractmethods__) X(__add__) X(__aenter__) X(__aexit__) X(__aiter__) X(__all__) X(__and__)         \
    X(__anext__) X(__annotate__) X(__annotate_func__) X(__annotations__) X(__annotations_cache__) X(__args__)          \
    X(__await__) X(__bases__) X(__bool__) X(__buffer__) X(__builtins__) X(__bytes__) X(__call__) X(__cause__)          \
    X(__ceil__) X(__class__) X(__class_getitem__) X(__classcell__) X(__classdictcell__) X(__complex__)                 \
    X(__contains__) X(__context__) X(__copy__) X(__debug__) X(__deepcopy__) X(__del__) X(__delattr__) X(__delete__)    \
    X(__delitem__) X(__dict__) X(__dir__) X(__divmod__) X(__doc__) X(__enter__) X(__eq__) X(__exit__) X(__file__)      \
    X(__firstlineno__) X(__float__) X(__floor__) X(__floordiv__) X(__format__) X(__func__) X(__ge__) X(__get__)        \
    X(__getattr__) X(__getattribute__) X(__getitem__) X(__getnewargs__) X(__getnewargs_ex__) X(__getstate__)           \
    X(__gt__) X(__hash__) X(__iadd__) X(__iand__) X(__ifloordiv__) X(__ilshift__) X(__imatmul__) X(__imod__)           \
    X(__import__) X(__imul__) X(__index__) X(__init__) X(__init_subclass__) X(__instancecheck__) X(__int__)            \
    X(__invert__) X(__ior__) X(__ipow__) X(__irshift__) X(__isabstractmethod__) X(__isub__) X(__iter__)                \
    X(__itruediv__) X(__ixor__) X(__kwdefaults__) X(__le__) X(__len__) X(__length_hint__) X(__loader__)                \
    X(__lshift__) X(__lt__) X(__main__) X(__match_args__) X(__matmul__) X(__missing__) X(__mod__) X(__module__)        \
    X(__mro__) X(__mro_entries__) X(__mul__) X(__name__) X(__ne__) X(__neg__) X(__new__) X(__newobj__) X(__newobj_ex__) X(__next__) X(__notes__)      \
    X(__objclass__) X(__or__) X(__orig_bases__) X(__orig_class__) X(__origin__) X(__package__) X(__parameters__)       \
    X(__path__) X(__pos__) X(__pow__) X(__prepare__) X(__qualname__) X(__radd__) X(__rand__) X(__rdivmod__)            \
    X(__reduce__) X(__reduce_ex__) X(__repr__) X(__reversed__) X(__rfloordiv__) X(__rlshift__) X(__rmatmul__)          \
    X(__rmod__) X(__rmul__) X(__ror__) X(__round__) X(__rpow__) X(__rrshift__) X(__rshift__) X(__rsub__)               \
    X(__rtruediv__) X(__rxor__) X(__self__) X(__set__) X(__set_name__) X(__setattr__) X(__setitem__) X(__setstate__)   \
    X(__signature__) X(__sizeof__) X(__slotnames__) X(__slots__) X(__spec__) X(__static_attributes__) X(__str__)       \
    X(__sub__) X(__subclasscheck__) X(__subclasses__) X(__subclasshook__) X(__text_signature__) X(__truediv__)         \
    X(__trunc__) X(__type_params__) X(__typing_unpacked_tuple_args__) X(__unpacked__) X(__weakref__) X(__wrapped__)    \
    X(__xor__) X(_reduce_ex) X(add_note) X(append) X(builtins) X(clear) X(close) X(code) X(copy) X(copyreg)            \
    X(displayhook) X(excepthook) X(flush) X(get) X(items) X(join) X(key) X(keys) X(metaclass) X(modules) X(mro)        \
    X(msg) X(name) X(obj) X(path) X(print_file_and_line) X(reverse) X(self) X(send) X(sort) X(stderr) X(stdin)         \
    X(stdout) X(sys) X(throw) X(unraisablehook) X(update) X(value) X(values) X(write)

enum {
#define PKL_N(name) PKL_N_##name,
    PKL_NAMES(PKL_N)
#undef PKL_N
        PKL_NAME_COUNT
};

extern PyStr* pkl_name_table[PKL_NAME_COUNT];
#define PKL_NAME(name) (pkl_name_table[PKL_N_##name])
/* Interns them; the first thing after the heap. */
void pkl_init_names(void);

static inline PyStr* pkl_name_str(py_Name name) { return (PyStr*)name; }
static inline py_Name pkl_name(PyStr* name) { return (py_Name)name; }
/* The value of a name: a str. It lies before the object. */
static inline py_TValue* pkl_name_ref(PyStr* name) { return (py_TValue*)name - 1; }
/* The interned equal of a text, made if there is none yet; pkl_find_name does not make it (NULL). */
PyStr* pkl_intern(PyStr* text);
PyStr* pkl_interned(const char* data, int size);
PyStr* pkl_find_name(const char* data, int size);
/* As hash() of a str or bytes; never 0 or -1. */
uint64_t pkl_hash_bytes(const void* data, size_t size);
