/*
 * Instructions that fill containers and texts.
 */
#include "../../text/texts.h"
#include "../machine.h"

#include <string.h>

/* [*a, *b] and f(*args): CPython's error names what is no iterable. */
bool pkl_op_list_extend(PklVM* vm, py_TValue* list, py_TValue* iterable) {
    if (pkl_list_extend(list, iterable)) return true;
    if (!pkl_exc_matches(tp_TypeError) || pkl_lookup(pkl_type_of(iterable), PKL_NAME(__iter__)) != NULL ||
        pkl_lookup(pkl_type_of(iterable), PKL_NAME(__getitem__)) != NULL)
        return false;
    vm->raised.type = tp_nil;
    return pkl_raise(tp_TypeError, "Value after * must be an iterable, not %T", iterable);
}

static bool is_mapping(py_TValue* value) { return pkl_lookup(pkl_type_of(value), PKL_NAME(keys)) != NULL || value->type == tp_dict; }

/* {**a} */
bool pkl_op_dict_update(PklVM* vm, py_TValue* dict, py_TValue* mapping) {
    (void)vm;
    if (!is_mapping(mapping)) {
        if (py_getattr(mapping, (py_Name)PKL_NAME(keys))) return pkl_dict_update(dict, mapping);
        if (!pkl_exc_matches(tp_AttributeError)) return false;
        pkl_vm->raised.type = tp_nil;
        return pkl_raise(tp_TypeError, "'%T' object is not a mapping", mapping);
    }
    return pkl_dict_update(dict, mapping);
}

/* The callable of a call that is being prepared: [callable, nil, args, dict, mapping]. */
static const char* callable_text(PklVM* vm, py_TValue* dict) {
    (void)vm;
    return pkl_function_text(dict - 3);
}

typedef struct Merge {
    py_TValue *dict, *mapping;
    PklVM* vm;
} Merge;

static bool merge_key(py_Ref key, void* context) {
    Merge* merge = context;
    if (!py_isinstance(key, tp_str)) return pkl_raise(tp_TypeError, "keywords must be strings");
    int found = py_dict_getitem(merge->dict, key);
    if (found < 0) return false;
    if (found == 1)
        return pkl_raise(tp_TypeError, "%s got multiple values for keyword argument '%s'", callable_text(merge->vm, merge->dict), py_tostr(key));
    py_TValue* kept = py_pushtmp();
    *kept = *key;
    bool ok = py_getitem(merge->mapping, kept);
    if (ok) {
        py_TValue value = pkl_vm->retval;
        ok = py_dict_setitem(merge->dict, kept, &value);
    }
    py_pop();
    return ok;
}

/* f(**a, **b): no key twice. */
bool pkl_op_dict_merge(PklVM* vm, py_TValue* dict, py_TValue* mapping) {
    Merge merge = {dict, mapping, vm};
    py_TValue keys = *mapping;
    if (mapping->type != tp_dict) {
        if (!py_getattr(mapping, (py_Name)PKL_NAME(keys))) {
            if (!pkl_exc_matches(tp_AttributeError)) return false;
            vm->raised.type = tp_nil;
            return pkl_raise(tp_TypeError, "%s argument after ** must be a mapping, not %T", callable_text(vm, dict), mapping);
        }
        keys = vm->retval;
        if (!py_call(&keys, 0, NULL)) return false;
        keys = vm->retval;
    }
    py_TValue* kept = py_pushtmp();
    *kept = keys;
    bool ok = pkl_iterate(kept, merge_key, &merge);
    py_pop();
    return ok;
}

void pkl_op_list_to_tuple(PklVM* vm) {
    PyList* list = PKL_OBJECT(vm->frame->sp - 1, PyList);
    py_TValue tuple = vm->empty_tuple;
    if (list->length > 0) {
        pkl_new_slots(&tuple, tp_tuple, list->length);
        memcpy(PKL_SLOTS(tuple._obj), list->items, (size_t)list->length * sizeof(py_TValue));
    }
    vm->frame->sp[-1] = tuple;
}

/* ---- f-strings ------------------------------------------------------------------------ */

bool pkl_op_build_string(PklVM* vm, int count) {
    PyFrame* frame = vm->frame;
    py_TValue *from = frame->sp - count, value;
    int64_t size = 0;
    for (int i = 0; i < count; i++) size += PKL_OBJECT(&from[i], PyStr)->size;
    if (size > INT32_MAX - 64) return pkl_raise(tp_MemoryError, "");
    if (!pkl_reserve((uint64_t)size)) return false;
    char* out = py_newstrn(&value, (int)size);
    bool ascii = true;
    for (int i = 0; i < count; i++) {
        PyStr* part = PKL_OBJECT(&from[i], PyStr);
        memcpy(out, part->data, part->size);
        out += part->size;
        ascii = ascii && part->ascii == 1;
    }
    if (ascii) pkl_str_set_ascii(PKL_OBJECT(&value, PyStr));
    frame->sp = from;
    *frame->sp++ = value;
    return true;
}

static bool convert(py_TValue* value, int kind) {
    return kind == 1 ? py_str(value) : kind == 2 ? py_repr(value) : pkl_ascii(value);
}

bool pkl_cold_texts(PklVM* vm, PklInstruction instruction) {
    PyFrame* frame = vm->frame;
    py_TValue* top = frame->sp - 1;
    switch (PKL_OP(instruction)) {
    case PKL_FORMAT_SIMPLE:
        if (top->type == tp_str) return true;
        if (!(top->type == tp_int ? py_str(top) : pkl_format(top, NULL))) return false;
        *top = vm->retval;
        return true;
    case PKL_FORMAT_WITH_SPEC:
        if (!pkl_format(top - 1, top)) return false;
        top[-1] = vm->retval;
        frame->sp--;
        return true;
    case PKL_CONVERT_VALUE:
        if (!convert(top, PKL_ARG(instruction))) return false;
        *top = vm->retval;
        return true;
    default: return pkl_cold_templates(vm, instruction);
    }
}
