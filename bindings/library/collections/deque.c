/* deque: the ring, and the methods that change its ends. */
#include "collections.h"

#include <string.h>

static void mark_deque(PyObject* object) {
    PyDeque* deque = (PyDeque*)object;
    for (int32_t i = 0; i < deque->length; i++) pkl_mark_value(pkl_deque_at(deque, i));
}

static void free_deque(PyObject* object) {
    PyDeque* deque = (PyDeque*)object;
    if (deque->items) pkl_buffer_free(deque->items, (size_t)deque->capacity * sizeof(py_TValue));
}

static const PklLayout LAYOUT = {.bytes = sizeof(PyDeque), .mark = mark_deque, .finalize = free_deque};

/* ---- the ring ----------------------------------------------------------------------------------------- */

static bool grow(PyDeque* deque) {
    if (deque->capacity > INT32_MAX / 64) return pkl_raise(tp_MemoryError, "");
    int32_t capacity = deque->capacity ? deque->capacity * 2 : 8;
    if (!pkl_reserve((uint64_t)capacity * sizeof(py_TValue))) return false;
    py_TValue* items = pkl_buffer((size_t)capacity * sizeof(py_TValue));
    for (int32_t i = 0; i < deque->length; i++) items[i] = *pkl_deque_at(deque, i);
    if (deque->items) pkl_buffer_free(deque->items, (size_t)deque->capacity * sizeof(py_TValue));
    deque->items = items;
    deque->first = 0;
    deque->capacity = capacity;
    return true;
}

bool pkl_deque_push(PyDeque* deque, const py_TValue* value, bool left) {
    py_TValue kept = *value;
    if (deque->max_length == 0) return deque->state++, true;
    if (deque->length == deque->max_length) pkl_deque_pop(deque, !left);
    if (deque->length == deque->capacity && !grow(deque)) return false;
    if (left) deque->first = (deque->first - 1) & (deque->capacity - 1);
    deque->length++;
    *pkl_deque_at(deque, left ? 0 : deque->length - 1) = kept;
    deque->state++;
    return true;
}

py_TValue pkl_deque_pop(PyDeque* deque, bool left) {
    py_TValue value = *pkl_deque_at(deque, left ? 0 : deque->length - 1);
    if (left) deque->first = (deque->first + 1) & (deque->capacity - 1);
    deque->length--;
    deque->state++;
    return value;
}

void pkl_deque_clear(PyDeque* deque) {
    free_deque(&deque->head);
    deque->items = NULL;
    deque->first = deque->length = deque->capacity = 0;
    deque->state++;
}

void pkl_deque_rotate(PyDeque* deque, int64_t count) {
    int32_t length = deque->length;
    if (length <= 1) return;
    int64_t steps = (count % length + length) % length; /* to the right */
    bool right = steps <= length / 2;
    for (int64_t i = right ? steps : length - steps; i > 0; i--) {
        py_TValue value = pkl_deque_pop(deque, !right);
        pkl_deque_push(deque, &value, right);
    }
    deque->state++;
}

typedef struct Extension {
    PyDeque* deque;
    bool left;
} Extension;

static bool push_item(py_Ref item, void* context) {
    Extension* extension = context;
    return pkl_deque_push(extension->deque, item, extension->left);
}

bool pkl_deque_extend(py_Ref self, py_Ref iterable, bool left) {
    Extension extension = {pkl_deque(self), left};
    py_TValue* source = py_pushtmp();
    *source = *iterable;
    bool ok = !py_isidentical(self, iterable) || pkl_list_of(iterable, source); /* itself: a copy */
    ok = ok && pkl_iterate(source, push_item, &extension);
    py_pop();
    return ok;
}

/* ---- making ---------------------------------------------------------------------------------------------- */

static bool deque_new(int argc, py_Ref argv) {
    (void)argc;
    ((PyDeque*)pkl_new(py_retval(), py_totype(argv)))->max_length = -1;
    return true;
}

