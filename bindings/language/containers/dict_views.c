/*
 * dict.keys(), values(), items() and what iterates them.
 */
#include "dict_views.h"
#include "../machine/machine.h"
#include "methods.h"

static PyDict* dict_of(py_Ref view) { return PKL_OBJECT(&PKL_SLOTS(view->_obj)[0], PyDict); }

bool pkl_dict_view(py_Ref dict, py_Type view) {
    py_TValue value;
    PKL_SLOTS(pkl_new(&value, view))[0] = *dict;
    return pkl_return(&value);
}

/* ---- iterators ------------------------------------------------------------------------------------------------ */

bool pkl_dict_iterator(py_Ref dict, PklDictPart part, bool reversed) {
    py_TValue value;
    PyDict* source = PKL_OBJECT(dict, PyDict);
    PyDictIterator* iterator = (PyDictIterator*)pkl_new(&value, reversed ? tp_dict_reverse_iterator : tp_dict_iterator);
    iterator->dict = *dict;
    iterator->place = reversed ? source->filled - 1 : 0;
    iterator->used = iterator->left = source->used;
    iterator->part = part;
    return pkl_return(&value);
}

static void give(const PklEntry* entry, int part) {
    py_TValue key = entry->key, value = entry->value;
    if (part == PKL_DICT_KEYS) *py_retval() = key;
    else if (part == PKL_DICT_VALUES) *py_retval() = value;
    else {
        PyObject* pair = pkl_new_slots(py_retval(), tp_tuple, 2);
        PKL_SLOTS(pair)[0] = key;
        PKL_SLOTS(pair)[1] = value;
    }
}

static const PklEntry* previous_entry(PyDict* dict, int32_t* place) {
    if (*place >= dict->filled) *place = dict->filled - 1;
    while (*place >= 0 && dict->entries[*place].key.type == tp_nil) --*place;
    return *place >= 0 ? &dict->entries[(*place)--] : NULL;
}

/* 1 in retval, 0 ended, -1 error */
int pkl_dict_iterator_next(PyDictIterator* iterator) {
    if (iterator->dict.type == tp_nil) return 0;
    PyDict* dict = PKL_OBJECT(&iterator->dict, PyDict);
    if (dict->used != iterator->used) {
        iterator->used = -1; /* for good */
        return pkl_raise(tp_RuntimeError, "dictionary changed size during iteration"), -1;
    }
    bool reversed = iterator->head.type == tp_dict_reverse_iterator;
    const PklEntry* entry = reversed ? previous_entry(dict, &iterator->place) : pkl_dict_next(dict, &iterator->place);
    if (entry == NULL) {
        iterator->dict.type = tp_nil;
        return 0;
    }
    if (iterator->left == 0) {
        iterator->dict.type = tp_nil;
        return pkl_raise(tp_RuntimeError, "dictionary keys changed during iteration"), -1;
    }
    iterator->left--;
    give(entry, iterator->part);
    return 1;
}

static bool iterator_next(int argc, py_Ref argv) {
    (void)argc;
    int status = pkl_dict_iterator_next(PKL_OBJECT(argv, PyDictIterator));
    return status == 0 ? pkl_raise_stop_iteration(NULL) : status > 0;
}

static bool iterator_self(int argc, py_Ref argv) {
    (void)argc;
    return pkl_return(&argv[0]);
}

static bool iterator_hint(int argc, py_Ref argv) {
    (void)argc;
    PyDictIterator* iterator = PKL_OBJECT(argv, PyDictIterator);
    bool live = iterator->dict.type != tp_nil && PKL_OBJECT(&iterator->dict, PyDict)->used == iterator->used;
    return pkl_return_int(live ? iterator->left : 0);
}

/* ---- views -------------------------------------------------------------------------------------------------------- */

static PklDictPart part_of(py_Ref view) { return view->type == tp_dict_keys ? PKL_DICT_KEYS : view->type == tp_dict_values ? PKL_DICT_VALUES : PKL_DICT_ITEMS; }

static bool view_len(int argc, py_Ref argv) {
    (void)argc;
    return pkl_return_int(dict_of(argv)->used);
}

static bool view_iter(int argc, py_Ref argv) { return (void)argc, pkl_dict_iterator(&PKL_SLOTS(argv->_obj)[0], part_of(argv), false); }
static bool view_reversed(int argc, py_Ref argv) { return (void)argc, pkl_dict_iterator(&PKL_SLOTS(argv->_obj)[0], part_of(argv), true); }

