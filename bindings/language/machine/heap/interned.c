/* Interned strings: equal names are one pointer, for as long as the interpreter lives. They lie outside the pages, behind their own value. */
#include "../../names.h"
#include "../heap.h"
#include "../../text/texts.h"

#include <string.h>

typedef struct PklNames {
    PyStr** table;
    uint32_t mask, count;
} PklNames;

/* ---- hashing ------------------------------------------------------------------- */

static uint64_t mix(uint64_t hash, uint64_t word) {
    hash = (hash ^ word) * 0x9E3779B97F4A7C15u;
    return hash ^ hash >> 32;
}

/* Never 0, which means "not calculated". */
uint64_t pkl_hash_bytes(const void* data, size_t size) {
    if (size == 0) return 0;
    const unsigned char* at = data;
    uint64_t hash = mix(pkl_vm->hash_seed, size);
    for (; size >= 8; at += 8, size -= 8) {
        uint64_t word;
        memcpy(&word, at, 8);
        hash = mix(hash, word);
    }
    uint64_t rest = 0;
    for (size_t i = 0; i < size; i++) rest |= (uint64_t)at[i] << 8 * i;
    hash = mix(mix(hash, rest), 0x51ED270B);
    return hash == 0 || hash == UINT64_MAX ? hash ^ 2 : hash;
}

/* ---- the table ------------------------------------------------------------------- */

static PyStr** find_place(PklNames* names, const char* data, int size, uint64_t hash) {
    for (uint32_t i = (uint32_t)hash & names->mask;; i = (i + 1) & names->mask) {
        PyStr* name = names->table[i];
        if (!name) return &names->table[i];
        if (name->hash_low == (uint32_t)hash && name->size == size && !memcmp(name->data, data, (size_t)size)) return &names->table[i];
    }
}

static void grow(PklNames* names) {
    PklNames old = *names;
    names->mask = old.mask * 2 + 1;
    names->table = pkl_alloc(sizeof(PyStr*) * (names->mask + 1));
    memset(names->table, 0, sizeof(PyStr*) * (names->mask + 1));
    for (uint32_t i = 0; i <= old.mask; i++) {
        PyStr* name = old.table[i];
        if (name) *find_place(names, name->data, name->size, name->hash_low | (uint64_t)name->hash_high << 32) = name;
    }
    pkl_free(old.table, sizeof(PyStr*) * (old.mask + 1));
}

static PyStr* make_name(const char* data, int size, uint64_t hash) {
    py_TValue* value = pkl_buffer(sizeof(py_TValue) + sizeof(PyStr) + (size_t)size + 1);
    PyStr* name = (PyStr*)(value + 1);
    memset(name, 0, sizeof *name);
    name->head.type = tp_str;
    name->head.slots = -1;
    name->interned = 1;
    name->size = size;
    memcpy(name->data, data, (size_t)size);
    name->data[size] = '\0';
    name->hash_low = (uint32_t)hash;
    name->hash_high = (uint32_t)(hash >> 32);
    pkl_str_measure(name);
    *value = pkl_value(&name->head);
    return name;
}

PyStr* pkl_find_name(const char* data, int size) {
    return *find_place(pkl_vm->names, data, size, pkl_hash_bytes(data, (size_t)size));
}

PyStr* pkl_interned(const char* data, int size) {
    PklNames* names = pkl_vm->names;
    uint64_t hash = pkl_hash_bytes(data, (size_t)size);
    PyStr** place = find_place(names, data, size, hash);
    if (*place) return *place;
    PyStr* name = *place = make_name(data, size, hash);
    if (++names->count * 3 > names->mask * 2) grow(names);
    return name;
}

PyStr* pkl_intern(PyStr* text) { return text->interned ? text : pkl_interned(text->data, text->size); }

void pkl_interned_start(void) {
    PklNames* names = pkl_vm->names = pkl_alloc(sizeof *names);
    names->mask = 4095;
    names->count = 0;
    names->table = pkl_alloc(sizeof(PyStr*) * (names->mask + 1));
    memset(names->table, 0, sizeof(PyStr*) * (names->mask + 1));
}

/* ---- pocketpy.h ------------------------------------------------------------------- */

py_Name py_name(const char* text) { return pkl_name(pkl_interned(text, (int)strlen(text))); }
py_Name py_namev(c11_sv text) { return pkl_name(pkl_interned(text.data, text.size)); }
const char* py_name2str(py_Name name) { return pkl_name_str(name)->data; }
c11_sv py_name2sv(py_Name name) { return (c11_sv){pkl_name_str(name)->data, pkl_name_str(name)->size}; }
py_GlobalRef py_name2ref(py_Name name) { return pkl_name_ref(pkl_name_str(name)); }
