/* chain, compress, dropwhile, takewhile, filterfalse, starmap, accumulate. */
#include "itertools.h"

/* ---- chain(*iterables), chain.from_iterable(iterable): [iterator of iterables, iterator]; nil where ended ---- */

enum { CHAIN_SOURCE, CHAIN_ACTIVE, CHAIN_SLOTS };

static bool chain_new(int argc, py_Ref argv) {
    py_TValue iterables;
    pkl_new_tuple(&iterables, argv + 1, argc - 1);
    return pkl_new_iterator_over(argv, &iterables);
}

static bool chain_from_iterable(int argc, py_Ref argv) { return (void)argc, pkl_new_iterator_over(&argv[0], &argv[1]); }

/* The next iterable's iterator becomes the active one; at the end or an error the source is left. */
static bool chain_advance(py_TValue* slots) {
    bool ok = pkl_next_or_stop(&slots[CHAIN_SOURCE]);
    if (ok) {
        py_TValue iterable = *py_retval();
        ok = py_iter(&iterable);
    }
    if (ok) slots[CHAIN_ACTIVE] = *py_retval();
    else slots[CHAIN_SOURCE].type = tp_nil;
    return ok;
}

static bool chain_next(int argc, py_Ref argv) {
    (void)argc;
    py_TValue* slots = PKL_SLOTS(argv->_obj);
    while (slots[CHAIN_SOURCE].type != tp_nil) {
        if (slots[CHAIN_ACTIVE].type == tp_nil && !chain_advance(slots)) return false;
        int status = py_next(&slots[CHAIN_ACTIVE]);
        if (status != 0) return status > 0;
        slots[CHAIN_ACTIVE].type = tp_nil;
        if (!pkl_tick(1)) return false;
    }
    return pkl_stop();
}

static const PklMethod CHAIN[] = {
    PKL_ITERATOR(chain_next),
    {"__new__", chain_new, "($type, /, *iterables)", PKL_ANY, PKL_NEW, 0, 0},
    {"from_iterable", chain_from_iterable, "($type, iterable, /)", PKL_O, PKL_CLASS, 0, 0},
    {"__class_getitem__", pkl_generic_alias, "($type, object, /)", PKL_O, PKL_CLASS, 0, 0},
    {0},
};

/* ---- two iterables, or a function and an iterable ------------------------------------------------------------ */

enum { PAIR_ITERATOR, PAIR_OTHER, PAIR_DONE, PAIR_SLOTS };

/* compress(data, selectors) */
static bool compress_new(int argc, py_Ref argv) {
    (void)argc;
    py_TValue* data = py_pushtmp();
    bool ok = py_iter(&argv[1]);
    *data = *py_retval();
    ok = ok && pkl_new_iterator_over(&argv[0], &argv[2]);
    if (ok) {
        py_TValue* slots = PKL_SLOTS(py_retval()->_obj);
        slots[PAIR_OTHER] = slots[PAIR_ITERATOR];
        slots[PAIR_ITERATOR] = *data;
    }
    py_pop();
    return ok;
}

static bool compress_next(int argc, py_Ref argv) {
    (void)argc;
    py_TValue *slots = PKL_SLOTS(argv->_obj), *datum = py_pushtmp();
    bool ok;
    int truth = 0;
    while ((ok = pkl_next_or_stop(&slots[PAIR_ITERATOR]))) {
        *datum = *py_retval();
        if (!(ok = pkl_next_or_stop(&slots[PAIR_OTHER]))) break;
        py_TValue selector = *py_retval();
        truth = py_bool(&selector);
        ok = truth >= 0 && pkl_tick(1);
        if (!ok || truth) break;
    }
    *py_retval() = *datum;
    py_pop();
    return ok;
}

/* f(function, iterable, /) */
static bool function_new(int argc, py_Ref argv) {
    (void)argc;
    if (!pkl_new_iterator_over(&argv[0], &argv[2])) return false;
    PKL_SLOTS(py_retval()->_obj)[PAIR_OTHER] = argv[1];
    return true;
}

/* Whether the function says yes to an item: 1, 0, -1. */
static int says(py_Ref function, py_TValue* item) {
    py_TValue answer = *item;
    if (!py_call(function, 1, item)) return -1;
    answer = *py_retval();
    return py_bool(&answer);
}

/* The first item to which the function (NULL: its truth) says `wanted`. */
static bool first_that(py_TValue* slots, py_Ref function, int wanted) {
    py_TValue* item = py_pushtmp();
    bool ok;
    while ((ok = pkl_next_or_stop(&slots[PAIR_ITERATOR]))) {
        *item = *py_retval();
        int truth = function != NULL ? says(function, item) : py_bool(item);
        ok = truth >= 0 && pkl_tick(1);
        if (!ok || truth == wanted) break;
    }
    *py_retval() = *item;
    py_pop();
    return ok;
}

static bool dropwhile_next(int argc, py_Ref argv) {
    (void)argc;
    py_TValue* slots = PKL_SLOTS(argv->_obj);
    if (slots[PAIR_DONE].type != tp_nil) return pkl_next_or_stop(&slots[PAIR_ITERATOR]);
    if (!first_that(slots, &slots[PAIR_OTHER], 0)) return false;
    py_newbool(&slots[PAIR_DONE], true);
    return true;
}

