/* String literals side by side, f-strings and t-strings. */
#include "parser.h"

static PklNode* text_node(Parser* p, PklText text, const PklRange* range) {
    PklConstant* constant = pkl_arena_take(p->arena, sizeof(PklConstant));
    PklNode* node = constant ? pkl_plain_node(p, PKL_Constant, constant, NULL, NULL) : NULL;
    if(!node) return pkl_no_memory(p);
    constant->kind = PKL_STR;
    constant->text = text;
    node->range = *range;
    return node;
}

static const PklConstant* value_of(const PklNode* node) { return node->as.Constant.value; }

/* ---- Plain strings ---- */

static PklNode* plain_string(Parser* p) {
    Token* token = pkl_accept(p, T_STRING);
    if(!token) return NULL;
    const char *start = token->start, *end = token->end;
    bool bytes = false, raw = false;
    for(; *start != '"' && *start != '\''; start++) {
        bytes |= (*start | 0x20) == 'b';
        raw |= (*start | 0x20) == 'r';
    }
    int quotes = end - start >= 6 && start[1] == start[0] && start[2] == start[0] ? 3 : 1;
    start += quotes;
    end -= quotes;
    PklNode* node = text_node(p, (PklText){NULL, 0}, &token->range);
    if(!node) return NULL;
    for(const char* at = start; bytes && at < end; at++) {
        if((unsigned char)*at < 0x80) continue;
        return pkl_raise_at(p, PKL_SYNTAX_ERROR, &token->range, "bytes can only contain ASCII literal characters");
    }
    if(!pkl_decode(p, start, end, bytes, raw, token, (PklConstant*)value_of(node))) return NULL;
    if(*token->start == 'u') node->as.Constant.kind = &pkl_parse_name(p, "u", 1)->text;
    return node;
}

/* ---- f-strings and t-strings ---- */

static TokenType part(Parser* p, TokenType type) {
    TokenType next = pkl_type(p);
    return next == type || next == type + 3 ? next : T_ERROR;
}

/* Pushes the text of a token as it is in the source; doubled braces the tokenizer made one. */
static bool push_text(Parser* p, const Token* token) {
    return pkl_push(p, text_node(p, (PklText){token->start, (int)(token->end - token->start)}, &token->range));
}

/* Replaces the source of the texts pushed since `from` by what it means. CPython does so at the end of the string,
 * which is where an error then stands. */
static bool decode_texts(Parser* p, int from, bool raw) {
    for(int i = from; i < p->stacked; i++) {
        PklNode* node = p->stack[i];
        if(node->kind != PKL_Constant) continue;
        PklConstant* value = (PklConstant*)value_of(node);
        Token token = {.range = node->range, .type = T_FSTRING_MIDDLE, .start = value->text.data};
        if(!pkl_decode(p, token.start, token.start + value->text.size, false, raw, &token, value)) return false;
    }
    return true;
}

/* The source between two tokens, without comments. */
static PklText source_between(Parser* p, const Token* from, const Token* to) {
    size_t size = (size_t)(to->start - from->end);
    char *text = pkl_arena_take(p->arena, size + 1), *out = text;
    if(!text) return (PklText){"", 0};
    char quote = 0;
    for(const char* at = from->end; at < to->start; at++) {
        if(*at == '"' || *at == '\'') quote = quote == 0 ? *at : quote == *at ? 0 : quote;
        while(*at == '#' && !quote && at < to->start) {
            while(at < to->start && *at != '\n') at++;
        }
        if(at < to->start) *out++ = *at;
    }
    return (PklText){text, (int)(out - text)};
}

static PklText without_equals(PklText text) {
    while(text.size > 0 && strchr(" \t\n\f\r=", text.data[text.size - 1])) text.size--;
    return text;
}

/* `!r` and its like: the letter, 0 for none, -1 after an error. */
static int conversion(Parser* p, char prefix) {
    Mark mark = pkl_mark(p);
    Token* sign = pkl_accept(p, T_EXCLAMATION);
    if(!sign) return 0;
    Token* name = pkl_accept(p, T_NAME);
    if(!name) {
        pkl_reset(p, mark);
        return pkl_failed(p) ? -1 : 0;
    }
    if(sign->range.lineno != name->range.lineno || sign->range.end_col_offset != name->range.col_offset) {
        pkl_raise_span(p, &sign->range, &name->range,
                       "%c-string: conversion type must come right after the exclamation mark", prefix);
        return -1;
    }
    if(name->name->size == 1 && strchr("sra", *name->name->data)) return *name->name->data;
    pkl_raise_at(p, PKL_SYNTAX_ERROR, &name->range,
                 "%c-string: invalid conversion character '%s': expected 's', 'r', or 'a'", prefix, name->name->data);
    return -1;
}

