/* Recursion in the compiler: the lexer (nested f-strings), the parser, the code
 * emitter and the destruction of the syntax tree all recurse with the shape of
 * the source. This file bounds that shape from the tokens alone:
 *
 *   depth(bracket)   = max over its comma-separated parts of
 *                      (operators in the part + deepest bracket in the part)
 *   depth(statement) = open blocks + `elif`s before it + depth(its tokens)
 *
 * An operator is anything that may become a node of the tree with children:
 * binary and unary operators, attribute dots, calls, subscripts, ternaries,
 * lambdas, comprehensions, colons. The bound is never too small and, for code
 * people write, close. The same pass bounds the values that one frame can have
 * on the unchecked value stack, and the arguments of a call (8 bits). */
#include "compile_guard.h"

#include "guard.h"
#include "interpreter_access.h"

#include <string.h>

/* Measured in V8's unoptimized code, per node on a path through the tree. */
enum {
    COST_OPERATOR_BYTES = 400,
    COST_BRACKET_BYTES = 700,
    COST_BLOCK_BYTES = 1000,
    COST_FSTRING_BYTES = 1100,
    COST_BASE_BYTES = 4000,
    LEVELS_MAX = PKW_NATIVE_BUDGET_BYTES / COST_BRACKET_BYTES + 1,
    BLOCKS_MAX = PKW_NATIVE_BUDGET_BYTES / COST_BLOCK_BYTES + 1,
    CALL_ARGUMENTS_MAX = 255,
};

/* BUILD_LIST and its like count their items in 16 bits. */
_Static_assert(PKW_FRAME_VALUES_MAX < 65536, "a literal could have too many items");

static const char* const too_deep = "maximum recursion depth exceeded during compilation";

/* One open bracket, or the statement itself. */
typedef struct {
    int part_bytes;  /* operators of the current part */
    int inner_bytes; /* deepest bracket inside the current part */
    int done_bytes;  /* deepest finished part */
    int items;       /* values pushed by finished parts */
    int arguments;
    int operators;
    int lambdas; /* whose colon has not come yet */
    bool is_call;
    bool is_fstring;
} Level;

typedef struct {
    Level levels[LEVELS_MAX];
    int depth; /* index of the innermost level */
    int elifs[BLOCKS_MAX];
    int blocks;
    int elifs_open;       /* sum over the open blocks */
    int line_blocks;      /* `if a: if b:` on one line */
    int last_line_blocks; /* the same, of the line before */
    int values_below;     /* values held by the enclosing levels */
    int bytes_below;      /* operators of the enclosing levels' current parts */
    bool line_start;
    bool statement_start; /* also after a colon or semicolon */
    bool after_operand;
    int native_bytes_max;
    pkw_CompileVerdict verdict;
} Scan;

static Level* level(Scan* scan) { return &scan->levels[scan->depth]; }

static void refuse(Scan* scan, const char* message, bool is_recursion) {
    if(scan->verdict.message) return;
    scan->verdict.message = message;
    scan->verdict.is_recursion = is_recursion;
}

static int level_bytes(const Level* top) {
    int part = top->part_bytes + top->inner_bytes;
    return part > top->done_bytes ? part : top->done_bytes;
}

static void finish_part(Level* top) {
    top->done_bytes = level_bytes(top);
    top->part_bytes = 0;
    top->inner_bytes = 0;
    top->operators = 0;
}

static int level_values(const Level* top) { return 4 + top->items + top->operators; }

static void check_depth(Scan* scan) {
    int statements = scan->blocks + scan->elifs_open + scan->line_blocks;
    int64_t bytes = (int64_t)statements * COST_BLOCK_BYTES + COST_BASE_BYTES;
    bytes += (int64_t)scan->depth * COST_BRACKET_BYTES;
    bytes += scan->bytes_below + level_bytes(level(scan));
    if(bytes > scan->native_bytes_max) refuse(scan, too_deep, true);
}

static void check_values(Scan* scan) {
    const Level* top = level(scan);
    int values = scan->values_below + level_values(top) + 2 * scan->blocks;
    if(values > PKW_FRAME_VALUES_MAX) refuse(scan, "expression has too many parts", false);
    if(top->is_call && top->arguments > CALL_ARGUMENTS_MAX) {
        refuse(scan, "more than 255 arguments in a call", false);
    }
}

static void add_operator(Scan* scan) {
    level(scan)->part_bytes += COST_OPERATOR_BYTES;
    level(scan)->operators++;
    check_depth(scan);
    check_values(scan);
}

static void add_item(Scan* scan) {
    level(scan)->items++;
    check_values(scan);
}

static void open_level(Scan* scan, bool is_call, bool is_fstring) {
    if(scan->depth + 1 == LEVELS_MAX) return refuse(scan, too_deep, true);
    scan->values_below += level_values(level(scan));
    scan->bytes_below += level(scan)->part_bytes;
    scan->depth++;
    *level(scan) = (Level){.is_call = is_call, .is_fstring = is_fstring, .arguments = 1};
    check_depth(scan);
    check_values(scan);
}

