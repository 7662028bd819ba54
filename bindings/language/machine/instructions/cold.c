/*
 * Every instruction's complete meaning but for what only the loop can do (calls of frames, returns, yields). The loop comes here when its short
 * way does not fit. ip and sp are in vm->frame.
 */
#include "../machine.h"

int pkl_plain_opcode(int op) { return op; }

static PyStr* name_at(PyFrame* frame, PklInstruction instruction) { return frame->code->names[PKL_ARG(instruction)]; }
static PklCache* cache_at(PyFrame* frame, PklInstruction instruction) { return &frame->code->caches[PKL_ARG(instruction)]; }

static bool unbound(PyFrame* frame, int at) {
    PyCode* code = frame->code;
    PyStr* name = code->localsplusnames[at];
    if (code->localspluskinds[at] & PKL_FREE) return pkl_name_error(name, true);
    return pkl_raise(tp_UnboundLocalError, "cannot access local variable '%s' where it is not associated with a value", name->data);
}

static void make_cell(PyFrame* frame, int at) { pkl_new_cell(&frame->localsplus[at], &frame->localsplus[at]); }

static void copy_free_vars(PyFrame* frame, int count) {
    py_TValue* closure = &frame->function->slot[PKL_FUNCTION_CLOSURE];
    py_TValue* first = frame->localsplus + frame->code->nlocalsplus - count;
    for (int i = 0; i < count; i++) first[i] = PKL_SLOTS(closure->_obj)[i];
}

static py_TValue make_function(PyFrame* frame, int flags) {
    py_TValue value;
    PyFunction* function = pkl_new_function(&value, &frame->sp[-1], frame->globals);
    py_TValue* sp = frame->sp - 1;
    static const uint8_t slots[] = {PKL_FUNCTION_CLOSURE, PKL_FUNCTION_ANNOTATE, PKL_FUNCTION_KWDEFAULTS, PKL_FUNCTION_DEFAULTS};
    for (int i = 0; i < 4; i++)
        if (flags & (8 >> i)) function->slot[slots[i]] = *--sp;
    frame->sp = sp;
    return value;
}

/* A global or built-in name, without a cache. */
static int global_name(PklVM* vm, PyStr* name) {
    py_Ref found = pkl_dict_get_name(vm->frame->globals, name);
    if (found == NULL) found = pkl_dict_get_name(vm->frame->builtins, name);
    if (found != NULL) vm->retval = *found;
    else pkl_name_error(name, false);
    return found != NULL ? 1 : -1;
}

/* Variables: locals, cells, names. */
static bool variables(PklVM* vm, PklInstruction instruction) {
    PyFrame* frame = vm->frame;
    int at = PKL_ARG(instruction);
    switch (PKL_OP(instruction)) {
    case PKL_LOAD_FAST_CHECK:
    case PKL_LOAD_DEREF: return unbound(frame, at);
    case PKL_LOAD_FAST_AND_CLEAR:
        *frame->sp++ = frame->localsplus[at];
        frame->localsplus[at].type = tp_nil;
        return true;
    case PKL_DELETE_FAST:
        if (frame->localsplus[at].type == tp_nil) return unbound(frame, at);
        frame->localsplus[at].type = tp_nil;
        return true;
    case PKL_DELETE_DEREF: {
        py_TValue* cell = PKL_SLOTS(frame->localsplus[at]._obj);
        if (cell->type == tp_nil) return unbound(frame, at);
        cell->type = tp_nil;
        return true;
    }
    case PKL_MAKE_CELL: make_cell(frame, at); return true;
    case PKL_COPY_FREE_VARS: copy_free_vars(frame, at); return true;
    case PKL_LOAD_FROM_DICT_OR_DEREF: {
        PyStr* name = frame->code->localsplusnames[at];
        int found = pkl_names_get(frame->sp - 1, name);
        if (found < 0) return false;
        py_TValue* cell = PKL_SLOTS(frame->localsplus[at]._obj);
        if (found == 0 && cell->type == tp_nil) return unbound(frame, at);
        frame->sp[-1] = found == 1 ? vm->retval : *cell;
        return true;
    }
    case PKL_LOAD_FROM_DICT_OR_GLOBALS: {
        int found = pkl_names_get(frame->sp - 1, name_at(frame, instruction));
        if (found == 0) found = global_name(vm, name_at(frame, instruction));
        frame->sp[-1] = vm->retval;
        return found > 0;
    }
    case PKL_LOAD_NAME: return pkl_op_load_name(vm, cache_at(frame, instruction));
    case PKL_STORE_NAME: return pkl_names_set(&frame->names, name_at(frame, instruction), --frame->sp);
    case PKL_DELETE_NAME: {
        int found = pkl_names_delete(&frame->names, name_at(frame, instruction));
        return found == 0 ? pkl_name_error(name_at(frame, instruction), false) : found > 0;
    }
    case PKL_STORE_GLOBAL: pkl_dict_set_name(frame->globals, name_at(frame, instruction), --frame->sp); return true;
    case PKL_DELETE_GLOBAL:
        return pkl_dict_delete_name(frame->globals, name_at(frame, instruction)) || pkl_name_error(name_at(frame, instruction), false);
    default: return pkl_cold_scopes(vm, instruction);
    }
}

