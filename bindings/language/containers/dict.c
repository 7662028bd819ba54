/*
 * The dict: entries in the order of insertion, and an index into them behind the last one, in the same buffer.
 *
 * The index is probed linearly from a mixed hash, and deletion closes its gap by moving later elements up, so it never holds tombstones;
 * `entries` has holes (nil keys) until the next rebuild. A full array of entries is rebuilt: without holes, larger if need be.
 */
#include "containers.h"

#include <string.h>

enum { INDEX_MIN = 8 };

/* ---- the index ------------------------------------------------------------------------ */

static inline int32_t index_get(const PyDict* dict, uint32_t slot) {
    if (dict->mask <= UINT8_MAX) return (int32_t)((uint8_t*)dict->index)[slot] - 1;
    if (dict->mask <= UINT16_MAX) return (int32_t)((uint16_t*)dict->index)[slot] - 1;
    return (int32_t)((uint32_t*)dict->index)[slot] - 1;
}

static inline void index_set(PyDict* dict, uint32_t slot, int32_t place) {
    if (dict->mask <= UINT8_MAX) ((uint8_t*)dict->index)[slot] = (uint8_t)(place + 1);
    else if (dict->mask <= UINT16_MAX) ((uint16_t*)dict->index)[slot] = (uint16_t)(place + 1);
    else ((uint32_t*)dict->index)[slot] = (uint32_t)(place + 1);
}

static inline uint32_t home_of(const PyDict* dict, int64_t hash) {
    return (uint32_t)((uint64_t)hash * 0x9E3779B97F4A7C15u >> 32) & dict->mask;
}

static size_t index_bytes(uint32_t mask) { return ((size_t)mask + 1) * (mask <= UINT8_MAX ? 1 : mask <= UINT16_MAX ? 2 : 4); }
static int32_t capacity_of(uint32_t mask) { return (int32_t)(((uint64_t)mask + 1) * 2 / 3); }
static size_t buffer_bytes(uint32_t mask) { return sizeof(PklEntry) * (size_t)capacity_of(mask) + index_bytes(mask); }

static uint32_t free_slot(const PyDict* dict, int64_t hash) {
    uint32_t slot = home_of(dict, hash);
    while (index_get(dict, slot) >= 0) slot = (slot + 1) & dict->mask;
    return slot;
}

/* ---- building ----------------------------------------------------------------------------- */

static inline void keys_changed(PyDict* dict) { dict->keys_version = 0; }

uint32_t pkl_dict_version(PyDict* dict) {
    if (!dict->keys_version) dict->keys_version = ++pkl_vm->version;
    return dict->keys_version;
}

static void attach_buffer(PyDict* dict, uint32_t mask) {
    dict->mask = mask;
    dict->capacity = capacity_of(mask);
    dict->entries = pkl_buffer(buffer_bytes(mask));
    dict->index = dict->entries + dict->capacity;
    memset(dict->index, 0, index_bytes(mask));
}

static void release_buffer(PyDict* dict) {
    if (dict->entries) pkl_buffer_free(dict->entries, buffer_bytes(dict->mask));
}

static bool rebuild(PyDict* dict, bool checked) {
    uint32_t mask = INDEX_MIN - 1;
    while (capacity_of(mask) <= dict->used + dict->used / 2) mask = mask * 2 + 1;
    if (checked && !pkl_reserve(buffer_bytes(mask))) return false;
    PyDict old = *dict;
    attach_buffer(dict, mask);
    dict->filled = 0;
    for (int32_t i = 0; i < old.filled; i++) {
        if (!old.entries[i].key.type) continue;
        index_set(dict, free_slot(dict, old.entries[i].hash), dict->filled);
        dict->entries[dict->filled++] = old.entries[i];
    }
    release_buffer(&old);
    keys_changed(dict);
    return true;
}

