/* The nesting depth of f-strings, found before the lexer (which recurses for each level) sees the text. It follows the
 * lexer's own rules for where strings, comments and replacement fields begin and end; on a text that the lexer would
 * reject, the answer covers at least the part before the error. */
#include "compile_guard.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

/* One f-string whose replacement field is being read. */
typedef struct {
    char quote;
    bool triple;
} Field;

typedef struct {
    const char* at;
    Field* fields;
    int depth;
    int depth_max;
} Reader;

static bool starts_triple(const char* at, char quote) { return at[0] == quote && at[1] == quote; }

/* Continues inside a string, from after its opening quotes. Stops after the closing ones, at the end, or behind the
 * `{` of an f-string's field. */
static void read_string(Reader* in, Field string, bool is_raw, bool is_fstring) {
    while(*in->at) {
        char c = *in->at++;
        if(c == string.quote) {
            if(!string.triple) return;
            if(!starts_triple(in->at, c)) continue;
            in->at += 2;
            return;
        }
        if(c == '\n' && !string.triple) return;
        if(c == '\\' && !is_raw && *in->at) in->at++;
        if(c != '{' || !is_fstring) continue;
        if(*in->at == '{') {
            in->at++;
            continue;
        }
        in->fields[in->depth++] = string;
        if(in->depth > in->depth_max) in->depth_max = in->depth;
        return;
    }
}

static void open_string(Reader* in, char kind) {
    Field string = {.quote = *in->at++};
    string.triple = starts_triple(in->at, string.quote);
    if(string.triple) in->at += 2;
    read_string(in, string, kind == 'r', kind == 'f');
}

/* After a field: the rest of the string it stands in. */
static void resume_string(Reader* in) {
    Field string = in->fields[--in->depth];
    read_string(in, string, false, true);
}

/* `:spec}` or `!r:spec}`; the specification is not code. */
static void skip_format(Reader* in) {
    while(*in->at && *in->at != '\n' && *in->at != '}') in->at++;
    if(*in->at == '}') in->at++;
    resume_string(in);
}

static bool is_name_char(char c) { return isalnum((unsigned char)c) || c == '_' || (c & 0x80); }

static bool is_quote(char c) { return c == '\'' || c == '"'; }

static void read_word(Reader* in) {
    char first = *in->at;
    bool is_prefix = first == 'f' || first == 'r' || first == 'b';
    if(is_prefix && is_quote(in->at[1])) {
        in->at++;
        return open_string(in, first);
    }
    while(is_name_char(*in->at)) in->at++;
}

static void read_code(Reader* in) {
    char c = *in->at;
    if(is_quote(c)) return open_string(in, 0);
    if(is_name_char(c)) return read_word(in);
    in->at++;
    if(c == '#') {
        while(*in->at && *in->at != '\n') in->at++;
    } else if(in->depth > 0 && c == '}') {
        resume_string(in);
    } else if(in->depth > 0 && (c == ':' || (c == '!' && *in->at == 'r'))) {
        skip_format(in);
    }
}

/* Each field costs at least `f'{`, which bounds the stack of fields. */
static int count_openings(const char* source) {
    int count = 0;
    for(const char* at = source; (at = strchr(at, 'f')); at++) count += is_quote(at[1]);
    return count;
}

int pkw_fstring_depth(const char* source) {
    int openings = count_openings(source);
    if(openings < 2) return openings;
    Reader in = {.at = source, .fields = malloc((size_t)openings * sizeof(Field))};
    if(!in.fields) return openings;
    while(*in.at) read_code(&in);
    free(in.fields);
    return in.depth_max;
}
