/*
 * set and frozenset: methods, but for the algebra.
 */
#include "../machine/machine.h"
#include "methods.h"

static PySet* set_of(py_Ref value) { return PKL_OBJECT(value, PySet); }
static bool is_set(py_Ref value) { return py_isinstance(value, tp_set) || py_isinstance(value, tp_frozenset); }

/* ---- adding -------------------------------------------------------------------------------------------------- */

bool pkl_set_add(py_Ref set, py_Ref item) { return pkl_set_insert(set_of(set), item); }

static bool add_item(py_Ref item, void* context) { return pkl_set_insert(context, item); }

static bool add_keys(PySet* set, PyDict* dict) {
    if (!pkl_set_make_room(set, dict->used)) return false;
    for (int32_t place = 0;;) {
        PklEntry* entry = pkl_dict_next(dict, &place);
        if (entry == NULL) return true;
        if (!pkl_set_insert_hash(set, &entry->key, entry->hash)) return false;
    }
}

bool pkl_set_update(py_Ref set, py_Ref iterable) {
    if (iterable->type == tp_dict) return add_keys(set_of(set), PKL_OBJECT(iterable, PyDict));
    if (is_set(iterable)) return pkl_set_merge(set_of(set), set_of(iterable));
    return pkl_iterate(iterable, add_item, set_of(set));
}

/* A new set of the same kind (set or frozenset) with what the iterable gives. */
bool pkl_set_of_items(py_Type type, py_Ref iterable, py_OutRef out) {
    py_TValue* made = py_pushtmp();
    pkl_new_set(made, type);
    bool ok = iterable == NULL || pkl_set_update(made, iterable);
    *out = *made;
    py_pop();
    return ok;
}

py_Type pkl_set_kind(py_Ref self) { return py_isinstance(self, tp_frozenset) ? tp_frozenset : tp_set; }

static bool set_new(int argc, py_Ref argv) {
    (void)argc;
    pkl_new_set(py_retval(), py_totype(&argv[0]));
    return true;
}

static bool set_init(int argc, py_Ref argv) {
    py_TValue iterable;
    if (!pkl_one_iterable(argc, argv, tp_set, &iterable)) return false;
    pkl_set_clear(set_of(argv));
    if (iterable.type != tp_nil && !pkl_set_update(&argv[0], &iterable)) return false;
    return pkl_return_none();
}

static bool frozenset_new(int argc, py_Ref argv) {
    (void)argc;
    py_Type type = py_totype(&argv[0]);
    if (type == tp_frozenset && argv[1].type == tp_frozenset) return pkl_return(&argv[1]);
    return pkl_set_of_items(type, argv[1].type != tp_nil ? &argv[1] : NULL, py_retval());
}

static bool set_add(int argc, py_Ref argv) { return (void)argc, pkl_set_insert(set_of(argv), &argv[1]) && pkl_return_none(); }

static bool set_update(int argc, py_Ref argv) {
    for (int i = 1; i < argc; i++)
        if (!pkl_set_update(&argv[0], &argv[i])) return false;
    return pkl_return_none();
}

static bool set_clear(int argc, py_Ref argv) {
    (void)argc;
    pkl_set_clear(set_of(argv));
    return pkl_return_none();
}

static bool set_copy(int argc, py_Ref argv) {
    (void)argc;
    if (argv[0].type == tp_frozenset) return pkl_return(&argv[0]);
    return pkl_set_of_items(pkl_set_kind(argv), &argv[0], py_retval());
}

/* ---- taking out ---------------------------------------------------------------------------------------------------- */

/* A set as a key is looked for as a frozenset. */
static bool as_key(py_Ref item, py_OutRef out) {
    *out = *item;
    return !py_isinstance(item, tp_set) || pkl_set_of_items(tp_frozenset, item, out);
}

/* 1 was there, 0 not, -1 error */
static int take_out(py_Ref set, py_Ref item) {
    int found = pkl_set_discard(set_of(set), item);
    if (found >= 0 || !py_isinstance(item, tp_set) || !pkl_exc_matches(tp_TypeError)) return found;
    pkl_vm->raised.type = tp_nil;
    py_TValue* key = py_pushtmp();
    found = as_key(item, key) ? pkl_set_discard(set_of(set), key) : -1;
    py_pop();
    return found;
}

static int has(py_Ref set, py_Ref item) {
    int found = pkl_set_contains(set_of(set), item);
    if (found >= 0 || !py_isinstance(item, tp_set) || !pkl_exc_matches(tp_TypeError)) return found;
    pkl_vm->raised.type = tp_nil;
    py_TValue* key = py_pushtmp();
    found = as_key(item, key) ? pkl_set_contains(set_of(set), key) : -1;
    py_pop();
    return found;
}

