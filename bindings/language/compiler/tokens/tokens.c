/* The tokenizer: lines, indentation, names and operators. It reads one token at a time, when a rule looks at it.
 * Columns, and where it stands when it fails, are as in CPython, since its errors are told from there.
 */
#include "../parser/parser.h"

/* ---- Characters ---- */

/* The next line becomes current. */
static bool next_line(Parser* p) {
    if(p->line_end == p->source_end) {
        p->done = DONE_EOF;
        return false;
    }
    const char* newline = memchr(p->line_end, '\n', (size_t)(p->source_end - p->line_end));
    if(!p->token_start) p->text_line = p->line_end;
    p->line_start = p->line_end;
    p->line_end = newline ? newline + 1 : p->source_end;
    p->lineno++;
    return true;
}

/* -1 at the end of the source. */
int pkl_next_char(Parser* p) {
    if(p->cursor == p->line_end && (p->done != DONE_OK || !next_line(p))) return -1;
    return (unsigned char)*p->cursor++;
}

void pkl_back(Parser* p, int character) {
    if(character >= 0) p->cursor--;
}

static bool is_name_start(int c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c >= 0x80; }

bool pkl_is_name_character(int c) { return is_name_start(c) || (c >= '0' && c <= '9'); }

static TokenType stop(Parser* p, Done why) {
    p->done = why;
    if(why != DONE_CONTINUATION) p->cursor = p->line_end;
    return T_ERROR;
}

/* After a backslash: the rest of the line must be empty, and another line must follow. */
static bool continue_line(Parser* p) {
    if(pkl_next_char(p) != '\n') {
        stop(p, DONE_CONTINUATION);
        return false;
    }
    int c = pkl_next_char(p);
    if(c < 0) {
        stop(p, DONE_EOF);
        return false;
    }
    pkl_back(p, c);
    return true;
}

/* ---- Indentation ---- */

static TokenType indentation(Parser* p, int column, int alternative) {
    if(column > p->indents[p->indent]) {
        if(p->indent + 1 >= INDENTS_MAX) return stop(p, DONE_TOO_DEEP);
        if(alternative <= p->alternative_indents[p->indent]) return stop(p, DONE_TABS);
        p->pending++;
        p->indents[++p->indent] = column;
        p->alternative_indents[p->indent] = alternative;
        return T_END;
    }
    while(p->indent > 0 && column < p->indents[p->indent]) {
        p->pending--;
        p->indent--;
    }
    if(column != p->indents[p->indent]) return stop(p, DONE_DEDENT);
    return alternative == p->alternative_indents[p->indent] ? T_END : stop(p, DONE_TABS);
}

/* At the start of a line. A tab goes to the next multiple of 8, and, to see whether that matters, to the next column.
 */
static TokenType start_line(Parser* p, bool* blank) {
    int column = 0, alternative = 0, continued = 0, c;
    for(;;) {
        c = pkl_next_char(p);
        if(c == ' ') column++, alternative++;
        else if(c == '\t') column = (column / 8 + 1) * 8, alternative++;
        else if(c == '\f') column = alternative = 0;
        else if(c == '\\') {
            if(!continued) continued = column;
            if(!continue_line(p)) return T_ERROR;
        } else break;
    }
    pkl_back(p, c);
    *blank = c == '#' || c == '\n';
    if(*blank || p->level > 0) return T_END;
    if(continued) column = alternative = continued;
    return indentation(p, column, alternative);
}

static TokenType hand_out_indentation(Parser* p) {
    bool dedent = p->pending < 0;
    p->pending += dedent ? 1 : -1;
    return dedent ? T_DEDENT : T_INDENT;
}

/* ---- Names ---- */

static uint32_t code_point(const char* at, int* size) {
    const unsigned char* s = (const unsigned char*)at;
    if(s[0] < 0x80) return *size = 1, s[0];
    if(s[0] < 0xE0) return *size = 2, (s[0] & 31u) << 6 | (s[1] & 63u);
    if(s[0] < 0xF0) return *size = 3, (s[0] & 15u) << 12 | (s[1] & 63u) << 6 | (s[2] & 63u);
    return *size = 4, (s[0] & 7u) << 18 | (s[1] & 63u) << 12 | (s[2] & 63u) << 6 | (s[3] & 63u);
}

