/*
 * memoryview: comparison, search, iteration.
 */
#include "../../machine/machine.h"
#include "bytes.h"

static PyMemoryView* view_of(py_Ref self) { return pkl_view_of(self); }

/* ---- comparison -------------------------------------------------------------------------------------------------------- */

/* Items are compared as values: 1, 0, -1. */
static int same(py_Ref a, py_Ref b) {
    PyMemoryView *x = view_of(a), *y = view_of(b);
    if (x->object.type == tp_nil || y->object.type == tp_nil) return x == y;
    if (x->length != y->length) return 0;
    char p = pkl_view_letter(x), q = pkl_view_letter(y);
    int truth = 1;
    for (int64_t i = 0; truth == 1 && i < x->length; i++) {
        py_TValue left, right;
        pkl_item_get(p, pkl_view_item(x, i), &left);
        pkl_item_get(q, pkl_view_item(y, i), &right);
        truth = py_equal(&left, &right);
    }
    return truth;
}

static bool equals(py_Ref argv, bool equal) {
    if (argv[1].type != tp_memoryview && !pkl_is_bytes_like(&argv[1])) return pkl_not_implemented();
    py_TValue* other = py_pushtmp();
    *other = argv[1];
    bool own = argv[1].type != tp_memoryview;
    if (own && !pkl_new_view(&argv[1], other)) return false;
    int truth = same(&argv[0], other);
    if (own) pkl_view_release(view_of(other));
    py_pop();
    if (truth < 0) return false;
    return pkl_return_bool(truth == equal);
}

bool pkl_view_eq(int argc, py_Ref argv) { return (void)argc, equals(argv, true); }
bool pkl_view_ne(int argc, py_Ref argv) { return (void)argc, equals(argv, false); }

/* The first item in [from, to) that equals; its place, -1 none, -2 error. */
static int64_t find(py_Ref self, py_Ref value, int64_t from, int64_t to) {
    PyMemoryView* view = view_of(self);
    for (int64_t i = from; i < to; i++) {
        if (!pkl_view_live(view)) return -2;
        py_TValue item;
        pkl_item_get(pkl_view_letter(view), pkl_view_item(view, i), &item);
        py_push(&item);
        int equal = py_equal(py_peek(-1), value);
        py_pop();
        if (equal != 0) return equal < 0 ? -2 : i;
    }
    return -1;
}

bool pkl_view_index(int argc, py_Ref argv) {
    (void)argc;
    int64_t from, to;
    if (!pkl_view_live(view_of(argv)) || !pkl_search_bounds(&argv[2], &argv[3], view_of(argv)->length, &from, &to)) return false;
    int64_t at = find(&argv[0], &argv[1], from, to);
    if (at == -1) return pkl_raise(tp_ValueError, "memoryview.index(x): x not found");
    py_newint(py_retval(), at);
    return at >= 0;
}

bool pkl_view_count(int argc, py_Ref argv) {
    (void)argc;
    int64_t count = 0, length = view_of(argv)->length;
    if (!pkl_view_live(view_of(argv))) return false;
    for (int64_t at = 0; (at = find(&argv[0], &argv[1], at, length)) != -1; at++, count++)
        if (at == -2) return false;
    return pkl_return_int(count);
}

/* ---- iteration ------------------------------------------------------------------------------------------------------------ */

bool pkl_view_iter(int argc, py_Ref argv) {
    (void)argc;
    if (!pkl_view_live(view_of(argv))) return false;
    py_TValue value;
    ((PySequenceIterator*)pkl_new(&value, tp_memory_iterator))->sequence = *argv;
    return pkl_return(&value);
}

static bool iterator_next(int argc, py_Ref argv) {
    (void)argc;
    PySequenceIterator* iterator = PKL_OBJECT(argv, PySequenceIterator);
    if (iterator->sequence.type == tp_nil) return pkl_raise_stop_iteration(NULL);
    PyMemoryView* view = view_of(&iterator->sequence);
    if (!pkl_view_live(view)) return false;
    if (iterator->index < view->length) return pkl_item_get(pkl_view_letter(view), pkl_view_item(view, iterator->index++), py_retval());
    iterator->sequence.type = tp_nil;
    return pkl_raise_stop_iteration(NULL);
}

static bool iterator_self(int argc, py_Ref argv) {
    (void)argc;
    return pkl_return(&argv[0]);
}

const PklMethod pkl_view_iterator_methods[] = {
    {"__iter__", iterator_self, "($self, /)", PKL_NOARGS, PKL_WRAPPER, 0, 0},
    {"__next__", iterator_next, "($self, /)", PKL_NOARGS, PKL_WRAPPER, 0, 0},
    {0},
};
