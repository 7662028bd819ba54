/*
 * The machine's state: everything that a snapshot of the memory carries.
 *
 * Frames. A call from Python to Python never recurses in C: it pushes a frame and goes on in the same loop. Frames of functions lie in chunks
 * that never move, stack-like; frames of generators and coroutines lie in their own objects. A frame's locals and operands follow it.
 * `continuation` says what happens to its value when it returns, and who looks at its exception first.
 *
 * Native functions have a stack of their own (py_push, py_pushtmp): `native_stack`. Python that a native function calls runs in an inner
 * loop (pkl_run with CONT_ENTRY at the bottom): the loop can be left only when no inner loop is active (`inner == 0`).
 */
#pragma once

#include "code.h"
#include "../native.h"

typedef enum PklContinuation {
    PKL_CONT_PUSH,      /* the caller's next operand */
    PKL_CONT_ENTRY,     /* leaves the loop: pkl_run's caller takes vm->retval */
    PKL_CONT_INIT,      /* __init__: None expected; the instance, already the caller's top operand, is the value */
    PKL_CONT_NEW,       /* __new__: then __init__, with the arguments that still lie on the caller's stack (`base`, `argc`, `kwnames`) */
    PKL_CONT_TRUTH,     /* the caller's instruction asked for a truth value and is finished with it */
    PKL_CONT_OPERATOR,  /* NotImplemented means the next candidate (`step`) */
    PKL_CONT_ITER,      /* __iter__: an iterator expected */
    PKL_CONT_NEXT,      /* next of a for loop: StopIteration, or a generator's return, ends it */
    PKL_CONT_SEND,      /* SEND: a generator's return, or StopIteration, ends the delegation */
    PKL_CONT_GENERATOR, /* send(), throw(), next() of a generator called by a program: its return is StopIteration */
    PKL_CONT_GETATTR,   /* __getattribute__: AttributeError means __getattr__ */
    PKL_CONT_METHOD,    /* an attribute for LOAD_METHOD: [value, nil] */
    PKL_CONT_DISCARD,   /* __setattr__, __setitem__, __delitem__, setters: no value */
    PKL_CONT_CONTAINS,  /* __contains__: its truth, inverted for `not in` */
    PKL_CONT_CLASS,     /* body of a class statement: the metaclass is called */
    PKL_CONT_FILTER,    /* the predicate of a filter that a for loop drives: the item on top is the next value, or the instruction is tried again */
    PKL_CONT_NATIVE,    /* `step` operands: a native function and what it takes before the value; what it returns is the value */
    PKL_CONT_MODULE,    /* body of a module: the import instruction is tried again */
} PklContinuation;

typedef struct PyFrame {
    struct PyFrame* back;
    PyCode* code;
    const PklInstruction* ip;  /* the next instruction, whenever the loop is left or calls out: the current one is ip[-1] */
    py_TValue* sp;
    PyDict* globals;
    PyDict* builtins;
    struct PyFunction* function; /* NULL for modules, classes, exec */
    struct PyGenerator* generator; /* the owner of a frame that lies in one; NULL */
    py_TValue names;           /* locals of a class body, module or exec: a dict or any mapping; nil in functions */
    uint8_t continuation;
    uint8_t step;              /* of PKL_CONT_OPERATOR */
    uint8_t traced;
    uint8_t shown;             /* a frame object refers to it */
    int32_t argc;              /* for PKL_CONT_NEW and PKL_CONT_CLASS: the call that goes on */
    py_TValue* base;
    PyObject* kwnames;
    py_TValue localsplus[];    /* nlocalsplus, then the operands */
} PyFrame;

typedef struct PklExcState {
    py_TValue handled;         /* nil: none */
    struct PklExcState* back;
} PklExcState;

enum { PKL_HOOK_FIRST, PKL_HOOK_FINALIZER };
enum { PKL_GEN_CREATED, PKL_GEN_SUSPENDED, PKL_GEN_RUNNING, PKL_GEN_CLOSED };

typedef struct PyGenerator {   /* tp_generator, tp_coroutine, tp_async_generator */
    PyObject head;
    PklExcState exc;
    PyStr *name, *qualname;
    PyCode* code;              /* stays when the frame is gone */
    uint8_t state;             /* PKL_GEN_* */
    uint8_t async_running, hooks_inited, closed_async;
    py_TValue yield_from;      /* of an asynchronous one: the step that drives it; nil */
    py_TValue finalizer;       /* of an asynchronous one: the event loop's hook; nil */
    size_t frame_bytes;
    PyFrame* frame;            /* NULL once closed; the buffer of its own, never moved */
} PyGenerator;

