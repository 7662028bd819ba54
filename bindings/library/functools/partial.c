/* partial and Placeholder. */
#include "functools.h"

#include <string.h>

enum { PARTIAL_FUNCTION, PARTIAL_ARGS, PARTIAL_KEYWORDS, PARTIAL_HOLES, PARTIAL_SLOTS }; /* HOLES: how many of ARGS are Placeholder */

static bool is_placeholder(const py_TValue* value) { return value->type == tp_Placeholder; }

static int64_t count_holes(const py_TValue* args) {
    int64_t holes = 0;
    for (int i = 0; i < pkl_tuple_length(args); i++) holes += is_placeholder(&pkl_tuple_items(args)[i]);
    return holes;
}

static bool ends_with_hole(const py_TValue* args) {
    int count = pkl_tuple_length(args);
    return count > 0 && is_placeholder(&pkl_tuple_items(args)[count - 1]);
}

/* ---- making --------------------------------------------------------------------------------------------- */

/* Arguments kept so far, with what is given in their holes and behind them. */
static void join_arguments(py_OutRef out, const py_TValue* kept, const py_TValue* given, int count) {
    int before = pkl_tuple_length(kept), holes = (int)count_holes(kept), behind = count > holes ? count - holes : 0, at = 0;
    *out = pkl_vm->empty_tuple;
    if (before + behind == 0) return;
    py_TValue* items = PKL_SLOTS(pkl_new_slots(out, tp_tuple, before + behind));
    for (int i = 0; i < before; i++) {
        items[i] = pkl_tuple_items(kept)[i];
        if (is_placeholder(&items[i]) && at < count) items[i] = given[at++];
    }
    for (int i = 0; i < behind; i++) items[before + i] = given[at++];
}

static bool check_keywords(const py_TValue* keywords) {
    int32_t place = 0;
    PyDict* dict = keywords->type == tp_nil ? NULL : PKL_OBJECT(keywords, PyDict);
    for (PklEntry* entry; dict && (entry = pkl_dict_next(dict, &place));)
        if (is_placeholder(&entry->value)) return pkl_raise(tp_TypeError, "Placeholder cannot be passed as a keyword argument");
    return true;
}

/* A partial without attributes of its own is taken apart. */
static const py_TValue* inner_of(const py_TValue* function) {
    if (!pkl_has_layout(function, tp_partial)) return NULL;
    py_TValue value = *function;
    PklAttrs* attrs = PKL_ATTRS(value._obj);
    bool plain = value._obj->flags & PKL_HAS_ATTRS && (attrs->shape == NULL ? attrs->dict == NULL || attrs->dict->used == 0 : attrs->shape == pkl_type_of(function)->root_shape);
    return plain ? PKL_SLOTS(value._obj) : NULL;
}

/* (class, function, *arguments, keywords) */
static bool partial_new(int argc, py_Ref argv) {
    if (argc < 3) return pkl_raise(tp_TypeError, "type 'partial' takes at least one argument");
    if (!py_callable(&argv[1])) return pkl_raise(tp_TypeError, "the first argument must be callable");
    if (argc > 3 && is_placeholder(&argv[argc - 2])) return pkl_raise(tp_TypeError, "trailing Placeholders are not allowed");
    if (!check_keywords(&argv[argc - 1])) return false;
    const py_TValue* inner = inner_of(&argv[1]);
    py_TValue* made = py_pushtmp();
    py_TValue* slots = pkl_new_state(made, argv);
    slots[PARTIAL_FUNCTION] = inner ? inner[PARTIAL_FUNCTION] : argv[1];
    join_arguments(&slots[PARTIAL_ARGS], inner ? &inner[PARTIAL_ARGS] : &pkl_vm->empty_tuple, argv + 2, argc - 3);
    py_newint(&slots[PARTIAL_HOLES], count_holes(&slots[PARTIAL_ARGS]));
    PyDict* keywords = pkl_new_dict(&slots[PARTIAL_KEYWORDS]);
    bool ok = !inner || pkl_dict_merge(keywords, PKL_OBJECT(&inner[PARTIAL_KEYWORDS], PyDict), true);
    if (ok && argv[argc - 1].type != tp_nil) ok = pkl_dict_merge(keywords, PKL_OBJECT(&argv[argc - 1], PyDict), true);
    *py_retval() = *made;
    py_pop();
    return ok;
}

