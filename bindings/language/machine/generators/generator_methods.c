/*
 * What programs call on generators and coroutines: send, throw, close, next, and their attributes.
 */
#include "../../system/system.h"
#include "../machine.h"

static PyGenerator* generator_of(py_Ref self) {
    if (self->type == tp_coroutine_wrapper) self = &PKL_SLOTS(self->_obj)[0];
    return PKL_OBJECT(self, PyGenerator);
}

/* send(value) and __next__() as calls of the machine: the generator's frame goes on in the same loop. */
static PklCalled resume(PklVM* vm, py_TValue* base, int argc, const py_TValue* kwnames, bool sends) {
    py_TValue* args = base[1].type != tp_nil ? base + 1 : base + 2;
    int count = (int)(base + 2 + argc - args), wanted = sends ? 2 : 1;
    const char* name = base->_method->name;
    if (kwnames != NULL || count != wanted) {
        if (count == 0) pkl_raise(tp_TypeError, "unbound method %t.%s() needs an argument", (py_Type)base->extra, name);
        else if (kwnames != NULL) pkl_raise(tp_TypeError, "%t.%s() takes no keyword arguments", (py_Type)base->extra, name);
        else pkl_raise(tp_TypeError, sends ? "%t.%s() takes exactly one argument (%d given)" : "expected 0 arguments, got %d", (py_Type)base->extra, name, count - 1);
        return PKL_CALLED_ERROR;
    }
    if (!py_isinstance(&args[0], (py_Type)base->extra)) {
        pkl_raise(tp_TypeError, "descriptor '%s' for '%t' objects doesn't apply to a '%T' object", name, (py_Type)base->extra, &args[0]);
        return PKL_CALLED_ERROR;
    }
    py_TValue value = sends ? args[1] : vm->None_;
    PyGenerator* generator = generator_of(&args[0]);
    vm->frame->sp = base;
    return pkl_resume(vm, generator, &value, (PklCont){PKL_CONT_GENERATOR, 0}) ? PKL_CALLED_FRAME : PKL_CALLED_ERROR;
}

static PklCalled generator_send(PklVM* vm, py_TValue* base, int argc, const py_TValue* kwnames) { return resume(vm, base, argc, kwnames, true); }
static PklCalled generator_next(PklVM* vm, py_TValue* base, int argc, const py_TValue* kwnames) { return resume(vm, base, argc, kwnames, false); }

/* A step's outcome as a method's: a value, or StopIteration. */
static bool outcome(int status) {
    PklVM* vm = pkl_vm;
    if (status == 1) return true;
    if (status == 0) pkl_raise_stop_iteration(vm->retval.type == tp_NoneType ? NULL : &vm->retval);
    return false;
}

/* type(value), type(*value) or value: becomes the pending exception, as does the error of a class that makes none. */
static void set_instance(py_TValue* type, py_TValue* value) {
    bool given = value != NULL && value->type != tp_NoneType;
    if (given && py_isinstance(value, py_totype(type))) pkl_vm->retval = *value;
    else if (!(given && py_isinstance(value, tp_tuple) ? py_call(type, value->_obj->slots, PKL_SLOTS(value->_obj)) : py_call(type, given, value))) return;
    if (pkl_value_is_exception(&pkl_vm->retval)) pkl_vm->raised = pkl_vm->retval;
    else pkl_raise(tp_TypeError, "calling %R should have returned an instance of BaseException, not %R", type, &pkl_type_of(&pkl_vm->retval)->self);
}

/* throw(value) or throw(type, value, traceback): what is raised becomes the pending exception. */
bool pkl_set_thrown(int argc, py_Ref argv) {
    py_TValue *type = &argv[0], *value = argc > 1 ? &argv[1] : NULL, *traceback = argc > 2 ? &argv[2] : NULL;
    if (traceback != NULL && traceback->type != tp_NoneType && traceback->type != tp_traceback)
        return pkl_raise(tp_TypeError, "throw() third argument must be a traceback object"), false;
    if (pkl_value_is_exception(type)) {
        if (value != NULL && value->type != tp_NoneType) return pkl_raise(tp_TypeError, "instance exception may not have a separate value"), false;
        pkl_vm->raised = *type;
    } else if (pkl_type_is_exception(type)) {
        set_instance(type, value);
    } else {
        return pkl_raise(tp_TypeError, "exceptions must be classes or instances deriving from BaseException, not %T", type), false;
    }
    if (traceback != NULL && traceback->type == tp_traceback) PKL_SLOTS(pkl_vm->raised._obj)[PKL_EXC_TRACEBACK] = *traceback;
    return true;
}

static bool generator_throw(int argc, py_Ref argv) {
    if (!pkl_set_thrown(argc - 1, argv + 1)) return false;
    return outcome(pkl_generator_throw(generator_of(&argv[0]), true));
}

