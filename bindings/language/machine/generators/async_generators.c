/*
 * Asynchronous generators: what asend, athrow, aclose and __anext__ give, each one await, and the hooks of an event loop.
 *
 * A step is a slot object: the generator, what is sent (or the tuple for athrow; nil: aclose, see kind), and its state. While one drives the
 * generator, the generator's `yield_from` is the step: so whoever leaves the generator's frame can close it. `yield` of an asynchronous
 * generator wraps its value (ASYNC_GEN_WRAP), which tells it from what an `await` inside lets through.
 */
#include "../machine.h"

enum { GENERATOR, ARGUMENT, STATE, SLOTS };
enum { NEW, RUNNING, CLOSED };

static PyGenerator* generator_of(const py_TValue* step) { return PKL_OBJECT(&PKL_SLOTS(step->_obj)[GENERATOR], PyGenerator); }
static int64_t state_of(const py_TValue* step) { return PKL_SLOTS(step->_obj)[STATE]._i64; }
static void set_state(const py_TValue* step, int64_t state) { PKL_SLOTS(step->_obj)[STATE]._i64 = state; }
static bool is_close(const py_TValue* step) { return PKL_SLOTS(step->_obj)[ARGUMENT].type == tp_nil; }

bool pkl_async_gen_wrap(PklVM* vm) {
    py_TValue* operand = vm->frame->sp - 1;
    py_TValue wrapped;
    PKL_SLOTS(pkl_new(&wrapped, tp_async_generator_value))[0] = *operand;
    *operand = wrapped;
    return true;
}

/* The step that drives the generator is over. */
void pkl_async_step_over(PyGenerator* generator) {
    generator->async_running = false;
    if (generator->yield_from.type != tp_nil) set_state(&generator->yield_from, CLOSED);
    generator->yield_from.type = tp_nil;
}

static void begin(const py_TValue* step) {
    PyGenerator* generator = generator_of(step);
    set_state(step, RUNNING);
    generator->async_running = true;
    generator->yield_from = *step;
}

/* A value that was yielded in a loop's frame: [step] below it. Whether it ended the step, so that [step, value] and the jump of SEND follow. */
bool pkl_async_yielded(PklVM* vm, PyGenerator* generator, py_TValue value) {
    if (value.type != tp_async_generator_value) return false;
    pkl_async_step_over(generator);
    pkl_send_ended(vm, PKL_SLOTS(value._obj)[0]);
    return true;
}

/* ---- the generator's end and the event loop's hooks ------------------------------------------------- */

static bool closes(void) { return pkl_exc_matches(tp_StopAsyncIteration) || pkl_exc_matches(tp_GeneratorExit); }

static bool call_first_hook(PyGenerator* generator, py_Ref self) {
    PklVM* vm = pkl_vm;
    if (generator->hooks_inited) return true;
    generator->hooks_inited = true;
    generator->finalizer = vm->async_hooks[PKL_HOOK_FINALIZER];
    if (vm->async_hooks[PKL_HOOK_FIRST].type == tp_nil) return true;
    py_TValue hook = vm->async_hooks[PKL_HOOK_FIRST];
    return py_call(&hook, 1, self);
}

static bool finalize(int argc, py_Ref argv) {
    (void)argc;
    PyGenerator* generator = PKL_OBJECT(argv, PyGenerator);
    py_TValue hook = generator->finalizer;
    if (hook.type == tp_nil || generator->closed_async) return pkl_generator_close(generator);
    return py_call(&hook, 1, argv);
}

/* ---- steps ----------------------------------------------------------------------------------------- */

static bool new_step(py_Ref self, py_Type type, py_TValue argument) {
    if (!call_first_hook(PKL_OBJECT(self, PyGenerator), self)) return false;
    PyObject* step = pkl_new(py_retval(), type);
    PKL_SLOTS(step)[GENERATOR] = *self;
    PKL_SLOTS(step)[ARGUMENT] = argument;
    PKL_SLOTS(step)[STATE] = (py_TValue){.type = tp_int, ._i64 = NEW};
    return true;
}

/* What the generator did as the step's outcome: a value of an `await` is passed on; the rest is an exception. */
static bool outcome(const py_TValue* step, int status) {
    PklVM* vm = pkl_vm;
    PyGenerator* generator = generator_of(step);
    if (status == 1 && vm->retval.type != tp_async_generator_value) return true;
    if (status == 1) {
        py_TValue value = PKL_SLOTS(vm->retval._obj)[0];
        pkl_async_step_over(generator);
        return pkl_raise_stop_iteration(&value);
    }
    if (status == 0) pkl_raise(tp_StopAsyncIteration, NULL);
    if (closes()) generator->closed_async = true;
    generator->async_running = false;
    generator->yield_from.type = tp_nil;
    set_state(step, CLOSED);
    return false;
}

