/* BaseException: what all exceptions have. The tree of classes is in tree.c, fields of single classes in fields.c. */
#include "errors.h"

#include <string.h>

static bool return_none(void) { return pkl_return_or_none(py_None()); }

/* ---- making ----------------------------------------------------------------------------------- */

static py_TValue* args_of(py_Ref self) { return &pkl_exc_slots(self)[PKL_EXC_ARGS]; }

bool pkl_new_exception(py_OutRef out, py_Type type, const py_TValue* arguments, int count) {
    py_TValue* made = py_pushtmp();
    pkl_new(made, type);
    py_TValue tuple;
    pkl_new_tuple(&tuple, arguments, count);
    *args_of(made) = tuple;
    pkl_exc_slots(made)[PKL_EXC_SUPPRESS] = *py_False();
    bool ok = pkl_exception_fill(made, py_NIL());
    if (ok) *out = *made;
    py_pop();
    return ok;
}

/* BaseException.__new__(class, *args, **keywords) */
static bool exception_new(int argc, py_Ref argv) {
    PyType* type = pkl_as_type(argv);
    if (type->flags & PKL_TYPE_ABSTRACT) return pkl_abstract_error(type);
    py_TValue made, tuple;
    pkl_new_tuple(&tuple, argv + 1, argc - 2);
    if (type->id == tp_OSError && argc > 3 && argv[1].type == tp_int) type = pkl_vm->types[pkl_os_error_type(argv[1]._i64)];
    pkl_new(&made, type->id);
    *args_of(&made) = tuple;
    pkl_exc_slots(&made)[PKL_EXC_SUPPRESS] = *py_False();
    return pkl_return_or_none(&made);
}

static bool exception_init(int argc, py_Ref argv) {
    py_TValue tuple;
    pkl_new_tuple(&tuple, argv + 1, argc - 2);
    *args_of(argv) = tuple;
    return pkl_exception_fill(argv, &argv[argc - 1]) && return_none();
}

/* ---- texts --------------------------------------------------------------------------------------- */

static bool exception_str(int argc, py_Ref argv) { return (void)argc, pkl_exception_str(argv); }

static bool exception_repr(int argc, py_Ref argv) {
    (void)argc;
    const py_TValue* args = args_of(argv);
    const char* name = pkl_type_of(argv)->name->data;
    if (pkl_tuple_length(args) == 1) return pkl_str_format(py_retval(), "%s(%R)", name, pkl_tuple_items(args));
    if (!pkl_tuple_length(args)) return pkl_str_format(py_retval(), "%s()", name);
    return pkl_str_format(py_retval(), "%s%R", name, args);
}

/* ---- attributes ------------------------------------------------------------------------------------ */

static bool get_args(int argc, py_Ref argv) { return (void)argc, pkl_return_or_none(args_of(argv)); }

static bool set_args(int argc, py_Ref argv) {
    (void)argc;
    if (py_isnil(&argv[1])) return pkl_raise(tp_TypeError, "args may not be deleted");
    return pkl_to_tuple(args_of(argv), &argv[1]);
}

static bool get_slot(py_Ref argv, int slot) { return pkl_return_or_none(&pkl_exc_slots(argv)[slot]); }

static bool get_traceback(int argc, py_Ref argv) { return (void)argc, get_slot(argv, PKL_EXC_TRACEBACK); }

static bool set_traceback(int argc, py_Ref argv) {
    (void)argc;
    if (py_isnil(&argv[1])) return pkl_raise(tp_TypeError, "__traceback__ may not be deleted");
    if (!py_isnone(&argv[1]) && argv[1].type != tp_traceback) return pkl_raise(tp_TypeError, "__traceback__ must be a traceback or None");
    pkl_exc_slots(argv)[PKL_EXC_TRACEBACK] = py_isnone(&argv[1]) ? *py_NIL() : argv[1];
    return true;
}

static bool set_exception(py_Ref argv, int slot, const char* name, const char* what) {
    if (py_isnil(&argv[1])) return pkl_raise(tp_TypeError, "%s may not be deleted", name);
    if (!py_isnone(&argv[1]) && !pkl_value_is_exception(&argv[1])) {
        return pkl_raise(tp_TypeError, "exception %s must be None or derive from BaseException", what);
    }
    pkl_exc_slots(argv)[slot] = py_isnone(&argv[1]) ? *py_NIL() : argv[1];
    return true;
}

static bool get_context(int argc, py_Ref argv) { return (void)argc, get_slot(argv, PKL_EXC_CONTEXT); }
static bool set_context(int argc, py_Ref argv) { return (void)argc, set_exception(argv, PKL_EXC_CONTEXT, "__context__", "context"); }
static bool get_cause(int argc, py_Ref argv) { return (void)argc, get_slot(argv, PKL_EXC_CAUSE); }

static bool set_cause(int argc, py_Ref argv) {
    (void)argc;
    if (!set_exception(argv, PKL_EXC_CAUSE, "__cause__", "cause")) return false;
    pkl_exc_slots(argv)[PKL_EXC_SUPPRESS] = *py_True();
    return true;
}

static bool get_suppress(int argc, py_Ref argv) { return (void)argc, get_slot(argv, PKL_EXC_SUPPRESS); }

static bool set_suppress(int argc, py_Ref argv) {
    (void)argc;
    if (py_isnil(&argv[1])) return pkl_raise(tp_TypeError, "can't delete numeric/char attribute");
    if (argv[1].type != tp_bool) return pkl_raise(tp_TypeError, "attribute value type must be bool");
    pkl_exc_slots(argv)[PKL_EXC_SUPPRESS] = argv[1];
    return true;
}