/* deque(iterable=(), maxlen=None) */
static bool deque_init(int argc, py_Ref argv) {
    (void)argc;
    int64_t max = -1;
    if (argv[2].type != tp_nil && argv[2].type != tp_NoneType) {
        if (!pkl_is_int(&argv[2])) return pkl_raise(tp_TypeError, "an integer is required");
        if (!pkl_to_size(&argv[2], &max)) return false;
        if (max < 0) return pkl_raise(tp_ValueError, "maxlen must be non-negative");
    }
    pkl_deque(argv)->max_length = max;
    if (pkl_deque(argv)->length > 0) pkl_deque_clear(pkl_deque(argv));
    return (argv[1].type == tp_nil || pkl_deque_extend(argv, &argv[1], false)) && pkl_return_none();
}

/* Of a derived class: made by the class. */
static bool copy_by_class(py_Ref self) {
    py_TValue arguments[2] = {*self}, class = *pkl_class_of(self);
    int64_t max = pkl_deque(self)->max_length;
    py_newint(&arguments[1], max);
    return pkl_call(&class, max < 0 ? 1 : 2, arguments);
}

bool pkl_deque_copy(int argc, py_Ref argv) {
    (void)argc;
    if (argv->type != tp_deque) return copy_by_class(argv);
    py_TValue made;
    PyDeque *copy = (PyDeque*)pkl_new(&made, tp_deque), *self = pkl_deque(argv);
    copy->max_length = self->max_length;
    for (int32_t i = 0; i < self->length; i++)
        if (!pkl_deque_push(copy, pkl_deque_at(self, i), false)) return false;
    return pkl_return(&made);
}

/* (class, () or ((), maxlen), state, iterator) */
static bool deque_reduce(int argc, py_Ref argv) {
    (void)argc;
    py_TValue *parts = py_pushtmp(), pair[2] = {pkl_vm->empty_tuple};
    for (int i = 0; i < 3; i++) py_pushnil();
    parts[0] = *pkl_class_of(argv);
    py_newint(&pair[1], pkl_deque(argv)->max_length);
    pkl_new_tuple(&parts[1], pair, pkl_deque(argv)->max_length < 0 ? 0 : 2);
    bool ok = pkl_call_method(argv, PKL_NAME(__getstate__), 0, NULL);
    parts[2] = *py_retval();
    ok = ok && py_iter(argv);
    parts[3] = *py_retval();
    if (ok) pkl_new_tuple(py_retval(), parts, 4);
    py_shrink(4);
    return ok;
}

/* ---- the ends ----------------------------------------------------------------------------------------------- */

static bool deque_append(int argc, py_Ref argv) { return (void)argc, pkl_deque_push(pkl_deque(argv), &argv[1], false) && pkl_return_none(); }
static bool deque_appendleft(int argc, py_Ref argv) { return (void)argc, pkl_deque_push(pkl_deque(argv), &argv[1], true) && pkl_return_none(); }
static bool deque_extend(int argc, py_Ref argv) { return (void)argc, pkl_deque_extend(&argv[0], &argv[1], false) && pkl_return_none(); }
static bool deque_extendleft(int argc, py_Ref argv) { return (void)argc, pkl_deque_extend(&argv[0], &argv[1], true) && pkl_return_none(); }

static bool pop(py_Ref self, bool left) {
    if (pkl_deque(self)->length == 0) return pkl_raise(tp_IndexError, "pop from an empty deque");
    *py_retval() = pkl_deque_pop(pkl_deque(self), left);
    return true;
}

static bool deque_pop(int argc, py_Ref argv) { return (void)argc, pop(argv, false); }
static bool deque_popleft(int argc, py_Ref argv) { return (void)argc, pop(argv, true); }

static bool deque_clear(int argc, py_Ref argv) {
    (void)argc;
    pkl_deque_clear(pkl_deque(argv));
    return pkl_return_none();
}

