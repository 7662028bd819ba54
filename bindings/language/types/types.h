/*
 * Type objects, attributes and descriptors: what the files of this folder share with each other and with the other parts.
 *
 * Types lie outside the pages of the heap, so that objects that die together with their type can still ask it how. vm->types finds
 * them by id; the id of a type that died is given out again.
 */
#pragma once

#include "../containers/containers.h"
#include "../machine/heap.h"

/* ---- shapes ------------------------------------------------------------------------- */

typedef struct PklShapeNames { /* shared by the shapes of one line; the first `shape->count` belong to a shape */
    PyStr** names;
    uint16_t* index; /* open addressing by the name's address, place + 1; NULL while few */
    int32_t count, capacity;
    uint32_t mask;
    int32_t users;
} PklShapeNames;

typedef struct PklShape {
    struct PklShape *parent, *child, *sibling, *root;
    PklShapeNames* names;
    int32_t count;
    int32_t descendants; /* of a root: how many shapes there are */
    py_Type type;
} PklShape;

PklShape* pkl_shape_root(py_Type type);
void pkl_shape_free(PklShape* root);
int pkl_shape_capacity(int count); /* of the buffer of values */
void pkl_attributes_free(PklAttrs* attrs);
/* The attributes as a dict, which holds them from now on. */
PyDict* pkl_attributes_dict(PyObject* object);
bool pkl_attributes_set_dict(PyObject* object, PyDict* dict);
/* The object becomes one of another type whose instances have the same native layout. */
void pkl_attributes_move(PyObject* object, PyType* type);
void pkl_forget_shapes(PyCode* code);

/* ---- type objects --------------------------------------------------------------------- */

/* A type's value; of classes and instances alike: what type(x) gives. */
static inline py_TValue* pkl_class_of(const py_TValue* value) { return &pkl_type_of(value)->self; }
bool pkl_is_type(const py_TValue* value); /* an instance of type or of a metaclass */
static inline PyType* pkl_as_type(const py_TValue* value) { return (PyType*)value->_obj; }
bool pkl_subtype(const PyType* type, const PyType* base);
static inline bool pkl_is_a(const py_TValue* value, py_Type type) {
    return value->type == type || pkl_subtype(pkl_type_of(value), pkl_vm->types[type]);
}
/* A built-in layout: the receiver may be used as that struct. Faster than pkl_is_a. */
static inline bool pkl_has_layout(const py_TValue* value, py_Type type) {
    return value->type == type || pkl_type_of(value)->layout_type == type;
}

/* None while a metaclass is asked for the order. */
static inline int pkl_mro_length(const PyType* type) { return type->mro.type ? pkl_tuple_length(&type->mro) : 0; }

PyType* pkl_type_allocate(py_Type metaclass, py_Type id); /* id 0: the next free one */
void pkl_types_start(void);
void pkl_types_each(void (*f)(PyObject* object, void* context), void* context);
void pkl_types_mark_immortal(void);
bool pkl_types_find_dead(bool (*is_marked)(const PyObject*));
void pkl_types_free_dead(bool (*is_marked)(const PyObject*));
bool pkl_wants_finalizer(const PyObject* object);

void pkl_type_measure(PyType* type); /* bytes and head_slots from layout and slots */
void pkl_register_first_types(const PklTypeSpec* specs);
void pkl_name_first_types(const PklTypeSpec* specs);
void pkl_first_types_start(void);
void pkl_first_types_names(void);
void pkl_first_types_show(void);
void pkl_lookup_start(PklVM* vm);
int pkl_module_index(const py_TValue* name);

