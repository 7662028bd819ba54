/* Modules and mapping proxies. */
#include "../types.h"

#include <string.h>

/* ---- module ---------------------------------------------------------------------------------- */

static void mark_module(PyObject* object) {
    PyDict* dict = ((PyModule*)object)->dict;
    if (dict) pkl_mark_object(&dict->head);
}

extern const PklLayout pkl_module_layout;
const PklLayout pkl_module_layout = {sizeof(PyModule), mark_module, NULL};

static void fill_names(PyModule* module, const py_TValue* name, const py_TValue* doc) {
    pkl_dict_set_name(module->dict, PKL_NAME(__name__), (py_Ref)name);
    pkl_dict_set_name(module->dict, PKL_NAME(__doc__), (py_Ref)doc);
    pkl_dict_set_name(module->dict, PKL_NAME(__package__), py_None());
    pkl_dict_set_name(module->dict, PKL_NAME(__loader__), py_None());
    pkl_dict_set_name(module->dict, PKL_NAME(__spec__), py_None());
}

PyModule* pkl_new_module(py_OutRef out, PyStr* name) {
    py_TValue made, dict;
    PyModule* module = (PyModule*)pkl_new(&made, tp_module);
    module->dict = pkl_new_dict(&dict);
    module->self = made;
    fill_names(module, pkl_name_ref(name), py_None());
    *out = made;
    return module;
}

static bool module_new(int argc, py_Ref argv) {
    (void)argc;
    py_TValue dict, made;
    PyModule* module = (PyModule*)pkl_new(&made, py_totype(argv));
    module->dict = pkl_new_dict(&dict);
    module->self = made;
    return pkl_return_or_none(&made);
}

/* module(name, doc=None) */
static bool module_init(int argc, py_Ref argv) {
    (void)argc;
    if (!pkl_is_str(&argv[1])) return pkl_raise(tp_TypeError, "module() argument 'name' must be str, not %T", &argv[1]);
    py_TValue name = *pkl_name_ref(pkl_intern(pkl_str(&argv[1])));
    fill_names(PKL_OBJECT(argv, PyModule), &name, argv[2].type ? &argv[2] : py_None());
    return pkl_return_none();
}

static bool module_repr(int argc, py_Ref argv) {
    (void)argc;
    PyDict* dict = PKL_OBJECT(argv, PyModule)->dict;
    py_Ref name = pkl_dict_get_name(dict, PKL_NAME(__name__)), file = pkl_dict_get_name(dict, PKL_NAME(__file__));
    if (!name) return pkl_str_format(py_retval(), "<module '?'>");
    if (file && pkl_is_str(file)) return pkl_str_format(py_retval(), "<module %R from %R>", name, file);
    py_Ref path = pkl_dict_get_name(dict, PKL_NAME(__path__));
    if (path) return pkl_str_format(py_retval(), "<module %R (namespace) from %R>", name, path);
    bool native = false;
    for (int i = 0; i < py_list_len(&pkl_vm->native_modules); i++) native |= py_isidentical(&py_list_data(&pkl_vm->native_modules)[i], name);
    return pkl_str_format(py_retval(), native ? "<module %R (built-in)>" : "<module %R>", name);
}

static bool module_getattribute(int argc, py_Ref argv) {
    (void)argc;
    if (!pkl_is_str(&argv[1])) return pkl_raise(tp_TypeError, "attribute name must be string, not '%T'", &argv[1]);
    PklFound found = {0};
    PyStr* name = pkl_intern(pkl_str(&argv[1]));
    int result = pkl_find_in_module(argv, name, false, &found) ? pkl_found_value(argv, name, &found) : -1;
    return result > 0 || (!result && pkl_attribute_error(argv, name));
}

/* __dir__ of the module itself, or the names in its dict. */
static bool module_dir(int argc, py_Ref argv) {
    (void)argc;
    PyDict* dict = PKL_OBJECT(argv, PyModule)->dict;
    py_Ref hook = pkl_dict_get_name(dict, PKL_NAME(__dir__));
    if (hook) {
        py_TValue function = *hook;
        return pkl_call(&function, 0, NULL);
    }
    py_TValue list;
    PyList* names = pkl_new_list(&list, dict->used);
    int32_t place = 0;
    for (PklEntry* entry; (entry = pkl_dict_next(dict, &place));) pkl_list_append(names, &entry->key);
    return pkl_return_or_none(&list);
}

