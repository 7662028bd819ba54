/* deque: indices, search, operators, iterators. */
#include "collections.h"

#include <string.h>

static bool changed(const char* text, py_Type error) { return pkl_raise(error, "%s", text); }

/* ---- indices ---------------------------------------------------------------------------------------------- */

static bool place_of(py_Ref argv, int64_t* at) {
    if (!pkl_is_int(&argv[1]) && !pkl_special(&argv[1], pkl_name(PKL_NAME(__index__)))) return pkl_raise(tp_TypeError, "sequence index must be integer, not '%T'", &argv[1]);
    if (!pkl_item_index(&argv[1], pkl_deque(argv)->length, at)) return false;
    return (*at >= 0 && *at < pkl_deque(argv)->length) || pkl_raise(tp_IndexError, "deque index out of range");
}

static bool deque_getitem(int argc, py_Ref argv) {
    (void)argc;
    int64_t at;
    if (!place_of(argv, &at)) return false;
    *py_retval() = *pkl_deque_at(pkl_deque(argv), at);
    return true;
}

static bool deque_setitem(int argc, py_Ref argv) {
    (void)argc;
    int64_t at;
    if (!place_of(argv, &at)) return false;
    *pkl_deque_at(pkl_deque(argv), at) = argv[2];
    return pkl_return_none();
}

static void delete_at(PyDeque* self, int64_t at) {
    pkl_deque_rotate(self, -at);
    pkl_deque_pop(self, true);
    pkl_deque_rotate(self, at);
}

static bool deque_delitem(int argc, py_Ref argv) {
    (void)argc;
    int64_t at;
    if (!place_of(argv, &at)) return false;
    delete_at(pkl_deque(argv), at);
    return pkl_return_none();
}

static bool deque_insert(int argc, py_Ref argv) {
    (void)argc;
    int64_t at;
    PyDeque* self = pkl_deque(argv);
    if (!pkl_to_size(&argv[1], &at)) return false;
    if (self->length == self->max_length) return pkl_raise(tp_IndexError, "deque already at its maximum size");
    int64_t length = self->length;
    at = at >= length ? length : at <= -length ? 0 : at < 0 ? at + length : at;
    pkl_deque_rotate(self, -at);
    if (!pkl_deque_push(self, &argv[2], at != length)) return false;
    if (at != length) pkl_deque_rotate(self, at);
    return pkl_return_none();
}

static bool deque_len(int argc, py_Ref argv) { return (void)argc, pkl_return_int(pkl_deque(argv)->length); }

/* ---- search -------------------------------------------------------------------------------------------------- */

/* Whether item `at` equals a value: 1, 0, -1 error, -2 the deque changed meanwhile. */
static int same_at(py_Ref self, int64_t at, py_Ref value) {
    PyDeque* deque = pkl_deque(self);
    uint32_t state = deque->state;
    py_push(pkl_deque_at(deque, at));
    int same = pkl_same(py_peek(-1), value);
    py_pop();
    return same >= 0 && deque->state != state ? -2 : same;
}

/* The first equal item in [from, to); -1 none, -2 error. */
static int64_t find(py_Ref self, py_Ref value, int64_t from, int64_t to, const char* mutated, py_Type error) {
    for (int64_t at = from; at < to; at++) {
        int same = same_at(self, at, value);
        if (same == -2) changed(mutated, error);
        if (same != 0) return same < 0 ? -2 : at;
    }
    return -1;
}

static const char MUTATED[] = "deque mutated during iteration";

static bool deque_contains(int argc, py_Ref argv) {
    (void)argc;
    int64_t at = find(argv, &argv[1], 0, pkl_deque(argv)->length, MUTATED, tp_RuntimeError);
    return at != -2 && pkl_return_bool(at >= 0);
}

static bool deque_count(int argc, py_Ref argv) {
    (void)argc;
    int64_t count = 0, length = pkl_deque(argv)->length;
    for (int64_t at = 0; at < length; at++) {
        int same = same_at(argv, at, &argv[1]);
        if (same < 0) return same == -2 ? changed(MUTATED, tp_RuntimeError) : false;
        count += same;
    }
    return pkl_return_int(count);
}

static bool deque_index(int argc, py_Ref argv) {
    (void)argc;
    int64_t from, to, length = pkl_deque(argv)->length;
    if (!pkl_search_bounds(&argv[2], &argv[3], length, &from, &to)) return false;
    int64_t at = find(argv, &argv[1], from, to, MUTATED, tp_RuntimeError);
    if (at == -1) return pkl_raise(tp_ValueError, "deque.index(x): x not in deque");
    return at >= 0 && pkl_return_int(at);
}

static bool deque_remove(int argc, py_Ref argv) {
    (void)argc;
    int64_t at = find(argv, &argv[1], 0, pkl_deque(argv)->length, MUTATED, tp_IndexError);
    if (at == -1) return pkl_raise(tp_ValueError, "deque.remove(x): x not in deque");
    if (at < 0) return false;
    delete_at(pkl_deque(argv), at);
    return pkl_return_none();
}

