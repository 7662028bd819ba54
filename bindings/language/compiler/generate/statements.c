/* Statements. */
#include "generate.h"

/* ---- targets --------------------------------------------------------------------- */

/* `self.name = …` in a method is one of the class's __static_attributes__. */
static void note_static_attribute(PklGen* g, const PklNode* node) {
    const PklNode* value = node->as.Attribute.value;
    if(value->kind != PKL_Name || !pkl_name_is(pkl_name_str(value->as.Name.id), "self")) return;
    PklUnit* u = g->u->outer;
    while(u && u->scope->kind != PKL_SCOPE_CLASS) u = u->outer;
    if(u) pkl_map_add(g->c, &u->static_attributes, pkl_name_str(node->as.Attribute.attr));
}

/* The constant that was just loaded, where it is a tuple of so many. */
static bool take_tuple_of(PklGen* g, int count, py_TValue* out) {
    if(!pkl_take_constants(g, 1, out)) return false;
    if(out->type == tp_tuple && out->_obj->slots == count) return true;
    PklRange range = g->u->drafts[g->u->count].range;
    pkl_emit_constant(g, &range, *out);
    return false;
}

/* `a, b = b, a` and `a, b = 1, 2` need no tuple. */
static void emit_unpack(PklGen* g, const void* at, int count) {
    PklUnit* u = g->u;
    const PklDraft* last = &u->drafts[u->count - 1];
    bool built =
        u->count > u->barrier && (last->op == PKL_BUILD_TUPLE || last->op == PKL_BUILD_LIST) && last->arg == count;
    py_TValue tuple;
    if(last->op == PKL_LOAD_CONST && count <= 3 && take_tuple_of(g, count, &tuple)) {
        while(count--) pkl_emit_constant(g, at, PKL_SLOTS(tuple._obj)[count]);
    } else if(built && (count == 2 || count == 3)) {
        u->count--;
        pkl_emit(g, at, PKL_SWAP, count);
    } else pkl_emit(g, at, PKL_UNPACK_SEQUENCE, count);
}

static void unpack(PklGen* g, const PklNode* node, const PklSeq* elts) {
    int star = -1;
    for(int i = 0; i < elts->size; i++) {
        if(pkl_at(elts, i)->kind != PKL_Starred) continue;
        if(star >= 0) pkl_compile_error(g->c, node, "multiple starred expressions in assignment", NULL);
        star = i;
    }
    int after = elts->size - star - 1;
    if(star >= 256 || (star >= 0 && after >= 1 << 15))
        pkl_compile_error(g->c, node, "too many expressions in star-unpacking assignment", NULL);
    if(star < 0) emit_unpack(g, node, elts->size);
    else pkl_emit(g, node, PKL_UNPACK_EX, star | after << 8);
    for(int i = 0; i < elts->size; i++)
        pkl_visit_target(g, i == star ? pkl_at(elts, i)->as.Starred.value : pkl_at(elts, i));
}

static void store_subscript(PklGen* g, const PklNode* target) {
    const PklNode* key = target->as.Subscript.slice;
    pkl_visit(g, target->as.Subscript.value);
    if(pkl_is_plain_slice(key)) pkl_visit_slice_bounds(g, key);
    else pkl_visit(g, key);
    pkl_emit(g, target, pkl_is_plain_slice(key) ? PKL_STORE_SLICE : PKL_STORE_SUBSCR, 0);
}

void pkl_visit_target(PklGen* g, const PklNode* target) {
    if(!pkl_descend(g->c)) return;
    PklRange range;
    switch(target->kind) {
        case PKL_Name: pkl_emit_variable(g, target, pkl_name_str(target->as.Name.id), PKL_STORE); break;
        case PKL_Attribute:
            note_static_attribute(g, target);
            pkl_visit(g, target->as.Attribute.value);
            range = pkl_attribute_range(target, target);
            pkl_emit_cached(g, &range, PKL_STORE_ATTR, pkl_unit_mangle(g, pkl_name_str(target->as.Attribute.attr)));
            break;
        case PKL_Subscript: store_subscript(g, target); break;
        case PKL_Tuple: unpack(g, target, target->as.Tuple.elts); break;
        case PKL_List: unpack(g, target, target->as.List.elts); break;
        default: pkl_compile_error(g->c, target, "starred assignment target must be in a list or tuple", NULL);
    }
    pkl_ascend();
}

