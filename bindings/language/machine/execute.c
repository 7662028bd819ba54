/*
 * Into the loop from C: calls of the API, source texts, code objects.
 *
 * A call from C pushes an entry frame, whose operands hold the call and whose only instruction returns the value to C. So everything that a call
 * can become (frames, __init__ after __new__, operators) works the same in an inner loop. An inner loop cannot be left: it runs to the end.
 */
#include "../compiler/ast.h"
#include "machine.h"

#include <string.h>

/* What a loop takes of the native stack, in levels of pkl_enter. */
enum { INNER_LEVELS = 3 };

static PklInstruction entry_instructions[] = {PKL_MAKE(PKL_NOP, 0), PKL_MAKE(PKL_RETURN_VALUE, 0)};
static PyCode entry_code = {
    .head = {.type = tp_code, .mark = 1}, .instructions = entry_instructions, .instruction_count = 2, .stacksize = 4};

bool pkl_is_entry(const PyCode* code) { return code == &entry_code; }

/* Its operands have room for `count` values. */
static PyFrame* push_entry(PklVM* vm, int count) {
    PyFrame* below = vm->frame;
    entry_code.stacksize = count + 1;
    PyFrame* frame = pkl_push_frame(vm, &entry_code, below != NULL ? below->globals : PKL_OBJECT(&vm->main_module, PyModule)->dict);
    if (frame == NULL) return NULL;
    frame->continuation = PKL_CONT_ENTRY;
    frame->ip = entry_instructions + 1;
    return frame;
}

bool pkl_run_inner(PklVM* vm) {
    if (!pkl_enter(" in a native call")) {
        while (!pkl_is_entry(vm->frame->code) && vm->frame->continuation != PKL_CONT_ENTRY) pkl_pop_frame(vm);
        pkl_pop_frame(vm);
        return false;
    }
    vm->inner++;
    vm->native_depth += INNER_LEVELS - 1;
    PklStatus status = pkl_run(vm);
    vm->native_depth -= INNER_LEVELS - 1;
    vm->inner--;
    pkl_leave();
    return status == PKL_DONE;
}

/* The call lies in the entry frame's operands; its value goes to py_retval(). */
static bool run_entry(PklVM* vm, PyFrame* entry, int argc, const py_TValue* kwnames) {
    bool ok = pkl_call_at(vm, pkl_operands(entry), argc, kwnames, PKL_PUSH);
    if (vm->frame == entry) { /* the value is there, or the call failed at once */
        if (ok) vm->retval = entry->sp[-1];
        pkl_pop_frame(vm);
        return ok;
    }
    if (!ok && !pkl_unwind(vm, false)) return false;
    return pkl_run_inner(vm);
}

static bool call_values(py_Ref callable, py_Ref self, int argc, const py_TValue* args, const py_TValue* kwnames) {
    PklVM* vm = pkl_vm;
    PyFrame* entry = push_entry(vm, argc + 2);
    if (entry == NULL) return false;
    py_TValue* base = entry->sp;
    base[0] = *callable;
    if (self != NULL) base[1] = *self;
    else base[1].type = tp_nil;
    if (argc > 0) memcpy(base + 2, args, (size_t)argc * sizeof(py_TValue));
    entry->sp = base + 2 + argc;
    return run_entry(vm, entry, argc, kwnames);
}

static bool is_native(const py_TValue* callable) {
    return !callable->is_ptr && callable->type != tp_function &&
           (callable->type == tp_nativefunc || callable->type == tp_method_descriptor || callable->type == tp_wrapper_descriptor) &&
           callable->_method->convention != PKL_MACHINE;
}

/* Keyword arguments as pairs (name, value) become a tuple of names and the values behind the positional arguments. */
static void split_pairs(py_TValue* pairs, int count, py_TValue* names) {
    pkl_new_slots(names, tp_tuple, count);
    for (int i = 0; i < count; i++) {
        PyStr* name = (PyStr*)pairs[2 * i]._ptr;
        PKL_SLOTS(names->_obj)[i] = (py_TValue){.type = tp_str, .is_ptr = true, ._obj = &name->head};
        pairs[i] = pairs[2 * i + 1];
    }
}

