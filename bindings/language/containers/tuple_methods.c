/*
 * tuple: methods and operators.
 */
#include "../machine/machine.h"
#include "methods.h"

#include <string.h>

static int32_t view(const py_TValue* tuple, py_TValue** items) {
    *items = pkl_tuple_items(tuple);
    return pkl_tuple_length(tuple);
}

/* A tuple of these items; of a subclass with attributes if `type` is one. */
static bool tuple_new(int argc, py_Ref argv) {
    (void)argc;
    py_Type type = py_totype(&argv[0]);
    if (argv[1].type == tp_nil) *py_retval() = pkl_vm->empty_tuple;
    else if (!pkl_to_tuple(py_retval(), &argv[1])) return false;
    if (type == tp_tuple) return true;
    py_TValue* items = py_pushtmp();
    *items = *py_retval();
    int count = pkl_tuple_length(items);
    PyObject* own = pkl_new_slots(py_retval(), type, count);
    memcpy(PKL_SLOTS(own), pkl_tuple_items(items), (size_t)count * sizeof(py_TValue));
    py_pop();
    return true;
}

static bool tuple_len(int argc, py_Ref argv) {
    (void)argc;
    return pkl_return_int(pkl_tuple_length(argv));
}

static bool get_slice(py_Ref self, py_Ref slice) {
    int64_t start, step, length = pkl_tuple_length(self), count = pkl_slice_indices(slice, length, &start, &step);
    if (count < 0) return false;
    if (count == length && step == 1 && self->type == tp_tuple) return pkl_return(self);
    if (count == 0) return pkl_return(&pkl_vm->empty_tuple);
    if (!pkl_reserve((uint64_t)count * sizeof(py_TValue))) return false;
    PyObject* part = pkl_new_slots(py_retval(), tp_tuple, (int)count);
    for (int64_t i = 0; i < count; i++) PKL_SLOTS(part)[i] = pkl_tuple_items(self)[start + i * step];
    return true;
}

static bool tuple_getitem(int argc, py_Ref argv) {
    (void)argc;
    if (argv[1].type == tp_slice) return get_slice(&argv[0], &argv[1]);
    if (!pkl_is_int(&argv[1]) && pkl_special(&argv[1], (py_Name)PKL_NAME(__index__)) == NULL)
        return pkl_raise(tp_TypeError, "tuple indices must be integers or slices, not %T", &argv[1]);
    int64_t at, length = pkl_tuple_length(argv);
    if (!pkl_item_index(&argv[1], length, &at)) return false;
    if (at < 0 || at >= length) return pkl_raise(tp_IndexError, "tuple index out of range");
    return pkl_return(&pkl_tuple_items(argv)[at]);
}

/* -1 none, -2 error */
static int32_t find(py_Ref tuple, py_Ref value, int64_t from, int64_t to) {
    for (int64_t at = from; at < pkl_tuple_length(tuple) && at < to; at++) {
        int same = pkl_same(&pkl_tuple_items(tuple)[at], value);
        if (same != 0) return same < 0 ? -2 : (int32_t)at;
    }
    return -1;
}

static bool tuple_index(int argc, py_Ref argv) {
    (void)argc;
    int64_t from, to;
    if (!pkl_search_bounds(&argv[2], &argv[3], pkl_tuple_length(argv), &from, &to)) return false;
    int32_t at = find(&argv[0], &argv[1], from, to);
    if (at == -1) return pkl_raise(tp_ValueError, "tuple.index(x): x not in tuple");
    if (at < 0) return false;
    return pkl_return_int(at);
}

static bool tuple_count(int argc, py_Ref argv) {
    (void)argc;
    int64_t count = 0;
    for (int32_t at = 0; (at = find(&argv[0], &argv[1], at, INT32_MAX)) >= 0; at++) count++;
    if (pkl_vm->raised.type != tp_nil) return false;
    return pkl_return_int(count);
}

static bool tuple_contains(int argc, py_Ref argv) {
    (void)argc;
    int32_t at = find(&argv[0], &argv[1], 0, INT32_MAX);
    if (at == -2) return false;
    return pkl_return_bool(at >= 0);
}

static bool tuple_add(int argc, py_Ref argv) {
    (void)argc;
    if (!py_isinstance(&argv[1], tp_tuple)) return pkl_raise(tp_TypeError, "can only concatenate tuple (not \"%T\") to tuple", &argv[1]);
    int64_t a = pkl_tuple_length(&argv[0]), b = pkl_tuple_length(&argv[1]);
    if (a == 0 && argv[1].type == tp_tuple) return pkl_return(&argv[1]);
    if (b == 0 && argv[0].type == tp_tuple) return pkl_return(&argv[0]);
    if (a + b > INT32_MAX / 16) return pkl_raise(tp_MemoryError, "");
    if (!pkl_reserve((uint64_t)(a + b) * sizeof(py_TValue))) return false;
    PyObject* sum = pkl_new_slots(py_retval(), tp_tuple, (int)(a + b));
    memcpy(PKL_SLOTS(sum), pkl_tuple_items(&argv[0]), (size_t)a * sizeof(py_TValue));
    memcpy(PKL_SLOTS(sum) + a, pkl_tuple_items(&argv[1]), (size_t)b * sizeof(py_TValue));
    return true;
}