static bool is_printable(uint32_t code);

/* The bytes of a name may hold any character beyond ASCII; only some may stand in an identifier. */
static TokenType check_name(Parser* p) {
    int size;
    for(const char* at = p->token_start; at < p->cursor; at += size) {
        uint32_t code = code_point(at, &size);
        if(code < 0x80 || (at == p->token_start ? pkl_identifier_start(code) : pkl_identifier_continue(code))) continue;
        p->cursor = at + size;
        if(!is_printable(code)) return pkl_lex_error(p, "invalid non-printable character U+%X", code);
        return pkl_lex_error(p, "invalid character '%.*s' (U+%X)", size, at, code);
    }
    return T_NAME;
}

/* Of what CPython's `str.isprintable` says no to, what people meet: controls, separators, marks of direction. */
static bool is_printable(uint32_t code) {
    // clang-format off
    static const uint32_t hidden[][2] = {
        {0, 0x1F}, {0x7F, 0xA0}, {0xAD, 0xAD}, {0x600, 0x605}, {0x61C, 0x61C}, {0x6DD, 0x6DD}, {0x70F, 0x70F},
        {0x1680, 0x1680}, {0x180E, 0x180E}, {0x2000, 0x200F}, {0x2028, 0x202F}, {0x205F, 0x206F}, {0x3000, 0x3000},
        {0xD800, 0xF8FF}, {0xFEFF, 0xFEFF}, {0xFFF0, 0xFFFB}, {0xFFFE, 0xFFFF}, {0xE0000, 0xE00FF}, {0xE01F0, 0x10FFFF},
    };
    // clang-format on
    for(size_t i = 0; i < sizeof hidden / sizeof *hidden; i++) {
        if(code >= hidden[i][0] && code <= hidden[i][1]) return false;
    }
    return true;
}

static const char prefixes[] = "burft";

/* Which letters may not stand together before a string, in the order in which they are looked for. */
static TokenType check_prefixes(Parser* p, unsigned seen) {
    static const char pairs[][2] = {"ub", "ur", "uf", "ut", "bf", "bt", "ft"};
    for(size_t i = 0; i < sizeof pairs / sizeof *pairs; i++) {
        unsigned both =
            1u << (strchr(prefixes, pairs[i][0]) - prefixes) | 1u << (strchr(prefixes, pairs[i][1]) - prefixes);
        if((seen & both) != both) continue;
        int column = (int)(p->token_start - p->line_start);
        return pkl_lex_error_at(p, column + 1, (int)(p->cursor - p->line_start),
                                "'%c' and '%c' prefixes are incompatible", pairs[i][0], pairs[i][1]);
    }
    return T_NAME;
}

/* A name, or a string with letters before it. */
static TokenType lex_name(Parser* p, int c) {
    unsigned seen = 0;
    for(;;) {
        const char* letter = c > 0 && c < 0x80 ? strchr(prefixes, c | 0x20) : NULL;
        if(!letter || !is_name_start(c) || seen & 1u << (letter - prefixes)) break;
        seen |= 1u << (letter - prefixes);
        c = pkl_next_char(p);
        if(c != '"' && c != '\'') continue;
        if(check_prefixes(p, seen) == T_ERROR) return T_ERROR;
        return seen & 0x18 ? pkl_lex_string_start(p, c, seen & 8 ? "f" : "t") : pkl_lex_string(p, c);
    }
    bool ascii = true;
    for(; pkl_is_name_character(c); c = pkl_next_char(p)) ascii &= c < 0x80;
    pkl_back(p, c);
    if(!ascii && check_name(p) == T_ERROR) return T_ERROR;
    p->text_start = p->token_start;
    p->text_end = p->cursor;
    return T_NAME;
}

/* ---- Operators ---- */

