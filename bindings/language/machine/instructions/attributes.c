/*
 * Attributes with inline caches.
 *
 * A cache is filled by the slow path here and read in the loop (loop.c): INSTANCE and METHOD by the object's shape, TYPE_METHOD by the type of
 * a value without attributes, MODULE by the version of its dict's keys. All but MODULE hold while the epoch of types stands.
 */
#include "../../types/types.h"
#include "../machine.h"

static void fill(PklVM* vm, PklCache* cache, int kind, void* shape, int index, void* value) {
    cache->kind = kind;
    cache->shape = shape;
    cache->index = index;
    cache->shape2 = value;
    cache->version = vm->type_epoch;
}

/* The operand on top becomes the value; for LOAD_METHOD [value, nil]. */
static bool put(PklVM* vm, py_TValue value, bool method) {
    PyFrame* frame = vm->frame;
    frame->sp[-1] = value;
    if (method) (frame->sp++)->type = tp_nil;
    return true;
}

static bool put_method(PklVM* vm, py_TValue function) {
    PyFrame* frame = vm->frame;
    frame->sp[0] = frame->sp[-1];
    frame->sp[-1] = function;
    frame->sp++;
    return true;
}

static bool load_anyhow(PklVM* vm, PyStr* name, bool method) {
    if (!py_getattr(vm->frame->sp - 1, (py_Name)name)) return false;
    return put(vm, vm->retval, method);
}

static bool load_from_module(PklVM* vm, PklCache* cache, bool method) {
    PyDict* dict = PKL_OBJECT(vm->frame->sp - 1, PyModule)->dict;
    int at = pkl_dict_find_name(dict, cache->name);
    if (at < 0) return load_anyhow(vm, cache->name, method);
    fill(vm, cache, PKL_CACHE_MODULE, dict, at, NULL);
    cache->version = pkl_dict_version(dict);
    return put(vm, dict->entries[at].value, method);
}

static bool load_property(PklVM* vm, py_TValue property, PyStr* name, bool method) {
    py_TValue getter = PKL_SLOTS(property._obj)[PKL_PROPERTY_GET];
    if (getter.type != tp_function) return load_anyhow(vm, name, method);
    py_TValue self = *--vm->frame->sp;
    return pkl_call_method_value(vm, getter, self, 0, NULL, (PklCont){method ? PKL_CONT_METHOD : PKL_CONT_PUSH, 0});
}

/* ---- __slots__: a value at a fixed place of a slot object; the cache knows its type (version2) and the place ---- */

static py_TValue* cached_slot(PklVM* vm, const PklCache* cache, const py_TValue* object) {
    if (cache->kind != PKL_CACHE_SLOT || cache->version != vm->type_epoch || cache->version2 != (uint32_t)object->type) return NULL;
    return &PKL_SLOTS(object->_obj)[cache->index];
}

static void remember_slot(PklVM* vm, PklCache* cache, py_TValue* object, const py_TValue* member) {
    if (pkl_type_of(object)->layout->bytes || pkl_type_of(object)->slots != object->_obj->slots) return;
    fill(vm, cache, PKL_CACHE_SLOT, NULL, (int)(pkl_member_value(object, member) - PKL_SLOTS(object->_obj)), NULL);
    cache->version2 = (uint32_t)object->type;
}

/* object.__getattribute__ in place, on an object whose type has no hooks. */
static bool load_generic(PklVM* vm, PklCache* cache, bool method) {
    py_TValue* operand = vm->frame->sp - 1;
    PyType* type = pkl_type_of(operand);
    PyObject* object = operand->is_ptr && (operand->_obj->flags & PKL_HAS_ATTRS) ? operand->_obj : NULL;
    struct PklShape* shape = object != NULL ? PKL_ATTRS(object)->shape : NULL;
    py_Ref attribute = pkl_lookup(type, cache->name);
    PklDescriptor kind = attribute != NULL ? pkl_descriptor_kind(attribute) : PKL_NOT_DESCRIPTOR;
    if (kind == PKL_DESC_PROPERTY) return load_property(vm, *attribute, cache->name, method);
    if (kind == PKL_DESC_OTHER_DATA) return load_anyhow(vm, cache->name, method);
    if (kind == PKL_DESC_MEMBER) {
        remember_slot(vm, cache, operand, attribute);
        return load_anyhow(vm, cache->name, method);
    }
    if (object != NULL && (kind != PKL_DESC_MEMBER || shape != NULL)) {
        py_Ref own = pkl_attrs_get(object, cache->name);
        if (own != NULL) {
            if (shape != NULL) fill(vm, cache, PKL_CACHE_INSTANCE, shape, pkl_shape_index(shape, cache->name), NULL);
            return put(vm, *own, method);
        }
    }
    if (attribute == NULL || kind == PKL_DESC_MEMBER || kind == PKL_DESC_OTHER) return load_anyhow(vm, cache->name, method);
    if (kind == PKL_NOT_DESCRIPTOR) {
        if (shape != NULL) fill(vm, cache, PKL_CACHE_CLASS_VALUE, shape, 0, attribute);
        return put(vm, *attribute, method);
    }
    if (!method) {
        pkl_new_bound(&vm->retval, operand, attribute);
        return put(vm, vm->retval, false);
    }
    if (shape != NULL) fill(vm, cache, PKL_CACHE_METHOD, shape, 0, attribute);
    else if (object == NULL) fill(vm, cache, PKL_CACHE_TYPE_METHOD, NULL, operand->type, attribute);
    return put_method(vm, *attribute);
}

