/*
 * Comprehensions. Generators are functions of their first iterable. The others become part of the code around them:
 * their variables are put aside, with what they hold outside, and put back at the end, whichever way that is reached.
 */
#include "generate.h"

static const PklSeq* clauses_of(const PklNode* node) {
    return node->kind == PKL_DictComp ? node->as.DictComp.generators : node->as.ListComp.generators;
}

/* ---- the loops ------------------------------------------------------------------- */

static void visit_clause(PklGen* g, const PklNode* node, int index, int depth, bool iterator_is_there);

static void visit_element(PklGen* g, const PklNode* node, int depth) {
    const PklNode* element = node->as.ListComp.elt;
    switch(node->kind) {
        case PKL_GeneratorExp:
            pkl_visit(g, element);
            if(g->u->scope->coroutine) pkl_emit(g, element, PKL_ASYNC_GEN_WRAP, 0);
            pkl_emit(g, element, PKL_YIELD_VALUE, 0);
            pkl_emit(g, element, PKL_POP_TOP, 0);
            break;
        case PKL_DictComp: {
            PklRange range = node->as.DictComp.key->range;
            range.end_lineno = node->as.DictComp.value->range.end_lineno;
            range.end_col_offset = node->as.DictComp.value->range.end_col_offset;
            pkl_visit(g, node->as.DictComp.key);
            pkl_visit(g, node->as.DictComp.value);
            pkl_emit(g, &range, PKL_MAP_ADD, depth + 1);
            break;
        }
        default:
            pkl_visit(g, element);
            pkl_emit(g, element, node->kind == PKL_ListComp ? PKL_LIST_APPEND : PKL_SET_ADD, depth + 1);
    }
}

/* What stands in the loop of clause `index`: conditions, then the next clause or the element. */
static void visit_inside(PklGen* g, const PklNode* node, int index, int depth, int next) {
    const PklNode* clause = pkl_at(clauses_of(node), index);
    for(int i = 0; i < clause->as.comprehension.ifs->size; i++)
        pkl_jump_if(g, pkl_at(clause->as.comprehension.ifs, i), next, false);
    if(index + 1 < clauses_of(node)->size) visit_clause(g, node, index + 1, depth, false);
    else visit_element(g, node, depth);
}

/* `for y in [f(x)]` is an assignment. */
static const PklNode* single_element(const PklNode* clause, int index) {
    const PklNode* iter = clause->as.comprehension.iter;
    if(!index || clause->as.comprehension.is_async || (iter->kind != PKL_List && iter->kind != PKL_Tuple)) return NULL;
    const PklSeq* elts = iter->as.List.elts;
    return elts->size == 1 && pkl_at(elts, 0)->kind != PKL_Starred ? pkl_at(elts, 0) : NULL;
}

static void visit_async_clause(PklGen* g, const PklNode* node, int index, int depth) {
    const PklNode* clause = pkl_at(clauses_of(node), index);
    int start = pkl_label(g), next = pkl_label(g), end = pkl_label(g);
    pkl_place(g, start);
    int outer = pkl_emit_try(g, node, end, false, 0);
    pkl_emit(g, node, PKL_GET_ANEXT, 0);
    pkl_emit_none(g, node);
    pkl_emit_yield_from(g, node);
    pkl_end_try(g, outer);
    pkl_visit_target(g, clause->as.comprehension.target);
    visit_inside(g, node, index, depth + 1, next);
    pkl_place(g, next);
    pkl_jump(g, node, PKL_JUMP_FORWARD, start);
    pkl_place(g, end);
    pkl_emit(g, node, PKL_END_ASYNC_FOR, 0);
}

