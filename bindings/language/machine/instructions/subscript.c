/*
 * Items: `a[b]`, `a[b] = c`, `del a[b]`, slices, `in`. Lists, tuples and dicts go straight to their C functions; the rest is special methods.
 */
#include "../../containers/containers.h"
#include "../../text/str.h"
#include "../machine.h"

static bool no_method(const py_TValue* container, const char* text) {
    return pkl_raise(tp_TypeError, "'%T' object %s", container, text);
}

/* Of a dict by a key that is there, or of a text by an int: 1 in retval, 0 the general way, -1 error. */
static int plain_item(const py_TValue* container, const py_TValue* key) {
    if (container->type == tp_dict) {
        bool failed;
        py_Ref found = pkl_dict_get(PKL_OBJECT(container, PyDict), key, &failed);
        if (found != NULL) pkl_vm->retval = *found;
        return failed ? -1 : found != NULL;
    }
    if (container->type != tp_str || key->type != tp_int) return 0;
    return pkl_str_item(PKL_OBJECT(container, PyStr), key->_i64, &pkl_vm->retval);
}

/* [container, key]; also class subscription. */
bool pkl_op_subscript(PklVM* vm) {
    PyFrame* frame = vm->frame;
    py_TValue *key = frame->sp - 1, *container = key - 1;
    int plain = plain_item(container, key);
    if (plain != 0) {
        frame->sp = container;
        if (plain > 0) *frame->sp++ = vm->retval;
        return plain > 0;
    }
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
    if (container->type == tp_dict) {
        if (!pkl_dict_set(PKL_OBJECT(container, PyDict), key, value)) return false;
        frame->sp = value;
        return true;
    }
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

static int plainly_contains(py_TValue* container, py_TValue* item) {
    switch (container->type) {
    case tp_dict: {
        bool failed;
        py_Ref found = pkl_dict_get(PKL_OBJECT(container, PyDict), item, &failed);
        return failed ? -1 : found != NULL;
    }
    case tp_set: return item->type == tp_int || item->type == tp_str ? pkl_set_contains(PKL_OBJECT(container, PySet), item) : pkl_contains(container, item);
    case tp_str:
        if (item->type == tp_str) {
            const PyStr *text = PKL_OBJECT(container, PyStr), *part = PKL_OBJECT(item, PyStr);
            return pkl_find_bytes(text->data, 0, text->size, part->data, part->size, false) >= 0;
        }
        return pkl_contains(container, item);
    default: return pkl_contains(container, item);
    }
}

/* [item, container]: the truth of container.__contains__(item), or a search. */
bool pkl_op_contains(PklVM* vm, bool invert) {
    PyFrame* frame = vm->frame;
    py_TValue *container = frame->sp - 1, *item = container - 1;
    py_Ref method = pkl_type_of(container)->flags & PKL_TYPE_HEAP ? pkl_lookup(pkl_type_of(container), PKL_NAME(__contains__)) : NULL;
    if (method != NULL && method->type == tp_function) {
        py_TValue self = *container, argument = *item, copy = *method;
        frame->sp = item;
        return pkl_call_method_value(vm, copy, self, 1, &argument, (PklCont){PKL_CONT_CONTAINS, invert});
    }
    int found = plainly_contains(container, item);
    if (found < 0) return false;
    frame->sp = item;
    py_newbool(frame->sp++, (found == 1) != invert);
    return true;
}
