/*
 * Where modules come from: those written in C, files of the host, and the texts that are packed into the interpreter.
 */
#include "import.h"

#include "../compiler/ast.h"
#include "packed.h"

#include <stdlib.h>
#include <string.h>

static PyStr* text(const char* data, int size) { return (PyStr*)py_namev((c11_sv){data, size}); }

PyStr* pkl_join_name(PyStr* package, PyStr* name) {
    py_TValue* joined = py_pushtmp();
    char* out = py_newstrn(joined, package->size + 1 + name->size);
    memcpy(out, package->data, (size_t)package->size);
    out[package->size] = '.';
    memcpy(out + package->size + 1, name->data, (size_t)name->size);
    PyStr* result = pkl_intern(PKL_OBJECT(joined, PyStr));
    py_pop();
    return result;
}

static const char* last_dot(PyStr* name) { return memrchr(name->data, '.', (size_t)name->size); }

void pkl_bind_to_parent(PklVM* vm, PyStr* name) {
    const char* dot = last_dot(name);
    if (dot == NULL) return;
    py_Ref parent = pkl_dict_get_name(vm->modules, text(name->data, (int)(dot - name->data)));
    py_Ref module = pkl_dict_get_name(vm->modules, name);
    if (parent == NULL || module == NULL || parent->type != tp_module) return;
    py_TValue value = *module;
    pkl_dict_set_name(PKL_OBJECT(parent, PyModule)->dict, text(dot + 1, name->size - (int)(dot + 1 - name->data)), &value);
}

/* ---- errors ------------------------------------------------------------------------------------------- */

static void set_name_field(PyStr* name) {
    py_TValue exception = pkl_vm->raised, value = {.type = tp_str, .is_ptr = true, ._obj = &name->head};
    pkl_vm->raised.type = tp_nil;
    py_setattr(&exception, py_name("name"), &value);
    pkl_vm->raised = exception;
}

bool pkl_module_not_found(PyStr* name, const char* format) {
    pkl_raise(tp_ModuleNotFoundError, format, name->data);
    set_name_field(name);
    return false;
}

bool pkl_is_missing_module(PyStr* name) {
    if (!pkl_exc_matches(tp_ModuleNotFoundError)) return false;
    py_TValue exception = pkl_vm->raised;
    pkl_vm->raised.type = tp_nil;
    bool same = py_getattr(&exception, py_name("name")) && py_retval()->type == tp_str && pkl_intern(PKL_OBJECT(py_retval(), PyStr)) == name;
    pkl_vm->raised = exception;
    return same;
}

bool pkl_cannot_import(py_Ref module, const char* module_name, PyStr* name) {
    py_Ref file = module->type == tp_module ? pkl_dict_get_name(PKL_OBJECT(module, PyModule)->dict, PKL_NAME(__file__)) : NULL;
    const char* place = file != NULL && file->type == tp_str ? py_tostr(file) : "unknown location";
    pkl_raise(tp_ImportError, "cannot import name '%s' from '%s' (%s)", name->data, module_name, place);
    return false;
}

static bool not_a_package(PyStr* name, PyStr* parent) {
    pkl_raise(tp_ModuleNotFoundError, "No module named '%s'; '%s' is not a package", name->data, parent->data);
    set_name_field(name);
    return false;
}

/* ---- files ----------------------------------------------------------------------------------------------- */

typedef struct Found {
    const char* source;
    char* owned; /* the source, if it is to be freed */
    int size;
    char path[512];
    bool package;
} Found;

/* a.b.c as a/b/c */
static int put_path(char* out, const char* folder, int folder_size, PyStr* name, const char* suffix) {
    int at = 0;
    if (folder_size + name->size + 32 > 512) return -1;
    memcpy(out, folder, (size_t)folder_size);
    at = folder_size;
    if (at > 0 && out[at - 1] != '/') out[at++] = '/';
    for (int i = 0; i < name->size; i++) out[at++] = name->data[i] == '.' ? '/' : name->data[i];
    strcpy(out + at, suffix);
    return at;
}

static bool try_file(Found* found, const char* folder, int folder_size, PyStr* name, const char* suffix, bool package) {
    if (put_path(found->path, folder, folder_size, name, suffix) < 0) return false;
    found->source = found->owned = pkl_vm->callbacks.importfile(found->path, &found->size);
    found->package = package;
    return found->source != NULL;
}

/* The folder's place below PKL_LIBRARY_FOLDER, as "" or "/json"; NULL if it is another. */
static const char* place_in_library(const char* folder, int folder_size) {
    int size = (int)sizeof PKL_LIBRARY_FOLDER - 1;
    bool inside = folder_size >= size && memcmp(folder, PKL_LIBRARY_FOLDER, (size_t)size) == 0 && (folder_size == size || folder[size] == '/');
    return inside ? folder + size : NULL;
}