/* ---- calling ------------------------------------------------------------------------------------------------- */

static bool too_few(int64_t holes, int given) {
    return pkl_raise(tp_TypeError, "missing positional arguments in 'partial' call; expected at least %i, got %i", holes, (int64_t)given);
}

/* Keywords of the partial, then those of the call, which win; in `out`. */
static bool merged_keywords(const py_TValue* slots, const py_TValue* args, const py_TValue* kwnames, py_OutRef out) {
    if (!pkl_dict_copy(out, PKL_OBJECT(&slots[PARTIAL_KEYWORDS], PyDict))) return false;
    for (int i = 0; kwnames && i < pkl_tuple_length(kwnames); i++)
        if (!pkl_dict_set(PKL_OBJECT(out, PyDict), &pkl_tuple_items(kwnames)[i], &args[i])) return false;
    return true;
}

/* By an inner loop: with keywords, or where the operands have no room. */
static PklCalled call_inside(py_TValue* slots, const py_TValue* args, int argc, const py_TValue* kwnames) {
    int positional = argc - (kwnames ? pkl_tuple_length(kwnames) : 0);
    py_TValue *function = py_pushtmp(), *all = py_pushtmp(), *keywords = py_pushtmp();
    *function = slots[PARTIAL_FUNCTION];
    join_arguments(all, &slots[PARTIAL_ARGS], args, positional);
    bool ok = merged_keywords(slots, args + positional, kwnames, keywords);
    ok = ok && pkl_call_keywords(function, pkl_tuple_length(all), pkl_tuple_items(all), keywords);
    pkl_vm->native_sp = function;
    return ok ? PKL_CALLED_VALUE : PKL_CALLED_ERROR;
}

/* [callable, self, arguments] becomes [function, nil, all arguments], and the loop goes on with that. */
static PklCalled call_in_place(PklVM* vm, py_TValue* base, py_TValue* slots, int argc, const py_TValue* kwnames) {
    int kept = pkl_tuple_length(&slots[PARTIAL_ARGS]);
    base[0] = slots[PARTIAL_FUNCTION];
    base[1] = *py_NIL();
    memmove(base + 2 + kept, base + 2, (size_t)argc * sizeof(py_TValue));
    if (kept > 0) memcpy(base + 2, pkl_tuple_items(&slots[PARTIAL_ARGS]), (size_t)kept * sizeof(py_TValue));
    vm->frame->sp = base + 2 + kept + argc;
    return pkl_call_at(vm, base, kept + argc, kwnames, PKL_PUSH) ? PKL_CALLED_FRAME : PKL_CALLED_ERROR;
}

static PklCalled partial_call(PklVM* vm, py_TValue* base, int argc, const py_TValue* kwnames) {
    if (!pkl_called_on(base, tp_partial)) return PKL_CALLED_ERROR;
    py_TValue* slots = PKL_SLOTS(base[1]._obj);
    int64_t holes = slots[PARTIAL_HOLES]._i64;
    int positional = argc - (kwnames ? pkl_tuple_length(kwnames) : 0);
    if (positional < holes) return too_few(holes, positional), PKL_CALLED_ERROR;
    bool room = base + 2 + argc + pkl_tuple_length(&slots[PARTIAL_ARGS]) <= pkl_operands_end(vm);
    if (holes == 0 && room && PKL_OBJECT(&slots[PARTIAL_KEYWORDS], PyDict)->used == 0) return call_in_place(vm, base, slots, argc, kwnames);
    return call_inside(slots, base + 2, argc, kwnames);
}

