/* How objects are taken apart for copy and pickle: __getstate__, __reduce__, __reduce_ex__ of object. */
#include "types.h"

#include <string.h>

/* ---- state ------------------------------------------------------------------------------- */

/* The values of __slots__ along the classes. */
static bool slot_values(py_Ref self, PyDict* out) {
    const py_TValue* mro = pkl_tuple_items(&pkl_type_of(self)->mro);
    for (int i = 0; i < pkl_mro_length(pkl_type_of(self)); i++) {
        int32_t place = 0;
        PyDict* dict = pkl_as_type(&mro[i])->dict;
        for (PklEntry* entry; (entry = pkl_dict_next(dict, &place));) {
            if (entry->value.type != tp_member_descriptor || !entry->value.is_ptr) continue;
            py_TValue* value = pkl_member_value(self, &entry->value);
            if (value->type && !pkl_dict_set_hash(out, &entry->key, entry->hash, value)) return false;
        }
    }
    return true;
}

/* object.__getstate__: the attributes, or (attributes, slots) where a class has __slots__ */
static bool object_getstate(int argc, py_Ref argv) {
    (void)argc;
    py_TValue parts[2] = {*py_None()}, slots;
    PyDict* dict = pkl_instance_dict(argv);
    py_TValue copy;
    if (dict && dict->used) {
        if (!pkl_dict_copy(&copy, dict)) return false;
        parts[0] = copy;
    }
    PyType* type = pkl_type_of(argv);
    if (!argv->is_ptr || !type->slots) return pkl_return_or_none(&parts[0]);
    PyDict* values = pkl_new_dict(&slots);
    if (!slot_values(argv, values)) return false;
    if (!values->used) return pkl_return_or_none(&parts[0]);
    parts[1] = slots;
    pkl_new_tuple(py_retval(), parts, 2);
    return true;
}

/* ---- protocol 2 and later --------------------------------------------------------------------- */

static bool from_copyreg(PyStr* name, py_OutRef out) {
    if (py_import("copyreg") <= 0) return py_checkexc() ? false : pkl_raise(tp_ImportError, "no module `copyreg`");
    py_TValue module = *py_retval();
    if (!py_getattr(&module, pkl_name(name))) return false;
    *out = *py_retval();
    return true;
}

/* (arguments, keywords or nil) that __new__ is to get; false: an exception. */
static bool new_arguments(py_Ref self, py_TValue* args, py_TValue* keywords) {
    *args = pkl_vm->empty_tuple;
    int found = pkl_get_attribute(self, PKL_NAME(__getnewargs_ex__));
    if (found < 0) return false;
    py_TValue method = *py_retval();
    if (found) {
        if (!pkl_call(&method, 0, NULL)) return false;
        py_TValue pair = *py_retval();
        if (!pkl_is_a(&pair, tp_tuple)) return pkl_raise(tp_TypeError, "__getnewargs_ex__ should return a tuple, not '%T'", &pair);
        if (pkl_tuple_length(&pair) != 2)
            return pkl_raise(tp_ValueError, "__getnewargs_ex__ should return a tuple of length 2, not %d", pkl_tuple_length(&pair));
        *args = pkl_tuple_items(&pair)[0];
        *keywords = pkl_tuple_items(&pair)[1];
        if (!pkl_is_a(args, tp_tuple))
            return pkl_raise(tp_TypeError, "first item of the tuple returned by __getnewargs_ex__ must be a tuple, not '%T'", args);
        if (!pkl_is_a(keywords, tp_dict))
            return pkl_raise(tp_TypeError, "second item of the tuple returned by __getnewargs_ex__ must be a dict, not '%T'", keywords);
        return true;
    }
    found = pkl_get_attribute(self, PKL_NAME(__getnewargs__));
    if (found <= 0) return !found;
    method = *py_retval();
    if (!pkl_call(&method, 0, NULL)) return false;
    *args = *py_retval();
    return pkl_is_a(args, tp_tuple) || pkl_raise(tp_TypeError, "__getnewargs__ should return a tuple, not '%T'", args);
}

static bool get_state(py_Ref self, py_OutRef out) {
    if (!pkl_call_method(self, PKL_NAME(__getstate__), 0, NULL)) return false;
    *out = *py_retval();
    return true;
}

