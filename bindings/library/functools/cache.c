/*
 * The wrapper of lru_cache. A function that is not in the cache is called as by the program itself: its frame goes on in the same loop, and the
 * wrapper takes the value when it returns (PKL_CONT_NATIVE), so that recursion through a cache costs no C stack.
 */
#include "functools.h"

enum {
    CACHE_FUNCTION,
    CACHE_INFO_TYPE,
    CACHE_DICT, /* key -> value, the one used last at the end */
    CACHE_HITS,
    CACHE_MISSES,
    CACHE_MAX, /* int or None */
    CACHE_TYPED,
    CACHE_OLDEST, /* entries of the dict before this place are deleted, unless it has been packed since: then `filled` is less than FILLED */
    CACHE_FILLED,
    CACHE_SLOTS
};

/* _lru_cache_wrapper(user_function, maxsize, typed, cache_info_type) */
static bool cache_new(int argc, py_Ref argv) {
    (void)argc;
    int64_t max = 0;
    int typed = py_bool(&argv[3]);
    if (typed < 0) return false;
    if (!py_callable(&argv[1])) return pkl_raise(tp_TypeError, "the first argument must be callable");
    if (!py_isnone(&argv[2]) && !pkl_is_int(&argv[2])) return pkl_raise(tp_TypeError, "maxsize should be integer or None");
    if (!py_isnone(&argv[2]) && !pkl_to_size(&argv[2], &max)) return false;
    py_TValue* made = py_pushtmp();
    py_TValue* slots = pkl_new_state(made, argv);
    slots[CACHE_FUNCTION] = argv[1];
    slots[CACHE_INFO_TYPE] = argv[4];
    slots[CACHE_MAX] = argv[2];
    if (!py_isnone(&argv[2])) py_newint(&slots[CACHE_MAX], max < 0 ? 0 : max);
    py_newbool(&slots[CACHE_TYPED], typed);
    pkl_new_dict(&slots[CACHE_DICT]);
    for (int i = CACHE_HITS; i < CACHE_SLOTS; i++)
        if (i != CACHE_MAX && i != CACHE_TYPED) py_newint(&slots[i], 0);
    *py_retval() = *made;
    py_pop();
    return true;
}

/* ---- keys ----------------------------------------------------------------------------------------------------- */

/* Arguments as a dict's key: one str or int is itself; else a tuple (positional, [a mark, name, value …], [types]). */
static void make_key(const py_TValue* args, int argc, const py_TValue* kwnames, bool typed, py_OutRef out) {
    int named = kwnames ? pkl_tuple_length(kwnames) : 0, positional = argc - named, at = 0;
    if (argc == 1 && !named && !typed && (args->type == tp_str || args->type == tp_int || args->type == tp_bigint)) {
        *out = args[0];
        return;
    }
    int count = positional + (named ? 1 + 2 * named : 0) + (typed ? argc : 0);
    *out = pkl_vm->empty_tuple;
    if (count == 0) return;
    py_TValue* items = PKL_SLOTS(pkl_new_slots(out, tp_tuple, count));
    for (int i = 0; i < positional; i++) items[at++] = args[i];
    if (named) items[at++] = pkl_vm->types[tp_lru_cache]->self; /* no program passes this by chance */
    for (int i = 0; i < named; i++) {
        items[at++] = pkl_tuple_items(kwnames)[i];
        items[at++] = args[positional + i];
    }
    for (int i = 0; typed && i < argc; i++) items[at++] = *pkl_class_of(&args[i]);
}

/* ---- the dict in the order of use ---------------------------------------------------------------------------------- */

static void drop_oldest(py_TValue* slots, PyDict* dict) {
    bool packed = dict->filled < slots[CACHE_FILLED]._i64 || slots[CACHE_OLDEST]._i64 > dict->filled;
    int32_t place = packed ? 0 : (int32_t)slots[CACHE_OLDEST]._i64;
    if (pkl_dict_next(dict, &place) == NULL) return;
    pkl_dict_delete_at(dict, place - 1);
    slots[CACHE_OLDEST]._i64 = place - 1;
    slots[CACHE_FILLED]._i64 = dict->filled;
}

/* A change of the dict that may pack it. */
static bool put(py_TValue* slots, PyDict* dict, const py_TValue* key, int64_t hash, const py_TValue* value) {
    int32_t filled = dict->filled;
    bool ok = pkl_dict_set_hash(dict, key, hash, value);
    if (dict->filled <= filled) slots[CACHE_OLDEST]._i64 = 0;
    slots[CACHE_FILLED]._i64 = dict->filled;
    return ok;
}