static bool view_repr(int argc, py_Ref argv) {
    (void)argc;
    PklReprGuard guard;
    if (!pkl_repr_begin(&guard, argv)) return py_newstr(py_retval(), "..."), true;
    py_TValue* list = py_pushtmp();
    PklBuilder builder;
    pkl_builder_start(&builder);
    pkl_put_formatted(&builder, "%t(", argv->type);
    bool ok = pkl_enter(" while getting the repr of an object");
    if (ok) {
        ok = pkl_list_of(argv, list) && pkl_put_repr(&builder, list);
        pkl_leave();
    }
    pkl_put_char(&builder, ')');
    pkl_repr_end(&guard);
    py_pop();
    if (!ok) return pkl_builder_end(&builder), false;
    return pkl_builder_str(&builder, py_retval());
}

/* 1, 0, -1 */
static int keys_contain(py_Ref view, py_Ref key) {
    bool failed = false;
    py_Ref found = pkl_dict_get(dict_of(view), key, &failed);
    return failed ? -1 : found != NULL;
}

static int items_contain(py_Ref view, py_Ref item) {
    if (!py_isinstance(item, tp_tuple) || pkl_tuple_length(item) != 2) return 0;
    bool failed = false;
    py_Ref found = pkl_dict_get(dict_of(view), &pkl_tuple_items(item)[0], &failed);
    if (found == NULL) return failed ? -1 : 0;
    py_push(found);
    int same = pkl_same(py_peek(-1), &pkl_tuple_items(item)[1]);
    py_pop();
    return same;
}

static int contains(py_Ref view, py_Ref item) { return view->type == tp_dict_keys ? keys_contain(view, item) : items_contain(view, item); }

static bool view_contains(int argc, py_Ref argv) {
    (void)argc;
    int found = contains(&argv[0], &argv[1]);
    if (found < 0) return false;
    return pkl_return_bool(found == 1);
}

/* ---- views as sets --------------------------------------------------------------------------------------------------- */

static bool is_set_like(py_Ref value) {
    return py_isinstance(value, tp_set) || py_isinstance(value, tp_frozenset) || value->type == tp_dict_keys || value->type == tp_dict_items;
}

typedef struct All {
    py_Ref container;
    int result;
} All;

static bool in_other(py_Ref item, void* context) {
    All* all = context;
    py_push(item);
    all->result = pkl_contains(all->container, py_peek(-1));
    py_pop();
    return all->result == 1;
}

/* Every item of a is in b. */
static int all_in(py_Ref a, py_Ref b) {
    All all = {b, 1};
    if (pkl_iterate(a, in_other, &all)) return 1;
    return pkl_vm->raised.type != tp_nil ? -1 : 0;
}

static int64_t length(py_Ref value) { return py_len(value) ? pkl_vm->retval._i64 : -1; }

static bool compare(py_Ref argv, int op) {
    py_Ref a = &argv[0], b = &argv[1];
    if (!is_set_like(b)) return pkl_not_implemented();
    int64_t x = length(a), y = length(b);
    if (x < 0 || y < 0) return false;
    int truth;
    switch (op) {
    case PKL_COMPARE_EQ:
    case PKL_COMPARE_NE: truth = x == y ? all_in(a, b) : 0; break;
    case PKL_COMPARE_LT: truth = x < y ? all_in(a, b) : 0; break;
    case PKL_COMPARE_LE: truth = x <= y ? all_in(a, b) : 0; break;
    case PKL_COMPARE_GT: truth = x > y ? all_in(b, a) : 0; break;
    default: truth = x >= y ? all_in(b, a) : 0; break;
    }
    if (truth < 0) return false;
    return pkl_return_bool((truth == 1) != (op == PKL_COMPARE_NE));
}

static bool view_lt(int argc, py_Ref argv) { return (void)argc, compare(argv, PKL_COMPARE_LT); }
static bool view_le(int argc, py_Ref argv) { return (void)argc, compare(argv, PKL_COMPARE_LE); }
static bool view_eq(int argc, py_Ref argv) { return (void)argc, compare(argv, PKL_COMPARE_EQ); }
static bool view_ne(int argc, py_Ref argv) { return (void)argc, compare(argv, PKL_COMPARE_NE); }
static bool view_gt(int argc, py_Ref argv) { return (void)argc, compare(argv, PKL_COMPARE_GT); }
static bool view_ge(int argc, py_Ref argv) { return (void)argc, compare(argv, PKL_COMPARE_GE); }

/* set(a) and then the set's method with b. */
static bool as_set(py_Ref a, py_Ref b, const char* method) {
    py_TValue* set = py_pushtmp();
    pkl_new_set(set, tp_set);
    bool ok = pkl_set_update(set, a) && py_getattr(set, py_name(method));
    if (ok) {
        py_TValue update = pkl_vm->retval;
        ok = py_call(&update, 1, b);
    }
    *py_retval() = *set;
    py_pop();
    return ok;
}

