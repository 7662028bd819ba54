/* Exception groups: split, subgroup, derive, and what except* does with them. */
#include "errors.h"

#include <string.h>

static py_TValue* exceptions_of(const py_TValue* group) { return &pkl_exc_slots(group)[PKL_GROUP_EXCEPTIONS]; }
static bool is_group(const py_TValue* value) { return pkl_has_layout(value, tp_BaseExceptionGroup); }

/* ---- making ----------------------------------------------------------------------------------- */

static bool check_items(const py_TValue* tuple, bool* plain) {
    for (int i = 0; i < pkl_tuple_length(tuple); i++) {
        const py_TValue* item = &pkl_tuple_items(tuple)[i];
        if (!pkl_value_is_exception(item)) return pkl_raise(tp_ValueError, "Item %d of second argument (exceptions) is not an exception", i);
        if (!pkl_is_a(item, tp_Exception)) *plain = false;
    }
    return true;
}

/* BaseExceptionGroup becomes ExceptionGroup where it can; the reverse is refused. */
static PyType* choose_class(PyType* class, bool plain) {
    if (class->id == tp_BaseExceptionGroup) return plain ? pkl_vm->types[tp_ExceptionGroup] : class;
    if (plain || !pkl_subtype(class, pkl_vm->types[tp_Exception])) return class;
    if (class->id == tp_ExceptionGroup) pkl_raise(tp_TypeError, "Cannot nest BaseExceptions in an ExceptionGroup");
    else pkl_raise(tp_TypeError, "Cannot nest BaseExceptions in '%s'", class->name->data);
    return NULL;
}

/* BaseExceptionGroup.__new__(class, message, exceptions) */
static bool group_new(int argc, py_Ref argv) {
    int given = argc - 2;
    if (given != 2) return pkl_raise(tp_TypeError, "BaseExceptionGroup.__new__() takes exactly 2 arguments (%d given)", given);
    if (!pkl_is_str(&argv[1])) return pkl_raise(tp_TypeError, "BaseExceptionGroup.__new__() argument 1 must be str, not %T", &argv[1]);
    bool sequence = pkl_special(&argv[2], pkl_name(PKL_NAME(__getitem__))) && !pkl_has_layout(&argv[2], tp_dict);
    if (!sequence) return pkl_raise(tp_TypeError, "second argument (exceptions) must be a sequence");
    py_TValue* items = py_pushtmp();
    py_TValue* made = py_pushtmp();
    bool plain = true, ok = pkl_to_tuple(items, &argv[2]);
    if (ok && !pkl_tuple_length(items)) ok = pkl_raise(tp_ValueError, "second argument (exceptions) must be a non-empty sequence");
    PyType* class = ok && check_items(items, &plain) ? choose_class(pkl_as_type(argv), plain) : NULL;
    if (class) {
        pkl_new(made, class->id);
        py_TValue* slots = pkl_exc_slots(made);
        pkl_new_tuple(&slots[PKL_EXC_ARGS], argv + 1, 2);
        slots[PKL_EXC_SUPPRESS] = *py_False();
        slots[PKL_GROUP_MESSAGE] = argv[1];
        slots[PKL_GROUP_EXCEPTIONS] = *items;
        pkl_return_or_none(made);
    }
    py_shrink(2);
    return class != NULL;
}

/* The same metadata as the group it comes from. */
static bool copy_notes(py_Ref from, py_Ref to) {
    static const int SLOTS[] = {PKL_EXC_TRACEBACK, PKL_EXC_CONTEXT, PKL_EXC_CAUSE, PKL_EXC_SUPPRESS};
    for (unsigned i = 0; i < sizeof SLOTS / sizeof *SLOTS; i++) pkl_exc_slots(to)[SLOTS[i]] = pkl_exc_slots(from)[SLOTS[i]];
    py_Ref notes = pkl_attrs_get(from->_obj, PKL_NAME(__notes__));
    if (!notes || !pkl_has_layout(notes, tp_list)) return true;
    py_TValue copy;
    if (!pkl_list_of(notes, &copy)) return false;
    pkl_attrs_set(to->_obj, PKL_NAME(__notes__), &copy);
    return true;
}

/* self.derive(list), with the metadata; None for an empty list. */
static bool derive(py_Ref self, py_Ref list, py_OutRef out) {
    if (!py_list_len(list)) {
        *out = *py_None();
        return true;
    }
    if (!pkl_call_method(self, pkl_interned("derive", 6), 1, list)) return false;
    *out = *py_retval();
    if (!is_group(out)) return pkl_raise(tp_TypeError, "derive must return an instance of BaseExceptionGroup");
    return copy_notes(self, out);
}

static bool group_derive(int argc, py_Ref argv) {
    (void)argc;
    py_TValue arguments[2] = {pkl_exc_slots(argv)[PKL_GROUP_MESSAGE], argv[1]};
    py_TValue class = pkl_vm->types[tp_BaseExceptionGroup]->self;
    return pkl_call(&class, 2, arguments);
}

