/* The source as the tokenizer reads it: UTF-8, newlines `\n`, a newline at the end of a whole program, a NUL behind it.
 * Encodings: UTF-8 (with or without its mark), Latin-1, ASCII; a coding cookie chooses, in one of the first two lines.
 */
#include "../parser/parser.h"

typedef enum Encoding { ENCODING_UTF8, ENCODING_LATIN1, ENCODING_ASCII, ENCODING_UNKNOWN } Encoding;

typedef struct Line {
    const char* start;
    const char* end;
} Line;

static bool is_blank(char c) { return c == ' ' || c == '\t' || c == '\f'; }

static bool is_cookie_character(char c) {
    return c == '-' || c == '.' || ((unsigned char)c < 0x80 && pkl_is_name_character(c));
}

static Line line_at(const char* at, const char* end) {
    Line line = {at, at};
    while(line.end < end && *line.end != '\n' && *line.end != '\r') line.end++;
    return line;
}

/* Is nothing but a comment, or nothing at all, in the line? */
static bool is_comment(Line line, const char** text) {
    const char* at = line.start;
    while(at < line.end && is_blank(*at)) at++;
    *text = at;
    return at == line.end || *at == '#';
}

/* The name after `coding:` or `coding=` in a comment; empty if there is none. */
static Line cookie_in(Line line) {
    static const char word[] = "coding";
    for(const char* at = line.start; at + sizeof word <= line.end; at++) {
        if(memcmp(at, word, sizeof word - 1) != 0) continue;
        const char* name = at + sizeof word - 1;
        if(*name != ':' && *name != '=') continue;
        do name++;
        while(name < line.end && (*name == ' ' || *name == '\t'));
        Line cookie = {name, name};
        while(cookie.end < line.end && is_cookie_character(*cookie.end)) cookie.end++;
        if(cookie.end > cookie.start) return cookie;
    }
    return (Line){line.end, line.end};
}

static Line find_cookie(const char* at, const char* end) {
    for(int lines = 0; lines < 2 && at < end; lines++) {
        Line line = line_at(at, end);
        const char* text;
        if(!is_comment(line, &text)) break;
        Line cookie = cookie_in((Line){text, line.end});
        if(cookie.end > cookie.start) return cookie;
        at = line.end;
        if(at + 1 < end && at[0] == '\r' && at[1] == '\n') at++;
        at++;
    }
    return (Line){NULL, NULL};
}

/* Is `name`, or `name` and `-anything`, what the text says? */
static bool is_encoding(const char* text, const char* name) {
    size_t size = strlen(name);
    return strncmp(text, name, size) == 0 && (text[size] == 0 || text[size] == '-');
}

static Encoding encoding_named(Line cookie) {
    char text[13] = {0};
    for(int i = 0; i < 12 && cookie.start + i < cookie.end; i++) {
        char c = cookie.start[i];
        text[i] = c == '_' ? '-' : c >= 'A' && c <= 'Z' ? (char)(c + 32) : c;
    }
    if(is_encoding(text, "utf-8") || is_encoding(text, "utf8")) return ENCODING_UTF8;
    if(is_encoding(text, "latin-1") || is_encoding(text, "iso-8859-1") || is_encoding(text, "iso-latin-1") ||
       is_encoding(text, "latin1")) {
        return ENCODING_LATIN1;
    }
    return is_encoding(text, "ascii") || is_encoding(text, "us-ascii") ? ENCODING_ASCII : ENCODING_UNKNOWN;
}

/* An error of the source as a whole, which CPython puts on line 0 without text. */
static bool refuse(Parser* p, const char* format, ...) {
    va_list arguments;
    va_start(arguments, format);
    const char* message = pkl_parse_format(p, format, arguments);
    va_end(arguments);
    if(!message) return pkl_no_memory(p);
    p->error->kind = PKL_SYNTAX_ERROR;
    p->error->message = (PklText){message, (int)strlen(message)};
    p->error->lineno = 0;
    p->error->offset = p->error->end_lineno = p->error->end_offset = -1;
    return false;
}

/* How many bytes at `at` are one character; negative: that many begin one that does not go on as it must. */
static int utf8_size(const unsigned char* at, const unsigned char* end) {
    int size = *at < 0x80 ? 1 : *at < 0xC2 ? 0 : *at < 0xE0 ? 2 : *at < 0xF0 ? 3 : *at < 0xF5 ? 4 : 0;
    if(size < 2) return size ? size : -1;
    unsigned low = *at == 0xE0   ? 0xA0
                   : *at == 0xF0 ? 0x90
                                 : 0x80,
             high = *at == 0xED   ? 0x9F
                    : *at == 0xF4 ? 0x8F
                                  : 0xBF;
    for(int i = 1; i < size; i++) {
        if(end - at <= i || at[i] < low || at[i] > high) return -i;
        low = 0x80;
        high = 0xBF;
    }
    return size;
}

