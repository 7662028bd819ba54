/* Mistakes in expressions, calls and displays. */
#include "mistakes.h"

static const char maybe_equal[] = "invalid syntax. Maybe you meant '==' or ':=' instead of '='?";
static const char maybe_double_equal[] = "cannot assign to %s here. Maybe you meant '==' instead of '='?";
static const char parenthesize_generator[] = "Generator expression must be parenthesized";
static const char forgot_target_parentheses[] = "did you forget parentheses around the comprehension target?";

/* ---- Expressions ---- */

/* Two expressions side by side in brackets. */
static bool missing_comma(Parser* p) {
    Mark mark = pkl_mark(p);
    Token* first = pkl_peek(p);
    bool prefixed = first->type == T_NAME &&
                    (pkl_second_type(p) == T_STRING || (first->soft >= T_SOFT_FIRST && first->soft <= T_SOFT_LAST));
    PklNode* a = prefixed ? NULL : pkl_disjunction(p);
    PklNode* b = a ? pkl_expression_without_invalid(p) : NULL;
    bool legacy = a && a->kind == PKL_Name && (first->soft == T_PRINT || first->soft == T_EXEC);
    if(b && !legacy && p->before->level > 0)
        pkl_raise_span(p, &a->range, &b->range, "invalid syntax. Perhaps you forgot a comma?");
    if(!pkl_failed(p)) pkl_reset(p, mark);
    return pkl_failed(p);
}

/* `"one "two" three"`: between strings stand expressions. */
static bool text_between_strings(Parser* p) {
    Mark mark = pkl_mark(p);
    PklNode *first = NULL, *last = NULL;
    if(pkl_accept(p, T_STRING)) {
        while(pkl_type(p) != T_STRING) {
            PklNode* node = pkl_expression_without_invalid(p);
            if(!node) break;
            if(!first) first = node;
            last = node;
        }
        if(first && pkl_accept(p, T_STRING)) {
            pkl_raise_span(p, &first->range, &last->range,
                           "invalid syntax. Is this intended to be part of the string?");
        }
    }
    if(!pkl_failed(p)) pkl_reset(p, mark);
    return pkl_failed(p);
}

/* What stands behind any name is read, so mistakes there are found from here too. */
static bool legacy_statement(Parser* p) {
    Token* name = pkl_peek(p);
    if(name->type != T_NAME) return false;
    Mark mark = pkl_mark(p);
    p->before = name;
    PklNode* value = pkl_type(p) == T_LPAREN ? NULL : pkl_star_expressions(p);
    if(value && (name->soft == T_PRINT || name->soft == T_EXEC)) {
        const char* text = name->name->data;
        pkl_raise_span(p, &name->range, &value->range, "Missing parentheses in call to '%s'. Did you mean %s(...)?",
                       text, text);
    }
    if(!pkl_failed(p)) pkl_reset(p, mark);
    return pkl_failed(p);
}

// clang-format off
static const Mistake expressions[] = {
    {{DISJUNCTION, T_IF, DISJUNCTION, T_ELSE, NOT, EXPRESSION, DONE}, NEXT,
     "expected expression after 'else', but statement is given"},
    {{A, WORD_STATEMENT, T_IF, DISJUNCTION, T_ELSE, SIMPLE_STATEMENT, DONE}, AT,
     "expected expression before 'if', but statement is given"},
    {{A, T_LAMBDA, MAYBE, LAMBDA_PARAMETERS, B, T_COLON, AHEAD, T_FSTRING_MIDDLE, DONE}, SPAN,
     "f-string: lambda expressions are not allowed without parentheses"},
    {{A, T_LAMBDA, MAYBE, LAMBDA_PARAMETERS, B, T_COLON, AHEAD, T_TSTRING_MIDDLE, DONE}, SPAN,
     "t-string: lambda expressions are not allowed without parentheses"},
    {{0}, 0, NULL},
};
// clang-format on

