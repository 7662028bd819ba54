/*
 * Code objects: what the compiler makes and the machine runs.
 *
 * An instruction is 32 bits: the opcode in the low 8, its argument in the high 24 (signed where it is a distance, counted in
 * instructions from the next one). UNPACK_EX takes two operands: 8 bits, then 16. There is no EXTENDED_ARG; a function whose
 * argument does not fit is refused by the compiler with a SyntaxError, "too large".
 *
 * Attribute and global instructions name an entry of `caches`, not of `names`: each site has its own inline cache. The compiler fills
 * in the name; the rest starts as zeros.
 */
#pragma once

#include "../object.h"
#include "opcodes.h"

typedef uint32_t PklInstruction;
#define PKL_OP(i) ((uint8_t)(i))
#define PKL_ARG(i) ((int32_t)(i) >> 8)
#define PKL_A(i) ((uint8_t)((i) >> 8))
#define PKL_B(i) ((int32_t)(i) >> 16)
#define PKL_MAKE(op, arg) ((uint32_t)(op) | (uint32_t)(arg) << 8)
#define PKL_MAKE2(op, a, b) ((uint32_t)(op) | (uint32_t)(uint8_t)(a) << 8 | (uint32_t)(uint16_t)(b) << 16)

typedef struct PklCache {
    PyStr* name;
    void* shape;      /* or what else identifies the case */
    void* shape2;     /* after a store that adds a name */
    uint32_t version; /* of the type; of globals: keys_version */
    uint32_t version2; /* of builtins */
    int32_t index;
    uint8_t kind;     /* the machine's; 0: cold */
    uint8_t misses;
    uint16_t unused;
} PklCache;

/* Where an exception in [start, end) goes: the stack is cut to `depth`, then, if `lasti`, the index of the failed instruction is pushed,
 * then the exception. Sorted by start, innermost found by the compiler: one entry covers each instruction. */
typedef struct PklHandler {
    int32_t start, end, target;
    int16_t depth;
    bool lasti;
} PklHandler;

/* Positions, for tracebacks: one for each run of instructions from `start`. */
typedef struct PklPosition {
    int32_t start;
    int32_t line, end_line;   /* -1: none */
    int32_t column, end_column; /* bytes of UTF-8; -1: none */
} PklPosition;

enum { /* CPython's numbers */
    PKL_CO_OPTIMIZED = 1,
    PKL_CO_NEWLOCALS = 2,
    PKL_CO_VARARGS = 4,
    PKL_CO_VARKEYWORDS = 8,
    PKL_CO_NESTED = 16,
    PKL_CO_GENERATOR = 32,
    PKL_CO_COROUTINE = 128,
    PKL_CO_ITERABLE_COROUTINE = 256,
    PKL_CO_ASYNC_GENERATOR = 512,
    PKL_CO_FUTURE_BARRY_AS_BDFL = 0x400000, /* the only future features that change anything */
    PKL_CO_FUTURE_ANNOTATIONS = 0x1000000,
    PKL_CO_FUTURE = 0x1fe0000, /* all of them: compile() inherits these */
    PKL_CO_HAS_DOCSTRING = 0x4000000,
    PKL_CO_METHOD = 0x8000000,
    PKL_CO_STORED = 0x40000000, /* the interpreter's own: not shown in tracebacks */
};

/* A hidden local belongs to a comprehension inlined into a module or class body: locals() does not show it. */
enum { PKL_HIDDEN = 0x10, PKL_LOCAL = 0x20, PKL_CELL = 0x40, PKL_FREE = 0x80 }; /* localspluskinds; a parameter in a cell: LOCAL|CELL */

/* The text that code objects were made of, for tracebacks. */
typedef struct PklCodeSource {
    int32_t users; /* code objects */
    int32_t size;
    char text[]; /* UTF-8 with a NUL */
} PklCodeSource;

/* tp_code. One block owned by the object holds the arrays; nothing in it moves. */
typedef struct PyCode {
    PyObject head;
    PyStr *filename, *name, *qualname;
    int32_t flags;
    int32_t argcount, posonlyargcount, kwonlyargcount;
    int32_t nlocalsplus;      /* locals, cells, free variables, in this order, each name once (a parameter in a cell keeps its place) */
    int32_t nlocals;          /* parameters and other locals */
    int32_t nfree;            /* the last ones */
    int32_t stacksize;
    int32_t firstlineno;
    int32_t instruction_count, constant_count, name_count, cache_count, handler_count, position_count;
    PklInstruction* instructions;
    py_TValue* constants;
    PyStr** names;
    PyStr** localsplusnames;
    uint8_t* localspluskinds;
    PklCache* caches;
    PklHandler* handlers;
    PklPosition* positions;
    PklCodeSource* source;    /* NULL where it is not to be had */
    size_t block_bytes;
    uint32_t loaded;          /* instructions rewritten for speed keep their first form nowhere: the disassembler maps back */
} PyCode;

/* exec, eval and compile: source to a code object in `out`. Modes and flags as CPython's compile(). Raises SyntaxError & co. */
typedef struct PklCompileRequest {
    const char* text;
    int32_t size;
    const char* filename;
    int mode;            /* PKL_EXEC … of compiler/ast.h */
    uint32_t flags;      /* PyCF_* and future flags */
    int optimize;        /* -1 default, 0, 1 (no assert), 2 (no docstrings) */
    bool sourceless;     /* the code objects keep no source: tracebacks show no lines of it */
} PklCompileRequest;
bool pkl_compile(const PklCompileRequest* request, py_OutRef out);
/* The position of an instruction; fields -1 where unknown. */
PklPosition pkl_code_position(const PyCode* code, int instruction);
