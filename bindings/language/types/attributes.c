/*
 * Reading attributes. Every look-up first finds what reading comes to (PklFound), without running Python, and then does it:
 * so that the loop can push a frame where C has to call.
 */
#include "types.h"

#include <string.h>

/* ---- what a found attribute gives ------------------------------------------------------ */

static bool give(PklFound* found, const py_TValue* value) {
    found->kind = PKL_FOUND_VALUE;
    found->value = *value;
    return true;
}

static bool give_method(PklFound* found, const py_TValue* function, py_Ref self, bool method) {
    found->value = *function;
    found->kind = PKL_FOUND_METHOD;
    found->argv[0] = *self;
    if (!method) {
        pkl_new_bound(&found->value, self, (py_Ref)function);
        found->kind = PKL_FOUND_VALUE;
    }
    return true;
}

static bool give_call(PklFound* found, const py_TValue* function, int argc, const py_TValue* a, const py_TValue* b, const py_TValue* c) {
    found->kind = PKL_FOUND_CALL;
    found->value = *function;
    found->argc = argc;
    found->argv[0] = *a;
    if (argc > 1) found->argv[1] = *b;
    if (argc > 2) found->argv[2] = *c;
    return true;
}

static bool give_native(PklFound* found, bool ok) { return ok && give(found, py_retval()); }

static bool get_getset(const py_TValue* attribute, py_Ref self, PklFound* found) {
    const PklGetSet* getset = attribute->_ptr;
    py_TValue receiver = *self;
    return give_native(found, getset->get(1, &receiver));
}

static bool get_member(const py_TValue* attribute, py_Ref self, PklFound* found) {
    py_TValue* value = pkl_member_value(self, attribute);
    if (!attribute->is_ptr) {
        const PklMember* member = attribute->_ptr;
        if (value->type) return give(found, value);
        if (member->none_for_nil) return give(found, py_None());
        return pkl_attribute_error(self, pkl_interned(member->name, (int)strlen(member->name)));
    }
    if (value->type) return give(found, value);
    return pkl_attribute_error(self, pkl_str(&PKL_SLOTS(attribute->_obj)[PKL_MEMBER_NAME]));
}

static bool get_property(const py_TValue* property, py_Ref self, PklFound* found) {
    const py_TValue* slots = PKL_SLOTS(property->_obj);
    if (slots[PKL_PROPERTY_GET].type && slots[PKL_PROPERTY_GET].type != tp_NoneType) {
        return give_call(found, &slots[PKL_PROPERTY_GET], 1, self, NULL, NULL);
    }
    return pkl_property_error(property, self, "getter");
}

/* A descriptor of any class: __get__(self or None, type). */
static bool get_other(const py_TValue* attribute, py_Ref self, PyType* type, PklFound* found) {
    uint32_t flags = pkl_type_of(attribute)->flags;
    py_Ref get = flags & PKL_TYPE_DESCRIPTOR ? pkl_lookup(pkl_type_of(attribute), PKL_NAME(__get__)) : NULL;
    if (!get) return give(found, attribute);
    return give_call(found, get, 3, attribute, self ? self : py_None(), &type->self);
}

static py_TValue* wrapped(const py_TValue* attribute) { return &PKL_SLOTS(attribute->_obj)[PKL_WRAPPED_FUNCTION]; }

bool pkl_bind_found(const py_TValue* attribute, py_Ref self, PyType* type, bool method, PklFound* found) {
    switch (attribute->type) {
        case tp_function:
        case tp_nativeclosure:
        case tp_method_descriptor:
        case tp_wrapper_descriptor: return self ? give_method(found, attribute, self, method) : give(found, attribute);
        case tp_property: return self ? get_property(attribute, self, found) : give(found, attribute);
        case tp_getset_descriptor: return self ? get_getset(attribute, self, found) : give(found, attribute);
        case tp_member_descriptor: return self ? get_member(attribute, self, found) : give(found, attribute);
        case tp_staticmethod: return give(found, wrapped(attribute));
        case tp_classmethod: {
            const py_TValue* function = wrapped(attribute);
            if (function->type == tp_function || function->type == tp_nativefunc) return give_method(found, function, &type->self, method);
            pkl_new_bound(&found->value, &type->self, (py_Ref)function);
            found->kind = PKL_FOUND_VALUE;
            return true;
        }
        case tp_classmethod_descriptor: return give_method(found, attribute, &type->self, false);
        default: return get_other(attribute, self, type, found);
    }
}