static bool get_module_annotations(int argc, py_Ref argv) {
    (void)argc;
    PyDict* dict = PKL_OBJECT(argv, PyModule)->dict;
    py_Ref known = pkl_dict_get_name(dict, PKL_NAME(__annotations__));
    if (known) return pkl_return_or_none(known);
    py_Ref annotate = pkl_dict_get_name(dict, PKL_NAME(__annotate__));
    py_TValue made;
    if (!pkl_annotations_of(annotate ? annotate : py_None(), &made)) return false;
    pkl_dict_set_name(dict, PKL_NAME(__annotations__), &made);
    return pkl_return_or_none(&made);
}

static bool set_module_name(py_Ref argv, PyStr* name) {
    PyDict* dict = PKL_OBJECT(argv, PyModule)->dict;
    if (py_isnil(&argv[1])) return pkl_dict_delete_name(dict, name) || pkl_raise(tp_AttributeError, "%s", name->data);
    pkl_dict_set_name(dict, name, &argv[1]);
    return true;
}

static bool set_module_annotations(int argc, py_Ref argv) { return (void)argc, set_module_name(argv, PKL_NAME(__annotations__)); }

static const PklMethod MODULE_METHODS[] = {
    {"__new__", module_new, NULL, PKL_ANY_KW, PKL_NEW, 0, 0},
    {"__init__", module_init, "($self, /, name, doc=None)", PKL_CLINIC, PKL_WRAPPER, 0, 0},
    {"__repr__", module_repr, "($self, /)", PKL_NOARGS, PKL_WRAPPER, 0, 0},
    {"__getattribute__", module_getattribute, "($self, name, /)", PKL_O, PKL_WRAPPER, 0, 0},
    {"__dir__", module_dir, NULL, PKL_NOARGS, PKL_METHOD, 0, 0},
    {0},
};
static const PklGetSet MODULE_GETSETS[] = {{"__dict__", pkl_get_dict, NULL}, {"__annotations__", get_module_annotations, set_module_annotations}, {0}};

/* ---- mappingproxy -------------------------------------------------------------------------------- */

static py_TValue* mapping_of(py_Ref self) { return &PKL_SLOTS(self->_obj)[0]; }

void pkl_new_mappingproxy(py_OutRef out, const py_TValue* mapping) {
    py_TValue made, copy = *mapping;
    PKL_SLOTS(pkl_new(&made, tp_mappingproxy))[0] = copy;
    *out = made;
}

static bool proxy_new(int argc, py_Ref argv) {
    (void)argc;
    if (!pkl_special(&argv[1], pkl_name(PKL_NAME(__getitem__))) || pkl_is_a(&argv[1], tp_list) || pkl_is_a(&argv[1], tp_tuple)) {
        return pkl_raise(tp_TypeError, "mappingproxy() argument must be a mapping, not %T", &argv[1]);
    }
    pkl_new_mappingproxy(py_retval(), &argv[1]);
    return true;
}

static bool forward(py_Ref argv, PyStr* name, int argc) {
    py_TValue mapping = *mapping_of(argv);
    return pkl_call_method(&mapping, name, argc, argv + 1);
}

static bool proxy_len(int argc, py_Ref argv) { return (void)argc, py_len(mapping_of(argv)); }
static bool proxy_getitem(int argc, py_Ref argv) { return (void)argc, py_getitem(mapping_of(argv), &argv[1]); }
static bool proxy_iter(int argc, py_Ref argv) { return (void)argc, py_iter(mapping_of(argv)); }
static bool proxy_get(int argc, py_Ref argv) { return forward(argv, PKL_NAME(get), argc - 1); }
static bool proxy_keys(int argc, py_Ref argv) { return forward(argv, PKL_NAME(keys), argc - 1); }
static bool proxy_values(int argc, py_Ref argv) { return forward(argv, PKL_NAME(values), argc - 1); }
static bool proxy_items(int argc, py_Ref argv) { return forward(argv, PKL_NAME(items), argc - 1); }
static bool proxy_copy(int argc, py_Ref argv) { return forward(argv, PKL_NAME(copy), argc - 1); }
static bool proxy_reversed(int argc, py_Ref argv) { return forward(argv, PKL_NAME(__reversed__), argc - 1); }
static bool proxy_repr(int argc, py_Ref argv) { return (void)argc, pkl_str_format(py_retval(), "mappingproxy(%R)", mapping_of(argv)); }
static bool proxy_str(int argc, py_Ref argv) { return (void)argc, py_str(mapping_of(argv)); }

