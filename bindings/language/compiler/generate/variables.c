/* Names as variables: local, cell, free, global, or whatever the namespace of a class or module has. */
#include "generate.h"

PyStr* pkl_unit_mangle(const PklGen* g, PyStr* name) {
    const PklMap* only = g->u->scope->mangled;
    return only && !pkl_map_get(only, name) ? name : pkl_mangle(g->u->owner, name);
}

int pkl_deref_of(PklGen* g, PyStr* name) {
    PklUnit* u = g->u;
    const PklPair* cell = pkl_map_get(&u->cells, name);
    const PklPair* free = pkl_map_get(&u->frees, name);
    if(free && (!cell || pkl_meaning(u->scope, name) == PKL_MEANS_FREE))
        return (int)(free - u->frees.pairs) | PKL_OF_FREE;
    return cell ? (int)(cell - u->cells.pairs) : 0;
}

static bool is_class_body(const PklGen* g) { return g->u->scope->kind == PKL_SCOPE_CLASS && !g->u->inlined; }

static void load_classdict(PklGen* g, const void* at) {
    pkl_emit(g, at, PKL_LOAD_DEREF, pkl_deref_of(g, pkl_name_of("__classdict__")));
}

static void deref(PklGen* g, const void* at, PyStr* name, PklContext context) {
    static const uint8_t ops[] = {PKL_LOAD_DEREF, PKL_STORE_DEREF, PKL_DELETE_DEREF};
    int op = ops[context], arg = pkl_deref_of(g, name);
    if(context == PKL_LOAD && (is_class_body(g) || g->u->scope->sees_class)) {
        op = PKL_LOAD_FROM_DICT_OR_DEREF;
        if(is_class_body(g)) pkl_emit(g, at, PKL_LOAD_LOCALS, 0);
        else load_classdict(g, at);
    }
    pkl_emit(g, at, op, arg);
}

static void fast(PklGen* g, const void* at, PyStr* name, PklContext context) {
    static const uint8_t ops[] = {PKL_LOAD_FAST, PKL_STORE_FAST, PKL_DELETE_FAST};
    pkl_emit(g, at, ops[context], pkl_map_index(g->c, &g->u->locals, name));
}

static void global(PklGen* g, const void* at, PyStr* name, PklContext context, bool through_class) {
    if(context == PKL_STORE) pkl_emit_named(g, at, PKL_STORE_GLOBAL, name);
    else if(context == PKL_DEL) pkl_emit_named(g, at, PKL_DELETE_GLOBAL, name);
    else if(!through_class) pkl_emit_cached(g, at, PKL_LOAD_GLOBAL, name);
    else {
        load_classdict(g, at);
        pkl_emit_named(g, at, PKL_LOAD_FROM_DICT_OR_GLOBALS, name);
    }
}

static void in_namespace(PklGen* g, const void* at, PyStr* name, PklContext context) {
    bool inlined_in_class = g->u->scope->kind == PKL_SCOPE_CLASS && g->u->inlined;
    if(context == PKL_STORE) pkl_emit_named(g, at, PKL_STORE_NAME, name);
    else if(context == PKL_DEL) pkl_emit_named(g, at, PKL_DELETE_NAME, name);
    else pkl_emit_cached(g, at, inlined_in_class ? PKL_LOAD_GLOBAL : PKL_LOAD_NAME, name);
}

/* A variable of an inlined comprehension in a module or class. */
static bool is_hidden(const PklUnit* u, const PyStr* name) {
    const PklPair* hidden = pkl_map_get(&u->hidden, name);
    return hidden && hidden->value;
}

void pkl_emit_variable(PklGen* g, const void* at, PyStr* name, PklContext context) {
    const PklScope* scope = g->u->scope;
    name = pkl_unit_mangle(g, name);
    bool is_function = pkl_scope_is_function(scope);
    PklMeaning meaning = pkl_meaning(scope, name);
    if(meaning == PKL_MEANS_FREE || meaning == PKL_MEANS_CELL) deref(g, at, name, context);
    else if(meaning == PKL_MEANS_LOCAL && (is_function || is_hidden(g->u, name))) fast(g, at, name, context);
    else if(meaning == PKL_MEANS_GLOBAL_EXPLICIT) global(g, at, name, context, false);
    else if(meaning == PKL_MEANS_GLOBAL_IMPLICIT && is_function) global(g, at, name, context, scope->sees_class);
    else in_namespace(g, at, name, context);
}

void pkl_emit_variable_named(PklGen* g, const void* at, const char* name, PklContext context) {
    pkl_emit_variable(g, at, pkl_name_of(name), context);
}
