/* list[int]. */
#include "alias.h"

#include <string.h>

enum { ALIAS_ORIGIN, ALIAS_ARGS, ALIAS_PARAMETERS, ALIAS_STARRED, ALIAS_SLOTS };

static py_TValue* slots_of(const py_TValue* self) { return PKL_SLOTS(self->_obj); }

/* ---- type parameters ---------------------------------------------------------------------- */

static PyStr* subst_name(void) { return pkl_interned("__typing_subst__", 16); }

static bool add_once(PyList* list, const py_TValue* value) {
    for(int32_t i = 0; i < list->length; i++) {
        if(py_isidentical(&list->items[i], (py_Ref)value)) return true;
    }
    return pkl_list_append(list, value);
}

/* The type variables in the arguments, in order. */
bool pkl_find_parameters(const py_TValue* args, py_OutRef out) {
    py_TValue* made = py_pushtmp();
    PyList* list = pkl_new_list(made, 0);
    bool ok = true;
    for(int i = 0; ok && i < pkl_tuple_length(args); i++) {
        py_TValue item = pkl_tuple_items(args)[i];
        if(pkl_is_type(&item)) continue;
        if(pkl_special(&item, pkl_name(subst_name()))) {
            ok = add_once(list, &item);
            continue;
        }
        int found = pkl_get_attribute(&item, PKL_NAME(__parameters__));
        ok = found >= 0;
        if(found <= 0 || !pkl_is_a(py_retval(), tp_tuple)) continue;
        py_TValue inner = *py_retval();
        for(int j = 0; ok && j < pkl_tuple_length(&inner); j++) ok = add_once(list, &pkl_tuple_items(&inner)[j]);
    }
    if(ok) pkl_new_tuple(out, list->items, list->length);
    py_pop();
    return ok;
}

static int place_of(const py_TValue* tuple, const py_TValue* item) {
    for(int i = 0; i < pkl_tuple_length(tuple); i++) {
        if(py_isidentical(&pkl_tuple_items(tuple)[i], (py_Ref)item)) return i;
    }
    return -1;
}

/* One argument with its variables replaced. */
static bool replace_one(const py_TValue* argument, const py_TValue* parameters, const py_TValue* items, PyList* out) {
    py_TValue copy = *argument;
    int place = place_of(parameters, argument);
    if(place >= 0) {
        py_TValue item = pkl_tuple_items(items)[place];
        return pkl_call_method(&copy, subst_name(), 1, &item) && pkl_list_append(out, py_retval());
    }
    int found = pkl_is_type(argument) ? 0 : pkl_get_attribute(&copy, PKL_NAME(__parameters__));
    if(found < 0) return false;
    if(!found || !pkl_is_a(py_retval(), tp_tuple) || !pkl_tuple_length(py_retval())) return pkl_list_append(out, argument);
    py_TValue inner = *py_retval();
    py_TValue* chosen = py_pushtmp();
    py_TValue* values = PKL_SLOTS(pkl_new_slots(chosen, tp_tuple, pkl_tuple_length(&inner)));
    for(int i = 0; i < pkl_tuple_length(&inner); i++) {
        int at = place_of(parameters, &pkl_tuple_items(&inner)[i]);
        values[i] = at < 0 ? pkl_tuple_items(&inner)[i] : pkl_tuple_items(items)[at];
    }
    bool ok = py_getitem(&copy, chosen) && pkl_list_append(out, py_retval());
    py_pop();
    return ok;
}

/* The arguments with `item` (a tuple or one value) in place of the parameters. */
bool pkl_alias_substitute(py_Ref self, const py_TValue* args, const py_TValue* parameters, py_Ref item, py_OutRef out) {
    int wanted = pkl_tuple_length(parameters);
    if(!wanted) return pkl_raise(tp_TypeError, "%R is not a generic class", self);
    py_TValue* items = py_pushtmp();
    py_TValue* made = py_pushtmp();
    if(item->type == tp_tuple) *items = *item;
    else pkl_new_tuple(items, item, 1);
    int given = pkl_tuple_length(items);
    bool ok = given == wanted || pkl_raise(tp_TypeError, "Too %s arguments for %R; actual %d, expected %d", given > wanted ? "many" : "few", self, given, wanted);
    PyList* list = pkl_new_list(made, 0);
    for(int i = 0; ok && i < pkl_tuple_length(args); i++) ok = replace_one(&pkl_tuple_items(args)[i], parameters, items, list);
    if(ok) pkl_new_tuple(out, list->items, list->length);
    py_shrink(2);
    return ok;
}

