/* X | Y. */
#include "alias.h"

enum { UNION_ARGS, UNION_PARAMETERS, UNION_SLOTS };

static py_TValue* slots_of(const py_TValue* self) { return PKL_SLOTS(self->_obj); }

static bool is_unionable(py_Ref value) {
    return py_isnone(value) || pkl_is_type(value) || value->type == tp_GenericAlias || value->type == tp_Union || value->type == tp_TypeAliasType ||
           value->type == tp_TypeVar || value->type == tp_ParamSpec;
}

static bool add_member(PyList* list, const py_TValue* value) {
    for(int32_t i = 0; i < list->length; i++) {
        int equal = py_equal(&list->items[i], (py_Ref)value);
        if(equal) return equal > 0;
    }
    return pkl_list_append(list, value);
}

static bool add_members(PyList* list, py_Ref value) {
    if(py_isnone(value)) return add_member(list, &pkl_vm->types[tp_NoneType]->self);
    if(value->type != tp_Union) return add_member(list, value);
    py_TValue args = slots_of(value)[UNION_ARGS];
    bool ok = true;
    for(int i = 0; ok && i < pkl_tuple_length(&args); i++) ok = add_member(list, &pkl_tuple_items(&args)[i]);
    return ok;
}

static bool make_union(const PyList* list) {
    if(list->length == 1) return pkl_return_or_none(&list->items[0]);
    py_TValue* made = py_pushtmp();
    py_TValue* slots = PKL_SLOTS(pkl_new(made, tp_Union));
    pkl_new_tuple(&slots[UNION_ARGS], list->items, list->length);
    bool ok = pkl_find_parameters(&slots[UNION_ARGS], &slots[UNION_PARAMETERS]);
    pkl_return_or_none(made);
    py_pop();
    return ok;
}

bool pkl_union_of(py_Ref a, py_Ref b) {
    if(!is_unionable(a) || !is_unionable(b)) return pkl_not_implemented();
    py_TValue* made = py_pushtmp();
    PyList* list = pkl_new_list(made, 4);
    bool ok = add_members(list, a) && add_members(list, b) && make_union(list);
    py_pop();
    return ok;
}

/* Union[a, b] */
static bool union_class_getitem(int argc, py_Ref argv) {
    (void)argc;
    py_TValue* made = py_pushtmp();
    PyList* list = pkl_new_list(made, 4);
    bool ok = true;
    if(argv[1].type != tp_tuple) ok = add_members(list, &argv[1]);
    else if(!pkl_tuple_length(&argv[1])) ok = pkl_raise(tp_TypeError, "Cannot take a Union of no types.");
    else {
        for(int i = 0; ok && i < pkl_tuple_length(&argv[1]); i++) ok = add_members(list, &pkl_tuple_items(&argv[1])[i]);
    }
    ok = ok && make_union(list);
    py_pop();
    return ok;
}

static bool union_repr(int argc, py_Ref argv) {
    (void)argc;
    PklBuilder builder;
    pkl_builder_start(&builder);
    const py_TValue* args = &slots_of(argv)[UNION_ARGS];
    bool ok = true;
    for(int i = 0; ok && i < pkl_tuple_length(args); i++) {
        const py_TValue* item = &pkl_tuple_items(args)[i];
        if(i) pkl_put_text(&builder, " | ");
        if(pkl_is_type(item) && pkl_as_type(item)->id == tp_NoneType) pkl_put_text(&builder, "None");
        else ok = pkl_alias_put_item(&builder, item);
    }
    return pkl_alias_finish_text(&builder, ok);
}

static bool to_set(const py_TValue* args, py_OutRef out, py_Type type) {
    PySet* set = pkl_new_set(out, type);
    for(int i = 0; i < pkl_tuple_length(args); i++) {
        if(!pkl_set_insert(set, &pkl_tuple_items(args)[i])) return false;
    }
    return true;
}

static bool union_eq(int argc, py_Ref argv) {
    (void)argc;
    if(argv[1].type != tp_Union) return pkl_not_implemented();
    const py_TValue *a = &slots_of(&argv[0])[UNION_ARGS], *b = &slots_of(&argv[1])[UNION_ARGS];
    bool same = pkl_tuple_length(a) == pkl_tuple_length(b);
    py_TValue* made = py_pushtmp();
    bool ok = to_set(b, made, tp_set);
    for(int i = 0; ok && same && i < pkl_tuple_length(a); i++) {
        int has = pkl_set_contains(PKL_OBJECT(made, PySet), &pkl_tuple_items(a)[i]);
        ok = has >= 0;
        same = has > 0;
    }
    py_pop();
    if(ok) py_newbool(py_retval(), same);
    return ok;
}

