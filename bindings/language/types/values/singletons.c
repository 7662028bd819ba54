/* None, NotImplemented, Ellipsis, and SimpleNamespace. */
#include "../types.h"

#include <string.h>

static bool return_self(const py_TValue* value) {
    return pkl_return(value);
}

static bool none_repr(int argc, py_Ref argv) { return (void)argc, (void)argv, pkl_return_text("None"); }
static bool ellipsis_repr(int argc, py_Ref argv) { return (void)argc, (void)argv, pkl_return_text("Ellipsis"); }
static bool not_implemented_repr(int argc, py_Ref argv) { return (void)argc, (void)argv, pkl_return_text("NotImplemented"); }

static bool none_bool(int argc, py_Ref argv) { return (void)argc, (void)argv, return_self(py_False()); }
static bool none_new(int argc, py_Ref argv) { return (void)argc, (void)argv, return_self(py_None()); }
static bool not_implemented_bool(int argc, py_Ref argv) {
    return (void)argc, (void)argv, pkl_raise(tp_TypeError, "NotImplemented should not be used in a boolean context");
}

static bool none_hash(int argc, py_Ref argv) {
    (void)argc, (void)argv;
    return pkl_return_int(0xFCA86420);
}

static bool ellipsis_new(int argc, py_Ref argv) {
    (void)argc, (void)argv;
    py_newellipsis(py_retval());
    return true;
}

static bool not_implemented_new(int argc, py_Ref argv) {
    (void)argc, (void)argv;
    return pkl_not_implemented();
}

static bool ellipsis_reduce(int argc, py_Ref argv) { return (void)argc, (void)argv, pkl_return_text("Ellipsis"); }
static bool not_implemented_reduce(int argc, py_Ref argv) { return (void)argc, (void)argv, pkl_return_text("NotImplemented"); }

#define SELF_ONLY(name, function) {name, function, "($self, /)", PKL_NOARGS, PKL_WRAPPER, 0, 0}
#define NEW(function) {"__new__", function, NULL, PKL_NOARGS, PKL_NEW, 0, 0}
#define REDUCE(function) {"__reduce__", function, NULL, PKL_NOARGS, PKL_METHOD, 0, 0}

static const PklMethod NONE[] = {SELF_ONLY("__repr__", none_repr), SELF_ONLY("__bool__", none_bool), SELF_ONLY("__hash__", none_hash), NEW(none_new),
                                 {0}};
static const PklMethod ELLIPSIS[] = {SELF_ONLY("__repr__", ellipsis_repr), NEW(ellipsis_new), REDUCE(ellipsis_reduce), {0}};
static const PklMethod NOT_IMPLEMENTED[] = {SELF_ONLY("__repr__", not_implemented_repr), SELF_ONLY("__bool__", not_implemented_bool), NEW(not_implemented_new),
                                            REDUCE(not_implemented_reduce), {0}};

/* ---- SimpleNamespace ----------------------------------------------------------------------- */

static bool take_pairs(py_Ref self, PyDict* dict) {
    int32_t place = 0;
    for(PklEntry* entry; (entry = pkl_dict_next(dict, &place));) {
        if(!pkl_is_str(&entry->key)) return pkl_raise(tp_TypeError, "keywords must be strings");
        pkl_attrs_set(self->_obj, pkl_intern(pkl_str(&entry->key)), &entry->value);
    }
    return true;
}

/* SimpleNamespace(mapping_or_iterable=(), /, **kwargs) */
static bool namespace_init(int argc, py_Ref argv) {
    int given = argc - 2;
    if(given > 1) return pkl_raise(tp_TypeError, "SimpleNamespace expected at most 1 argument, got %d", given);
    if(given) {
        py_TValue* dict = py_pushtmp();
        py_TValue class = pkl_vm->types[tp_dict]->self;
        bool ok = pkl_call(&class, 1, &argv[1]);
        if(ok) *dict = *py_retval();
        ok = ok && take_pairs(argv, PKL_OBJECT(dict, PyDict));
        py_pop();
        if(!ok) return false;
    }
    if(!py_isnil(&argv[argc - 1]) && !take_pairs(argv, PKL_OBJECT(&argv[argc - 1], PyDict))) return false;
    return return_self(py_None());
}

static bool put_pairs(PklBuilder* builder, PyDict* dict) {
    int32_t place = 0;
    bool first = true;
    for(PklEntry* entry; (entry = pkl_dict_next(dict, &place));) {
        if(!pkl_is_str(&entry->key) || !pkl_str(&entry->key)->size) continue;
        if(!first) pkl_put_text(builder, ", ");
        first = false;
        py_TValue value = entry->value;
        pkl_put_str(builder, pkl_str(&entry->key));
        pkl_put_char(builder, '=');
        if(!pkl_put_repr(builder, &value)) return false;
    }
    return true;
}

