/* Limits on the shape of a source text, found without recursion. */
#pragma once

#include <stdbool.h>

typedef struct {
    int line;            /* where the limit was passed */
    const char* message; /* NULL: the source is acceptable */
    bool is_recursion;   /* RecursionError, else SyntaxError */
} pkw_CompileVerdict;

/* How deep f-strings are nested in a text that has not been tokenised yet. */
int pkw_fstring_depth(const char* source);

/* Bounds the recursion and the value stack that the tokens can lead to. */
pkw_CompileVerdict pkw_check_tokens(const void* tokens, int length, int native_bytes_max);