static bool view_and(int argc, py_Ref argv) { return (void)argc, as_set(&argv[0], &argv[1], "intersection_update"); }
static bool view_or(int argc, py_Ref argv) { return (void)argc, as_set(&argv[0], &argv[1], "update"); }
static bool view_sub(int argc, py_Ref argv) { return (void)argc, as_set(&argv[0], &argv[1], "difference_update"); }
static bool view_xor(int argc, py_Ref argv) { return (void)argc, as_set(&argv[0], &argv[1], "symmetric_difference_update"); }
static bool view_rand(int argc, py_Ref argv) { return (void)argc, as_set(&argv[1], &argv[0], "intersection_update"); }
static bool view_ror(int argc, py_Ref argv) { return (void)argc, as_set(&argv[1], &argv[0], "update"); }
static bool view_rsub(int argc, py_Ref argv) { return (void)argc, as_set(&argv[1], &argv[0], "difference_update"); }
static bool view_rxor(int argc, py_Ref argv) { return (void)argc, as_set(&argv[1], &argv[0], "symmetric_difference_update"); }

static bool view_isdisjoint(int argc, py_Ref argv) {
    (void)argc;
    py_TValue* set = py_pushtmp();
    pkl_new_set(set, tp_set);
    bool ok = pkl_set_update(set, &argv[0]) && py_getattr(set, py_name("isdisjoint"));
    if (ok) {
        py_TValue method = pkl_vm->retval;
        ok = py_call(&method, 1, &argv[1]);
    }
    py_pop();
    return ok;
}

static bool view_mapping(int argc, py_Ref argv) { return (void)argc, pkl_mapping_proxy(&PKL_SLOTS(argv->_obj)[0], py_retval()); }

#define BINARY(name) {"__" #name "__", view_##name, "($self, value, /)", PKL_O, PKL_WRAPPER, 1, 1}
#define UNARY(name) {"__" #name "__", view_##name, "($self, /)", PKL_NOARGS, PKL_WRAPPER, 0, 0}

static const PklMethod set_like[] = {
    UNARY(len), UNARY(iter), UNARY(repr), BINARY(lt), BINARY(le), BINARY(eq), BINARY(ne), BINARY(gt), BINARY(ge), BINARY(and), BINARY(or), BINARY(sub),
    BINARY(xor), BINARY(rand), BINARY(ror), BINARY(rsub), BINARY(rxor),
    {"__contains__", view_contains, "($self, key, /)", PKL_O, PKL_WRAPPER, 1, 1},
    {"__reversed__", view_reversed, "($self, /)", PKL_NOARGS, PKL_METHOD, 0, 0},
    {"isdisjoint", view_isdisjoint, "($self, other, /)", PKL_O, PKL_METHOD, 1, 1},
    {0},
};

static const PklMethod values[] = {
    UNARY(len), UNARY(iter), UNARY(repr), {"__reversed__", view_reversed, "($self, /)", PKL_NOARGS, PKL_METHOD, 0, 0}, {0},
};

static const PklMethod iterators[] = {
    {"__iter__", iterator_self, "($self, /)", PKL_NOARGS, PKL_WRAPPER, 0, 0},
    {"__next__", iterator_next, "($self, /)", PKL_NOARGS, PKL_WRAPPER, 0, 0},
    {"__length_hint__", iterator_hint, "($self, /)", PKL_NOARGS, PKL_METHOD, 0, 0},
    {0},
};

static const PklGetSet view_getsets[] = {{"mapping", view_mapping, NULL}, {0}};
static const PklLayout iterator_layout = {.bytes = sizeof(PyDictIterator), .head_slots = 1};

const PklTypeSpec pkl_dict_view_types[] = {
    {.id = tp_dict_keys, .base = tp_object, .name = "dict_keys", .slots = 1, .flags = PKL_TYPE_FINAL, .hidden = true, .methods = set_like, .getsets = view_getsets},
    {.id = tp_dict_values, .base = tp_object, .name = "dict_values", .slots = 1, .flags = PKL_TYPE_FINAL, .hidden = true, .methods = values, .getsets = view_getsets},
    {.id = tp_dict_items, .base = tp_object, .name = "dict_items", .slots = 1, .flags = PKL_TYPE_FINAL, .hidden = true, .methods = set_like, .getsets = view_getsets},
    {.id = tp_dict_iterator, .base = tp_object, .name = "dict_keyiterator", .layout = &iterator_layout, .flags = PKL_TYPE_FINAL, .hidden = true, .methods = iterators},
    {.id = tp_dict_reverse_iterator, .base = tp_object, .name = "dict_reversekeyiterator", .layout = &iterator_layout, .flags = PKL_TYPE_FINAL, .hidden = true, .methods = iterators},
    {0},
};
