/* function and method as programs see them. */
#include "../types.h"

static py_TValue* slots_of(py_Ref function) { return PKL_SLOTS(function->_obj); }

/* ---- function ---------------------------------------------------------------------------- */

static bool function_repr(int argc, py_Ref argv) {
    (void)argc;
    return pkl_repr_at("function", pkl_str(&slots_of(argv)[PKL_FUNCTION_QUALNAME]), argv);
}

static bool set_text(py_Ref argv, int slot, const char* name) {
    if (!pkl_is_str(&argv[1])) return pkl_raise(tp_TypeError, "%s must be set to a string object", name);
    slots_of(argv)[slot] = argv[1];
    return true;
}

static bool get_name(int argc, py_Ref argv) { return (void)argc, pkl_return_or_none(&slots_of(argv)[PKL_FUNCTION_NAME]); }
static bool set_name(int argc, py_Ref argv) { return (void)argc, set_text(argv, PKL_FUNCTION_NAME, "__name__"); }
static bool get_qualname(int argc, py_Ref argv) { return (void)argc, pkl_return_or_none(&slots_of(argv)[PKL_FUNCTION_QUALNAME]); }
static bool set_qualname(int argc, py_Ref argv) { return (void)argc, set_text(argv, PKL_FUNCTION_QUALNAME, "__qualname__"); }
static bool get_code(int argc, py_Ref argv) { return (void)argc, pkl_return_or_none(&slots_of(argv)[PKL_FUNCTION_CODE]); }

static bool set_code(int argc, py_Ref argv) {
    (void)argc;
    if (argv[1].type != tp_code) return pkl_raise(tp_TypeError, "__code__ must be set to a code object");
    const py_TValue* closure = &slots_of(argv)[PKL_FUNCTION_CLOSURE];
    int cells = closure->type == tp_tuple ? pkl_tuple_length(closure) : 0, wanted = PKL_OBJECT(&argv[1], PyCode)->nfree;
    if (cells != wanted) {
        return pkl_raise(tp_ValueError, "%S() requires a code object with %d free vars, not %d", &slots_of(argv)[PKL_FUNCTION_NAME], cells, wanted);
    }
    slots_of(argv)[PKL_FUNCTION_CODE] = argv[1];
    return true;
}

static bool set_optional(py_Ref argv, int slot, py_Type type, const char* text) {
    bool none = py_isnil(&argv[1]) || py_isnone(&argv[1]);
    if (!none && !pkl_is_a(&argv[1], type)) return pkl_raise(tp_TypeError, "%s", text);
    slots_of(argv)[slot] = none ? *py_NIL() : argv[1];
    return true;
}

static bool get_defaults(int argc, py_Ref argv) { return (void)argc, pkl_return_or_none(&slots_of(argv)[PKL_FUNCTION_DEFAULTS]); }
static bool set_defaults(int argc, py_Ref argv) {
    return (void)argc, set_optional(argv, PKL_FUNCTION_DEFAULTS, tp_tuple, "__defaults__ must be set to a tuple object");
}
static bool get_kwdefaults(int argc, py_Ref argv) { return (void)argc, pkl_return_or_none(&slots_of(argv)[PKL_FUNCTION_KWDEFAULTS]); }
static bool set_kwdefaults(int argc, py_Ref argv) {
    return (void)argc, set_optional(argv, PKL_FUNCTION_KWDEFAULTS, tp_dict, "__kwdefaults__ must be set to a dict object");
}

static bool get_annotate(int argc, py_Ref argv) { return (void)argc, pkl_return_or_none(&slots_of(argv)[PKL_FUNCTION_ANNOTATE]); }

static bool set_annotate(int argc, py_Ref argv) {
    (void)argc;
    if (py_isnil(&argv[1])) return pkl_raise(tp_TypeError, "__annotate__ cannot be deleted");
    if (!py_isnone(&argv[1]) && !py_callable(&argv[1])) return pkl_raise(tp_TypeError, "__annotate__ must be callable or None");
    slots_of(argv)[PKL_FUNCTION_ANNOTATE] = argv[1];
    if (!py_isnone(&argv[1])) slots_of(argv)[PKL_FUNCTION_ANNOTATIONS] = *py_NIL();
    return true;
}

