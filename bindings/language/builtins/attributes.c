/*
 * Built-in functions about objects and their attributes.
 */
#include "builtins.h"

static bool name_of(py_Ref value, const char* function, PyStr** out) {
    if (!py_isinstance(value, tp_str)) return pkl_raise(tp_TypeError, "attribute name must be string, not '%T'", value);
    (void)function;
    *out = pkl_intern(PKL_OBJECT(value, PyStr));
    return true;
}

static bool builtin_getattr(int argc, py_Ref argv) {
    (void)argc;
    PyStr* name = NULL;
    if (!name_of(&argv[1], "getattr", &name)) return false;
    if (py_getattr(&argv[0], (py_Name)name)) return true;
    if (argv[2].type == tp_nil || !pkl_exc_matches(tp_AttributeError)) return false;
    pkl_vm->raised.type = tp_nil;
    return pkl_return(&argv[2]);
}

static bool builtin_hasattr(int argc, py_Ref argv) {
    (void)argc;
    PyStr* name = NULL;
    if (!name_of(&argv[1], "hasattr", &name)) return false;
    bool found = py_getattr(&argv[0], (py_Name)name);
    if (!found && !pkl_exc_matches(tp_AttributeError)) return false;
    pkl_vm->raised.type = tp_nil;
    return pkl_return_bool(found);
}

static bool builtin_setattr(int argc, py_Ref argv) {
    (void)argc;
    PyStr* name = NULL;
    return name_of(&argv[1], "setattr", &name) && py_setattr(&argv[0], (py_Name)name, &argv[2]) && pkl_return_none();
}

static bool builtin_delattr(int argc, py_Ref argv) {
    (void)argc;
    PyStr* name = NULL;
    return name_of(&argv[1], "delattr", &name) && py_delattr(&argv[0], (py_Name)name) && pkl_return_none();
}

static bool truth(int status) {
    if (status < 0) return false;
    return pkl_return_bool(status == 1);
}

static bool builtin_isinstance(int argc, py_Ref argv) { return (void)argc, truth(pkl_isinstance(&argv[0], &argv[1])); }
static bool builtin_issubclass(int argc, py_Ref argv) { return (void)argc, truth(pkl_issubclass(&argv[0], &argv[1])); }

static bool builtin_callable(int argc, py_Ref argv) {
    (void)argc;
    return pkl_return_bool(py_callable(argv));
}

static bool builtin_id(int argc, py_Ref argv) { return (void)argc, pkl_id(argv, py_retval()); }

static bool builtin_hash(int argc, py_Ref argv) {
    (void)argc;
    int64_t hash;
    if (!py_hash(argv, &hash)) return false;
    return pkl_return_int(hash);
}

static bool builtin_len(int argc, py_Ref argv) { return (void)argc, py_len(argv); }

/* ---- names ------------------------------------------------------------------------------------------- */

static bool sorted_list(py_Ref iterable) {
    py_TValue* list = py_pushtmp();
    bool ok = pkl_list_of(iterable, list) && pkl_list_sort(PKL_OBJECT(list, PyList), NULL, false);
    *py_retval() = *list;
    py_pop();
    return ok;
}

static bool builtin_dir(int argc, py_Ref argv) {
    (void)argc;
    if (argv[0].type == tp_nil) {
        if (!pkl_locals(py_retval())) return false;
        py_push(py_retval());
        bool ok = sorted_list(py_peek(-1));
        py_pop();
        return ok;
    }
    int called = pkl_call_special(&argv[0], py_name("__dir__"), 0, NULL);
    if (called < 0) return false;
    if (called == 0) return pkl_raise(tp_TypeError, "object does not provide __dir__");
    py_push(py_retval());
    bool ok = sorted_list(py_peek(-1));
    py_pop();
    return ok;
}

static bool builtin_vars(int argc, py_Ref argv) {
    (void)argc;
    if (argv[0].type == tp_nil) return pkl_locals(py_retval());
    if (py_getattr(&argv[0], (py_Name)PKL_NAME(__dict__))) return true;
    if (!pkl_exc_matches(tp_AttributeError)) return false;
    pkl_vm->raised.type = tp_nil;
    return pkl_raise(tp_TypeError, "vars() argument must have __dict__ attribute");
}

const PklMethod pkl_builtin_attributes[] = {
    {"getattr", builtin_getattr, NULL, PKL_RANGE, PKL_FUNCTION, 2, 3},
    {"hasattr", builtin_hasattr, "($module, obj, name, /)", PKL_RANGE, PKL_FUNCTION, 2, 2},
    {"setattr", builtin_setattr, "($module, obj, name, value, /)", PKL_RANGE, PKL_FUNCTION, 3, 3},
    {"delattr", builtin_delattr, "($module, obj, name, /)", PKL_RANGE, PKL_FUNCTION, 2, 2},
    {"isinstance", builtin_isinstance, "($module, obj, class_or_tuple, /)", PKL_RANGE, PKL_FUNCTION, 2, 2},
    {"issubclass", builtin_issubclass, "($module, cls, class_or_tuple, /)", PKL_RANGE, PKL_FUNCTION, 2, 2},
    {"callable", builtin_callable, "($module, obj, /)", PKL_O, PKL_FUNCTION, 1, 1},
    {"id", builtin_id, "($module, obj, /)", PKL_O, PKL_FUNCTION, 1, 1},
    {"hash", builtin_hash, "($module, obj, /)", PKL_O, PKL_FUNCTION, 1, 1},
    {"len", builtin_len, "($module, obj, /)", PKL_O, PKL_FUNCTION, 1, 1},
    {"dir", builtin_dir, NULL, PKL_RANGE, PKL_FUNCTION, 0, 1},
    {"vars", builtin_vars, NULL, PKL_RANGE, PKL_FUNCTION, 0, 1},
    {0},
};
