/* Statements with blocks. */
#include "parser.h"

/* ---- Blocks ---- */

static bool push_statement(Parser* p) {
    Mark mark = pkl_mark(p);
    PklNode* node = pkl_compound(p);
    if(node) return pkl_push(p, node);
    if(pkl_failed(p)) return false;
    pkl_reset(p, mark);
    return pkl_push_simple_statements(p);
}

/* One or more; ends where none can be read. */
PklSeq* pkl_statements(Parser* p) {
    int from = p->stacked;
    for(;;) {
        Mark mark = pkl_mark(p);
        TokenType type = pkl_type(p);
        if(type == T_DEDENT || type == T_END || !push_statement(p)) {
            if(pkl_failed(p)) return NULL;
            pkl_reset(p, mark);
            break;
        }
    }
    return p->stacked > from ? pkl_gather(p, from) : NULL;
}

static void* missing_block(Parser* p, const char* what, const Token* head) {
    return pkl_raise_last(p, PKL_INDENTATION_ERROR, "expected an indented block after %s on line %d", what,
                          head->range.lineno);
}

/* Behind the colon of `what`, which began at `head`. */
static PklSeq* block(Parser* p, const char* what, const Token* head) {
    if(!pkl_accept(p, T_NEWLINE)) {
        int from = p->stacked;
        return pkl_push_simple_statements(p) ? pkl_gather(p, from) : NULL;
    }
    if(!pkl_accept(p, T_INDENT)) return p->diagnose ? missing_block(p, what, head) : NULL;
    PklSeq* body = p->depth < PKL_RULES_MAX ? pkl_statements(p) : NULL;
    return body && pkl_accept(p, T_DEDENT) ? body : NULL;
}

/* A colon and a block. Only at the end of the line is it the colon that is missing. */
PklSeq* pkl_suite(Parser* p, const char* what, const Token* head) {
    if(pkl_accept(p, T_COLON)) return block(p, what, head);
    if(p->diagnose && pkl_type(p) == T_NEWLINE) pkl_raise_here(p, "expected ':'");
    return NULL;
}

/* Here the colon must come, whatever else does. */
static PklSeq* strict_suite(Parser* p, const char* what, const Token* head) {
    if(pkl_accept(p, T_COLON)) return block(p, what, head);
    if(!pkl_failed(p)) pkl_raise_at(p, PKL_SYNTAX_ERROR, &pkl_peek(p)->range, "expected ':'");
    return NULL;
}

/* `else:` or `finally:` with its block, or no statements. */
static PklSeq* optional_suite(Parser* p, TokenType type, const char* what) {
    Token* head = pkl_accept(p, type);
    if(!head) return pkl_failed(p) ? NULL : pkl_none(p);
    PklSeq* body = strict_suite(p, what, head);
    if(body && p->diagnose && type == T_ELSE && pkl_type(p) == T_ELIF) {
        return pkl_raise_here(p, "'elif' block follows an 'else' block");
    }
    return body;
}

static PklSeq* else_suite(Parser* p) { return optional_suite(p, T_ELSE, "'else' statement"); }

/* ---- if, while, for, with ---- */

/* Every `elif` is the only statement of the `else` before it. Read in a loop: there may be many. */
static PklNode* if_statement(Parser* p) {
    int from = p->stacked;
    PklSeq* tail = NULL;
    for(bool first = true; first || pkl_type(p) == T_ELIF; first = false) {
        Token* head = p->before = pkl_peek(p);
        PklNode* test = pkl_named_expression(p);
        PklSeq* body = test ? pkl_suite(p, first ? "'if' statement" : "'elif' statement", head) : NULL;
        if(!body || !pkl_push(p, pkl_node(p, PKL_If, &head->range, test, body, NULL))) return NULL;
    }
    tail = else_suite(p);
    if(!tail) return NULL;
    const PklRange* end = &p->before->solid->range;
    while(p->stacked > from) {
        PklNode* node = p->stack[--p->stacked];
        node->as.If.orelse = tail;
        node->range.end_lineno = end->end_lineno;
        node->range.end_col_offset = end->end_col_offset;
        if(p->stacked == from) return node;
        int alone = p->stacked;
        if(!pkl_push(p, node) || !(tail = pkl_gather(p, alone))) return NULL;
    }
    return NULL;
}

static PklNode* while_statement(Parser* p) {
    Token* head = pkl_accept(p, T_WHILE);
    PklNode* test = pkl_named_expression(p);
    PklSeq* body = test ? pkl_suite(p, "'while' statement", head) : NULL;
    PklSeq* orelse = body ? else_suite(p) : NULL;
    return orelse ? pkl_node(p, PKL_While, &head->range, test, body, orelse) : NULL;
}

