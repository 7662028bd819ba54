/* weakref.ReferenceType, and proxies. */
#include "../types.h"

static PyWeakref* reference_of(py_Ref self) { return PKL_OBJECT(self, PyWeakref); }

/* The target, or None. */
static py_TValue target_of(py_Ref self) {
    PyObject* target = reference_of(self)->target;
    return target ? pkl_value(target) : *py_None();
}

static bool ref_new(int argc, py_Ref argv) {
    (void)argc;
    return pkl_weakref_new(py_retval(), py_totype(argv), &argv[1], &argv[2]);
}

static bool ref_init(int argc, py_Ref argv) {
    (void)argc, (void)argv;
    return pkl_return_none();
}

static bool ref_call(int argc, py_Ref argv) {
    (void)argc;
    *py_retval() = target_of(argv);
    return true;
}

static bool ref_hash(int argc, py_Ref argv) {
    (void)argc;
    PyWeakref* reference = reference_of(argv);
    if(!reference->hashed) {
        if(!reference->target) return pkl_raise(tp_TypeError, "weak object has gone away");
        py_TValue target = target_of(argv);
        int64_t hash;
        if(!py_hash(&target, &hash)) return false;
        reference_of(argv)->hash = hash;
        reference_of(argv)->hashed = true;
    }
    return pkl_return_int(reference_of(argv)->hash);
}

/* Alive: by the targets; dead: by identity. */
static bool compare(py_Ref argv, int op) {
    if(!pkl_has_layout(&argv[1], tp_weakref)) {
        return pkl_not_implemented();
    }
    if(!reference_of(&argv[0])->target || !reference_of(&argv[1])->target) {
        return pkl_return_bool(py_isidentical(&argv[0], &argv[1]) == (op == PKL_CMP_EQ));
    }
    py_TValue a = target_of(&argv[0]), b = target_of(&argv[1]);
    return pkl_compare(&a, &b, op);
}

static bool ref_eq(int argc, py_Ref argv) { return (void)argc, compare(argv, PKL_CMP_EQ); }
static bool ref_ne(int argc, py_Ref argv) { return (void)argc, compare(argv, PKL_CMP_NE); }

static bool ref_repr(int argc, py_Ref argv) {
    (void)argc;
    if(!reference_of(argv)->target) return pkl_str_format(py_retval(), "<weakref at %p; dead>", (void*)argv->_obj);
    py_TValue target = target_of(argv);
    int found = pkl_get_attribute(&target, PKL_NAME(__name__));
    if(found < 0) return false;
    if(found && pkl_is_str(py_retval())) {
        py_TValue name = *py_retval();
        return pkl_str_format(py_retval(), "<weakref at %p; to '%T' at %p (%s)>", (void*)argv->_obj, &target, (void*)target._obj, py_tostr(&name));
    }
    return pkl_str_format(py_retval(), "<weakref at %p; to '%T' at %p>", (void*)argv->_obj, &target, (void*)target._obj);
}

static bool get_callback(int argc, py_Ref argv) {
    (void)argc;
    PyWeakref* reference = reference_of(argv);
    *py_retval() = reference->target && reference->callback.type ? reference->callback : *py_None();
    return true;
}

static const PklMethod REF_METHODS[] = {
    {"__new__", ref_new, NULL, PKL_RANGE, PKL_NEW, 1, 2},
    {"__init__", ref_init, NULL, PKL_RANGE, PKL_WRAPPER, 1, 2},
    {"__call__", ref_call, "($self, /)", PKL_NOARGS, PKL_WRAPPER, 0, 0},
    {"__hash__", ref_hash, "($self, /)", PKL_NOARGS, PKL_WRAPPER, 0, 0},
    {"__eq__", ref_eq, "($self, value, /)", PKL_O, PKL_WRAPPER, 0, 0},
    {"__ne__", ref_ne, "($self, value, /)", PKL_O, PKL_WRAPPER, 0, 0},
    {"__repr__", ref_repr, "($self, /)", PKL_NOARGS, PKL_WRAPPER, 0, 0},
    {"__class_getitem__", pkl_generic_alias, NULL, PKL_O, PKL_CLASS, 0, 0},
    {0},
};
static const PklGetSet REF_GETSETS[] = {{"__callback__", get_callback, NULL}, {0}};

static const PklTypeSpec SPECS[] = {
    {.id = tp_weakref, .name = "ReferenceType", .module = "weakref", .layout = &pkl_weakref_layout, .hidden = true, .methods = REF_METHODS, .getsets = REF_GETSETS},
    {0},
};

void pkl_start_weakref(PklVM* vm) {
    (void)vm;
    pkl_register_types(SPECS);
}
