/*
 * Items and slices of a list.
 */
#include "../machine/machine.h"
#include "methods.h"

#include <string.h>

static PyList* list_of(py_Ref value) { return PKL_OBJECT(value, PyList); }

static bool is_index(py_Ref key) { return pkl_is_int(key) || pkl_special(key, (py_Name)PKL_NAME(__index__)) != NULL; }

static bool bad_key(py_Ref key) { return pkl_raise(tp_TypeError, "list indices must be integers or slices, not %T", key); }

static bool get_slice(py_Ref self, py_Ref slice) {
    int64_t start, stop, step;
    if (!pkl_slice_unpack(slice, &start, &stop, &step)) return false;
    PyList* list = list_of(self);
    int64_t count = pkl_slice_adjust(list->length, &start, stop, step);
    if (!pkl_reserve((uint64_t)count * sizeof(py_TValue))) return false;
    if (step == 1) return pkl_list_copy_items(list->items + start, count);
    PyList* copy = pkl_new_list(py_retval(), (int32_t)count);
    for (int64_t i = 0; i < count; i++) copy->items[i] = list->items[start + i * step];
    copy->length = (int32_t)count;
    return true;
}

/* Where the item lies that argv[1] names. */
static bool find_place(py_Ref argv, const char* out_of_range, int32_t* place) {
    if (!is_index(&argv[1])) return bad_key(&argv[1]);
    int64_t at;
    if (!pkl_item_index(&argv[1], list_of(argv)->length, &at)) return false;
    if (at < 0 || at >= list_of(argv)->length) return pkl_raise(tp_IndexError, out_of_range);
    *place = (int32_t)at;
    return true;
}

bool pkl_list_getitem_method(int argc, py_Ref argv) {
    (void)argc;
    if (argv[1].type == tp_slice) return get_slice(&argv[0], &argv[1]);
    int32_t at;
    return find_place(argv, "list index out of range", &at) && pkl_return(&list_of(argv)->items[at]);
}

bool pkl_list_splice(PyList* self, int64_t start, int64_t removed, const py_TValue* items, int64_t count) {
    int64_t length = self->length - removed + count;
    if (length > self->capacity && !pkl_list_reserve(self, length)) return false;
    int64_t after = self->length - start - removed;
    if (after > 0) memmove(self->items + start + count, self->items + start + removed, (size_t)after * sizeof(py_TValue));
    if (count > 0) memcpy(self->items + start, items, (size_t)count * sizeof(py_TValue));
    self->length = (int32_t)length;
    self->version++;
    return true;
}

/* a[i:j:k] = values, where values is a list or tuple that is not the list itself. */
static bool set_slice_items(PyList* self, int64_t start, int64_t stop, int64_t step, const py_TValue* items, int64_t count) {
    int64_t selected = pkl_slice_adjust(self->length, &start, stop, step);
    if (step == 1) return pkl_list_splice(self, start, selected, items, count);
    if (selected != count)
        return pkl_raise(tp_ValueError, "attempt to assign sequence of size %i to extended slice of size %i", count, selected);
    for (int64_t i = 0; i < count; i++) self->items[start + i * step] = items[i];
    return true;
}

static bool set_slice(py_Ref argv) {
    int64_t start, stop, step;
    if (!pkl_slice_unpack(&argv[1], &start, &stop, &step)) return false;
    py_TValue* values = py_pushtmp();
    bool ok = pkl_list_of(&argv[2], values);
    if (!ok && pkl_exc_matches(tp_TypeError) && pkl_special(&argv[2], (py_Name)PKL_NAME(__iter__)) == NULL) {
        pkl_vm->raised.type = tp_nil;
        pkl_raise(tp_TypeError, step == 1 ? "can only assign an iterable" : "must assign iterable to extended slice");
    }
    if (ok) ok = set_slice_items(list_of(argv), start, stop, step, list_of(values)->items, list_of(values)->length);
    py_pop();
    return ok && pkl_return_none();
}

bool pkl_list_setitem_method(int argc, py_Ref argv) {
    (void)argc;
    if (argv[1].type == tp_slice) return set_slice(argv);
    int32_t at;
    if (!find_place(argv, "list assignment index out of range", &at)) return false;
    list_of(argv)->items[at] = argv[2];
    return pkl_return_none();
}

static bool delete_slice(py_Ref argv) {
    int64_t start, stop, step;
    if (!pkl_slice_unpack(&argv[1], &start, &stop, &step)) return false;
    PyList* self = list_of(argv);
    int64_t count = pkl_slice_adjust(self->length, &start, stop, step);
    if (step == 1) return pkl_list_splice(self, start, count, NULL, 0) && pkl_return_none();
    if (count == 0) return pkl_return_none();
    if (step < 0) {
        start += (count - 1) * step;
        step = -step;
    }
    int32_t to = (int32_t)start;
    for (int64_t at = start, next = start, left = count; at < self->length; at++) {
        if (left > 0 && at == next) {
            if (--left > 0) next += step;
        } else self->items[to++] = self->items[at];
    }
    self->length = to;
    self->version++;
    return pkl_return_none();
}

bool pkl_list_delitem_method(int argc, py_Ref argv) {
    (void)argc;
    if (argv[1].type == tp_slice) return delete_slice(argv);
    int32_t at;
    if (!find_place(argv, "list assignment index out of range", &at)) return false;
    pkl_list_remove(list_of(argv), at, at + 1);
    return pkl_return_none();
}
