/* type(name, bases, namespace, **keywords): a new class. */
#include "../types.h"

#include <string.h>

/* ---- namespace ----------------------------------------------------------------------- */

/* object.__dict__ and __weakref__ of instances: in the dict of the class that adds them. */
bool pkl_get_dict(int argc, py_Ref argv) {
    (void)argc;
    PyDict* dict = pkl_instance_dict(argv);
    if (!dict) return pkl_attribute_error(argv, PKL_NAME(__dict__));
    *py_retval() = pkl_value(&dict->head);
    return true;
}

bool pkl_set_dict(int argc, py_Ref argv) {
    (void)argc;
    if (!(argv->is_ptr && argv->_obj->flags & PKL_HAS_ATTRS)) return pkl_attribute_error(argv, PKL_NAME(__dict__));
    if (py_isnil(&argv[1])) {
        py_TValue empty;
        return pkl_attributes_set_dict(argv->_obj, pkl_new_dict(&empty));
    }
    if (!pkl_has_layout(&argv[1], tp_dict)) return pkl_raise(tp_TypeError, "__dict__ must be set to a dictionary, not a '%T'", &argv[1]);
    return pkl_attributes_set_dict(argv->_obj, PKL_OBJECT(&argv[1], PyDict));
}

static bool get_weakref(int argc, py_Ref argv) {
    (void)argc;
    PyWeakref* first = argv->is_ptr && argv->_obj->flags & PKL_HAS_WEAKREFS ? pkl_weakref_first(argv->_obj) : NULL;
    *py_retval() = first ? pkl_value(&first->head) : *py_None();
    return true;
}

static const PklGetSet DICT_GETSET = {"__dict__", pkl_get_dict, pkl_set_dict};
static const PklGetSet WEAKREF_GETSET = {"__weakref__", get_weakref, NULL};

static void add_getset(PyType* type, const PklGetSet* getset) {
    PyStr* name = pkl_interned(getset->name, (int)strlen(getset->name));
    if (pkl_dict_get_name(type->dict, name)) return;
    py_TValue value = {.type = tp_getset_descriptor, .extra = type->id, ._ptr = (void*)getset};
    pkl_dict_set_name(type->dict, name, &value);
}

static void add_native_names(PyType* type, const PyType* base) {
    if (type->flags & PKL_TYPE_INSTANCE_DICT && !(base->flags & PKL_TYPE_INSTANCE_DICT)) add_getset(type, &DICT_GETSET);
    if (type->flags & PKL_TYPE_WEAKREF && !(base->flags & PKL_TYPE_WEAKREF)) add_getset(type, &WEAKREF_GETSET);
}

static void set_default(PyType* type, PyStr* name, const py_TValue* value) {
    if (!pkl_dict_get_name(type->dict, name)) pkl_dict_set_name(type->dict, name, (py_Ref)value);
}

static void wrap(PyType* type, PyStr* name, py_Type wrapper) {
    py_Ref function = pkl_dict_get_name(type->dict, name);
    if (!function || function->type != tp_function) return;
    py_TValue wrapped;
    PKL_SLOTS(pkl_new(&wrapped, wrapper))[PKL_WRAPPED_FUNCTION] = *function;
    pkl_dict_set_name(type->dict, name, &wrapped);
}

static void set_module(PyType* type) {
    PyDict* globals = pkl_vm->frame ? pkl_vm->frame->globals : NULL;
    py_Ref name = globals ? pkl_dict_get_name(globals, PKL_NAME(__name__)) : NULL;
    if (name) set_default(type, PKL_NAME(__module__), name);
}

static bool take_qualname(PyType* type) {
    py_Ref name = pkl_dict_get_name(type->dict, PKL_NAME(__qualname__));
    type->qualname = type->name;
    if (!name) return true;
    if (!pkl_is_str(name)) return pkl_raise(tp_TypeError, "type __qualname__ must be a str, not %T", name);
    type->qualname = pkl_str(name);
    pkl_dict_delete_name(type->dict, PKL_NAME(__qualname__));
    return true;
}

static bool take_cell(PyType* type, PyStr* name, const py_TValue* value) {
    py_Ref cell = pkl_dict_get_name(type->dict, name);
    if (!cell) return true;
    if (cell->type != tp_cell) return pkl_raise(tp_TypeError, "%n must be a nonlocal cell, not <class '%T'>", pkl_name(name), cell);
    PKL_SLOTS(cell->_obj)[PKL_CELL_VALUE] = *value;
    pkl_dict_delete_name(type->dict, name);
    return true;
}

