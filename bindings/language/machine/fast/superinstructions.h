/*
 * Superinstructions: cases of the loop's switch that do two instructions in one turn (opcodes.h). The second one still follows in the code: where its
 * short way does not fit, only the first is done, and the second has its own turn. So positions, handlers and slow paths know plain instructions only.
 */

#define SECOND PKL_ARG(*ip)
#define LOCAL (&locals[PKL_ARG(instruction)])
#define CONSTANT (&code->constants[PKL_ARG(instruction)])

/* a op b, where b is a local or a constant and needs no place on the stack. */
#define ARITHMETIC_WITH(fused, operand, overflow, float_result)                                                        \
    case PKL_##fused: {                                                                                                \
        py_TValue *a = sp - 1, *b = operand;                                                                           \
        if (LIKELY(IS_INT(a) && IS_INT(b))) {                                                                          \
            int64_t result;                                                                                            \
            if (LIKELY(!overflow(a->_i64, b->_i64, &result))) {                                                        \
                a->_i64 = result;                                                                                      \
                ip++;                                                                                                  \
                NEXT;                                                                                                  \
            }                                                                                                          \
        } else if (IS_FLOAT(a) && IS_FLOAT(b)) {                                                                       \
            double x = a->_f64, y = b->_f64;                                                                           \
            a->_f64 = float_result;                                                                                    \
            ip++;                                                                                                      \
            NEXT;                                                                                                      \
        }                                                                                                              \
        *sp++ = *b;                                                                                                    \
        NEXT;                                                                                                          \
    }

#define ARITHMETIC_WITH_SMALL(fused, fits, result)                                                                     \
    case PKL_##fused: {                                                                                                \
        int64_t y = PKL_ARG(instruction), x = sp[-1]._i64, value;                                                      \
        if (LIKELY(IS_INT(sp - 1) && fits)) {                                                                          \
            sp[-1]._i64 = result;                                                                                      \
            ip++;                                                                                                      \
            NEXT;                                                                                                      \
        }                                                                                                              \
        (void)value;                                                                                                   \
        SET_INT(sp, y);                                                                                                \
        sp++;                                                                                                          \
        NEXT;                                                                                                          \
    }

#define COMPARISON_WITH(name, o)                                                                                       \
    case PKL_LOAD_FAST_##name: {                                                                                       \
        py_TValue *a = sp - 1, *b = LOCAL;                                                                             \
        if (LIKELY(IS_INT(a) && IS_INT(b))) truth = a->_i64 o b->_i64;                                                 \
        else if (IS_FLOAT(a) && IS_FLOAT(b)) truth = a->_f64 o b->_f64;                                                \
        else {                                                                                                         \
            *sp++ = *b;                                                                                                \
            NEXT;                                                                                                      \
        }                                                                                                              \
        ip++;                                                                                                          \
        goto compared_with;                                                                                            \
    }                                                                                                                  \
    case PKL_LOAD_SMALL_INT_##name:                                                                                    \
        if (LIKELY(IS_INT(sp - 1))) {                                                                                  \
            truth = sp[-1]._i64 o PKL_ARG(instruction);                                                                \
            ip++;                                                                                                      \
            goto compared_with;                                                                                        \
        }                                                                                                              \
        SET_INT(sp, PKL_ARG(instruction));                                                                             \
        sp++;                                                                                                          \
        NEXT;

case PKL_LOAD_FAST_LOAD_FAST:
    sp[0] = *LOCAL;
    sp[1] = locals[SECOND];
    sp += 2;
    ip++;
    NEXT;
case PKL_LOAD_FAST_LOAD_CONST:
    sp[0] = *LOCAL;
    sp[1] = code->constants[SECOND];
    sp += 2;
    ip++;
    NEXT;
case PKL_LOAD_FAST_LOAD_SMALL_INT:
    sp[0] = *LOCAL;
    SET_INT(sp + 1, SECOND);
    sp += 2;
    ip++;
    NEXT;
case PKL_STORE_FAST_LOAD_FAST:
    *LOCAL = sp[-1];
    sp[-1] = locals[SECOND];
    ip++;
    NEXT;
case PKL_STORE_FAST_STORE_FAST:
    *LOCAL = sp[-1];
    locals[SECOND] = sp[-2];
    sp -= 2;
    ip++;
    NEXT;
case PKL_STORE_FAST_JUMP_BACKWARD:
    *LOCAL = *--sp;
    instruction = *ip++;
    ip += PKL_ARG(instruction);
    TICK;
    NEXT;
case PKL_LOAD_FAST_RETURN_VALUE:
    *sp++ = *LOCAL;
    ip++;
    goto return_value;