/* Whether the pending exception means that closing worked. */
static bool closed_by(int status, const PyGenerator* generator) {
    if (status == 1) {
        return pkl_raise(tp_RuntimeError, "%s ignored GeneratorExit", pkl_generator_kind(generator));
    }
    if (status == 0) return true; /* the value is close()'s */
    bool stopped = pkl_exc_matches(tp_StopIteration);
    if (!stopped && !pkl_exc_matches(tp_GeneratorExit)) return false;
    pkl_vm->retval = stopped ? pkl_stop_iteration_value(&pkl_vm->raised) : pkl_vm->None_;
    pkl_vm->raised.type = tp_nil;
    return true;
}

bool pkl_generator_close(PyGenerator* generator) {
    PklVM* vm = pkl_vm;
    vm->retval = vm->None_;
    if (generator->state == PKL_GEN_CREATED) generator->state = PKL_GEN_CLOSED;
    if (generator->state == PKL_GEN_CLOSED) return true;
    pkl_raise(tp_GeneratorExit, "");
    return closed_by(pkl_generator_throw(generator, true), generator);
}

static bool generator_close(int argc, py_Ref argv) {
    (void)argc;
    return pkl_generator_close(generator_of(&argv[0]));
}

/* ---- other objects that a generator waits for ------------------------------------------- */

int pkl_throw_into_object(py_Ref receiver) {
    PklVM* vm = pkl_vm;
    py_TValue* raised = py_pushtmp();
    *raised = vm->raised;
    vm->raised.type = tp_nil;
    int status;
    if (!py_getattr(receiver, (py_Name)PKL_NAME(throw))) {
        status = pkl_exc_matches(tp_AttributeError) ? 2 : -1;
        if (status == 2) vm->raised = *raised;
    } else {
        py_TValue method = vm->retval;
        status = py_call(&method, 1, raised) ? 1 : -1;
    }
    py_pop();
    return status;
}

bool pkl_close_object(py_Ref receiver) {
    PklVM* vm = pkl_vm;
    if (receiver->type == tp_generator || receiver->type == tp_coroutine) return pkl_generator_close(PKL_OBJECT(receiver, PyGenerator));
    if (!py_getattr(receiver, (py_Name)PKL_NAME(close))) {
        if (!pkl_exc_matches(tp_AttributeError)) return pkl_unraisable(receiver, "while closing generator"), true;
        vm->raised.type = tp_nil;
        return true;
    }
    py_TValue method = vm->retval;
    return py_call(&method, 0, NULL);
}

/* ---- attributes ---------------------------------------------------------------------------- */

static py_TValue text_value(PyStr* text) { return (py_TValue){.type = tp_str, .is_ptr = true, ._obj = &text->head}; }

static bool get_running(int argc, py_Ref argv) {
    (void)argc;
    py_newbool(py_retval(), generator_of(argv)->state == PKL_GEN_RUNNING);
    return true;
}

static bool get_suspended(int argc, py_Ref argv) {
    (void)argc;
    py_newbool(py_retval(), generator_of(argv)->state == PKL_GEN_SUSPENDED);
    return true;
}

static bool get_code(int argc, py_Ref argv) {
    (void)argc;
    *py_retval() = (py_TValue){.type = tp_code, .is_ptr = true, ._obj = &generator_of(argv)->code->head};
    return true;
}

/* As it is now; None once it has ended. */
static bool get_frame(int argc, py_Ref argv) {
    (void)argc;
    PyGenerator* generator = generator_of(argv);
    if (generator->state != PKL_GEN_CLOSED && generator->frame != NULL) return pkl_frame_object(generator->frame, py_retval());
    *py_retval() = pkl_vm->None_;
    return true;
}

static bool get_yield_from(int argc, py_Ref argv) {
    (void)argc;
    py_Ref receiver = pkl_generator_receiver(generator_of(argv));
    *py_retval() = receiver != NULL ? *receiver : pkl_vm->None_;
    return true;
}

static bool get_name(int argc, py_Ref argv) {
    (void)argc;
    *py_retval() = text_value(generator_of(argv)->name);
    return true;
}

static bool get_qualname(int argc, py_Ref argv) {
    (void)argc;
    *py_retval() = text_value(generator_of(argv)->qualname);
    return true;
}

static bool set_text(py_Ref value, PyStr** place, const char* name) {
    if (value->type == tp_nil || !py_isinstance(value, tp_str)) return pkl_raise(tp_TypeError, "%s must be set to a string object", name);
    *place = PKL_OBJECT(value, PyStr);
    return true;
}

static bool set_name(int argc, py_Ref argv) {
    (void)argc;
    return set_text(&argv[1], &generator_of(argv)->name, "__name__");
}

static bool set_qualname(int argc, py_Ref argv) {
    (void)argc;
    return set_text(&argv[1], &generator_of(argv)->qualname, "__qualname__");
}

