/* Allocation of objects and buffers, and the quota. What is collected, and how, is in heap_collect.c. */
#include "../heap.h"
#include "../heap_poison.h"

#include <stdlib.h>
#include <string.h>

/* ---- memory of the system ------------------------------------------------------ */

/* Small allocations may not fail in the middle of a native function: they draw on the reserve, and the next tick raises MemoryError. */
static void* from_reserve(size_t bytes) {
    PklHeap* heap = pkl_vm->heap;
    if (heap && heap->reserve) {
        free(heap->reserve);
        heap->reserve = NULL;
        pkl_request_tick();
    }
    void* memory = malloc(bytes);
    if (!memory) abort(); /* more than the reserve between two ticks: who allocates that much asks pkl_reserve before */
    return memory;
}

static void count(int64_t bytes) {
    PklHeap* heap = pkl_vm->heap;
    pkl_vm->limits.memory_bytes += (uint64_t)bytes;
    heap->buffer_bytes += (uint64_t)bytes;
    heap->grown += bytes;
    if (heap->grown > heap->threshold && !heap->collecting) pkl_request_tick();
}

static void* system_alloc(size_t bytes) {
    void* memory = malloc(bytes);
    return memory ? memory : from_reserve(bytes);
}

void* pkl_alloc(size_t bytes) {
    count((int64_t)bytes);
    return system_alloc(bytes);
}

void* pkl_realloc(void* memory, size_t old_bytes, size_t bytes) {
    count((int64_t)bytes - (int64_t)old_bytes);
    void* result = realloc(memory, bytes);
    if (result) return result;
    result = from_reserve(bytes);
    if (memory) memcpy(result, memory, old_bytes < bytes ? old_bytes : bytes);
    free(memory);
    return result;
}

void pkl_free(void* memory, size_t bytes) {
    if (!memory) return;
    count(-(int64_t)bytes);
    free(memory);
}

/* Who reserved takes a head and a little more; a piece of just the size that was asked for may be all that is left. */
enum { BESIDE = 1 << 16 };

bool pkl_reserve(uint64_t bytes) {
    PklLimits* limits = &pkl_vm->limits;
    if (bytes < 4096 && pkl_vm->heap->reserve) return true;
    bool fits = bytes <= SIZE_MAX / 2 && (!limits->memory_bytes_max || limits->memory_bytes + bytes <= limits->memory_bytes_max);
    void* volatile trial = fits ? malloc((size_t)bytes + BESIDE) : NULL; /* volatile: else clang takes malloc and free out, and the trial for passed */
    if (trial) {
        free(trial);
        return true;
    }
    pkl_vm->heap->wanted = true; /* at the next tick: garbage may be what fills the memory */
    pkl_request_tick();
    return pkl_raise(tp_MemoryError, NULL);
}

/* ---- buffers --------------------------------------------------------------------- */

#ifdef PKL_SANITIZED
#define is_small(bytes) false
#else
#define is_small(bytes) ((bytes) <= PKL_CELL_MAX)
#endif

static void* new_small_buffer(PklHeap* heap, size_t bytes) {
    if ((size_t)(heap->buffer_end - heap->buffer_top) < bytes) {
        void** chunk = pkl_alloc(PKL_PAGE_BYTES);
        heap->grown -= PKL_PAGE_BYTES; /* counted as its pieces are used */
        heap->buffer_bytes -= PKL_PAGE_BYTES;
        *chunk = heap->buffer_chunks;
        heap->buffer_chunks = chunk;
        heap->buffer_top = (char*)chunk + PKL_CELL_UNIT;
        heap->buffer_end = (char*)chunk + PKL_PAGE_BYTES;
    }
    void* buffer = heap->buffer_top;
    heap->buffer_top += bytes;
    return buffer;
}

void* pkl_buffer(size_t bytes) {
    PklHeap* heap = pkl_vm->heap;
    if (!is_small(bytes)) return pkl_alloc(bytes);
    size_t class = (bytes + PKL_CELL_UNIT - 1) / PKL_CELL_UNIT;
    void* buffer = heap->buffers[class];
    heap->grown += (int64_t)bytes;
    heap->buffer_bytes += bytes;
    if (heap->grown > heap->threshold && !heap->collecting) pkl_request_tick();
    if (!buffer) return new_small_buffer(heap, class * PKL_CELL_UNIT);
    heap->buffers[class] = *(void**)buffer;
    return buffer;
}