/* ---- texts ------------------------------------------------------------------------------------- */

bool pkl_alias_put_item(PklBuilder* builder, const py_TValue* item) {
    py_TValue copy = *item;
    if(item->type == tp_ellipsis) {
        pkl_put_text(builder, "...");
        return true;
    }
    if(pkl_is_type(item)) {
        pkl_put_type_name(builder, pkl_as_type(item));
        return true;
    }
    if(item->type != tp_list) return pkl_put_repr(builder, &copy);
    pkl_put_char(builder, '[');
    for(int32_t i = 0; i < PKL_OBJECT(&copy, PyList)->length; i++) {
        if(i) pkl_put_text(builder, ", ");
        if(!pkl_alias_put_item(builder, &PKL_OBJECT(&copy, PyList)->items[i])) return false;
    }
    pkl_put_char(builder, ']');
    return true;
}

bool pkl_alias_finish_text(PklBuilder* builder, bool ok) {
    if(ok) return pkl_builder_str(builder, py_retval());
    pkl_builder_end(builder);
    return false;
}

/* ---- generic alias --------------------------------------------------------------------------------- */

bool pkl_new_generic_alias(py_OutRef out, py_Ref origin, py_Ref arguments) {
    py_TValue* made = py_pushtmp();
    py_TValue copy = *origin, items = *arguments;
    py_TValue* slots = PKL_SLOTS(pkl_new(made, tp_GenericAlias));
    slots[ALIAS_ORIGIN] = copy;
    if(items.type == tp_tuple) slots[ALIAS_ARGS] = items;
    else pkl_new_tuple(&slots[ALIAS_ARGS], &items, 1);
    slots[ALIAS_STARRED] = *py_False();
    bool ok = pkl_find_parameters(&slots[ALIAS_ARGS], &slots[ALIAS_PARAMETERS]);
    if(ok) *out = *made;
    py_pop();
    return ok;
}

static bool alias_new(int argc, py_Ref argv) {
    (void)argc;
    return pkl_new_generic_alias(py_retval(), &argv[1], &argv[2]);
}

static bool alias_repr(int argc, py_Ref argv) {
    (void)argc;
    PklBuilder builder;
    pkl_builder_start(&builder);
    if(slots_of(argv)[ALIAS_STARRED]._bool) pkl_put_char(&builder, '*');
    const py_TValue* args = &slots_of(argv)[ALIAS_ARGS];
    bool ok = pkl_alias_put_item(&builder, &slots_of(argv)[ALIAS_ORIGIN]);
    pkl_put_char(&builder, '[');
    for(int i = 0; ok && i < pkl_tuple_length(args); i++) {
        if(i) pkl_put_text(&builder, ", ");
        ok = pkl_alias_put_item(&builder, &pkl_tuple_items(args)[i]);
    }
    if(!pkl_tuple_length(args)) pkl_put_text(&builder, "()");
    pkl_put_char(&builder, ']');
    return pkl_alias_finish_text(&builder, ok);
}

static bool alias_getitem(int argc, py_Ref argv) {
    (void)argc;
    py_TValue* args = py_pushtmp();
    bool ok = pkl_alias_substitute(argv, &slots_of(argv)[ALIAS_ARGS], &slots_of(argv)[ALIAS_PARAMETERS], &argv[1], args) &&
              pkl_new_generic_alias(py_retval(), &slots_of(argv)[ALIAS_ORIGIN], args);
    if(ok) slots_of(py_retval())[ALIAS_STARRED] = slots_of(argv)[ALIAS_STARRED];
    py_pop();
    return ok;
}

