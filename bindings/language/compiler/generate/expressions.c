/* Expressions: the value ends up on the stack; targets of assignments take it from there. */
#include "generate.h"

void pkl_visit_all(PklGen* g, const PklSeq* nodes) {
    for(int i = 0; i < nodes->size; i++) pkl_visit(g, pkl_at(nodes, i));
}

static void visit_walrus(PklGen* g, const PklNode* node) {
    pkl_visit(g, node->as.NamedExpr.value);
    pkl_emit(g, node, PKL_COPY, 1);
    pkl_visit_target(g, node->as.NamedExpr.target);
}

static void visit_bool_op(PklGen* g, const PklNode* node) {
    int end = pkl_label(g), last = node->as.BoolOp.values->size - 1;
    int op = node->as.BoolOp.op == PKL_AND ? PKL_JUMP_IF_FALSE_OR_POP : PKL_JUMP_IF_TRUE_OR_POP;
    for(int i = 0; i < last; i++) {
        py_TValue constant;
        pkl_visit(g, pkl_at(node->as.BoolOp.values, i));
        if(!pkl_take_constants(g, 1, &constant)) pkl_jump(g, node, op, end);
        else if(py_bool(&constant) != (node->as.BoolOp.op == PKL_AND)) {
            pkl_emit_constant(g, node, constant);
            pkl_jump(g, node, PKL_JUMP_FORWARD, end);
        }
    }
    pkl_visit(g, pkl_at(node->as.BoolOp.values, last));
    pkl_place(g, end);
}

static void visit_conditional(PklGen* g, const PklNode* node) {
    int otherwise = pkl_label(g), end = pkl_label(g);
    pkl_jump_if(g, node->as.IfExp.test, otherwise, false);
    pkl_visit(g, node->as.IfExp.body);
    pkl_jump(g, NULL, PKL_JUMP_FORWARD, end);
    pkl_place(g, otherwise);
    pkl_visit(g, node->as.IfExp.orelse);
    pkl_place(g, end);
}

static void visit_yield(PklGen* g, const PklNode* node) {
    const PklScope* scope = g->u->scope;
    if(!pkl_scope_is_function(scope)) pkl_compile_error(g->c, node, "'yield' outside function", NULL);
    if(node->as.Yield.value) pkl_visit(g, node->as.Yield.value);
    else pkl_emit_none(g, node);
    if(scope->coroutine) pkl_emit(g, node, PKL_ASYNC_GEN_WRAP, 0);
    pkl_emit(g, node, PKL_YIELD_VALUE, 0);
}

static void visit_yield_from(PklGen* g, const PklNode* node) {
    const PklScope* scope = g->u->scope;
    if(!pkl_scope_is_function(scope)) pkl_compile_error(g->c, node, "'yield from' outside function", NULL);
    if(scope->async_def) pkl_compile_error(g->c, node, "'yield from' inside async function", NULL);
    pkl_visit(g, node->as.YieldFrom.value);
    pkl_emit(g, node, PKL_GET_YIELD_FROM_ITER, 0);
    pkl_emit_none(g, node);
    pkl_emit_yield_from(g, node);
}

void pkl_emit_yield_from(PklGen* g, const void* at) {
    int send = pkl_label(g), fail = pkl_label(g), end = pkl_label(g);
    pkl_place(g, send);
    pkl_jump(g, at, PKL_SEND, end);
    int outer = pkl_emit_try(g, at, fail, false, 0);
    pkl_emit(g, at, PKL_YIELD_VALUE, 1);
    pkl_end_try(g, outer);
    pkl_jump(g, at, PKL_JUMP_FORWARD, send);
    pkl_place(g, fail);
    pkl_emit(g, at, PKL_CLEANUP_THROW, 0);
    pkl_place(g, end);
    pkl_emit(g, at, PKL_END_SEND, 0);
}

void pkl_emit_await(PklGen* g, const void* at, int where) {
    pkl_emit(g, at, PKL_GET_AWAITABLE, where);
    pkl_emit_none(g, at);
    pkl_emit_yield_from(g, at);
}

/* ---- comparisons ----------------------------------------------------------------- */

