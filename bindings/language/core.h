/*
 * What the machine uses of the object core (types/, containers/, errors/), beyond pocketpy.h and native.h.
 */
#pragma once

#include "machine/vm.h"

/* ---- dicts whose keys are names -------------------------------------------------- */

/* The value, or NULL; never raises and runs no program: names are compared by pointer, then as texts. */
py_Ref pkl_dict_get_name(const PyDict* dict, PyStr* name);
/* Its place in `entries`, or -1. */
int pkl_dict_find_name(const PyDict* dict, PyStr* name);
void pkl_dict_set_name(PyDict* dict, PyStr* name, py_Ref value);
bool pkl_dict_delete_name(PyDict* dict, PyStr* name);
/* keys_version, given out if there was none. */
uint32_t pkl_dict_version(PyDict* dict);
PyDict* pkl_new_dict(py_OutRef out);

/* ---- types and attributes ---------------------------------------------------------- */

static inline PyType* pkl_type_of(const py_TValue* value) { return pkl_vm->types[value->type]; }

/* The epoch of types. Inline caches and the method cache are valid while vm->type_epoch stands. It moves when an existing type (one that
 * has been looked into; not a class being built) changes so that a look-up could end differently: a name comes or goes, bases change,
 * or a value changes from or to a function or descriptor. Putting a plain value in place of a plain value (Cls.count += 1) does not move it: caches keep
 * references to the dict's entry, not copies. So entries of a type's dict must not move without a new epoch either. */

/* The name on the type's MRO, through the method cache; NULL where it is not. The reference is good until a type changes. */
py_Ref pkl_lookup(PyType* type, PyStr* name);

/* Hidden classes. A shape has an index for each name; values lie at PKL_ATTRS(object)->values[index], nil where deleted. */
struct PklShape;
int pkl_shape_index(const struct PklShape* shape, PyStr* name);
/* The shape with one more name, or NULL where the object should move to a dict (too many names). */
struct PklShape* pkl_shape_add(struct PklShape* shape, PyStr* name);
/* Room for the values of `shape`; then the object has it. The new value is nil. */
void pkl_attrs_grow(PyObject* object, struct PklShape* shape);
/* An instance's own attributes, shape or dict; NULL where missing. Objects without the prefix have none. Runs no program. */
py_Ref pkl_attrs_get(PyObject* object, PyStr* name);
void pkl_attrs_set(PyObject* object, PyStr* name, py_Ref value);
bool pkl_attrs_delete(PyObject* object, PyStr* name);

/* What a type's attribute is when it is read through an instance. */
typedef enum PklDescriptor {
    PKL_NOT_DESCRIPTOR,
    PKL_DESC_FUNCTION,   /* Python function: binds */
    PKL_DESC_METHOD,     /* native method descriptor: binds */
    PKL_DESC_PROPERTY,   /* tp_property itself, not a subclass */
    PKL_DESC_MEMBER,     /* __slots__: value->extra is not its index; look the name up in the shape */
    PKL_DESC_OTHER,      /* has __get__: py_getattr does it */
    PKL_DESC_OTHER_DATA, /* has __set__ or __delete__ too */
} PklDescriptor;
PklDescriptor pkl_descriptor_kind(const py_TValue* attribute);

/* AttributeError with CPython's text for the kind of object, name and obj set. */
bool pkl_attribute_error(py_Ref self, PyStr* name);

/* ---- natives --------------------------------------------------------------------------- */

/* Through the checked door. argv[0] is self where the method has one; kwnames a tuple of str or NULL, whose values are the last arguments. */
bool pkl_call_native(const py_TValue* method, int argc, py_Ref argv, const py_TValue* kwnames);

/* A native that goes on in the loop instead of recursing (convention PKL_MACHINE): sees the machine's call. */
typedef enum PklCalled { PKL_CALLED_ERROR, PKL_CALLED_VALUE, PKL_CALLED_FRAME } PklCalled;
typedef PklCalled (*PklMachineNative)(PklVM* vm, py_TValue* base, int argc, const py_TValue* kwnames);

/* ---- exceptions ---------------------------------------------------------------------------- */

