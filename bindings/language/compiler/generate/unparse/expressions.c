/* Expressions as source text: what `from __future__ import annotations` stores in place of annotations. As CPython
 * writes them. */
#include "unparse.h"

#include <string.h>

void pkl_unparse_put_bytes(PklUnparsed* t, const char* data, int size) {
    for(int i = 0; i < size; i++)
        if(pkl_grow(t->c, &t->data, &t->capacity, t->size, 1)) t->data[t->size++] = data[i];
}

void pkl_unparse_put(PklUnparsed* t, const char* text) { pkl_unparse_put_bytes(t, text, (int)strlen(text)); }
void pkl_unparse_put_name(PklUnparsed* t, PklName name) { pkl_unparse_put_bytes(t, name->data, name->size); }

void pkl_unparse_put_repr(PklUnparsed* t, const py_TValue* value) {
    if(py_repr((py_Ref)value)) {
        c11_sv text = py_tosv(py_retval());
        pkl_unparse_put_bytes(t, text.data, text.size);
    } else t->c->failed = true;
}

static void put_all(PklUnparsed* t, const PklSeq* nodes, int level) {
    for(int i = 0; i < nodes->size; i++) {
        if(i) pkl_unparse_put(t, ", ");
        pkl_unparse_put_node(t, pkl_at(nodes, i), level);
    }
}

static void open(PklUnparsed* t, int level, int own) {
    if(level > own) pkl_unparse_put(t, "(");
}

static void close(PklUnparsed* t, int level, int own) {
    if(level > own) pkl_unparse_put(t, ")");
}

static void put_enclosed(PklUnparsed* t, const char* before, const PklSeq* nodes, const char* after) {
    pkl_unparse_put(t, before);
    put_all(t, nodes, IN_TEST);
    pkl_unparse_put(t, after);
}

/* ---- operators ------------------------------------------------------------------- */

static void put_bool_op(PklUnparsed* t, const PklNode* node, int level) {
    bool is_or = node->as.BoolOp.op == PKL_OR;
    int own = is_or ? IN_OR : IN_AND;
    open(t, level, own);
    for(int i = 0; i < node->as.BoolOp.values->size; i++) {
        if(i) pkl_unparse_put(t, is_or ? " or " : " and ");
        pkl_unparse_put_node(t, pkl_at(node->as.BoolOp.values, i), own + 1);
    }
    close(t, level, own);
}

/* clang-format off */
static const struct { char text[5]; uint8_t level; } binary[] = {
    [PKL_ADD] = {" + ", IN_SUM}, [PKL_SUB] = {" - ", IN_SUM}, [PKL_MULT] = {" * ", IN_TERM}, [PKL_MAT_MULT] = {" @ ", IN_TERM},
    [PKL_DIV] = {" / ", IN_TERM}, [PKL_MOD] = {" % ", IN_TERM}, [PKL_FLOOR_DIV] = {" // ", IN_TERM}, [PKL_POW] = {" ** ", IN_POWER},
    [PKL_LSHIFT] = {" << ", IN_SHIFT}, [PKL_RSHIFT] = {" >> ", IN_SHIFT}, [PKL_BIT_OR] = {" | ", IN_BIT_OR},
    [PKL_BIT_XOR] = {" ^ ", IN_BIT_XOR}, [PKL_BIT_AND] = {" & ", IN_BIT_AND},
};
/* clang-format on */

static void put_binary(PklUnparsed* t, const PklNode* node, int level) {
    PklInt op = node->as.BinOp.op;
    int own = binary[op].level, power = op == PKL_POW;
    open(t, level, own);
    pkl_unparse_put_node(t, node->as.BinOp.left, own + power);
    pkl_unparse_put(t, binary[op].text);
    pkl_unparse_put_node(t, node->as.BinOp.right, own + !power);
    close(t, level, own);
}

static void put_unary(PklUnparsed* t, const PklNode* node, int level) {
    static const char texts[][5] = {[PKL_INVERT] = "~", [PKL_NOT] = "not ", [PKL_UADD] = "+", [PKL_USUB] = "-"};
    int own = node->as.UnaryOp.op == PKL_NOT ? IN_NOT : IN_FACTOR;
    open(t, level, own);
    pkl_unparse_put(t, texts[node->as.UnaryOp.op]);
    pkl_unparse_put_node(t, node->as.UnaryOp.operand, own);
    close(t, level, own);
}