// clang-format off
static const Mistake without_else[] = {
    {{A, DISJUNCTION, T_IF, B, DISJUNCTION, NOT, T_ELSE, NOT, T_COLON, DONE}, SPAN,
    "expected 'else' after 'if' expression"},
    {{0}, 0, NULL},
};
// clang-format on

bool pkl_invalid_expression(Parser* p) {
    return text_between_strings(p) || missing_comma(p) || pkl_mistakes(p, without_else) ||
           pkl_mistakes(p, expressions) || legacy_statement(p);
}

// clang-format off
static const Mistake named_expressions[] = {
    {{A, EXPRESSION, T_WALRUS, EXPRESSION, DONE}, AT, "cannot use assignment expressions with %s"},
    {{A, T_NAME, T_EQUAL, B, BITWISE_OR, NOT, T_EQUAL, NOT, T_WALRUS, DONE}, SPAN, maybe_equal},
    {{NOT, NO_TARGET, A, BITWISE_OR, T_EQUAL, BITWISE_OR, NOT, T_EQUAL, NOT, T_WALRUS, DONE}, AT, maybe_double_equal},
    {{0}, 0, NULL},
};
// clang-format on

static PklNode* look_at_named_expression(Parser* p) {
    pkl_mistakes(p, named_expressions);
    return NULL;
}

/* Looked for once at each place: it reads what is in brackets, and so all brackets in them. */
bool pkl_invalid_named_expression(Parser* p) {
    Mark mark = pkl_mark(p);
    pkl_memoized(p, 'n', look_at_named_expression);
    if(!pkl_failed(p)) pkl_reset(p, mark);
    return pkl_failed(p);
}

// clang-format off
static const Mistake starred_expressions[] = {
    {{A, T_STAR, EXPRESSION, T_EQUAL, B, EXPRESSION, DONE}, SPAN, "cannot assign to iterable argument unpacking"},
    {{T_STAR, NOT, EXPRESSION, DONE}, LAST, "Invalid star expression"},
    {{0}, 0, NULL},
};
// clang-format on

bool pkl_invalid_starred_expression(Parser* p) { return pkl_mistakes(p, starred_expressions); }

/* ---- Displays and comprehensions ---- */

// clang-format off
static const Mistake comprehensions[] = {
    {{A, STARRED, FOR_CLAUSES, DONE}, AT, "iterable unpacking cannot be used in comprehension"},
    {{0}, 0, NULL},
};
// clang-format on

// clang-format off
static const Mistake comprehension_targets[] = {
    {{A, STAR_NAMED, T_COMMA, B, STAR_NAMED_LIST, FOR_CLAUSES, DONE}, SPAN, forgot_target_parentheses},
    {{A, STAR_NAMED, B, T_COMMA, FOR_CLAUSES, DONE}, SPAN, forgot_target_parentheses},
    {{0}, 0, NULL},
};
// clang-format on

bool pkl_invalid_comprehension(Parser* p) {
    Mark mark = pkl_mark(p);
    p->before = pkl_peek(p);
    bool generator = p->before->type == T_LPAREN;
    bool raised = pkl_mistakes(p, comprehensions) || (!generator && pkl_mistakes(p, comprehension_targets));
    if(!raised) pkl_reset(p, mark);
    return raised;
}

// clang-format off
static const Mistake dict_comprehensions[] = {
    {{T_LBRACE, A, T_DOUBLE_STAR, BITWISE_OR, FOR_CLAUSES, T_RBRACE, DONE}, AT,
    "dict unpacking cannot be used in dict comprehension"},
    {{0}, 0, NULL},
};
// clang-format on

bool pkl_invalid_dict_comprehension(Parser* p) { return pkl_mistakes(p, dict_comprehensions); }

// clang-format off
static const Mistake groups[] = {
    {{T_LPAREN, A, STARRED, T_RPAREN, DONE}, AT, "cannot use starred expression here"},
    {{T_LPAREN, A, T_DOUBLE_STAR, EXPRESSION, T_RPAREN, DONE}, AT, "cannot use double starred expression here"},
    {{0}, 0, NULL},
};
// clang-format on