static bool set_remove(int argc, py_Ref argv) {
    (void)argc;
    int found = take_out(&argv[0], &argv[1]);
    return found == 0 ? KeyError(&argv[1]) : found > 0 && pkl_return_none();
}

static bool set_discard(int argc, py_Ref argv) { return (void)argc, take_out(&argv[0], &argv[1]) >= 0 && pkl_return_none(); }

static bool set_contains(int argc, py_Ref argv) {
    (void)argc;
    int found = has(&argv[0], &argv[1]);
    if (found < 0) return false;
    return pkl_return_bool(found == 1);
}

/* The first from where the last pop ended, so that emptying a set is not quadratic. */
static bool set_pop(int argc, py_Ref argv) {
    (void)argc;
    PySet* self = set_of(argv);
    if (self->used == 0) {
        py_TValue text;
        py_newstr(&text, "pop from an empty set");
        return KeyError(&text);
    }
    int32_t place = self->finger & (int32_t)self->mask; /* the table may have become smaller since */
    PklSetEntry* entry = pkl_set_next(self, &place);
    if (entry == NULL) {
        place = 0;
        entry = pkl_set_next(self, &place);
    }
    py_TValue key = entry->key;
    entry->key.type = tp_nil;
    entry->hash = -1;
    self->used--;
    self->finger = place;
    return pkl_return(&key);
}

/* ---- the rest --------------------------------------------------------------------------------------------------------------------- */

static bool set_len(int argc, py_Ref argv) {
    (void)argc;
    return pkl_return_int(set_of(argv)->used);
}

/* Order does not matter: CPython's mixing of the items' hashes. */
static bool frozenset_hash(int argc, py_Ref argv) {
    (void)argc;
    PySet* self = set_of(argv);
    uint64_t hash = 0;
    for (int32_t place = 0;;) {
        PklSetEntry* entry = pkl_set_next(self, &place);
        if (entry == NULL) break;
        uint64_t item = (uint64_t)entry->hash;
        hash ^= ((item ^ 89869747u) ^ (item << 16)) * 3644798167u;
    }
    hash ^= ((uint64_t)self->used + 1) * 1927868237u;
    hash ^= (hash >> 11) ^ (hash >> 25);
    hash = hash * 69069u + 907133923u;
    return pkl_return_int(hash == UINT64_MAX ? 590923713 : (int64_t)hash);
}

static bool put_set(PklBuilder* builder, py_Ref self) {
    bool plain = self->type == tp_set, empty = set_of(self)->used == 0;
    if (!plain || empty) pkl_put_formatted(builder, "%t(", self->type);
    py_TValue* list = py_pushtmp();
    bool ok = true;
    if (!empty) {
        PklBuilder* out = builder;
        ok = pkl_list_of(self, list);
        pkl_put_char(out, '{');
        for (int32_t i = 0; ok && i < PKL_OBJECT(list, PyList)->length; i++) {
            if (i > 0) pkl_put_text(out, ", ");
            ok = pkl_put_repr(out, &PKL_OBJECT(list, PyList)->items[i]);
        }
        pkl_put_char(out, '}');
    }
    py_pop();
    if (!plain || empty) pkl_put_char(builder, ')');
    return ok;
}

static bool set_repr(int argc, py_Ref argv) {
    (void)argc;
    PklBuilder builder;
    PklReprGuard guard;
    pkl_builder_start(&builder);
    if (!pkl_repr_begin(&guard, argv)) {
        pkl_put_formatted(&builder, "%t(...)", argv->type);
        return pkl_builder_str(&builder, py_retval());
    }
    bool ok = pkl_enter(" while getting the repr of an object");
    if (ok) {
        ok = put_set(&builder, argv);
        pkl_leave();
    }
    pkl_repr_end(&guard);
    if (!ok) return pkl_builder_end(&builder), false;
    return pkl_builder_str(&builder, py_retval());
}

static bool set_reduce(int argc, py_Ref argv) {
    (void)argc;
    py_TValue *list = py_pushtmp(), *arguments = py_pushtmp();
    bool ok = pkl_list_of(argv, list);
    if (ok) {
        PKL_SLOTS(pkl_new_slots(arguments, tp_tuple, 1))[0] = *list;
        PyObject* result = pkl_new_slots(py_retval(), tp_tuple, 3);
        PKL_SLOTS(result)[0] = *py_tpobject(argv->type);
        PKL_SLOTS(result)[1] = *arguments;
        PKL_SLOTS(result)[2] = pkl_vm->None_;
    }
    py_shrink(2);
    return ok;
}

static bool set_sizeof(int argc, py_Ref argv) {
    (void)argc;
    return pkl_return_int(200 + 16 * (int64_t)set_of(argv)->mask);
}

