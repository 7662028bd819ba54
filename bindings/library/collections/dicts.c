/* defaultdict, and _count_elements for Counter. */
#include "collections.h"

static py_TValue* factory_of(py_Ref self) { return pkl_member_slots(self->_obj); }
static py_TValue* shown_factory(py_Ref self) { return factory_of(self)->type == tp_nil ? py_None() : factory_of(self); }

/* ---- defaultdict(default_factory=None, /, *args, **kwargs) ------------------------------------------------- */

static bool default_init(int argc, py_Ref argv) {
    py_TValue factory = argc > 2 ? argv[1] : *py_None();
    if (!py_isnone(&factory) && !py_callable(&factory)) return pkl_raise(tp_TypeError, "first argument must be callable or None");
    *factory_of(argv) = factory;
    py_TValue init = *pkl_dict_get_name(pkl_vm->types[tp_dict]->dict, PKL_NAME(__init__)), *arguments = pkl_vm->native_sp;
    py_push(&argv[0]);
    for (int i = 2; i < argc - 1; i++) py_push(&argv[i]);
    bool ok = pkl_call_keywords(&init, argc > 2 ? argc - 2 : 1, arguments, &argv[argc - 1]);
    pkl_vm->native_sp = arguments;
    return ok;
}

static bool default_missing(int argc, py_Ref argv) {
    (void)argc;
    py_TValue factory = *shown_factory(argv);
    if (py_isnone(&factory)) return KeyError(&argv[1]);
    if (!py_call(&factory, 0, NULL)) return false;
    py_TValue* value = py_pushtmp();
    *value = *py_retval();
    bool ok = py_setitem(&argv[0], &argv[1], value);
    *py_retval() = *value;
    py_pop();
    return ok;
}

/* "defaultdict(<class 'int'>, {})" */
static bool put_default(PklBuilder* builder, py_Ref self) {
    py_TValue repr = *pkl_dict_get_name(pkl_vm->types[tp_dict]->dict, PKL_NAME(__repr__)), *text = py_pushtmp();
    bool ok = pkl_call(&repr, 1, self);
    *text = *py_retval();
    pkl_put_str(builder, pkl_type_of(self)->name);
    pkl_put_char(builder, '(');
    PklReprGuard guard;
    py_TValue marker = py_isnone(shown_factory(self)) ? *self : *factory_of(self);
    if (ok && marker.is_ptr && !pkl_repr_begin(&guard, &marker)) pkl_put_text(builder, "...");
    else if (ok) {
        ok = pkl_put_repr(builder, shown_factory(self));
        if (marker.is_ptr) pkl_repr_end(&guard);
    }
    pkl_put_text(builder, ", ");
    if (ok) pkl_put_str(builder, pkl_str(text));
    pkl_put_char(builder, ')');
    py_pop();
    return ok;
}

static bool default_repr(int argc, py_Ref argv) {
    (void)argc;
    PklBuilder builder;
    pkl_builder_start(&builder);
    bool ok = pkl_enter(" while getting the repr of an object");
    if (ok) {
        ok = put_default(&builder, argv);
        pkl_leave();
    }
    if (ok) return pkl_builder_str(&builder, py_retval());
    pkl_builder_end(&builder);
    return false;
}

/* type(self)(factory, items) */
static bool made_by_class(py_Ref self, py_Ref items) {
    py_TValue class = *pkl_class_of(self), arguments[2] = {*shown_factory(self), *items};
    return pkl_call(&class, 2, arguments);
}

static bool default_copy(int argc, py_Ref argv) { return (void)argc, made_by_class(argv, argv); }

/* (class, (factory,) or (), None, None, iterator of items) */
static bool default_reduce(int argc, py_Ref argv) {
    (void)argc;
    if (!pkl_call_method(argv, PKL_NAME(items), 0, NULL)) return false;
    py_TValue items = *py_retval(), parts[5] = {*pkl_class_of(argv), pkl_vm->empty_tuple, *py_None(), *py_None()};
    if (!py_iter(&items)) return false;
    parts[4] = *py_retval();
    if (!py_isnone(shown_factory(argv))) pkl_new_tuple(&parts[1], factory_of(argv), 1);
    pkl_new_tuple(py_retval(), parts, 5);
    return true;
}

static bool merged(py_Ref self, py_Ref left, py_Ref right) {
    if (!pkl_is_a(left, tp_dict) || !pkl_is_a(right, tp_dict)) return pkl_not_implemented();
    if (!made_by_class(self, left)) return false;
    py_TValue* made = py_pushtmp();
    *made = *py_retval();
    bool ok = pkl_call_method(made, PKL_NAME(update), 1, right);
    *py_retval() = *made;
    py_pop();
    return ok;
}

