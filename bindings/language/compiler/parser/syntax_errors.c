/* Errors and warnings: their texts, and where CPython says that they are. */
#include "parser.h"

/* ---- Texts ---- */

typedef struct Writer {
    char* out; /* NULL while only measuring */
    size_t size;
} Writer;

static void put(Writer* writer, const char* text, size_t size) {
    if(writer->out) memcpy(writer->out + writer->size, text, size);
    writer->size += size;
}

static void put_number(Writer* writer, unsigned value, unsigned base, int digits_min) {
    char digits[12];
    int at = sizeof digits;
    do digits[--at] = (digits_min == 2 ? "0123456789abcdef" : "0123456789ABCDEF")[value % base];
    while((value /= base) || (int)sizeof digits - at < digits_min);
    put(writer, digits + at, sizeof digits - (size_t)at);
}

/* %s %c %d; %.*s; %X: a code point, four digits at least; %x: a byte, two digits; %% is not needed. */
static void format(Writer* writer, const char* text, va_list arguments) {
    for(; *text; text++) {
        const char* percent = strchr(text, '%');
        size_t size = percent ? (size_t)(percent - text) : strlen(text);
        put(writer, text, size);
        text += size;
        if(!*text) return;
        text++;
        char c = (char)(*text == 'c' ? va_arg(arguments, int) : 0);
        const char* string;
        switch(*text) {
            case 'c': put(writer, &c, 1); break;
            case 'd': put_number(writer, (unsigned)va_arg(arguments, int), 10, 1); break;
            case 'X': put_number(writer, (unsigned)va_arg(arguments, int), 16, 4); break;
            case 'x': put_number(writer, (unsigned)va_arg(arguments, int), 16, 2); break;
            case '.':
                size = (size_t)va_arg(arguments, int);
                put(writer, va_arg(arguments, const char*), size);
                text += 2;
                break;
            default: string = va_arg(arguments, const char*); put(writer, string, strlen(string));
        }
    }
}

const char* pkl_parse_format(Parser* p, const char* text, va_list arguments) {
    Writer writer = {NULL, 0};
    va_list again;
    va_copy(again, arguments);
    format(&writer, text, arguments);
    writer.out = pkl_arena_take(p->arena, writer.size + 1);
    writer.size = 0;
    if(writer.out) format(&writer, text, again);
    va_end(again);
    return writer.out;
}

void* pkl_no_memory(Parser* p) {
    *p->error = (PklSyntaxError){.kind = PKL_NO_MEMORY};
    return NULL;
}

/* ---- Places ---- */

static PklText line_of(Parser* p, int lineno) {
    const char* at = p->source;
    for(; lineno > 1; lineno--) {
        const char* newline = memchr(at, '\n', (size_t)(p->source_end - at));
        if(!newline) break;
        at = newline + 1;
    }
    const char* newline = memchr(at, '\n', (size_t)(p->source_end - at));
    return (PklText){at, (int)((newline ? newline : p->source_end) - at)};
}

/* The line that CPython keeps for an error; where the tokenizer still is in it, with its newline. */
static PklText shown_text(Parser* p, int lineno) {
    if(p->lineno <= lineno && p->line_end > p->line_start)
        return (PklText){p->line_start, (int)(p->line_end - p->line_start)};
    return line_of(p, lineno);
}

/* How many characters the first `bytes` bytes begin; one more than there are for what lies behind the text. */
static int characters(PklText text, int bytes) {
    int count = 0;
    for(int i = 0; i < bytes && i <= text.size; i++) count += i == text.size || (text.data[i] & 0xC0) != 0x80;
    return count;
}

/* Columns count from 0, -1 and less is none; the error's from 1. */
static void* raise(Parser* p, int kind, PklRange range, const char* text, va_list arguments) {
    if(pkl_failed(p)) return NULL;
    const char* message = pkl_parse_format(p, text, arguments);
    if(!message) return pkl_no_memory(p);
    PklText line = shown_text(p, range.lineno);
    int end = range.end_col_offset + 1;
    *p->error = (PklSyntaxError){
        .kind = kind,
        .message = {message, (int)strlen(message)},
        .lineno = range.lineno,
        .offset = characters(line, range.col_offset + 1),
        .end_lineno = range.end_lineno,
        .end_offset = end > 0 ? characters(line, end) : end,
        .text = line,
    };
    return NULL;
}

