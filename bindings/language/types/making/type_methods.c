/* type: attributes and methods of classes. */
#include "type_bases.h"

#include <string.h>

static bool return_none(void) { return pkl_return_or_none(py_None()); }

/* ---- names ------------------------------------------------------------------------------- */

static bool refuse_immutable(const PyType* type, const char* name) {
    if (!(type->flags & PKL_TYPE_IMMUTABLE)) return true;
    return pkl_raise(tp_TypeError, "cannot set '%s' attribute of immutable type '%s'", name, type->name->data);
}

bool pkl_type_check_change(py_Ref argv, const char* name) {
    const PyType* type = pkl_as_type(argv);
    if (!refuse_immutable(type, name)) return false;
    if (py_isnil(&argv[1])) return pkl_raise(tp_TypeError, "cannot delete '%s' attribute of type '%s'", name, type->name->data);
    return true;
}

static bool get_name(int argc, py_Ref argv) { return (void)argc, pkl_return_or_none(pkl_name_ref(pkl_as_type(argv)->name)); }

static bool set_name(int argc, py_Ref argv) {
    (void)argc;
    PyType* type = pkl_as_type(argv);
    if (!pkl_type_check_change(argv, "__name__")) return false;
    if (!pkl_is_str(&argv[1])) return pkl_raise(tp_TypeError, "can only assign string to %s.__name__, not '%T'", type->name->data, &argv[1]);
    PyStr* name = pkl_str(&argv[1]);
    if (memchr(name->data, 0, (size_t)name->size)) return pkl_raise(tp_ValueError, "type name must not contain null characters");
    type->name = pkl_intern(name);
    return true;
}

static bool get_qualname(int argc, py_Ref argv) {
    (void)argc;
    py_TValue name = pkl_value(&pkl_as_type(argv)->qualname->head);
    return pkl_return_or_none(&name);
}

static bool set_qualname(int argc, py_Ref argv) {
    (void)argc;
    PyType* type = pkl_as_type(argv);
    if (!pkl_type_check_change(argv, "__qualname__")) return false;
    if (!pkl_is_str(&argv[1])) return pkl_raise(tp_TypeError, "can only assign string to %s.__qualname__, not '%T'", type->name->data, &argv[1]);
    type->qualname = pkl_str(&argv[1]);
    return true;
}

static bool get_module(int argc, py_Ref argv) {
    (void)argc;
    PyType* type = pkl_as_type(argv);
    if (!(type->flags & PKL_TYPE_HEAP)) return pkl_return_or_none(type->module.type ? &type->module : pkl_name_ref(PKL_NAME(builtins)));
    py_Ref module = pkl_dict_get_name(type->dict, PKL_NAME(__module__));
    return module ? pkl_return_or_none(module) : pkl_raise(tp_AttributeError, "__module__");
}

static bool set_module(int argc, py_Ref argv) {
    (void)argc;
    return pkl_type_check_change(argv, "__module__") && pkl_type_set(pkl_as_type(argv), PKL_NAME(__module__), &argv[1]);
}

static bool get_doc(int argc, py_Ref argv) {
    (void)argc;
    py_Ref doc = pkl_dict_get_name(pkl_as_type(argv)->dict, PKL_NAME(__doc__));
    if (!doc) return return_none();
    PklFound found = {0};
    py_TValue copy = *doc;
    return pkl_bind_found(&copy, NULL, pkl_as_type(argv), false, &found) && pkl_found_value(argv, PKL_NAME(__doc__), &found) > 0;
}

static bool set_doc(int argc, py_Ref argv) {
    (void)argc;
    return pkl_type_check_change(argv, "__doc__") && pkl_type_set(pkl_as_type(argv), PKL_NAME(__doc__), &argv[1]);
}

static bool get_text_signature(int argc, py_Ref argv) { return (void)argc, (void)argv, return_none(); }

void pkl_put_type_name(PklBuilder* builder, const PyType* type) {
    const py_TValue* module = &type->module;
    if (type->flags & PKL_TYPE_HEAP) module = pkl_dict_get_name(type->dict, PKL_NAME(__module__));
    if (module && pkl_is_str(module) && pkl_str(module) != PKL_NAME(builtins)) {
        pkl_put_str(builder, pkl_str(module));
        pkl_put_char(builder, '.');
    }
    pkl_put_str(builder, type->qualname);
}

static bool type_repr(int argc, py_Ref argv) {
    (void)argc;
    PklBuilder builder;
    pkl_builder_start(&builder);
    pkl_put_text(&builder, "<class '");
    pkl_put_type_name(&builder, pkl_as_type(argv));
    pkl_put_text(&builder, "'>");
    return pkl_builder_str(&builder, py_retval());
}

