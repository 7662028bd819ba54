/*
 * Built-in functions that iterate.
 */
#include "builtins.h"

/* ---- iter, next -------------------------------------------------------------------------------------------- */

static bool builtin_iter(int argc, py_Ref argv) {
    (void)argc;
    if (argv[1].type == tp_nil) return py_iter(&argv[0]);
    if (!py_callable(&argv[0])) return pkl_raise(tp_TypeError, "iter(v, w): v must be callable");
    py_TValue value;
    py_TValue* slots = PKL_SLOTS(pkl_new(&value, tp_callable_iterator));
    slots[0] = argv[0];
    slots[1] = argv[1];
    return pkl_return(&value);
}

/* next(iterator[, default]); of a generator without a default, its frame goes on in the same loop. */
static PklCalled builtin_next(PklVM* vm, py_TValue* base, int argc, const py_TValue* kwnames) {
    py_TValue* args = base[1].type != tp_nil ? base + 1 : base + 2;
    int count = (int)(base + 2 + argc - args);
    if (kwnames != NULL) return pkl_raise(tp_TypeError, "next() takes no keyword arguments"), PKL_CALLED_ERROR;
    if (count < 1 || count > 2) {
        pkl_raise(tp_TypeError, count < 1 ? "next expected at least 1 argument, got 0" : "next expected at most 2 arguments, got %d", count);
        return PKL_CALLED_ERROR;
    }
    if (count == 1 && args->type == tp_generator) {
        PyGenerator* generator = PKL_OBJECT(args, PyGenerator);
        vm->frame->sp = base;
        return pkl_resume(vm, generator, &vm->None_, (PklCont){PKL_CONT_GENERATOR, 0}) ? PKL_CALLED_FRAME : PKL_CALLED_ERROR;
    }
    if (pkl_lookup(pkl_type_of(args), PKL_NAME(__next__)) == NULL) return pkl_raise(tp_TypeError, "'%T' object is not an iterator", args), PKL_CALLED_ERROR;
    int status = py_next(args);
    if (status == 1) return PKL_CALLED_VALUE;
    if (status < 0 && !(count == 2 && pkl_exc_matches(tp_StopIteration))) return PKL_CALLED_ERROR;
    if (count == 2) {
        vm->raised.type = tp_nil;
        vm->retval = args[1];
        return PKL_CALLED_VALUE;
    }
    py_TValue value = vm->retval;
    pkl_raise_stop_iteration(value.type == tp_nil || value.type == tp_NoneType ? NULL : &value);
    return PKL_CALLED_ERROR;
}

/* ---- all, any, sum --------------------------------------------------------------------------------------------- */

static bool is_true(py_Ref item, void* context) {
    int* status = context;
    py_push(item);
    *status = py_bool(py_peek(-1));
    py_pop();
    return *status == 1;
}

static bool is_false(py_Ref item, void* context) {
    int* status = context;
    py_push(item);
    *status = py_bool(py_peek(-1));
    py_pop();
    return *status == 0;
}

static bool builtin_all(int argc, py_Ref argv) {
    (void)argc;
    int status = 1;
    bool all = pkl_iterate(argv, is_true, &status);
    if (!all && pkl_vm->raised.type != tp_nil) return false;
    return pkl_return_bool(all);
}

static bool builtin_any(int argc, py_Ref argv) {
    (void)argc;
    int status = 0;
    bool none = pkl_iterate(argv, is_false, &status);
    if (!none && pkl_vm->raised.type != tp_nil) return false;
    return pkl_return_bool(!none);
}

/* Floats are added with Neumaier's compensation, as CPython 3.12+ does. */
typedef struct Sum {
    py_TValue* total;
    double high, low;
    bool floats;
} Sum;

static bool flush(Sum* sum) {
    if (sum->floats) {
        double total = sum->high;
        if (sum->low != 0 && sum->low - sum->low == 0) total += sum->low;
        py_newfloat(sum->total, total);
        sum->floats = false;
    }
    return true;
}

static void add_double(Sum* sum, double x) {
    double t = sum->high + x, a = sum->high < 0 ? -sum->high : sum->high, b = x < 0 ? -x : x;
    sum->low += a >= b ? (sum->high - t) + x : (x - t) + sum->high;
    sum->high = t;
}

static bool add_item(py_Ref item, void* context) {
    Sum* sum = context;
    if (!sum->floats && sum->total->type == tp_float && item->type == tp_float) {
        sum->high = sum->total->_f64;
        sum->low = 0;
        sum->floats = true;
    }
    if (sum->floats) {
        if (item->type == tp_float) return add_double(sum, item->_f64), true;
        if (item->type == tp_int) return add_double(sum, (double)item->_i64), true;
        flush(sum);
    }
    int64_t result;
    if (sum->total->type == tp_int && item->type == tp_int && !__builtin_add_overflow(sum->total->_i64, item->_i64, &result)) {
        sum->total->_i64 = result;
        return true;
    }
    py_push(item);
    bool ok = py_binaryadd(sum->total, py_peek(-1));
    py_pop();
    if (ok) *sum->total = *py_retval();
    return ok;
}

/* sum(iterable, /, start=0) */
static bool builtin_sum(int argc, py_Ref argv) {
    (void)argc;
    py_TValue start = argv[1];
    if (start.type == tp_nil) py_newint(&start, 0);
    if (py_isinstance(&start, tp_str)) return pkl_raise(tp_TypeError, "sum() can't sum strings [use ''.join(seq) instead]");
    if (py_isinstance(&start, tp_bytes)) return pkl_raise(tp_TypeError, "sum() can't sum bytes [use b''.join(seq) instead]");
    if (py_isinstance(&start, tp_bytearray)) return pkl_raise(tp_TypeError, "sum() can't sum bytearray [use b''.join(seq) instead]");
    Sum sum = {.total = py_pushtmp()};
    *sum.total = start;
    bool ok = pkl_iterate(&argv[0], add_item, &sum) && flush(&sum);
    *py_retval() = *sum.total;
    py_pop();
    return ok;
}

