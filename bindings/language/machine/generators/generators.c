/*
 * Generators and coroutines: frames that outlive their call.
 *
 * RETURN_GENERATOR moves the frame out of its chunk into a buffer of its own, where it stays. Resuming links it on top of the caller's frame;
 * a yield unlinks it. So `for x in generator`, `yield from`, `await`, send() and next() from Python run in the same loop.
 */
#include "../machine.h"

#include <string.h>

static py_Type type_of_code(const PyCode* code) {
    if (code->flags & PKL_CO_ASYNC_GENERATOR) return tp_async_generator;
    return code->flags & PKL_CO_COROUTINE ? tp_coroutine : tp_generator;
}

/* The instruction RETURN_GENERATOR: the call's value is the generator, its frame waits behind the instruction with one operand less. */
bool pkl_make_generator(PklVM* vm) {
    PyFrame* frame = vm->frame;
    PyCode* code = frame->code;
    size_t bytes = sizeof(PyFrame) + ((size_t)code->nlocalsplus + code->stacksize + PKL_SLACK) * sizeof(py_TValue);
    py_TValue value;
    PyGenerator* generator = (PyGenerator*)pkl_new(&value, type_of_code(code));
    generator->frame_bytes = bytes;
    PyFrame* own = pkl_buffer(bytes);
    size_t used = (size_t)((char*)frame->sp - (char*)frame);
    memcpy(own, frame, used);
    own->sp = (py_TValue*)((char*)own + used);
    own->generator = generator;
    own->back = NULL;
    generator->frame = own;
    generator->state = PKL_GEN_CREATED;
    generator->code = code;
    generator->name = code->name;
    generator->qualname = code->qualname;
    if (frame->function != NULL) {
        generator->name = PKL_OBJECT(&frame->function->slot[PKL_FUNCTION_NAME], PyStr);
        generator->qualname = PKL_OBJECT(&frame->function->slot[PKL_FUNCTION_QUALNAME], PyStr);
    }
    PklCont cont = {frame->continuation, frame->step};
    pkl_pop_frame(vm);
    return pkl_continue(vm, cont, value, frame);
}

const char* pkl_generator_kind(const PyGenerator* generator) {
    if (generator->head.type == tp_coroutine) return "coroutine";
    return generator->head.type == tp_async_generator ? "async generator" : "generator";
}

/* Puts the generator's frame on top; `value` (NULL: none, an exception will be raised in it) is what its yield gives. */
static bool link_frame(PklVM* vm, PyGenerator* generator, const py_TValue* value, PklCont cont) {
    if (vm->limits.depth >= vm->recursion_limit || vm->limits.depth >= PKL_FRAMES_MAX) return pkl_raise(tp_RecursionError, "maximum recursion depth exceeded");
    PyFrame* frame = generator->frame;
    if (value != NULL) *frame->sp++ = *value;
    frame->back = vm->frame;
    frame->continuation = cont.kind;
    frame->step = cont.step;
    generator->state = PKL_GEN_RUNNING;
    generator->exc.back = vm->exc;
    vm->exc = &generator->exc;
    vm->frame = frame;
    vm->limits.depth++;
    return true;
}

/* Whether it can be resumed at all: 1 yes, 0 it has ended, -1 error. */
static int can_resume(PyGenerator* generator, const py_TValue* value) {
    switch (generator->state) {
    case PKL_GEN_RUNNING: pkl_raise(tp_ValueError, "%s already executing", pkl_generator_kind(generator)); return -1;
    case PKL_GEN_CLOSED:
        if (generator->head.type != tp_coroutine) return 0;
        pkl_raise(tp_RuntimeError, "cannot reuse already awaited coroutine");
        return -1;
    case PKL_GEN_CREATED:
        if (value != NULL && value->type != tp_NoneType) {
            pkl_raise(tp_TypeError, "can't send non-None value to a just-started %s", pkl_generator_kind(generator));
            return -1;
        }
    }
    return 1;
}

bool pkl_resume(PklVM* vm, PyGenerator* generator, const py_TValue* value, PklCont cont) {
    int can = can_resume(generator, value);
    if (can < 0) return false;
    if (can == 0) return pkl_generator_returned(vm, generator, cont, vm->None_);
    return link_frame(vm, generator, value, cont);
}

/* The frame is unlinked from the one below; its exceptions' state too. */
static void unlink_frame(PklVM* vm, PyGenerator* generator) {
    vm->exc = generator->exc.back;
    generator->exc.back = NULL;
    vm->frame = generator->frame->back;
    vm->limits.depth--;
}

