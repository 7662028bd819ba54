/* The syntax tree of a Python program, and how to get one from its source text.
 *
 * It mirrors the abstract grammar of CPython 3.14 (`ast` module) kind by kind and field by field, without type
 * comments. All nodes are of one C type: a kind, a range in the source, and the fields of that kind, each as wide as a
 * pointer. So a walk over all fields needs one table (`pkl_shapes`), and code that knows the kind names the field:
 * `node->as.BinOp.left`.
 *
 * Everything that a parse makes lies in its arena and lives as long as the arena does. Nothing here aborts: where
 * memory or the arena's quota ends, `pkl_parse` answers NULL with an error of kind PKL_NO_MEMORY.
 */
#ifndef PKL_AST_H
#define PKL_AST_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* ---- Arena ---- */

typedef struct PklChunk PklChunk;

typedef struct PklArena {
    PklChunk* chunks;
    size_t bytes;     /* taken from the allocator so far */
    size_t bytes_max; /* quota; taking more fails */
    char* at;         /* free space of the newest chunk */
    char* end;
    bool failed; /* an allocation failed: whatever was made since is incomplete */
} PklArena;

void pkl_arena_open(PklArena* arena, size_t bytes_max);
void pkl_arena_close(PklArena* arena);
void* pkl_arena_take(PklArena* arena, size_t bytes); /* zeroed, aligned for everything; NULL when it failed */

/* ---- Values in the tree ---- */

typedef intptr_t PklInt;

/* Text in UTF-8; a lone surrogate is kept as the three bytes that its code point would have. */
typedef struct PklText {
    const char* data; /* a NUL follows, which `size` does not count */
    int size;
} PklText;

/* An identifier, normalised. Of one parse, equal identifiers are one pointer. */
typedef const PklText* PklName;

/* A counted array: of nodes (NULL where the grammar has `expr?*`), of names, or of PklCompare. Never NULL in a tree. */
typedef struct PklSeq {
    int size;
    void* items[];
} PklSeq;

typedef enum PklConstantKind {
    PKL_NONE,
    PKL_FALSE,
    PKL_TRUE,
    PKL_ELLIPSIS,
    PKL_INT,       /* `integer` */
    PKL_BIG_INT,   /* `text`: digits of `base` without prefix and underscores; does not fit in 64 bits with sign */
    PKL_FLOAT,     /* `real` */
    PKL_IMAGINARY, /* `real` */
    PKL_STR,       /* `text` */
    PKL_BYTES,     /* `text`: any bytes */
} PklConstantKind;

typedef struct PklConstant {
    uint8_t kind; /* PklConstantKind */
    uint8_t base; /* of PKL_BIG_INT: 2, 8, 10 or 16 */
    union {
        int64_t integer;
        double real;
        PklText text;
    };
} PklConstant;

// clang-format off
typedef enum PklContext { PKL_LOAD, PKL_STORE, PKL_DEL } PklContext;

typedef enum PklOperator {
    PKL_ADD = 1, PKL_SUB, PKL_MULT, PKL_MAT_MULT, PKL_DIV, PKL_MOD, PKL_POW, PKL_LSHIFT, PKL_RSHIFT, PKL_BIT_OR,
    PKL_BIT_XOR, PKL_BIT_AND, PKL_FLOOR_DIV,
} PklOperator;

typedef enum PklBoolOperator { PKL_AND = 1, PKL_OR } PklBoolOperator;

typedef enum PklUnaryOperator { PKL_INVERT = 1, PKL_NOT, PKL_UADD, PKL_USUB } PklUnaryOperator;

typedef enum PklCompare {
    PKL_EQ = 1, PKL_NOT_EQ, PKL_LT, PKL_LT_E, PKL_GT, PKL_GT_E, PKL_IS, PKL_IS_NOT, PKL_IN, PKL_NOT_IN,
} PklCompare;

/* ---- Nodes ----
 * F(class, name) for each field: the class says what the slot holds.
 *   name    PklName                      opt_name    PklName or NULL
 *   node    PklNode*                     opt_node    PklNode* or NULL
 *   nodes   PklSeq* of PklNode*          opt_nodes   PklSeq* of PklNode* or NULL
 *   names   PklSeq* of PklName           compares    PklSeq* of PklCompare, each cast to a pointer
 *   number  PklInt                       constant    const PklConstant*
 *   context, operator, bool_operator, unary_operator: PklInt with a value of the enum
 */
#define PKL_FUNCTION_FIELDS(F) \
    F(name, name) F(node, args) F(nodes, body) F(nodes, decorator_list) F(opt_node, returns) F(nodes, type_params)
