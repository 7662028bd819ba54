/*
 * Built-in functions about texts: print, input, repr, ascii, format.
 */
#include "builtins.h"

#include <string.h>

/* ---- print ------------------------------------------------------------------------------------------------ */

static py_TValue standard;

void pkl_set_standard_stream(py_Ref value) { standard = *value; }
bool pkl_is_standard_stream(py_Ref value) { return standard.type != tp_nil && py_isidentical(value, &standard); }

/* sys.stdout, or NULL where the module sys says nothing else: the callback is used. */
static py_Ref replaced_stdout(void) {
    py_Ref sys = pkl_dict_get_name(pkl_vm->modules, (PyStr*)py_name("sys"));
    if (sys == NULL || sys->type != tp_module) return NULL;
    py_Ref out = pkl_dict_get_name(PKL_OBJECT(sys, PyModule)->dict, (PyStr*)py_name("stdout"));
    return out != NULL && !pkl_is_standard_stream(out) ? out : NULL;
}

static bool text_option(py_Ref value, const char* name, const char* otherwise, c11_sv* out) {
    *out = (c11_sv){otherwise, (int)strlen(otherwise)};
    if (value->type == tp_nil || value->type == tp_NoneType) return true;
    if (!py_isinstance(value, tp_str)) return pkl_raise(tp_TypeError, "%s must be None or a string, not %T", name, value);
    *out = py_tosv(value);
    return true;
}

/* file.write(text), for each piece: what CPython's print calls. */
static bool write_piece(py_Ref write, py_Ref text) {
    py_TValue function = *write;
    return py_call(&function, 1, text);
}

static bool write_text(py_Ref write, c11_sv piece) {
    py_TValue* text = py_pushtmp();
    py_newstrv(text, piece);
    bool ok = write_piece(write, text);
    py_pop();
    return ok;
}

static bool write_items(py_Ref file, py_Ref items, c11_sv separator, c11_sv end) {
    if (!py_getattr(file, py_name("write"))) return false;
    py_TValue *write = py_pushtmp(), *text = py_pushtmp();
    *write = *py_retval();
    bool ok = true;
    for (int i = 0; ok && i < pkl_tuple_length(items); i++) {
        ok = (i == 0 || write_text(write, separator)) && py_str(&pkl_tuple_items(items)[i]);
        *text = *py_retval();
        ok = ok && write_piece(write, text);
    }
    ok = ok && write_text(write, end);
    py_shrink(2);
    return ok;
}

static bool flush(py_Ref file) {
    if (file == NULL) {
        pkl_vm->callbacks.flush();
        return true;
    }
    if (!py_getattr(file, py_name("flush"))) return false;
    py_TValue method = *py_retval();
    return py_call(&method, 0, NULL);
}

static bool print_items(py_Ref items, c11_sv separator, c11_sv end) {
    PklBuilder builder;
    pkl_builder_start(&builder);
    bool ok = true;
    for (int i = 0; ok && i < pkl_tuple_length(items); i++) {
        if (i > 0) pkl_put(&builder, separator.data, separator.size);
        ok = pkl_put_string(&builder, &pkl_tuple_items(items)[i]);
    }
    pkl_put(&builder, end.data, end.size);
    return ok ? pkl_write_output(&builder) : (pkl_builder_end(&builder), false);
}

/* print(*args, sep=' ', end='\n', file=None, flush=False) */
static bool builtin_print(int argc, py_Ref argv) {
    (void)argc;
    c11_sv separator, end;
    if (!text_option(&argv[1], "sep", " ", &separator) || !text_option(&argv[2], "end", "\n", &end)) return false;
    py_Ref file = argv[3].type == tp_nil || argv[3].type == tp_NoneType ? replaced_stdout() : &argv[3];
    if (file != NULL && file->type == tp_NoneType) return pkl_return_none();
    bool ok = file != NULL ? write_items(file, &argv[0], separator, end) : print_items(&argv[0], separator, end);
    int wants = !ok || argv[4].type == tp_nil ? 0 : py_bool(&argv[4]);
    return ok && wants >= 0 && (wants == 0 || flush(file)) && pkl_return_none();
}

/* ---- input --------------------------------------------------------------------------------------------------- */

static bool builtin_input(int argc, py_Ref argv) {
    (void)argc;
    if (argv[0].type != tp_nil) {
        PklBuilder prompt;
        pkl_builder_start(&prompt);
        if (!pkl_put_string(&prompt, &argv[0])) return pkl_builder_end(&prompt), false;
        if (!pkl_write_output(&prompt)) return false;
    }
    pkl_vm->callbacks.flush();
    PklBuilder line;
    pkl_builder_start(&line);
    int c;
    while ((c = pkl_vm->callbacks.getchr()) >= 0 && c != '\n') pkl_put_char(&line, (char)c);
    if (c < 0 && line.size == 0) {
        pkl_builder_end(&line);
        return pkl_raise(tp_EOFError, "EOF when reading a line");
    }
    return pkl_builder_str(&line, py_retval());
}

/* What the interactive mode does with the value of an expression. */
bool pkl_display(py_Ref value) {
    PklBuilder builder;
    pkl_builder_start(&builder);
    if (!pkl_put_repr(&builder, value)) return pkl_builder_end(&builder), false;
    pkl_put_char(&builder, '\n');
    pkl_dict_set_name(pkl_vm->builtins, (PyStr*)py_name("_"), value);
    return pkl_write_output(&builder);
}

/* ---- texts of values --------------------------------------------------------------------------------------------- */

static bool builtin_repr(int argc, py_Ref argv) { return (void)argc, py_repr(argv); }
static bool builtin_ascii(int argc, py_Ref argv) { return (void)argc, pkl_ascii(argv); }

static bool builtin_format(int argc, py_Ref argv) {
    (void)argc;
    if (argv[1].type != tp_nil && !py_isinstance(&argv[1], tp_str)) return pkl_raise(tp_TypeError, "format() argument 2 must be str, not %s", py_isnone(&argv[1]) ? "None" : py_tpname(py_typeof(&argv[1])));
    return pkl_format(&argv[0], argv[1].type != tp_nil ? &argv[1] : NULL);
}

/* _io.open, whose module is imported at the first call. */
static bool builtin_open(int argc, py_Ref argv) {
    if (py_import("_io") <= 0) return pkl_vm->raised.type ? false : pkl_raise(tp_RuntimeError, "the module `_io` is missing");
    return pkl_io_open(argc, argv);
}

const PklMethod pkl_builtin_output[] = {
    {"open", builtin_open, "($module, /, file, mode='r', buffering=-1, encoding=None, errors=None, newline=None, closefd=True, opener=None)", PKL_CLINIC, PKL_FUNCTION, 1, 8},
    {"print", builtin_print, "($module, /, *args, sep=' ', end='\\n', file=None, flush=False)", PKL_CLINIC, PKL_FUNCTION, 0, 0},
    {"input", builtin_input, "($module, prompt='', /)", PKL_RANGE, PKL_FUNCTION, 0, 1},
    {"repr", builtin_repr, "($module, obj, /)", PKL_O, PKL_FUNCTION, 1, 1},
    {"ascii", builtin_ascii, "($module, obj, /)", PKL_O, PKL_FUNCTION, 1, 1},
    {"format", builtin_format, "($module, value, format_spec='', /)", PKL_RANGE, PKL_FUNCTION, 1, 2},
    {0},
};
