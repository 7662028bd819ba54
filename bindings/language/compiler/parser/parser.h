/* What the files of the front end share: tokens, the parser's state, and its rules.
 *
 * A rule is a function that reads tokens from `p->before->next` on and returns its node, or NULL. NULL with
 * `pkl_failed(p)` is an error: everything unwinds. NULL without it means that the source does not have the rule's form
 * here; `p->before` is then undefined, and who goes on from elsewhere puts it back (`Mark`).
 *
 * There are two passes, as in CPython. The first only builds the tree. Where it fails, the second (`p->diagnose`) reads
 * the same tokens again and looks, at the same places and in the same order as CPython does, for the mistakes that have
 * a text of their own; what it does not find is "invalid syntax" at the last token that the first pass looked at.
 */
#ifndef PKL_PARSER_H
#define PKL_PARSER_H

#include <stdarg.h>
#include <string.h>

#include "../ast.h"

/* ---- Tokens ---- */

// clang-format off
typedef enum TokenType {
    T_END, T_NEWLINE, T_INDENT, T_DEDENT, /* up to here without text, see Token.solid */
    T_NAME, T_NUMBER, T_STRING,
    T_FSTRING_START, T_FSTRING_MIDDLE, T_FSTRING_END,
    T_TSTRING_START, T_TSTRING_MIDDLE, T_TSTRING_END,
    T_ERROR,
    T_UNKNOWN, /* a character that nothing begins with */
    /* operators, in the order of `operators` in tokens/tokens.c: by length, and by first character within */
    T_EXCLAMATION, T_PERCENT, T_AMPERSAND, T_LPAREN, T_RPAREN, T_STAR, T_PLUS, T_COMMA, T_MINUS, T_DOT, T_SLASH,
    T_COLON,
    T_SEMICOLON, T_LESS, T_EQUAL, T_GREATER, T_AT, T_LBRACKET, T_RBRACKET, T_CARET, T_LBRACE, T_BAR, T_RBRACE, T_TILDE,
    T_NOT_EQUAL, T_PERCENT_EQUAL, T_AMPERSAND_EQUAL, T_DOUBLE_STAR, T_STAR_EQUAL, T_PLUS_EQUAL, T_MINUS_EQUAL, T_ARROW,
    T_DOUBLE_SLASH, T_SLASH_EQUAL, T_WALRUS, T_LEFT_SHIFT, T_LESS_EQUAL, T_LESS_GREATER, T_DOUBLE_EQUAL,
    T_GREATER_EQUAL,
    T_RIGHT_SHIFT, T_AT_EQUAL, T_CARET_EQUAL, T_BAR_EQUAL,
    T_DOUBLE_STAR_EQUAL, T_ELLIPSIS, T_DOUBLE_SLASH_EQUAL, T_LEFT_SHIFT_EQUAL, T_RIGHT_SHIFT_EQUAL,
    /* keywords, in the order of `keywords` in tokens/names.c */
    T_FALSE, T_NONE, T_TRUE, T_AND, T_AS, T_ASSERT, T_ASYNC, T_AWAIT, T_BREAK, T_CLASS, T_CONTINUE, T_DEF, T_DEL,
    T_ELIF, T_ELSE,
    T_EXCEPT, T_FINALLY, T_FOR, T_FROM, T_GLOBAL, T_IF, T_IMPORT, T_IN, T_IS, T_LAMBDA, T_NONLOCAL, T_NOT, T_OR,
    T_PASS, T_RAISE,
    T_RETURN, T_TRY, T_WHILE, T_WITH, T_YIELD,
    /* names with a meaning in some places; a token of theirs is a T_NAME */
    T_SOFT_FIRST, T_MATCH = T_SOFT_FIRST, T_CASE, T_TYPE, T_UNDERSCORE, T_SOFT_LAST = T_UNDERSCORE,
    T_PRINT, T_EXEC,
    T_COUNT,
} TokenType;
// clang-format on

typedef struct Memo Memo;
typedef struct Token Token;

struct Token {
    PklRange range;    /* columns of -1 for tokens without text */
    uint8_t type;      /* TokenType */
    uint8_t soft;      /* of T_NAME: what it means in some places, or 0 */
    uint8_t level;     /* how many brackets are open behind it */
    const char* start; /* its text, in the parser's copy of the source */
    const char* end;
    PklName name; /* of T_NAME */
    Token* next;  /* NULL where no more is read yet */
    Token* solid; /* this token, or the nearest before it that has text */
    Memo* memos;  /* of the second pass: what rules found behind this token */
};

