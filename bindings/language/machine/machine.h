/*
 * What the files of the machine share. `vm` is always pkl_vm, passed so that it stays in a register.
 *
 * Slow paths follow one rule: before, the loop has saved ip and sp in vm->frame; they return true when the instruction is done or a new frame
 * waits in vm->frame, and the loop reloads everything from there; false with vm->raised set.
 */
#pragma once

#include "../core.h"
#include "../names.h"

/* Operands beyond the compiler's stacksize that the machine pushes itself (a special method with its arguments). */
#define PKL_SLACK 6

/* How a call goes on; what PyFrame keeps of it. */
typedef struct PklCont {
    uint8_t kind, step;
} PklCont;

#define PKL_PUSH ((PklCont){PKL_CONT_PUSH, 0})

/* The code of frames through which C calls. */
bool pkl_is_entry(const PyCode* code);

/* ---- frames.c ---- */
PyFrame* pkl_push_frame(PklVM* vm, PyCode* code, PyDict* globals);
void pkl_pop_frame(PklVM* vm);
PyDict* pkl_builtins_of(PklVM* vm, PyDict* globals);
static inline py_TValue* pkl_operands(PyFrame* frame) { return frame->localsplus + frame->code->nlocalsplus; }

/* ---- calls.c ---- */
/* [callable, self or nil, argc arguments] at `base` in vm->frame's operands; the last of them are values of kwnames. */
bool pkl_call_at(PklVM* vm, py_TValue* base, int argc, const py_TValue* kwnames, PklCont cont);
/* The value of a call has arrived: the continuation goes on in vm->frame. */
bool pkl_continue(PklVM* vm, PklCont cont, py_TValue value, PyFrame* callee);
bool pkl_enter_function(PklVM* vm, py_TValue* function, py_TValue* args, int argc, const py_TValue* kwnames, PklCont cont, py_TValue* sp);
bool pkl_call_ex(PklVM* vm, bool keywords);
/* A whole call, in an inner loop; self may be NULL. */
bool pkl_call_values(const py_TValue* callable, const py_TValue* self, const py_TValue* args, int argc, const py_TValue* kwnames);
/* [callable, self or nil, arguments]: pushes a special method bound to the value at `self`, with arguments after it, and calls it. */
bool pkl_call_method_value(PklVM* vm, py_TValue method, py_TValue self, int argc, const py_TValue* args, PklCont cont);

/* ---- bind.c ---- */
bool pkl_bind_arguments(PyFunction* function, py_TValue* locals, const py_TValue* args, int argc, const py_TValue* kwnames);

/* ---- construct.c ---- */
bool pkl_call_type(PklVM* vm, py_TValue* base, int argc, const py_TValue* kwnames);
bool pkl_after_new(PklVM* vm, py_TValue value, PyFrame* callee);

/* ---- attributes.c ---- */
bool pkl_op_load_attr(PklVM* vm, PklCache* cache, bool method);
bool pkl_op_store_attr(PklVM* vm, PklCache* cache);
bool pkl_op_load_super(PklVM* vm, PklCache* cache, bool method);
bool pkl_op_load_global(PklVM* vm, PklCache* cache);
bool pkl_op_load_name(PklVM* vm, PklCache* cache);
enum { PKL_CACHE_COLD, PKL_CACHE_INSTANCE, PKL_CACHE_METHOD, PKL_CACHE_CLASS_VALUE, PKL_CACHE_TYPE_METHOD, PKL_CACHE_MODULE,
       PKL_CACHE_OF_TYPE, PKL_CACHE_ADD, PKL_CACHE_GLOBAL, PKL_CACHE_BUILTIN, PKL_CACHE_SLOT };

/* ---- operators.c ---- */
bool pkl_op_binary(PklVM* vm, int op, bool inplace, int step);
bool pkl_op_compare(PklVM* vm, int op, int step);
bool pkl_op_unary(PklVM* vm, int op);
bool pkl_op_subscript(PklVM* vm);
bool pkl_op_store_subscript(PklVM* vm);
bool pkl_op_delete_subscript(PklVM* vm);
bool pkl_op_contains(PklVM* vm, bool invert);
/* 1 true, 0 false, -1 error, 2: a frame was pushed, PKL_CONT_TRUTH */
int pkl_truth(PklVM* vm, const py_TValue* value);
bool pkl_after_truth(PklVM* vm, py_TValue value);

