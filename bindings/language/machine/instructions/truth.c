/*
 * Truth values for jumps, `not` and bool conversions.
 */
#include "../machine.h"

/* What a jump or conversion at ip[-1] does with the truth of the operand on top. */
static void finish_with(PklVM* vm, bool truth) {
    PyFrame* frame = vm->frame;
    PklInstruction instruction = frame->ip[-1];
    switch (PKL_OP(instruction)) {
    case PKL_TO_BOOL: py_newbool(&frame->sp[-1], truth); return;
    case PKL_UNARY_NOT: py_newbool(&frame->sp[-1], !truth); return;
    case PKL_POP_JUMP_IF_FALSE:
    case PKL_POP_JUMP_IF_TRUE:
        frame->sp--;
        if (truth == (PKL_OP(instruction) == PKL_POP_JUMP_IF_TRUE)) frame->ip += PKL_ARG(instruction);
        return;
    case PKL_JUMP_IF_FALSE_OR_POP:
    case PKL_JUMP_IF_TRUE_OR_POP:
        if (truth == (PKL_OP(instruction) == PKL_JUMP_IF_TRUE_OR_POP)) frame->ip += PKL_ARG(instruction);
        else frame->sp--;
        return;
    default: return;
    }
}

static int truth_of_result(const py_TValue* value, bool length) {
    if (value->type == tp_bool) return value->_bool;
    if (length) {
        int64_t size;
        if (!pkl_index((py_Ref)value, &size, false)) return -1;
        if (size < 0) {
            pkl_raise(tp_ValueError, "__len__() should return >= 0");
            return -1;
        }
        return size != 0;
    }
    pkl_raise(tp_TypeError, "__bool__ should return bool, returned %t", value->type);
    return -1;
}

/* 1 true, 0 false, -1 error, 2: __bool__ or __len__ is a frame now. The operand lies on top of the stack. */
int pkl_truth(PklVM* vm, const py_TValue* value) {
    switch (value->type) {
    case tp_bool: return value->_bool;
    case tp_NoneType: return 0;
    case tp_int: return value->_i64 != 0;
    case tp_float: return value->_f64 != 0;
    case tp_str: return PKL_OBJECT(value, PyStr)->size != 0;
    case tp_list: return PKL_OBJECT(value, PyList)->length != 0;
    case tp_tuple: return value->_obj->slots != 0;
    case tp_dict: return PKL_OBJECT(value, PyDict)->used != 0;
    case tp_set: return PKL_OBJECT(value, PySet)->used != 0;
    default: break;
    }
    PyType* type = pkl_type_of(value);
    py_Ref method = pkl_lookup(type, PKL_NAME(__bool__));
    if (method == NULL) method = pkl_lookup(type, PKL_NAME(__len__));
    if (method == NULL) return 1;
    if (method->type == tp_function && value == vm->frame->sp - 1)
        return pkl_call_method_value(vm, *method, *value, 0, NULL, (PklCont){PKL_CONT_TRUTH, 0}) ? 2 : -1;
    return py_bool((py_Ref)value);
}

bool pkl_after_truth(PklVM* vm, py_TValue value) {
    bool length = pkl_lookup(pkl_type_of(vm->frame->sp - 1), PKL_NAME(__bool__)) == NULL;
    int truth = truth_of_result(&value, length);
    if (truth < 0) return false;
    finish_with(vm, truth);
    return true;
}

/* The slow half of the instructions above. */
bool pkl_op_truth(PklVM* vm) {
    int truth = pkl_truth(vm, vm->frame->sp - 1);
    if (truth == 2) return true;
    if (truth < 0) return false;
    finish_with(vm, truth);
    return true;
}