/* ---- min, max ------------------------------------------------------------------------------------------------------ */

typedef struct Best {
    py_TValue *item, *key, *scratch; /* on the native stack; item nil: none yet */
    py_Ref by;                       /* key function or NULL */
    bool max;
} Best;

static bool consider(py_Ref item, void* context) {
    Best* best = context;
    best->scratch[0] = *item;
    best->scratch[1] = *item;
    if (best->by != NULL) {
        if (!py_call(best->by, 1, &best->scratch[0])) return false;
        best->scratch[1] = *py_retval();
    }
    int better = 1;
    if (best->item->type != tp_nil) {
        bool ok = best->max ? py_gt(&best->scratch[1], best->key) : py_lt(&best->scratch[1], best->key);
        if (!ok) return false;
        py_TValue answer = *py_retval();
        better = py_bool(&answer);
    }
    if (better < 0) return false;
    if (better == 1) {
        *best->item = best->scratch[0];
        *best->key = best->scratch[1];
    }
    return true;
}

static bool best_of(py_Ref iterable, Best* best, py_Ref otherwise, const char* name) {
    if (!pkl_iterate(iterable, consider, best)) return false;
    if (best->item->type == tp_nil) {
        if (otherwise->type == tp_nil) return pkl_raise(tp_ValueError, "%s() iterable argument is empty", name);
        *best->item = *otherwise;
    }
    return pkl_return(best->item);
}

/* (*args, key=None, default=nil): argv[0] is the tuple of positional arguments. */
static bool extreme(py_Ref argv, bool max) {
    const char* name = max ? "max" : "min";
    int count = pkl_tuple_length(&argv[0]);
    if (count == 0) return pkl_raise(tp_TypeError, "%s expected at least 1 argument, got 0", name);
    if (count > 1 && argv[2].type != tp_nil) return pkl_raise(tp_TypeError, "Cannot specify a default for %s() with multiple positional arguments", name);
    py_TValue* places = pkl_vm->native_sp;
    for (int i = 0; i < 4; i++) py_pushnil();
    Best best = {.item = &places[0], .key = &places[1], .scratch = &places[2], .max = max};
    if (argv[1].type != tp_nil && argv[1].type != tp_NoneType) best.by = &argv[1];
    bool ok = best_of(count == 1 ? pkl_tuple_items(&argv[0]) : &argv[0], &best, &argv[2], name);
    py_shrink(4);
    return ok;
}

static bool builtin_min(int argc, py_Ref argv) { return (void)argc, extreme(argv, false); }
static bool builtin_max(int argc, py_Ref argv) { return (void)argc, extreme(argv, true); }

/* sorted(iterable, /, *, key=None, reverse=False) */
static bool builtin_sorted(int argc, py_Ref argv) {
    (void)argc;
    int reverse = argv[2].type == tp_nil ? 0 : py_bool(&argv[2]);
    if (reverse < 0) return false;
    py_Ref key = argv[1].type == tp_nil || argv[1].type == tp_NoneType ? NULL : &argv[1];
    py_TValue* list = py_pushtmp();
    pkl_new_list(list, 0);
    bool ok = pkl_list_extend(list, &argv[0]) && pkl_list_sort(PKL_OBJECT(list, PyList), key, reverse);
    *py_retval() = *list;
    py_pop();
    return ok;
}

static bool builtin_aiter(int argc, py_Ref argv) {
    (void)argc;
    int called = pkl_call_special(argv, (py_Name)PKL_NAME(__aiter__), 0, NULL);
    if (called == 0) return pkl_raise(tp_TypeError, "'%T' object is not an async iterable", argv);
    if (called < 0) return false;
    if (pkl_lookup(pkl_type_of(py_retval()), PKL_NAME(__anext__)) != NULL) return true;
    py_TValue value = *py_retval();
    return pkl_raise(tp_TypeError, "aiter() returned not an async iterator of type '%T'", &value);
}

#define MACHINE(function) ((PklNative)(void*)(function))

const PklMethod pkl_builtin_iteration[] = {
    {"iter", builtin_iter, NULL, PKL_RANGE, PKL_FUNCTION, 1, 2},
    {"next", MACHINE(builtin_next), NULL, PKL_MACHINE, PKL_FUNCTION, 1, 2},
    {"aiter", builtin_aiter, "($module, async_iterable, /)", PKL_O, PKL_FUNCTION, 1, 1},
    {"all", builtin_all, "($module, iterable, /)", PKL_O, PKL_FUNCTION, 1, 1},
    {"any", builtin_any, "($module, iterable, /)", PKL_O, PKL_FUNCTION, 1, 1},
    {"sum", builtin_sum, "($module, iterable, /, start=0)", PKL_CLINIC, PKL_FUNCTION, 1, 2},
    {"min", builtin_min, "($module, /, *args, key=None, default=<unrepresentable>)", PKL_CLINIC, PKL_FUNCTION, 0, 0},
    {"max", builtin_max, "($module, /, *args, key=None, default=<unrepresentable>)", PKL_CLINIC, PKL_FUNCTION, 0, 0},
    {"sorted", builtin_sorted, "($module, iterable, /, *, key=None, reverse=False)", PKL_CLINIC, PKL_FUNCTION, 1, 1},
    {0},
};
