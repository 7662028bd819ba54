/*
 * Import instructions. A module's body is a frame of the same loop: the instruction that wanted it waits below and is tried again, by then with one
 * more module in sys.modules. So imports of any depth need no C stack, and may wait for a page.
 */
#include "import.h"

#include <string.h>

/* ---- names ------------------------------------------------------------------------------- */

static PyStr* text(const char* data, int size) { return (PyStr*)py_namev((c11_sv){data, size}); }

static py_Ref global(PyDict* globals, PyStr* name) {
    py_Ref found = pkl_dict_get_name(globals, name);
    return found != NULL && found->type != tp_NoneType ? found : NULL;
}

/* The package in which a relative import begins; NULL after an error. */
static PyStr* package_of(PyDict* globals) {
    py_Ref package = global(globals, PKL_NAME(__package__));
    if (package == NULL) {
        py_Ref name = global(globals, PKL_NAME(__name__));
        if (name == NULL) {
            pkl_raise(tp_KeyError, "'__name__' not in globals");
            return NULL;
        }
        PyStr* full = PKL_OBJECT(name, PyStr);
        const char* dot = global(globals, PKL_NAME(__path__)) != NULL ? full->data + full->size : strrchr(full->data, '.');
        return text(full->data, dot != NULL ? (int)(dot - full->data) : 0);
    }
    if (!py_isinstance(package, tp_str)) {
        pkl_raise(tp_TypeError, "__package__ must be a string");
        return NULL;
    }
    return PKL_OBJECT(package, PyStr);
}

/* The absolute name of `name` with `level` dots before it, seen from a module; NULL after an error. */
PyStr* pkl_absolute_name(PyDict* globals, PyStr* name, int64_t level) {
    if (level == 0) {
        if (name->size > 0) return pkl_intern(name);
        pkl_raise(tp_ValueError, "Empty module name");
        return NULL;
    }
    PyStr* package = package_of(globals);
    if (package == NULL) return NULL;
    if (package->size == 0) {
        pkl_raise(tp_ImportError, "attempted relative import with no known parent package");
        return NULL;
    }
    int size = package->size;
    for (int64_t i = 1; i < level; i++) {
        while (size > 0 && package->data[size - 1] != '.') size--;
        if (size == 0) {
            pkl_raise(tp_ImportError, "attempted relative import beyond top-level package");
            return NULL;
        }
        size--;
    }
    if (name->size == 0) return text(package->data, size);
    py_TValue* joined = py_pushtmp();
    char* out = py_newstrn(joined, size + 1 + name->size);
    memcpy(out, package->data, size);
    out[size] = '.';
    memcpy(out + size + 1, name->data, name->size);
    PyStr* result = pkl_intern(PKL_OBJECT(joined, PyStr));
    py_pop();
    return result;
}

/* ---- loading ------------------------------------------------------------------------------- */

/* Every part of a dotted name is in sys.modules: 1. A frame waits in the machine: 2. Error: -1. */
int pkl_load_path(PklVM* vm, PyStr* name) {
    for (int end = 0; end <= name->size; end++) {
        if (end < name->size && name->data[end] != '.') continue;
        PyStr* prefix = end == name->size ? name : text(name->data, end);
        py_Ref found = pkl_dict_get_name(vm->modules, prefix);
        if (found != NULL && found->type == tp_NoneType) return pkl_module_not_found(prefix, "import of %s halted; None in sys.modules"), -1;
        if (found != NULL) continue;
        int loaded = pkl_load_module(vm, prefix);
        if (loaded != 1) return loaded;
    }
    return 1;
}

