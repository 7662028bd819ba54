/* property, staticmethod, classmethod; getset and member descriptors. */
#include "../types.h"

#include <string.h>

static py_TValue* slots_of(py_Ref self) { return PKL_SLOTS(self->_obj); }

static bool is_given(const py_TValue* value) { return value->type && value->type != tp_NoneType; }

/* ---- property ------------------------------------------------------------------------------ */

/* The getter's docstring, if it has one. */
static bool take_doc(py_Ref self, py_Ref getter, py_OutRef doc) {
    int found = pkl_get_attribute(getter, PKL_NAME(__doc__));
    if (found <= 0 || py_isnone(py_retval())) return found >= 0;
    *doc = *py_retval();
    slots_of(self)[PKL_PROPERTY_GETTER_DOC] = *py_True();
    return true;
}

/* A subclass has its own __doc__: that of the instance lies among its attributes. Where it has no place for it, a given text is dropped. */
static bool keep_doc(py_Ref self, const py_TValue* doc) {
    if (self->type == tp_property) {
        slots_of(self)[PKL_PROPERTY_DOC] = *doc;
        return true;
    }
    py_TValue value = doc->type ? *doc : *py_None();
    if (pkl_set_attribute(self, PKL_NAME(__doc__), &value)) return true;
    if (slots_of(self)[PKL_PROPERTY_GETTER_DOC].type || !pkl_exc_matches(tp_AttributeError)) return false;
    pkl_vm->raised = *py_NIL();
    return true;
}

/* property.__init__(fget=None, fset=None, fdel=None, doc=None) */
static bool property_init(int argc, py_Ref argv) {
    (void)argc;
    py_TValue* slots = slots_of(argv);
    for (int i = 0; i < 3; i++) slots[PKL_PROPERTY_GET + i] = is_given(&argv[1 + i]) ? argv[1 + i] : *py_NIL();
    slots[PKL_PROPERTY_DOC] = slots[PKL_PROPERTY_NAME] = slots[PKL_PROPERTY_GETTER_DOC] = *py_NIL();
    py_TValue doc = is_given(&argv[4]) ? argv[4] : *py_NIL();
    if (!doc.type && is_given(&argv[1]) && !take_doc(argv, &argv[1], &doc)) return false;
    if (!keep_doc(argv, &doc)) return false;
    return pkl_return_none();
}

/* The docstring of the getter gives way to that of another getter. */
static bool copy_with(py_Ref self, int which, const py_TValue* function) {
    py_TValue arguments[4], type = *pkl_class_of(self), name = slots_of(self)[PKL_PROPERTY_NAME], doc = slots_of(self)[PKL_PROPERTY_DOC];
    for (int i = 0; i < 3; i++) arguments[i] = slots_of(self)[PKL_PROPERTY_GET + i].type ? slots_of(self)[PKL_PROPERTY_GET + i] : *py_None();
    if (is_given(function)) arguments[which] = *function;
    bool from_getter = slots_of(self)[PKL_PROPERTY_GETTER_DOC].type && arguments[0].type != tp_NoneType;
    arguments[3] = doc.type && !from_getter ? doc : *py_None();
    if (!pkl_call(&type, 4, arguments)) return false;
    if (pkl_has_layout(py_retval(), tp_property)) slots_of(py_retval())[PKL_PROPERTY_NAME] = name;
    return true;
}

static bool property_getter(int argc, py_Ref argv) { return (void)argc, copy_with(argv, PKL_PROPERTY_GET, &argv[1]); }
static bool property_setter(int argc, py_Ref argv) { return (void)argc, copy_with(argv, PKL_PROPERTY_SET, &argv[1]); }
static bool property_deleter(int argc, py_Ref argv) { return (void)argc, copy_with(argv, PKL_PROPERTY_DELETE, &argv[1]); }

static bool property_get(int argc, py_Ref argv) {
    (void)argc;
    if (py_isnone(&argv[1])) return pkl_return_or_none(argv);
    py_TValue getter = slots_of(argv)[PKL_PROPERTY_GET];
    return getter.type ? pkl_call(&getter, 1, &argv[1]) : pkl_property_error(argv, &argv[1], "getter");
}