/* ---- object, type, module, super ----------------------------------------------------------- */

bool pkl_find_generic(py_Ref self, PyStr* name, bool method, PklFound* found) {
    PyType* type = pkl_type_of(self);
    py_Ref attribute = pkl_lookup(type, name);
    PklDescriptor kind = attribute ? pkl_descriptor_kind(attribute) : PKL_NOT_DESCRIPTOR;
    bool data = kind == PKL_DESC_PROPERTY || kind == PKL_DESC_MEMBER || kind == PKL_DESC_OTHER_DATA;
    if (data) return pkl_bind_found(attribute, self, type, method, found);
    py_Ref own = self->is_ptr ? pkl_attrs_get(self->_obj, name) : NULL;
    if (own) return give(found, own);
    if (attribute) return pkl_bind_found(attribute, self, type, method, found);
    found->kind = PKL_FOUND_NOTHING;
    return true;
}

bool pkl_find_in_type(py_Ref self, PyStr* name, bool method, PklFound* found) {
    PyType *type = pkl_as_type(self), *metatype = pkl_type_of(self);
    py_Ref meta = pkl_lookup(metatype, name);
    PklDescriptor kind = meta ? pkl_descriptor_kind(meta) : PKL_NOT_DESCRIPTOR;
    bool data = kind == PKL_DESC_PROPERTY || kind == PKL_DESC_MEMBER || kind == PKL_DESC_OTHER_DATA;
    if (data) return pkl_bind_found(meta, self, metatype, method, found);
    py_Ref own = pkl_lookup(type, name);
    if (own) return pkl_bind_found(own, NULL, type, false, found);
    if (meta) return pkl_bind_found(meta, self, metatype, method, found);
    found->kind = PKL_FOUND_NOTHING;
    return true;
}

bool pkl_find_in_module(py_Ref self, PyStr* name, bool method, PklFound* found) {
    PyModule* module = PKL_OBJECT(self, PyModule);
    py_Ref attribute = pkl_lookup(pkl_type_of(self), name);
    PklDescriptor kind = attribute ? pkl_descriptor_kind(attribute) : PKL_NOT_DESCRIPTOR;
    bool data = kind == PKL_DESC_PROPERTY || kind == PKL_DESC_MEMBER || kind == PKL_DESC_OTHER_DATA;
    if (data) return pkl_bind_found(attribute, self, pkl_type_of(self), method, found);
    py_Ref own = pkl_dict_get_name(module->dict, name);
    if (own) return give(found, own);
    if (attribute) return pkl_bind_found(attribute, self, pkl_type_of(self), method, found);
    py_Ref hook = pkl_dict_get_name(module->dict, PKL_NAME(__getattr__));
    if (hook) return give_call(found, hook, 1, pkl_name_ref(name), NULL, NULL);
    found->kind = PKL_FOUND_NOTHING;
    return true;
}

bool pkl_find_in_super(py_Ref self, PyStr* name, bool method, PklFound* found) {
    const py_TValue* slots = PKL_SLOTS(self->_obj);
    if (!slots[PKL_SUPER_SELF].type || name == PKL_NAME(__class__)) return pkl_find_generic(self, name, method, found);
    PyType* start = pkl_as_type(&slots[PKL_SUPER_SELF_CLASS]);
    const py_TValue* mro = pkl_tuple_items(&start->mro);
    int count = pkl_mro_length(start), i = 0;
    while (i < count && mro[i]._obj != slots[PKL_SUPER_CLASS]._obj) i++;
    for (i++; i < count; i++) {
        py_Ref attribute = pkl_dict_get_name(pkl_as_type(&mro[i])->dict, name);
        if (!attribute) continue;
        py_TValue receiver = slots[PKL_SUPER_SELF];
        bool through_class = receiver.is_ptr && receiver._obj == &start->head;
        return pkl_bind_found(attribute, through_class ? NULL : &receiver, start, false, found);
    }
    return pkl_find_generic(self, name, method, found);
}

static bool find_plain(py_Ref self, PyStr* name, bool method, PklFound* found) {
    switch (pkl_type_of(self)->layout_type) {
        case tp_type: return pkl_find_in_type(self, name, method, found);
        case tp_module: return pkl_find_in_module(self, name, method, found);
        case tp_super: return pkl_find_in_super(self, name, method, found);
        case tp_boundmethod: return pkl_find_in_method(self, name, method, found);
        default: return pkl_find_generic(self, name, method, found);
    }
}