/* ---- what it tells ----------------------------------------------------------------------------------------------- */

static bool put_parts(PklBuilder* builder, py_Ref self) {
    py_TValue *parts = py_pushtmp(), *slots = PKL_SLOTS(self->_obj); /* the state may be replaced meanwhile */
    for (int i = 0; i < 2; i++) py_pushnil();
    memcpy(parts, slots, 3 * sizeof(py_TValue));
    bool ok = pkl_put_repr(builder, &parts[0]);
    for (int i = 0; ok && i < pkl_tuple_length(&parts[1]); i++) {
        pkl_put_text(builder, ", ");
        ok = pkl_put_repr(builder, &pkl_tuple_items(&parts[1])[i]);
    }
    int32_t place = 0;
    for (PklEntry* entry; ok && (entry = pkl_dict_next(PKL_OBJECT(&parts[2], PyDict), &place));) {
        py_TValue value = entry->value;
        pkl_put_text(builder, ", ");
        ok = pkl_put_string(builder, &entry->key);
        pkl_put_char(builder, '=');
        ok = ok && pkl_put_repr(builder, &value);
    }
    py_shrink(3);
    return ok;
}

static bool partial_repr(int argc, py_Ref argv) {
    (void)argc;
    PklReprGuard guard;
    if (!pkl_repr_begin(&guard, argv)) return py_newstr(py_retval(), "..."), true;
    PklBuilder builder;
    pkl_builder_start(&builder);
    pkl_put_type_name(&builder, pkl_type_of(argv));
    pkl_put_char(&builder, '(');
    bool ok = pkl_enter(" while getting the repr of an object");
    if (ok) {
        ok = put_parts(&builder, argv);
        pkl_leave();
    }
    pkl_repr_end(&guard);
    pkl_put_char(&builder, ')');
    if (ok) return pkl_builder_str(&builder, py_retval());
    pkl_builder_end(&builder);
    return false;
}

static bool partial_reduce(int argc, py_Ref argv) {
    (void)argc;
    py_TValue *slots = PKL_SLOTS(argv->_obj), state[4] = {slots[0], slots[1], slots[2], *py_None()}, parts[3] = {*pkl_class_of(argv)};
    PyDict* dict = pkl_instance_dict(argv);
    if (dict && dict->used) state[3] = pkl_value(&dict->head);
    pkl_new_tuple(&parts[1], &slots[PARTIAL_FUNCTION], 1);
    pkl_new_tuple(&parts[2], state, 4);
    pkl_new_tuple(py_retval(), parts, 3);
    return true;
}

/* (function, arguments, keywords or None, attributes or None) */
static bool is_state(const py_TValue* value) {
    if (!pkl_has_layout(value, tp_tuple) || pkl_tuple_length(value) != 4) return false;
    py_TValue* items = pkl_tuple_items(value);
    return py_callable(&items[0]) && pkl_has_layout(&items[1], tp_tuple) && (py_isnone(&items[2]) || pkl_has_layout(&items[2], tp_dict)) &&
           (py_isnone(&items[3]) || pkl_has_layout(&items[3], tp_dict));
}

static bool partial_setstate(int argc, py_Ref argv) {
    (void)argc;
    if (!is_state(&argv[1])) return pkl_raise(tp_TypeError, "invalid partial state");
    py_TValue *items = pkl_tuple_items(&argv[1]), *slots = PKL_SLOTS(argv[0]._obj), keywords, arguments;
    if (ends_with_hole(&items[1])) return pkl_raise(tp_TypeError, "trailing Placeholders are not allowed");
    pkl_new_tuple(&arguments, pkl_tuple_items(&items[1]), pkl_tuple_length(&items[1]));
    if (py_isnone(&items[2])) pkl_new_dict(&keywords);
    else if (items[2].type == tp_dict) keywords = items[2];
    else if (!pkl_dict_copy(&keywords, PKL_OBJECT(&items[2], PyDict))) return false;
    slots[PARTIAL_FUNCTION] = items[0];
    slots[PARTIAL_ARGS] = arguments;
    slots[PARTIAL_KEYWORDS] = keywords;
    py_newint(&slots[PARTIAL_HOLES], count_holes(&arguments));
    if (py_isnone(&items[3])) return pkl_return_none();
    return pkl_attributes_set_dict(argv->_obj, PKL_OBJECT(&items[3], PyDict)) && pkl_return_none();
}

