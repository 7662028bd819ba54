/*
 * Exceptions on their way: from the instruction that failed to the handler, through frames that end.
 */
#include "machine.h"

static const PklHandler* find_handler(PyCode* code, int at) {
    for (int low = 0, high = code->handler_count; low < high;) {
        int middle = (low + high) / 2;
        const PklHandler* handler = &code->handlers[middle];
        if (at < handler->start) high = middle;
        else if (at >= handler->end) low = middle + 1;
        else return handler;
    }
    return NULL;
}

static void enter_handler(PklVM* vm, PyFrame* frame, const PklHandler* handler, int at) {
    frame->sp = pkl_operands(frame) + handler->depth;
    if (handler->lasti) py_newint(frame->sp++, at);
    *frame->sp++ = vm->raised;
    vm->raised.type = tp_nil;
    frame->ip = frame->code->instructions + handler->target;
}

/* What a frame's end by an exception means for the frame below it. 1: the exception is dealt with, 0: it goes on. */
static int leave_frame(PklVM* vm, PyFrame* left, PklCont cont) {
    switch (cont.kind) {
    case PKL_CONT_NEXT:
        if (!pkl_exc_matches(tp_StopIteration)) return 0;
        vm->raised.type = tp_nil;
        pkl_end_for(vm);
        return 1;
    case PKL_CONT_FILTER:
        if (!pkl_exc_matches(tp_StopIteration)) return 0;
        vm->raised.type = tp_nil;
        vm->frame->sp--; /* the item */
        pkl_end_for(vm);
        return 1;
    case PKL_CONT_SEND:
        if (!pkl_exc_matches(tp_StopIteration)) return 0;
        return pkl_send_stopped(vm) ? 1 : 0;
    case PKL_CONT_GETATTR:
        if (!pkl_exc_matches(tp_AttributeError)) return 0;
        return pkl_getattr_missing(vm) ? 1 : 0;
    case PKL_CONT_MODULE: pkl_module_failed(vm, left); return 0;
    default: return 0;
    }
}

bool pkl_unwind(PklVM* vm, bool again) {
    again |= vm->reraised;
    vm->reraised = false;
    for (;;) {
        PyFrame* frame = vm->frame;
        int at = (int)(frame->ip - frame->code->instructions) - 1;
        if (!again && !pkl_is_hidden(frame->code)) pkl_traceback_push(&vm->raised, frame->code, at);
        again = false;
        const PklHandler* handler = vm->limits.fatal ? NULL : find_handler(frame->code, at);
        if (handler != NULL) {
            enter_handler(vm, frame, handler, at);
            return true;
        }
        PklCont cont = {frame->continuation, frame->step};
        if (frame->generator != NULL) pkl_leave_generator(vm, frame);
        pkl_pop_frame(vm);
        if (cont.kind == PKL_CONT_ENTRY) return false;
        if (leave_frame(vm, frame, cont)) return true;
    }
}