/* Iterators over what a list or dict holds; None for others. */
static bool contents(py_Ref self, py_OutRef list, py_OutRef dict) {
    *list = *dict = *py_None();
    if (pkl_has_layout(self, tp_list)) {
        if (!py_iter(self)) return false;
        *list = *py_retval();
    }
    if (pkl_has_layout(self, tp_dict)) {
        if (!pkl_call_method(self, PKL_NAME(items), 0, NULL)) return false;
        py_TValue items = *py_retval();
        if (!py_iter(&items)) return false;
        *dict = *py_retval();
    }
    return true;
}

/* What a layout keeps beside slots cannot be told by attributes: then the type has to say how. */
static bool check_picklable(py_Ref self, bool has_args) {
    PyType* type = pkl_type_of(self);
    PyType* native = pkl_vm->types[type->layout_type];
    bool known = type->layout_type == tp_object || type->layout_type == tp_list || type->layout_type == tp_dict ||
                 pkl_subtype(native, pkl_vm->types[tp_BaseException]);
    if (known || has_args) return true;
    return pkl_raise(tp_TypeError, "cannot pickle '%T' object", self);
}

static bool fill_parts(py_Ref self, py_TValue* parts) {
    py_TValue* work = pkl_vm->native_sp - 2; /* arguments and keywords */
    if (!new_arguments(self, &work[0], &work[1]) || !check_picklable(self, pkl_tuple_length(&work[0]) > 0)) return false;
    bool keywords = work[1].type && PKL_OBJECT(&work[1], PyDict)->used;
    if (!from_copyreg(keywords ? PKL_NAME(__newobj_ex__) : PKL_NAME(__newobj__), &parts[0])) return false;
    py_TValue class = *pkl_class_of(self);
    if (keywords) {
        py_TValue items[3] = {class, work[0], work[1]};
        pkl_new_tuple(&parts[1], items, 3);
    } else {
        int count = pkl_tuple_length(&work[0]);
        py_TValue* items = PKL_SLOTS(pkl_new_slots(&parts[1], tp_tuple, count + 1));
        items[0] = class;
        memcpy(items + 1, pkl_tuple_items(&work[0]), sizeof(py_TValue) * (size_t)count);
    }
    return get_state(self, &parts[2]) && contents(self, &parts[3], &parts[4]);
}

static bool reduce_new(py_Ref self) {
    py_TValue* parts = py_pushtmp();
    for (int i = 0; i < 6; i++) py_pushnil();
    bool ok = fill_parts(self, parts);
    if (ok) pkl_new_tuple(py_retval(), parts, 5);
    py_shrink(7);
    return ok;
}

static bool reduce_old(py_Ref self, int64_t protocol) {
    py_TValue function, arguments[2] = {*self};
    if (!from_copyreg(PKL_NAME(_reduce_ex), &function)) return false;
    py_newint(&arguments[1], protocol);
    return pkl_call(&function, 2, arguments);
}

static bool object_reduce(int argc, py_Ref argv) { return (void)argc, reduce_old(argv, 0); }

/* A __reduce__ that a class defines is asked first. */
static bool object_reduce_ex(int argc, py_Ref argv) {
    (void)argc;
    int64_t protocol;
    if (!pkl_index(&argv[1], &protocol, true)) return false;
    py_Ref reduce = pkl_special(argv, pkl_name(PKL_NAME(__reduce__)));
    bool own = reduce && !(reduce->type == tp_method_descriptor && reduce->extra == tp_object);
    if (own) return pkl_call_method(argv, PKL_NAME(__reduce__), 0, NULL);
    return protocol >= 2 ? reduce_new(argv) : reduce_old(argv, protocol);
}

static const PklMethod METHODS[] = {
    {"__getstate__", object_getstate, "($self, /)", PKL_NOARGS, PKL_METHOD, 0, 0},
    {"__reduce__", object_reduce, "($self, /)", PKL_NOARGS, PKL_METHOD, 0, 0},
    {"__reduce_ex__", object_reduce_ex, "($self, protocol, /)", PKL_O, PKL_METHOD, 0, 0},
    {0},
};

void pkl_start_reduce(PklVM* vm) {
    (void)vm;
    pkl_register_methods(tp_object, METHODS);
}