static void emit_comparison(PklGen* g, const void* at, PklCompare op) {
    static const uint8_t ops[][2] = {
        [PKL_EQ] = {PKL_COMPARE_EQ, 0},      [PKL_NOT_EQ] = {PKL_COMPARE_NE, 0}, [PKL_LT] = {PKL_COMPARE_LT, 0},
        [PKL_LT_E] = {PKL_COMPARE_LE, 0},    [PKL_GT] = {PKL_COMPARE_GT, 0},     [PKL_GT_E] = {PKL_COMPARE_GE, 0},
        [PKL_IS] = {PKL_IS_OP, 0},           [PKL_IS_NOT] = {PKL_IS_OP, 1},      [PKL_IN] = {PKL_CONTAINS_OP, 0},
        [PKL_NOT_IN] = {PKL_CONTAINS_OP, 1},
    };
    pkl_emit(g, at, ops[op][0], ops[op][1]);
}

static void visit_operand(PklGen* g, const PklNode* node, int i) {
    PklCompare op = pkl_compare_at(node->as.Compare.ops, i);
    const PklNode* operand = pkl_at(node->as.Compare.comparators, i);
    if(op == PKL_IN || op == PKL_NOT_IN) pkl_visit_iterated(g, operand);
    else pkl_visit(g, operand);
}

/* a < b < c: each comparison but the last jumps to `out` where it is false, with two operands on the stack, or one if
 * `value` */
static void visit_chain(PklGen* g, const PklNode* node, int out, bool value) {
    pkl_visit(g, node->as.Compare.left);
    int last = node->as.Compare.ops->size - 1;
    for(int i = 0; i < last; i++) {
        visit_operand(g, node, i);
        pkl_emit(g, node, PKL_SWAP, 2);
        pkl_emit(g, node, PKL_COPY, 2);
        emit_comparison(g, node, pkl_compare_at(node->as.Compare.ops, i));
        pkl_jump(g, node, value ? PKL_JUMP_IF_FALSE_OR_POP : PKL_POP_JUMP_IF_FALSE, out);
    }
    visit_operand(g, node, last);
    emit_comparison(g, node, pkl_compare_at(node->as.Compare.ops, last));
}

static void visit_compare(PklGen* g, const PklNode* node) {
    pkl_warn_compare(g, node);
    if(node->as.Compare.ops->size == 1) {
        visit_chain(g, node, 0, true);
        return;
    }
    int cleanup = pkl_label(g), end = pkl_label(g);
    visit_chain(g, node, cleanup, true);
    pkl_jump(g, NULL, PKL_JUMP_FORWARD, end);
    pkl_place(g, cleanup);
    pkl_emit(g, node, PKL_SWAP, 2);
    pkl_emit(g, node, PKL_POP_TOP, 0);
    pkl_place(g, end);
}

/* ---- conditions ------------------------------------------------------------------ */

static void jump_if_any(PklGen* g, const PklNode* test, int label, bool when) {
    const PklSeq* values = test->as.BoolOp.values;
    bool short_cut = test->as.BoolOp.op == PKL_OR; /* the truth that decides */
    int end = short_cut == when ? label : pkl_label(g), last = values->size - 1;
    for(int i = 0; i < last; i++) pkl_jump_if(g, pkl_at(values, i), end, short_cut);
    pkl_jump_if(g, pkl_at(values, last), label, when);
    if(end != label) pkl_place(g, end);
}

static void jump_if_conditional(PklGen* g, const PklNode* test, int label, bool when) {
    int end = pkl_label(g), otherwise = pkl_label(g);
    pkl_jump_if(g, test->as.IfExp.test, otherwise, false);
    pkl_jump_if(g, test->as.IfExp.body, label, when);
    pkl_jump(g, NULL, PKL_JUMP_FORWARD, end);
    pkl_place(g, otherwise);
    pkl_jump_if(g, test->as.IfExp.orelse, label, when);
    pkl_place(g, end);
}