static PklNode* joined(Parser* p, PklKind kind, const PklRange* range, int from);

/* Behind `:` — text and fields up to the `}` of the field. */
static PklNode* format_spec(Parser* p, const Token* colon, char prefix) {
    int from = p->stacked;
    for(;;) {
        TokenType type = part(p, T_FSTRING_MIDDLE);
        bool pushed = true;
        int text = p->stacked;
        if(type != T_ERROR) pushed = push_text(p, pkl_accept(p, type)) && decode_texts(p, text, false);
        else if(pkl_type(p) == T_LBRACE) pushed = pkl_push_field(p, prefix, false);
        else break;
        if(!pushed) return NULL;
    }
    PklNode* whole = pkl_node(p, PKL_JoinedStr, &colon->range, NULL, NULL, NULL);
    return whole ? joined(p, PKL_JoinedStr, &whole->range, from) : NULL;
}

/* What a field consists of, between its braces. */
typedef struct Field {
    Token *open, *equals, *sign, *colon, *close;
    PklNode *value, *format;
    int conversion;
} Field;

static bool read_field(Parser* p, Field* field, char prefix) {
    field->open = pkl_accept(p, T_LBRACE);
    field->value = pkl_value(p);
    if(!field->value) return false;
    field->equals = pkl_accept(p, T_EQUAL);
    field->sign = pkl_peek(p);
    field->conversion = conversion(p, prefix);
    if(field->conversion < 0) return false;
    field->colon = pkl_accept(p, T_COLON);
    if(field->colon) field->format = format_spec(p, field->colon, prefix);
    if(field->colon && !field->format) return false;
    field->close = pkl_accept(p, T_RBRACE);
    return field->close != NULL;
}

/* `{x=}` is the text `x=` and the value. */
static bool push_equals_text(Parser* p, const Field* field, const Token* behind) {
    PklRange range = field->open->range;
    range.col_offset++;
    range.end_lineno = behind->range.lineno;
    range.end_col_offset = behind->range.col_offset;
    return pkl_push(p, text_node(p, source_between(p, field->open, behind), &range));
}

static bool push_field_node(Parser* p, const Field* field, bool in_template) {
    const Token* behind = field->conversion ? field->sign : field->colon ? field->colon : field->close;
    if(field->equals && !push_equals_text(p, field, behind)) return false;
    PklInt letter = field->conversion ? field->conversion : field->equals && !field->colon ? 'r' : -1;
    PklNode* node;
    if(!in_template) {
        node = pkl_node(p, PKL_FormattedValue, &field->open->range, field->value, PKL_NUMBER(letter), field->format);
    } else {
        PklNode* source = text_node(p, without_equals(source_between(p, field->open, behind)), &field->open->range);
        if(!source) return false;
        node = pkl_node(p, PKL_Interpolation, &field->open->range, field->value, value_of(source), PKL_NUMBER(letter));
        if(node) node->as.Interpolation.format_spec = field->format;
    }
    return pkl_push(p, node);
}

/* `{…}`; pushes one node or two. In the formats of a t-string, fields are those of f-strings. */
bool pkl_push_field(Parser* p, char prefix, bool in_template) {
    Field field = {0};
    Mark mark = pkl_mark(p);
    if(read_field(p, &field, prefix)) return push_field_node(p, &field, in_template);
    if(!pkl_failed(p) && p->diagnose) {
        pkl_reset(p, mark);
        pkl_invalid_field(p, prefix);
    }
    return false;
}

static bool is_raw(const Token* token) { return (token->start[0] | 0x20) == 'r' || (token->start[1] | 0x20) == 'r'; }

/* One f-string or t-string; its parts stay pushed. The node itself only marks the kind and the place. */
static PklNode* interpolated(Parser* p) {
    Token* start = pkl_accept(p, part(p, T_FSTRING_START));
    bool in_template = start->type == T_TSTRING_START;
    int from = p->stacked;
    for(;;) {
        TokenType type = part(p, T_FSTRING_MIDDLE);
        bool pushed = true;
        if(type != T_ERROR) pushed = push_text(p, pkl_accept(p, type));
        else if(pkl_type(p) == T_LBRACE) pushed = pkl_push_field(p, in_template ? 't' : 'f', in_template);
        else break;
        if(!pushed) return NULL;
    }
    if(!pkl_accept(p, in_template ? T_TSTRING_END : T_FSTRING_END) || !decode_texts(p, from, is_raw(start)))
        return NULL;
    return pkl_node(p, in_template ? PKL_TemplateStr : PKL_JoinedStr, &start->range, NULL, NULL, NULL);
}

