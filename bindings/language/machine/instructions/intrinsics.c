/*
 * Instructions that are calls of the interpreter itself: displayhook, type parameters, t-strings.
 */
#include "../machine.h"

/* sys.displayhook(value), which the interactive mode calls. */
static bool display(PklVM* vm, py_TValue* value) {
    py_Ref sys = pkl_dict_get_name(vm->modules, (PyStr*)py_name("sys"));
    py_Ref hook = sys != NULL && sys->type == tp_module ? pkl_dict_get_name(PKL_OBJECT(sys, PyModule)->dict, (PyStr*)py_name("displayhook")) : NULL;
    if (hook != NULL) {
        py_TValue function = *hook;
        return py_call(&function, 1, value);
    }
    if (vm->callbacks.displayhook != NULL) return vm->callbacks.displayhook(value);
    return value->type == tp_NoneType || pkl_display(value);
}

/* An exception that leaves a generator's body: StopIteration becomes RuntimeError. */
static bool stop_iteration_error(PklVM* vm, py_TValue* exception) {
    PyCode* code = vm->frame->code;
    bool async = code->flags & PKL_CO_ASYNC_GENERATOR, coroutine = code->flags & PKL_CO_COROUTINE;
    const char* text = NULL;
    if (py_isinstance(exception, tp_StopIteration)) text = async ? "async generator raised StopIteration" : coroutine ? "coroutine raised StopIteration" : "generator raised StopIteration";
    else if (async && py_isinstance(exception, tp_StopAsyncIteration)) text = "async generator raised StopAsyncIteration";
    if (text == NULL) {
        vm->retval = *exception;
        return true;
    }
    pkl_raise(tp_RuntimeError, "%s", text);
    py_TValue raised = vm->raised;
    vm->raised.type = tp_nil;
    PKL_SLOTS(raised._obj)[PKL_EXC_CAUSE] = *exception;
    PKL_SLOTS(raised._obj)[PKL_EXC_CONTEXT] = *exception;
    PKL_SLOTS(raised._obj)[PKL_EXC_SUPPRESS] = vm->True_;
    vm->retval = raised;
    return true;
}

static bool one(PklVM* vm, int which) {
    py_TValue* value = vm->frame->sp - 1;
    switch (which) {
    case PKL_INTRINSIC_PRINT:
        if (!display(vm, value)) return false;
        vm->retval = vm->None_;
        break;
    case PKL_INTRINSIC_STOPITERATION_ERROR:
        if (!stop_iteration_error(vm, value)) return false;
        break;
    default:
        if (!pkl_type_parameter(which, value, NULL)) return false;
    }
    *value = vm->retval;
    return true;
}

static bool two(PklVM* vm, int which) {
    py_TValue *second = vm->frame->sp - 1, *first = second - 1;
    if (!pkl_type_parameter(which, first, second)) return false;
    *first = vm->retval;
    vm->frame->sp--;
    return true;
}

bool pkl_cold_intrinsics(PklVM* vm, PklInstruction instruction) {
    switch (PKL_OP(instruction)) {
    case PKL_INTRINSIC_1: return one(vm, PKL_ARG(instruction));
    case PKL_INTRINSIC_2: return two(vm, PKL_ARG(instruction));
    default: return pkl_raise(tp_SystemError, "unknown opcode %d", PKL_OP(instruction));
    }
}