void pkl_buffer_free(void* buffer, size_t bytes) {
    if (!buffer) return;
    if (!is_small(bytes)) {
        pkl_free(buffer, bytes);
        return;
    }
    size_t class = (bytes + PKL_CELL_UNIT - 1) / PKL_CELL_UNIT;
    if (!class) return;
    PklHeap* heap = pkl_vm->heap;
    *(void**)buffer = heap->buffers[class];
    heap->buffers[class] = buffer;
    heap->grown -= (int64_t)bytes;
    heap->buffer_bytes -= bytes;
}

void* pkl_buffer_resize(void* buffer, size_t old_bytes, size_t bytes) {
    if (buffer && !is_small(old_bytes) && !is_small(bytes)) return pkl_realloc(buffer, old_bytes, bytes);
    void* result = pkl_buffer(bytes);
    if (buffer) memcpy(result, buffer, old_bytes < bytes ? old_bytes : bytes);
    pkl_buffer_free(buffer, old_bytes);
    return result;
}

/* ---- cells ----------------------------------------------------------------------- */

static void fill_page(PklPage* page) {
    uint32_t bytes = page->cell_bytes;
    char* first = (char*)page + (sizeof(PklPage) + PKL_CELL_UNIT - 1) / PKL_CELL_UNIT * PKL_CELL_UNIT;
    page->cells = (uint32_t)((char*)page + PKL_PAGE_BYTES - first) / bytes;
    page->free_cells = page->cells;
    PklFreeCell** link = &page->free;
    for (uint32_t i = 0; i < page->cells; i++) {
        PklFreeCell* cell = (PklFreeCell*)(first + i * bytes + page->prefix);
        memset(&cell->head, 0, sizeof cell->head);
        *link = cell;
        link = &cell->next;
        pkl_poison_cell(&cell->head, bytes, page->prefix);
    }
    *link = NULL;
}

static void new_page(PklCells* cells, size_t cell_bytes, size_t prefix) {
    PklPage* page = system_alloc(PKL_PAGE_BYTES);
    pkl_vm->limits.memory_bytes += PKL_PAGE_BYTES;
    page->cell_bytes = (uint16_t)cell_bytes;
    page->prefix = (uint16_t)prefix;
    fill_page(page);
    page->next = cells->pages;
    cells->pages = page;
    cells->cursor = page;
}

/* Takes the free cells of the next page that has any: they count as allocated from now on. */
static PklFreeCell* next_cells(PklCells* cells, size_t cell_bytes, size_t prefix) {
    PklHeap* heap = pkl_vm->heap;
    while (cells->cursor && !cells->cursor->free) cells->cursor = cells->cursor->next;
    if (!cells->cursor) new_page(cells, cell_bytes, prefix);
    PklPage* page = cells->cursor;
    cells->cursor = page->next;
    heap->grown += (int64_t)page->free_cells * page->cell_bytes;
    if (heap->grown > heap->threshold) pkl_request_tick();
    PklFreeCell* free_cells = page->free;
    page->free = NULL;
    page->free_cells = 0;
    return free_cells;
}

static PyObject* new_large(size_t bytes, size_t prefix) {
    size_t total = sizeof(PklLarge) + prefix + bytes;
    PklHeap* heap = pkl_vm->heap;
    PklLarge* large = pkl_alloc(total);
    large->bytes = total;
    large->prefix = (uint16_t)prefix;
    large->next = heap->large;
    heap->large = large;
    char* object = (char*)(large + 1) + prefix;
    memset(large + 1, 0, prefix + bytes);
    ((PyObject*)object)->flags = PKL_LARGE;
    return (PyObject*)object;
}

/* Cells are multiples of a unit: a loop over words is faster than a call for so few of them. */
__attribute__((no_builtin("memset"))) static inline void clear_cell(void* cell, size_t bytes) {
    uint64_t* word = cell;
    for (uint64_t* end = word + (bytes + 7) / 8; word < end; word++) *word = 0;
}

static PyObject* new_cell(size_t bytes, size_t prefix) {
    if (bytes < sizeof(PklFreeCell)) bytes = sizeof(PklFreeCell); /* an object without fields, of a machine of 32 bits */
    size_t class = (bytes + prefix + PKL_CELL_UNIT - 1) / PKL_CELL_UNIT;
    if (class >= PKL_CELL_CLASSES) return new_large(bytes, prefix);
    PklCells* cells = &pkl_vm->heap->cells[prefix != 0][class];
    PklFreeCell* cell = cells->free;
    if (!cell) cell = next_cells(cells, class * PKL_CELL_UNIT, prefix);
    cells->free = cell->next;
    pkl_unpoison_cell(&cell->head, class * PKL_CELL_UNIT, prefix);
    clear_cell((char*)cell - prefix, prefix + bytes);
    return &cell->head;
}