/* Calls __annotate__(1) at the first question. */
bool pkl_annotations_of(py_Ref annotate, py_OutRef out) {
    if (!annotate->type || py_isnone(annotate)) {
        pkl_new_dict(out);
        return true;
    }
    py_TValue format, function = *annotate;
    py_newint(&format, 1);
    if (!pkl_call(&function, 1, &format)) return false;
    if (!pkl_has_layout(py_retval(), tp_dict)) return pkl_raise(tp_TypeError, "__annotate__() must return a dict, not %T", py_retval());
    *out = *py_retval();
    return true;
}

static bool get_annotations(int argc, py_Ref argv) {
    (void)argc;
    py_TValue made;
    if (!slots_of(argv)[PKL_FUNCTION_ANNOTATIONS].type) {
        if (!pkl_annotations_of(&slots_of(argv)[PKL_FUNCTION_ANNOTATE], &made)) return false;
        slots_of(argv)[PKL_FUNCTION_ANNOTATIONS] = made;
    }
    return pkl_return_or_none(&slots_of(argv)[PKL_FUNCTION_ANNOTATIONS]);
}

static bool set_annotations(int argc, py_Ref argv) {
    (void)argc;
    if (!set_optional(argv, PKL_FUNCTION_ANNOTATIONS, tp_dict, "__annotations__ must be set to a dict object")) return false;
    slots_of(argv)[PKL_FUNCTION_ANNOTATE] = *py_NIL();
    return true;
}

static bool get_type_params(int argc, py_Ref argv) {
    (void)argc;
    const py_TValue* value = &slots_of(argv)[PKL_FUNCTION_TYPE_PARAMS];
    return pkl_return_or_none(value->type ? value : &pkl_vm->empty_tuple);
}

static bool set_type_params(int argc, py_Ref argv) {
    (void)argc;
    if (!pkl_is_a(&argv[1], tp_tuple)) return pkl_raise(tp_TypeError, "__type_params__ must be set to a tuple");
    slots_of(argv)[PKL_FUNCTION_TYPE_PARAMS] = argv[1];
    return true;
}

static bool get_builtins(int argc, py_Ref argv) {
    (void)argc, (void)argv;
    *py_retval() = pkl_value(&pkl_vm->builtins->head);
    return true;
}

static bool check_closure(py_Ref code, py_Ref closure) {
    int wanted = PKL_OBJECT(code, PyCode)->nfree;
    bool none = py_isnil(closure) || py_isnone(closure);
    if (!none && closure->type != tp_tuple) return pkl_raise(tp_TypeError, "arg 5 (closure) must be None or tuple");
    if (none && wanted) return pkl_raise(tp_TypeError, "arg 5 (closure) must be tuple");
    int count = none ? 0 : pkl_tuple_length(closure);
    if (count != wanted) return pkl_raise(tp_ValueError, "%s requires closure of length %d, not %d", PKL_OBJECT(code, PyCode)->name->data, wanted, count);
    for (int i = 0; i < count; i++) {
        const py_TValue* cell = &pkl_tuple_items(closure)[i];
        if (cell->type != tp_cell) return pkl_raise(tp_TypeError, "arg 5 (closure) expected cell, found %T", cell);
    }
    return true;
}

/* function(code, globals, name=None, argdefs=None, closure=None, kwdefaults=None) */
static bool function_new(int argc, py_Ref argv) {
    (void)argc;
    if (argv[1].type != tp_code) return pkl_raise(tp_TypeError, "function() argument 'code' must be code, not %T", &argv[1]);
    if (!pkl_has_layout(&argv[2], tp_dict)) return pkl_raise(tp_TypeError, "function() argument 'globals' must be dict, not %T", &argv[2]);
    bool named = !py_isnil(&argv[3]) && !py_isnone(&argv[3]), defaults = !py_isnil(&argv[4]) && !py_isnone(&argv[4]);
    bool kwdefaults = !py_isnil(&argv[6]) && !py_isnone(&argv[6]);
    if (named && !pkl_is_str(&argv[3])) return pkl_raise(tp_TypeError, "arg 3 (name) must be None or string");
    if (defaults && !pkl_is_a(&argv[4], tp_tuple)) return pkl_raise(tp_TypeError, "arg 4 (defaults) must be None or tuple");
    if (kwdefaults && !pkl_has_layout(&argv[6], tp_dict)) return pkl_raise(tp_TypeError, "arg 6 (kwdefaults) must be None or dict");
    if (!check_closure(&argv[1], &argv[5])) return false;
    PyFunction* function = pkl_new_function(py_retval(), &argv[1], PKL_OBJECT(&argv[2], PyDict));
    if (named) function->slot[PKL_FUNCTION_NAME] = argv[3];
    if (defaults) function->slot[PKL_FUNCTION_DEFAULTS] = argv[4];
    if (argv[5].type == tp_tuple) function->slot[PKL_FUNCTION_CLOSURE] = argv[5];
    if (kwdefaults) function->slot[PKL_FUNCTION_KWDEFAULTS] = argv[6];
    return true;
}