/* ---- splitting ----------------------------------------------------------------------------------- */

/* Whether an exception is asked for: by type, tuple of types or a function. */
static int matches(py_Ref exception, py_Ref condition) {
    if (pkl_is_type(condition) || condition->type == tp_tuple) return pkl_isinstance(exception, condition);
    return pkl_call(condition, 1, exception) ? py_bool(py_retval()) : -1;
}

static bool check_condition(py_Ref condition) {
    bool ok = pkl_type_is_exception(condition);
    if (condition->type == tp_tuple) {
        ok = true;
        for (int i = 0; i < pkl_tuple_length(condition); i++) ok &= pkl_type_is_exception(&pkl_tuple_items(condition)[i]);
    } else if (!pkl_is_type(condition)) {
        ok = py_callable(condition);
    }
    return ok || pkl_raise(tp_TypeError, "expected an exception type, a tuple of exception types, or a callable (other than a class)");
}

/* `match` and `rest` lie on the native stack; rest NULL: not wanted. Either becomes None where nothing is left. */
static bool split(py_Ref self, py_Ref condition, py_Ref match, py_Ref rest);

static bool split_items(py_Ref self, py_Ref condition, py_Ref matched, py_Ref others, bool want_rest) {
    py_TValue* inner_match = py_pushtmp();
    py_TValue* inner_rest = py_pushtmp();
    bool ok = true;
    for (int i = 0; ok && i < pkl_tuple_length(exceptions_of(self)); i++) {
        py_TValue child = pkl_tuple_items(exceptions_of(self))[i];
        ok = split(&child, condition, inner_match, want_rest ? inner_rest : NULL);
        if (ok && !py_isnone(inner_match)) ok = pkl_list_append(PKL_OBJECT(matched, PyList), inner_match);
        if (ok && want_rest && !py_isnone(inner_rest)) ok = pkl_list_append(PKL_OBJECT(others, PyList), inner_rest);
    }
    py_shrink(2);
    return ok;
}

static bool split_group(py_Ref self, py_Ref condition, py_Ref match, py_Ref rest) {
    py_TValue* matched = py_pushtmp();
    py_TValue* others = py_pushtmp();
    pkl_new_list(matched, 0);
    pkl_new_list(others, 0);
    bool ok = split_items(self, condition, matched, others, rest != NULL) && derive(self, matched, match) && (!rest || derive(self, others, rest));
    py_shrink(2);
    return ok;
}

static bool split(py_Ref self, py_Ref condition, py_Ref match, py_Ref rest) {
    if (!pkl_enter(" in exceptiongroup_split_recursive")) return false;
    int whole = matches(self, condition);
    bool ok = whole >= 0;
    if (whole > 0 || (ok && !is_group(self))) {
        *match = whole ? *self : *py_None();
        if (rest) *rest = whole ? *py_None() : *self;
    } else if (ok) {
        ok = split_group(self, condition, match, rest);
    }
    pkl_leave();
    return ok;
}

static bool group_split(int argc, py_Ref argv) {
    (void)argc;
    if (!check_condition(&argv[1])) return false;
    py_TValue* parts = py_pushtmp();
    py_pushnil();
    bool ok = split(argv, &argv[1], &parts[0], &parts[1]);
    if (ok) pkl_new_tuple(py_retval(), parts, 2);
    py_shrink(2);
    return ok;
}

static bool group_subgroup(int argc, py_Ref argv) {
    (void)argc;
    if (!check_condition(&argv[1])) return false;
    py_TValue* match = py_pushtmp();
    bool ok = split(argv, &argv[1], match, NULL);
    if (ok) pkl_return_or_none(match);
    py_pop();
    return ok;
}

const PklMethod pkl_group_methods[] = {
    {"__new__", group_new, NULL, PKL_ANY_KW, PKL_NEW, 0, 0},
    {"derive", group_derive, NULL, PKL_O, PKL_METHOD, 0, 0},
    {"split", group_split, NULL, PKL_O, PKL_METHOD, 0, 0},
    {"subgroup", group_subgroup, NULL, PKL_O, PKL_METHOD, 0, 0},
    {"__class_getitem__", pkl_generic_alias, NULL, PKL_O, PKL_CLASS, 0, 0},
    {0},
};

const PklMember pkl_group_members[] = {{"message", PKL_GROUP_MESSAGE, false, true}, {"exceptions", PKL_GROUP_EXCEPTIONS, false, true}, {0}};

/* ---- except* ---------------------------------------------------------------------------------------- */

static bool check_star_types(py_Ref type) {
    bool single = type->type != tp_tuple;
    int count = single ? 1 : pkl_tuple_length(type);
    for (int i = 0; i < count; i++) {
        const py_TValue* one = single ? type : &pkl_tuple_items(type)[i];
        if (!pkl_type_is_exception(one)) return pkl_raise(tp_TypeError, "catching classes that do not inherit from BaseException is not allowed");
        if (pkl_subtype(pkl_as_type(one), pkl_vm->types[tp_BaseExceptionGroup])) {
            return pkl_raise(tp_TypeError, "catching ExceptionGroup with except* is not allowed. Use except instead.");
        }
    }
    return true;
}

