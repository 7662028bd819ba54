/*
 * Operators whose operands the loop does not know: special methods, in the order in which the language asks for them.
 *
 * The operands [a, b] stay on the stack until there is a value. A method written in Python is a frame with PKL_CONT_OPERATOR, whose `step` says
 * which candidate it was, so that NotImplemented goes on with the next.
 */
#include "../../text/str.h"
#include "../../types/types.h"
#include "../machine.h"

#include <string.h>

enum { STEP_IN_PLACE, STEP_SUBCLASS, STEP_LEFT, STEP_RIGHT, STEP_NONE };

typedef struct Operator {
    uint16_t left, right, in_place;
    const char* text;
} Operator;

#define OPERATOR(name, text) {PKL_N___##name##__, PKL_N___r##name##__, PKL_N___i##name##__, text}
static const Operator operators[] = { /* in the order of the opcodes */
    OPERATOR(add, "+"), OPERATOR(sub, "-"), OPERATOR(mul, "*"), OPERATOR(truediv, "/"), OPERATOR(floordiv, "//"), OPERATOR(mod, "%"),
    OPERATOR(pow, "**"), OPERATOR(lshift, "<<"), OPERATOR(rshift, ">>"), OPERATOR(and, "&"), OPERATOR(or, "|"), OPERATOR(xor, "^"),
    OPERATOR(matmul, "@"),
};
static const Operator comparisons[] = {
    {PKL_N___lt__, PKL_N___gt__, 0, "<"},  {PKL_N___le__, PKL_N___ge__, 0, "<="}, {PKL_N___eq__, PKL_N___eq__, 0, "=="},
    {PKL_N___ne__, PKL_N___ne__, 0, "!="}, {PKL_N___gt__, PKL_N___lt__, 0, ">"},  {PKL_N___ge__, PKL_N___le__, 0, ">="},
};

static py_Type shown_type(const py_TValue* value) { return value->type == tp_bigint ? tp_int : value->type; }

/* Calls a candidate. 1: its value is in retval, 2: a frame was pushed, -1: error. */
static int call_candidate(PklVM* vm, py_Ref method, py_TValue* self, py_TValue* other, int step) {
    PyFrame* frame = vm->frame;
    py_TValue *sp = frame->sp, *args = sp - 2;
    if (self > other) { /* reflected: [b, a] above the operands */
        sp[0] = *self;
        sp[1] = *other;
        args = sp;
    }
    if (method->type == tp_function) {
        py_TValue function = *method;
        return pkl_enter_function(vm, &function, args, 2, NULL, (PklCont){PKL_CONT_OPERATOR, step}, sp) ? 2 : -1;
    }
    if (args == sp) frame->sp = sp + 2;
    bool ok;
    PklDescriptor kind = pkl_descriptor_kind(method);
    py_TValue copy = *method;
    if (kind == PKL_DESC_METHOD) ok = pkl_call_native(&copy, 2, args, NULL);
    else if (kind == PKL_NOT_DESCRIPTOR) ok = py_call(&copy, 1, &args[1]);
    else {
        ok = pkl_descriptor_get(&copy, &args[0]);
        if (ok) {
            copy = vm->retval;
            ok = py_call(&copy, 1, &args[1]);
        }
    }
    frame->sp = sp;
    return ok ? 1 : -1;
}

static bool is_subclass(py_Type derived, py_Type base) { return derived != base && py_issubclass(derived, base); }

/* Sequences refuse what they cannot concatenate or repeat by an error of their own: the right operand is asked before. */
static bool refuses_by_error(py_Ref method, int op) {
    if (method->is_ptr || method->type != tp_wrapper_descriptor || (op != PKL_BINARY_ADD && op != PKL_BINARY_MUL)) return false;
    switch (method->extra) {
    case tp_list: case tp_tuple: case tp_str: case tp_bytes: case tp_bytearray: return true;
    default: return false;
    }
}

/* The right operand's method where it is asked before the left one: of a subclass that has its own, or beside a sequence. */
static py_Ref asked_first(const Operator* names, int op, bool comparing, py_Type left, py_Type right) {
    if (left == right) return NULL;
    PyType *left_type = pkl_vm->types[left], *right_type = pkl_vm->types[right];
    py_Ref mine = pkl_lookup(left_type, pkl_name_table[names->left]);
    if (!is_subclass(right, left) && (mine == NULL || !refuses_by_error(mine, op))) return NULL;
    py_Ref method = pkl_lookup(right_type, pkl_name_table[names->right]);
    if (method == NULL || comparing) return method;
    if (mine != NULL && refuses_by_error(mine, op) && refuses_by_error(method, op)) return NULL; /* two sequences: the left one's error */
    py_Ref inherited = pkl_lookup(left_type, pkl_name_table[names->right]);
    return inherited == NULL || !py_isidentical(inherited, method) ? method : NULL;
}