static bool property_put(py_Ref argv, int which, int count) {
    py_TValue function = slots_of(argv)[which];
    if (!function.type) return pkl_property_error(argv, &argv[1], which == PKL_PROPERTY_SET ? "setter" : "deleter");
    bool ok = pkl_call(&function, count, &argv[1]);
    if (ok) py_newnone(py_retval());
    return ok;
}

static bool property_set(int argc, py_Ref argv) { return (void)argc, property_put(argv, PKL_PROPERTY_SET, 2); }
static bool property_delete(int argc, py_Ref argv) { return (void)argc, property_put(argv, PKL_PROPERTY_DELETE, 1); }

static bool property_set_name(int argc, py_Ref argv) {
    (void)argc;
    slots_of(argv)[PKL_PROPERTY_NAME] = argv[2];
    return pkl_return_none();
}

/* Given, or taken from the getter. */
static bool get_property_name(int argc, py_Ref argv) {
    (void)argc;
    py_TValue* slots = slots_of(argv);
    if (slots[PKL_PROPERTY_NAME].type) return pkl_return_or_none(&slots[PKL_PROPERTY_NAME]);
    int found = slots[PKL_PROPERTY_GET].type ? pkl_get_attribute(&slots[PKL_PROPERTY_GET], PKL_NAME(__name__)) : 0;
    return found > 0 || (!found && pkl_attribute_error(argv, PKL_NAME(__name__)));
}

static bool set_property_name(int argc, py_Ref argv) {
    (void)argc;
    slots_of(argv)[PKL_PROPERTY_NAME] = argv[1];
    return true;
}

static bool any_abstract(py_Ref self, int count) {
    for (int i = 0; i < count; i++) {
        if (!slots_of(self)[i].type) continue;
        py_TValue function = slots_of(self)[i];
        int found = pkl_get_attribute(&function, PKL_NAME(__isabstractmethod__));
        if (found < 0) return false;
        int truth = found ? py_bool(py_retval()) : 0;
        if (truth < 0) return false;
        py_newbool(py_retval(), truth);
        if (truth) return true;
    }
    return pkl_return_bool(false);
}

static bool property_is_abstract(int argc, py_Ref argv) { return (void)argc, any_abstract(argv, 3); }

static const PklMethod PROPERTY_METHODS[] = {
    {"__init__", property_init, "($self, /, fget=None, fset=None, fdel=None, doc=None)", PKL_CLINIC, PKL_WRAPPER, 0, 0},
    {"__get__", property_get, "($self, instance, owner=None, /)", PKL_RANGE, PKL_WRAPPER, 1, 2},
    {"__set__", property_set, "($self, instance, value, /)", PKL_RANGE, PKL_WRAPPER, 2, 2},
    {"__delete__", property_delete, "($self, instance, /)", PKL_O, PKL_WRAPPER, 0, 0},
    {"getter", property_getter, NULL, PKL_O, PKL_METHOD, 0, 0},
    {"setter", property_setter, NULL, PKL_O, PKL_METHOD, 0, 0},
    {"deleter", property_deleter, NULL, PKL_O, PKL_METHOD, 0, 0},
    {"__set_name__", property_set_name, NULL, PKL_RANGE, PKL_METHOD, 2, 2},
    {0},
};

static const PklMember PROPERTY_MEMBERS[] = {{"fget", PKL_PROPERTY_GET, false, true},
                                             {"fset", PKL_PROPERTY_SET, false, true},
                                             {"fdel", PKL_PROPERTY_DELETE, false, true},
                                             {"__doc__", PKL_PROPERTY_DOC, true, true},
                                             {0}};

static const PklGetSet PROPERTY_GETSETS[] = {{"__name__", get_property_name, set_property_name},
                                             {"__isabstractmethod__", property_is_abstract, NULL},
                                             {0}};

/* ---- staticmethod and classmethod -------------------------------------------------------------- */

