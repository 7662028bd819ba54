/*
 * Iterators and unpacking, where the loop's own cases (list, tuple, range, generator) do not fit.
 */
#include "../../containers/dict_views.h"
#include "../../text/str.h"
#include "../../types/types.h"
#include "../machine.h"

#include <string.h>

/* An iterator over a list or tuple by index. */
static void sequence_iterator(py_TValue* place, py_Type type) {
    py_TValue value;
    PySequenceIterator* iterator = (PySequenceIterator*)pkl_new(&value, type);
    iterator->sequence = *place;
    iterator->index = 0;
    *place = value;
}

static bool range_iterator(py_TValue* place) {
    py_TValue* slots = PKL_SLOTS(place->_obj);
    if (!pkl_range_is_small(&slots[PKL_RANGE_START], &slots[PKL_RANGE_STEP], &slots[PKL_RANGE_LENGTH])) return false;
    int64_t start = slots[PKL_RANGE_START]._i64, step = slots[PKL_RANGE_STEP]._i64, length = slots[PKL_RANGE_LENGTH]._i64;
    py_TValue value;
    PyRangeIterator* iterator = (PyRangeIterator*)pkl_new(&value, tp_range_iterator);
    iterator->next = start;
    iterator->step = step;
    iterator->remaining = length;
    *place = value;
    return true;
}

bool pkl_op_get_iter(PklVM* vm) {
    PyFrame* frame = vm->frame;
    py_TValue* place = frame->sp - 1;
    switch (place->type) {
    case tp_list: sequence_iterator(place, tp_list_iterator); return true;
    case tp_tuple: sequence_iterator(place, tp_tuple_iterator); return true;
    case tp_range:
        if (range_iterator(place)) return true;
        break;
    case tp_generator: return true;
    default: break;
    }
    py_Ref method = pkl_lookup(pkl_type_of(place), PKL_NAME(__iter__));
    if (method != NULL && method->type == tp_function) {
        py_TValue self = *place, copy = *method;
        frame->sp--;
        return pkl_call_method_value(vm, copy, self, 0, NULL, (PklCont){PKL_CONT_ITER, 0});
    }
    if (!py_iter(place)) return false;
    *place = vm->retval;
    return true;
}

/* __iter__ written in Python has returned. */
bool pkl_after_iter(PklVM* vm, py_TValue value) {
    if (pkl_lookup(pkl_type_of(&value), PKL_NAME(__next__)) == NULL)
        return pkl_raise(tp_TypeError, "iter() returned non-iterator of type '%T'", &value);
    *vm->frame->sp++ = value;
    return true;
}

/* The iterator on top has ended. */
void pkl_end_for(PklVM* vm) {
    PyFrame* frame = vm->frame;
    frame->sp--;
    frame->ip += PKL_ARG(frame->ip[-1]);
}

/* ---- map and filter over what needs no program: their function goes on in the same loop ---- */

/* Slots of map and filter objects (builtins/iterators.c). */
enum { MAP_ITERATORS, MAP_FUNCTION, MAP_STRICT };
enum { FILTER_ITERATOR, FILTER_FUNCTION };

static bool is_plain(const py_TValue* iterator) {
    switch (iterator->type) {
    case tp_list_iterator:
    case tp_tuple_iterator:
    case tp_range_iterator:
    case tp_str_iterator:
    case tp_set_iterator:
    case tp_dict_iterator: return true;
    default: return false;
    }
}

bool pkl_runs_program(const py_TValue* iterator) {
    if (iterator->type == tp_generator) return true;
    if (iterator->type != tp_map && iterator->type != tp_filter) return false;
    return PKL_SLOTS(iterator->_obj)[iterator->type == tp_map ? (int)MAP_FUNCTION : (int)FILTER_FUNCTION].type == tp_function;
}