/* ---- methods ------------------------------------------------------------------------------------------- */

static bool with_traceback(int argc, py_Ref argv) {
    if (!set_traceback(argc, argv)) return false;
    return pkl_return_or_none(argv);
}

static bool add_note(int argc, py_Ref argv) {
    (void)argc;
    if (!pkl_is_str(&argv[1])) return pkl_raise(tp_TypeError, "add_note() argument must be str, not %T", &argv[1]);
    int found = pkl_get_attribute(argv, PKL_NAME(__notes__));
    if (found < 0) return false;
    if (!found) {
        pkl_new_list(py_retval(), 1);
        py_TValue list = *py_retval();
        if (!py_setattr(argv, pkl_name(PKL_NAME(__notes__)), &list)) return false;
        *py_retval() = list;
    }
    if (!pkl_has_layout(py_retval(), tp_list)) return pkl_raise(tp_TypeError, "Cannot add note: __notes__ is not a list");
    return pkl_list_append(PKL_OBJECT(py_retval(), PyList), &argv[1]) && return_none();
}

void pkl_add_note(const char* format, int64_t number) {
    py_TValue *exception = py_pushtmp(), *note = py_pushtmp();
    pkl_exc_fetch(exception);
    if (!pkl_str_format(note, format, number) || !pkl_call_method(exception, PKL_NAME(add_note), 1, note)) py_clearexc(NULL);
    pkl_exc_restore(exception);
    py_shrink(2);
}

/* What the constructor of OSError took out of args is put back. */
static void restore_args(py_Ref self, py_TValue* args) {
    py_TValue* slots = pkl_exc_slots(self);
    if (pkl_tuple_length(args) != 2 || !slots[PKL_OS_FILENAME].type) return;
    py_TValue items[5] = {pkl_tuple_items(args)[0], pkl_tuple_items(args)[1], slots[PKL_OS_FILENAME], *py_None(), slots[PKL_OS_FILENAME2]};
    pkl_new_tuple(args, items, items[4].type ? 5 : 3);
}

/* Keywords of ImportError are state. */
static bool import_state(py_Ref self, PyDict* state) {
    static const struct {
        const char* name;
        int slot;
    } FIELDS[] = {{"name", PKL_IMPORTERROR_NAME}, {"path", PKL_IMPORTERROR_PATH}, {"name_from", PKL_IMPORTERROR_NAME_FROM}};
    for (int i = 0; i < 3; i++) {
        py_TValue* value = &pkl_exc_slots(self)[FIELDS[i].slot];
        if (value->type) pkl_dict_set_name(state, pkl_name_str(py_name(FIELDS[i].name)), value);
    }
    return state->used != 0;
}

static bool reduce(int argc, py_Ref argv) {
    (void)argc;
    py_TValue parts[3] = {*pkl_class_of(argv), *args_of(argv)};
    py_Type layout = pkl_type_of(argv)->layout_type;
    if (layout == tp_OSError) restore_args(argv, &parts[1]);
    PyDict* dict = pkl_instance_dict(argv);
    py_TValue state;
    if (layout == tp_ImportError) {
        PyDict* copy = dict ? pkl_dict_copy(&state, dict) : pkl_new_dict(&state);
        if (!copy) return false;
        if (import_state(argv, copy)) parts[2] = state;
    } else if (dict && dict->used) {
        parts[2] = pkl_value(&dict->head);
    }
    pkl_new_tuple(py_retval(), parts, parts[2].type ? 3 : 2);
    return true;
}

static bool set_state(int argc, py_Ref argv) {
    (void)argc;
    if (py_isnone(&argv[1])) return return_none();
    if (!pkl_has_layout(&argv[1], tp_dict)) return pkl_raise(tp_TypeError, "state is not a dictionary");
    int32_t place = 0;
    for (PklEntry* entry; (entry = pkl_dict_next(PKL_OBJECT(&argv[1], PyDict), &place));) {
        if (!pkl_is_str(&entry->key)) return pkl_raise(tp_TypeError, "attribute name must be string, not '%T'", &entry->key);
        if (!py_setattr(argv, pkl_name(pkl_intern(pkl_str(&entry->key))), &entry->value)) return false;
    }
    return return_none();
}

const PklMethod pkl_exception_methods[] = {
    {"__new__", exception_new, "($type, /, *args, **kwargs)", PKL_ANY_KW, PKL_NEW, 0, 0},
    {"__init__", exception_init, "($self, /, *args, **kwargs)", PKL_ANY_KW, PKL_WRAPPER, 0, 0},
    {"__repr__", exception_repr, "($self, /)", PKL_NOARGS, PKL_WRAPPER, 0, 0},
    {"__str__", exception_str, "($self, /)", PKL_NOARGS, PKL_WRAPPER, 0, 0},
    {"with_traceback", with_traceback, NULL, PKL_O, PKL_METHOD, 0, 0},
    {"add_note", add_note, NULL, PKL_O, PKL_METHOD, 0, 0},
    {"__reduce__", reduce, NULL, PKL_NOARGS, PKL_METHOD, 0, 0},
    {"__setstate__", set_state, NULL, PKL_O, PKL_METHOD, 0, 0},
    {0},
};

const PklGetSet pkl_exception_getsets[] = {
    {"args", get_args, set_args},
    {"__traceback__", get_traceback, set_traceback},
    {"__context__", get_context, set_context},
    {"__cause__", get_cause, set_cause},
    {"__suppress_context__", get_suppress, set_suppress},
    {"__dict__", pkl_get_dict, pkl_set_dict},
    {0},
};