static const PklMethod FUNCTION_METHODS[] = {
    {"__repr__", function_repr, "($self, /)", PKL_NOARGS, PKL_WRAPPER, 0, 0},
    {"__call__", pkl_call_self, "($self, /, *args, **kwargs)", PKL_ANY_KW, PKL_WRAPPER, 0, 0},
    {"__get__", pkl_get_bound, "($self, instance, owner=None, /)", PKL_RANGE, PKL_WRAPPER, 1, 2},
    {"__new__", function_new, "($type, code, globals, name=None, argdefs=None, closure=None, kwdefaults=None)", PKL_CLINIC, PKL_NEW, 0, 0},
    {0},
};

static const PklGetSet FUNCTION_GETSETS[] = {
    {"__code__", get_code, set_code},
    {"__defaults__", get_defaults, set_defaults},
    {"__kwdefaults__", get_kwdefaults, set_kwdefaults},
    {"__annotations__", get_annotations, set_annotations},
    {"__annotate__", get_annotate, set_annotate},
    {"__name__", get_name, set_name},
    {"__qualname__", get_qualname, set_qualname},
    {"__type_params__", get_type_params, set_type_params},
    {"__builtins__", get_builtins, NULL},
    {"__dict__", pkl_get_dict, pkl_set_dict},
    {0},
};

static const PklMember FUNCTION_MEMBERS[] = {
    {"__closure__", PKL_FUNCTION_CLOSURE, false, true},
    {"__doc__", PKL_FUNCTION_DOC, true, true},
    {"__globals__", PKL_FUNCTION_GLOBALS, false, true},
    {"__module__", PKL_FUNCTION_MODULE, true, true},
    {0},
};

/* ---- method ------------------------------------------------------------------------------------ */

static bool method_repr(int argc, py_Ref argv) {
    (void)argc;
    py_TValue function = slots_of(argv)[PKL_BOUND_FUNCTION], self = slots_of(argv)[PKL_BOUND_SELF];
    int found = pkl_get_attribute(&function, PKL_NAME(__qualname__));
    if (!found) found = pkl_get_attribute(&function, PKL_NAME(__name__));
    if (found < 0) return false;
    if (!found || !pkl_is_str(py_retval())) return pkl_str_format(py_retval(), "<bound method ? of %R>", &self);
    py_TValue name = *py_retval();
    return pkl_str_format(py_retval(), "<bound method %s of %R>", py_tostr(&name), &self);
}

static bool method_eq(int argc, py_Ref argv) {
    (void)argc;
    if (argv[1].type != tp_boundmethod) {
        return pkl_not_implemented();
    }
    py_TValue *a = slots_of(&argv[0]), *b = slots_of(&argv[1]);
    int equal = py_equal(&a[PKL_BOUND_FUNCTION], &b[PKL_BOUND_FUNCTION]);
    if (equal < 0) return false;
    return pkl_return_bool(equal && py_isidentical(&slots_of(&argv[0])[PKL_BOUND_SELF], &slots_of(&argv[1])[PKL_BOUND_SELF]));
}

static bool method_hash(int argc, py_Ref argv) {
    (void)argc;
    int64_t hash;
    if (!py_hash(&slots_of(argv)[PKL_BOUND_FUNCTION], &hash)) return false;
    return pkl_return_int(hash ^ pkl_hash_pointer((void*)(uintptr_t)pkl_identity(&slots_of(argv)[PKL_BOUND_SELF])));
}