/* A name that was seen; `text` first, so that it is a PklName. */
typedef struct Name Name;
struct Name {
    PklText text;
    uint32_t hash;
    uint8_t type; /* a keyword's TokenType, or T_NAME */
    uint8_t soft;
    Name* next;
};

/* Of the string that the tokenizer is in; the outermost stands for no string. */
typedef struct StringMode StringMode;
struct StringMode {
    StringMode* outer;
    const char* start; /* of its first token, and the line of that */
    const char* line_start;
    int lineno;
    int depth;       /* brackets open in it */
    int field_depth; /* brackets open around the innermost replacement field; -1 outside of them */
    uint8_t quote, quote_size;
    char prefix; /* 'f' or 't' */
    bool raw, in_text, in_format_spec, has_equals;
};

typedef struct Bracket {
    char kind;
    int lineno, column;
} Bracket;

/* Why the tokenizer stopped. */
typedef enum Done {
    DONE_OK,
    DONE_EOF,
    DONE_ERROR,
    DONE_TABS,
    DONE_DEDENT,
    DONE_TOO_DEEP,
    DONE_CONTINUATION,
    DONE_EOF_IN_STRING
} Done;

enum {
    INDENTS_MAX = 100,
    BRACKETS_MAX = 200,
    STRINGS_MAX = 150,
    FIELDS_MAX = 3,
    NAME_LISTS_MIN = 128,
};

typedef struct Parser {
    PklArena* arena;
    PklSyntaxError* error;
    PklWarnings* warnings;
    PklWarning* last_warning;
    PklMode mode;
    unsigned flags;

    /* the tokenizer: `cursor` moves through lines that end at `line_end`; `text_line` is where the line of a token that
     * goes over lines begins */
    const char *source, *source_end;
    const char *cursor, *line_start, *line_end, *text_line, *token_start, *first_line_start;
    const char *text_start, *text_end; /* of the token just read; NULL where it has none */
    int lineno, first_lineno, start_column;
    Done done;
    bool at_line_start, parsing_started, has_encoding;
    int pending; /* indents (> 0) or dedents (< 0) to hand out */
    int indent, indents[INDENTS_MAX], alternative_indents[INDENTS_MAX];
    int level;
    Bracket brackets[BRACKETS_MAX];
    StringMode* string;
    StringMode outside;
    int strings;

    /* tokens and names */
    Token first; /* before the first */
    Token* before;
    Token* last; /* newest that was read */
    Token broken;
    Name** names; /* by hash; as many lists as there are names, more or less */
    unsigned name_count, name_lists;

    /* the parser */
    bool second_pass, diagnose; /* in the second pass, some rules are read without looking for mistakes */
    int depth, depth_before;    /* of rules in rules */
    void** stack;               /* nodes that will be gathered into sequences */
    int stacked, stack_capacity;
} Parser;

typedef PklNode* Rule(Parser* p);

/* A place to come back to. */
typedef struct Mark {
    Token* before;
    int stacked;
} Mark;

/* names.c */
void pkl_add_keywords(Parser* p);
const Name* pkl_parse_name(Parser* p, const char* data, size_t size);

/* source.c */
bool pkl_read_source(Parser* p, const PklSource* source);

/* tokens.c */
Token* pkl_fetch(Parser* p);
TokenType pkl_lex(Parser* p);
int pkl_next_char(Parser* p);
void pkl_back(Parser* p, int character);
bool pkl_is_name_character(int character);

/* numbers.c, strings.c */
TokenType pkl_lex_number(Parser* p, int character);
TokenType pkl_lex_string(Parser* p, int quote);
TokenType pkl_lex_string_start(Parser* p, int quote, const char* prefix);
TokenType pkl_lex_string_text(Parser* p);

/* literals.c */
const PklConstant* pkl_number(Parser* p, const Token* token);
bool pkl_decode(Parser* p, const char* start, const char* end, bool bytes, bool raw, const Token* token,
                PklConstant* out);

/* syntax_errors.c */
const char* pkl_parse_format(Parser* p, const char* format, va_list arguments);
void* pkl_raise_at(Parser* p, int kind, const PklRange* range, const char* format, ...);
void* pkl_raise_here(Parser* p, const char* format, ...);
void* pkl_raise_next(Parser* p, const char* format, ...);
void* pkl_raise_last(Parser* p, int kind, const char* format, ...);
void* pkl_raise_span(Parser* p, const PklRange* from, const PklRange* to, const char* format, ...);
void* pkl_raise_from(Parser* p, const PklRange* from, const char* format, ...);
void* pkl_no_memory(Parser* p);
TokenType pkl_lex_error(Parser* p, const char* format, ...);
TokenType pkl_lex_error_at(Parser* p, int column, int end_column, const char* format, ...);
void pkl_tokenizer_stopped(Parser* p);
void pkl_raise_generic(Parser* p, Token* last_of_first_pass);
void pkl_warn_range(Parser* p, const PklRange* range, const char* format, ...);