void* pkl_raise_at(Parser* p, int kind, const PklRange* range, const char* text, ...) {
    va_list arguments;
    va_start(arguments, text);
    raise(p, kind, *range, text, arguments);
    va_end(arguments);
    return NULL;
}

void* pkl_raise_span(Parser* p, const PklRange* from, const PklRange* to, const char* text, ...) {
    va_list arguments;
    va_start(arguments, text);
    PklRange range = {from->lineno, from->col_offset, to->end_lineno, to->end_col_offset};
    raise(p, PKL_SYNTAX_ERROR, range, text, arguments);
    va_end(arguments);
    return NULL;
}

/* To where the tokenizer is. */
void* pkl_raise_from(Parser* p, const PklRange* from, const char* text, ...) {
    va_list arguments;
    va_start(arguments, text);
    PklRange range = {from->lineno, from->col_offset, p->lineno, (int)(p->cursor - p->line_start) - 1};
    raise(p, PKL_SYNTAX_ERROR, range, text, arguments);
    va_end(arguments);
    return NULL;
}

static void* unclosed(Parser* p) {
    PklRange here = {p->lineno, (int)(p->cursor - p->line_start) - 1, p->lineno, -2};
    if(p->level == 0) return pkl_raise_at(p, PKL_SYNTAX_ERROR, &here, "unexpected EOF while parsing");
    const Bracket* bracket = &p->brackets[p->level - 1];
    PklRange range = {bracket->lineno, bracket->column, bracket->lineno, -1};
    return pkl_raise_at(p, PKL_SYNTAX_ERROR, &range, "'%c' was never closed", bracket->kind);
}

/* At a token. One without text stands where the tokenizer is, and ends nowhere. */
static void* raise_at_token(Parser* p, int kind, const Token* token, const char* text, va_list arguments) {
    if(token->type == T_ERROR && p->done == DONE_EOF) return unclosed(p);
    PklRange range = token->range;
    if(range.col_offset < 0) range.col_offset = (int)(p->cursor - p->line_start) - 1;
    if(range.end_col_offset < 0) range.end_col_offset = -2;
    return raise(p, kind, range, text, arguments);
}

/* At the last token that was read. */
void* pkl_raise_last(Parser* p, int kind, const char* text, ...) {
    va_list arguments;
    va_start(arguments, text);
    raise_at_token(p, kind, p->last, text, arguments);
    va_end(arguments);
    return NULL;
}

void* pkl_raise_here(Parser* p, const char* text, ...) {
    va_list arguments;
    va_start(arguments, text);
    raise_at_token(p, PKL_SYNTAX_ERROR, p->last, text, arguments);
    va_end(arguments);
    return NULL;
}

/* At the token that comes next. */
void* pkl_raise_next(Parser* p, const char* text, ...) {
    va_list arguments;
    va_start(arguments, text);
    raise_at_token(p, PKL_SYNTAX_ERROR, pkl_peek(p), text, arguments);
    va_end(arguments);
    return NULL;
}

/* ---- Errors of the tokenizer ---- */

/* Columns count from 1, in bytes; 0 is where the tokenizer is. */
static TokenType lex_error(Parser* p, int column, int end_column, const char* text, va_list arguments) {
    if(p->done == DONE_ERROR) return T_ERROR;
    const char* message = pkl_parse_format(p, text, arguments);
    const char* newline = memchr(p->line_start, '\n', (size_t)(p->source_end - p->line_start));
    PklText line = {p->line_start, (int)((newline ? newline : p->source_end) - p->line_start)};
    int here = characters((PklText){p->line_start, (int)(p->cursor - p->line_start)}, (int)(p->cursor - p->line_start));
    p->done = DONE_ERROR;
    if(!message) return pkl_no_memory(p), T_ERROR;
    *p->error = (PklSyntaxError){
        .kind = PKL_SYNTAX_ERROR,
        .message = {message, (int)strlen(message)},
        .lineno = p->lineno,
        .end_lineno = p->lineno,
        .offset = column ? column : here,
        .end_offset = end_column ? end_column : here,
        .text = line,
    };
    return T_ERROR;
}

