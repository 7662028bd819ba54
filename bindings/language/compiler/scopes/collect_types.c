/*
 * Annotations and type parameters. Both are evaluated when they are asked for, so they are functions of their own with
 * a parameter `.format`; those of a class see the class's names through `__classdict__`.
 */
#include "scopes.h"

bool pkl_refuse_in_annotation(PklCollector* s, const PklNode* node, const char* what) {
    static const char* const places[] = {
        [PKL_SCOPE_ANNOTATION] = "an annotation",
        [PKL_SCOPE_TYPE_ALIAS] = "a type alias",
        [PKL_SCOPE_TYPE_PARAMETERS] = "the definition of a generic",
        [PKL_SCOPE_TYPE_VARIABLE] = "",
    };
    const char* place = places[s->current->kind];
    if(!place) return true;
    if(!*place) place = s->current->info;
    char text[96], *end = text;
    const char* parts[] = {what, " cannot be used within ", place};
    for(int i = 0; i < 3; i++)
        for(const char* from = parts[i]; *from; from++) *end++ = *from;
    *end = 0;
    char* kept = pkl_take(s->c, (size_t)(end - text) + 1);
    for(int i = 0; kept && text[i]; i++) kept[i] = text[i];
    if(kept) pkl_compile_error(s->c, node, kept, NULL);
    return false;
}

static PklScope* enter_lazy(PklCollector* s, PyStr* name, PklScopeKind kind, const void* key, const void* range,
                            bool in_class, bool is_child) {
    PklScope* scope = pkl_open_scope(s, name, kind, key, range);
    if(!scope) return NULL;
    pkl_enter_scope(s, scope, is_child);
    if(kind != PKL_SCOPE_TYPE_PARAMETERS) pkl_define_hidden(s, ".format", PKL_DEF_PARAM | PKL_USE, range);
    scope->sees_class = in_class;
    if(in_class) pkl_define_hidden(s, "__classdict__", PKL_USE, range);
    return scope;
}

static bool future_annotations(const PklCollector* s) { return s->c->flags & PKL_CF_FUTURE_ANNOTATIONS; }

/* ---- annotations of variables ---------------------------------------------------- */

/* Of a module or class, all in one scope; of a function, they are never evaluated. */
static void collect_annotation(PklCollector* s, const PklNode* node) {
    PklScope* around = s->current;
    const PklNode* annotation = node->as.AnnAssign.annotation;
    bool in_class = around->kind == PKL_SCOPE_CLASS;
    if((around->kind == PKL_SCOPE_MODULE || (in_class && around->conditional)) && !around->conditional_annotations) {
        around->conditional_annotations = true;
        pkl_define_hidden(s, "__conditional_annotations__", PKL_USE, annotation);
    }
    bool future = future_annotations(s);
    if(around->annotations) pkl_enter_scope(s, around->annotations, false);
    else
        around->annotations = enter_lazy(s, pkl_name_of("__annotate__"), PKL_SCOPE_ANNOTATION, (const char*)node + 1,
                                         annotation, in_class && !future, !future);
    if(!around->annotations) return;
    s->current->unevaluated = around->kind == PKL_SCOPE_FUNCTION;
    pkl_collect(s, annotation);
    s->current->unevaluated = false;
    pkl_leave_scope(s);
}

void pkl_collect_annotated(PklCollector* s, const PklNode* node) {
    const PklNode* target = node->as.AnnAssign.target;
    bool simple = node->as.AnnAssign.simple, has_value = node->as.AnnAssign.value;
    if(target->kind == PKL_Name) {
        PyStr* name = pkl_name_str(target->as.Name.id);
        uint32_t known = pkl_symbol(s, s->current, name);
        if(known & (PKL_DEF_GLOBAL | PKL_DEF_NONLOCAL) && s->current != s->module && simple)
            pkl_compile_error(s->c, node,
                              known & PKL_DEF_GLOBAL ? "annotated name '%' can't be global"
                                                     : "annotated name '%' can't be nonlocal",
                              name);
        if(simple) pkl_define(s, name, PKL_DEF_ANNOT | PKL_DEF_LOCAL, target);
        else if(has_value) pkl_define(s, name, PKL_DEF_LOCAL, target);
    } else pkl_collect(s, target);
    collect_annotation(s, node);
    pkl_collect(s, node->as.AnnAssign.value);
}

/* ---- annotations of functions ---------------------------------------------------- */

static void collect_of_parameters(PklCollector* s, const PklSeq* parameters) {
    for(int i = 0; i < parameters->size; i++) pkl_collect(s, pkl_at(parameters, i)->as.arg.annotation);
}