/* ---- operators ----------------------------------------------------------------------------------------------------- */

static bool deque_add(int argc, py_Ref argv) {
    if (!pkl_is_a(&argv[1], tp_deque)) return pkl_raise(tp_TypeError, "can only concatenate deque (not \"%T\") to deque", &argv[1]);
    if (!pkl_deque_copy(argc, argv)) return false;
    py_TValue* sum = py_pushtmp();
    *sum = *py_retval();
    bool ok = pkl_deque_extend(sum, &argv[1], false);
    *py_retval() = *sum;
    py_pop();
    return ok;
}

static bool deque_iadd(int argc, py_Ref argv) {
    (void)argc;
    if (!pkl_deque_extend(&argv[0], &argv[1], false)) return false;
    return pkl_return(&argv[0]);
}

/* The items `count` times, as far as they fit. */
static bool repeat(PyDeque* self, int64_t count) {
    int64_t length = self->length;
    if (count <= 0 || length == 0) return pkl_deque_clear(self), true;
    if (self->max_length >= 0 && count > self->max_length / length + 2) count = self->max_length / length + 2; /* more would only push the same items out */
    if (count > INT32_MAX / 32 / length) return pkl_raise(tp_MemoryError, "");
    if (self->max_length >= 0) {
        int64_t all = length * count;
        for (int64_t i = 0; i < all - length; i++)
            if (!pkl_deque_push(self, pkl_deque_at(self, self->length - length), false)) return false;
        return true;
    }
    for (int64_t i = length; i < length * count; i++)
        if (!pkl_deque_push(self, pkl_deque_at(self, i - length), false)) return false;
    return true;
}

static bool deque_imul(int argc, py_Ref argv) {
    (void)argc;
    int64_t count;
    if (!pkl_repeat_count(&argv[1], pkl_deque(argv)->length, &count) || !repeat(pkl_deque(argv), count)) return false;
    return pkl_return(&argv[0]);
}

static bool deque_mul(int argc, py_Ref argv) {
    int64_t count;
    if (!pkl_repeat_count(&argv[1], pkl_deque(argv)->length, &count) || !pkl_deque_copy(argc, argv)) return false;
    py_TValue made = *py_retval();
    bool ok = repeat(pkl_deque(&made), count);
    *py_retval() = made;
    return ok;
}

static bool lengths(int64_t a, int64_t b, int op) {
    bool truth = op == PKL_CMP_LT   ? a < b
                 : op == PKL_CMP_LE ? a <= b
                 : op == PKL_CMP_GT ? a > b
                 : op == PKL_CMP_GE ? a >= b
                                    : (a == b) == (op == PKL_CMP_EQ);
    return pkl_return_bool(truth);
}

static bool compare_items(py_Ref argv, int op) {
    PyDeque *a = pkl_deque(&argv[0]), *b = pkl_deque(&argv[1]);
    bool equality = op == PKL_CMP_EQ || op == PKL_CMP_NE;
    if (equality && (a == b || a->length != b->length)) return pkl_return_bool((a == b) == (op == PKL_CMP_EQ));
    for (int64_t at = 0; at < a->length && at < b->length; at++) {
        py_TValue* pair = py_pushtmp();
        *pair = *pkl_deque_at(b, at);
        int same = same_at(argv, at, pair);
        py_pop();
        if (same == -2 || at >= b->length) return changed(MUTATED, tp_RuntimeError);
        if (same < 0) return false;
        if (same) continue;
        py_TValue left = *pkl_deque_at(a, at), right = *pkl_deque_at(b, at);
        return equality ? pkl_return_bool(op == PKL_CMP_NE) : pkl_compare(&left, &right, op);
    }
    return lengths(a->length, b->length, op);
}

static bool compare(py_Ref argv, int op) {
    if (!pkl_is_a(&argv[1], tp_deque)) return pkl_not_implemented();
    if (!pkl_enter(" in comparison")) return false;
    bool ok = compare_items(argv, op);
    pkl_leave();
    return ok;
}

static bool deque_lt(int argc, py_Ref argv) { return (void)argc, compare(argv, PKL_CMP_LT); }
static bool deque_le(int argc, py_Ref argv) { return (void)argc, compare(argv, PKL_CMP_LE); }
static bool deque_eq(int argc, py_Ref argv) { return (void)argc, compare(argv, PKL_CMP_EQ); }
static bool deque_ne(int argc, py_Ref argv) { return (void)argc, compare(argv, PKL_CMP_NE); }
static bool deque_gt(int argc, py_Ref argv) { return (void)argc, compare(argv, PKL_CMP_GT); }
static bool deque_ge(int argc, py_Ref argv) { return (void)argc, compare(argv, PKL_CMP_GE); }

/* ---- iterators: [deque, place, state] ------------------------------------------------------------------------------------ */

enum { ITER_DEQUE, ITER_PLACE, ITER_STATE, ITER_SLOTS };