static bool build_tuple(PklVM* vm, int count) {
    PyFrame* frame = vm->frame;
    py_TValue tuple = vm->empty_tuple, *from = frame->sp - count;
    if (count > 0) pkl_new_slots(&tuple, tp_tuple, count);
    for (int i = 0; i < count; i++) PKL_SLOTS(tuple._obj)[i] = from[i];
    frame->sp = from;
    *frame->sp++ = tuple;
    return true;
}

static bool build_list(PklVM* vm, int count) {
    PyFrame* frame = vm->frame;
    py_TValue list, *from = frame->sp - count;
    py_newlistn(&list, count);
    for (int i = 0; i < count; i++) PKL_OBJECT(&list, PyList)->items[i] = from[i];
    frame->sp = from;
    *frame->sp++ = list;
    return true;
}

/* What is built lies above its items until it is complete, so that the collector sees both. */
static bool build_set(PklVM* vm, int count) {
    PyFrame* frame = vm->frame;
    py_TValue *from = frame->sp - count, *set = frame->sp++;
    pkl_new(set, tp_set);
    for (int i = 0; i < count; i++)
        if (!pkl_set_add(set, &from[i])) return false;
    *from = *set;
    frame->sp = from + 1;
    return true;
}

static bool build_map(PklVM* vm, int count) {
    PyFrame* frame = vm->frame;
    py_TValue *from = frame->sp - 2 * count, *dict = frame->sp++;
    pkl_new_dict(dict);
    for (int i = 0; i < count; i++)
        if (!py_dict_setitem(dict, &from[2 * i], &from[2 * i + 1])) return false;
    *from = *dict;
    frame->sp = from + 1;
    return true;
}

static bool add_and_drop(PyFrame* frame, bool ok, int count) {
    if (ok) frame->sp -= count;
    return ok;
}

/* Containers. */
static bool containers(PklVM* vm, PklInstruction instruction) {
    PyFrame* frame = vm->frame;
    int count = PKL_ARG(instruction);
    py_TValue* top = frame->sp - 1;
    switch (PKL_OP(instruction)) {
    case PKL_BUILD_TUPLE: return build_tuple(vm, count);
    case PKL_BUILD_LIST: return build_list(vm, count);
    case PKL_BUILD_SET: return build_set(vm, count);
    case PKL_BUILD_MAP: return build_map(vm, count);
    case PKL_BUILD_STRING: return pkl_op_build_string(vm, count);
    case PKL_LIST_APPEND: py_list_append(top - count, top); frame->sp--; return true;
    case PKL_SET_ADD: return add_and_drop(frame, pkl_set_add(top - count, top), 1);
    case PKL_MAP_ADD: return add_and_drop(frame, py_dict_setitem(top - 1 - count, top - 1, top), 2);
    case PKL_LIST_EXTEND: return add_and_drop(frame, pkl_op_list_extend(vm, top - count, top), 1);
    case PKL_SET_UPDATE: return add_and_drop(frame, pkl_set_update(top - count, top), 1);
    case PKL_DICT_UPDATE: return add_and_drop(frame, pkl_op_dict_update(vm, top - count, top), 1);
    case PKL_DICT_MERGE: return add_and_drop(frame, pkl_op_dict_merge(vm, top - count, top), 1);
    case PKL_LIST_TO_TUPLE: pkl_op_list_to_tuple(vm); return true;
    default: return pkl_cold_texts(vm, instruction);
    }
}

