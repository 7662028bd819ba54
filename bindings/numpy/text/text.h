/* A growable string; a failed allocation is recorded and reported at the end. */
#pragma once

#include <stdbool.h>
#include <stddef.h>

typedef struct {
    char* data;
    size_t length, room;
    bool has_failed;
} nd_Text;

void nd_text_add(nd_Text* text, const char* data, size_t length);
void nd_text_put(nd_Text* text, const char* words);
void nd_text_pad(nd_Text* text, int count);
void nd_text_cut(nd_Text* text, size_t length);
void nd_text_free(nd_Text* text);

/* ---- numbers ---- */

/* The digits of a number for NumPy's printing: at most `precision` after the point, the fewest that are unique. */
typedef struct {
    char text[360]; /* without padding: "-12.5", "1.", "1.5e-05" */
    int left;       /* characters before the point */
    int right;      /* digits after it */
    int exponent;   /* digits of the exponent, in scientific notation */
} nd_Digits;

typedef struct {
    int precision, min_digits, exponent_digits;
    bool is_single, is_scientific, is_unique;
    char trim; /* '.', 'k', '-', '0' */
    char sign; /* '-', '+', ' ' */
} nd_FloatStyle;

void nd_format_float(nd_Digits* out, double value, const nd_FloatStyle* style);