static bool iterate(py_Ref deque, py_Type type, int64_t from) {
    py_TValue made, over = *deque;
    py_TValue* slots = PKL_SLOTS(pkl_new(&made, type));
    slots[ITER_DEQUE] = over;
    py_newint(&slots[ITER_PLACE], from);
    py_newint(&slots[ITER_STATE], pkl_deque(&over)->state);
    return pkl_return(&made);
}

static bool deque_iter(int argc, py_Ref argv) { return (void)argc, iterate(argv, tp_deque_iterator, 0); }
static bool deque_reversed(int argc, py_Ref argv) { return (void)argc, iterate(argv, tp_deque_reverse_iterator, 0); }

/* (deque, index=0) */
static bool iterator_new(int argc, py_Ref argv) {
    int64_t from = 0;
    if (!pkl_is_a(&argv[1], tp_deque)) return pkl_raise(tp_TypeError, "%s() argument 1 must be collections.deque, not %T", pkl_current_owner(), &argv[1]);
    if (argc > 2 && !pkl_to_size(&argv[2], &from)) return false;
    int64_t length = pkl_deque(&argv[1])->length;
    return iterate(&argv[1], py_totype(argv), from < 0 ? 0 : from > length ? length : from);
}

static bool iterator_next(int argc, py_Ref argv) {
    (void)argc;
    py_TValue* slots = PKL_SLOTS(argv->_obj);
    PyDeque* deque = pkl_deque(&slots[ITER_DEQUE]);
    int64_t* place = &slots[ITER_PLACE]._i64;
    if (slots[ITER_STATE]._i64 != deque->state) {
        *place = INT32_MAX;
        return changed(MUTATED, tp_RuntimeError);
    }
    if (*place >= deque->length) return pkl_stop();
    *py_retval() = *pkl_deque_at(deque, argv->type == tp_deque_iterator ? *place : deque->length - 1 - *place);
    ++*place;
    return true;
}

static int64_t left_of(py_TValue* slots) {
    int64_t left = pkl_deque(&slots[ITER_DEQUE])->length - slots[ITER_PLACE]._i64;
    return left < 0 ? 0 : left;
}

static bool iterator_hint(int argc, py_Ref argv) { return (void)argc, pkl_return_int(left_of(PKL_SLOTS(argv->_obj))); }

static bool iterator_reduce(int argc, py_Ref argv) {
    (void)argc;
    py_TValue *slots = PKL_SLOTS(argv->_obj), arguments[2] = {slots[ITER_DEQUE]}, parts[2] = {*pkl_class_of(argv)};
    py_newint(&arguments[1], pkl_deque(&slots[ITER_DEQUE])->length - left_of(slots));
    pkl_new_tuple(&parts[1], arguments, 2);
    pkl_new_tuple(py_retval(), parts, 2);
    return true;
}

#define SPECIAL(name) {"__" #name "__", deque_##name, "($self, /)", PKL_NOARGS, PKL_WRAPPER, 0, 0}
#define WITH(name) {"__" #name "__", deque_##name, "($self, value, /)", PKL_O, PKL_WRAPPER, 1, 1}
#define ONE(name) {#name, deque_##name, "($self, value, /)", PKL_O, PKL_METHOD, 1, 1}

const PklMethod pkl_deque_items[] = {
    SPECIAL(len), SPECIAL(iter), {"__reversed__", deque_reversed, "($self, /)", PKL_NOARGS, PKL_METHOD, 0, 0},
    WITH(getitem), WITH(delitem), WITH(contains), WITH(add), WITH(iadd), WITH(mul), WITH(imul), {"__rmul__", deque_mul, "($self, value, /)", PKL_O, PKL_WRAPPER, 1, 1},
    WITH(lt), WITH(le), WITH(eq), WITH(ne), WITH(gt), WITH(ge), ONE(count), ONE(remove),
    {"__setitem__", deque_setitem, "($self, key, value, /)", PKL_RANGE, PKL_WRAPPER, 2, 2},
    {"insert", deque_insert, "($self, index, value, /)", PKL_RANGE, PKL_METHOD, 2, 2},
    {"index", deque_index, "($self, value, start=0, stop=0, /)", PKL_RANGE, PKL_METHOD, 1, 3},
    {0},
};
static const PklMethod ITERATOR[] = {
    PKL_ITERATOR(iterator_next),
    {"__new__", iterator_new, NULL, PKL_RANGE, PKL_NEW, 1, 2},
    {"__length_hint__", iterator_hint, "($self, /)", PKL_NOARGS, PKL_METHOD, 0, 0},
    {"__reduce__", iterator_reduce, "($self, /)", PKL_NOARGS, PKL_METHOD, 0, 0},
    {0},
};

#define SPEC(type, text) {.id = tp_##type, .base = tp_object, .name = text, .module = "collections", .slots = ITER_SLOTS, .flags = PKL_TYPE_FINAL, .methods = ITERATOR}

const PklTypeSpec pkl_collections_deque_iterators[] = {SPEC(deque_iterator, "_deque_iterator"), SPEC(deque_reverse_iterator, "_deque_reverse_iterator"), {0}};