TokenType pkl_lex_error(Parser* p, const char* text, ...) {
    va_list arguments;
    va_start(arguments, text);
    lex_error(p, 0, 0, text, arguments);
    va_end(arguments);
    return T_ERROR;
}

TokenType pkl_lex_error_at(Parser* p, int column, int end_column, const char* text, ...) {
    va_list arguments;
    va_start(arguments, text);
    lex_error(p, column, end_column, text, arguments);
    va_end(arguments);
    return T_ERROR;
}

/* An error token was read without an error: tells why the tokenizer stopped. */
void pkl_tokenizer_stopped(Parser* p) {
    PklRange line = {p->lineno, 0, p->lineno, -1};
    switch(p->done) {
        case DONE_TABS:
            pkl_raise_at(p, PKL_TAB_ERROR, &line, "inconsistent use of tabs and spaces in indentation");
            break;
        case DONE_TOO_DEEP: pkl_raise_at(p, PKL_INDENTATION_ERROR, &line, "too many levels of indentation"); break;
        case DONE_DEDENT:
            pkl_raise_last(p, PKL_INDENTATION_ERROR, "unindent does not match any outer indentation level");
            break;
        case DONE_CONTINUATION:
            line.col_offset = (int)(p->cursor - p->text_line) - 1;
            pkl_raise_at(p, PKL_SYNTAX_ERROR, &line, "unexpected character after line continuation character");
            break;
        default: unclosed(p);
    }
}

/* An error was found in `line`; the tokens behind it may have one that matters more: CPython prefers any of a string, a
 * number or a bracket to it, and an opened bracket in a line above. */
static void check_rest(Parser* p, int line) {
    PklSyntaxError found = *p->error;
    *p->error = (PklSyntaxError){0};
    TokenType type;
    do type = pkl_lex(p);
    while(type != T_ERROR && type != T_END);
    if(type == T_ERROR && !pkl_failed(p) && p->level > 0 && line > p->brackets[p->level - 1].lineno) unclosed(p);
    else if(p->string->outer) *p->error = found;
    if(!pkl_failed(p)) *p->error = found;
}

/* Both passes failed. */
void pkl_raise_generic(Parser* p, Token* last) {
    if(p->arena->failed) {
        pkl_no_memory(p);
        return;
    }
    if(pkl_failed(p)) {
        if(p->done == DONE_OK && p->error->kind <= PKL_TAB_ERROR) check_rest(p, p->last->range.lineno);
        return;
    }
    if(last->type == T_ERROR && p->done == DONE_EOF) unclosed(p);
    else if(last->type == T_INDENT) pkl_raise_last(p, PKL_INDENTATION_ERROR, "unexpected indent");
    else if(last->type == T_DEDENT) pkl_raise_last(p, PKL_INDENTATION_ERROR, "unexpected unindent");
    else {
        pkl_raise_at(p, PKL_SYNTAX_ERROR, &last->range, "invalid syntax");
        check_rest(p, p->last->range.lineno);
    }
}

void pkl_warn_range(Parser* p, const PklRange* range, const char* text, ...) {
    if(!p->warnings) return;
    va_list arguments;
    va_start(arguments, text);
    const char* message = pkl_parse_format(p, text, arguments);
    va_end(arguments);
    PklWarning* warning = pkl_arena_take(p->arena, sizeof(PklWarning));
    if(!warning || !message) return;
    warning->message = (PklText){message, (int)strlen(message)};
    warning->range = *range;
    if(p->last_warning) p->last_warning->next = warning;
    else p->warnings->first = warning;
    p->last_warning = warning;
}
