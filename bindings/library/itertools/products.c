/* product, permutations, combinations, combinations_with_replacement. */
#include "itertools.h"

/* POOL: the items, a tuple; of product a tuple of tuples. INDICES: a tuple of ints that no program sees, what was given last. CYCLES: of permutations. */
enum { POOL, INDICES, STATE, CYCLES, PRODUCT_SLOTS };
enum { FRESH, RUNNING, STOPPED };

/* ---- what they share --------------------------------------------------------------------------------- */

/* `count` ints: first, first + step … */
static bool new_indices(py_OutRef out, int64_t count, int64_t first, int64_t step) {
    if (count > INT32_MAX / 32) return pkl_raise(tp_MemoryError, "");
    if (!pkl_reserve((uint64_t)count * sizeof(py_TValue))) return false;
    *out = pkl_vm->empty_tuple;
    if (count > 0) pkl_new_slots(out, tp_tuple, (int)count);
    for (int64_t i = 0; i < count; i++) py_newint(&pkl_tuple_items(out)[i], first + i * step);
    return true;
}

/* A new one over a pool, with indices; `stopped`: it gives nothing. */
static bool make(py_Ref class, py_Ref pool, int64_t count, int64_t step, bool stopped) {
    py_TValue* made = py_pushtmp();
    py_TValue* slots = pkl_new_state(made, class);
    slots[POOL] = *pool;
    slots[INDICES] = pkl_vm->empty_tuple;
    py_newint(&slots[STATE], stopped ? STOPPED : FRESH);
    bool ok = stopped || new_indices(&slots[INDICES], count, 0, step);
    *py_retval() = *made;
    py_pop();
    return ok;
}

/* The pool's items at the first `count` indices. */
static bool give(py_TValue* slots, int count) {
    py_TValue *pool = pkl_tuple_items(&slots[POOL]), *indices = pkl_tuple_items(&slots[INDICES]);
    if (count == 0) return pkl_return(&pkl_vm->empty_tuple);
    py_TValue* out = PKL_SLOTS(pkl_new_slots(py_retval(), tp_tuple, count));
    for (int i = 0; i < count; i++) out[i] = pool[indices[i]._i64];
    return true;
}

static bool ended(py_TValue* slots) {
    slots[STATE]._i64 = STOPPED;
    return pkl_stop();
}

/* Whether the first value is to be given now; STOPPED ones are not asked. */
static bool is_first(py_TValue* slots) {
    bool fresh = slots[STATE]._i64 == FRESH;
    slots[STATE]._i64 = RUNNING;
    return fresh;
}

/* ---- product(*iterables, repeat=1) -------------------------------------------------------------------------- */

static bool product_pools(py_Ref iterables, int64_t repeat, py_TValue* pools) {
    int count = pkl_tuple_length(iterables);
    int64_t all = count * repeat;
    if (all > INT32_MAX / 32) return pkl_raise(tp_OverflowError, "repeat argument too large");
    if (!pkl_reserve((uint64_t)all * sizeof(py_TValue))) return false;
    *pools = pkl_vm->empty_tuple;
    if (all > 0) pkl_new_slots(pools, tp_tuple, (int)all);
    py_TValue* items = pkl_tuple_items(pools);
    for (int i = 0; i < count && all > 0; i++)
        if (!pkl_to_tuple(&items[i], &pkl_tuple_items(iterables)[i])) return false;
    for (int64_t i = count; i < all; i++) items[i] = items[i - count];
    return true;
}

static bool product_new(int argc, py_Ref argv) {
    (void)argc;
    int64_t repeat = 1;
    if (argv[2].type != tp_nil && !pkl_to_size(&argv[2], &repeat)) return false;
    if (repeat < 0) return pkl_raise(tp_ValueError, "repeat argument cannot be negative");
    if (repeat > INT32_MAX && pkl_tuple_length(&argv[1]) > 0) return pkl_raise(tp_OverflowError, "repeat argument too large");
    py_TValue* pools = py_pushtmp();
    bool ok = product_pools(&argv[1], repeat, pools), empty = false;
    for (int i = 0; ok && i < pkl_tuple_length(pools); i++) empty |= pkl_tuple_length(&pkl_tuple_items(pools)[i]) == 0;
    ok = ok && make(argv, pools, pkl_tuple_length(pools), 0, empty);
    py_pop();
    return ok;
}

/* The rightmost index that can move on does, those behind it begin anew. */
static bool product_advance(py_TValue* pools, py_TValue* indices, int count) {
    for (int i = count - 1; i >= 0; i--) {
        if (++indices[i]._i64 < pkl_tuple_length(&pools[i])) return true;
        indices[i]._i64 = 0;
    }
    return false;
}

static bool product_next(int argc, py_Ref argv) {
    (void)argc;
    py_TValue *slots = PKL_SLOTS(argv->_obj), *pools = pkl_tuple_items(&slots[POOL]), *indices = pkl_tuple_items(&slots[INDICES]);
    int count = pkl_tuple_length(&slots[POOL]);
    if (slots[STATE]._i64 == STOPPED) return pkl_stop();
    if (!is_first(slots) && !product_advance(pools, indices, count)) return ended(slots);
    if (count == 0) return pkl_return(&pkl_vm->empty_tuple);
    py_TValue* out = PKL_SLOTS(pkl_new_slots(py_retval(), tp_tuple, count));
    for (int i = 0; i < count; i++) out[i] = pkl_tuple_items(&pools[i])[indices[i]._i64];
    return true;
}

/* ---- combinations(iterable, r), combinations_with_replacement(iterable, r) -------------------------------------- */