static void visit_clause(PklGen* g, const PklNode* node, int index, int depth, bool iterator_is_there) {
    const PklNode* clause = pkl_at(clauses_of(node), index);
    const PklNode *iter = clause->as.comprehension.iter, *single = single_element(clause, index);
    bool is_async = clause->as.comprehension.is_async;
    int start = pkl_label(g), next = pkl_label(g), end = pkl_label(g);
    if(single) {
        pkl_visit(g, single);
        pkl_visit_target(g, clause->as.comprehension.target);
        visit_inside(g, node, index, depth, next);
        pkl_place(g, next);
        return;
    }
    if(!iterator_is_there) {
        pkl_visit_iterated(g, iter);
        pkl_emit(g, iter, is_async ? PKL_GET_AITER : PKL_GET_ITER, 0);
    }
    if(is_async) {
        visit_async_clause(g, node, index, depth);
        return;
    }
    pkl_place(g, start);
    pkl_jump(g, iter, PKL_FOR_ITER, end);
    pkl_visit_target(g, clause->as.comprehension.target);
    visit_inside(g, node, index, depth + 1, next);
    pkl_place(g, next);
    pkl_jump(g, node, PKL_JUMP_FORWARD, start);
    pkl_place(g, end);
}

/* ---- inlined: variables put aside ------------------------------------------------ */

typedef struct Aside {
    int count; /* variables whose values lie on the stack */
    int saved_count;
    int handler, cleanup;
    PklPair* saved; /* symbols of the scope around, as they were */
    const void** names;
    uintptr_t* hidden; /* whether the variable was a hidden one before */
} Aside;

/* While the comprehension's code is generated, the scope around it means the comprehension's variables. */
static void override(PklGen* g, Aside* aside, const PklPair* symbol, bool in_class) {
    PklScope* scope = g->u->scope;
    PklPair* outer = pkl_map_get(&scope->symbols, symbol->key);
    PklMeaning inner_meaning = (PklMeaning)(symbol->value >> PKL_SCOPE_SHIFT & 15);
    if(!outer || (!in_class && (inner_meaning == PKL_MEANS_FREE || inner_meaning == pkl_meaning(scope, symbol->key))))
        return;
    aside->saved[aside->saved_count++] = *outer;
    outer->value = symbol->value;
}

static void put_aside(PklGen* g, Aside* aside, const void* at, const PklPair* symbol, bool in_class) {
    PklUnit* u = g->u;
    bool owns = symbol->value & PKL_DEF_LOCAL && !(symbol->value & PKL_DEF_NONLOCAL);
    if(!owns && !in_class) return;
    PklMeaning meaning = pkl_meaning(u->scope, symbol->key);
    if(meaning != PKL_MEANS_LOCAL && meaning != PKL_MEANS_CELL) return;
    if(!pkl_scope_is_function(u->scope)) {
        PklPair* hidden = pkl_map_add(g->c, &u->hidden, symbol->key);
        aside->hidden[aside->count] = hidden->value;
        hidden->value = 1;
    }
    int place = pkl_map_index(g->c, &u->locals, symbol->key);
    pkl_emit(g, at, PKL_LOAD_FAST_AND_CLEAR, place);
    if(meaning == PKL_MEANS_CELL) pkl_emit(g, at, PKL_MAKE_CELL, place);
    aside->names[aside->count++] = symbol->key;
}

static bool open_aside(PklGen* g, Aside* aside, const void* at, const PklScope* inner) {
    size_t count = (size_t)inner->symbols.count;
    bool in_class = g->u->scope->kind == PKL_SCOPE_CLASS && !g->u->inlined;
    aside->saved = pkl_take(g->c, count * sizeof(PklPair));
    aside->names = pkl_take(g->c, count * sizeof(void*));
    aside->hidden = pkl_take(g->c, count * sizeof(uintptr_t));
    if(!aside->hidden) return false;
    g->u->inlined++;
    for(size_t i = 0; i < count; i++) {
        const PklPair* symbol = &inner->symbols.pairs[i];
        if(symbol->value & PKL_DEF_PARAM || !(symbol->value >> PKL_SCOPE_SHIFT & 15)) continue;
        bool owns = symbol->value & PKL_DEF_LOCAL && !(symbol->value & PKL_DEF_NONLOCAL);
        if(owns || in_class) override(g, aside, symbol, in_class);
        put_aside(g, aside, at, symbol, in_class);
    }
    if(!aside->count) return true;
    aside->cleanup = pkl_label(g);
    pkl_emit(g, at, PKL_SWAP, aside->count + 1);
    aside->handler = pkl_emit_try(g, at, aside->cleanup, false, 0);
    return true;
}

