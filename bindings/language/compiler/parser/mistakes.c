/* Mistakes that have a text of their own, as tables: what the tokens look like, where the error is, what it says.
 *
 * A pattern is a row of items that must match one after the other: types of tokens, rules (EXPRESSION …), and signs for
 * the item behind them (NOT, AHEAD, MAYBE, A, B). Only the second pass looks here, at the place where the rule of the
 * same name begins.
 */
#include "mistakes.h"

/* ---- Rules that patterns name ---- */

static PklNode* last_of(const PklSeq* seq) { return seq && seq->size ? pkl_at(seq, seq->size - 1) : NULL; }

/* What a comprehension ends with. */
static PklNode* for_clauses(Parser* p) {
    PklNode* last = last_of(pkl_for_clauses(p));
    if(!last) return NULL;
    return last->as.comprehension.ifs->size ? last_of(last->as.comprehension.ifs) : last->as.comprehension.iter;
}

static PklNode* star_named_expressions(Parser* p) { return last_of(pkl_list(p, pkl_star_named_expression, true)); }

/* Any number of them, which CPython reads without a comma between. */
static PklNode* star_named_lists(Parser* p) {
    Mark mark;
    do mark = pkl_mark(p);
    while(star_named_expressions(p));
    pkl_reset(p, mark);
    return (PklNode*)&p->first;
}

static PklNode* lambda_parameters(Parser* p) { return pkl_parameters(p, true); }

/* `a = b =`, as often as it comes; always matches. */
static PklNode* target_assignments(Parser* p) {
    Mark mark;
    do mark = pkl_mark(p);
    while(pkl_star_targets(p) && pkl_accept(p, T_EQUAL));
    pkl_reset(p, mark);
    return (PklNode*)&p->first;
}

/* Items of a `for` before its `in`. */
static PklNode* loop_variables(Parser* p) { return last_of(pkl_list(p, pkl_bitwise_or, true)); }

static PklNode* dotted_name(Parser* p) { return pkl_dotted_name(p) ? (PklNode*)p->before : NULL; }

static PklNode* dotted_names(Parser* p) {
    do {
        if(!pkl_dotted_name(p)) return NULL;
    } while(pkl_accept(p, T_COMMA));
    return (PklNode*)p->before;
}

static PklNode* soft_keyword(Parser* p) {
    Token* token = pkl_peek(p);
    if(token->type != T_NAME || token->soft < T_SOFT_FIRST || token->soft > T_SOFT_LAST) return NULL;
    return (PklNode*)(p->before = token);
}

static PklNode* augmented_sign(Parser* p) {
    Token* token = pkl_peek(p);
    bool is_sign = token->type > T_NOT_EQUAL && token->end > token->start && token->end[-1] == '=' &&
                   token->type < T_FALSE && token->type != T_WALRUS && token->type != T_LESS_EQUAL &&
                   token->type != T_DOUBLE_EQUAL && token->type != T_GREATER_EQUAL;
    return is_sign ? (PklNode*)(p->before = token) : NULL;
}

/* A display or a name in brackets that cannot be annotated: a list, or a tuple. */
static PklNode* list_or_tuple(Parser* p) {
    PklNode* node = pkl_atom(p);
    return node && (node->kind == PKL_List || node->kind == PKL_Tuple) ? node : NULL;
}

/* What must not be told to be assigned to, since more is to say of it elsewhere. */
static PklNode* no_target(Parser* p) {
    TokenType type = pkl_type(p);
    bool word = type == T_TRUE || type == T_FALSE || type == T_NONE;
    PklNode* node = word || type == T_LPAREN || type == T_LBRACKET ? pkl_atom(p) : NULL;
    if(!node || node->parens) return NULL;
    bool constant = node->kind == PKL_Constant && node->as.Constant.value->kind <= PKL_TRUE;
    return constant || node->kind == PKL_List || node->kind == PKL_Tuple || node->kind == PKL_GeneratorExp ? node
                                                                                                           : NULL;
}

// clang-format off
static Rule* const rules[] = {
    pkl_expression, pkl_expression_without_invalid, pkl_disjunction, pkl_bitwise_or, pkl_star_named_expression,
    pkl_star_expressions, pkl_expressions, pkl_starred_expression, pkl_value, pkl_yield_expression, pkl_args,
    pkl_simple_statement, pkl_word_statement, for_clauses, star_named_expressions, star_named_lists, lambda_parameters,
    target_assignments, loop_variables, dotted_name, dotted_names, soft_keyword, augmented_sign,
    list_or_tuple, no_target,
};
// clang-format on

/* ---- Matching ---- */

static bool match_item(Parser* p, int item, Matched* found) {
    if(item < RULES) {
        Token* token = pkl_accept(p, (TokenType)item);
        if(!token) return false;
        *found = (Matched){&token->range, NULL, token};
        return true;
    }
    Token* first = pkl_peek(p);
    PklNode* node = rules[item - RULES](p);
    if(!node) return false;
    bool is_token = node == (PklNode*)p->before;
    *found = (Matched){is_token ? &p->before->range : &node->range, is_token ? NULL : node, first};
    return !pkl_failed(p);
}

