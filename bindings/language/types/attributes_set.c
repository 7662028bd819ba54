/* Setting and deleting attributes (value NULL), and the texts of AttributeError. */
#include "types.h"

#include <string.h>

/* ---- errors --------------------------------------------------------------------------- */

static bool raise_attribute(py_Ref self, PyStr* name, const char* format, ...) {
    va_list arguments;
    va_start(arguments, format);
    PklBuilder builder;
    pkl_builder_start(&builder);
    py_TValue text;
    bool made = pkl_put_format(&builder, format, arguments) && pkl_builder_str(&builder, &text);
    va_end(arguments);
    if (!made) return false;
    return pkl_raise_attribute_error(&text, self, name);
}

bool pkl_attribute_error(py_Ref self, PyStr* name) {
    py_Name n = pkl_name(name);
    if (pkl_is_type(self)) return raise_attribute(self, name, "type object '%s' has no attribute '%n'", pkl_as_type(self)->name->data, n);
    if (pkl_has_layout(self, tp_module)) {
        py_Ref module = pkl_dict_get_name(PKL_OBJECT(self, PyModule)->dict, PKL_NAME(__name__));
        if (module && pkl_is_str(module)) return raise_attribute(self, name, "module '%s' has no attribute '%n'", py_tostr(module), n);
        return raise_attribute(self, name, "module has no attribute '%n'", n);
    }
    if (pkl_has_layout(self, tp_super)) return raise_attribute(self, name, "'super' object has no attribute '%n'", n);
    return raise_attribute(self, name, "'%T' object has no attribute '%n'", self, n);
}

static bool read_only(py_Ref self, PyStr* name) {
    return raise_attribute(self, name, "'%T' object attribute '%n' is read-only", self, pkl_name(name));
}

bool pkl_property_error(const py_TValue* property, py_Ref self, const char* what) {
    const py_TValue* name = &PKL_SLOTS(property->_obj)[PKL_PROPERTY_NAME];
    const char* type = pkl_type_of(self)->qualname->data;
    if (name->type && name->type != tp_NoneType) return pkl_raise(tp_AttributeError, "property %R of '%s' object has no %s", name, type, what);
    return pkl_raise(tp_AttributeError, "property of '%s' object has no %s", type, what);
}

/* ---- descriptors ------------------------------------------------------------------------- */

static int done(bool ok) { return ok ? 1 : -1; }

static bool set_property(const py_TValue* property, py_Ref self, py_Ref value) {
    int which = value ? PKL_PROPERTY_SET : PKL_PROPERTY_DELETE;
    py_TValue function = PKL_SLOTS(property->_obj)[which];
    if (!function.type || function.type == tp_NoneType) return pkl_property_error(property, self, value ? "setter" : "deleter");
    py_TValue arguments[2] = {*self, value ? *value : *py_None()};
    return pkl_call(&function, value ? 2 : 1, arguments);
}

static bool set_getset(const py_TValue* attribute, py_Ref self, py_Ref value) {
    const PklGetSet* getset = attribute->_ptr;
    if (!getset->set) {
        return raise_attribute(self, pkl_interned(getset->name, (int)strlen(getset->name)), "attribute '%s' of '%t' objects is not writable", getset->name,
                               (int)attribute->extra);
    }
    py_TValue arguments[2] = {*self, value ? *value : *py_NIL()};
    return getset->set(2, arguments);
}

static bool set_member(const py_TValue* attribute, py_Ref self, py_Ref value) {
    py_TValue* place = pkl_member_value(self, attribute);
    if (attribute->is_ptr) {
        if (!value && !place->type) return pkl_raise(tp_AttributeError, "%S", &PKL_SLOTS(attribute->_obj)[PKL_MEMBER_NAME]);
    } else {
        const PklMember* member = attribute->_ptr;
        if (!member->writable) return pkl_raise(tp_AttributeError, "readonly attribute");
        if (!value && !member->none_for_nil) return pkl_raise(tp_TypeError, "can't delete numeric/char attribute");
    }
    *place = value ? *value : *py_NIL();
    return true;
}

static int set_other(const py_TValue* attribute, py_Ref self, py_Ref value) {
    PyType* type = pkl_type_of(attribute);
    if (!(type->flags & PKL_TYPE_DATA_DESCRIPTOR)) return 0;
    PyStr* name = value ? PKL_NAME(__set__) : PKL_NAME(__delete__);
    py_Ref method = pkl_lookup(type, name);
    if (!method) return done(pkl_raise(tp_AttributeError, "%n", pkl_name(name)));
    py_TValue arguments[2] = {*self, value ? *value : *py_None()}, function = *method, descriptor = *attribute;
    return done(pkl_call_unbound(&function, &descriptor, value ? 2 : 1, arguments));
}

int pkl_descriptor_set(const py_TValue* attribute, py_Ref self, py_Ref value) {
    switch (attribute->type) {
        case tp_property: return done(set_property(attribute, self, value));
        case tp_getset_descriptor: return done(set_getset(attribute, self, value));
        case tp_member_descriptor: return done(set_member(attribute, self, value));
        default: return set_other(attribute, self, value);
    }
}

/* ---- objects ------------------------------------------------------------------------------- */