/* The line from `start`, with U+FFFD in place of what is no character. */
static PklText shown_line(Parser* p, const char* start, const char* end) {
    Line line = line_at(start, end);
    char *text = pkl_arena_take(p->arena, (size_t)(line.end - start) * 3 + 1), *out = text;
    if(!text) return (PklText){NULL, 0};
    for(const char* at = start; at < line.end;) {
        int size = utf8_size((const unsigned char*)at, (const unsigned char*)line.end);
        memcpy(out, size > 0 ? at : "\xEF\xBF\xBD", (size_t)(size > 0 ? size : 3));
        out += size > 0 ? size : 3;
        at += size > 0 ? size : -size;
    }
    return (PklText){text, (int)(out - text)};
}

static bool refuse_byte(Parser* p, const char* start, const char* end, const char* bad) {
    int lineno = 1, column = 1;
    for(const char* at = start; at < bad; at++) {
        bool newline = *at == '\n' || (*at == '\r' && at[1] != '\n');
        column = newline ? 1 : column + ((*at & 0xC0) != 0x80);
        lineno += newline;
        if(newline) start = at + 1;
    }
    refuse(p,
           "Non-UTF-8 code starting with '\\x%x' on line %d, but no encoding declared; "
           "see https://peps.python.org/pep-0263/ for details",
           (unsigned char)*bad, lineno);
    p->error->lineno = p->error->end_lineno = lineno;
    p->error->offset = p->error->end_offset = column;
    p->error->text = shown_line(p, start, end);
    return false;
}

static bool check_bytes(Parser* p, const char* start, const char* end, Encoding encoding) {
    for(const char* at = start; at < end;) {
        int size = utf8_size((const unsigned char*)at, (const unsigned char*)end);
        if(encoding == ENCODING_ASCII && size != 1) {
            return refuse(p, "'ascii' codec can't decode byte 0x%x in position %d: ordinal not in range(128)",
                          (unsigned char)*at, (int)(at - start));
        }
        if(size < 0) return refuse_byte(p, start, end, at);
        at += size;
    }
    return true;
}

/* Copies with one kind of newline; Latin-1 becomes UTF-8. */
static bool copy_source(Parser* p, const char* at, const char* end, bool latin1) {
    size_t size = (size_t)(end - at) * (latin1 ? 2 : 1) + 2;
    char* out = pkl_arena_take(p->arena, size);
    if(!out) return pkl_no_memory(p);
    p->source = out;
    for(; at < end; at++) {
        unsigned char c = (unsigned char)*at;
        if(c == '\r') {
            if(at + 1 < end && at[1] == '\n') at++;
            c = '\n';
        }
        if(latin1 && c >= 0x80) {
            *out++ = (char)(0xC0 | c >> 6);
            c = 0x80 | (c & 0x3F);
        }
        *out++ = (char)c;
    }
    if(p->mode == PKL_EXEC && (out == p->source || out[-1] != '\n')) *out++ = '\n';
    p->source_end = out;
    return true;
}

bool pkl_read_source(Parser* p, const PklSource* source) {
    const char *at = source->text, *end = at + source->size;
    if(memchr(at, 0, (size_t)source->size)) {
        refuse(p, "source code string cannot contain null bytes");
        p->error->lineno = -1;
        return false;
    }
    Encoding encoding = ENCODING_UTF8;
    bool marked = end - at >= 3 && memcmp(at, "\xEF\xBB\xBF", 3) == 0;
    if(marked) at += 3;
    if(!(p->flags & PKL_SOURCE_IS_TEXT)) {
        Line cookie = find_cookie(at, end);
        int size = (int)(cookie.end - cookie.start);
        if(cookie.start) encoding = encoding_named(cookie);
        if(encoding == ENCODING_UNKNOWN) return refuse(p, "unknown encoding: %.*s", size, cookie.start);
        if(marked && encoding != ENCODING_UTF8) return refuse(p, "encoding problem: %.*s with BOM", size, cookie.start);
        if(encoding != ENCODING_LATIN1 && !check_bytes(p, at, end, encoding)) return false;
    }
    return copy_source(p, at, end, encoding == ENCODING_LATIN1);
}
