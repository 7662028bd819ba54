/*
 * range.
 */
#include "../machine/machine.h"
#include "../numbers/int_type.h"
#include "methods.h"

static py_TValue* parts(py_Ref range) { return PKL_SLOTS(range->_obj); }
static py_TValue small(int64_t value) { return (py_TValue){.type = tp_int, ._i64 = value}; }

/* max(0, ceil((stop - start) / step)) */
static bool count_items(const py_TValue* start, const py_TValue* stop, const py_TValue* step, py_OutRef out) {
    py_TValue *distance = py_pushtmp(), zero = small(0);
    bool ok = pkl_int_sub(start, stop, distance) && pkl_int_divmod(distance, step, distance, NULL);
    if (ok) {
        pkl_int_negate(distance, distance);
        *out = pkl_int_sign(distance) < 0 ? zero : *distance;
    }
    py_pop();
    return ok;
}

static bool make_range(const py_TValue* start, const py_TValue* stop, const py_TValue* step, py_OutRef out) {
    py_TValue* made = py_pushtmp();
    pkl_new(made, tp_range);
    parts(made)[PKL_RANGE_START] = *start;
    parts(made)[PKL_RANGE_STOP] = *stop;
    parts(made)[PKL_RANGE_STEP] = *step;
    bool ok = count_items(start, stop, step, &parts(made)[PKL_RANGE_LENGTH]);
    *out = *made;
    py_pop();
    return ok;
}

/* range(stop), range(start, stop[, step]) */
static bool range_new(int argc, py_Ref argv) {
    py_TValue bounds[3] = {small(0), small(0), small(1)};
    if (argc < 2) return pkl_raise(tp_TypeError, "range expected at least 1 argument, got 0");
    if (argc > 4) return pkl_raise(tp_TypeError, "range expected at most 3 arguments, got %d", argc - 1);
    if (argc == 2) {
        if (!pkl_to_int(&argv[1], &bounds[1])) return false;
    } else {
        for (int i = 0; i < argc - 1; i++)
            if (!pkl_to_int(&argv[i + 1], &bounds[i])) return false;
    }
    if (pkl_int_sign(&bounds[2]) == 0) return pkl_raise(tp_ValueError, "range() arg 3 must not be zero");
    return make_range(&bounds[0], &bounds[1], &bounds[2], py_retval());
}

static bool range_len(int argc, py_Ref argv) {
    (void)argc;
    *py_retval() = parts(argv)[PKL_RANGE_LENGTH];
    return py_retval()->type == tp_int || pkl_raise(tp_OverflowError, "Python int too large to convert to C ssize_t");
}

/* start + at * step */
static bool item_at(py_Ref range, const py_TValue* at, py_OutRef out) {
    py_TValue* product = py_pushtmp();
    bool ok = pkl_int_mul(at, &parts(range)[PKL_RANGE_STEP], product) && pkl_int_add(&parts(range)[PKL_RANGE_START], product, product);
    *out = *product;
    py_pop();
    return ok;
}

/* A part of a slice as an int that is clamped to the length; the default where it is None. */
static bool slice_part(py_Ref value, const py_TValue* length, bool backward, bool is_start, py_OutRef out) {
    py_TValue minus_one = small(-1), zero = small(0), low = backward ? minus_one : zero, high;
    if (backward) {
        if (!pkl_int_add(length, &minus_one, &high)) return false;
    } else high = *length;
    if (value->type == tp_NoneType) {
        *out = is_start == backward ? high : low;
        return true;
    }
    if (!pkl_is_int(value) && pkl_special(value, (py_Name)PKL_NAME(__index__)) == NULL)
        return pkl_raise(tp_TypeError, "slice indices must be integers or None or have an __index__ method");
    if (!pkl_to_int(value, out)) return false;
    if (pkl_int_sign(out) < 0) {
        if (!pkl_int_add(out, length, out)) return false;
        if (pkl_int_compare(out, &low) < 0) *out = low;
    } else if (pkl_int_compare(out, &high) > 0) *out = high;
    return true;
}

static bool slice_step(py_Ref slice, py_OutRef step) {
    py_TValue* value = &PKL_SLOTS(slice->_obj)[PKL_SLICE_STEP];
    *step = small(1);
    if (value->type != tp_NoneType && !pkl_to_int(value, step)) return false;
    return pkl_int_sign(step) != 0 || pkl_raise(tp_ValueError, "slice step cannot be zero");
}

