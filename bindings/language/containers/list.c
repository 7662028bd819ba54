/* list and tuple as the core needs them, and their sections of pocketpy.h. */
#include "containers.h"

#include <string.h>

/* ---- list ---------------------------------------------------------------------------- */

static void mark_list(PyObject* object) {
    PyList* list = (PyList*)object;
    for (int32_t i = 0; i < list->length; i++) pkl_mark_value(&list->items[i]);
}

static void free_list(PyObject* object) {
    PyList* list = (PyList*)object;
    pkl_buffer_free(list->items, sizeof(py_TValue) * (size_t)list->capacity);
}

const PklLayout pkl_list_layout = {sizeof(PyList), mark_list, free_list};

PyList* pkl_new_list(py_OutRef out, int32_t capacity) {
    PyList* list = (PyList*)pkl_new(out, tp_list);
    if (capacity > 0) {
        list->items = pkl_buffer(sizeof(py_TValue) * (size_t)capacity);
        list->capacity = capacity;
    }
    return list;
}

bool pkl_list_reserve(PyList* list, int64_t need) {
    if (need <= list->capacity) return true;
    int64_t capacity = list->capacity + list->capacity / 2 + 4;
    if (capacity < need) capacity = need;
    size_t old_bytes = sizeof(py_TValue) * (size_t)list->capacity;
    if (capacity > INT32_MAX / (int64_t)sizeof(py_TValue)) capacity = need;
    if (capacity > INT32_MAX || !pkl_reserve(sizeof(py_TValue) * (uint64_t)capacity)) return pkl_raise(tp_MemoryError, NULL);
    list->items = pkl_buffer_resize(list->items, old_bytes, sizeof(py_TValue) * (size_t)capacity);
    list->capacity = (int32_t)capacity;
    return true;
}

bool pkl_list_append(PyList* list, const py_TValue* value) {
    py_TValue copy = *value;
    if (list->length == list->capacity && !pkl_list_reserve(list, (int64_t)list->length + 1)) return false;
    list->items[list->length++] = copy;
    list->version++;
    return true;
}

bool pkl_list_insert(PyList* list, int32_t at, const py_TValue* value) {
    py_TValue copy = *value;
    if (!pkl_list_append(list, &copy)) return false;
    memmove(list->items + at + 1, list->items + at, sizeof(py_TValue) * (size_t)(list->length - 1 - at));
    list->items[at] = copy;
    return true;
}

void pkl_list_remove(PyList* list, int32_t from, int32_t to) {
    memmove(list->items + from, list->items + to, sizeof(py_TValue) * (size_t)(list->length - to));
    list->length -= to - from;
    list->version++;
    if (list->capacity > 64 && list->length < list->capacity / 4) {
        int32_t capacity = list->length + list->length / 2;
        list->items = pkl_buffer_resize(list->items, sizeof(py_TValue) * (size_t)list->capacity, sizeof(py_TValue) * (size_t)(capacity + 8));
        list->capacity = capacity + 8;
    }
}

static bool append_item(py_Ref item, void* list) { return pkl_list_append(list, item); }

bool pkl_list_extend(py_Ref self, py_Ref iterable) {
    PyList* list = PKL_OBJECT(self, PyList);
    if (iterable->is_ptr && iterable->_obj == &list->head) {
        int32_t length = list->length;
        if (!pkl_list_reserve(list, (int64_t)length * 2)) return false;
        for (int32_t i = 0; i < length; i++) list->items[list->length++] = list->items[i];
        list->version++;
        return true;
    }
    return pkl_iterate_hinted(iterable, append_item, list);
}

bool pkl_list_of(py_Ref iterable, py_OutRef out) {
    py_TValue* made = py_pushtmp();
    bool ok = pkl_iterate(iterable, append_item, pkl_new_list(made, 0));
    if (ok) *out = *made;
    py_pop();
    return ok;
}

