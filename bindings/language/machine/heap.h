/*
 * The heap: cells in pages, large objects, buffers that objects own, and the collector.
 *
 * Small objects lie in pages of one cell size, apart for objects with and without the attribute prefix, so that the sweep finds every head
 * without a table. Allocation never collects: when more was allocated than the threshold allows, the heap asks for a tick
 * (pkl_request_tick), and the loop calls pkl_collect_if_wanted there. The cost of counting lies in the slow path: a page of cells at a time.
 */
#pragma once

#include "../core.h"

enum {
    PKL_CELL_UNIT = 16,
    PKL_CELL_MAX = 512,
    PKL_CELL_CLASSES = PKL_CELL_MAX / PKL_CELL_UNIT + 1,
    PKL_PAGE_BYTES = 16 * 1024 - 64, /* what malloc adds fits into 16 KB as well */
    PKL_RESERVE_BYTES = 1024 * 1024,
    PKL_MARK_STACK = 8192,
    PKL_COLLECT_MIN = 2 * 1024 * 1024,
};

/* A free cell: where a live one has its head there is a head of type 0. */
typedef struct PklFreeCell {
    PyObject head;
    struct PklFreeCell* next;
} PklFreeCell;

typedef struct PklPage {
    struct PklPage* next;
    PklFreeCell* free;
    uint32_t free_cells, cells;
    uint16_t cell_bytes, prefix;
} PklPage;

typedef struct PklLarge {
    struct PklLarge* next;
    size_t bytes; /* with this head and the prefix */
    uint16_t prefix;
} PklLarge;

typedef struct PklCells {
    PklFreeCell* free; /* of the page in use */
    PklPage* cursor;   /* the next page to take free cells from */
    PklPage* pages;
} PklCells;

typedef struct PklObjects { /* a growing array of objects */
    PyObject** items;
    int32_t count, capacity;
} PklObjects;

typedef struct PklHeap {
    PklCells cells[2][PKL_CELL_CLASSES]; /* without and with the prefix */
    void* buffers[PKL_CELL_CLASSES];     /* free lists of small buffers */
    char *buffer_top, *buffer_end;       /* of the chunk in use */
    void* buffer_chunks;
    PklLarge* large;
    int64_t grown;     /* bytes allocated since the last collection */
    int64_t threshold; /* collect when `grown` is more */
    uint64_t live_bytes;   /* of cells, at the last collection */
    uint64_t buffer_bytes; /* of everything else */
    void* reserve;     /* NULL: used up */
    uint8_t epoch;     /* the mark of reached objects: 1 or 2 */
    int32_t stress;  /* tests: collect at every so many calls and back edges; 0: as needed */
    bool disabled;     /* gc.disable() */
    bool wanted;       /* gc.collect() */
    bool types_died;
    bool overflow;     /* the mark stack was full: objects marked as pending are in the pages */
    bool collecting;
    bool finalizing;
    PyObject** mark_stack;
    PyObject* retyped; /* pkl_heap_retype looks for its values */
    int32_t mark_count;
    PklObjects finalizable; /* live objects whose type has __del__ */
    PklObjects to_finalize; /* unreachable ones whose __del__ waits for a tick */
    PklObjects callbacks;   /* weak references whose callback waits for a tick */
    int64_t collections;
} PklHeap;

void pkl_heap_start(PklVM* vm);
void pkl_heap_end(PklVM* vm);

/* Collects now: only where a tick could be. The number of freed objects. */
int64_t pkl_heap_collect(PklVM* vm);

/* The object is of another type of the same layout from now on; so are all values of it. As slow as a collection. */
void pkl_heap_retype(PyObject* object, py_Type type);

/* How many objects that can be reached `f` tells of. As slow as a collection; frees nothing. */
int32_t pkl_heap_count_reached(bool (*f)(PyObject* object, void* context), void* context);

/* For the mark functions of layouts: pkl_mark_object and pkl_mark_value of core.h, and: */
void pkl_mark_values(const py_TValue* values, int count);
void pkl_mark_roots(PklVM* vm);

/* Calls f for every live object: debugging, gc.get_objects and types that get a __del__ late. */
void pkl_heap_each(void (*f)(PyObject* object, void* context), void* context);

void pkl_objects_add(PklObjects* objects, PyObject* object);

/* Memory of the heap's own needs: never NULL, draws on the reserve. */
void* pkl_alloc(size_t bytes);
void* pkl_realloc(void* memory, size_t old_bytes, size_t bytes);
void pkl_free(void* memory, size_t bytes);

/* ---- weak references --------------------------------------------------------- */

typedef struct PyWeakref {
    PyObject head;
    PyObject* target; /* NULL: dead */
    struct PyWeakref* next; /* of the same target */
    py_TValue callback; /* nil: none */
    int64_t hash;
    bool hashed;
    bool proxy;
} PyWeakref;

typedef struct PklWeakrefs { /* target -> its first PyWeakref; open addressing */
    struct PklWeakEntry {
        PyObject* target;
        PyWeakref* first;
    }* entries;
    uint32_t mask;
    uint32_t used;
} PklWeakrefs;

extern const PklLayout pkl_weakref_layout;

/* A weak reference of `type` to an object; the existing one if neither has a callback and the type is exact. */
bool pkl_weakref_new(py_OutRef out, py_Type type, py_Ref target, py_Ref callback);
PyWeakref* pkl_weakref_first(PyObject* target);
/* After marking: clears references to the dead and queues callbacks. */
void pkl_weakrefs_clear_dead(PklVM* vm);
