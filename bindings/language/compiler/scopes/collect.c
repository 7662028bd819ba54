/*
 * Collects the names of every scope. Kinds that say nothing about names are walked through by their fields; the others
 * have a function of their own, here or in collect_*.c.
 */
#include "scopes.h"

#define CLASS(class, name) PKL_FIELD_##class,
#define ROW(kind, fields) {fields(CLASS)},
static const uint8_t rows[PKL_KIND_COUNT][8] = {{0}, PKL_NODES(ROW)};

void pkl_collect_all(PklCollector* s, const PklSeq* nodes) {
    for(int i = 0; nodes && i < nodes->size; i++) pkl_collect(s, pkl_at(nodes, i));
}

void pkl_collect_fields(PklCollector* s, const PklNode* node) {
    const uint8_t* row = rows[node->kind];
    for(int i = 0; row[i] != PKL_FIELD_end; i++) {
        if(row[i] == PKL_FIELD_nodes) pkl_collect_all(s, node->as.slots[i]);
        if(row[i] == PKL_FIELD_node || row[i] == PKL_FIELD_opt_node) pkl_collect(s, node->as.slots[i]);
    }
}

/* ---- scopes ---------------------------------------------------------------------- */

PklScope* pkl_open_scope(PklCollector* s, PyStr* name, PklScopeKind kind, const void* key, const void* range) {
    PklScope* scope = pkl_take(s->c, sizeof(PklScope));
    if(!scope) return NULL;
    PklScope* around = s->current;
    scope->parent = around;
    scope->name = name;
    scope->kind = (uint8_t)kind;
    if(range) scope->range = *(const PklRange*)range;
    if(around) {
        scope->nested = around->nested || pkl_scope_is_function(around);
        scope->method = kind == PKL_SCOPE_FUNCTION && around->kind == PKL_SCOPE_CLASS;
    }
    pkl_map_add(s->c, &s->c->scopes, key)->value = (uintptr_t)scope;
    return scope;
}

void pkl_enter_scope(PklCollector* s, PklScope* scope, bool is_child) {
    PklScope* around = s->current;
    if(around) {
        scope->comp_iter_expr = around->comp_iter_expr;
        if(scope->kind != PKL_SCOPE_CLASS) scope->mangled = around->mangled;
    }
    s->current = scope;
    if(!around || !is_child) return;
    if(around->last) around->last->next = scope;
    else around->first = scope;
    around->last = scope;
}

void pkl_leave_scope(PklCollector* s) { s->current = s->current->parent; }

/* ---- statements and expressions that are more than their fields ------------------ */

static void collect_conditional(PklCollector* s, const PklNode* node) {
    bool outer = s->current->conditional;
    s->current->conditional = true;
    pkl_collect_fields(s, node);
    s->current->conditional = outer;
}

/* A loop's body, or a finally block. */
static void collect_leaving(PklCollector* s, const PklSeq* body, bool in_finally, bool in_loop) {
    bool outer_finally = s->in_finally, outer_loop = s->in_loop;
    s->in_finally = in_finally;
    s->in_loop = in_loop;
    pkl_collect_all(s, body);
    s->in_finally = outer_finally;
    s->in_loop = outer_loop;
}

static void collect_loop(PklCollector* s, const PklNode* node) {
    bool outer = s->current->conditional, is_while = node->kind == PKL_While;
    s->current->conditional = true;
    pkl_collect(s, is_while ? node->as.While.test : node->as.For.target);
    if(!is_while) pkl_collect(s, node->as.For.iter);
    collect_leaving(s, is_while ? node->as.While.body : node->as.For.body, s->in_finally, true);
    pkl_collect_all(s, is_while ? node->as.While.orelse : node->as.For.orelse);
    s->current->conditional = outer;
}

static void collect_try(PklCollector* s, const PklNode* node) {
    bool outer = s->current->conditional;
    s->current->conditional = true;
    pkl_collect_all(s, node->as.Try.body);
    pkl_collect_all(s, node->as.Try.handlers);
    pkl_collect_all(s, node->as.Try.orelse);
    collect_leaving(s, node->as.Try.finalbody, true, false);
    s->current->conditional = outer;
}

static void collect_return(PklCollector* s, const PklNode* node) {
    if(s->in_finally) pkl_compile_warning(s->c, node, "'return' in a 'finally' block");
    pkl_collect(s, node->as.Return.value);
}

