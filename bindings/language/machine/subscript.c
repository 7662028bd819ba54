/*
 * Items: `a[b]`, `a[b] = c`, `del a[b]`, slices, `in`. Lists, tuples and dicts go straight to their C functions; the rest is special methods.
 */
#include "machine.h"

static bool no_method(const py_TValue* container, const char* text) {
    return pkl_raise(tp_TypeError, "'%T' object %s", container, text);
}

/* [container, key]; also class subscription. */
bool pkl_op_subscript(PklVM* vm) {
    PyFrame* frame = vm->frame;
    py_TValue *key = frame->sp - 1, *container = key - 1;
    py_Ref method = pkl_lookup(pkl_type_of(container), PKL_NAME(__getitem__));
    if (method != NULL) {
        py_TValue self = *container, argument = *key, copy = *method;
        if (copy.type == tp_function) {
            frame->sp = container;
            return pkl_call_method_value(vm, copy, self, 1, &argument, PKL_PUSH);
        }
        if (pkl_descriptor_kind(&copy) == PKL_DESC_METHOD) {
            if (!pkl_call_native(&copy, 2, container, NULL)) return false;
        } else if (!py_getitem(container, key)) {
            return false;
        }
    } else if (!py_getitem(container, key)) { /* __class_getitem__, or the error */
        return false;
    }
    frame->sp = container;
    *frame->sp++ = vm->retval;
    return true;
}

/* [value, container, key] */
bool pkl_op_store_subscript(PklVM* vm) {
    PyFrame* frame = vm->frame;
    py_TValue *key = frame->sp - 1, *container = key - 1, *value = key - 2;
    py_Ref method = pkl_lookup(pkl_type_of(container), PKL_NAME(__setitem__));
    if (method == NULL) return no_method(container, "does not support item assignment");
    py_TValue self = *container, args[2] = {*key, *value}, copy = *method;
    if (copy.type == tp_function) {
        frame->sp = value;
        return pkl_call_method_value(vm, copy, self, 2, args, (PklCont){PKL_CONT_DISCARD, 0});
    }
    if (!py_setitem(container, key, value)) return false;
    frame->sp = value;
    return true;
}

/* [container, key] */
bool pkl_op_delete_subscript(PklVM* vm) {
    PyFrame* frame = vm->frame;
    py_TValue *key = frame->sp - 1, *container = key - 1;
    py_Ref method = pkl_lookup(pkl_type_of(container), PKL_NAME(__delitem__));
    if (method == NULL) return no_method(container, "doesn't support item deletion");
    py_TValue self = *container, argument = *key, copy = *method;
    if (copy.type == tp_function) {
        frame->sp = container;
        return pkl_call_method_value(vm, copy, self, 1, &argument, (PklCont){PKL_CONT_DISCARD, 0});
    }
    if (!py_delitem(container, key)) return false;
    frame->sp = container;
    return true;
}

/* The two operands on top become a slice object. */
bool pkl_op_build_slice(PklVM* vm, int count) {
    PyFrame* frame = vm->frame;
    py_TValue slice;
    pkl_new(&slice, tp_slice);
    py_TValue *slots = PKL_SLOTS(slice._obj), *from = frame->sp - count;
    slots[PKL_SLICE_START] = from[0];
    slots[PKL_SLICE_STOP] = from[1];
    slots[PKL_SLICE_STEP] = count == 3 ? from[2] : vm->None_;
    frame->sp = from;
    *frame->sp++ = slice;
    return true;
}

/* [item, container]: the truth of container.__contains__(item), or a search. */
bool pkl_op_contains(PklVM* vm, bool invert) {
    PyFrame* frame = vm->frame;
    py_TValue *container = frame->sp - 1, *item = container - 1;
    py_Ref method = pkl_lookup(pkl_type_of(container), PKL_NAME(__contains__));
    if (method != NULL && method->type == tp_function) {
        py_TValue self = *container, argument = *item, copy = *method;
        frame->sp = item;
        return pkl_call_method_value(vm, copy, self, 1, &argument, (PklCont){PKL_CONT_CONTAINS, invert});
    }
    int found = pkl_contains(container, item);
    if (found < 0) return false;
    frame->sp = item;
    py_newbool(frame->sp++, (found == 1) != invert);
    return true;
}