static PklNode* for_statement(Parser* p, const Token* start) {
    Token* head = pkl_accept(p, T_FOR);
    Mark mark = pkl_mark(p);
    PklNode* target = pkl_star_targets(p);
    if(!target || !pkl_accept(p, T_IN)) {
        if(p->diagnose && !pkl_failed(p)) {
            pkl_reset(p, mark);
            pkl_invalid_targets(p, pkl_star_expressions(p), "for");
        }
        return NULL;
    }
    PklNode* iter = pkl_star_expressions(p);
    PklSeq* body = iter ? pkl_suite(p, "'for' statement", head) : NULL;
    PklSeq* orelse = body ? else_suite(p) : NULL;
    PklNode* node =
        orelse ? pkl_node(p, start == head ? PKL_For : PKL_AsyncFor, &start->range, target, iter, body) : NULL;
    if(node) node->as.For.orelse = orelse;
    return node;
}

static PklNode* with_item(Parser* p) {
    PklNode* value = pkl_expression(p);
    if(!value) return NULL;
    Mark mark = pkl_mark(p);
    PklNode* target = NULL;
    if(pkl_accept(p, T_AS)) {
        target = pkl_star_target(p);
        TokenType type = target ? pkl_type(p) : T_END;
        if(pkl_failed(p)) return NULL;
        if(type != T_COMMA && type != T_RPAREN && type != T_COLON) {
            pkl_reset(p, mark);
            if(p->diagnose && pkl_invalid_with_target(p)) return NULL;
            pkl_reset(p, mark);
            target = NULL;
        }
    }
    return pkl_plain_node(p, PKL_withitem, value, target, NULL);
}

/* In parentheses, if the colon follows them. */
static PklSeq* with_items(Parser* p) {
    Mark mark = pkl_mark(p);
    if(pkl_accept(p, T_LPAREN)) {
        PklSeq* items = pkl_list(p, with_item, true);
        if(items && pkl_accept(p, T_RPAREN) && pkl_type(p) == T_COLON) return items;
        if(pkl_failed(p)) return NULL;
        pkl_reset(p, mark);
    }
    return pkl_list(p, with_item, false);
}

static PklNode* with_statement(Parser* p, const Token* start) {
    Token* head = pkl_accept(p, T_WITH);
    if(p->diagnose && pkl_invalid_with(p)) return NULL;
    PklSeq* items = with_items(p);
    PklSeq* body = items ? pkl_suite(p, "'with' statement", head) : NULL;
    return body ? pkl_node(p, start == head ? PKL_With : PKL_AsyncWith, &start->range, items, body, NULL) : NULL;
}

/* ---- try ---- */

static PklNode* except_clause(Parser* p) {
    Token* head = pkl_accept(p, T_EXCEPT);
    if(!head) return NULL;
    Token* star = pkl_accept(p, T_STAR);
    const char* what = star ? "'except*' statement" : "'except' statement";
    Token* name = NULL;
    PklNode* type = NULL;
    if(pkl_type(p) != T_COLON || star) {
        if(p->diagnose && pkl_invalid_except(p, star != NULL)) return NULL;
        Mark mark = pkl_mark(p);
        type = pkl_expressions(p);
        if(pkl_failed(p)) return NULL;
        if(!type) pkl_reset(p, mark);
        if(!type && (star || pkl_type(p) != T_NEWLINE)) return NULL;
        bool many = type && type->kind == PKL_Tuple && !type->parens &&
                    type->range.col_offset == pkl_at(type->as.Tuple.elts, 0)->range.col_offset;
        if(type && !many && pkl_accept(p, T_AS) && !(name = pkl_accept(p, T_NAME))) return NULL;
    }
    PklSeq* body = pkl_suite(p, what, head);
    return body ? pkl_node(p, PKL_ExceptHandler, &head->range, type, name ? name->name : NULL, body) : NULL;
}

/* At an `except` of the other kind than the ones before it. */
static void* mixed_except(Parser* p) {
    Token *head = pkl_accept(p, T_EXCEPT), *star = pkl_accept(p, T_STAR);
    PklNode* type = pkl_type(p) == T_COLON ? NULL : pkl_expression(p);
    if(type && pkl_accept(p, T_AS) && !pkl_accept(p, T_NAME)) return NULL;
    if((star && !type) || !pkl_accept(p, T_COLON)) return NULL;
    const PklRange* end = star ? &star->range : &head->range;
    return pkl_raise_span(p, &head->range, end, "cannot have both 'except' and 'except*' on the same 'try'");
}

static PklSeq* except_clauses(Parser* p, bool* star) {
    int from = p->stacked;
    while(pkl_type(p) == T_EXCEPT) {
        bool is_star = pkl_second_type(p) == T_STAR;
        if(p->stacked > from && is_star != *star) return p->diagnose ? mixed_except(p) : NULL;
        *star = is_star;
        if(!pkl_push(p, except_clause(p))) return NULL;
    }
    return pkl_failed(p) ? NULL : pkl_gather(p, from);
}