static bool operators(PklVM* vm, PklInstruction instruction) {
    int op = PKL_OP(instruction);
    if (op <= PKL_UNARY_INVERT) return pkl_op_unary(vm, op);
    if (op <= PKL_TO_BOOL) return pkl_op_truth(vm);
    if (op <= PKL_BINARY_MATMUL) return pkl_op_binary(vm, op, PKL_ARG(instruction) == 1, 0);
    if (op <= PKL_COMPARE_GE) return pkl_op_compare(vm, op, 0);
    switch (op) {
    case PKL_CONTAINS_OP: return pkl_op_contains(vm, PKL_ARG(instruction) == 1);
    case PKL_BINARY_SUBSCR: return pkl_op_subscript(vm);
    case PKL_STORE_SUBSCR: return pkl_op_store_subscript(vm);
    case PKL_DELETE_SUBSCR: return pkl_op_delete_subscript(vm);
    case PKL_BUILD_SLICE: return pkl_op_build_slice(vm, PKL_ARG(instruction));
    case PKL_BINARY_SLICE: return pkl_op_build_slice(vm, 2) && pkl_op_subscript(vm);
    case PKL_STORE_SLICE: return pkl_op_build_slice(vm, 2) && pkl_op_store_subscript(vm);
    case PKL_DELETE_SLICE: return pkl_op_build_slice(vm, 2) && pkl_op_delete_subscript(vm);
    default: return pkl_op_truth(vm); /* jumps that pop or keep their value */
    }
}

static bool iteration(PklVM* vm, PklInstruction instruction) {
    switch (PKL_OP(instruction)) {
    case PKL_GET_ITER: return pkl_op_get_iter(vm);
    case PKL_UNPACK_SEQUENCE: return pkl_op_unpack_sequence(vm, PKL_ARG(instruction));
    case PKL_UNPACK_EX: return pkl_op_unpack_ex(vm, PKL_A(instruction), PKL_B(instruction));
    case PKL_RETURN_GENERATOR: return pkl_make_generator(vm);
    case PKL_SEND: return pkl_op_send(vm);
    case PKL_END_SEND:
        vm->frame->sp[-2] = vm->frame->sp[-1];
        vm->frame->sp--;
        return true;
    default: return pkl_cold_async(vm, instruction);
    }
}

static bool attributes_and_calls(PklVM* vm, PklInstruction instruction) {
    PyFrame* frame = vm->frame;
    int arg = PKL_ARG(instruction);
    switch (PKL_OP(instruction)) {
    case PKL_LOAD_ATTR: return pkl_op_load_attr(vm, cache_at(frame, instruction), false);
    case PKL_LOAD_METHOD: return pkl_op_load_attr(vm, cache_at(frame, instruction), true);
    case PKL_STORE_ATTR: return pkl_op_store_attr(vm, cache_at(frame, instruction));
    case PKL_DELETE_ATTR: return add_and_drop(frame, py_delattr(frame->sp - 1, (py_Name)cache_at(frame, instruction)->name), 1);
    case PKL_LOAD_SUPER_ATTR: return pkl_op_load_super(vm, cache_at(frame, instruction), false);
    case PKL_LOAD_SUPER_METHOD: return pkl_op_load_super(vm, cache_at(frame, instruction), true);
    case PKL_CALL_KW: {
        py_TValue names = *--frame->sp;
        return pkl_call_at(vm, frame->sp - arg - 2, arg, &names, PKL_PUSH);
    }
    case PKL_CALL_EX: return pkl_call_ex(vm, arg == 1);
    case PKL_MAKE_FUNCTION: {
        py_TValue function = make_function(frame, arg);
        *frame->sp++ = function;
        return true;
    }
    default: return pkl_cold_exceptions(vm, instruction);
    }
}

bool pkl_cold(PklVM* vm, PklInstruction instruction) {
    int op = PKL_OP(instruction);
    if (op >= PKL_LOAD_FAST && op <= PKL_SETUP_ANNOTATIONS) return variables(vm, instruction);
    if (op >= PKL_UNARY_NEGATIVE && op <= PKL_BUILD_SLICE) return operators(vm, instruction);
    if (op == PKL_DELETE_SLICE || op == PKL_JUMP_IF_FALSE_OR_POP || op == PKL_JUMP_IF_TRUE_OR_POP) return operators(vm, instruction);
    if (op >= PKL_GET_ITER && op <= PKL_ASYNC_GEN_WRAP) return iteration(vm, instruction);
    if (op >= PKL_BUILD_TUPLE && op <= PKL_BUILD_TEMPLATE) return containers(vm, instruction);
    if (op == PKL_UNPACK_SEQUENCE || op == PKL_UNPACK_EX) return iteration(vm, instruction);
    if (op >= PKL_GET_LEN && op <= PKL_MATCH_CLASS) return pkl_cold_match(vm, instruction);
    return attributes_and_calls(vm, instruction);
}
