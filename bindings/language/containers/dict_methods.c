/*
 * dict: methods and operators. Views are in dict_views.c.
 */
#include "../machine/machine.h"
#include "dict_views.h"
#include "../errors/errors.h"
#include "methods.h"

static PyDict* dict_of(py_Ref value) { return PKL_OBJECT(value, PyDict); }

static bool dict_new(int argc, py_Ref argv) {
    (void)argc;
    pkl_new(py_retval(), py_totype(&argv[0]));
    return true;
}

/* ---- update ------------------------------------------------------------------------------------------------- */

typedef struct Pairs {
    PyDict* dict;
    int64_t at;
} Pairs;

/* One item of dict([(key, value), …]) */
static bool put_pair(py_Ref item, void* context) {
    Pairs* pairs = context;
    py_TValue *kept = py_pushtmp(), *pair = py_pushtmp();
    *kept = *item;
    bool ok = pkl_to_tuple(pair, kept);
    if (!ok && pkl_exc_matches(tp_TypeError) && pkl_special(kept, (py_Name)PKL_NAME(__iter__)) == NULL) {
        pkl_vm->raised.type = tp_nil;
        pkl_raise(tp_TypeError, "object is not iterable");
        pkl_add_note("Cannot convert dictionary update sequence element #%i to a sequence", pairs->at);
    }
    if (ok && pkl_tuple_length(pair) != 2)
        ok = pkl_raise(tp_ValueError, "dictionary update sequence element #%i has length %d; 2 is required", pairs->at, pkl_tuple_length(pair));
    ok = ok && pkl_dict_set(pairs->dict, &pkl_tuple_items(pair)[0], &pkl_tuple_items(pair)[1]);
    py_shrink(2);
    pairs->at++;
    return ok;
}

typedef struct Keys {
    py_Ref dict, mapping;
} Keys;

static bool put_key(py_Ref key, void* context) {
    Keys* keys = context;
    py_TValue* kept = py_pushtmp();
    *kept = *key;
    bool ok = py_getitem(keys->mapping, kept);
    if (ok) {
        py_push(&pkl_vm->retval);
        ok = pkl_dict_set(dict_of(keys->dict), kept, py_peek(-1));
        py_pop();
    }
    py_pop();
    return ok;
}

/* A mapping with keys(), by its __getitem__. */
static bool update_from_keys(py_Ref dict, py_Ref mapping, py_TValue method) {
    if (!py_call(&method, 0, NULL)) return false;
    Keys keys = {dict, mapping};
    py_push(&pkl_vm->retval);
    bool ok = pkl_iterate(py_peek(-1), put_key, &keys);
    py_pop();
    return ok;
}

/* A dict whose class does not say otherwise how it is iterated. */
static bool is_plain(py_Ref value) {
    if (!py_isinstance(value, tp_dict)) return false;
    if (value->type == tp_dict) return true;
    py_Ref iter = pkl_lookup(pkl_type_of(value), PKL_NAME(__iter__));
    return iter != NULL && iter->type == tp_wrapper_descriptor && iter->extra == tp_dict;
}

bool pkl_dict_update(py_Ref dict, py_Ref mapping) {
    if (is_plain(mapping)) return pkl_dict_merge(dict_of(dict), dict_of(mapping), true);
    if (py_getattr(mapping, (py_Name)PKL_NAME(keys))) return update_from_keys(dict, mapping, pkl_vm->retval);
    if (!pkl_exc_matches(tp_AttributeError)) return false;
    pkl_vm->raised.type = tp_nil;
    Pairs pairs = {dict_of(dict), 0};
    return pkl_iterate(mapping, put_pair, &pairs);
}

/* (self, mapping or nil, keywords or nil) */
static bool update(py_Ref argv) {
    if (argv[1].type != tp_nil && !pkl_dict_update(&argv[0], &argv[1])) return false;
    return argv[2].type != tp_dict || pkl_dict_merge(dict_of(&argv[0]), dict_of(&argv[2]), true);
}

static bool first_of_star(py_Ref argv, const char* name) {
    int count = pkl_tuple_length(&argv[1]);
    if (count > 1) return pkl_raise(tp_TypeError, "%s expected at most 1 argument, got %d", name, count);
    argv[1] = count == 1 ? pkl_tuple_items(&argv[1])[0] : pkl_vm->nil_;
    return true;
}

static bool dict_init(int argc, py_Ref argv) { return (void)argc, first_of_star(argv, "dict") && update(argv) && pkl_return_none(); }
static bool dict_update(int argc, py_Ref argv) { return (void)argc, first_of_star(argv, "update") && update(argv) && pkl_return_none(); }