bool pkl_invalid_group(Parser* p) { return pkl_mistakes(p, groups); }

// clang-format off
static const Mistake pairs[] = {
    {{EXPRESSION, T_COLON, A, T_STAR, BITWISE_OR, DONE}, FROM, "cannot use a starred expression in a dictionary value"},
    {{EXPRESSION, A, T_COLON, AHEAD, T_RBRACE, DONE}, AT, "expression expected after dictionary key and ':'"},
    {{EXPRESSION, A, T_COLON, AHEAD, T_COMMA, DONE}, AT, "expression expected after dictionary key and ':'"},
    {{0}, 0, NULL},
};
// clang-format on

static bool missing_colon(Parser* p) {
    Mark mark = pkl_mark(p);
    PklNode* key = pkl_expression(p);
    if(key && pkl_type(p) != T_COLON) {
        PklRange range = {key->range.lineno, key->range.end_col_offset - 1, key->range.end_lineno, -1};
        pkl_raise_at(p, PKL_SYNTAX_ERROR, &range, "':' expected after dictionary key");
    }
    if(!pkl_failed(p)) pkl_reset(p, mark);
    return pkl_failed(p);
}

static bool good_pair(Parser* p) {
    if(pkl_accept(p, T_DOUBLE_STAR)) return pkl_bitwise_or(p);
    return pkl_expression(p) && pkl_accept(p, T_COLON) && pkl_expression(p);
}

/* Behind the brace: pairs, then one that is none. */
bool pkl_invalid_dict(Parser* p) {
    Mark start = pkl_mark(p);
    for(bool first = true;; first = false) {
        Mark mark = pkl_mark(p);
        if(good_pair(p) && pkl_accept(p, T_COMMA)) continue;
        if(pkl_failed(p)) return true;
        pkl_reset(p, mark);
        if(!first && missing_colon(p)) return true;
        if(pkl_mistakes(p, pairs)) return true;
        break;
    }
    pkl_reset(p, start);
    return false;
}

// clang-format off
static const Mistake for_clauses[] = {
    {{MAYBE, T_ASYNC, T_FOR, LOOP_VARIABLES, NOT, T_IN, DONE}, LAST, "'in' expected after for-loop variables"},
    {{MAYBE, T_ASYNC, T_FOR, A, STAR_EXPRESSIONS, DONE}, TARGETS, "for"},
    {{0}, 0, NULL},
};
// clang-format on

bool pkl_invalid_for_clause(Parser* p) { return pkl_mistakes(p, for_clauses); }

/* ---- Calls ---- */

// clang-format off
static const Mistake keywords[] = {
    {{A, T_TRUE, B, T_EQUAL, DONE}, SPAN, "cannot assign to True"},
    {{A, T_FALSE, B, T_EQUAL, DONE}, SPAN, "cannot assign to False"},
    {{A, T_NONE, B, T_EQUAL, DONE}, SPAN, "cannot assign to None"},
    {{A, T_NAME, B, T_EQUAL, EXPRESSION, FOR_CLAUSES, DONE}, SPAN, maybe_equal},
    {{0}, 0, NULL},
};
// clang-format on

// clang-format off
static const Mistake not_a_name[] = {
    {{A, EXPRESSION, B, T_EQUAL, DONE}, SPAN, "expression cannot contain assignment, perhaps you meant \"==\"?"},
    {{0}, 0, NULL},
};
// clang-format on

// clang-format off
static const Mistake unpacked_keywords[] = {
    {{A, T_DOUBLE_STAR, EXPRESSION, T_EQUAL, B, EXPRESSION, DONE}, SPAN, "cannot assign to keyword argument unpacking"},
    {{0}, 0, NULL},
};
// clang-format on

