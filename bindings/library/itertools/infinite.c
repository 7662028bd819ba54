/* count, cycle, repeat. */
#include "itertools.h"

/* ---- count(start=0, step=1): [next, step] ------------------------------------------------------------ */

enum { COUNT_NEXT, COUNT_STEP, COUNT_SLOTS };

static bool is_number(py_Ref value) {
    return pkl_is_int(value) || pkl_special(value, pkl_name(PKL_NAME(__index__))) || pkl_special(value, pkl_name(PKL_NAME(__int__))) ||
           pkl_special(value, pkl_name(PKL_NAME(__float__))) || py_isinstance(value, tp_complex);
}

static bool is_one(py_Ref value) {
    if (!pkl_is_int(value)) return false;
    py_TValue plain = pkl_plain_int(value);
    return plain.type == tp_int && plain._i64 == 1;
}

static bool count_new(int argc, py_Ref argv) {
    (void)argc;
    py_TValue made, parts[2];
    for (int i = 0; i < 2; i++) {
        py_newint(&parts[i], i);
        if (argv[1 + i].type == tp_nil) continue;
        parts[i] = argv[1 + i];
        if (!is_number(&parts[i])) return pkl_raise(tp_TypeError, "a number is required");
    }
    if (pkl_is_int(&parts[0]) && is_one(&parts[1])) parts[0] = pkl_plain_int(&parts[0]);
    py_TValue* slots = pkl_new_state(&made, argv);
    slots[COUNT_NEXT] = parts[0];
    slots[COUNT_STEP] = parts[1];
    return pkl_return(&made);
}

static bool count_next(int argc, py_Ref argv) {
    (void)argc;
    py_TValue *slots = PKL_SLOTS(argv->_obj), value = slots[COUNT_NEXT];
    if (value.type == tp_int && slots[COUNT_STEP].type == tp_int && !__builtin_add_overflow(value._i64, slots[COUNT_STEP]._i64, &slots[COUNT_NEXT]._i64)) {
        return pkl_return(&value);
    }
    py_push(&value);
    slots[COUNT_NEXT] = value;
    py_TValue step = slots[COUNT_STEP];
    bool ok = py_binaryadd(py_peek(-1), &step);
    if (ok) slots[COUNT_NEXT] = *py_retval();
    py_pop();
    *py_retval() = value;
    return ok;
}

static bool count_repr(int argc, py_Ref argv) {
    (void)argc;
    py_TValue* slots = PKL_SLOTS(argv->_obj);
    const char* name = pkl_type_of(argv)->name->data;
    if (is_one(&slots[COUNT_STEP])) return pkl_str_format(py_retval(), "%s(%R)", name, &slots[COUNT_NEXT]);
    return pkl_str_format(py_retval(), "%s(%R, %R)", name, &slots[COUNT_NEXT], &slots[COUNT_STEP]);
}

static const PklMethod COUNT[] = {
    PKL_ITERATOR(count_next),
    PKL_NEW_BY(count_new, "($type, /, start=0, step=1)", 0, 2),
    {"__repr__", count_repr, "($self, /)", PKL_NOARGS, PKL_WRAPPER, 0, 0},
    {0},
};

/* ---- cycle(iterable, /): [iterator or nil, items seen, place] ------------------------------------------- */

enum { CYCLE_ITERATOR, CYCLE_ITEMS, CYCLE_PLACE, CYCLE_SLOTS };

static bool cycle_new(int argc, py_Ref argv) {
    (void)argc;
    if (!pkl_new_iterator_over(&argv[0], &argv[1])) return false;
    py_TValue* slots = PKL_SLOTS(py_retval()->_obj);
    pkl_new_list(&slots[CYCLE_ITEMS], 0);
    py_newint(&slots[CYCLE_PLACE], 0);
    return true;
}

static bool cycle_next(int argc, py_Ref argv) {
    (void)argc;
    py_TValue* slots = PKL_SLOTS(argv->_obj);
    PyList* items = PKL_OBJECT(&slots[CYCLE_ITEMS], PyList);
    if (slots[CYCLE_ITERATOR].type != tp_nil) {
        int status = py_next(&slots[CYCLE_ITERATOR]);
        if (status < 0) return false;
        if (status > 0) return pkl_list_append(items, py_retval());
        slots[CYCLE_ITERATOR].type = tp_nil;
    }
    if (items->length == 0) return pkl_stop();
    int64_t* place = &slots[CYCLE_PLACE]._i64;
    *py_retval() = items->items[*place];
    if (++*place >= items->length) *place = 0;
    return true;
}

static const PklMethod CYCLE[] = {
    PKL_ITERATOR(cycle_next),
    {"__new__", cycle_new, "($type, iterable, /)", PKL_RANGE, PKL_NEW, 1, 1},
    {0},
};

/* ---- repeat(object[, times]): [object, times left or nil] --------------------------------------------------- */

enum { REPEAT_OBJECT, REPEAT_LEFT, REPEAT_SLOTS };

static bool repeat_new(int argc, py_Ref argv) {
    (void)argc;
    py_TValue made;
    int64_t times = 0;
    if (argv[2].type != tp_nil && !pkl_to_size(&argv[2], &times)) return false;
    py_TValue* slots = pkl_new_state(&made, argv);
    slots[REPEAT_OBJECT] = argv[1];
    if (argv[2].type != tp_nil) py_newint(&slots[REPEAT_LEFT], times < 0 ? 0 : times);
    return pkl_return(&made);
}

static bool repeat_next(int argc, py_Ref argv) {
    (void)argc;
    py_TValue* slots = PKL_SLOTS(argv->_obj);
    if (slots[REPEAT_LEFT].type != tp_nil && slots[REPEAT_LEFT]._i64-- <= 0) return slots[REPEAT_LEFT]._i64 = 0, pkl_stop();
    return pkl_return(&slots[REPEAT_OBJECT]);
}

static bool repeat_repr(int argc, py_Ref argv) {
    (void)argc;
    py_TValue* slots = PKL_SLOTS(argv->_obj);
    const char* name = pkl_type_of(argv)->name->data;
    if (slots[REPEAT_LEFT].type == tp_nil) return pkl_str_format(py_retval(), "%s(%R)", name, &slots[REPEAT_OBJECT]);
    return pkl_str_format(py_retval(), "%s(%R, %R)", name, &slots[REPEAT_OBJECT], &slots[REPEAT_LEFT]);
}

static bool repeat_hint(int argc, py_Ref argv) {
    (void)argc;
    py_TValue* slots = PKL_SLOTS(argv->_obj);
    if (slots[REPEAT_LEFT].type == tp_nil) return pkl_raise(tp_TypeError, "len() of unsized object");
    return pkl_return(&slots[REPEAT_LEFT]);
}

static const PklMethod REPEAT[] = {
    PKL_ITERATOR(repeat_next),
    PKL_NEW_BY(repeat_new, "($type, /, object, times=None)", 1, 2),
    {"__repr__", repeat_repr, "($self, /)", PKL_NOARGS, PKL_WRAPPER, 0, 0},
    {"__length_hint__", repeat_hint, "($self, /)", PKL_NOARGS, PKL_METHOD, 0, 0},
    {0},
};

const PklTypeSpec pkl_itertools_infinite[] = {
    PKL_ITERTOOL(count, "count", COUNT_SLOTS, COUNT),
    PKL_ITERTOOL(cycle, "cycle", CYCLE_SLOTS, CYCLE),
    PKL_ITERTOOL(repeat, "repeat", REPEAT_SLOTS, REPEAT),
    {0},
};