static void collect_jump(PklCollector* s, const PklNode* node) {
    if(s->in_finally && !s->in_loop)
        pkl_compile_warning(
            s->c, node, node->kind == PKL_Break ? "'break' in a 'finally' block" : "'continue' in a 'finally' block");
}

static bool may_await(const PklCollector* s) {
    const PklScope* scope = s->current;
    return scope->async_def || (scope->kind == PKL_SCOPE_MODULE && s->c->flags & PKL_CF_TOP_LEVEL_AWAIT);
}

static void collect_await(PklCollector* s, const PklNode* node) {
    PklScope* scope = s->current;
    if(!pkl_refuse_in_annotation(s, node, "await expression")) return;
    if(!(s->c->flags & PKL_CF_TOP_LEVEL_AWAIT)) {
        if(!pkl_scope_is_function(scope)) pkl_compile_error(s->c, node, "'await' outside function", NULL);
        if(!scope->async_def && !scope->comprehension)
            pkl_compile_error(s->c, node, "'await' outside async function", NULL);
    }
    pkl_collect(s, node->as.Await.value);
    scope->coroutine = true;
}

static void collect_async_statement(PklCollector* s, const PklNode* node) {
    if(may_await(s)) s->current->coroutine = true;
    if(node->kind == PKL_AsyncFor) collect_loop(s, node);
    else collect_conditional(s, node);
}

static void collect_yield(PklCollector* s, const PklNode* node) {
    static const char* const inside[] = {
        "'yield' inside list comprehension",
        "'yield' inside set comprehension",
        "'yield' inside dict comprehension",
        "'yield' inside generator expression",
    };
    PklScope* scope = s->current;
    if(!pkl_refuse_in_annotation(s, node, "yield expression")) return;
    pkl_collect(s, node->as.Yield.value);
    scope->generator = true;
    if(scope->comprehension) pkl_compile_error(s->c, node, inside[scope->comprehension - 1], NULL);
}

static void collect_handler(PklCollector* s, const PklNode* node) {
    pkl_collect(s, node->as.ExceptHandler.type);
    if(node->as.ExceptHandler.name) pkl_define(s, pkl_name_str(node->as.ExceptHandler.name), PKL_DEF_LOCAL, node);
    pkl_collect_all(s, node->as.ExceptHandler.body);
}

/* `import a.b` binds `a`, `import a.b as c` binds `c`, `from a import *` binds what is only known later. */
static void collect_alias(PklCollector* s, const PklNode* node) {
    PklName name = node->as.alias.asname ? node->as.alias.asname : node->as.alias.name;
    PyStr* text = pkl_name_str(name);
    if(pkl_name_is(text, "*")) {
        if(s->current->kind != PKL_SCOPE_MODULE)
            pkl_compile_error(s->c, node, "import * only allowed at module level", NULL);
        return;
    }
    for(int i = 0; i < name->size; i++) {
        if(name->data[i] == '.') text = (PyStr*)py_namev((c11_sv){name->data, i});
        if(name->data[i] == '.') break;
    }
    pkl_define(s, text, PKL_DEF_IMPORT, node);
}

static void collect_import_from(PklCollector* s, const PklNode* node) {
    const PklRange *at = &node->range, *last = &s->c->last_future;
    bool later = at->lineno > last->lineno || (at->lineno == last->lineno && at->col_offset > last->col_offset);
    if(pkl_is_future_import(node) && later)
        pkl_compile_error(s->c, node, "from __future__ imports must occur at the beginning of the file", NULL);
    pkl_collect_fields(s, node);
}

/* A pattern that binds a name, after what lies in it. */
static void collect_binding_pattern(PklCollector* s, const PklNode* node, PklName name) {
    pkl_collect_fields(s, node);
    if(name) pkl_define(s, pkl_name_str(name), PKL_DEF_LOCAL, node);
}

static void collect_class_pattern(PklCollector* s, const PklNode* node) {
    pkl_collect(s, node->as.MatchClass.cls);
    pkl_collect_all(s, node->as.MatchClass.patterns);
    const PklSeq* names = node->as.MatchClass.kwd_attrs;
    for(int i = 0; i < names->size; i++)
        pkl_check_name(s, pkl_name_str(pkl_name_at(names, i)), PKL_STORE, pkl_at(node->as.MatchClass.kwd_patterns, i));
    pkl_collect_all(s, node->as.MatchClass.kwd_patterns);
}

