/*
 * From tree to instructions. Instructions lie in one array per code object, jumps name labels; ../assemble/ makes a
 * code object of them.
 *
 * What covers exceptions is decided here: every instruction carries the handler that was current when it was made
 * (`unit->handler`), so that leaving a block early (return, break) only has to set another one while it tidies up.
 */
#pragma once

#include "../../machine/code.h"
#include "../compiler.h"
#include "../scopes/scopes.h"

enum {                               /* beyond PklOpcode, gone after assembling */
       PKL_SETUP = PKL_OPCODE_COUNT, /* argument: handler; tells the stack's height there */
       PKL_LOAD_CLOSURE,             /* argument as LOAD_DEREF's */
       PKL_STORE_BACK,               /* STORE_FAST of what LOAD_FAST_AND_CLEAR loaded: perhaps nil */
       PKL_DRAFT_COUNT,
};
_Static_assert(PKL_DRAFT_COUNT <= 256, "an opcode has 8 bits");

/* Argument of *_DEREF and LOAD_CLOSURE: a cell of this unit's, or with this bit a free variable. */
enum { PKL_OF_FREE = 1 << 22 };

typedef struct PklDraft { /* one instruction */
    uint8_t op;
    bool jumps; /* `arg` is a label */
    int32_t handler;
    int32_t arg;
    PklRange range; /* lineno 0: that of the instruction before */
} PklDraft;

typedef struct PklTry { /* a handler: where to go, and what is around it */
    int32_t label, outer, depth;
    bool lasti;
    uint8_t dropped; /* operands that the block's start pushed and its handler does not find */
} PklTry;

typedef enum PklBlockKind {
    PKL_BLOCK_WHILE,
    PKL_BLOCK_FOR,
    PKL_BLOCK_TRY,
    PKL_BLOCK_FINALLY_TRY,
    PKL_BLOCK_FINALLY_END,
    PKL_BLOCK_WITH,
    PKL_BLOCK_ASYNC_WITH,
    PKL_BLOCK_HANDLER,       /* body of an except clause */
    PKL_BLOCK_GROUP_HANDLER, /* of an except* clause */
    PKL_BLOCK_VALUE,         /* an operand lies on the stack */
} PklBlockKind;

/* What leaving early has to tidy up; they live on the C stack. */
typedef struct PklBlock PklBlock;
struct PklBlock {
    PklBlock* outer;
    PklBlockKind kind;
    int depth;       /* how many blocks there are with it, as CPython counts */
    int start, exit; /* labels of a loop */
    int handler;     /* the current one outside of the block */
    const PklSeq* finalbody;
    PklName name;        /* of an except clause */
    const PklNode* node; /* of with */
};

typedef struct PklConstants {
    py_TValue* items;
    int32_t* slots;
    int count, capacity;
    uint32_t mask;
} PklConstants;

typedef struct PklUnit PklUnit;
struct PklUnit { /* a code object in the making */
    PklUnit* outer;
    PklScope* scope;
    PyStr *name, *owner;
    PyStr* qualname;
    int firstlineno, argcount, posonlyargcount, kwonlyargcount;
    bool has_docstring, in_conditional;
    int inlined; /* in so many inlined comprehensions */
    PklDraft* drafts;
    int count, capacity;
    int32_t* labels;
    int label_count, label_capacity;
    PklTry* tries;
    int try_count, try_capacity;
    int handler;    /* -1: none */
    int stop_label; /* of a generator: where StopIteration that leaves it becomes RuntimeError; -1: it is none */
    int barrier;    /* instructions before it are not changed any more */
    PklBlock* block;
    PklMap names, locals, cells, frees, hidden, static_attributes;
    PklConstants constants;
    PyStr** caches;
    int cache_count, cache_capacity;
    const PklNode** annotated; /* variables of a module or class, with the number that tells at run time whether they
                                  were reached */
    int annotated_count, annotated_capacity;
    int32_t* conditions;
    int condition_capacity, next_condition;
};

typedef struct PklGen {
    PklCompiler* c;
    PklUnit* u;
    PklMode mode;
    int quiet; /* no warnings: this code was generated before */
} PklGen;