// clang-format off
static const char operators[] =
    "!\0%\0&\0(\0)\0*\0+\0,\0-\0.\0/\0:\0;\0<\0=\0>\0@\0[\0]\0^\0{\0|\0}\0~\0"
    "!=\0%=\0&=\0**\0*=\0+=\0-=\0->\0//\0/=\0:=\0<<\0<=\0<>\0==\0>=\0>>\0@=\0^=\0|=\0"
    "**=\0...\0//=\0<<=\0>>=\0";
// clang-format on

/* The longest operator that the text begins with; `*size` 0 if none. */
static TokenType operator_at(const char* text, int* size) {
    TokenType best = T_ERROR, type = T_EXCLAMATION;
    *size = 0;
    for(const char* at = operators; *at; type++) {
        int length = (int)strlen(at);
        if(*text == *at && strncmp(text, at, (size_t)length) == 0) best = type, *size = length;
        at += length + 1;
    }
    return best;
}

static TokenType open_bracket(Parser* p, char kind) {
    if(p->level >= BRACKETS_MAX) return pkl_lex_error(p, "too many nested parentheses");
    p->brackets[p->level++] = (Bracket){kind, p->lineno, (int)(p->token_start - p->line_start)};
    if(p->string->outer) p->string->depth++;
    return T_END;
}

/* In a string, `}` may also end a replacement field, after which its text goes on. */
static TokenType close_in_string(Parser* p, char kind) {
    StringMode* string = p->string;
    if(--string->depth < 0) return pkl_lex_error(p, "%c-string: unmatched '%c'", string->prefix, kind);
    if(kind == '}' && string->depth == string->field_depth) {
        string->field_depth--;
        string->in_text = true;
        string->in_format_spec = string->has_equals = false;
    }
    return T_END;
}

static TokenType close_bracket(Parser* p, char kind) {
    StringMode* string = p->string;
    if(string->outer && string->depth == 0 && kind == '}') {
        return pkl_lex_error(p, "%c-string: single '}' is not allowed", string->prefix);
    }
    if(p->level == 0) return pkl_lex_error(p, "unmatched '%c'", kind);
    Bracket* bracket = &p->brackets[--p->level];
    if(bracket->kind != (kind == ')' ? '(' : kind - 2)) {
        if(string->outer && bracket->kind == '{' && string->depth - 1 == string->field_depth) {
            return pkl_lex_error(p, "%c-string: unmatched '%c'", string->prefix, kind);
        }
        const char* text = "closing parenthesis '%c' does not match opening parenthesis '%c' on line %d";
        if(bracket->lineno == p->lineno) text = "closing parenthesis '%c' does not match opening parenthesis '%c'";
        return pkl_lex_error(p, text, kind, bracket->kind, bracket->lineno);
    }
    return string->outer ? close_in_string(p, kind) : T_END;
}

/* `:` at the top of a replacement field begins its format: what follows is text again. */
static bool begins_format(Parser* p, int c) {
    StringMode* string = p->string;
    if(c != ':' || !string->outer || string->field_depth < 0 || string->depth - 1 != string->field_depth) return false;
    string->in_text = string->in_format_spec = true;
    return true;
}

static TokenType lex_operator(Parser* p, int c) {
    int size = 1;
    TokenType type = T_COLON;
    if(!begins_format(p, c)) type = operator_at(p->cursor - 1, &size);
    if(size == 0) {
        if(c < 0x20 || c == 0x7F) return pkl_lex_error(p, "invalid non-printable character U+%X", c);
        type = T_UNKNOWN;
        size = 1;
    }
    p->cursor += size - 1;
    if(size == 1 && p->cursor == p->source_end) p->done = DONE_EOF; /* as if it had looked for a second character */
    TokenType result = T_END;
    if(type == T_LPAREN || type == T_LBRACKET || type == T_LBRACE) result = open_bracket(p, (char)c);
    if(type == T_RPAREN || type == T_RBRACKET || type == T_RBRACE) result = close_bracket(p, (char)c);
    if(result == T_ERROR) return result;
    if(type == T_EQUAL && p->string->outer && p->string->field_depth >= 0) p->string->has_equals = true;
    p->text_start = p->token_start;
    p->text_end = p->cursor;
    return type;
}