static void jump_if_chain(PklGen* g, const PklNode* test, int label, bool when) {
    pkl_warn_compare(g, test);
    int cleanup = pkl_label(g), end = pkl_label(g);
    visit_chain(g, test, cleanup, false);
    pkl_jump(g, test, when ? PKL_POP_JUMP_IF_TRUE : PKL_POP_JUMP_IF_FALSE, label);
    pkl_jump(g, NULL, PKL_JUMP_FORWARD, end);
    pkl_place(g, cleanup);
    pkl_emit(g, test, PKL_POP_TOP, 0);
    if(!when) pkl_jump(g, NULL, PKL_JUMP_FORWARD, label);
    pkl_place(g, end);
}

/* `x is None` and `x is not None` have jumps of their own. */
static bool jump_if_none(PklGen* g, const PklNode* test, int label, bool when) {
    if(test->kind != PKL_Compare || test->as.Compare.ops->size != 1) return false;
    PklCompare op = pkl_compare_at(test->as.Compare.ops, 0);
    const PklNode* right = pkl_at(test->as.Compare.comparators, 0);
    if((op != PKL_IS && op != PKL_IS_NOT) || right->kind != PKL_Constant || right->as.Constant.value->kind != PKL_NONE)
        return false;
    pkl_warn_compare(g, test);
    pkl_visit(g, test->as.Compare.left);
    pkl_jump(g, test, (op == PKL_IS) == when ? PKL_POP_JUMP_IF_NONE : PKL_POP_JUMP_IF_NOT_NONE, label);
    return true;
}

void pkl_jump_if(PklGen* g, const PklNode* test, int label, bool when) {
    if(!pkl_descend(g->c)) return;
    py_TValue constant;
    if(test->kind == PKL_UnaryOp && test->as.UnaryOp.op == PKL_NOT)
        pkl_jump_if(g, test->as.UnaryOp.operand, label, !when);
    else if(test->kind == PKL_BoolOp) jump_if_any(g, test, label, when);
    else if(test->kind == PKL_IfExp) jump_if_conditional(g, test, label, when);
    else if(test->kind == PKL_Compare && test->as.Compare.ops->size > 1) jump_if_chain(g, test, label, when);
    else if(!jump_if_none(g, test, label, when)) {
        pkl_visit(g, test);
        if(!pkl_take_constants(g, 1, &constant))
            pkl_jump(g, test, when ? PKL_POP_JUMP_IF_TRUE : PKL_POP_JUMP_IF_FALSE, label);
        else if(py_bool(&constant) == when) pkl_jump(g, test, PKL_JUMP_FORWARD, label);
    }
    pkl_ascend();
}

/* ---- attributes and subscripts --------------------------------------------------- */

/* Where an attribute's name stands on another line than the value begins, positions tell the name's. */
PklRange pkl_attribute_range(const PklNode* node, const PklNode* attribute) {
    PklRange range = node->range;
    if(range.lineno == attribute->range.end_lineno) return range;
    range.lineno = attribute->range.end_lineno;
    int size = attribute->as.Attribute.attr->size, end = attribute->range.end_col_offset;
    range.col_offset = size <= end ? end - size : -1;
    if(size > end) range.end_col_offset = -1;
    return range;
}

static void visit_attribute(PklGen* g, const PklNode* node) {
    if(pkl_is_super_call(g, node)) {
        pkl_emit_super(g, node);
        pkl_emit_cached(g, node, PKL_LOAD_SUPER_ATTR, pkl_unit_mangle(g, pkl_name_str(node->as.Attribute.attr)));
        return;
    }
    pkl_visit(g, node->as.Attribute.value);
    PklRange range = pkl_attribute_range(node, node);
    pkl_emit_cached(g, &range, PKL_LOAD_ATTR, pkl_unit_mangle(g, pkl_name_str(node->as.Attribute.attr)));
}

bool pkl_is_plain_slice(const PklNode* node) { return node->kind == PKL_Slice && !node->as.Slice.step; }

static void visit_optional(PklGen* g, const void* at, const PklNode* node) {
    if(node) pkl_visit(g, node);
    else pkl_emit_none(g, at);
}

void pkl_visit_slice_bounds(PklGen* g, const PklNode* node) {
    visit_optional(g, node, node->as.Slice.lower);
    visit_optional(g, node, node->as.Slice.upper);
}