/* ---- generate.c ------------------------------------------------------------------ */
/* The code object of a tree whose scopes are known. */
bool pkl_generate(PklCompiler* c, const PklNode* tree, PklScope* module, PklMode mode, py_OutRef out);

/* ---- units.c --------------------------------------------------------------------- */
bool pkl_open_unit(PklGen* g, PklScope* scope, PyStr* name, const void* range, PklUnit* unit);
/* Assembles the code object into `out` and goes back to the unit around it. */
void pkl_close_unit(PklGen* g, py_OutRef out);
/* The code object of the unit that is closed, and with its free variables a closure: pushes a function made with
 * `flags`. */
void pkl_emit_closure(PklGen* g, const void* at, const PklUnit* unit, py_Ref code, int flags);

/* ---- emit.c: `at` is a node or a PklRange, or NULL ------------------------------- */
int pkl_label(PklGen* g);
void pkl_place(PklGen* g, int label);
void pkl_emit(PklGen* g, const void* at, int op, int arg);
void pkl_jump(PklGen* g, const void* at, int op, int label);
void pkl_emit_constant(PklGen* g, const void* at, py_TValue value);
void pkl_emit_none(PklGen* g, const void* at);
void pkl_emit_str(PklGen* g, const void* at, PyStr* text);
void pkl_emit_int(PklGen* g, const void* at, int value);
/* [value] -> returned */
void pkl_emit_return(PklGen* g, const void* at);
/* An instruction with an inline cache, and one with a name. */
void pkl_emit_cached(PklGen* g, const void* at, int op, PyStr* name);
void pkl_emit_named(PklGen* g, const void* at, int op, PyStr* name);
/* From here to the matching pkl_end_try exceptions go to `label`. Answers what pkl_end_try wants. */
int pkl_emit_try(PklGen* g, const void* at, int label, bool lasti, int dropped);
void pkl_end_try(PklGen* g, int outer);
/* Where the last `count` instructions load constants, takes them back into `out`. */
bool pkl_take_constants(PklGen* g, int count, py_TValue* out);

/* ---- fold.c ---------------------------------------------------------------------- */
void pkl_emit_binary(PklGen* g, const void* at, PklOperator op, bool in_place);
void pkl_emit_unary(PklGen* g, const void* at, PklUnaryOperator op);
void pkl_emit_subscript(PklGen* g, const void* at);
void pkl_emit_tuple(PklGen* g, const void* at, int count);
/* The last `count` elements as a list or set that is only read once; PKL_BUILD_LIST or PKL_BUILD_SET. */
/* A display of the last `count` elements. */
void pkl_emit_display(PklGen* g, const void* at, int op, int count);
void pkl_emit_read_only(PklGen* g, const void* at, int op, int count);

/* ---- constants.c ----------------------------------------------------------------- */
int pkl_add_constant(PklGen* g, const py_TValue* value);
py_TValue pkl_constant_value(const PklConstant* constant);

/* ---- variables.c ----------------------------------------------------------------- */
void pkl_emit_variable(PklGen* g, const void* at, PyStr* name, PklContext context);
void pkl_emit_variable_named(PklGen* g, const void* at, const char* name, PklContext context);
PyStr* pkl_unit_mangle(const PklGen* g, PyStr* name);
/* The argument of an instruction on a cell or free variable of this unit's. */
int pkl_deref_of(PklGen* g, PyStr* name);

/* ---- expressions ----------------------------------------------------------------- */
void pkl_visit(PklGen* g, const PklNode* node);
void pkl_visit_all(PklGen* g, const PklSeq* nodes);
void pkl_jump_if(PklGen* g, const PklNode* test, int label, bool when);
void pkl_visit_call(PklGen* g, const PklNode* node);
/* The call's arguments, after `pushed` that lie on the stack already; [callable, nil] lie below. */
void pkl_visit_arguments(PklGen* g, const void* at, int pushed, const PklSeq* args, const PklSeq* keywords);
bool pkl_is_super_call(PklGen* g, const PklNode* attribute);
void pkl_emit_super(PklGen* g, const PklNode* attribute);
void pkl_visit_elements(PklGen* g, const void* at, const PklSeq* elts, int op, int pushed);
void pkl_visit_iterated(PklGen* g, const PklNode* node);
void pkl_visit_dict(PklGen* g, const PklNode* node);
void pkl_visit_comprehension(PklGen* g, const PklNode* node);
void pkl_visit_joined(PklGen* g, const PklNode* node);
void pkl_visit_template(PklGen* g, const PklNode* node);
void pkl_visit_formatted(PklGen* g, const PklNode* node);
void pkl_emit_yield_from(PklGen* g, const void* at);
void pkl_emit_await(PklGen* g, const void* at, int where);
PklRange pkl_attribute_range(const PklNode* node, const PklNode* attribute);
bool pkl_is_plain_slice(const PklNode* node);
void pkl_visit_slice_bounds(PklGen* g, const PklNode* node);