/* What follows from the names in a type's dict: flags for hooks, __del__, descriptors. Called whenever one changes. */
void pkl_type_update_flags(PyType* type, PyStr* name);
/* A name of the type's dict has changed. `kept`: a plain value took the place of a plain value. */
void pkl_type_modified(PyType* type, PyStr* name, bool kept);
bool pkl_type_set(PyType* type, PyStr* name, const py_TValue* value); /* without checks or metaclass: value NULL deletes; false: was not there */
bool pkl_type_set_mro(PyType* type); /* from its bases; raises */
bool pkl_type_link(PyType* type);    /* enters it among the subclasses of its bases */
void pkl_type_unlink(PyType* type);
void pkl_type_inherit(PyType* type); /* layout and flags of the bases */
PyType* pkl_solid_base(PyType* type);
/* The base whose layout a class with these bases has; NULL with TypeError: layout conflict. */
PyType* pkl_best_base(const py_TValue* bases, int count);
/* The most derived metaclass; NULL with TypeError. */
PyType* pkl_metaclass_of(PyType* metatype, const py_TValue* bases, int count);
/* type(name, bases, namespace, **keywords) of a metaclass: type.__new__. */
bool pkl_type_new(PyType* metatype, py_Ref name, py_Ref bases, py_Ref namespace, py_Ref keywords);
/* Creates the members and native flags that __slots__ asks for. */
bool pkl_type_slots(PyType* type, PyType* base);
bool pkl_type_mro(PyType* type, py_OutRef out); /* type.mro() */
bool pkl_same_members(PyType* a, PyType* b);
bool pkl_same_layout(const PyType* a, const PyType* b); /* __class__ and __bases__ may go from one to the other */
bool pkl_is_identifier(const PyStr* text);
enum { PKL_MEMBER_NAME, PKL_MEMBER_OWNER, PKL_MEMBER_INDEX }; /* slots of a tp_member_descriptor of a class */

/* ---- attributes ------------------------------------------------------------------------- */

/* What reading an attribute comes to, without calling Python: the value, or a call that gives it. */
typedef enum PklFoundKind {
    PKL_FOUND_NOTHING, /* AttributeError, or a default */
    PKL_FOUND_VALUE,   /* value */
    PKL_FOUND_METHOD,  /* value is a function that takes argv[0] first; reading it makes a bound method */
    PKL_FOUND_CALL,    /* value is called with argv: a property's getter, __get__, __getattr__, __getattribute__ */
} PklFoundKind;

typedef struct PklFound {
    PklFoundKind kind;
    int argc;
    bool hook;          /* the call was __getattribute__: if it raises AttributeError, __getattr__ is asked, if `fallback` is not nil */
    py_TValue value;
    py_TValue fallback;
    py_TValue argv[3];
} PklFound;

/* False: an exception. METHOD only if `method` is wanted; else a bound method is made. */
bool pkl_find_attribute(py_Ref self, PyStr* name, bool method, PklFound* found);
/* Finishes it with pkl_call: 1 value in py_retval(), 0 no such attribute (nothing raised), -1 exception. */
int pkl_found_value(py_Ref self, PyStr* name, PklFound* found);
/* getattr with a default: 1, 0, -1. */
int pkl_get_attribute(py_Ref self, PyStr* name);
/* object.__getattribute__, type.__getattribute__, module …: without hooks. */
bool pkl_find_generic(py_Ref self, PyStr* name, bool method, PklFound* found);
bool pkl_find_in_type(py_Ref self, PyStr* name, bool method, PklFound* found);
bool pkl_find_in_module(py_Ref self, PyStr* name, bool method, PklFound* found);
bool pkl_find_in_super(py_Ref self, PyStr* name, bool method, PklFound* found);
/* __getattribute__, __setattr__ or __delattr__ that does what the functions here do. */
bool pkl_is_plain_hook(const py_TValue* hook);
/* What a type's attribute gives when read through an instance (self NULL: through the type). */
bool pkl_bind_found(const py_TValue* attribute, py_Ref self, PyType* type, bool method, PklFound* found);
/* object.__setattr__ and type.__setattr__; value NULL deletes. */
bool pkl_set_generic(py_Ref self, PyStr* name, py_Ref value);
bool pkl_set_in_type(py_Ref self, PyStr* name, py_Ref value);
bool pkl_set_attribute(py_Ref self, PyStr* name, py_Ref value);
/* Setting through a data descriptor found on the type: 1 done, 0 is none, -1 error. */
int pkl_descriptor_set(const py_TValue* attribute, py_Ref self, py_Ref value);
/* "property 'x' of 'C' object has no setter" */
bool pkl_property_error(const py_TValue* property, py_Ref self, const char* what);
bool pkl_raise_attribute_error(py_Ref text, py_Ref self, PyStr* name);
struct PklHooks { /* py_tphookattributes */
    bool (*get)(py_Ref self, py_Name name);
    bool (*set)(py_Ref self, py_Name name, py_Ref value);
    bool (*delete)(py_Ref self, py_Name name);
    bool (*unbound)(py_Ref self, py_Name name);
};
bool pkl_get_dict(int argc, py_Ref argv); /* getter and setter of __dict__ */
bool pkl_set_dict(int argc, py_Ref argv);
bool pkl_find_in_method(py_Ref self, PyStr* name, bool method, PklFound* found);
/* What __annotate__ says, or an empty dict. */
bool pkl_annotations_of(py_Ref annotate, py_OutRef out);
/* The dict that __dict__ shows, made if need be; NULL where instances have none. */
PyDict* pkl_instance_dict(py_Ref self);
py_TValue* pkl_member_slots(PyObject* object); /* the values of __slots__ and of PklMember */
py_TValue* pkl_member_value(py_Ref self, const py_TValue* member); /* of a tp_member_descriptor; NULL where there is none */