#define PKL_FOR_FIELDS(F) F(node, target) F(node, iter) F(nodes, body) F(nodes, orelse)
#define PKL_WITH_FIELDS(F) F(nodes, items) F(nodes, body)
#define PKL_TEST_FIELDS(F) F(node, test) F(nodes, body) F(nodes, orelse)
#define PKL_TRY_FIELDS(F) F(nodes, body) F(nodes, handlers) F(nodes, orelse) F(nodes, finalbody)
#define PKL_COMPREHENSION_FIELDS(F) F(node, elt) F(nodes, generators)
#define PKL_NAMES_FIELDS(F) F(names, names)
#define PKL_VALUE_FIELDS(F) F(node, value)
#define PKL_OPT_VALUE_FIELDS(F) F(opt_node, value)
#define PKL_VALUES_FIELDS(F) F(nodes, values)
#define PKL_ELTS_FIELDS(F) F(nodes, elts) F(context, ctx)
#define PKL_PATTERNS_FIELDS(F) F(nodes, patterns)
#define PKL_NO_FIELDS(F)

/* N(kind, fields), in the order of CPython's `ast` grammar. */
#define PKL_NODES(N) \
    N(Module, PKL_MODULE_FIELDS) N(Interactive, PKL_MODULE_FIELDS) N(Expression, PKL_EXPRESSION_FIELDS) \
    N(FunctionType, PKL_FUNCTION_TYPE_FIELDS) \
    N(FunctionDef, PKL_FUNCTION_FIELDS) N(AsyncFunctionDef, PKL_FUNCTION_FIELDS) N(ClassDef, PKL_CLASS_FIELDS) \
    N(Return, PKL_OPT_VALUE_FIELDS) N(Delete, PKL_DELETE_FIELDS) N(Assign, PKL_ASSIGN_FIELDS) \
    N(TypeAlias, PKL_TYPE_ALIAS_FIELDS) N(AugAssign, PKL_AUG_ASSIGN_FIELDS) N(AnnAssign, PKL_ANN_ASSIGN_FIELDS) \
    N(For, PKL_FOR_FIELDS) N(AsyncFor, PKL_FOR_FIELDS) N(While, PKL_TEST_FIELDS) N(If, PKL_TEST_FIELDS) \
    N(With, PKL_WITH_FIELDS) N(AsyncWith, PKL_WITH_FIELDS) N(Match, PKL_MATCH_FIELDS) N(Raise, PKL_RAISE_FIELDS) \
    N(Try, PKL_TRY_FIELDS) N(TryStar, PKL_TRY_FIELDS) N(Assert, PKL_ASSERT_FIELDS) N(Import, PKL_IMPORT_FIELDS) \
    N(ImportFrom, PKL_IMPORT_FROM_FIELDS) N(Global, PKL_NAMES_FIELDS) N(Nonlocal, PKL_NAMES_FIELDS) \
    N(Expr, PKL_VALUE_FIELDS) N(Pass, PKL_NO_FIELDS) N(Break, PKL_NO_FIELDS) N(Continue, PKL_NO_FIELDS) \
    N(BoolOp, PKL_BOOL_OP_FIELDS) N(NamedExpr, PKL_NAMED_EXPR_FIELDS) N(BinOp, PKL_BIN_OP_FIELDS) \
    N(UnaryOp, PKL_UNARY_OP_FIELDS) N(Lambda, PKL_LAMBDA_FIELDS) N(IfExp, PKL_IF_EXP_FIELDS) N(Dict, PKL_DICT_FIELDS) \
    N(Set, PKL_SET_FIELDS) N(ListComp, PKL_COMPREHENSION_FIELDS) N(SetComp, PKL_COMPREHENSION_FIELDS) \
    N(DictComp, PKL_DICT_COMP_FIELDS) N(GeneratorExp, PKL_COMPREHENSION_FIELDS) N(Await, PKL_VALUE_FIELDS) \
    N(Yield, PKL_OPT_VALUE_FIELDS) N(YieldFrom, PKL_VALUE_FIELDS) N(Compare, PKL_COMPARE_FIELDS) \
    N(Call, PKL_CALL_FIELDS) N(FormattedValue, PKL_FORMATTED_VALUE_FIELDS) \
    N(Interpolation, PKL_INTERPOLATION_FIELDS) N(JoinedStr, PKL_VALUES_FIELDS) N(TemplateStr, PKL_VALUES_FIELDS) \
    N(Constant, PKL_CONSTANT_FIELDS) N(Attribute, PKL_ATTRIBUTE_FIELDS) N(Subscript, PKL_SUBSCRIPT_FIELDS) \
    N(Starred, PKL_STARRED_FIELDS) N(Name, PKL_NAME_FIELDS) N(List, PKL_ELTS_FIELDS) N(Tuple, PKL_ELTS_FIELDS) \
    N(Slice, PKL_SLICE_FIELDS) N(comprehension, PKL_CLAUSE_FIELDS) N(ExceptHandler, PKL_EXCEPT_HANDLER_FIELDS) \
    N(arguments, PKL_ARGUMENTS_FIELDS) N(arg, PKL_ARG_FIELDS) N(keyword, PKL_KEYWORD_FIELDS) \
    N(alias, PKL_ALIAS_FIELDS) \
    N(withitem, PKL_WITHITEM_FIELDS) N(match_case, PKL_MATCH_CASE_FIELDS) N(MatchValue, PKL_VALUE_FIELDS) \
    N(MatchSingleton, PKL_MATCH_SINGLETON_FIELDS) N(MatchSequence, PKL_PATTERNS_FIELDS) \
    N(MatchMapping, PKL_MATCH_MAPPING_FIELDS) N(MatchClass, PKL_MATCH_CLASS_FIELDS) \
    N(MatchStar, PKL_MATCH_STAR_FIELDS) N(MatchAs, PKL_MATCH_AS_FIELDS) N(MatchOr, PKL_PATTERNS_FIELDS) \
    N(TypeVar, PKL_TYPE_VAR_FIELDS) N(ParamSpec, PKL_TYPE_PARAM_FIELDS) N(TypeVarTuple, PKL_TYPE_PARAM_FIELDS)

