/* set and frozenset: CPython's table, growth and probing, so that small numbers come in CPython's order. */
#include "containers.h"

#include <string.h>

enum { TABLE_MIN = 8, LINEAR_PROBES = 9, PERTURB_SHIFT = 5 };

static inline bool is_free(const PklSetEntry* entry) { return !entry->key.type && entry->hash != -1; }
static size_t table_bytes(uint32_t mask) { return sizeof(PklSetEntry) * ((size_t)mask + 1); }

/* The order in which a hash visits the table. */
typedef struct Probe {
    uint64_t perturb;
    uint32_t at;      /* start of a run */
    uint32_t step;    /* in the run */
    uint32_t steps;
} Probe;

static uint32_t run_length(uint32_t at, uint32_t mask) { return at + LINEAR_PROBES <= mask ? LINEAR_PROBES : 0; }

static Probe probe_start(int64_t hash, uint32_t mask) {
    uint32_t at = (uint32_t)hash & mask;
    return (Probe){(uint64_t)hash, at, 0, run_length(at, mask)};
}

static uint32_t probe_next(Probe* probe, uint32_t mask) {
    if (probe->step < probe->steps) return probe->at + ++probe->step;
    probe->perturb >>= PERTURB_SHIFT;
    probe->at = (uint32_t)(probe->at * 5 + 1 + probe->perturb) & mask;
    probe->step = 0;
    probe->steps = run_length(probe->at, mask);
    return probe->at;
}

/* ---- finding ---------------------------------------------------------------------------- */

static int compare_slowly(PySet* set, PklSetEntry* entry, const py_TValue* key) {
    PklSetEntry* table = set->table;
    uint32_t mask = set->mask;
    py_TValue* mine = py_pushtmp();
    py_TValue* its = py_pushtmp();
    *mine = *key;
    *its = entry->key;
    int equal = py_equal(its, mine);
    bool same = set->table == table && set->mask == mask && py_isidentical(&entry->key, its);
    py_shrink(2);
    return equal < 0 || same ? equal : -3;
}

static int matches(PySet* set, PklSetEntry* entry, const py_TValue* key, int64_t hash) {
    if (!entry->key.type || entry->hash != hash) return 0;
    if (py_isidentical(&entry->key, (py_Ref)key)) return 1;
    if (entry->key.type == tp_str && key->type == tp_str) return pkl_str_equal(pkl_str(&entry->key), pkl_str(key));
    return compare_slowly(set, entry, key);
}

static bool is_dummy(const PklSetEntry* entry) { return !entry->key.type && entry->hash == -1; }

/* The entry with the key, or NULL; then `*place` is where it goes: as in CPython the last one on the way that was taken out of, or the first free one. */
static PklSetEntry* find(PySet* set, const py_TValue* key, int64_t hash, PklSetEntry** place, bool* failed) {
    *failed = false;
again:
    if (!set->table) return NULL;
    PklSetEntry* left = NULL;
    Probe probe = probe_start(hash, set->mask);
    for (uint32_t i = probe.at;; i = probe_next(&probe, set->mask)) {
        PklSetEntry* entry = &set->table[i];
        if (is_free(entry)) {
            if (place) *place = left ? left : entry;
            return NULL;
        }
        if (is_dummy(entry)) left = entry;
        int equal = matches(set, entry, key, hash);
        if (equal == -3) goto again;
        if (equal < 0) *failed = true;
        if (equal) return equal < 0 ? NULL : entry;
    }
}

PklSetEntry* pkl_set_find(PySet* set, const py_TValue* key, int64_t hash, bool* failed) { return find(set, key, hash, NULL, failed); }

/* ---- growing ------------------------------------------------------------------------------- */

static void insert_clean(PklSetEntry* table, uint32_t mask, const PklSetEntry* entry) {
    Probe probe = probe_start(entry->hash, mask);
    uint32_t i = probe.at;
    while (table[i].key.type) i = probe_next(&probe, mask);
    table[i] = *entry;
}

static bool resize(PySet* set, uint32_t need) {
    uint64_t size = TABLE_MIN;
    while (size <= need) size *= 2;
    if (size > INT32_MAX || !pkl_reserve(size * sizeof(PklSetEntry))) return pkl_raise(tp_MemoryError, NULL);
    PySet old = *set;
    set->mask = (uint32_t)size - 1;
    set->table = pkl_buffer(table_bytes(set->mask));
    memset(set->table, 0, table_bytes(set->mask));
    set->filled = set->used;
    if (!old.table) return true;
    for (uint32_t i = 0; i <= old.mask; i++) {
        if (old.table[i].key.type) insert_clean(set->table, set->mask, &old.table[i]);
    }
    pkl_buffer_free(old.table, table_bytes(old.mask));
    return true;
}

