/*
 * Built-in functions that run code: exec, eval, compile, globals, locals, __import__, __build_class__.
 */
#include "../compiler/ast.h"
#include "../imports/import.h"
#include "../system/system.h"
#include "../types/signature.h"
#include "builtins.h"

#include <string.h>

/* ---- namespaces ----------------------------------------------------------------------------------------------- */

/* The frame of the program that called, not an entry frame. */
PyFrame* pkl_calling_frame(void) {
    PyFrame* frame = pkl_vm->frame;
    while (frame != NULL && pkl_is_hidden(frame->code)) frame = frame->back;
    return frame;
}

static PyDict* calling_globals(void) {
    PyFrame* frame = pkl_calling_frame();
    return frame != NULL ? frame->globals : PKL_OBJECT(&pkl_vm->main_module, PyModule)->dict;
}

static py_TValue dict_value(PyDict* dict) { return (py_TValue){.type = tp_dict, .is_ptr = true, ._obj = &dict->head}; }

/* Local variables of a function as a new dict; unbound ones are left out. */
static void function_locals(PyFrame* frame, py_OutRef out) {
    PyDict* dict = pkl_new_dict(out);
    PyCode* code = frame->code;
    for (int i = 0; i < code->nlocalsplus; i++) {
        py_TValue value = frame->localsplus[i];
        if (value.type == tp_cell && (code->localspluskinds[i] & (PKL_CELL | PKL_FREE))) value = *PKL_SLOTS(value._obj);
        PyStr* name = code->localsplusnames[i];
        if (value.type != tp_nil && !(name->size > 0 && name->data[0] == '.')) pkl_dict_set_name(dict, name, &value);
    }
}

void pkl_frame_locals(PyFrame* frame, py_OutRef out) {
    if (frame->names.type != tp_nil) *out = frame->names;
    else function_locals(frame, out);
}

bool pkl_locals(py_OutRef out) {
    PyFrame* frame = pkl_calling_frame();
    if (frame == NULL) *out = dict_value(calling_globals());
    else pkl_frame_locals(frame, out);
    return true;
}

static bool builtin_globals(int argc, py_Ref argv) {
    (void)argc, (void)argv;
    *py_retval() = dict_value(calling_globals());
    return true;
}

static bool builtin_locals(int argc, py_Ref argv) {
    (void)argc, (void)argv;
    return pkl_locals(py_retval());
}

/* ---- compile --------------------------------------------------------------------------------------------------- */

static bool source_text(py_Ref source, const char* function, const char* what, c11_sv* out) {
    if (py_isinstance(source, tp_str)) *out = py_tosv(source);
    else {
        int size;
        const unsigned char* data = pkl_bytes_data(source, &size);
        if (data == NULL) return pkl_raise(tp_TypeError, "%s() arg 1 must be a %s", function, what);
        *out = (c11_sv){(const char*)data, size};
    }
    if (memchr(out->data, 0, (size_t)out->size) != NULL) return pkl_raise(tp_SyntaxError, "source code string cannot contain null bytes");
    return true;
}

static bool mode_of(py_Ref mode, int* out) {
    if (!py_isinstance(mode, tp_str)) return pkl_raise(tp_TypeError, "compile() argument 'mode' must be str, not %T", mode);
    const char* text = py_tostr(mode);
    static const char* const names[] = {"exec", "eval", "single", "func_type"};
    static const int modes[] = {PKL_EXEC, PKL_EVAL, PKL_SINGLE, PKL_FUNC_TYPE};
    for (int i = 0; i < 3; i++)
        if (strcmp(text, names[i]) == 0) return *out = modes[i], true;
    return pkl_raise(tp_ValueError, "compile() mode must be 'exec', 'eval' or 'single'");
}

