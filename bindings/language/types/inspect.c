/* What runs, seen from C: frames, namespaces, and sources that name their arguments. */
#include "types.h"
#include "../machine/machine.h"

#include <stdlib.h>
#include <string.h>

static PyFrame* running_frame(void) {
    PyFrame* frame = pkl_vm->frame;
    while (frame && pkl_is_hidden(frame->code)) frame = frame->back;
    return frame;
}

static PyFrame* frame_of(py_Frame* frame) { return (PyFrame*)frame; }

/* ---- frames ----------------------------------------------------------------------------- */

py_Frame* py_inspect_currentframe(void) { return (py_Frame*)running_frame(); }

const char* py_Frame_sourceloc(py_Frame* self, int* line) {
    PyFrame* frame = frame_of(self);
    *line = pkl_code_position(frame->code, (int)(frame->ip - frame->code->instructions) - 1).line;
    return frame->code->filename->data;
}

void py_Frame_newglobals(py_Frame* self, py_OutRef out) { *out = pkl_value(&frame_of(self)->globals->head); }

void py_Frame_newlocals(py_Frame* self, py_OutRef out) {
    PyFrame* top = pkl_vm->frame;
    pkl_vm->frame = frame_of(self);
    pkl_locals(out);
    pkl_vm->frame = top;
}

/* The value of a function lies beside nothing that stays: a register keeps it. */
py_StackRef py_Frame_function(py_Frame* self) {
    PyFunction* function = frame_of(self)->function;
    if (!function) return NULL;
    *py_sysr0() = pkl_value(&function->head);
    return py_sysr0();
}

py_GlobalRef py_inspect_currentmodule(void) {
    PyFrame* frame = running_frame();
    py_Ref name = frame ? pkl_dict_get_name(frame->globals, PKL_NAME(__name__)) : NULL;
    return name && pkl_is_str(name) ? py_getmodule(py_tostr(name)) : NULL;
}

void py_newglobals(py_OutRef out) {
    PyFrame* frame = running_frame();
    *out = frame ? pkl_value(&frame->globals->head) : pkl_value(&PKL_OBJECT(&pkl_vm->main_module, PyModule)->dict->head);
}

void py_newlocals(py_OutRef out) {
    if (!pkl_locals(out)) py_newdict(out);
}

/* ---- running texts -------------------------------------------------------------------------- */

bool py_pusheval(const char* expression, py_GlobalRef module) {
    if (!py_eval(expression, module)) return false;
    py_push(py_retval());
    return true;
}

static bool is_word(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9'); }

/* `_0`, `_1` … in the text are the arguments; `_` is the first. */
static bool run_smartly(const char* source, py_Ref module, enum py_CompileMode mode, va_list arguments) {
    py_TValue saved[11] = {0};
    py_Ref target = module ? module : &pkl_vm->main_module;
    bool used[11] = {false};
    for (const char* at = source; (at = strchr(at, '_')); at++) {
        bool inside = at > source && (at[-1] == '_' || is_word(at[-1]));
        unsigned digit = (unsigned)(at[1] - '0');
        if (inside) continue;
        if (digit < 10) used[digit] = true;
        else if (at[1] != '_' && !is_word(at[1])) used[10] = true;
    }
    for (int i = 0; i < 11; i++) {
        if (!used[i]) continue;
        char name[3] = {'_', i < 10 ? (char)('0' + i) : '\0', '\0'};
        saved[i] = *va_arg(arguments, py_Ref);
        py_setdict(target, py_name(name), &saved[i]);
    }
    return py_exec(source, "<string>", mode, target);
}

bool py_smartexec(const char* source, py_Ref module, ...) {
    va_list arguments;
    va_start(arguments, module);
    bool ok = run_smartly(source, module, EXEC_MODE, arguments);
    va_end(arguments);
    return ok;
}

bool py_smarteval(const char* source, py_Ref module, ...) {
    va_list arguments;
    va_start(arguments, module);
    bool ok = run_smartly(source, module, EVAL_MODE, arguments);
    va_end(arguments);
    return ok;
}

#ifndef NDEBUG
bool py_callcfunc(py_CFunction function, int argc, py_Ref argv) { return function(argc, argv); }
#endif
