/* Expressions from operators up: precedence climbing, conditional and named expressions, tuples without parentheses. */
#include "parser.h"

/* ---- Operators between two operands ---- */

typedef enum Level {
    NO_LEVEL,
    LEVEL_OR,
    LEVEL_AND,
    LEVEL_NOT,
    LEVEL_COMPARE,
    LEVEL_BIT_OR,
    LEVEL_BIT_XOR,
    LEVEL_BIT_AND,
    LEVEL_SHIFT,
    LEVEL_SUM,
    LEVEL_TERM,
} Level;

typedef struct Operator {
    uint8_t level, op;
} Operator;

// clang-format off
static const Operator binary_operators[T_COUNT] = {
    [T_OR] = {LEVEL_OR, PKL_OR}, [T_AND] = {LEVEL_AND, PKL_AND},
    [T_DOUBLE_EQUAL] = {LEVEL_COMPARE, PKL_EQ}, [T_NOT_EQUAL] = {LEVEL_COMPARE, PKL_NOT_EQ},
    [T_LESS_GREATER] = {LEVEL_COMPARE, PKL_NOT_EQ}, [T_LESS] = {LEVEL_COMPARE, PKL_LT},
    [T_LESS_EQUAL] = {LEVEL_COMPARE, PKL_LT_E}, [T_GREATER] = {LEVEL_COMPARE, PKL_GT},
    [T_GREATER_EQUAL] = {LEVEL_COMPARE, PKL_GT_E}, [T_IN] = {LEVEL_COMPARE, PKL_IN},
    [T_NOT] = {LEVEL_COMPARE, PKL_NOT_IN}, [T_IS] = {LEVEL_COMPARE, PKL_IS},
    [T_BAR] = {LEVEL_BIT_OR, PKL_BIT_OR}, [T_CARET] = {LEVEL_BIT_XOR, PKL_BIT_XOR},
    [T_AMPERSAND] = {LEVEL_BIT_AND, PKL_BIT_AND},
    [T_LEFT_SHIFT] = {LEVEL_SHIFT, PKL_LSHIFT}, [T_RIGHT_SHIFT] = {LEVEL_SHIFT, PKL_RSHIFT},
    [T_PLUS] = {LEVEL_SUM, PKL_ADD}, [T_MINUS] = {LEVEL_SUM, PKL_SUB},
    [T_STAR] = {LEVEL_TERM, PKL_MULT}, [T_SLASH] = {LEVEL_TERM, PKL_DIV},
    [T_DOUBLE_SLASH] = {LEVEL_TERM, PKL_FLOOR_DIV}, [T_PERCENT] = {LEVEL_TERM, PKL_MOD},
    [T_AT] = {LEVEL_TERM, PKL_MAT_MULT},
};
// clang-format on

static PklNode* binary(Parser* p, Level min);

/* `<>` is `!=` after `from __future__ import barry_as_FLUFL`, and then `!=` is none. */
static bool is_legal_not_equal(Parser* p, TokenType type) {
    bool barry = p->flags & PKL_BARRY_AS_FLUFL;
    if(type == T_NOT_EQUAL && barry) return pkl_raise_here(p, "with Barry as BDFL, use '<>' instead of '!='");
    return type != T_LESS_GREATER || barry;
}

/* The operator of a comparison, of one word or two, or 0. */
static int comparison_operator(Parser* p) {
    TokenType type = pkl_type(p);
    Operator op = binary_operators[type];
    if(op.level != LEVEL_COMPARE) return 0;
    p->before = pkl_peek(p);
    if(type == T_NOT) return pkl_accept(p, T_IN) ? PKL_NOT_IN : 0;
    if(type == T_IS && pkl_accept(p, T_NOT)) return PKL_IS_NOT;
    return is_legal_not_equal(p, type) ? op.op : 0;
}