static bool add(PyDict* dict, const py_TValue* key, int64_t hash, const py_TValue* value, bool checked) {
    PklEntry entry = {*key, *value, hash};
    if (dict->filled == dict->capacity && !rebuild(dict, checked)) return false;
    index_set(dict, free_slot(dict, hash), dict->filled);
    dict->entries[dict->filled++] = entry;
    dict->used++;
    keys_changed(dict);
    return true;
}

static uint32_t slot_of(const PyDict* dict, int32_t place) {
    uint32_t slot = home_of(dict, dict->entries[place].hash);
    while (index_get(dict, slot) != place) slot = (slot + 1) & dict->mask;
    return slot;
}

/* Moves up what could not be found behind the gap. */
static void close_gap(PyDict* dict, uint32_t gap) {
    for (uint32_t slot = (gap + 1) & dict->mask;; slot = (slot + 1) & dict->mask) {
        int32_t place = index_get(dict, slot);
        if (place < 0) break;
        uint32_t home = home_of(dict, dict->entries[place].hash);
        if (((slot - home) & dict->mask) < ((slot - gap) & dict->mask)) continue;
        index_set(dict, gap, place);
        gap = slot;
    }
    index_set(dict, gap, -1);
}

void pkl_dict_delete_at(PyDict* dict, int32_t place) {
    close_gap(dict, slot_of(dict, place));
    dict->entries[place] = (PklEntry){0};
    dict->used--;
    keys_changed(dict);
}

void pkl_dict_clear(PyDict* dict) {
    release_buffer(dict);
    dict->entries = NULL;
    dict->index = NULL;
    dict->used = dict->filled = dict->capacity = 0;
    dict->mask = 0;
    keys_changed(dict);
}

/* ---- looking up --------------------------------------------------------------------------------- */

/* `*other` tells that a key that is no str has the same hash. */
static inline int find_text(const PyDict* dict, PyStr* name, bool* other) {
    if (!dict->used) return -1;
    int64_t hash = pkl_str_hash(name);
    for (uint32_t slot = home_of(dict, hash);; slot = (slot + 1) & dict->mask) {
        int32_t place = index_get(dict, slot);
        if (place < 0) return -1;
        const PklEntry* entry = &dict->entries[place];
        if (entry->hash != hash) continue;
        if (entry->key._obj == &name->head && entry->key.type == tp_str) return place;
        if (!pkl_is_str(&entry->key)) *other = true;
        else if (pkl_str_equal(pkl_str(&entry->key), name)) return place;
    }
}

int pkl_dict_find_name(const PyDict* dict, PyStr* name) {
    bool other;
    return find_text(dict, name, &other);
}

/* Compares with an entry's key by running a program: -3 if the dict is another one afterwards. */
static int compare_slowly(PyDict* dict, int32_t place, const py_TValue* key) {
    PklEntry* entries = dict->entries;
    uint32_t mask = dict->mask;
    py_TValue* mine = py_pushtmp();
    py_TValue* its = py_pushtmp();
    *mine = *key;
    *its = entries[place].key;
    int equal = py_equal(its, mine);
    bool same = dict->entries == entries && dict->mask == mask && place < dict->filled && py_isidentical(&entries[place].key, its);
    py_shrink(2);
    return equal < 0 || same ? equal : -3;
}

static int32_t find_any(PyDict* dict, const py_TValue* key, int64_t hash) {
again:
    if (!dict->used) return -1;
    for (uint32_t slot = home_of(dict, hash);; slot = (slot + 1) & dict->mask) {
        int32_t place = index_get(dict, slot);
        if (place < 0) return -1;
        PklEntry* entry = &dict->entries[place];
        if (entry->hash != hash) continue;
        if (py_isidentical(&entry->key, (py_Ref)key)) return place;
        int equal = compare_slowly(dict, place, key);
        if (equal == -3) goto again;
        if (equal < 0) return -2;
        if (equal) return place;
    }
}