/* The exception being handled (sys.exception()): the nearest in the chain of states that is not nil; NULL where there is none.
 * Raising sets __context__ from it, with CPython's care for cycles. */
py_Ref pkl_handled(void);
/* Sets vm->raised as `raise exception from cause` does; cause NULL where none is given. Classes are instantiated. False. */
bool pkl_raise_value(py_Ref exception, py_Ref cause);
/* One more entry at the head of an exception's traceback. */
void pkl_traceback_push(py_Ref exception, PyCode* code, int instruction);
bool pkl_value_is_exception(const py_TValue* value);   /* an instance of BaseException */
bool pkl_type_is_exception(const py_TValue* value);    /* a class derived from it */

/* ---- functions and small objects -------------------------------------------------------------- */

/* A function of a code object; qualname, doc and module come from the code and the globals. */
PyFunction* pkl_new_function(py_OutRef out, py_Ref code, PyDict* globals);
void pkl_new_bound(py_OutRef out, py_Ref self, py_Ref function);
void pkl_new_cell(py_OutRef out, const py_TValue* value);
PyModule* pkl_new_module(py_OutRef out, PyStr* name);
/* Walks all frames of a chunk or generator for the collector: marks its values. */
void pkl_mark_value(const py_TValue* value);
void pkl_mark_object(PyObject* object);
/* The machine's roots; the collector calls it. */
void pkl_machine_mark(PklVM* vm);
/* A collection at the next tick. */
void pkl_request_tick(void);
/* What the machine calls at a tick: collects if due, then runs finalizers and callbacks of weak references (Python, in an inner loop). False:
 * MemoryError, memory is over its limit all the same. */