/* The method of the candidate `*step` or a later one; sets who is self. Nobody is asked twice. */
static py_Ref next_candidate(const Operator* names, int op, bool comparing, int* step, py_TValue* a, py_TValue* b, py_TValue** self) {
    py_Type left = shown_type(a), right = shown_type(b);
    py_Ref method, in_place = names->in_place != 0 ? pkl_lookup(pkl_vm->types[left], pkl_name_table[names->in_place]) : NULL;
    /* list += x: x.__radd__ is asked before the list is extended; classes that inherit from list extend themselves at once. */
    bool late = in_place != NULL && left == in_place->extra && refuses_by_error(in_place, op);
    switch (*step) {
    case STEP_IN_PLACE:
        *step = STEP_IN_PLACE;
        *self = a;
        if (in_place != NULL && !late) return in_place;
        /* fall through */
    case STEP_SUBCLASS:
        *step = STEP_SUBCLASS;
        *self = b;
        if ((method = asked_first(names, op, comparing, left, right)) != NULL) return method;
        /* fall through */
    case STEP_LEFT:
        *step = STEP_LEFT;
        *self = a;
        if ((method = late ? in_place : pkl_lookup(pkl_vm->types[left], pkl_name_table[names->left])) != NULL) return method;
        /* fall through */
    case STEP_RIGHT:
        *step = STEP_RIGHT;
        *self = b;
        if ((!comparing && left == right) || asked_first(names, op, comparing, left, right) != NULL) return NULL;
        if ((method = pkl_lookup(pkl_vm->types[right], pkl_name_table[names->right])) != NULL) return method;
        /* fall through */
    default: *step = STEP_NONE; return NULL;
    }
}

/* All candidates from `step` on. 1 a value in retval, 2 a frame, 0 none knew, -1 error. */
static int ask_candidates(PklVM* vm, const Operator* names, int op, bool comparing, int step) {
    py_TValue *b = vm->frame->sp - 1, *a = b - 1, *self;
    for (; step < STEP_NONE; step++) {
        py_Ref method = next_candidate(names, op, comparing, &step, a, b, &self);
        if (method == NULL) return 0;
        if (op == PKL_BINARY_MUL && !comparing && !pkl_check_repetition(method, self == a ? b : a)) return -1;
        int called = call_candidate(vm, method, self, self == a ? b : a, step);
        if (called != 1) return called;
        if (vm->retval.type != tp_NotImplementedType) return 1;
    }
    return 0;
}

static bool finish(PklVM* vm) {
    vm->frame->sp -= 2;
    *vm->frame->sp++ = vm->retval;
    return true;
}

bool pkl_op_binary(PklVM* vm, int op, bool inplace, int step) {
    py_TValue* operands = vm->frame->sp - 2;
    if (op == PKL_BINARY_ADD && operands[0].type == tp_str && operands[1].type == tp_str) return pkl_str_add(2, operands) && finish(vm);
    const Operator* names = &operators[op - PKL_BINARY_ADD];
    Operator plain;
    if (!inplace) {
        plain = *names;
        plain.in_place = 0;
    }
    int called = ask_candidates(vm, inplace ? names : &plain, op, false, step);
    if (called == 1) return finish(vm);
    if (called != 0) return called == 2;
    py_TValue *b = vm->frame->sp - 1, *a = b - 1;
    const char* text = op == PKL_BINARY_POW && !inplace ? "** or pow()" : names->text;
    bool hint = op == PKL_BINARY_RSHIFT && a->type == tp_nativefunc && !a->is_ptr && strcmp(a->_method->name, "print") == 0; /* Python 2's print >>file, … */
    return pkl_raise(tp_TypeError, "unsupported operand type(s) for %s%s: '%T' and '%T'%s", text, inplace ? "=" : "", a, b,
                     hint ? ". Did you mean \"print(<message>, file=<output_stream>)\"?" : "");
}

bool pkl_op_compare(PklVM* vm, int op, int step) {
    const Operator* names = &comparisons[op - PKL_COMPARE_LT];
    int called = ask_candidates(vm, names, op, true, step < STEP_SUBCLASS ? STEP_SUBCLASS : step);
    if (called == 1) return finish(vm);
    if (called != 0) return called == 2;
    py_TValue *b = vm->frame->sp - 1, *a = b - 1;
    if (op != PKL_COMPARE_EQ && op != PKL_COMPARE_NE)
        return pkl_raise(tp_TypeError, "'%s' not supported between instances of '%T' and '%T'", names->text, a, b);
    py_newbool(&vm->retval, py_isidentical(a, b) == (op == PKL_COMPARE_EQ));
    return finish(vm);
}

/* A candidate written in Python has returned. */
bool pkl_after_operator(PklVM* vm, py_TValue value, int step) {
    if (value.type != tp_NotImplementedType) {
        vm->retval = value;
        return finish(vm);
    }
    PklInstruction instruction = vm->frame->ip[-1];
    int op = pkl_plain_opcode(PKL_OP(instruction));
    if (op >= PKL_COMPARE_LT && op <= PKL_COMPARE_GE) return pkl_op_compare(vm, op, step + 1);
    return pkl_op_binary(vm, op, PKL_ARG(instruction) == 1 && op == PKL_OP(instruction), step + 1);
}

bool pkl_op_unary(PklVM* vm, int op) {
    py_TValue* operand = vm->frame->sp - 1;
    int name = op == PKL_UNARY_NEGATIVE ? PKL_N___neg__ : op == PKL_UNARY_POSITIVE ? PKL_N___pos__ : PKL_N___invert__;
    py_Ref method = pkl_lookup(vm->types[shown_type(operand)], pkl_name_table[name]);
    if (method == NULL)
        return pkl_raise(tp_TypeError, "bad operand type for unary %s: '%T'",
                         op == PKL_UNARY_NEGATIVE ? "-" : op == PKL_UNARY_POSITIVE ? "+" : "~", operand);
    py_TValue self = *operand;
    vm->frame->sp--;
    return pkl_call_method_value(vm, *method, self, 0, NULL, PKL_PUSH);
}