case PKL_FOR_ITER_STORE_FAST: {
    py_TValue* iterator = sp - 1;
    if (iterator->type == tp_range_iterator) {
        PyRangeIterator* range = PKL_OBJECT(iterator, PyRangeIterator);
        if (LIKELY(range->remaining > 0)) {
            py_TValue* local = &locals[SECOND];
            range->remaining--;
            SET_INT(local, range->next);
            range->next = (int64_t)((uint64_t)range->next + (uint64_t)range->step);
            ip++;
            NEXT;
        }
    } else if (iterator->type == tp_list_iterator) {
        PySequenceIterator* list = PKL_OBJECT(iterator, PySequenceIterator);
        if (LIKELY(list->sequence.type != tp_nil)) {
            PyList* items = PKL_OBJECT(&list->sequence, PyList);
            if (LIKELY(list->index < items->length)) {
                locals[SECOND] = items->items[list->index++];
                ip++;
                NEXT;
            }
        }
    }
    goto for_iter;
}
case PKL_LOAD_FAST_LOAD_ATTR: {
    py_TValue* operand = LOCAL;
    PklCache* cache = &code->caches[SECOND];
    PklAttrs* attrs = attrs_of(operand);
    if (LIKELY(attrs != NULL && attrs->shape == cache->shape && cache->version == vm->type_epoch && cache->kind == PKL_CACHE_INSTANCE)) {
        py_TValue* value = &attrs->values[cache->index];
        if (LIKELY(value->type != tp_nil)) {
            *sp++ = *value;
            ip++;
            NEXT;
        }
    }
    *sp++ = *operand;
    NEXT;
}
case PKL_LOAD_FAST_STORE_ATTR: {
    py_TValue* operand = LOCAL;
    PklCache* cache = &code->caches[SECOND];
    PklAttrs* attrs = attrs_of(operand);
    if (LIKELY(attrs != NULL && attrs->shape == cache->shape && cache->version == vm->type_epoch && cache->kind == PKL_CACHE_INSTANCE)) {
        attrs->values[cache->index] = *--sp;
        ip++;
        NEXT;
    }
    *sp++ = *operand;
    NEXT;
}
case PKL_LOAD_FAST_BINARY_SUBSCR: {
    py_TValue *container = sp - 1, *key = LOCAL;
    if (LIKELY(container->type == tp_list && IS_INT(key))) {
        PyList* list = PKL_OBJECT(container, PyList);
        if (LIKELY((uint64_t)key->_i64 < (uint64_t)list->length)) {
            *container = list->items[key->_i64];
            ip++;
            NEXT;
        }
    }
    *sp++ = *key;
    NEXT;
}
case PKL_LOAD_FAST_STORE_SUBSCR: {
    py_TValue *container = sp - 1, *key = LOCAL;
    if (LIKELY(container->type == tp_list && IS_INT(key))) {
        PyList* list = PKL_OBJECT(container, PyList);
        if (LIKELY((uint64_t)key->_i64 < (uint64_t)list->length)) {
            list->items[key->_i64] = sp[-2];
            sp -= 2;
            ip++;
            NEXT;
        }
    }
    *sp++ = *key;
    NEXT;
}
    ARITHMETIC_WITH(LOAD_FAST_BINARY_ADD, LOCAL, __builtin_add_overflow, x + y)
    ARITHMETIC_WITH(LOAD_FAST_BINARY_SUB, LOCAL, __builtin_sub_overflow, x - y)
    ARITHMETIC_WITH(LOAD_FAST_BINARY_MUL, LOCAL, multiply_overflows, x * y)
    ARITHMETIC_WITH(LOAD_CONST_BINARY_ADD, CONSTANT, __builtin_add_overflow, x + y)
    ARITHMETIC_WITH(LOAD_CONST_BINARY_MUL, CONSTANT, multiply_overflows, x * y)
    ARITHMETIC_WITH_SMALL(LOAD_SMALL_INT_BINARY_ADD, !__builtin_add_overflow(x, y, &value), value)
    ARITHMETIC_WITH_SMALL(LOAD_SMALL_INT_BINARY_SUB, !__builtin_sub_overflow(x, y, &value), value)
    ARITHMETIC_WITH_SMALL(LOAD_SMALL_INT_BINARY_MUL, !multiply_overflows(x, y, &value), value)
    ARITHMETIC_WITH_SMALL(LOAD_SMALL_INT_BINARY_MOD, y > 0 && ((value = x % y) >= 0 || (value += y)), value)
    ARITHMETIC_WITH_SMALL(LOAD_SMALL_INT_BINARY_FLOORDIV, y > 0 && x >= 0, x / y)
    COMPARISON_WITH(COMPARE_LT, <)
    COMPARISON_WITH(COMPARE_LE, <=)
    COMPARISON_WITH(COMPARE_EQ, ==)
    COMPARISON_WITH(COMPARE_NE, !=)
    COMPARISON_WITH(COMPARE_GT, >)
    COMPARISON_WITH(COMPARE_GE, >=)
compared_with: /* as at `compared`, with one operand on the stack */
    sp++;
    goto compared;
