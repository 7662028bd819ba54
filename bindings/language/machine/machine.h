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
       PKL_CACHE_OF_TYPE, PKL_CACHE_ADD, PKL_CACHE_GLOBAL, PKL_CACHE_BUILTIN };

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
void pkl_end_for(PklVM* vm);          /* pops the iterator and jumps as the FOR_ITER at ip[-1] says */
bool pkl_op_unpack_sequence(PklVM* vm, int count);
bool pkl_op_unpack_ex(PklVM* vm, int before, int after);

/* ---- generators.c ---- */
bool pkl_make_generator(PklVM* vm);
bool pkl_resume(PklVM* vm, PyGenerator* generator, const py_TValue* value, PklCont cont);
bool pkl_yielded(PklVM* vm, py_TValue value);
void pkl_leave_generator(PklVM* vm, PyFrame* frame);
bool pkl_op_send(PklVM* vm);
bool pkl_generator_returned(PklVM* vm, PklCont cont, py_TValue value);

/* ---- unwind.c ---- */
/* Finds who handles vm->raised. True: vm->frame goes on there. False: the frame with PKL_CONT_ENTRY was left. `again`: RERAISE. */
bool pkl_unwind(PklVM* vm, bool again);

/* ---- cold.c ---- */
bool pkl_cold(PklVM* vm, PklInstruction instruction);

/* ---- status.c ---- */
/* The counter ran out: PKL_DONE go on, PKL_RAISED, PKL_PAUSE. */
PklStatus pkl_slow_tick(PklVM* vm);
