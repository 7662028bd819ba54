/* The tables of mistakes: see mistakes.c. */
#ifndef PKL_MISTAKES_H
#define PKL_MISTAKES_H

#include "parser.h"

// clang-format off
enum {
    /* behind the types of tokens: rules, in the order of `rules` */
    RULES = T_COUNT,
    EXPRESSION = RULES, EXPRESSION_WITHOUT_INVALID, DISJUNCTION, BITWISE_OR, STAR_NAMED, STAR_EXPRESSIONS, EXPRESSIONS,
    STARRED, VALUE, YIELD, ARGS, SIMPLE_STATEMENT, WORD_STATEMENT, FOR_CLAUSES, STAR_NAMED_LIST, STAR_NAMED_LISTS,
    LAMBDA_PARAMETERS, TARGET_ASSIGNMENTS, LOOP_VARIABLES, DOTTED_NAME, DOTTED_NAMES, SOFT_KEYWORD,
    AUGMENTED_SIGN, LIST_OR_TUPLE, NO_TARGET,
    /* signs */
    NOT, AHEAD, MAYBE, A, B, DONE,
};
// clang-format on

/* Where the error is: at A, from A to B, from A to where the tokenizer is, at the next token, at the last one that was
 * read; or at the first part of A that is no target, if there is one: the text is then the use. */
typedef enum Where { AT, SPAN, FROM, NEXT, LAST, TARGETS } Where;

typedef struct Mistake {
    uint8_t items[15];
    uint8_t where;
    const char* text; /* NULL ends a table; `%s` is what A is called */
} Mistake;

typedef struct Matched {
    const PklRange* range;
    PklNode* node; /* NULL for a token */
    Token* token;  /* its first */
} Matched;

/* True: one of them was found and raised. The place is put back. */
bool pkl_mistakes(Parser* p, const Mistake* mistakes);
const char* pkl_expression_name(const PklNode* node);

#endif