/* ---- Tokens ---- */

static int skip_blanks(Parser* p) {
    int c;
    p->token_start = NULL;
    do c = pkl_next_char(p);
    while(c == ' ' || c == '\t' || c == '\f');
    p->token_start = p->cursor - (c >= 0);
    p->start_column = (int)(p->token_start - p->line_start);
    if(c != '#') return c;
    while(c >= 0 && c != '\n') c = pkl_next_char(p);
    return c;
}

static bool starts_number(Parser* p, int c) {
    return (c >= '0' && c <= '9') || (c == '.' && *p->cursor >= '0' && *p->cursor <= '9');
}

/* Behind blanks and comments. T_COUNT: nothing yet, go on in the next line. */
static TokenType lex_token(Parser* p, int c, bool blank) {
    if(c < 0) return p->level == 0 && p->done == DONE_EOF ? T_END : T_ERROR;
    if(is_name_start(c)) return lex_name(p, c);
    if(starts_number(p, c)) return pkl_lex_number(p, c);
    if(c == '"' || c == '\'') return pkl_lex_string(p, c);
    if(c == '\n') {
        p->at_line_start = true;
        if(blank || p->level > 0) return T_COUNT;
        p->text_start = p->token_start;
        p->text_end = p->cursor - 1;
        return T_NEWLINE;
    }
    if(c == '\\') return continue_line(p) ? T_COUNT : T_ERROR;
    return lex_operator(p, c);
}

TokenType pkl_lex(Parser* p) {
    p->text_start = p->text_end = NULL;
    if(p->string->in_text) return pkl_lex_string_text(p);
    for(;;) {
        bool blank = false;
        p->token_start = NULL;
        if(p->at_line_start) {
            p->at_line_start = false;
            if(start_line(p, &blank) == T_ERROR) return T_ERROR;
        }
        p->token_start = p->cursor;
        if(p->pending != 0) return hand_out_indentation(p);
        TokenType type = lex_token(p, skip_blanks(p), blank);
        if(type != T_COUNT) return type;
    }
}

static bool is_string_part(TokenType type) { return type >= T_STRING && type <= T_TSTRING_END; }

static void fill(Parser* p, Token* token, TokenType type) {
    token->type = (uint8_t)type;
    token->level = (uint8_t)p->level;
    token->start = p->text_start;
    token->end = p->text_end;
    token->range = (PklRange){is_string_part(type) ? p->first_lineno : p->lineno, -1, p->lineno, -1};
    if(p->text_start) {
        token->range.col_offset = p->start_column;
        token->range.end_col_offset = (int)(p->cursor - p->line_start);
    }
    token->solid = type <= T_DEDENT ? p->last->solid : token;
}

static void fill_name(Parser* p, Token* token) {
    const Name* name = pkl_parse_name(p, token->start, (size_t)(token->end - token->start));
    if(!name) return;
    token->name = &name->text;
    token->type = name->type;
    token->soft = name->soft;
}

/* One more token behind the last. Of an error there is one too; the error itself is then told. */
Token* pkl_fetch(Parser* p) {
    TokenType type = pkl_lex(p);
    bool ends_statement = type == T_END && p->mode == PKL_SINGLE && p->parsing_started;
    p->parsing_started = !ends_statement;
    if(ends_statement) {
        type = T_NEWLINE;
        if(p->indent && !(p->flags & PKL_DONT_IMPLY_DEDENT)) {
            p->pending = -p->indent;
            p->indent = 0;
        }
    }
    Token* token = pkl_arena_take(p->arena, sizeof(Token));
    if(!token) {
        pkl_no_memory(p);
        return &p->broken;
    }
    fill(p, token, type);
    p->last->next = token;
    p->last = token;
    if(type == T_NAME) fill_name(p, token);
    if(p->arena->failed) pkl_no_memory(p);
    else if(type == T_ERROR && !pkl_failed(p)) pkl_tokenizer_stopped(p);
    return token;
}
