/* Calls from C, and the bound on native recursion. */
#include "types.h"

#include <string.h>

bool pkl_enter(const char* where) {
    if (pkl_vm->native_depth < PKL_NATIVE_LEVELS) {
        pkl_vm->native_depth++;
        return true;
    }
    return pkl_raise(tp_RecursionError, "maximum recursion depth exceeded%s", where);
}

void pkl_leave(void) { pkl_vm->native_depth--; }

/* ---- special methods ------------------------------------------------------------------------ */

static bool call_bound_by(const py_TValue* function, py_Ref self, int argc, py_Ref argv) {
    py_TValue descriptor = *function;
    if (!pkl_descriptor_get(&descriptor, self)) return false;
    py_TValue bound = *py_retval();
    return pkl_call(&bound, argc, argv);
}

bool pkl_call_unbound(const py_TValue* function, py_Ref self, int argc, py_Ref argv) {
    if (!pkl_stack_reserve(argc + 1)) return false;
    py_TValue* base = pkl_vm->native_sp;
    py_push(self);
    for (int i = 0; i < argc; i++) py_push(&argv[i]);
    PklDescriptor kind = pkl_descriptor_kind(function);
    bool ok;
    if (kind == PKL_DESC_METHOD && function->_method->convention != PKL_MACHINE) {
        ok = pkl_call_native(function, argc + 1, base, NULL);
    } else if (kind == PKL_DESC_FUNCTION || kind == PKL_DESC_METHOD || function->type == tp_nativeclosure) {
        py_TValue callable = *function;
        ok = pkl_call(&callable, argc + 1, base);
    } else {
        ok = call_bound_by(function, base, argc, base + 1);
    }
    pkl_vm->native_sp = base;
    return ok;
}

int pkl_call_special(py_Ref self, py_Name name, int argc, py_Ref argv) {
    py_Ref method = pkl_special(self, name);
    if (!method) return 0;
    return pkl_call_unbound(method, self, argc, argv) ? 1 : -1;
}

/* ---- methods and keywords --------------------------------------------------------------------- */

bool pkl_call_method(py_Ref self, PyStr* name, int argc, py_Ref argv) {
    PklFound found = {0};
    if (!pkl_stack_reserve(argc + 3)) return false;
    py_TValue* base = pkl_vm->native_sp;
    py_push(self);
    for (int i = 0; i < argc; i++) py_push(&argv[i]);
    bool ok = pkl_find_attribute(base, name, true, &found);
    if (ok && found.kind == PKL_FOUND_METHOD) {
        py_TValue receiver = found.argv[0];
        ok = pkl_call_unbound(&found.value, &receiver, argc, base + 1);
    } else if (ok) {
        int result = pkl_found_value(base, name, &found);
        ok = result > 0 || (!result && pkl_attribute_error(base, name));
        py_TValue callable = *py_retval();
        ok = ok && pkl_call(&callable, argc, base + 1);
    }
    pkl_vm->native_sp = base;
    return ok;
}

int pkl_push_keywords(const PyDict* dict) {
    int32_t place = 0;
    for (PklEntry* entry; (entry = pkl_dict_next(dict, &place));) {
        py_pushname(pkl_name(pkl_intern(pkl_str(&entry->key))));
        py_push(&entry->value);
    }
    return dict->used;
}

/* `keywords` is a dict, nil or NULL. */
bool pkl_call_keywords(py_Ref callable, int argc, py_Ref argv, py_Ref keywords) {
    PyDict* dict = keywords && !py_isnil(keywords) ? PKL_OBJECT(keywords, PyDict) : NULL;
    if (!dict || !dict->used) return pkl_call(callable, argc, argv);
    if (!pkl_stack_reserve(argc + 2 + 2 * dict->used)) return false;
    py_push(callable);
    py_pushnil();
    for (int i = 0; i < argc; i++) py_push(&argv[i]);
    int count = pkl_push_keywords(dict);
    return py_vectorcall((uint16_t)argc, (uint16_t)count);
}

/* ---- type.__call__ from C ------------------------------------------------------------------------ */

static bool initialize(py_Ref instance, int argc, py_Ref argv, py_Ref keywords) {
    py_Ref init = pkl_special(instance, pkl_name(PKL_NAME(__init__)));
    bool plain = init && !init->is_ptr && init->type == tp_wrapper_descriptor && init->extra == tp_object;
    if (!init || plain) return true;
    PklFound found = {0};
    if (!pkl_bind_found(init, instance, pkl_type_of(instance), false, &found)) return false;
    if (pkl_found_value(instance, PKL_NAME(__init__), &found) < 0) return false;
    py_TValue bound = *py_retval();
    if (!pkl_call_keywords(&bound, argc, argv, keywords)) return false;
    return py_isnone(py_retval()) || pkl_raise(tp_TypeError, "__init__() should return None, not '%T'", py_retval());
}

