/*
 * The module _sre: what its files share.
 *
 * A pattern is a program in the opcodes that re._compiler writes, checked once (validate.c). The matcher runs it with a stack of its own on the heap: what
 * may be tried otherwise, and what changed since, so that a failure undoes exactly what came after the choice. Positions are byte offsets; a str is UTF-8,
 * and its code points are counted only where a program sees a position.
 */
#pragma once

#include "../library.h"
#include "../../language/text/text.h"

typedef enum SreOp {
    SRE_FAILURE,
    SRE_SUCCESS,
    SRE_ANY,
    SRE_ANY_ALL,
    SRE_ASSERT,
    SRE_ASSERT_NOT,
    SRE_AT,
    SRE_BRANCH,
    SRE_CATEGORY,
    SRE_CHARSET,
    SRE_BIGCHARSET,
    SRE_GROUPREF,
    SRE_GROUPREF_EXISTS,
    SRE_IN,
    SRE_INFO,
    SRE_JUMP,
    SRE_LITERAL,
    SRE_MARK,
    SRE_MAX_UNTIL,
    SRE_MIN_UNTIL,
    SRE_NOT_LITERAL,
    SRE_NEGATE,
    SRE_RANGE,
    SRE_REPEAT,
    SRE_REPEAT_ONE,
    SRE_SUBPATTERN,
    SRE_MIN_REPEAT_ONE,
    SRE_ATOMIC_GROUP,
    SRE_POSSESSIVE_REPEAT,
    SRE_POSSESSIVE_REPEAT_ONE,
    SRE_GROUPREF_IGNORE,
    SRE_IN_IGNORE,
    SRE_LITERAL_IGNORE,
    SRE_NOT_LITERAL_IGNORE,
    SRE_GROUPREF_LOC_IGNORE,
    SRE_IN_LOC_IGNORE,
    SRE_LITERAL_LOC_IGNORE,
    SRE_NOT_LITERAL_LOC_IGNORE,
    SRE_GROUPREF_UNI_IGNORE,
    SRE_IN_UNI_IGNORE,
    SRE_LITERAL_UNI_IGNORE,
    SRE_NOT_LITERAL_UNI_IGNORE,
    SRE_RANGE_UNI_IGNORE,
} SreOp;

enum {
    SRE_AT_BEGINNING,
    SRE_AT_BEGINNING_LINE,
    SRE_AT_BEGINNING_STRING,
    SRE_AT_BOUNDARY,
    SRE_AT_NON_BOUNDARY,
    SRE_AT_END,
    SRE_AT_END_LINE,
    SRE_AT_END_STRING,
    SRE_AT_LOC_BOUNDARY,
    SRE_AT_LOC_NON_BOUNDARY,
    SRE_AT_UNI_BOUNDARY,
    SRE_AT_UNI_NON_BOUNDARY,
    SRE_AT_CODES
};

enum {
    SRE_MAGIC = 20230612,
    SRE_MAXREPEAT = INT32_MAX,       /* those of a CPython whose sizes have 32 bits, as positions here */
    SRE_MAXGROUPS = INT32_MAX / 8,
    SRE_CHARSET_WORDS = 8,           /* 256 bits */
    SRE_BLOCK_WORDS = 64,            /* 256 bytes: which set a block of 256 code points has */
    SRE_CATEGORIES = 18,
    SRE_INFO_PREFIX = 1,
    SRE_INFO_CHARSET = 4,
    SRE_FLAG_LOCALE = 4,
    SRE_FLAG_UNICODE = 32,
    SRE_FLAG_ASCII = 256,
};

/* ---- objects --------------------------------------------------------------------------------------------------------- */

typedef enum SreKind { SRE_STR, SRE_BYTES, SRE_EITHER } SreKind; /* what a pattern is applied to */

typedef struct SrePattern {
    PyObject head;
    py_TValue pattern, group_index, index_group; /* str, bytes or None; dict; tuple */
    int64_t flags;
    int32_t groups, code_count;
    SreKind kind;
    uint32_t* code;
} SrePattern;

/* Marks are byte offsets: start and end of the whole match and of every group, -1 where it took no part. */
typedef struct SreMatch {
    PyObject head;
    py_TValue pattern, string, regs; /* regs: nil until somebody asks */
    int32_t pos, endpos;             /* as programs count */
    int32_t last_index;              /* -1: none */
    int32_t groups;                  /* with group 0 */
    int32_t marks[];
} SreMatch;

enum { SRE_TEMPLATE_PARTS, SRE_TEMPLATE_SLOTS }; /* a tuple: literal, index, literal, … */

/* ---- the matcher ------------------------------------------------------------------------------------------------------- */

typedef enum SreStep { SRE_GO, SRE_FAIL, SRE_DONE, SRE_ERROR } SreStep;

typedef struct SreEntry { /* of the stack; engine.c says what the numbers are */
    int32_t kind, a, b, c;
} SreEntry;

typedef struct SreRepeat { /* a repetition under way */
    int32_t count, last;   /* times so far; where the last one began, -1 */
    int32_t outer, place;  /* the repetition around it, -1; of its skip in the code */
} SreRepeat;

enum { SRE_FIRST_ENTRIES = 32, SRE_FIRST_MARKS = 20, SRE_FIRST_REPEATS = 4, SRE_FUEL = 1000 };

