/* What operators bind: names, literals, displays, comprehensions, and attributes, items and calls of them. */
#include "parser.h"

/* ---- Comprehensions ---- */

static PklNode* for_clause(Parser* p) {
    Token* async = pkl_accept(p, T_ASYNC);
    if(!pkl_accept(p, T_FOR)) return NULL;
    PklNode* target = pkl_star_targets(p);
    if(!target || !pkl_accept(p, T_IN)) return NULL;
    PklNode* iter = pkl_disjunction(p);
    if(!iter) return NULL;
    int from = p->stacked;
    for(;;) {
        Mark mark = pkl_mark(p);
        if(!pkl_accept(p, T_IF)) break;
        if(pkl_push(p, pkl_disjunction(p))) continue;
        if(pkl_failed(p)) return NULL;
        pkl_reset(p, mark);
        break;
    }
    PklSeq* ifs = pkl_gather(p, from);
    PklNode* clause = ifs ? pkl_plain_node(p, PKL_comprehension, target, iter, ifs) : NULL;
    if(clause) clause->as.comprehension.is_async = async != NULL;
    return clause;
}

static bool at_for(Parser* p) { return pkl_type(p) == T_FOR || pkl_type(p) == T_ASYNC; }

/* One or more `for` with their `if`. */
PklSeq* pkl_for_clauses(Parser* p) {
    int from = p->stacked;
    while(at_for(p)) {
        Mark mark = pkl_mark(p);
        PklNode* clause = for_clause(p);
        if(!clause && p->diagnose && !pkl_failed(p)) {
            pkl_reset(p, mark);
            pkl_invalid_for_clause(p);
        }
        if(pkl_failed(p)) return NULL;
        if(clause && pkl_push(p, clause)) continue;
        pkl_reset(p, mark);
        break;
    }
    return p->stacked > from ? pkl_gather(p, from) : NULL;
}

/* ---- Displays ---- */

/* Behind the opening bracket: elements up to the closing one. */
static PklSeq* elements(Parser* p, TokenType close) {
    PklSeq* items = pkl_type(p) == close ? pkl_none(p) : pkl_list(p, pkl_star_named_expression, true);
    return items && pkl_accept(p, close) ? items : NULL;
}

/* What a generator expression yields; unlike elsewhere, a star takes a whole expression. */
static PklNode* generated(Parser* p) {
    if(pkl_type(p) == T_STAR) return pkl_starred_expression(p);
    Mark mark = pkl_mark(p);
    PklNode* named = pkl_assignment_expression(p);
    if(named || pkl_failed(p)) return named;
    pkl_reset(p, mark);
    PklNode* value = pkl_expression(p);
    return value && pkl_type(p) != T_WALRUS ? value : NULL;
}

/* A comprehension of `kind` from the opening bracket on, or NULL if it is something else. */
static PklNode* comprehension(Parser* p, PklKind kind, Rule* rule, TokenType close) {
    const PklRange* start = &pkl_peek(p)->range;
    p->before = pkl_peek(p);
    PklNode* value = rule(p);
    if(!value || !at_for(p) || value->kind == PKL_Starred) return NULL;
    PklSeq* clauses = pkl_for_clauses(p);
    if(!clauses || !pkl_accept(p, close)) return NULL;
    return pkl_node(p, kind, start, value, clauses, NULL);
}

PklNode* pkl_generator(Parser* p) {
    if(pkl_type(p) != T_LPAREN) return NULL;
    Mark mark = pkl_mark(p);
    PklNode* node = comprehension(p, PKL_GeneratorExp, generated, T_RPAREN);
    if(node || pkl_failed(p)) return node;
    pkl_reset(p, mark);
    if(p->diagnose) pkl_invalid_comprehension(p);
    return NULL;
}

static PklNode* list(Parser* p) {
    const PklRange* start = &pkl_accept(p, T_LBRACKET)->range;
    PklSeq* items = elements(p, T_RBRACKET);
    return items ? pkl_node(p, PKL_List, start, items, PKL_NUMBER(PKL_LOAD), NULL) : NULL;
}

PklNode* pkl_list_display(Parser* p) {
    Mark mark = pkl_mark(p);
    PklNode* node = comprehension(p, PKL_ListComp, pkl_star_named_expression, T_RBRACKET);
    if(node || pkl_failed(p)) return node;
    pkl_reset(p, mark);
    if(p->diagnose && pkl_invalid_comprehension(p)) return NULL;
    return list(p);
}