static bool generator_repr(int argc, py_Ref argv) {
    (void)argc;
    PyGenerator* generator = generator_of(argv);
    return pkl_repr_at(generator->head.type == tp_coroutine ? "coroutine object" : generator->head.type == tp_async_generator ? "async_generator object" : "generator object",
                       generator->qualname, argv);
}

static bool self(int argc, py_Ref argv) {
    (void)argc;
    *py_retval() = argv[0];
    return true;
}

static bool coroutine_await(int argc, py_Ref argv) {
    (void)argc;
    PyObject* wrapper = pkl_new_slots(py_retval(), tp_coroutine_wrapper, 1);
    PKL_SLOTS(wrapper)[0] = argv[0];
    return true;
}

#define MACHINE(function) ((PklNative)(void*)(function))

static const PklMethod generator_table[] = {
    {"__iter__", self, "($self, /)", PKL_NOARGS, PKL_WRAPPER, 0, 0},
    {"__next__", MACHINE(generator_next), "($self, /)", PKL_MACHINE, PKL_WRAPPER, 0, 0},
    {"__repr__", generator_repr, "($self, /)", PKL_NOARGS, PKL_WRAPPER, 0, 0},
    {"send", MACHINE(generator_send), "($self, arg, /)", PKL_MACHINE, PKL_METHOD, 1, 1},
    {"throw", generator_throw, NULL, PKL_RANGE, PKL_METHOD, 1, 3},
    {"close", generator_close, "($self, /)", PKL_NOARGS, PKL_METHOD, 0, 0},
    {0},
};

static const PklMethod coroutine_table[] = {
    {"__await__", coroutine_await, "($self, /)", PKL_NOARGS, PKL_WRAPPER, 0, 0},
    {"__repr__", generator_repr, "($self, /)", PKL_NOARGS, PKL_WRAPPER, 0, 0},
    {"send", MACHINE(generator_send), "($self, arg, /)", PKL_MACHINE, PKL_METHOD, 1, 1},
    {"throw", generator_throw, NULL, PKL_RANGE, PKL_METHOD, 1, 3},
    {"close", generator_close, "($self, /)", PKL_NOARGS, PKL_METHOD, 0, 0},
    {0},
};

/* Of what is still suspended when the collector finds it. */
const PklMethod pkl_generator_finalizer[] = {{"__del__", generator_close, "($self, /)", PKL_NOARGS, PKL_WRAPPER, 0, 0}, {0}};

static const PklGetSet generator_attributes[] = {
    {"__name__", get_name, set_name},       {"__qualname__", get_qualname, set_qualname}, {"gi_running", get_running, NULL},
    {"gi_suspended", get_suspended, NULL},  {"gi_code", get_code, NULL},                  {"gi_yieldfrom", get_yield_from, NULL},
    {"gi_frame", get_frame, NULL},
    {0},
};

static const PklGetSet coroutine_attributes[] = {
    {"__name__", get_name, set_name},       {"__qualname__", get_qualname, set_qualname}, {"cr_running", get_running, NULL},
    {"cr_suspended", get_suspended, NULL},  {"cr_code", get_code, NULL},                  {"cr_await", get_yield_from, NULL},
    {"cr_frame", get_frame, NULL},
    {0},
};

static const PklMethod async_table[] = {
    {"__repr__", generator_repr, "($self, /)", PKL_NOARGS, PKL_WRAPPER, 0, 0},
    {0},
};

static const PklGetSet async_attributes[] = {
    {"__name__", get_name, set_name},      {"__qualname__", get_qualname, set_qualname}, {"ag_suspended", get_suspended, NULL},
    {"ag_code", get_code, NULL},           {"ag_await", get_yield_from, NULL},           {"ag_frame", get_frame, NULL},
              {0},
};

static const PklLayout generator_layout = {sizeof(PyGenerator), pkl_mark_generator, pkl_finalize_generator};

const PklTypeSpec pkl_generator_types[] = {
    {.id = tp_generator, .base = tp_object, .name = "generator", .layout = &generator_layout, .flags = PKL_TYPE_FINAL, .hidden = true,
     .methods = generator_table, .getsets = generator_attributes},
    {.id = tp_coroutine, .base = tp_object, .name = "coroutine", .layout = &generator_layout, .flags = PKL_TYPE_FINAL, .hidden = true,
     .methods = coroutine_table, .getsets = coroutine_attributes},
    {.id = tp_async_generator, .base = tp_object, .name = "async_generator", .layout = &generator_layout, .flags = PKL_TYPE_FINAL, .hidden = true,
     .methods = async_table, .getsets = async_attributes},
    {.id = tp_coroutine_wrapper, .base = tp_object, .name = "coroutine_wrapper", .slots = 1, .flags = PKL_TYPE_FINAL, .hidden = true,
     .methods = generator_table},
    {0},
};