/* Names of `from package import a, b` that are submodules not loaded yet: as pkl_load_path. */
static int load_submodules(PklVM* vm, PyStr* package, py_Ref module, py_Ref names) {
    if (module->type != tp_module || pkl_dict_get_name(PKL_OBJECT(module, PyModule)->dict, PKL_NAME(__path__)) == NULL) return 1;
    for (int i = 0; i < names->_obj->slots; i++) {
        py_Ref item = &PKL_SLOTS(names->_obj)[i];
        PyStr* name = PKL_OBJECT(item, PyStr);
        if (name->size == 1 && name->data[0] == '*') {
            py_Ref all = pkl_dict_get_name(PKL_OBJECT(module, PyModule)->dict, PKL_NAME(__all__));
            py_TValue tuple;
            if (all == NULL || !pkl_names_tuple(all, &tuple)) continue;
            int loaded = load_submodules(vm, package, module, &tuple);
            if (loaded != 1) return loaded;
            continue;
        }
        if (pkl_dict_get_name(PKL_OBJECT(module, PyModule)->dict, pkl_intern(name)) != NULL) continue;
        PyStr* full = pkl_join_name(package, name);
        if (pkl_dict_get_name(vm->modules, full) != NULL) continue;
        int loaded = pkl_load_module(vm, full);
        if (loaded == 2) return 2;
        if (loaded < 0) {
            if (!pkl_is_missing_module(full)) return -1;
            vm->raised.type = tp_nil;
        }
    }
    return 1;
}

/* [level, names] -> [module], or the frame of a module that it needs first. */
bool pkl_op_import_name(PklVM* vm, PyStr* name) {
    PyFrame* frame = vm->frame;
    py_TValue *names = frame->sp - 1, *level = names - 1;
    py_Ref hook = pkl_dict_get_name(frame->builtins, PKL_NAME(__import__));
    if (hook == NULL) return pkl_raise(tp_ImportError, "__import__ not found");
    if (!pkl_is_import_function(hook)) return pkl_call_import_hook(vm, *hook, name);
    PyStr* full = pkl_absolute_name(frame->globals, name, level->_i64);
    if (full == NULL) return false;
    int loaded = pkl_load_path(vm, full);
    py_Ref module = loaded == 1 ? pkl_dict_get_name(vm->modules, full) : NULL;
    bool plain = names->type != tp_tuple || names->_obj->slots == 0;
    if (module != NULL && !plain) loaded = load_submodules(vm, full, module, names);
    if (loaded == 2) {
        vm->frame->continuation = PKL_CONT_MODULE;
        return true;
    }
    if (loaded < 0) return false;
    if (plain && level->_i64 == 0) {
        const char* dot = memchr(full->data, '.', full->size);
        if (dot != NULL) full = text(full->data, (int)(dot - full->data));
    }
    module = pkl_dict_get_name(vm->modules, full);
    if (module == NULL) return pkl_raise(tp_KeyError, "%s", full->data);
    *level = *module;
    frame->sp--;
    return true;
}

/* A module's body has run to its end: it becomes an attribute of its parent, and the import is tried again. */
bool pkl_module_done(PklVM* vm, PyFrame* callee) {
    py_Ref name = pkl_dict_get_name(callee->globals, PKL_NAME(__name__));
    if (name != NULL && name->type == tp_str) pkl_bind_to_parent(vm, PKL_OBJECT(name, PyStr));
    vm->frame->ip--;
    return true;
}

void pkl_module_failed(PklVM* vm, PyFrame* left) {
    py_Ref name = pkl_dict_get_name(left->globals, PKL_NAME(__name__));
    if (name != NULL && name->type == tp_str) pkl_dict_delete_name(vm->modules, pkl_intern(PKL_OBJECT(name, PyStr)));
}

/* From C: the module of an absolute name, in inner loops. NULL after an error. */
py_Ref pkl_import_module(PyStr* name) {
    PklVM* vm = pkl_vm;
    for (;;) {
        int loaded = pkl_load_path(vm, name);
        if (loaded < 0) return NULL;
        if (loaded == 1) return pkl_dict_get_name(vm->modules, name);
        PyFrame* frame = vm->frame;
        PyDict* globals = frame->globals;
        frame->continuation = PKL_CONT_ENTRY;
        py_Ref part = pkl_dict_get_name(globals, PKL_NAME(__name__));
        PyStr* part_name = PKL_OBJECT(part, PyStr);
        if (!pkl_run_inner(vm)) {
            pkl_dict_delete_name(vm->modules, part_name);
            return NULL;
        }
        pkl_bind_to_parent(vm, part_name);
    }
}

