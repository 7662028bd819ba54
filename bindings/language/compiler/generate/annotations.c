/*
 * What is evaluated when it is asked for: annotations, type aliases, bounds and defaults of type parameters. Each is a
 * function of the format that is wanted.
 */
#include "generate.h"

/* ---- lazy functions -------------------------------------------------------------- */

/* `if format > 2: raise NotImplementedError` */
static bool open_lazy(PklGen* g, PklScope* scope, PyStr* name, const void* at, PklUnit* unit) {
    if(!scope || !pkl_open_unit(g, scope, name, at, unit)) return false;
    int body = pkl_label(g);
    unit->argcount = unit->posonlyargcount = 1;
    pkl_emit(g, at, PKL_LOAD_FAST, 0);
    pkl_emit_int(g, at, 2);
    pkl_emit(g, at, PKL_COMPARE_GT, 0);
    pkl_jump(g, at, PKL_POP_JUMP_IF_FALSE, body);
    pkl_emit(g, at, PKL_LOAD_COMMON_CONSTANT, 1);
    pkl_emit(g, at, PKL_RAISE_VARARGS, 1);
    pkl_place(g, body);
    return true;
}

static void close_lazy(PklGen* g, const void* at, PklUnit* unit, int flags) {
    py_TValue code;
    pkl_emit_return(g, at);
    if(unit->scope->kind == PKL_SCOPE_ANNOTATION)
        unit->locals.pairs[0].key = pkl_name_of("format"); /* what signatures show */
    pkl_close_unit(g, &code);
    pkl_emit_closure(g, at, unit, &code, flags);
}

/* `*Ts` as an annotation or default is its only item. */
static void visit_maybe_starred(PklGen* g, const void* at, const PklNode* node) {
    if(node->kind != PKL_Starred) {
        pkl_visit(g, node);
        return;
    }
    pkl_visit(g, node->as.Starred.value);
    pkl_emit(g, at, PKL_UNPACK_SEQUENCE, 1);
}

/* [function]: its default format is the value itself */
static void emit_lazy_value(PklGen* g, const void* at, const void* key, PyStr* name, const PklNode* value,
                            bool may_be_starred) {
    PklUnit unit;
    pkl_emit_int(g, at, 1);
    pkl_emit_tuple(g, at, 1);
    if(!open_lazy(g, pkl_scope_of(g, key), name, at, &unit)) return;
    if(may_be_starred) visit_maybe_starred(g, value, value);
    else pkl_visit(g, value);
    close_lazy(g, at, &unit, 1);
}

/* ---- type parameters ------------------------------------------------------------- */

static void visit_type_parameter(PklGen* g, const PklNode* node, bool* seen_default) {
    static const uint8_t intrinsics[] = {PKL_INTRINSIC_TYPEVAR, PKL_INTRINSIC_PARAMSPEC, PKL_INTRINSIC_TYPEVARTUPLE};
    bool is_variable = node->kind == PKL_TypeVar;
    PyStr* name = pkl_name_str(node->as.TypeVar.name);
    const PklNode* bound = is_variable ? node->as.TypeVar.bound : NULL;
    const PklNode* otherwise = is_variable ? node->as.TypeVar.default_value : node->as.ParamSpec.default_value;
    pkl_emit_str(g, node, name);
    if(bound) {
        emit_lazy_value(g, bound, node, name, bound, false);
        pkl_emit(g, node, PKL_INTRINSIC_2,
                 bound->kind == PKL_Tuple ? PKL_INTRINSIC_TYPEVAR_WITH_CONSTRAINTS : PKL_INTRINSIC_TYPEVAR_WITH_BOUND);
    } else pkl_emit(g, node, PKL_INTRINSIC_1, intrinsics[node->kind - PKL_TypeVar]);
    if(otherwise) {
        *seen_default = true;
        emit_lazy_value(g, otherwise, (const char*)node + 1, name, otherwise, node->kind == PKL_TypeVarTuple);
        pkl_emit(g, node, PKL_INTRINSIC_2, PKL_INTRINSIC_SET_TYPEPARAM_DEFAULT);
    } else if(*seen_default)
        pkl_compile_error(g->c, node, "non-default type parameter '%' follows default type parameter", name);
    pkl_emit(g, node, PKL_COPY, 1);
    pkl_emit_variable(g, node, name, PKL_STORE);
}

/* [tuple of them], and each is a variable */
void pkl_visit_type_parameters(PklGen* g, const void* at, const PklSeq* parameters) {
    bool seen_default = false;
    for(int i = 0; i < parameters->size; i++) visit_type_parameter(g, pkl_at(parameters, i), &seen_default);
    pkl_emit(g, at, PKL_BUILD_TUPLE, parameters->size);
}

