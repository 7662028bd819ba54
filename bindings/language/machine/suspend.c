/*
 * Leaving the loop in the middle of a program, for what the host answers later, and going on with the answer.
 *
 * A native of convention PKL_MACHINE ends with pkl_leave_loop: its call is popped, pkl_run returns the status, and no C frame of the interpreter is
 * alive: the memory may be copied. pkl_answer or pkl_answer_raised comes before pkl_run is called again.
 */
#include "../types/types.h"
#include "machine.h"

static bool raise_inside(const char* name) {
    const py_TValue* outer = pkl_current_native;
    if (outer == NULL) return pkl_raise(tp_RuntimeError, "%s() cannot wait for the host inside a native function", name);
    bool method = outer->extra > 0 && outer->type != tp_nativefunc;
    return pkl_raise(tp_RuntimeError, "%s() cannot wait for the host inside %s%s%s(), which is not written in Python", name, method ? pkl_vm->types[outer->extra]->name->data : "",
                     method ? "." : "", outer->_method->name);
}

PklCalled pkl_leave_loop(PklVM* vm, py_TValue* base, PklStatus why, const py_TValue* request) {
    if (vm->inner > 0 || pkl_is_entry(vm->frame->code)) {
        raise_inside(base->_method->name);
        return PKL_CALLED_ERROR;
    }
    vm->frame->sp = base;
    vm->host_call = *request;
    vm->leaving = why;
    return PKL_CALLED_ERROR;
}

void pkl_answer(PklVM* vm, const py_TValue* value) {
    vm->host_call.type = tp_nil;
    *vm->frame->sp++ = *value;
}

bool pkl_answer_raised(PklVM* vm) {
    vm->host_call.type = tp_nil;
    return pkl_unwind(vm, false);
}