static bool default_or(int argc, py_Ref argv) { return (void)argc, merged(&argv[0], &argv[0], &argv[1]); }
static bool default_ror(int argc, py_Ref argv) { return (void)argc, merged(&argv[0], &argv[1], &argv[0]); }

static bool get_factory(int argc, py_Ref argv) {
    (void)argc;
    return pkl_return(shown_factory(argv));
}

static bool set_factory(int argc, py_Ref argv) {
    (void)argc;
    *factory_of(argv) = argv[1].type == tp_nil ? *py_None() : argv[1];
    return true;
}

static const PklMethod DEFAULTDICT[] = {
    {"__init__", default_init, "($self, /, *args, **kwargs)", PKL_ANY_KW, PKL_WRAPPER, 0, 0},
    {"__missing__", default_missing, "($self, object, /)", PKL_O, PKL_METHOD, 1, 1},
    {"__repr__", default_repr, "($self, /)", PKL_NOARGS, PKL_WRAPPER, 0, 0},
    {"copy", default_copy, "($self, /)", PKL_NOARGS, PKL_METHOD, 0, 0},
    {"__copy__", default_copy, "($self, /)", PKL_NOARGS, PKL_METHOD, 0, 0},
    {"__reduce__", default_reduce, "($self, /)", PKL_NOARGS, PKL_METHOD, 0, 0},
    {"__or__", default_or, "($self, value, /)", PKL_O, PKL_WRAPPER, 1, 1},
    {"__ror__", default_ror, "($self, value, /)", PKL_O, PKL_WRAPPER, 1, 1},
    {"__class_getitem__", pkl_generic_alias, "($type, object, /)", PKL_O, PKL_CLASS, 1, 1},
    {0},
};
static const PklGetSet GETSETS[] = {{"default_factory", get_factory, set_factory}, {0}};

const PklTypeSpec pkl_collections_dicts[] = {
    {.id = tp_defaultdict, .base = tp_dict, .name = "defaultdict", .module = "collections", .slots = 1, .flags = PKL_TYPE_SLOTS | PKL_TYPE_WEAKREF, .methods = DEFAULTDICT, .getsets = GETSETS},
    {0},
};

/* ---- _count_elements(mapping, iterable) ---------------------------------------------------------------------- */

static bool is_dicts(PyType* type, PyStr* name) {
    py_Ref mine = pkl_lookup(type, name), plain = pkl_lookup(pkl_vm->types[tp_dict], name);
    return mine && plain && py_isidentical(mine, plain);
}

static bool add_one(py_TValue* value) {
    if (value->type == tp_int && value->_i64 < INT64_MAX) return value->_i64++, true;
    py_TValue one;
    py_newint(&one, 1);
    if (!py_binaryadd(value, &one)) return false;
    *value = *py_retval();
    return true;
}

static bool count_in_dict(py_Ref item, void* context) {
    PyDict* dict = context;
    int64_t hash;
    if (!py_hash(item, &hash)) return false;
    int32_t place = pkl_dict_find(dict, item, hash);
    if (place == -2) return false;
    py_TValue* count = py_pushtmp();
    py_newint(count, 0);
    if (place >= 0) *count = dict->entries[place].value;
    bool ok = add_one(count) && pkl_dict_set_hash(dict, item, hash, count);
    py_pop();
    return ok;
}

static bool count_in_mapping(py_Ref item, void* context) {
    py_Ref mapping = context;
    py_TValue *pair = py_pushtmp(), *count = py_pushtmp();
    pair[0] = *item;
    py_newint(&pair[1], 0);
    bool ok = pkl_call_method(mapping, PKL_NAME(get), 2, pair);
    *count = *py_retval();
    ok = ok && add_one(count) && py_setitem(mapping, pair, count);
    py_shrink(2);
    return ok;
}

static bool count_elements(int argc, py_Ref argv) {
    (void)argc;
    PyType* type = pkl_type_of(argv);
    bool plain = pkl_is_a(argv, tp_dict) && is_dicts(type, PKL_NAME(get)) && is_dicts(type, PKL_NAME(__setitem__));
    if (!plain && !py_iter(&argv[1])) return false;
    if (!plain && pkl_get_attribute(argv, PKL_NAME(get)) <= 0) return pkl_vm->raised.type == tp_nil ? pkl_attribute_error(argv, PKL_NAME(get)) : false;
    bool ok = plain ? pkl_iterate(&argv[1], count_in_dict, PKL_OBJECT(argv, PyDict)) : pkl_iterate(&argv[1], count_in_mapping, argv);
    return ok && pkl_return_none();
}

const PklMethod pkl_collections_functions[] = {{"_count_elements", count_elements, "($module, mapping, iterable, /)", PKL_RANGE, PKL_FUNCTION, 2, 2}, {0}};
