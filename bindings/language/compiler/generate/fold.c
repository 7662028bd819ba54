/*
 * Operators, and constant folding where the operands have just been loaded: `2 ** 10`, `-1`, `"ab" * 3`, `(1, 2)[0]`.
 * CPython's limits, so that no short text makes a large constant. Operators of constants run no program; where one
 * raises, the code does it at run time.
 */
#include "../../core.h"
#include "generate.h"

enum { INT_BITS_MAX = 128, ITEMS_MAX = 256, TEXT_MAX = 4096, TOTAL_ITEMS_MAX = 1024 };

static const struct {
    uint8_t op;
    const char *name, *reflected;
} operators[] = {
    [PKL_ADD] = {PKL_BINARY_ADD, "__add__", "__radd__"},
    [PKL_SUB] = {PKL_BINARY_SUB, "__sub__", "__rsub__"},
    [PKL_MULT] = {PKL_BINARY_MUL, "__mul__", "__rmul__"},
    [PKL_MAT_MULT] = {PKL_BINARY_MATMUL, NULL, NULL},
    [PKL_DIV] = {PKL_BINARY_TRUEDIV, "__truediv__", "__rtruediv__"},
    [PKL_MOD] = {PKL_BINARY_MOD, "__mod__", "__rmod__"},
    [PKL_POW] = {PKL_BINARY_POW, "__pow__", "__rpow__"},
    [PKL_LSHIFT] = {PKL_BINARY_LSHIFT, "__lshift__", "__rlshift__"},
    [PKL_RSHIFT] = {PKL_BINARY_RSHIFT, "__rshift__", "__rrshift__"},
    [PKL_BIT_OR] = {PKL_BINARY_OR, "__or__", "__ror__"},
    [PKL_BIT_XOR] = {PKL_BINARY_XOR, "__xor__", "__rxor__"},
    [PKL_BIT_AND] = {PKL_BINARY_AND, "__and__", "__rand__"},
    [PKL_FLOOR_DIV] = {PKL_BINARY_FLOORDIV, "__floordiv__", "__rfloordiv__"},
};

/* ---- limits ---------------------------------------------------------------------- */

/* Of an int, without its sign; -1: not an int. */
static int64_t bits_of(const py_TValue* value) {
    if(value->type == tp_bigint) return (int64_t)PKL_OBJECT(value, PyBigInt)->count * 30;
    if(value->type != tp_int) return -1;
    uint64_t magnitude = value->_i64 < 0 ? 0 - (uint64_t)value->_i64 : (uint64_t)value->_i64;
    int bits = 0;
    while(magnitude >> bits && ++bits < 64) {}
    return bits;
}

/* Items in a tuple and the tuples in it. */
static int64_t items_of(const py_TValue* value) {
    if(value->type != tp_tuple) return 0;
    int64_t total = value->_obj->slots;
    for(int i = 0; i < value->_obj->slots; i++) total += items_of(&PKL_SLOTS(value->_obj)[i]);
    return total;
}

static bool may_repeat(const py_TValue* sequence, int64_t times) {
    int64_t size = sequence->type == tp_str     ? PKL_OBJECT(sequence, PyStr)->size
                   : sequence->type == tp_bytes ? PKL_OBJECT(sequence, PyBytes)->size
                   : sequence->type == tp_tuple ? sequence->_obj->slots
                                                : 0;
    if(!size) return true;
    if(sequence->type != tp_tuple) return times >= 0 && times <= TEXT_MAX / size;
    if(times < 0 || times > ITEMS_MAX / size) return false;
    return !times || items_of(sequence) <= TOTAL_ITEMS_MAX / times;
}

static bool may_multiply(const py_TValue* a, const py_TValue* b) {
    int64_t a_bits = bits_of(a), b_bits = bits_of(b);
    if(a_bits >= 0 && b_bits >= 0) return !a_bits || !b_bits || a_bits + b_bits <= INT_BITS_MAX;
    if(a->type == tp_int) return may_repeat(b, a->_i64);
    if(b->type == tp_int) return may_repeat(a, b->_i64);
    return true;
}

static bool may_fold(PklOperator op, const py_TValue* a, const py_TValue* b) {
    switch(op) {
        case PKL_MAT_MULT: return false;
        case PKL_MULT: return may_multiply(a, b);
        case PKL_MOD: return a->type != tp_str && a->type != tp_bytes;
        case PKL_POW:
            if(bits_of(a) < 0 || bits_of(b) < 0) return true;
            if(b->type != tp_int) return false;
            return b->_i64 <= 0 || b->_i64 <= INT_BITS_MAX / (bits_of(a) + !bits_of(a));
        case PKL_LSHIFT:
            if(bits_of(a) < 0 || bits_of(b) < 0) return true;
            return b->type == tp_int && b->_i64 <= INT_BITS_MAX && bits_of(a) <= INT_BITS_MAX - b->_i64;
        default: return true;
    }
}

/* ---- folding --------------------------------------------------------------------- */

