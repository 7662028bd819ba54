/* The stack of native functions, registers, and the fixed values of pocketpy.h. */
#include "heap.h"

#include <string.h>

enum { NATIVE_STACK_SIZE = PK_VM_STACK_SIZE, NATIVE_STACK_SPARE = 512 };

void pkl_stack_start(PklVM* vm) {
    size_t bytes = sizeof(py_TValue) * NATIVE_STACK_SIZE;
    vm->native_stack = vm->native_sp = pkl_alloc(bytes);
    vm->native_end = vm->native_stack + NATIVE_STACK_SIZE - NATIVE_STACK_SPARE;
}

/* The spare part makes up for natives that push a few values without asking; who pushes a number that a program chooses asks. */
bool pkl_stack_reserve(int count) {
    if (pkl_vm->native_sp + count <= pkl_vm->native_end) return true;
    return pkl_raise(tp_RecursionError, "maximum recursion depth exceeded");
}

static py_TValue* push(void) {
    if (pkl_vm->native_sp >= pkl_vm->native_end + NATIVE_STACK_SPARE) __builtin_trap(); /* a native that never pops */
    return pkl_vm->native_sp++;
}

py_StackRef py_peek(int i) { return pkl_vm->native_sp + i; }
void py_push(py_Ref src) {
    py_TValue value = *src;
    *push() = value;
}
void py_pushnil(void) { *push() = (py_TValue){0}; }
void py_pushnone(void) { *push() = pkl_vm->None_; }
void py_pushname(py_Name name) { *push() = *py_name2ref(name); }
void py_pop(void) { pkl_vm->native_sp--; }
void py_shrink(int n) { pkl_vm->native_sp -= n; }
py_StackRef py_pushtmp(void) {
    py_TValue* value = push();
    *value = (py_TValue){0};
    return value;
}

py_GlobalRef py_getreg(int i) { return &pkl_vm->registers[i]; }
void py_setreg(int i, py_Ref val) { pkl_vm->registers[i] = *val; }
py_GlobalRef py_retval(void) { return &pkl_vm->retval; }
py_GlobalRef py_True(void) { return &pkl_vm->True_; }
py_GlobalRef py_False(void) { return &pkl_vm->False_; }
py_GlobalRef py_None(void) { return &pkl_vm->None_; }
py_GlobalRef py_NIL(void) { return &pkl_vm->nil_; }

void* py_getvmctx(void) { return pkl_vm->context; }
void py_setvmctx(void* ctx) { pkl_vm->context = ctx; }
py_Callbacks* py_callbacks(void) { return &pkl_vm->callbacks; }
py_AppCallbacks* py_appcallbacks(void) { return &pkl_vm->app_callbacks; }
int py_gc_collect(void) { return (int)pkl_heap_collect(pkl_vm); }

void* py_malloc(size_t size) { return PK_MALLOC(size); }
void* py_realloc(void* ptr, size_t size) { return PK_REALLOC(ptr, size); }
void py_free(void* ptr) { PK_FREE(ptr); }