/* What a method lacks, its function has. */
static bool method_getattribute(int argc, py_Ref argv) {
    (void)argc;
    if (!pkl_is_str(&argv[1])) return pkl_raise(tp_TypeError, "attribute name must be string, not '%T'", &argv[1]);
    PklFound found = {0};
    PyStr* name = pkl_intern(pkl_str(&argv[1]));
    if (!pkl_find_in_method(argv, name, false, &found)) return false;
    int result = pkl_found_value(argv, name, &found);
    return result > 0 || (!result && pkl_attribute_error(argv, name));
}

bool pkl_find_in_method(py_Ref self, PyStr* name, bool method, PklFound* found) {
    py_Ref attribute = pkl_lookup(pkl_type_of(self), name);
    if (attribute) return pkl_bind_found(attribute, self, pkl_type_of(self), method, found);
    py_TValue* function = &slots_of(self)[PKL_BOUND_FUNCTION];
    return pkl_find_attribute(function, name, false, found);
}

/* Bound once for all. */
static bool method_get(int argc, py_Ref argv) { return (void)argc, pkl_return_or_none(argv); }

static bool method_new(int argc, py_Ref argv) {
    (void)argc;
    if (!py_callable(&argv[1])) return pkl_raise(tp_TypeError, "first argument must be callable");
    if (py_isnone(&argv[2])) return pkl_raise(tp_TypeError, "instance must not be None");
    py_TValue* slots = PKL_SLOTS(pkl_new(py_retval(), tp_boundmethod));
    slots[PKL_BOUND_SELF] = argv[2];
    slots[PKL_BOUND_FUNCTION] = argv[1];
    return true;
}

static bool method_reduce(int argc, py_Ref argv) {
    (void)argc;
    py_Ref getter = pkl_dict_get_name(pkl_vm->builtins, pkl_interned("getattr", 7));
    int found = pkl_get_attribute(&slots_of(argv)[PKL_BOUND_FUNCTION], PKL_NAME(__name__));
    if (found <= 0 || !getter) return !found ? pkl_raise(tp_TypeError, "cannot pickle this method") : false;
    py_TValue items[2] = {slots_of(argv)[PKL_BOUND_SELF], *py_retval()}, parts[2] = {*getter};
    pkl_new_tuple(&parts[1], items, 2);
    pkl_new_tuple(py_retval(), parts, 2);
    return true;
}

static const PklMethod METHOD_METHODS[] = {
    {"__repr__", method_repr, "($self, /)", PKL_NOARGS, PKL_WRAPPER, 0, 0},
    {"__call__", pkl_call_self, "($self, /, *args, **kwargs)", PKL_ANY_KW, PKL_WRAPPER, 0, 0},
    {"__eq__", method_eq, "($self, value, /)", PKL_O, PKL_WRAPPER, 0, 0},
    {"__hash__", method_hash, "($self, /)", PKL_NOARGS, PKL_WRAPPER, 0, 0},
    {"__getattribute__", method_getattribute, "($self, name, /)", PKL_O, PKL_WRAPPER, 0, 0},
    {"__new__", method_new, NULL, PKL_RANGE, PKL_NEW, 2, 2},
    {"__get__", method_get, "($self, instance, owner=None, /)", PKL_RANGE, PKL_WRAPPER, 1, 2},
    {"__reduce__", method_reduce, "($self, /)", PKL_NOARGS, PKL_METHOD, 0, 0},
    {0},
};

static const PklMember METHOD_MEMBERS[] = {{"__func__", PKL_BOUND_FUNCTION, false, true}, {"__self__", PKL_BOUND_SELF, false, true}, {0}};

static const PklTypeSpec SPECS[] = {
    {.id = tp_function, .hidden = true, .methods = FUNCTION_METHODS, .getsets = FUNCTION_GETSETS, .members = FUNCTION_MEMBERS},
    {.id = tp_boundmethod, .hidden = true, .methods = METHOD_METHODS, .members = METHOD_MEMBERS},
    {0},
};

void pkl_start_python_functions(PklVM* vm) {
    (void)vm;
    pkl_register_types(SPECS);
}