/* A class's attribute that is read through the class itself and bound by nothing. */
static bool load_from_type(PklVM* vm, PklCache* cache, bool method) {
    PyType* type = PKL_OBJECT(vm->frame->sp - 1, PyType);
    py_Ref attribute = pkl_lookup(type, cache->name);
    if (attribute == NULL || pkl_lookup(pkl_type_of(vm->frame->sp - 1), cache->name) != NULL) return load_anyhow(vm, cache->name, method);
    PklDescriptor kind = pkl_descriptor_kind(attribute);
    if (kind != PKL_NOT_DESCRIPTOR && kind != PKL_DESC_FUNCTION) return load_anyhow(vm, cache->name, method);
    fill(vm, cache, PKL_CACHE_OF_TYPE, type, 0, attribute);
    return put(vm, *attribute, method);
}

/* __getattr__ is the only hook: it is asked for what is not there, and where a property raises AttributeError. */
static bool load_with_getattr(PklVM* vm, PklCache* cache, bool method) {
    py_TValue* operand = vm->frame->sp - 1;
    PyType* type = pkl_type_of(operand);
    py_Ref attribute = pkl_lookup(type, cache->name), hook = pkl_lookup(type, PKL_NAME(__getattr__));
    if (hook == NULL || hook->type != tp_function) return load_anyhow(vm, cache->name, method);
    PyObject* object = operand->is_ptr && (operand->_obj->flags & PKL_HAS_ATTRS) ? operand->_obj : NULL;
    if (attribute == NULL && (object == NULL || pkl_attrs_get(object, cache->name) == NULL)) return pkl_getattr_missing(vm);
    if (attribute == NULL || pkl_descriptor_kind(attribute) != PKL_DESC_PROPERTY) return load_generic(vm, cache, method);
    py_TValue getter = PKL_SLOTS(attribute->_obj)[PKL_PROPERTY_GET];
    if (getter.type != tp_function) return load_anyhow(vm, cache->name, method);
    return pkl_call_method_value(vm, getter, *operand, 0, NULL, (PklCont){PKL_CONT_GETATTR, method});
}

/* __getattribute__ or __getattr__ written in Python. */
static bool load_hooked(PklVM* vm, PklCache* cache, bool method) {
    py_TValue* operand = vm->frame->sp - 1;
    py_Ref hook = pkl_lookup(pkl_type_of(operand), PKL_NAME(__getattribute__));
    bool plain = operand->type != tp_module && operand->type != tp_super && !py_isinstance(operand, tp_type);
    if (hook != NULL && plain && pkl_is_plain_hook(hook)) return load_with_getattr(vm, cache, method);
    if (hook == NULL || hook->type != tp_function) return load_anyhow(vm, cache->name, method);
    py_TValue name = {.type = tp_str, .is_ptr = true, ._obj = &cache->name->head};
    return pkl_call_method_value(vm, *hook, *operand, 1, &name, (PklCont){PKL_CONT_GETATTR, method});
}

static py_TValue* cached_in_module(const PklCache* cache, const py_TValue* operand) {
    if (cache->kind != PKL_CACHE_MODULE || operand->type != tp_module) return NULL;
    PyDict* dict = PKL_OBJECT(operand, PyModule)->dict;
    return cache->shape == dict && cache->version == dict->keys_version && cache->version != 0 ? &dict->entries[cache->index].value : NULL;
}