/* [values put aside, result] -> [result] */
static void put_back(PklGen* g, const Aside* aside, const void* at) {
    pkl_emit(g, at, PKL_SWAP, aside->count + 1);
    for(int i = aside->count - 1; i >= 0; i--)
        pkl_emit(g, at, PKL_STORE_BACK, pkl_map_index(g->c, &g->u->locals, aside->names[i]));
}

static void close_aside(PklGen* g, const Aside* aside, const void* at) {
    PklUnit* u = g->u;
    if(aside->count) {
        int end = pkl_label(g);
        pkl_end_try(g, aside->handler);
        pkl_jump(g, NULL, PKL_JUMP_FORWARD, end);
        pkl_place(g, aside->cleanup);
        pkl_emit(g, at, PKL_SWAP, 2); /* the unfinished result */
        pkl_emit(g, at, PKL_POP_TOP, 0);
        put_back(g, aside, at);
        pkl_emit(g, at, PKL_RERAISE, 0);
        pkl_place(g, end);
        put_back(g, aside, at);
    }
    for(int i = 0; i < aside->count && !pkl_scope_is_function(u->scope); i++)
        pkl_map_add(g->c, &u->hidden, aside->names[i])->value = aside->hidden[i];
    for(int i = 0; i < aside->saved_count; i++) *pkl_map_get(&u->scope->symbols, aside->saved[i].key) = aside->saved[i];
    u->inlined--;
}

static void visit_inlined(PklGen* g, const PklNode* node, const PklScope* inner) {
    static const uint8_t builds[] = {PKL_BUILD_LIST, PKL_BUILD_SET, PKL_BUILD_MAP};
    Aside aside = {0};
    if(!open_aside(g, &aside, node, inner)) return;
    pkl_emit(g, node, builds[node->kind - PKL_ListComp], 0);
    pkl_emit(g, node, PKL_SWAP, 2);
    visit_clause(g, node, 0, 0, true);
    close_aside(g, &aside, node);
}

/* ---- as a function --------------------------------------------------------------- */

static void visit_in_function(PklGen* g, const PklNode* node, PklScope* scope) {
    static const char* const names[] = {"<listcomp>", "<setcomp>", "<dictcomp>", "<genexpr>"};
    static const uint8_t builds[] = {PKL_BUILD_LIST, PKL_BUILD_SET, PKL_BUILD_MAP};
    PklUnit unit;
    py_TValue code;
    bool is_generator = node->kind == PKL_GeneratorExp;
    if(!pkl_open_unit(g, scope, pkl_name_of(names[node->kind - PKL_ListComp]), node, &unit)) return;
    unit.argcount = 1;
    if(!is_generator) pkl_emit(g, node, builds[node->kind - PKL_ListComp], 0);
    pkl_emit(g, pkl_at(clauses_of(node), 0)->as.comprehension.iter, PKL_LOAD_FAST, 0);
    visit_clause(g, node, 0, 0, true);
    if(is_generator) pkl_emit_none(g, NULL);
    pkl_emit_return(g, node);
    pkl_close_unit(g, &code);
    pkl_emit_closure(g, node, &unit, &code, 0);
}

void pkl_visit_comprehension(PklGen* g, const PklNode* node) {
    const PklNode* outermost = pkl_at(clauses_of(node), 0);
    const PklNode* iter = outermost->as.comprehension.iter;
    PklScope* scope = pkl_scope_of(g, node);
    if(!scope) return;
    bool coroutine = scope->coroutine && node->kind != PKL_GeneratorExp;
    if(!scope->inlined) visit_in_function(g, node, scope);
    pkl_visit_iterated(g, iter);
    pkl_emit(g, iter, outermost->as.comprehension.is_async ? PKL_GET_AITER : PKL_GET_ITER, 0);
    if(scope->inlined) {
        visit_inlined(g, node, scope);
        return;
    }
    pkl_emit(g, node, PKL_CALL, 0);
    if(coroutine) pkl_emit_await(g, node, 0);
}