/* ---- iteration.c ---- */
bool pkl_op_get_iter(PklVM* vm);
bool pkl_op_for_iter(PklVM* vm);      /* the generic cases */
bool pkl_after_filter(PklVM* vm, py_TValue value);
bool pkl_runs_program(const py_TValue* iterator); /* whether its next value is made by a Python function that can go on in the loop */
void pkl_end_for(PklVM* vm);          /* pops the iterator and jumps as the FOR_ITER at ip[-1] says */
bool pkl_op_unpack_sequence(PklVM* vm, int count);
bool pkl_op_unpack_ex(PklVM* vm, int before, int after);

/* ---- generators.c ---- */
bool pkl_make_generator(PklVM* vm);
bool pkl_resume(PklVM* vm, PyGenerator* generator, const py_TValue* value, PklCont cont);
bool pkl_yielded(PklVM* vm, py_TValue value);
void pkl_leave_generator(PklVM* vm, PyFrame* frame);
bool pkl_op_send(PklVM* vm);
bool pkl_generator_returned(PklVM* vm, PyGenerator* generator, PklCont cont, py_TValue value);
const char* pkl_generator_kind(const PyGenerator* generator);
void pkl_send_ended(PklVM* vm, py_TValue value);
bool pkl_send_stopped(PklVM* vm);
void pkl_mark_generator_frame(PyGenerator* generator);
/* From C, in an inner loop: 1 a value was yielded (retval), 0 it returned (retval), -1 raised. */
int pkl_generator_step(PyGenerator* generator, const py_TValue* value);
/* throw(): the pending exception goes to the innermost generator that it waits for. 1 yielded, 0 returned, -1 raised.
 * `closes`: GeneratorExit closes that one instead. */
int pkl_generator_throw(PyGenerator* generator, bool closes);
py_Ref pkl_generator_receiver(PyGenerator* generator);

/* ---- async_generators.c ---- */
void pkl_async_step_over(PyGenerator* generator);
bool pkl_async_yielded(PklVM* vm, PyGenerator* generator, py_TValue value);
bool pkl_async_send(PklVM* vm, py_TValue value);
extern const PklTypeSpec pkl_async_types[];

/* ---- async.c ---- */
/* The iterator that SEND drives, in retval; `where` for the text of the error: 0 await, 1 __aenter__, 2 __aexit__. */
bool pkl_awaitable_iterator(py_TValue* value, int where);

/* ---- anext.c ---- */
extern const PklMethod pkl_builtin_anext[];
extern const PklTypeSpec pkl_anext_types[];

/* ---- generator_methods.c ---- */
/* throw(value) or throw(type, value, traceback): what is raised becomes the pending exception. */
bool pkl_set_thrown(int argc, py_Ref argv);
/* throw() of any object that has one, with the pending exception: 1 value, -1 raised, 2: it has none. */
int pkl_throw_into_object(py_Ref receiver);
bool pkl_close_object(py_Ref receiver);

/* ---- execute.c ---- */
/* Runs until the frame with PKL_CONT_ENTRY on top of the present one ends; cannot be left. */
bool pkl_run_inner(PklVM* vm);
PyFrame* pkl_push_code(PklVM* vm, PyCode* code, PyDict* globals, const py_TValue* names);
bool pkl_run_code(PyCode* code, PyDict* globals, const py_TValue* names);
/* A program that can be left: pkl_run runs it. */
bool pkl_begin(PyCode* code, PyDict* globals);

/* ---- resumable.c ---- */
/* A call with one generator: a frame of stored Python waits; PKL_CALLED_VALUE: it is not one of these, nothing was done. */
PklCalled pkl_call_stored(PklVM* vm, py_TValue* base, int argc, const py_TValue* kwnames);
/* What tracebacks and frame objects leave out. */
static inline bool pkl_is_hidden(const PyCode* code) { return pkl_is_entry(code) || (code->flags & PKL_CO_STORED); }

