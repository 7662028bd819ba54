/* Arrays as sequences: items, slices, search, operators, iteration. */
#include "array.h"

#include "../../language/machine/code.h"

static bool place_of(py_Ref argv, const char* message, int64_t* at) {
    if (!pkl_is_index(&argv[1])) return pkl_raise(tp_TypeError, "array indices must be integers");
    if (!pkl_item_index(&argv[1], pkl_array_length(argv), at)) return false;
    return (*at >= 0 && *at < pkl_array_length(argv)) || pkl_raise(tp_IndexError, "%s", message);
}

typedef struct Part {
    int64_t start, step, count;
} Part;

static bool part_of(py_Ref self, py_Ref slice, Part* part) {
    int64_t stop;
    if (!pkl_slice_unpack(slice, &part->start, &stop, &part->step)) return false;
    part->count = pkl_slice_adjust(pkl_array_length(self), &part->start, stop, part->step);
    return true;
}

static unsigned char* item_at(py_Ref self, int64_t index) { return pkl_array_of(self)->bytes.data + index * pkl_array_of(self)->itemsize; }

static bool splice(py_Ref self, int64_t at, int64_t removed, c11_sv by) {
    int size = pkl_array_of(self)->itemsize;
    return pkl_bytearray_splice(&pkl_array_of(self)->bytes, at * size, removed * size, by);
}

static const c11_sv NOTHING = {"", 0};

/* A new array of the items, in place of `out`. */
static bool selected(py_Ref self, const Part* part, py_OutRef out) {
    int size = pkl_array_of(self)->itemsize;
    if (!pkl_array_new(out, tp_array, pkl_array_letter(self))) return false;
    PyArray* made = pkl_array_of(out);
    if (!pkl_bytearray_resize(&made->bytes, part->count * size)) return false;
    for (int64_t i = 0; i < part->count; i++) memcpy(made->bytes.data + i * size, item_at(self, part->start + i * part->step), (size_t)size);
    return true;
}

static bool getitem(int argc, py_Ref argv) {
    (void)argc;
    int64_t at;
    Part part;
    py_TValue made;
    if (argv[1].type == tp_slice) {
        if (!part_of(argv, &argv[1], &part) || !selected(argv, &part, &made)) return false;
        return pkl_return(&made);
    }
    if (!place_of(argv, "array index out of range", &at)) return false;
    pkl_array_get(argv, at, py_retval());
    return true;
}

static bool delete_part(py_Ref self, Part part) {
    if (part.step < 0) {
        part.start += (part.count - 1) * part.step;
        part.step = -part.step;
    }
    if (part.count == 0) return true;
    if (part.step == 1) return splice(self, part.start, part.count, NOTHING);
    if (!pkl_bytearray_unlocked(&pkl_array_of(self)->bytes)) return false;
    int64_t to = part.start, length = pkl_array_length(self), last = part.start + (part.count - 1) * part.step;
    int size = pkl_array_of(self)->itemsize;
    for (int64_t at = part.start; at < length; at++) {
        if (at <= last && (at - part.start) % part.step == 0) continue;
        memmove(item_at(self, to++), item_at(self, at), (size_t)size);
    }
    return pkl_bytearray_resize(&pkl_array_of(self)->bytes, to * size);
}

static bool set_part(py_Ref argv) {
    Part part;
    py_Ref value = &argv[2];
    if (!part_of(argv, &argv[1], &part)) return false;
    if (!pkl_is_array(value)) return pkl_raise(tp_TypeError, "can only assign array (not \"%T\") to array slice", value);
    if (pkl_array_letter(value) != pkl_array_letter(argv)) return pkl_raise(tp_TypeError, "bad argument type for built-in operation");
    py_TValue* copy = py_pushtmp();
    Part whole = {0, 1, pkl_array_length(value)};
    if (!selected(value, &whole, copy)) return false;
    if (part.step == 1) return splice(argv, part.start, part.count, pkl_array_bytes(copy));
    if (whole.count == 0) return delete_part(argv, part);
    if (whole.count != part.count) return pkl_raise(tp_ValueError, "attempt to assign array of size %i to extended slice of size %i", whole.count, part.count);
    for (int64_t i = 0; i < part.count; i++) memcpy(item_at(argv, part.start + i * part.step), item_at(copy, i), pkl_array_of(argv)->itemsize);
    return true;
}

