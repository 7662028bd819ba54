/* islice, pairwise, batched, zip_longest. */
#include "itertools.h"

/* ---- islice(iterable, stop), islice(iterable, start, stop[, step]) ----------------------------------------- */

enum { SLICE_ITERATOR, SLICE_NEXT, SLICE_STOP, SLICE_STEP, SLICE_COUNT, SLICE_SLOTS }; /* STOP -1: no end; ITERATOR nil: ended */

/* An index, where None is `missing`, and what is none is -1. */
static int64_t slice_part(py_Ref value, int64_t missing, int64_t wrong) {
    int64_t out = missing;
    if (value->type == tp_nil || value->type == tp_NoneType) return missing;
    if (pkl_index(value, &out, false)) return out;
    py_clearexc(NULL);
    return wrong;
}

static bool wrong_index(const char* what) {
    return pkl_raise(tp_ValueError, "%s for islice() must be None or an integer: 0 <= x <= sys.maxsize.", what);
}

static bool given_minus_one(py_Ref stop, int64_t value) { return stop->type != tp_NoneType && value == -1; }

static bool islice_new(int argc, py_Ref argv) {
    py_Ref stop_value = argc == 3 ? &argv[2] : &argv[3];
    int64_t start = argc == 3 ? 0 : slice_part(&argv[2], 0, -1), stop = slice_part(stop_value, -1, -1), step = slice_part(&argv[4], 1, -1);
    if (given_minus_one(stop_value, stop)) return wrong_index("Stop argument");
    if (start < 0 || stop < -1) return wrong_index("Indices");
    if (step < 1) return pkl_raise(tp_ValueError, "Step for islice() must be a positive integer or None.");
    if (!pkl_new_iterator_over(&argv[0], &argv[1])) return false;
    py_TValue* slots = PKL_SLOTS(py_retval()->_obj);
    py_newint(&slots[SLICE_NEXT], start);
    py_newint(&slots[SLICE_STOP], stop);
    py_newint(&slots[SLICE_STEP], step);
    py_newint(&slots[SLICE_COUNT], 0);
    return true;
}

/* The iterator is given up, with StopIteration unless an exception is there. */
static bool islice_end(py_TValue* slots, bool raised) {
    slots[SLICE_ITERATOR].type = tp_nil;
    return raised ? false : pkl_stop();
}

static bool islice_take(py_TValue* slots) {
    if (!pkl_next_or_stop(&slots[SLICE_ITERATOR])) return islice_end(slots, true);
    slots[SLICE_COUNT]._i64++;
    return true;
}

static bool islice_next(int argc, py_Ref argv) {
    (void)argc;
    py_TValue* slots = PKL_SLOTS(argv->_obj);
    int64_t stop = slots[SLICE_STOP]._i64, next;
    if (slots[SLICE_ITERATOR].type == tp_nil) return pkl_stop();
    while (slots[SLICE_COUNT]._i64 < slots[SLICE_NEXT]._i64) {
        if (!islice_take(slots) || !pkl_tick(1)) return false;
        if (slots[SLICE_ITERATOR].type == tp_nil) return pkl_stop();
    }
    if (stop != -1 && slots[SLICE_COUNT]._i64 >= stop) return islice_end(slots, false);
    if (!islice_take(slots)) return false;
    bool over = __builtin_add_overflow(slots[SLICE_NEXT]._i64, slots[SLICE_STEP]._i64, &next);
    if (over) next = INT64_MAX;
    slots[SLICE_NEXT]._i64 = stop != -1 && next > stop ? stop : next;
    return true;
}

static const PklMethod ISLICE[] = {PKL_ITERATOR(islice_next), {"__new__", islice_new, NULL, PKL_RANGE, PKL_NEW, 2, 4}, {0}};

/* ---- pairwise(iterable, /): [iterator, the item before]; nil where ended ------------------------------------------ */

enum { PAIR_ITERATOR, PAIR_OLD, PAIR_SLOTS };

