/* enumerate, zip, map and filter, which upstream implements as Python generators: an iteration over one took
 * three times as long. Arguments are CPython's, but for zip's `strict`. Each is an iterator that keeps the
 * iterators it consumes in its slots. */
#include "builtins.h"

#include "pkw.h"
#include "watchdog.h"

static py_Type tp_enumerate, tp_zip, tp_map, tp_filter;

/* An iterator of one of the types in py_retval(), with so many slots, also on top of the stack. */
static void* new_iterator(py_Type type, int slots, int state_bytes) {
    void* state = py_newobject(py_pushtmp(), type, slots, state_bytes);
    for(int i = 0; i < slots; i++) py_setslot(py_peek(-1), i, py_None());
    return state;
}

static bool give_iterator(void) {
    py_assign(py_retval(), py_peek(-1));
    py_pop();
    return true;
}

/* Stores an iterator over `iterable` in a slot of the object on top of the stack. */
static bool set_iterator(int slot, py_Ref iterable) {
    if(!py_iter(iterable)) return false;
    py_setslot(py_peek(-1), slot, py_retval());
    return true;
}

static bool iterator_itself(int argc, py_Ref argv) {
    PY_CHECK_ARGC(1);
    py_assign(py_retval(), argv);
    return true;
}

/* ---- enumerate ----------------------------------------------------------------------- */

/* enumerate.__new__(cls, iterable, start=0) */
static bool enumerate_new(int argc, py_Ref argv) {
    (void)argc;
    PY_CHECK_ARG_TYPE(2, tp_int);
    py_i64* next = new_iterator(tp_enumerate, 1, sizeof(py_i64));
    *next = py_toint(py_arg(2));
    return set_iterator(0, py_arg(1)) && give_iterator();
}

static bool enumerate_next(int argc, py_Ref argv) {
    PY_CHECK_ARGC(1);
    int found = py_next(py_getslot(argv, 0));
    if(found <= 0) return found == 0 && StopIteration();
    py_TValue value = *py_retval();
    py_Ref pair = py_newtuple(py_retval(), 2);
    py_i64* next = py_touserdata(argv);
    py_newint(&pair[0], (*next)++);
    pair[1] = value;
    return true;
}

/* ---- zip, map ---------------------------------------------------------------------------- */

/* Slot 0 is the function of map; the iterators follow, and their number is the state. */
static bool new_over_many(py_Type type, py_Ref function, py_Ref iterables) {
    int count = py_tuple_len(iterables);
    int* kept = new_iterator(type, 1 + count, sizeof(int));
    *kept = count;
    py_setslot(py_peek(-1), 0, function);
    for(int i = 0; i < count; i++) {
        if(!set_iterator(1 + i, py_tuple_getitem(iterables, i))) return false;
    }
    return give_iterator();
}

/* Pushes the next value of each iterator: 1; 0 when one is exhausted, with none pushed; -1 after an exception. */
static int push_next(py_Ref self, int count) {
    for(int i = 0; i < count; i++) {
        int found = py_next(py_getslot(self, 1 + i));
        if(found == 0) py_shrink(i);
        if(found <= 0) return found;
        py_push(py_retval());
    }
    return 1;
}

static bool zip_new(int argc, py_Ref argv) {
    (void)argc;
    return new_over_many(tp_zip, py_None(), py_arg(1));
}

static bool zip_next(int argc, py_Ref argv) {
    PY_CHECK_ARGC(1);
    int count = *(int*)py_touserdata(argv);
    int found = count > 0 ? push_next(argv, count) : 0;
    if(found <= 0) return found == 0 && StopIteration();
    py_Ref values = py_newtuple(py_retval(), count);
    for(int i = 0; i < count; i++) values[i] = *py_peek(i - count);
    py_shrink(count);
    return true;
}

/* map.__new__(cls, function, *iterables) */
static bool map_new(int argc, py_Ref argv) {
    (void)argc;
    if(py_tuple_len(py_arg(2)) == 0) return TypeError("map() must have at least two arguments.");
    return new_over_many(tp_map, py_arg(1), py_arg(2));
}

static bool map_next(int argc, py_Ref argv) {
    PY_CHECK_ARGC(1);
    int count = *(int*)py_touserdata(argv);
    py_push(py_getslot(argv, 0));
    py_pushnil();
    int found = push_next(argv, count);
    if(found < 0) return false;
    if(found == 0) {
        py_shrink(2);
        return StopIteration();
    }
    return py_vectorcall((uint16_t)count, 0);
}

/* ---- filter --------------------------------------------------------------------------------- */

/* filter.__new__(cls, function, iterable) */
static bool filter_new(int argc, py_Ref argv) {
    (void)argc;
    new_iterator(tp_filter, 2, 0);
    py_setslot(py_peek(-1), 0, py_arg(1));
    return set_iterator(1, py_arg(2)) && give_iterator();
}

/* Whether the predicate, or the value itself where there is none, is true; -1 after an exception. */
static int is_wanted(py_Ref function, py_StackRef value) {
    if(py_isnone(function)) return py_bool(value);
    return py_call(function, 1, value) ? py_bool(py_retval()) : -1;
}

static bool filter_next(int argc, py_Ref argv) {
    PY_CHECK_ARGC(1);
    for(;;) {
        int found = pkw_raise_if_overdue() ? -1 : py_next(py_getslot(argv, 1));
        if(found <= 0) return found == 0 && StopIteration();
        py_push(py_retval());
        int wanted = is_wanted(py_getslot(argv, 0), py_peek(-1));
        if(wanted < 0) return false;
        if(wanted) return give_iterator();
        py_pop();
    }
}

static py_Type add(const char* name, const char* new_signature, py_CFunction new_, py_CFunction next) {
    py_Ref builtins = py_getmodule("builtins");
    py_Type type = py_newtype(name, tp_object, builtins, NULL);
    py_bind(py_tpobject(type), new_signature, new_);
    py_bindmethod(type, "__iter__", iterator_itself);
    py_bindmethod(type, "__next__", next);
    py_setdict(builtins, py_name(name), py_tpobject(type));
    return type;
}

void pkw_iterators_install(void) {
    tp_enumerate = add("enumerate", "__new__(cls, iterable, start=0)", enumerate_new, enumerate_next);
    tp_zip = add("zip", "__new__(cls, *iterables)", zip_new, zip_next);
    tp_map = add("map", "__new__(cls, function, *iterables)", map_new, map_next);
    tp_filter = add("filter", "__new__(cls, function, iterable)", filter_new, filter_next);
}