static void emit_type_alias(PklGen* g, const PklNode* node, PyStr* name) {
    const PklNode* value = node->as.TypeAlias.value;
    pkl_emit_str(g, node, name);
    if(node->as.TypeAlias.type_params->size) pkl_visit_type_parameters(g, node, node->as.TypeAlias.type_params);
    else pkl_emit_none(g, node);
    emit_lazy_value(g, node, node, name, value, false);
    pkl_emit(g, node, PKL_BUILD_TUPLE, 3);
    pkl_emit(g, node, PKL_INTRINSIC_1, PKL_INTRINSIC_TYPEALIAS);
}

void pkl_visit_type_alias(PklGen* g, const PklNode* node) {
    PklUnit unit;
    PyStr* name = pkl_name_str(node->as.TypeAlias.name->as.Name.id);
    const PklSeq* parameters = node->as.TypeAlias.type_params;
    if(!parameters->size) emit_type_alias(g, node, name);
    else {
        if(!pkl_open_generic(g, node, parameters, name, node->range.lineno, &unit)) return;
        emit_type_alias(g, node, name);
        pkl_close_generic(g, node, &unit);
        pkl_emit(g, node, PKL_PUSH_NIL, 0);
        pkl_emit(g, node, PKL_CALL, 0);
    }
    pkl_emit_variable(g, node, name, PKL_STORE);
}

/* ---- annotations of a function --------------------------------------------------- */

static bool future_annotations(const PklGen* g) { return g->c->flags & PKL_CF_FUTURE_ANNOTATIONS; }

static void visit_annotation(PklGen* g, const void* at, PyStr* name, const PklNode* annotation, int* count) {
    if(!annotation) return;
    pkl_emit_str(g, at, pkl_unit_mangle(g, name));
    if(future_annotations(g)) pkl_emit_str(g, annotation, pkl_unparse(g->c, annotation));
    else visit_maybe_starred(g, at, annotation);
    ++*count;
}

static void visit_annotations_of(PklGen* g, const void* at, const PklSeq* parameters, int* count) {
    for(int i = 0; i < parameters->size; i++) {
        const PklNode* parameter = pkl_at(parameters, i);
        visit_annotation(g, at, pkl_name_str(parameter->as.arg.arg), parameter->as.arg.annotation, count);
    }
}

static void visit_annotation_of_rest(PklGen* g, const void* at, const PklNode* parameter, int* count) {
    if(parameter) visit_annotation(g, at, pkl_name_str(parameter->as.arg.arg), parameter->as.arg.annotation, count);
}

static bool are_annotated(const PklSeq* parameters) {
    for(int i = 0; i < parameters->size; i++)
        if(pkl_at(parameters, i)->as.arg.annotation) return true;
    return false;
}

static bool is_annotated(const PklNode* parameter) { return parameter && parameter->as.arg.annotation; }

static bool has_annotations(const PklNode* node) {
    const PklNode* a = node->as.FunctionDef.args;
    return node->as.FunctionDef.returns || are_annotated(a->as.arguments.posonlyargs) ||
           are_annotated(a->as.arguments.args) || are_annotated(a->as.arguments.kwonlyargs) ||
           is_annotated(a->as.arguments.vararg) || is_annotated(a->as.arguments.kwarg);
}

bool pkl_emit_annotate(PklGen* g, const PklNode* node) {
    PklUnit unit;
    int count = 0;
    const PklNode* a = node->as.FunctionDef.args;
    if(!has_annotations(node)) return false;
    if(!open_lazy(g, pkl_scope_of(g, a), pkl_name_of("__annotate__"), node, &unit)) return false;
    visit_annotations_of(g, node, a->as.arguments.args, &count);
    visit_annotations_of(g, node, a->as.arguments.posonlyargs, &count);
    visit_annotation_of_rest(g, node, a->as.arguments.vararg, &count);
    visit_annotations_of(g, node, a->as.arguments.kwonlyargs, &count);
    visit_annotation_of_rest(g, node, a->as.arguments.kwarg, &count);
    visit_annotation(g, node, pkl_name_of("return"), node->as.FunctionDef.returns, &count);
    pkl_emit(g, node, PKL_BUILD_MAP, count);
    close_lazy(g, node, &unit, 0);
    return true;
}

/* ---- annotations of variables ---------------------------------------------------- */