static void close_level(Scan* scan) {
    if(scan->depth == 0) return;
    int bytes = level_bytes(level(scan)) + COST_BRACKET_BYTES;
    scan->depth--;
    Level* top = level(scan);
    scan->values_below -= level_values(top);
    scan->bytes_below -= top->part_bytes;
    if(bytes > top->inner_bytes) top->inner_bytes = bytes;
    check_depth(scan);
}

static void start_statement(Scan* scan) {
    scan->depth = 0;
    scan->values_below = 0;
    scan->bytes_below = 0;
    *level(scan) = (Level){0};
    scan->statement_start = true;
}

static void set_elifs(Scan* scan, int count) {
    int* current = &scan->elifs[scan->blocks];
    scan->elifs_open += count - *current;
    *current = count;
}

static void open_block(Scan* scan) {
    if(scan->blocks + 1 == BLOCKS_MAX) return refuse(scan, too_deep, true);
    scan->elifs[++scan->blocks] = 0;
    check_depth(scan);
}

static void close_block(Scan* scan) {
    set_elifs(scan, 0);
    if(scan->blocks > 0) scan->blocks--;
}

/* `elif`, `else` and `except` are parsed inside the statement they continue, and
 * inside whatever one-line blocks the line before opened. */
static void first_of_line(Scan* scan, pkw_TokenClass kind) {
    scan->line_start = false;
    if(kind == PKW_TOKEN_ELSE) {
        set_elifs(scan, scan->elifs[scan->blocks] + 1 + scan->last_line_blocks);
    } else {
        set_elifs(scan, 0);
    }
}

/* Any keyword may open a block on the same line. */
static void first_of_statement(Scan* scan, pkw_TokenClass kind) {
    scan->statement_start = false;
    if(scan->line_start) first_of_line(scan, kind);
    if(kind == PKW_TOKEN_OPERATOR) scan->line_blocks++;
}

static void comma(Scan* scan) {
    Level* top = level(scan);
    if(top->lambdas > 0) return;
    finish_part(top);
    top->arguments++;
    add_item(scan);
}

static void colon(Scan* scan) {
    Level* top = level(scan);
    if(top->lambdas > 0) {
        top->lambdas--;
        return;
    }
    top->items++;
    add_operator(scan);
    if(scan->depth == 0) scan->statement_start = true;
}

static void assign(Scan* scan) {
    Level* top = level(scan);
    if(top->lambdas > 0) return;
    finish_part(top);
    top->items++; /* the name of a keyword argument */
}

static void end_of_line(Scan* scan) {
    start_statement(scan);
    scan->line_start = true;
    if(scan->line_blocks > 0) scan->last_line_blocks = scan->line_blocks;
    scan->line_blocks = 0;
}

static void operand(Scan* scan) {
    if(level(scan)->is_fstring) add_item(scan);
}

static void bracket(Scan* scan, pkw_TokenClass kind) {
    bool is_suffix = scan->after_operand && kind != PKW_TOKEN_OPEN_FSTRING;
    if(is_suffix) add_operator(scan);
    if(level(scan)->is_fstring) add_item(scan);
    open_level(scan, is_suffix && kind == PKW_TOKEN_OPEN_PAREN, kind == PKW_TOKEN_OPEN_FSTRING);
}

static void visit(Scan* scan, pkw_TokenClass kind) {
    bool is_layout = kind == PKW_TOKEN_END_OF_LINE || kind == PKW_TOKEN_INDENT || kind == PKW_TOKEN_DEDENT ||
                     kind == PKW_TOKEN_SEMICOLON;
    if(scan->statement_start && !is_layout) first_of_statement(scan, kind);
    switch(kind) {
        case PKW_TOKEN_OPERAND: operand(scan); break;
        case PKW_TOKEN_OPERATOR:
        case PKW_TOKEN_ELSE: add_operator(scan); break;
        case PKW_TOKEN_LAMBDA:
            level(scan)->lambdas++;
            add_operator(scan);
            break;
        case PKW_TOKEN_OPEN_PAREN:
        case PKW_TOKEN_OPEN:
        case PKW_TOKEN_OPEN_FSTRING: bracket(scan, kind); break;
        case PKW_TOKEN_CLOSE: close_level(scan); break;
        case PKW_TOKEN_COMMA: comma(scan); break;
        case PKW_TOKEN_COLON: colon(scan); break;
        case PKW_TOKEN_ASSIGN: assign(scan); break;
        case PKW_TOKEN_SEMICOLON: start_statement(scan); break;
        case PKW_TOKEN_END_OF_LINE: end_of_line(scan); break;
        case PKW_TOKEN_INDENT: open_block(scan); break;
        case PKW_TOKEN_DEDENT: close_block(scan); break;
    }
    scan->after_operand = kind == PKW_TOKEN_OPERAND || kind == PKW_TOKEN_CLOSE;
}

pkw_CompileVerdict pkw_check_tokens(const void* tokens, int length, int native_bytes_max) {
    static Scan scan; /* large; the scan calls nothing that could start another */
    memset(&scan, 0, sizeof(scan));
    scan.native_bytes_max = native_bytes_max;
    start_statement(&scan);
    for(int i = 0; i < length && !scan.verdict.message; i++) {
        scan.verdict.line = pkw_token_line(tokens, i);
        visit(&scan, pkw_token_class(tokens, i));
    }
    return scan.verdict;
}
