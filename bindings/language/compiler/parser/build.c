/* How rules read tokens and make nodes. */
#include "parser.h"

Token* pkl_peek(Parser* p) { return p->before->next ? p->before->next : pkl_fetch(p); }

TokenType pkl_type(Parser* p) { return (TokenType)pkl_peek(p)->type; }

Token* pkl_accept(Parser* p, TokenType type) {
    Token* token = pkl_peek(p);
    if(token->type != type) return NULL;
    return p->before = token;
}

Token* pkl_accept_soft(Parser* p, TokenType soft) {
    Token* token = pkl_peek(p);
    if(token->type != T_NAME || token->soft != soft) return NULL;
    return p->before = token;
}

/* Of the token behind the next. */
TokenType pkl_second_type(Parser* p) {
    Token* before = p->before;
    p->before = pkl_peek(p);
    TokenType type = p->before == &p->broken ? T_ERROR : pkl_type(p);
    p->before = before;
    return type;
}

PklNode* pkl_plain_node(Parser* p, PklKind kind, const void* a, const void* b, const void* c) {
    PklNode* node = pkl_arena_take(p->arena, sizeof(PklNode));
    if(!node) return pkl_no_memory(p);
    node->kind = kind;
    node->as.slots[0] = (void*)a;
    node->as.slots[1] = (void*)b;
    node->as.slots[2] = (void*)c;
    return node;
}

/* From `start` to the last token with text that was read. */
PklNode* pkl_node(Parser* p, PklKind kind, const PklRange* start, const void* a, const void* b, const void* c) {
    PklNode* node = pkl_plain_node(p, kind, a, b, c);
    if(!node) return NULL;
    const PklRange* end = &p->before->solid->range;
    node->range = (PklRange){start->lineno, start->col_offset, end->end_lineno, end->end_col_offset};
    return node;
}

PklNode* pkl_constant(Parser* p, int kind, const PklRange* start) {
    PklConstant* constant = pkl_arena_take(p->arena, sizeof(PklConstant));
    if(!constant) return pkl_no_memory(p);
    constant->kind = (uint8_t)kind;
    return pkl_node(p, PKL_Constant, start, constant, NULL, NULL);
}

static bool grow(Parser* p) {
    int capacity = p->stack_capacity ? p->stack_capacity * 2 : 64;
    void** stack = pkl_arena_take(p->arena, (size_t)capacity * sizeof(void*));
    if(!stack) return pkl_no_memory(p);
    if(p->stacked) memcpy(stack, p->stack, (size_t)p->stacked * sizeof(void*));
    p->stack = stack;
    p->stack_capacity = capacity;
    return true;
}

bool pkl_push(Parser* p, const void* item) {
    if(!item || (p->stacked == p->stack_capacity && !grow(p))) return false;
    p->stack[p->stacked++] = (void*)item;
    return true;
}

/* What was pushed since `from`, as a sequence. */
PklSeq* pkl_gather(Parser* p, int from) {
    size_t size = (size_t)(p->stacked - from);
    PklSeq* seq = pkl_arena_take(p->arena, sizeof(PklSeq) + size * sizeof(void*));
    if(!seq) return pkl_no_memory(p);
    seq->size = (int)size;
    if(size) memcpy(seq->items, p->stack + from, size * sizeof(void*));
    p->stacked = from;
    return seq;
}

PklSeq* pkl_none(Parser* p) { return pkl_gather(p, p->stacked); }

/* Items with commas between them, at least one. */
PklSeq* pkl_list(Parser* p, Rule* item, bool trailing_comma) {
    int from = p->stacked;
    if(!pkl_push(p, item(p))) return NULL;
    for(;;) {
        Mark mark = pkl_mark(p);
        if(!pkl_accept(p, T_COMMA)) break;
        Mark behind = pkl_mark(p);
        if(pkl_push(p, item(p))) continue;
        if(pkl_failed(p)) return NULL;
        pkl_reset(p, trailing_comma ? behind : mark);
        break;
    }
    return pkl_gather(p, from);
}

/* Every rule that may contain itself goes through here, so that deep source is an error and no overflow of the stack.
 */
PklNode* pkl_deeper(Parser* p, Rule* rule) {
    if(p->depth >= PKL_RULES_MAX) {
        PklSyntaxError* error = p->error;
        if(!pkl_failed(p)) {
            static const char text[] = "Parser stack overflowed - Python source too complex to compile";
            *error = (PklSyntaxError){.kind = PKL_TOO_COMPLEX, .message = {text, sizeof text - 1}};
        }
        return NULL;
    }
    p->depth++;
    PklNode* node = rule(p);
    p->depth--;
    return node;
}

struct Memo {
    Memo* next;
    int id;
    PklNode* node;
    Token* before;
};

/* Where the same rule is tried again and again at the same place, what it found there is kept: of most rules in the
 * second pass only; of those that may begin in several ways with a bracket always, since time would double with every
 * bracket. */
PklNode* pkl_memoized(Parser* p, int id, Rule* rule) {
    if(!p->second_pass && id != 'e' && id != 'b') return pkl_deeper(p, rule);
    if(p->second_pass) id |= 256;
    Token* place = p->before;
    for(Memo* memo = place->memos; memo; memo = memo->next) {
        if(memo->id != id) continue;
        p->before = memo->before;
        return memo->node;
    }
    PklNode* node = pkl_deeper(p, rule);
    Memo* memo = pkl_failed(p) ? NULL : pkl_arena_take(p->arena, sizeof(Memo));
    if(!memo) return node;
    *memo = (Memo){place->memos, id, node, p->before};
    place->memos = memo;
    return node;
}

PklNode* pkl_name(Parser* p) {
    Token* token = pkl_accept(p, T_NAME);
    return token ? pkl_node(p, PKL_Name, &token->range, token->name, NULL, NULL) : NULL;
}
