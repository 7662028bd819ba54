/*
 * Mark and sweep. Marking never recurses: reached objects wait on a stack of fixed size; where it is full they are only marked as pending
 * and found again by a walk through the pages. An object's type is reached with the object.
 */
#include "../heap.h"
#include "../heap_poison.h"
#include "../../types/types.h"

#include <stdlib.h>
#include <string.h>

enum { PENDING = 4 };

static inline bool is_marked(const PyObject* object) { return (object->mark & 3) == pkl_vm->heap->epoch; }

/* ---- marking ------------------------------------------------------------------------ */

/* Whether nothing can be reached from it but its type, which lives for ever. */
static bool is_leaf(const PyObject* object) {
    if (object->slots > 0 || object->flags & PKL_HAS_ATTRS || object->type >= PKL_PREDEFINED_TYPES) return false;
    const PklLayout* layout = pkl_vm->types[object->type]->layout;
    return layout->bytes && !layout->mark;
}

void pkl_mark_object(PyObject* object) {
    if (!object || is_marked(object)) return;
    PklHeap* heap = pkl_vm->heap;
    object->mark = heap->epoch;
    if (is_leaf(object)) return;
    if (heap->mark_count < PKL_MARK_STACK) {
        heap->mark_stack[heap->mark_count++] = object;
    } else {
        object->mark |= PENDING;
        heap->overflow = true;
    }
}

void pkl_mark_value(const py_TValue* value) {
    if (!value->type || !value->is_ptr) return; /* of a nil only the type is set */
    if (value->_obj == pkl_vm->heap->retyped) ((py_TValue*)value)->type = value->_obj->type;
    pkl_mark_object(value->_obj);
}

void pkl_mark_values(const py_TValue* values, int count) {
    for (int i = 0; i < count; i++) pkl_mark_value(&values[i]);
}

static void mark_attributes(PklAttrs* attrs) {
    if (!attrs->shape) pkl_mark_object(&attrs->dict->head);
    else pkl_mark_values(attrs->values, attrs->shape->count);
}

static void scan(PyObject* object) {
    PyType* type = pkl_vm->types[object->type];
    if (type->flags & PKL_TYPE_MORTAL) pkl_mark_object(&type->head);
    if (object->flags & PKL_HAS_ATTRS) mark_attributes(PKL_ATTRS(object));
    if (object->slots > 0) pkl_mark_values(PKL_SLOTS(object), object->slots);
    if (type->layout->bytes && type->slots) pkl_mark_values(pkl_member_slots(object), type->slots);
    if (type->layout->mark) type->layout->mark(object);
}

static void drain(PklHeap* heap) {
    while (heap->mark_count) scan(heap->mark_stack[--heap->mark_count]);
}

static void scan_pending(PyObject* object, void* context) {
    PklHeap* heap = context;
    if (!(object->mark & PENDING)) return;
    object->mark &= (uint8_t)~PENDING;
    scan(object);
    drain(heap);
}

static void mark_reached(PklHeap* heap) {
    drain(heap);
    while (heap->overflow) {
        heap->overflow = false;
        pkl_heap_each(scan_pending, heap);
        pkl_types_each(scan_pending, heap);
    }
}

static void mark_queues(PklHeap* heap) {
    for (int32_t i = 0; i < heap->to_finalize.count; i++) pkl_mark_object(heap->to_finalize.items[i]);
    for (int32_t i = 0; i < heap->callbacks.count; i++) pkl_mark_object(heap->callbacks.items[i]);
}

/* Gives all that can be reached the other mark. Nothing is freed: natives hold values that no root knows, so whoever walks once walks a second time,
 * which gives everything the mark that it had. */
static void walk_reached(PklHeap* heap) {
    heap->epoch ^= 3;
    pkl_mark_roots(pkl_vm);
    mark_queues(heap);
    mark_reached(heap);
}

/* A value has its object's type in itself: where an object gets another type, all values of it are found as a collection would find them. */
void pkl_heap_retype(PyObject* object, py_Type type) {
    PklHeap* heap = pkl_vm->heap;
    object->type = type;
    heap->retyped = object;
    walk_reached(heap);
    walk_reached(heap);
    heap->retyped = NULL;
}

typedef struct Count {
    bool (*f)(PyObject* object, void* context);
    void* context;
    int32_t count;
} Count;

static void count_one(PyObject* object, void* context) {
    Count* count = context;
    if (is_marked(object)) count->count += count->f(object, count->context);
}

int32_t pkl_heap_count_reached(bool (*f)(PyObject* object, void* context), void* context) {
    Count count = {f, context, 0};
    walk_reached(pkl_vm->heap);
    pkl_heap_each(count_one, &count);
    walk_reached(pkl_vm->heap);
    return count.count;
}

/* ---- walking -------------------------------------------------------------------------- */

static char* first_cell(PklPage* page) { return (char*)page + (sizeof(PklPage) + PKL_CELL_UNIT - 1) / PKL_CELL_UNIT * PKL_CELL_UNIT; }

static void each_in_page(PklPage* page, void (*f)(PyObject*, void*), void* context) {
    char* cell = first_cell(page) + page->prefix;
    for (uint32_t i = 0; i < page->cells; i++, cell += page->cell_bytes) {
        if (((PyObject*)cell)->type) f((PyObject*)cell, context);
    }
}

