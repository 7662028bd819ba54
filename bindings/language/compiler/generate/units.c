/* Code objects in the making: opened, closed, and made functions of. */
#include "../../core.h"
#include "../assemble/assemble.h"
#include "generate.h"

#include <string.h>

/* ---- qualified names ------------------------------------------------------------- */

static PyStr* joined_name(const PyStr* outer, const char* middle, const PyStr* name) {
    size_t bytes = (size_t)outer->size + strlen(middle) + (size_t)name->size;
    if(!pkl_reserve(bytes)) return (PyStr*)name;
    py_TValue out;
    char* text = py_newstrn(&out, (int)bytes);
    memcpy(text, outer->data, (size_t)outer->size);
    memcpy(text + outer->size, middle, strlen(middle));
    memcpy(text + bytes - name->size, name->data, (size_t)name->size);
    return (PyStr*)out._obj;
}

static PyStr* qualified_name(const PklUnit* u) {
    const PklUnit* outer = u->outer;
    if(outer && outer->scope->kind > PKL_SCOPE_MODULE) outer = outer->outer; /* annotations, type parameters */
    if(!outer || !outer->outer) return u->name;                              /* directly in the module */
    bool has_name = u->scope->kind == PKL_SCOPE_FUNCTION || u->scope->kind == PKL_SCOPE_CLASS;
    if(has_name && pkl_meaning(outer->scope, pkl_mangle(outer->owner, u->name)) == PKL_MEANS_GLOBAL_EXPLICIT)
        return u->name;
    bool in_function = outer->scope->kind == PKL_SCOPE_FUNCTION && !outer->scope->comprehension;
    return joined_name(outer->qualname, in_function ? ".<locals>." : ".", u->name);
}

/* ---- opening --------------------------------------------------------------------- */

static bool comes_before(const PyStr* a, const PyStr* b) {
    int order = memcmp(a->data, b->data, (size_t)(a->size < b->size ? a->size : b->size));
    return order ? order < 0 : a->size < b->size;
}

/* The symbols with any of `bits`, or that meaning, by their texts. */
static void gather(PklGen* g, PklMap* map, const PklScope* scope, PklMeaning meaning, uint32_t bits) {
    const void** found = pkl_take(g->c, sizeof(void*) * (size_t)(scope->symbols.count + 1));
    int count = 0;
    for(int i = 0; found && i < scope->symbols.count; i++) {
        const PklPair* symbol = &scope->symbols.pairs[i];
        if(!(symbol->value & bits) && (symbol->value >> PKL_SCOPE_SHIFT & 15) != meaning) continue;
        int at = count++;
        for(; at && comes_before(symbol->key, found[at - 1]); at--) found[at] = found[at - 1];
        found[at] = symbol->key;
    }
    for(int i = 0; i < count; i++) pkl_map_add(g->c, map, found[i]);
}

static void add_cells(PklGen* g, PklUnit* u, const PklScope* scope) {
    gather(g, &u->cells, scope, PKL_MEANS_CELL, PKL_DEF_COMP_CELL);
    if(scope->needs_class) pkl_map_add(g->c, &u->cells, pkl_name_of("__class__"));
    if(scope->needs_classdict) pkl_map_add(g->c, &u->cells, pkl_name_of("__classdict__"));
    if(scope->conditional_annotations && scope->kind == PKL_SCOPE_CLASS)
        pkl_map_add(g->c, &u->cells, pkl_name_of("__conditional_annotations__"));
    gather(g, &u->frees, scope, PKL_MEANS_FREE, PKL_DEF_FREE_CLASS);
}

static bool is_generator(const PklScope* scope) {
    return (pkl_scope_is_function(scope) && scope->generator) || scope->coroutine;
}

bool pkl_open_unit(PklGen* g, PklScope* scope, PyStr* name, const void* range, PklUnit* unit) {
    PklUnit* outer = g->u;
    *unit = (PklUnit){.outer = outer, .scope = scope, .name = name, .handler = -1, .stop_label = -1};
    unit->owner = outer ? outer->owner : NULL;
    unit->firstlineno = range ? ((const PklRange*)range)->lineno : 1;
    unit->qualname = qualified_name(unit);
    for(int i = 0; i < scope->symbols.count; i++)
        if(scope->symbols.pairs[i].value & PKL_DEF_PARAM) pkl_map_add(g->c, &unit->locals, scope->symbols.pairs[i].key);
    add_cells(g, unit, scope);
    g->u = unit;
    if(is_generator(scope)) {
        unit->stop_label = pkl_label(g);
        pkl_emit_try(g, NULL, unit->stop_label, true, 0);
    }
    return !g->c->failed;
}

void pkl_close_unit(PklGen* g, py_OutRef out) {
    PklUnit* u = g->u;
    if(u->stop_label >= 0) {
        pkl_end_try(g, -1);
        pkl_place(g, u->stop_label);
        pkl_emit(g, NULL, PKL_INTRINSIC_1, PKL_INTRINSIC_STOPITERATION_ERROR);
        pkl_emit(g, NULL, PKL_RERAISE, 1);
    }
    g->u = u->outer;
    py_newnil(out);
    if(!g->c->failed) pkl_assemble(g->c, u, out);
}

/* ---- functions of code ----------------------------------------------------------- */

void pkl_emit_closure(PklGen* g, const void* at, const PklUnit* unit, py_Ref code, int flags) {
    const PklMap* frees = &unit->frees;
    for(int i = 0; i < frees->count; i++)
        pkl_emit(g, at, PKL_LOAD_CLOSURE, pkl_deref_of(g, (PyStr*)frees->pairs[i].key));
    if(frees->count) {
        pkl_emit(g, at, PKL_BUILD_TUPLE, frees->count);
        flags |= 8;
    }
    if(g->c->failed) return;
    pkl_emit_constant(g, at, *code);
    pkl_emit(g, at, PKL_MAKE_FUNCTION, flags);
}

PklScope* pkl_scope_of(PklGen* g, const void* key) {
    const PklPair* pair = pkl_map_get(&g->c->scopes, key);
    return pair && !g->c->failed ? (PklScope*)pair->value : NULL;
}