bool pkl_invalid_keyword(Parser* p) {
    bool named = pkl_type(p) == T_NAME && pkl_second_type(p) == T_EQUAL;
    return pkl_mistakes(p, keywords) || (!named && pkl_mistakes(p, not_a_name)) || pkl_mistakes(p, unpacked_keywords);
}

// clang-format off
static const Mistake arguments[] = {
    {{A, EXPRESSION, B, FOR_CLAUSES, T_COMMA, MAYBE, ARGS, DONE}, SPAN, parenthesize_generator},
    {{A, T_NAME, B, T_EQUAL, EXPRESSION, FOR_CLAUSES, DONE}, SPAN, maybe_equal},
    {{ARGS, T_COMMA, A, T_NAME, B, T_EQUAL, AHEAD, T_COMMA, DONE}, SPAN, "expected argument value expression"},
    {{ARGS, T_COMMA, A, T_NAME, B, T_EQUAL, AHEAD, T_RPAREN, DONE}, SPAN, "expected argument value expression"},
    {{A, T_NAME, B, T_EQUAL, AHEAD, T_COMMA, DONE}, SPAN, "expected argument value expression"},
    {{A, T_NAME, B, T_EQUAL, AHEAD, T_RPAREN, DONE}, SPAN, "expected argument value expression"},
    {{0}, 0, NULL},
};
// clang-format on

// clang-format off
static const Mistake last_arguments[] = {
    {{ARGS, T_COMMA, A, EXPRESSION, B, FOR_CLAUSES, DONE}, SPAN, parenthesize_generator},
    {{0}, 0, NULL},
};
// clang-format on

static bool has_unpacking(const PklNode* call) {
    const PklSeq* keywords_of = call->as.Call.keywords;
    for(int i = 0; i < keywords_of->size; i++) {
        if(!pkl_at(keywords_of, i)->as.keyword.arg) return true;
    }
    return false;
}

/* `f(**a, *b)` */
static bool star_after_unpacking(Parser* p) {
    Mark mark = pkl_mark(p);
    PklNode* call = pkl_args(p);
    Token* comma = call && call->as.Call.keywords->size > 0 ? pkl_accept(p, T_COMMA) : NULL;
    if(comma && pkl_type(p) == T_STAR && pkl_starred_expression(p) && pkl_type(p) != T_EQUAL) {
        pkl_raise_from(p, &comma->range, "iterable argument unpacking follows keyword argument unpacking");
    }
    if(!pkl_failed(p)) pkl_reset(p, mark);
    return pkl_failed(p);
}

/* `f(a, x for x in y)` */
static bool generator_after_arguments(Parser* p) {
    Mark mark = pkl_mark(p);
    PklNode* call = pkl_args(p);
    PklSeq* clauses = call ? pkl_for_clauses(p) : NULL;
    if(clauses && call->as.Call.args->size > 1) {
        const PklNode* last = pkl_at(clauses, clauses->size - 1);
        const PklSeq* ifs = last->as.comprehension.ifs;
        const PklNode* end = ifs->size ? pkl_at(ifs, ifs->size - 1) : last->as.comprehension.iter;
        pkl_raise_span(p, &pkl_at(call->as.Call.args, call->as.Call.args->size - 1)->range, &end->range,
                       parenthesize_generator);
    }
    if(!pkl_failed(p)) pkl_reset(p, mark);
    return pkl_failed(p);
}

static bool positional_after_keyword(Parser* p) {
    Mark mark = pkl_mark(p);
    PklNode* call = pkl_args(p);
    if(call && pkl_accept(p, T_COMMA) && pkl_args(p)) {
        pkl_raise_here(p, "positional argument follows keyword argument%s", has_unpacking(call) ? " unpacking" : "");
    }
    if(!pkl_failed(p)) pkl_reset(p, mark);
    return pkl_failed(p);
}

bool pkl_invalid_arguments(Parser* p) {
    return star_after_unpacking(p) || pkl_mistakes(p, arguments) || generator_after_arguments(p) ||
           pkl_mistakes(p, last_arguments) || positional_after_keyword(p);
}
