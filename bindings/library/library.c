/* The table of modules, and what their functions that fill a new module share. */
#include "library.h"

#include <string.h>

static const struct {
    const char* name;
    void (*fill)(PyModule* module);
} MODULES[] = {
#define PKL_ROW(name) {#name, pkl_library_##name},
    PKL_LIBRARY(PKL_ROW)
#undef PKL_ROW
};

py_Ref pkl_library_module(PyStr* name) {
    for (unsigned i = 0; i < sizeof MODULES / sizeof *MODULES; i++) {
        if (strcmp(MODULES[i].name, name->data) != 0) continue;
        py_Ref made = py_newmodule(MODULES[i].name);
        MODULES[i].fill(PKL_OBJECT(made, PyModule));
        if (pkl_vm->raised.type == tp_nil) return made;
        pkl_dict_delete_name(pkl_vm->modules, name); /* an interrupt or limit in what it runs */
        return NULL;
    }
    return NULL;
}

const char* pkl_library_name(int index) { return index < (int)(sizeof MODULES / sizeof *MODULES) ? MODULES[index].name : NULL; }

void pkl_library_set(PyModule* module, const char* name, const py_TValue* value) {
    pkl_dict_set_name(module->dict, pkl_interned(name, (int)strlen(name)), (py_Ref)value);
}

void pkl_library_set_int(PyModule* module, const char* name, int64_t value) {
    py_TValue made;
    py_newint(&made, value);
    pkl_library_set(module, name, &made);
}

void pkl_library_set_float(PyModule* module, const char* name, double value) {
    py_TValue made;
    py_newfloat(&made, value);
    pkl_library_set(module, name, &made);
}

void pkl_library_set_str(PyModule* module, const char* name, const char* value) {
    py_TValue made;
    py_newstr(&made, value);
    pkl_library_set(module, name, &made);
}

void pkl_library_types(PyModule* module, const PklTypeSpec* specs) {
    pkl_register_types(specs);
    for (const PklTypeSpec* spec = specs; spec->id; spec++) {
        if (!spec->hidden) pkl_library_set(module, spec->name, &pkl_vm->types[spec->id]->self);
    }
}