/* ---- Side by side ---- */

/* One constant of those in [from, to) of the stack. */
static PklNode* concatenated(Parser* p, int from, int to) {
    PklNode *first = p->stack[from], *last = p->stack[to - 1];
    if(to - from == 1) return first;
    size_t size = 0;
    for(int i = from; i < to; i++) size += (size_t)value_of(p->stack[i])->text.size;
    char *text = pkl_arena_take(p->arena, size + 1), *out = text;
    if(!text) return pkl_no_memory(p);
    for(int i = from; i < to; i++) {
        PklText piece = value_of(p->stack[i])->text;
        memcpy(out, piece.data, (size_t)piece.size);
        out += piece.size;
    }
    PklRange range = {first->range.lineno, first->range.col_offset, last->range.end_lineno, last->range.end_col_offset};
    PklNode* node = text_node(p, (PklText){text, (int)size}, &range);
    if(!node) return NULL;
    ((PklConstant*)value_of(node))->kind = value_of(first)->kind;
    node->as.Constant.kind = first->as.Constant.kind;
    return node;
}

/* The parts since `from`, texts side by side joined and empty ones left out, as a node of `kind`. */
static PklNode* joined(Parser* p, PklKind kind, const PklRange* range, int from) {
    int out = from;
    for(int at = from; at < p->stacked;) {
        PklNode* node = p->stack[at];
        int behind = at + 1;
        if(node->kind == PKL_Constant) {
            while(behind < p->stacked && ((PklNode*)p->stack[behind])->kind == PKL_Constant) behind++;
            node = concatenated(p, at, behind);
            if(!node) return NULL;
        }
        at = behind;
        if(node->kind != PKL_Constant || value_of(node)->text.size) p->stack[out++] = node;
    }
    p->stacked = out;
    PklSeq* values = pkl_gather(p, from);
    PklNode* whole = values ? pkl_plain_node(p, kind, values, NULL, NULL) : NULL;
    if(whole) whole->range = *range;
    return whole;
}

typedef enum Seen { SEEN_BYTES = 1, SEEN_STR = 2, SEEN_FSTRING = 4, SEEN_TEMPLATE = 8 } Seen;

static PklNode* one_string(Parser* p, unsigned* seen) {
    PklNode* node = pkl_type(p) == T_STRING ? plain_string(p) : pkl_deeper(p, interpolated);
    if(!node) return NULL;
    if(node->kind == PKL_Constant) *seen |= value_of(node)->kind == PKL_BYTES ? SEEN_BYTES : SEEN_STR;
    else *seen |= node->kind == PKL_TemplateStr ? SEEN_TEMPLATE : SEEN_FSTRING;
    if(node->kind == PKL_Constant && !pkl_push(p, node)) return NULL;
    return node;
}

static bool at_string(Parser* p) { return pkl_type(p) == T_STRING || part(p, T_FSTRING_START) != T_ERROR; }

static PklNode* strings_rule(Parser* p) {
    const PklRange* start = &pkl_peek(p)->range;
    int from = p->stacked;
    unsigned seen = 0;
    for(PklNode *last = NULL, *node; at_string(p); last = node) {
        unsigned before = seen;
        Mark mark = pkl_mark(p);
        node = one_string(p, &seen);
        if(!node) return NULL;
        bool mixed = before && seen & SEEN_TEMPLATE && seen != SEEN_TEMPLATE;
        if(mixed && p->diagnose) {
            return pkl_raise_span(p, &last->range, &node->range,
                                  "cannot mix t-string literals with string or bytes literals");
        }
        if(!mixed) continue;
        pkl_reset(p, mark);
        seen = before;
        break;
    }
    if(seen & SEEN_BYTES && seen != SEEN_BYTES) return pkl_raise_here(p, "cannot mix bytes and nonbytes literals");
    PklNode* whole = pkl_node(p, PKL_JoinedStr, start, NULL, NULL, NULL);
    if(!whole) return NULL;
    if(seen & (SEEN_FSTRING | SEEN_TEMPLATE)) {
        return joined(p, seen & SEEN_TEMPLATE ? PKL_TemplateStr : PKL_JoinedStr, &whole->range, from);
    }
    PklNode* node = concatenated(p, from, p->stacked);
    p->stacked = from;
    return node;
}

PklNode* pkl_strings(Parser* p) { return pkl_memoized(p, 's', strings_rule); }
