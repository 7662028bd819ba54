/*
 * set and frozenset as sets: union, intersection, difference, subsets; as methods, as operators, in place.
 */
#include "../machine/machine.h"
#include "methods.h"

static PySet* set_of(py_Ref value) { return PKL_OBJECT(value, PySet); }
static bool is_set(py_Ref value) { return py_isinstance(value, tp_set) || py_isinstance(value, tp_frozenset); }

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
    return pkl_set_of_items(tp_set, value, out);
}

typedef struct Search {
    PySet *set, *found; /* found: NULL where only the first item counts that is, or is not, in the set */
    bool wanted, ended;
} Search;

static bool finds(py_Ref item, int64_t hash, Search* search) {
    bool failed = false, is_in = pkl_set_find(search->set, item, hash, &failed) != NULL;
    if (failed) return false;
    if (search->found) {
        if (is_in && !pkl_set_insert_hash(search->found, item, hash)) return false;
        search->ended = is_in && search->found->used >= search->set->used;
    } else search->ended = is_in == search->wanted;
    return !search->ended;
}

static bool search_item(py_Ref item, void* context) {
    Search* search = context;
    py_push(item);
    int64_t hash;
    bool hashed = search->found ? py_hash(py_peek(-1), &hash) : pkl_hash_key(py_peek(-1), "a set element", &hash);
    bool goes_on = hashed && finds(py_peek(-1), hash, search);
    py_pop();
    return goes_on;
}

/* Of any iterable, which is asked no further than until all are found. */
static bool common_items(py_Type type, PySet* set, py_Ref iterable, py_OutRef out) {
    py_TValue* made = py_pushtmp();
    Search search = {.set = set, .found = pkl_new_set(made, type)};
    bool ok = pkl_iterate(iterable, search_item, &search) || search.ended;
    *out = *made;
    py_pop();
    return ok;
}

/* Whether an item of the iterable is (wanted) or is not in the set: 1, 0, -1 */
static int any_item(PySet* set, py_Ref iterable, bool wanted) {
    Search search = {.set = set, .wanted = wanted};
    return pkl_iterate(iterable, search_item, &search) ? 0 : search.ended ? 1 : -1;
}

static bool intersection(py_Type type, py_Ref a, py_Ref b, py_OutRef out) {
    if (py_isidentical(a, b)) return pkl_set_of_items(type, a, out);
    if (!is_set(b)) return common_items(type, set_of(a), b, out);
    if (set_of(b)->used > set_of(a)->used) return filtered(type, a, b, true, out);
    return filtered(type, b, a, true, out);
}

/* ---- in place ------------------------------------------------------------------------------------------------------------------ */

static bool drop(py_Ref item, int64_t hash, void* context) { return pkl_set_discard_hash(set_of(context), item, hash) >= 0; }

/* set -= other; of one that is much larger only what they have in common is gone through. */
static bool take_away(py_Ref set, py_Ref other) {
    if (py_isidentical(other, set)) return pkl_set_clear(set_of(set)), true;
    py_TValue* less = py_pushtmp();
    *less = *other;
    bool ok = !is_set(other) || set_of(other)->used / 8 <= set_of(set)->used || intersection(tp_set, set, other, less);
    ok = ok && each(less, true, drop, set) && pkl_set_compact(set_of(set));
    py_pop();
    return ok;
}

static bool toggle(py_Ref item, int64_t hash, void* context) {
    int found = pkl_set_discard_hash(set_of(context), item, hash);
    return found != 0 ? found > 0 : pkl_set_insert_hash(set_of(context), item, hash);
}

/* set ^= other */
static bool toggle_all(py_Ref set, py_Ref other) {
    if (py_isidentical(other, set)) return pkl_set_clear(set_of(set)), true;
    py_TValue* items = py_pushtmp();
    if (other->type == tp_dict) *items = *other;
    bool ok = (other->type == tp_dict || askable(other, items)) && each(items, false, toggle, set);
    py_pop();
    return ok;
}

