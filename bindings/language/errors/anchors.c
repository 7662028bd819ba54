/* By parsing the segment, as CPython's traceback module does. */
#include "anchors.h"
#include "../compiler/ast.h"

#include <string.h>

enum { ARENA_BYTES = 1 << 20 };

static const PklAnchors NONE = {-1, -1};

static PklMod* parse(const char* text, int size, PklMode mode, PklArena* arena) {
    PklSource source = {text, size, pkl_vm->native_depth * PKL_RULES_MAX / PKL_NATIVE_LEVELS};
    PklSyntaxError error;
    return pkl_parse(&source, mode, PKL_SOURCE_IS_TEXT, arena, &error, NULL);
}

/* Bytes from the start of the segment; the parsed text has "(\n" before it. Lines of the segment count from 2. */
static int offset_of(const char* segment, int size, int line, int column) {
    int at = 0;
    for(int i = 2; i < line; i++) {
        const char* end = memchr(segment + at, '\n', (size_t)(size - at));
        if(!end) return size;
        at = (int)(end - segment) + 1;
    }
    return at + column;
}

static int skip(const char* segment, int size, int at, const char* what) {
    while(at < size && strchr(what, segment[at]) && segment[at]) at++;
    return at;
}

static PklAnchors of_operator(const char* segment, int size, const PklNode* node) {
    const PklRange* left = &node->as.BinOp.left->range;
    int at = offset_of(segment, size, left->end_lineno, left->end_col_offset);
    at = skip(segment, size, at, " \t\\\n)");
    if(at >= size) return NONE;
    int end = at + 1;
    if(end < size && strchr("*/<>", segment[end]) && segment[end] == segment[at]) end++;
    return (PklAnchors){at, end};
}

static PklAnchors of_brackets(const char* segment, int size, const PklNode* value, const PklNode* node, char open) {
    int at = offset_of(segment, size, value->range.end_lineno, value->range.end_col_offset);
    while(at < size && segment[at] != open) at++;
    int end = offset_of(segment, size, node->range.end_lineno, node->range.end_col_offset);
    return at < size ? (PklAnchors){at, end} : NONE;
}

static PklAnchors of_node(const char* segment, int size, const PklNode* node) {
    switch(node->kind) {
        case PKL_BinOp: return of_operator(segment, size, node);
        case PKL_Subscript: return of_brackets(segment, size, node->as.Subscript.value, node, '[');
        case PKL_Call: return of_brackets(segment, size, node->as.Call.func, node, '(');
        default: return NONE;
    }
}

PklAnchors pkl_find_anchors(const char* segment, int size) {
    if(size > 4000) return NONE;
    char text[4010];
    memcpy(text, "(\n", 2);
    memcpy(text + 2, segment, (size_t)size);
    memcpy(text + 2 + size, "\n)", 3);
    PklArena arena;
    pkl_arena_open(&arena, ARENA_BYTES);
    PklMod* tree = parse(text, size + 4, PKL_EVAL, &arena);
    PklAnchors anchors = tree ? of_node(segment, size, tree->as.Expression.body) : NONE;
    pkl_arena_close(&arena);
    return anchors;
}

static const PklNode* plain_call(const PklNode* statement) {
    const PklNode* value = NULL;
    if(statement->kind == PKL_Return) value = statement->as.Return.value;
    else if(statement->kind == PKL_Assign) value = statement->as.Assign.value;
    else if(statement->kind == PKL_Expr) return NULL;
    if(!value || value->kind != PKL_Call) return NULL;
    bool named = statement->kind != PKL_Return || value->as.Call.func->kind == PKL_Name;
    return named ? value : NULL;
}

bool pkl_is_plain_call(const char* line, int size, int start, int end) {
    PklArena arena;
    pkl_arena_open(&arena, ARENA_BYTES);
    PklMod* tree = parse(line, size, PKL_EXEC, &arena);
    const PklNode* call = tree && tree->as.Module.body->size ? plain_call(pkl_at(tree->as.Module.body, 0)) : NULL;
    bool whole = call && call->range.lineno == 1 && call->range.col_offset == start && call->range.end_col_offset == end;
    pkl_arena_close(&arena);
    return whole;
}