static bool proxy_contains(int argc, py_Ref argv) {
    (void)argc;
    int found = pkl_contains(mapping_of(argv), &argv[1]);
    if (found >= 0) py_newbool(py_retval(), found);
    return found >= 0;
}

static bool proxy_hash(int argc, py_Ref argv) {
    (void)argc;
    int64_t hash;
    if (!py_hash(mapping_of(argv), &hash)) return false;
    return pkl_return_int(hash);
}

static bool proxy_compare(py_Ref argv, int op) {
    py_TValue mapping = *mapping_of(argv);
    return pkl_compare(&mapping, &argv[1], op);
}

static bool proxy_eq(int argc, py_Ref argv) { return (void)argc, proxy_compare(argv, PKL_CMP_EQ); }
static bool proxy_ne(int argc, py_Ref argv) { return (void)argc, proxy_compare(argv, PKL_CMP_NE); }

static bool proxy_or(int argc, py_Ref argv) {
    (void)argc;
    py_TValue a = argv[0].type == tp_mappingproxy ? *mapping_of(&argv[0]) : argv[0];
    py_TValue b = argv[1].type == tp_mappingproxy ? *mapping_of(&argv[1]) : argv[1];
    return py_binaryor(&a, &b);
}

static bool proxy_ior(int argc, py_Ref argv) {
    (void)argc;
    return pkl_raise(tp_TypeError, "'|=' is not supported by mappingproxy; use '|' instead");
}

static bool proxy_ror(int argc, py_Ref argv) {
    (void)argc;
    py_TValue swapped[2] = {argv[1], argv[0]};
    return proxy_or(2, swapped);
}

#define SELF_ONLY(name, function) {name, function, "($self, /)", PKL_NOARGS, PKL_WRAPPER, 0, 0}
#define ONE_MORE(name, function) {name, function, "($self, key, /)", PKL_O, PKL_WRAPPER, 0, 0}
#define METHOD(name, function) {name, function, NULL, PKL_NOARGS, PKL_METHOD, 0, 0}

static const PklMethod PROXY_METHODS[] = {
    {"__new__", proxy_new, "($type, mapping)", PKL_CLINIC, PKL_NEW, 0, 0},
    SELF_ONLY("__len__", proxy_len), SELF_ONLY("__iter__", proxy_iter), SELF_ONLY("__repr__", proxy_repr), SELF_ONLY("__str__", proxy_str),
    SELF_ONLY("__hash__", proxy_hash), ONE_MORE("__getitem__", proxy_getitem), ONE_MORE("__contains__", proxy_contains),
    ONE_MORE("__eq__", proxy_eq), ONE_MORE("__ne__", proxy_ne), ONE_MORE("__or__", proxy_or), ONE_MORE("__ror__", proxy_ror),
    {"get", proxy_get, NULL, PKL_ANY, PKL_METHOD, 0, 0},
    {"__class_getitem__", pkl_generic_alias, NULL, PKL_O, PKL_CLASS, 0, 0},
    ONE_MORE("__ior__", proxy_ior),
    METHOD("keys", proxy_keys), METHOD("values", proxy_values), METHOD("items", proxy_items), METHOD("copy", proxy_copy),
    METHOD("__reversed__", proxy_reversed),
    {0},
};

static const PklTypeSpec SPECS[] = {
    {.id = tp_module, .hidden = true, .methods = MODULE_METHODS, .getsets = MODULE_GETSETS},
    {.id = tp_mappingproxy, .hidden = true, .methods = PROXY_METHODS},
    {0},
};

void pkl_start_module(PklVM* vm) {
    (void)vm;
    pkl_register_types(SPECS);
}

/* ---- pocketpy.h -------------------------------------------------------------------------------------- */

py_GlobalRef py_newmodule(const char* path) {
    py_TValue made, key = *py_name2ref(py_name(path));
    PyModule* module = pkl_new_module(&made, pkl_str(&key));
    const char* dot = strrchr(path, '.');
    py_TValue package;
    py_newstrv(&package, (c11_sv){path, dot ? (int)(dot - path) : 0});
    pkl_dict_set_name(module->dict, PKL_NAME(__package__), &package);
    pkl_dict_set_name(pkl_vm->modules, pkl_str(&key), &made);
    return &module->self;
}

py_GlobalRef py_getmodule(const char* path) {
    py_Ref found = pkl_dict_get_name(pkl_vm->modules, pkl_name_str(py_name(path)));
    return found && pkl_has_layout(found, tp_module) ? &PKL_OBJECT(found, PyModule)->self : found;
}
