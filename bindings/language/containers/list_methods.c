/*
 * list: methods and operators.
 */
#include "../machine/machine.h"
#include "methods.h"

#include <string.h>

static PyList* list_of(py_Ref value) { return PKL_OBJECT(value, PyList); }

static int32_t view(const py_TValue* list, py_TValue** items) {
    PyList* self = PKL_OBJECT(list, PyList);
    *items = self->items;
    return self->length;
}

/* ---- making ---------------------------------------------------------------------------------------------- */

static bool list_new(int argc, py_Ref argv) {
    (void)argc;
    pkl_new(py_retval(), py_totype(&argv[0]));
    return true;
}

/* list(iterable=(), /) */
static bool list_init(int argc, py_Ref argv) {
    py_TValue iterable;
    if (!pkl_one_iterable(argc, argv, tp_list, &iterable)) return false;
    py_list_clear(&argv[0]);
    if (iterable.type != tp_nil && !pkl_list_extend(&argv[0], &iterable)) return false;
    return pkl_return_none();
}

static bool list_append(int argc, py_Ref argv) {
    (void)argc;
    return pkl_list_append(list_of(argv), &argv[1]) && pkl_return_none();
}

static bool list_extend(int argc, py_Ref argv) {
    (void)argc;
    return pkl_list_extend(&argv[0], &argv[1]) && pkl_return_none();
}

static bool list_insert(int argc, py_Ref argv) {
    (void)argc;
    int64_t at;
    if (!pkl_index(&argv[1], &at, false)) return false;
    PyList* self = list_of(argv);
    if (at < 0) at = at + self->length < 0 ? 0 : at + self->length;
    if (at > self->length) at = self->length;
    return pkl_list_insert(self, (int32_t)at, &argv[2]) && pkl_return_none();
}

static bool list_clear(int argc, py_Ref argv) {
    (void)argc;
    py_list_clear(&argv[0]);
    return pkl_return_none();
}

bool pkl_list_copy_items(const py_TValue* items, int64_t count) {
    PyList* copy = pkl_new_list(py_retval(), (int32_t)count);
    if (count > 0) memcpy(copy->items, items, (size_t)count * sizeof(py_TValue));
    copy->length = (int32_t)count;
    return true;
}

static bool list_copy(int argc, py_Ref argv) {
    (void)argc;
    PyList* self = list_of(argv);
    return pkl_reserve((uint64_t)self->length * sizeof(py_TValue)) && pkl_list_copy_items(self->items, self->length);
}

/* ---- taking out ---------------------------------------------------------------------------------------------- */

static bool list_pop(int argc, py_Ref argv) {
    (void)argc;
    int64_t at = -1;
    if (argv[1].type != tp_nil && !pkl_index(&argv[1], &at, false)) return false;
    PyList* self = list_of(argv);
    if (self->length == 0) return pkl_raise(tp_IndexError, "pop from empty list");
    if (at < 0) at += self->length;
    if (at < 0 || at >= self->length) return pkl_raise(tp_IndexError, "pop index out of range");
    *py_retval() = self->items[at];
    pkl_list_remove(self, (int32_t)at, (int32_t)at + 1);
    return true;
}

/* The place of an equal item in [from, to); -1 none, -2 error. */
static int32_t find(py_Ref list, py_Ref value, int64_t from, int64_t to) {
    PyList* self = list_of(list);
    for (int64_t at = from; at < self->length && at < to; at++) {
        py_TValue item = self->items[at];
        if (py_isidentical(&item, value)) return (int32_t)at;
        py_push(&item);
        int same = py_equal(py_peek(-1), value);
        py_pop();
        if (same != 0) return same < 0 ? -2 : (int32_t)at;
    }
    return -1;
}

static bool list_remove(int argc, py_Ref argv) {
    (void)argc;
    int32_t at = find(&argv[0], &argv[1], 0, INT32_MAX);
    if (at == -2) return false;
    if (at < 0) return pkl_raise(tp_ValueError, "list.remove(x): x not in list");
    if (at < list_of(argv)->length) pkl_list_remove(list_of(argv), at, at + 1);
    return pkl_return_none();
}

static bool list_index(int argc, py_Ref argv) {
    (void)argc;
    int64_t from, to;
    if (!pkl_search_bounds(&argv[2], &argv[3], list_of(argv)->length, &from, &to)) return false;
    if (argv[3].type == tp_nil) to = INT32_MAX;
    int32_t at = find(&argv[0], &argv[1], from, to);
    if (at == -1) return pkl_raise(tp_ValueError, "list.index(x): x not in list");
    if (at < 0) return false;
    return pkl_return_int(at);
}

static bool list_count(int argc, py_Ref argv) {
    (void)argc;
    int64_t count = 0;
    for (int32_t at = 0;; at++, count++) {
        at = find(&argv[0], &argv[1], at, INT32_MAX);
        if (at == -2) return false;
        if (at < 0) break;
    }
    return pkl_return_int(count);
}

