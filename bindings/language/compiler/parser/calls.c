/* Arguments of calls and of class definitions. */
#include "parser.h"

/* Arguments of a call come in this order; each kind closes the ones before it, but for `*` after names. */
typedef enum Stage { POSITIONAL, NAMED, UNPACKED } Stage;

static PklNode* keyword(Parser* p) {
    if(p->diagnose && pkl_invalid_keyword(p)) return NULL;
    Token* first = pkl_peek(p);
    Token* name = NULL;
    if(!pkl_accept(p, T_DOUBLE_STAR)) {
        if(first->type != T_NAME || pkl_second_type(p) != T_EQUAL) return NULL;
        name = pkl_accept(p, T_NAME);
        pkl_accept(p, T_EQUAL);
    }
    PklNode* value = pkl_expression(p);
    return value ? pkl_node(p, PKL_keyword, &first->range, name ? name->name : NULL, value, NULL) : NULL;
}

static PklNode* positional(Parser* p) {
    Mark mark = pkl_mark(p);
    PklNode* named = pkl_assignment_expression(p);
    if(named || pkl_failed(p)) return named;
    pkl_reset(p, mark);
    PklNode* value = pkl_expression(p);
    return value && pkl_type(p) != T_WALRUS && pkl_type(p) != T_EQUAL ? value : NULL;
}

/* One argument, if its kind may still come. */
static PklNode* argument(Parser* p, Stage* stage) {
    TokenType type = pkl_type(p);
    bool named = type == T_NAME && pkl_second_type(p) == T_EQUAL;
    if(*stage == POSITIONAL && !named && type != T_STAR && type != T_DOUBLE_STAR) {
        Mark mark = pkl_mark(p);
        PklNode* node = positional(p);
        if(node || pkl_failed(p) || !p->diagnose) return node;
        pkl_reset(p, mark);
        return keyword(p);
    }
    if(type == T_STAR) return *stage == UNPACKED ? NULL : pkl_starred_expression(p);
    PklNode* node = keyword(p);
    if(node) *stage = node->as.keyword.arg && *stage != UNPACKED ? NAMED : UNPACKED;
    return node;
}

/* Positional arguments and keywords of what was pushed since `from`, as a Call without a function. */
static PklNode* arguments_of(Parser* p, int from, const PklRange* start) {
    int count = p->stacked - from, keywords = 0;
    for(int i = from; i < p->stacked; i++) keywords += ((PklNode*)p->stack[i])->kind == PKL_keyword;
    PklSeq* args = pkl_arena_take(p->arena, sizeof(PklSeq) + (size_t)(count - keywords) * sizeof(void*));
    PklSeq* named = pkl_arena_take(p->arena, sizeof(PklSeq) + (size_t)keywords * sizeof(void*));
    if(!args || !named) return pkl_no_memory(p);
    for(int i = from; i < p->stacked; i++) {
        PklNode* node = p->stack[i];
        PklSeq* seq = node->kind == PKL_keyword ? named : args;
        seq->items[seq->size++] = node;
    }
    p->stacked = from;
    return pkl_node(p, PKL_Call, start, NULL, args, named);
}

/* At least one argument, as a Call without a function. */
PklNode* pkl_args(Parser* p) {
    const PklRange* start = &pkl_peek(p)->range;
    int from = p->stacked;
    Stage stage = POSITIONAL;
    PklNode* first = argument(p, &stage);
    if(!pkl_push(p, first)) return NULL;
    for(;;) {
        Mark mark = pkl_mark(p);
        if(!pkl_accept(p, T_COMMA)) break;
        if(pkl_push(p, argument(p, &stage))) continue;
        if(pkl_failed(p)) return NULL;
        pkl_reset(p, mark);
        break;
    }
    return arguments_of(p, from, start);
}

/* Arguments up to `)`, which is left; none is a Call without arguments. NULL: there is something else. */
static PklNode* arguments_rule(Parser* p) {
    Mark mark = pkl_mark(p);
    PklNode* call = pkl_args(p);
    if(call) {
        pkl_accept(p, T_COMMA);
        if(pkl_type(p) == T_RPAREN) return call;
    }
    if(pkl_failed(p)) return NULL;
    pkl_reset(p, mark);
    if(p->diagnose && pkl_invalid_arguments(p)) return NULL;
    return NULL;
}

PklNode* pkl_arguments(Parser* p) {
    Mark mark = pkl_mark(p);
    PklNode* call = pkl_memoized(p, 'g', arguments_rule);
    if(call || pkl_failed(p)) return call;
    pkl_reset(p, mark);
    return pkl_type(p) == T_RPAREN ? arguments_of(p, p->stacked, &pkl_peek(p)->range) : NULL;
}

static PklSeq* only(Parser* p, PklNode* node) {
    int from = p->stacked;
    return pkl_push(p, node) ? pkl_gather(p, from) : NULL;
}

PklNode* pkl_parse_call(Parser* p, PklNode* function, const PklRange* start) {
    Mark mark = pkl_mark(p);
    PklNode* generator = pkl_generator(p);
    if(generator) {
        PklSeq *args = only(p, generator), *none = pkl_none(p);
        return args && none ? pkl_node(p, PKL_Call, start, function, args, none) : NULL;
    }
    if(pkl_failed(p)) return NULL;
    pkl_reset(p, mark);
    pkl_accept(p, T_LPAREN);
    PklNode* call = pkl_arguments(p);
    if(!call || !pkl_accept(p, T_RPAREN)) return NULL;
    return pkl_node(p, PKL_Call, start, function, call->as.Call.args, call->as.Call.keywords);
}
