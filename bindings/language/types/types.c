/* The table of types: ids, life and death, and who derives from whom. */
#include "types.h"
#include "../machine/machine.h"

#include <string.h>

enum { TYPES_MAX = 32000 };

/* ---- ids --------------------------------------------------------------------------- */

static void grow_table(PklVM* vm, int32_t need) {
    if (need <= vm->type_capacity) return;
    int32_t capacity = vm->type_capacity ? vm->type_capacity * 2 : PKL_PREDEFINED_TYPES + 64;
    while (capacity < need) capacity *= 2;
    vm->types = pkl_realloc(vm->types, sizeof(PyType*) * (size_t)vm->type_capacity, sizeof(PyType*) * (size_t)capacity);
    memset(vm->types + vm->type_capacity, 0, sizeof(PyType*) * (size_t)(capacity - vm->type_capacity));
    vm->type_capacity = capacity;
}

/* Ids of dead types first, in turn, so that the search is short. */
static py_Type free_id(PklVM* vm) {
    for (int32_t i = 0; vm->free_types > 0 && i < vm->type_count; i++) {
        if (++vm->free_type_at >= vm->type_count || vm->free_type_at < PKL_PREDEFINED_TYPES) vm->free_type_at = PKL_PREDEFINED_TYPES;
        if (vm->types[vm->free_type_at]) continue;
        vm->free_types--;
        return (py_Type)vm->free_type_at;
    }
    if (vm->type_count == TYPES_MAX) return 0;
    grow_table(vm, vm->type_count + 1);
    return (py_Type)vm->type_count++;
}

PyType* pkl_type_allocate(py_Type metaclass, py_Type id) {
    PklVM* vm = pkl_vm;
    if (!id) id = free_id(vm);
    if (!id) {
        pkl_request_tick();
        pkl_raise(tp_MemoryError, "too many types");
        return NULL;
    }
    PyType* type = pkl_alloc(sizeof *type);
    memset(type, 0, sizeof *type);
    type->head.type = metaclass;
    type->head.slots = -1;
    type->head.mark = vm->heap->epoch;
    type->id = id;
    type->self = (py_TValue){.type = metaclass, .is_ptr = true, ._obj = &type->head};
    py_TValue dict;
    vm->types[id] = type;
    type->dict = vm->types[tp_dict] && vm->types[tp_dict]->bytes ? pkl_new_dict(&dict) : NULL; /* the very first have theirs later */
    return type;
}

void pkl_types_start(void) {
    grow_table(pkl_vm, PKL_PREDEFINED_TYPES);
    pkl_vm->type_count = PKL_PREDEFINED_TYPES;
    pkl_vm->type_epoch = 1;
}

/* ---- for the collector ------------------------------------------------------------------ */

void pkl_types_each(void (*f)(PyObject*, void*), void* context) {
    for (int32_t i = 0; i < pkl_vm->type_count; i++) {
        if (pkl_vm->types[i]) f(&pkl_vm->types[i]->head, context);
    }
}

void pkl_types_mark_immortal(void) {
    for (int32_t i = 0; i < pkl_vm->type_count; i++) {
        PyType* type = pkl_vm->types[i];
        if (type && !(type->flags & PKL_TYPE_MORTAL)) pkl_mark_object(&type->head);
    }
}

bool pkl_types_find_dead(bool (*is_marked)(const PyObject*)) {
    for (int32_t i = PKL_PREDEFINED_TYPES; i < pkl_vm->type_count; i++) {
        if (pkl_vm->types[i] && !is_marked(&pkl_vm->types[i]->head)) return true;
    }
    return false;
}

static void free_type(PyType* type) {
    if (type->root_shape) pkl_shape_free(type->root_shape);
    if (type->hooks) pkl_buffer_free(type->hooks, 4 * sizeof(void*));
    if (type->subclasses) pkl_buffer_free(type->subclasses, sizeof(py_Type) * (size_t)type->subclass_capacity);
    pkl_vm->types[type->id] = NULL;
    pkl_vm->free_types++;
    pkl_free(type, sizeof *type);
}

