/* `match` and its patterns. */
#include "parser.h"

static PklNode* pattern_rule(Parser* p);
static PklNode* closed_pattern(Parser* p);

PklNode* pkl_pattern(Parser* p) { return pkl_memoized(p, 'P', pattern_rule); }

/* ---- Values ---- */

static bool is_imaginary(const PklNode* node) { return node->as.Constant.value->kind == PKL_IMAGINARY; }

/* A number, perhaps with a sign. */
static PklNode* signed_number(Parser* p) {
    const PklRange* start = &pkl_peek(p)->range;
    bool minus = pkl_accept(p, T_MINUS), plus = !minus && pkl_accept(p, T_PLUS);
    (void)plus;
    if(pkl_type(p) != T_NUMBER) return NULL;
    PklNode* number = pkl_atom(p);
    return number && minus ? pkl_node(p, PKL_UnaryOp, start, PKL_NUMBER(PKL_USUB), number, NULL) : number;
}

/* `1`, `-1`, `1 + 2j`. */
static PklNode* number_value(Parser* p) {
    PklNode* real = signed_number(p);
    TokenType sign = real ? pkl_type(p) : T_END;
    if(sign != T_PLUS && sign != T_MINUS) return real;
    const PklNode* bare = real->kind == PKL_UnaryOp ? real->as.UnaryOp.operand : real;
    if(is_imaginary(bare))
        return pkl_raise_at(p, PKL_SYNTAX_ERROR, &bare->range, "real number required in complex literal");
    p->before = pkl_peek(p);
    PklNode* imaginary = pkl_type(p) == T_NUMBER ? pkl_atom(p) : NULL;
    if(!imaginary) return NULL;
    if(!is_imaginary(imaginary)) {
        return pkl_raise_at(p, PKL_SYNTAX_ERROR, &imaginary->range, "imaginary number required in complex literal");
    }
    return pkl_node(p, PKL_BinOp, &real->range, real, PKL_NUMBER(sign == T_PLUS ? PKL_ADD : PKL_SUB), imaginary);
}

/* What may be compared with: a literal, or NULL. */
static PklNode* literal(Parser* p) {
    switch(pkl_type(p)) {
        case T_NUMBER:
        case T_MINUS:
        case T_PLUS: return number_value(p);
        case T_STRING:
        case T_FSTRING_START:
        case T_TSTRING_START:
        case T_NONE:
        case T_TRUE:
        case T_FALSE: return pkl_atom(p);
        default: return NULL;
    }
}

/* `a` or `a.b.c`. */
static PklNode* name_or_attribute(Parser* p) {
    PklNode* value = pkl_name(p);
    while(value) {
        Mark mark = pkl_mark(p);
        Token* name = pkl_accept(p, T_DOT) ? pkl_accept(p, T_NAME) : NULL;
        if(!name) {
            pkl_reset(p, mark);
            break;
        }
        value = pkl_node(p, PKL_Attribute, &value->range, value, name->name, NULL);
    }
    return value;
}

/* ---- Captures ---- */

static bool continues_name(TokenType type) { return type == T_DOT || type == T_LPAREN || type == T_EQUAL; }

/* A name that is bound, not `_`. */
static PklName capture_target(Parser* p) {
    Token* next = pkl_peek(p);
    if(next->type != T_NAME || next->soft == T_UNDERSCORE) return NULL;
    p->before = next;
    return continues_name(pkl_type(p)) ? NULL : next->name;
}

static PklNode* star_pattern(Parser* p) {
    Token* star = pkl_accept(p, T_STAR);
    if(!star) return pkl_pattern(p);
    PklName name = pkl_accept_soft(p, T_UNDERSCORE) ? NULL : capture_target(p);
    if(!name && p->before->soft != T_UNDERSCORE) return NULL;
    return pkl_node(p, PKL_MatchStar, &star->range, name, NULL, NULL);
}

/* ---- Patterns in brackets ---- */

static PklNode* sequence(Parser* p, const PklRange* start, PklSeq* patterns) {
    return patterns ? pkl_node(p, PKL_MatchSequence, start, patterns, NULL, NULL) : NULL;
}

static PklNode* in_brackets(Parser* p) {
    const PklRange* start = &pkl_accept(p, T_LBRACKET)->range;
    PklSeq* patterns = pkl_type(p) == T_RBRACKET ? pkl_none(p) : pkl_list(p, star_pattern, true);
    return patterns && pkl_accept(p, T_RBRACKET) ? sequence(p, start, patterns) : NULL;
}

