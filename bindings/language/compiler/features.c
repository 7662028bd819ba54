/* from __future__ import … */
#include "compiler.h"

#include <string.h>

static void note_feature(PklCompiler* c, const PklNode* alias) {
    static const char* const mandatory[] = {"nested_scopes",  "generators",     "division",         "absolute_import",
                                            "with_statement", "print_function", "unicode_literals", "generator_stop"};
    PyStr* name = pkl_name_str(alias->as.alias.name);
    for(size_t i = 0; i < sizeof mandatory / sizeof *mandatory; i++)
        if(pkl_name_is(name, mandatory[i])) return;
    if(pkl_name_is(name, "annotations")) c->flags |= PKL_CF_FUTURE_ANNOTATIONS;
    else if(pkl_name_is(name, "barry_as_FLUFL")) c->flags |= PKL_CF_FUTURE_BARRY;
    else if(pkl_name_is(name, "braces")) pkl_compile_error(c, alias, "not a chance", NULL);
    else pkl_compile_error(c, alias, "future feature % is not defined", name);
}

static bool is_text(const PklNode* node) {
    return node->kind == PKL_Expr && node->as.Expr.value->kind == PKL_Constant &&
           node->as.Expr.value->as.Constant.value->kind == PKL_STR;
}

bool pkl_is_future_import(const PklNode* node) {
    PklName module = node->kind == PKL_ImportFrom ? node->as.ImportFrom.module : NULL;
    return module && !node->as.ImportFrom.level && !strcmp(module->data, "__future__");
}

/* Only a docstring and other such imports may stand before. */
void pkl_find_features(PklCompiler* c, const PklSeq* body) {
    for(int i = body->size && is_text(pkl_at(body, 0)); i < body->size && pkl_is_future_import(pkl_at(body, i)); i++) {
        const PklNode* node = pkl_at(body, i);
        for(int j = 0; j < node->as.ImportFrom.names->size; j++) note_feature(c, pkl_at(node->as.ImportFrom.names, j));
        c->last_future = node->range;
    }
}