static PklNode* comparison(Parser* p, PklNode* left, const PklRange* start) {
    int from = p->stacked, count = 0;
    for(;;) {
        Mark mark = pkl_mark(p);
        int op = comparison_operator(p);
        PklNode* right = op ? binary(p, LEVEL_BIT_OR) : NULL;
        if(pkl_failed(p)) return NULL;
        if(!right) {
            pkl_reset(p, mark);
            break;
        }
        if(!pkl_push(p, PKL_NUMBER(op)) || !pkl_push(p, right)) return NULL;
        count++;
    }
    if(count == 0) return left;
    void** pairs = p->stack + from;
    PklSeq* ops = pkl_arena_take(p->arena, sizeof(PklSeq) + (size_t)count * sizeof(void*));
    PklSeq* values = pkl_arena_take(p->arena, sizeof(PklSeq) + (size_t)count * sizeof(void*));
    if(!ops || !values) return pkl_no_memory(p);
    ops->size = values->size = count;
    for(int i = 0; i < count; i++) ops->items[i] = pairs[2 * i], values->items[i] = pairs[2 * i + 1];
    p->stacked = from;
    return pkl_node(p, PKL_Compare, start, left, ops, values);
}

/* `a and b and c` is one node. */
static PklNode* bool_operation(Parser* p, PklNode* left, const PklRange* start, TokenType type) {
    int from = p->stacked;
    if(!pkl_push(p, left)) return NULL;
    for(;;) {
        Mark mark = pkl_mark(p);
        PklNode* right = pkl_accept(p, type) ? binary(p, binary_operators[type].level + 1) : NULL;
        if(pkl_failed(p)) return NULL;
        if(!right) {
            pkl_reset(p, mark);
            break;
        }
        if(!pkl_push(p, right)) return NULL;
    }
    if(p->stacked == from + 1) {
        p->stacked = from;
        return left;
    }
    PklSeq* values = pkl_gather(p, from);
    return values ? pkl_node(p, PKL_BoolOp, start, PKL_NUMBER(binary_operators[type].op), values, NULL) : NULL;
}

/* `a + not b`: behind an operator that binds tighter. */
static bool invalid_not(Parser* p, Rule* operand) {
    if(!p->diagnose || pkl_type(p) != T_NOT) return false;
    Mark mark = pkl_mark(p);
    Token* token = pkl_peek(p);
    if(operand == pkl_factor) p->before = token;
    PklNode* value = operand(p);
    if(value) pkl_raise_span(p, &token->range, &value->range, "'not' after an operator must be parenthesized");
    if(!pkl_failed(p)) pkl_reset(p, mark);
    return pkl_failed(p);
}

static PklNode* arithmetic(Parser* p, PklNode* left, const PklRange* start, TokenType type) {
    p->before = pkl_peek(p);
    if(binary_operators[type].level >= LEVEL_SUM && invalid_not(p, pkl_inversion)) return NULL;
    PklNode* right = binary(p, binary_operators[type].level + 1);
    return right ? pkl_node(p, PKL_BinOp, start, left, PKL_NUMBER(binary_operators[type].op), right) : NULL;
}

/* What follows `left`, of operators that bind as `min` or tighter. An operator without a right operand is left where it
 * is. */
static PklNode* operations(Parser* p, PklNode* left, const PklRange* start, Level min) {
    while(left) {
        TokenType type = pkl_type(p);
        Level level = binary_operators[type].level;
        if(level == NO_LEVEL || level < min) break;
        Mark mark = pkl_mark(p);
        PklNode* whole = level <= LEVEL_AND       ? bool_operation(p, left, start, type)
                         : level == LEVEL_COMPARE ? comparison(p, left, start)
                                                  : arithmetic(p, left, start, type);
        if(pkl_failed(p)) return NULL;
        if(!whole || whole == left) {
            pkl_reset(p, mark);
            break;
        }
        left = whole;
    }
    return left;
}