static bool union_hash(int argc, py_Ref argv) {
    (void)argc;
    const py_TValue* args = &slots_of(argv)[UNION_ARGS];
    int64_t sum = 1927868237, hash;
    for(int i = 0; i < pkl_tuple_length(args); i++) {
        if(!py_hash(&pkl_tuple_items(args)[i], &hash)) return false;
        sum ^= (int64_t)((uint64_t)hash * 2654435761u);
    }
    return pkl_return_int(sum);
}

static bool check_each(py_Ref argv, int (*check)(py_Ref, py_Ref)) {
    py_TValue args = slots_of(argv)[UNION_ARGS];
    int is = 0;
    for (int i = 0; !is && i < pkl_tuple_length(&args); i++) is = check(&argv[1], &pkl_tuple_items(&args)[i]);
    if (is >= 0) py_newbool(py_retval(), is);
    return is >= 0;
}

static bool union_instancecheck(int argc, py_Ref argv) { return (void)argc, check_each(argv, pkl_isinstance); }
static bool union_subclasscheck(int argc, py_Ref argv) { return (void)argc, check_each(argv, pkl_issubclass); }

static bool union_getitem(int argc, py_Ref argv) {
    (void)argc;
    py_TValue* args = py_pushtmp();
    bool ok = pkl_alias_substitute(argv, &slots_of(argv)[UNION_ARGS], &slots_of(argv)[UNION_PARAMETERS], &argv[1], args);
    if(ok) {
        py_TValue both[2] = {pkl_vm->types[tp_Union]->self, *args};
        ok = union_class_getitem(2, both);
    }
    py_pop();
    return ok;
}

static bool union_mro_entries(int argc, py_Ref argv) { return (void)argc, pkl_raise(tp_TypeError, "Cannot subclass %R", argv); }
static bool union_origin(int argc, py_Ref argv) { return (void)argc, (void)argv, pkl_return_or_none(&pkl_vm->types[tp_Union]->self); }

static const PklMethod UNION_METHODS[] = {
    {"__repr__", union_repr, "($self, /)", PKL_NOARGS, PKL_WRAPPER, 0, 0},
    {"__eq__", union_eq, "($self, value, /)", PKL_O, PKL_WRAPPER, 0, 0},
    {"__hash__", union_hash, "($self, /)", PKL_NOARGS, PKL_WRAPPER, 0, 0},
    {"__or__", pkl_alias_or, "($self, value, /)", PKL_O, PKL_WRAPPER, 0, 0},
    {"__ror__", pkl_alias_ror, "($self, value, /)", PKL_O, PKL_WRAPPER, 0, 0},
    {"__getitem__", union_getitem, "($self, key, /)", PKL_O, PKL_WRAPPER, 0, 0},
    {"__instancecheck__", union_instancecheck, NULL, PKL_O, PKL_METHOD, 0, 0},
    {"__subclasscheck__", union_subclasscheck, NULL, PKL_O, PKL_METHOD, 0, 0},
    {"__mro_entries__", union_mro_entries, NULL, PKL_O, PKL_METHOD, 0, 0},
    {"__class_getitem__", union_class_getitem, NULL, PKL_O, PKL_CLASS, 0, 0},
    {0},
};
static const PklMember UNION_MEMBERS[] = {{"__args__", UNION_ARGS, false, true}, {"__parameters__", UNION_PARAMETERS, false, true}, {0}};
static const PklGetSet UNION_GETSETS[] = {{"__origin__", union_origin, NULL}, {0}};

const PklTypeSpec pkl_union_types[] = {
    {.id = tp_Union, .name = "Union", .module = "typing", .slots = UNION_SLOTS, .flags = PKL_TYPE_FINAL | PKL_TYPE_WEAKREF | PKL_TYPE_NO_NEW, .hidden = true, .methods = UNION_METHODS, .getsets = UNION_GETSETS, .members = UNION_MEMBERS},
    {0},
};