/* ---- assignments ----------------------------------------------------------------- */

static void visit_assign(PklGen* g, const PklNode* node) {
    const PklSeq* targets = node->as.Assign.targets;
    pkl_visit(g, node->as.Assign.value);
    for(int i = 0; i < targets->size; i++) {
        if(i < targets->size - 1) pkl_emit(g, node, PKL_COPY, 1);
        pkl_visit_target(g, pkl_at(targets, i));
    }
}

/* Loads the target's value, below it what its store needs; answers how many operands those are. */
static int load_augmented(PklGen* g, const PklNode* target) {
    if(target->kind == PKL_Name) {
        pkl_emit_variable(g, target, pkl_name_str(target->as.Name.id), PKL_LOAD);
        return 0;
    }
    if(target->kind == PKL_Attribute) {
        PklRange range = pkl_attribute_range(target, target);
        pkl_visit(g, target->as.Attribute.value);
        pkl_emit(g, target, PKL_COPY, 1);
        pkl_emit_cached(g, &range, PKL_LOAD_ATTR, pkl_unit_mangle(g, pkl_name_str(target->as.Attribute.attr)));
        return 1;
    }
    const PklNode* key = target->as.Subscript.slice;
    int count = pkl_is_plain_slice(key) ? 3 : 2;
    pkl_visit(g, target->as.Subscript.value);
    if(count == 3) pkl_visit_slice_bounds(g, key);
    else pkl_visit(g, key);
    for(int i = 0; i < count; i++) pkl_emit(g, target, PKL_COPY, count);
    pkl_emit(g, target, count == 3 ? PKL_BINARY_SLICE : PKL_BINARY_SUBSCR, 0);
    return count;
}

static void visit_augmented(PklGen* g, const PklNode* node) {
    const PklNode* target = node->as.AugAssign.target;
    int operands = load_augmented(g, target);
    pkl_visit(g, node->as.AugAssign.value);
    pkl_emit_binary(g, node, (PklOperator)node->as.AugAssign.op, true);
    for(int i = operands + 1; i > 1; i--) pkl_emit(g, target, PKL_SWAP, i);
    PklRange range = target->kind == PKL_Attribute ? pkl_attribute_range(target, target) : target->range;
    if(!operands) pkl_emit_variable(g, target, pkl_name_str(target->as.Name.id), PKL_STORE);
    else if(operands == 1)
        pkl_emit_cached(g, &range, PKL_STORE_ATTR, pkl_unit_mangle(g, pkl_name_str(target->as.Attribute.attr)));
    else pkl_emit(g, target, operands == 3 ? PKL_STORE_SLICE : PKL_STORE_SUBSCR, 0);
}

static void delete_all(PklGen* g, const PklSeq* targets);

static void delete_target(PklGen* g, const PklNode* target) {
    PklRange range;
    switch(target->kind) {
        case PKL_Name: pkl_emit_variable(g, target, pkl_name_str(target->as.Name.id), PKL_DEL); break;
        case PKL_Attribute:
            range = pkl_attribute_range(target, target);
            pkl_visit(g, target->as.Attribute.value);
            pkl_emit_cached(g, &range, PKL_DELETE_ATTR, pkl_unit_mangle(g, pkl_name_str(target->as.Attribute.attr)));
            break;
        case PKL_Subscript:
            pkl_visit(g, target->as.Subscript.value);
            if(pkl_is_plain_slice(target->as.Subscript.slice)) {
                pkl_visit_slice_bounds(g, target->as.Subscript.slice);
                pkl_emit(g, target, PKL_DELETE_SLICE, 0);
            } else {
                pkl_visit(g, target->as.Subscript.slice);
                pkl_emit(g, target, PKL_DELETE_SUBSCR, 0);
            }
            break;
        default: delete_all(g, target->as.Tuple.elts);
    }
}

static void delete_all(PklGen* g, const PklSeq* targets) {
    if(!pkl_descend(g->c)) return;
    for(int i = 0; i < targets->size; i++) delete_target(g, pkl_at(targets, i));
    pkl_ascend();
}

/* ---- simple statements ----------------------------------------------------------- */

static void visit_raise(PklGen* g, const PklNode* node) {
    int count = 0;
    if(node->as.Raise.exc) {
        pkl_visit(g, node->as.Raise.exc);
        count++;
        if(node->as.Raise.cause) {
            pkl_visit(g, node->as.Raise.cause);
            count++;
        }
    }
    pkl_emit(g, node, PKL_RAISE_VARARGS, count);
}

