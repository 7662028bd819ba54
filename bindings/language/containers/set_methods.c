/*
 * set and frozenset: methods and operators.
 */
#include "../machine/machine.h"
#include "methods.h"

static PySet* set_of(py_Ref value) { return PKL_OBJECT(value, PySet); }
static bool is_set(py_Ref value) { return py_isinstance(value, tp_set) || py_isinstance(value, tp_frozenset); }

/* ---- adding -------------------------------------------------------------------------------------------------- */

bool pkl_set_add(py_Ref set, py_Ref item) { return pkl_set_insert(set_of(set), item); }

static bool add_item(py_Ref item, void* context) { return pkl_set_insert(context, item); }

bool pkl_set_update(py_Ref set, py_Ref iterable) {
    if (iterable->type == tp_dict) {
        PyDict* dict = PKL_OBJECT(iterable, PyDict);
        for (int32_t place = 0;;) {
            PklEntry* entry = pkl_dict_next(dict, &place);
            if (entry == NULL) return true;
            if (!pkl_set_insert_hash(set_of(set), &entry->key, entry->hash)) return false;
        }
    }
    if (!is_set(iterable)) return pkl_iterate(iterable, add_item, set_of(set));
    PySet* other = set_of(iterable);
    for (int32_t place = 0;;) {
        PklSetEntry* entry = pkl_set_next(other, &place);
        if (entry == NULL) return true;
        if (!pkl_set_insert_hash(set_of(set), &entry->key, entry->hash)) return false;
    }
}

/* A new set of the same kind (set or frozenset) with what the iterable gives. */
static bool set_of_items(py_Type type, py_Ref iterable, py_OutRef out) {
    py_TValue* made = py_pushtmp();
    pkl_new_set(made, type);
    bool ok = iterable == NULL || pkl_set_update(made, iterable);
    *out = *made;
    py_pop();
    return ok;
}

static py_Type plain_type(py_Ref self) { return py_isinstance(self, tp_frozenset) ? tp_frozenset : tp_set; }

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
    return set_of_items(type, argv[1].type != tp_nil ? &argv[1] : NULL, py_retval());
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
    return set_of_items(plain_type(argv), &argv[0], py_retval());
}

/* ---- taking out ---------------------------------------------------------------------------------------------------- */

