/*
 * The instructions: X(name, effect), where effect is the change of the stack's height, or V where it depends on the argument.
 *
 * Where a name is CPython 3.12/3.13's, so is the meaning, but for what is said here. [a, b] is the stack, top at the right; "nil" is the
 * value 0 that no program sees. k, n, i: index into constants, names, localsplus; c: into caches; d: distance; N: count.
 *
 * Calls:      [callable, self or nil, N arguments] CALL N -> [value]. CALL_KW N: the same with a tuple of keyword names on top, N counts
 *             all arguments. "self" is one more argument in front, nothing else: decorators are called as [decorator, function] CALL 0.
 *             CALL_EX 0|1: [callable, nil, tuple or any iterable, dict or mapping if 1].
 * Functions:  MAKE_FUNCTION flags: [defaults, kwdefaults, annotate, closure, code] -> [function], only what the flags name.
 * Methods:    LOAD_METHOD c: [obj] -> [function, obj] or [attribute, nil].
 * Exceptions: as CPython 3.11+: tables, nothing to do on entry. A handler finds [.., lasti?, exception]; PUSH_EXC_INFO: [e] -> [previous, e];
 *             POP_EXCEPT: [previous] -> []; RERAISE 0: [e]; RERAISE N: lasti lies N below e (the traceback keeps its place).
 *             CHECK_EXC_MATCH: [e, type] -> [e, bool]; CHECK_EG_MATCH: [e, type] -> [rest, match]; PREP_RERAISE_STAR: [orig, list] -> [e or None].
 * with:       LOAD_SPECIAL 0 (__enter__), 1 (__exit__), 2 (__aenter__), 3 (__aexit__): [obj] -> [function, self or nil]; TypeError with
 *             CPython's text where missing. `with`: COPY 1, LOAD_SPECIAL 1, SWAP …, so that [exit, exit_self] lie below the block;
 *             WITH_EXCEPT_START: [exit, exit_self, lasti, previous, e] -> [.., e, result].
 * Generators: RETURN_GENERATOR first, when the flags say so (MAKE_CELL and COPY_FREE_VARS come before it); its resumption pushes the sent value,
 *             which the compiler pops. YIELD_VALUE 0|1 (1: of a yield from/await): [v] -> [sent]. SEND d: [iter, v] -> [iter, yielded], or, when
 *             the inner ended, [iter, result] and a jump; END_SEND: [iter, v] -> [v].
 *             CLEANUP_THROW: [iter, last sent, e] -> [None, value] if StopIteration, else raises.
 * Loops:      FOR_ITER d: [iter] -> [iter, next], or [] and a jump when it ended. JUMP_BACKWARD d is the only jump back, and a tick.
 * Names:      LOAD_NAME c, LOAD_GLOBAL c, LOAD_ATTR c … have caches; STORE_NAME n, DELETE_NAME n, STORE_GLOBAL n, DELETE_GLOBAL n, IMPORT_* n not.
 *             LOAD_FROM_DICT_OR_GLOBALS n: [mapping] -> [value]. LOAD_FAST i of a cell's place pushes the cell (closures); MAKE_CELL i puts what lies
 *             there into a new cell. LOAD_FAST_AND_CLEAR pushes nil too, and STORE_FAST stores it back.
 * Jumps:      d is the target less the index of the next instruction: negative in JUMP_BACKWARD. Conditional ones test the truth of any value.
 * Patterns:   MATCH_CLASS N: [subject, class, names] -> [attributes or None], N positional.
 *             MATCH_KEYS: [subject, keys] -> [subject, keys, values or None].
 * t-strings:  BUILD_INTERPOLATION conversion << 1 | 1 if a format spec is there: [value, text, spec?] -> [interpolation].
 *             BUILD_TEMPLATE: [strings, interpolations], both tuples.
 * In place:   BINARY_* with argument 1 are `+=` and its like.
 * Superinstructions are chosen by the last pass of the compiler (fuse.c) among neighbours; its other passes never see them. Their cases are in
 * fast/superinstructions.h.
 */
#pragma once

