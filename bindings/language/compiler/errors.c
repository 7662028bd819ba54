/* Errors and warnings of the passes behind the parser. */
#include "compiler.h"

#include <string.h>

/* The text with `name` in place of its `%`. */
static const char* expand(PklCompiler* c, const char* text, const PyStr* name) {
    const char* gap = name ? strchr(text, '%') : NULL;
    if(!gap) return text;
    size_t before = (size_t)(gap - text), size = (size_t)name->size, after = strlen(gap + 1);
    char* out = pkl_take(c, before + size + after + 1);
    if(!out) return text;
    memcpy(out, text, before);
    memcpy(out + before, name->data, size);
    memcpy(out + before + size, gap + 1, after);
    return out;
}

void pkl_compile_error(PklCompiler* c, const void* range, const char* text, const void* name) {
    if(c->failed) return;
    text = expand(c, text, name);
    if(c->failed) return;
    c->failed = true;
    pkl_error_at(c->source, PKL_SOURCE_IS_TEXT, &c->arena, range, text, &c->error);
}

void pkl_compile_warning(PklCompiler* c, const void* range, const char* text) {
    size_t size = strlen(text);
    char* copy = pkl_take(c, size + 1);
    PklWarning* warning = pkl_take(c, sizeof(PklWarning));
    if(!warning) return;
    memcpy(copy, text, size);
    warning->message = (PklText){copy, (int)size};
    warning->range = *(const PklRange*)range;
    if(c->last_warning) c->last_warning->next = warning;
    else c->warnings.first = warning;
    c->last_warning = warning;
}

bool pkl_descend(PklCompiler* c) {
    if(c->failed) return false;
    if(pkl_enter(" during compilation")) return true;
    c->failed = true;
    c->error.kind = PKL_NO_ERROR;
    return false;
}

void pkl_ascend(void) { pkl_leave(); }