static void forget_subclasses(PyType* type, bool (*is_marked)(const PyObject*)) {
    int32_t kept = 0;
    for (int32_t i = 0; i < type->subclass_count; i++) {
        PyType* subclass = pkl_vm->types[type->subclasses[i]];
        if (subclass && is_marked(&subclass->head)) type->subclasses[kept++] = type->subclasses[i];
    }
    type->subclass_count = kept;
}

void pkl_types_free_dead(bool (*is_marked)(const PyObject*)) {
    for (int32_t i = 0; i < pkl_vm->type_count; i++) {
        PyType* type = pkl_vm->types[i];
        if (type && is_marked(&type->head)) forget_subclasses(type, is_marked);
    }
    for (int32_t i = PKL_PREDEFINED_TYPES; i < pkl_vm->type_count; i++) {
        PyType* type = pkl_vm->types[i];
        if (type && !is_marked(&type->head)) free_type(type);
    }
    pkl_vm->type_epoch++;
}

/* Only a suspended generator has anything to finish. */
bool pkl_wants_finalizer(const PyObject* object) {
    if (object->flags & PKL_FINALIZED) return false;
    bool generator = object->type == tp_generator || object->type == tp_coroutine || object->type == tp_async_generator;
    return !generator || ((const PyGenerator*)object)->state == PKL_GEN_SUSPENDED;
}

/* ---- relations ------------------------------------------------------------------------------ */

bool pkl_subtype(const PyType* type, const PyType* base) {
    if (type == base || base->id == tp_object) return true;
    if (!type->mro.type) { /* being created */
        for (; type; type = type->base ? pkl_vm->types[type->base] : NULL) {
            if (type == base) return true;
        }
        return false;
    }
    const py_TValue* mro = pkl_tuple_items(&type->mro);
    for (int i = 1, count = pkl_mro_length(type); i < count; i++) {
        if (mro[i]._obj == &base->head) return true;
    }
    return false;
}

bool pkl_is_type(const py_TValue* value) {
    return value->type == tp_type || (value->is_ptr && pkl_type_of(value)->layout_type == tp_type);
}

bool pkl_type_link(PyType* type) {
    const py_TValue* bases = pkl_tuple_items(&type->bases);
    for (int i = 0; i < pkl_tuple_length(&type->bases); i++) {
        PyType* base = pkl_as_type(&bases[i]);
        if (base->subclass_count == base->subclass_capacity) {
            int32_t capacity = base->subclass_capacity ? base->subclass_capacity * 2 : 8;
            base->subclasses = pkl_buffer_resize(base->subclasses, sizeof(py_Type) * (size_t)base->subclass_capacity,
                                                 sizeof(py_Type) * (size_t)capacity);
            base->subclass_capacity = capacity;
        }
        base->subclasses[base->subclass_count++] = type->id;
    }
    return true;
}

void pkl_type_unlink(PyType* type) {
    const py_TValue* bases = pkl_tuple_items(&type->bases);
    for (int i = 0; i < pkl_tuple_length(&type->bases); i++) {
        PyType* base = pkl_as_type(&bases[i]);
        int32_t kept = 0;
        for (int32_t j = 0; j < base->subclass_count; j++) {
            if (base->subclasses[j] != type->id) base->subclasses[kept++] = base->subclasses[j];
        }
        base->subclass_count = kept;
    }
}

/* ---- layout: a type lies outside the pages -------------------------------------------------------- */

static void mark_type(PyObject* object) {
    PyType* type = (PyType*)object;
    pkl_mark_object(&type->dict->head);
    pkl_mark_object((PyObject*)type->name);
    pkl_mark_object((PyObject*)type->qualname);
    pkl_mark_value(&type->bases);
    pkl_mark_value(&type->mro);
    pkl_mark_value(&type->module);
}

extern const PklLayout pkl_type_layout;
const PklLayout pkl_type_layout = {sizeof(PyType), mark_type, NULL};
