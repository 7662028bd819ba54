/*
 * The tables of unicodedata: what Unicode says of code points, and their names. A program may have both, the first, or none: whoever has them, in the
 * program or from a file, sets the pointers before they are asked for. They are unpacked at the first question.
 *
 * A table is a run of numbers of seven bits a byte, the lowest first; texts are a size and bytes. Data: categories, directions, widths and kinds of
 * decompositions as texts with NULs; records (6 numbers) and runs (length - 1, record); decompositions (gap, kind, count, differences to the code point);
 * numeric values (gap, numerator, power of ten, denominator); Unicode 3.2: records (5 numbers), runs, corrections (code point, what it
 * becomes). Names: ranges by rule (first, length - 1, what stands before the code point); names by code point; aliases; sequences.
 */
#pragma once

#include <stdbool.h>
#include <stdint.h>

typedef struct PklUnicodeTables {
    const unsigned char *data, *names; /* NULL: there is none */
} PklUnicodeTables;

extern PklUnicodeTables pkl_unicode_tables;

static inline uint64_t pkl_packed_next(const unsigned char** at) {
    uint64_t number = 0;
    int shift = 0;
    do number |= (uint64_t)(**at & 0x7f) << shift, shift += 7;
    while (*(*at)++ & 0x80);
    return number;
}

static inline int64_t pkl_packed_signed(const unsigned char** at) {
    uint64_t number = pkl_packed_next(at);
    return number & 1 ? -(int64_t)((number + 1) >> 1) : (int64_t)(number >> 1);
}

/* ---- data.c: NULL or false where there is no table, or where the code point has nothing of the kind ---- */

enum { UCD_CATEGORY, UCD_COMBINING, UCD_DIRECTION, UCD_MIRRORED, UCD_WIDTH, UCD_QUICK, UCD_FIELDS };
enum { UCD_UNCHANGED = 255 };

bool pkl_unicode_has_data(void);
/* A field of a code point's record. `old`: as Unicode 3.2 had it. */
int pkl_unicode_field(uint32_t code, int field, bool old);
const char* pkl_unicode_text(int field, int value); /* of categories, directions, widths */
bool pkl_unicode_unassigned(uint32_t code);         /* in 3.2 */
/* The code points that one is made of; how many; its kind, "" for a canonical one. */
int pkl_unicode_decompose(uint32_t code, bool old, uint32_t points[20], const char** kind);
/* The one that two make; 0. */
uint32_t pkl_unicode_compose(uint32_t first, uint32_t second);
bool pkl_unicode_numeric(uint32_t code, bool old, double* out);
int pkl_unicode_old_decimal(uint32_t code); /* UCD_UNCHANGED: as now; -1: none */
uint32_t pkl_unicode_correction(uint32_t code); /* of 3.2; 0 */

/* ---- names.c ---- */

enum { UNICODE_NAME_MAX = 256 };
/* The name of a code point, and its size; 0. */
int pkl_unicode_name(uint32_t code, char out[UNICODE_NAME_MAX]);
/* The code points of a name, of an alias, or of a sequence (if wanted): how many; 0. */
int pkl_unicode_lookup(const char* name, int size, bool sequences, uint32_t points[4]);

/* ---- normalize.c ---- */

typedef enum PklNormalForm { PKL_NFC, PKL_NFKC, PKL_NFD, PKL_NFKD } PklNormalForm;
/* Code points in another form: a buffer of `*size` with `*count`, to be freed by pkl_buffer_free; NULL with MemoryError. */
uint32_t* pkl_unicode_normalize(const char* text, int bytes, PklNormalForm form, bool old, int64_t* count, int64_t* size);
