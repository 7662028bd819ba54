/* _heapq: heaps in lists, the smallest first, or (`max`) the largest. What compares may change the list: sizes are checked after each comparison. */
#include "../iterators.h"

static PyList* list_of(py_Ref heap) { return PKL_OBJECT(heap, PyList); }

/* Whether item `a` goes before item `b`: 1, 0, -1 error or a changed size. */
static int before(py_Ref heap, int32_t a, int32_t b, bool max) {
    PyList* list = list_of(heap);
    int32_t size = list->length;
    py_push(&list->items[max ? b : a]);
    py_push(&list->items[max ? a : b]);
    int less = py_less(py_peek(-2), py_peek(-1));
    py_shrink(2);
    if (less >= 0 && list->length != size) return pkl_raise(tp_RuntimeError, "list changed size during iteration"), -1;
    return less;
}

static void swap(PyList* list, int32_t a, int32_t b) {
    py_TValue item = list->items[a];
    list->items[a] = list->items[b];
    list->items[b] = item;
}

/* The item at `at` rises until its parent goes before it. */
static bool rise(py_Ref heap, int32_t start, int32_t at, bool max) {
    while (at > start) {
        int32_t parent = (at - 1) >> 1;
        int less = before(heap, at, parent, max);
        if (less <= 0) return less == 0;
        swap(list_of(heap), parent, at);
        at = parent;
    }
    return true;
}

/* The item at `at` goes down to a leaf, and rises from there. */
static bool sink(py_Ref heap, int32_t at, bool max) {
    int32_t size = list_of(heap)->length, start = at;
    while (at < size >> 1) {
        int32_t child = 2 * at + 1;
        if (child + 1 < size) {
            int less = before(heap, child, child + 1, max);
            if (less < 0) return false;
            child += !less;
        }
        swap(list_of(heap), child, at);
        at = child;
    }
    return rise(heap, start, at, max);
}

static bool check(py_Ref heap, const char* name) {
    if (pkl_has_layout(heap, tp_list)) return true;
    const char* which = pkl_current_native->_method->convention == PKL_O ? "" : "1 ";
    if (py_isnone(heap)) return pkl_raise(tp_TypeError, "%s() argument %smust be list, not None", name, which);
    return pkl_raise(tp_TypeError, "%s() argument %smust be list, not %T", name, which, heap);
}

static bool push(py_Ref argv, const char* name, bool max) {
    return check(argv, name) && pkl_list_append(list_of(argv), &argv[1]) && rise(argv, 0, list_of(argv)->length - 1, max) && pkl_return_none();
}

/* The first item is replaced by another, and given. */
static bool replace_first(py_Ref heap, const py_TValue* item, bool max) {
    py_TValue* first = py_pushtmp();
    *first = list_of(heap)->items[0];
    list_of(heap)->items[0] = *item;
    bool ok = sink(heap, 0, max);
    *py_retval() = *first;
    py_pop();
    return ok;
}

static bool pop(py_Ref argv, const char* name, bool max) {
    if (!check(argv, name)) return false;
    PyList* list = list_of(argv);
    if (list->length == 0) return pkl_raise(tp_IndexError, "index out of range");
    py_TValue last = list->items[list->length - 1];
    pkl_list_remove(list, list->length - 1, list->length);
    if (list->length > 0) return replace_first(argv, &last, max);
    return pkl_return(&last);
}

static bool replace(py_Ref argv, const char* name, bool max) {
    if (!check(argv, name)) return false;
    if (list_of(argv)->length == 0) return pkl_raise(tp_IndexError, "index out of range");
    return replace_first(argv, &argv[1], max);
}

static bool push_pop(py_Ref argv, const char* name, bool max) {
    if (!check(argv, name)) return false;
    PyList* list = list_of(argv);
    *py_retval() = argv[1];
    if (list->length == 0) return true;
    py_push(&list->items[0]);
    int less = max ? py_less(&argv[1], py_peek(-1)) : py_less(py_peek(-1), &argv[1]);
    py_pop();
    *py_retval() = argv[1];
    if (less <= 0) return less == 0;
    if (list->length == 0) return pkl_raise(tp_IndexError, "index out of range");
    return replace_first(argv, &argv[1], max);
}

static bool heapify(py_Ref argv, const char* name, bool max) {
    if (!check(argv, name)) return false;
    for (int32_t at = (list_of(argv)->length >> 1) - 1; at >= 0; at--)
        if (!sink(argv, at, max) || !pkl_tick(1)) return false;
    return pkl_return_none();
}

#define BOTH(name, function)                                                                                           \
    static bool heap_##function(int argc, py_Ref argv) { return (void)argc, function(argv, name, false); }             \
    static bool heap_##function##_max(int argc, py_Ref argv) { return (void)argc, function(argv, name "_max", true); }

BOTH("heappush", push)
BOTH("heappop", pop)
BOTH("heapreplace", replace)
BOTH("heappushpop", push_pop)
BOTH("heapify", heapify)

#define ONE(name, function) {name, heap_##function, "($module, heap, /)", PKL_O, PKL_FUNCTION, 1, 1}, {name "_max", heap_##function##_max, "($module, heap, /)", PKL_O, PKL_FUNCTION, 1, 1}
#define TWO(name, function)                                                                                            \
    {name, heap_##function, "($module, heap, item, /)", PKL_RANGE, PKL_FUNCTION, 2, 2},                                \
        {name "_max", heap_##function##_max, "($module, heap, item, /)", PKL_RANGE, PKL_FUNCTION, 2, 2}

static const PklMethod FUNCTIONS[] = {TWO("heappush", push), ONE("heappop", pop), TWO("heapreplace", replace), TWO("heappushpop", push_pop), ONE("heapify", heapify), {0}};

void pkl_library__heapq(PyModule* module) {
    pkl_register_functions(module, FUNCTIONS);
    pkl_library_set_str(module, "__about__", "Heaps in lists: a[k] <= a[2*k+1] and a[k] <= a[2*k+2] for all k.");
}
