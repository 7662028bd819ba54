/* Functions, classes, lambdas and comprehensions: what opens scopes of its own. */
#include "scopes.h"

static void define_parameters(PklCollector* s, const PklSeq* parameters) {
    for(int i = 0; i < parameters->size; i++) {
        const PklNode* parameter = pkl_at(parameters, i);
        pkl_define(s, pkl_name_str(parameter->as.arg.arg), PKL_DEF_PARAM, parameter);
    }
}

static void define_rest(PklCollector* s, const PklNode* parameter, bool* found) {
    if(!parameter) return;
    pkl_define(s, pkl_name_str(parameter->as.arg.arg), PKL_DEF_PARAM, parameter);
    *found = true;
}

static void collect_parameters(PklCollector* s, const PklNode* node) {
    define_parameters(s, node->as.arguments.posonlyargs);
    define_parameters(s, node->as.arguments.args);
    define_parameters(s, node->as.arguments.kwonlyargs);
    define_rest(s, node->as.arguments.vararg, &s->current->varargs);
    define_rest(s, node->as.arguments.kwarg, &s->current->varkeywords);
}

static bool has_keyword_default(const PklNode* arguments) {
    for(int i = 0; i < arguments->as.arguments.kw_defaults->size; i++)
        if(pkl_at(arguments->as.arguments.kw_defaults, i)) return true;
    return false;
}

void pkl_collect_function(PklCollector* s, const PklNode* node) {
    PyStr* name = pkl_name_str(node->as.FunctionDef.name);
    const PklNode* arguments = node->as.FunctionDef.args;
    const PklSeq* parameters = node->as.FunctionDef.type_params;
    pkl_define(s, name, PKL_DEF_LOCAL, node);
    pkl_collect_all(s, arguments->as.arguments.defaults);
    pkl_collect_all(s, arguments->as.arguments.kw_defaults);
    pkl_collect_all(s, node->as.FunctionDef.decorator_list);
    bool generic = pkl_open_type_parameters(s, node, name, parameters, true, has_keyword_default(arguments));
    PklScope* scope = pkl_open_scope(s, name, PKL_SCOPE_FUNCTION, node, node);
    if(!scope) return;
    pkl_collect_function_annotations(s, node, scope);
    bool in_finally = s->in_finally;
    s->in_finally = false;
    pkl_enter_scope(s, scope, true);
    scope->async_def = node->kind == PKL_AsyncFunctionDef;
    scope->coroutine = scope->async_def;
    collect_parameters(s, arguments);
    pkl_collect_all(s, node->as.FunctionDef.body);
    pkl_leave_scope(s);
    s->in_finally = in_finally;
    if(generic) pkl_leave_scope(s);
}

void pkl_collect_lambda(PklCollector* s, const PklNode* node) {
    const PklNode* arguments = node->as.Lambda.args;
    pkl_collect_all(s, arguments->as.arguments.defaults);
    pkl_collect_all(s, arguments->as.arguments.kw_defaults);
    PklScope* scope = pkl_open_scope(s, pkl_name_of("lambda"), PKL_SCOPE_FUNCTION, node, node);
    if(!scope) return;
    pkl_enter_scope(s, scope, true);
    collect_parameters(s, arguments);
    pkl_collect(s, node->as.Lambda.body);
    pkl_leave_scope(s);
}

void pkl_collect_class(PklCollector* s, const PklNode* node) {
    PyStr *name = pkl_name_str(node->as.ClassDef.name), *owner = s->owner;
    pkl_define(s, name, PKL_DEF_LOCAL, node);
    pkl_collect_all(s, node->as.ClassDef.decorator_list);
    bool generic = pkl_open_type_parameters(s, node, name, node->as.ClassDef.type_params, false, false);
    pkl_collect_all(s, node->as.ClassDef.bases);
    pkl_collect_all(s, node->as.ClassDef.keywords);
    PklScope* scope = pkl_open_scope(s, name, PKL_SCOPE_CLASS, node, node);
    if(!scope) return;
    pkl_enter_scope(s, scope, true);
    s->owner = name;
    if(generic) {
        pkl_define_hidden(s, "__type_params__", PKL_DEF_LOCAL, node);
        pkl_define_hidden(s, ".type_params", PKL_USE, node);
    }
    pkl_collect_all(s, node->as.ClassDef.body);
    pkl_leave_scope(s);
    if(generic) pkl_leave_scope(s);
    s->owner = owner;
}

/* The first iterable is evaluated outside; the rest is a function of it, `.0`. */
void pkl_collect_comprehension(PklCollector* s, const PklNode* node) {
    static const char* const names[] = {"listcomp", "setcomp", "dictcomp", "genexpr"};
    bool is_dict = node->kind == PKL_DictComp, is_generator = node->kind == PKL_GeneratorExp;
    const PklSeq* clauses = is_dict ? node->as.DictComp.generators : node->as.ListComp.generators;
    const PklNode* outermost = pkl_at(clauses, 0);
    PklScope* around = s->current;
    around->comp_iter_expr++;
    pkl_collect(s, outermost->as.comprehension.iter);
    around->comp_iter_expr--;

    int which = node->kind - PKL_ListComp;
    PklScope* scope = pkl_open_scope(s, pkl_name_of(names[which]), PKL_SCOPE_FUNCTION, node, node);
    if(!scope) return;
    pkl_enter_scope(s, scope, true);
    scope->comprehension = (uint8_t)(which + 1);
    scope->coroutine = outermost->as.comprehension.is_async;
    pkl_define_hidden(s, ".0", PKL_DEF_PARAM, node);
    scope->comp_iter_target = true;
    pkl_collect(s, outermost->as.comprehension.target);
    scope->comp_iter_target = false;
    pkl_collect_all(s, outermost->as.comprehension.ifs);
    for(int i = 1; i < clauses->size; i++) pkl_collect(s, pkl_at(clauses, i));
    if(is_dict) pkl_collect(s, node->as.DictComp.value);
    pkl_collect(s, is_dict ? node->as.DictComp.key : node->as.ListComp.elt);
    scope->generator = is_generator;
    pkl_leave_scope(s);

    if(!scope->coroutine || is_generator) return;
    bool allowed = around->async_def || around->comprehension || s->c->flags & PKL_CF_TOP_LEVEL_AWAIT;
    if(!allowed) pkl_compile_error(s->c, node, "asynchronous comprehension outside of an asynchronous function", NULL);
    around->coroutine = true;
}