/* YIELD_VALUE: the operand was popped, ip is behind the instruction. */
bool pkl_yielded(PklVM* vm, py_TValue value) {
    PyFrame* frame = vm->frame;
    PyGenerator* generator = frame->generator;
    PklCont cont = {frame->continuation, frame->step};
    unlink_frame(vm, generator);
    generator->state = PKL_GEN_SUSPENDED;
    frame->back = NULL;
    if (cont.kind == PKL_CONT_ENTRY) {
        vm->retval = value;
        return true;
    }
    if (generator->head.type == tp_async_generator && pkl_async_yielded(vm, generator, value)) return true;
    *vm->frame->sp++ = value; /* NEXT, SEND and GENERATOR alike: a yielded value is the next operand */
    return true;
}

/* The end of a generator's frame, by return or exception; pkl_pop_frame follows. */
void pkl_leave_generator(PklVM* vm, PyFrame* frame) {
    PyGenerator* generator = frame->generator;
    vm->exc = generator->exc.back;
    generator->exc.back = NULL;
    generator->exc.handled.type = tp_nil;
    generator->state = PKL_GEN_CLOSED;
    if (generator->head.type == tp_async_generator) pkl_async_step_over(generator);
}

/* What the buffer held is garbage once the frame was popped. */
static void free_frame(PyGenerator* generator) {
    if (generator->frame == NULL) return;
    pkl_buffer_free(generator->frame, generator->frame_bytes);
    generator->frame = NULL;
}

void pkl_finalize_generator(PyObject* object) { free_frame((PyGenerator*)object); }

void pkl_mark_generator(PyObject* object) {
    PyGenerator* generator = (PyGenerator*)object;
    pkl_mark_value(&generator->exc.handled);
    pkl_mark_value(&generator->yield_from);
    pkl_mark_value(&generator->finalizer);
    if (generator->name != NULL) pkl_mark_object(&generator->name->head);
    if (generator->qualname != NULL) pkl_mark_object(&generator->qualname->head);
    if (generator->code != NULL) pkl_mark_object(&generator->code->head);
    pkl_mark_generator_frame(generator);
}

static bool raise_stop(PklVM* vm, const py_TValue* value) {
    if (value->type == tp_NoneType) return pkl_raise_stop_iteration(NULL);
    (void)vm;
    return pkl_raise_stop_iteration((py_Ref)value);
}

/* A generator's return seen by whoever resumed it. */
bool pkl_generator_returned(PklVM* vm, PyGenerator* generator, PklCont cont, py_TValue value) {
    if (generator->head.type == tp_async_generator) return pkl_raise(tp_StopAsyncIteration, NULL);
    switch (cont.kind) {
    case PKL_CONT_NEXT: pkl_end_for(vm); return true;
    case PKL_CONT_SEND: pkl_send_ended(vm, value); return true;
    default: return raise_stop(vm, &value);
    }
}

/* ---- SEND: [receiver, value] ------------------------------------------------------------ */

/* The delegation has ended: [receiver, result], and the jump of the instruction. */
void pkl_send_ended(PklVM* vm, py_TValue value) {
    PyFrame* frame = vm->frame;
    *frame->sp++ = value;
    frame->ip += PKL_ARG(frame->ip[-1]);
}

bool pkl_send_stopped(PklVM* vm) {
    py_TValue value = pkl_stop_iteration_value(&vm->raised);
    vm->raised.type = tp_nil;
    pkl_send_ended(vm, value);
    return true;
}

/* The value was popped: the stack is [receiver]. */
static bool send_to_other(PklVM* vm, py_TValue* receiver, py_TValue value) {
    PyFrame* frame = vm->frame;
    int status;
    if (value.type == tp_NoneType) status = py_next(receiver);
    else {
        py_TValue method;
        if (!py_getattr(receiver, (py_Name)PKL_NAME(send))) return false;
        method = vm->retval;
        status = py_call(&method, 1, &value) ? 1 : -1;
    }
    if (status == 1) {
        *frame->sp++ = vm->retval;
        return true;
    }
    if (status == 0) {
        pkl_send_ended(vm, vm->retval.type == tp_nil ? vm->None_ : vm->retval);
        return true;
    }
    return pkl_exc_matches(tp_StopIteration) && pkl_send_stopped(vm);
}

bool pkl_op_send(PklVM* vm) {
    PyFrame* frame = vm->frame;
    py_TValue value = *--frame->sp;
    py_TValue* receiver = frame->sp - 1;
    if (receiver->type == tp_generator || receiver->type == tp_coroutine)
        return pkl_resume(vm, PKL_OBJECT(receiver, PyGenerator), &value, (PklCont){PKL_CONT_SEND, 0});
    if (receiver->type == tp_coroutine_wrapper)
        return pkl_resume(vm, PKL_OBJECT(&PKL_SLOTS(receiver->_obj)[0], PyGenerator), &value, (PklCont){PKL_CONT_SEND, 0});
    if (receiver->type == tp_async_generator_step) return pkl_async_send(vm, value);
    if (value.type == tp_NoneType) {
        py_Ref next = pkl_lookup(pkl_type_of(receiver), PKL_NAME(__next__));
        if (next != NULL && next->type == tp_function)
            return pkl_call_method_value(vm, *next, *receiver, 0, NULL, (PklCont){PKL_CONT_SEND, 0});
    }
    return send_to_other(vm, receiver, value);
}