static bool found(py_TValue* slots, PyDict* dict, int32_t place) {
    PklEntry entry = dict->entries[place];
    slots[CACHE_HITS]._i64++;
    bool ok = true;
    if (slots[CACHE_MAX].type == tp_int && place != dict->filled - 1) {
        py_push(&entry.value);
        pkl_dict_delete_at(dict, place);
        ok = put(slots, dict, &entry.key, entry.hash, &entry.value);
        py_pop();
    }
    *py_retval() = entry.value;
    return ok;
}

/* (wrapper, key, hash, value): the value, which is kept. */
static bool store(int argc, py_Ref argv) {
    (void)argc;
    py_TValue* slots = PKL_SLOTS(argv[0]._obj);
    PyDict* dict = PKL_OBJECT(&slots[CACHE_DICT], PyDict);
    bool bounded = slots[CACHE_MAX].type == tp_int;
    int32_t place = bounded ? pkl_dict_find(dict, &argv[1], argv[2]._i64) : -1;
    if (place == -2) return false;
    if (place == -1) {
        if (bounded && dict->used >= slots[CACHE_MAX]._i64) drop_oldest(slots, dict);
        if (!put(slots, dict, &argv[1], argv[2]._i64, &argv[3])) return false;
    }
    return pkl_return(&argv[3]);
}

static const PklMethod STORE = {"store", store, NULL, PKL_ANY, PKL_FUNCTION, 0, 0};

/* ---- calls --------------------------------------------------------------------------------------------------------------- */

/* [callable, wrapper, arguments] becomes [store, wrapper, key, hash, function, nil, arguments]. */
static PklCalled call_through(PklVM* vm, py_TValue* base, int argc, const py_TValue* kwnames, const py_TValue* key, int64_t hash) {
    enum { MOVED = 4 };
    py_TValue wrapper = base[1];
    for (int i = argc - 1; i >= 0; i--) base[2 + MOVED + i] = base[2 + i];
    base[0] = (py_TValue){.type = tp_nativefunc, ._method = &STORE};
    base[1] = wrapper;
    base[2] = *key;
    py_newint(&base[3], hash);
    base[MOVED] = PKL_SLOTS(wrapper._obj)[CACHE_FUNCTION];
    base[MOVED + 1] = *py_NIL();
    vm->frame->sp = base + MOVED + 2 + argc;
    return pkl_call_at(vm, base + MOVED, argc, kwnames, (PklCont){PKL_CONT_NATIVE, MOVED}) ? PKL_CALLED_FRAME : PKL_CALLED_ERROR;
}

/* The same by an inner loop, where the operands have no room. */
static PklCalled call_inside(py_TValue* base, int argc, const py_TValue* kwnames, const py_TValue* key, int64_t hash) {
    py_TValue* kept = pkl_vm->native_sp;
    py_push(&base[1]);
    py_push((py_Ref)key);
    py_newint(py_pushtmp(), hash);
    py_pushnil();
    bool ok = pkl_call_values(&PKL_SLOTS(base[1]._obj)[CACHE_FUNCTION], NULL, base + 2, argc, kwnames);
    kept[3] = *py_retval();
    ok = ok && store(4, kept);
    pkl_vm->native_sp = kept;
    return ok ? PKL_CALLED_VALUE : PKL_CALLED_ERROR;
}

static PklCalled call_missing(PklVM* vm, py_TValue* base, int argc, const py_TValue* kwnames, const py_TValue* key, int64_t hash) {
    PKL_SLOTS(base[1]._obj)[CACHE_MISSES]._i64++;
    bool room = base + 6 + argc <= pkl_operands_end(vm);
    return room ? call_through(vm, base, argc, kwnames, key, hash) : call_inside(base, argc, kwnames, key, hash);
}

/* maxsize=0 */
static PklCalled call_always(PklVM* vm, py_TValue* base, int argc, const py_TValue* kwnames) {
    py_TValue* slots = PKL_SLOTS(base[1]._obj);
    slots[CACHE_MISSES]._i64++;
    base[0] = slots[CACHE_FUNCTION];
    base[1] = *py_NIL();
    return pkl_call_at(vm, base, argc, kwnames, PKL_PUSH) ? PKL_CALLED_FRAME : PKL_CALLED_ERROR;
}

