/* What the collector starts from, and the work of a tick. */
#include "../heap.h"
#include "../../names.h"
#include "../../types/types.h"

static void mark_embedder(py_Ref value, void* unused) {
    (void)unused;
    pkl_mark_value(value);
}

void pkl_mark_roots(PklVM* vm) {
    pkl_machine_mark(vm);
    pkl_mark_values(vm->registers, (int)(sizeof vm->registers / sizeof *vm->registers));
    py_TValue* const VALUES[] = {&vm->retval, &vm->raised, &vm->builtins_module, &vm->main_module, &vm->native_modules, &vm->empty_tuple, &vm->host_call, &vm->stored, &vm->at_exit, &vm->context_variables, &vm->codecs};
    for (unsigned i = 0; i < sizeof VALUES / sizeof *VALUES; i++) pkl_mark_value(VALUES[i]);
    pkl_mark_values(vm->async_hooks, 2);
    pkl_mark_object(&vm->modules->head);
    pkl_mark_object(&vm->builtins->head);
    pkl_types_mark_immortal();
    if (vm->callbacks.gc_mark) vm->callbacks.gc_mark(mark_embedder, NULL);
}

/* ---- ticks ------------------------------------------------------------------------ */

static void call_finalizer(PklVM* vm, PyObject* object) {
    object->flags |= PKL_FINALIZED;
    py_TValue* self = py_pushtmp();
    *self = pkl_value(object);
    py_TValue* method = pkl_special(self, pkl_name(PKL_NAME(__del__)));
    if (method) {
        py_TValue function = *method;
        bool generator = object->type == tp_generator || object->type == tp_coroutine || object->type == tp_async_generator;
        if (!pkl_call_unbound(&function, self, 0, NULL)) pkl_unraisable(generator ? self : &function, generator ? "while closing generator" : "while calling deallocator");
    }
    vm->native_sp--;
}

static void call_weakref(PklVM* vm, PyObject* object) {
    py_TValue* reference = py_pushtmp();
    *reference = pkl_value(object);
    py_TValue callback = ((PyWeakref*)object)->callback;
    if (!py_isnil(&callback) && !pkl_call(&callback, 1, reference)) pkl_unraisable(&callback, "while calling weakref callback");
    vm->native_sp--;
}

/* Python code of finalizers may collect and queue more: the queues are emptied from the end. */
static void run_queues(PklVM* vm) {
    PklHeap* heap = vm->heap;
    if (heap->finalizing || !(heap->to_finalize.count || heap->callbacks.count)) return;
    heap->finalizing = true;
    py_TValue retval = vm->retval, raised = vm->raised;
    vm->raised = vm->nil_;
    *py_pushtmp() = retval;
    *py_pushtmp() = raised;
    while (heap->callbacks.count) call_weakref(vm, heap->callbacks.items[--heap->callbacks.count]);
    while (heap->to_finalize.count) call_finalizer(vm, heap->to_finalize.items[--heap->to_finalize.count]);
    vm->native_sp -= 2;
    vm->retval = retval;
    vm->raised = raised;
    heap->finalizing = false;
}

bool pkl_collect_if_wanted(void) {
    PklVM* vm = pkl_vm;
    PklHeap* heap = vm->heap;
    PklLimits* limits = &vm->limits;
    bool over = !heap->reserve || (limits->memory_bytes_max && limits->memory_bytes > limits->memory_bytes_max);
    if (over || heap->stress || heap->wanted || (heap->grown > heap->threshold && !heap->disabled)) pkl_heap_collect(vm);
    heap->wanted = false;
    run_queues(vm);
    if (!over) return true;
    if (!heap->reserve) heap->reserve = pkl_try_alloc(PKL_RESERVE_BYTES);
    if (heap->reserve && !(limits->memory_bytes_max && limits->memory_bytes > limits->memory_bytes_max)) return true;
    return pkl_raise(tp_MemoryError, NULL);
}