/* ---- items ------------------------------------------------------------------------------------------------------- */

static bool dict_len(int argc, py_Ref argv) {
    (void)argc;
    return pkl_return_int(dict_of(argv)->used);
}

/* 1 in retval, 0 missing, -1 error */
static int look_up(py_Ref dict, py_Ref key) {
    bool failed = false;
    py_Ref found = pkl_dict_get(dict_of(dict), key, &failed);
    if (failed) return -1;
    if (found != NULL) *py_retval() = *found;
    return found != NULL;
}

static bool dict_getitem(int argc, py_Ref argv) {
    (void)argc;
    int found = look_up(&argv[0], &argv[1]);
    if (found != 0) return found > 0;
    if (argv[0].type != tp_dict) {
        int called = pkl_call_special(&argv[0], (py_Name)PKL_NAME(__missing__), 1, &argv[1]);
        if (called != 0) return called > 0;
    }
    return KeyError(&argv[1]);
}

static bool dict_setitem(int argc, py_Ref argv) { return (void)argc, pkl_dict_set(dict_of(argv), &argv[1], &argv[2]) && pkl_return_none(); }

static bool dict_delitem(int argc, py_Ref argv) {
    (void)argc;
    int deleted = pkl_dict_delete(dict_of(argv), &argv[1], NULL);
    if (deleted < 0) return false;
    return deleted == 1 ? pkl_return_none() : KeyError(&argv[1]);
}

static bool dict_contains(int argc, py_Ref argv) {
    (void)argc;
    int found = look_up(&argv[0], &argv[1]);
    if (found < 0) return false;
    return pkl_return_bool(found == 1);
}

static bool dict_get(int argc, py_Ref argv) {
    (void)argc;
    int found = look_up(&argv[0], &argv[1]);
    if (found == 0) *py_retval() = argv[2].type != tp_nil ? argv[2] : pkl_vm->None_;
    return found >= 0;
}

static bool dict_setdefault(int argc, py_Ref argv) {
    (void)argc;
    PyDict* self = dict_of(argv);
    int64_t hash;
    if (!pkl_hash_key(&argv[1], "a dict key", &hash)) return false;
    int32_t place = pkl_dict_find(self, &argv[1], hash);
    if (place < -1) return false;
    if (place < 0) {
        if (argv[2].type == tp_nil) argv[2] = pkl_vm->None_;
        if (!pkl_dict_add(self, &argv[1], hash, &argv[2])) return false;
    }
    *py_retval() = place < 0 ? argv[2] : self->entries[place].value;
    return true;
}

static bool dict_pop(int argc, py_Ref argv) {
    (void)argc;
    py_TValue old;
    int deleted = dict_of(argv)->used == 0 ? 0 : pkl_dict_delete(dict_of(argv), &argv[1], &old); /* an empty one asks no key for its hash */
    if (deleted < 0) return false;
    if (deleted == 0 && argv[2].type == tp_nil) return KeyError(&argv[1]);
    *py_retval() = deleted == 1 ? old : argv[2];
    return true;
}

static bool dict_popitem(int argc, py_Ref argv) {
    (void)argc;
    PyDict* self = dict_of(argv);
    int32_t place = self->filled - 1;
    while (place >= 0 && self->entries[place].key.type == tp_nil) place--;
    if (place < 0) {
        py_TValue text;
        py_newstr(&text, "popitem(): dictionary is empty");
        return KeyError(&text);
    }
    PyObject* pair = pkl_new_slots(py_retval(), tp_tuple, 2);
    PKL_SLOTS(pair)[0] = self->entries[place].key;
    PKL_SLOTS(pair)[1] = self->entries[place].value;
    pkl_dict_delete_at(self, place);
    self->filled = place;
    return true;
}

static bool dict_clear(int argc, py_Ref argv) {
    (void)argc;
    pkl_dict_clear(dict_of(argv));
    return pkl_return_none();
}

static bool dict_copy(int argc, py_Ref argv) {
    (void)argc;
    pkl_dict_copy(py_retval(), dict_of(argv));
    return true;
}

/* ---- fromkeys ----------------------------------------------------------------------------------------------------------- */

typedef struct FromKeys {
    py_Ref dict, value;
} FromKeys;

static bool put_default(py_Ref key, void* context) {
    FromKeys* from = context;
    py_push(key);
    bool ok = from->dict->type == tp_dict ? pkl_dict_set(dict_of(from->dict), py_peek(-1), from->value) : py_setitem(from->dict, py_peek(-1), from->value);
    py_pop();
    return ok;
}