/* The set takes over what another one holds. */
static void take_over(py_Ref set, py_Ref other) {
    PySet *a = set_of(set), *b = set_of(other), content = *a;
    a->used = b->used, a->filled = b->filled, a->mask = b->mask, a->table = b->table;
    b->used = content.used, b->filled = content.filled, b->mask = content.mask, b->table = content.table;
}

/* set &= other */
static bool retain(py_Ref set, py_Ref other) {
    py_TValue* common = py_pushtmp();
    bool ok = intersection(tp_set, set, other, common);
    if (ok) take_over(set, common);
    py_pop();
    return ok;
}

typedef bool (*InPlace)(py_Ref set, py_Ref other);

static bool in_place(int argc, py_Ref argv, InPlace change) {
    for (int i = 1; i < argc; i++)
        if (!change(&argv[0], &argv[i])) return false;
    return pkl_return_none();
}

static bool set_intersection_update(int argc, py_Ref argv) {
    py_TValue* common = py_pushtmp(); /* with all of them, or unchanged */
    *common = argv[0];
    bool ok = true;
    for (int i = 1; ok && i < argc; i++) ok = intersection(tp_set, common, &argv[i], common);
    if (ok && !py_isidentical(common, &argv[0])) take_over(&argv[0], common);
    py_pop();
    return ok && pkl_return_none();
}

static bool set_difference_update(int argc, py_Ref argv) { return in_place(argc, argv, take_away); }
static bool set_symmetric_difference_update(int argc, py_Ref argv) { return in_place(argc, argv, toggle_all); }

static bool in_place_operator(py_Ref argv, InPlace change) {
    if (!is_set(&argv[1])) return pkl_not_implemented();
    return change(&argv[0], &argv[1]) && pkl_return(&argv[0]);
}

static bool set_ior(int argc, py_Ref argv) { return (void)argc, in_place_operator(argv, pkl_set_update); }
static bool set_iand(int argc, py_Ref argv) { return (void)argc, in_place_operator(argv, retain); }
static bool set_isub(int argc, py_Ref argv) { return (void)argc, in_place_operator(argv, take_away); }
static bool set_ixor(int argc, py_Ref argv) { return (void)argc, in_place_operator(argv, toggle_all); }

/* ---- as new sets ----------------------------------------------------------------------------------------------------------------- */

/* A copy of `source`, changed by `other`. */
static bool changed(py_Type type, py_Ref source, InPlace change, py_Ref other, py_OutRef out) {
    py_TValue* made = py_pushtmp();
    bool ok = pkl_set_of_items(type, source, made) && change(made, other);
    *out = *made;
    py_pop();
    return ok;
}

/* Which way a difference is made decides on the order of what is left. */
static bool is_much_smaller(py_Ref other, py_Ref set) {
    if (!is_set(other) && other->type != tp_dict) return true;
    int32_t used = is_set(other) ? set_of(other)->used : PKL_OBJECT(other, PyDict)->used;
    return set_of(set)->used / 4 > used;
}

static bool difference(py_Type type, py_Ref a, py_Ref b, py_OutRef out) {
    if (is_much_smaller(b, a)) return changed(type, a, take_away, b, out);
    py_TValue* other = py_pushtmp();
    bool ok = askable(b, other) && filtered(type, a, other, false, out);
    py_pop();
    return ok;
}

static bool symmetric(py_Type type, py_Ref a, py_Ref b, py_OutRef out) { return changed(type, b, toggle_all, a, out); }
static bool union_of(py_Type type, py_Ref a, py_Ref b, py_OutRef out) { return changed(type, a, pkl_set_update, b, out); }

typedef bool (*Algebra)(py_Type type, py_Ref a, py_Ref b, py_OutRef out);