static bool wrap(py_Ref exception, py_OutRef out) {
    py_TValue arguments[2], class = pkl_vm->types[tp_BaseExceptionGroup]->self;
    py_newstr(&arguments[0], "");
    pkl_new_tuple(&arguments[1], exception, 1);
    if (!pkl_call(&class, 2, arguments)) return false;
    *out = *py_retval();
    pkl_exc_slots(out)[PKL_EXC_TRACEBACK] = pkl_exc_slots(exception)[PKL_EXC_TRACEBACK];
    return true;
}

/* [exception, type] -> [rest or None, match or None] */
bool pkl_group_match(py_Ref exception, py_Ref type) {
    if (py_isnone(exception)) {
        *type = *py_None();
        return true;
    }
    if (!check_star_types(type)) return false;
    if (!is_group(exception)) {
        int is = pkl_isinstance(exception, type);
        if (is < 0 || (is && !wrap(exception, type))) return false;
        if (is) *exception = *py_None();
        else *type = *py_None();
        return true;
    }
    py_TValue* parts = py_pushtmp();
    py_pushnil();
    bool ok = split(exception, type, &parts[0], &parts[1]);
    if (ok) {
        *type = parts[0];
        *exception = parts[1];
    }
    py_shrink(2);
    return ok;
}

/* ---- what is raised after all handlers of except* ------------------------------------------------------ */

static bool same_metadata(py_Ref a, py_Ref b) {
    static const int SLOTS[] = {PKL_EXC_TRACEBACK, PKL_EXC_CONTEXT, PKL_EXC_CAUSE};
    for (unsigned i = 0; i < sizeof SLOTS / sizeof *SLOTS; i++) {
        if (!py_isidentical(&pkl_exc_slots(a)[SLOTS[i]], &pkl_exc_slots(b)[SLOTS[i]])) return false;
    }
    return true;
}

/* Single exceptions of a group, at any depth. */
static bool collect_leaves(PyList* leaves, const py_TValue* exception) {
    if (!is_group(exception)) return pkl_list_append(leaves, exception);
    if (!pkl_enter("")) return false;
    bool ok = true;
    for (int i = 0; ok && i < pkl_tuple_length(exceptions_of(exception)); i++) ok = collect_leaves(leaves, &pkl_tuple_items(exceptions_of(exception))[i]);
    pkl_leave();
    return ok;
}

static bool is_kept(int argc, py_Ref argv) {
    (void)argc;
    const py_TValue* native = py_inspect_currentfunction();
    const PyList* leaves = PKL_OBJECT(&PKL_SLOTS(native->_obj)[0], PyList);
    bool kept = false;
    for (int32_t i = 0; i < leaves->length; i++) kept |= leaves->items[i]._obj == argv->_obj;
    return pkl_return_bool(kept);
}

/* The part of the original group that was raised again, in its structure. */
static bool project(py_Ref original, py_Ref leaves, py_OutRef out) {
    py_TValue* condition = py_pushtmp();
    py_newfunction(condition, "is_kept(exception)", is_kept, NULL, 1);
    py_setslot(condition, 0, leaves);
    bool ok = split(original, condition, out, NULL);
    py_pop();
    return ok;
}

static bool reraise(py_Ref original, py_Ref list, py_TValue* raised, py_TValue* leaves, py_TValue* projected) {
    PyList* fresh = pkl_new_list(raised, 0);
    PyList* kept = pkl_new_list(leaves, 0);
    for (int32_t i = 0; i < py_list_len(list); i++) {
        py_Ref exception = &py_list_data(list)[i];
        if (py_isnone(exception)) continue;
        bool ok = same_metadata(exception, original) ? collect_leaves(kept, exception) : pkl_list_append(fresh, exception);
        if (!ok) return false;
    }
    if (!project(original, leaves, projected)) return false;
    if (!fresh->length) {
        *original = *projected;
        return true;
    }
    if (!py_isnone(projected) && !pkl_list_append(fresh, projected)) return false;
    if (fresh->length == 1) {
        *original = fresh->items[0];
        return true;
    }
    py_TValue arguments[2], class = pkl_vm->types[tp_BaseExceptionGroup]->self;
    py_newstr(&arguments[0], "");
    arguments[1] = *raised;
    if (!pkl_call(&class, 2, arguments)) return false;
    *original = *py_retval();
    return true;
}

bool pkl_group_reraise(py_Ref original, py_Ref list) {
    if (!is_group(original)) { /* a plain exception was wrapped, or nobody caught it */
        py_TValue last = py_list_len(list) ? py_list_data(list)[0] : *py_None();
        *original = last;
        return true;
    }
    py_TValue* temporaries = py_pushtmp();
    py_pushnil();
    py_pushnil();
    bool ok = reraise(original, list, &temporaries[0], &temporaries[1], &temporaries[2]);
    py_shrink(3);
    return ok;
}