/* clang-format off */
static const char comparisons[][9] = {
    [PKL_EQ] = " == ", [PKL_NOT_EQ] = " != ", [PKL_LT] = " < ", [PKL_LT_E] = " <= ", [PKL_GT] = " > ", [PKL_GT_E] = " >= ",
    [PKL_IS] = " is ", [PKL_IS_NOT] = " is not ", [PKL_IN] = " in ", [PKL_NOT_IN] = " not in ",
};
/* clang-format on */

static void put_compare(PklUnparsed* t, const PklNode* node, int level) {
    open(t, level, IN_COMPARISON);
    pkl_unparse_put_node(t, node->as.Compare.left, IN_COMPARISON + 1);
    for(int i = 0; i < node->as.Compare.ops->size; i++) {
        pkl_unparse_put(t, comparisons[pkl_compare_at(node->as.Compare.ops, i)]);
        pkl_unparse_put_node(t, pkl_at(node->as.Compare.comparators, i), IN_COMPARISON + 1);
    }
    close(t, level, IN_COMPARISON);
}

static void put_conditional(PklUnparsed* t, const PklNode* node, int level) {
    open(t, level, IN_TEST);
    pkl_unparse_put_node(t, node->as.IfExp.body, IN_TEST + 1);
    pkl_unparse_put(t, " if ");
    pkl_unparse_put_node(t, node->as.IfExp.test, IN_TEST + 1);
    pkl_unparse_put(t, " else ");
    pkl_unparse_put_node(t, node->as.IfExp.orelse, IN_TEST);
    close(t, level, IN_TEST);
}

/* ---- lambda ---------------------------------------------------------------------- */

static void separate(PklUnparsed* t, bool* first) {
    if(!*first) pkl_unparse_put(t, ", ");
    *first = false;
}

static void put_parameter(PklUnparsed* t, const PklNode* parameter, const PklNode* value, bool* first) {
    separate(t, first);
    pkl_unparse_put_name(t, parameter->as.arg.arg);
    if(!value) return;
    pkl_unparse_put(t, "=");
    pkl_unparse_put_node(t, value, IN_TEST);
}

static void put_parameters(PklUnparsed* t, const PklNode* a, bool* first) {
    const PklSeq *posonly = a->as.arguments.posonlyargs, *args = a->as.arguments.args,
                 *kwonly = a->as.arguments.kwonlyargs;
    const PklSeq* defaults = a->as.arguments.defaults;
    int total = posonly->size + args->size, without = total - defaults->size;
    for(int i = 0; i < total; i++) {
        const PklNode* parameter = i < posonly->size ? pkl_at(posonly, i) : pkl_at(args, i - posonly->size);
        put_parameter(t, parameter, i < without ? NULL : pkl_at(defaults, i - without), first);
        if(i + 1 == posonly->size) pkl_unparse_put(t, ", /");
    }
    if(a->as.arguments.vararg || kwonly->size) {
        separate(t, first);
        pkl_unparse_put(t, "*");
        if(a->as.arguments.vararg) pkl_unparse_put_name(t, a->as.arguments.vararg->as.arg.arg);
    }
    for(int i = 0; i < kwonly->size; i++)
        put_parameter(t, pkl_at(kwonly, i), pkl_at(a->as.arguments.kw_defaults, i), first);
    if(!a->as.arguments.kwarg) return;
    separate(t, first);
    pkl_unparse_put(t, "**");
    pkl_unparse_put_name(t, a->as.arguments.kwarg->as.arg.arg);
}

static void put_lambda(PklUnparsed* t, const PklNode* node, int level) {
    bool first = true;
    int start = t->size;
    open(t, level, IN_TEST);
    pkl_unparse_put(t, "lambda ");
    start = t->size;
    put_parameters(t, node->as.Lambda.args, &first);
    if(t->size == start) t->size--;
    pkl_unparse_put(t, ": ");
    pkl_unparse_put_node(t, node->as.Lambda.body, IN_TEST);
    close(t, level, IN_TEST);
}