static void visit_assert(PklGen* g, const PklNode* node) {
    const PklNode* test = node->as.Assert.test;
    if(test->kind == PKL_Tuple && test->as.Tuple.elts->size)
        pkl_warn_at(g, node, "assertion is always true, perhaps remove parentheses?", NULL, NULL);
    if(g->c->optimize) return;
    int end = pkl_label(g);
    pkl_jump_if(g, test, end, true);
    pkl_emit(g, test, PKL_LOAD_COMMON_CONSTANT, 0);
    if(node->as.Assert.msg) {
        pkl_visit(g, node->as.Assert.msg);
        pkl_emit(g, node, PKL_CALL, 0);
    }
    pkl_emit(g, test, PKL_RAISE_VARARGS, 1);
    pkl_place(g, end);
}

static void visit_expression(PklGen* g, const PklNode* node) {
    const PklNode* value = node->as.Expr.value;
    bool prints = g->mode == PKL_SINGLE && !g->u->outer;
    if(!prints && value->kind == PKL_Constant) return;
    pkl_visit(g, value);
    if(prints) pkl_emit(g, node, PKL_INTRINSIC_1, PKL_INTRINSIC_PRINT);
    pkl_emit(g, NULL, PKL_POP_TOP, 0);
}

static void visit_if(PklGen* g, const PklNode* node) {
    const PklSeq* orelse = node->as.If.orelse;
    int end = pkl_label(g), otherwise = orelse->size ? pkl_label(g) : end;
    pkl_jump_if(g, node->as.If.test, otherwise, false);
    pkl_visit_body(g, node->as.If.body);
    if(orelse->size) {
        pkl_jump(g, NULL, PKL_JUMP_FORWARD, end);
        pkl_place(g, otherwise);
        pkl_visit_body(g, orelse);
    }
    pkl_place(g, end);
}

/* ---- everything ------------------------------------------------------------------ */

static void visit_compound(PklGen* g, const PklNode* node) {
    bool outer = g->u->in_conditional;
    g->u->in_conditional = true;
    switch(node->kind) {
        case PKL_For: pkl_visit_for(g, node); break;
        case PKL_AsyncFor: pkl_visit_async_for(g, node); break;
        case PKL_While: pkl_visit_while(g, node); break;
        case PKL_If: visit_if(g, node); break;
        case PKL_With:
        case PKL_AsyncWith: pkl_visit_with(g, node); break;
        case PKL_Match: pkl_visit_match(g, node); break;
        case PKL_Try:
        case PKL_TryStar: pkl_visit_try(g, node); break;
    }
    g->u->in_conditional = outer;
}

static void visit_by_kind(PklGen* g, const PklNode* node) {
    switch(node->kind) {
        case PKL_FunctionDef:
        case PKL_AsyncFunctionDef: pkl_visit_function(g, node); break;
        case PKL_ClassDef: pkl_visit_class(g, node); break;
        case PKL_TypeAlias: pkl_visit_type_alias(g, node); break;
        case PKL_Return: pkl_visit_return(g, node); break;
        case PKL_Delete: delete_all(g, node->as.Delete.targets); break;
        case PKL_Assign: visit_assign(g, node); break;
        case PKL_AugAssign: visit_augmented(g, node); break;
        case PKL_AnnAssign: pkl_visit_annotated(g, node); break;
        case PKL_Raise: visit_raise(g, node); break;
        case PKL_Assert: visit_assert(g, node); break;
        case PKL_Import: pkl_visit_import(g, node); break;
        case PKL_ImportFrom: pkl_visit_import_from(g, node); break;
        case PKL_Global:
        case PKL_Nonlocal:
        case PKL_Pass: break;
        case PKL_Expr: visit_expression(g, node); break;
        case PKL_Break: pkl_visit_break(g, node); break;
        case PKL_Continue: pkl_visit_continue(g, node); break;
        default: visit_compound(g, node);
    }
}

void pkl_visit_statement(PklGen* g, const PklNode* node) {
    if(!pkl_descend(g->c)) return;
    visit_by_kind(g, node);
    pkl_ascend();
}

void pkl_visit_body(PklGen* g, const PklSeq* body) {
    for(int i = 0; i < body->size; i++) pkl_visit_statement(g, pkl_at(body, i));
}
