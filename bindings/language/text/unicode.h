/*
 * What text/ knows of code points: their types, and how they change case. The tables are made at build time.
 */
#pragma once

#include <stdbool.h>
#include <stdint.h>

enum { PKL_UNICODE_RUNS = 5240, PKL_UNICODE_RECORDS = 510, PKL_UNICODE_MAPPINGS = 1236 };

/* Numbers of seven bits a byte. Runs: (length - 1, record). Records: upper, lower, title (zigzag: a difference, or with PKL_EXTENDED_CASE
 * a place among the mappings), decimal, digit, flags. */
extern const unsigned char pkl_unicode_runs[], pkl_unicode_records[], pkl_unicode_mappings[];

enum {
    PKL_ALPHA = 0x01,
    PKL_DECIMAL = 0x02,
    PKL_DIGIT = 0x04,
    PKL_LOWER = 0x08,
    PKL_LINEBREAK = 0x10,
    PKL_SPACE = 0x20,
    PKL_TITLE = 0x40,
    PKL_UPPER = 0x80,
    PKL_XID_START = 0x100,
    PKL_XID_CONTINUE = 0x200,
    PKL_PRINTABLE = 0x400,
    PKL_NUMERIC = 0x800,
    PKL_CASE_IGNORABLE = 0x1000,
    PKL_CASED = 0x2000,
    PKL_EXTENDED_CASE = 0x4000,
};

typedef enum PklCase { PKL_TO_UPPER, PKL_TO_LOWER, PKL_TO_TITLE, PKL_TO_FOLD } PklCase;

uint32_t pkl_unicode_flags(uint32_t code);
int pkl_unicode_decimal(uint32_t code); /* -1: none */
/* The code points (at most 3) that take the place of one; how many. Final sigma is the caller's business. */
int pkl_unicode_convert(uint32_t code, PklCase to, uint32_t out[3]);