static bool partial_get(int argc, py_Ref argv) {
    (void)argc;
    *py_retval() = argv[0];
    if (!py_isnone(&argv[1])) pkl_new_bound(py_retval(), &argv[1], &argv[0]);
    return true;
}

static const PklMethod PARTIAL[] = {
    {"__new__", partial_new, "($type, func, /, *args, **keywords)", PKL_ANY_KW, PKL_NEW, 0, 0},
    {"__call__", (PklNative)(void*)partial_call, "($self, /, *args, **kwargs)", PKL_MACHINE, PKL_WRAPPER, 0, 0},
    {"__get__", partial_get, "($self, instance, owner=None, /)", PKL_RANGE, PKL_WRAPPER, 1, 2},
    {"__repr__", partial_repr, "($self, /)", PKL_NOARGS, PKL_WRAPPER, 0, 0},
    {"__reduce__", partial_reduce, "($self, /)", PKL_NOARGS, PKL_METHOD, 0, 0},
    {"__setstate__", partial_setstate, "($self, object, /)", PKL_O, PKL_METHOD, 0, 0},
    {"__class_getitem__", pkl_generic_alias, "($type, object, /)", PKL_O, PKL_CLASS, 0, 0},
    {0},
};
static const PklGetSet PARTIAL_GETSETS[] = {{"__dict__", pkl_get_dict, pkl_set_dict}, {0}};
static const PklMember PARTIAL_MEMBERS[] = {{"func", PARTIAL_FUNCTION, false, true}, {"args", PARTIAL_ARGS, false, true}, {"keywords", PARTIAL_KEYWORDS, false, true}, {0}};

/* ---- Placeholder ------------------------------------------------------------------------------------------------------ */

static bool placeholder_new(int argc, py_Ref argv) {
    if (argc > 2 || (argv[argc - 1].type != tp_nil && PKL_OBJECT(&argv[argc - 1], PyDict)->used)) return pkl_raise(tp_TypeError, "PlaceholderType takes no arguments");
    *py_retval() = (py_TValue){.type = tp_Placeholder};
    return true;
}

static bool placeholder_name(int argc, py_Ref argv) { return (void)argc, (void)argv, py_newstr(py_retval(), "Placeholder"), true; }

static const PklMethod PLACEHOLDER[] = {
    {"__new__", placeholder_new, NULL, PKL_ANY_KW, PKL_NEW, 0, 0},
    {"__repr__", placeholder_name, "($self, /)", PKL_NOARGS, PKL_WRAPPER, 0, 0},
    {"__reduce__", placeholder_name, "($self, /)", PKL_NOARGS, PKL_METHOD, 0, 0},
    {0},
};

const PklTypeSpec pkl_functools_partial[] = {
    {.id = tp_partial, .base = tp_object, .name = "partial", .module = "functools", .slots = PARTIAL_SLOTS,
     .flags = PKL_TYPE_INSTANCE_DICT | PKL_TYPE_INSTANCE_ATTRS | PKL_TYPE_WEAKREF, .methods = PARTIAL, .getsets = PARTIAL_GETSETS, .members = PARTIAL_MEMBERS},
    {.id = tp_Placeholder, .base = tp_object, .name = "_PlaceholderType", .module = "functools", .flags = PKL_TYPE_FINAL, .methods = PLACEHOLDER},
    {0},
};
