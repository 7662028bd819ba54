/* The module _functools, and reduce. */
#include "functools.h"

typedef struct Reduction {
    py_Ref function;
    py_TValue* pair; /* so far (nil: nothing yet) and the item, on the native stack */
} Reduction;

static bool reduce_item(py_Ref item, void* context) {
    Reduction* reduction = context;
    reduction->pair[1] = *item;
    if (reduction->pair[0].type == tp_nil) return reduction->pair[0] = *item, true;
    if (!py_call(reduction->function, 2, reduction->pair)) return false;
    reduction->pair[0] = *py_retval();
    return true;
}

/* reduce(function, iterable, /, initial) */
static bool reduce(int argc, py_Ref argv) {
    (void)argc;
    bool is_iterable = pkl_special(&argv[1], pkl_name(PKL_NAME(__iter__))) || pkl_special(&argv[1], pkl_name(PKL_NAME(__getitem__)));
    if (!is_iterable) return pkl_raise(tp_TypeError, "reduce() arg 2 must support iteration");
    Reduction reduction = {&argv[0], py_pushtmp()};
    reduction.pair[0] = argv[2];
    py_pushnil();
    bool ok = pkl_iterate(&argv[1], reduce_item, &reduction);
    *py_retval() = reduction.pair[0];
    py_shrink(2);
    if (ok && py_retval()->type == tp_nil) return pkl_raise(tp_TypeError, "reduce() of empty iterable with no initial value");
    return ok;
}

static const PklMethod FUNCTIONS[] = {
    {"reduce", reduce, "($module, function, iterable, /, initial=None)", PKL_CLINIC, PKL_FUNCTION, 2, 3},
    {"cmp_to_key", pkl_cmp_to_key, "($module, /, mycmp)", PKL_CLINIC, PKL_FUNCTION, 1, 1},
    {0},
};

void pkl_library__functools(PyModule* module) {
    pkl_register_functions(module, FUNCTIONS);
    pkl_library_types(module, pkl_functools_partial);
    pkl_library_types(module, pkl_functools_cache);
    pkl_library_types(module, pkl_functools_key);
    py_TValue placeholder = {.type = tp_Placeholder};
    pkl_library_set(module, "Placeholder", &placeholder);
}
