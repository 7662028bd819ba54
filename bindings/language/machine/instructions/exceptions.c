/*
 * Instructions of try, raise, with and assert.
 */
#include "../machine.h"

static bool raise(PklVM* vm, int count) {
    PyFrame* frame = vm->frame;
    if (count == 0) {
        py_Ref handled = pkl_handled();
        if (handled == NULL) return pkl_raise(tp_RuntimeError, "No active exception to reraise");
        vm->raised = *handled;
        vm->reraised = true;
        return false;
    }
    py_TValue* cause = count == 2 ? frame->sp - 1 : NULL;
    return pkl_raise_value(frame->sp - count, cause);
}

/* The exception on top goes on; its traceback has this frame's entry already, so where it was first raised (lasti) is not needed. */
void pkl_op_reraise(PklVM* vm, int lasti) {
    (void)lasti;
    vm->raised = *--vm->frame->sp;
}

static void push_exc_info(PklVM* vm) {
    PyFrame* frame = vm->frame;
    py_TValue exception = frame->sp[-1];
    frame->sp[-1] = vm->exc->handled.type != tp_nil ? vm->exc->handled : vm->None_;
    *frame->sp++ = exception;
    vm->exc->handled = exception;
}

static void pop_except(PklVM* vm) {
    py_TValue previous = *--vm->frame->sp;
    vm->exc->handled = previous;
    if (previous.type == tp_NoneType) vm->exc->handled.type = tp_nil;
}

static bool check_class(py_TValue* type, bool group) {
    if (!pkl_type_is_exception(type))
        return pkl_raise(tp_TypeError, "catching classes that do not inherit from BaseException is not allowed");
    if (group && py_issubclass(py_totype(type), tp_BaseExceptionGroup))
        return pkl_raise(tp_TypeError, "catching ExceptionGroup with except* is not allowed. Use except instead.");
    return true;
}

static bool check_classes(py_TValue* type, bool group) {
    if (!py_isinstance(type, tp_tuple)) return check_class(type, group);
    for (int i = 0; i < type->_obj->slots; i++)
        if (!check_class(&PKL_SLOTS(type->_obj)[i], group)) return false;
    return true;
}

static bool matches(py_TValue* exception, py_TValue* type) {
    if (!py_isinstance(type, tp_tuple)) return py_issubclass(exception->type, py_totype(type));
    for (int i = 0; i < type->_obj->slots; i++)
        if (py_issubclass(exception->type, py_totype(&PKL_SLOTS(type->_obj)[i]))) return true;
    return false;
}

/* [exception, type] -> [exception, whether it matches] */
static bool check_match(PklVM* vm) {
    py_TValue *type = vm->frame->sp - 1, *exception = type - 1;
    if (!check_classes(type, false)) return false;
    py_newbool(type, matches(exception, type));
    return true;
}

/* [exit, exit_self, lasti, previous, exception]: exit(type, exception, traceback) */
static bool with_except_start(PklVM* vm) {
    PyFrame* frame = vm->frame;
    py_TValue *exception = frame->sp - 1, *base = frame->sp;
    base[0] = frame->sp[-5];
    base[1] = frame->sp[-4];
    base[2] = *py_tpobject(exception->type);
    base[3] = *exception;
    base[4] = PKL_SLOTS(exception->_obj)[PKL_EXC_TRACEBACK];
    if (base[4].type == tp_nil) base[4] = vm->None_;
    return pkl_call_at(vm, base, 3, NULL, PKL_PUSH);
}

static bool no_special(py_TValue* object, int which) {
    bool async = which >= 2;
    const char* need = which % 2 == 0 ? "enter" : "exit";
    int other = async ? which - 2 : which + 2;
    static const uint16_t names[] = {PKL_N___enter__, PKL_N___exit__, PKL_N___aenter__, PKL_N___aexit__};
    if (pkl_lookup(pkl_type_of(object), pkl_name_table[names[other]]) != NULL)
        return pkl_raise(tp_TypeError, async ? "'%T' object does not support the asynchronous context manager protocol (missed __a%s__ method) but it supports the context manager protocol. Did you mean to use 'with'?"
                                             : "'%T' object does not support the context manager protocol (missed __%s__ method) but it supports the asynchronous context manager protocol. Did you mean to use 'async with'?",
                         object, need);
    return pkl_raise(tp_TypeError, async ? "'%T' object does not support the asynchronous context manager protocol (missed __a%s__ method)"
                                         : "'%T' object does not support the context manager protocol (missed __%s__ method)",
                     object, need);
}

/* [object] -> [function, self or nil] */
static bool load_special(PklVM* vm, int which) {
    static const uint16_t names[] = {PKL_N___enter__, PKL_N___exit__, PKL_N___aenter__, PKL_N___aexit__};
    PyFrame* frame = vm->frame;
    py_TValue* object = frame->sp - 1;
    py_Ref method = pkl_lookup(pkl_type_of(object), pkl_name_table[names[which]]);
    if (method == NULL) return no_special(object, which);
    PklDescriptor kind = pkl_descriptor_kind(method);
    py_TValue copy = *method;
    if (kind == PKL_DESC_FUNCTION || kind == PKL_DESC_METHOD) {
        *frame->sp++ = *object;
        *object = copy;
        return true;
    }
    if (kind == PKL_NOT_DESCRIPTOR) vm->retval = copy;
    else if (!pkl_descriptor_get(&copy, object)) return false;
    *object = vm->retval;
    (frame->sp++)->type = tp_nil;
    return true;
}

bool pkl_cold_exceptions(PklVM* vm, PklInstruction instruction) {
    PyFrame* frame = vm->frame;
    int arg = PKL_ARG(instruction);
    switch (PKL_OP(instruction)) {
    case PKL_RAISE_VARARGS: return raise(vm, arg);
    case PKL_PUSH_EXC_INFO: push_exc_info(vm); return true;
    case PKL_POP_EXCEPT: pop_except(vm); return true;
    case PKL_CHECK_EXC_MATCH: return check_match(vm);
    case PKL_CHECK_EG_MATCH: {
        if (!check_classes(frame->sp - 1, true)) return false;
        if (!pkl_group_match(frame->sp - 2, frame->sp - 1)) return false;
        if (frame->sp[-1].type != tp_NoneType) vm->exc->handled = frame->sp[-1]; /* what `raise` in the clause means */
        return true;
    }
    case PKL_PREP_RERAISE_STAR:
        if (!pkl_group_reraise(frame->sp - 2, frame->sp - 1)) return false;
        frame->sp--;
        return true;
    case PKL_LOAD_COMMON_CONSTANT: *frame->sp++ = *py_tpobject(arg == 0 ? tp_AssertionError : tp_NotImplementedError); return true;
    case PKL_LOAD_SPECIAL: return load_special(vm, arg);
    case PKL_WITH_EXCEPT_START: return with_except_start(vm);
    default: return pkl_cold_imports(vm, instruction);
    }
}
