/*
 * Types and functions that bindings add through pocketpy.h. Each function gets a PklMethod of its own, which lives as long as the
 * interpreter, so that it goes through the same door as those of tables.
 */
#include "../types.h"

#include <string.h>

static PyStr* name_of(const char* text) { return pkl_interned(text, (int)strlen(text)); }

/* ---- types -------------------------------------------------------------------------------- */

py_Type py_newtype(const char* name, py_Type base, const py_GlobalRef module, py_Dtor dtor) {
    PyType* type = pkl_type_allocate(tp_type, 0);
    if(!type) return 0;
    PyType* parent = pkl_vm->types[base ? base : tp_object];
    type->name = type->qualname = name_of(name);
    type->base = parent->id;
    pkl_new_tuple(&type->bases, &parent->self, 1);
    pkl_type_set_mro(type);
    pkl_type_inherit(type);
    if(dtor) type->dtor = dtor;
    if(type->layout_type == tp_object) {
        type->layout_type = type->id; /* only its own natives know what lies behind the head */
        type->flags |= PKL_TYPE_NO_NEW;
    }
    if(type->flags & PKL_TYPE_INSTANCE_ATTRS) type->root_shape = pkl_shape_root(type->id);
    py_Ref module_name = module ? py_getdict(module, pkl_name(PKL_NAME(__name__))) : NULL;
    if(module_name) type->module = *module_name;
    pkl_type_link(type);
    pkl_type_update_flags(type, NULL);
    type->flags |= PKL_TYPE_READY;
    return type->id;
}

/* ---- functions ------------------------------------------------------------------------------- */

static const char* copy_text(const char* text, size_t size) {
    char* copy = pkl_buffer(size + 1);
    memcpy(copy, text, size);
    copy[size] = '\0';
    return copy;
}

static py_TValue native(const char* name, size_t size, py_CFunction function, py_Type type, PklMethodKind kind, int extra) {
    PklMethod* method = pkl_buffer(sizeof *method);
    *method = (PklMethod){.name = copy_text(name, size), .call = function, .convention = PKL_ANY, .kind = (uint8_t)kind};
    return (py_TValue){.type = type, .extra = extra, ._method = method};
}

static py_TValue plain(const char* name, py_CFunction function) { return native(name, strlen(name), function, tp_nativefunc, PKL_FUNCTION, 0); }

void py_newnativefunc(py_OutRef out, py_CFunction function) { *out = plain("nativefunc", function); }

static bool is_special(const char* name) {
    size_t size = strlen(name);
    return size > 4 && !memcmp(name, "__", 2) && !memcmp(name + size - 2, "__", 2);
}

void py_bindmethod(py_Type type, const char* name, py_CFunction function) {
    if(!strcmp(name, "__new__")) {
        py_TValue value = native(name, 7, function, tp_nativefunc, PKL_NEW, type);
        pkl_vm->types[type]->flags &= ~(uint32_t)PKL_TYPE_NO_NEW;
        pkl_type_set(pkl_vm->types[type], PKL_NAME(__new__), &value);
        return;
    }
    bool special = is_special(name);
    py_TValue value = native(name, strlen(name), function, special ? tp_wrapper_descriptor : tp_method_descriptor, special ? PKL_WRAPPER : PKL_METHOD, type);
    pkl_type_set(pkl_vm->types[type], name_of(name), &value);
}

void py_bindmagic(py_Type type, py_Name name, py_CFunction function) { py_bindmethod(type, py_name2str(name), function); }

void py_bindstaticmethod(py_Type type, const char* name, py_CFunction function) {
    py_TValue value = plain(name, function), wrapped;
    PKL_SLOTS(pkl_new(&wrapped, tp_staticmethod))[PKL_WRAPPED_FUNCTION] = value;
    pkl_type_set(pkl_vm->types[type], name_of(name), &wrapped);
}

static int module_of(py_Ref object) {
    py_Ref name = pkl_has_layout(object, tp_module) ? py_getdict(object, pkl_name(PKL_NAME(__name__))) : NULL;
    return name && pkl_is_str(name) ? -pkl_module_index(pkl_name_ref(pkl_intern(pkl_str(name)))) : 0;
}

void py_bindfunc(py_Ref object, const char* name, py_CFunction function) {
    if(object->type == tp_type) {
        py_bindmethod(pkl_as_type(object)->id, name, function);
        return;
    }
    py_TValue value = plain(name, function);
    value.extra = module_of(object);
    py_setdict(object, pkl_name(name_of(name)), &value);
}

/* A read-only property without a setter, as CPython's getset. */
void py_bindproperty(py_Type type, const char* name, py_CFunction getter, py_CFunction setter) {
    PklGetSet* getset = pkl_buffer(sizeof *getset);
    *getset = (PklGetSet){copy_text(name, strlen(name)), getter, setter};
    py_TValue value = {.type = tp_getset_descriptor, .extra = type, ._ptr = getset};
    pkl_type_set(pkl_vm->types[type], name_of(name), &value);
}

/* "name(a, b=1, *args)": the name, and the signature as text. Defaults that are constants are given to the function. */
py_Name py_newfunction(py_OutRef out, const char* signature, py_CFunction function, const char* doc, int slots) {
    (void)doc;
    size_t size = strcspn(signature, "(");
    py_TValue value = native(signature, size, function, tp_nativefunc, PKL_FUNCTION, 0), made;
    PklMethod* method = (PklMethod*)value._method;
    method->signature = copy_text(signature + size, strlen(signature + size));
    method->convention = PKL_CLINIC;
    PyObject* closure = pkl_new_slots(&made, tp_nativeclosure, slots + 1);
    PKL_SLOTS(closure)[slots] = value;
    *out = made;
    return pkl_name(pkl_interned(signature, (int)size));
}

/* A function that is bound to a type is a method of it: the door checks what it is called on. */
static void own_method(py_TValue* value, py_Type type) {
    PklMethod* method = (PklMethod*)value->_method;
    size_t size = strlen(method->signature);
    char* text = pkl_buffer(size + 2);
    memcpy(text, "($", 2);
    memcpy(text + 2, method->signature + 1, size);
    method->signature = text;
    method->kind = PKL_METHOD;
    value->extra = type;
}

void py_bind(py_Ref object, const char* signature, py_CFunction function) {
    py_TValue made;
    py_Name name = py_newfunction(&made, signature, function, NULL, 0);
    if(object->type == tp_type && !strncmp(signature + strcspn(signature, "("), "(self", 5)) own_method(&PKL_SLOTS(made._obj)[0], pkl_as_type(object)->id);
    py_setdict(object, name, &made);
}

py_StackRef py_inspect_currentfunction(void) { return (py_StackRef)pkl_current_native; }

bool py_pushmethod(py_Name name) {
    PklFound found = {0};
    py_TValue* top = pkl_vm->native_sp - 1;
    if(!pkl_find_attribute(top, pkl_name_str(name), true, &found) || found.kind != PKL_FOUND_METHOD) {
        py_clearexc(NULL);
        return false;
    }
    py_TValue receiver = found.argv[0];
    *top = found.value;
    py_push(&receiver);
    return true;
}
