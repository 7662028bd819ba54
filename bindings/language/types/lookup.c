/*
 * Names in types: the method cache, and what changes when a name of a type's dict does.
 *
 * Cached is where a name was found, valid while the epoch of types stands (core.h).
 */
#include "types.h"

#include <string.h>

enum { CACHE_SIZE = 1024 };

typedef struct PklMethodCache {
    struct {
        PyType* type;
        PyStr* name;
        py_TValue* value; /* NULL: not there */
        uint32_t epoch;
    } entries[CACHE_SIZE];
} PklMethodCache;

static py_Ref find_on_mro(PyType* type, PyStr* name) {
    const py_TValue* mro = pkl_tuple_items(&type->mro);
    for (int i = 0, count = pkl_mro_length(type); i < count; i++) {
        py_Ref value = pkl_dict_get_name(pkl_as_type(&mro[i])->dict, name);
        if (value) return value;
    }
    return NULL;
}

py_Ref pkl_lookup(PyType* type, PyStr* name) {
    PklMethodCache* cache = pkl_vm->method_cache;
    uint32_t at = ((uint32_t)((uintptr_t)type >> 5) * 31 + (uint32_t)((uintptr_t)name >> 4)) % CACHE_SIZE;
    if (cache->entries[at].type == type && cache->entries[at].name == name && cache->entries[at].epoch == pkl_vm->type_epoch) {
        return cache->entries[at].value;
    }
    if (!type->mro.type) return NULL;
    py_Ref value = find_on_mro(type, name);
    type->flags |= PKL_TYPE_LOOKED;
    cache->entries[at].type = type;
    cache->entries[at].name = name;
    cache->entries[at].value = value;
    cache->entries[at].epoch = pkl_vm->type_epoch;
    return value;
}

void pkl_lookup_start(PklVM* vm) {
    vm->method_cache = pkl_alloc(sizeof(PklMethodCache));
    memset(vm->method_cache, 0, sizeof(PklMethodCache));
}

/* ---- flags that follow from names ------------------------------------------------------- */

bool pkl_is_plain_hook(const py_TValue* hook) {
    if (hook->type != tp_wrapper_descriptor || hook->is_ptr) return false;
    switch (hook->extra) {
        case tp_object:
        case tp_type:
        case tp_module:
        case tp_super:
        case tp_boundmethod: return true;
        default: return false;
    }
}

static bool is_default(PyType* type, PyStr* name) {
    py_Ref value = find_on_mro(type, name);
    return !value || pkl_is_plain_hook(value);
}

static void set_flag(PyType* type, uint32_t flag, bool on) {
    type->flags = on ? type->flags | flag : type->flags & ~flag;
}

static void register_late(PyObject* object, void* context) {
    PyType* type = context;
    if (pkl_vm->types[object->type] == type && !(object->flags & PKL_FINALIZED)) pkl_objects_add(&pkl_vm->heap->finalizable, object);
}

static void update_finalizer(PyType* type) {
    bool has = find_on_mro(type, PKL_NAME(__del__)) != NULL;
    if (has && !(type->flags & PKL_TYPE_DEL) && type->flags & PKL_TYPE_READY) pkl_heap_each(register_late, type);
    set_flag(type, PKL_TYPE_DEL, has);
}

static void update_one(PyType* type, PyStr* name) {
    bool all = name == NULL;
    if (all || name == PKL_NAME(__getattribute__) || name == PKL_NAME(__getattr__)) {
        bool plain = is_default(type, PKL_NAME(__getattribute__));
        set_flag(type, PKL_TYPE_GETATTRIBUTE, !plain || find_on_mro(type, PKL_NAME(__getattr__)));
    }
    if (all || name == PKL_NAME(__setattr__) || name == PKL_NAME(__delattr__)) {
        set_flag(type, PKL_TYPE_SETATTR, !is_default(type, PKL_NAME(__setattr__)) || !is_default(type, PKL_NAME(__delattr__)));
    }
    if (all || name == PKL_NAME(__get__) || name == PKL_NAME(__set__) || name == PKL_NAME(__delete__)) {
        bool data = find_on_mro(type, PKL_NAME(__set__)) || find_on_mro(type, PKL_NAME(__delete__));
        set_flag(type, PKL_TYPE_DATA_DESCRIPTOR, data);
        set_flag(type, PKL_TYPE_DESCRIPTOR, data || find_on_mro(type, PKL_NAME(__get__)));
    }
    if (all || name == PKL_NAME(__del__)) update_finalizer(type);
}