/* ---- with hooks ---------------------------------------------------------------------------------- */

static bool find_hooked(py_Ref self, PyStr* name, bool method, PklFound* found) {
    PyType* type = pkl_type_of(self);
    py_Ref hook = pkl_lookup(type, PKL_NAME(__getattribute__));
    py_Ref fallback = pkl_lookup(type, PKL_NAME(__getattr__));
    found->fallback = fallback ? *fallback : *py_NIL();
    if (!pkl_is_plain_hook(hook)) {
        found->hook = true;
        return give_call(found, hook, 2, self, pkl_name_ref(name), NULL);
    }
    if (!find_plain(self, name, method, found)) {
        if (!found->fallback.type || !pkl_exc_matches(tp_AttributeError)) return false;
        py_clearexc(NULL);
        found->kind = PKL_FOUND_NOTHING;
    }
    if (found->kind == PKL_FOUND_CALL) found->hook = true;
    if (found->kind != PKL_FOUND_NOTHING || !found->fallback.type) return true;
    py_TValue function = found->fallback;
    found->fallback = *py_NIL();
    return give_call(found, &function, 2, self, pkl_name_ref(name), NULL);
}

static bool find_embedded(py_Ref self, PyStr* name, PklFound* found) {
    struct PklHooks* hooks = pkl_type_of(self)->hooks;
    if (hooks && hooks->get) return give_native(found, hooks->get(self, pkl_name(name)));
    return find_plain(self, name, false, found);
}

bool pkl_find_attribute(py_Ref self, PyStr* name, bool method, PklFound* found) {
    uint32_t flags = pkl_type_of(self)->flags;
    found->hook = false;
    found->fallback = *py_NIL();
    if (flags & PKL_TYPE_GETATTRIBUTE) return find_hooked(self, name, method, found);
    if (flags & PKL_TYPE_HOOKED) return find_embedded(self, name, found);
    return find_plain(self, name, method, found);
}

/* ---- the value ------------------------------------------------------------------------------------- */

static bool call_found(PklFound* found) {
    py_TValue function = found->value;
    py_TValue argv[3];
    memcpy(argv, found->argv, sizeof argv);
    PklDescriptor kind = pkl_descriptor_kind(&function);
    bool plain = kind == PKL_NOT_DESCRIPTOR || kind == PKL_DESC_FUNCTION || kind == PKL_DESC_METHOD;
    return plain ? pkl_call(&function, found->argc, argv) : pkl_call_unbound(&function, argv, found->argc - 1, argv + 1);
}

int pkl_found_value(py_Ref self, PyStr* name, PklFound* found) {
    if (found->kind == PKL_FOUND_NOTHING) return 0;
    if (found->kind == PKL_FOUND_VALUE) {
        *py_retval() = found->value;
        return 1;
    }
    py_TValue receiver = *self, fallback = found->fallback;
    py_push(&fallback); /* __getattribute__ may delete it */
    bool called = call_found(found);
    py_pop();
    if (called) return 1;
    if (!found->hook || !fallback.type || !pkl_exc_matches(tp_AttributeError)) return -1;
    py_clearexc(NULL);
    return pkl_call_unbound(&fallback, &receiver, 1, pkl_name_ref(name)) ? 1 : -1;
}

int pkl_get_attribute(py_Ref self, PyStr* name) {
    PklFound found;
    py_TValue* receiver = py_pushtmp();
    *receiver = *self;
    int result = pkl_find_attribute(receiver, name, false, &found) ? pkl_found_value(receiver, name, &found) : -1;
    py_pop();
    if (result >= 0 || !pkl_exc_matches(tp_AttributeError)) return result;
    py_clearexc(NULL);
    return 0;
}

bool py_getattr(py_Ref self, py_Name name) {
    PklFound found;
    py_TValue* receiver = py_pushtmp();
    *receiver = *self;
    int result = pkl_find_attribute(receiver, pkl_name_str(name), false, &found) ? pkl_found_value(receiver, pkl_name_str(name), &found) : -1;
    bool ok = result > 0 || (result == 0 && pkl_attribute_error(receiver, pkl_name_str(name)));
    py_pop();
    return ok;
}

bool pkl_descriptor_get(py_Ref descriptor, py_Ref self) {
    PklFound found = {0};
    return pkl_bind_found(descriptor, self, pkl_type_of(self), false, &found) && pkl_found_value(self, PKL_NAME(__get__), &found) > 0;
}