static bool setitem(int argc, py_Ref argv) {
    (void)argc;
    int64_t at;
    unsigned char item[8];
    if (argv[1].type == tp_slice) return set_part(argv) && pkl_return_none();
    if (!place_of(argv, "array assignment index out of range", &at) || !pkl_array_item(pkl_array_letter(argv), &argv[2], item)) return false;
    if (at >= pkl_array_length(argv)) return pkl_raise(tp_IndexError, "array assignment index out of range");
    memcpy(item_at(argv, at), item, pkl_array_of(argv)->itemsize);
    return pkl_return_none();
}

static bool delitem(int argc, py_Ref argv) {
    (void)argc;
    int64_t at;
    Part part;
    if (argv[1].type == tp_slice) return part_of(argv, &argv[1], &part) && delete_part(argv, part) && pkl_return_none();
    return place_of(argv, "array assignment index out of range", &at) && splice(argv, at, 1, NOTHING) && pkl_return_none();
}

static bool length(int argc, py_Ref argv) { return (void)argc, pkl_return_int(pkl_array_length(argv)); }

/* ---- search ------------------------------------------------------------------------------------------------------ */

/* The first place from `at` on; the length where there is none; -1 an exception. `self` and `value` lie on a stack. */
static int64_t find(py_Ref self, py_Ref value, int64_t at, int64_t stop) {
    py_TValue* item = py_pushtmp();
    for (; at < stop && at < pkl_array_length(self); at++) {
        pkl_array_get(self, at, item);
        int same = py_equal(item, value);
        if (same < 0) return -1;
        if (same) return py_pop(), at;
    }
    py_pop();
    return INT64_MAX;
}

static bool contains(int argc, py_Ref argv) {
    (void)argc;
    int64_t at = find(argv, &argv[1], 0, INT64_MAX);
    return at >= 0 && pkl_return_bool(at != INT64_MAX);
}

static bool count(int argc, py_Ref argv) {
    (void)argc;
    int64_t found = 0;
    for (int64_t at = 0; (at = find(argv, &argv[1], at, INT64_MAX)) != INT64_MAX; at++, found++) {
        if (at < 0) return false;
    }
    return pkl_return_int(found);
}

static bool index_of(int argc, py_Ref argv) {
    (void)argc;
    int64_t start, stop;
    if (!pkl_search_bounds(&argv[2], &argv[3], pkl_array_length(argv), &start, &stop)) return false;
    int64_t at = find(argv, &argv[1], start, stop);
    if (at == INT64_MAX) return pkl_raise(tp_ValueError, "array.index(x): x not in array");
    return at >= 0 && pkl_return_int(at);
}

static bool remove_item(int argc, py_Ref argv) {
    (void)argc;
    int64_t at = find(argv, &argv[1], 0, INT64_MAX);
    if (at == INT64_MAX) return pkl_raise(tp_ValueError, "array.remove(x): x not in array");
    return at >= 0 && (at >= pkl_array_length(argv) || splice(argv, at, 1, NOTHING)) && pkl_return_none();
}

/* ---- changing ---------------------------------------------------------------------------------------------------- */

static bool append(int argc, py_Ref argv) { return (void)argc, pkl_array_append(argv, &argv[1]) && pkl_return_none(); }
static bool extend(int argc, py_Ref argv) { return (void)argc, pkl_array_extend(argv, &argv[1]) && pkl_return_none(); }
static bool clear(int argc, py_Ref argv) { return (void)argc, splice(argv, 0, pkl_array_length(argv), NOTHING) && pkl_return_none(); }

static bool insert(int argc, py_Ref argv) {
    (void)argc;
    int64_t at;
    unsigned char item[8];
    if (!pkl_size_argument(&argv[1], 0, &at) || !pkl_array_item(pkl_array_letter(argv), &argv[2], item)) return false;
    int64_t size = pkl_array_length(argv);
    if (at < 0) at = at + size < 0 ? 0 : at + size;
    return splice(argv, at > size ? size : at, 0, (c11_sv){(const char*)item, pkl_array_of(argv)->itemsize}) && pkl_return_none();
}

static bool pop(int argc, py_Ref argv) {
    (void)argc;
    int64_t at;
    py_TValue item;
    if (!pkl_size_argument(&argv[1], -1, &at)) return false;
    if (pkl_array_length(argv) == 0) return pkl_raise(tp_IndexError, "pop from empty array");
    if (at < 0) at += pkl_array_length(argv);
    if (at < 0 || at >= pkl_array_length(argv)) return pkl_raise(tp_IndexError, "pop index out of range");
    pkl_array_get(argv, at, &item);
    return splice(argv, at, 1, NOTHING) && (*py_retval() = item, true);
}

