/* State of the formatting of an array. */
#pragma once

#include "print.h"
#include "text.h"

typedef struct {
    int left, right;
    nd_FloatStyle style;
} nd_FloatFormat;

typedef struct {
    const nd_Array* array;
    const nd_PrintOptions* options;
    bool is_cut;
    int int_width;
    nd_FloatFormat re, im;
    const char* separator;
    py_Ref words; /* what a formatter returned for each element in C order; NULL without one */
    nd_Text text;
} nd_Printer;

/* The elements without anything around them; `prefix` and `suffix` are the widths of what will be. */
void nd_put_array(nd_Printer* p, int prefix, int suffix);