static void collect_keyword(PklCollector* s, const PklNode* node) {
    if(node->as.keyword.arg) pkl_check_name(s, pkl_name_str(node->as.keyword.arg), PKL_STORE, node);
    pkl_collect(s, node->as.keyword.value);
}

static void collect_attribute(PklCollector* s, const PklNode* node) {
    pkl_check_name(s, pkl_name_str(node->as.Attribute.attr), (PklContext)node->as.Attribute.ctx, node);
    pkl_collect(s, node->as.Attribute.value);
}

static void collect_clause(PklCollector* s, const PklNode* node) {
    PklScope* scope = s->current;
    scope->comp_iter_target = true;
    pkl_collect(s, node->as.comprehension.target);
    scope->comp_iter_target = false;
    scope->comp_iter_expr++;
    pkl_collect(s, node->as.comprehension.iter);
    scope->comp_iter_expr--;
    pkl_collect_all(s, node->as.comprehension.ifs);
    if(node->as.comprehension.is_async) scope->coroutine = true;
}

static void collect_by_kind(PklCollector* s, const PklNode* node) {
    switch(node->kind) {
        case PKL_FunctionDef:
        case PKL_AsyncFunctionDef: pkl_collect_function(s, node); break;
        case PKL_ClassDef: pkl_collect_class(s, node); break;
        case PKL_Lambda: pkl_collect_lambda(s, node); break;
        case PKL_ListComp:
        case PKL_SetComp:
        case PKL_DictComp:
        case PKL_GeneratorExp: pkl_collect_comprehension(s, node); break;
        case PKL_comprehension: collect_clause(s, node); break;
        case PKL_TypeAlias: pkl_collect_type_alias(s, node); break;
        case PKL_AnnAssign: pkl_collect_annotated(s, node); break;
        case PKL_TypeVar:
        case PKL_ParamSpec:
        case PKL_TypeVarTuple: pkl_collect_type_parameter(s, node); break;
        case PKL_AsyncFor:
        case PKL_AsyncWith: collect_async_statement(s, node); break;
        case PKL_For:
        case PKL_While: collect_loop(s, node); break;
        case PKL_If:
        case PKL_With:
        case PKL_Match: collect_conditional(s, node); break;
        case PKL_Try:
        case PKL_TryStar: collect_try(s, node); break;
        case PKL_Return: collect_return(s, node); break;
        case PKL_Break:
        case PKL_Continue: collect_jump(s, node); break;
        case PKL_Global:
        case PKL_Nonlocal: pkl_collect_declaration(s, node); break;
        case PKL_Await: collect_await(s, node); break;
        case PKL_Yield:
        case PKL_YieldFrom: collect_yield(s, node); break;
        case PKL_Name: pkl_collect_name(s, node); break;
        case PKL_NamedExpr: pkl_collect_walrus(s, node); break;
        case PKL_Attribute: collect_attribute(s, node); break;
        case PKL_keyword: collect_keyword(s, node); break;
        case PKL_alias: collect_alias(s, node); break;
        case PKL_ImportFrom: collect_import_from(s, node); break;
        case PKL_ExceptHandler: collect_handler(s, node); break;
        case PKL_MatchClass: collect_class_pattern(s, node); break;
        case PKL_MatchAs: collect_binding_pattern(s, node, node->as.MatchAs.name); break;
        case PKL_MatchStar: collect_binding_pattern(s, node, node->as.MatchStar.name); break;
        case PKL_MatchMapping: collect_binding_pattern(s, node, node->as.MatchMapping.rest); break;
        default: pkl_collect_fields(s, node);
    }
}

void pkl_collect(PklCollector* s, const PklNode* node) {
    if(!node || !pkl_descend(s->c)) return;
    collect_by_kind(s, node);
    pkl_ascend();
}

PklScope* pkl_scopes(PklCompiler* c, const PklNode* tree) {
    PklCollector s = {.c = c};
    s.module = pkl_open_scope(&s, pkl_name_of("top"), PKL_SCOPE_MODULE, tree, NULL);
    if(!s.module) return NULL;
    pkl_enter_scope(&s, s.module, true);
    pkl_collect_fields(&s, tree);
    return pkl_resolve(c, s.module) ? s.module : NULL;
}