/* ---- namespace ------------------------------------------------------------------------------------ */

static bool get_dict(int argc, py_Ref argv) {
    (void)argc;
    py_TValue dict = pkl_value(&pkl_as_type(argv)->dict->head);
    pkl_new_mappingproxy(py_retval(), &dict);
    return true;
}

static bool get_abstract(int argc, py_Ref argv) {
    (void)argc;
    PyType* type = pkl_as_type(argv);
    py_Ref names = type->id == tp_type ? NULL : pkl_dict_get_name(type->dict, PKL_NAME(__abstractmethods__));
    return names ? pkl_return_or_none(names) : pkl_attribute_error(argv, PKL_NAME(__abstractmethods__));
}

static bool set_abstract(int argc, py_Ref argv) {
    (void)argc;
    PyType* type = pkl_as_type(argv);
    if (!refuse_immutable(type, "__abstractmethods__")) return false;
    int truth = py_isnil(&argv[1]) ? 0 : py_bool(&argv[1]);
    if (truth < 0) return false;
    bool done = pkl_type_set(type, PKL_NAME(__abstractmethods__), py_isnil(&argv[1]) ? NULL : &argv[1]);
    type->flags = truth ? type->flags | PKL_TYPE_ABSTRACT : type->flags & ~(uint32_t)PKL_TYPE_ABSTRACT;
    return done || pkl_attribute_error(argv, PKL_NAME(__abstractmethods__));
}

static py_Ref own(PyType* type, PyStr* name) { return pkl_dict_get_name(type->dict, name); }

static bool get_annotate(int argc, py_Ref argv) {
    (void)argc;
    PyType* type = pkl_as_type(argv);
    if (!(type->flags & PKL_TYPE_HEAP)) return pkl_raise(tp_AttributeError, "type object '%s' has no attribute '__annotate__'", type->name->data);
    py_Ref annotate = own(type, PKL_NAME(__annotate_func__));
    if (!annotate) annotate = own(type, PKL_NAME(__annotate__));
    if (!annotate) return return_none();
    py_TValue function = *annotate;
    return pkl_return_or_none(&function);
}

static bool set_annotate(int argc, py_Ref argv) {
    (void)argc;
    if (!pkl_type_check_change(argv, "__annotate__")) return false;
    if (!py_isnone(&argv[1]) && !py_callable(&argv[1])) return pkl_raise(tp_TypeError, "__annotate__ must be callable or None");
    PyType* type = pkl_as_type(argv);
    pkl_type_set(type, PKL_NAME(__annotations_cache__), NULL);
    return pkl_type_set(type, PKL_NAME(__annotate_func__), &argv[1]);
}

static bool get_annotations(int argc, py_Ref argv) {
    (void)argc;
    PyType* type = pkl_as_type(argv);
    if (!(type->flags & PKL_TYPE_HEAP)) return pkl_raise(tp_AttributeError, "type object '%s' has no attribute '__annotations__'", type->name->data);
    py_Ref known = own(type, PKL_NAME(__annotations__));
    if (!known) known = own(type, PKL_NAME(__annotations_cache__));
    if (known) return pkl_return_or_none(known);
    py_TValue made;
    if (!get_annotate(1, argv)) return false;
    py_TValue annotate = *py_retval();
    if (!pkl_annotations_of(&annotate, &made)) return false;
    pkl_type_set(type, PKL_NAME(__annotations_cache__), &made);
    return pkl_return_or_none(&made);
}

static bool set_annotations(int argc, py_Ref argv) {
    (void)argc;
    PyType* type = pkl_as_type(argv);
    if (!refuse_immutable(type, "__annotations__")) return false;
    PyStr* name = own(type, PKL_NAME(__annotations__)) ? PKL_NAME(__annotations__) : PKL_NAME(__annotations_cache__);
    bool done = pkl_type_set(type, name, py_isnil(&argv[1]) ? NULL : &argv[1]);
    if (!done) return pkl_raise(tp_AttributeError, "__annotations__");
    pkl_type_set(type, PKL_NAME(__annotate_func__), NULL);
    pkl_type_set(type, PKL_NAME(__annotate__), NULL);
    return true;
}

static bool get_type_params(int argc, py_Ref argv) {
    (void)argc;
    py_Ref found = own(pkl_as_type(argv), PKL_NAME(__type_params__));
    return pkl_return_or_none(found && pkl_as_type(argv)->flags & PKL_TYPE_HEAP ? found : &pkl_vm->empty_tuple);
}

