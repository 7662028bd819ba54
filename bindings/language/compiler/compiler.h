/*
 * What the passes behind the parser share: scopes/ (which variable a name means), generate/ (tree to instructions),
 * assemble/ (instructions to a code object).
 *
 * Names are interned str objects, so that equal names are one pointer. Objects made here are unrooted: no pass runs a
 * program's code, and a collection happens only where one does.
 *
 * The first error wins: it sets `failed`, and every function of these passes does nothing from then on, so that callers
 * need not ask.
 */
#pragma once

#include "../machine/code.h"
#include "../native.h"
#include "ast.h"

/* Bits of PklCompileRequest.flags; CPython's numbers where it has them. */
enum {
    PKL_CF_FUTURE_BARRY = 0x400000,
    PKL_CF_FUTURE_ANNOTATIONS = 0x1000000,
    PKL_CF_DONT_IMPLY_DEDENT = 0x200,
    PKL_CF_ONLY_AST = 0x400,
    PKL_CF_TOP_LEVEL_AWAIT = 0x2000,
    PKL_CF_ALLOW_INCOMPLETE = 0x4000,
    PKL_CF_LAST_VALUE = 0x40000000, /* exec: the code returns the value of its last statement, if that is an expression
                                       (notebook cells) */
};

/* A map from pointers, in the order of insertion. */
typedef struct PklPair {
    const void* key;
    uintptr_t value;
} PklPair;

typedef struct PklMap {
    PklPair* pairs;
    int32_t* slots; /* index + 1; NULL while there are few */
    int count, capacity;
    uint32_t mask;
} PklMap;

typedef struct PklCompiler {
    const PklSource* source;
    PyStr* filename;
    struct PklCodeSource* kept_source; /* of the code objects; NULL: none */
    PklArena arena;
    PklSyntaxError error;
    PklWarnings warnings;
    PklWarning* last_warning;
    uint32_t flags;
    int optimize;
    PklRange last_future; /* of the imports from __future__ that count */
    bool failed;          /* `error` is filled in; kind PKL_NO_ERROR: an exception is raised already */
    PklMap scopes;        /* what opens a scope (node, sequence of type parameters …) -> PklScope* */
    PklPair spare;        /* what pkl_map_add answers when memory ended */
} PklCompiler;

/* ---- memory.c -------------------------------------------------------------------- */
/* Zeroed; NULL where the quota ended, which is then the error. */
void* pkl_take(PklCompiler* c, size_t bytes);
/* Room for one item more behind `count`; false, with the error set, where there is none. */
bool pkl_grow(PklCompiler* c, void* items, int* capacity, int count, size_t item_bytes);
PklPair* pkl_map_get(const PklMap* map, const void* key);
/* The pair of the key, made with value 0 where there was none; good until the next call. */
PklPair* pkl_map_add(PklCompiler* c, PklMap* map, const void* key);
/* Its place in the order. */
int pkl_map_index(PklCompiler* c, PklMap* map, const void* key);

/* ---- errors.c -------------------------------------------------------------------- */
/* A SyntaxError at the node; `%` in the text stands for `name`. */
void pkl_compile_error(PklCompiler* c, const void* range, const char* text, const void* name);
/* A SyntaxWarning; the text is copied. */
void pkl_compile_warning(PklCompiler* c, const void* range, const char* text);
/* The C stack's guard around everything that descends into the tree: false when it is too deep, with RecursionError. */
bool pkl_descend(PklCompiler* c);
void pkl_ascend(void);

/* ---- compile.c ------------------------------------------------------------------- */
/* Sets the flags of the features that a module imports, and last_future. */
void pkl_find_features(PklCompiler* c, const PklSeq* body);
bool pkl_is_future_import(const PklNode* node);
/* ---- assemble/code.c ------------------------------------------------------------- */
void pkl_source_release(PklCodeSource* source); /* NULL: nothing */

/* ---- names.c --------------------------------------------------------------------- */
PyStr* pkl_name_str(PklName name);
PyStr* pkl_name_of(const char* text);
bool pkl_name_is(const PyStr* name, const char* text);
/* The name as a class's body means it: `__x` is `_Class__x`. `owner` may be NULL. */
PyStr* pkl_mangle(PyStr* owner, PyStr* name);
