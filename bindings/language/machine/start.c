/*
 * From nothing to an interpreter: types and modules out of tables, in the order in which they need each other. No Python runs.
 */
#include "heap.h"
#include "machine.h"
#include "parts.h"
#include "../types/types.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

PklVM pkl_the_vm;

/* ---- output of a program that set no callbacks --------------------------------------------- */

static void default_print(const char* text) { fputs(text, stdout); }
static void default_flush(void) { fflush(stdout); }
static int default_getchr(void) { return getchar(); }
static char* default_importfile(const char* path, int* size) {
    (void)path, (void)size;
    return NULL;
}

/* By the callback of the C API, which takes texts that end at a NUL. */
static void print_pieces(const char* text, size_t size) {
    char piece[1024];
    for(size_t n; size > 0; text += n, size -= n) {
        n = size < sizeof piece ? size : sizeof piece - 1;
        memcpy(piece, text, n);
        piece[n] = '\0';
        pkl_vm->callbacks.print(piece);
    }
}

static bool default_write(int stream, const char* data, size_t size) {
    if(stream == PKL_STDERR || pkl_vm->callbacks.print == default_print) fwrite(data, 1, size, stream == PKL_STDERR ? stderr : stdout);
    else print_pieces(data, size);
    return true;
}

/* ---- the machine's fixed values ----------------------------------------------------------------- */

static void set_values(PklVM* vm) {
    vm->None_ = (py_TValue){.type = tp_NoneType};
    vm->True_ = (py_TValue){.type = tp_bool, ._bool = true};
    vm->False_ = (py_TValue){.type = tp_bool, ._bool = false};
    vm->exc = &vm->main_exc;
    vm->host.write = default_write;
    vm->callbacks = (py_Callbacks){.importfile = default_importfile, .print = default_print, .flush = default_flush, .getchr = default_getchr};
    vm->recursion_limit = 1000;
    vm->limits.depth_max = 1000;
    vm->limits.steps = 0;
    vm->limits.steps_left = -1;
}

static void add_constants(PklVM* vm) {
    static const struct {
        const char* name;
        py_Type type;
    } CONSTANTS[] = {{"None", tp_NoneType}, {"NotImplemented", tp_NotImplementedType}, {"Ellipsis", tp_ellipsis}};
    for(unsigned i = 0; i < sizeof CONSTANTS / sizeof *CONSTANTS; i++) {
        py_TValue value = {.type = CONSTANTS[i].type};
        pkl_dict_set_name(vm->builtins, pkl_name_str(py_name(CONSTANTS[i].name)), &value);
    }
    pkl_dict_set_name(vm->builtins, pkl_name_str(py_name("True")), &vm->True_);
    pkl_dict_set_name(vm->builtins, pkl_name_str(py_name("False")), &vm->False_);
    pkl_dict_set_name(vm->builtins, PKL_NAME(__debug__), &vm->True_);
}

static void make_modules(PklVM* vm) {
    py_TValue dict;
    vm->modules = pkl_new_dict(&dict);
    pkl_new_list(&vm->native_modules, 8);
    py_list_append(&vm->native_modules, pkl_name_ref(PKL_NAME(builtins)));
    vm->builtins_module = *py_newmodule("builtins");
    vm->builtins = PKL_OBJECT(&vm->builtins_module, PyModule)->dict;
    vm->main_module = *py_newmodule("__main__");
    py_setdict(&vm->main_module, pkl_name(PKL_NAME(__builtins__)), &vm->builtins_module);
}

static void start_core(PklVM* vm) {
    pkl_heap_start(vm);
    pkl_stack_start(vm);
    pkl_interned_start();
    pkl_init_names();
    pkl_types_start();
    pkl_lookup_start(vm);
    pkl_first_types_start();
    set_values(vm);
    pkl_first_types_names();
    make_modules(vm);
    pkl_first_types_show();
    add_constants(vm);
}

void py_initialize(void) {
    PklVM* vm = pkl_vm;
    memset(vm, 0, sizeof *vm);
    start_core(vm);
#define PKL_START(name) pkl_start_##name(vm);
    PKL_PARTS(PKL_START)
#undef PKL_START
}

void py_finalize(void) {
    if(!pkl_vm->builtins) return;
    if(pkl_vm->host.closes) pkl_vm->host.closes();
    pkl_heap_end(pkl_vm);
}

/* There is one interpreter; a page that wants a second one starts a second instance of the wasm. */
int py_currentvm(void) { return 0; }
void py_switchvm(int index) {
    if (index) pkl_raise(tp_ValueError, "there is one interpreter, number 0, not %d", index);
}
void py_resetvm(void) {
    py_Callbacks callbacks = pkl_vm->callbacks;
    py_AppCallbacks app_callbacks = pkl_vm->app_callbacks;
    void* context = pkl_vm->context;
    PklHost host = pkl_vm->host;
    py_finalize();
    py_initialize();
    pkl_vm->callbacks = callbacks;
    pkl_vm->app_callbacks = app_callbacks;
    pkl_vm->context = context;
    pkl_vm->host = host;
}
void py_resetallvm(void) { py_resetvm(); }