static bool pairwise_new(int argc, py_Ref argv) { return (void)argc, pkl_new_iterator_over(&argv[0], &argv[1]); }

static bool pairwise_end(py_TValue* slots) {
    slots[PAIR_ITERATOR].type = slots[PAIR_OLD].type = tp_nil;
    return false;
}

static bool pairwise_next(int argc, py_Ref argv) {
    (void)argc;
    py_TValue *slots = PKL_SLOTS(argv->_obj), pair[2];
    if (slots[PAIR_ITERATOR].type == tp_nil) return pkl_stop();
    if (slots[PAIR_OLD].type == tp_nil) {
        if (!pkl_next_or_stop(&slots[PAIR_ITERATOR])) return pairwise_end(slots);
        slots[PAIR_OLD] = *py_retval();
        if (slots[PAIR_ITERATOR].type == tp_nil) return pairwise_end(slots), pkl_stop();
    }
    py_TValue* old = py_pushtmp();
    *old = slots[PAIR_OLD];
    bool ok = pkl_next_or_stop(&slots[PAIR_ITERATOR]);
    pair[0] = *old;
    py_pop();
    if (!ok) return pairwise_end(slots);
    slots[PAIR_OLD] = pair[1] = *py_retval();
    pkl_new_tuple(py_retval(), pair, 2);
    return true;
}

static const PklMethod PAIRWISE[] = {PKL_ITERATOR(pairwise_next), {"__new__", pairwise_new, "($type, iterable, /)", PKL_RANGE, PKL_NEW, 1, 1}, {0}};

/* ---- batched(iterable, n, *, strict=False) ---------------------------------------------------------------------------- */

enum { BATCH_ITERATOR, BATCH_SIZE, BATCH_STRICT, BATCH_SLOTS };

static bool batched_new(int argc, py_Ref argv) {
    (void)argc;
    int64_t size;
    int strict = argv[3].type == tp_nil ? 0 : py_bool(&argv[3]);
    if (!pkl_to_size(&argv[2], &size) || strict < 0) return false;
    if (size < 1) return pkl_raise(tp_ValueError, "n must be at least one");
    if (!pkl_new_iterator_over(&argv[0], &argv[1])) return false;
    py_TValue* slots = PKL_SLOTS(py_retval()->_obj);
    py_newint(&slots[BATCH_SIZE], size);
    py_newbool(&slots[BATCH_STRICT], strict);
    return true;
}

/* Up to `size` items into a list: true if the iterator ended well or has more. */
static bool batched_collect(py_TValue* slots, PyList* items) {
    while (items->length < slots[BATCH_SIZE]._i64 && slots[BATCH_ITERATOR].type != tp_nil) {
        int status = py_next(&slots[BATCH_ITERATOR]);
        if (status == 0) return true;
        if (status < 0 || !pkl_list_append(items, py_retval()) || !pkl_tick(1)) return false;
    }
    return true;
}

static bool batched_next(int argc, py_Ref argv) {
    (void)argc;
    py_TValue* slots = PKL_SLOTS(argv->_obj);
    if (slots[BATCH_ITERATOR].type == tp_nil) return pkl_stop();
    py_TValue* list = py_pushtmp();
    PyList* items = pkl_new_list(list, 0);
    bool ok = batched_collect(slots, items), whole = items->length == slots[BATCH_SIZE]._i64;
    if (!ok || items->length == 0 || (!whole && slots[BATCH_STRICT]._bool)) slots[BATCH_ITERATOR].type = tp_nil;
    if (ok && items->length == 0) ok = pkl_stop();
    else if (ok && !whole && slots[BATCH_STRICT]._bool) ok = pkl_raise(tp_ValueError, "batched(): incomplete batch");
    else if (ok) pkl_new_tuple(py_retval(), items->items, items->length);
    py_pop();
    return ok;
}

static const PklMethod BATCHED[] = {PKL_ITERATOR(batched_next), PKL_NEW_BY(batched_new, "($type, /, iterable, n, *, strict=False)", 2, 2), {0}};