/* A set as a key is looked for as a frozenset. */
static bool as_key(py_Ref item, py_OutRef out) {
    *out = *item;
    return !py_isinstance(item, tp_set) || set_of_items(tp_frozenset, item, out);
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
    int32_t place = self->finger;
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

/* ---- set algebra --------------------------------------------------------------------------------------------------------- */

/* Items with their hashes: those that a set or dict has stored are not asked for again. `item` lies on the native stack. */
typedef struct Visit {
    bool (*f)(py_Ref item, int64_t hash, void* context);
    void* context;
} Visit;

static bool visit(py_Ref item, int64_t hash, const Visit* visit) {
    py_push(item);
    bool ok = visit->f(py_peek(-1), hash, visit->context);
    py_pop();
    return ok;
}

static bool visit_unhashed(py_Ref item, void* context) {
    py_push(item);
    int64_t hash;
    bool ok = pkl_hash_key(py_peek(-1), "a set element", &hash) && visit(py_peek(-1), hash, context);
    py_pop();
    return ok;
}

/* A dict that changes is noticed only by its own iterator, which `notices` asks for. */
static bool each(py_Ref iterable, bool notices, bool (*f)(py_Ref, int64_t, void*), void* context) {
    Visit with = {f, context};
    if (is_set(iterable)) {
        for (int32_t place = 0;;) {
            PklSetEntry* entry = pkl_set_next(set_of(iterable), &place);
            if (entry == NULL || !visit(&entry->key, entry->hash, &with)) return entry == NULL;
        }
    }
    if (notices || iterable->type != tp_dict) return pkl_iterate(iterable, visit_unhashed, &with);
    for (int32_t place = 0;;) {
        PklEntry* entry = pkl_dict_next(PKL_OBJECT(iterable, PyDict), &place);
        if (entry == NULL || !visit(&entry->key, entry->hash, &with)) return entry == NULL;
    }
}

typedef struct Filter {
    PySet* out;
    py_Ref other;
    bool wanted;
} Filter;

static bool keep(py_Ref item, int64_t hash, void* context) {
    Filter* filter = context;
    bool failed = false;
    bool found = pkl_set_find(set_of(filter->other), item, hash, &failed) != NULL;
    return !failed && (found != filter->wanted || pkl_set_insert_hash(filter->out, item, hash));
}

/* Items of `source` that are (or are not) in the set `other`, as a new set. */
static bool filtered(py_Type type, py_Ref source, py_Ref other, bool wanted, py_OutRef out) {
    py_TValue* made = py_pushtmp();
    Filter filter = {pkl_new_set(made, type), other, wanted};
    bool ok = each(source, true, keep, &filter);
    *out = *made;
    py_pop();
    return ok;
}

/* The other operand as a set that can be asked. */
static bool askable(py_Ref value, py_OutRef out) {
    if (is_set(value)) return *out = *value, true;
    return set_of_items(tp_set, value, out);
}

static bool intersection(py_Type type, py_Ref a, py_Ref b, py_OutRef out) {
    if (!is_set(b)) return filtered(type, b, a, true, out);
    if (set_of(b)->used > set_of(a)->used) return filtered(type, a, b, true, out);
    return filtered(type, b, a, true, out);
}

static bool difference(py_Type type, py_Ref a, py_Ref b, py_OutRef out) {
    py_TValue* other = py_pushtmp();
    bool ok = askable(b, other) && filtered(type, a, other, false, out);
    py_pop();
    return ok;
}

static bool toggle(py_Ref item, int64_t hash, void* context) {
    py_Ref set = context;
    bool failed = false;
    PklSetEntry* entry = pkl_set_find(set_of(set), item, hash, &failed);
    if (failed || entry == NULL) return !failed && pkl_set_insert_hash(set_of(set), item, hash);
    *entry = (PklSetEntry){.hash = -1};
    set_of(set)->used--;
    return true;
}

/* A copy of a, in which every item of b is taken out or put in. */
static bool symmetric(py_Type type, py_Ref a, py_Ref b, py_OutRef out) {
    py_TValue *result = py_pushtmp(), *other = py_pushtmp();
    bool ok = set_of_items(type, a, result);
    if (b->type == tp_dict) *other = *b;
    else ok = ok && askable(b, other);
    ok = ok && each(other, false, toggle, result);
    *out = *result;
    py_shrink(2);
    return ok;
}

static bool union_of(py_Type type, py_Ref a, py_Ref b, py_OutRef out) {
    py_TValue* sum = py_pushtmp();
    bool ok = set_of_items(type, a, sum) && pkl_set_update(sum, b);
    *out = *sum;
    py_pop();
    return ok;
}

typedef bool (*Algebra)(py_Type type, py_Ref a, py_Ref b, py_OutRef out);

/* a.method(*others): folds over the arguments. */
static bool fold(int argc, py_Ref argv, Algebra algebra) {
    py_Type type = plain_type(argv);
    py_TValue* result = py_pushtmp();
    *result = argv[0];
    bool ok = argc > 1 || set_of_items(type, &argv[0], result);
    for (int i = 1; ok && i < argc; i++) ok = algebra(type, result, &argv[i], result);
    *py_retval() = *result;
    py_pop();
    return ok;
}

static bool set_union(int argc, py_Ref argv) { return fold(argc, argv, union_of); }
static bool set_intersection(int argc, py_Ref argv) { return fold(argc, argv, intersection); }
static bool set_difference(int argc, py_Ref argv) { return fold(argc, argv, difference); }
static bool set_symmetric_difference(int argc, py_Ref argv) { return fold(argc, argv, symmetric); }

static bool operator(py_Ref argv, Algebra algebra) {
    if (!is_set(&argv[0]) || !is_set(&argv[1])) return pkl_not_implemented();
    return algebra(plain_type(argv), &argv[0], &argv[1], py_retval());
}

static bool set_or(int argc, py_Ref argv) { return (void)argc, operator(argv, union_of); }
static bool set_and(int argc, py_Ref argv) { return (void)argc, operator(argv, intersection); }
static bool set_sub(int argc, py_Ref argv) { return (void)argc, operator(argv, difference); }
static bool set_xor(int argc, py_Ref argv) { return (void)argc, operator(argv, symmetric); }

static bool reflected(py_Ref argv, Algebra algebra) {
    py_TValue turned[2] = {argv[1], argv[0]};
    return operator(turned, algebra);
}

static bool set_ror(int argc, py_Ref argv) { return (void)argc, reflected(argv, union_of); }
static bool set_rand(int argc, py_Ref argv) { return (void)argc, reflected(argv, intersection); }
static bool set_rsub(int argc, py_Ref argv) { return (void)argc, reflected(argv, difference); }
static bool set_rxor(int argc, py_Ref argv) { return (void)argc, reflected(argv, symmetric); }

/* ---- in place ------------------------------------------------------------------------------------------------------------------ */

/* The set takes over what another one holds. */
static void take_over(py_Ref set, py_Ref other) {
    PySet *a = set_of(set), *b = set_of(other), content = *a;
    a->used = b->used, a->filled = b->filled, a->mask = b->mask, a->finger = 0, a->table = b->table;
    b->used = content.used, b->filled = content.filled, b->mask = content.mask, b->finger = 0, b->table = content.table;
}

static bool in_place(int argc, py_Ref argv, Algebra algebra) {
    py_TValue* result = py_pushtmp();
    *result = argv[0];
    bool ok = true;
    for (int i = 1; ok && i < argc; i++) ok = algebra(tp_set, result, &argv[i], result);
    if (ok && result->_obj != argv[0]._obj) take_over(&argv[0], result);
    py_pop();
    return ok;
}

static bool set_intersection_update(int argc, py_Ref argv) { return in_place(argc, argv, intersection) && pkl_return_none(); }
static bool set_difference_update(int argc, py_Ref argv) { return in_place(argc, argv, difference) && pkl_return_none(); }
static bool set_symmetric_difference_update(int argc, py_Ref argv) { return in_place(argc, argv, symmetric) && pkl_return_none(); }

static bool in_place_operator(py_Ref argv, Algebra algebra) {
    if (!is_set(&argv[1])) return pkl_not_implemented();
    if (!in_place(2, argv, algebra)) return false;
    return pkl_return(&argv[0]);
}

static bool set_ior(int argc, py_Ref argv) {
    (void)argc;
    if (!is_set(&argv[1])) return pkl_not_implemented();
    if (!pkl_set_update(&argv[0], &argv[1])) return false;
    return pkl_return(&argv[0]);
}

static bool set_iand(int argc, py_Ref argv) { return (void)argc, in_place_operator(argv, intersection); }
static bool set_isub(int argc, py_Ref argv) { return (void)argc, in_place_operator(argv, difference); }
static bool set_ixor(int argc, py_Ref argv) { return (void)argc, in_place_operator(argv, symmetric); }

/* ---- comparison ----------------------------------------------------------------------------------------------------------------- */

/* Every item of a is in b: 1, 0, -1 */
static int subset(py_Ref a, py_Ref b) {
    for (int32_t place = 0;;) {
        PklSetEntry* entry = pkl_set_next(set_of(a), &place);
        if (entry == NULL) return 1;
        bool failed = false;
        py_push(&entry->key);
        PklSetEntry* found = pkl_set_find(set_of(b), py_peek(-1), entry->hash, &failed);
        py_pop();
        if (failed) return -1;
        if (found == NULL) return 0;
    }
}

static bool compare(py_Ref argv, int op) {
    py_Ref a = &argv[0], b = &argv[1];
    if (!is_set(b)) return pkl_not_implemented();
    int x = set_of(a)->used, y = set_of(b)->used, truth;
    switch (op) {
    case PKL_COMPARE_EQ:
    case PKL_COMPARE_NE: truth = x == y ? subset(a, b) : 0; break;
    case PKL_COMPARE_LT: truth = x < y ? subset(a, b) : 0; break;
    case PKL_COMPARE_LE: truth = x <= y ? subset(a, b) : 0; break;
    case PKL_COMPARE_GT: truth = x > y ? subset(b, a) : 0; break;
    default: truth = x >= y ? subset(b, a) : 0; break;
    }
    if (truth < 0) return false;
    return pkl_return_bool((truth == 1) != (op == PKL_COMPARE_NE));
}

static bool set_lt(int argc, py_Ref argv) { return (void)argc, compare(argv, PKL_COMPARE_LT); }
static bool set_le(int argc, py_Ref argv) { return (void)argc, compare(argv, PKL_COMPARE_LE); }
static bool set_eq(int argc, py_Ref argv) { return (void)argc, compare(argv, PKL_COMPARE_EQ); }
static bool set_ne(int argc, py_Ref argv) { return (void)argc, compare(argv, PKL_COMPARE_NE); }
static bool set_gt(int argc, py_Ref argv) { return (void)argc, compare(argv, PKL_COMPARE_GT); }
static bool set_ge(int argc, py_Ref argv) { return (void)argc, compare(argv, PKL_COMPARE_GE); }

static bool by_method(py_Ref argv, bool superset) {
    py_TValue* other = py_pushtmp();
    int truth = askable(&argv[1], other) ? (superset ? subset(other, argv) : subset(argv, other)) : -1;
    py_pop();
    if (truth < 0) return false;
    return pkl_return_bool(truth == 1);
}

static bool set_issubset(int argc, py_Ref argv) { return (void)argc, by_method(argv, false); }
static bool set_issuperset(int argc, py_Ref argv) { return (void)argc, by_method(argv, true); }

static bool set_isdisjoint(int argc, py_Ref argv) {
    (void)argc;
    py_TValue* common = py_pushtmp();
    bool ok = intersection(tp_set, &argv[0], &argv[1], common);
    bool disjoint = ok && set_of(common)->used == 0;
    py_pop();
    py_newbool(py_retval(), disjoint);
    return ok;
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

#define BINARY(name) {"__" #name "__", set_##name, "($self, value, /)", PKL_O, PKL_WRAPPER, 1, 1}
#define UNARY(name) {"__" #name "__", set_##name, "($self, /)", PKL_NOARGS, PKL_WRAPPER, 0, 0}
#define MANY(name) {#name, set_##name, "($self, /, *others)", PKL_ANY, PKL_METHOD, 0, 0}
#define ONE(name) {#name, set_##name, "($self, other, /)", PKL_O, PKL_METHOD, 1, 1}
#define NONE(name) {#name, set_##name, "($self, /)", PKL_NOARGS, PKL_METHOD, 0, 0}
#define COMMON                                                                                                         \
    BINARY(or), BINARY(ror), BINARY(and), BINARY(rand), BINARY(sub), BINARY(rsub), BINARY(xor), BINARY(rxor), BINARY(lt), BINARY(le), BINARY(eq), \
        BINARY(ne), BINARY(gt), BINARY(ge), UNARY(len), UNARY(iter), UNARY(repr),                                      \
        {"__contains__", set_contains, "($self, object, /)", PKL_O, PKL_METHOD, 1, 1},                                 \
        {"__reduce__", set_reduce, "($self, /)", PKL_NOARGS, PKL_METHOD, 0, 0},                                        \
        {"__sizeof__", set_sizeof, "($self, /)", PKL_NOARGS, PKL_METHOD, 0, 0},                                        \
        {"__class_getitem__", pkl_generic_alias, "($type, object, /)", PKL_O, PKL_CLASS, 1, 1}, MANY(union), MANY(intersection), MANY(difference), \
        ONE(symmetric_difference), ONE(issubset), ONE(issuperset), ONE(isdisjoint), NONE(copy)

const PklMethod pkl_set_methods[] = {
    {"__new__", set_new, "($type, *args, **kwargs)", PKL_CLINIC, PKL_NEW, 0, 0},
    {"__init__", set_init, "($self, iterable=(), /)", PKL_ANY_KW, PKL_WRAPPER, 0, 1},
    COMMON,
    BINARY(ior), BINARY(iand), BINARY(isub), BINARY(ixor),
    {"add", set_add, "($self, object, /)", PKL_O, PKL_METHOD, 1, 1}, {"remove", set_remove, "($self, object, /)", PKL_O, PKL_METHOD, 1, 1},
    {"discard", set_discard, "($self, object, /)", PKL_O, PKL_METHOD, 1, 1}, NONE(pop), NONE(clear), MANY(update), MANY(intersection_update),
    MANY(difference_update), ONE(symmetric_difference_update),
    {0},
};

const PklMethod pkl_frozenset_methods[] = {
    {"__new__", frozenset_new, "($type, iterable=(), /)", PKL_RANGE, PKL_NEW, 0, 1},
    COMMON,
    {"__hash__", frozenset_hash, "($self, /)", PKL_NOARGS, PKL_WRAPPER, 0, 0},
    {0},
};