static bool set_type_params(int argc, py_Ref argv) {
    (void)argc;
    return pkl_type_check_change(argv, "__type_params__") && pkl_type_set(pkl_as_type(argv), PKL_NAME(__type_params__), &argv[1]);
}

static bool get_basicsize(int argc, py_Ref argv) {
    (void)argc;
    return pkl_return_int(pkl_as_type(argv)->bytes);
}

static bool get_zero(int argc, py_Ref argv) {
    (void)argc, (void)argv;
    return pkl_return_int(0);
}

enum { CPYTHON_SEQUENCE = 1 << 5, CPYTHON_MAPPING = 1 << 6, CPYTHON_IMMUTABLE = 1 << 8, CPYTHON_HEAP = 1 << 9, CPYTHON_BASE = 1 << 10, CPYTHON_ABSTRACT = 1 << 20 };

static bool get_flags(int argc, py_Ref argv) {
    (void)argc;
    uint32_t flags = pkl_as_type(argv)->flags;
    int result = flags & PKL_TYPE_FINAL ? 0 : CPYTHON_BASE;
    if (flags & PKL_TYPE_HEAP) result |= CPYTHON_HEAP;
    if (flags & PKL_TYPE_IMMUTABLE) result |= CPYTHON_IMMUTABLE;
    if (flags & PKL_TYPE_ABSTRACT) result |= CPYTHON_ABSTRACT;
    if (flags & PKL_TYPE_SEQUENCE) result |= CPYTHON_SEQUENCE;
    if (flags & PKL_TYPE_MAPPING) result |= CPYTHON_MAPPING;
    return pkl_return_int(result);
}

/* ---- methods ----------------------------------------------------------------------------------------- */

static bool type_mro(int argc, py_Ref argv) {
    (void)argc;
    py_TValue order;
    return pkl_type_mro(pkl_as_type(argv), &order) && pkl_list_of(&order, py_retval());
}

static bool type_subclasses(int argc, py_Ref argv) {
    (void)argc;
    PyType* type = pkl_as_type(argv);
    py_TValue made;
    PyList* list = pkl_new_list(&made, type->subclass_count);
    for (int32_t i = 0; i < type->subclass_count; i++) pkl_list_append(list, &pkl_vm->types[type->subclasses[i]]->self);
    return pkl_return_or_none(&made);
}

static bool type_prepare(int argc, py_Ref argv) {
    (void)argc, (void)argv;
    pkl_new_dict(py_retval());
    return true;
}

static bool type_instancecheck(int argc, py_Ref argv) {
    (void)argc;
    PyType* type = pkl_as_type(argv);
    bool is = pkl_subtype(pkl_type_of(&argv[1]), type);
    if (!is) {
        int found = pkl_get_attribute(&argv[1], PKL_NAME(__class__));
        if (found < 0) return false;
        is = found && pkl_is_type(py_retval()) && pkl_subtype(pkl_as_type(py_retval()), type);
    }
    return pkl_return_bool(is);
}

static bool type_subclasscheck(int argc, py_Ref argv) {
    (void)argc;
    int is = pkl_subclass_plainly(&argv[1], argv);
    if (is >= 0) py_newbool(py_retval(), is);
    return is >= 0;
}

static bool type_dir(int argc, py_Ref argv) {
    (void)argc;
    py_TValue names;
    PyDict* dict = pkl_new_dict(&names);
    return pkl_dir_of_type(dict, pkl_as_type(argv)) && pkl_dir_list(dict);
}

static bool type_getattribute(int argc, py_Ref argv) {
    (void)argc;
    if (!pkl_is_str(&argv[1])) return pkl_raise(tp_TypeError, "attribute name must be string, not '%T'", &argv[1]);
    PklFound found = {0};
    PyStr* name = pkl_intern(pkl_str(&argv[1]));
    int result = pkl_find_in_type(argv, name, false, &found) ? pkl_found_value(argv, name, &found) : -1;
    return result > 0 || (!result && pkl_attribute_error(argv, name));
}

static bool change(py_Ref argv, py_Ref value) {
    if (!pkl_is_str(&argv[1])) return pkl_raise(tp_TypeError, "attribute name must be string, not '%T'", &argv[1]);
    return pkl_set_in_type(argv, pkl_intern(pkl_str(&argv[1])), value) && return_none();
}

static bool type_setattr(int argc, py_Ref argv) { return (void)argc, change(argv, &argv[2]); }
static bool type_delattr(int argc, py_Ref argv) { return (void)argc, change(argv, NULL); }

