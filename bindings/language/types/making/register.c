/* From tables to types: no Python runs at start. A later table for the same type adds methods. */
#include "../types.h"

#include <string.h>

static const PklLayout SLOTS_LAYOUT = {0};

static PyStr* name_of(const char* text) { return pkl_interned(text, (int)strlen(text)); }

/* ---- the type's own fields --------------------------------------------------------------- */

static void set_layout(PyType* type, const PklTypeSpec* spec, const PyType* base) {
    bool own = spec->layout || spec->slots > (base ? base->slots : 0);
    type->layout = spec->layout ? spec->layout : base ? base->layout : &SLOTS_LAYOUT;
    type->layout_type = own || !base ? spec->id : base->layout_type;
    type->slots = spec->slots ? spec->slots : base && type->layout == base->layout ? base->slots : 0;
    pkl_type_measure(type);
}

void pkl_type_measure(PyType* type) {
    const PklLayout* layout = type->layout;
    type->bytes = (layout->bytes ? layout->bytes : (int32_t)sizeof(PyObject)) + (int32_t)sizeof(py_TValue) * type->slots;
    type->head_slots = !layout->bytes ? type->slots : layout->head_slots ? layout->head_slots : -1;
}

static const uint32_t INHERITED = PKL_TYPE_INSTANCE_DICT | PKL_TYPE_INSTANCE_ATTRS | PKL_TYPE_MAPPING | PKL_TYPE_SEQUENCE | PKL_TYPE_WEAKREF |
                                  PKL_TYPE_DESCRIPTOR | PKL_TYPE_DATA_DESCRIPTOR;

static PyType* allocate(const PklTypeSpec* spec) {
    PyType* type = pkl_type_allocate(tp_type, spec->id);
    PyType* base = spec->id == tp_object ? NULL : pkl_vm->types[spec->base ? spec->base : tp_object];
    type->base = base ? base->id : 0;
    type->flags = PKL_TYPE_IMMUTABLE | PKL_TYPE_READY | spec->flags | (base ? base->flags & INHERITED : 0);
    set_layout(type, spec, base);
    if (type->flags & PKL_TYPE_INSTANCE_ATTRS) type->root_shape = pkl_shape_root(type->id);
    return type;
}

static void set_bases(PyType* type) {
    PyType* base = type->base ? pkl_vm->types[type->base] : NULL;
    pkl_new_tuple(&type->bases, base ? &base->self : NULL, base != NULL);
    int count = base ? pkl_tuple_length(&base->mro) : 0;
    py_TValue* mro = PKL_SLOTS(pkl_new_slots(&type->mro, tp_tuple, count + 1));
    mro[0] = type->self;
    if (count) memcpy(mro + 1, pkl_tuple_items(&base->mro), sizeof(py_TValue) * (size_t)count);
    pkl_type_link(type);
}

/* ---- what is in it --------------------------------------------------------------------------- */

static py_TValue method_value(const PklMethod* method, py_Type owner) {
    static const py_Type TYPES[] = {[PKL_METHOD] = tp_method_descriptor, [PKL_WRAPPER] = tp_wrapper_descriptor,
                                    [PKL_CLASS] = tp_classmethod_descriptor, [PKL_STATIC] = tp_nativefunc,
                                    [PKL_NEW] = tp_nativefunc, [PKL_FUNCTION] = tp_nativefunc};
    return (py_TValue){.type = TYPES[method->kind], .extra = owner, ._method = method};
}

static void add_methods(PyType* type, const PklMethod* methods) {
    for (const PklMethod* method = methods; method && method->name; method++) {
        py_TValue value = method_value(method, type->id);
        if (method->kind == PKL_STATIC) {
            py_TValue wrapped;
            PKL_SLOTS(pkl_new(&wrapped, tp_staticmethod))[PKL_WRAPPED_FUNCTION] = value;
            value = wrapped;
        }
        pkl_type_set(type, name_of(method->name), &value);
    }
}

static void note_finalizer(PyType* type) {
    if (pkl_dict_get_name(type->dict, PKL_NAME(__del__))) type->flags |= PKL_TYPE_DEL;
}