static void collect_of_rest(PklCollector* s, const PklNode* parameter) {
    if(parameter) pkl_collect(s, parameter->as.arg.annotation);
}

void pkl_collect_function_annotations(PklCollector* s, const PklNode* node, const PklScope* function) {
    const PklNode* arguments = node->as.FunctionDef.args;
    bool in_class = s->current->sees_class || s->current->kind == PKL_SCOPE_CLASS;
    (void)function;
    if(!enter_lazy(s, pkl_name_of("__annotate__"), PKL_SCOPE_ANNOTATION, arguments, node, in_class,
                   !future_annotations(s)))
        return;
    collect_of_parameters(s, arguments->as.arguments.posonlyargs);
    collect_of_parameters(s, arguments->as.arguments.args);
    collect_of_rest(s, arguments->as.arguments.vararg);
    collect_of_rest(s, arguments->as.arguments.kwarg);
    collect_of_parameters(s, arguments->as.arguments.kwonlyargs);
    pkl_collect(s, node->as.FunctionDef.returns);
    pkl_leave_scope(s);
}

/* ---- type parameters ------------------------------------------------------------- */

/* Around a function, class or alias that has some; whoever opened it leaves it. */
bool pkl_open_type_parameters(PklCollector* s, const PklNode* node, PyStr* name, const PklSeq* parameters,
                              bool defaults, bool kwdefaults) {
    if(!parameters->size) return false;
    bool in_class = s->current->kind == PKL_SCOPE_CLASS;
    PklScope* scope = enter_lazy(s, name, PKL_SCOPE_TYPE_PARAMETERS, parameters, node, in_class, true);
    if(!scope) return false;
    if(node->kind == PKL_ClassDef) {
        pkl_define_hidden(s, ".type_params", PKL_DEF_LOCAL | PKL_USE, node);
        pkl_define_hidden(s, ".generic_base", PKL_DEF_LOCAL | PKL_USE, node);
        scope->mangled = pkl_take(s->c, sizeof(PklMap));
        s->owner = name;
    }
    if(defaults) pkl_define_hidden(s, ".defaults", PKL_DEF_PARAM, node);
    if(kwdefaults) pkl_define_hidden(s, ".kwdefaults", PKL_DEF_PARAM, node);
    pkl_collect_all(s, parameters);
    return true;
}

static void collect_lazily(PklCollector* s, const PklNode* node, PyStr* name, const PklNode* value, const void* key,
                           const char* info) {
    if(pkl_name_is(name, "__classdict__"))
        pkl_compile_error(s->c, node, "reserved name '%' cannot be used for type parameter", name);
    if(!value) return;
    PklScope* scope = enter_lazy(s, name, PKL_SCOPE_TYPE_VARIABLE, key, value, s->current->sees_class, true);
    if(!scope) return;
    scope->info = info;
    pkl_collect(s, value);
    pkl_leave_scope(s);
}

void pkl_collect_type_parameter(PklCollector* s, const PklNode* node) {
    static const char* const infos[] = {"a TypeVar default", "a ParamSpec default", "a TypeVarTuple default"};
    bool is_variable = node->kind == PKL_TypeVar;
    PyStr* name = pkl_name_str(node->as.TypeVar.name);
    pkl_define(s, name, PKL_DEF_TYPE_PARAM | PKL_DEF_LOCAL, node);
    const PklNode* bound = is_variable ? node->as.TypeVar.bound : NULL;
    const char* info = bound && bound->kind == PKL_Tuple ? "a TypeVar constraint" : "a TypeVar bound";
    collect_lazily(s, node, name, bound, node, info);
    const PklNode* otherwise = is_variable ? node->as.TypeVar.default_value : node->as.ParamSpec.default_value;
    collect_lazily(s, node, name, otherwise, (const char*)node + 1, infos[node->kind - PKL_TypeVar]);
}

void pkl_collect_type_alias(PklCollector* s, const PklNode* node) {
    const PklNode* target = node->as.TypeAlias.name;
    PyStr* name = pkl_name_str(target->as.Name.id);
    pkl_collect(s, target);
    bool in_class = s->current->kind == PKL_SCOPE_CLASS;
    bool generic = pkl_open_type_parameters(s, node, name, node->as.TypeAlias.type_params, false, false);
    if(!enter_lazy(s, name, PKL_SCOPE_TYPE_ALIAS, node, node->as.TypeAlias.value, in_class, true)) return;
    pkl_collect(s, node->as.TypeAlias.value);
    pkl_leave_scope(s);
    if(generic) pkl_leave_scope(s);
}
