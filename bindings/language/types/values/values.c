/* Values of pocketpy.h: made and read. */
#include "../types.h"
#include "../../numbers/integers.h"

#include <string.h>

/* ---- making ------------------------------------------------------------------------------ */

void py_newint(py_OutRef out, py_i64 value) { *out = (py_TValue){.type = tp_int, ._i64 = value}; }
void py_newfloat(py_OutRef out, py_f64 value) { *out = (py_TValue){.type = tp_float, ._f64 = value}; }
void py_newbool(py_OutRef out, bool value) { *out = value ? pkl_vm->True_ : pkl_vm->False_; }
void py_newnone(py_OutRef out) { *out = pkl_vm->None_; }
void py_newnotimplemented(py_OutRef out) { *out = (py_TValue){.type = tp_NotImplementedType}; }
void py_newellipsis(py_OutRef out) { *out = (py_TValue){.type = tp_ellipsis}; }
void py_newnil(py_OutRef out) { *out = (py_TValue){0}; }

/* Twelve bytes at offset 4: `extra` and the payload. */
void py_newtrivial(py_OutRef out, py_Type type, void* data, int size) {
    *out = (py_TValue){.type = type};
    memcpy(size > 8 ? (void*)&out->extra : (void*)out->_chars, data, (size_t)size);
}

void* py_totrivial(py_Ref self) { return &self->_chars; }

/* A type with userdata keeps it behind the slots. slots -1: a __dict__. */
void* py_newobject(py_OutRef out, py_Type type, int slots, int udsize) {
    PyType* class = pkl_vm->types[type];
    if(slots < 0 && !(class->flags & PKL_TYPE_INSTANCE_ATTRS)) {
        class->flags |= PKL_TYPE_INSTANCE_ATTRS | PKL_TYPE_INSTANCE_DICT;
        class->root_shape = pkl_shape_root(type);
    }
    int own = slots > 0 ? slots : 0, count = own + class->slots;
    PyObject* object = pkl_new_sized(out, type, sizeof(py_TValue) * (size_t)own + (size_t)udsize);
    object->slots = count;
    return PKL_SLOTS(object) + count;
}

void* py_touserdata(py_Ref self) { return PKL_SLOTS(self->_obj) + (self->_obj->slots > 0 ? self->_obj->slots : 0); }
py_ObjectRef py_getslot(py_Ref self, int i) { return &PKL_SLOTS(self->_obj)[i]; }
void py_setslot(py_Ref self, int i, py_Ref value) { PKL_SLOTS(self->_obj)[i] = *value; }

/* ---- what natives return ---------------------------------------------------------------------- */

bool pkl_return(const py_TValue* value) {
    *py_retval() = *value;
    return true;
}

bool pkl_return_or_none(const py_TValue* value) { return pkl_return(value->type ? value : py_None()); }
bool pkl_return_none(void) { return pkl_return(py_None()); }
bool pkl_return_bool(bool value) { return pkl_return(value ? py_True() : py_False()); }

bool pkl_return_int(int64_t value) {
    py_newint(py_retval(), value);
    return true;
}

bool pkl_return_float(double value) {
    py_newfloat(py_retval(), value);
    return true;
}

bool pkl_return_text(const char* text) {
    py_newstr(py_retval(), text);
    return true;
}

bool pkl_not_implemented(void) {
    py_newnotimplemented(py_retval());
    return true;
}

/* ---- reading -------------------------------------------------------------------------------- */

py_i64 py_toint(py_Ref self) { return self->type == tp_bool ? self->_bool : self->_i64; }
py_f64 py_tofloat(py_Ref self) { return self->_f64; }
bool py_tobool(py_Ref self) { return self->_bool; }
py_Type py_totype(py_Ref self) { return pkl_as_type(self)->id; }

bool py_castint(py_Ref self, py_i64* out) {
    if (!pkl_is_int(self)) return pkl_raise(tp_TypeError, "expected 'int', got '%T'", self);
    py_TValue plain = pkl_plain_int(self);
    if (plain.type != tp_int) return pkl_raise(tp_OverflowError, "Python int too large to convert to C long");
    *out = plain._i64;
    return true;
}

bool py_castfloat(py_Ref self, py_f64* out) {
    if (self->type == tp_float) *out = self->_f64;
    else if (pkl_has_layout(self, tp_float)) *out = PKL_SLOTS(self->_obj)[0]._f64;
    else if (!pkl_is_int(self)) return pkl_raise(tp_TypeError, "expected 'int' or 'float', got '%T'", self);
    else {
        py_TValue plain = pkl_plain_int(self);
        return pkl_int_to_double(&plain, out);
    }
    return true;
}