static PklNode* try_statement(Parser* p) {
    Token* head = pkl_accept(p, T_TRY);
    PklSeq* body = strict_suite(p, "'try' statement", head);
    if(!body) return NULL;
    if(pkl_type(p) != T_EXCEPT && pkl_type(p) != T_FINALLY) {
        return p->diagnose ? pkl_raise_here(p, "expected 'except' or 'finally' block") : NULL;
    }
    bool star = false;
    PklSeq* handlers = except_clauses(p, &star);
    PklSeq* orelse = !handlers ? NULL : handlers->size > 0 ? else_suite(p) : pkl_none(p);
    PklSeq* final = orelse ? optional_suite(p, T_FINALLY, "'finally' statement") : NULL;
    PklNode* node = final ? pkl_node(p, star ? PKL_TryStar : PKL_Try, &head->range, body, handlers, orelse) : NULL;
    if(node) node->as.Try.finalbody = final;
    return node;
}

/* ---- def, class ---- */

/* Here the bracket must come. */
static bool strict_lparen(Parser* p) {
    if(pkl_accept(p, T_LPAREN)) return true;
    if(p->diagnose) pkl_raise_at(p, PKL_SYNTAX_ERROR, &pkl_peek(p)->range, "expected '('");
    return false;
}

static PklNode* function(Parser* p, const Token* start, PklSeq* decorators) {
    Token* head = pkl_accept(p, T_DEF);
    Token* name = pkl_accept(p, T_NAME);
    Mark mark = pkl_mark(p);
    PklSeq* type_params = name ? pkl_type_params(p) : NULL;
    if(!name || pkl_failed(p)) return NULL;
    if(!type_params) pkl_reset(p, mark);
    if(!strict_lparen(p)) return NULL;
    PklNode* args = pkl_parameters(p, false);
    if(!args || !pkl_accept(p, T_RPAREN)) return NULL;
    mark = pkl_mark(p);
    PklNode* returns = pkl_accept(p, T_ARROW) ? pkl_expression(p) : NULL;
    if(pkl_failed(p)) return NULL;
    if(!returns) pkl_reset(p, mark);
    if(p->diagnose && pkl_type(p) != T_COLON)
        return pkl_raise_at(p, PKL_SYNTAX_ERROR, &pkl_peek(p)->range, "expected ':'");
    PklSeq* body = pkl_suite(p, "function definition", head);
    PklNode* node = body ? pkl_node(p, start == head ? PKL_FunctionDef : PKL_AsyncFunctionDef, &start->range,
                                    name->name, args, body)
                         : NULL;
    if(!node) return NULL;
    node->as.FunctionDef.decorator_list = decorators;
    node->as.FunctionDef.returns = returns;
    node->as.FunctionDef.type_params = type_params;
    return node;
}

static PklNode* class(Parser* p, PklSeq* decorators) {
    Token* head = pkl_accept(p, T_CLASS);
    Token* name = pkl_accept(p, T_NAME);
    PklSeq* type_params = name ? pkl_type_params(p) : NULL;
    if(!type_params) return NULL;
    PklSeq *bases = pkl_none(p), *keywords = pkl_none(p);
    if(pkl_accept(p, T_LPAREN)) {
        PklNode* call = pkl_arguments(p);
        if(!call || !pkl_accept(p, T_RPAREN)) return NULL;
        bases = call->as.Call.args;
        keywords = call->as.Call.keywords;
    }
    PklSeq* body = pkl_suite(p, "class definition", head);
    PklNode* node = body ? pkl_node(p, PKL_ClassDef, &head->range, name->name, bases, keywords) : NULL;
    if(!node) return NULL;
    node->as.ClassDef.body = body;
    node->as.ClassDef.decorator_list = decorators;
    node->as.ClassDef.type_params = type_params;
    return node;
}

static PklSeq* decorators(Parser* p) {
    int from = p->stacked;
    while(pkl_accept(p, T_AT)) {
        if(!pkl_push(p, pkl_named_expression(p)) || !pkl_accept(p, T_NEWLINE)) return NULL;
    }
    return pkl_failed(p) ? NULL : pkl_gather(p, from);
}

static PklNode* definition(Parser* p) {
    PklSeq* list = decorators(p);
    if(!list) return NULL;
    if(pkl_type(p) == T_CLASS) return class(p, list);
    Token* start = pkl_peek(p);
    pkl_accept(p, T_ASYNC);
    return pkl_type(p) == T_DEF ? function(p, start, list) : NULL;
}

static PklNode* async_statement(Parser* p) {
    TokenType second = pkl_second_type(p);
    if(second == T_DEF) return definition(p);
    Token* start = pkl_accept(p, T_ASYNC);
    return second == T_FOR ? for_statement(p, start) : second == T_WITH ? with_statement(p, start) : NULL;
}

static PklNode* compound_rule(Parser* p) {
    Token* next = pkl_peek(p);
    switch(next->type) {
        case T_IF: return if_statement(p);
        case T_FOR: return for_statement(p, next);
        case T_WHILE: return while_statement(p);
        case T_TRY: return try_statement(p);
        case T_WITH: return with_statement(p, next);
        case T_DEF:
        case T_CLASS:
        case T_AT: return definition(p);
        case T_ASYNC: return async_statement(p);
        case T_NAME: return next->soft == T_MATCH ? pkl_match(p) : NULL;
        default: return NULL;
    }
}

PklNode* pkl_compound(Parser* p) { return pkl_deeper(p, compound_rule); }