static bool match(Parser* p, const uint8_t* items, Matched* a, Matched* b) {
    Matched found, *into = &found;
    for(; *items != DONE; items++) {
        Mark mark = pkl_mark(p);
        switch(*items) {
            case A: into = a; continue;
            case B: into = b; continue;
            case MAYBE:
                if(!match_item(p, *++items, into)) pkl_reset(p, mark);
                break;
            case NOT:
            case AHEAD: {
                bool wanted = *items == AHEAD;
                if(match_item(p, *++items, &found) != wanted || pkl_failed(p)) return false;
                pkl_reset(p, mark);
                break;
            }
            default:
                if(!match_item(p, *items, into)) return false;
        }
        if(pkl_failed(p)) return false;
        into = &found;
    }
    return true;
}

static bool raise(Parser* p, const Mistake* mistake, const Matched* a, const Matched* b) {
    const char* name = a->node ? pkl_expression_name(a->node) : "";
    switch(mistake->where) {
        case AT: pkl_raise_at(p, PKL_SYNTAX_ERROR, a->range, mistake->text, name); break;
        case SPAN: pkl_raise_span(p, a->range, b->range, mistake->text, name); break;
        case FROM: pkl_raise_from(p, a->range, mistake->text, name); break;
        case NEXT: pkl_raise_next(p, mistake->text); break;
        case LAST: pkl_raise_here(p, mistake->text); break;
        case TARGETS: return pkl_invalid_targets(p, a->node, mistake->text);
    }
    return true;
}

bool pkl_mistakes(Parser* p, const Mistake* mistakes) {
    Mark mark = pkl_mark(p);
    for(; mistakes->text && !pkl_failed(p); mistakes++) {
        Matched a = {0}, b = {0};
        if(match(p, mistakes->items, &a, &b) && !pkl_failed(p)) raise(p, mistakes, &a, &b);
        if(!pkl_failed(p)) pkl_reset(p, mark);
    }
    return pkl_failed(p);
}

/* ---- What an expression is called ---- */

const char* pkl_expression_name(const PklNode* node) {
    static const char* const constants[] = {"None", "False", "True", "ellipsis"};
    // clang-format off
    static const struct { uint8_t kind; const char* name; } names[] = {
        {PKL_Attribute, "attribute"}, {PKL_Subscript, "subscript"}, {PKL_Starred, "starred"}, {PKL_Name, "name"},
        {PKL_List, "list"},
        {PKL_Tuple, "tuple"}, {PKL_Lambda, "lambda"}, {PKL_Call, "function call"}, {PKL_BoolOp, "expression"},
        {PKL_BinOp, "expression"}, {PKL_UnaryOp, "expression"}, {PKL_GeneratorExp, "generator expression"},
        {PKL_Yield, "yield expression"}, {PKL_YieldFrom, "yield expression"}, {PKL_Await, "await expression"},
        {PKL_ListComp, "list comprehension"}, {PKL_SetComp, "set comprehension"}, {PKL_DictComp, "dict comprehension"},
        {PKL_Dict, "dict literal"}, {PKL_Set, "set display"}, {PKL_JoinedStr, "f-string expression"},
        {PKL_FormattedValue, "f-string expression"}, {PKL_TemplateStr, "t-string expression"},
        {PKL_Interpolation, "t-string expression"}, {PKL_Compare, "comparison"}, {PKL_IfExp, "conditional expression"},
        {PKL_NamedExpr, "named expression"},
    };
    // clang-format on
    if(node->kind == PKL_Constant) {
        int kind = node->as.Constant.value->kind;
        return kind <= PKL_ELLIPSIS ? constants[kind] : "literal";
    }
    for(size_t i = 0; i < sizeof names / sizeof *names; i++) {
        if(names[i].kind == node->kind) return names[i].name;
    }
    return "";
}

/* ---- Targets ---- */

/* The first part that cannot be assigned to; `use` begins with d for `del`, f for `for`, whose `in` looks like a
 * comparison. */
static const PklNode* invalid_target(const PklNode* node, char use) {
    switch(node->kind) {
        case PKL_List:
        case PKL_Tuple:
            for(int i = 0; i < node->as.List.elts->size; i++) {
                const PklNode* part = invalid_target(pkl_at(node->as.List.elts, i), use);
                if(part) return part;
            }
            return NULL;
        case PKL_Starred: return use == 'd' ? node : invalid_target(node->as.Starred.value, use);
        case PKL_Compare:
            if(use != 'f') return node;
            return pkl_compare_at(node->as.Compare.ops, 0) == PKL_IN ? invalid_target(node->as.Compare.left, use)
                                                                     : NULL;
        case PKL_Name:
        case PKL_Subscript:
        case PKL_Attribute: return NULL;
        default: return node;
    }
}

/* `use`: "assign to", "delete" or "for". */
bool pkl_invalid_targets(Parser* p, PklNode* targets, const char* use) {
    const PklNode* invalid = targets && !pkl_failed(p) ? invalid_target(targets, *use) : NULL;
    if(!invalid) return pkl_failed(p);
    pkl_raise_at(p, PKL_SYNTAX_ERROR, &invalid->range, "cannot %s %s", *use == 'f' ? "assign to" : use,
                 pkl_expression_name(invalid));
    return true;
}
