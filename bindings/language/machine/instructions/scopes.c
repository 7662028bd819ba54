/*
 * Namespaces that are mappings: class bodies, modules, exec.
 */
#include "../machine.h"

static py_TValue name_value(PyStr* name) { return (py_TValue){.type = tp_str, .is_ptr = true, ._obj = &name->head}; }

int pkl_names_get(py_TValue* names, PyStr* name) {
    if (names->type == tp_dict) {
        py_Ref found = pkl_dict_get_name(PKL_OBJECT(names, PyDict), name);
        if (found != NULL) pkl_vm->retval = *found;
        return found != NULL;
    }
    py_TValue key = name_value(name);
    if (py_getitem(names, &key)) return 1;
    if (!pkl_exc_matches(tp_KeyError)) return -1;
    pkl_vm->raised.type = tp_nil;
    return 0;
}

bool pkl_names_set(py_TValue* names, PyStr* name, py_TValue* value) {
    if (names->type == tp_dict) {
        pkl_dict_set_name(PKL_OBJECT(names, PyDict), name, value);
        return true;
    }
    py_TValue key = name_value(name);
    return py_setitem(names, &key, value);
}

int pkl_names_delete(py_TValue* names, PyStr* name) {
    if (names->type == tp_dict) return pkl_dict_delete_name(PKL_OBJECT(names, PyDict), name);
    py_TValue key = name_value(name);
    if (py_delitem(names, &key)) return 1;
    if (!pkl_exc_matches(tp_KeyError)) return -1;
    pkl_vm->raised.type = tp_nil;
    return 0;
}

static bool load_build_class(PklVM* vm) {
    PyFrame* frame = vm->frame;
    py_Ref found = pkl_dict_get_name(frame->builtins, (PyStr*)py_name("__build_class__"));
    if (found == NULL) return pkl_raise(tp_NameError, "__build_class__ not found");
    *frame->sp++ = *found;
    return true;
}

static bool setup_annotations(PklVM* vm) {
    py_TValue* names = &vm->frame->names;
    int found = pkl_names_get(names, PKL_NAME(__annotations__));
    if (found != 0) return found > 0;
    py_TValue* dict = py_pushtmp();
    pkl_new_dict(dict);
    bool ok = pkl_names_set(names, PKL_NAME(__annotations__), dict);
    py_pop();
    return ok;
}

bool pkl_cold_scopes(PklVM* vm, PklInstruction instruction) {
    switch (PKL_OP(instruction)) {
    case PKL_LOAD_BUILD_CLASS: return load_build_class(vm);
    case PKL_LOAD_LOCALS: *vm->frame->sp++ = vm->frame->names; return true;
    case PKL_SETUP_ANNOTATIONS: return setup_annotations(vm);
    default: return pkl_raise(tp_SystemError, "unknown opcode %d", PKL_OP(instruction));
    }
}