static bool deque_rotate(int argc, py_Ref argv) {
    (void)argc;
    int64_t count = 1;
    if (argv[1].type != tp_nil && !pkl_to_size(&argv[1], &count)) return false;
    pkl_deque_rotate(pkl_deque(argv), count);
    return pkl_return_none();
}

static bool deque_reverse(int argc, py_Ref argv) {
    (void)argc;
    PyDeque* self = pkl_deque(argv);
    for (int32_t a = 0, b = self->length - 1; a < b; a++, b--) {
        py_TValue item = *pkl_deque_at(self, a);
        *pkl_deque_at(self, a) = *pkl_deque_at(self, b);
        *pkl_deque_at(self, b) = item;
    }
    return pkl_return_none();
}

/* ---- repr ------------------------------------------------------------------------------------------------------- */

static bool deque_repr(int argc, py_Ref argv) {
    (void)argc;
    PklReprGuard guard;
    if (!pkl_repr_begin(&guard, argv)) return py_newstr(py_retval(), "[...]"), true;
    PyDeque* self = pkl_deque(argv);
    py_TValue* list = py_pushtmp();
    bool ok = pkl_enter(" while getting the repr of an object");
    if (ok) {
        ok = pkl_list_of(argv, list);
        const char* name = pkl_type_of(argv)->name->data;
        if (ok && self->max_length >= 0) ok = pkl_str_format(py_retval(), "%s(%R, maxlen=%i)", name, list, self->max_length);
        else if (ok) ok = pkl_str_format(py_retval(), "%s(%R)", name, list);
        pkl_leave();
    }
    py_pop();
    pkl_repr_end(&guard);
    return ok;
}

static bool get_maxlen(int argc, py_Ref argv) {
    (void)argc;
    return pkl_deque(argv)->max_length < 0 ? pkl_return_none() : pkl_return_int(pkl_deque(argv)->max_length);
}

#define NONE(name) {#name, deque_##name, "($self, /)", PKL_NOARGS, PKL_METHOD, 0, 0}
#define ONE(name, argument) {#name, deque_##name, "($self, " argument ", /)", PKL_O, PKL_METHOD, 1, 1}

static const PklMethod DEQUE[] = {
    {"__new__", deque_new, NULL, PKL_ANY_KW, PKL_NEW, 0, 0},
    {"__init__", deque_init, "($self, iterable=(), maxlen=None)", PKL_CLINIC, PKL_WRAPPER, 0, 2},
    {"__repr__", deque_repr, "($self, /)", PKL_NOARGS, PKL_WRAPPER, 0, 0},
    {"__reduce__", deque_reduce, "($self, /)", PKL_NOARGS, PKL_METHOD, 0, 0},
    {"copy", pkl_deque_copy, "($self, /)", PKL_NOARGS, PKL_METHOD, 0, 0},
    {"__copy__", pkl_deque_copy, "($self, /)", PKL_NOARGS, PKL_METHOD, 0, 0},
    {"__class_getitem__", pkl_generic_alias, "($type, object, /)", PKL_O, PKL_CLASS, 1, 1},
    ONE(append, "item"), ONE(appendleft, "item"), ONE(extend, "iterable"), ONE(extendleft, "iterable"), NONE(pop), NONE(popleft), NONE(clear), NONE(reverse),
    {"rotate", deque_rotate, "($self, n=1, /)", PKL_RANGE, PKL_METHOD, 0, 1},
    {0},
};
static const PklGetSet GETSETS[] = {{"maxlen", get_maxlen, NULL}, {0}};

#define SPEC {.id = tp_deque, .base = tp_object, .name = "deque", .module = "collections", .layout = &LAYOUT, .flags = PKL_TYPE_SEQUENCE | PKL_TYPE_WEAKREF

const PklTypeSpec pkl_collections_deque[] = {SPEC, .methods = DEQUE, .getsets = GETSETS}, SPEC, .methods = pkl_deque_items}, {0}};