#define PKL_MODULE_FIELDS(F) F(nodes, body)
#define PKL_EXPRESSION_FIELDS(F) F(node, body)
#define PKL_FUNCTION_TYPE_FIELDS(F) F(nodes, argtypes) F(node, returns)
#define PKL_CLASS_FIELDS(F) \
    F(name, name) F(nodes, bases) F(nodes, keywords) F(nodes, body) F(nodes, decorator_list) F(nodes, type_params)
#define PKL_DELETE_FIELDS(F) F(nodes, targets)
#define PKL_ASSIGN_FIELDS(F) F(nodes, targets) F(node, value)
#define PKL_TYPE_ALIAS_FIELDS(F) F(node, name) F(nodes, type_params) F(node, value)
#define PKL_AUG_ASSIGN_FIELDS(F) F(node, target) F(operator, op) F(node, value)
#define PKL_ANN_ASSIGN_FIELDS(F) F(node, target) F(node, annotation) F(opt_node, value) F(number, simple)
#define PKL_MATCH_FIELDS(F) F(node, subject) F(nodes, cases)
#define PKL_RAISE_FIELDS(F) F(opt_node, exc) F(opt_node, cause)
#define PKL_ASSERT_FIELDS(F) F(node, test) F(opt_node, msg)
#define PKL_IMPORT_FIELDS(F) F(nodes, names)
#define PKL_IMPORT_FROM_FIELDS(F) F(opt_name, module) F(nodes, names) F(number, level)
#define PKL_BOOL_OP_FIELDS(F) F(bool_operator, op) F(nodes, values)
#define PKL_NAMED_EXPR_FIELDS(F) F(node, target) F(node, value)
#define PKL_BIN_OP_FIELDS(F) F(node, left) F(operator, op) F(node, right)
#define PKL_UNARY_OP_FIELDS(F) F(unary_operator, op) F(node, operand)
#define PKL_LAMBDA_FIELDS(F) F(node, args) F(node, body)
#define PKL_IF_EXP_FIELDS(F) F(node, test) F(node, body) F(node, orelse)
#define PKL_DICT_FIELDS(F) F(nodes, keys) F(nodes, values)
#define PKL_SET_FIELDS(F) F(nodes, elts)
#define PKL_DICT_COMP_FIELDS(F) F(node, key) F(node, value) F(nodes, generators)
#define PKL_COMPARE_FIELDS(F) F(node, left) F(compares, ops) F(nodes, comparators)
#define PKL_CALL_FIELDS(F) F(node, func) F(nodes, args) F(nodes, keywords)
#define PKL_FORMATTED_VALUE_FIELDS(F) F(node, value) F(number, conversion) F(opt_node, format_spec)
#define PKL_INTERPOLATION_FIELDS(F) F(node, value) F(constant, str) F(number, conversion) F(opt_node, format_spec)
#define PKL_CONSTANT_FIELDS(F) F(constant, value) F(opt_name, kind)
#define PKL_ATTRIBUTE_FIELDS(F) F(node, value) F(name, attr) F(context, ctx)
#define PKL_SUBSCRIPT_FIELDS(F) F(node, value) F(node, slice) F(context, ctx)
#define PKL_STARRED_FIELDS(F) F(node, value) F(context, ctx)
#define PKL_NAME_FIELDS(F) F(name, id) F(context, ctx)
#define PKL_SLICE_FIELDS(F) F(opt_node, lower) F(opt_node, upper) F(opt_node, step)
#define PKL_CLAUSE_FIELDS(F) F(node, target) F(node, iter) F(nodes, ifs) F(number, is_async)
#define PKL_EXCEPT_HANDLER_FIELDS(F) F(opt_node, type) F(opt_name, name) F(nodes, body)
#define PKL_ARGUMENTS_FIELDS(F) \
    F(nodes, posonlyargs) F(nodes, args) F(opt_node, vararg) F(nodes, kwonlyargs) F(nodes, kw_defaults) \
    F(opt_node, kwarg) F(nodes, defaults)