static PklCalled cache_call(PklVM* vm, py_TValue* base, int argc, const py_TValue* kwnames) {
    if (!pkl_called_on(base, tp_lru_cache)) return PKL_CALLED_ERROR;
    py_TValue *slots = PKL_SLOTS(base[1]._obj), *key = py_pushtmp();
    if (slots[CACHE_MAX].type == tp_int && slots[CACHE_MAX]._i64 == 0) return py_pop(), call_always(vm, base, argc, kwnames);
    PyDict* dict = PKL_OBJECT(&slots[CACHE_DICT], PyDict);
    int64_t hash;
    make_key(base + 2, argc, kwnames, slots[CACHE_TYPED]._bool, key);
    int32_t place = py_hash(key, &hash) ? pkl_dict_find(dict, key, hash) : -2;
    py_TValue copy = *key;
    bool ok = place < 0 || found(slots, dict, place);
    py_pop();
    if (place == -1) return call_missing(vm, base, argc, kwnames, &copy, hash);
    return ok && place >= 0 ? PKL_CALLED_VALUE : PKL_CALLED_ERROR;
}

/* ---- what it tells -------------------------------------------------------------------------------------------------------------- */

static bool cache_info(int argc, py_Ref argv) {
    (void)argc;
    py_TValue *slots = PKL_SLOTS(argv->_obj), numbers[4] = {slots[CACHE_HITS], slots[CACHE_MISSES], slots[CACHE_MAX]}, class = slots[CACHE_INFO_TYPE];
    py_newint(&numbers[3], PKL_OBJECT(&slots[CACHE_DICT], PyDict)->used);
    return pkl_call(&class, 4, numbers);
}

static bool cache_clear(int argc, py_Ref argv) {
    (void)argc;
    py_TValue* slots = PKL_SLOTS(argv->_obj);
    pkl_dict_clear(PKL_OBJECT(&slots[CACHE_DICT], PyDict));
    slots[CACHE_HITS]._i64 = slots[CACHE_MISSES]._i64 = slots[CACHE_OLDEST]._i64 = slots[CACHE_FILLED]._i64 = 0;
    return pkl_return_none();
}

/* A method where it is found in a class. */
static bool cache_get(int argc, py_Ref argv) {
    (void)argc;
    *py_retval() = argv[0];
    if (!py_isnone(&argv[1])) pkl_new_bound(py_retval(), &argv[1], &argv[0]);
    return true;
}

static bool cache_reduce(int argc, py_Ref argv) { return (void)argc, py_getattr(argv, pkl_name(PKL_NAME(__qualname__))); }

static const PklMethod CACHE[] = {
    {"__new__", cache_new, "($type, user_function, maxsize, typed, cache_info_type)", PKL_CLINIC, PKL_NEW, 4, 4},
    {"__call__", (PklNative)(void*)cache_call, "($self, /, *args, **kwargs)", PKL_MACHINE, PKL_WRAPPER, 0, 0},
    {"__get__", cache_get, "($self, instance, owner=None, /)", PKL_RANGE, PKL_WRAPPER, 1, 2},
    {"cache_info", cache_info, "($self, /)", PKL_NOARGS, PKL_METHOD, 0, 0},
    {"cache_clear", cache_clear, "($self, /)", PKL_NOARGS, PKL_METHOD, 0, 0},
    {"__reduce__", cache_reduce, "($self, /)", PKL_NOARGS, PKL_METHOD, 0, 0},
    {"__copy__", pkl_self, NULL, PKL_ANY, PKL_METHOD, 0, 0},
    {"__deepcopy__", pkl_self, NULL, PKL_ANY, PKL_METHOD, 0, 0},
    {0},
};
static const PklGetSet CACHE_GETSETS[] = {{"__dict__", pkl_get_dict, pkl_set_dict}, {0}};

const PklTypeSpec pkl_functools_cache[] = {
    {.id = tp_lru_cache, .base = tp_object, .name = "_lru_cache_wrapper", .module = "functools", .slots = CACHE_SLOTS,
     .flags = PKL_TYPE_FINAL | PKL_TYPE_INSTANCE_DICT | PKL_TYPE_INSTANCE_ATTRS | PKL_TYPE_WEAKREF, .methods = CACHE, .getsets = CACHE_GETSETS},
    {0},
};
