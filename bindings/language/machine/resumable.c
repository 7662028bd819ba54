/*
 * Built-in functions that consume a generator: as stored Python, so that the generator and what it awaits run in the same loop, which can be left in
 * the middle. For all other arguments the C function is called. Frames of stored code are not shown in tracebacks.
 */
#include "../compiler/ast.h"
#include "../types/types.h"
#include "machine.h"

#include <string.h>

typedef struct Stored {
    const char* name;
    py_Type type; /* of a type's call; 0: a built-in function or method of that name */
    const char* source; /* of a function f */
} Stored;

#define EXTREME(name, sign)                                                                                            \
    {name, 0,                                                                                                          \
     "def f(it, *, key=None, default=f, nothing=f):\n"                                                                 \
     "    best = nothing\n"                                                                                            \
     "    for x in it:\n"                                                                                              \
     "        k = x if key is None else key(x)\n"                                                                      \
     "        if best is nothing or k " sign " least: best, least = x, k\n"                                            \
     "    if best is not nothing: return best\n"                                                                       \
     "    if default is not nothing: return default\n"                                                                 \
     "    raise ValueError('" name "() iterable argument is empty')"}

static const Stored STORED[] = {
    {"list", tp_list, "def f(it): return [x for x in it]"},
    {"tuple", tp_tuple, "def f(it): return (*[x for x in it],)"},
    {"set", tp_set, "def f(it): return {x for x in it}"},
    {"frozenset", tp_frozenset, "def f(it): return frozenset({x for x in it})"},
    {"dict", tp_dict, "def f(it): return dict([x for x in it])"},
    {"sorted", 0, "def f(it, **words): return sorted([x for x in it], **words)"},
    {"any", 0, "def f(it):\n    for x in it:\n        if x: return True\n    return False"},
    {"all", 0, "def f(it):\n    for x in it:\n        if not x: return False\n    return True"},
    {"join", tp_str, "def f(self, it): return self.join([x for x in it])"},
    EXTREME("min", "<"),
    EXTREME("max", ">"),
};

enum { COUNT = sizeof STORED / sizeof *STORED };

static int find(const py_TValue* callable, bool bound) {
    if (callable->type != tp_type && callable->is_ptr) return -1; /* the C API's functions are objects */
    for (int i = 0; i < COUNT; i++) {
        const Stored* stored = &STORED[i];
        if (callable->type == tp_type) {
            if (stored->type == py_totype((py_Ref)callable) && stored->type != tp_str) return i;
        } else if (strcmp(stored->name, callable->_method->name) == 0) {
            if (bound) return stored->type == tp_str && callable->extra == tp_str ? i : -1;
            py_Ref known = pkl_dict_get_name(pkl_vm->builtins, pkl_name_str(py_name(stored->name)));
            return known != NULL && known->type == callable->type && known->_method == callable->_method ? i : -1;
        }
    }
    return -1;
}

/* The function is compiled when it is first needed; its name means the built-in one, whatever the program does to builtins. */
static bool make(PklVM* vm, int which, py_Ref callable) {
    const Stored* stored = &STORED[which];
    py_TValue *code = py_pushtmp(), *globals = py_pushtmp();
    PyDict* dict = pkl_new_dict(globals);
    pkl_dict_set_name(dict, PKL_NAME(__builtins__), &vm->builtins_module);
    py_TValue marker;
    pkl_new(&marker, tp_object);
    pkl_dict_set_name(dict, pkl_name_str(py_name("f")), &marker);
    pkl_dict_set_name(dict, pkl_name_str(py_name(stored->name)), callable);
    PklCompileRequest request = {.text = stored->source, .size = (int32_t)strlen(stored->source), .filename = "<stored>", .mode = PKL_EXEC, .optimize = -1};
    bool ok = pkl_compile(&request, code) && pkl_run_code(PKL_OBJECT(code, PyCode), dict, globals);
    py_Ref function = ok ? pkl_dict_get_name(dict, pkl_name_str(py_name("f"))) : NULL;
    if (ok) {
        py_TValue* slot = PKL_OBJECT(function, PyFunction)->slot;
        slot[PKL_FUNCTION_NAME] = slot[PKL_FUNCTION_QUALNAME] = *pkl_name_ref(pkl_name_str(py_name(stored->name)));
        PKL_OBJECT(&slot[PKL_FUNCTION_CODE], PyCode)->flags |= PKL_CO_STORED;
        if (vm->stored.type == tp_nil) {
            PyObject* all = pkl_new_slots(&vm->stored, tp_tuple, COUNT);
            for (int i = 0; i < COUNT; i++) PKL_SLOTS(all)[i] = vm->None_;
        }
        PKL_SLOTS(vm->stored._obj)[which] = *function;
    }
    py_shrink(2);
    return ok;
}

PklCalled pkl_call_stored(PklVM* vm, py_TValue* base, int argc, const py_TValue* kwnames) {
    bool bound = base[1].type != tp_nil;
    int which = find(base, bound);
    if (which < 0 || (bound && base[1].type != tp_str) || (kwnames != NULL && (which < 5 || bound))) return PKL_CALLED_VALUE;
    vm->frame->sp = base + 2 + argc;
    if ((vm->stored.type == tp_nil || PKL_SLOTS(vm->stored._obj)[which].type != tp_function) && !make(vm, which, base)) return PKL_CALLED_ERROR;
    py_TValue function = PKL_SLOTS(vm->stored._obj)[which];
    py_TValue* args = bound ? base + 1 : base + 2;
    return pkl_enter_function(vm, &function, args, bound ? argc + 1 : argc, kwnames, PKL_PUSH, base) ? PKL_CALLED_FRAME : PKL_CALLED_ERROR;
}
