/*
 * Instructions of generators that delegate and of async code.
 */
#include "../machine.h"

static bool is_coroutine_generator(const py_TValue* value) {
    return value->type == tp_generator && PKL_OBJECT(value, PyGenerator)->frame != NULL &&
           (PKL_OBJECT(value, PyGenerator)->frame->code->flags & PKL_CO_ITERABLE_COROUTINE);
}

/* yield from x: x as an iterator. */
static bool get_yield_from_iter(PklVM* vm) {
    PyFrame* frame = vm->frame;
    py_TValue* operand = frame->sp - 1;
    if (operand->type == tp_generator) return true;
    if (operand->type == tp_coroutine) {
        if (frame->code->flags & (PKL_CO_COROUTINE | PKL_CO_ITERABLE_COROUTINE)) return true;
        return pkl_raise(tp_TypeError, "cannot 'yield from' a coroutine object in a non-coroutine generator");
    }
    return pkl_op_get_iter(vm);
}

static bool bad_awaitable(const py_TValue* value, int where) {
    if (where == 1)
        return pkl_raise(tp_TypeError, "'async with' received an object from __aenter__ that does not implement __await__: %T", value);
    if (where == 2)
        return pkl_raise(tp_TypeError, "'async with' received an object from __aexit__ that does not implement __await__: %T", value);
    return pkl_raise(tp_TypeError, "'%T' object can't be awaited", value);
}

bool pkl_awaitable_iterator(py_TValue* value, int where) {
    PklVM* vm = pkl_vm;
    if (value->type == tp_coroutine || is_coroutine_generator(value)) {
        vm->retval = *value;
        return true;
    }
    py_Ref method = pkl_lookup(pkl_type_of(value), PKL_NAME(__await__));
    if (method == NULL) return bad_awaitable(value, where);
    if (pkl_call_special(value, (py_Name)PKL_NAME(__await__), 0, NULL) < 0) return false;
    py_TValue iterator = vm->retval;
    if (iterator.type == tp_coroutine || is_coroutine_generator(&iterator)) return pkl_raise(tp_TypeError, "__await__() returned a coroutine");
    if (pkl_lookup(pkl_type_of(&iterator), PKL_NAME(__next__)) == NULL)
        return pkl_raise(tp_TypeError, "__await__() returned non-iterator of type '%T'", &iterator);
    vm->retval = iterator;
    return true;
}

static bool get_awaitable(PklVM* vm, int where) {
    py_TValue* operand = vm->frame->sp - 1;
    if (!pkl_awaitable_iterator(operand, where)) return false;
    *operand = vm->retval;
    if (operand->type != tp_coroutine || pkl_generator_receiver(PKL_OBJECT(operand, PyGenerator)) == NULL) return true;
    return pkl_raise(tp_RuntimeError, "coroutine is being awaited already");
}

static bool get_aiter(PklVM* vm) {
    py_TValue* operand = vm->frame->sp - 1;
    int called = pkl_call_special(operand, (py_Name)PKL_NAME(__aiter__), 0, NULL);
    if (called < 0) return false;
    if (called == 0) return pkl_raise(tp_TypeError, "'async for' requires an object with __aiter__ method, got %T", operand);
    if (pkl_lookup(pkl_type_of(&vm->retval), PKL_NAME(__anext__)) == NULL) {
        py_TValue value = vm->retval;
        return pkl_raise(tp_TypeError, "'async for' received an object from __aiter__ that does not implement __anext__: %T", &value);
    }
    *operand = vm->retval;
    return true;
}

/* [iterator] -> [iterator, awaitable's iterator] */
static bool get_anext(PklVM* vm) {
    PyFrame* frame = vm->frame;
    int called = pkl_call_special(frame->sp - 1, (py_Name)PKL_NAME(__anext__), 0, NULL);
    if (called < 0) return false;
    if (called == 0) return pkl_raise(tp_TypeError, "'async for' requires an iterator with __anext__ method, got %T", frame->sp - 1);
    py_TValue* value = frame->sp++;
    *value = vm->retval;
    if (!pkl_awaitable_iterator(value, 0)) {
        if (!pkl_exc_matches(tp_TypeError)) return false;
        py_TValue cause = vm->raised;
        vm->raised.type = tp_nil;
        pkl_raise(tp_TypeError, "'async for' received an invalid object from __anext__: %T", value);
        PKL_SLOTS(vm->raised._obj)[PKL_EXC_CAUSE] = cause;
        return false;
    }
    *value = vm->retval;
    return true;
}

/* [iterator, exception]: StopAsyncIteration ends the loop. */
static bool end_async_for(PklVM* vm) {
    PyFrame* frame = vm->frame;
    py_TValue exception = frame->sp[-1];
    if (py_isinstance(&exception, tp_StopAsyncIteration)) {
        frame->sp -= 2;
        return true;
    }
    frame->sp--;
    vm->raised = exception;
    vm->reraised = true;
    return false;
}

/* [iterator, last sent, exception] -> [None, value] */
static bool cleanup_throw(PklVM* vm) {
    PyFrame* frame = vm->frame;
    py_TValue exception = frame->sp[-1];
    if (!py_isinstance(&exception, tp_StopIteration)) {
        frame->sp--;
        vm->raised = exception;
        vm->reraised = true;
        return false;
    }
    frame->sp[-3] = vm->None_;
    frame->sp[-2] = pkl_stop_iteration_value(&exception);
    frame->sp--;
    return true;
}

bool pkl_cold_async(PklVM* vm, PklInstruction instruction) {
    switch (PKL_OP(instruction)) {
    case PKL_GET_YIELD_FROM_ITER: return get_yield_from_iter(vm);
    case PKL_GET_AWAITABLE: return get_awaitable(vm, PKL_ARG(instruction));
    case PKL_GET_AITER: return get_aiter(vm);
    case PKL_GET_ANEXT: return get_anext(vm);
    case PKL_END_ASYNC_FOR: return end_async_for(vm);
    case PKL_CLEANUP_THROW: return cleanup_throw(vm);
    case PKL_ASYNC_GEN_WRAP: return pkl_async_gen_wrap(vm);
    default: return pkl_raise(tp_SystemError, "unknown opcode %d", PKL_OP(instruction));
    }
}