void py_newlist(py_OutRef out) { pkl_new_list(out, 0); }
void py_newlistn(py_OutRef out, int n) {
    PyList* list = pkl_new_list(out, n);
    if (n) memset(list->items, 0, sizeof(py_TValue) * (size_t)n);
    list->length = n;
}
py_ItemRef py_list_data(py_Ref self) { return PKL_OBJECT(self, PyList)->items; }
py_ItemRef py_list_getitem(py_Ref self, int i) { return &PKL_OBJECT(self, PyList)->items[i]; }
void py_list_setitem(py_Ref self, int i, py_Ref val) { PKL_OBJECT(self, PyList)->items[i] = *val; }
void py_list_delitem(py_Ref self, int i) { pkl_list_remove(PKL_OBJECT(self, PyList), i, i + 1); }
int py_list_len(py_Ref self) { return PKL_OBJECT(self, PyList)->length; }
void py_list_append(py_Ref self, py_Ref val) { pkl_list_append(PKL_OBJECT(self, PyList), val); }
void py_list_insert(py_Ref self, int i, py_Ref val) { pkl_list_insert(PKL_OBJECT(self, PyList), i, val); }

void py_list_swap(py_Ref self, int i, int j) {
    py_TValue* items = PKL_OBJECT(self, PyList)->items;
    py_TValue first = items[i];
    items[i] = items[j];
    items[j] = first;
}

py_ItemRef py_list_emplace(py_Ref self) {
    PyList* list = PKL_OBJECT(self, PyList);
    py_TValue nothing = {0};
    pkl_list_append(list, &nothing);
    return &list->items[list->length - 1];
}

void py_list_clear(py_Ref self) {
    PyList* list = PKL_OBJECT(self, PyList);
    free_list(&list->head);
    list->items = NULL;
    list->length = list->capacity = 0;
    list->version++;
}

/* ---- tuple ----------------------------------------------------------------------------- */

void pkl_new_tuple(py_OutRef out, const py_TValue* items, int count) {
    if (!count) {
        *out = pkl_vm->empty_tuple;
        return;
    }
    py_TValue made;
    memcpy(PKL_SLOTS(pkl_new_slots(&made, tp_tuple, count)), items, sizeof(py_TValue) * (size_t)count);
    *out = made;
}

bool pkl_to_tuple(py_OutRef out, py_Ref iterable) {
    if (iterable->type == tp_tuple) {
        *out = *iterable;
        return true;
    }
    py_TValue* list = py_pushtmp();
    bool ok = pkl_list_of(iterable, list) && pkl_reserve(sizeof(py_TValue) * (uint64_t)py_list_len(list));
    if (ok) pkl_new_tuple(out, py_list_data(list), py_list_len(list));
    py_pop();
    return ok;
}

py_ObjectRef py_newtuple(py_OutRef out, int n) {
    if (!n) {
        *out = pkl_vm->empty_tuple;
        return PKL_SLOTS(out->_obj);
    }
    return PKL_SLOTS(pkl_new_slots(out, tp_tuple, n));
}
py_ObjectRef py_tuple_data(py_Ref self) { return PKL_SLOTS(self->_obj); }
py_ObjectRef py_tuple_getitem(py_Ref self, int i) { return &PKL_SLOTS(self->_obj)[i]; }
void py_tuple_setitem(py_Ref self, int i, py_Ref val) { PKL_SLOTS(self->_obj)[i] = *val; }
int py_tuple_len(py_Ref self) { return self->_obj->slots; }

/* ---- slice ------------------------------------------------------------------------------- */

py_ObjectRef py_newslice(py_OutRef out) { return PKL_SLOTS(pkl_new(out, tp_slice)); }

void py_newsliceint(py_OutRef out, py_i64 start, py_i64 stop, py_i64 step) {
    py_TValue made;
    py_TValue* slots = py_newslice(&made);
    py_newint(&slots[PKL_SLICE_START], start);
    py_newint(&slots[PKL_SLICE_STOP], stop);
    py_newint(&slots[PKL_SLICE_STEP], step);
    *out = made;
}
