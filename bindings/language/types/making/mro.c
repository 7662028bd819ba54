/* The order in which bases are asked (C3), and the metaclass. */
#include "../types.h"

#include <string.h>

/* ---- C3 ---------------------------------------------------------------------------------- */

typedef struct Merge {
    py_TValue* lists; /* tuples: the orders of the bases, then the bases themselves; on the native stack */
    int32_t* at;      /* how far each has been taken */
    int count;
} Merge;

static py_TValue* head_of(const Merge* merge, int list) {
    const py_TValue* tuple = &merge->lists[list];
    return merge->at[list] < pkl_tuple_length(tuple) ? &pkl_tuple_items(tuple)[merge->at[list]] : NULL;
}

static bool in_a_tail(const Merge* merge, const py_TValue* candidate) {
    for (int i = 0; i < merge->count; i++) {
        const py_TValue* items = pkl_tuple_items(&merge->lists[i]);
        for (int j = merge->at[i] + 1; j < pkl_tuple_length(&merge->lists[i]); j++) {
            if (items[j]._obj == candidate->_obj) return true;
        }
    }
    return false;
}

static bool inconsistent(const Merge* merge) {
    PklBuilder builder;
    pkl_builder_start(&builder);
    pkl_put_text(&builder, "Cannot create a consistent method resolution order (MRO) for bases ");
    bool first = true;
    for (int i = 0; i < merge->count; i++) {
        py_TValue* head = head_of(merge, i);
        for (int j = 0; head && j < i; j++) {
            py_TValue* earlier = head_of(merge, j);
            if (earlier && earlier->_obj == head->_obj) head = NULL;
        }
        if (!head) continue;
        if (!first) pkl_put_text(&builder, ", ");
        first = false;
        pkl_put_str(&builder, pkl_as_type(head)->name);
    }
    py_TValue message;
    if (pkl_builder_str(&builder, &message)) pkl_raise(tp_TypeError, "%s", py_tostr(&message));
    return false;
}

/* The next class, or NULL at the end; `*failed` where none fits. */
static py_TValue* take_next(Merge* merge, bool* failed) {
    bool empty = true;
    for (int i = 0; i < merge->count; i++) {
        py_TValue* head = head_of(merge, i);
        if (!head) continue;
        empty = false;
        if (in_a_tail(merge, head)) continue;
        for (int j = 0; j < merge->count; j++) {
            py_TValue* other = head_of(merge, j);
            if (other && other->_obj == head->_obj) merge->at[j]++;
        }
        return head;
    }
    *failed = !empty;
    if (*failed) inconsistent(merge);
    return NULL;
}

static bool merge_all(PyType* type, Merge* merge, py_OutRef out) {
    py_TValue list;
    PyList* order = pkl_new_list(&list, 8);
    pkl_list_append(order, &type->self);
    bool failed = false;
    for (py_TValue* next; (next = take_next(merge, &failed));) {
        if (!pkl_list_append(order, next)) return false;
    }
    if (!failed) pkl_new_tuple(out, order->items, order->length);
    return !failed;
}

static bool refuse_twice(const py_TValue* bases, int count) {
    for (int i = 0; i < count; i++) {
        for (int j = i + 1; j < count; j++) {
            if (bases[i]._obj == bases[j]._obj) return pkl_raise(tp_TypeError, "duplicate base class %s", pkl_as_type(&bases[i])->name->data);
        }
    }
    return true;
}

/* A base whose metaclass is still asked for its order. */
static bool refuse_incomplete(const py_TValue* bases, int count) {
    for (int i = 0; i < count; i++) {
        PyType* base = pkl_as_type(&bases[i]);
        if (!base->mro.type) return pkl_raise(tp_TypeError, "Cannot extend an incomplete type '%s'", base->name->data);
    }
    return true;
}

static bool linearize(PyType* type, py_OutRef out) {
    const py_TValue* bases = pkl_tuple_items(&type->bases);
    int count = pkl_tuple_length(&type->bases);
    if (!refuse_incomplete(bases, count)) return false;
    if (count == 1) {
        const py_TValue* mro = &pkl_as_type(&bases[0])->mro;
        int length = pkl_tuple_length(mro);
        py_TValue* items = PKL_SLOTS(pkl_new_slots(out, tp_tuple, length + 1));
        items[0] = type->self;
        memcpy(items + 1, pkl_tuple_items(mro), sizeof(py_TValue) * (size_t)length);
        return true;
    }
    if (!refuse_twice(bases, count) || !pkl_stack_reserve(count + 1)) return false;
    Merge merge = {pkl_vm->native_sp, pkl_buffer(sizeof(int32_t) * (size_t)(count + 1)), count + 1};
    memset(merge.at, 0, sizeof(int32_t) * (size_t)(count + 1));
    for (int i = 0; i < count; i++) py_push(&pkl_as_type(&bases[i])->mro);
    py_push(&type->bases);
    bool ok = merge_all(type, &merge, out);
    py_shrink(count + 1);
    pkl_buffer_free(merge.at, sizeof(int32_t) * (size_t)(count + 1));
    return ok;
}

/* ---- mro() of a metaclass -------------------------------------------------------------------- */

static bool check_mro(PyType* type, const py_TValue* mro) {
    PyType* solid = pkl_solid_base(type);
    const py_TValue* items = pkl_tuple_items(mro);
    for (int i = 0; i < pkl_tuple_length(mro); i++) {
        if (!pkl_is_type(&items[i])) return pkl_raise(tp_TypeError, "mro() returned a non-class ('%T')", &items[i]);
        if (!pkl_subtype(solid, pkl_solid_base(pkl_as_type(&items[i])))) {
            return pkl_raise(tp_TypeError, "mro() returned base with unsuitable layout ('%s')", pkl_as_type(&items[i])->name->data);
        }
    }
    return true;
}

static bool ask_metaclass(PyType* type, py_OutRef out) {
    return pkl_call_method(&type->self, PKL_NAME(mro), 0, NULL) && pkl_to_tuple(out, py_retval()) && check_mro(type, out);
}

bool pkl_type_mro(PyType* type, py_OutRef out) { return linearize(type, out); }

bool pkl_type_set_mro(PyType* type) {
    py_TValue mro;
    py_Ref method = type->head.type == tp_type ? NULL : pkl_lookup(pkl_vm->types[type->head.type], PKL_NAME(mro));
    bool asks = method && !(method->type == tp_method_descriptor && method->extra == tp_type);
    if (!(asks ? ask_metaclass(type, &mro) : linearize(type, &mro))) return false;
    type->mro = mro;
    for (int i = 1; i < pkl_tuple_length(&mro); i++) pkl_as_type(&pkl_tuple_items(&mro)[i])->flags |= PKL_TYPE_LOOKED;
    return true;
}

/* ---- metaclass ------------------------------------------------------------------------------------ */

PyType* pkl_metaclass_of(PyType* metatype, const py_TValue* bases, int count) {
    for (int i = 0; i < count; i++) {
        PyType* other = pkl_type_of(&bases[i]);
        if (pkl_subtype(metatype, other)) continue;
        if (!pkl_subtype(other, metatype)) {
            pkl_raise(tp_TypeError, "metaclass conflict: the metaclass of a derived class must be a (non-strict) subclass of the "
                                    "metaclasses of all its bases");
            return NULL;
        }
        metatype = other;
    }
    return metatype;
}
