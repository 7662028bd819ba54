/* Mistakes in statements, parameters, patterns and the fields of strings. */
#include "mistakes.h"

static const char only_single[] = "only single target (not %s) can be annotated";

/* ---- Simple statements ---- */

// clang-format off
static const Mistake assignments[] = {
    {{A, LIST_OR_TUPLE, T_COLON, EXPRESSION, DONE}, AT, only_single},
    {{A, STAR_NAMED, T_COMMA, STAR_NAMED_LISTS, T_COLON, EXPRESSION, DONE}, AT,
     "only single target (not tuple) can be annotated"},
    {{A, EXPRESSION, T_COLON, EXPRESSION, DONE}, AT, "illegal target for annotation"},
    {{TARGET_ASSIGNMENTS, A, STAR_EXPRESSIONS, T_EQUAL, DONE}, TARGETS, "assign to"},
    {{TARGET_ASSIGNMENTS, A, YIELD, T_EQUAL, DONE}, AT, "assignment to yield expression not possible"},
    {{A, STAR_EXPRESSIONS, AUGMENTED_SIGN, VALUE, DONE}, AT, "'%s' is an illegal expression for augmented assignment"},
    {{0}, 0, NULL},
};
// clang-format on

bool pkl_invalid_assignment(Parser* p) { return pkl_mistakes(p, assignments); }

// clang-format off
static const Mistake imports[] = {
    {{A, T_IMPORT, DOTTED_NAMES, T_FROM, DOTTED_NAME, DONE}, FROM,
    "Did you mean to use 'from ... import ...' instead?"},
    {{T_IMPORT, A, T_NEWLINE, DONE}, FROM, "Expected one or more names after 'import'"},
    {{0}, 0, NULL},
};
// clang-format on

bool pkl_invalid_import(Parser* p) { return pkl_mistakes(p, imports); }

// clang-format off
static const Mistake imported_names[] = {
    {{A, T_NEWLINE, DONE}, FROM, "Expected one or more names after 'import'"},
    {{0}, 0, NULL},
};
// clang-format on

static PklNode* plain_alias(Parser* p) {
    PklNode* name = pkl_name(p);
    if(name && pkl_accept(p, T_AS)) return pkl_name(p);
    return name;
}

bool pkl_invalid_imported_names(Parser* p) {
    Mark mark = pkl_mark(p);
    if(pkl_list(p, plain_alias, false) && pkl_accept(p, T_COMMA) && pkl_accept(p, T_NEWLINE)) {
        pkl_raise_here(p, "trailing comma not allowed without surrounding parentheses");
    }
    if(pkl_failed(p)) return true;
    pkl_reset(p, mark);
    return pkl_mistakes(p, imported_names);
}

/* Behind `as`: a name and the end of the item? */
static bool at_good_alias(Parser* p) {
    if(pkl_type(p) != T_NAME) return false;
    TokenType type = pkl_second_type(p);
    return type == T_COMMA || type == T_RPAREN || type == T_SEMICOLON || type == T_NEWLINE;
}

bool pkl_invalid_alias(Parser* p, bool dotted) {
    Mark mark = pkl_mark(p);
    bool named = dotted ? pkl_dotted_name(p) != NULL : pkl_accept(p, T_NAME) != NULL;
    if(named && pkl_accept(p, T_AS) && !at_good_alias(p)) {
        PklNode* target = pkl_expression(p);
        if(target)
            pkl_raise_at(p, PKL_SYNTAX_ERROR, &target->range, "cannot use %s as import target",
                         pkl_expression_name(target));
    }
    if(!pkl_failed(p)) pkl_reset(p, mark);
    return pkl_failed(p);
}

/* ---- with, except ---- */

