/* Packed ranges of code points: see unicode.c. */
#pragma once

#include <stdbool.h>
#include <stdint.h>

typedef struct {
    uint32_t first, last;
    const char* word;
} pkw_Range;

/* A table as xtask packs it; unpacked on first use. */
typedef struct {
    const unsigned char* packed;
    const char* const* words;
    pkw_Range* rows;
    int count, kinds; /* of rows; of words */
    bool is_unpacked;
} pkw_Ranges;

extern pkw_Ranges pkw_kLoRanges, pkw_kEastAsianWidthRanges;

/* What upstream needs of its own tables. */
bool c11__is_unicode_Lo_char(int character);
const char* c11__u32_east_asian_width(int character);