/* ---- displays and comprehensions ------------------------------------------------- */

static void put_tuple(PklUnparsed* t, const PklNode* node, int level) {
    const PklSeq* elts = node->as.Tuple.elts;
    if(!elts->size) {
        pkl_unparse_put(t, "()");
        return;
    }
    open(t, level, IN_TUPLE);
    put_all(t, elts, IN_TEST);
    if(elts->size == 1) pkl_unparse_put(t, ",");
    close(t, level, IN_TUPLE);
}

static void put_dict(PklUnparsed* t, const PklNode* node) {
    pkl_unparse_put(t, "{");
    for(int i = 0; i < node->as.Dict.keys->size; i++) {
        const PklNode* key = pkl_at(node->as.Dict.keys, i);
        if(i) pkl_unparse_put(t, ", ");
        if(key) pkl_unparse_put_node(t, key, IN_TEST);
        pkl_unparse_put(t, key ? ": " : "**");
        pkl_unparse_put_node(t, pkl_at(node->as.Dict.values, i), key ? IN_TEST : IN_BIT_OR);
    }
    pkl_unparse_put(t, "}");
}

static void put_clauses(PklUnparsed* t, const PklSeq* clauses) {
    for(int i = 0; i < clauses->size; i++) {
        const PklNode* clause = pkl_at(clauses, i);
        pkl_unparse_put(t, clause->as.comprehension.is_async ? " async for " : " for ");
        pkl_unparse_put_node(t, clause->as.comprehension.target, IN_TUPLE);
        pkl_unparse_put(t, " in ");
        pkl_unparse_put_node(t, clause->as.comprehension.iter, IN_TEST + 1);
        for(int j = 0; j < clause->as.comprehension.ifs->size; j++) {
            pkl_unparse_put(t, " if ");
            pkl_unparse_put_node(t, pkl_at(clause->as.comprehension.ifs, j), IN_TEST + 1);
        }
    }
}

static void put_comprehension(PklUnparsed* t, const PklNode* node) {
    static const char brackets[][2] = {{'[', ']'}, {'{', '}'}, {'{', '}'}, {'(', ')'}};
    const char* pair = brackets[node->kind - PKL_ListComp];
    pkl_unparse_put_bytes(t, pair, 1);
    if(node->kind == PKL_DictComp) {
        pkl_unparse_put_node(t, node->as.DictComp.key, IN_TEST);
        pkl_unparse_put(t, ": ");
        pkl_unparse_put_node(t, node->as.DictComp.value, IN_TEST);
    } else pkl_unparse_put_node(t, node->as.ListComp.elt, IN_TEST);
    put_clauses(t, node->kind == PKL_DictComp ? node->as.DictComp.generators : node->as.ListComp.generators);
    pkl_unparse_put_bytes(t, pair + 1, 1);
}

static void put_call(PklUnparsed* t, const PklNode* node) {
    const PklSeq *args = node->as.Call.args, *keywords = node->as.Call.keywords;
    pkl_unparse_put_node(t, node->as.Call.func, IN_ATOM);
    if(args->size == 1 && !keywords->size && pkl_at(args, 0)->kind == PKL_GeneratorExp) {
        pkl_unparse_put_node(t, pkl_at(args, 0), IN_TEST);
        return;
    }
    pkl_unparse_put(t, "(");
    put_all(t, args, IN_TEST);
    for(int i = 0; i < keywords->size; i++) {
        const PklNode* keyword = pkl_at(keywords, i);
        if(i || args->size) pkl_unparse_put(t, ", ");
        if(keyword->as.keyword.arg) pkl_unparse_put_name(t, keyword->as.keyword.arg);
        pkl_unparse_put(t, keyword->as.keyword.arg ? "=" : "**");
        pkl_unparse_put_node(t, keyword->as.keyword.value, IN_TEST);
    }
    pkl_unparse_put(t, ")");
}

/* ---- everything ------------------------------------------------------------------ */

static void put_optional(PklUnparsed* t, const char* before, const PklNode* node, int level) {
    pkl_unparse_put(t, before);
    if(node) pkl_unparse_put_node(t, node, level);
}