/* S(X, first, second): the opcode of an instruction that is followed by `second`, for both at once. The first keeps its argument, the second stays. */
#define PKL_SUPERINSTRUCTIONS(S, X)                                                                                    \
    S(X, LOAD_FAST, LOAD_FAST) S(X, LOAD_FAST, LOAD_CONST) S(X, LOAD_FAST, LOAD_SMALL_INT) S(X, STORE_FAST, LOAD_FAST) \
    S(X, STORE_FAST, STORE_FAST) S(X, STORE_FAST, JUMP_BACKWARD) S(X, FOR_ITER, STORE_FAST)                            \
    S(X, LOAD_FAST, RETURN_VALUE) S(X, LOAD_FAST, LOAD_ATTR) S(X, LOAD_FAST, STORE_ATTR)                               \
    S(X, LOAD_FAST, BINARY_SUBSCR) S(X, LOAD_FAST, STORE_SUBSCR)                                                       \
    S(X, LOAD_FAST, BINARY_ADD) S(X, LOAD_FAST, BINARY_SUB) S(X, LOAD_FAST, BINARY_MUL)                                \
    S(X, LOAD_CONST, BINARY_ADD) S(X, LOAD_CONST, BINARY_MUL)                                                          \
    S(X, LOAD_SMALL_INT, BINARY_ADD) S(X, LOAD_SMALL_INT, BINARY_SUB) S(X, LOAD_SMALL_INT, BINARY_MUL)                 \
    S(X, LOAD_SMALL_INT, BINARY_MOD) S(X, LOAD_SMALL_INT, BINARY_FLOORDIV)                                             \
    S(X, LOAD_FAST, COMPARE_LT) S(X, LOAD_FAST, COMPARE_LE) S(X, LOAD_FAST, COMPARE_EQ)                                \
    S(X, LOAD_FAST, COMPARE_NE) S(X, LOAD_FAST, COMPARE_GT) S(X, LOAD_FAST, COMPARE_GE)                                \
    S(X, LOAD_SMALL_INT, COMPARE_LT) S(X, LOAD_SMALL_INT, COMPARE_LE) S(X, LOAD_SMALL_INT, COMPARE_EQ)                 \
    S(X, LOAD_SMALL_INT, COMPARE_NE) S(X, LOAD_SMALL_INT, COMPARE_GT) S(X, LOAD_SMALL_INT, COMPARE_GE)