static PklNode* not_expression(Parser* p) {
    Token* token = pkl_accept(p, T_NOT);
    PklNode* operand = token ? pkl_inversion(p) : NULL;
    return operand ? pkl_node(p, PKL_UnaryOp, &token->range, PKL_NUMBER(PKL_NOT), operand, NULL) : NULL;
}

static PklNode* binary(Parser* p, Level min) {
    bool is_not = min <= LEVEL_NOT && pkl_type(p) == T_NOT;
    const PklRange* start = &pkl_peek(p)->range;
    return operations(p, is_not ? pkl_deeper(p, not_expression) : pkl_factor(p), start, min);
}

static PklNode* disjunction_rule(Parser* p) { return binary(p, LEVEL_OR); }
static PklNode* inversion_rule(Parser* p) { return binary(p, LEVEL_NOT); }
static PklNode* bitwise_or_rule(Parser* p) { return binary(p, LEVEL_BIT_OR); }

PklNode* pkl_disjunction(Parser* p) { return pkl_memoized(p, 'd', disjunction_rule); }
PklNode* pkl_inversion(Parser* p) { return pkl_memoized(p, 'i', inversion_rule); }
PklNode* pkl_bitwise_or(Parser* p) { return pkl_memoized(p, 'b', bitwise_or_rule); }

/* ---- Operators before one operand, and powers ---- */

static PklNode* await_primary(Parser* p) {
    Token* token = pkl_accept(p, T_AWAIT);
    PklNode* value = pkl_primary(p);
    return token && value ? pkl_node(p, PKL_Await, &token->range, value, NULL, NULL) : value;
}

static PklNode* power(Parser* p) {
    const PklRange* start = &pkl_peek(p)->range;
    PklNode* base = await_primary(p);
    if(!base || pkl_type(p) != T_DOUBLE_STAR) return base;
    Mark mark = pkl_mark(p);
    p->before = pkl_peek(p);
    PklNode* exponent = pkl_factor(p);
    if(exponent) return pkl_node(p, PKL_BinOp, start, base, PKL_NUMBER(PKL_POW), exponent);
    if(pkl_failed(p)) return NULL;
    pkl_reset(p, mark);
    return base;
}

static PklNode* factor_rule(Parser* p) {
    Token* token = pkl_peek(p);
    int op = token->type == T_PLUS    ? PKL_UADD
             : token->type == T_MINUS ? PKL_USUB
             : token->type == T_TILDE ? PKL_INVERT
                                      : 0;
    if(op == 0) return power(p);
    p->before = token;
    if(invalid_not(p, pkl_factor)) return NULL;
    PklNode* operand = pkl_factor(p);
    return operand ? pkl_node(p, PKL_UnaryOp, &token->range, PKL_NUMBER(op), operand, NULL) : NULL;
}

PklNode* pkl_factor(Parser* p) { return pkl_memoized(p, 'f', factor_rule); }

/* ---- Expressions ---- */

/* Behind the body. Not a conditional expression after all: just the body. */
static PklNode* conditional(Parser* p, PklNode* body, const PklRange* start) {
    Mark mark = pkl_mark(p);
    PklNode* test = pkl_accept(p, T_IF) ? pkl_disjunction(p) : NULL;
    PklNode* orelse = test && pkl_accept(p, T_ELSE) ? pkl_expression(p) : NULL;
    if(orelse) return pkl_node(p, PKL_IfExp, start, test, body, orelse);
    if(pkl_failed(p)) return NULL;
    pkl_reset(p, mark);
    return body;
}

static PklNode* plain_expression(Parser* p) {
    if(pkl_type(p) == T_LAMBDA) return pkl_lambda(p);
    const PklRange* start = &pkl_peek(p)->range;
    PklNode* body = pkl_disjunction(p);
    return body ? conditional(p, body, start) : NULL;
}

static PklNode* expression_rule(Parser* p) {
    if(p->diagnose && pkl_invalid_expression(p)) return NULL;
    return plain_expression(p);
}

PklNode* pkl_expression(Parser* p) { return pkl_memoized(p, 'e', expression_rule); }