/* The same for aclose: the end is what it wants, another value is not. */
static bool close_outcome(const py_TValue* step, int status) {
    PklVM* vm = pkl_vm;
    PyGenerator* generator = generator_of(step);
    if (status == 1 && vm->retval.type != tp_async_generator_value) return true;
    generator->async_running = false;
    generator->yield_from.type = tp_nil;
    set_state(step, CLOSED);
    if (status == 1) return pkl_raise(tp_RuntimeError, "async generator ignored GeneratorExit");
    if (status < 0 && !closes()) return false;
    vm->raised.type = tp_nil;
    return pkl_raise_stop_iteration(NULL);
}

static bool step_outcome(const py_TValue* step, int status) { return is_close(step) ? close_outcome(step, status) : outcome(step, status); }

static bool reused(const py_TValue* step) {
    return pkl_raise(tp_RuntimeError, "cannot reuse already awaited %s", step->type == tp_async_generator_step ? "__anext__()/asend()" : "aclose()/athrow()");
}

/* A step begins: nobody else may drive the generator. */
static bool may_begin(const py_TValue* step) {
    if (!generator_of(step)->async_running) return true;
    set_state(step, CLOSED);
    const char* name = step->type == tp_async_generator_step ? "anext" : is_close(step) ? "aclose" : "athrow";
    return pkl_raise(tp_RuntimeError, "%s(): asynchronous generator is already running", name);
}

/* asend: the first value that is sent in is the step's own. */
static bool begin_send(const py_TValue* step, py_TValue* value) {
    if (state_of(step) == CLOSED) return reused(step);
    if (state_of(step) == RUNNING) return true;
    if (!may_begin(step)) return false;
    if (value->type == tp_NoneType) *value = PKL_SLOTS(step->_obj)[ARGUMENT];
    begin(step);
    return true;
}

static int throw_first(const py_TValue* step) {
    PyGenerator* generator = generator_of(step);
    if (is_close(step)) {
        generator->closed_async = true;
        pkl_raise(tp_GeneratorExit, NULL);
    } else {
        py_TValue tuple = PKL_SLOTS(step->_obj)[ARGUMENT];
        if (!pkl_set_thrown(tuple._obj->slots, PKL_SLOTS(tuple._obj))) return -1;
    }
    return pkl_generator_throw(generator, false);
}

/* athrow, aclose: 2 go on with sending, else the outcome of what was thrown. */
static int begin_throw(const py_TValue* step, const py_TValue* value) {
    PyGenerator* generator = generator_of(step);
    if (state_of(step) == CLOSED) return reused(step);
    if (generator->state == PKL_GEN_CLOSED) {
        set_state(step, CLOSED);
        return pkl_raise_stop_iteration(NULL);
    }
    if (state_of(step) == RUNNING) return 2;
    if (!may_begin(step)) return false;
    if (generator->closed_async) {
        set_state(step, CLOSED);
        return pkl_raise(tp_StopAsyncIteration, NULL);
    }
    if (value->type != tp_NoneType) return pkl_raise(tp_RuntimeError, "can't send non-None value to a just-started coroutine");
    begin(step);
    return step_outcome(step, throw_first(step));
}

static bool step_send_value(py_Ref step, py_TValue value) {
    if (step->type == tp_async_generator_step) {
        if (!begin_send(step, &value)) return false;
    } else {
        int begun = begin_throw(step, &value);
        if (begun != 2) return begun;
    }
    return step_outcome(step, pkl_generator_step(generator_of(step), &value));
}

/* SEND to an asend: [step] lies on the stack, the generator goes on in the same loop. */
bool pkl_async_send(PklVM* vm, py_TValue value) {
    py_TValue step = vm->frame->sp[-1];
    if (!begin_send(&step, &value)) return false;
    if (pkl_resume(vm, generator_of(&step), &value, (PklCont){PKL_CONT_SEND, 0})) return true;
    pkl_async_step_over(generator_of(&step));
    return false;
}

static bool step_send(int argc, py_Ref argv) { return (void)argc, step_send_value(&argv[0], argv[1]); }
static bool step_next(int argc, py_Ref argv) { return (void)argc, step_send_value(&argv[0], pkl_vm->None_); }

/* The pending exception goes into the generator. */
static bool throw_pending(py_Ref step) {
    py_TValue* kept = py_pushtmp();
    *kept = pkl_vm->raised;
    pkl_vm->raised.type = tp_nil;
    bool ok = state_of(step) != CLOSED ? state_of(step) == RUNNING || may_begin(step) : reused(step);
    if (ok && state_of(step) == NEW) begin(step);
    if (ok) pkl_vm->raised = *kept;
    py_pop();
    return ok && step_outcome(step, pkl_generator_throw(generator_of(step), true));
}