typedef struct SreMatcher {
    const SrePattern* pattern;
    const uint32_t *code, *ip;
    const unsigned char* text;
    int32_t start, end;      /* where to begin; behind the last byte */
    int32_t at;              /* the next byte; behind the match when it is done */
    bool str, wide;          /* a str; characters may take more than a byte */
    bool whole;              /* only a match that ends at `end` counts */
    bool advance;            /* an empty match at `start` does not count */
    py_TValue string;
    int32_t pos, endpos;     /* as programs count */
    int32_t fuel, last_index, repeat, barrier;
    int32_t entry_count, entry_capacity, repeat_count, repeat_capacity, mark_count;
    SreEntry* entries;
    SreRepeat* repeats;
    int32_t* marks;
    SreEntry first_entries[SRE_FIRST_ENTRIES];
    SreRepeat first_repeats[SRE_FIRST_REPEATS];
    int32_t first_marks[SRE_FIRST_MARKS];
} SreMatcher;

/* The matcher for a string, whose root is the caller's; TypeError where the pattern is not for it. It must be ended if this succeeds. */
bool pkl_sre_begin(SreMatcher* matcher, const SrePattern* pattern, py_Ref string, int64_t pos, int64_t endpos);
void pkl_sre_end(SreMatcher* matcher);
/* A value that keeps a bytearray from changing its size; nil for others. */
bool pkl_sre_hold(py_Ref string, py_OutRef out);
/* A program has run: a bytearray may have moved, or changed its size. */
bool pkl_sre_again(SreMatcher* matcher);
/* What a matcher that has nothing noted does at `start`: engine.c. */
SreStep pkl_sre_run(SreMatcher* matcher);
/* At `start`; SRE_DONE, SRE_FAIL, SRE_ERROR. */
SreStep pkl_sre_match(SreMatcher* matcher);
/* At `start` or behind; `start` is where it was found. */
SreStep pkl_sre_search(SreMatcher* matcher);
/* The next match is to be looked for behind the one that was found, and must not be empty at the same place. */
static inline void pkl_sre_advance(SreMatcher* matcher) {
    matcher->advance = matcher->at == matcher->start;
    matcher->start = matcher->at;
}

static inline uint32_t pkl_sre_next(const SreMatcher* matcher, int32_t* at) {
    uint32_t byte = matcher->text[*at];
    if (byte < 0x80 || !matcher->wide) return ++*at, byte;
    const char* place = (const char*)matcher->text + *at;
    uint32_t code = pkl_utf8_next(&place);
    *at = (int32_t)(place - (const char*)matcher->text);
    return code;
}

static inline int32_t pkl_sre_before(const SreMatcher* matcher, int32_t at) {
    at--;
    if (matcher->wide)
        while ((matcher->text[at] & 0xC0) == 0x80) at--;
    return at;
}

/* ---- characters ------------------------------------------------------------------------------------------------------- */

uint32_t pkl_sre_ascii_lower(uint32_t code);
uint32_t pkl_sre_lower(uint32_t code);
uint32_t pkl_sre_upper(uint32_t code);
bool pkl_sre_category(uint32_t category, uint32_t code);
bool pkl_sre_charset(const uint32_t* set, uint32_t code);
/* How many words an op has that is about one character; 0: it is no such op. */
int32_t pkl_sre_item_words(const uint32_t* ip);
bool pkl_sre_item(const uint32_t* ip, uint32_t code);
/* As many characters as match the item from `at`, at most `most`; `at` moves behind them. */
int32_t pkl_sre_count(SreMatcher* matcher, const uint32_t* item, int32_t* at, int32_t most);

/* Whether the words are a program that the matcher can run without looking; false may come with RecursionError. */
bool pkl_sre_valid(const uint32_t* code, int32_t count, int32_t groups);

/* ---- between the files about objects ---------------------------------------------------------------------------------- */

/* Bytes [from, to) of a str or bytes-like object. */
bool pkl_sre_slice(py_Ref string, int32_t from, int32_t to, py_OutRef out);
/* The Match of a matcher that is done. */
bool pkl_sre_new_match(SreMatcher* matcher, const py_TValue* pattern, py_OutRef out);
/* The text of a match's group, or `otherwise`. */
bool pkl_sre_group(const SreMatch* match, int32_t group, const py_TValue* otherwise, py_OutRef out);
/* re._compile_template(pattern, repl): a template as py_retval(). */
bool pkl_sre_compile_template(const py_TValue* pattern, const py_TValue* repl);
/* A template's only part where it has one; NULL. */
const py_TValue* pkl_sre_template_literal(const py_TValue* template);
bool pkl_sre_expand(const py_TValue* template, const py_TValue* match);
bool pkl_sre_join(py_Ref string, py_Ref list);
bool pkl_sre_sub(int argc, py_Ref argv);
bool pkl_sre_subn(int argc, py_Ref argv);
bool pkl_sre_template(int argc, py_Ref argv);
bool pkl_sre_scanner(int argc, py_Ref argv);
bool pkl_sre_finditer(int argc, py_Ref argv);
bool pkl_sre_self(int argc, py_Ref argv); /* __copy__, __deepcopy__ */
bool pkl_sre_compile(int argc, py_Ref argv);

extern const PklTypeSpec pkl_sre_pattern_type[], pkl_sre_match_type[], pkl_sre_scanner_type[];
