/* atexit: functions for the end of the program; whoever ends it calls _run_exitfuncs. The list is the machine's. */
#include "../library.h"

#include "../../language/types/types.h"

static PyList* registered(void) { return PKL_OBJECT(&pkl_vm->at_exit, PyList); }

/* register(func, /, *args, **kwargs) */
static bool atexit_register(int argc, py_Ref argv) {
    (void)argc;
    if (!py_callable(&argv[0])) return pkl_raise(tp_TypeError, "the first argument must be callable");
    py_TValue entry, items[3] = {argv[0], argv[1], argv[2].type != tp_nil ? argv[2] : pkl_vm->None_};
    pkl_new_tuple(&entry, items, 3);
    pkl_list_append(registered(), &entry);
    return pkl_return(&argv[0]);
}

/* unregister(func): all that are equal to it */
static bool atexit_unregister(int argc, py_Ref argv) {
    (void)argc;
    for (int i = registered()->length - 1; i >= 0; i--) {
        if (i >= registered()->length) continue;
        py_TValue function = pkl_tuple_items(&registered()->items[i])[0];
        int same = py_equal(&function, &argv[0]);
        if (same < 0) return false;
        py_TValue list = pkl_value(&registered()->head);
        if (same && i < registered()->length) py_list_delitem(&list, i);
    }
    return pkl_return_none();
}

/* The last one first; an exception is told, and the others are called all the same. */
static bool run_functions(int argc, py_Ref argv) {
    (void)argc, (void)argv;
    while (registered()->length > 0) {
        py_TValue* entry = py_pushtmp();
        *entry = registered()->items[--registered()->length];
        py_TValue* items = pkl_tuple_items(entry);
        py_TValue names = items[2].type == tp_dict ? items[2] : pkl_vm->nil_;
        py_push(&items[0]);
        py_pushnil();
        for (int i = 0; i < pkl_tuple_length(&items[1]); i++) py_push(&pkl_tuple_items(&items[1])[i]);
        int words = names.type == tp_dict ? pkl_push_keywords(PKL_OBJECT(&names, PyDict)) : 0;
        if (!py_vectorcall((uint16_t)pkl_tuple_length(&items[1]), (uint16_t)words)) pkl_unraisable(&items[0], "in atexit callback");
        py_pop();
    }
    return pkl_return_none();
}

static bool clear(int argc, py_Ref argv) { return (void)argc, (void)argv, registered()->length = 0, pkl_return_none(); }
static bool count(int argc, py_Ref argv) { return (void)argc, (void)argv, pkl_return_int(registered()->length); }

void pkl_library_atexit(PyModule* module) {
    static const PklMethod FUNCTIONS[] = {
        {"register", atexit_register, "($module, func, /, *args, **kwargs)", PKL_CLINIC, PKL_FUNCTION, 1, 1},
        {"unregister", atexit_unregister, "($module, func, /)", PKL_O, PKL_FUNCTION, 1, 1},
        {"_run_exitfuncs", run_functions, "($module, /)", PKL_NOARGS, PKL_FUNCTION, 0, 0},
        {"_clear", clear, "($module, /)", PKL_NOARGS, PKL_FUNCTION, 0, 0},
        {"_ncallbacks", count, "($module, /)", PKL_NOARGS, PKL_FUNCTION, 0, 0},
        {0},
    };
    if (pkl_vm->at_exit.type == tp_nil) pkl_new_list(&pkl_vm->at_exit, 0);
    pkl_register_functions(module, FUNCTIONS);
}