static PklNode* tuple(Parser* p) {
    const PklRange* start = &pkl_accept(p, T_LPAREN)->range;
    int from = p->stacked;
    if(pkl_type(p) != T_RPAREN) {
        if(!pkl_push(p, pkl_star_named_expression(p)) || !pkl_accept(p, T_COMMA)) return NULL;
        if(pkl_type(p) != T_RPAREN) {
            Mark mark = pkl_mark(p);
            PklSeq* rest = pkl_list(p, pkl_star_named_expression, true);
            if(!rest) pkl_reset(p, mark);
            for(int i = 0; rest && i < rest->size; i++) pkl_push(p, rest->items[i]);
            if(pkl_failed(p)) return NULL;
        }
    }
    PklSeq* items = pkl_accept(p, T_RPAREN) ? pkl_gather(p, from) : NULL;
    return items ? pkl_node(p, PKL_Tuple, start, items, PKL_NUMBER(PKL_LOAD), NULL) : NULL;
}

static PklNode* group(Parser* p) {
    pkl_accept(p, T_LPAREN);
    PklNode* value = pkl_type(p) == T_YIELD ? pkl_yield_expression(p) : pkl_named_expression(p);
    if(!value || !pkl_accept(p, T_RPAREN)) return NULL;
    value->parens++;
    return value;
}

/* Each reading of the brackets in turn. What all of them begin with is read again, but only once: the first fails fast.
 */
static PklNode* in_parentheses(Parser* p) {
    Rule* rules[] = {pkl_generator, tuple, group};
    Mark mark = pkl_mark(p);
    for(int i = 0; i < 3; i++) {
        PklNode* node = rules[i](p);
        if(node || pkl_failed(p)) return node;
        pkl_reset(p, mark);
    }
    if(p->diagnose) pkl_invalid_group(p);
    return NULL;
}

/* ---- Dicts and sets ---- */

/* Pushes a key, or NULL for `**`, and its value. */
static bool pair(Parser* p, bool* unpacks) {
    *unpacks = pkl_accept(p, T_DOUBLE_STAR) != NULL;
    PklNode* key = *unpacks ? NULL : pkl_expression(p);
    if(!*unpacks && (!key || !pkl_accept(p, T_COLON))) return false;
    PklNode* value = *unpacks ? pkl_bitwise_or(p) : pkl_expression(p);
    if(!value || !pkl_push(p, value)) return false;
    p->stack[p->stacked - 1] = key;
    return pkl_push(p, value);
}

/* Keys and values of the pairs that were pushed since `from`. */
static PklNode* dict_of(Parser* p, const PklRange* start, int from) {
    int count = (p->stacked - from) / 2;
    size_t bytes = sizeof(PklSeq) + (size_t)count * sizeof(void*);
    PklSeq *keys = pkl_arena_take(p->arena, bytes), *values = pkl_arena_take(p->arena, bytes);
    if(!keys || !values) return pkl_no_memory(p);
    keys->size = values->size = count;
    for(int i = 0; i < count; i++) {
        keys->items[i] = p->stack[from + 2 * i];
        values->items[i] = p->stack[from + 2 * i + 1];
    }
    p->stacked = from;
    return pkl_node(p, PKL_Dict, start, keys, values, NULL);
}

static PklNode* dict(Parser* p) {
    const PklRange* start = &pkl_accept(p, T_LBRACE)->range;
    Mark mark = pkl_mark(p);
    bool unpacks;
    while(pkl_type(p) != T_RBRACE) {
        Mark before_pair = pkl_mark(p);
        if(!pair(p, &unpacks)) {
            pkl_reset(p, before_pair);
            break;
        }
        if(!pkl_accept(p, T_COMMA)) break;
    }
    if(pkl_failed(p)) return NULL;
    if(pkl_accept(p, T_RBRACE)) return dict_of(p, start, mark.stacked);
    pkl_reset(p, mark);
    pkl_invalid_dict(p); /* in the first pass too */
    return NULL;
}

static PklNode* dict_comprehension(Parser* p) {
    const PklRange* start = &pkl_accept(p, T_LBRACE)->range;
    bool unpacks;
    int from = p->stacked;
    if(!pair(p, &unpacks) || unpacks || !at_for(p)) return NULL;
    PklNode *key = p->stack[from], *value = p->stack[from + 1];
    p->stacked = from;
    PklSeq* clauses = pkl_for_clauses(p);
    return clauses && pkl_accept(p, T_RBRACE) ? pkl_node(p, PKL_DictComp, start, key, value, clauses) : NULL;
}

static PklNode* set_comprehension(Parser* p) {
    return comprehension(p, PKL_SetComp, pkl_star_named_expression, T_RBRACE);
}

static PklNode* set(Parser* p) {
    const PklRange* start = &pkl_accept(p, T_LBRACE)->range;
    PklSeq* items = pkl_type(p) == T_RBRACE ? NULL : elements(p, T_RBRACE);
    return items ? pkl_node(p, PKL_Set, start, items, NULL, NULL) : NULL;
}