bool py_castfloat32(py_Ref self, float* out) {
    double value;
    if (!py_castfloat(self, &value)) return false;
    *out = (float)value;
    return true;
}

/* ---- types ------------------------------------------------------------------------------------- */

py_Type py_typeof(py_Ref self) { return self->type == tp_bigint ? tp_int : self->type; }
bool py_istype(py_Ref self, py_Type type) { return self->type == type; }
bool py_isinstance(py_Ref self, py_Type type) { return pkl_is_a(self, type); }
bool py_issubclass(py_Type derived, py_Type base) { return derived == base || pkl_subtype(pkl_vm->types[derived], pkl_vm->types[base]); }
py_Type py_tpbase(py_Type type) { return pkl_vm->types[type]->base; }
py_GlobalRef py_tpobject(py_Type type) { return &pkl_vm->types[type]->self; }
const char* py_tpname(py_Type type) { return pkl_vm->types[type]->name->data; }
void py_tpsetfinal(py_Type type) { pkl_vm->types[type]->flags |= PKL_TYPE_FINAL; }

bool py_checktype(py_Ref self, py_Type type) {
    return self->type == type || pkl_raise(tp_TypeError, "expected '%t', got '%T'", type, self);
}

bool py_checkinstance(py_Ref self, py_Type type) {
    return pkl_is_a(self, type) || pkl_raise(tp_TypeError, "expected '%t' or its subclass, got '%T'", type, self);
}

py_Type py_gettype(const char* module, py_Name name) {
    py_Ref found = module ? py_getmodule(module) : &pkl_vm->builtins_module;
    py_Ref type = found ? py_getdict(found, name) : NULL;
    return type && pkl_is_type(type) ? py_totype(type) : 0;
}

/* ---- __dict__ ------------------------------------------------------------------------------------ */

/* The dict of a type or module; NULL: attributes lie in the object's prefix. */
static PyDict* dict_of(py_Ref self) {
    if (pkl_is_type(self)) return pkl_as_type(self)->dict;
    return pkl_has_layout(self, tp_module) ? PKL_OBJECT(self, PyModule)->dict : NULL;
}

py_ItemRef py_getdict(py_Ref self, py_Name name) {
    PyDict* dict = dict_of(self);
    return dict ? pkl_dict_get_name(dict, pkl_name_str(name)) : pkl_attrs_get(self->_obj, pkl_name_str(name));
}

void py_setdict(py_Ref self, py_Name name, py_Ref value) {
    if (pkl_is_type(self)) pkl_type_set(pkl_as_type(self), pkl_name_str(name), value);
    else if (dict_of(self)) pkl_dict_set_name(dict_of(self), pkl_name_str(name), value);
    else pkl_attrs_set(self->_obj, pkl_name_str(name), value);
}

bool py_deldict(py_Ref self, py_Name name) {
    if (pkl_is_type(self)) return pkl_type_set(pkl_as_type(self), pkl_name_str(name), NULL);
    return dict_of(self) ? pkl_dict_delete_name(dict_of(self), pkl_name_str(name)) : pkl_attrs_delete(self->_obj, pkl_name_str(name));
}

py_ItemRef py_emplacedict(py_Ref self, py_Name name) {
    if (!py_getdict(self, name)) py_setdict(self, name, py_None());
    return py_getdict(self, name);
}

bool py_applydict(py_Ref self, bool (*f)(py_Name name, py_Ref value, void* context), void* context) {
    PyDict* dict = dict_of(self);
    if (!dict) dict = pkl_attributes_dict(self->_obj);
    int32_t place = 0;
    for (PklEntry* entry; (entry = pkl_dict_next(dict, &place));) {
        if (pkl_is_str(&entry->key) && !f(pkl_name(pkl_intern(pkl_str(&entry->key))), &entry->value, context)) return false;
    }
    return true;
}

void py_cleardict(py_Ref self) {
    PyDict* dict = dict_of(self);
    pkl_dict_clear(dict ? dict : pkl_attributes_dict(self->_obj));
}

py_ItemRef py_getbuiltin(py_Name name) { return pkl_dict_get_name(pkl_vm->builtins, pkl_name_str(name)); }
py_ItemRef py_getglobal(py_Name name) { return py_getdict(&pkl_vm->main_module, name); }
void py_setglobal(py_Name name, py_Ref value) { py_setdict(&pkl_vm->main_module, name, value); }
