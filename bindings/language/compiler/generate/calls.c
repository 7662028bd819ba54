/* Calls: [callable, self or nil, arguments]. */
#include "generate.h"

static void refuse_repeated(PklGen* g, const PklSeq* keywords) {
    for(int i = 1; i < keywords->size; i++) {
        const PklNode* keyword = pkl_at(keywords, i);
        for(int j = 0; keyword->as.keyword.arg && j < i; j++)
            if(pkl_at(keywords, j)->as.keyword.arg == keyword->as.keyword.arg)
                pkl_compile_error(g->c, keyword, "keyword argument repeated: %", pkl_name_str(keyword->as.keyword.arg));
    }
}

static bool unpacks(const PklSeq* args, const PklSeq* keywords) {
    for(int i = 0; i < args->size; i++)
        if(pkl_at(args, i)->kind == PKL_Starred) return true;
    for(int i = 0; i < keywords->size; i++)
        if(!pkl_at(keywords, i)->as.keyword.arg) return true;
    return false;
}

/* `a=1, b=2`: the values, then a tuple of the names */
static void visit_keywords(PklGen* g, const void* at, const PklSeq* keywords) {
    for(int i = 0; i < keywords->size; i++) pkl_visit(g, pkl_at(keywords, i)->as.keyword.value);
    for(int i = 0; i < keywords->size; i++) pkl_emit_str(g, at, pkl_name_str(pkl_at(keywords, i)->as.keyword.arg));
    pkl_emit_tuple(g, at, keywords->size);
}

/* Plain keywords between two `**` are one dict. */
static void visit_mapping(PklGen* g, const void* at, const PklSeq* keywords) {
    bool have = false;
    for(int i = 0; i < keywords->size; i++) {
        const PklNode* keyword = pkl_at(keywords, i);
        if(keyword->as.keyword.arg) {
            int first = i;
            for(; i < keywords->size && pkl_at(keywords, i)->as.keyword.arg; i++) {
                const PklNode* plain = pkl_at(keywords, i);
                pkl_emit_str(g, plain, pkl_name_str(plain->as.keyword.arg));
                pkl_visit(g, plain->as.keyword.value);
            }
            pkl_emit(g, at, PKL_BUILD_MAP, i - first);
            i--;
        } else {
            if(!have) pkl_emit(g, at, PKL_BUILD_MAP, 0);
            have = true;
            pkl_visit(g, keyword->as.keyword.value);
        }
        if(have) pkl_emit(g, at, PKL_DICT_MERGE, 1);
        have = true;
    }
}

/* f(*a, **b) */
static void visit_unpacked(PklGen* g, const void* at, int pushed, const PklSeq* args, const PklSeq* keywords) {
    bool single = !pushed && args->size == 1 && pkl_at(args, 0)->kind == PKL_Starred;
    if(single) pkl_visit(g, pkl_at(args, 0)->as.Starred.value);
    else pkl_visit_elements(g, at, args, PKL_BUILD_TUPLE, pushed);
    visit_mapping(g, at, keywords);
    pkl_emit(g, at, PKL_CALL_EX, keywords->size > 0);
}

void pkl_visit_arguments(PklGen* g, const void* at, int pushed, const PklSeq* args, const PklSeq* keywords) {
    refuse_repeated(g, keywords);
    if(unpacks(args, keywords)) {
        visit_unpacked(g, at, pushed, args, keywords);
        return;
    }
    pkl_visit_all(g, args);
    if(keywords->size) visit_keywords(g, at, keywords);
    pkl_emit(g, at, keywords->size ? PKL_CALL_KW : PKL_CALL, pushed + args->size + keywords->size);
}

/* ---- super() --------------------------------------------------------------------- */

/* Whether `super().name` or `super(C, self).name` means the built-in one, as far as the source shows. */
bool pkl_is_super_call(PklGen* g, const PklNode* attribute) {
    const PklNode* call = attribute->as.Attribute.value;
    if(call->kind != PKL_Call || call->as.Call.func->kind != PKL_Name || call->as.Call.keywords->size) return false;
    PyStr* name = pkl_name_str(call->as.Call.func->as.Name.id);
    if(!pkl_name_is(name, "super") || pkl_name_is(pkl_name_str(attribute->as.Attribute.attr), "__class__"))
        return false;
    const PklUnit* u = g->u;
    const PklScope* module = u->scope;
    while(module->parent) module = module->parent;
    if(pkl_meaning(u->scope, name) != PKL_MEANS_GLOBAL_IMPLICIT || pkl_meaning(module, name)) return false;
    const PklSeq* args = call->as.Call.args;
    if(args->size == 2) return pkl_at(args, 0)->kind != PKL_Starred && pkl_at(args, 1)->kind != PKL_Starred;
    return !args->size && u->scope->kind == PKL_SCOPE_FUNCTION && u->argcount &&
           pkl_meaning(u->scope, pkl_name_of("__class__")) == PKL_MEANS_FREE;
}

/* [super, class, self] */
void pkl_emit_super(PklGen* g, const PklNode* attribute) {
    const PklNode* call = attribute->as.Attribute.value;
    pkl_visit(g, call->as.Call.func);
    if(call->as.Call.args->size) {
        pkl_visit_all(g, call->as.Call.args);
        return;
    }
    pkl_emit(g, call, PKL_LOAD_DEREF, pkl_deref_of(g, pkl_name_of("__class__")));
    pkl_emit_variable(g, call, (PyStr*)g->u->locals.pairs[0].key, PKL_LOAD);
}

/* ---- calls ----------------------------------------------------------------------- */

/* object.method(arguments), without binding the method first */
static void visit_method_call(PklGen* g, const PklNode* node) {
    const PklNode* method = node->as.Call.func;
    PyStr* name = pkl_unit_mangle(g, pkl_name_str(method->as.Attribute.attr));
    bool is_super = pkl_is_super_call(g, method);
    PklRange range = pkl_attribute_range(method, method);
    if(is_super) pkl_emit_super(g, method);
    else pkl_visit(g, method->as.Attribute.value);
    pkl_emit_cached(g, is_super ? &method->range : &range, is_super ? PKL_LOAD_SUPER_METHOD : PKL_LOAD_METHOD, name);
    range = pkl_attribute_range(node, method);
    pkl_visit_arguments(g, &range, 0, node->as.Call.args, node->as.Call.keywords);
}

void pkl_visit_call(PklGen* g, const PklNode* node) {
    const PklNode* func = node->as.Call.func;
    const PklSeq *args = node->as.Call.args, *keywords = node->as.Call.keywords;
    if(func->kind == PKL_Attribute && !unpacks(args, keywords)) {
        visit_method_call(g, node);
        return;
    }
    pkl_warn_call(g, func);
    pkl_visit(g, func);
    pkl_emit(g, func, PKL_PUSH_NIL, 0);
    pkl_visit_arguments(g, node, 0, args, keywords);
}
