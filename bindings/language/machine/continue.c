/*
 * How a caller goes on with the value of a call.
 */
#include "machine.h"

static bool contains_returned(PklVM* vm, py_TValue value, bool invert) {
    int truth = py_bool(&value);
    if (truth < 0) return false;
    py_newbool(vm->frame->sp++, (truth == 1) != invert);
    return true;
}

static bool init_returned(const py_TValue* value) {
    return value->type == tp_NoneType || pkl_raise(tp_TypeError, "__init__() should return None, not '%t'", value->type);
}

/* [native function, its first arguments] and the value. */
static bool native_returned(PklVM* vm, py_TValue value, int count) {
    py_TValue* base = vm->frame->sp - count;
    *vm->frame->sp++ = value;
    if (!base->_method->call(count, base + 1)) return false;
    vm->frame->sp = base;
    *vm->frame->sp++ = vm->retval;
    return true;
}

bool pkl_continue(PklVM* vm, PklCont cont, py_TValue value, PyFrame* callee) {
    PyFrame* frame = vm->frame;
    switch ((PklContinuation)cont.kind) {
    case PKL_CONT_ENTRY: /* only a frame leaves the loop */
    case PKL_CONT_PUSH:
    case PKL_CONT_NEXT:
    case PKL_CONT_SEND:
    case PKL_CONT_GENERATOR: *frame->sp++ = value; return true;
    case PKL_CONT_INIT: return init_returned(&value);
    case PKL_CONT_NEW: return pkl_after_new(vm, value, callee);
    case PKL_CONT_TRUTH: return pkl_after_truth(vm, value);
    case PKL_CONT_OPERATOR: return pkl_after_operator(vm, value, cont.step);
    case PKL_CONT_ITER: return pkl_after_iter(vm, value);
    case PKL_CONT_GETATTR: return pkl_after_getattribute(vm, value, cont.step);
    case PKL_CONT_METHOD:
        *frame->sp++ = value;
        (frame->sp++)->type = tp_nil;
        return true;
    case PKL_CONT_DISCARD: return true;
    case PKL_CONT_CONTAINS: return contains_returned(vm, value, cont.step);
    case PKL_CONT_CLASS: return pkl_class_body_done(vm, callee);
    case PKL_CONT_FILTER: return pkl_after_filter(vm, value);
    case PKL_CONT_NATIVE: return native_returned(vm, value, cont.step);
    case PKL_CONT_MODULE: return pkl_module_done(vm, callee);
    }
    return true;
}