static PklNode* in_parentheses(Parser* p) {
    const PklRange* start = &pkl_accept(p, T_LPAREN)->range;
    if(pkl_accept(p, T_RPAREN)) return sequence(p, start, pkl_none(p));
    PklSeq* patterns = pkl_list(p, star_pattern, true);
    if(!patterns) return NULL;
    bool is_group = patterns->size == 1 && p->before->type != T_COMMA;
    PklNode* first = pkl_at(patterns, 0);
    if(!pkl_accept(p, T_RPAREN) || (is_group && first->kind == PKL_MatchStar)) return NULL;
    return is_group ? first : sequence(p, start, patterns);
}

/* Sequences of every second and of the others of what was pushed since `from`. */
static bool unzip(Parser* p, int from, PklSeq** firsts, PklSeq** seconds) {
    int count = (p->stacked - from) / 2;
    size_t bytes = sizeof(PklSeq) + (size_t)count * sizeof(void*);
    *firsts = pkl_arena_take(p->arena, bytes);
    *seconds = pkl_arena_take(p->arena, bytes);
    if(!*firsts || !*seconds) return pkl_no_memory(p);
    (*firsts)->size = (*seconds)->size = count;
    for(int i = 0; i < count; i++) {
        (*firsts)->items[i] = p->stack[from + 2 * i];
        (*seconds)->items[i] = p->stack[from + 2 * i + 1];
    }
    p->stacked = from;
    return true;
}

/* `key: pattern`, pushed. */
static bool push_item(Parser* p) {
    PklNode* key = literal(p);
    if(!key && !pkl_failed(p)) key = name_or_attribute(p);
    if(!key || key->kind == PKL_Name || !pkl_accept(p, T_COLON)) return false;
    PklNode* value = pkl_pattern(p);
    return value && pkl_push(p, key) && pkl_push(p, value);
}

static PklNode* mapping(Parser* p) {
    const PklRange* start = &pkl_accept(p, T_LBRACE)->range;
    Mark mark = pkl_mark(p);
    PklName rest = NULL;
    while(pkl_type(p) != T_RBRACE) {
        if(pkl_accept(p, T_DOUBLE_STAR)) {
            rest = capture_target(p);
            if(!rest) return NULL;
            pkl_accept(p, T_COMMA);
            break;
        }
        if(!push_item(p)) return NULL;
        if(!pkl_accept(p, T_COMMA)) break;
    }
    PklSeq *keys, *patterns;
    if(!pkl_accept(p, T_RBRACE)) {
        pkl_reset(p, mark);
        return p->diagnose && !pkl_failed(p) ? pkl_invalid_mapping_pattern(p) : NULL;
    }
    return unzip(p, mark.stacked, &keys, &patterns) ? pkl_node(p, PKL_MatchMapping, start, keys, patterns, rest) : NULL;
}

/* Behind the class and its bracket: patterns, then names with patterns. */
static PklNode* class_pattern(Parser* p, PklNode* cls) {
    pkl_accept(p, T_LPAREN);
    int from = p->stacked;
    PklSeq* patterns = NULL;
    while(pkl_type(p) != T_RPAREN) {
        bool named = pkl_type(p) == T_NAME && pkl_second_type(p) == T_EQUAL;
        if(!named && patterns) return p->diagnose ? pkl_invalid_class_pattern(p) : NULL;
        if(named && !patterns) patterns = pkl_gather(p, from);
        if(named && (!pkl_push(p, pkl_accept(p, T_NAME)->name) || !pkl_accept(p, T_EQUAL))) return NULL;
        if(!pkl_push(p, pkl_pattern(p))) return NULL;
        if(!pkl_accept(p, T_COMMA)) break;
    }
    if(!patterns) patterns = pkl_gather(p, from);
    PklSeq *names, *named_patterns;
    if(!pkl_accept(p, T_RPAREN) || !unzip(p, from, &names, &named_patterns)) return NULL;
    PklNode* node = pkl_node(p, PKL_MatchClass, &cls->range, cls, patterns, names);
    if(node) node->as.MatchClass.kwd_patterns = named_patterns;
    return node;
}

/* ---- Patterns ---- */

static PklNode* name_pattern(Parser* p) {
    Token* first = pkl_peek(p);
    TokenType second = pkl_second_type(p);
    if(first->soft == T_UNDERSCORE && second != T_DOT && second != T_LPAREN) {
        p->before = first;
        return pkl_node(p, PKL_MatchAs, &first->range, NULL, NULL, NULL);
    }
    PklNode* value = name_or_attribute(p);
    if(!value) return NULL;
    if(pkl_type(p) == T_LPAREN) return class_pattern(p, value);
    if(continues_name(pkl_type(p))) return NULL;
    if(value->kind == PKL_Name) return pkl_node(p, PKL_MatchAs, &first->range, NULL, value->as.Name.id, NULL);
    return pkl_node(p, PKL_MatchValue, &first->range, value, NULL, NULL);
}