static bool choose_new(py_Ref argv, bool replacing) {
    int64_t r;
    py_TValue* pool = py_pushtmp();
    bool ok = pkl_to_size(&argv[2], &r) && pkl_to_tuple(pool, &argv[1]);
    if (ok && r < 0) ok = pkl_raise(tp_ValueError, "r must be non-negative");
    if (ok) {
        int n = pkl_tuple_length(pool);
        ok = make(argv, pool, r, replacing ? 0 : 1, replacing ? n == 0 && r > 0 : r > n);
    }
    py_pop();
    return ok;
}

static bool combinations_new(int argc, py_Ref argv) { return (void)argc, choose_new(argv, false); }
static bool replacement_new(int argc, py_Ref argv) { return (void)argc, choose_new(argv, true); }

/* step 1: indices rise; 0: they may be equal. */
static bool choose_next(py_Ref argv, int step) {
    py_TValue *slots = PKL_SLOTS(argv->_obj), *indices = pkl_tuple_items(&slots[INDICES]);
    int r = pkl_tuple_length(&slots[INDICES]), n = pkl_tuple_length(&slots[POOL]), i = r - 1;
    if (slots[STATE]._i64 == STOPPED) return pkl_stop();
    if (is_first(slots)) return give(slots, r);
    while (i >= 0 && indices[i]._i64 == (step ? i + n - r : n - 1)) i--;
    if (i < 0) return ended(slots);
    int64_t at = ++indices[i]._i64;
    for (int j = i + 1; j < r; j++) indices[j]._i64 = at += step;
    return give(slots, r);
}

static bool combinations_next(int argc, py_Ref argv) { return (void)argc, choose_next(argv, 1); }
static bool replacement_next(int argc, py_Ref argv) { return (void)argc, choose_next(argv, 0); }

/* ---- permutations(iterable, r=None) ---------------------------------------------------------------------------------- */

static bool permutations_of(py_Ref class, py_Ref pool, int64_t r) {
    int n = pkl_tuple_length(pool);
    if (!make(class, pool, n, 1, r > n)) return false;
    py_TValue* made = py_pushtmp();
    *made = *py_retval();
    bool ok = r > n || new_indices(&PKL_SLOTS(made->_obj)[CYCLES], r, n, -1);
    *py_retval() = *made;
    py_pop();
    return ok;
}

static bool permutations_new(int argc, py_Ref argv) {
    (void)argc;
    bool all = argv[2].type == tp_nil || argv[2].type == tp_NoneType;
    py_TValue* pool = py_pushtmp();
    bool ok = pkl_to_tuple(pool, &argv[1]);
    int64_t r = ok ? pkl_tuple_length(pool) : 0;
    if (ok && !all && !pkl_is_int(&argv[2])) ok = pkl_raise(tp_TypeError, "Expected int as r");
    if (ok && !all) ok = pkl_to_size(&argv[2], &r);
    if (ok && r < 0) ok = pkl_raise(tp_ValueError, "r must be non-negative");
    ok = ok && permutations_of(argv, pool, r);
    py_pop();
    return ok;
}

/* Indices [i, n) turn left by one. */
static void rotate(py_TValue* indices, int i, int n) {
    py_TValue first = indices[i];
    for (; i < n - 1; i++) indices[i] = indices[i + 1];
    indices[n - 1] = first;
}

static bool permutations_advance(py_TValue* indices, py_TValue* cycles, int n, int r) {
    for (int i = r - 1; i >= 0; i--) {
        if (--cycles[i]._i64 == 0) {
            rotate(indices, i, n);
            cycles[i]._i64 = n - i;
            continue;
        }
        py_TValue *other = &indices[n - cycles[i]._i64], swapped = indices[i];
        indices[i] = *other;
        *other = swapped;
        return true;
    }
    return false;
}

static bool permutations_next(int argc, py_Ref argv) {
    (void)argc;
    py_TValue* slots = PKL_SLOTS(argv->_obj);
    if (slots[STATE]._i64 == STOPPED) return pkl_stop();
    int n = pkl_tuple_length(&slots[POOL]), r = pkl_tuple_length(&slots[CYCLES]);
    if (!is_first(slots) && !permutations_advance(pkl_tuple_items(&slots[INDICES]), pkl_tuple_items(&slots[CYCLES]), n, r)) return ended(slots);
    return give(slots, r);
}

static const PklMethod PRODUCT[] = {PKL_ITERATOR(product_next), PKL_NEW_BY(product_new, "($type, /, *iterables, repeat=1)", 0, 0), {0}};
static const PklMethod PERMUTATIONS[] = {PKL_ITERATOR(permutations_next), PKL_NEW_BY(permutations_new, "($type, /, iterable, r=None)", 1, 2), {0}};
static const PklMethod COMBINATIONS[] = {PKL_ITERATOR(combinations_next), PKL_NEW_BY(combinations_new, "($type, /, iterable, r)", 2, 2), {0}};
static const PklMethod REPLACEMENT[] = {PKL_ITERATOR(replacement_next), PKL_NEW_BY(replacement_new, "($type, /, iterable, r)", 2, 2), {0}};

const PklTypeSpec pkl_itertools_products[] = {
    PKL_ITERTOOL(product, "product", PRODUCT_SLOTS, PRODUCT),
    PKL_ITERTOOL(permutations, "permutations", PRODUCT_SLOTS, PERMUTATIONS),
    PKL_ITERTOOL(combinations, "combinations", PRODUCT_SLOTS, COMBINATIONS),
    PKL_ITERTOOL(combinations_with_replacement, "combinations_with_replacement", PRODUCT_SLOTS, REPLACEMENT),
    {0},
};
