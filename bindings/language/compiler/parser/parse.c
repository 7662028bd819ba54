/* From a source text to its tree: the two passes over the four kinds of programs. */
#include "parser.h"

#include <limits.h>

static PklNode* module(Parser* p) {
    PklSeq* body = pkl_statements(p);
    if(pkl_failed(p) || (!body && !(body = pkl_none(p)))) return NULL;
    return pkl_accept(p, T_END) ? pkl_plain_node(p, PKL_Module, body, NULL, NULL) : NULL;
}

static PklNode* expression(Parser* p) {
    PklNode* body = pkl_expressions(p);
    if(!body) return NULL;
    while(pkl_accept(p, T_NEWLINE)) {}
    return pkl_accept(p, T_END) ? pkl_plain_node(p, PKL_Expression, body, NULL, NULL) : NULL;
}

/* One line, or one statement with blocks and an empty line. */
static PklNode* interactive(Parser* p) {
    int from = p->stacked;
    Mark mark = pkl_mark(p);
    Token* first = pkl_peek(p);
    PklNode* compound = pkl_compound(p);
    if(compound) {
        if(!pkl_push(p, compound) || !pkl_accept(p, T_NEWLINE)) return NULL;
    } else {
        if(pkl_failed(p)) return NULL;
        pkl_reset(p, mark);
        if(pkl_accept(p, T_NEWLINE)) pkl_push(p, pkl_node(p, PKL_Pass, &first->range, NULL, NULL, NULL));
        else if(!pkl_push_simple_statements(p)) return NULL;
    }
    PklSeq* body = pkl_gather(p, from);
    return body ? pkl_plain_node(p, PKL_Interactive, body, NULL, NULL) : NULL;
}

/* Arguments of a comment that tells a function's type; stars mean nothing. */
static bool push_argument_types(Parser* p) {
    TokenType star = T_END;
    while(pkl_type(p) != T_RPAREN) {
        TokenType type = pkl_type(p);
        if(type == T_STAR || type == T_DOUBLE_STAR) {
            if(star == type || star == T_DOUBLE_STAR) return false;
            star = type;
            p->before = pkl_peek(p);
        } else if(star != T_END) return false;
        if(!pkl_push(p, pkl_expression(p))) return false;
        if(star == T_DOUBLE_STAR || !pkl_accept(p, T_COMMA)) break;
        if(pkl_type(p) == T_RPAREN) return false;
    }
    return pkl_accept(p, T_RPAREN);
}

static PklNode* function_type(Parser* p) {
    if(!pkl_accept(p, T_LPAREN) || !push_argument_types(p)) return NULL;
    PklSeq* types = pkl_gather(p, 0);
    PklNode* returns = types && pkl_accept(p, T_ARROW) ? pkl_expression(p) : NULL;
    if(!returns) return NULL;
    while(pkl_accept(p, T_NEWLINE)) {}
    return pkl_accept(p, T_END) ? pkl_plain_node(p, PKL_FunctionType, types, returns, NULL) : NULL;
}

static PklNode* pass(Parser* p) {
    static Rule* const starts[] = {module, expression, interactive, function_type};
    PklNode* node = starts[p->mode](p);
    return pkl_failed(p) ? NULL : node;
}

/* Behind the one statement of a console, nothing but blanks and comments may follow. */
static bool is_single(Parser* p) {
    const char* at = p->cursor;
    while(at < p->source_end && strchr(" \t\n\f", *at)) at++;
    if(at == p->source_end) return true;
    if(*at != '#') return false;
    while(at < p->source_end && *at != '\n') at++;
    p->cursor = at;
    return is_single(p);
}

static void diagnose(Parser* p) {
    Token* last = p->last;
    bool at_end = p->done == DONE_EOF || p->done == DONE_EOF_IN_STRING;
    if(p->flags & PKL_ALLOW_INCOMPLETE && at_end && !p->arena->failed) {
        *p->error = (PklSyntaxError){0};
        p->done = DONE_ERROR;
        pkl_raise_last(p, PKL_INCOMPLETE, "incomplete input");
        return;
    }
    if(!pkl_failed(p)) {
        p->second_pass = p->diagnose = true;
        p->before = &p->first;
        p->stacked = 0;
        p->depth = p->depth_before;
        pass(p);
    }
    pkl_raise_generic(p, last);
}

static void start(Parser* p) {
    p->cursor = p->line_start = p->line_end = p->text_line = p->source;
    p->at_line_start = true;
    p->string = &p->outside;
    p->outside.field_depth = -1;
    p->before = p->last = p->first.solid = &p->first;
    p->broken.type = T_ERROR;
    p->broken.next = p->broken.solid = &p->broken;
    pkl_add_keywords(p);
}

PklMod* pkl_parse(const PklSource* source, PklMode mode, unsigned flags, PklArena* arena, PklSyntaxError* error,
                  PklWarnings* warnings) {
    *error = (PklSyntaxError){0};
    if(warnings) warnings->first = NULL;
    Parser* p = pkl_arena_take(arena, sizeof(Parser));
    if(!p) {
        error->kind = PKL_NO_MEMORY;
        return NULL;
    }
    p->arena = arena;
    p->error = error;
    p->warnings = warnings;
    p->mode = mode;
    p->flags = flags;
    p->depth = p->depth_before = source->depth;
    if(!pkl_read_source(p, source)) return NULL;
    start(p);
    PklNode* tree = pass(p);
    if(!tree || arena->failed) {
        diagnose(p);
        return NULL;
    }
    if(mode != PKL_SINGLE || is_single(p)) return tree;
    return pkl_raise_here(p, "multiple statements found while compiling a single statement");
}