/* Of sets and dicts, whose hashes are known. */
static bool put_defaults_hashed(py_Ref iterable, FromKeys* from) {
    bool is_dict = iterable->type == tp_dict;
    for (int32_t place = 0;;) {
        const PklEntry* entry = is_dict ? pkl_dict_next(dict_of(iterable), &place) : NULL;
        const PklSetEntry* item = is_dict ? NULL : pkl_set_next(PKL_OBJECT(iterable, PySet), &place);
        if (entry == NULL && item == NULL) return true;
        int64_t hash = is_dict ? entry->hash : item->hash;
        py_push((py_Ref)(is_dict ? &entry->key : &item->key));
        bool ok = pkl_dict_set_hash(dict_of(from->dict), py_peek(-1), hash, from->value);
        py_pop();
        if (!ok) return false;
    }
}

static bool put_defaults(py_Ref iterable, FromKeys* from) {
    bool hashed = iterable->type == tp_dict || iterable->type == tp_set || iterable->type == tp_frozenset;
    return hashed && from->dict->type == tp_dict ? put_defaults_hashed(iterable, from) : pkl_iterate(iterable, put_default, from);
}

/* fromkeys(iterable, value=None, /) */
static bool dict_fromkeys(int argc, py_Ref argv) {
    (void)argc;
    py_TValue value = argv[2].type != tp_nil ? argv[2] : pkl_vm->None_, *dict = py_pushtmp(), *kept = py_pushtmp();
    *kept = value;
    bool ok = true;
    if (py_totype(&argv[0]) == tp_dict) pkl_new_dict(dict);
    else if ((ok = py_call(&argv[0], 0, NULL))) *dict = pkl_vm->retval;
    FromKeys from = {dict, kept};
    ok = ok && put_defaults(&argv[1], &from);
    *py_retval() = *dict;
    py_shrink(2);
    return ok;
}

/* ---- operators ------------------------------------------------------------------------------------------------------------- */

/* Every entry of a is in b with an equal value. 1, 0, -1 */
static int equal_dicts(py_Ref a, py_Ref b) {
    if (dict_of(a)->used != dict_of(b)->used) return 0;
    for (int32_t place = 0;;) {
        PklEntry* entry = pkl_dict_next(dict_of(a), &place);
        if (entry == NULL) return 1;
        py_TValue *value = py_pushtmp(), *key = py_pushtmp(), *other = py_pushtmp();
        *value = entry->value;
        *key = entry->key;
        int32_t found = pkl_dict_find(dict_of(b), key, entry->hash);
        int same = found < 0 ? (found == -1 ? 0 : -1) : 1;
        if (same == 1) {
            *other = dict_of(b)->entries[found].value;
            same = pkl_same(value, other);
        }
        py_shrink(3);
        if (same != 1) return same;
    }
}

static bool equality(py_Ref argv, bool wanted) {
    if (!py_isinstance(&argv[1], tp_dict)) return pkl_not_implemented();
    if (!pkl_enter(" in comparison")) return false;
    int same = equal_dicts(&argv[0], &argv[1]);
    pkl_leave();
    if (same < 0) return false;
    return pkl_return_bool((same == 1) == wanted);
}

static bool dict_eq(int argc, py_Ref argv) { return (void)argc, equality(argv, true); }
static bool dict_ne(int argc, py_Ref argv) { return (void)argc, equality(argv, false); }
static bool dict_unordered(int argc, py_Ref argv) { return (void)argc, (void)argv, pkl_not_implemented(); }

static bool joined(py_Ref a, py_Ref b) {
    if (!py_isinstance(a, tp_dict) || !py_isinstance(b, tp_dict)) return pkl_not_implemented();
    py_TValue* sum = py_pushtmp();
    pkl_dict_copy(sum, dict_of(a));
    bool ok = pkl_dict_update(sum, b);
    *py_retval() = *sum;
    py_pop();
    return ok;
}

static bool dict_or(int argc, py_Ref argv) { return (void)argc, joined(&argv[0], &argv[1]); }
static bool dict_ror(int argc, py_Ref argv) { return (void)argc, joined(&argv[1], &argv[0]); }

static bool dict_ior(int argc, py_Ref argv) {
    (void)argc;
    if (!pkl_dict_update(&argv[0], &argv[1])) return false;
    return pkl_return(&argv[0]);
}

/* ---- repr and iteration --------------------------------------------------------------------------------------------------------- */

static bool put_entries(PklBuilder* builder, py_Ref self) {
    bool first = true;
    for (int32_t place = 0;; first = false) {
        PklEntry* entry = pkl_dict_next(dict_of(self), &place);
        if (entry == NULL) return true;
        py_TValue *key = py_pushtmp(), *value = py_pushtmp();
        *key = entry->key;
        *value = entry->value;
        if (!first) pkl_put_text(builder, ", ");
        bool ok = pkl_put_repr(builder, key);
        pkl_put_text(builder, ": ");
        ok = ok && pkl_put_repr(builder, value);
        py_shrink(2);
        if (!ok) return false;
    }
}