/* Whether "/json" and decoder make json.decoder. */
static bool is_packed_as(const char* packed, const char* place, int place_size, PyStr* name) {
    for (int i = 1; i < place_size; i++)
        if (*packed++ != (place[i] == '/' ? '.' : place[i])) return false;
    return (place_size < 2 || *packed++ == '.') && strcmp(packed, name->data) == 0;
}

static bool find_packed(Found* found, const char* folder, int folder_size, const char* place, PyStr* name) {
    for (const PklPackedModule* row = pkl_packed_modules; row->name != NULL; row++) {
        if (!is_packed_as(row->name, place, folder_size - (int)(place - folder), name)) continue;
        *found = (Found){.source = row->text, .size = row->size, .package = row->package};
        return put_path(found->path, folder, folder_size, name, row->package ? "/__init__.py" : ".py") >= 0;
    }
    return false;
}

/* In a folder, "" being where paths begin: a package goes before a file. */
static bool find_in(Found* found, const char* folder, int folder_size, PyStr* name) {
    const char* place = place_in_library(folder, folder_size);
    if (place != NULL && find_packed(found, folder, folder_size, place, name)) return true;
    return try_file(found, folder, folder_size, name, "/__init__.py", true) || try_file(found, folder, folder_size, name, ".py", false);
}

/* CPython has imported these before a program's folder is in sys.path, so no file of the program ever stands in for one. */
static bool find_started(Found* found, PyStr* name) {
    static const char* const NAMES[] = {"_collections_abc", "abc", "codecs", "encodings", "genericpath", "io", "os", "posixpath", "stat"};
    static const char FOLDER[] = PKL_LIBRARY_FOLDER;
    for (unsigned i = 0; i < sizeof NAMES / sizeof *NAMES; i++)
        if (strcmp(NAMES[i], name->data) == 0) return find_packed(found, FOLDER, (int)sizeof FOLDER - 1, FOLDER + sizeof FOLDER - 1, name);
    return false;
}

/* Along a list of folders: sys.path, or a package's __path__. */
static bool find_along(Found* found, py_Ref folders, PyStr* name) {
    if (folders == NULL || folders->type != tp_list) return find_in(found, "", 0, name);
    for (int i = 0; i < py_list_len(folders); i++) {
        py_Ref folder = py_list_getitem(folders, i);
        if (folder->type != tp_str) continue;
        c11_sv place = py_tosv(folder);
        if (find_in(found, place.data, place.size, name)) return true;
    }
    return false;
}

static py_Ref sys_path(PklVM* vm) {
    py_Ref sys = pkl_dict_get_name(vm->modules, text("sys", 3));
    return sys != NULL && sys->type == tp_module ? pkl_dict_get_name(PKL_OBJECT(sys, PyModule)->dict, text("path", 4)) : NULL;
}

/* ---- a module out of its source ----------------------------------------------------------------------------- */

static void set(PyDict* dict, PyStr* name, const char* value, int size) {
    py_TValue* made = py_pushtmp();
    py_newstrv(made, (c11_sv){value, size});
    pkl_dict_set_name(dict, name, made);
    py_pop();
}

/* __file__, __package__, __path__ of a module that comes from a file. */
static void describe(PyDict* dict, PyStr* name, const Found* found) {
    const char* dot = last_dot(name);
    set(dict, PKL_NAME(__file__), found->path, (int)strlen(found->path));
    set(dict, PKL_NAME(__package__), name->data, found->package ? name->size : dot != NULL ? (int)(dot - name->data) : 0);
    if (!found->package) return;
    py_TValue *list = py_pushtmp(), *folder = py_pushtmp();
    py_newlist(list);
    py_newstrv(folder, (c11_sv){found->path, (int)strlen(found->path) - 12});
    py_list_append(list, folder);
    pkl_dict_set_name(dict, PKL_NAME(__path__), list);
    py_shrink(2);
}

static bool compile_source(const Found* found, py_OutRef out) {
    bool packed = found->owned == NULL;
    PklCompileRequest request = {.text = found->source, .size = found->size, .filename = found->path, .mode = PKL_EXEC, .optimize = -1, .sourceless = packed};
    return pkl_compile(&request, out);
}

/* 2: its frame waits. */
static int begin_module(PklVM* vm, PyStr* name, const Found* found) {
    py_TValue *code = py_pushtmp(), *module = py_pushtmp();
    int status = -1;
    if (compile_source(found, code)) {
        PyDict* dict = pkl_new_module(module, name)->dict;
        describe(dict, name, found);
        pkl_dict_set_name(vm->modules, name, module);
        py_TValue names = {.type = tp_dict, .is_ptr = true, ._obj = &dict->head};
        PyFrame* frame = pkl_push_code(vm, PKL_OBJECT(code, PyCode), dict, &names);
        if (frame == NULL) pkl_dict_delete_name(vm->modules, name);
        else {
            frame->continuation = PKL_CONT_MODULE;
            status = 2;
        }
    }
    py_shrink(2);
    return status;
}