static bool reverse(int argc, py_Ref argv) {
    (void)argc;
    unsigned char kept[8];
    size_t size = pkl_array_of(argv)->itemsize;
    for (int64_t a = 0, b = pkl_array_length(argv) - 1; a < b; a++, b--) {
        memcpy(kept, item_at(argv, a), size);
        memcpy(item_at(argv, a), item_at(argv, b), size);
        memcpy(item_at(argv, b), kept, size);
    }
    return pkl_return_none();
}

static bool copy(int argc, py_Ref argv) {
    (void)argc;
    py_TValue made;
    Part whole = {0, 1, pkl_array_length(argv)};
    return selected(argv, &whole, &made) && (*py_retval() = made, true);
}

/* ---- operators ----------------------------------------------------------------------------------------------------- */

static bool add(int argc, py_Ref argv) {
    if (!pkl_is_array(&argv[1])) return pkl_raise(tp_TypeError, "can only append array (not \"%T\") to array", &argv[1]);
    if (pkl_array_letter(argv) != pkl_array_letter(&argv[1])) return pkl_raise(tp_TypeError, "bad argument type for built-in operation");
    if (!copy(argc, argv)) return false;
    py_TValue made = *py_retval();
    return pkl_array_extend(&made, &argv[1]) && (*py_retval() = made, true);
}

static bool iadd(int argc, py_Ref argv) {
    (void)argc;
    if (!pkl_is_array(&argv[1])) return pkl_raise(tp_TypeError, "can only extend array with array (not \"%T\")", &argv[1]);
    return pkl_array_extend(argv, &argv[1]) && (*py_retval() = *argv, true);
}

static bool repeat(py_Ref self, py_Ref times) {
    int64_t count;
    PyByteArray* bytes = &pkl_array_of(self)->bytes;
    if (!pkl_repeat_count(times, bytes->size, &count)) return false;
    int64_t size = bytes->size;
    if (size > 0 && count > INT32_MAX / size) return pkl_raise(tp_MemoryError, "");
    if (!pkl_bytearray_resize(bytes, size * count)) return false;
    for (int64_t i = 1; i < count; i++) memcpy(bytes->data + i * size, bytes->data, (size_t)size);
    return true;
}

static bool mul(int argc, py_Ref argv) {
    if (!pkl_is_index(&argv[1])) return pkl_raise(tp_TypeError, "can't multiply sequence by non-int of type '%T'", &argv[1]);
    if (!copy(argc, argv)) return false;
    py_TValue* made = py_pushtmp();
    *made = *py_retval();
    bool ok = repeat(made, &argv[1]);
    *py_retval() = *made;
    py_pop();
    return ok;
}

/* The error is the other sequence's. */
static bool rmul(int argc, py_Ref argv) {
    bool sequence = !pkl_is_index(&argv[1]) && pkl_special(&argv[1], pkl_name(PKL_NAME(__getitem__)));
    return sequence ? pkl_not_implemented() : mul(argc, argv);
}

static bool imul(int argc, py_Ref argv) {
    (void)argc;
    if (!pkl_is_index(&argv[1])) return pkl_raise(tp_TypeError, "can't multiply sequence by non-int of type '%T'", &argv[1]);
    return repeat(argv, &argv[1]) && (*py_retval() = *argv, true);
}

/* By the first items that are not equal, or the lengths. Numbers and characters: no program runs. */
static bool compare(py_Ref argv, int op) {
    if (!pkl_is_array(&argv[1])) return pkl_not_implemented();
    int64_t lengths[2] = {pkl_array_length(argv), pkl_array_length(&argv[1])}, at = 0;
    bool equality = op == PKL_CMP_EQ || op == PKL_CMP_NE;
    if (equality && lengths[0] != lengths[1]) return pkl_return_bool(op == PKL_CMP_NE);
    py_TValue a, b;
    for (; at < lengths[0] && at < lengths[1]; at++) {
        pkl_array_get(argv, at, &a);
        pkl_array_get(&argv[1], at, &b);
        if (!pkl_compare(&a, &b, PKL_CMP_EQ)) return false;
        if (py_tobool(py_retval())) continue;
        return equality ? pkl_return_bool(op == PKL_CMP_NE) : pkl_compare(&a, &b, op);
    }
    py_newint(&a, lengths[0]);
    py_newint(&b, lengths[1]);
    return pkl_compare(&a, &b, op);
}