/* ---- objects ----------------------------------------------------------------------- */

static inline PyObject* new_object(py_OutRef out, PyType* type, size_t bytes, int slots) {
    bool attrs = (type->flags & PKL_TYPE_INSTANCE_ATTRS) != 0;
    PyObject* object = new_cell(bytes, attrs ? sizeof(PklAttrs) : 0);
    object->type = type->id;
    object->mark = pkl_vm->heap->epoch;
    object->slots = slots;
    if (attrs) {
        object->flags |= PKL_HAS_ATTRS;
        PKL_ATTRS(object)->shape = type->root_shape;
    }
    if (type->flags & PKL_TYPE_DEL) pkl_objects_add(&pkl_vm->heap->finalizable, object);
    *out = (py_TValue){.type = type->id, .is_ptr = true, ._obj = object};
    return object;
}

PyObject* pkl_new(py_OutRef out, py_Type type) {
    PyType* class = pkl_vm->types[type];
    return new_object(out, class, (size_t)class->bytes, class->head_slots);
}

PyObject* pkl_new_slots(py_OutRef out, py_Type type, int slots) {
    return new_object(out, pkl_vm->types[type], sizeof(PyObject) + sizeof(py_TValue) * (size_t)slots, slots);
}

PyObject* pkl_new_sized(py_OutRef out, py_Type type, size_t bytes) {
    PyType* class = pkl_vm->types[type];
    PyObject* object = new_object(out, class, (size_t)class->bytes + bytes, class->head_slots);
    if (type == tp_bigint) { /* the table of types has int there, whose subclasses have one slot */
        object->type = out->type = tp_bigint;
        object->slots = -1;
    }
    return object;
}

void pkl_objects_add(PklObjects* objects, PyObject* object) {
    if (objects->count == objects->capacity) {
        int32_t capacity = objects->capacity ? objects->capacity * 2 : 64;
        objects->items = pkl_realloc(objects->items, sizeof(PyObject*) * (size_t)objects->capacity, sizeof(PyObject*) * (size_t)capacity);
        objects->capacity = capacity;
    }
    objects->items[objects->count++] = object;
}

/* ---- start and end ------------------------------------------------------------------- */

void pkl_heap_start(PklVM* vm) {
    PklHeap* heap = calloc(1, sizeof *heap);
    if (!heap) abort();
    heap->epoch = 1;
    heap->threshold = PKL_COLLECT_MIN;
    vm->heap = heap;
    heap->reserve = malloc(PKL_RESERVE_BYTES);
    heap->mark_stack = system_alloc(sizeof(PyObject*) * PKL_MARK_STACK);
    vm->limits.memory_bytes = sizeof *heap + PKL_RESERVE_BYTES + sizeof(PyObject*) * PKL_MARK_STACK;
}

/* ---- the end ----------------------------------------------------------------------------- */

static void finish_object(PyObject* object, void* unused) {
    (void)unused;
    PyType* type = pkl_vm->types[object->type];
    if(type->dtor) type->dtor(PKL_SLOTS(object) + (object->slots > 0 ? object->slots : 0));
    if(type->layout->finalize) type->layout->finalize(object);
}

static void free_pages(PklPage* page) {
    while(page) {
        PklPage* next = page->next;
        pkl_unpoison_page(page);
        free(page);
        page = next;
    }
}

/* Userdata of bindings is freed by its destructors; memory of the interpreter's own small things goes with the process. */
void pkl_heap_end(PklVM* vm) {
    PklHeap* heap = vm->heap;
    pkl_heap_each(finish_object, NULL);
    for(int attrs = 0; attrs < 2; attrs++) {
        for(int class = 0; class < PKL_CELL_CLASSES; class++) free_pages(heap->cells[attrs][class].pages);
    }
    while(heap->large) {
        PklLarge* next = heap->large->next;
        free(heap->large);
        heap->large = next;
    }
    free(heap->reserve);
    free(heap->mark_stack);
    free(heap);
    vm->heap = NULL;
}
