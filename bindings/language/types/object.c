/* object: what every value has. Pickling's part is in reduce.c. */
#include "types.h"

#include <string.h>

static bool return_none(void) { return pkl_return_or_none(py_None()); }

/* ---- making ----------------------------------------------------------------------------- */

static bool is_own(PyType* type, PyStr* name, py_Type owner) {
    py_Ref found = pkl_lookup(type, name);
    return found && !found->is_ptr && found->extra == owner;
}

bool pkl_abstract_error(PyType* type) {
    py_Ref names = pkl_dict_get_name(type->dict, PKL_NAME(__abstractmethods__));
    py_TValue* list = py_pushtmp();
    if (!names || !pkl_list_of(names, list) || !pkl_call_method(list, PKL_NAME(sort), 0, NULL)) {
        py_pop();
        return names ? false : pkl_raise(tp_TypeError, "Can't instantiate abstract class %s", type->name->data);
    }
    PklBuilder builder;
    pkl_builder_start(&builder);
    int count = py_list_len(list);
    for (int i = 0; i < count; i++) {
        if (i) pkl_put_text(&builder, "', '");
        if (!pkl_put_string(&builder, &py_list_data(list)[i])) break;
    }
    py_TValue text;
    py_pop();
    if (!pkl_builder_str(&builder, &text)) return false;
    return pkl_raise(tp_TypeError, "Can't instantiate abstract class %s without an implementation for abstract method%s '%s'", type->name->data,
                     count == 1 ? "" : "s", py_tostr(&text));
}

static bool has_excess(int argc, py_Ref argv) { return argc > 2 || !py_isnil(&argv[argc - 1]); }

/* object.__new__(class, ...): more arguments only where somebody takes them. */
static bool object_new(int argc, py_Ref argv) {
    PyType* type = pkl_as_type(argv);
    if (has_excess(argc, argv)) {
        if (!is_own(type, PKL_NAME(__new__), tp_object)) {
            return pkl_raise(tp_TypeError, "object.__new__() takes exactly one argument (the type to instantiate)");
        }
        if (is_own(type, PKL_NAME(__init__), tp_object)) return pkl_raise(tp_TypeError, "%s() takes no arguments", type->name->data);
    }
    if (type->flags & PKL_TYPE_ABSTRACT) return pkl_abstract_error(type);
    if (type->flags & PKL_TYPE_NO_NEW || type->id == tp_NoneType) return pkl_cannot_create(type);
    pkl_new(py_retval(), type->id);
    return true;
}

static bool object_init(int argc, py_Ref argv) {
    PyType* type = pkl_type_of(argv);
    if (has_excess(argc, argv)) {
        if (!is_own(type, PKL_NAME(__init__), tp_object)) {
            return pkl_raise(tp_TypeError, "object.__init__() takes exactly one argument (the instance to initialize)");
        }
        if (is_own(type, PKL_NAME(__new__), tp_object)) {
            return pkl_raise(tp_TypeError, "%s.__init__() takes exactly one argument (the instance to initialize)", type->name->data);
        }
    }
    return return_none();
}

/* ---- texts --------------------------------------------------------------------------------- */

static bool object_repr(int argc, py_Ref argv) {
    (void)argc;
    PklBuilder builder;
    pkl_builder_start(&builder);
    pkl_put_char(&builder, '<');
    pkl_put_type_name(&builder, pkl_type_of(argv));
    pkl_put_formatted(&builder, " object at %p>", (void*)(uintptr_t)pkl_identity(argv));
    return pkl_builder_str(&builder, py_retval());
}

/* What __repr__ gives; whether that is a str is the caller's question. */
static bool object_str(int argc, py_Ref argv) {
    (void)argc;
    return pkl_call_special(argv, pkl_name(PKL_NAME(__repr__)), 0, NULL) > 0;
}

static bool object_format(int argc, py_Ref argv) {
    (void)argc;
    if (!pkl_is_str(&argv[1])) return pkl_raise(tp_TypeError, "__format__() argument must be str, not %s", py_isnone(&argv[1]) ? "None" : py_tpname(py_typeof(&argv[1])));
    if (pkl_str(&argv[1])->size) return pkl_raise(tp_TypeError, "unsupported format string passed to %T.__format__", argv);
    return py_str(argv);
}

/* ---- comparing -------------------------------------------------------------------------------- */