/* ---- from C ------------------------------------------------------------------------------- */

/* One step of a generator in an inner loop: 1 a value in retval, 0 it returned (retval), -1 raised. */
int pkl_generator_step(PyGenerator* generator, const py_TValue* value) {
    PklVM* vm = pkl_vm;
    int can = can_resume(generator, value);
    if (can < 0) return -1;
    if (can == 0) {
        vm->retval = vm->None_;
        return 0;
    }
    if (!link_frame(vm, generator, value, (PklCont){PKL_CONT_ENTRY, 0})) return -1;
    if (!pkl_run_inner(vm)) return -1;
    return generator->state == PKL_GEN_SUSPENDED ? 1 : 0;
}

/* An exception is pending: it is raised inside the generator, where it waits. */
static int raise_inside(PyGenerator* generator) {
    PklVM* vm = pkl_vm;
    py_TValue raised = vm->raised;
    vm->raised.type = tp_nil;
    if (!link_frame(vm, generator, &vm->None_, (PklCont){PKL_CONT_ENTRY, 0})) return -1;
    if (generator->exc.handled.type != tp_nil) pkl_raise_value(&raised, NULL); /* in the context of what is handled there */
    else vm->raised = raised;
    if (!pkl_unwind(vm, false)) return -1;
    if (!pkl_run_inner(vm)) return -1;
    return generator->state == PKL_GEN_SUSPENDED ? 1 : 0;
}

/* An exception is thrown into a generator that waits for another one: that one gets it first. */
static int throw_into_receiver(PyGenerator* generator, py_TValue* receiver) {
    PklVM* vm = pkl_vm;
    int status;
    if (receiver->type == tp_generator || receiver->type == tp_coroutine) {
        generator->state = PKL_GEN_RUNNING;
        status = pkl_generator_throw(PKL_OBJECT(receiver, PyGenerator), true);
        generator->state = PKL_GEN_SUSPENDED;
    } else {
        status = pkl_throw_into_object(receiver);
        if (status == 2) return raise_inside(generator); /* no throw() */
    }
    if (status == 1) return 1;
    if (status == 0) pkl_raise_stop_iteration(vm->retval.type == tp_NoneType ? NULL : &vm->retval);
    return raise_inside(generator);
}

/* What the generator waits for in a `yield from` or `await`; NULL. */
py_Ref pkl_generator_receiver(PyGenerator* generator) {
    if (generator->state != PKL_GEN_SUSPENDED) return NULL;
    PklInstruction yield = generator->frame->ip[-1];
    return PKL_OP(yield) == PKL_YIELD_VALUE && PKL_ARG(yield) == 1 ? generator->frame->sp - 1 : NULL;
}

/* GeneratorExit closes the one that is waited for, and goes on outside. */
static int throw_exit(PyGenerator* generator, py_TValue* receiver) {
    PklVM* vm = pkl_vm;
    py_TValue* kept = py_pushtmp();
    *kept = vm->raised;
    vm->raised.type = tp_nil;
    generator->state = PKL_GEN_RUNNING;
    bool ok = pkl_close_object(receiver);
    generator->state = PKL_GEN_SUSPENDED;
    if (ok) vm->raised = *kept;
    py_pop();
    return raise_inside(generator);
}

int pkl_generator_throw(PyGenerator* generator, bool closes) {
    PklVM* vm = pkl_vm;
    if (generator->state == PKL_GEN_RUNNING) {
        vm->raised.type = tp_nil;
        pkl_raise(tp_ValueError, "%s already executing", pkl_generator_kind(generator));
        return -1;
    }
    if (generator->state == PKL_GEN_CLOSED) {
        if (generator->head.type == tp_coroutine) {
            vm->raised.type = tp_nil;
            pkl_raise(tp_RuntimeError, "cannot reuse already awaited coroutine");
        }
        return -1;
    }
    if (generator->state == PKL_GEN_CREATED) {
        pkl_traceback_push(&vm->raised, generator->frame->code, (int)(generator->frame->ip - generator->frame->code->instructions) - 1);
        generator->state = PKL_GEN_CLOSED;
        free_frame(generator);
        return -1;
    }
    py_Ref receiver = pkl_generator_receiver(generator);
    if (receiver == NULL) return raise_inside(generator);
    if (closes && pkl_exc_matches(tp_GeneratorExit)) return throw_exit(generator, receiver);
    return throw_into_receiver(generator, receiver);
}