/* Subclasses too: a pre-order walk without recursion would need a stack; depth is bounded by the depth of the classes, which pkl_enter bounds. */
void pkl_type_update_flags(PyType* type, PyStr* name) {
    update_one(type, name);
    for (int32_t i = 0; i < type->subclass_count; i++) {
        PyType* subclass = pkl_vm->types[type->subclasses[i]];
        if (subclass && pkl_enter("")) {
            pkl_type_update_flags(subclass, name);
            pkl_leave();
        }
    }
}

static bool is_hook(const PyStr* name) {
    static const uint16_t HOOKS[] = {PKL_N___getattribute__, PKL_N___getattr__, PKL_N___setattr__, PKL_N___delattr__,
                                     PKL_N___get__,          PKL_N___set__,     PKL_N___delete__,  PKL_N___del__};
    for (unsigned i = 0; i < sizeof HOOKS / sizeof *HOOKS; i++) {
        if (pkl_name_table[HOOKS[i]] == name) return true;
    }
    return false;
}

void pkl_type_modified(PyType* type, PyStr* name, bool kept) {
    if (type->flags & PKL_TYPE_LOOKED && !kept) {
        pkl_vm->type_epoch++;
        if (!pkl_vm->type_epoch) pkl_vm->type_epoch = 1;
    }
    if (!name || is_hook(name)) pkl_type_update_flags(type, name);
}

bool pkl_type_set(PyType* type, PyStr* name, const py_TValue* value) {
    py_Ref old = pkl_dict_get_name(type->dict, name);
    if (!value) {
        if (!old) return false;
        pkl_dict_delete_name(type->dict, name);
        pkl_type_modified(type, name, false);
        return true;
    }
    bool kept = old && pkl_descriptor_kind(old) == PKL_NOT_DESCRIPTOR && pkl_descriptor_kind(value) == PKL_NOT_DESCRIPTOR;
    if (old) *old = *value;
    else pkl_dict_set_name(type->dict, name, (py_Ref)value);
    pkl_type_modified(type, name, kept);
    return true;
}

/* ---- pocketpy.h -------------------------------------------------------------------------------- */

py_GlobalRef py_tpfindmagic(py_Type type, py_Name name) { return pkl_lookup(pkl_vm->types[type], pkl_name_str(name)); }
py_ItemRef py_tpfindname(py_Type type, py_Name name) { return pkl_lookup(pkl_vm->types[type], pkl_name_str(name)); }
py_GlobalRef py_tpgetmagic(py_Type type, py_Name name) {
    py_Ref value = pkl_dict_get_name(pkl_vm->types[type]->dict, pkl_name_str(name));
    return value ? value : py_NIL();
}

py_Ref pkl_special(py_Ref self, py_Name name) { return pkl_lookup(pkl_type_of(self), pkl_name_str(name)); }

PklDescriptor pkl_descriptor_kind(const py_TValue* attribute) {
    switch (attribute->type) {
        case tp_function: return PKL_DESC_FUNCTION;
        case tp_method_descriptor:
        case tp_wrapper_descriptor: return PKL_DESC_METHOD;
        case tp_property: return PKL_DESC_PROPERTY;
        case tp_member_descriptor: return attribute->is_ptr ? PKL_DESC_MEMBER : PKL_DESC_OTHER_DATA;
        case tp_getset_descriptor: return PKL_DESC_OTHER_DATA;
        default: {
            uint32_t flags = pkl_type_of(attribute)->flags;
            if (flags & PKL_TYPE_DATA_DESCRIPTOR) return PKL_DESC_OTHER_DATA;
            return flags & PKL_TYPE_DESCRIPTOR ? PKL_DESC_OTHER : PKL_NOT_DESCRIPTOR;
        }
    }
}