static bool dict_repr(int argc, py_Ref argv) {
    (void)argc;
    PklReprGuard guard;
    if (!pkl_repr_begin(&guard, argv)) return py_newstr(py_retval(), "{...}"), true;
    PklBuilder builder;
    pkl_builder_start(&builder);
    pkl_put_char(&builder, '{');
    bool ok = pkl_enter(" while getting the repr of an object");
    if (ok) {
        ok = put_entries(&builder, argv);
        pkl_leave();
    }
    pkl_repr_end(&guard);
    pkl_put_char(&builder, '}');
    if (!ok) return pkl_builder_end(&builder), false;
    return pkl_builder_str(&builder, py_retval());
}

static bool dict_iter(int argc, py_Ref argv) { return (void)argc, pkl_dict_iterator(argv, PKL_DICT_KEYS, false); }
static bool dict_reversed(int argc, py_Ref argv) { return (void)argc, pkl_dict_iterator(argv, PKL_DICT_KEYS, true); }
static bool dict_keys(int argc, py_Ref argv) { return (void)argc, pkl_dict_view(argv, tp_dict_keys); }
static bool dict_values(int argc, py_Ref argv) { return (void)argc, pkl_dict_view(argv, tp_dict_values); }
static bool dict_items(int argc, py_Ref argv) { return (void)argc, pkl_dict_view(argv, tp_dict_items); }

static bool dict_sizeof(int argc, py_Ref argv) {
    (void)argc;
    return pkl_return_int(64 + 40 * (int64_t)dict_of(argv)->capacity);
}

#define BINARY(name, function) {"__" #name "__", function, "($self, value, /)", PKL_O, PKL_WRAPPER, 1, 1}
#define UNARY(name) {"__" #name "__", dict_##name, "($self, /)", PKL_NOARGS, PKL_WRAPPER, 0, 0}
#define METHOD(name) {#name, dict_##name, "($self, /)", PKL_NOARGS, PKL_METHOD, 0, 0}

const PklMethod pkl_dict_methods[] = {
    {"__new__", dict_new, "($type, *args, **kwargs)", PKL_CLINIC, PKL_NEW, 0, 0},
    {"__init__", dict_init, "($self, /, *args, **kwargs)", PKL_CLINIC, PKL_WRAPPER, 0, 0},
    BINARY(eq, dict_eq), BINARY(ne, dict_ne), BINARY(lt, dict_unordered), BINARY(le, dict_unordered), BINARY(gt, dict_unordered),
    BINARY(ge, dict_unordered), BINARY(or, dict_or), BINARY(ror, dict_ror), BINARY(ior, dict_ior),
    {"__contains__", dict_contains, "($self, key, /)", PKL_O, PKL_METHOD, 1, 1},
    {"__getitem__", dict_getitem, "($self, key, /)", PKL_O, PKL_METHOD, 1, 1},
    {"__setitem__", dict_setitem, "($self, key, value, /)", PKL_RANGE, PKL_WRAPPER, 2, 2},
    {"__delitem__", dict_delitem, "($self, key, /)", PKL_O, PKL_WRAPPER, 1, 1},
    UNARY(len), UNARY(iter), UNARY(repr),
    {"__reversed__", dict_reversed, "($self, /)", PKL_NOARGS, PKL_METHOD, 0, 0},
    {"__sizeof__", dict_sizeof, "($self, /)", PKL_NOARGS, PKL_METHOD, 0, 0},
    {"__class_getitem__", pkl_generic_alias, "($type, object, /)", PKL_O, PKL_CLASS, 1, 1},
    METHOD(keys), METHOD(values), METHOD(items), METHOD(clear), METHOD(copy), METHOD(popitem),
    {"get", dict_get, "($self, key, default=None, /)", PKL_RANGE, PKL_METHOD, 1, 2},
    {"setdefault", dict_setdefault, "($self, key, default=None, /)", PKL_RANGE, PKL_METHOD, 1, 2},
    {"pop", dict_pop, "($self, key, default=<unrepresentable>, /)", PKL_RANGE, PKL_METHOD, 1, 2},
    {"update", dict_update, "($self, /, *args, **kwargs)", PKL_CLINIC, PKL_METHOD, 0, 0},
    {"fromkeys", dict_fromkeys, "($type, iterable, value=None, /)", PKL_RANGE, PKL_CLASS, 1, 2},
    {0},
};