static PklNode* in_braces(Parser* p) {
    Rule* rules[] = {dict_comprehension, set_comprehension, dict, set};
    Mark mark = pkl_mark(p);
    for(int i = 0; i < 4; i++) {
        if(i == 1 && p->diagnose && pkl_invalid_dict_comprehension(p)) return NULL;
        PklNode* node = rules[i](p);
        if(node || pkl_failed(p)) return node;
        pkl_reset(p, mark);
        if(i == 1 && p->diagnose && pkl_invalid_comprehension(p)) return NULL;
    }
    return NULL;
}

/* ---- Atoms ---- */

static PklNode* number(Parser* p) {
    Token* token = pkl_accept(p, T_NUMBER);
    const PklConstant* value = pkl_number(p, token);
    return value ? pkl_node(p, PKL_Constant, &token->range, value, NULL, NULL) : NULL;
}

static PklNode* word(Parser* p, int constant) {
    p->before = pkl_peek(p);
    return pkl_constant(p, constant, &p->before->range);
}

PklNode* pkl_atom(Parser* p) {
    switch(pkl_type(p)) {
        case T_NAME: return pkl_name(p);
        case T_NUMBER: return number(p);
        case T_STRING:
        case T_FSTRING_START:
        case T_TSTRING_START: return pkl_strings(p);
        case T_NONE: return word(p, PKL_NONE);
        case T_TRUE: return word(p, PKL_TRUE);
        case T_FALSE: return word(p, PKL_FALSE);
        case T_ELLIPSIS: return word(p, PKL_ELLIPSIS);
        case T_LPAREN: return pkl_deeper(p, in_parentheses);
        case T_LBRACKET: return pkl_deeper(p, pkl_list_display);
        case T_LBRACE: return pkl_deeper(p, in_braces);
        default: return NULL;
    }
}

/* ---- Attributes, items, calls ---- */

static PklNode* slice(Parser* p) {
    const PklRange* start = &pkl_peek(p)->range;
    Mark mark = pkl_mark(p);
    PklNode* lower = pkl_type(p) == T_COLON ? NULL : pkl_expression(p);
    if(pkl_failed(p)) return NULL;
    if(!lower) pkl_reset(p, mark);
    if(!pkl_accept(p, T_COLON)) {
        pkl_reset(p, mark);
        return pkl_named_expression(p);
    }
    PklNode* bounds[2] = {NULL, NULL};
    for(int i = 0; i < 2; i++) {
        mark = pkl_mark(p);
        if(i > 0 && !pkl_accept(p, T_COLON)) break;
        mark = pkl_mark(p);
        bounds[i] = pkl_expression(p);
        if(pkl_failed(p)) return NULL;
        if(!bounds[i]) pkl_reset(p, mark);
    }
    return pkl_node(p, PKL_Slice, start, lower, bounds[0], bounds[1]);
}

static PklNode* slice_or_starred(Parser* p) { return pkl_type(p) == T_STAR ? pkl_starred_expression(p) : slice(p); }

PklNode* pkl_slices(Parser* p) {
    const PklRange* start = &pkl_peek(p)->range;
    PklSeq* items = pkl_list(p, slice_or_starred, true);
    if(!items) return NULL;
    PklNode* first = pkl_at(items, 0);
    if(items->size == 1 && first->kind != PKL_Starred && p->before->type != T_COMMA) return first;
    return pkl_node(p, PKL_Tuple, start, items, PKL_NUMBER(PKL_LOAD), NULL);
}

static PklNode* attribute(Parser* p, PklNode* value, const PklRange* start) {
    pkl_accept(p, T_DOT);
    Token* name = pkl_accept(p, T_NAME);
    return name ? pkl_node(p, PKL_Attribute, start, value, name->name, NULL) : NULL;
}

static PklNode* subscript(Parser* p, PklNode* value, const PklRange* start) {
    pkl_accept(p, T_LBRACKET);
    PklNode* index = pkl_slices(p);
    return index && pkl_accept(p, T_RBRACKET) ? pkl_node(p, PKL_Subscript, start, value, index, NULL) : NULL;
}

static PklNode* primary_rule(Parser* p) {
    const PklRange* start = &pkl_peek(p)->range;
    PklNode* value = pkl_atom(p);
    while(value) {
        TokenType type = pkl_type(p);
        /* CPython looks for a generator expression here, and so for mistakes in any comprehension */
        if(p->diagnose && (type == T_LBRACE || type == T_LBRACKET) && pkl_invalid_comprehension(p)) return NULL;
        if(type != T_DOT && type != T_LBRACKET && type != T_LPAREN) break;
        Mark mark = pkl_mark(p);
        PklNode* whole = type == T_DOT      ? attribute(p, value, start)
                         : type == T_LPAREN ? pkl_parse_call(p, value, start)
                                            : subscript(p, value, start);
        if(pkl_failed(p)) return NULL;
        if(!whole) {
            pkl_reset(p, mark);
            break;
        }
        value = whole;
    }
    return value;
}

PklNode* pkl_primary(Parser* p) { return pkl_memoized(p, 'p', primary_rule); }