/* The dict of objects that have one in their own layout. */
static PyDict* own_dict(py_Ref self) { return pkl_has_layout(self, tp_module) ? PKL_OBJECT(self, PyModule)->dict : NULL; }

PyDict* pkl_instance_dict(py_Ref self) {
    if (!self->is_ptr) return NULL;
    PyDict* own = own_dict(self);
    if (own) return own;
    bool has = self->_obj->flags & PKL_HAS_ATTRS && pkl_type_of(self)->flags & PKL_TYPE_INSTANCE_DICT;
    return has ? pkl_attributes_dict(self->_obj) : NULL;
}

static bool delete_own(py_Ref self, PyStr* name) {
    PyDict* dict = own_dict(self);
    return (dict ? pkl_dict_delete_name(dict, name) : pkl_attrs_delete(self->_obj, name)) || pkl_attribute_error(self, name);
}

static bool cannot_set(py_Ref self, PyStr* name, const py_TValue* attribute) {
    if (attribute) return read_only(self, name);
    bool hooked = pkl_type_of(self)->flags & PKL_TYPE_SETATTR;
    return raise_attribute(self, name, hooked ? "'%T' object has no attribute '%n'" : "'%T' object has no attribute '%n' and no __dict__ for setting new attributes",
                           self, pkl_name(name));
}

bool pkl_set_generic(py_Ref self, PyStr* name, py_Ref value) {
    py_Ref attribute = pkl_lookup(pkl_type_of(self), name);
    if (attribute) {
        py_TValue descriptor = *attribute;
        int set = pkl_descriptor_set(&descriptor, self, value);
        if (set) return set > 0;
    }
    PyDict* dict = self->is_ptr ? own_dict(self) : NULL;
    bool may = dict || (self->is_ptr && self->_obj->flags & PKL_HAS_ATTRS && pkl_type_of(self)->flags & PKL_TYPE_INSTANCE_DICT);
    if (!may) return cannot_set(self, name, attribute);
    if (!value) return delete_own(self, name);
    if (dict) pkl_dict_set_name(dict, name, value);
    else pkl_attrs_set(self->_obj, name, value);
    return true;
}

/* ---- types ----------------------------------------------------------------------------------- */

bool pkl_set_in_type(py_Ref self, PyStr* name, py_Ref value) {
    PyType* type = pkl_as_type(self);
    if (type->flags & PKL_TYPE_IMMUTABLE) {
        return pkl_raise(tp_TypeError, "cannot set '%n' attribute of immutable type '%s'", pkl_name(name), type->name->data);
    }
    py_Ref meta = pkl_lookup(pkl_type_of(self), name);
    if (meta) {
        py_TValue descriptor = *meta;
        int set = pkl_descriptor_set(&descriptor, self, value);
        if (set) return set > 0;
    }
    return pkl_type_set(type, name, value) || pkl_attribute_error(self, name);
}

/* ---- with hooks --------------------------------------------------------------------------------- */

static bool call_hook(py_Ref self, PyStr* name, py_Ref value, bool* is_native) {
    py_Ref hook = pkl_lookup(pkl_type_of(self), value ? PKL_NAME(__setattr__) : PKL_NAME(__delattr__));
    *is_native = hook && pkl_is_plain_hook(hook);
    if (*is_native || !hook) return false;
    py_TValue arguments[2] = {*pkl_name_ref(name), value ? *value : *py_None()}, function = *hook;
    return pkl_call_unbound(&function, self, value ? 2 : 1, arguments);
}

static bool set_plain(py_Ref self, PyStr* name, py_Ref value) {
    return pkl_is_type(self) ? pkl_set_in_type(self, name, value) : pkl_set_generic(self, name, value);
}

bool pkl_set_attribute(py_Ref self, PyStr* name, py_Ref value) {
    PyType* type = pkl_type_of(self);
    if (type->flags & PKL_TYPE_SETATTR) {
        bool is_native;
        bool ok = call_hook(self, name, value, &is_native);
        if (!is_native) return ok;
    }
    if (type->hooks && value && type->hooks->set) return type->hooks->set(self, pkl_name(name), value);
    if (type->hooks && !value && type->hooks->delete) return type->hooks->delete(self, pkl_name(name));
    return set_plain(self, name, value);
}

static bool set_rooted(py_Ref self, PyStr* name, py_Ref value) {
    py_TValue* receiver = py_pushtmp();
    py_TValue* copy = py_pushtmp();
    *receiver = *self;
    if (value) *copy = *value;
    bool ok = pkl_set_attribute(receiver, name, value ? copy : NULL);
    py_shrink(2);
    return ok;
}

bool py_setattr(py_Ref self, py_Name name, py_Ref value) { return set_rooted(self, pkl_name_str(name), value); }
bool py_delattr(py_Ref self, py_Name name) { return set_rooted(self, pkl_name_str(name), NULL); }

void py_tphookattributes(py_Type type, bool (*get)(py_Ref, py_Name), bool (*set)(py_Ref, py_Name, py_Ref), bool (*delete)(py_Ref, py_Name),
                         bool (*unbound)(py_Ref, py_Name)) {
    PyType* class = pkl_vm->types[type];
    if (!class->hooks) class->hooks = pkl_buffer(4 * sizeof(void*));
    *class->hooks = (struct PklHooks){get, set, delete, unbound};
    class->flags |= PKL_TYPE_HOOKED;
}
