/* A text that grows, and what writes parts of an expression into it. */
#pragma once

#include "../generate.h"

typedef struct PklUnparsed {
    PklCompiler* c;
    char* data;
    int size, capacity;
} PklUnparsed;

/* clang-format off */
enum {
    IN_TUPLE, IN_TEST, IN_OR, IN_AND, IN_NOT, IN_COMPARISON, IN_BIT_OR, IN_BIT_XOR, IN_BIT_AND, IN_SHIFT, IN_SUM, IN_TERM,
    IN_FACTOR, IN_POWER, IN_AWAIT, IN_ATOM,
};
/* clang-format on */

void pkl_unparse_put(PklUnparsed* t, const char* text);
void pkl_unparse_put_bytes(PklUnparsed* t, const char* data, int size);
void pkl_unparse_put_name(PklUnparsed* t, PklName name);
void pkl_unparse_put_repr(PklUnparsed* t, const py_TValue* value);
/* In brackets where `level` asks for them. */
void pkl_unparse_put_node(PklUnparsed* t, const PklNode* node, int level);
void pkl_unparse_put_formatted(PklUnparsed* t, const PklNode* node);
void pkl_unparse_put_constant(PklUnparsed* t, const PklNode* node);