#define PKL_ARG_FIELDS(F) F(name, arg) F(opt_node, annotation)
#define PKL_KEYWORD_FIELDS(F) F(opt_name, arg) F(node, value)
#define PKL_ALIAS_FIELDS(F) F(name, name) F(opt_name, asname)
#define PKL_WITHITEM_FIELDS(F) F(node, context_expr) F(opt_node, optional_vars)
#define PKL_MATCH_CASE_FIELDS(F) F(node, pattern) F(opt_node, guard) F(nodes, body)
#define PKL_MATCH_SINGLETON_FIELDS(F) F(constant, value)
#define PKL_MATCH_MAPPING_FIELDS(F) F(nodes, keys) F(nodes, patterns) F(opt_name, rest)
#define PKL_MATCH_CLASS_FIELDS(F) F(node, cls) F(nodes, patterns) F(names, kwd_attrs) F(nodes, kwd_patterns)
#define PKL_MATCH_STAR_FIELDS(F) F(opt_name, name)
#define PKL_MATCH_AS_FIELDS(F) F(opt_node, pattern) F(opt_name, name)
#define PKL_TYPE_VAR_FIELDS(F) F(name, name) F(opt_node, bound) F(opt_node, default_value)
#define PKL_TYPE_PARAM_FIELDS(F) F(name, name) F(opt_node, default_value)

// clang-format on
typedef enum PklKind {
    PKL_NO_NODE,
#define PKL_KIND(kind, fields) PKL_##kind,
    PKL_NODES(PKL_KIND)
#undef PKL_KIND
        PKL_KIND_COUNT,
} PklKind;

/* Lines count from 1, columns from 0 in bytes of UTF-8, as in CPython's tree. */
typedef struct PklRange {
    int lineno, col_offset, end_lineno, end_col_offset;
} PklRange;

typedef struct PklNode PklNode;

#define PKL_SLOT_name PklName
#define PKL_SLOT_opt_name PklName
#define PKL_SLOT_node PklNode*
#define PKL_SLOT_opt_node PklNode*
#define PKL_SLOT_nodes PklSeq*
#define PKL_SLOT_names PklSeq*
#define PKL_SLOT_compares PklSeq*
#define PKL_SLOT_number PklInt
#define PKL_SLOT_constant const PklConstant*
#define PKL_SLOT_context PklInt
#define PKL_SLOT_operator PklInt
#define PKL_SLOT_bool_operator PklInt
#define PKL_SLOT_unary_operator PklInt

struct PklNode {
    PklRange range; /* all 0 for kinds without a place: mod, comprehension, arguments, withitem, match_case */
    int kind;       /* PklKind */
    int parens;     /* of an expression: how many pairs of parentheses stand directly around it */
    union {
        void* slots[7];
#define PKL_FIELD(class, field) PKL_SLOT_##class field;
#define PKL_STRUCT(kind, fields)                                                                                       \
    struct {                                                                                                           \
        fields(PKL_FIELD)                                                                                              \
    } kind;
        PKL_NODES(PKL_STRUCT)
#undef PKL_STRUCT
#undef PKL_FIELD
    } as;
};

typedef PklNode PklMod; /* Module, Interactive, Expression or FunctionType */

static inline PklNode* pkl_at(const PklSeq* nodes, int i) { return nodes->items[i]; }
static inline PklName pkl_name_at(const PklSeq* names, int i) { return names->items[i]; }
static inline PklCompare pkl_compare_at(const PklSeq* ops, int i) { return (PklCompare)(PklInt)ops->items[i]; }