static bool list_contains(int argc, py_Ref argv) {
    (void)argc;
    int32_t at = find(&argv[0], &argv[1], 0, INT32_MAX);
    if (at == -2) return false;
    return pkl_return_bool(at >= 0);
}

static bool list_reverse(int argc, py_Ref argv) {
    (void)argc;
    PyList* self = list_of(argv);
    for (int32_t a = 0, b = self->length - 1; a < b; a++, b--) {
        py_TValue item = self->items[a];
        self->items[a] = self->items[b];
        self->items[b] = item;
    }
    return pkl_return_none();
}

/* sort(*, key=None, reverse=False) */
static bool list_sort(int argc, py_Ref argv) {
    (void)argc;
    py_Ref key = argv[1].type == tp_nil || argv[1].type == tp_NoneType ? NULL : &argv[1];
    int64_t reverse = 0;
    if (argv[2].type != tp_nil && !pkl_index(&argv[2], &reverse, true)) return false;
    return pkl_list_sort(list_of(argv), key, reverse != 0) && pkl_return_none();
}

static bool list_len(int argc, py_Ref argv) {
    (void)argc;
    return pkl_return_int(list_of(argv)->length);
}

/* ---- operators --------------------------------------------------------------------------------------------------------- */

static bool list_add(int argc, py_Ref argv) {
    (void)argc;
    if (!py_isinstance(&argv[1], tp_list)) return pkl_raise(tp_TypeError, "can only concatenate list (not \"%T\") to list", &argv[1]);
    PyList *a = list_of(&argv[0]), *b = list_of(&argv[1]);
    int64_t length = (int64_t)a->length + b->length;
    if (length > INT32_MAX / 16 || !pkl_reserve((uint64_t)length * sizeof(py_TValue))) return pkl_vm->raised.type != tp_nil ? false : pkl_raise(tp_MemoryError, "");
    PyList* sum = pkl_new_list(py_retval(), (int32_t)length);
    if (a->length > 0) memcpy(sum->items, a->items, (size_t)a->length * sizeof(py_TValue));
    if (b->length > 0) memcpy(sum->items + a->length, b->items, (size_t)b->length * sizeof(py_TValue));
    sum->length = (int32_t)length;
    return true;
}

static bool list_iadd(int argc, py_Ref argv) {
    (void)argc;
    if (!pkl_list_extend(&argv[0], &argv[1])) return false;
    return pkl_return(&argv[0]);
}

/* Room for `count` times the length; -1 after MemoryError. */
static int64_t repeated_length(int64_t length, int64_t count) {
    if (length > 0 && count > INT32_MAX / 16 / length) return pkl_raise(tp_MemoryError, ""), -1;
    return pkl_reserve((uint64_t)length * (uint64_t)count * sizeof(py_TValue)) ? length * count : -1;
}

static bool list_mul(int argc, py_Ref argv) {
    (void)argc;
    int64_t count;
    if (!pkl_repeat_count(&argv[1], list_of(argv)->length, &count)) return false;
    PyList* self = list_of(argv);
    int64_t length = repeated_length(self->length, count);
    if (length < 0) return false;
    PyList* product = pkl_new_list(py_retval(), (int32_t)length);
    for (int64_t i = 0; i < count && length > 0; i++) memcpy(product->items + i * self->length, self->items, (size_t)self->length * sizeof(py_TValue));
    product->length = (int32_t)length;
    return true;
}

static bool list_imul(int argc, py_Ref argv) {
    if (!list_mul(argc, argv)) return false;
    PyList *self = list_of(argv), *product = list_of(py_retval());
    if (!pkl_list_splice(self, 0, self->length, product->items, product->length)) return false;
    return pkl_return(&argv[0]);
}

static bool compare(py_Ref argv, int op) {
    if (!py_isinstance(&argv[1], tp_list)) return pkl_not_implemented();
    return pkl_compare_items(&argv[0], &argv[1], view, op);
}

static bool list_lt(int argc, py_Ref argv) { return (void)argc, compare(argv, PKL_COMPARE_LT); }
static bool list_le(int argc, py_Ref argv) { return (void)argc, compare(argv, PKL_COMPARE_LE); }
static bool list_eq(int argc, py_Ref argv) { return (void)argc, compare(argv, PKL_COMPARE_EQ); }
static bool list_ne(int argc, py_Ref argv) { return (void)argc, compare(argv, PKL_COMPARE_NE); }
static bool list_gt(int argc, py_Ref argv) { return (void)argc, compare(argv, PKL_COMPARE_GT); }
static bool list_ge(int argc, py_Ref argv) { return (void)argc, compare(argv, PKL_COMPARE_GE); }

/* ---- repr and iteration ---------------------------------------------------------------------------------------------------- */

