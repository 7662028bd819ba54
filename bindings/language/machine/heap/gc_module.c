/* The module gc: what of it has a meaning for a collector without generations. */
#include "../heap.h"
#include "../../types/types.h"

static bool return_none(void) {
    py_newnone(py_retval());
    return true;
}

static bool return_int(int64_t value) {
    py_newint(py_retval(), value);
    return true;
}

/* collect(generation=2): at the next tick, which is the call that follows; a native's caller holds values that no root knows. */
static bool collect(int argc, py_Ref argv) {
    (void)argc, (void)argv;
    pkl_vm->heap->wanted = true;
    pkl_request_tick();
    return return_int(0);
}

static bool enable(int argc, py_Ref argv) {
    (void)argc, (void)argv;
    pkl_vm->heap->disabled = false;
    return return_none();
}

static bool disable(int argc, py_Ref argv) {
    (void)argc, (void)argv;
    pkl_vm->heap->disabled = true;
    return return_none();
}

static bool is_enabled(int argc, py_Ref argv) {
    (void)argc, (void)argv;
    py_newbool(py_retval(), !pkl_vm->heap->disabled);
    return true;
}

static bool is_tracked(int argc, py_Ref argv) {
    (void)argc;
    py_newbool(py_retval(), argv->is_ptr && argv->type != tp_str && argv->type != tp_bytes);
    return true;
}

static bool get_count(int argc, py_Ref argv) {
    (void)argc, (void)argv;
    py_TValue items[3];
    py_newint(&items[0], pkl_vm->heap->grown > 0 ? pkl_vm->heap->grown / 64 : 0);
    py_newint(&items[1], 0);
    py_newint(&items[2], 0);
    pkl_new_tuple(py_retval(), items, 3);
    return true;
}

static bool get_threshold(int argc, py_Ref argv) {
    (void)argc, (void)argv;
    py_TValue items[3];
    py_newint(&items[0], pkl_vm->heap->threshold / 64);
    py_newint(&items[1], 10);
    py_newint(&items[2], 0);
    pkl_new_tuple(py_retval(), items, 3);
    return true;
}

static bool set_threshold(int argc, py_Ref argv) {
    (void)argc, (void)argv;
    return return_none();
}

static void list_object(PyObject* object, void* list) {
    py_TValue value = pkl_value(object);
    if (object != &((PyList*)list)->head && object->type != tp_str && object->type != tp_bytes && object->type != tp_bigint) pkl_list_append(list, &value);
}

static bool get_objects(int argc, py_Ref argv) {
    (void)argc, (void)argv;
    py_TValue made;
    pkl_heap_each(list_object, pkl_new_list(&made, 4096));
    *py_retval() = made;
    return true;
}

static const PklMethod FUNCTIONS[] = {
    {"collect", collect, "($module, /, generation=2)", PKL_CLINIC, PKL_FUNCTION, 0, 1},
    {"enable", enable, "($module, /)", PKL_NOARGS, PKL_FUNCTION, 0, 0},
    {"disable", disable, "($module, /)", PKL_NOARGS, PKL_FUNCTION, 0, 0},
    {"isenabled", is_enabled, "($module, /)", PKL_NOARGS, PKL_FUNCTION, 0, 0},
    {"is_tracked", is_tracked, "($module, obj, /)", PKL_O, PKL_FUNCTION, 0, 0},
    {"get_count", get_count, "($module, /)", PKL_NOARGS, PKL_FUNCTION, 0, 0},
    {"get_threshold", get_threshold, "($module, /)", PKL_NOARGS, PKL_FUNCTION, 0, 0},
    {"set_threshold", set_threshold, NULL, PKL_RANGE, PKL_FUNCTION, 1, 3},
    {"get_objects", get_objects, "($module, /, generation=None)", PKL_CLINIC, PKL_FUNCTION, 0, 1},
    {0},
};

void pkl_start_gc_module(PklVM* vm) {
    (void)vm;
    pkl_register_functions(PKL_OBJECT(py_newmodule("gc"), PyModule), FUNCTIONS);
}