/* ---- iterator ----------------------------------------------------------------------------------------------------------------------- */

static bool set_iter(int argc, py_Ref argv) {
    (void)argc;
    py_TValue value;
    PySetIterator* iterator = (PySetIterator*)pkl_new(&value, tp_set_iterator);
    iterator->set = *argv;
    iterator->used = set_of(argv)->used;
    return pkl_return(&value);
}

/* 1 in retval, 0 ended, -1 error */
int pkl_set_iterator_next(PySetIterator* iterator) {
    if (iterator->set.type == tp_nil) return 0;
    PySet* set = PKL_OBJECT(&iterator->set, PySet);
    if (set->used != iterator->used) {
        iterator->used = -1;
        return pkl_raise(tp_RuntimeError, "Set changed size during iteration"), -1;
    }
    PklSetEntry* entry = pkl_set_next(set, &iterator->place);
    if (entry == NULL) {
        iterator->set.type = tp_nil;
        return 0;
    }
    iterator->given++;
    *py_retval() = entry->key;
    return 1;
}

static bool iterator_next(int argc, py_Ref argv) {
    (void)argc;
    int status = pkl_set_iterator_next(PKL_OBJECT(argv, PySetIterator));
    return status == 0 ? pkl_raise_stop_iteration(NULL) : status > 0;
}

static bool iterator_self(int argc, py_Ref argv) {
    (void)argc;
    return pkl_return(&argv[0]);
}

static bool iterator_hint(int argc, py_Ref argv) {
    (void)argc;
    PySetIterator* iterator = PKL_OBJECT(argv, PySetIterator);
    bool live = iterator->set.type != tp_nil && PKL_OBJECT(&iterator->set, PySet)->used == iterator->used;
    return pkl_return_int(live ? iterator->used - iterator->given : 0);
}

static const PklMethod iterator_methods[] = {
    {"__iter__", iterator_self, "($self, /)", PKL_NOARGS, PKL_WRAPPER, 0, 0},
    {"__next__", iterator_next, "($self, /)", PKL_NOARGS, PKL_WRAPPER, 0, 0},
    {"__length_hint__", iterator_hint, "($self, /)", PKL_NOARGS, PKL_METHOD, 0, 0},
    {0},
};

static const PklLayout iterator_layout = {.bytes = sizeof(PySetIterator), .head_slots = 1};
const PklTypeSpec pkl_set_iterator_types[] = {
    {.id = tp_set_iterator, .base = tp_object, .name = "set_iterator", .layout = &iterator_layout, .flags = PKL_TYPE_FINAL, .hidden = true,
     .methods = iterator_methods},
    {0},
};

#define UNARY(name) {"__" #name "__", set_##name, "($self, /)", PKL_NOARGS, PKL_WRAPPER, 0, 0}
#define NONE(name) {#name, set_##name, "($self, /)", PKL_NOARGS, PKL_METHOD, 0, 0}
#define COMMON                                                                                                         \
    UNARY(len), UNARY(iter), UNARY(repr),                                                                              \
        {"__contains__", set_contains, "($self, object, /)", PKL_O, PKL_METHOD, 1, 1},                                 \
        {"__reduce__", set_reduce, "($self, /)", PKL_NOARGS, PKL_METHOD, 0, 0},                                        \
        {"__sizeof__", set_sizeof, "($self, /)", PKL_NOARGS, PKL_METHOD, 0, 0},                                        \
        {"__class_getitem__", pkl_generic_alias, "($type, object, /)", PKL_O, PKL_CLASS, 1, 1}, NONE(copy)

const PklMethod pkl_set_methods[] = {
    {"__new__", set_new, "($type, *args, **kwargs)", PKL_CLINIC, PKL_NEW, 0, 0},
    {"__init__", set_init, "($self, iterable=(), /)", PKL_ANY_KW, PKL_WRAPPER, 0, 1},
    COMMON,
    {"add", set_add, "($self, object, /)", PKL_O, PKL_METHOD, 1, 1}, {"remove", set_remove, "($self, object, /)", PKL_O, PKL_METHOD, 1, 1},
    {"discard", set_discard, "($self, object, /)", PKL_O, PKL_METHOD, 1, 1}, NONE(pop), NONE(clear),
    {"update", set_update, "($self, /, *others)", PKL_ANY, PKL_METHOD, 0, 0},
    {0},
};

const PklMethod pkl_frozenset_methods[] = {
    {"__new__", frozenset_new, "($type, iterable=(), /)", PKL_RANGE, PKL_NEW, 0, 1},
    COMMON,
    {"__hash__", frozenset_hash, "($self, /)", PKL_NOARGS, PKL_WRAPPER, 0, 0},
    {0},
};