static bool put_items(PklBuilder* builder, py_Ref self) {
    for (int32_t i = 0; i < list_of(self)->length; i++) {
        if (i > 0) pkl_put_text(builder, ", ");
        py_push(&list_of(self)->items[i]);
        bool ok = pkl_put_repr(builder, py_peek(-1));
        py_pop();
        if (!ok) return false;
    }
    return true;
}

static bool list_repr(int argc, py_Ref argv) {
    (void)argc;
    PklReprGuard guard;
    if (!pkl_repr_begin(&guard, argv)) return py_newstr(py_retval(), "[...]"), true;
    PklBuilder builder;
    pkl_builder_start(&builder);
    pkl_put_char(&builder, '[');
    bool ok = pkl_enter(" while getting the repr of an object");
    if (ok) {
        ok = put_items(&builder, argv);
        pkl_leave();
    }
    pkl_repr_end(&guard);
    pkl_put_char(&builder, ']');
    if (!ok) return pkl_builder_end(&builder), false;
    return pkl_builder_str(&builder, py_retval());
}

static bool iterator(py_Ref self, py_Type type, int64_t index) {
    py_TValue value;
    PySequenceIterator* made = (PySequenceIterator*)pkl_new(&value, type);
    made->sequence = *self;
    made->index = index;
    return pkl_return(&value);
}

static bool list_iter(int argc, py_Ref argv) { return (void)argc, iterator(argv, tp_list_iterator, 0); }
static bool list_reversed(int argc, py_Ref argv) { return (void)argc, iterator(argv, tp_list_reverse_iterator, list_of(argv)->length - 1); }

static bool list_sizeof(int argc, py_Ref argv) {
    (void)argc;
    return pkl_return_int(56 + 8 * (int64_t)list_of(argv)->capacity);
}

#define BINARY(name) {"__" #name "__", list_##name, "($self, value, /)", PKL_O, PKL_WRAPPER, 1, 1}
#define UNARY(name) {"__" #name "__", list_##name, "($self, /)", PKL_NOARGS, PKL_WRAPPER, 0, 0}
#define METHOD(name) {#name, list_##name, "($self, /)", PKL_NOARGS, PKL_METHOD, 0, 0}

const PklMethod pkl_list_methods[] = {
    {"__new__", list_new, "($type, *args, **kwargs)", PKL_CLINIC, PKL_NEW, 0, 0},
    {"__init__", list_init, "($self, iterable=(), /)", PKL_ANY_KW, PKL_WRAPPER, 0, 1},
    BINARY(add), BINARY(iadd), BINARY(mul), {"__rmul__", list_mul, "($self, value, /)", PKL_O, PKL_WRAPPER, 1, 1}, BINARY(imul),
    BINARY(lt), BINARY(le), BINARY(eq), BINARY(ne), BINARY(gt), BINARY(ge),
    {"__contains__", list_contains, "($self, key, /)", PKL_O, PKL_WRAPPER, 1, 1},
    {"__getitem__", pkl_list_getitem_method, "($self, index, /)", PKL_O, PKL_METHOD, 1, 1},
    {"__setitem__", pkl_list_setitem_method, "($self, key, value, /)", PKL_RANGE, PKL_WRAPPER, 2, 2},
    {"__delitem__", pkl_list_delitem_method, "($self, key, /)", PKL_O, PKL_WRAPPER, 1, 1},
    UNARY(len), UNARY(iter), UNARY(repr),
    {"__reversed__", list_reversed, "($self, /)", PKL_NOARGS, PKL_METHOD, 0, 0},
    {"__sizeof__", list_sizeof, "($self, /)", PKL_NOARGS, PKL_METHOD, 0, 0},
    {"__class_getitem__", pkl_generic_alias, "($type, object, /)", PKL_O, PKL_CLASS, 1, 1},
    {"append", list_append, "($self, object, /)", PKL_O, PKL_METHOD, 1, 1},
    {"extend", list_extend, "($self, iterable, /)", PKL_O, PKL_METHOD, 1, 1},
    {"insert", list_insert, "($self, index, object, /)", PKL_RANGE, PKL_METHOD, 2, 2},
    {"pop", list_pop, "($self, index=-1, /)", PKL_RANGE, PKL_METHOD, 0, 1},
    {"remove", list_remove, "($self, value, /)", PKL_O, PKL_METHOD, 1, 1},
    {"index", list_index, "($self, value, start=0, stop=sys.maxsize, /)", PKL_RANGE, PKL_METHOD, 1, 3},
    {"count", list_count, "($self, value, /)", PKL_O, PKL_METHOD, 1, 1},
    METHOD(clear), METHOD(copy), METHOD(reverse),
    {"sort", list_sort, "($self, /, *, key=None, reverse=False)", PKL_CLINIC, PKL_METHOD, 0, 0},
    {0},
};