/* Modules written in C: the callback of the host, then those of bindings/library. */
static bool load_native(PklVM* vm, PyStr* name) {
    py_Ref module = vm->callbacks.lazyimport != NULL ? vm->callbacks.lazyimport(name->data) : NULL;
    if (module == NULL && vm->raised.type == tp_nil) module = pkl_library_module(name);
    if (module == NULL) return false;
    py_TValue value = *module;
    pkl_dict_set_name(vm->modules, name, &value);
    pkl_bind_to_parent(vm, name);
    return true;
}

int pkl_load_module(PklVM* vm, PyStr* name) {
    if (load_native(vm, name)) return 1;
    if (vm->raised.type != tp_nil) return -1;
    const char* dot = last_dot(name);
    py_Ref folders = sys_path(vm);
    PyStr* tail = name;
    if (dot != NULL) {
        PyStr* parent_name = text(name->data, (int)(dot - name->data));
        py_Ref parent = pkl_dict_get_name(vm->modules, parent_name);
        folders = parent != NULL && parent->type == tp_module ? pkl_dict_get_name(PKL_OBJECT(parent, PyModule)->dict, PKL_NAME(__path__)) : NULL;
        if (folders == NULL) return not_a_package(name, parent_name), -1;
        tail = text(dot + 1, name->size - (int)(dot + 1 - name->data));
    }
    Found found;
    if (!(dot == NULL && find_started(&found, tail)) && !find_along(&found, folders, tail)) return pkl_module_not_found(name, "No module named '%s'"), -1;
    int status = begin_module(vm, name, &found);
    free(found.owned);
    return status;
}

bool pkl_import_submodules(PyStr* package, py_Ref names) {
    for (int i = 0; i < names->_obj->slots; i++) {
        py_Ref item = &PKL_SLOTS(names->_obj)[i];
        if (!py_isinstance(item, tp_str)) return pkl_raise(tp_TypeError, "Item in ``from list'' must be str, not %T", item);
        py_Ref module = pkl_dict_get_name(pkl_vm->modules, package);
        if (module == NULL || module->type != tp_module || pkl_dict_get_name(PKL_OBJECT(module, PyModule)->dict, PKL_NAME(__path__)) == NULL) return true;
        PyStr* name = pkl_intern(PKL_OBJECT(item, PyStr));
        if (pkl_dict_get_name(PKL_OBJECT(module, PyModule)->dict, name) != NULL) continue;
        PyStr* full = pkl_join_name(package, name);
        if (pkl_import_module(full) != NULL) continue;
        if (!pkl_is_missing_module(full)) return false;
        pkl_vm->raised.type = tp_nil;
    }
    return true;
}

/* ---- __all__ and a replaced __import__ ------------------------------------------------------------------------- */

bool pkl_names_tuple(py_Ref all, py_OutRef out) {
    py_TValue* list = py_pushtmp();
    bool ok = pkl_list_of(all, list);
    if (ok) {
        PyList* names = PKL_OBJECT(list, PyList);
        for (int i = 0; ok && i < names->length; i++)
            if (!py_isinstance(&names->items[i], tp_str)) ok = pkl_raise(tp_TypeError, "Item in __all__ must be str, not %T", &names->items[i]);
        *out = pkl_vm->empty_tuple;
        if (ok && names->length > 0) {
            PyObject* tuple = pkl_new_slots(out, tp_tuple, names->length);
            memcpy(PKL_SLOTS(tuple), names->items, (size_t)names->length * sizeof(py_TValue));
        }
    }
    py_pop();
    return ok;
}

bool pkl_is_import_function(py_Ref value) { return value->type == tp_nativefunc && !value->is_ptr && value->_method->call == pkl_builtin_import; }

/* hook(name, globals, locals, names, level) */
bool pkl_call_import_hook(PklVM* vm, py_TValue hook, PyStr* name) {
    PyFrame* frame = vm->frame;
    py_TValue *names = frame->sp - 1, *level = names - 1, args[5];
    args[0] = (py_TValue){.type = tp_str, .is_ptr = true, ._obj = &name->head};
    args[1] = (py_TValue){.type = tp_dict, .is_ptr = true, ._obj = &frame->globals->head};
    args[2] = frame->names.type != tp_nil ? frame->names : vm->None_;
    args[3] = *names;
    args[4] = *level;
    if (!py_call(&hook, 5, args)) return false;
    *level = vm->retval;
    frame->sp--;
    return true;
}