bool pkl_instantiate(PyType* type, int argc, py_Ref argv, py_Ref keywords) {
    py_Ref new = pkl_lookup(type, PKL_NAME(__new__));
    if (!new) return pkl_raise(tp_TypeError, "cannot create '%s' instances", type->name->data);
    if (!pkl_stack_reserve(argc + 4)) return false;
    py_TValue function = new->type == tp_staticmethod ? PKL_SLOTS(new->_obj)[PKL_WRAPPED_FUNCTION] : *new;
    py_TValue* base = pkl_vm->native_sp;
    py_push(&type->self);
    for (int i = 0; i < argc; i++) py_push(&argv[i]);
    bool ok = pkl_call_keywords(&function, argc + 1, base, keywords);
    if (ok && pkl_subtype(pkl_type_of(py_retval()), type)) {
        *base = *py_retval();
        ok = initialize(base, argc, base + 1, keywords);
        *py_retval() = *base;
    }
    pkl_vm->native_sp = base;
    return ok;
}

/* ---- isinstance and issubclass ---------------------------------------------------------------------- */

static int truth_of_result(void) { return py_bool(py_retval()); }

static int any_of(py_Ref value, py_Ref tuple, int (*check)(py_Ref, py_Ref)) {
    if (!pkl_enter(" in __instancecheck__")) return -1;
    int result = 0;
    for (int i = 0; !result && i < pkl_tuple_length(tuple); i++) result = check(value, &pkl_tuple_items(tuple)[i]);
    pkl_leave();
    return result;
}

/* By the class's hook; 2 where it has none. */
static int by_hook(py_Ref value, py_Ref class, PyStr* name) {
    py_Ref method = pkl_special(class, pkl_name(name));
    if (!method) return 2;
    return pkl_call_unbound(method, class, 1, value) ? truth_of_result() : -1;
}

/* Classes that are no types have a tuple __bases__: 1 in py_retval(), 0 there is none, -1 error. */
static int bases_of(py_Ref class) {
    int found = pkl_get_attribute(class, PKL_NAME(__bases__));
    return found > 0 && !pkl_is_a(py_retval(), tp_tuple) ? 0 : found;
}

static bool check_class(py_Ref class, const char* error) {
    int found = bases_of(class);
    return found > 0 || (!found && pkl_raise(tp_TypeError, "%s", error));
}

static int derives_from(py_Ref derived, py_Ref class) {
    if (py_isidentical(derived, class)) return 1;
    int result = bases_of(derived);
    if (result <= 0 || !pkl_enter(" in __issubclass__")) return result > 0 ? -1 : result;
    py_TValue* bases = py_pushtmp();
    *bases = *py_retval();
    result = 0;
    for (int i = 0; !result && i < pkl_tuple_length(bases); i++) result = derives_from(&pkl_tuple_items(bases)[i], class);
    py_pop();
    pkl_leave();
    return result;
}

/* By __class__ of the value and __bases__ of a class that is no type. */
static int is_instance_of_class(py_Ref value, py_Ref class) {
    if (!check_class(class, "isinstance() arg 2 must be a type, a tuple of types, or a union")) return -1;
    int found = pkl_get_attribute(value, PKL_NAME(__class__));
    if (found <= 0) return found;
    py_TValue* own = py_pushtmp();
    *own = *py_retval();
    int result = derives_from(own, class);
    py_pop();
    return result;
}

int pkl_isinstance(py_Ref value, py_Ref class) {
    if (pkl_is_type(class) && pkl_type_of(value) == pkl_as_type(class)) return 1;
    if (class->type == tp_type) { /* type.__instancecheck__ in place */
        if (pkl_subtype(pkl_type_of(value), pkl_as_type(class))) return 1;
        if (pkl_type_of(value)->flags & PKL_TYPE_IMMUTABLE) return 0;
    }
    if (pkl_is_a(class, tp_tuple)) return any_of(value, class, pkl_isinstance);
    int result = by_hook(value, class, PKL_NAME(__instancecheck__));
    return result == 2 ? is_instance_of_class(value, class) : result;
}

/* Without a metaclass' hook: by the order of bases, or __bases__ of what is no type. */
int pkl_subclass_plainly(py_Ref derived, py_Ref class) {
    if (pkl_is_type(derived) && pkl_is_type(class)) return pkl_subtype(pkl_as_type(derived), pkl_as_type(class));
    if (!check_class(derived, "issubclass() arg 1 must be a class")) return -1;
    if (!check_class(class, "issubclass() arg 2 must be a class, a tuple of classes, or a union")) return -1;
    return derives_from(derived, class);
}

int pkl_issubclass(py_Ref derived, py_Ref class) {
    if (class->type == tp_type) return py_isidentical(derived, class) ? 1 : pkl_subclass_plainly(derived, class);
    if (pkl_is_a(class, tp_tuple)) return any_of(derived, class, pkl_issubclass);
    int result = by_hook(derived, class, PKL_NAME(__subclasscheck__));
    return result == 2 ? pkl_subclass_plainly(derived, class) : result;
}
