/* class. */
#include "generate.h"

#include <string.h>

static const PklText generic_base = {".generic_base", 13};

/* The bases, and behind them Generic[parameters]. */
static const PklSeq* with_generic_base(PklGen* g, const PklNode* node) {
    const PklSeq* bases = node->as.ClassDef.bases;
    PklSeq* all = pkl_take(g->c, sizeof(PklSeq) + sizeof(void*) * (size_t)(bases->size + 1));
    PklNode* last = pkl_take(g->c, sizeof(PklNode));
    if(!last) return bases;
    last->kind = PKL_Name;
    last->range = node->range;
    last->as.Name.id = &generic_base;
    all->size = bases->size + 1;
    memcpy(all->items, bases->items, sizeof(void*) * (size_t)bases->size);
    all->items[bases->size] = last;
    return all;
}

/* `self.name = …` in the methods, by their texts. */
static void emit_static_attributes(PklGen* g, const void* at) {
    PklMap* found = &g->u->static_attributes;
    for(int i = 1; i < found->count; i++)
        for(int j = i; j && strcmp(((PyStr*)found->pairs[j - 1].key)->data, ((PyStr*)found->pairs[j].key)->data) > 0;
            j--) {
            PklPair swapped = found->pairs[j];
            found->pairs[j] = found->pairs[j - 1];
            found->pairs[j - 1] = swapped;
        }
    for(int i = 0; i < found->count; i++) pkl_emit_str(g, at, (PyStr*)found->pairs[i].key);
    pkl_emit_tuple(g, at, found->count);
    pkl_emit_named(g, at, PKL_STORE_NAME, pkl_name_of("__static_attributes__"));
}

static int cell(PklGen* g, const char* name) { return pkl_deref_of(g, pkl_name_of(name)); }

static void emit_class_start(PklGen* g, const void* at, const PklNode* node, int firstlineno) {
    const PklScope* scope = g->u->scope;
    pkl_emit_variable_named(g, at, "__name__", PKL_LOAD);
    pkl_emit_variable_named(g, at, "__module__", PKL_STORE);
    pkl_emit_str(g, at, g->u->qualname);
    pkl_emit_variable_named(g, at, "__qualname__", PKL_STORE);
    pkl_emit_int(g, at, firstlineno);
    pkl_emit_variable_named(g, at, "__firstlineno__", PKL_STORE);
    if(node->as.ClassDef.type_params->size) {
        pkl_emit_variable_named(g, at, ".type_params", PKL_LOAD);
        pkl_emit_variable_named(g, at, "__type_params__", PKL_STORE);
    }
    if(scope->needs_classdict) {
        pkl_emit(g, at, PKL_LOAD_LOCALS, 0);
        pkl_emit(g, at, PKL_STORE_DEREF, cell(g, "__classdict__"));
    }
    if(scope->conditional_annotations) {
        pkl_emit(g, at, PKL_BUILD_SET, 0);
        pkl_emit(g, at, PKL_STORE_DEREF, cell(g, "__conditional_annotations__"));
    }
}

static void emit_class_end(PklGen* g) {
    const PklScope* scope = g->u->scope;
    emit_static_attributes(g, NULL);
    if(scope->needs_classdict) {
        pkl_emit(g, NULL, PKL_LOAD_CLOSURE, cell(g, "__classdict__"));
        pkl_emit_named(g, NULL, PKL_STORE_NAME, pkl_name_of("__classdictcell__"));
    }
    if(scope->needs_class) {
        pkl_emit(g, NULL, PKL_LOAD_CLOSURE, cell(g, "__class__"));
        pkl_emit(g, NULL, PKL_COPY, 1);
        pkl_emit_named(g, NULL, PKL_STORE_NAME, pkl_name_of("__classcell__"));
    } else pkl_emit_none(g, NULL);
    pkl_emit_return(g, NULL);
}

/* [__build_class__, nil, function of the body, name] */
static void visit_class_body(PklGen* g, const PklNode* node, int firstlineno) {
    PklUnit unit;
    py_TValue code;
    PklScope* scope = pkl_scope_of(g, node);
    PyStr* name = pkl_name_str(node->as.ClassDef.name);
    PklRange start = {firstlineno, 0, firstlineno, 0};
    if(!scope || !pkl_open_unit(g, scope, name, &start, &unit)) return;
    unit.owner = name;
    emit_class_start(g, &start, node, firstlineno);
    pkl_visit_suite(g, node->as.ClassDef.body);
    if(pkl_emit_deferred(g, &start)) pkl_emit_named(g, &start, PKL_STORE_NAME, pkl_name_of("__annotate_func__"));
    emit_class_end(g);
    pkl_close_unit(g, &code);
    pkl_emit(g, node, PKL_LOAD_BUILD_CLASS, 0);
    pkl_emit(g, node, PKL_PUSH_NIL, 0);
    pkl_emit_closure(g, node, &unit, &code, 0);
    pkl_emit_str(g, node, name);
}

static void visit_generic_class(PklGen* g, const PklNode* node, int firstlineno) {
    PklUnit unit;
    PyStr* name = pkl_name_str(node->as.ClassDef.name);
    if(!pkl_open_generic(g, node, node->as.ClassDef.type_params, name, firstlineno, &unit)) return;
    unit.owner = name;
    pkl_visit_type_parameters(g, node, node->as.ClassDef.type_params);
    pkl_emit_variable_named(g, node, ".type_params", PKL_STORE);
    visit_class_body(g, node, firstlineno);
    pkl_emit_variable_named(g, node, ".type_params", PKL_LOAD);
    pkl_emit(g, node, PKL_INTRINSIC_1, PKL_INTRINSIC_SUBSCRIPT_GENERIC);
    pkl_emit_variable_named(g, node, ".generic_base", PKL_STORE);
    pkl_visit_arguments(g, node, 2, with_generic_base(g, node), node->as.ClassDef.keywords);
    pkl_close_generic(g, node, &unit);
    pkl_emit(g, node, PKL_PUSH_NIL, 0);
    pkl_emit(g, node, PKL_CALL, 0);
}

void pkl_visit_class(PklGen* g, const PklNode* node) {
    int firstlineno = pkl_visit_decorators(g, node, node->as.ClassDef.decorator_list);
    if(node->as.ClassDef.type_params->size) visit_generic_class(g, node, firstlineno);
    else {
        visit_class_body(g, node, firstlineno);
        pkl_visit_arguments(g, node, 2, node->as.ClassDef.bases, node->as.ClassDef.keywords);
    }
    pkl_emit_decorated(g, node, node->as.ClassDef.decorator_list, node->as.ClassDef.name);
}