/* ---- warnings.c ------------------------------------------------------------------ */
/* `%` in the text stands for `first`, then for `second`. */
void pkl_warn_at(PklGen* g, const void* at, const char* text, const char* first, const char* second);
void pkl_warn_compare(PklGen* g, const PklNode* node);
void pkl_warn_call(PklGen* g, const PklNode* node);
void pkl_warn_subscript(PklGen* g, const PklNode* node);

/* ---- statements ------------------------------------------------------------------ */
void pkl_visit_statement(PklGen* g, const PklNode* node);
void pkl_visit_body(PklGen* g, const PklSeq* body);
/* The body of a module or class: its docstring is an assignment. */
void pkl_visit_suite(PklGen* g, const PklSeq* body);
void pkl_visit_target(PklGen* g, const PklNode* target);
void pkl_visit_annotated(PklGen* g, const PklNode* node);
void pkl_visit_import(PklGen* g, const PklNode* node);
void pkl_visit_import_from(PklGen* g, const PklNode* node);
void pkl_visit_while(PklGen* g, const PklNode* node);
void pkl_visit_for(PklGen* g, const PklNode* node);
void pkl_visit_async_for(PklGen* g, const PklNode* node);
void pkl_visit_try(PklGen* g, const PklNode* node);
void pkl_visit_with(PklGen* g, const PklNode* node);
void pkl_visit_match(PklGen* g, const PklNode* node);

/* ---- leaving blocks -------------------------------------------------------------- */
void pkl_push_block(PklGen* g, const void* at, PklBlock* block, PklBlockKind kind);
void pkl_pop_block(PklGen* g, const PklBlock* block);
/* Refuses `async for` and `async with` outside of async functions. */
void pkl_refuse_async(PklGen* g, const PklNode* node);
void pkl_visit_return(PklGen* g, const PklNode* node);
void pkl_visit_break(PklGen* g, const PklNode* node);
void pkl_visit_continue(PklGen* g, const PklNode* node);
void pkl_emit_clear_name(PklGen* g, PklName name);
void pkl_emit_exit(PklGen* g, const void* at, bool is_async);

/* ---- functions and classes ------------------------------------------------------- */
void pkl_visit_function(PklGen* g, const PklNode* node);
void pkl_visit_lambda(PklGen* g, const PklNode* node);
void pkl_visit_class(PklGen* g, const PklNode* node);
void pkl_visit_type_alias(PklGen* g, const PklNode* node);
/* [decorators]; answers the first line. Then what they are called with lies on the stack, and goes to the name. */
int pkl_visit_decorators(PklGen* g, const PklNode* node, const PklSeq* decorators);
void pkl_emit_decorated(PklGen* g, const PklNode* node, const PklSeq* decorators, PklName name);
/* The function around something with type parameters; closing it returns the operand on top, and leaves [function]. */
bool pkl_open_generic(PklGen* g, const PklNode* node, const PklSeq* parameters, PyStr* name, int firstlineno,
                      PklUnit* unit);
void pkl_close_generic(PklGen* g, const PklNode* node, PklUnit* unit);
void pkl_visit_type_parameters(PklGen* g, const void* at, const PklSeq* parameters);
/* [what MAKE_FUNCTION wants as annotations] of a function; answers whether there is something. */
bool pkl_emit_annotate(PklGen* g, const PklNode* node);
bool pkl_emit_deferred(PklGen* g, const void* at);
/* unparse/: the expression as source text. */
PyStr* pkl_unparse(PklCompiler* c, const PklNode* node);
PyStr* pkl_docstring(PklGen* g, const PklSeq* body);
PklScope* pkl_scope_of(PklGen* g, const void* key);