static bool prepare_namespace(PyType* type) {
    if (!take_qualname(type)) return false;
    set_module(type);
    wrap(type, PKL_NAME(__new__), tp_staticmethod);
    wrap(type, PKL_NAME(__init_subclass__), tp_classmethod);
    wrap(type, PKL_NAME(__class_getitem__), tp_classmethod);
    set_default(type, PKL_NAME(__doc__), py_None());
    if (pkl_dict_get_name(type->dict, PKL_NAME(__eq__))) set_default(type, PKL_NAME(__hash__), py_None());
    py_TValue dict = pkl_value(&type->dict->head);
    return take_cell(type, PKL_NAME(__classcell__), &type->self) && take_cell(type, PKL_NAME(__classdictcell__), &dict);
}

/* ---- hooks of the class statement --------------------------------------------------------- */

static bool note_set_name(py_Ref value, const py_TValue* key, const PyType* type) {
    py_TValue raised;
    pkl_exc_fetch(&raised);
    py_TValue* text = py_pushtmp();
    py_TValue* exception = py_pushtmp();
    *exception = raised;
    if (!pkl_str_format(text, "Error calling __set_name__ on '%T' instance %R in '%s'", value, key, type->name->data) ||
        !pkl_call_method(exception, PKL_NAME(add_note), 1, text)) {
        pkl_exc_fetch(text);
    }
    pkl_exc_restore(exception);
    py_shrink(2);
    return false;
}

/* Of a snapshot: __set_name__ may change the class. */
static bool set_names(PyType* type) {
    py_TValue* names = py_pushtmp();
    PyDict* copy = pkl_dict_copy(names, type->dict);
    bool ok = copy != NULL;
    int32_t place = 0;
    for (PklEntry* entry; ok && (entry = pkl_dict_next(copy, &place));) {
        if (!entry->value.is_ptr || entry->value.type == tp_function || entry->value.type == tp_str) continue;
        py_Ref method = pkl_special(&entry->value, pkl_name(PKL_NAME(__set_name__)));
        if (!method) continue;
        py_TValue arguments[2] = {type->self, entry->key}, function = *method;
        ok = pkl_call_unbound(&function, &entry->value, 2, arguments) || note_set_name(&entry->value, &entry->key, type);
    }
    py_pop();
    return ok;
}

/* super(type, type).__init_subclass__(**keywords) */
static bool init_subclass(PyType* type, py_Ref keywords) {
    PklFound found;
    py_TValue* super = py_pushtmp();
    py_TValue* slots = PKL_SLOTS(pkl_new(super, tp_super));
    slots[PKL_SUPER_CLASS] = slots[PKL_SUPER_SELF] = slots[PKL_SUPER_SELF_CLASS] = type->self;
    bool ok = pkl_find_in_super(super, PKL_NAME(__init_subclass__), false, &found) &&
              pkl_found_value(super, PKL_NAME(__init_subclass__), &found) == 1;
    if (ok) {
        py_TValue function = *py_retval();
        ok = pkl_call_keywords(&function, 0, NULL, keywords);
    }
    py_pop();
    return ok;
}

/* ---- making the type ------------------------------------------------------------------------- */

static PyType* make(PyType* metatype, py_Ref name, py_Ref bases, PyDict* namespace, PyType* base) {
    PyType* type = pkl_type_allocate(metatype->id, 0);
    if (!type) return NULL;
    *py_retval() = type->self;
    *py_pushtmp() = type->self;
    type->flags = PKL_TYPE_HEAP | PKL_TYPE_MORTAL;
    type->name = pkl_intern(pkl_str(name));
    type->bases = *bases;
    type->base = base->id;
    type->layout = base->layout;
    type->layout_type = base->layout_type;
    py_TValue dict;
    PyDict* copy = pkl_dict_copy(&dict, namespace);
    if (!copy) return NULL;
    type->dict = copy;
    return type;
}

static bool finish(PyType* type, PyType* base, py_Ref keywords) {
    if (!prepare_namespace(type) || !pkl_type_set_mro(type)) return false;
    pkl_type_inherit(type);
    if (!pkl_type_slots(type, base)) return false;
    add_native_names(type, base);
    pkl_type_link(type);
    pkl_type_update_flags(type, NULL);
    type->flags |= PKL_TYPE_READY;
    return set_names(type) && init_subclass(type, keywords);
}

static bool make_and_finish(PyType* metatype, py_Ref name, py_Ref bases, PyDict* namespace, py_Ref keywords) {
    PyType* base = pkl_best_base(pkl_tuple_items(bases), pkl_tuple_length(bases));
    if (!base) return false;
    py_TValue* top = pkl_vm->native_sp;
    PyType* type = make(metatype, name, bases, namespace, base);
    bool ok = type && finish(type, base, keywords);
    pkl_vm->native_sp = top;
    if (ok) *py_retval() = type->self;
    return ok;
}