/* Remembers the annotation for the function of all; where it may not be reached, the code notes when it is. */
static void defer_annotation(PklGen* g, const PklNode* node) {
    PklUnit* u = g->u;
    bool is_class = u->scope->kind == PKL_SCOPE_CLASS;
    bool conditional = !is_class || u->in_conditional;
    if(!pkl_grow(g->c, &u->annotated, &u->annotated_capacity, u->annotated_count, sizeof(PklNode*))) return;
    if(!pkl_grow(g->c, &u->conditions, &u->condition_capacity, u->annotated_count, sizeof(int32_t))) return;
    u->conditions[u->annotated_count] = conditional ? u->next_condition : -1;
    u->annotated[u->annotated_count++] = node;
    if(!conditional) return;
    PyStr* name = pkl_name_of("__conditional_annotations__");
    if(is_class) pkl_emit(g, node, PKL_LOAD_DEREF, pkl_deref_of(g, name));
    else pkl_emit_cached(g, node, PKL_LOAD_NAME, name);
    pkl_emit_int(g, node, u->next_condition++);
    pkl_emit(g, node, PKL_SET_ADD, 1);
    pkl_emit(g, node, PKL_POP_TOP, 0);
}

static void emit_annotation_text(PklGen* g, const PklNode* node) {
    PyStr* name = pkl_name_str(node->as.AnnAssign.target->as.Name.id);
    pkl_emit_str(g, node->as.AnnAssign.annotation, pkl_unparse(g->c, node->as.AnnAssign.annotation));
    pkl_emit_cached(g, node, PKL_LOAD_NAME, pkl_name_of("__annotations__"));
    pkl_emit_str(g, node, pkl_unit_mangle(g, name));
    pkl_emit(g, node, PKL_STORE_SUBSCR, 0);
}

static void evaluate(PklGen* g, const PklNode* node) {
    pkl_visit(g, node);
    pkl_emit(g, node, PKL_POP_TOP, 0);
}

static void evaluate_slice(PklGen* g, const PklNode* node) {
    if(node->kind == PKL_Slice) {
        if(node->as.Slice.lower) evaluate(g, node->as.Slice.lower);
        if(node->as.Slice.upper) evaluate(g, node->as.Slice.upper);
        if(node->as.Slice.step) evaluate(g, node->as.Slice.step);
    } else if(node->kind == PKL_Tuple)
        for(int i = 0; i < node->as.Tuple.elts->size; i++) evaluate_slice(g, pkl_at(node->as.Tuple.elts, i));
    else evaluate(g, node);
}

void pkl_visit_annotated(PklGen* g, const PklNode* node) {
    const PklNode* target = node->as.AnnAssign.target;
    bool in_function = pkl_scope_is_function(g->u->scope), has_value = node->as.AnnAssign.value;
    if(has_value) {
        pkl_visit(g, node->as.AnnAssign.value);
        pkl_visit_target(g, target);
    }
    if(target->kind == PKL_Name) {
        if(!node->as.AnnAssign.simple || in_function) {
        } else if(future_annotations(g)) emit_annotation_text(g, node);
        else defer_annotation(g, node);
    } else if(!has_value) {
        evaluate(g, target->kind == PKL_Attribute ? target->as.Attribute.value : target->as.Subscript.value);
        if(target->kind == PKL_Subscript) evaluate_slice(g, target->as.Subscript.slice);
    }
    if(future_annotations(g) && !node->as.AnnAssign.simple && !in_function) evaluate(g, node->as.AnnAssign.annotation);
}

static void emit_deferred_variable(PklGen* g, const void* at, const PklNode* node, int condition, bool in_class) {
    int not_set = pkl_label(g);
    if(condition >= 0) {
        PyStr* name = pkl_name_of("__conditional_annotations__");
        pkl_emit_int(g, node, condition);
        if(in_class) {
            pkl_map_add(g->c, &g->u->frees, name);
            pkl_emit(g, node, PKL_LOAD_DEREF, pkl_deref_of(g, name));
        } else pkl_emit_cached(g, node, PKL_LOAD_GLOBAL, name);
        pkl_emit(g, node, PKL_CONTAINS_OP, 0);
        pkl_jump(g, node, PKL_POP_JUMP_IF_FALSE, not_set);
    }
    pkl_visit(g, node->as.AnnAssign.annotation);
    pkl_emit(g, node, PKL_COPY, 2);
    pkl_emit_str(g, node, pkl_unit_mangle(g, pkl_name_str(node->as.AnnAssign.target->as.Name.id)));
    pkl_emit(g, at, PKL_STORE_SUBSCR, 0);
    pkl_place(g, not_set);
}

/* [the function of a module's or class's annotations]; false: there are none */
bool pkl_emit_deferred(PklGen* g, const void* at) {
    PklUnit unit, *u = g->u;
    if(!u->annotated_count || g->c->failed) return false;
    if(!open_lazy(g, u->scope->annotations, pkl_name_of("__annotate__"), at, &unit)) return false;
    pkl_emit(g, at, PKL_BUILD_MAP, 0);
    for(int i = 0; i < u->annotated_count; i++)
        emit_deferred_variable(g, at, u->annotated[i], u->conditions[i], u->scope->kind == PKL_SCOPE_CLASS);
    close_lazy(g, at, &unit, 0);
    return true;
}