bool pkl_op_load_attr(PklVM* vm, PklCache* cache, bool method) {
    py_TValue* operand = vm->frame->sp - 1;
    py_TValue* global = cached_in_module(cache, operand);
    if (global != NULL) return put(vm, *global, method);
    py_TValue* slot = cached_slot(vm, cache, operand);
    if (slot != NULL && slot->type != tp_nil) return put(vm, *slot, method);
    PyType* type = pkl_type_of(operand);
    if (type->flags & PKL_TYPE_GETATTRIBUTE) return load_hooked(vm, cache, method);
    if (type->flags & PKL_TYPE_HOOKED) return load_anyhow(vm, cache->name, method);
    if (operand->type == tp_module) return load_from_module(vm, cache, method);
    if (operand->type == tp_super) return load_anyhow(vm, cache->name, method);
    if (operand->is_ptr && py_issubclass(operand->type, tp_type)) return load_from_type(vm, cache, method);
    return load_generic(vm, cache, method);
}

/* The value of __getattribute__; [object] lies on the stack. */
bool pkl_after_getattribute(PklVM* vm, py_TValue value, bool method) { return put(vm, value, method); }

/* __getattribute__ raised AttributeError: __getattr__ is asked, if there is one. [object]. */
bool pkl_getattr_missing(PklVM* vm) {
    py_TValue* operand = vm->frame->sp - 1;
    py_Ref hook = pkl_lookup(pkl_type_of(operand), PKL_NAME(__getattr__));
    if (hook == NULL) return false;
    py_TValue raised = vm->raised;
    vm->raised.type = tp_nil;
    PklInstruction instruction = vm->frame->ip[-1];
    bool method = PKL_OP(instruction) == PKL_LOAD_METHOD;
    py_TValue name = {.type = tp_str, .is_ptr = true, ._obj = &vm->frame->code->caches[PKL_ARG(instruction)].name->head};
    py_TValue self = *operand;
    vm->frame->sp--;
    (void)raised;
    return pkl_call_method_value(vm, *hook, self, 1, &name, (PklCont){method ? PKL_CONT_METHOD : PKL_CONT_PUSH, 0});
}

/* ---- setting ------------------------------------------------------------------------- */

static bool store_in_place(PklVM* vm, PklCache* cache, PyObject* object, py_TValue* value) {
    struct PklShape* shape = PKL_ATTRS(object)->shape;
    pkl_attrs_set(object, cache->name, value);
    struct PklShape* after = PKL_ATTRS(object)->shape;
    if (shape == NULL || after == NULL) return true;
    if (after == shape) fill(vm, cache, PKL_CACHE_INSTANCE, shape, pkl_shape_index(shape, cache->name), NULL);
    else fill(vm, cache, PKL_CACHE_ADD, shape, pkl_shape_index(after, cache->name), after);
    return true;
}

/* [value, object] */
bool pkl_op_store_attr(PklVM* vm, PklCache* cache) {
    PyFrame* frame = vm->frame;
    py_TValue *object = frame->sp - 1, *value = object - 1, *slot = cached_slot(vm, cache, object);
    if (slot != NULL) {
        *slot = *value;
        frame->sp = value;
        return true;
    }
    if (cache->kind == PKL_CACHE_ADD && cache->version == vm->type_epoch && object->is_ptr && object->_obj->flags & PKL_HAS_ATTRS &&
        PKL_ATTRS(object->_obj)->shape == cache->shape) {
        pkl_attrs_grow(object->_obj, cache->shape2);
        PKL_ATTRS(object->_obj)->values[cache->index] = *value;
        frame->sp = value;
        return true;
    }
    PyType* type = pkl_type_of(object);
    if (type->flags & PKL_TYPE_SETATTR) {
        py_Ref hook = pkl_lookup(type, PKL_NAME(__setattr__));
        if (hook != NULL && hook->type == tp_function) {
            py_TValue args[2] = {{.type = tp_str, .is_ptr = true, ._obj = &cache->name->head}, *value}, self = *object;
            frame->sp = value;
            return pkl_call_method_value(vm, *hook, self, 2, args, (PklCont){PKL_CONT_DISCARD, 0});
        }
    } else if ((type->flags & PKL_TYPE_INSTANCE_DICT) && !(type->flags & PKL_TYPE_HOOKED) && object->is_ptr && (object->_obj->flags & PKL_HAS_ATTRS)) {
        py_Ref attribute = pkl_lookup(type, cache->name);
        PklDescriptor kind = attribute != NULL ? pkl_descriptor_kind(attribute) : PKL_NOT_DESCRIPTOR;
        if (kind == PKL_DESC_PROPERTY) {
            py_TValue setter = PKL_SLOTS(attribute->_obj)[PKL_PROPERTY_SET], self = *object, argument = *value;
            if (setter.type == tp_function) {
                frame->sp = value;
                return pkl_call_method_value(vm, setter, self, 1, &argument, (PklCont){PKL_CONT_DISCARD, 0});
            }
        } else if (kind != PKL_DESC_OTHER_DATA && kind != PKL_DESC_MEMBER) {
            store_in_place(vm, cache, object->_obj, value);
            frame->sp = value;
            return true;
        }
    }
    py_Ref attribute = type->flags & (PKL_TYPE_SETATTR | PKL_TYPE_HOOKED) ? NULL : pkl_lookup(type, cache->name);
    if (attribute != NULL && object->is_ptr && pkl_descriptor_kind(attribute) == PKL_DESC_MEMBER && !py_isinstance(object, tp_type))
        remember_slot(vm, cache, object, attribute);
    if (!py_setattr(object, (py_Name)cache->name, value)) return false;
    frame->sp = value;
    return true;
}