static bool takewhile_next(int argc, py_Ref argv) {
    (void)argc;
    py_TValue *slots = PKL_SLOTS(argv->_obj), *item = py_pushtmp();
    bool ok = slots[PAIR_DONE].type == tp_nil ? pkl_next_or_stop(&slots[PAIR_ITERATOR]) : pkl_stop();
    *item = *py_retval();
    int truth = ok ? says(&slots[PAIR_OTHER], item) : -1;
    if (truth == 0) {
        py_newbool(&slots[PAIR_DONE], true);
        pkl_stop();
    }
    *py_retval() = *item;
    py_pop();
    return truth > 0;
}

static bool filterfalse_next(int argc, py_Ref argv) {
    (void)argc;
    py_TValue *slots = PKL_SLOTS(argv->_obj), *function = &slots[PAIR_OTHER];
    bool plain = function->type == tp_NoneType || (function->type == tp_type && pkl_as_type(function)->id == tp_bool);
    return first_that(slots, plain ? NULL : function, 0);
}

/* ---- starmap(function, iterable, /) -------------------------------------------------------------------------------- */

static bool starmap_next(int argc, py_Ref argv) {
    (void)argc;
    py_TValue* slots = PKL_SLOTS(argv->_obj);
    if (!pkl_next_or_stop(&slots[PAIR_ITERATOR])) return false;
    py_TValue* arguments = py_pushtmp();
    *arguments = *py_retval();
    bool ok = arguments->type == tp_tuple || pkl_to_tuple(arguments, arguments);
    ok = ok && pkl_call(&slots[PAIR_OTHER], pkl_tuple_length(arguments), pkl_tuple_items(arguments));
    py_pop();
    return ok;
}

/* ---- accumulate(iterable, func=None, *, initial=None) ------------------------------------------------------------------ */

enum { TOTAL_ITERATOR, TOTAL_FUNCTION, TOTAL_SO_FAR, TOTAL_INITIAL, TOTAL_SLOTS };

static bool accumulate_new(int argc, py_Ref argv) {
    (void)argc;
    if (!pkl_new_iterator_over(&argv[0], &argv[1])) return false;
    py_TValue* slots = PKL_SLOTS(py_retval()->_obj);
    if (argv[2].type != tp_NoneType) slots[TOTAL_FUNCTION] = argv[2];
    if (argv[3].type != tp_NoneType) slots[TOTAL_INITIAL] = argv[3];
    return true;
}

/* total = function(total, item) */
static bool accumulate_item(py_TValue* slots, py_TValue* pair) {
    pair[0] = slots[TOTAL_SO_FAR];
    if (slots[TOTAL_FUNCTION].type == tp_nil) return py_binaryadd(&pair[0], &pair[1]);
    return py_call(&slots[TOTAL_FUNCTION], 2, pair);
}

static bool accumulate_next(int argc, py_Ref argv) {
    (void)argc;
    py_TValue* slots = PKL_SLOTS(argv->_obj);
    if (slots[TOTAL_INITIAL].type != tp_nil) {
        *py_retval() = slots[TOTAL_SO_FAR] = slots[TOTAL_INITIAL];
        slots[TOTAL_INITIAL].type = tp_nil;
        return true;
    }
    if (!pkl_next_or_stop(&slots[TOTAL_ITERATOR])) return false;
    bool ok = true;
    if (slots[TOTAL_SO_FAR].type != tp_nil) {
        py_TValue item = *py_retval(), *pair = py_pushtmp();
        py_push(&item);
        ok = accumulate_item(slots, pair);
        py_shrink(2);
    }
    if (ok) slots[TOTAL_SO_FAR] = *py_retval();
    return ok;
}

#define FUNCTION_AND_ITERABLE(table, next, first)                                                                      \
    static const PklMethod table[] = {PKL_ITERATOR(next), {"__new__", function_new, "($type, " first ", iterable, /)", PKL_RANGE, PKL_NEW, 2, 2}, {0}}

FUNCTION_AND_ITERABLE(DROPWHILE, dropwhile_next, "predicate");
FUNCTION_AND_ITERABLE(TAKEWHILE, takewhile_next, "predicate");
FUNCTION_AND_ITERABLE(FILTERFALSE, filterfalse_next, "function");
FUNCTION_AND_ITERABLE(STARMAP, starmap_next, "function");
static const PklMethod COMPRESS[] = {PKL_ITERATOR(compress_next), PKL_NEW_BY(compress_new, "($type, /, data, selectors)", 2, 2), {0}};
static const PklMethod ACCUMULATE[] = {PKL_ITERATOR(accumulate_next), PKL_NEW_BY(accumulate_new, "($type, /, iterable, func=None, *, initial=None)", 1, 2), {0}};

const PklTypeSpec pkl_itertools_filters[] = {
    PKL_ITERTOOL(chain, "chain", CHAIN_SLOTS, CHAIN),
    PKL_ITERTOOL(compress, "compress", PAIR_SLOTS, COMPRESS),
    PKL_ITERTOOL(dropwhile, "dropwhile", PAIR_SLOTS, DROPWHILE),
    PKL_ITERTOOL(takewhile, "takewhile", PAIR_SLOTS, TAKEWHILE),
    PKL_ITERTOOL(filterfalse, "filterfalse", PAIR_SLOTS, FILTERFALSE),
    PKL_ITERTOOL(starmap, "starmap", PAIR_SLOTS, STARMAP),
    PKL_ITERTOOL(accumulate, "accumulate", TOTAL_SLOTS, ACCUMULATE),
    {0},
};
