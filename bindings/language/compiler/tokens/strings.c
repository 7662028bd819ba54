/* Strings: where they end. Of f-strings and t-strings the parts are tokens: start, text, the tokens of replacement
 * fields, end. */
#include "../parser/parser.h"

static bool in_field(const StringMode* string) { return string->outer && string->field_depth >= 0; }

/* The error stands at the first character of the string, in the line where that is. */
static int go_to(Parser* p, const char* start, const char* line_start, int lineno) {
    int detected = p->lineno;
    p->cursor = start + 1;
    p->line_start = line_start;
    p->lineno = lineno;
    return detected;
}

/* Two more quotes after the first? */
static int quote_size(Parser* p, int quote) {
    if(p->cursor[0] != quote || p->cursor + 1 >= p->line_end || p->cursor[1] != quote) return 1;
    p->cursor += 2;
    return 3;
}

/* `c`: what stands where the string ended. */
static TokenType at_end_of_source(Parser* p, int c) {
    if(c < 0) p->done = DONE_EOF_IN_STRING;
    return T_ERROR;
}

static TokenType unterminated(Parser* p, int c, int quote, int size, bool escaped_quote) {
    int detected = go_to(p, p->token_start, p->first_line_start, p->first_lineno);
    StringMode* string = p->string;
    if(string->outer && string->quote == quote && string->quote_size == size) {
        return pkl_lex_error(p, "%c-string: expecting '}'", string->prefix);
    }
    const char* end = escaped_quote ? "; perhaps you escaped the end quote?" : "";
    if(size == 3) pkl_lex_error(p, "unterminated triple-quoted string literal (detected at line %d)", detected);
    else pkl_lex_error(p, "unterminated string literal (detected at line %d)%s", detected, end);
    return at_end_of_source(p, c);
}

/* Its letters and first quote were read. */
TokenType pkl_lex_string(Parser* p, int quote) {
    p->first_lineno = p->lineno;
    p->first_line_start = p->line_start;
    bool escaped_quote = false;
    int size = quote_size(p, quote);
    for(int quotes = 0; quotes < size;) {
        int c = pkl_next_char(p);
        if(c < 0 || (size == 1 && c == '\n')) return unterminated(p, c, quote, size, escaped_quote);
        quotes = c == quote ? quotes + 1 : 0;
        if(c == '\\') escaped_quote |= pkl_next_char(p) == quote;
    }
    p->text_start = p->token_start;
    p->text_end = p->cursor;
    return T_STRING;
}

/* ---- f-strings and t-strings ---- */

static TokenType part(const StringMode* string, TokenType type) { return type + (string->prefix == 't' ? 3 : 0); }

TokenType pkl_lex_string_start(Parser* p, int quote, const char* prefix) {
    p->first_lineno = p->lineno;
    p->first_line_start = p->line_start;
    int size = quote_size(p, quote);
    if(p->strings + 1 >= STRINGS_MAX) return pkl_lex_error(p, "too many nested f-strings or t-strings");
    StringMode* string = pkl_arena_take(p->arena, sizeof(StringMode));
    if(!string) return T_ERROR;
    *string = (StringMode){
        .outer = p->string,
        .start = p->token_start,
        .line_start = p->line_start,
        .lineno = p->lineno,
        .field_depth = -1,
        .quote = (uint8_t)quote,
        .quote_size = (uint8_t)size,
        .prefix = *prefix,
        .in_text = true,
    };
    string->raw = (p->token_start[0] | 0x20) == 'r' || (p->token_start[1] | 0x20) == 'r';
    p->string = string;
    p->strings++;
    p->text_start = p->token_start;
    p->text_end = p->cursor;
    return part(string, T_FSTRING_START);
}

static TokenType text_ends(Parser* p, const char* end) {
    p->text_start = p->token_start;
    p->text_end = end;
    return part(p->string, T_FSTRING_MIDDLE);
}