static bool namespace_repr(int argc, py_Ref argv) {
    (void)argc;
    const char* name = pkl_type_of(argv)->id == tp_SimpleNamespace ? "namespace" : pkl_type_of(argv)->name->data;
    static PyObject* active[32]; /* those whose repr is being made */
    static int depth;
    for(int i = 0; i < depth; i++) {
        if(active[i] == argv->_obj) return pkl_str_format(py_retval(), "%s(...)", name);
    }
    PklBuilder builder;
    pkl_builder_start(&builder);
    pkl_put_formatted(&builder, "%s(", name);
    bool tracked = depth < 32;
    if(tracked) active[depth++] = argv->_obj;
    bool ok = put_pairs(&builder, pkl_attributes_dict(argv->_obj));
    if(tracked) depth--;
    pkl_put_char(&builder, ')');
    if(ok) return pkl_builder_str(&builder, py_retval());
    pkl_builder_end(&builder);
    return false;
}

static bool namespace_compare(py_Ref argv, int op) {
    if(!pkl_is_a(&argv[1], tp_SimpleNamespace) || !pkl_is_a(&argv[0], tp_SimpleNamespace)) {
        return pkl_not_implemented();
    }
    py_TValue a = pkl_value(&pkl_attributes_dict(argv[0]._obj)->head), b = pkl_value(&pkl_attributes_dict(argv[1]._obj)->head);
    return pkl_compare(&a, &b, op);
}

static bool namespace_eq(int argc, py_Ref argv) { return (void)argc, namespace_compare(argv, PKL_CMP_EQ); }
static bool namespace_ne(int argc, py_Ref argv) { return (void)argc, namespace_compare(argv, PKL_CMP_NE); }

static bool namespace_reduce(int argc, py_Ref argv) {
    (void)argc;
    py_TValue parts[3] = {*pkl_class_of(argv), pkl_vm->empty_tuple, pkl_value(&pkl_attributes_dict(argv->_obj)->head)};
    pkl_new_tuple(py_retval(), parts, 3);
    return true;
}

static bool namespace_replace(int argc, py_Ref argv) {
    if(argc > 2) return pkl_raise(tp_TypeError, "__replace__() takes no positional arguments");
    py_TValue* made = py_pushtmp();
    py_TValue class = *pkl_class_of(argv);
    bool ok = pkl_call(&class, 0, NULL);
    if(ok) *made = *py_retval();
    ok = ok && take_pairs(made, pkl_attributes_dict(argv->_obj)) && (py_isnil(&argv[1]) || take_pairs(made, PKL_OBJECT(&argv[1], PyDict)));
    if(ok) return_self(made);
    py_pop();
    return ok;
}

static const PklMethod NAMESPACE[] = {
    {"__init__", namespace_init, "($self, mapping_or_iterable=(), /, **kwargs)", PKL_ANY_KW, PKL_WRAPPER, 0, 0},
    SELF_ONLY("__repr__", namespace_repr),
    {"__eq__", namespace_eq, "($self, value, /)", PKL_O, PKL_WRAPPER, 0, 0},
    {"__ne__", namespace_ne, "($self, value, /)", PKL_O, PKL_WRAPPER, 0, 0},
    REDUCE(namespace_reduce),
    {"__replace__", namespace_replace, NULL, PKL_ANY_KW, PKL_METHOD, 0, 0},
    {0},
};
static const PklGetSet NAMESPACE_GETSETS[] = {{"__dict__", pkl_get_dict, NULL}, {0}};

static const PklTypeSpec SPECS[] = {
    {.id = tp_NoneType, .hidden = true, .methods = NONE},
    {.id = tp_ellipsis, .hidden = true, .methods = ELLIPSIS},
    {.id = tp_NotImplementedType, .hidden = true, .methods = NOT_IMPLEMENTED},
    {.id = tp_SimpleNamespace, .name = "SimpleNamespace", .module = "types", .flags = PKL_TYPE_INSTANCE_DICT | PKL_TYPE_INSTANCE_ATTRS | PKL_TYPE_WEAKREF, .hidden = true, .methods = NAMESPACE, .getsets = NAMESPACE_GETSETS},
    {0},
};

void pkl_start_singletons(PklVM* vm) {
    (void)vm;
    pkl_register_types(SPECS);
}
