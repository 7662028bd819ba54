/*
 * Which variable a name means. First every scope's names are collected, as they come in the source (collect*.c), then
 * resolved (resolve.c): local, cell, free or global. The numbers are those of CPython's symbol tables, which the module
 * `symtable` shows.
 */
#pragma once

#include "../compiler.h"

enum { /* what happens to a name in its scope */
       PKL_DEF_GLOBAL = 1,
       PKL_DEF_LOCAL = 2,
       PKL_DEF_PARAM = 4,
       PKL_DEF_NONLOCAL = 8,
       PKL_USE = 16,
       PKL_DEF_FREE_CLASS = 64,
       PKL_DEF_IMPORT = 128,
       PKL_DEF_ANNOT = 256,
       PKL_DEF_COMP_ITER = 512,
       PKL_DEF_TYPE_PARAM = 1024,
       PKL_DEF_COMP_CELL = 2048,
       PKL_DEF_BOUND = PKL_DEF_LOCAL | PKL_DEF_PARAM | PKL_DEF_IMPORT | PKL_DEF_TYPE_PARAM,
       PKL_DEF_ALL = 0xfff,
       PKL_SCOPE_SHIFT = 12, /* then what it means, 4 bits */
       /* while names are resolved: */
       PKL_SYM_NEEDED = 1 << 16,   /* free in a scope below */
       PKL_SYM_BORROWED = 1 << 17, /* only because of that: the scope itself does not name it */
       PKL_SYM_IS_FREE = 1 << 18,  /* this scope found it in a scope above */
       PKL_SYM_INLINED = 1 << 19,  /* it belongs to a comprehension inlined here */
};

typedef enum PklMeaning {
    PKL_MEANS_LOCAL = 1,
    PKL_MEANS_GLOBAL_EXPLICIT,
    PKL_MEANS_GLOBAL_IMPLICIT,
    PKL_MEANS_FREE,
    PKL_MEANS_CELL,
} PklMeaning;

typedef enum PklScopeKind {
    PKL_SCOPE_FUNCTION,
    PKL_SCOPE_CLASS,
    PKL_SCOPE_MODULE,
    PKL_SCOPE_ANNOTATION,
    PKL_SCOPE_TYPE_ALIAS,
    PKL_SCOPE_TYPE_PARAMETERS,
    PKL_SCOPE_TYPE_VARIABLE,
} PklScopeKind;

typedef struct PklDirective { /* where a name was declared global or nonlocal */
    const struct PklDirective* next;
    PyStr* name;
    PklRange range;
} PklDirective;

typedef struct PklScope PklScope;
struct PklScope {
    PklScope* parent;
    PklScope *first, *last, *next; /* children, and the next child of the parent */
    PklScope* annotations;         /* of a module or class: that of its variables */
    PyStr* name;
    PklRange range;
    PklMap symbols;  /* name -> bits */
    PklMap* mangled; /* of a generic class's type parameters: the only names that are mangled; NULL: all */
    const PklDirective* directives;
    const char* info; /* of a type variable: what an error calls it */
    uint8_t kind;
    uint8_t comprehension; /* kind of the node less PKL_ListComp, plus 1; 0: none */
    int comp_iter_expr;
    bool comp_iter_target;
    bool nested, method, generator, coroutine, varargs, varkeywords, async_def;
    bool sees_class;  /* names are looked for in the class around it, too */
    bool conditional; /* while its names are collected: inside if, for, try … */
    bool conditional_annotations, unevaluated;
    bool needs_class, needs_classdict; /* a class: __class__, __classdict__ are asked for below */
    bool inlined;                      /* a comprehension that became part of the code around it */
};

static inline bool pkl_scope_is_function(const PklScope* scope) {
    return scope->kind != PKL_SCOPE_CLASS && scope->kind != PKL_SCOPE_MODULE;
}

/* The scopes of a tree, in c->scopes; keys are the nodes, and for
 *   a function's annotations: its arguments      type parameters: their sequence
 *   a type variable's bound: its node            its default: 1 byte behind the node
 * NULL after an error. */
PklScope* pkl_scopes(PklCompiler* c, const PklNode* tree);
bool pkl_resolve(PklCompiler* c, PklScope* module);

/* What a name means in a scope; 0 where it is unknown there. */
static inline PklMeaning pkl_meaning(const PklScope* scope, const PyStr* name) {
    const PklPair* symbol = pkl_map_get(&scope->symbols, name);
    return symbol ? (PklMeaning)(symbol->value >> PKL_SCOPE_SHIFT & 15) : (PklMeaning)0;
}

/* ---- between collect*.c ---------------------------------------------------------- */
typedef struct PklCollector {
    PklCompiler* c;
    PklScope* current;
    PklScope* module;
    PyStr* owner;             /* the class whose private names are mangled */
    bool in_finally, in_loop; /* in a finally block of this function; in a loop in there */
} PklCollector;

void pkl_collect(PklCollector* s, const PklNode* node); /* NULL: nothing */
void pkl_collect_all(PklCollector* s, const PklSeq* nodes);
void pkl_collect_fields(PklCollector* s, const PklNode* node);
PklScope* pkl_open_scope(PklCollector* s, PyStr* name, PklScopeKind kind, const void* key, const void* range);
void pkl_enter_scope(PklCollector* s, PklScope* scope, bool is_child);
void pkl_leave_scope(PklCollector* s);
/* names.c */
uint32_t pkl_symbol(PklCollector* s, const PklScope* scope, PyStr* name);
void pkl_define(PklCollector* s, PyStr* name, uint32_t bits, const void* range);
void pkl_define_hidden(PklCollector* s, const char* name, uint32_t bits, const void* range);
bool pkl_check_name(PklCollector* s, PyStr* name, PklContext context, const void* range);
void pkl_collect_name(PklCollector* s, const PklNode* node);
void pkl_collect_walrus(PklCollector* s, const PklNode* node);
void pkl_collect_declaration(PklCollector* s, const PklNode* node);
/* functions */
void pkl_collect_function(PklCollector* s, const PklNode* node);
void pkl_collect_class(PklCollector* s, const PklNode* node);
void pkl_collect_lambda(PklCollector* s, const PklNode* node);
void pkl_collect_comprehension(PklCollector* s, const PklNode* node);
/* annotations and type parameters */
void pkl_collect_annotated(PklCollector* s, const PklNode* node);
void pkl_collect_function_annotations(PklCollector* s, const PklNode* node, const PklScope* function);
bool pkl_open_type_parameters(PklCollector* s, const PklNode* node, PyStr* name, const PklSeq* parameters,
                              bool defaults, bool kwdefaults);
void pkl_collect_type_parameter(PklCollector* s, const PklNode* node);
void pkl_collect_type_alias(PklCollector* s, const PklNode* node);
bool pkl_refuse_in_annotation(PklCollector* s, const PklNode* node, const char* what);