static void visit_slice(PklGen* g, const PklNode* node) {
    pkl_visit_slice_bounds(g, node);
    if(node->as.Slice.step) pkl_visit(g, node->as.Slice.step);
    pkl_emit(g, node, PKL_BUILD_SLICE, node->as.Slice.step ? 3 : 2);
}

static void visit_subscript(PklGen* g, const PklNode* node) {
    const PklNode* key = node->as.Subscript.slice;
    pkl_warn_subscript(g, node);
    pkl_visit(g, node->as.Subscript.value);
    if(pkl_is_plain_slice(key)) {
        pkl_visit_slice_bounds(g, key);
        pkl_emit(g, node, PKL_BINARY_SLICE, 0);
    } else {
        pkl_visit(g, key);
        pkl_emit_subscript(g, node);
    }
}

/* ---- everything ------------------------------------------------------------------ */

static void visit_binary(PklGen* g, const PklNode* node) {
    pkl_visit(g, node->as.BinOp.left);
    pkl_visit(g, node->as.BinOp.right);
    pkl_emit_binary(g, node, (PklOperator)node->as.BinOp.op, false);
}

static void visit_name(PklGen* g, const PklNode* node) {
    PyStr* name = pkl_name_str(node->as.Name.id);
    py_TValue value;
    py_newbool(&value, !g->c->optimize);
    if(pkl_name_is(name, "__debug__")) pkl_emit_constant(g, node, value);
    else pkl_emit_variable(g, node, name, PKL_LOAD);
}

static void visit_by_kind(PklGen* g, const PklNode* node) {
    switch(node->kind) {
        case PKL_NamedExpr: visit_walrus(g, node); break;
        case PKL_BoolOp: visit_bool_op(g, node); break;
        case PKL_BinOp: visit_binary(g, node); break;
        case PKL_UnaryOp:
            pkl_visit(g, node->as.UnaryOp.operand);
            pkl_emit_unary(g, node, (PklUnaryOperator)node->as.UnaryOp.op);
            break;
        case PKL_Lambda: pkl_visit_lambda(g, node); break;
        case PKL_IfExp: visit_conditional(g, node); break;
        case PKL_Dict: pkl_visit_dict(g, node); break;
        case PKL_Set: pkl_visit_elements(g, node, node->as.Set.elts, PKL_BUILD_SET, 0); break;
        case PKL_List: pkl_visit_elements(g, node, node->as.List.elts, PKL_BUILD_LIST, 0); break;
        case PKL_Tuple: pkl_visit_elements(g, node, node->as.Tuple.elts, PKL_BUILD_TUPLE, 0); break;
        case PKL_ListComp:
        case PKL_SetComp:
        case PKL_DictComp:
        case PKL_GeneratorExp: pkl_visit_comprehension(g, node); break;
        case PKL_Await:
            pkl_visit(g, node->as.Await.value);
            pkl_emit_await(g, node, 0);
            break;
        case PKL_Yield: visit_yield(g, node); break;
        case PKL_YieldFrom: visit_yield_from(g, node); break;
        case PKL_Compare: visit_compare(g, node); break;
        case PKL_Call: pkl_visit_call(g, node); break;
        case PKL_FormattedValue: pkl_visit_formatted(g, node); break;
        case PKL_JoinedStr: pkl_visit_joined(g, node); break;
        case PKL_TemplateStr: pkl_visit_template(g, node); break;
        case PKL_Constant: pkl_emit_constant(g, node, pkl_constant_value(node->as.Constant.value)); break;
        case PKL_Attribute: visit_attribute(g, node); break;
        case PKL_Subscript: visit_subscript(g, node); break;
        case PKL_Starred: pkl_compile_error(g->c, node, "can't use starred expression here", NULL); break;
        case PKL_Name: visit_name(g, node); break;
        case PKL_Slice: visit_slice(g, node); break;
    }
}

void pkl_visit(PklGen* g, const PklNode* node) {
    if(!pkl_descend(g->c)) return;
    visit_by_kind(g, node);
    pkl_ascend();
}