/* ---- suspend.c ---- */
/* The end of a machine native that the host answers: the loop is left with `why`. RuntimeError inside an inner loop. */
PklCalled pkl_leave_loop(PklVM* vm, py_TValue* base, PklStatus why, const py_TValue* request);
/* The answer is the value of the call that left; the next pkl_run goes on behind it. */
void pkl_answer(PklVM* vm, const py_TValue* value);
/* The pending exception is raised where the call stands. False: nobody handles it, the program has ended. */
bool pkl_answer_raised(PklVM* vm);

/* ---- imports, classes ---- */
void pkl_module_failed(PklVM* vm, PyFrame* left);
/* IMPORT_NAME: [level, names] becomes the module, or a module's frame waits and the instruction is tried again. */
bool pkl_op_import_name(PklVM* vm, PyStr* name);
bool pkl_op_import_from(PklVM* vm, PyStr* name);
bool pkl_op_import_star(PklVM* vm);
bool pkl_class_body_done(PklVM* vm, PyFrame* callee);
bool pkl_getattr_missing(PklVM* vm);

/* ---- unwind.c ---- */
/* Finds who handles vm->raised. True: vm->frame goes on there. False: the frame with PKL_CONT_ENTRY was left. `again`: RERAISE. */
bool pkl_unwind(PklVM* vm, bool again);

/* ---- cold.c ---- */
bool pkl_cold(PklVM* vm, PklInstruction instruction);

/* ---- loop.c ---- */
/* The loop itself: its function stays small (16 KB of wasm). PKL_AGAIN: pkl_run enters it again at once. */
#define PKL_AGAIN ((PklStatus)-1)
PklStatus pkl_loop(PklVM* vm);

/* ---- status.c ---- */
/* The counter ran out: PKL_DONE go on, PKL_RAISED, PKL_PAUSE. */
PklStatus pkl_slow_tick(PklVM* vm);
bool pkl_after_getattribute(PklVM* vm, py_TValue value, bool method);
bool pkl_after_operator(PklVM* vm, py_TValue value, int step);
bool pkl_after_iter(PklVM* vm, py_TValue value);
bool pkl_op_truth(PklVM* vm);
bool pkl_op_build_slice(PklVM* vm, int count);
/* The opcode that a superinstruction begins with. */
int pkl_plain_opcode(int op);

/* ---- scopes.c ---- */
/* A name of a frame's namespace, a dict or any mapping: 1 found (retval), 0 not, -1 error. */
int pkl_names_get(py_TValue* names, PyStr* name);
bool pkl_names_set(py_TValue* names, PyStr* name, py_TValue* value);
/* 1 deleted, 0 was not there, -1 error */
int pkl_names_delete(py_TValue* names, PyStr* name);
/* ---- containers.c ---- */
bool pkl_op_list_extend(PklVM* vm, py_TValue* list, py_TValue* iterable);
bool pkl_op_dict_update(PklVM* vm, py_TValue* dict, py_TValue* mapping);
bool pkl_op_dict_merge(PklVM* vm, py_TValue* dict, py_TValue* mapping);
void pkl_op_list_to_tuple(PklVM* vm);
bool pkl_op_build_string(PklVM* vm, int count);
/* ---- parts of the cold instructions ---- */
bool pkl_cold_scopes(PklVM* vm, PklInstruction instruction);
bool pkl_cold_texts(PklVM* vm, PklInstruction instruction);
bool pkl_cold_templates(PklVM* vm, PklInstruction instruction);
bool pkl_cold_async(PklVM* vm, PklInstruction instruction);
bool pkl_cold_exceptions(PklVM* vm, PklInstruction instruction);
bool pkl_cold_match(PklVM* vm, PklInstruction instruction);
void pkl_op_reraise(PklVM* vm, int count);
bool pkl_module_done(PklVM* vm, PyFrame* callee);
bool pkl_cold_imports(PklVM* vm, PklInstruction instruction);
bool pkl_async_gen_wrap(PklVM* vm);
PklCalled pkl_build_class(PklVM* vm, py_TValue* base, int argc, const py_TValue* kwnames);
bool pkl_cold_intrinsics(PklVM* vm, PklInstruction instruction);
void pkl_mark_generator(PyObject* object);
void pkl_finalize_generator(PyObject* object);
bool pkl_generator_close(PyGenerator* generator);
extern const PklTypeSpec pkl_generator_types[];
extern const PklMethod pkl_generator_finalizer[];
