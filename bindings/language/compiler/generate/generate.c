/* Modules, expressions and interactive statements: the outermost code object. */
#include "generate.h"

#include <string.h>

/* The annotations of a module are there from its start: what makes their function is moved before the body. */
static void move_to_front(PklGen* g, int start, int from) {
    PklUnit* u = g->u;
    int moved = u->count - from;
    PklDraft* copy = pkl_take(g->c, sizeof(PklDraft) * (size_t)moved);
    if(!copy) return;
    memcpy(copy, u->drafts + from, sizeof(PklDraft) * (size_t)moved);
    memmove(u->drafts + start + moved, u->drafts + start, sizeof(PklDraft) * (size_t)(from - start));
    memcpy(u->drafts + start, copy, sizeof(PklDraft) * (size_t)moved);
    for(int i = 0; i < u->label_count; i++)
        if(u->labels[i] >= start) u->labels[i] += moved;
    u->barrier = u->count;
}

static void visit_annotations(PklGen* g, const PklSeq* body, int start) {
    int from = g->u->count;
    PklRange range = body->size ? pkl_at(body, 0)->range : (PklRange){0};
    if(!pkl_emit_deferred(g, &range)) return;
    pkl_emit_named(g, &range, PKL_STORE_NAME, pkl_name_of("__annotate__"));
    move_to_front(g, start, from);
}

void pkl_visit_suite(PklGen* g, const PklSeq* body) {
    PklScope* scope = g->u->scope;
    const void* at = body->size ? pkl_at(body, 0) : NULL;
    int first = 0;
    if(scope->annotations && g->c->flags & PKL_CF_FUTURE_ANNOTATIONS) pkl_emit(g, at, PKL_SETUP_ANNOTATIONS, 0);
    PyStr* doc = g->mode == PKL_SINGLE && scope->kind == PKL_SCOPE_MODULE ? NULL : pkl_docstring(g, body);
    if(doc) {
        const PklNode* value = pkl_at(body, first++)->as.Expr.value;
        if(g->c->optimize < 2) {
            pkl_emit_str(g, value, doc);
            pkl_emit_variable_named(g, NULL, "__doc__", PKL_STORE);
        }
    }
    for(int i = first; i < body->size; i++) pkl_visit_statement(g, pkl_at(body, i));
}

static const PklNode* last_value(const PklGen* g, const PklSeq* body) {
    const PklNode* last = body->size ? pkl_at(body, body->size - 1) : NULL;
    return g->c->flags & PKL_CF_LAST_VALUE && last && last->kind == PKL_Expr ? last->as.Expr.value : NULL;
}

static void visit_module(PklGen* g, const PklNode* tree) {
    PklSeq* body = tree->as.Module.body;
    const PklNode* value = last_value(g, body);
    if(value) body->size--;
    int start = g->u->count;
    if(g->u->scope->conditional_annotations && !(g->c->flags & PKL_CF_FUTURE_ANNOTATIONS)) {
        pkl_emit(g, NULL, PKL_BUILD_SET, 0);
        pkl_emit_named(g, NULL, PKL_STORE_NAME, pkl_name_of("__conditional_annotations__"));
    }
    pkl_visit_suite(g, body);
    visit_annotations(g, body, start);
    if(value) pkl_visit(g, value);
    else pkl_emit_none(g, NULL);
}

bool pkl_generate(PklCompiler* c, const PklNode* tree, PklScope* module, PklMode mode, py_OutRef out) {
    PklGen gen = {.c = c, .mode = mode}, *g = &gen;
    PklUnit unit;
    if(!pkl_open_unit(g, module, pkl_name_of("<module>"), NULL, &unit)) return false;
    if(mode == PKL_EVAL) pkl_visit(g, tree->as.Expression.body);
    else visit_module(g, tree);
    pkl_emit_return(g, NULL);
    pkl_close_unit(g, out);
    return !c->failed;
}
