/*
 * Errors of the passes behind the parser, with the line of the source as the parser shows it.
 */
#include "ast.h"

#include <string.h>

static PklText line_of(const PklSource* source, int lineno) {
    const char *at = source->text, *end = source->text + source->size;
    for(; lineno > 1; lineno--) {
        const char* newline = memchr(at, '\n', (size_t)(end - at));
        if(newline == NULL) break;
        at = newline + 1;
    }
    const char* newline = memchr(at, '\n', (size_t)(end - at));
    return (PklText){at, (int)((newline != NULL ? newline : end) - at)};
}

/* A byte's column from 0 as a character's from 1. */
static int offset_of(PklText line, int column) {
    if(column < 0) return column + 1;
    int count = 1;
    for(int i = 0; i < column && i < line.size; i++) count += (line.data[i] & 0xC0) != 0x80;
    return count;
}

void pkl_error_at(const PklSource* source, unsigned flags, PklArena* arena, const PklRange* range, const char* message,
                  PklSyntaxError* error) {
    (void)flags, (void)arena;
    PklText line = line_of(source, range->lineno);
    *error = (PklSyntaxError){
        .kind = PKL_SYNTAX_ERROR,
        .message = {message, (int)strlen(message)},
        .lineno = range->lineno,
        .offset = offset_of(line, range->col_offset),
        .end_lineno = range->end_lineno,
        .end_offset = offset_of(range->end_lineno == range->lineno ? line : line_of(source, range->end_lineno),
                                range->end_col_offset),
        .text = line,
    };
}