/* start, stop, step of slice.indices(), of any size, into three places on the native stack. */
bool pkl_slice_bounds(py_Ref slice, const py_TValue* length, py_TValue* out) {
    if (!slice_step(slice, &out[2])) return false;
    bool backward = pkl_int_sign(&out[2]) < 0;
    return slice_part(&PKL_SLOTS(slice->_obj)[PKL_SLICE_START], length, backward, true, &out[0]) &&
           slice_part(&PKL_SLOTS(slice->_obj)[PKL_SLICE_STOP], length, backward, false, &out[1]);
}

static bool get_slice(py_Ref range, py_Ref slice) {
    py_TValue* bounds = pkl_vm->native_sp;
    for (int i = 0; i < 3; i++) py_pushnone();
    bool ok = pkl_slice_bounds(slice, &parts(range)[PKL_RANGE_LENGTH], bounds) && item_at(range, &bounds[0], &bounds[0]) && item_at(range, &bounds[1], &bounds[1]) &&
              pkl_int_mul(&bounds[2], &parts(range)[PKL_RANGE_STEP], &bounds[2]) && make_range(&bounds[0], &bounds[1], &bounds[2], py_retval());
    py_shrink(3);
    return ok;
}

static bool range_getitem(int argc, py_Ref argv) {
    (void)argc;
    if (argv[1].type == tp_slice) return get_slice(&argv[0], &argv[1]);
    if (!pkl_is_int(&argv[1]) && pkl_special(&argv[1], (py_Name)PKL_NAME(__index__)) == NULL)
        return pkl_raise(tp_TypeError, "range indices must be integers or slices, not %T", &argv[1]);
    py_TValue *at = py_pushtmp(), *length = &parts(argv)[PKL_RANGE_LENGTH];
    bool ok = pkl_to_int(&argv[1], at) && (pkl_int_sign(at) >= 0 || pkl_int_add(at, length, at));
    if (ok && (pkl_int_sign(at) < 0 || pkl_int_compare(at, length) >= 0)) ok = pkl_raise(tp_IndexError, "range object index out of range");
    ok = ok && item_at(argv, at, py_retval());
    py_pop();
    return ok;
}

/* Where an int lies: 1 (place in retval), 0 not in it, -1 error. */
static int place_of(py_Ref range, py_Ref value) {
    py_TValue plain = pkl_plain_int(value), *rest = py_pushtmp(), *place = py_pushtmp();
    int found = -1;
    if (pkl_int_sub(&plain, &parts(range)[PKL_RANGE_START], place) && pkl_int_divmod(place, &parts(range)[PKL_RANGE_STEP], place, rest))
        found = pkl_int_sign(rest) == 0 && pkl_int_sign(place) >= 0 && pkl_int_compare(place, &parts(range)[PKL_RANGE_LENGTH]) < 0;
    *py_retval() = *place;
    py_shrink(2);
    return found;
}

typedef struct Search {
    py_Ref value;
    int64_t at, count;
    bool first;
} Search;

static bool compare_item(py_Ref item, void* context) {
    Search* search = context;
    int same = pkl_same(item, search->value);
    search->count += same == 1;
    if (same < 0 || (same == 1 && search->first)) return false;
    search->at++;
    return true;
}

/* Anything else is compared with every item. */
static bool search(py_Ref range, Search* search) { return pkl_iterate(range, compare_item, search) || pkl_vm->raised.type == tp_nil; }

static bool range_contains(int argc, py_Ref argv) {
    (void)argc;
    Search looked = {&argv[1], 0, 0, true};
    int found = pkl_is_int(&argv[1]) ? place_of(&argv[0], &argv[1]) : search(argv, &looked) ? looked.count > 0 : -1;
    if (found < 0) return false;
    return pkl_return_bool(found == 1);
}

static bool range_index(int argc, py_Ref argv) {
    (void)argc;
    Search looked = {&argv[1], 0, 0, true};
    int found;
    if (pkl_is_int(&argv[1])) found = place_of(&argv[0], &argv[1]);
    else {
        found = search(argv, &looked) ? looked.count > 0 : -1;
        py_newint(py_retval(), looked.at);
    }
    if (found != 0) return found > 0;
    return pkl_raise(tp_ValueError, pkl_is_int(&argv[1]) ? "%R is not in range" : "sequence.index(x): x not in sequence", &argv[1]);
}

static bool range_count(int argc, py_Ref argv) {
    (void)argc;
    Search looked = {&argv[1], 0, 0, false};
    int found = pkl_is_int(&argv[1]) ? place_of(&argv[0], &argv[1]) : search(argv, &looked) ? 0 : -1;
    if (found < 0) return false;
    return pkl_return_int(pkl_is_int(&argv[1]) ? found : looked.count);
}

