/*
 * Instances: type.__call__ in steps, so that __new__ and __init__ written in Python are frames of the same loop.
 */
#include "../machine.h"

#include <string.h>

static bool push_value(PklVM* vm, py_TValue* base) {
    vm->frame->sp = base + 1; /* the instance lies at base[0] */
    return true;
}

static bool init_returned(PklVM* vm, const py_TValue* value) {
    (void)vm;
    if (value->type == tp_NoneType) return true;
    return pkl_raise(tp_TypeError, "__init__() should return None, not '%t'", value->type);
}

static bool is_native(py_Ref method, py_Type owner) {
    return !method->is_ptr && method->extra == owner && (method->type == tp_wrapper_descriptor || method->type == tp_nativefunc);
}

/* The instance lies at base[0], the arguments from base[2]. */
static bool call_init(PklVM* vm, py_TValue* base, int argc, const py_TValue* kwnames) {
    PyType* type = pkl_type_of(base);
    py_Ref init = pkl_lookup(type, PKL_NAME(__init__));
    if (init == NULL || is_native(init, tp_object)) {
        if (argc > 0) {
            py_Ref new = pkl_lookup(type, PKL_NAME(__new__));
            if (new == NULL || is_native(new, tp_object)) return pkl_raise(tp_TypeError, "%t() takes no arguments", base->type);
        }
        return push_value(vm, base);
    }
    base[1] = base[0];
    if (init->type == tp_function)
        return pkl_enter_function(vm, init, base + 1, argc + 1, kwnames, (PklCont){PKL_CONT_INIT, 0}, base + 1);
    vm->frame->sp = base + 2 + argc;
    PklDescriptor kind = pkl_descriptor_kind(init);
    if (kind == PKL_DESC_METHOD && init->_method->convention != PKL_MACHINE) {
        py_TValue method = *init;
        if (!pkl_call_native(&method, argc + 1, base + 1, kwnames)) return false;
    } else {
        if (!py_getattr(&base[0], (py_Name)PKL_NAME(__init__))) return false;
        py_TValue bound = vm->retval;
        if (!pkl_call_values(&bound, NULL, base + 2, argc, kwnames)) return false;
    }
    return init_returned(vm, &vm->retval) && push_value(vm, base);
}

/* The value of __new__ is at base[0] now; `type` was called. */
static bool after_new(PklVM* vm, py_TValue* base, int argc, const py_TValue* kwnames, py_Type type, py_TValue value) {
    base[0] = value;
    if (!py_issubclass(value.type == tp_bigint ? tp_int : value.type, type)) return push_value(vm, base);
    return call_init(vm, base, argc, kwnames);
}

bool pkl_after_new(PklVM* vm, py_TValue value, PyFrame* callee) {
    py_TValue names = {.type = tp_tuple, .is_ptr = true, ._obj = callee->kwnames};
    py_TValue* base = callee->base;
    return after_new(vm, base, callee->argc, callee->kwnames != NULL ? &names : NULL, py_totype(&base[0]), value);
}

static bool new_in_python(PklVM* vm, py_TValue function, py_TValue* base, int argc, const py_TValue* kwnames) {
    base[1] = base[0];
    if (!pkl_enter_function(vm, &function, base + 1, argc + 1, kwnames, (PklCont){PKL_CONT_NEW, 0}, base + 2 + argc)) return false;
    PyFrame* frame = vm->frame;
    frame->base = base;
    frame->argc = argc;
    frame->kwnames = kwnames != NULL ? kwnames->_obj : NULL;
    return true;
}

bool pkl_cannot_create(const PyType* type) {
    const char* module = type->module.type == tp_str ? py_tostr((py_Ref)&type->module) : "";
    return pkl_raise(tp_TypeError, "cannot create '%s%s%s' instances", module, *module ? "." : "", type->name->data);
}

static bool refuse_abstract_or_arguments(PyType* type, int argc, py_Ref init) {
    if (type->flags & PKL_TYPE_NO_NEW) return pkl_cannot_create(type);
    if (type->flags & PKL_TYPE_ABSTRACT) return pkl_abstract_error(type);
    if (argc > 0 && (init == NULL || is_native(init, tp_object))) return pkl_raise(tp_TypeError, "%s() takes no arguments", type->name->data);
    return true;
}

bool pkl_call_type(PklVM* vm, py_TValue* base, int argc, const py_TValue* kwnames) {
    py_Type id = py_totype(base);
    PyType* type = vm->types[id];
    if (id == tp_type && argc == 1 && kwnames == NULL) {
        base[0] = *py_tpobject(py_typeof(&base[2]));
        return push_value(vm, base);
    }
    py_Ref found = pkl_lookup(type, PKL_NAME(__new__));
    if (found == NULL) return pkl_cannot_create(type);
    py_TValue new = *found;
    if (new.type == tp_staticmethod) new = PKL_SLOTS(new._obj)[PKL_WRAPPED_FUNCTION];
    if (is_native(&new, tp_object)) {
        py_Ref init = pkl_lookup(type, PKL_NAME(__init__));
        if (!refuse_abstract_or_arguments(type, argc, init)) return false;
        pkl_new(&base[0], id);
        return call_init(vm, base, argc, kwnames);
    }
    if (new.type == tp_function) return new_in_python(vm, new, base, argc, kwnames);
    vm->frame->sp = base + 2 + argc;
    base[1] = base[0];
    if (new.is_ptr || new.type != tp_nativefunc) { /* any callable */
        if (!pkl_call_values(&new, &base[1], base + 2, argc, kwnames)) return false;
    } else if (!pkl_call_native(&new, argc + 1, base + 1, kwnames)) {
        return false;
    }
    return after_new(vm, base, argc, kwnames, id, vm->retval);
}