static bool step_throw(int argc, py_Ref argv) {
    if (state_of(argv) == CLOSED) return reused(argv);
    return pkl_set_thrown(argc - 1, argv + 1) && throw_pending(argv);
}

static bool step_close(int argc, py_Ref argv) {
    (void)argc;
    *py_retval() = pkl_vm->None_;
    if (state_of(argv) == CLOSED) return true;
    pkl_raise(tp_GeneratorExit, NULL);
    if (throw_pending(argv)) return pkl_raise(tp_RuntimeError, "coroutine ignored GeneratorExit");
    if (!closes() && !pkl_exc_matches(tp_StopIteration)) return false;
    pkl_vm->raised.type = tp_nil;
    *py_retval() = pkl_vm->None_;
    return true;
}

static bool self(int argc, py_Ref argv) {
    (void)argc;
    *py_retval() = argv[0];
    return true;
}

/* ---- methods of the generator ------------------------------------------------------------------------ */

static bool method_anext(int argc, py_Ref argv) { return (void)argc, new_step(argv, tp_async_generator_step, pkl_vm->None_); }
static bool method_asend(int argc, py_Ref argv) { return (void)argc, new_step(argv, tp_async_generator_step, argv[1]); }
static bool method_aclose(int argc, py_Ref argv) { return (void)argc, new_step(argv, tp_async_generator_throw, pkl_vm->nil_); }

static bool method_athrow(int argc, py_Ref argv) {
    py_TValue tuple;
    PyObject* arguments = pkl_new_slots(&tuple, tp_tuple, argc - 1);
    for (int i = 1; i < argc; i++) PKL_SLOTS(arguments)[i - 1] = argv[i];
    return new_step(argv, tp_async_generator_throw, tuple);
}

static bool get_running(int argc, py_Ref argv) {
    (void)argc;
    py_newbool(py_retval(), PKL_OBJECT(argv, PyGenerator)->async_running);
    return true;
}

static const PklMethod generator_table[] = {
    {"__aiter__", self, "($self, /)", PKL_NOARGS, PKL_WRAPPER, 0, 0},
    {"__anext__", method_anext, "($self, /)", PKL_NOARGS, PKL_WRAPPER, 0, 0},
    {"asend", method_asend, "($self, value, /)", PKL_O, PKL_METHOD, 1, 1},
    {"athrow", method_athrow, NULL, PKL_RANGE, PKL_METHOD, 1, 3},
    {"aclose", method_aclose, "($self, /)", PKL_NOARGS, PKL_METHOD, 0, 0},
    {"__class_getitem__", pkl_generic_alias, "($self, object, /)", PKL_O, PKL_CLASS, 1, 1},
    {"__del__", finalize, "($self, /)", PKL_NOARGS, PKL_WRAPPER, 0, 0},
    {0},
};

static const PklGetSet running[] = {{"ag_running", get_running, NULL}, {0}};

static const PklMethod step_table[] = {
    {"__await__", self, "($self, /)", PKL_NOARGS, PKL_WRAPPER, 0, 0},
    {"__iter__", self, "($self, /)", PKL_NOARGS, PKL_WRAPPER, 0, 0},
    {"__next__", step_next, "($self, /)", PKL_NOARGS, PKL_WRAPPER, 0, 0},
    {"send", step_send, "($self, value, /)", PKL_O, PKL_METHOD, 1, 1},
    {"throw", step_throw, NULL, PKL_RANGE, PKL_METHOD, 1, 3},
    {"close", step_close, "($self, /)", PKL_NOARGS, PKL_METHOD, 0, 0},
    {0},
};

const PklTypeSpec pkl_async_types[] = {
    {.id = tp_async_generator, .base = tp_object, .name = "async_generator", .hidden = true, .methods = generator_table, .getsets = running},
    {.id = tp_async_generator_step, .base = tp_object, .name = "async_generator_asend", .slots = SLOTS, .flags = PKL_TYPE_FINAL | PKL_TYPE_NO_NEW, .hidden = true, .methods = step_table},
    {.id = tp_async_generator_throw, .base = tp_object, .name = "async_generator_athrow", .slots = SLOTS, .flags = PKL_TYPE_FINAL | PKL_TYPE_NO_NEW, .hidden = true, .methods = step_table},
    {.id = tp_async_generator_value, .base = tp_object, .name = "async_generator_wrapped_value", .slots = 1, .flags = PKL_TYPE_FINAL | PKL_TYPE_NO_NEW, .hidden = true},
    {0},
};