/* Another metaclass that a base brings takes over, if its __new__ is not the one that is running. */
static int hand_over(PyType* winner, py_Ref name, py_Ref bases, py_Ref namespace, py_Ref keywords) {
    py_Ref new = pkl_lookup(winner, PKL_NAME(__new__));
    if (!new || (new->type == tp_nativefunc && new->extra == tp_type)) return 0;
    py_TValue function = new->type == tp_staticmethod ? PKL_SLOTS(new->_obj)[PKL_WRAPPED_FUNCTION] : *new;
    py_TValue arguments[4] = {winner->self, *name, *bases, *namespace};
    return pkl_call_keywords(&function, 4, arguments, keywords) ? 1 : -1;
}

static bool has_entries(const py_TValue* base) {
    return !pkl_is_type(base) && pkl_special((py_Ref)base, pkl_name(PKL_NAME(__mro_entries__)));
}

static bool check_arguments(py_Ref name, py_Ref bases, py_Ref namespace) {
    if (!pkl_is_str(name)) return pkl_raise(tp_TypeError, "type.__new__() argument 1 must be str, not %T", name);
    if (!pkl_is_a(bases, tp_tuple)) return pkl_raise(tp_TypeError, "type.__new__() argument 2 must be tuple, not %T", bases);
    if (!pkl_has_layout(namespace, tp_dict)) return pkl_raise(tp_TypeError, "type.__new__() argument 3 must be dict, not %T", namespace);
    if (memchr(pkl_str(name)->data, 0, (size_t)pkl_str(name)->size)) return pkl_raise(tp_ValueError, "type name must not contain null characters");
    for (int i = 0; i < pkl_tuple_length(bases); i++) {
        if (has_entries(&pkl_tuple_items(bases)[i]))
            return pkl_raise(tp_TypeError, "type() doesn't support MRO entry resolution; use types.new_class()");
    }
    return true;
}

/* The arguments must be rooted by the caller. */
bool pkl_type_new(PyType* metatype, py_Ref name, py_Ref bases, py_Ref namespace, py_Ref keywords) {
    if (!check_arguments(name, bases, namespace)) return false;
    PyType* winner = pkl_metaclass_of(metatype, pkl_tuple_items(bases), pkl_tuple_length(bases));
    if (!winner) return false;
    int handed = winner != metatype ? hand_over(winner, name, bases, namespace, keywords) : 0;
    if (handed) return handed > 0;
    py_TValue* plain = py_pushtmp();
    if (pkl_tuple_length(bases)) pkl_new_tuple(plain, pkl_tuple_items(bases), pkl_tuple_length(bases));
    else pkl_new_tuple(plain, &pkl_vm->types[tp_object]->self, 1);
    bool ok = make_and_finish(winner, name, plain, PKL_OBJECT(namespace, PyDict), keywords);
    py_pop();
    return ok;
}

bool pkl_calculate_metaclass(py_TValue* meta, const py_TValue* bases) {
    PyType* winner = pkl_metaclass_of(pkl_as_type(meta), pkl_tuple_items(bases), pkl_tuple_length(bases));
    if (winner) *meta = winner->self;
    return winner != NULL;
}

/* ---- __mro_entries__ --------------------------------------------------------------------------- */

static int entries_of(py_Ref base, py_Ref bases) {
    if (pkl_is_type(base)) return 0;
    int found = pkl_get_attribute(base, PKL_NAME(__mro_entries__));
    if (found <= 0) return found;
    py_TValue function = *py_retval();
    if (!pkl_call(&function, 1, bases)) return -1;
    if (pkl_is_a(py_retval(), tp_tuple)) return 1;
    pkl_raise(tp_TypeError, "__mro_entries__ must return a tuple");
    return -1;
}

bool pkl_update_bases(py_TValue* bases) {
    py_TValue* list = py_pushtmp();
    py_TValue* original = py_pushtmp();
    PyList* items = pkl_new_list(list, 4);
    *original = *bases;
    bool changed = false, ok = true;
    for (int i = 0; ok && i < pkl_tuple_length(original); i++) {
        py_TValue base = pkl_tuple_items(original)[i];
        int entries = entries_of(&base, original);
        changed |= entries > 0;
        if (!entries) ok = pkl_list_append(items, &base);
        else ok = entries > 0 && pkl_list_extend(list, py_retval());
    }
    if (ok && changed) pkl_new_tuple(bases, items->items, items->length);
    py_shrink(2);
    return ok;
}
