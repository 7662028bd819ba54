/* _collections: deque, defaultdict, what Counter and namedtuple need. OrderedDict is CPython's own in Python. */
#pragma once

#include "../iterators.h"

/* A ring of items. `state` counts changes of what iterators would see. */
typedef struct PyDeque {
    PyObject head;
    py_TValue* items;
    int32_t first, length, capacity; /* capacity: a power of two, or 0 */
    uint32_t state;
    int64_t max_length; /* -1: none */
} PyDeque;

static inline PyDeque* pkl_deque(const py_TValue* value) { return PKL_OBJECT(value, PyDeque); }
static inline py_TValue* pkl_deque_at(const PyDeque* deque, int64_t at) { return &deque->items[(deque->first + at) & (deque->capacity - 1)]; }

bool pkl_deque_push(PyDeque* deque, const py_TValue* value, bool left); /* drops an item at the other end where it is full */
py_TValue pkl_deque_pop(PyDeque* deque, bool left);                    /* not of an empty one */
void pkl_deque_clear(PyDeque* deque);
void pkl_deque_rotate(PyDeque* deque, int64_t count); /* to the right */
bool pkl_deque_extend(py_Ref self, py_Ref iterable, bool left);
bool pkl_deque_copy(int argc, py_Ref argv);

extern const PklMethod pkl_deque_items[]; /* deque_items.c: operators, indices, search */
extern const PklTypeSpec pkl_collections_deque[], pkl_collections_deque_iterators[], pkl_collections_dicts[], pkl_collections_getters[];
extern const PklMethod pkl_collections_functions[]; /* _count_elements */