/* The origin is called; its instance learns of the alias if it may. */
static bool alias_call(int argc, py_Ref argv) {
    py_TValue origin = slots_of(argv)[ALIAS_ORIGIN];
    if(!pkl_call_keywords(&origin, argc - 2, argv + 1, &argv[argc - 1])) return false;
    py_TValue* made = py_pushtmp();
    *made = *py_retval();
    bool ok = py_setattr(made, pkl_name(PKL_NAME(__orig_class__)), argv) || pkl_exc_matches(tp_AttributeError) || pkl_exc_matches(tp_TypeError);
    if(ok) py_clearexc(NULL);
    pkl_return_or_none(made);
    py_pop();
    return ok;
}

static bool alias_mro_entries(int argc, py_Ref argv) {
    (void)argc;
    pkl_new_tuple(py_retval(), &slots_of(argv)[ALIAS_ORIGIN], 1);
    return true;
}

static bool refuse_check(const char* what) { return pkl_raise(tp_TypeError, "%s() argument 2 cannot be a parameterized generic", what); }
static bool alias_instancecheck(int argc, py_Ref argv) { return (void)argc, (void)argv, refuse_check("isinstance"); }
static bool alias_subclasscheck(int argc, py_Ref argv) { return (void)argc, (void)argv, refuse_check("issubclass"); }

static bool alias_eq(int argc, py_Ref argv) {
    (void)argc;
    if(argv[1].type != tp_GenericAlias) return pkl_not_implemented();
    py_TValue *a = slots_of(&argv[0]), *b = slots_of(&argv[1]);
    int equal = a[ALIAS_STARRED]._bool == b[ALIAS_STARRED]._bool ? py_equal(&a[ALIAS_ORIGIN], &b[ALIAS_ORIGIN]) : 0;
    if(equal > 0) equal = py_equal(&slots_of(&argv[0])[ALIAS_ARGS], &slots_of(&argv[1])[ALIAS_ARGS]);
    if(equal >= 0) py_newbool(py_retval(), equal);
    return equal >= 0;
}

static bool alias_hash(int argc, py_Ref argv) {
    (void)argc;
    int64_t origin, args;
    if(!py_hash(&slots_of(argv)[ALIAS_ORIGIN], &origin) || !py_hash(&slots_of(argv)[ALIAS_ARGS], &args)) return false;
    return pkl_return_int(origin ^ args);
}

static bool is_own_name(const PyStr* name) {
    static const char* const NAMES[] = {"__origin__", "__args__", "__parameters__", "__mro_entries__", "__reduce_ex__", "__reduce__", "__copy__", "__deepcopy__",
                                        "__unpacked__", "__typing_unpacked_tuple_args__", "__class__"};
    for(unsigned i = 0; i < sizeof NAMES / sizeof *NAMES; i++) {
        if(!strcmp(NAMES[i], name->data)) return true;
    }
    return false;
}

/* Most attributes are the origin's. */
static bool alias_getattribute(int argc, py_Ref argv) {
    (void)argc;
    if(!pkl_is_str(&argv[1])) return pkl_raise(tp_TypeError, "attribute name must be string, not '%T'", &argv[1]);
    PyStr* name = pkl_intern(pkl_str(&argv[1]));
    PklFound found = {0};
    if(!is_own_name(name)) {
        py_TValue origin = slots_of(argv)[ALIAS_ORIGIN];
        bool special = name->size > 4 && !memcmp(name->data, "__", 2) && pkl_lookup(pkl_type_of(argv), name);
        if(!special) return py_getattr(&origin, pkl_name(name));
    }
    int result = pkl_find_generic(argv, name, false, &found) ? pkl_found_value(argv, name, &found) : -1;
    return result > 0 || (!result && pkl_attribute_error(argv, name));
}

static bool alias_reduce(int argc, py_Ref argv) {
    (void)argc;
    py_TValue parts[2] = {pkl_vm->types[tp_GenericAlias]->self};
    pkl_new_tuple(&parts[1], slots_of(argv), 2);
    pkl_new_tuple(py_retval(), parts, 2);
    return true;
}