// clang-format off
static const Mistake with_targets[] = {
    {{T_AS, A, EXPRESSION, AHEAD, T_COMMA, DONE}, TARGETS, "assign to"},
    {{T_AS, A, EXPRESSION, AHEAD, T_RPAREN, DONE}, TARGETS, "assign to"},
    {{T_AS, A, EXPRESSION, AHEAD, T_COLON, DONE}, TARGETS, "assign to"},
    {{0}, 0, NULL},
};
// clang-format on

bool pkl_invalid_with_target(Parser* p) { return pkl_mistakes(p, with_targets); }

static PklNode* with_item_of(Parser* p, Rule* rule) {
    PklNode* value = rule(p);
    Mark mark = pkl_mark(p);
    if(value && pkl_accept(p, T_AS) && !pkl_star_target(p) && !pkl_failed(p)) pkl_reset(p, mark);
    return value;
}

static PklNode* plain_item(Parser* p) { return with_item_of(p, pkl_expression); }
static PklNode* item_in_parentheses(Parser* p) { return with_item_of(p, pkl_expressions); }

/* Behind `with`: items, and the end of the line without a colon. */
static bool with_items(Parser* p) {
    if(pkl_list(p, plain_item, false) && pkl_accept(p, T_NEWLINE)) pkl_raise_here(p, "expected ':'");
    return pkl_failed(p);
}

static bool with_items_in_parentheses(Parser* p) {
    if(!pkl_accept(p, T_LPAREN) || !pkl_list(p, item_in_parentheses, true) || !pkl_accept(p, T_RPAREN))
        return pkl_failed(p);
    if(pkl_accept(p, T_NEWLINE)) pkl_raise_here(p, "expected ':'");
    return pkl_failed(p);
}

bool pkl_invalid_with(Parser* p) {
    Mark mark = pkl_mark(p);
    if(with_items(p)) return true;
    pkl_reset(p, mark);
    if(with_items_in_parentheses(p)) return true;
    pkl_reset(p, mark);
    return false;
}

// clang-format off
static const Mistake excepts[] = {
    {{A, EXPRESSION, T_COMMA, EXPRESSIONS, T_AS, T_NAME, T_COLON, DONE}, FROM,
     "multiple exception types must be parenthesized when using 'as'"},
    {{0}, 0, NULL},
};
// clang-format on

// clang-format off
static const Mistake missing_types[] = {
    {{A, T_NEWLINE, DONE}, LAST, "expected one or more exception types"},
    {{A, T_COLON, DONE}, LAST, "expected one or more exception types"},
    {{0}, 0, NULL},
};
// clang-format on

/* Behind `except` or `except*`. */
bool pkl_invalid_except(Parser* p, bool star) {
    if(pkl_mistakes(p, excepts) || (star && pkl_mistakes(p, missing_types))) return true;
    Mark mark = pkl_mark(p);
    PklNode* target = pkl_expression(p) && pkl_accept(p, T_AS) ? pkl_expression(p) : NULL;
    if(target && target->kind != PKL_Name && pkl_suite(p, "", p->before)) {
        pkl_raise_at(p, PKL_SYNTAX_ERROR, &target->range, "cannot use except%s statement with %s", star ? "*" : "",
                     pkl_expression_name(target));
    }
    if(!pkl_failed(p)) pkl_reset(p, mark);
    return pkl_failed(p);
}

/* ---- Parameters ---- */

bool pkl_invalid_type_param(Parser* p) {
    Mark mark = pkl_mark(p);
    bool many = pkl_accept(p, T_STAR) != NULL;
    Token* colon = (many || pkl_accept(p, T_DOUBLE_STAR)) && pkl_accept(p, T_NAME) ? pkl_accept(p, T_COLON) : NULL;
    PklNode* bound = colon ? pkl_expression(p) : NULL;
    if(bound) {
        pkl_raise_from(p, &colon->range, "cannot use %s with %s", bound->kind == PKL_Tuple ? "constraints" : "bound",
                       many ? "TypeVarTuple" : "ParamSpec");
    }
    if(!pkl_failed(p)) pkl_reset(p, mark);
    return pkl_failed(p);
}