/* compile(source, filename, mode, flags=0, dont_inherit=False, optimize=-1, *, _feature_version=-1) */
static bool builtin_compile(int argc, py_Ref argv) {
    (void)argc;
    PklCompileRequest request = {.optimize = -1};
    c11_sv text;
    int64_t number;
    if (argv[0].type == tp_code) return pkl_return(&argv[0]);
    if (!source_text(&argv[0], "compile", "string, bytes or AST object", &text) || !mode_of(&argv[2], &request.mode)) return false;
    if (!py_isinstance(&argv[1], tp_str) && !py_isinstance(&argv[1], tp_bytes)) return pkl_raise(tp_TypeError, "expected str, bytes or os.PathLike object, not %T", &argv[1]);
    request.text = text.data;
    request.size = text.size;
    request.filename = py_isinstance(&argv[1], tp_str) ? py_tostr(&argv[1]) : "<bytes>";
    if (argv[3].type != tp_nil) {
        if (!pkl_index(&argv[3], &number, false)) return false;
        request.flags = (uint32_t)number;
    }
    if (argv[5].type != tp_nil) {
        if (!pkl_index(&argv[5], &number, false)) return false;
        if (number < -1 || number > 2) return pkl_raise(tp_ValueError, "compile(): invalid optimize value");
        request.optimize = (int)number;
    }
    int fresh = argv[4].type == tp_nil ? 0 : py_bool(&argv[4]);
    if (fresh < 0) return false;
    PyFrame* frame = pkl_calling_frame();
    if (!fresh && frame != NULL) request.flags |= (uint32_t)frame->code->flags & PKL_CO_FUTURE;
    return pkl_compile(&request, py_retval());
}

/* ---- exec, eval -------------------------------------------------------------------------------------------------- */

typedef struct Run {
    const char* name;
    int mode;
    py_TValue *source, *globals, *locals;
} Run;

static bool is_mapping(py_Ref value) { return value->type == tp_dict || pkl_lookup(pkl_type_of(value), PKL_NAME(__getitem__)) != NULL; }

/* Both namespaces, with the defaults of where the call stands. */
static bool namespaces(Run* run) {
    bool no_globals = run->globals->type == tp_nil || run->globals->type == tp_NoneType, no_locals = run->locals->type == tp_nil || run->locals->type == tp_NoneType;
    if (!no_globals && !py_isinstance(run->globals, tp_dict))
        return pkl_raise(tp_TypeError, strcmp(run->name, "eval") == 0 ? "globals must be a real dict; try eval(code, {}, mapping)" : "exec() globals must be a dict, not %T",
                         run->globals);
    if (!no_locals && !is_mapping(run->locals)) return pkl_raise(tp_TypeError, "locals must be a mapping or None, not %T", run->locals);
    if (no_locals) {
        if (no_globals) {
            if (!pkl_locals(run->locals)) return false;
        } else *run->locals = *run->globals;
    }
    if (no_globals) *run->globals = dict_value(calling_globals());
    return true;
}

static bool to_code(Run* run) {
    if (run->source->type == tp_code) return true;
    c11_sv text;
    if (!source_text(run->source, run->name, "string, bytes or code object", &text)) return false;
    if (run->mode == PKL_EVAL)
        while (text.size > 0 && (*text.data == ' ' || *text.data == '\t')) text.data++, text.size--;
    PklCompileRequest request = {.text = text.data, .size = text.size, .filename = "<string>", .mode = run->mode, .optimize = -1};
    PyFrame* frame = pkl_calling_frame();
    if (frame != NULL) request.flags = (uint32_t)frame->code->flags & PKL_CO_FUTURE;
    return pkl_compile(&request, run->source);
}

/* The code's frame goes on in the same loop. */
static PklCalled run_code(PklVM* vm, py_TValue* base, Run* run, py_Ref closure) {
    PyCode* code = PKL_OBJECT(run->source, PyCode);
    if (code->nfree > 0) {
        if (closure->type != tp_tuple || pkl_tuple_length(closure) != code->nfree) {
            if (run->mode == PKL_EVAL) pkl_raise(tp_TypeError, "code object passed to eval() may not contain free variables");
            else pkl_raise(tp_TypeError, "code object requires a closure of exactly length %d", code->nfree);
            return PKL_CALLED_ERROR;
        }
    } else if (closure->type == tp_tuple) {
        pkl_raise(tp_TypeError, "cannot use a closure with this code object");
        return PKL_CALLED_ERROR;
    }
    PyFunction* function = NULL;
    py_TValue made;
    if (code->nfree > 0) {
        function = pkl_new_function(&made, run->source, PKL_OBJECT(run->globals, PyDict));
        function->slot[PKL_FUNCTION_CLOSURE] = *closure;
    }
    PyFrame* caller = vm->frame;
    PyFrame* frame = pkl_push_code(vm, code, PKL_OBJECT(run->globals, PyDict), run->locals);
    if (frame == NULL) return PKL_CALLED_ERROR;
    frame->function = function;
    caller->sp = base;
    return PKL_CALLED_FRAME;
}

