/* _bisect: places in sorted sequences. */
#include "../iterators.h"

enum { SEQUENCE, ITEM, LOW, HIGH, KEY }; /* of argv */

static bool bounds(py_Ref argv, int64_t* low, int64_t* high) {
    *low = 0;
    *high = -1;
    if (argv[LOW].type != tp_nil && !pkl_to_size(&argv[LOW], low)) return false;
    bool open = argv[HIGH].type == tp_nil || argv[HIGH].type == tp_NoneType;
    if (!open && !pkl_is_int(&argv[HIGH]) && !pkl_special(&argv[HIGH], pkl_name(PKL_NAME(__index__))))
        return pkl_raise(tp_TypeError, "argument should be integer or None, not '%T'", &argv[HIGH]);
    if (!open && !pkl_to_size(&argv[HIGH], high)) return false;
    if (*low < 0) return pkl_raise(tp_ValueError, "lo must be non-negative");
    if (*high != -1) return true;
    if (!py_len(&argv[SEQUENCE])) return false;
    *high = py_retval()->_i64;
    return true;
}

/* Item `at`, or what the key function says of it. */
static bool key_at(py_Ref argv, int64_t at) {
    py_Ref sequence = &argv[SEQUENCE];
    py_TValue index;
    py_newint(&index, at);
    if (sequence->type == tp_list && at < PKL_OBJECT(sequence, PyList)->length) *py_retval() = PKL_OBJECT(sequence, PyList)->items[at];
    else if (!py_getitem(sequence, &index)) return false;
    if (argv[KEY].type == tp_nil || argv[KEY].type == tp_NoneType) return true;
    py_TValue item = *py_retval();
    return py_call(&argv[KEY], 1, &item);
}

/* The place of `item` left or right of its equals; -1 error. */
static int64_t bisect(py_Ref argv, py_Ref item, bool right) {
    int64_t low, high;
    if (!bounds(argv, &low, &high)) return -1;
    if (pkl_has_layout(&argv[SEQUENCE], tp_dict)) return pkl_raise(tp_TypeError, "%T is not a sequence", &argv[SEQUENCE]), -1;
    if (!pkl_special(&argv[SEQUENCE], pkl_name(PKL_NAME(__getitem__))))
        return pkl_raise(tp_TypeError, "'%T' object does not support indexing", &argv[SEQUENCE]), -1;
    while (low < high) {
        int64_t middle = (int64_t)(((uint64_t)low + (uint64_t)high) / 2);
        if (!key_at(argv, middle)) return -1;
        py_push(py_retval());
        int less = right ? py_less(item, py_peek(-1)) : py_less(py_peek(-1), item);
        py_pop();
        if (less < 0 || !pkl_tick(1)) return -1;
        if ((less == 1) == right) high = middle;
        else low = middle + 1;
    }
    return low;
}

static bool find(py_Ref argv, bool right) {
    int64_t at = bisect(argv, &argv[ITEM], right);
    return at >= 0 && pkl_return_int(at);
}

static bool insert(py_Ref argv, int64_t at) {
    if (argv[SEQUENCE].type == tp_list) {
        PyList* list = PKL_OBJECT(&argv[SEQUENCE], PyList);
        return pkl_list_insert(list, at > list->length ? list->length : (int32_t)at, &argv[ITEM]) && pkl_return_none();
    }
    py_TValue arguments[2];
    py_newint(&arguments[0], at);
    arguments[1] = argv[ITEM];
    return pkl_call_method(&argv[SEQUENCE], pkl_interned("insert", 6), 2, arguments) && pkl_return_none();
}

static bool insort(py_Ref argv, bool right) {
    py_TValue* item = py_pushtmp();
    *item = argv[ITEM];
    bool ok = argv[KEY].type == tp_nil || argv[KEY].type == tp_NoneType || py_call(&argv[KEY], 1, &argv[ITEM]);
    if (ok && argv[KEY].type != tp_nil && argv[KEY].type != tp_NoneType) *item = *py_retval();
    int64_t at = ok ? bisect(argv, item, right) : -1;
    py_pop();
    return at >= 0 && insert(argv, at);
}

static bool bisect_left(int argc, py_Ref argv) { return (void)argc, find(argv, false); }
static bool bisect_right(int argc, py_Ref argv) { return (void)argc, find(argv, true); }
static bool insort_left(int argc, py_Ref argv) { return (void)argc, insort(argv, false); }
static bool insort_right(int argc, py_Ref argv) { return (void)argc, insort(argv, true); }

#define ROW(name) {#name, name, "($module, /, a, x, lo=0, hi=None, *, key=None)", PKL_CLINIC, PKL_FUNCTION, 2, 4}

void pkl_library__bisect(PyModule* module) {
    static const PklMethod FUNCTIONS[] = {ROW(bisect_left), ROW(bisect_right), ROW(insort_left), ROW(insort_right), {0}};
    pkl_register_functions(module, FUNCTIONS);
}
