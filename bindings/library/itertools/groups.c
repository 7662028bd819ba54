/* groupby and tee. */
#include "itertools.h"

/* ---- groupby(iterable, key=None) ------------------------------------------------------------------- */

enum { GROUP_ITERATOR, GROUP_FUNCTION, GROUP_TARGET_KEY, GROUP_KEY, GROUP_VALUE, GROUP_CURRENT, GROUP_SLOTS }; /* nil: not there yet; CURRENT: the group given last */
enum { GROUPER_PARENT, GROUPER_KEY, GROUPER_SLOTS };

static bool groupby_new(int argc, py_Ref argv) {
    (void)argc;
    if (!pkl_new_iterator_over(&argv[0], &argv[1])) return false;
    if (argv[2].type != tp_NoneType) PKL_SLOTS(py_retval()->_obj)[GROUP_FUNCTION] = argv[2];
    return true;
}

/* The next item and its key. */
static bool groupby_step(py_TValue* slots) {
    if (!pkl_next_or_stop(&slots[GROUP_ITERATOR])) return false;
    py_TValue* item = py_pushtmp();
    *item = *py_retval();
    bool ok = slots[GROUP_FUNCTION].type == tp_nil || py_call(&slots[GROUP_FUNCTION], 1, item);
    if (ok) {
        slots[GROUP_VALUE] = *item;
        slots[GROUP_KEY] = *py_retval();
    }
    py_pop();
    return ok;
}

/* a == b, where either may leave its place meanwhile. */
static int same_keys(py_TValue a, py_TValue b) {
    py_push(&a);
    py_push(&b);
    int same = pkl_same(py_peek(-2), py_peek(-1));
    py_shrink(2);
    return same;
}

static bool groupby_skip(py_TValue* slots) {
    for (;;) {
        if (slots[GROUP_KEY].type != tp_nil) {
            int same = slots[GROUP_TARGET_KEY].type == tp_nil ? 0 : same_keys(slots[GROUP_TARGET_KEY], slots[GROUP_KEY]);
            if (same <= 0) return same == 0;
        }
        if (!groupby_step(slots) || !pkl_tick(1)) return false;
    }
}

static bool groupby_next(int argc, py_Ref argv) {
    (void)argc;
    py_TValue *slots = PKL_SLOTS(argv->_obj), group, pair[2];
    slots[GROUP_CURRENT].type = tp_nil;
    if (!groupby_skip(slots)) return false;
    slots[GROUP_TARGET_KEY] = slots[GROUP_KEY];
    py_TValue* parts = PKL_SLOTS(pkl_new(&group, tp_grouper));
    parts[GROUPER_PARENT] = argv[0];
    parts[GROUPER_KEY] = slots[GROUP_TARGET_KEY];
    slots[GROUP_CURRENT] = group;
    pair[0] = slots[GROUP_KEY];
    pair[1] = group;
    pkl_new_tuple(py_retval(), pair, 2);
    return true;
}

/* _grouper(groupby, key, /) */
static bool grouper_new(int argc, py_Ref argv) {
    (void)argc;
    if (!pkl_has_layout(&argv[1], tp_groupby)) return pkl_raise(tp_TypeError, "_grouper() argument 1 must be itertools.groupby, not %T", &argv[1]);
    py_TValue made;
    py_TValue* slots = pkl_new_state(&made, argv);
    slots[GROUPER_PARENT] = argv[1];
    slots[GROUPER_KEY] = argv[2];
    PKL_SLOTS(argv[1]._obj)[GROUP_CURRENT] = made;
    return pkl_return(&made);
}

static bool grouper_next(int argc, py_Ref argv) {
    (void)argc;
    py_TValue *self = PKL_SLOTS(argv->_obj), *parent = PKL_SLOTS(self[GROUPER_PARENT]._obj);
    if (!py_isidentical(&parent[GROUP_CURRENT], argv)) return pkl_stop();
    if (parent[GROUP_VALUE].type == tp_nil && !groupby_step(parent)) return false;
    int same = same_keys(self[GROUPER_KEY], parent[GROUP_KEY]);
    if (same <= 0) return same == 0 && pkl_stop();
    *py_retval() = parent[GROUP_VALUE];
    parent[GROUP_VALUE].type = parent[GROUP_KEY].type = tp_nil;
    return true;
}