void pkl_heap_each(void (*f)(PyObject*, void*), void* context) {
    PklHeap* heap = pkl_vm->heap;
    for (int attrs = 0; attrs < 2; attrs++) {
        for (int class = 0; class < PKL_CELL_CLASSES; class++) {
            for (PklPage* page = heap->cells[attrs][class].pages; page; page = page->next) each_in_page(page, f, context);
        }
    }
    for (PklLarge* large = heap->large; large; large = large->next) f((PyObject*)((char*)(large + 1) + large->prefix), context);
}

/* ---- sweeping --------------------------------------------------------------------------- */

static void end_object(PyObject* object) {
    PyType* type = pkl_vm->types[object->type];
    if (type->dtor) type->dtor(PKL_SLOTS(object) + (object->slots > 0 ? object->slots : 0));
    if (type->layout->finalize) type->layout->finalize(object);
    if (object->flags & PKL_HAS_ATTRS) pkl_attributes_free(PKL_ATTRS(object));
    object->type = 0;
}

/* Inline caches of living code may name shapes of types that are about to die. */
static void survive(PklHeap* heap, PyObject* object) {
    if (heap->types_died && object->type == tp_code) pkl_forget_shapes((PyCode*)object);
}

static int64_t sweep_page(PklHeap* heap, PklPage* page) {
    int64_t freed = 0;
    PklFreeCell** link = &page->free;
    page->free_cells = 0;
    char* cell = first_cell(page) + page->prefix;
    for (uint32_t i = 0; i < page->cells; i++, cell += page->cell_bytes) {
        PyObject* object = (PyObject*)cell;
        if (object->type && is_marked(object)) {
            survive(heap, object);
            continue;
        }
        if (object->type) {
            end_object(object);
            pkl_poison_cell(object, page->cell_bytes, page->prefix);
            freed++;
        }
        *link = (PklFreeCell*)cell;
        link = &(*link)->next;
        page->free_cells++;
    }
    *link = NULL;
    heap->live_bytes += (uint64_t)(page->cells - page->free_cells) * page->cell_bytes;
    return freed;
}

/* One empty page of a kind is kept. */
static int64_t sweep_cells(PklHeap* heap, PklCells* cells) {
    int64_t freed = 0;
    bool kept = false;
    cells->free = NULL;
    for (PklPage** link = &cells->pages; *link;) {
        PklPage* page = *link;
        freed += sweep_page(heap, page);
        bool is_empty = page->free_cells == page->cells;
        if (is_empty && kept) {
            *link = page->next;
            pkl_unpoison_page(page);
            free(page);
            pkl_vm->limits.memory_bytes -= PKL_PAGE_BYTES;
        } else {
            kept |= is_empty;
            link = &page->next;
        }
    }
    cells->cursor = cells->pages;
    return freed;
}

static int64_t sweep_large(PklHeap* heap) {
    int64_t freed = 0;
    for (PklLarge** link = &heap->large; *link;) {
        PklLarge* large = *link;
        PyObject* object = (PyObject*)((char*)(large + 1) + large->prefix);
        if (is_marked(object)) {
            survive(heap, object);
            link = &large->next;
            continue;
        }
        *link = large->next;
        end_object(object);
        pkl_free(large, large->bytes);
        freed++;
    }
    return freed;
}

static int64_t sweep(PklHeap* heap) {
    int64_t freed = 0;
    heap->live_bytes = 0;
    for (int attrs = 0; attrs < 2; attrs++) {
        for (int class = 0; class < PKL_CELL_CLASSES; class++) freed += sweep_cells(heap, &heap->cells[attrs][class]);
    }
    return freed + sweep_large(heap);
}

/* ---- finalizers -------------------------------------------------------------------------- */

/* Unreachable objects with __del__ come alive once more, until a tick has called it. */
static void queue_finalizable(PklHeap* heap) {
    PklObjects* objects = &heap->finalizable;
    int32_t kept = 0;
    for (int32_t i = 0; i < objects->count; i++) {
        PyObject* object = objects->items[i];
        if (is_marked(object)) objects->items[kept++] = object;
        else if (pkl_wants_finalizer(object)) pkl_objects_add(&heap->to_finalize, object);
    }
    objects->count = kept;
    for (int32_t i = 0; i < heap->to_finalize.count; i++) pkl_mark_object(heap->to_finalize.items[i]);
}

/* ---- a collection --------------------------------------------------------------------------- */

static int64_t min_threshold(const PklVM* vm) {
    int64_t least = PKL_COLLECT_MIN;
    int64_t share = (int64_t)(vm->limits.memory_bytes_max / 16);
    return share && share < least ? share : least;
}

int64_t pkl_heap_collect(PklVM* vm) {
    PklHeap* heap = vm->heap;
    if (heap->collecting) return 0;
    heap->collecting = true;
    heap->epoch ^= 3;
    pkl_mark_roots(vm);
    mark_queues(heap);
    mark_reached(heap);
    pkl_weakrefs_clear_dead(vm);
    queue_finalizable(heap);
    mark_reached(heap);
    heap->types_died = pkl_types_find_dead(is_marked);
    int64_t freed = sweep(heap);
    if (heap->types_died) pkl_types_free_dead(is_marked);
    uint64_t live = heap->live_bytes + heap->buffer_bytes;
    heap->grown = 0;
    heap->threshold = (int64_t)live > min_threshold(vm) ? (int64_t)live : min_threshold(vm);
    heap->collections++;
    heap->collecting = false;
    return freed;
}
