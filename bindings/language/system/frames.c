/*
 * sys: frames, the exception that is handled, traces.
 */
#include "system.h"

static bool not_deep_enough(void) { return pkl_raise(tp_ValueError, "call stack is not deep enough"); }

static PyFrame* next_frame(PyFrame* frame) {
    do frame = frame->back;
    while (frame != NULL && pkl_is_hidden(frame->code));
    return frame;
}

/* The argument `depth` of a function; NULL after an error. */
static PyFrame* frame_above(py_Ref depth) {
    int64_t steps = 0;
    if (depth->type != tp_nil && !pkl_index(depth, &steps, false)) return NULL;
    PyFrame* frame = pkl_calling_frame();
    while (frame != NULL && steps-- > 0) frame = next_frame(frame);
    if (frame == NULL) not_deep_enough();
    return frame;
}

static bool sys_getframe(int argc, py_Ref argv) {
    (void)argc;
    PyFrame* frame = frame_above(argv);
    return frame != NULL && pkl_frame_object(frame, py_retval());
}

static bool sys_getframemodulename(int argc, py_Ref argv) {
    (void)argc;
    PyFrame* frame = frame_above(argv);
    if (frame == NULL && !pkl_exc_matches(tp_ValueError)) return false;
    pkl_vm->raised.type = tp_nil;
    py_Ref name = frame != NULL ? pkl_dict_get_name(frame->globals, PKL_NAME(__name__)) : NULL;
    *py_retval() = name != NULL ? *name : pkl_vm->None_;
    return true;
}

static bool sys_exception(int argc, py_Ref argv) {
    (void)argc, (void)argv;
    py_Ref handled = pkl_handled();
    *py_retval() = handled != NULL ? *handled : pkl_vm->None_;
    return true;
}

/* (type, value, traceback), three None where nothing is handled */
static bool sys_exc_info(int argc, py_Ref argv) {
    (void)argc, (void)argv;
    py_TValue items[3] = {pkl_vm->None_, pkl_vm->None_, pkl_vm->None_};
    py_Ref handled = pkl_handled();
    if (handled != NULL) {
        py_TValue traceback = PKL_SLOTS(handled->_obj)[PKL_EXC_TRACEBACK];
        items[0] = pkl_type_of(handled)->self;
        items[1] = *handled;
        if (traceback.type != tp_nil) items[2] = traceback;
    }
    pkl_new_tuple(py_retval(), items, 3);
    return true;
}

/* Functions are not traced: what is asked for is refused, None is what there is. */
static bool refuse_trace(int argc, py_Ref argv) {
    (void)argc;
    if (argv->type != tp_NoneType) return pkl_raise(tp_NotImplementedError, "this interpreter has no hooks for tracing and profiling");
    return pkl_return(&pkl_vm->None_);
}

static bool no_trace(int argc, py_Ref argv) {
    (void)argc, (void)argv;
    return pkl_return(&pkl_vm->None_);
}

const PklMethod pkl_sys_frames[] = {
    {"_getframe", sys_getframe, "($module, depth=0, /)", PKL_RANGE, PKL_FUNCTION, 0, 1},
    {"_getframemodulename", sys_getframemodulename, "($module, /, depth=0)", PKL_CLINIC, PKL_FUNCTION, 0, 1},
    {"exception", sys_exception, "($module, /)", PKL_NOARGS, PKL_FUNCTION, 0, 0},
    {"exc_info", sys_exc_info, "($module, /)", PKL_NOARGS, PKL_FUNCTION, 0, 0},
    {"settrace", refuse_trace, "($module, function, /)", PKL_O, PKL_FUNCTION, 1, 1},
    {"setprofile", refuse_trace, "($module, function, /)", PKL_O, PKL_FUNCTION, 1, 1},
    {"gettrace", no_trace, "($module, /)", PKL_NOARGS, PKL_FUNCTION, 0, 0},
    {"getprofile", no_trace, "($module, /)", PKL_NOARGS, PKL_FUNCTION, 0, 0},
    {0},
};