/* ---- tee(iterable, n=2): iterators over a chain of blocks, each of which keeps what one of them has not seen ---------- */

enum { BLOCK_ITEMS = 57 };
enum { BLOCK_SOURCE, BLOCK_NEXT, BLOCK_RUNNING, BLOCK_COUNT, BLOCK_FIRST, BLOCK_SLOTS = BLOCK_FIRST + BLOCK_ITEMS };
enum { TEE_BLOCK, TEE_PLACE, TEE_SLOTS };

static void block_new(py_OutRef out, py_Ref source) {
    py_TValue iterator = *source;
    py_TValue* slots = PKL_SLOTS(pkl_new(out, tp_tee_dataobject));
    slots[BLOCK_SOURCE] = iterator;
    py_newint(&slots[BLOCK_COUNT], 0);
    py_newbool(&slots[BLOCK_RUNNING], false);
}

static void tee_over(py_OutRef out, const py_TValue* block, int64_t place) {
    py_TValue made, copy = *block;
    py_TValue* slots = PKL_SLOTS(pkl_new(&made, tp_tee));
    slots[TEE_BLOCK] = copy;
    py_newint(&slots[TEE_PLACE], place);
    *out = made;
}

static void tee_copy(py_OutRef out, py_Ref tee) {
    py_TValue* slots = PKL_SLOTS(tee->_obj);
    tee_over(out, &slots[TEE_BLOCK], slots[TEE_PLACE]._i64);
}

static bool tee_from(py_OutRef out, py_Ref iterable) {
    if (!py_iter(iterable)) return false;
    py_TValue iterator = *py_retval(), block;
    if (iterator.type == tp_tee) return tee_copy(out, &iterator), true;
    block_new(&block, &iterator);
    tee_over(out, &block, 0);
    return true;
}

/* Item `at` of a block, which may be the next of its source. */
static bool block_item(py_TValue* block, int64_t at) {
    py_TValue* slots = PKL_SLOTS(block->_obj);
    if (at < slots[BLOCK_COUNT]._i64) return pkl_return(&slots[BLOCK_FIRST + at]);
    if (slots[BLOCK_RUNNING]._bool) return pkl_raise(tp_RuntimeError, "cannot re-enter the tee iterator");
    slots[BLOCK_RUNNING]._bool = true;
    bool ok = pkl_next_or_stop(&slots[BLOCK_SOURCE]);
    slots[BLOCK_RUNNING]._bool = false;
    if (ok) slots[BLOCK_FIRST + slots[BLOCK_COUNT]._i64++] = *py_retval();
    return ok;
}

static bool tee_next(int argc, py_Ref argv) {
    (void)argc;
    py_TValue *slots = PKL_SLOTS(argv->_obj), *block = py_pushtmp();
    if (slots[TEE_PLACE]._i64 >= BLOCK_ITEMS) {
        py_TValue* full = PKL_SLOTS(slots[TEE_BLOCK]._obj);
        if (full[BLOCK_NEXT].type == tp_nil) block_new(&full[BLOCK_NEXT], &full[BLOCK_SOURCE]);
        slots[TEE_BLOCK] = full[BLOCK_NEXT];
        slots[TEE_PLACE]._i64 = 0;
    }
    *block = slots[TEE_BLOCK];
    bool ok = block_item(block, slots[TEE_PLACE]._i64);
    py_pop();
    if (ok) slots[TEE_PLACE]._i64++;
    return ok;
}

static bool tee_new(int argc, py_Ref argv) { return (void)argc, tee_from(py_retval(), &argv[1]); }
static bool tee_copied(int argc, py_Ref argv) { return (void)argc, tee_copy(py_retval(), argv), true; }