/* Equal ranges give the same items. */
static bool equal(py_Ref a, py_Ref b) {
    py_TValue *x = parts(a), *y = parts(b), one = small(1);
    if (pkl_int_compare(&x[PKL_RANGE_LENGTH], &y[PKL_RANGE_LENGTH]) != 0) return false;
    if (pkl_int_sign(&x[PKL_RANGE_LENGTH]) == 0) return true;
    if (pkl_int_compare(&x[PKL_RANGE_START], &y[PKL_RANGE_START]) != 0) return false;
    return pkl_int_compare(&x[PKL_RANGE_LENGTH], &one) == 0 || pkl_int_compare(&x[PKL_RANGE_STEP], &y[PKL_RANGE_STEP]) == 0;
}

static bool compare(py_Ref argv, bool wanted) {
    if (argv[1].type != tp_range) return pkl_not_implemented();
    return pkl_return_bool(equal(&argv[0], &argv[1]) == wanted);
}

static bool range_eq(int argc, py_Ref argv) { return (void)argc, compare(argv, true); }
static bool range_ne(int argc, py_Ref argv) { return (void)argc, compare(argv, false); }

static bool range_hash(int argc, py_Ref argv) {
    (void)argc;
    py_TValue *x = parts(argv), one = small(1), items[3] = {x[PKL_RANGE_LENGTH], pkl_vm->None_, pkl_vm->None_}, *key = py_pushtmp();
    if (pkl_int_sign(&items[0]) != 0) {
        items[1] = x[PKL_RANGE_START];
        if (pkl_int_compare(&items[0], &one) != 0) items[2] = x[PKL_RANGE_STEP];
    }
    pkl_new_tuple(key, items, 3);
    int64_t hash = 0;
    bool ok = py_hash(key, &hash);
    py_pop();
    py_newint(py_retval(), hash);
    return ok;
}

static bool range_repr(int argc, py_Ref argv) {
    (void)argc;
    py_TValue *x = parts(argv), one = small(1);
    bool step = pkl_int_compare(&x[PKL_RANGE_STEP], &one) != 0;
    return step ? pkl_str_format(py_retval(), "range(%R, %R, %R)", &x[PKL_RANGE_START], &x[PKL_RANGE_STOP], &x[PKL_RANGE_STEP])
                : pkl_str_format(py_retval(), "range(%R, %R)", &x[PKL_RANGE_START], &x[PKL_RANGE_STOP]);
}

static bool range_bool(int argc, py_Ref argv) {
    (void)argc;
    return pkl_return_bool(pkl_int_sign(&parts(argv)[PKL_RANGE_LENGTH]) != 0);
}

/* ---- iterators -------------------------------------------------------------------------------------------------- */

bool pkl_range_is_small(const py_TValue* start, const py_TValue* step, const py_TValue* length) {
    if (start->type != tp_int || step->type != tp_int || length->type != tp_int) return false;
    int64_t last;
    return !__builtin_mul_overflow(step->_i64, length->_i64, &last) && !__builtin_add_overflow(start->_i64, last, &last);
}

static bool iterate(const py_TValue* start, const py_TValue* step, const py_TValue* length) {
    py_TValue value;
    if (pkl_range_is_small(start, step, length)) {
        PyRangeIterator* iterator = (PyRangeIterator*)pkl_new(&value, tp_range_iterator);
        iterator->next = start->_i64;
        iterator->step = step->_i64;
        iterator->remaining = length->_i64;
    } else {
        py_TValue *kept = pkl_vm->native_sp, copies[3] = {*start, *step, *length};
        for (int i = 0; i < 3; i++) py_push(&copies[i]);
        PyObject* iterator = pkl_new(&value, tp_range_big_iterator);
        for (int i = 0; i < 3; i++) PKL_SLOTS(iterator)[i] = kept[i];
        py_shrink(3);
    }
    return pkl_return(&value);
}

static bool range_iter(int argc, py_Ref argv) {
    (void)argc;
    py_TValue* x = parts(argv);
    return iterate(&x[PKL_RANGE_START], &x[PKL_RANGE_STEP], &x[PKL_RANGE_LENGTH]);
}

static bool range_reversed(int argc, py_Ref argv) {
    (void)argc;
    py_TValue *x = parts(argv), minus_one = small(-1), *last = py_pushtmp(), *step = py_pushtmp();
    bool ok = pkl_int_add(&x[PKL_RANGE_LENGTH], &minus_one, last) && item_at(argv, last, last);
    pkl_int_negate(&x[PKL_RANGE_STEP], step);
    ok = ok && iterate(last, step, &x[PKL_RANGE_LENGTH]);
    py_shrink(2);
    return ok;
}