bool pkl_set_insert_hash(PySet* set, const py_TValue* key, int64_t hash) {
    bool failed;
    PklSetEntry* place = NULL;
    py_TValue copy = *key;
    do { /* a comparison may clear the set */
        if (!set->table && !resize(set, 0)) return false;
        if (find(set, &copy, hash, &place, &failed)) return true;
        if (failed) return false;
    } while (!set->table);
    bool reused = is_dummy(place);
    *place = (PklSetEntry){copy, hash};
    set->used++;
    if (reused) return true;
    set->filled++;
    if ((uint64_t)set->filled * 5 < (uint64_t)set->mask * 3) return true;
    return resize(set, (uint32_t)(set->used > 50000 ? set->used * 2 : set->used * 4));
}

bool pkl_set_insert(PySet* set, const py_TValue* key) {
    int64_t hash;
    return pkl_hash_key(key, "a set element", &hash) && pkl_set_insert_hash(set, key, hash);
}

/* ---- whole sets ---------------------------------------------------------------------------- */

/* Room for that many more at once, as CPython makes it before it merges. */
bool pkl_set_make_room(PySet* set, int32_t more) {
    if (!set->table && !resize(set, 0)) return false;
    if (((uint64_t)set->filled + (uint64_t)more) * 5 < (uint64_t)set->mask * 3) return true;
    uint64_t need = ((uint64_t)set->used + (uint64_t)more) * 2;
    return resize(set, need > INT32_MAX ? INT32_MAX : (uint32_t)need);
}

/* Into an empty one: entries keep their places where the tables are alike. */
static void fill_empty(PySet* set, const PySet* other) {
    bool alike = set->mask == other->mask && other->filled == other->used;
    for (uint32_t i = 0; i <= other->mask; i++) {
        if (!other->table[i].key.type) continue;
        if (alike) set->table[i] = other->table[i];
        else insert_clean(set->table, set->mask, &other->table[i]);
    }
    set->used = set->filled = other->used;
}

bool pkl_set_merge(PySet* set, PySet* other) {
    if (other == set || !other->used) return true;
    if (!pkl_set_make_room(set, other->used)) return false;
    if (!set->filled) return fill_empty(set, other), true;
    for (int32_t place = 0;;) {
        PklSetEntry* entry = pkl_set_next(other, &place);
        if (!entry) return true;
        if (!pkl_set_insert_hash(set, &entry->key, entry->hash)) return false;
    }
}

int pkl_set_discard_hash(PySet* set, const py_TValue* key, int64_t hash) {
    bool failed;
    PklSetEntry* entry = pkl_set_find(set, key, hash, &failed);
    if (!entry) return failed ? -1 : 0;
    *entry = (PklSetEntry){.hash = -1};
    set->used--;
    return 1;
}

bool pkl_set_compact(PySet* set) {
    if ((uint32_t)(set->filled - set->used) <= set->mask / 4) return true;
    return resize(set, (uint32_t)(set->used > 50000 ? set->used * 2 : set->used * 4));
}

int pkl_set_discard(PySet* set, const py_TValue* key) {
    int64_t hash;
    return pkl_hash_key(key, "a set element", &hash) ? pkl_set_discard_hash(set, key, hash) : -1;
}

int pkl_set_contains(PySet* set, const py_TValue* key) {
    int64_t hash;
    bool failed;
    if (!pkl_hash_key(key, "a set element", &hash)) return -1;
    PklSetEntry* entry = pkl_set_find(set, key, hash, &failed);
    return failed ? -1 : entry != NULL;
}

void pkl_set_clear(PySet* set) {
    if (set->table) pkl_buffer_free(set->table, table_bytes(set->mask));
    set->table = NULL;
    set->used = set->filled = 0;
    set->mask = 0;
}

PklSetEntry* pkl_set_next(const PySet* set, int32_t* place) {
    while (set->table && (uint32_t)*place <= set->mask) {
        PklSetEntry* entry = &set->table[(*place)++];
        if (entry->key.type) return entry;
    }
    return NULL;
}

/* ---- layout ----------------------------------------------------------------------------------- */

static void mark_set(PyObject* object) {
    PySet* set = (PySet*)object;
    int32_t place = 0;
    for (PklSetEntry* entry; (entry = pkl_set_next(set, &place));) pkl_mark_value(&entry->key);
}

static void free_set(PyObject* object) { pkl_set_clear((PySet*)object); }

const PklLayout pkl_set_layout = {sizeof(PySet), mark_set, free_set};

PySet* pkl_new_set(py_OutRef out, py_Type type) {
    PySet* set = (PySet*)pkl_new(out, type);
    set->hash = -1;
    return set;
}