static bool object_eq(int argc, py_Ref argv) {
    (void)argc;
    if (!py_isidentical(&argv[0], &argv[1])) return pkl_not_implemented();
    return pkl_return_or_none(py_True());
}

/* The opposite of __eq__, which a subclass may define. */
static bool object_ne(int argc, py_Ref argv) {
    (void)argc;
    py_Ref method = pkl_special(argv, pkl_name(PKL_NAME(__eq__)));
    py_TValue function = *method;
    if (!pkl_call_unbound(&function, argv, 1, &argv[1])) return false;
    if (py_retval()->type == tp_NotImplementedType) return true;
    int truth = py_bool(py_retval());
    if (truth >= 0) py_newbool(py_retval(), !truth);
    return truth >= 0;
}

static bool object_order(int argc, py_Ref argv) { return (void)argc, (void)argv, pkl_not_implemented(); }

static bool object_hash(int argc, py_Ref argv) {
    (void)argc;
    return pkl_return_int(pkl_hash_pointer((void*)(uintptr_t)pkl_identity(argv)));
}

/* ---- attributes ------------------------------------------------------------------------------- */

static PyStr* attribute_name(py_Ref name) {
    if (pkl_is_str(name)) return pkl_intern(pkl_str(name));
    pkl_raise(tp_TypeError, "attribute name must be string, not '%T'", name);
    return NULL;
}

static bool object_getattribute(int argc, py_Ref argv) {
    (void)argc;
    PyStr* name = attribute_name(&argv[1]);
    PklFound found = {0};
    if (!name || !pkl_find_generic(argv, name, false, &found)) return false;
    int result = pkl_found_value(argv, name, &found);
    return result > 0 || (!result && pkl_attribute_error(argv, name));
}

/* What object.__setattr__ may not touch: "can't apply this __setattr__ to 'type' object". */
static bool check_hackers(py_Ref self, const char* what) {
    if (!pkl_is_type(self)) return true;
    return pkl_raise(tp_TypeError, "can't apply this %s to %T object", what, self);
}

static bool object_setattr(int argc, py_Ref argv) {
    (void)argc;
    PyStr* name = attribute_name(&argv[1]);
    return name && check_hackers(argv, "__setattr__") && pkl_set_generic(argv, name, &argv[2]) && return_none();
}

static bool object_delattr(int argc, py_Ref argv) {
    (void)argc;
    PyStr* name = attribute_name(&argv[1]);
    return name && check_hackers(argv, "__delattr__") && pkl_set_generic(argv, name, NULL) && return_none();
}

static bool get_class(int argc, py_Ref argv) { return (void)argc, pkl_return_or_none(pkl_class_of(argv)); }

static bool set_class(int argc, py_Ref argv) {
    (void)argc;
    if (py_isnil(&argv[1])) return pkl_raise(tp_TypeError, "can't delete __class__ attribute");
    if (!pkl_is_type(&argv[1])) return pkl_raise(tp_TypeError, "__class__ must be set to a class, not '%T' object", &argv[1]);
    PyType *old = pkl_type_of(argv), *type = pkl_as_type(&argv[1]);
    bool modules = pkl_has_layout(argv, tp_module) && type->layout_type == tp_module;
    if (!modules && (old->flags & PKL_TYPE_IMMUTABLE || type->flags & PKL_TYPE_IMMUTABLE)) {
        return pkl_raise(tp_TypeError, "__class__ assignment only supported for mutable types or ModuleType subclasses");
    }
    if (!modules && !pkl_same_layout(old, type)) {
        return pkl_raise(tp_TypeError, "__class__ assignment: '%s' object layout differs from '%s'", type->name->data, old->name->data);
    }
    if (pkl_is_type(argv)) pkl_as_type(argv)->self.type = type->id;
    pkl_attributes_move(argv->_obj, type);
    argv->type = type->id;
    return true;
}

/* ---- dir ------------------------------------------------------------------------------------------ */

static bool add_names(PyDict* names, PyDict* from) {
    int32_t place = 0;
    for (PklEntry* entry; (entry = pkl_dict_next(from, &place));) {
        if (!pkl_dict_set_hash(names, &entry->key, entry->hash, py_None())) return false;
    }
    return true;
}

bool pkl_dir_of_type(PyDict* names, PyType* type) {
    const py_TValue* mro = pkl_tuple_items(&type->mro);
    for (int i = 0; i < pkl_mro_length(type); i++) {
        if (!add_names(names, pkl_as_type(&mro[i])->dict)) return false;
    }
    return true;
}