/* ---- calling -------------------------------------------------------------------------------- */

/* Calls a function found on the type with self first; argv need not lie on the stack. */
bool pkl_call_unbound(const py_TValue* function, py_Ref self, int argc, py_Ref argv);
/* self.name(*argv): attribute look-up as a program does it. */
bool pkl_call_method(py_Ref self, PyStr* name, int argc, py_Ref argv);
bool pkl_call_keywords(py_Ref callable, int argc, py_Ref argv, py_Ref kwnames);
/* Natives of several tables: __call__ of callables; __get__ of descriptors. */
bool pkl_call_self(int argc, py_Ref argv);
bool pkl_get_bound(int argc, py_Ref argv);
bool pkl_stack_reserve(int count);
void pkl_stack_start(PklVM* vm);
void pkl_interned_start(void);
/* The native function that runs, with its self: for messages and py_inspect_currentfunction. */
extern const py_TValue* pkl_current_native;
extern bool pkl_native_bound;
const char* pkl_current_owner(void); /* the name of the type that owns it, for messages of __new__ and __init__ */

/* ---- values ------------------------------------------------------------------------------------- */

/* ==, with the identity shortcut; 1, 0, -1, or 2 where it takes a program to know. */
/* "can't multiply sequence by non-int of type 'x'" where the method of a * operator is a built-in sequence's and `other` is no index; else true. */
bool pkl_check_repetition(const py_TValue* method, py_Ref other);
int pkl_equal_simply(const py_TValue* a, const py_TValue* b);
enum PklCompareOp { PKL_CMP_LT, PKL_CMP_LE, PKL_CMP_EQ, PKL_CMP_NE, PKL_CMP_GT, PKL_CMP_GE };
bool pkl_compare(py_Ref a, py_Ref b, int op); /* rich comparison, the value in py_retval() */
int64_t pkl_hash_int(int64_t value);
int64_t pkl_hash_double(double value, const void* identity);
int64_t pkl_hash_pointer(const void* pointer);
bool pkl_unhashable(py_Ref value);
uint64_t pkl_identity(const py_TValue* value);
bool pkl_tuple_hash(py_Ref tuple, int64_t* out);
int pkl_subclass_plainly(py_Ref derived, py_Ref class);
bool pkl_instantiate(PyType* type, int argc, py_Ref argv, py_Ref keywords);
bool pkl_union_of(py_Ref a, py_Ref b);                                         /* X | Y in py_retval(), or NotImplemented */
bool pkl_find_parameters(const py_TValue* args, py_OutRef out);                /* the type variables in the arguments, in order */
bool pkl_new_generic_alias(py_OutRef out, py_Ref origin, py_Ref arguments);    /* origin[arguments] */
void pkl_new_mappingproxy(py_OutRef out, const py_TValue* mapping);
bool pkl_dir_of_type(PyDict* names, PyType* type);
bool pkl_dir_list(PyDict* names);
void pkl_put_type_name(PklBuilder* builder, const PyType* type); /* module.qualname, without builtins */
int pkl_issubclass(py_Ref derived, py_Ref class); /* with __subclasscheck__: 1, 0, -1 */
void* pkl_try_alloc(size_t bytes);