typedef enum PklStatus { PKL_DONE, PKL_RAISED, PKL_CALL_HOST, PKL_WAIT, PKL_PAUSE } PklStatus;

enum { PKL_FRAMES_MAX = 1000000 }; /* whatever limit a program sets: a frame and its line of a traceback take 300 bytes and more */

typedef struct PklLimits {
    int64_t steps;             /* counts down at calls and back edges; <= 0: look at everything else */
    int64_t steps_left;        /* of the budget, beyond `steps` */
    double deadline_ms;        /* of the clock that runs only while Python runs; 0: none */
    double slice_ms;
    double watchdog_ms;        /* when py_watchdog_begin wants TimeoutError; 0: never */
    uint64_t memory_bytes, memory_bytes_max;
    int32_t depth, depth_max;
    bool interrupt;            /* set from outside */
    bool fatal;                /* past the grace after a limit: nothing catches */
} PklLimits;

/* What the embedding program does for the machine. */
typedef struct PklHost {
    bool (*write)(int stream, const char* data, size_t size_bytes); /* to PKL_STDOUT or PKL_STDERR; false: an exception is set */
    void (*begins)(void);      /* py_exec is called from outside of Python; NULL: nothing */
    bool (*ends)(bool ok);     /* it returns; its answer is py_exec's */
    void (*closes)(void);      /* py_finalize is called */
} PklHost;

enum { PKL_STDIN, PKL_STDOUT, PKL_STDERR };

typedef struct PklVM {
    PyFrame* frame;            /* the top one */
    PklLimits limits;
    PklExcState* exc;          /* of the running generator or of the main program */
    PklExcState main_exc;
    py_TValue retval;          /* py_retval() */
    py_TValue raised;          /* the pending exception; nil: none */
    bool reraised;             /* a bare `raise`: the frame's traceback entry is there already */
    int inner;                 /* native calls into Python that are active */
    int native_depth;          /* pkl_enter */
    py_TValue *native_stack, *native_sp, *native_end;
    struct PklChunk* chunk;    /* frames */
    char *frame_top, *frame_end;

    PyType** types;            /* by id */
    int32_t type_count, type_capacity;
    int32_t free_types, free_type_at; /* ids of dead types, and where the last one was found */
    uint32_t version;          /* the last given to a dict's keys */
    uint32_t type_epoch;       /* see core.h, "The epoch of types" */
    char* frame_start;         /* of the current chunk */
    PyDict* modules;           /* sys.modules */
    PyDict* builtins;          /* its namespace */
    py_TValue builtins_module, main_module;
    py_TValue native_modules;  /* list of names: a native function's `extra` is -(index of its module) */
    py_TValue registers[14];   /* py_getreg */
    py_TValue True_, False_, None_, nil_;
    py_TValue empty_tuple;
    py_TValue async_hooks[2];  /* sys.set_asyncgen_hooks: PKL_HOOK_FIRST, PKL_HOOK_FINALIZER; nil: none */
    py_TValue host_call;       /* what PKL_CALL_HOST and PKL_WAIT ask for */
    py_TValue at_exit;         /* list of the module atexit; nil: none */
    py_TValue context_variables; /* the current context of the module _contextvars; nil: none yet */
    py_TValue codecs;          /* search functions, codecs found, error handlers (text/codecs/registry.c); nil: none yet */
    py_TValue stored;          /* functions of resumable.c; nil: none yet */
    PklStatus leaving;         /* a native has asked to leave the loop; PKL_DONE: none */
    py_Callbacks callbacks;
    py_AppCallbacks app_callbacks;
    PklHost host;
    void* context;
    struct PklHeap* heap;
    struct PklNames* names;    /* interned strings */
    struct PklMethodCache* method_cache;
    struct PklWeakrefs* weakrefs;
    py_TraceFunc trace;
    int recursion_limit;       /* sys.setrecursionlimit */
    uint64_t hash_seed;
} PklVM;

extern PklVM pkl_the_vm;       /* one per instance of the wasm, at a fixed address: a field of it is read without a pointer */
#define pkl_vm (&pkl_the_vm)

/* Runs from vm->frame until the frame with CONT_ENTRY returns, or the loop is left. */
PklStatus pkl_run(PklVM* vm);
/* Calls into Python from C, in an inner loop; py_vectorcall and py_call stand on it. */
bool pkl_call(py_Ref callable, int argc, py_Ref argv);