/* 1 done or a frame waits, 0 not of this kind, -1 error */
static int next_mapped(PklVM* vm, const py_TValue* iterator) {
    py_TValue *slots = PKL_SLOTS(iterator->_obj), *base = vm->frame->sp;
    int count = pkl_tuple_length(&slots[MAP_ITERATORS]);
    if (slots[MAP_FUNCTION].type != tp_function || slots[MAP_STRICT]._bool || count > PKL_SLACK - 3) return 0;
    for (int i = 0; i < count; i++)
        if (!is_plain(&pkl_tuple_items(&slots[MAP_ITERATORS])[i])) return 0;
    base[0] = slots[MAP_FUNCTION];
    base[1].type = tp_nil;
    for (int i = 0; i < count; i++) {
        int status = py_next(&pkl_tuple_items(&slots[MAP_ITERATORS])[i]);
        if (status < 0) return -1;
        if (status == 0) return pkl_end_for(vm), 1;
        base[2 + i] = vm->retval;
    }
    vm->frame->sp = base + 2 + count;
    return pkl_call_at(vm, base, count, NULL, (PklCont){PKL_CONT_NEXT, 0}) ? 1 : -1;
}

static int next_filtered(PklVM* vm, const py_TValue* iterator) {
    py_TValue *slots = PKL_SLOTS(iterator->_obj), *base = vm->frame->sp;
    if (slots[FILTER_FUNCTION].type != tp_function || !is_plain(&slots[FILTER_ITERATOR])) return 0;
    int status = py_next(&slots[FILTER_ITERATOR]);
    if (status < 0) return -1;
    if (status == 0) return pkl_end_for(vm), 1;
    base[0] = vm->retval;
    base[1] = slots[FILTER_FUNCTION];
    base[2].type = tp_nil;
    base[3] = vm->retval;
    vm->frame->sp = base + 4;
    return pkl_call_at(vm, base + 1, 1, NULL, (PklCont){PKL_CONT_FILTER, 0}) ? 1 : -1;
}

/* [iterator, item]: what the predicate said of it. */
bool pkl_after_filter(PklVM* vm, py_TValue value) {
    int truth = py_bool(&value);
    if (truth < 0 || !pkl_tick(1)) return false;
    if (truth == 1) return true;
    vm->frame->sp--;
    vm->frame->ip--;
    return true;
}

enum { FAILED = -1, OTHER = -2 };

/* Iterators of texts and dicts. 1 in retval, 0 ended. */
static int next_plain(PklVM* vm, py_TValue* iterator) {
    if (iterator->type == tp_dict_iterator) return pkl_dict_iterator_next(PKL_OBJECT(iterator, PyDictIterator));
    if (iterator->type != tp_str_iterator) return OTHER;
    PySequenceIterator* at = PKL_OBJECT(iterator, PySequenceIterator);
    if (at->sequence.type == tp_nil) return 0;
    PyStr* text = PKL_OBJECT(&at->sequence, PyStr);
    if (at->index >= text->size) {
        at->sequence.type = tp_nil;
        return 0;
    }
    pkl_str_character(text->data + at->index, &vm->retval);
    at->index += PKL_OBJECT(&vm->retval, PyStr)->size;
    return 1;
}

bool pkl_op_for_iter(PklVM* vm) {
    PyFrame* frame = vm->frame;
    py_TValue* iterator = frame->sp - 1;
    PklCont next = {PKL_CONT_NEXT, 0};
    if (iterator->type == tp_generator) return pkl_resume(vm, PKL_OBJECT(iterator, PyGenerator), &vm->None_, next);
    int plain = next_plain(vm, iterator);
    if (plain >= 0) {
        if (plain == 1) *frame->sp++ = vm->retval;
        else pkl_end_for(vm);
        return true;
    }
    if (plain == FAILED) return false;
    int done = iterator->type == tp_map ? next_mapped(vm, iterator) : iterator->type == tp_filter ? next_filtered(vm, iterator) : 0;
    if (done != 0) return done > 0;
    py_Ref method = pkl_lookup(pkl_type_of(iterator), PKL_NAME(__next__));
    if (method != NULL && method->type == tp_function) return pkl_call_method_value(vm, *method, *iterator, 0, NULL, next);
    int status = py_next(iterator);
    if (status == 1) *frame->sp++ = vm->retval;
    else if (status == 0) pkl_end_for(vm);
    return status >= 0;
}

/* ---- a, b = c ------------------------------------------------------------------------ */

/* Items of a tuple or list; NULL otherwise. */
static py_TValue* items_of(const py_TValue* value, int* count) {
    if (value->type == tp_tuple) {
        *count = value->_obj->slots;
        return PKL_SLOTS(value->_obj);
    }
    if (value->type == tp_list) {
        PyList* list = PKL_OBJECT(value, PyList);
        *count = list->length;
        return list->items;
    }
    return NULL;
}