#define PKL_OPCODES(X)                                                                                                 \
    X(NOP, 0) X(POP_TOP, -1) X(PUSH_NIL, 1) X(COPY, 1) X(SWAP, 0)                                                      \
    X(LOAD_CONST, 1) X(LOAD_SMALL_INT, 1)                                                                              \
    X(LOAD_FAST, 1) X(LOAD_FAST_CHECK, 1) X(LOAD_FAST_AND_CLEAR, 1) X(STORE_FAST, -1) X(DELETE_FAST, 0)                \
    X(MAKE_CELL, 0) X(COPY_FREE_VARS, 0) X(LOAD_DEREF, 1) X(STORE_DEREF, -1) X(DELETE_DEREF, 0)                        \
    X(LOAD_FROM_DICT_OR_DEREF, 0) X(LOAD_FROM_DICT_OR_GLOBALS, 0)                                                      \
    X(LOAD_NAME, 1) X(STORE_NAME, -1) X(DELETE_NAME, 0) X(LOAD_GLOBAL, 1) X(STORE_GLOBAL, -1) X(DELETE_GLOBAL, 0)      \
    X(LOAD_BUILD_CLASS, 1) X(LOAD_LOCALS, 1) X(SETUP_ANNOTATIONS, 0)                                                   \
    X(LOAD_ATTR, 0) X(LOAD_METHOD, 1) X(STORE_ATTR, -2) X(DELETE_ATTR, -1)                                             \
    X(LOAD_SUPER_ATTR, -2) X(LOAD_SUPER_METHOD, -1) /* [super, class, self] */                                         \
    X(UNARY_NEGATIVE, 0) X(UNARY_POSITIVE, 0) X(UNARY_INVERT, 0) X(UNARY_NOT, 0) X(TO_BOOL, 0)                         \
    X(BINARY_ADD, -1) X(BINARY_SUB, -1) X(BINARY_MUL, -1) X(BINARY_TRUEDIV, -1) X(BINARY_FLOORDIV, -1)                 \
    X(BINARY_MOD, -1) X(BINARY_POW, -1) X(BINARY_LSHIFT, -1) X(BINARY_RSHIFT, -1) X(BINARY_AND, -1)                    \
    X(BINARY_OR, -1) X(BINARY_XOR, -1) X(BINARY_MATMUL, -1)                                                            \
    X(COMPARE_LT, -1) X(COMPARE_LE, -1) X(COMPARE_EQ, -1) X(COMPARE_NE, -1) X(COMPARE_GT, -1) X(COMPARE_GE, -1)        \
    X(IS_OP, -1) X(CONTAINS_OP, -1) /* argument 1: not */                                                              \
    X(BINARY_SUBSCR, -1) X(STORE_SUBSCR, -3) X(DELETE_SUBSCR, -2) /* [value, container, key] */                        \
    X(BINARY_SLICE, -2) X(STORE_SLICE, -4) X(BUILD_SLICE, V) /* [container, start, stop]; N 2|3 */                     \
    X(JUMP_FORWARD, 0) X(JUMP_BACKWARD, 0) X(POP_JUMP_IF_FALSE, -1) X(POP_JUMP_IF_TRUE, -1)                            \
    X(POP_JUMP_IF_NONE, -1) X(POP_JUMP_IF_NOT_NONE, -1) X(JUMP_IF_FALSE_OR_POP, V) X(JUMP_IF_TRUE_OR_POP, V)           \
    X(GET_ITER, 0) X(FOR_ITER, V) X(GET_YIELD_FROM_ITER, 0) X(SEND, 0) X(END_SEND, -1) X(CLEANUP_THROW, -1)            \
    X(RETURN_GENERATOR, 1) X(YIELD_VALUE, 0) X(GET_AWAITABLE, 0) X(GET_AITER, 0) X(GET_ANEXT, 1)                       \
    X(END_ASYNC_FOR, -2) X(ASYNC_GEN_WRAP, 0)                                                                          \
    X(BUILD_TUPLE, V) X(BUILD_LIST, V) X(BUILD_SET, V) X(BUILD_MAP, V) X(BUILD_STRING, V)                              \
    X(LIST_APPEND, -1) X(SET_ADD, -1) X(MAP_ADD, -2) X(LIST_EXTEND, -1) X(SET_UPDATE, -1) X(DICT_UPDATE, -1)           \
    X(DICT_MERGE, -1) X(LIST_TO_TUPLE, 0) /* N: depth of the container below what is popped */                         \
    X(FORMAT_SIMPLE, 0) X(FORMAT_WITH_SPEC, -1) X(CONVERT_VALUE, 0) /* 1 str, 2 repr, 3 ascii */                       \
    X(BUILD_INTERPOLATION, V) X(BUILD_TEMPLATE, -1)                                                                    \
    X(UNPACK_SEQUENCE, V) X(UNPACK_EX, V) /* N; before in PKL_A, after in PKL_B */                                     \
    X(CALL, V) X(CALL_KW, V) X(CALL_EX, V)                                                                             \
    X(MAKE_FUNCTION, V) /* flags 1 defaults, 2 kwdefaults, 4 annotate, 8 closure */                                    \
    X(RETURN_VALUE, -1) X(RETURN_CONST, 0)                                                                             \
    X(IMPORT_NAME, -1) X(IMPORT_FROM, 1) X(IMPORT_STAR, -1) /* [level, fromlist] -> [module] */                        \
    X(RAISE_VARARGS, V) X(RERAISE, V) X(PUSH_EXC_INFO, 1) X(POP_EXCEPT, -1) X(CHECK_EXC_MATCH, 0)                      \
    X(CHECK_EG_MATCH, 0) X(PREP_RERAISE_STAR, -1) X(LOAD_COMMON_CONSTANT, 1) /* 0 AssertionError, 1 NotImplementedError */ \
    X(LOAD_SPECIAL, 1) X(WITH_EXCEPT_START, 1)                                                                         \
    X(GET_LEN, 1) X(MATCH_MAPPING, 1) X(MATCH_SEQUENCE, 1) X(MATCH_KEYS, 1) X(MATCH_CLASS, -2)                         \
    X(INTRINSIC_1, 0) X(INTRINSIC_2, -1) X(DELETE_SLICE, -3)                                                           \
    PKL_SUPERINSTRUCTIONS(PKL_SUPERINSTRUCTION, X)

#define PKL_SUPERINSTRUCTION(X, first, second) X(first##_##second, V)

/* INTRINSIC_1: [v] -> [result], INTRINSIC_2: [a, b] -> [result] */
enum {
    PKL_INTRINSIC_PRINT,               /* sys.displayhook */
    PKL_INTRINSIC_STOPITERATION_ERROR, /* StopIteration leaves a generator: RuntimeError */
    PKL_INTRINSIC_TYPEVAR,
    PKL_INTRINSIC_PARAMSPEC,
    PKL_INTRINSIC_TYPEVARTUPLE,
    PKL_INTRINSIC_SUBSCRIPT_GENERIC,   /* tuple of type parameters -> Generic[...] */
    PKL_INTRINSIC_TYPEALIAS,           /* (name, type parameters, evaluator) */
    /* two arguments */
    PKL_INTRINSIC_TYPEVAR_WITH_BOUND,
    PKL_INTRINSIC_TYPEVAR_WITH_CONSTRAINTS,
    PKL_INTRINSIC_SET_FUNCTION_TYPE_PARAMS,
    PKL_INTRINSIC_SET_TYPEPARAM_DEFAULT,
};

typedef enum PklOpcode {
#define PKL_OPCODE(name, effect) PKL_##name,
    PKL_OPCODES(PKL_OPCODE)
#undef PKL_OPCODE
        PKL_OPCODE_COUNT
} PklOpcode;