/* As `expression`, but looks for no mistakes in it. */
PklNode* pkl_expression_without_invalid(Parser* p) {
    bool diagnose = p->diagnose;
    p->diagnose = false;
    PklNode* node = pkl_deeper(p, plain_expression);
    p->diagnose = diagnose;
    return node;
}

PklNode* pkl_assignment_expression(Parser* p) {
    if(pkl_type(p) != T_NAME || pkl_second_type(p) != T_WALRUS) return NULL;
    PklNode* target = pkl_name(p);
    if(!target || !pkl_accept(p, T_WALRUS)) return NULL;
    target->as.Name.ctx = PKL_STORE;
    PklNode* value = pkl_expression(p);
    return value ? pkl_node(p, PKL_NamedExpr, &target->range, target, value, NULL) : NULL;
}

PklNode* pkl_named_expression(Parser* p) {
    Mark mark = pkl_mark(p);
    PklNode* named = pkl_assignment_expression(p);
    if(named || pkl_failed(p)) return named;
    pkl_reset(p, mark);
    if(p->diagnose && pkl_invalid_named_expression(p)) return NULL;
    PklNode* value = pkl_expression(p);
    return value && pkl_type(p) != T_WALRUS ? value : NULL;
}

static PklNode* starred(Parser* p, Rule* rule) {
    Token* star = pkl_accept(p, T_STAR);
    PklNode* value = star ? rule(p) : NULL;
    return value ? pkl_node(p, PKL_Starred, &star->range, value, PKL_NUMBER(PKL_LOAD), NULL) : NULL;
}

PklNode* pkl_star_expression(Parser* p) {
    return pkl_type(p) == T_STAR ? starred(p, pkl_bitwise_or) : pkl_expression(p);
}

PklNode* pkl_star_named_expression(Parser* p) {
    return pkl_type(p) == T_STAR ? starred(p, pkl_bitwise_or) : pkl_named_expression(p);
}

PklNode* pkl_starred_expression(Parser* p) {
    if(p->diagnose && pkl_invalid_starred_expression(p)) return NULL;
    return starred(p, pkl_expression);
}

/* One item, or a tuple of several or of one with a comma. */
static PklNode* maybe_tuple(Parser* p, Rule* item) {
    const PklRange* start = &pkl_peek(p)->range;
    PklNode* first = item(p);
    if(!first || pkl_type(p) != T_COMMA) return first;
    int from = p->stacked;
    if(!pkl_push(p, first)) return NULL;
    while(pkl_accept(p, T_COMMA)) {
        Mark mark = pkl_mark(p);
        if(pkl_push(p, item(p))) continue;
        if(pkl_failed(p)) return NULL;
        pkl_reset(p, mark);
        break;
    }
    PklSeq* items = pkl_gather(p, from);
    return items ? pkl_node(p, PKL_Tuple, start, items, PKL_NUMBER(PKL_LOAD), NULL) : NULL;
}

PklNode* pkl_star_expressions(Parser* p) { return maybe_tuple(p, pkl_star_expression); }
PklNode* pkl_expressions(Parser* p) { return maybe_tuple(p, pkl_expression); }
PklNode* pkl_subject(Parser* p) { return maybe_tuple(p, pkl_star_named_expression); }

PklNode* pkl_yield_expression(Parser* p) {
    Token* token = pkl_accept(p, T_YIELD);
    if(!token) return NULL;
    Mark mark = pkl_mark(p);
    bool from = pkl_accept(p, T_FROM);
    PklNode* value = from ? pkl_expression(p) : pkl_star_expressions(p);
    if(pkl_failed(p)) return NULL;
    if(!value) pkl_reset(p, mark);
    return pkl_node(p, from && value ? PKL_YieldFrom : PKL_Yield, &token->range, value, NULL, NULL);
}

PklNode* pkl_value(Parser* p) { return pkl_type(p) == T_YIELD ? pkl_yield_expression(p) : pkl_star_expressions(p); }
