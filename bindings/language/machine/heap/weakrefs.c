/* Weak references: which objects have them, and what becomes of them when the object dies. */
#include "../heap.h"
#include "../../types/types.h"

#include <string.h>

static void mark_weakref(PyObject* object) { pkl_mark_value(&((PyWeakref*)object)->callback); }


/* ---- the table ----------------------------------------------------------------------- */

static uint32_t home_of(const PklWeakrefs* refs, const PyObject* target) {
    return (uint32_t)((uintptr_t)target >> 4) * 0x9E3779B1u >> 8 & refs->mask;
}

static struct PklWeakEntry* find(const PklWeakrefs* refs, const PyObject* target) {
    uint32_t at = home_of(refs, target);
    while(refs->entries[at].target && refs->entries[at].target != target) at = (at + 1) & refs->mask;
    return &refs->entries[at];
}

static size_t table_bytes(uint32_t mask) { return sizeof(struct PklWeakEntry) * ((size_t)mask + 1); }

/* Entries without references go at a rebuild. */
static void rebuild(PklWeakrefs* refs) {
    PklWeakrefs old = *refs;
    uint32_t live = 0;
    for(uint32_t i = 0; old.entries && i <= old.mask; i++) live += old.entries[i].first != NULL;
    refs->mask = 15;
    while(refs->mask < live * 3) refs->mask = refs->mask * 2 + 1;
    refs->used = live;
    refs->entries = pkl_alloc(table_bytes(refs->mask));
    memset(refs->entries, 0, table_bytes(refs->mask));
    for(uint32_t i = 0; old.entries && i <= old.mask; i++) {
        if(old.entries[i].first) *find(refs, old.entries[i].target) = old.entries[i];
    }
    pkl_free(old.entries, old.entries ? table_bytes(old.mask) : 0);
}

static PklWeakrefs* table(void) {
    if(!pkl_vm->weakrefs) {
        pkl_vm->weakrefs = pkl_alloc(sizeof(PklWeakrefs));
        memset(pkl_vm->weakrefs, 0, sizeof(PklWeakrefs));
        rebuild(pkl_vm->weakrefs);
    }
    return pkl_vm->weakrefs;
}

PyWeakref* pkl_weakref_first(PyObject* target) { return find(table(), target)->first; }

static void add(PyWeakref* reference, PyObject* target) {
    PklWeakrefs* refs = table();
    if((refs->used + 1) * 3 > refs->mask * 2) rebuild(refs);
    struct PklWeakEntry* entry = find(refs, target);
    if(!entry->target) refs->used++;
    entry->target = target;
    reference->next = entry->first;
    entry->first = reference;
    reference->target = target;
    target->flags |= PKL_HAS_WEAKREFS;
}

/* ---- the dead ---------------------------------------------------------------------------- */

static bool is_marked(const PyObject* object) { return (object->mark & 3) == pkl_vm->heap->epoch; }

/* References that died themselves leave the chain; of a dead target all are cleared. */
static void visit(struct PklWeakEntry* entry) {
    PklHeap* heap = pkl_vm->heap;
    bool dead = !is_marked(entry->target);
    PyWeakref** link = &entry->first;
    while(*link) {
        PyWeakref* reference = *link;
        bool gone = !is_marked(&reference->head);
        if(!gone && !dead) {
            link = &reference->next;
            continue;
        }
        *link = reference->next;
        reference->target = NULL;
        reference->next = NULL;
        if(!gone && reference->callback.type) pkl_objects_add(&heap->callbacks, &reference->head);
    }
}

void pkl_weakrefs_clear_dead(PklVM* vm) {
    PklWeakrefs* refs = vm->weakrefs;
    if(!refs) return;
    for(uint32_t i = 0; i <= refs->mask; i++) {
        if(refs->entries[i].first) visit(&refs->entries[i]);
    }
    rebuild(refs);
}

/* ---- making --------------------------------------------------------------------------------- */

bool pkl_weakref_new(py_OutRef out, py_Type type, py_Ref target, py_Ref callback) {
    bool may = target->is_ptr && pkl_type_of(target)->flags & PKL_TYPE_WEAKREF;
    if(!may) return pkl_raise(tp_TypeError, "cannot create weak reference to '%T' object", target);
    bool plain = !callback || py_isnil(callback) || py_isnone(callback);
    if(plain && target->_obj->flags & PKL_HAS_WEAKREFS) {
        for(PyWeakref* at = pkl_weakref_first(target->_obj); at; at = at->next) {
            if(at->callback.type || at->head.type != type) continue;
            *out = pkl_value(&at->head);
            return true;
        }
    }
    py_TValue made;
    PyWeakref* reference = (PyWeakref*)pkl_new(&made, type);
    if(!plain) reference->callback = *callback;
    add(reference, target->_obj);
    *out = made;
    return true;
}

const PklLayout pkl_weakref_layout = {sizeof(PyWeakref), mark_weakref, NULL};