/* What wraps a function looks like it. */
static bool copy_names(py_Ref self, py_Ref function) {
    PyStr* const NAMES[] = {PKL_NAME(__module__), PKL_NAME(__name__), PKL_NAME(__qualname__), PKL_NAME(__doc__)};
    for (unsigned i = 0; i < sizeof NAMES / sizeof *NAMES; i++) {
        int found = pkl_get_attribute(function, NAMES[i]);
        if (found < 0) return false;
        if (found) pkl_attrs_set(self->_obj, NAMES[i], py_retval());
    }
    return true;
}

static bool wrapper_init(int argc, py_Ref argv) {
    (void)argc;
    slots_of(argv)[PKL_WRAPPED_FUNCTION] = argv[1];
    if (!copy_names(argv, &argv[1])) return false;
    return pkl_return_none();
}

static bool wrapper_repr(int argc, py_Ref argv) {
    (void)argc;
    return pkl_str_format(py_retval(), "<%T(%R)>", argv, &slots_of(argv)[PKL_WRAPPED_FUNCTION]);
}

static bool static_get(int argc, py_Ref argv) { return (void)argc, pkl_return_or_none(&slots_of(argv)[PKL_WRAPPED_FUNCTION]); }

static bool class_get(int argc, py_Ref argv) {
    (void)argc;
    py_TValue class = is_given(&argv[2]) ? argv[2] : *pkl_class_of(&argv[1]);
    pkl_new_bound(py_retval(), &class, &slots_of(argv)[PKL_WRAPPED_FUNCTION]);
    return true;
}

static bool static_call(int argc, py_Ref argv) {
    py_TValue function = slots_of(argv)[PKL_WRAPPED_FUNCTION];
    return pkl_call_keywords(&function, argc - 2, argv + 1, &argv[argc - 1]);
}

static bool wrapper_is_abstract(int argc, py_Ref argv) { return (void)argc, any_abstract(argv, 1); }

static const PklGetSet WRAPPER_GETSETS[] = {{"__isabstractmethod__", wrapper_is_abstract, NULL}, {"__dict__", pkl_get_dict, pkl_set_dict}, {0}};
static const PklMember WRAPPER_MEMBERS[] = {{"__func__", PKL_WRAPPED_FUNCTION, false, true}, {"__wrapped__", PKL_WRAPPED_FUNCTION, false, true}, {0}};

#define WRAPPER(get)                                                                                                   \
    {"__init__", wrapper_init, "($self, function, /)", PKL_RANGE, PKL_WRAPPER, 1, 1},                                  \
    {"__repr__", wrapper_repr, "($self, /)", PKL_NOARGS, PKL_WRAPPER, 0, 0},                                           \
    {"__class_getitem__", pkl_generic_alias, NULL, PKL_O, PKL_CLASS, 0, 0},                                            \
    {"__get__", get, "($self, instance, owner=None, /)", PKL_RANGE, PKL_WRAPPER, 1, 2}

static const PklMethod STATIC_METHODS[] = {
    WRAPPER(static_get), {"__call__", static_call, "($self, /, *args, **kwargs)", PKL_ANY_KW, PKL_WRAPPER, 0, 0}, {0}};
static const PklMethod CLASS_METHODS[] = {WRAPPER(class_get), {0}};

/* ---- getset and member descriptors ------------------------------------------------------------------ */

/* A getset has its name first, a member too. */
static PyStr* descriptor_name(const py_TValue* value) {
    if (value->is_ptr) return pkl_str(&PKL_SLOTS(value->_obj)[PKL_MEMBER_NAME]);
    const char* name = value->type == tp_getset_descriptor ? ((const PklGetSet*)value->_ptr)->name : ((const PklMember*)value->_ptr)->name;
    return pkl_interned(name, (int)strlen(name));
}

static PyType* descriptor_owner(const py_TValue* value) {
    if (value->is_ptr) return pkl_as_type(&PKL_SLOTS(value->_obj)[PKL_MEMBER_OWNER]);
    return pkl_vm->types[value->extra] ? pkl_vm->types[value->extra] : pkl_vm->types[tp_object];
}

