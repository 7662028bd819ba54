/*
 * The loop: one switch over the instructions that programs spend their time in. All others are in cold.c, so that this function stays small
 * enough for every engine to compile it at once.
 *
 * In registers: the frame's locals, ip, sp. SAVE writes ip and sp to the frame before anything that may look at them; RELOAD takes all from
 * vm->frame after anything that may have changed it.
 */
#include "fast/loop.h"

__attribute__((noinline)) PklStatus pkl_loop(PklVM* vm) {
    PyFrame* frame;
    PyCode* code;
    py_TValue *locals, *sp;
    const PklInstruction* ip;
    bool truth;
    RELOAD;
    for (;;) {
        PklInstruction instruction = *ip++;
        switch (PKL_OP(instruction)) {
        case PKL_NOP: NEXT;
        case PKL_POP_TOP: sp--; NEXT;
        case PKL_PUSH_NIL: (sp++)->type = tp_nil; NEXT;
        case PKL_COPY: *sp = sp[-PKL_ARG(instruction)]; sp++; NEXT;
        case PKL_SWAP: {
            py_TValue *other = sp - PKL_ARG(instruction), value = sp[-1];
            sp[-1] = *other;
            *other = value;
            NEXT;
        }
        case PKL_LOAD_CONST: *sp++ = code->constants[PKL_ARG(instruction)]; NEXT;
        case PKL_LOAD_SMALL_INT: SET_INT(sp, PKL_ARG(instruction)); sp++; NEXT;
        case PKL_LOAD_FAST: *sp++ = locals[PKL_ARG(instruction)]; NEXT;
        case PKL_LOAD_FAST_CHECK: {
            py_TValue* local = &locals[PKL_ARG(instruction)];
            if (UNLIKELY(local->type == tp_nil)) goto cold;
            *sp++ = *local;
            NEXT;
        }
        case PKL_STORE_FAST: locals[PKL_ARG(instruction)] = *--sp; NEXT;
        case PKL_LOAD_DEREF: {
            py_TValue* value = PKL_SLOTS(locals[PKL_ARG(instruction)]._obj);
            if (UNLIKELY(value->type == tp_nil)) goto cold;
            *sp++ = *value;
            NEXT;
        }
        case PKL_STORE_DEREF: *PKL_SLOTS(locals[PKL_ARG(instruction)]._obj) = *--sp; NEXT;
        case PKL_LOAD_NAME: /* of a module: its names are the globals */
            if (UNLIKELY(frame->names.type != tp_dict || frame->names._obj != &frame->globals->head)) goto cold;
            /* fall through */
        case PKL_LOAD_GLOBAL: {
            PklCache* cache = &code->caches[PKL_ARG(instruction)];
            if (LIKELY(cache->version == frame->globals->keys_version && cache->version != 0)) {
                if (cache->kind == PKL_CACHE_GLOBAL) {
                    *sp++ = frame->globals->entries[cache->index].value;
                    NEXT;
                }
                if (LIKELY(cache->version2 == frame->builtins->keys_version)) {
                    *sp++ = frame->builtins->entries[cache->index].value;
                    NEXT;
                }
            }
            SLOW(pkl_op_load_global(vm, cache));
        }
        case PKL_LOAD_ATTR: {
            PklCache* cache = &code->caches[PKL_ARG(instruction)];
            PklAttrs* attrs = attrs_of(sp - 1);
            if (LIKELY(attrs != NULL && attrs->shape == cache->shape && cache->version == vm->type_epoch && cache->shape != NULL)) {
                if (cache->kind == PKL_CACHE_INSTANCE) {
                    py_TValue* value = &attrs->values[cache->index];
                    if (LIKELY(value->type != tp_nil)) {
                        sp[-1] = *value;
                        NEXT;
                    }
                } else if (cache->kind == PKL_CACHE_CLASS_VALUE) {
                    sp[-1] = *(py_TValue*)cache->shape2;
                    NEXT;
                }
            }
            SLOW(pkl_op_load_attr(vm, cache, false));
        }
        case PKL_LOAD_METHOD: {
            PklCache* cache = &code->caches[PKL_ARG(instruction)];
            py_TValue* operand = sp - 1;
            if (LIKELY(cache->version == vm->type_epoch)) {
                PklAttrs* attrs = attrs_of(operand);
                bool hit = cache->kind == PKL_CACHE_METHOD ? attrs != NULL && attrs->shape == cache->shape
                                                           : cache->kind == PKL_CACHE_TYPE_METHOD && operand->type == cache->index;
                if (LIKELY(hit)) {
                    *sp = *operand;
                    *operand = *(py_TValue*)cache->shape2;
                    sp++;
                    NEXT;
                }
            }
            SLOW(pkl_op_load_attr(vm, cache, true));
        }
        case PKL_STORE_ATTR: {
            PklCache* cache = &code->caches[PKL_ARG(instruction)];
            PklAttrs* attrs = attrs_of(sp - 1);
            if (LIKELY(attrs != NULL && attrs->shape == cache->shape && cache->version == vm->type_epoch && cache->kind == PKL_CACHE_INSTANCE)) {
                attrs->values[cache->index] = sp[-2];
                sp -= 2;
                NEXT;
            }
            SLOW(pkl_op_store_attr(vm, cache));
        }
            ARITHMETIC(BINARY_ADD, __builtin_add_overflow, x + y)
            ARITHMETIC(BINARY_SUB, __builtin_sub_overflow, x - y)
            ARITHMETIC(BINARY_MUL, multiply_overflows, x * y)
            COMPARISON(COMPARE_LT, <)
            COMPARISON(COMPARE_LE, <=)
            COMPARISON(COMPARE_EQ, ==)
            COMPARISON(COMPARE_NE, !=)
            COMPARISON(COMPARE_GT, >)
            COMPARISON(COMPARE_GE, >=)
        case PKL_BINARY_TRUEDIV: {
            py_TValue *a = sp - 2, *b = sp - 1;
            if (IS_FLOAT(a) && IS_FLOAT(b) && b->_f64 != 0) {
                a->_f64 /= b->_f64;
                sp--;
                NEXT;
            }
            goto operator;
        }
        case PKL_BINARY_MOD: {
            py_TValue *a = sp - 2, *b = sp - 1;
            if (IS_INT(a) && IS_INT(b) && b->_i64 > 0) {
                int64_t rest = a->_i64 % b->_i64;
                a->_i64 = rest < 0 ? rest + b->_i64 : rest;
                sp--;
                NEXT;
            }
            goto operator;
        }
        case PKL_BINARY_FLOORDIV: {
            py_TValue *a = sp - 2, *b = sp - 1;
            if (IS_INT(a) && IS_INT(b) && b->_i64 > 0) {
                int64_t quotient = a->_i64 / b->_i64;
                if (a->_i64 < 0 && a->_i64 % b->_i64 != 0) quotient--;
                a->_i64 = quotient;
                sp--;
                NEXT;
            }
            goto operator;
        }
        case PKL_BINARY_AND: {
            py_TValue *a = sp - 2, *b = sp - 1;
            if (IS_INT(a) && IS_INT(b)) {
                a->_i64 &= b->_i64;
                sp--;
                NEXT;
            }
            goto operator;
        }
        case PKL_BINARY_POW:
        case PKL_BINARY_LSHIFT:
        case PKL_BINARY_RSHIFT:
        case PKL_BINARY_OR:
        case PKL_BINARY_XOR:
        operator:
            if (LIKELY(pkl_fast_binary(PKL_OP(instruction), sp - 2, sp - 1))) {
                sp--;
                NEXT;
            }
            SLOW(pkl_op_binary(vm, PKL_OP(instruction), PKL_ARG(instruction) == 1, 0));
        compare:
            if (UNLIKELY(!pkl_fast_compare(PKL_OP(instruction), sp - 2, sp - 1, &truth))) SLOW(pkl_op_compare(vm, PKL_OP(instruction), 0));
        compared: /* mostly for a jump, which is made at once */
            if (LIKELY(PKL_OP(*ip) == PKL_POP_JUMP_IF_FALSE)) {
                sp -= 2;
                instruction = *ip++;
                if (!truth) ip += PKL_ARG(instruction);
                NEXT;
            }
            sp--;
            SET_BOOL(sp - 1, truth);
            NEXT;
        case PKL_IS_OP: {
            bool same = py_isidentical(sp - 2, sp - 1);
            sp--;
            SET_BOOL(sp - 1, same != (PKL_ARG(instruction) == 1));
            NEXT;
        }
        case PKL_BINARY_SUBSCR: {
            py_TValue *container = sp - 2, *key = sp - 1;
            if (LIKELY(IS_INT(key))) {
                py_TValue* items;
                int64_t count, at = key->_i64;
                if (container->type == tp_list) items = PKL_OBJECT(container, PyList)->items, count = PKL_OBJECT(container, PyList)->length;
                else if (container->type == tp_tuple) items = PKL_SLOTS(container->_obj), count = container->_obj->slots;
                else goto subscript;
                if (at < 0) at += count;
                if (UNLIKELY((uint64_t)at >= (uint64_t)count)) goto subscript;
                *container = items[at];
                sp--;
                NEXT;
            }
        subscript:
            SLOW(pkl_op_subscript(vm));
        }
        case PKL_STORE_SUBSCR: {
            py_TValue *container = sp - 2, *key = sp - 1;
            if (LIKELY(container->type == tp_list && IS_INT(key))) {
                PyList* list = PKL_OBJECT(container, PyList);
                int64_t at = key->_i64;
                if (at < 0) at += list->length;
                if (LIKELY((uint64_t)at < (uint64_t)list->length)) {
                    list->items[at] = sp[-3];
                    sp -= 3;
                    NEXT;
                }
            }
            SLOW(pkl_op_store_subscript(vm));
        }
        case PKL_CONTAINS_OP: SLOW(pkl_op_contains(vm, PKL_ARG(instruction) == 1));
        case PKL_JUMP_FORWARD: ip += PKL_ARG(instruction); NEXT;
        case PKL_JUMP_BACKWARD:
            ip += PKL_ARG(instruction);
            TICK;
            NEXT;
        case PKL_POP_JUMP_IF_FALSE:
        case PKL_POP_JUMP_IF_TRUE: {
            py_TValue* value = sp - 1;
            if (LIKELY(value->type == tp_bool)) truth = value->_bool;
            else if (value->type == tp_NoneType) truth = false;
            else if (IS_INT(value)) truth = value->_i64 != 0;
            else SLOW(pkl_op_truth(vm));
            sp--;
            if (truth == (PKL_OP(instruction) == PKL_POP_JUMP_IF_TRUE)) ip += PKL_ARG(instruction);
            NEXT;
        }
        case PKL_POP_JUMP_IF_NONE:
            if ((--sp)->type == tp_NoneType) ip += PKL_ARG(instruction);
            NEXT;
        case PKL_POP_JUMP_IF_NOT_NONE:
            if ((--sp)->type != tp_NoneType) ip += PKL_ARG(instruction);
            NEXT;
        case PKL_FOR_ITER:
        for_iter: {
            py_TValue* iterator = sp - 1;
            if (iterator->type == tp_range_iterator) {
                PyRangeIterator* range = PKL_OBJECT(iterator, PyRangeIterator);
                if (LIKELY(range->remaining > 0)) {
                    range->remaining--;
                    SET_INT(sp, range->next);
                    sp++;
                    range->next = (int64_t)((uint64_t)range->next + (uint64_t)range->step);
                    NEXT;
                }
            } else if (iterator->type == tp_list_iterator) {
                PySequenceIterator* list = PKL_OBJECT(iterator, PySequenceIterator);
                if (LIKELY(list->sequence.type != tp_nil)) {
                    PyList* items = PKL_OBJECT(&list->sequence, PyList);
                    if (LIKELY(list->index < items->length)) {
                        *sp++ = items->items[list->index++];
                        NEXT;
                    }
                    list->sequence.type = tp_nil;
                }
            } else if (iterator->type == tp_tuple_iterator) {
                PySequenceIterator* tuple = PKL_OBJECT(iterator, PySequenceIterator);
                if (LIKELY(tuple->sequence.type != tp_nil)) {
                    if (LIKELY(tuple->index < tuple->sequence._obj->slots)) {
                        *sp++ = PKL_SLOTS(tuple->sequence._obj)[tuple->index++];
                        NEXT;
                    }
                    tuple->sequence.type = tp_nil;
                }
            } else {
                SLOW(pkl_op_for_iter(vm));
            }
            sp--;
            ip += PKL_ARG(instruction);
            NEXT;
        }
        case PKL_GET_ITER: SLOW(pkl_op_get_iter(vm));
        case PKL_LIST_APPEND: {
            PyList* list = PKL_OBJECT(sp - 1 - PKL_ARG(instruction), PyList);
            if (UNLIKELY(list->length == list->capacity)) goto cold;
            list->items[list->length++] = *--sp;
            NEXT;
        }
        case PKL_CALL: {
            int argc = PKL_ARG(instruction);
            py_TValue *base = sp - argc - 2, *args = base + 2;
            TICK;
            if (LIKELY(base->type == tp_function)) {
                PyFunction* function = PKL_OBJECT(base, PyFunction);
                if (base[1].type != tp_nil) args--, argc++;
                PyCode* callee = PKL_OBJECT(&function->slot[PKL_FUNCTION_CODE], PyCode);
                if (LIKELY(simple_call(callee, argc))) {
                    SAVE;
                    PyFrame* new = pkl_push_frame(vm, callee, PKL_OBJECT(&function->slot[PKL_FUNCTION_GLOBALS], PyDict));
                    if (UNLIKELY(new == NULL)) goto failed;
                    new->function = function;
                    for (int i = 0; i < argc; i++) new->localsplus[i] = args[i];
                    frame->sp = base;
                    RELOAD;
                    NEXT;
                }
            }
            SAVE;
            if (UNLIKELY(!pkl_call_at(vm, base, PKL_ARG(instruction), NULL, PKL_PUSH))) goto failed;
            RELOAD;
            NEXT;
        }
        case PKL_RETURN_CONST: *sp++ = code->constants[PKL_ARG(instruction)]; /* fall through */
        case PKL_RETURN_VALUE:
        return_value: {
            py_TValue value = sp[-1];
            if (LIKELY(frame->continuation == PKL_CONT_PUSH && frame->generator == NULL)) {
                pkl_pop_frame(vm);
                RELOAD;
                *sp++ = value;
                NEXT;
            }
            PklCont cont = {frame->continuation, frame->step};
            PyFrame* callee = frame;
            SAVE;
            if (frame->generator != NULL) pkl_leave_generator(vm, frame);
            pkl_pop_frame(vm);
            if (cont.kind == PKL_CONT_ENTRY) {
                vm->retval = value;
                return PKL_DONE;
            }
            bool ok = callee->generator != NULL ? pkl_generator_returned(vm, callee->generator, cont, value) : pkl_continue(vm, cont, value, callee);
            if (UNLIKELY(!ok)) {
                frame = vm->frame;
                goto failed;
            }
            RELOAD;
            NEXT;
        }
        case PKL_YIELD_VALUE: {
            bool entry = frame->continuation == PKL_CONT_ENTRY;
            py_TValue value = *--sp;
            SAVE;
            pkl_yielded(vm, value);
            if (entry) return PKL_DONE;
            RELOAD;
            NEXT;
        }
        case PKL_RERAISE:
            SAVE;
            pkl_op_reraise(vm, PKL_ARG(instruction));
            if (!pkl_unwind(vm, true)) return PKL_RAISED;
            RELOAD;
            NEXT;
#include "fast/superinstructions.h"
        default:
        cold:
            SAVE;
            if (UNLIKELY(!pkl_cold(vm, instruction))) goto failed;
            RELOAD;
            NEXT;
        }
    next:
        continue;
    tick:
        /* A call is tried again after the tick; a jump has been made. */
        if (PKL_OP(instruction) == PKL_CALL) ip--;
        SAVE;
        switch (pkl_slow_tick(vm)) {
        case PKL_DONE: return PKL_AGAIN;
        case PKL_RAISED:
            /* Behind the instruction again: a handler may begin where the jump went. */
            frame->ip += PKL_OP(instruction) == PKL_CALL ? 1 : -PKL_ARG(instruction);
            goto failed;
        default: return PKL_PAUSE;
        }
    failed:
        if (UNLIKELY(vm->leaving != PKL_DONE)) {
            PklStatus why = vm->leaving;
            vm->leaving = PKL_DONE;
            return why;
        }
        if (!pkl_unwind(vm, false)) return PKL_RAISED;
        RELOAD;
    }
}

/* An engine that compiles in two tiers takes the better code when a function is called, not in the middle of one that never returns: so the
 * loop returns at each slow tick. Two call sites keep Binaryen from inlining it. */
PklStatus pkl_run(PklVM* vm) {
    PklStatus status = pkl_loop(vm);
    while (status == PKL_AGAIN) status = pkl_loop(vm);
    return status;
}