static bool iterator_next(int argc, py_Ref argv) {
    (void)argc;
    PyRangeIterator* iterator = PKL_OBJECT(argv, PyRangeIterator);
    if (iterator->remaining <= 0) return pkl_raise_stop_iteration(NULL);
    iterator->remaining--;
    py_newint(py_retval(), iterator->next);
    iterator->next = (int64_t)((uint64_t)iterator->next + (uint64_t)iterator->step);
    return true;
}

static bool iterator_hint(int argc, py_Ref argv) {
    (void)argc;
    return pkl_return_int(PKL_OBJECT(argv, PyRangeIterator)->remaining);
}

static bool big_next(int argc, py_Ref argv) {
    (void)argc;
    py_TValue *x = PKL_SLOTS(argv->_obj), minus_one = small(-1), value = x[0];
    if (pkl_int_sign(&x[2]) <= 0) return pkl_raise_stop_iteration(NULL);
    if (!pkl_int_add(&x[2], &minus_one, &x[2])) return false;
    py_push(&value);
    bool ok = pkl_int_add(&x[0], &x[1], &x[0]);
    *py_retval() = *py_peek(-1);
    py_pop();
    return ok;
}

static bool big_hint(int argc, py_Ref argv) {
    (void)argc;
    *py_retval() = PKL_SLOTS(argv->_obj)[2];
    return true;
}

static bool self(int argc, py_Ref argv) {
    (void)argc;
    return pkl_return(&argv[0]);
}

#define BINARY(type, name) {"__" #name "__", type##_##name, "($self, value, /)", PKL_O, PKL_WRAPPER, 1, 1}
#define UNARY(type, name) {"__" #name "__", type##_##name, "($self, /)", PKL_NOARGS, PKL_WRAPPER, 0, 0}

const PklMethod pkl_range_methods[] = {
    {"__new__", range_new, NULL, PKL_ANY, PKL_NEW, 0, 0},
    BINARY(range, eq), BINARY(range, ne),
    {"__contains__", range_contains, "($self, key, /)", PKL_O, PKL_WRAPPER, 1, 1},
    {"__getitem__", range_getitem, "($self, key, /)", PKL_O, PKL_WRAPPER, 1, 1},
    UNARY(range, len), UNARY(range, iter), UNARY(range, repr), UNARY(range, hash), UNARY(range, bool),
    {"__reversed__", range_reversed, "($self, /)", PKL_NOARGS, PKL_METHOD, 0, 0},
    {"index", range_index, "($self, value, /)", PKL_O, PKL_METHOD, 1, 1},
    {"count", range_count, "($self, value, /)", PKL_O, PKL_METHOD, 1, 1},
    {0},
};

const PklMember pkl_range_members[] = {{"start", PKL_RANGE_START, false, false}, {"stop", PKL_RANGE_STOP, false, false}, {"step", PKL_RANGE_STEP, false, false}, {0}};

static const PklMethod iterator_methods[] = {
    {"__iter__", self, "($self, /)", PKL_NOARGS, PKL_WRAPPER, 0, 0}, {"__next__", iterator_next, "($self, /)", PKL_NOARGS, PKL_WRAPPER, 0, 0},
    {"__length_hint__", iterator_hint, "($self, /)", PKL_NOARGS, PKL_METHOD, 0, 0}, {0},
};

static const PklMethod big_methods[] = {
    {"__iter__", self, "($self, /)", PKL_NOARGS, PKL_WRAPPER, 0, 0}, {"__next__", big_next, "($self, /)", PKL_NOARGS, PKL_WRAPPER, 0, 0},
    {"__length_hint__", big_hint, "($self, /)", PKL_NOARGS, PKL_METHOD, 0, 0}, {0},
};

static const PklLayout iterator_layout = {.bytes = sizeof(PyRangeIterator)};
const PklTypeSpec pkl_range_iterator_types[] = {
    {.id = tp_range_iterator, .base = tp_object, .name = "range_iterator", .layout = &iterator_layout, .flags = PKL_TYPE_FINAL, .hidden = true, .methods = iterator_methods},
    {.id = tp_range_big_iterator, .base = tp_object, .name = "longrange_iterator", .slots = 3, .flags = PKL_TYPE_FINAL, .hidden = true, .methods = big_methods},
    {0},
};