static bool data_name(int argc, py_Ref argv) { return (void)argc, pkl_return_or_none(pkl_name_ref(pkl_intern(descriptor_name(argv)))); }
static bool data_owner(int argc, py_Ref argv) { return (void)argc, pkl_return_or_none(&descriptor_owner(argv)->self); }
static bool data_doc(int argc, py_Ref argv) { return (void)argc, (void)argv, pkl_return_or_none(py_None()); }
static bool data_qualname(int argc, py_Ref argv) {
    (void)argc;
    return pkl_str_format(py_retval(), "%s.%s", descriptor_owner(argv)->qualname->data, descriptor_name(argv)->data);
}

static bool data_repr(int argc, py_Ref argv) {
    (void)argc;
    const char* kind = argv->type == tp_getset_descriptor ? "attribute" : "member";
    return pkl_str_format(py_retval(), "<%s '%s' of '%s' objects>", kind, descriptor_name(argv)->data, descriptor_owner(argv)->name->data);
}

static bool check_instance(py_Ref descriptor, py_Ref self) {
    if (pkl_subtype(pkl_type_of(self), descriptor_owner(descriptor))) return true;
    return pkl_raise(tp_TypeError, "descriptor '%s' for '%s' objects doesn't apply to a '%T' object", descriptor_name(descriptor)->data,
                     descriptor_owner(descriptor)->name->data, self);
}

static bool data_get(int argc, py_Ref argv) {
    (void)argc;
    if (py_isnone(&argv[1]) && descriptor_owner(argv)->id != tp_NoneType) return pkl_return_or_none(argv);
    PklFound found = {0};
    if (!check_instance(argv, &argv[1]) || !pkl_bind_found(argv, &argv[1], pkl_type_of(&argv[1]), false, &found)) return false;
    return pkl_return_or_none(&found.value);
}

static bool data_put(py_Ref argv, py_Ref value) {
    if (!check_instance(argv, &argv[1]) || pkl_descriptor_set(argv, &argv[1], value) < 0) return false;
    return pkl_return_none();
}

static bool data_set(int argc, py_Ref argv) { return (void)argc, data_put(argv, &argv[2]); }
static bool data_delete(int argc, py_Ref argv) { return (void)argc, data_put(argv, NULL); }

static const PklMethod DATA_METHODS[] = {
    {"__repr__", data_repr, "($self, /)", PKL_NOARGS, PKL_WRAPPER, 0, 0},
    {"__get__", data_get, "($self, instance, owner=None, /)", PKL_RANGE, PKL_WRAPPER, 1, 2},
    {"__set__", data_set, "($self, instance, value, /)", PKL_RANGE, PKL_WRAPPER, 2, 2},
    {"__delete__", data_delete, "($self, instance, /)", PKL_O, PKL_WRAPPER, 0, 0},
    {0},
};
static const PklGetSet DATA_GETSETS[] = {{"__name__", data_name, NULL},
                                         {"__qualname__", data_qualname, NULL},
                                         {"__objclass__", data_owner, NULL},
                                         {"__doc__", data_doc, NULL},
                                         {0}};

static const PklTypeSpec SPECS[] = {
    {.id = tp_property, .methods = PROPERTY_METHODS, .getsets = PROPERTY_GETSETS, .members = PROPERTY_MEMBERS},
    {.id = tp_staticmethod, .methods = STATIC_METHODS, .getsets = WRAPPER_GETSETS, .members = WRAPPER_MEMBERS},
    {.id = tp_classmethod, .methods = CLASS_METHODS, .getsets = WRAPPER_GETSETS, .members = WRAPPER_MEMBERS},
    {.id = tp_getset_descriptor, .hidden = true, .methods = DATA_METHODS, .getsets = DATA_GETSETS},
    {.id = tp_member_descriptor, .hidden = true, .methods = DATA_METHODS, .getsets = DATA_GETSETS},
    {0},
};

void pkl_start_property(PklVM* vm) {
    (void)vm;
    pkl_register_types(SPECS);
}