/* Puts the value of an operator, or after an error the operands again. */
static bool settle(PklGen* g, const void* at, bool ok, const py_TValue* operands, int count) {
    if(ok) {
        pkl_emit_constant(g, at, *py_retval());
        return true;
    }
    py_clearexc(NULL);
    for(int i = 0; i < count; i++) pkl_emit_constant(g, at, operands[i]);
    return false;
}

void pkl_emit_binary(PklGen* g, const void* at, PklOperator op, bool in_place) {
    py_TValue operands[2];
    if(!in_place && pkl_take_constants(g, 2, operands)) {
        bool ok = may_fold(op, &operands[0], &operands[1]);
        if(ok)
            ok = py_binaryop(&operands[0], &operands[1], py_name(operators[op].name), py_name(operators[op].reflected));
        if(settle(g, at, ok, operands, 2)) return;
    }
    pkl_emit(g, at, operators[op].op, in_place);
}

/* `not a in b` is `a not in b`. */
static bool invert_last(PklGen* g, const void* at) {
    PklUnit* u = g->u;
    PklDraft* last = &u->drafts[u->count - 1];
    if(u->count <= u->barrier || (last->op != PKL_CONTAINS_OP && last->op != PKL_IS_OP)) return false;
    last->arg ^= 1;
    last->range = *(const PklRange*)at;
    return true;
}

void pkl_emit_unary(PklGen* g, const void* at, PklUnaryOperator op) {
    static const struct {
        uint8_t op;
        const char* name;
    } unary[] = {
        [PKL_INVERT] = {PKL_UNARY_INVERT, "__invert__"},
        [PKL_NOT] = {PKL_UNARY_NOT, NULL},
        [PKL_UADD] = {PKL_UNARY_POSITIVE, "__pos__"},
        [PKL_USUB] = {PKL_UNARY_NEGATIVE, "__neg__"},
    };
    py_TValue operand;
    if(op == PKL_NOT && invert_last(g, at)) return;
    if(pkl_take_constants(g, 1, &operand)) {
        bool ok;
        if(op == PKL_NOT) {
            int truth = py_bool(&operand);
            ok = truth >= 0;
            if(ok) py_newbool(py_retval(), !truth);
        } else {
            bool warns = op == PKL_INVERT && operand.type == tp_bool; /* deprecated: at run time */
            ok = !warns && pkl_call_special(&operand, py_name(unary[op].name), 0, NULL) == 1;
        }
        if(settle(g, at, ok, &operand, 1)) return;
    }
    pkl_emit(g, at, unary[op].op, 0);
}

void pkl_emit_subscript(PklGen* g, const void* at) {
    py_TValue operands[2];
    if(pkl_take_constants(g, 2, operands) && settle(g, at, py_getitem(&operands[0], &operands[1]), operands, 2)) return;
    pkl_emit(g, at, PKL_BINARY_SUBSCR, 0);
}

/* ---- displays -------------------------------------------------------------------- */

/* The tuple of the last `count` constants, taken back; false where they are not all constants. */
static bool take_tuple(PklGen* g, int count, py_TValue* out) {
    PklUnit* u = g->u;
    if(count > u->count - u->barrier || g->c->failed) return false;
    for(int i = u->count - count; i < u->count; i++)
        if(u->drafts[i].op != PKL_LOAD_CONST && u->drafts[i].op != PKL_LOAD_SMALL_INT) return false;
    if(!pkl_reserve((uint64_t)count * sizeof(py_TValue))) {
        py_clearexc(NULL);
        return false;
    }
    return pkl_take_constants(g, count, py_newtuple(out, count));
}

void pkl_emit_tuple(PklGen* g, const void* at, int count) {
    py_TValue tuple;
    if(take_tuple(g, count, &tuple)) pkl_emit_constant(g, at, tuple);
    else pkl_emit(g, at, PKL_BUILD_TUPLE, count);
}

static bool is_set(int op) { return op == PKL_BUILD_SET; }

void pkl_emit_read_only(PklGen* g, const void* at, int op, int count) {
    py_TValue tuple;
    if(!take_tuple(g, count, &tuple)) {
        pkl_emit(g, at, is_set(op) ? op : PKL_BUILD_TUPLE, count);
        return;
    }
    if(is_set(op) && py_call(py_tpobject(tp_frozenset), 1, &tuple)) tuple = *py_retval();
    pkl_emit_constant(g, at, tuple);
}

/* A list or set of three or more constants is copied from one. */
void pkl_emit_display(PklGen* g, const void* at, int op, int count) {
    py_TValue tuple;
    if(op == PKL_BUILD_TUPLE) {
        pkl_emit_tuple(g, at, count);
        return;
    }
    if(count < 3 || !take_tuple(g, count, &tuple)) {
        pkl_emit(g, at, op, count);
        return;
    }
    pkl_emit(g, at, op, 0);
    if(is_set(op) && py_call(py_tpobject(tp_frozenset), 1, &tuple)) tuple = *py_retval();
    pkl_emit_constant(g, at, tuple);
    pkl_emit(g, at, is_set(op) ? PKL_SET_UPDATE : PKL_LIST_EXTEND, 1);
}