/* ---- super().name: [super, class, self] -------------------------------------------------- */

static bool load_super_slowly(PklVM* vm, PklCache* cache, bool method) {
    PyFrame* frame = vm->frame;
    py_TValue* base = frame->sp - 3;
    py_TValue callable = base[0];
    if (!py_call(&callable, 2, base + 1)) return false;
    base[0] = vm->retval;
    frame->sp = base + 1;
    return load_anyhow(vm, cache->name, method);
}

bool pkl_op_load_super(PklVM* vm, PklCache* cache, bool method) {
    PyFrame* frame = vm->frame;
    py_TValue *base = frame->sp - 3, *class = base + 1, *self = base + 2;
    bool plain = method && base[0].type == tp_type && py_totype(&base[0]) == tp_super && py_isinstance(class, tp_type) &&
                 !py_isinstance(self, tp_type) && py_issubclass(self->type, py_totype(class));
    if (!plain) return load_super_slowly(vm, cache, method);
    py_TValue* mro = &pkl_type_of(self)->mro;
    int count = mro->_obj->slots, at = 0;
    while (at < count && PKL_SLOTS(mro->_obj)[at]._obj != class->_obj) at++;
    for (at++; at < count; at++) {
        py_Ref found = pkl_dict_get_name(PKL_OBJECT(&PKL_SLOTS(mro->_obj)[at], PyType)->dict, cache->name);
        if (found == NULL) continue;
        PklDescriptor kind = pkl_descriptor_kind(found);
        if (kind != PKL_DESC_FUNCTION && kind != PKL_DESC_METHOD) break;
        base[0] = *found;
        base[1] = *self;
        frame->sp = base + 2;
        return true;
    }
    return load_super_slowly(vm, cache, method);
}

/* ---- global names -------------------------------------------------------------------------- */

static bool name_error(PyStr* name) { return pkl_name_error(name, false); }

bool pkl_op_load_global(PklVM* vm, PklCache* cache) {
    PyFrame* frame = vm->frame;
    int at = pkl_dict_find_name(frame->globals, cache->name);
    if (at >= 0) {
        *frame->sp++ = frame->globals->entries[at].value;
        cache->kind = PKL_CACHE_GLOBAL;
        cache->index = at;
        cache->version = pkl_dict_version(frame->globals);
        return true;
    }
    at = pkl_dict_find_name(frame->builtins, cache->name);
    if (at < 0) return name_error(cache->name);
    *frame->sp++ = frame->builtins->entries[at].value;
    cache->kind = PKL_CACHE_BUILTIN;
    cache->index = at;
    cache->version = pkl_dict_version(frame->globals);
    cache->version2 = pkl_dict_version(frame->builtins);
    return true;
}

/* Of a class body or module: its own names, then globals and builtins. */
bool pkl_op_load_name(PklVM* vm, PklCache* cache) {
    PyFrame* frame = vm->frame;
    if (frame->names.type == tp_dict && frame->names._obj == &frame->globals->head) return pkl_op_load_global(vm, cache);
    int found = pkl_names_get(&frame->names, cache->name);
    if (found < 0) return false;
    if (found == 0) return pkl_op_load_global(vm, cache);
    *frame->sp++ = vm->retval;
    return true;
}