static bool lt(int argc, py_Ref argv) { return (void)argc, compare(argv, PKL_CMP_LT); }
static bool le(int argc, py_Ref argv) { return (void)argc, compare(argv, PKL_CMP_LE); }
static bool eq(int argc, py_Ref argv) { return (void)argc, compare(argv, PKL_CMP_EQ); }
static bool ne(int argc, py_Ref argv) { return (void)argc, compare(argv, PKL_CMP_NE); }
static bool gt(int argc, py_Ref argv) { return (void)argc, compare(argv, PKL_CMP_GT); }
static bool ge(int argc, py_Ref argv) { return (void)argc, compare(argv, PKL_CMP_GE); }

/* ---- iteration ------------------------------------------------------------------------------------------------------ */

static bool iter(int argc, py_Ref argv) {
    (void)argc;
    PySequenceIterator* made = (PySequenceIterator*)pkl_new(py_retval(), tp_array_iterator);
    made->sequence = argv[0];
    made->index = 0;
    return true;
}

const PklMethod pkl_array_sequence[] = {
    {"__getitem__", getitem, "($self, key, /)", PKL_O, PKL_WRAPPER, 1, 1},
    {"__setitem__", setitem, "($self, key, value, /)", PKL_RANGE, PKL_WRAPPER, 2, 2},
    {"__delitem__", delitem, "($self, key, /)", PKL_O, PKL_WRAPPER, 1, 1},
    {"__len__", length, "($self, /)", PKL_NOARGS, PKL_WRAPPER, 0, 0},
    {"__iter__", iter, "($self, /)", PKL_NOARGS, PKL_WRAPPER, 0, 0},
    {"__contains__", contains, "($self, key, /)", PKL_O, PKL_WRAPPER, 1, 1},
    {"__add__", add, "($self, value, /)", PKL_O, PKL_WRAPPER, 1, 1},
    {"__iadd__", iadd, "($self, value, /)", PKL_O, PKL_WRAPPER, 1, 1},
    {"__mul__", mul, "($self, value, /)", PKL_O, PKL_WRAPPER, 1, 1},
    {"__rmul__", rmul, "($self, value, /)", PKL_O, PKL_WRAPPER, 1, 1},
    {"__imul__", imul, "($self, value, /)", PKL_O, PKL_WRAPPER, 1, 1},
    {"__lt__", lt, "($self, value, /)", PKL_O, PKL_WRAPPER, 1, 1},
    {"__le__", le, "($self, value, /)", PKL_O, PKL_WRAPPER, 1, 1},
    {"__eq__", eq, "($self, value, /)", PKL_O, PKL_WRAPPER, 1, 1},
    {"__ne__", ne, "($self, value, /)", PKL_O, PKL_WRAPPER, 1, 1},
    {"__gt__", gt, "($self, value, /)", PKL_O, PKL_WRAPPER, 1, 1},
    {"__ge__", ge, "($self, value, /)", PKL_O, PKL_WRAPPER, 1, 1},
    {"__copy__", copy, "($self, /)", PKL_NOARGS, PKL_METHOD, 0, 0},
    {"__deepcopy__", copy, "($self, unused, /)", PKL_O, PKL_METHOD, 1, 1},
    {"append", append, "($self, v, /)", PKL_O, PKL_METHOD, 1, 1},
    {"clear", clear, "($self, /)", PKL_NOARGS, PKL_METHOD, 0, 0},
    {"count", count, "($self, v, /)", PKL_O, PKL_METHOD, 1, 1},
    {"extend", extend, "($self, bb, /)", PKL_O, PKL_METHOD, 1, 1},
    {"index", index_of, "($self, v, start=0, stop=sys.maxsize, /)", PKL_RANGE, PKL_METHOD, 1, 3},
    {"insert", insert, "($self, i, v, /)", PKL_RANGE, PKL_METHOD, 2, 2},
    {"pop", pop, "($self, i=-1, /)", PKL_RANGE, PKL_METHOD, 0, 1},
    {"remove", remove_item, "($self, v, /)", PKL_O, PKL_METHOD, 1, 1},
    {"reverse", reverse, "($self, /)", PKL_NOARGS, PKL_METHOD, 0, 0},
    {0},
};