/* ---- Parsing ---- */

typedef enum PklMode { PKL_EXEC, PKL_EVAL, PKL_SINGLE, PKL_FUNC_TYPE } PklMode;

enum {
    PKL_SOURCE_IS_TEXT = 1,    /* the source was a str: a coding cookie says nothing */
    PKL_ALLOW_INCOMPLETE = 2,  /* an error at the end of the source is PKL_INCOMPLETE, for consoles */
    PKL_DONT_IMPLY_DEDENT = 4, /* single: an indented block ends with an empty line only */
    PKL_BARRY_AS_FLUFL = 8,    /* `<>` instead of `!=` */
};

typedef struct PklSource {
    const char* text; /* bytes of a file, or UTF-8 of a str; no NUL needed behind it */
    int size;
    int depth; /* what already lies on the native stack, in rules of the parser */
} PklSource;

enum {
    PKL_RULES_MAX = 1500
}; /* in one another: measured to fit into 700 KB of V8's stack without its first compiler */

typedef enum PklErrorKind {
    PKL_NO_ERROR,
    PKL_SYNTAX_ERROR,
    PKL_INDENTATION_ERROR,
    PKL_TAB_ERROR,
    PKL_INCOMPLETE,  /* CPython's _IncompleteInputError */
    PKL_NO_MEMORY,   /* memory or quota ended: MemoryError without a text */
    PKL_TOO_COMPLEX, /* MemoryError with a text: nested too deeply */
    PKL_VALUE_ERROR, /* of a function that the parser calls, with its text */
} PklErrorKind;

/* The arguments of the exception. A line or offset of -1 is None; `text.data` NULL is None. Offsets are in
 * characters, from 1. */
typedef struct PklSyntaxError {
    int kind; /* PklErrorKind */
    PklText message;
    int lineno, offset, end_lineno, end_offset;
    PklText text; /* the source line or lines */
} PklSyntaxError;

/* What CPython warns about while it reads the source; kept in order, printed by nobody here. */
typedef struct PklWarning PklWarning;
struct PklWarning {
    const PklWarning* next;
    PklText message;
    PklRange range; /* of the token; lineno is what the warning tells. If warnings are errors, the SyntaxError
                       stands here */
};

/* Every warning is a SyntaxWarning. `first` is the oldest. */
typedef struct PklWarnings {
    const PklWarning* first;
} PklWarnings;

/* The tree of `source`, or NULL with `*error` filled in. Both lie in `arena`. `warnings` may be NULL. */
PklMod* pkl_parse(const PklSource* source, PklMode mode, unsigned flags, PklArena* arena, PklSyntaxError* error,
                  PklWarnings* warnings);

/* For other passes over the same tree: an error at `range` with its source line; the same texts and offsets as the
 * parser's. */
void pkl_error_at(const PklSource* source, unsigned flags, PklArena* arena, const PklRange* range, const char* message,
                  PklSyntaxError* error);

/* ---- What the parser asks of others ---- */

/* Of the Unicode tables: may the code point begin (XID_Start) or continue (XID_Continue) an identifier? Not asked
 * about ASCII. */
bool pkl_identifier_start(uint32_t code);
bool pkl_identifier_continue(uint32_t code);

/* NFKC of an identifier that is not all ASCII: into `arena`, or `text` itself where nothing changes. */
PklText pkl_identifier(PklArena* arena, PklText text);

/* The code point that `\N{name}` means, or -1. */
int32_t pkl_character_named(const char* name, int size);

/* ---- Walking over fields without knowing kinds ---- */

typedef enum PklFieldClass {
    PKL_FIELD_end,
    PKL_FIELD_name,
    PKL_FIELD_opt_name,
    PKL_FIELD_node,
    PKL_FIELD_opt_node,
    PKL_FIELD_nodes,
    PKL_FIELD_names,
    PKL_FIELD_compares,
    PKL_FIELD_number,
    PKL_FIELD_constant,
    PKL_FIELD_context,
    PKL_FIELD_operator,
    PKL_FIELD_bool_operator,
    PKL_FIELD_unary_operator,
} PklFieldClass;

typedef struct PklField {
    uint8_t class; /* PklFieldClass; PKL_FIELD_end after the last */
    const char* name;
} PklField;

typedef struct PklNodeShape {
    const char* name;
    PklField fields[8];
} PklNodeShape;

extern const PklNodeShape pkl_shapes[PKL_KIND_COUNT]; /* linked only where something names it */

#endif