/* ---- Patterns ---- */

// clang-format off
static const Mistake as_patterns[] = {
    {{T_AS, A, EXPRESSION, DONE}, AT, "cannot use %s as pattern target"},
    {{0}, 0, NULL},
};
// clang-format on

/* At `as`. */
void* pkl_invalid_as_pattern(Parser* p) {
    Token* target = pkl_peek(p)->next;
    if(target && target->soft == T_UNDERSCORE)
        return pkl_raise_at(p, PKL_SYNTAX_ERROR, &target->range, "cannot use '_' as a target");
    pkl_mistakes(p, as_patterns);
    return NULL;
}

/* At a pattern behind named ones. */
void* pkl_invalid_class_pattern(Parser* p) {
    PklNode *first = pkl_pattern(p), *last = first;
    for(;;) {
        Mark mark = pkl_mark(p);
        PklNode* next = first && pkl_accept(p, T_COMMA) ? pkl_pattern(p) : NULL;
        if(!next) {
            if(!pkl_failed(p)) pkl_reset(p, mark);
            break;
        }
        last = next;
    }
    if(first && !pkl_failed(p))
        pkl_raise_span(p, &first->range, &last->range, "positional patterns follow keyword patterns");
    return NULL;
}

void* pkl_invalid_mapping_pattern(Parser* p) {
    (void)p;
    return NULL;
}

/* ---- Fields of f-strings and t-strings ---- */

static bool ends_field(TokenType type) {
    return type == T_EQUAL || type == T_EXCLAMATION || type == T_COLON || type == T_RBRACE;
}

/* Behind the value: `=`, a conversion and a format may come, in this order, then `}`. */
static bool invalid_field_end(Parser* p, char prefix) {
    if(!ends_field(pkl_type(p))) return pkl_raise_next(p, "%c-string: expecting '=', or '!', or ':', or '}'", prefix);
    if(pkl_accept(p, T_EQUAL) && (!ends_field(pkl_type(p)) || pkl_type(p) == T_EQUAL)) {
        return pkl_raise_next(p, "%c-string: expecting '!', or ':', or '}'", prefix);
    }
    if(pkl_accept(p, T_EXCLAMATION)) {
        TokenType type = pkl_type(p);
        if(type == T_COLON || type == T_RBRACE)
            return pkl_raise_next(p, "%c-string: missing conversion character", prefix);
        if(!pkl_accept(p, T_NAME)) return pkl_raise_next(p, "%c-string: invalid conversion character", prefix);
    }
    if(pkl_type(p) == T_RBRACE) return false;
    if(!pkl_accept(p, T_COLON)) return pkl_raise_next(p, "%c-string: expecting ':' or '}'", prefix);
    for(TokenType type; type = pkl_type(p), type == T_FSTRING_MIDDLE || type == T_LBRACE;) {
        if(type == T_LBRACE && !pkl_push_field(p, 'f', false)) return pkl_failed(p);
        if(type != T_LBRACE) p->before = pkl_peek(p);
    }
    if(pkl_type(p) != T_RBRACE) return pkl_raise_next(p, "%c-string: expecting '}', or format specs", prefix);
    return false;
}

bool pkl_invalid_field(Parser* p, char prefix) {
    pkl_accept(p, T_LBRACE);
    Token* first = pkl_peek(p);
    if(ends_field((TokenType)first->type)) {
        pkl_raise_at(p, PKL_SYNTAX_ERROR, &first->range, "%c-string: valid expression required before '%.*s'", prefix,
                     (int)(first->end - first->start), first->start);
        return true;
    }
    Mark mark = pkl_mark(p);
    if(!pkl_value(p)) {
        if(pkl_failed(p)) return true;
        pkl_reset(p, mark);
        pkl_raise_next(p, "%c-string: expecting a valid expression after '{'", prefix);
        return true;
    }
    return invalid_field_end(p, prefix) || pkl_failed(p);
}
