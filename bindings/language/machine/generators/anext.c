/*
 * anext(iterator) and anext(iterator, default): the latter is an awaitable whose StopAsyncIteration becomes the default.
 */
#include "../machine.h"

enum { AWAITABLE, DEFAULT, SLOTS };

static bool builtin_anext(int argc, py_Ref argv) {
    int called = pkl_call_special(argv, (py_Name)PKL_NAME(__anext__), 0, NULL);
    if (called == 0) return pkl_raise(tp_TypeError, "'%T' object is not an async iterator", argv);
    if (called < 0 || argc == 1) return called > 0;
    py_TValue awaitable = *py_retval();
    PyObject* object = pkl_new(py_retval(), tp_anext_awaitable);
    PKL_SLOTS(object)[AWAITABLE] = awaitable;
    PKL_SLOTS(object)[DEFAULT] = argv[1];
    return true;
}

/* The awaitable's iterator does something by a method; the end of the asynchronous iterator is the default as a value. */
static bool proxy(py_Ref self, const char* method, int argc, py_Ref argv) {
    PklVM* vm = pkl_vm;
    if (!pkl_awaitable_iterator(&PKL_SLOTS(self->_obj)[AWAITABLE], 0)) return false;
    py_TValue* iterator = py_pushtmp();
    *iterator = vm->retval;
    bool ok = py_getattr(iterator, py_name(method));
    py_TValue function = vm->retval;
    ok = ok && py_call(&function, argc, argv);
    py_pop();
    if (ok || !pkl_exc_matches(tp_StopAsyncIteration)) return ok;
    vm->raised.type = tp_nil;
    return pkl_raise_stop_iteration(&PKL_SLOTS(self->_obj)[DEFAULT]);
}

static bool self(int argc, py_Ref argv) {
    (void)argc;
    *py_retval() = argv[0];
    return true;
}

static bool proxy_next(int argc, py_Ref argv) { return (void)argc, proxy(argv, "__next__", 0, NULL); }
static bool proxy_send(int argc, py_Ref argv) { return (void)argc, proxy(argv, "send", 1, argv + 1); }
static bool proxy_throw(int argc, py_Ref argv) { return proxy(argv, "throw", argc - 1, argv + 1); }
static bool proxy_close(int argc, py_Ref argv) { return (void)argc, proxy(argv, "close", 0, NULL); }

const PklMethod pkl_builtin_anext[] = {{"anext", builtin_anext, NULL, PKL_RANGE, PKL_FUNCTION, 1, 2}, {0}};

static const PklMethod table[] = {
    {"__await__", self, "($self, /)", PKL_NOARGS, PKL_WRAPPER, 0, 0},
    {"__iter__", self, "($self, /)", PKL_NOARGS, PKL_WRAPPER, 0, 0},
    {"__next__", proxy_next, "($self, /)", PKL_NOARGS, PKL_WRAPPER, 0, 0},
    {"send", proxy_send, "($self, value, /)", PKL_O, PKL_METHOD, 1, 1},
    {"throw", proxy_throw, NULL, PKL_RANGE, PKL_METHOD, 1, 3},
    {"close", proxy_close, "($self, /)", PKL_NOARGS, PKL_METHOD, 0, 0},
    {0},
};

const PklTypeSpec pkl_anext_types[] = {
    {.id = tp_anext_awaitable, .base = tp_object, .name = "anext_awaitable", .slots = SLOTS, .flags = PKL_TYPE_FINAL | PKL_TYPE_NO_NEW, .hidden = true, .methods = table},
    {0},
};