/* The tokens of a field follow, up to its `}` or to the `:` of its format. */
static TokenType enter_field(Parser* p) {
    StringMode* string = p->string;
    if(++string->field_depth >= FIELDS_MAX)
        return pkl_lex_error(p, "%c-string: expressions nested too deeply", string->prefix);
    string->in_text = string->in_format_spec = false;
    return T_END;
}

static TokenType unterminated_text(Parser* p, int c, bool in_format) {
    StringMode* string = p->string;
    if(in_format && c == '\n' && string->quote_size == 1) {
        return pkl_lex_error(p, "%c-string: newlines are not allowed in format specifiers for single quoted %c-strings",
                             string->prefix, string->prefix);
    }
    int detected = go_to(p, string->start, string->line_start, string->lineno);
    bool triple = string->quote_size == 3;
    pkl_lex_error(p, "unterminated %s%c-string literal (detected at line %d)", triple ? "triple-quoted " : "",
                  string->prefix, detected);
    return triple ? at_end_of_source(p, c) : T_ERROR;
}

/* `{` or `}` was read in the text. Doubled it is text, but not in a format. */
static TokenType brace(Parser* p, int c, bool in_format) {
    bool doubled = *p->cursor == c && !in_format && (c == '{' || p->string->depth == 0);
    if(doubled) {
        TokenType type = text_ends(p, p->cursor);
        p->cursor++;
        return type;
    }
    p->cursor--;
    if(c == '{') {
        if(enter_field(p) == T_ERROR) return T_ERROR;
    } else p->string->in_text = p->string->in_format_spec = false;
    return text_ends(p, p->cursor);
}

/* A backslash was read. Whether `\N{` begins the name of a character. */
static bool escape(Parser* p) {
    int c = pkl_next_char(p);
    if(c == '{' || c == '}') {
        PklRange range = {p->lineno, p->start_column, p->lineno, (int)(p->cursor - p->line_start)};
        if(!p->string->raw) {
            pkl_warn_range(p, &range,
                           "\"\\%c\" is an invalid escape sequence. Such sequences will not work in the future. "
                           "Did you mean \"\\\\%c\"? A raw string is also an option.",
                           c, c);
        }
        pkl_back(p, c);
        return false;
    }
    if(p->string->raw || c != 'N' || *p->cursor != '{') return false;
    p->cursor++;
    return true;
}

static TokenType lex_text(Parser* p) {
    StringMode* string = p->string;
    bool named = false;
    for(int quotes = 0; quotes < string->quote_size;) {
        int c = pkl_next_char(p);
        bool in_format = string->in_format_spec && in_field(string);
        if(c < 0 || (string->quote_size == 1 && c == '\n')) return unterminated_text(p, c, in_format);
        quotes = c == string->quote ? quotes + 1 : 0;
        if(c == '}' && named) return text_ends(p, p->cursor);
        if(c == '{' || c == '}') return brace(p, c, in_format);
        if(c == '\\') named |= escape(p);
    }
    p->cursor -= string->quote_size;
    return text_ends(p, p->cursor);
}

/* At the quotes that end the string? */
static bool at_end(Parser* p) {
    StringMode* string = p->string;
    for(int i = 0; i < string->quote_size; i++) {
        if(p->cursor + i >= p->line_end || (unsigned char)p->cursor[i] != string->quote) return false;
    }
    p->cursor += string->quote_size;
    return true;
}

TokenType pkl_lex_string_text(Parser* p) {
    StringMode* string = p->string;
    int c = pkl_next_char(p); /* may begin the next line */
    pkl_back(p, c);
    p->token_start = p->cursor;
    p->first_lineno = p->lineno;
    p->start_column = (int)(p->cursor - p->line_start);
    if(c == '{' && p->cursor[1] != '{') return enter_field(p) == T_ERROR ? T_ERROR : pkl_lex(p);
    if(!at_end(p)) return lex_text(p);
    p->text_start = p->token_start;
    p->text_end = p->cursor;
    p->string = string->outer;
    p->strings--;
    return part(string, T_FSTRING_END);
}