void pkl_register_methods(py_Type type, const PklMethod* methods) {
    add_methods(pkl_vm->types[type], methods);
    note_finalizer(pkl_vm->types[type]);
}

static void add_getsets(PyType* type, const PklGetSet* getsets) {
    for (const PklGetSet* getset = getsets; getset && getset->name; getset++) {
        py_TValue value = {.type = tp_getset_descriptor, .extra = type->id, ._ptr = (void*)getset};
        pkl_type_set(type, name_of(getset->name), &value);
    }
}

static void add_members(PyType* type, const PklMember* members) {
    for (const PklMember* member = members; member && member->name; member++) {
        py_TValue value = {.type = tp_member_descriptor, .extra = type->id, ._ptr = (void*)member};
        pkl_type_set(type, name_of(member->name), &value);
    }
}

void pkl_register_members(py_Type type, const PklMember* members) { add_members(pkl_vm->types[type], members); }

static void fill(PyType* type, const PklTypeSpec* spec) {
    add_methods(type, spec->methods);
    add_getsets(type, spec->getsets);
    add_members(type, spec->members);
    /* a type that defines equality but no hash has none */
    if (pkl_dict_get_name(type->dict, PKL_NAME(__eq__)) && !pkl_dict_get_name(type->dict, PKL_NAME(__hash__))) {
        pkl_type_set(type, PKL_NAME(__hash__), py_None());
    }
    if (!spec->hidden && spec->name && pkl_vm->builtins && !spec->module) pkl_dict_set_name(pkl_vm->builtins, type->name, &type->self);
}

static void set_names(PyType* type, const PklTypeSpec* spec) {
    type->name = type->qualname = name_of(spec->name);
    if (spec->module) type->module = *pkl_name_ref(name_of(spec->module));
}

void pkl_register_types(const PklTypeSpec* specs) {
    for (const PklTypeSpec* spec = specs; spec->id; spec++) {
        if (pkl_vm->types[spec->id]) continue;
        PyType* type = allocate(spec);
        set_names(type, spec);
        set_bases(type);
    }
    for (const PklTypeSpec* spec = specs; spec->id; spec++) fill(pkl_vm->types[spec->id], spec);
    for (const PklTypeSpec* spec = specs; spec->id; spec++) note_finalizer(pkl_vm->types[spec->id]);
}

/* The types on which making a type depends have no dict before all are there. */
void pkl_register_first_types(const PklTypeSpec* specs) {
    for (const PklTypeSpec* spec = specs; spec->id; spec++) allocate(spec);
    for (const PklTypeSpec* spec = specs; spec->id; spec++) {
        PyType* type = pkl_vm->types[spec->id];
        py_TValue dict;
        if(!type->dict) type->dict = pkl_new_dict(&dict);
    }
    pkl_new_slots(&pkl_vm->empty_tuple, tp_tuple, 0);
}

void pkl_name_first_types(const PklTypeSpec* specs) {
    for (const PklTypeSpec* spec = specs; spec->id; spec++) {
        set_names(pkl_vm->types[spec->id], spec);
        set_bases(pkl_vm->types[spec->id]);
    }
    pkl_vm->types[tp_bigint] = pkl_vm->types[tp_int];
    pkl_vm->types[tp_nil] = pkl_vm->types[tp_object];
}

void pkl_register_functions(PyModule* module, const PklMethod* functions) {
    py_TValue name = {0};
    py_Ref found = pkl_dict_get_name(module->dict, PKL_NAME(__name__));
    if (found) name = *found;
    int index = name.type ? pkl_module_index(&name) : 0;
    for (const PklMethod* method = functions; method->name; method++) {
        py_TValue value = {.type = tp_nativefunc, .extra = -index, ._method = method};
        pkl_dict_set_name(module->dict, name_of(method->name), &value);
    }
}

/* Native functions of modules tell their module by -extra. */
int pkl_module_index(const py_TValue* name) {
    py_TValue* list = &pkl_vm->native_modules;
    for (int i = 0; i < py_list_len(list); i++) {
        if (py_list_data(list)[i]._obj == name->_obj) return i;
    }
    py_list_append(list, (py_Ref)name);
    return py_list_len(list) - 1;
}
