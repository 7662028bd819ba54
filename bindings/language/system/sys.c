/*
 * sys: settings of the interpreter, and what it shows of itself.
 */
#include "system.h"

#include "../numbers/integers.h"
#include "../text/texts.h"

#include <string.h>

/* exit(status=None) */
static bool sys_exit(int argc, py_Ref argv) {
    py_TValue type = *py_tpobject(tp_SystemExit), status = argc > 0 ? argv[0] : pkl_vm->None_;
    bool spread = status.type == tp_tuple, given = status.type != tp_NoneType;
    if (!(spread ? py_call(&type, pkl_tuple_length(&status), pkl_tuple_items(&status)) : py_call(&type, given, &status))) return false;
    py_TValue exception = *py_retval();
    return pkl_raise_value(&exception, NULL);
}

static bool sys_intern(int argc, py_Ref argv) {
    (void)argc;
    if (argv->type != tp_str) return pkl_raise(tp_TypeError, py_isinstance(argv, tp_str) ? "can't intern %T" : "intern() argument must be str, not %T", argv);
    *py_retval() = *pkl_name_ref(pkl_intern(pkl_str(argv)));
    return true;
}

/* getsizeof(object, default) */
static bool sys_getsizeof(int argc, py_Ref argv) {
    (void)argc;
    int called = pkl_call_special(&argv[0], py_name("__sizeof__"), 0, NULL);
    if (called > 0 && pkl_is_int(py_retval())) return true;
    if (called > 0) pkl_raise(tp_TypeError, "an integer is required");
    if (called == 0) pkl_raise(tp_TypeError, "Type %T doesn't define __sizeof__", &argv[0]);
    if (argv[1].type == tp_nil || !pkl_exc_matches(tp_TypeError)) return false;
    pkl_vm->raised.type = tp_nil;
    return pkl_return(&argv[1]);
}

static bool sys_getrecursionlimit(int argc, py_Ref argv) { return (void)argc, (void)argv, pkl_return_int(pkl_vm->recursion_limit); }

static bool sys_setrecursionlimit(int argc, py_Ref argv) {
    (void)argc;
    int64_t limit;
    if (!pkl_index(argv, &limit, false)) return false;
    if (limit < 1) return pkl_raise(tp_ValueError, "recursion limit must be greater or equal than 1");
    if (limit > INT32_MAX) return pkl_raise(tp_OverflowError, "Python int too large to convert to C int");
    if (pkl_vm->limits.depth >= limit) return pkl_raise(tp_RecursionError, "cannot set the recursion limit to %i at the recursion depth %d: the limit is too low", limit, pkl_vm->limits.depth);
    pkl_vm->recursion_limit = (int)limit;
    return pkl_return_none();
}

static bool sys_get_digits(int argc, py_Ref argv) { return (void)argc, (void)argv, pkl_return_int(pkl_int_max_str_digits); }

static bool sys_set_digits(int argc, py_Ref argv) {
    (void)argc;
    int64_t digits;
    if (!pkl_index(argv, &digits, false)) return false;
    if (digits < 0 || (digits > 0 && digits < 640)) return pkl_raise(tp_ValueError, "maxdigits must be >= 640 or 0 for unlimited");
    if (digits > INT32_MAX) return pkl_raise(tp_OverflowError, "Python int too large to convert to C int");
    pkl_int_max_str_digits = (int)digits;
    return pkl_return_none();
}

static bool sys_encoding(int argc, py_Ref argv) { return (void)argc, (void)argv, pkl_return_text("utf-8"); }
static bool sys_encode_errors(int argc, py_Ref argv) { return (void)argc, (void)argv, pkl_return_text("surrogateescape"); }
static bool sys_is_finalizing(int argc, py_Ref argv) { return (void)argc, (void)argv, py_newbool(py_retval(), false), true; }
static bool sys_nothing(int argc, py_Ref argv) { return (void)argc, (void)argv, pkl_return_none(); }
static bool sys_getswitchinterval(int argc, py_Ref argv) { return (void)argc, (void)argv, py_newfloat(py_retval(), 0.005), true; }

static bool sys_displayhook(int argc, py_Ref argv) { return (void)argc, argv->type == tp_NoneType ? pkl_return_none() : pkl_display(argv) && pkl_return_none(); }

/* excepthook(type, value, traceback) */
static bool sys_excepthook(int argc, py_Ref argv) {
    (void)argc;
    if (!pkl_value_is_exception(&argv[1])) return pkl_raise(tp_TypeError, "print_exception(): Exception expected for value, %T found", &argv[1]);
    PklBuilder builder;
    pkl_builder_start(&builder);
    pkl_traceback_text(&builder, &argv[1]);
    return pkl_write_error(&builder) && pkl_return_none();
}

/* unraisablehook(unraisable) */
static bool sys_unraisablehook(int argc, py_Ref argv) {
    (void)argc;
    py_TValue *value = py_pushtmp(), *message = py_pushtmp(), *object = py_pushtmp();
    bool ok = py_getattr(argv, py_name("exc_value"));
    *value = *py_retval();
    ok = ok && py_getattr(argv, py_name("err_msg"));
    *message = *py_retval();
    ok = ok && py_getattr(argv, py_name("object"));
    *object = *py_retval();
    PklBuilder builder;
    pkl_builder_start(&builder);
    if (ok && message->type == tp_str) pkl_put_formatted(&builder, "%s: ", py_tostr(message));
    else pkl_put_formatted(&builder, "Exception ignored in: ");
    ok = ok && pkl_put_repr(&builder, object);
    pkl_put_char(&builder, '\n');
    if (ok && pkl_value_is_exception(value)) pkl_traceback_text(&builder, value);
    py_shrink(3);
    if (!ok) return pkl_builder_end(&builder), false;
    return pkl_write_error(&builder) && pkl_return_none();
}