/* _tee_dataobject(iterator, values, next, /): values are at most a block; `next` is None or a block that follows a full one */
static bool dataobject_new(int argc, py_Ref argv) {
    (void)argc;
    if (argv[2].type != tp_list) return pkl_raise(tp_TypeError, "teedataobject() argument 2 must be list, not %T", &argv[2]);
    PyList* values = PKL_OBJECT(&argv[2], PyList);
    if (values->length > BLOCK_ITEMS) return pkl_raise(tp_ValueError, "Invalid arguments");
    bool full = values->length == BLOCK_ITEMS, none = argv[3].type == tp_NoneType;
    if (!full && !none) return pkl_raise(tp_ValueError, "Invalid arguments");
    if (!none && argv[3].type != tp_tee_dataobject) return pkl_raise(tp_ValueError, "Invalid arguments");
    py_TValue block;
    block_new(&block, &argv[1]);
    py_TValue* slots = PKL_SLOTS(block._obj);
    for (int i = 0; i < values->length; i++) slots[BLOCK_FIRST + i] = values->items[i];
    slots[BLOCK_COUNT]._i64 = values->length;
    if (!none) slots[BLOCK_NEXT] = argv[3];
    return pkl_return(&block);
}

static bool tee_function(int argc, py_Ref argv) {
    (void)argc;
    int64_t count = 2;
    if (argv[1].type != tp_nil && !pkl_to_size(&argv[1], &count)) return false;
    if (count < 0) return pkl_raise(tp_ValueError, "n must be >= 0");
    if (count > INT32_MAX / 64) return pkl_raise(tp_MemoryError, "");
    if (!pkl_reserve((uint64_t)count * 64)) return false;
    py_TValue* tuple = py_pushtmp();
    *tuple = pkl_vm->empty_tuple;
    if (count > 0) pkl_new_slots(tuple, tp_tuple, (int)count);
    py_TValue* items = pkl_tuple_items(tuple);
    bool ok = count == 0 || tee_from(&items[0], &argv[0]);
    for (int64_t i = 1; ok && i < count; i++) tee_copy(&items[i], &items[0]);
    *py_retval() = *tuple;
    py_pop();
    return ok;
}

static const PklMethod GROUPBY[] = {PKL_ITERATOR(groupby_next), PKL_NEW_BY(groupby_new, "($type, /, iterable, key=None)", 1, 2), {0}};
static const PklMethod GROUPER[] = {PKL_ITERATOR(grouper_next), {"__new__", grouper_new, NULL, PKL_RANGE, PKL_NEW, 2, 2}, {0}};
static const PklMethod TEE[] = {
    PKL_ITERATOR(tee_next),
    {"__new__", tee_new, "($type, iterable, /)", PKL_RANGE, PKL_NEW, 1, 1},
    {"__copy__", tee_copied, "($self, /)", PKL_NOARGS, PKL_METHOD, 0, 0},
    {0},
};
static const PklMethod DATAOBJECT[] = {{"__new__", dataobject_new, NULL, PKL_RANGE, PKL_NEW, 3, 3}, {0}};

const PklTypeSpec pkl_itertools_groups[] = {
    PKL_ITERTOOL(groupby, "groupby", GROUP_SLOTS, GROUPBY),
    {.id = tp_grouper, .base = tp_object, .name = "_grouper", .module = "itertools", .slots = GROUPER_SLOTS, .flags = PKL_TYPE_FINAL, .methods = GROUPER},
    {.id = tp_tee, .base = tp_object, .name = "_tee", .module = "itertools", .slots = TEE_SLOTS, .flags = PKL_TYPE_FINAL | PKL_TYPE_WEAKREF, .methods = TEE},
    {.id = tp_tee_dataobject, .base = tp_object, .name = "_tee_dataobject", .module = "itertools", .slots = BLOCK_SLOTS, .flags = PKL_TYPE_FINAL, .methods = DATAOBJECT},
    {0},
};

const PklMethod pkl_itertools_functions[] = {
    {"tee", tee_function, "($module, iterable, n=2, /)", PKL_RANGE, PKL_FUNCTION, 1, 2},
    {0},
};