static bool tuple_mul(int argc, py_Ref argv) {
    (void)argc;
    int64_t count, length = pkl_tuple_length(argv);
    if (!pkl_repeat_count(&argv[1], length, &count)) return false;
    if (count == 1 && argv[0].type == tp_tuple) return pkl_return(&argv[0]);
    if (length == 0 || count == 0) return pkl_return(&pkl_vm->empty_tuple);
    if (count > INT32_MAX / 16 / length) return pkl_raise(tp_MemoryError, "");
    if (!pkl_reserve((uint64_t)(length * count) * sizeof(py_TValue))) return false;
    PyObject* product = pkl_new_slots(py_retval(), tp_tuple, (int)(length * count));
    for (int64_t i = 0; i < count; i++) memcpy(PKL_SLOTS(product) + i * length, pkl_tuple_items(argv), (size_t)length * sizeof(py_TValue));
    return true;
}

static bool compare(py_Ref argv, int op) {
    if (!py_isinstance(&argv[1], tp_tuple)) return pkl_not_implemented();
    return pkl_compare_items(&argv[0], &argv[1], view, op);
}

static bool tuple_lt(int argc, py_Ref argv) { return (void)argc, compare(argv, PKL_COMPARE_LT); }
static bool tuple_le(int argc, py_Ref argv) { return (void)argc, compare(argv, PKL_COMPARE_LE); }
static bool tuple_eq(int argc, py_Ref argv) { return (void)argc, compare(argv, PKL_COMPARE_EQ); }
static bool tuple_ne(int argc, py_Ref argv) { return (void)argc, compare(argv, PKL_COMPARE_NE); }
static bool tuple_gt(int argc, py_Ref argv) { return (void)argc, compare(argv, PKL_COMPARE_GT); }
static bool tuple_ge(int argc, py_Ref argv) { return (void)argc, compare(argv, PKL_COMPARE_GE); }

/* xxHash's mixing, as CPython hashes tuples. */
static bool tuple_hash(int argc, py_Ref argv) {
    (void)argc;
    const uint64_t prime1 = 11400714785074694791u, prime2 = 14029467366897019727u, prime5 = 2870177450012600261u;
    uint64_t hash = prime5;
    int length = pkl_tuple_length(argv);
    if (!pkl_enter(" while hashing a tuple")) return false;
    bool ok = true;
    for (int i = 0; ok && i < length; i++) {
        int64_t item = 0;
        ok = py_hash(&pkl_tuple_items(argv)[i], &item);
        hash += (uint64_t)item * prime2;
        hash = (hash << 31 | hash >> 33) * prime1;
    }
    pkl_leave();
    if (!ok) return false;
    hash += (uint64_t)length ^ (prime5 ^ 3527539u);
    return pkl_return_int(hash == UINT64_MAX ? 1546275796 : (int64_t)hash);
}

static bool tuple_repr(int argc, py_Ref argv) {
    (void)argc;
    PklReprGuard guard;
    if (!pkl_repr_begin(&guard, argv)) return py_newstr(py_retval(), "(...)"), true;
    PklBuilder builder;
    pkl_builder_start(&builder);
    pkl_put_char(&builder, '(');
    int length = pkl_tuple_length(argv);
    bool ok = pkl_enter(" while getting the repr of an object");
    if (ok) {
        for (int i = 0; ok && i < length; i++) {
            if (i > 0) pkl_put_text(&builder, ", ");
            ok = pkl_put_repr(&builder, &pkl_tuple_items(argv)[i]);
        }
        pkl_leave();
    }
    pkl_repr_end(&guard);
    pkl_put_text(&builder, length == 1 ? ",)" : ")");
    if (!ok) return pkl_builder_end(&builder), false;
    return pkl_builder_str(&builder, py_retval());
}

static bool tuple_iter(int argc, py_Ref argv) {
    (void)argc;
    py_TValue value;
    PySequenceIterator* iterator = (PySequenceIterator*)pkl_new(&value, tp_tuple_iterator);
    iterator->sequence = *argv;
    return pkl_return(&value);
}

static bool tuple_getnewargs(int argc, py_Ref argv) {
    (void)argc;
    py_TValue plain;
    pkl_new_tuple(&plain, pkl_tuple_items(argv), pkl_tuple_length(argv));
    PKL_SLOTS(pkl_new_slots(py_retval(), tp_tuple, 1))[0] = plain;
    return true;
}

#define BINARY(name) {"__" #name "__", tuple_##name, "($self, value, /)", PKL_O, PKL_WRAPPER, 1, 1}
#define UNARY(name) {"__" #name "__", tuple_##name, "($self, /)", PKL_NOARGS, PKL_WRAPPER, 0, 0}

const PklMethod pkl_tuple_methods[] = {
    {"__new__", tuple_new, "($type, iterable=(), /)", PKL_RANGE, PKL_NEW, 0, 1},
    BINARY(add), BINARY(mul), {"__rmul__", tuple_mul, "($self, value, /)", PKL_O, PKL_WRAPPER, 1, 1},
    BINARY(lt), BINARY(le), BINARY(eq), BINARY(ne), BINARY(gt), BINARY(ge),
    {"__contains__", tuple_contains, "($self, key, /)", PKL_O, PKL_WRAPPER, 1, 1},
    {"__getitem__", tuple_getitem, "($self, key, /)", PKL_O, PKL_WRAPPER, 1, 1},
    UNARY(len), UNARY(iter), UNARY(repr), UNARY(hash),
    {"__getnewargs__", tuple_getnewargs, "($self, /)", PKL_NOARGS, PKL_METHOD, 0, 0},
    {"__class_getitem__", pkl_generic_alias, "($type, object, /)", PKL_O, PKL_CLASS, 1, 1},
    {"index", tuple_index, "($self, value, start=0, stop=sys.maxsize, /)", PKL_RANGE, PKL_METHOD, 1, 3},
    {"count", tuple_count, "($self, value, /)", PKL_O, PKL_METHOD, 1, 1},
    {0},
};