/* exec's value is None: its code returns None anyway. */
static PklCalled execute(PklVM* vm, py_TValue* base, int argc, const py_TValue* kwnames, int mode) {
    const PklSignature* signature = pkl_signature(base->_method);
    py_TValue* places = vm->native_sp;
    for (int i = 0; i < 4; i++) py_pushnil();
    bool bound = base[1].type != tp_nil;
    Run run = {.name = mode == PKL_EVAL ? "eval" : "exec", .mode = mode, .source = &places[0], .globals = &places[1], .locals = &places[2]};
    bool ok = pkl_signature_bind(signature, places, bound ? argc + 1 : argc, bound ? base + 1 : base + 2, kwnames) && namespaces(&run) && to_code(&run);
    PklCalled called = ok ? run_code(vm, base, &run, &places[3]) : PKL_CALLED_ERROR;
    vm->native_sp = places;
    return called;
}

static PklCalled builtin_exec(PklVM* vm, py_TValue* base, int argc, const py_TValue* kwnames) { return execute(vm, base, argc, kwnames, PKL_EXEC); }
static PklCalled builtin_eval(PklVM* vm, py_TValue* base, int argc, const py_TValue* kwnames) { return execute(vm, base, argc, kwnames, PKL_EVAL); }

/* ---- imports ---------------------------------------------------------------------------------------------------------- */

/* __import__(name, globals=None, locals=None, fromlist=(), level=0) */
bool pkl_builtin_import(int argc, py_Ref argv) {
    (void)argc;
    int64_t level = 0;
    if (!py_isinstance(&argv[0], tp_str)) return pkl_raise(tp_TypeError, "__import__() argument 1 must be str, not %T", &argv[0]);
    if (argv[4].type != tp_nil && !pkl_index(&argv[4], &level, false)) return false;
    if (level < 0) return pkl_raise(tp_ValueError, "level must be >= 0");
    PyDict* globals = argv[1].type == tp_dict ? PKL_OBJECT(&argv[1], PyDict) : calling_globals();
    PyStr* name = pkl_absolute_name(globals, PKL_OBJECT(&argv[0], PyStr), level);
    py_Ref module = name != NULL ? pkl_import_module(name) : NULL;
    if (module == NULL) return false;
    *py_retval() = *module;
    if (argv[3].type != tp_nil && argv[3].type != tp_NoneType) {
        py_TValue* names = py_pushtmp();
        bool ok = pkl_to_tuple(names, &argv[3]);
        if (ok && pkl_tuple_length(names) > 0) {
            ok = pkl_import_submodules(name, names);
            module = pkl_dict_get_name(pkl_vm->modules, name);
            if (module != NULL) *py_retval() = *module;
            py_pop();
            return ok;
        }
        py_pop();
        if (!ok) return false;
    }
    if (level > 0) return true;
    const char* dot = memchr(name->data, '.', (size_t)name->size);
    if (dot == NULL) return true;
    module = pkl_dict_get_name(pkl_vm->modules, (PyStr*)py_namev((c11_sv){name->data, (int)(dot - name->data)}));
    if (module != NULL) *py_retval() = *module;
    return true;
}

static bool builtin_breakpoint(int argc, py_Ref argv) {
    (void)argc, (void)argv;
    return pkl_raise(tp_RuntimeError, "breakpoint() is not supported: there is no debugger here");
}

#define MACHINE(function) ((PklNative)(void*)(function))

const PklMethod pkl_builtin_execution[] = {
    {"__build_class__", MACHINE(pkl_build_class), NULL, PKL_MACHINE, PKL_FUNCTION, 2, 255},
    {"exec", MACHINE(builtin_exec), "($module, source, /, globals=None, locals=None, *, closure=None)", PKL_MACHINE, PKL_FUNCTION, 1, 3},
    {"eval", MACHINE(builtin_eval), "($module, source, /, globals=None, locals=None)", PKL_MACHINE, PKL_FUNCTION, 1, 3},
    {"compile", builtin_compile, "($module, /, source, filename, mode, flags=0, dont_inherit=False, optimize=-1, *, _feature_version=-1)", PKL_CLINIC, PKL_FUNCTION, 3, 6},
    {"globals", builtin_globals, "($module, /)", PKL_NOARGS, PKL_FUNCTION, 0, 0},
    {"locals", builtin_locals, "($module, /)", PKL_NOARGS, PKL_FUNCTION, 0, 0},
    {"__import__", pkl_builtin_import, "($module, /, name, globals=None, locals=None, fromlist=(), level=0)", PKL_CLINIC, PKL_FUNCTION, 1, 5},
    {"breakpoint", builtin_breakpoint, "($module, /, *args, **kws)", PKL_ANY_KW, PKL_FUNCTION, 0, 0},
    {0},
};