/* type(object) or type(name, bases, dict, **keywords) */
static bool type_new(int argc, py_Ref argv) {
    int given = argc - 2;
    py_Ref keywords = &argv[argc - 1];
    if (given == 1 && py_totype(argv) == tp_type && py_isnil(keywords)) return pkl_return_or_none(pkl_class_of(&argv[1]));
    if (given != 3) {
        if (py_totype(argv) == tp_type && given != 3) return pkl_raise(tp_TypeError, "type() takes 1 or 3 arguments");
        return pkl_raise(tp_TypeError, "type.__new__() takes exactly 3 arguments (%d given)", given);
    }
    return pkl_type_new(pkl_as_type(argv), &argv[1], &argv[2], &argv[3], keywords);
}

static bool type_init(int argc, py_Ref argv) {
    int given = argc - 2;
    if (given == 1 && !py_isnil(&argv[argc - 1])) return pkl_raise(tp_TypeError, "type.__init__() takes no keyword arguments");
    if (given != 1 && given != 3) return pkl_raise(tp_TypeError, "type.__init__() takes 1 or 3 arguments");
    return return_none();
}

/* type.__call__ called by name; the machine does it in steps. */
static bool type_call(int argc, py_Ref argv) {
    return pkl_instantiate(pkl_as_type(argv), argc - 2, argv + 1, &argv[argc - 1]);
}

static bool type_or(int argc, py_Ref argv) { return (void)argc, pkl_union_of(&argv[0], &argv[1]); }
static bool type_ror(int argc, py_Ref argv) { return (void)argc, pkl_union_of(&argv[1], &argv[0]); }

static const PklMethod METHODS[] = {
    {"__new__", type_new, "($type, *args, **kwargs)", PKL_ANY_KW, PKL_NEW, 0, 0},
    {"__init__", type_init, "($self, /, *args, **kwargs)", PKL_ANY_KW, PKL_WRAPPER, 0, 0},
    {"__call__", type_call, "($self, /, *args, **kwargs)", PKL_ANY_KW, PKL_WRAPPER, 0, 0},
    {"__repr__", type_repr, "($self, /)", PKL_NOARGS, PKL_WRAPPER, 0, 0},
    {"__getattribute__", type_getattribute, "($self, name, /)", PKL_O, PKL_WRAPPER, 0, 0},
    {"__setattr__", type_setattr, "($self, name, value, /)", PKL_RANGE, PKL_WRAPPER, 2, 2},
    {"__delattr__", type_delattr, "($self, name, /)", PKL_O, PKL_WRAPPER, 0, 0},
    {"__or__", type_or, "($self, value, /)", PKL_O, PKL_WRAPPER, 0, 0},
    {"__ror__", type_ror, "($self, value, /)", PKL_O, PKL_WRAPPER, 0, 0},
    {"mro", type_mro, "($self, /)", PKL_NOARGS, PKL_METHOD, 0, 0},
    {"__subclasses__", type_subclasses, "($self, /)", PKL_NOARGS, PKL_METHOD, 0, 0},
    {"__prepare__", type_prepare, NULL, PKL_ANY_KW, PKL_CLASS, 0, 0},
    {"__instancecheck__", type_instancecheck, "($self, instance, /)", PKL_O, PKL_METHOD, 0, 0},
    {"__subclasscheck__", type_subclasscheck, "($self, subclass, /)", PKL_O, PKL_METHOD, 0, 0},
    {"__dir__", type_dir, "($self, /)", PKL_NOARGS, PKL_METHOD, 0, 0},
    {0},
};

static const PklGetSet GETSETS[] = {
    {"__name__", get_name, set_name},
    {"__qualname__", get_qualname, set_qualname},
    {"__bases__", pkl_type_get_bases, pkl_type_set_bases},
    {"__mro__", pkl_type_get_mro, NULL},
    {"__base__", pkl_type_get_base, NULL},
    {"__module__", get_module, set_module},
    {"__abstractmethods__", get_abstract, set_abstract},
    {"__dict__", get_dict, NULL},
    {"__doc__", get_doc, set_doc},
    {"__text_signature__", get_text_signature, NULL},
    {"__annotations__", get_annotations, set_annotations},
    {"__annotate__", get_annotate, set_annotate},
    {"__type_params__", get_type_params, set_type_params},
    {"__basicsize__", get_basicsize, NULL},
    {"__itemsize__", get_zero, NULL},
    {"__dictoffset__", get_zero, NULL},
    {"__weakrefoffset__", get_zero, NULL},
    {"__flags__", get_flags, NULL},
    {0},
};

static const PklTypeSpec SPECS[] = {{.id = tp_type, .methods = METHODS, .getsets = GETSETS}, {0}};

void pkl_start_type(PklVM* vm) {
    (void)vm;
    pkl_register_types(SPECS);
}