/* a.method(*others): folds over the arguments. */
static bool fold(int argc, py_Ref argv, Algebra algebra) {
    py_Type type = pkl_set_kind(argv);
    py_TValue* result = py_pushtmp();
    *result = argv[0];
    bool ok = argc > 1 || pkl_set_of_items(type, &argv[0], result);
    for (int i = 1; ok && i < argc; i++) ok = algebra(type, result, &argv[i], result);
    *py_retval() = *result;
    py_pop();
    return ok;
}

static bool set_intersection(int argc, py_Ref argv) { return fold(argc, argv, intersection); }
static bool set_symmetric_difference(int argc, py_Ref argv) { return fold(argc, argv, symmetric); }

/* The first two by `algebra`, and the others change what came out. */
static bool fold_in_place(int argc, py_Ref argv, Algebra algebra, InPlace change) {
    if (!fold(argc < 2 ? argc : 2, argv, algebra)) return false;
    py_TValue* result = py_pushtmp();
    *result = *py_retval();
    bool ok = true;
    for (int i = 2; ok && i < argc; i++) ok = change(result, &argv[i]);
    *py_retval() = *result;
    py_pop();
    return ok;
}

static bool set_union(int argc, py_Ref argv) { return fold_in_place(argc, argv, union_of, pkl_set_update); }
static bool set_difference(int argc, py_Ref argv) { return fold_in_place(argc, argv, difference, take_away); }

static bool operator(py_Ref argv, Algebra algebra) {
    if (!is_set(&argv[0]) || !is_set(&argv[1])) return pkl_not_implemented();
    return algebra(pkl_set_kind(argv), &argv[0], &argv[1], py_retval());
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

static bool set_issubset(int argc, py_Ref argv) {
    (void)argc;
    if (is_set(&argv[1])) {
        int truth = subset(&argv[0], &argv[1]);
        return truth >= 0 && pkl_return_bool(truth == 1);
    }
    py_TValue* common = py_pushtmp();
    bool ok = intersection(tp_set, &argv[0], &argv[1], common);
    bool all = ok && set_of(common)->used == set_of(argv)->used;
    py_pop();
    return ok && pkl_return_bool(all);
}

static bool set_issuperset(int argc, py_Ref argv) {
    (void)argc;
    int truth = is_set(&argv[1]) ? subset(&argv[1], &argv[0]) : any_item(set_of(argv), &argv[1], false);
    if (!is_set(&argv[1]) && truth >= 0) truth = !truth;
    return truth >= 0 && pkl_return_bool(truth == 1);
}

static bool set_isdisjoint(int argc, py_Ref argv) {
    (void)argc;
    py_Ref a = &argv[0], b = &argv[1];
    if (py_isidentical(a, b)) return pkl_return_bool(set_of(a)->used == 0);
    bool turned = is_set(b) && set_of(b)->used > set_of(a)->used; /* the smaller one is gone through */
    int found = turned ? any_item(set_of(b), a, true) : any_item(set_of(a), b, true);
    return found >= 0 && pkl_return_bool(found == 0);
}

#define BINARY(name) {"__" #name "__", set_##name, "($self, value, /)", PKL_O, PKL_WRAPPER, 1, 1}
#define MANY(name) {#name, set_##name, "($self, /, *others)", PKL_ANY, PKL_METHOD, 0, 0}
#define ONE(name) {#name, set_##name, "($self, other, /)", PKL_O, PKL_METHOD, 1, 1}

const PklMethod pkl_set_algebra[] = {
    BINARY(or), BINARY(ror), BINARY(and), BINARY(rand), BINARY(sub), BINARY(rsub), BINARY(xor), BINARY(rxor), BINARY(lt), BINARY(le), BINARY(eq), BINARY(ne), BINARY(gt), BINARY(ge),
    MANY(union), MANY(intersection), MANY(difference), ONE(symmetric_difference), ONE(issubset), ONE(issuperset), ONE(isdisjoint), {0},
};

const PklMethod pkl_set_algebra_in_place[] = {
    BINARY(ior), BINARY(iand), BINARY(isub), BINARY(ixor), MANY(intersection_update), MANY(difference_update), ONE(symmetric_difference_update), {0},
};