static PklNode* literal_pattern(Parser* p) {
    const PklRange* start = &pkl_peek(p)->range;
    TokenType type = pkl_type(p);
    PklNode* value = literal(p);
    if(!value) return NULL;
    bool singleton = type == T_NONE || type == T_TRUE || type == T_FALSE;
    if(singleton) return pkl_node(p, PKL_MatchSingleton, start, value->as.Constant.value, NULL, NULL);
    return pkl_node(p, PKL_MatchValue, start, value, NULL, NULL);
}

static PklNode* closed_pattern(Parser* p) {
    switch(pkl_type(p)) {
        case T_NAME: return name_pattern(p);
        case T_LPAREN: return pkl_deeper(p, in_parentheses);
        case T_LBRACKET: return pkl_deeper(p, in_brackets);
        case T_LBRACE: return pkl_deeper(p, mapping);
        default: return literal_pattern(p);
    }
}

PklNode* pkl_or_pattern(Parser* p) {
    const PklRange* start = &pkl_peek(p)->range;
    int from = p->stacked;
    do {
        if(!pkl_push(p, closed_pattern(p))) return NULL;
    } while(pkl_accept(p, T_BAR));
    if(p->stacked == from + 1) return p->stack[--p->stacked];
    PklSeq* patterns = pkl_gather(p, from);
    return patterns ? pkl_node(p, PKL_MatchOr, start, patterns, NULL, NULL) : NULL;
}

static PklNode* pattern_rule(Parser* p) {
    const PklRange* start = &pkl_peek(p)->range;
    PklNode* pattern = pkl_or_pattern(p);
    if(!pattern || pkl_type(p) != T_AS) return pattern;
    Mark mark = pkl_mark(p);
    pkl_accept(p, T_AS);
    PklName name = capture_target(p);
    if(name) return pkl_node(p, PKL_MatchAs, start, pattern, name, NULL);
    pkl_reset(p, mark);
    if(p->diagnose && !pkl_failed(p)) pkl_invalid_as_pattern(p);
    pkl_reset(p, mark);
    return pkl_failed(p) ? NULL : pattern;
}

/* Without brackets: several, or one with a comma, are a sequence. */
PklNode* pkl_patterns(Parser* p) {
    const PklRange* start = &pkl_peek(p)->range;
    PklSeq* patterns = pkl_list(p, star_pattern, true);
    if(!patterns) return NULL;
    PklNode* first = pkl_at(patterns, 0);
    if(patterns->size > 1 || p->before->type == T_COMMA) return sequence(p, start, patterns);
    return first->kind == PKL_MatchStar ? NULL : first;
}

/* ---- match ---- */

static PklNode* case_block(Parser* p) {
    Token* head = pkl_accept_soft(p, T_CASE);
    PklNode* pattern = head ? pkl_patterns(p) : NULL;
    if(!pattern) return NULL;
    PklNode* guard = pkl_accept(p, T_IF) ? pkl_named_expression(p) : NULL;
    if(!guard && p->before->type == T_IF) return NULL;
    PklSeq* body = pkl_suite(p, "'case' statement", head);
    return body ? pkl_plain_node(p, PKL_match_case, pattern, guard, body) : NULL;
}

static PklNode* subject(Parser* p) {
    PklNode* value = pkl_subject(p);
    return value && value->kind != PKL_Starred ? value : NULL;
}

/* NULL also where `match` is just a name. */
PklNode* pkl_match(Parser* p) {
    Token* head = pkl_accept_soft(p, T_MATCH);
    PklNode* value = subject(p);
    if(!value) return NULL;
    if(p->diagnose && pkl_type(p) == T_NEWLINE) return pkl_raise_here(p, "expected ':'");
    if(!pkl_accept(p, T_COLON) || !pkl_accept(p, T_NEWLINE)) return NULL;
    if(!pkl_accept(p, T_INDENT)) {
        if(!p->diagnose) return NULL;
        return pkl_raise_last(p, PKL_INDENTATION_ERROR, "expected an indented block after 'match' statement on line %d",
                              head->range.lineno);
    }
    int from = p->stacked;
    while(pkl_peek(p)->soft == T_CASE) {
        if(!pkl_push(p, case_block(p))) return NULL;
    }
    if(p->stacked == from || !pkl_accept(p, T_DEDENT)) return NULL;
    PklSeq* cases = pkl_gather(p, from);
    return cases ? pkl_node(p, PKL_Match, &head->range, value, cases, NULL) : NULL;
}
