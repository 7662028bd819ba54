/*
 * The pieces that the loop is made of (loop.c, superinstructions.h).
 */
#pragma once

#include "fast.h"

#define LIKELY(x) __builtin_expect(!!(x), 1)
#define UNLIKELY(x) __builtin_expect(!!(x), 0)

#define SAVE (frame->ip = ip, frame->sp = sp)
#define RELOAD (frame = vm->frame, code = frame->code, locals = frame->localsplus, ip = frame->ip, sp = frame->sp)
#define NEXT goto next
/* A slow path that returns true when the instruction is done or a frame waits. */
#define SLOW(call)                                                                                                     \
    do {                                                                                                               \
        SAVE;                                                                                                          \
        if (UNLIKELY(!(call))) goto failed;                                                                            \
        RELOAD;                                                                                                        \
        NEXT;                                                                                                          \
    } while (0)

#define IS_INT(v) ((v)->type == tp_int)
#define IS_FLOAT(v) ((v)->type == tp_float)
#define SET_INT(v, x) ((v)->type = tp_int, (v)->is_ptr = false, (v)->_i64 = (x))
#define SET_FLOAT(v, x) ((v)->type = tp_float, (v)->is_ptr = false, (v)->_f64 = (x))
#define SET_BOOL(v, x) ((v)->type = tp_bool, (v)->is_ptr = false, (v)->_i64 = (x))

/* What does not fit goes on at `operator` or `compare`, where all numbers and texts are tried before the special methods. */
#define ARITHMETIC(name, overflow, float_result)                                                                       \
    case PKL_##name: {                                                                                                 \
        py_TValue *a = sp - 2, *b = sp - 1;                                                                            \
        if (LIKELY(IS_INT(a) && IS_INT(b))) {                                                                          \
            int64_t result;                                                                                            \
            if (LIKELY(!overflow(a->_i64, b->_i64, &result))) {                                                        \
                a->_i64 = result;                                                                                      \
                sp--;                                                                                                  \
                NEXT;                                                                                                  \
            }                                                                                                          \
        } else if (IS_FLOAT(a) && IS_FLOAT(b)) {                                                                       \
            double x = a->_f64, y = b->_f64;                                                                           \
            a->_f64 = float_result;                                                                                    \
            sp--;                                                                                                      \
            NEXT;                                                                                                      \
        }                                                                                                              \
        goto operator;                                                                                                 \
    }

#define COMPARISON(name, o)                                                                                            \
    case PKL_##name: {                                                                                                 \
        py_TValue *a = sp - 2, *b = sp - 1;                                                                            \
        if (LIKELY(IS_INT(a) && IS_INT(b))) truth = a->_i64 o b->_i64;                                                 \
        else if (IS_FLOAT(a) && IS_FLOAT(b)) truth = a->_f64 o b->_f64;                                                \
        else goto compare;                                                                                             \
        goto compared;                                                                                                 \
    }

/* Products of factors of 32 bits need no product of 128. */
static inline bool multiply_overflows(int64_t a, int64_t b, int64_t* out) {
    if (LIKELY(a == (int32_t)a && b == (int32_t)b)) return *out = a * b, false;
    return true;
}

#define TICK                                                                                                           \
    if (UNLIKELY(--vm->limits.steps < 0)) goto tick

/* The attributes of a value, where an inline cache may know their shape; NULL. */
static inline PklAttrs* attrs_of(const py_TValue* value) {
    return value->is_ptr && (value->_obj->flags & PKL_HAS_ATTRS) ? PKL_ATTRS(value->_obj) : NULL;
}

static inline bool simple_call(const PyCode* code, int argc) {
    return argc == code->argcount && !(code->flags & (PKL_CO_VARARGS | PKL_CO_VARKEYWORDS)) && code->kwonlyargcount == 0;
}
