/* Text of arrays and numbers. */
#pragma once

#include "../core/nd.h"

typedef struct {
    int precision, edge_items, line_width;
    nd_Size threshold;
    bool suppress;
    char sign;
    /* of floats: 'm' at most `precision` digits, 'e' equally many for all, 'f' exactly so many, 'u'
     * the fewest that are unique */
    char mode;
    char nan_text[16], inf_text[16];
    bool has_formatter; /* Python's part prints */
} nd_PrintOptions;

extern nd_PrintOptions nd_print_options;
bool nd_repr(int argc, py_Ref argv);
bool nd_str(int argc, py_Ref argv);

void nd_add_printing(py_Ref module);