/* *tuple[int]: one starred alias. */
static bool alias_iter(int argc, py_Ref argv) {
    (void)argc;
    py_TValue* tuple = py_pushtmp();
    py_TValue copy;
    bool ok = pkl_new_generic_alias(&copy, &slots_of(argv)[ALIAS_ORIGIN], &slots_of(argv)[ALIAS_ARGS]);
    if(ok) {
        slots_of(&copy)[ALIAS_STARRED] = *py_True();
        pkl_new_tuple(tuple, &copy, 1);
        ok = py_iter(tuple);
    }
    py_pop();
    return ok;
}

static bool alias_unpacked_args(int argc, py_Ref argv) {
    (void)argc;
    bool starred = slots_of(argv)[ALIAS_STARRED]._bool && slots_of(argv)[ALIAS_ORIGIN]._obj == &pkl_vm->types[tp_tuple]->head;
    return pkl_return_or_none(starred ? &slots_of(argv)[ALIAS_ARGS] : py_None());
}

bool pkl_alias_or(int argc, py_Ref argv) { return (void)argc, pkl_union_of(&argv[0], &argv[1]); }
bool pkl_alias_ror(int argc, py_Ref argv) { return (void)argc, pkl_union_of(&argv[1], &argv[0]); }

static const PklMethod ALIAS_METHODS[] = {
    {"__new__", alias_new, NULL, PKL_RANGE, PKL_NEW, 2, 2},
    {"__repr__", alias_repr, "($self, /)", PKL_NOARGS, PKL_WRAPPER, 0, 0},
    {"__getitem__", alias_getitem, "($self, key, /)", PKL_O, PKL_WRAPPER, 0, 0},
    {"__call__", alias_call, "($self, /, *args, **kwargs)", PKL_ANY_KW, PKL_WRAPPER, 0, 0},
    {"__eq__", alias_eq, "($self, value, /)", PKL_O, PKL_WRAPPER, 0, 0},
    {"__hash__", alias_hash, "($self, /)", PKL_NOARGS, PKL_WRAPPER, 0, 0},
    {"__iter__", alias_iter, "($self, /)", PKL_NOARGS, PKL_WRAPPER, 0, 0},
    {"__or__", pkl_alias_or, "($self, value, /)", PKL_O, PKL_WRAPPER, 0, 0},
    {"__ror__", pkl_alias_ror, "($self, value, /)", PKL_O, PKL_WRAPPER, 0, 0},
    {"__getattribute__", alias_getattribute, "($self, name, /)", PKL_O, PKL_WRAPPER, 0, 0},
    {"__mro_entries__", alias_mro_entries, NULL, PKL_O, PKL_METHOD, 0, 0},
    {"__instancecheck__", alias_instancecheck, NULL, PKL_O, PKL_METHOD, 0, 0},
    {"__subclasscheck__", alias_subclasscheck, NULL, PKL_O, PKL_METHOD, 0, 0},
    {"__reduce__", alias_reduce, NULL, PKL_NOARGS, PKL_METHOD, 0, 0},
    {0},
};
static const PklMember ALIAS_MEMBERS[] = {{"__origin__", ALIAS_ORIGIN, false, true},
                                          {"__args__", ALIAS_ARGS, false, true},
                                          {"__parameters__", ALIAS_PARAMETERS, false, true},
                                          {"__unpacked__", ALIAS_STARRED, false, true},
                                          {0}};
static const PklGetSet ALIAS_GETSETS[] = {{"__typing_unpacked_tuple_args__", alias_unpacked_args, NULL}, {0}};

static const PklTypeSpec SPECS[] = {
    {.id = tp_GenericAlias, .name = "GenericAlias", .module = "types", .slots = ALIAS_SLOTS, .flags = PKL_TYPE_WEAKREF, .hidden = true, .methods = ALIAS_METHODS, .getsets = ALIAS_GETSETS, .members = ALIAS_MEMBERS},
    {0},
};

void pkl_start_alias(PklVM* vm) {
    (void)vm;
    pkl_register_types(SPECS);
    pkl_register_types(pkl_union_types);
}
