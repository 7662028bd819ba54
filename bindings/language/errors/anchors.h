/* Where in a failed expression the failure lies: the operator, the call's parentheses, the subscript's brackets. */
#pragma once

#include "../core.h"

typedef struct PklAnchors {
    int start, end; /* bytes in the segment; start < 0: none */
} PklAnchors;

/* `segment` is source text of one expression. */
PklAnchors pkl_find_anchors(const char* segment, int size);
/* Whether a line is only a call (`f(x)`, `return f(x)`, `y = f(x)`) that spans [start, end): then markers tell nothing. */
bool pkl_is_plain_call(const char* line, int size, int start, int end);
