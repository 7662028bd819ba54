/* Numbers: where they end, and what is wrong with them. Their values: literals.c. */
#include "../parser/parser.h"

static bool is_digit_of(int c, int base) {
    if(c >= '0' && c <= '9') return c - '0' < base;
    return base == 16 && ((c | 0x20) >= 'a' && (c | 0x20) <= 'f');
}

/* Is a keyword next that may follow a number in valid code? `if`, `in` and `is` count also as the beginning of a word.
 */
static bool keyword_follows(const char* at) {
    static const char words[] = "and\0else\0for\0or\0not\0if\0in\0is\0";
    for(const char* word = words; *word; word += strlen(word) + 1) {
        size_t size = strlen(word);
        if(strncmp(at, word, size) == 0 && (*word == 'i' || !pkl_is_name_character((unsigned char)at[size])))
            return true;
    }
    return false;
}

/* `c` is behind the number and already read. */
static bool check_end(Parser* p, int c, const char* kind) {
    if(c < 0 || c >= 0x80 || !pkl_is_name_character(c)) return true;
    if(keyword_follows(p->cursor - 1)) {
        PklRange range = {p->lineno, p->start_column, p->lineno, (int)(p->cursor - 1 - p->line_start)};
        pkl_warn_range(p, &range, "invalid %s literal", kind);
        return true;
    }
    pkl_back(p, c);
    pkl_lex_error(p, "invalid %s literal", kind);
    return false;
}

/* Digits with single underscores between them, after the first; answers what follows, or -2 after an error. */
static int decimal_tail(Parser* p) {
    for(;;) {
        int c;
        do c = pkl_next_char(p);
        while(is_digit_of(c, 10));
        if(c != '_') return c;
        c = pkl_next_char(p);
        if(!is_digit_of(c, 10)) {
            pkl_back(p, c);
            pkl_lex_error(p, "invalid decimal literal");
            return -2;
        }
    }
}

static TokenType done(Parser* p, int c, const char* kind) {
    if(!check_end(p, c, kind)) return T_ERROR;
    pkl_back(p, c);
    p->text_start = p->token_start;
    p->text_end = p->cursor;
    return T_NUMBER;
}

/* Behind `0x`, `0o` or `0b`. */
static TokenType radix(Parser* p, int base, const char* kind) {
    int c = pkl_next_char(p);
    do {
        if(c == '_') c = pkl_next_char(p);
        if(!is_digit_of(c, base)) {
            if(is_digit_of(c, 10)) return pkl_lex_error(p, "invalid digit '%c' in %s literal", c, kind);
            pkl_back(p, c);
            return pkl_lex_error(p, "invalid %s literal", kind);
        }
        do c = pkl_next_char(p);
        while(is_digit_of(c, base));
    } while(c == '_');
    if(is_digit_of(c, 10)) return pkl_lex_error(p, "invalid digit '%c' in %s literal", c, kind);
    return done(p, c, kind);
}

static TokenType imaginary_or_done(Parser* p, int c) {
    if((c | 0x20) != 'j') return done(p, c, "decimal");
    return done(p, pkl_next_char(p), "imaginary");
}

/* `e` was read. Without digits behind it, it is no part of the number: `1else`. */
static TokenType exponent(Parser* p, int e) {
    int c = pkl_next_char(p);
    if(c == '+' || c == '-') {
        c = pkl_next_char(p);
        if(!is_digit_of(c, 10)) {
            pkl_back(p, c);
            return pkl_lex_error(p, "invalid decimal literal");
        }
    } else if(!is_digit_of(c, 10)) {
        pkl_back(p, c);
        return done(p, e, "decimal");
    }
    c = decimal_tail(p);
    return c == -2 ? T_ERROR : imaginary_or_done(p, c);
}

/* Behind the whole part; `c` follows it. */
static TokenType fraction(Parser* p, int c) {
    if(c == '.') {
        c = pkl_next_char(p);
        if(is_digit_of(c, 10)) c = decimal_tail(p);
        if(c == -2) return T_ERROR;
    }
    return (c | 0x20) == 'e' ? exponent(p, c) : imaginary_or_done(p, c);
}

/* `0` was read: zeros, and what is behind them. */
static TokenType zeros(Parser* p) {
    int c = pkl_next_char(p);
    for(;;) {
        if(c == '_') {
            c = pkl_next_char(p);
            if(!is_digit_of(c, 10)) {
                pkl_back(p, c);
                return pkl_lex_error(p, "invalid decimal literal");
            }
        }
        if(c != '0') break;
        c = pkl_next_char(p);
    }
    const char* behind_zeros = p->cursor;
    if(!is_digit_of(c, 10)) return fraction(p, c);
    c = decimal_tail(p);
    if(c == -2) return T_ERROR;
    if(c == '.' || (c | 0x20) == 'e' || (c | 0x20) == 'j') return fraction(p, c);
    pkl_back(p, c);
    return pkl_lex_error_at(
        p, p->start_column + 1, (int)(behind_zeros - p->line_start),
        "leading zeros in decimal integer literals are not permitted; use an 0o prefix for octal integers");
}

/* `c`, a digit or the point before one, was read. */
TokenType pkl_lex_number(Parser* p, int c) {
    if(c == '.') return fraction(p, c);
    if(c != '0') {
        c = decimal_tail(p);
        return c == -2 ? T_ERROR : fraction(p, c);
    }
    int letter = *p->cursor | 0x20;
    int base = letter == 'x' ? 16 : letter == 'o' ? 8 : letter == 'b' ? 2 : 0;
    if(base == 0) return zeros(p);
    pkl_next_char(p);
    return radix(p, base, base == 16 ? "hexadecimal" : base == 8 ? "octal" : "binary");
}