static void put_slice(PklUnparsed* t, const PklNode* node) {
    put_optional(t, "", node->as.Slice.lower, IN_TEST);
    put_optional(t, ":", node->as.Slice.upper, IN_TEST);
    if(node->as.Slice.step) put_optional(t, ":", node->as.Slice.step, IN_TEST);
}

static void put_attribute(PklUnparsed* t, const PklNode* node) {
    const PklNode* value = node->as.Attribute.value;
    bool is_int = value->kind == PKL_Constant &&
                  (value->as.Constant.value->kind == PKL_INT || value->as.Constant.value->kind == PKL_BIG_INT);
    pkl_unparse_put_node(t, value, IN_ATOM);
    pkl_unparse_put(t, is_int ? " ." : ".");
    pkl_unparse_put_name(t, node->as.Attribute.attr);
}

static void put_walrus(PklUnparsed* t, const PklNode* node, int level) {
    open(t, level, IN_TUPLE);
    pkl_unparse_put_node(t, node->as.NamedExpr.target, IN_ATOM);
    put_optional(t, " := ", node->as.NamedExpr.value, IN_ATOM);
    close(t, level, IN_TUPLE);
}

static void put_by_kind(PklUnparsed* t, const PklNode* node, int level) {
    switch(node->kind) {
        case PKL_BoolOp: put_bool_op(t, node, level); break;
        case PKL_BinOp: put_binary(t, node, level); break;
        case PKL_UnaryOp: put_unary(t, node, level); break;
        case PKL_Lambda: put_lambda(t, node, level); break;
        case PKL_IfExp: put_conditional(t, node, level); break;
        case PKL_Dict: put_dict(t, node); break;
        case PKL_Set: put_enclosed(t, "{", node->as.Set.elts, "}"); break;
        case PKL_ListComp:
        case PKL_SetComp:
        case PKL_DictComp:
        case PKL_GeneratorExp: put_comprehension(t, node); break;
        case PKL_Yield:
            put_optional(t, node->as.Yield.value ? "(yield " : "(yield", node->as.Yield.value, IN_TEST);
            pkl_unparse_put(t, ")");
            break;
        case PKL_YieldFrom:
            put_optional(t, "(yield from ", node->as.YieldFrom.value, IN_TEST);
            pkl_unparse_put(t, ")");
            break;
        case PKL_Await:
            open(t, level, IN_AWAIT);
            put_optional(t, "await ", node->as.Await.value, IN_ATOM);
            close(t, level, IN_AWAIT);
            break;
        case PKL_Compare: put_compare(t, node, level); break;
        case PKL_Call: put_call(t, node); break;
        case PKL_Constant: pkl_unparse_put_constant(t, node); break;
        case PKL_JoinedStr:
        case PKL_TemplateStr:
        case PKL_FormattedValue:
        case PKL_Interpolation: pkl_unparse_put_formatted(t, node); break;
        case PKL_Attribute: put_attribute(t, node); break;
        case PKL_Starred: put_optional(t, "*", node->as.Starred.value, IN_BIT_OR); break;
        case PKL_Name: pkl_unparse_put_name(t, node->as.Name.id); break;
        case PKL_List: put_enclosed(t, "[", node->as.List.elts, "]"); break;
        case PKL_Tuple: put_tuple(t, node, level); break;
        case PKL_Subscript:
            pkl_unparse_put_node(t, node->as.Subscript.value, IN_ATOM);
            put_optional(t, "[", node->as.Subscript.slice, IN_TUPLE);
            pkl_unparse_put(t, "]");
            break;
        case PKL_Slice: put_slice(t, node); break;
        case PKL_NamedExpr: put_walrus(t, node, level); break;
    }
}

void pkl_unparse_put_node(PklUnparsed* t, const PklNode* node, int level) {
    if(!pkl_descend(t->c)) return;
    put_by_kind(t, node, level);
    pkl_ascend();
}

PyStr* pkl_unparse(PklCompiler* c, const PklNode* node) {
    PklUnparsed text = {.c = c};
    py_TValue out;
    pkl_unparse_put_node(&text, node, IN_TEST);
    py_newstrv(&out, (c11_sv){text.size ? text.data : "", text.size});
    return (PyStr*)out._obj;
}