bool pkl_dir_list(PyDict* names) {
    py_TValue list;
    PyList* keys = pkl_new_list(&list, names->used);
    int32_t place = 0;
    for (PklEntry* entry; (entry = pkl_dict_next(names, &place));) {
        if (!pkl_list_append(keys, &entry->key)) return false;
    }
    return pkl_return_or_none(&list);
}

static bool object_dir(int argc, py_Ref argv) {
    (void)argc;
    py_TValue* names = py_pushtmp();
    PyDict* dict = pkl_new_dict(names);
    int found = pkl_get_attribute(argv, PKL_NAME(__dict__));
    bool ok = found >= 0;
    if (ok && found && pkl_has_layout(py_retval(), tp_dict)) ok = add_names(dict, PKL_OBJECT(py_retval(), PyDict));
    found = ok ? pkl_get_attribute(argv, PKL_NAME(__class__)) : -1;
    ok = found >= 0;
    if (ok && found && pkl_is_type(py_retval())) ok = pkl_dir_of_type(dict, pkl_as_type(py_retval()));
    ok = ok && pkl_dir_list(dict);
    py_pop();
    return ok;
}

/* ---- the rest --------------------------------------------------------------------------------------- */

static bool object_sizeof(int argc, py_Ref argv) {
    (void)argc;
    PyType* type = pkl_type_of(argv);
    return pkl_return_int(argv->is_ptr ? type->bytes : (int)sizeof(py_TValue));
}

static bool subclasshook(int argc, py_Ref argv) { return (void)argc, (void)argv, pkl_not_implemented(); }

static bool init_subclass(int argc, py_Ref argv) {
    (void)argc, (void)argv;
    return return_none();
}

#define ORDER(name) {name, object_order, "($self, value, /)", PKL_O, PKL_WRAPPER, 0, 0}

static const PklMethod METHODS[] = {
    {"__new__", object_new, "($type, *args, **kwargs)", PKL_ANY_KW, PKL_NEW, 0, 0},
    {"__init__", object_init, "($self, /, *args, **kwargs)", PKL_ANY_KW, PKL_WRAPPER, 0, 0},
    {"__repr__", object_repr, "($self, /)", PKL_NOARGS, PKL_WRAPPER, 0, 0},
    {"__str__", object_str, "($self, /)", PKL_NOARGS, PKL_WRAPPER, 0, 0},
    {"__hash__", object_hash, "($self, /)", PKL_NOARGS, PKL_WRAPPER, 0, 0},
    {"__eq__", object_eq, "($self, value, /)", PKL_O, PKL_WRAPPER, 0, 0},
    {"__ne__", object_ne, "($self, value, /)", PKL_O, PKL_WRAPPER, 0, 0},
    ORDER("__lt__"), ORDER("__le__"), ORDER("__gt__"), ORDER("__ge__"),
    {"__getattribute__", object_getattribute, "($self, name, /)", PKL_O, PKL_WRAPPER, 0, 0},
    {"__setattr__", object_setattr, "($self, name, value, /)", PKL_RANGE, PKL_WRAPPER, 2, 2},
    {"__delattr__", object_delattr, "($self, name, /)", PKL_O, PKL_WRAPPER, 0, 0},
    {"__format__", object_format, "($self, format_spec, /)", PKL_O, PKL_METHOD, 0, 0},
    {"__dir__", object_dir, NULL, PKL_NOARGS, PKL_METHOD, 0, 0},
    {"__sizeof__", object_sizeof, NULL, PKL_NOARGS, PKL_METHOD, 0, 0},
    {"__subclasshook__", subclasshook, NULL, PKL_ANY, PKL_CLASS, 0, 0},
    {"__init_subclass__", init_subclass, NULL, PKL_NOARGS, PKL_CLASS, 0, 0},
    {0},
};

static const PklGetSet GETSETS[] = {{"__class__", get_class, set_class}, {0}};
static const PklTypeSpec SPECS[] = {{.id = tp_object, .methods = METHODS, .getsets = GETSETS}, {0}};

void pkl_start_object(PklVM* vm) {
    pkl_register_types(SPECS);
    pkl_dict_set_name(vm->types[tp_object]->dict, PKL_NAME(__doc__), py_None());
}
