/*
 * Decides what every name means. Downwards: a name that a scope does not bind is looked for in the scopes around it.
 * Upwards: who binds a name that is free below keeps it in a cell, and scopes in between hand it on. Comprehensions
 * (not generators) become part of the code around them, with their variables.
 */
#include "scopes.h"

enum { NOWHERE, BOUND, BOUND_TYPE_PARAMETER };

static uint32_t bits_of(const PklScope* scope, const PyStr* name) {
    const PklPair* symbol = pkl_map_get(&scope->symbols, name);
    return symbol && !(symbol->value & PKL_SYM_BORROWED) ? (uint32_t)symbol->value : 0;
}

/* What class bodies define for the functions in them without a statement. */
static bool is_class_cell(const PyStr* name) {
    return pkl_name_is(name, "__class__") || pkl_name_is(name, "__classdict__") ||
           pkl_name_is(name, "__conditional_annotations__");
}

/* Whether the scopes around `scope` bind the name for it. */
static int visible(const PklScope* scope, const PyStr* name) {
    while((scope = scope->parent)) {
        if(scope->kind == PKL_SCOPE_CLASS) {
            if(is_class_cell(name)) return BOUND;
            continue;
        }
        uint32_t bits = bits_of(scope, name);
        if(bits & PKL_SYM_INLINED) bits = 0;
        if(bits & PKL_DEF_GLOBAL) return NOWHERE;
        if(bits & PKL_DEF_NONLOCAL || !(bits & PKL_DEF_BOUND)) continue;
        if(!pkl_scope_is_function(scope)) return NOWHERE;
        return bits & PKL_DEF_TYPE_PARAM ? BOUND_TYPE_PARAMETER : BOUND;
    }
    return NOWHERE;
}

static void error_at_directive(PklCompiler* c, const PklScope* scope, PyStr* name, const char* text) {
    const PklDirective* found = scope->directives;
    for(const PklDirective* d = found; d; d = d->next)
        if(d->name == name) found = d; /* the first in the source */
    pkl_compile_error(c, &found->range, text, name);
}

static PklMeaning resolve_nonlocal(PklCompiler* c, const PklScope* scope, PyStr* name) {
    int found = visible(scope, name);
    const char* text = !scope->parent     ? "nonlocal declaration not allowed at module level"
                       : found == NOWHERE ? "no binding for nonlocal '%' found"
                       : found != BOUND   ? "nonlocal binding not allowed for type parameter '%'"
                                          : NULL;
    if(text) error_at_directive(c, scope, name, text);
    return PKL_MEANS_FREE;
}

/* Of a scope that sees the class around it: what the class says, or 0. */
static PklMeaning resolve_in_class(const PklScope* scope, const PyStr* name) {
    while(scope && scope->sees_class) {
        scope = scope->parent;
        if(scope->kind != PKL_SCOPE_CLASS) continue;
        uint32_t bits = bits_of(scope, name);
        if(bits & PKL_DEF_GLOBAL) return PKL_MEANS_GLOBAL_EXPLICIT;
        return bits & PKL_DEF_BOUND && !(bits & PKL_DEF_NONLOCAL) ? PKL_MEANS_GLOBAL_IMPLICIT : (PklMeaning)0;
    }
    return (PklMeaning)0;
}

static PklMeaning resolve_name(PklCompiler* c, const PklScope* scope, PyStr* name, uint32_t bits) {
    if(bits & PKL_DEF_GLOBAL) {
        if(bits & PKL_DEF_NONLOCAL) error_at_directive(c, scope, name, "name '%' is nonlocal and global");
        return PKL_MEANS_GLOBAL_EXPLICIT;
    }
    if(bits & PKL_DEF_NONLOCAL) return resolve_nonlocal(c, scope, name);
    if(bits & PKL_DEF_BOUND) return PKL_MEANS_LOCAL;
    PklMeaning in_class = resolve_in_class(scope, name);
    if(in_class) return in_class;
    return visible(scope, name) ? PKL_MEANS_FREE : PKL_MEANS_GLOBAL_IMPLICIT;
}

static void set_meaning(PklPair* symbol, PklMeaning meaning) {
    symbol->value &= ~((uintptr_t)15 << PKL_SCOPE_SHIFT);
    symbol->value |= (uintptr_t)meaning << PKL_SCOPE_SHIFT;
}

static PklMeaning meaning_of(const PklPair* symbol) { return (PklMeaning)(symbol->value >> PKL_SCOPE_SHIFT & 15); }

/* ---- comprehensions become part of the code around them -------------------------- */

static bool is_free_below(const PklScope* scope, const PyStr* name) {
    for(const PklScope* child = scope->first; child; child = child->next)
        if(pkl_meaning(child, name) == PKL_MEANS_FREE) return true;
    return false;
}

static void inline_symbol(PklCompiler* c, PklScope* scope, PklScope* inner, PklPair* symbol) {
    const void* name = symbol->key;
    PklMeaning meaning = meaning_of(symbol);
    bool in_class = scope->kind == PKL_SCOPE_CLASS;
    bool cell = meaning == PKL_MEANS_CELL || symbol->value & PKL_DEF_COMP_CELL;
    PklPair* outer = pkl_map_get(&scope->symbols, name);
    if(outer && !(outer->value & PKL_SYM_BORROWED)) {
        if(outer->value & PKL_DEF_BOUND && !in_class && !is_free_below(inner, name))
            symbol->value &= ~(uintptr_t)(PKL_SYM_IS_FREE | PKL_SYM_NEEDED);
    } else {
        if(meaning == PKL_MEANS_FREE && in_class && is_class_cell(name)) {
            meaning = PKL_MEANS_GLOBAL_IMPLICIT;
            symbol->value = 0;
        }
        uintptr_t needed = outer ? outer->value & PKL_SYM_NEEDED : 0;
        outer = pkl_map_add(c, &scope->symbols, name);
        outer->value = (symbol->value & PKL_DEF_ALL) | needed | PKL_SYM_INLINED;
        set_meaning(outer, meaning);
    }
    if(cell) outer->value |= PKL_DEF_COMP_CELL;
}