bool py_vectorcall(uint16_t argc, uint16_t kwargc) {
    PklVM* vm = pkl_vm;
    py_TValue *base = vm->native_sp - (2 + argc + 2 * kwargc), names;
    if (kwargc > 0) {
        split_pairs(base + 2 + argc, kwargc, &names);
        vm->native_sp -= kwargc;
        py_push(&names); /* rooted until the call has begun */
    }
    int count = argc + kwargc;
    const py_TValue* kwnames = kwargc > 0 ? &names : NULL;
    bool bound = base[1].type != tp_nil, ok;
    if (is_native(base)) ok = pkl_call_native(base, bound ? count + 1 : count, bound ? base + 1 : base + 2, kwnames);
    else ok = call_values(base, bound ? base + 1 : NULL, count, base + 2, kwnames);
    vm->native_sp = base;
    return ok;
}

bool py_call(py_Ref callable, int argc, py_Ref argv) {
    if (is_native(callable)) {
        PklVM* vm = pkl_vm;
        if (vm->native_end - vm->native_sp < argc + 16) return pkl_raise(tp_MemoryError, "too many arguments");
        py_TValue copy = *callable, *args = vm->native_sp;
        for (int i = 0; i < argc; i++) py_push(&argv[i]);
        bool ok = pkl_call_native(&copy, argc, args, NULL);
        vm->native_sp = args;
        return ok;
    }
    return call_values(callable, NULL, argc, argv, NULL);
}

bool pkl_call(py_Ref callable, int argc, py_Ref argv) { return py_call(callable, argc, argv); }

bool py_tpcall(py_Type type, int argc, py_Ref argv) { return py_call(py_tpobject(type), argc, argv); }

/* ---- code objects --------------------------------------------------------------------- */

/* Pushes the frame of a module, class body or exec: globals a dict, names a dict or any mapping. */
PyFrame* pkl_push_code(PklVM* vm, PyCode* code, PyDict* globals, const py_TValue* names) {
    if (pkl_dict_get_name(globals, PKL_NAME(__builtins__)) == NULL) pkl_dict_set_name(globals, PKL_NAME(__builtins__), &vm->builtins_module);
    PyFrame* frame = pkl_push_frame(vm, code, globals);
    if (frame == NULL) return NULL;
    if (!(code->flags & PKL_CO_NEWLOCALS)) frame->names = *names;
    return frame;
}

bool pkl_run_code(PyCode* code, PyDict* globals, const py_TValue* names) {
    PklVM* vm = pkl_vm;
    PyFrame* frame = pkl_push_code(vm, code, globals, names);
    if (frame == NULL) return false;
    frame->continuation = PKL_CONT_ENTRY;
    return pkl_run_inner(vm);
}

bool py_compile(const char* source, const char* filename, enum py_CompileMode mode, bool is_dynamic) {
    (void)is_dynamic;
    PklCompileRequest request = {.text = source, .size = (int32_t)strlen(source), .filename = filename, .optimize = -1,
                                 .mode = mode == EVAL_MODE ? PKL_EVAL : mode == SINGLE_MODE ? PKL_SINGLE : PKL_EXEC};
    return pkl_compile(&request, &pkl_vm->retval);
}

static bool execute(PklVM* vm, const char* source, const char* filename, enum py_CompileMode mode, py_Ref module) {
    if (!py_compile(source, filename, mode, false)) return false;
    if (module == NULL) module = &vm->main_module;
    py_TValue* code = py_pushtmp();
    *code = vm->retval;
    PyDict* dict = PKL_OBJECT(module, PyModule)->dict;
    py_TValue names = {.type = tp_dict, .is_ptr = true, ._obj = &dict->head};
    bool ok = pkl_run_code(PKL_OBJECT(code, PyCode), dict, &names);
    py_pop();
    return ok;
}

bool py_exec(const char* source, const char* filename, enum py_CompileMode mode, py_Ref module) {
    PklVM* vm = pkl_vm;
    bool outermost = vm->frame == NULL && vm->inner == 0;
    if (outermost && vm->host.begins) vm->host.begins();
    bool ok = execute(vm, source, filename, mode, module);
    return outermost && vm->host.ends ? vm->host.ends(ok) : ok;
}

bool py_eval(const char* source, py_Ref module) { return py_exec(source, "<string>", EVAL_MODE, module); }

/* ---- starting a program that may be left -------------------------------------------------- */

/* Makes the code's frame the bottom of the program; pkl_run then runs it, and may be left and entered again. */
bool pkl_begin(PyCode* code, PyDict* globals) {
    PklVM* vm = pkl_vm;
    py_TValue names = {.type = tp_dict, .is_ptr = true, ._obj = &globals->head};
    vm->limits.fatal = false;
    PyFrame* frame = pkl_push_code(vm, code, globals, &names);
    if (frame == NULL) return false;
    frame->continuation = PKL_CONT_ENTRY;
    return true;
}