/* ---- zip_longest(*iterables, fillvalue=None): [iterators (None where ended), how many go on, fill value] ------------------ */

enum { LONGEST_ITERATORS, LONGEST_ACTIVE, LONGEST_FILL, LONGEST_SLOTS };

/* The only keyword; nil after an error. */
static py_TValue fill_value(py_Ref keywords) {
    PyDict* dict = keywords->type == tp_nil ? NULL : PKL_OBJECT(keywords, PyDict);
    if (dict == NULL || dict->used == 0) return *py_None();
    py_Ref found = dict->used == 1 ? pkl_dict_get_name(dict, pkl_interned("fillvalue", 9)) : NULL;
    if (found != NULL) return *found;
    pkl_raise(tp_TypeError, "zip_longest() got an unexpected keyword argument");
    return *py_NIL();
}

static bool longest_new(int argc, py_Ref argv) {
    int count = argc - 2;
    py_TValue fill = fill_value(&argv[argc - 1]);
    if (fill.type == tp_nil) return false;
    py_TValue* made = py_pushtmp();
    py_TValue* slots = pkl_new_state(made, argv);
    slots[LONGEST_FILL] = fill;
    slots[LONGEST_ITERATORS] = pkl_vm->empty_tuple;
    py_newint(&slots[LONGEST_ACTIVE], count);
    if (count > 0) pkl_new_slots(&slots[LONGEST_ITERATORS], tp_tuple, count);
    bool ok = true;
    for (int i = 0; ok && i < count; i++) {
        ok = py_iter(&argv[1 + i]);
        if (ok) pkl_tuple_items(&slots[LONGEST_ITERATORS])[i] = *py_retval();
    }
    *py_retval() = *made;
    py_pop();
    return ok;
}

/* The next item of one iterator, or the fill value. False: all have ended, or an exception. */
static bool longest_item(py_TValue* slots, int i, py_TValue* out) {
    py_TValue* iterator = &pkl_tuple_items(&slots[LONGEST_ITERATORS])[i];
    *out = slots[LONGEST_FILL];
    if (iterator->type == tp_nil) return true;
    int status = py_next(iterator);
    if (status > 0) return *out = *py_retval(), true;
    bool last = --slots[LONGEST_ACTIVE]._i64 <= 0;
    if (status < 0 || last) slots[LONGEST_ACTIVE]._i64 = 0;
    else iterator->type = tp_nil;
    return status == 0 && (!last || pkl_stop());
}

static bool longest_next(int argc, py_Ref argv) {
    (void)argc;
    py_TValue* slots = PKL_SLOTS(argv->_obj);
    int count = pkl_tuple_length(&slots[LONGEST_ITERATORS]);
    if (slots[LONGEST_ACTIVE]._i64 == 0) return pkl_stop();
    py_TValue* tuple = py_pushtmp();
    pkl_new_slots(tuple, tp_tuple, count);
    bool ok = true;
    for (int i = 0; ok && i < count; i++) ok = longest_item(slots, i, &pkl_tuple_items(tuple)[i]);
    *py_retval() = *tuple;
    py_pop();
    return ok;
}

static const PklMethod ZIP_LONGEST[] = {PKL_ITERATOR(longest_next), {"__new__", longest_new, "($type, /, *iterables, fillvalue=None)", PKL_ANY_KW, PKL_NEW, 0, 0}, {0}};

const PklTypeSpec pkl_itertools_slices[] = {
    PKL_ITERTOOL(islice, "islice", SLICE_SLOTS, ISLICE),
    PKL_ITERTOOL(pairwise, "pairwise", PAIR_SLOTS, PAIRWISE),
    PKL_ITERTOOL(batched, "batched", BATCH_SLOTS, BATCHED),
    PKL_ITERTOOL(zip_longest, "zip_longest", LONGEST_SLOTS, ZIP_LONGEST),
    {0},
};