/* Ends with -1 at the first empty place, -2 where a key that is no int has the same hash. */
static inline int32_t find_int(const PyDict* dict, int64_t value, int64_t hash) {
    for (uint32_t slot = home_of(dict, hash);; slot = (slot + 1) & dict->mask) {
        int32_t place = index_get(dict, slot);
        if (place < 0) return -1;
        const PklEntry* entry = &dict->entries[place];
        if (entry->hash != hash) continue;
        if (entry->key.type != tp_int) return -2;
        if (entry->key._i64 == value) return place;
    }
}

int32_t pkl_dict_find(PyDict* dict, const py_TValue* key, int64_t hash) {
    if (key->type == tp_int && dict->used) {
        int32_t place = find_int(dict, key->_i64, hash);
        if (place >= -1) return place;
    }
    if (key->type == tp_str) {
        bool other = false;
        int32_t place = find_text(dict, pkl_str(key), &other);
        if (place >= 0 || !other) return place;
    }
    return find_any(dict, key, hash);
}

py_Ref pkl_dict_get_name(const PyDict* dict, PyStr* name) {
    int place = pkl_dict_find_name(dict, name);
    return place < 0 ? NULL : &dict->entries[place].value;
}

/* ---- changing ------------------------------------------------------------------------------------- */

void pkl_dict_set_name(PyDict* dict, PyStr* name, py_Ref value) {
    int place = pkl_dict_find_name(dict, name);
    py_TValue key = {.type = tp_str, .is_ptr = true, ._obj = &name->head};
    if (place >= 0) dict->entries[place].value = *value;
    else add(dict, &key, pkl_str_hash(name), value, false);
}

bool pkl_dict_delete_name(PyDict* dict, PyStr* name) {
    int place = pkl_dict_find_name(dict, name);
    if (place >= 0) pkl_dict_delete_at(dict, place);
    return place >= 0;
}

bool pkl_dict_set_hash(PyDict* dict, const py_TValue* key, int64_t hash, const py_TValue* value) {
    int32_t place = pkl_dict_find(dict, key, hash);
    if (place >= 0) dict->entries[place].value = *value;
    return place >= 0 || (place == -1 && add(dict, key, hash, value, true));
}

bool pkl_dict_add(PyDict* dict, const py_TValue* key, int64_t hash, const py_TValue* value) { return add(dict, key, hash, value, true); }

PklEntry* pkl_dict_next(const PyDict* dict, int32_t* place) {
    while (*place < dict->filled) {
        PklEntry* entry = &dict->entries[(*place)++];
        if (entry->key.type) return entry;
    }
    return NULL;
}

/* ---- layout -------------------------------------------------------------------------------------------- */

static void mark_dict(PyObject* object) {
    PyDict* dict = (PyDict*)object;
    for (int32_t i = 0; i < dict->filled; i++) {
        pkl_mark_value(&dict->entries[i].key);
        pkl_mark_value(&dict->entries[i].value);
    }
}

static void free_dict(PyObject* object) { release_buffer((PyDict*)object); }

const PklLayout pkl_dict_layout = {sizeof(PyDict), mark_dict, free_dict};

PyDict* pkl_new_dict(py_OutRef out) { return (PyDict*)pkl_new(out, tp_dict); }

PyDict* pkl_dict_copy(py_OutRef out, const PyDict* dict) {
    py_TValue made;
    PyDict* copy = pkl_new_dict(&made);
    if (dict->used && pkl_reserve(buffer_bytes(dict->mask))) {
        attach_buffer(copy, dict->mask);
        memcpy(copy->entries, dict->entries, sizeof(PklEntry) * (size_t)dict->filled);
        memcpy(copy->index, dict->index, index_bytes(dict->mask));
        copy->used = dict->used;
        copy->filled = dict->filled;
    } else if (dict->used) {
        return NULL;
    }
    *out = made;
    return copy;
}