bool pkl_collect_if_wanted(void);
/* Decimal digits of a small number. */
void pkl_int_text(int64_t value, char out[24]);
/* The name that was meant, as CPython's suggestions calculate it; NULL where none is near. */
PyStr* pkl_suggest(PyStr* wrong, PyStr* const* names, int count);
/* descriptor.__get__(self, type(self)) for any descriptor; the value in py_retval(). */
bool pkl_descriptor_get(py_Ref descriptor, py_Ref self);
/* "cannot create 'module.C' instances". False. */
bool pkl_cannot_create(const PyType* type);
/* "Can't instantiate abstract class C without an implementation for abstract method 'f'". False. */
bool pkl_abstract_error(PyType* type);
/* The tuple of an iterable given as *args; TypeError that names the callable where it is none. */
bool pkl_star_arguments(py_Ref callable, py_Ref iterable);
/* The interned text equal to this one. */
PyStr* pkl_intern(PyStr* text);
/* StopIteration(value); NULL: without arguments. False. */
bool pkl_raise_stop_iteration(py_Ref value);
/* Its value; None where the exception has none. */
py_TValue pkl_stop_iteration_value(py_Ref exception);
/* `item in container`, by __contains__ or a search: 1, 0, -1 error. */
int pkl_contains(py_Ref container, py_Ref item);
/* Whether all items of a range, and the one behind the last, are 64-bit integers. */
bool pkl_range_is_small(const py_TValue* start, const py_TValue* step, const py_TValue* length);
/* An exception that nobody can catch is told to sys.unraisablehook, and is gone. */
bool pkl_unraisable(py_Ref where, const char* what);
/* A new list of an iterable's items. */
bool pkl_list_of(py_Ref iterable, py_OutRef out);
/* "name 'x' is not defined", with .name; `free`: "cannot access free variable 'x' where it is not associated with a value in enclosing scope". False. */
bool pkl_name_error(PyStr* name, bool free);
/* list.extend, set.add, set.update, dict.update(mapping): of the exact types or subclasses, as their methods. */
bool pkl_list_extend(py_Ref list, py_Ref iterable);
bool pkl_set_add(py_Ref set, py_Ref item);
bool pkl_set_update(py_Ref set, py_Ref iterable);
bool pkl_dict_update(py_Ref dict, py_Ref mapping);
/* ascii(value); format(value, spec), spec NULL: empty. In py_retval(). */
bool pkl_ascii(py_Ref value);
bool pkl_format(py_Ref value, py_Ref spec);
/* "module.f()" as error texts about calls name a callable; good until the next call. */
const char* pkl_function_text(py_Ref callable);
/* except*: [exception, type] in place -> [rest or None, match or None]; a plain exception that matches is wrapped in a group. */
bool pkl_group_match(py_Ref exception, py_Ref type);
/* [original exception, list of what the handlers raised or left]: the first becomes what is to be raised, or None. */
bool pkl_group_reraise(py_Ref original, py_Ref list);
/* isinstance(value, class) with __instancecheck__: 1, 0, -1. */
int pkl_isinstance(py_Ref value, py_Ref class);
/* The most derived metaclass of `meta` and the types of the bases, in place; TypeError "metaclass conflict: …". */
bool pkl_calculate_metaclass(py_TValue* meta, const py_TValue* bases);
/* Bases that are no types are replaced by what their __mro_entries__ says; the same tuple where there is none. */
bool pkl_update_bases(py_TValue* bases);
/* Pushes names and values for py_vectorcall; how many. */
int pkl_push_keywords(const PyDict* dict);
/* "<kind qualname at 0x7f..>" */
bool pkl_repr_at(const char* kind, PyStr* qualname, py_Ref self);
/* Milliseconds of a clock that only goes forward. */
double pkl_clock_ms(void);
/* Data of bytes or bytearray (or a subclass); NULL for anything else, no error set. */
const unsigned char* pkl_bytes_data(py_Ref value, int* size);
/* bytes(value) of a bytes-like object or an iterable of ints, as a new or the same bytes object; TypeError. */
bool pkl_bytes_of(py_Ref value, py_OutRef out);
/* The text with decimal digits of all scripts as ASCII ones and all white space as spaces, for int() and float(). */
bool pkl_ascii_digits(py_Ref text, py_OutRef out);
/* warnings.warn(text, category) seen from the running frame; false when a filter makes it an error. */
bool pkl_warn(py_Type category, const char* text);
/* What id() is based on. */
int64_t pkl_identity_hash(py_Ref value);
/* One code point (a lone surrogate too) as UTF-8; the number of bytes. */
int pkl_utf8_encode(uint32_t code_point, char out[4]);
/* __class_getitem__ of built-in types: (class, arguments) -> list[int]. */
bool pkl_generic_alias(int argc, py_Ref argv);
/* A read-only view of a mapping. */
bool pkl_mapping_proxy(py_Ref mapping, py_OutRef out);
/* issubclass with __subclasscheck__: 1, 0, -1. */
int pkl_issubclass(py_Ref class, py_Ref info);
/* id(value) */
bool pkl_id(py_Ref value, py_OutRef out);
/* locals() of the running frame: the namespace of a class or module, a new dict of a function. */
bool pkl_locals(py_OutRef out);
/* Whether sys.stdout is what the interpreter put there. */
bool pkl_is_standard_stream(py_Ref value);
void pkl_set_standard_stream(py_Ref value);
/* repr(value) and a newline to where print goes; builtins._ is the value. */
bool pkl_display(py_Ref value);
/* The intrinsics about type parameters (opcodes.h), `second` NULL for those of one argument; in py_retval(). */
bool pkl_type_parameter(int intrinsic, py_Ref first, py_Ref second);
/* bytes-like to str; encoding and errors are str or nil (utf-8, strict). */
bool pkl_text_decode(py_Ref bytes, py_Ref encoding, py_Ref errors, py_OutRef out);
/* Of bindings/library: the new module of that name, entered in sys.modules; NULL where there is none. */
py_Ref pkl_library_module(PyStr* name);
/* open() of the module _io, which must have been imported. */
bool pkl_io_open(int argc, py_Ref argv);
/* The name of one of them; NULL behind the last. */
const char* pkl_library_name(int index);
/* a += b and the like; `name` is that of the plain operator, PKL_NAME(__add__). In py_retval(). */
bool pkl_inplace(py_Ref a, py_Ref b, PyStr* name);
/* pkl_length_hint, where an unknown length is `otherwise`. */
int64_t pkl_length_hint_or(py_Ref iterable, int64_t otherwise);