int py_import(const char* path) {
    PyStr* name = text(path, (int)strlen(path));
    py_Ref module = pkl_import_module(name);
    if (module != NULL) {
        pkl_vm->retval = *module;
        return 1;
    }
    if (!pkl_is_missing_module(name)) return -1;
    pkl_vm->raised.type = tp_nil;
    return 0;
}

/* ---- from module import name ------------------------------------------------------------------ */

static bool cannot_import(py_Ref module, PyStr* name) {
    py_Ref module_name = module->type == tp_module ? pkl_dict_get_name(PKL_OBJECT(module, PyModule)->dict, PKL_NAME(__name__)) : NULL;
    const char* shown = module_name != NULL && module_name->type == tp_str ? PKL_OBJECT(module_name, PyStr)->data : "<unknown module name>";
    return pkl_cannot_import(module, shown, name);
}

/* [module] -> [module, value] */
bool pkl_op_import_from(PklVM* vm, PyStr* name) {
    PyFrame* frame = vm->frame;
    py_TValue* module = frame->sp - 1;
    if (py_getattr(module, (py_Name)name)) {
        *frame->sp++ = vm->retval;
        return true;
    }
    if (!pkl_exc_matches(tp_AttributeError)) return false;
    vm->raised.type = tp_nil;
    py_Ref package = module->type == tp_module ? pkl_dict_get_name(PKL_OBJECT(module, PyModule)->dict, PKL_NAME(__name__)) : NULL;
    if (package != NULL && package->type == tp_str) { /* a circular import: the submodule is there, not bound yet */
        py_Ref found = pkl_dict_get_name(vm->modules, pkl_join_name(PKL_OBJECT(package, PyStr), name));
        if (found != NULL && found->type != tp_NoneType) {
            *frame->sp++ = *found;
            return true;
        }
    }
    return cannot_import(module, name);
}

static bool import_public(PyFrame* frame, PyDict* dict) {
    for (int i = 0; i < dict->filled; i++) {
        PklEntry* entry = &dict->entries[i];
        if (entry->key.type != tp_str) continue;
        PyStr* name = PKL_OBJECT(&entry->key, PyStr);
        if (name->size > 0 && name->data[0] == '_') continue;
        py_TValue value = entry->value;
        if (!pkl_names_set(&frame->names, pkl_intern(name), &value)) return false;
    }
    return true;
}

/* [module] -> [] */
bool pkl_op_import_star(PklVM* vm) {
    PyFrame* frame = vm->frame;
    py_TValue* module = frame->sp - 1;
    py_TValue* names = py_pushtmp();
    bool ok;
    if (py_getattr(module, (py_Name)PKL_NAME(__all__))) {
        ok = pkl_names_tuple(&vm->retval, names);
        for (int i = 0; ok && i < names->_obj->slots; i++) {
            PyStr* name = pkl_intern(PKL_OBJECT(&PKL_SLOTS(names->_obj)[i], PyStr));
            ok = py_getattr(module, (py_Name)name);
            py_TValue value = vm->retval;
            ok = ok && pkl_names_set(&frame->names, name, &value);
        }
    } else if (!pkl_exc_matches(tp_AttributeError)) {
        ok = false;
    } else {
        vm->raised.type = tp_nil;
        PyDict* dict = module->type == tp_module ? PKL_OBJECT(module, PyModule)->dict : NULL;
        ok = dict != NULL ? import_public(frame, dict) : pkl_raise(tp_ImportError, "from-import-* object has no __dict__ and no __all__");
    }
    py_pop();
    if (ok) frame->sp--;
    return ok;
}

bool pkl_cold_imports(PklVM* vm, PklInstruction instruction) {
    PyFrame* frame = vm->frame;
    int arg = PKL_ARG(instruction);
    switch (PKL_OP(instruction)) {
    case PKL_IMPORT_NAME: return pkl_op_import_name(vm, frame->code->names[arg]);
    case PKL_IMPORT_FROM: return pkl_op_import_from(vm, frame->code->names[arg]);
    case PKL_IMPORT_STAR: return pkl_op_import_star(vm);
    default: return pkl_cold_intrinsics(vm, instruction);
    }
}