/* ---- hooks of an event loop ------------------------------------------------------------------------- */

static bool hook_value(py_Ref value, const char* name, py_TValue* place) {
    if (value->type == tp_nil) return true;
    if (value->type != tp_NoneType && !py_callable(value)) return pkl_raise(tp_TypeError, "callable %s expected, got %T", name, value);
    *place = value->type == tp_NoneType ? pkl_vm->nil_ : *value;
    return true;
}

/* set_asyncgen_hooks(firstiter=…, finalizer=…) */
static bool sys_set_asyncgen_hooks(int argc, py_Ref argv) {
    (void)argc;
    py_TValue* hooks = pkl_vm->async_hooks;
    py_TValue before = hooks[PKL_HOOK_FINALIZER];
    if (!hook_value(&argv[1], "finalizer", &hooks[PKL_HOOK_FINALIZER])) return false;
    if (hook_value(&argv[0], "firstiter", &hooks[PKL_HOOK_FIRST])) return pkl_return_none();
    hooks[PKL_HOOK_FINALIZER] = before;
    return false;
}

#define TEXT(name, function) {name, function, "($module, /)", PKL_NOARGS, PKL_FUNCTION, 0, 0}
#define ONE(name, function, argument) {name, function, "($module, " argument ", /)", PKL_O, PKL_FUNCTION, 1, 1}

static const PklMethod FUNCTIONS[] = {
    {"exit", sys_exit, "($module, status=None, /)", PKL_RANGE, PKL_FUNCTION, 0, 1},
    ONE("intern", sys_intern, "string"),
    {"getsizeof", sys_getsizeof, "($module, object, default=None)", PKL_CLINIC, PKL_FUNCTION, 1, 2},
    TEXT("getrecursionlimit", sys_getrecursionlimit),
    ONE("setrecursionlimit", sys_setrecursionlimit, "limit"),
    TEXT("get_int_max_str_digits", sys_get_digits),
    {"set_int_max_str_digits", sys_set_digits, "($module, /, maxdigits)", PKL_CLINIC, PKL_FUNCTION, 1, 1},
    TEXT("getdefaultencoding", sys_encoding),
    TEXT("getfilesystemencoding", sys_encoding),
    TEXT("getfilesystemencodeerrors", sys_encode_errors),
    TEXT("is_finalizing", sys_is_finalizing),
    TEXT("_clear_internal_caches", sys_nothing),
    TEXT("_clear_type_cache", sys_nothing),
    TEXT("getswitchinterval", sys_getswitchinterval),
    ONE("setswitchinterval", sys_nothing, "interval"),
    ONE("displayhook", sys_displayhook, "object"),
    {"excepthook", sys_excepthook, "($module, exctype, value, traceback, /)", PKL_RANGE, PKL_FUNCTION, 3, 3},
    ONE("unraisablehook", sys_unraisablehook, "unraisable"),
    {"set_asyncgen_hooks", sys_set_asyncgen_hooks, "($module, firstiter=None, finalizer=None)", PKL_CLINIC, PKL_FUNCTION, 0, 2},
    {"audit", sys_nothing, NULL, PKL_ANY, PKL_FUNCTION, 0, 0},
    ONE("addaudithook", sys_nothing, "hook"),
    {0},
};

/* The names under which a program finds again what it replaced. */
static void keep_hooks(PyModule* sys) {
    static const char* const NAMES[] = {"displayhook", "excepthook", "unraisablehook"};
    for (unsigned i = 0; i < sizeof NAMES / sizeof *NAMES; i++) {
        char name[32] = "__";
        strcat(strcat(name, NAMES[i]), "__");
        pkl_sys_set(sys, name, *pkl_dict_get_name(sys->dict, pkl_name_str(py_name(NAMES[i]))));
    }
}

void py_sys_setargv(int argc, char** argv) {
    py_TValue list, word;
    PyList* words = pkl_new_list(&list, argc);
    for (int i = 0; i < argc; i++) {
        py_newstr(&word, argv[i]);
        pkl_list_append(words, &word);
    }
    pkl_sys_set(PKL_OBJECT(py_getmodule("sys"), PyModule), "argv", list);
}

/* What CPython's site puts into builtins. */
static const PklMethod FOR_SITE[] = {
    {"exit", sys_exit, "(code=None)", PKL_RANGE, PKL_FUNCTION, 0, 1},
    {"quit", sys_exit, "(code=None)", PKL_RANGE, PKL_FUNCTION, 0, 1},
    {0},
};

void pkl_start_sys(PklVM* vm) {
    PyModule* sys = PKL_OBJECT(py_newmodule("sys"), PyModule);
    pkl_register_functions(sys, FUNCTIONS);
    pkl_register_functions(sys, pkl_sys_frames);
    pkl_sys_set(sys, "modules", pkl_value(&vm->modules->head));
    keep_hooks(sys);
    pkl_sys_information(sys);
    pkl_sys_streams(sys);
    pkl_register_functions(PKL_OBJECT(&vm->builtins_module, PyModule), FOR_SITE);
}