static void inline_comprehension(PklCompiler* c, PklScope* scope, PklScope* inner) {
    inner->inlined = true;
    for(int i = 0; i < inner->symbols.count; i++) {
        PklPair* symbol = &inner->symbols.pairs[i];
        if(meaning_of(symbol) && !(symbol->value & PKL_DEF_PARAM)) inline_symbol(c, scope, inner, symbol);
    }
}

/* Children of inlined comprehensions take their place. */
static void splice(PklScope* scope) {
    PklScope** link = &scope->first;
    scope->last = NULL;
    while(*link) {
        PklScope* child = *link;
        if(child->inlined) {
            *link = child->first ? child->first : child->next;
            if(child->first) child->last->next = child->next;
            continue; /* its children are spliced already: their own inlined ones are gone */
        }
        scope->last = child;
        link = &child->next;
    }
}

/* ---- upwards --------------------------------------------------------------------- */

/* What is free in a child is needed here. */
static void need(PklCompiler* c, PklScope* scope, const PklScope* child) {
    for(int i = 0; i < child->symbols.count; i++) {
        const PklPair* symbol = &child->symbols.pairs[i];
        if(!(symbol->value & (PKL_SYM_IS_FREE | PKL_SYM_NEEDED))) continue;
        PklPair* outer = pkl_map_get(&scope->symbols, symbol->key);
        if(!outer) {
            outer = pkl_map_add(c, &scope->symbols, symbol->key);
            outer->value = PKL_SYM_BORROWED;
        }
        outer->value |= PKL_SYM_NEEDED;
    }
}

static void drop_class_cells(PklScope* scope, PklPair* symbol) {
    const PyStr* name = symbol->key;
    if(!is_class_cell(name)) return;
    symbol->value &= ~(uintptr_t)PKL_SYM_NEEDED;
    if(pkl_name_is(name, "__class__")) scope->needs_class = true;
    else if(pkl_name_is(name, "__classdict__")) scope->needs_classdict = true;
    else scope->conditional_annotations = true;
}

/* Who binds what is needed below, keeps it in a cell. An inlined comprehension's variable is not what the scopes below
 * mean: where they mean one of the scopes above (CPython 3.14 gives them the comprehension's), it is both. */
static void make_cell(PklScope* scope, PklPair* symbol) {
    PklMeaning meaning = meaning_of(symbol);
    bool needed = symbol->value & PKL_SYM_NEEDED;
    if(needed && symbol->value & PKL_SYM_INLINED && (meaning == PKL_MEANS_LOCAL || meaning == PKL_MEANS_CELL) &&
       visible(scope, symbol->key)) {
        set_meaning(symbol, PKL_MEANS_FREE);
        return;
    }
    if(meaning != PKL_MEANS_LOCAL || !(needed || symbol->value & PKL_DEF_COMP_CELL)) return;
    set_meaning(symbol, PKL_MEANS_CELL);
    symbol->value &= ~(uintptr_t)PKL_SYM_NEEDED;
}

static void settle(PklScope* scope, PklPair* symbol) {
    bool is_class = scope->kind == PKL_SCOPE_CLASS;
    if(is_class && symbol->value & PKL_SYM_NEEDED) drop_class_cells(scope, symbol);
    if(pkl_scope_is_function(scope)) make_cell(scope, symbol);
    if(!(symbol->value & PKL_SYM_NEEDED)) return;
    if(!(symbol->value & PKL_SYM_BORROWED)) {
        if(is_class || scope->sees_class) symbol->value |= PKL_DEF_FREE_CLASS;
        return;
    }
    if(!scope->parent || visible(scope, symbol->key)) {
        symbol->value &= ~(uintptr_t)PKL_SYM_BORROWED;
        set_meaning(symbol, PKL_MEANS_FREE);
    }
}

static void resolve(PklCompiler* c, PklScope* scope) {
    if(!pkl_descend(c)) return;
    for(int i = 0; i < scope->symbols.count; i++) {
        PklPair* symbol = &scope->symbols.pairs[i];
        PklMeaning meaning = resolve_name(c, scope, (PyStr*)symbol->key, (uint32_t)symbol->value);
        set_meaning(symbol, meaning);
        if(meaning == PKL_MEANS_FREE) symbol->value |= PKL_SYM_IS_FREE;
    }
    for(PklScope* child = scope->first; child; child = child->next) {
        resolve(c, child);
        if(child->comprehension && !child->generator && !scope->sees_class) inline_comprehension(c, scope, child);
        need(c, scope, child);
    }
    splice(scope);
    for(int i = 0; i < scope->symbols.count; i++) settle(scope, &scope->symbols.pairs[i]);
    pkl_ascend();
}

bool pkl_resolve(PklCompiler* c, PklScope* module) {
    resolve(c, module);
    return !c->failed;
}