#define pkl_failed(p) ((p)->error->kind != PKL_NO_ERROR)

/* build.c: tokens, nodes, sequences */
Token* pkl_peek(Parser* p);
TokenType pkl_type(Parser* p);
static inline Mark pkl_mark(Parser* p) { return (Mark){p->before, p->stacked}; }
static inline void pkl_reset(Parser* p, Mark mark) {
    p->before = mark.before;
    p->stacked = mark.stacked;
}
Token* pkl_accept(Parser* p, TokenType type);
Token* pkl_accept_soft(Parser* p, TokenType soft);
TokenType pkl_second_type(Parser* p);
PklNode* pkl_node(Parser* p, PklKind kind, const PklRange* start, const void* a, const void* b, const void* c);
PklNode* pkl_plain_node(Parser* p, PklKind kind, const void* a, const void* b, const void* c);
PklNode* pkl_constant(Parser* p, int kind, const PklRange* start);
bool pkl_push(Parser* p, const void* item);
PklSeq* pkl_gather(Parser* p, int from);
PklSeq* pkl_list(Parser* p, Rule* item, bool trailing_comma);
PklNode* pkl_deeper(Parser* p, Rule* rule);
PklNode* pkl_memoized(Parser* p, int id, Rule* rule);
PklNode* pkl_name(Parser* p);
PklSeq* pkl_none(Parser* p);

#define PKL_NUMBER(number) ((const void*)(PklInt)(number))

/* expressions.c */
Rule pkl_expression, pkl_expression_without_invalid, pkl_disjunction, pkl_inversion, pkl_bitwise_or, pkl_factor;
Rule pkl_assignment_expression, pkl_named_expression, pkl_star_expression, pkl_star_named_expression,
    pkl_starred_expression;
Rule pkl_star_expressions, pkl_expressions, pkl_subject, pkl_yield_expression;
Rule pkl_value; /* what may stand right of `=`, or in `{}` of a string */

/* atoms.c, calls.c, strings.c, parameters.c */
Rule pkl_atom, pkl_primary, pkl_generator, pkl_list_display, pkl_slices, pkl_strings, pkl_args, pkl_arguments,
    pkl_lambda;
PklSeq* pkl_for_clauses(Parser* p);
PklNode* pkl_parse_call(Parser* p, PklNode* function, const PklRange* start);
PklNode* pkl_parameters(Parser* p, bool lambda);
PklSeq* pkl_type_params(Parser* p);
bool pkl_push_field(Parser* p, char prefix, bool in_template);

/* statements.c, blocks.c, patterns.c */
Rule pkl_star_target, pkl_star_targets, pkl_word_statement, pkl_simple_statement, pkl_compound;
Rule pkl_pattern, pkl_or_pattern, pkl_patterns, pkl_match;
PklName pkl_dotted_name(Parser* p);
bool pkl_push_simple_statements(Parser* p);
PklSeq* pkl_statements(Parser* p);
PklSeq* pkl_suite(Parser* p, const char* what, const Token* head);

/* mistakes.c: in the second pass, at the place of each rule. True: an error was raised. The place is put back. */
bool pkl_invalid_expression(Parser* p);
bool pkl_invalid_named_expression(Parser* p);
bool pkl_invalid_starred_expression(Parser* p);
bool pkl_invalid_comprehension(Parser* p);
bool pkl_invalid_dict_comprehension(Parser* p);
bool pkl_invalid_group(Parser* p);
bool pkl_invalid_dict(Parser* p);
bool pkl_invalid_for_clause(Parser* p);
bool pkl_invalid_keyword(Parser* p);
bool pkl_invalid_arguments(Parser* p);
bool pkl_invalid_type_param(Parser* p);
bool pkl_invalid_field(Parser* p, char prefix);
bool pkl_invalid_assignment(Parser* p);
bool pkl_invalid_import(Parser* p);
bool pkl_invalid_alias(Parser* p, bool dotted);
bool pkl_invalid_imported_names(Parser* p);
bool pkl_invalid_targets(Parser* p, PklNode* targets, const char* use);
bool pkl_invalid_with(Parser* p);
bool pkl_invalid_with_target(Parser* p);
bool pkl_invalid_except(Parser* p, bool star);
void* pkl_invalid_as_pattern(Parser* p);
void* pkl_invalid_class_pattern(Parser* p);
void* pkl_invalid_mapping_pattern(Parser* p);

#endif