static bool not_enough(int wanted, int got, bool at_least) {
    return pkl_raise(tp_ValueError, "not enough values to unpack (expected %s%d, got %d)", at_least ? "at least " : "", wanted, got);
}

/* The length, where unpacking tells it ("got 3"); -1 where it does not. */
static int64_t told_length(const py_TValue* value) {
    return value->type == tp_dict ? PKL_OBJECT(value, PyDict)->used : -1;
}

static bool too_many(int wanted, int64_t got) {
    if (got < 0) return pkl_raise(tp_ValueError, "too many values to unpack (expected %d)", wanted);
    return pkl_raise(tp_ValueError, "too many values to unpack (expected %d, got %i)", wanted, got);
}

/* An iterator over the operand in its place, on the native stack; TypeError where it cannot be iterated. */
static py_TValue* begin_iteration(PklVM* vm, py_TValue* operand) {
    if (!py_iter(operand)) {
        if (pkl_exc_matches(tp_TypeError) && pkl_lookup(pkl_type_of(operand), PKL_NAME(__iter__)) == NULL &&
            pkl_lookup(pkl_type_of(operand), PKL_NAME(__getitem__)) == NULL) {
            vm->raised.type = tp_nil;
            pkl_raise(tp_TypeError, "cannot unpack non-iterable %T object", operand);
        }
        return NULL;
    }
    py_TValue* iterator = py_pushtmp();
    *iterator = vm->retval;
    return iterator;
}

/* `count` items, the first on top when done: they are written downwards from out. */
static bool take(PklVM* vm, py_TValue* iterator, py_TValue* last, int count, int wanted, bool at_least) {
    for (int i = 0; i < count; i++) {
        int status = py_next(iterator);
        if (status < 0) return false;
        if (status == 0) return not_enough(wanted, i, at_least);
        last[-i] = vm->retval;
    }
    return true;
}

/* Items of any iterable; the places are cleared before, since the collector sees them. */
static bool unpack_iterable(PklVM* vm, int count) {
    PyFrame* frame = vm->frame;
    py_TValue operand = frame->sp[-1];
    py_TValue* iterator = begin_iteration(vm, &operand);
    if (iterator == NULL) return false;
    py_TValue* first = frame->sp - 1;
    for (int i = 0; i < count; i++) first[i].type = tp_nil;
    frame->sp = first + count;
    bool ok = take(vm, iterator, first + count - 1, count, count, false);
    if (ok) {
        int status = py_next(iterator);
        ok = status == 0;
        if (status == 1) too_many(count, told_length(&operand));
    }
    py_pop();
    return ok;
}

bool pkl_op_unpack_sequence(PklVM* vm, int count) {
    PyFrame* frame = vm->frame;
    int length = 0;
    py_TValue* items = items_of(frame->sp - 1, &length);
    if (items == NULL) return unpack_iterable(vm, count);
    if (length < count) return not_enough(count, length, false);
    if (length > count) return too_many(count, length);
    py_TValue* first = frame->sp - 1;
    for (int i = 0; i < count; i++) first[count - 1 - i] = items[i];
    frame->sp = first + count;
    return true;
}

/* The iterable becomes a list, and the list becomes [after.., rest, before..] with the first item on top. */
bool pkl_op_unpack_ex(PklVM* vm, int before, int after) {
    PyFrame* frame = vm->frame;
    py_TValue* first = frame->sp - 1;
    py_TValue* iterator = begin_iteration(vm, first);
    if (iterator == NULL) return false;
    py_TValue* list = py_pushtmp();
    bool ok = pkl_list_of(iterator, list);
    py_TValue rest = *list;
    py_shrink(2);
    if (!ok) return false;
    PyList* all = PKL_OBJECT(&rest, PyList);
    int middle = all->length - before - after;
    if (middle < 0) return not_enough(before + after, all->length, true);
    for (int i = 0; i < after; i++) first[i] = all->items[all->length - 1 - i];
    for (int i = 0; i < before; i++) first[after + before - i] = all->items[i];
    memmove(all->items, all->items + before, (size_t)middle * sizeof(py_TValue));
    all->length = middle;
    first[after] = rest;
    frame->sp = first + after + 1 + before;
    return true;
}
