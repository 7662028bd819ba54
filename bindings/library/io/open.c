/* _io: open(), and the module. */
#include "io.h"

#include <string.h>

/* text_encoding(encoding, stacklevel=2) */
bool pkl_io_text_encoding(int argc, py_Ref argv) {
    (void)argc;
    if (py_isnone(argv)) return py_newstr(py_retval(), "locale"), true;
    return pkl_return(&argv[0]);
}

typedef struct Mode {
    char raw[8];
    const char* text; /* as it was given */
    bool reads, writes, creates, appends, updates, is_text, binary;
} Mode;

static bool parse_mode(const char* text, Mode* mode) {
    *mode = (Mode){.text = text};
    int size = 0;
    for (const char* at = text; *at; at++) {
        if (strchr("rwxabt+", *at) == NULL || strchr(at + 1, *at) != NULL) return pkl_raise(tp_ValueError, "invalid mode: '%s'", text);
        if (strchr("rwxa+", *at)) mode->raw[size++] = *at;
        if (*at == 'r') mode->reads = true;
        if (*at == 'w') mode->writes = true;
        if (*at == 'x') mode->creates = true;
        if (*at == 'a') mode->appends = true;
        if (*at == '+') mode->updates = true;
        if (*at == 't') mode->is_text = true;
        if (*at == 'b') mode->binary = true;
    }
    if (mode->is_text && mode->binary) return pkl_raise(tp_ValueError, "can't have text and binary mode at once");
    if (mode->reads + mode->writes + mode->creates + mode->appends > 1) return pkl_raise(tp_ValueError, "must have exactly one of create/read/write/append mode");
    return true;
}

static bool is_given(py_Ref value) { return value->type != tp_nil && !py_isnone(value); }

static bool check_binary(const Mode* mode, py_Ref argv, int64_t buffering) {
    static const char* const NAMES[] = {"n encoding", "n errors", " newline"};
    for (int i = 0; mode->binary && i < 3; i++)
        if (is_given(&argv[3 + i])) return pkl_raise(tp_ValueError, "binary mode doesn't take a%s argument", NAMES[i]);
    if (mode->binary && buffering == 1) return pkl_warn(tp_RuntimeWarning, "line buffering (buffering=1) isn't supported in binary mode, the default buffer size will be used");
    return true;
}

/* class(stream, second[, …]) in place of `stream`. */
static bool wrap(py_TValue* stream, py_Type class, int argc, const py_TValue* rest) {
    py_TValue arguments[6] = {*stream};
    memcpy(arguments + 1, rest, sizeof(py_TValue) * (size_t)argc);
    if (!py_tpcall(class, argc + 1, arguments)) return false;
    return *stream = *py_retval(), true;
}

static bool open_raw(py_Ref argv, const Mode* mode, py_TValue* stream) {
    py_TValue arguments[4] = {argv[0], argv[0], *py_True(), *py_None()};
    py_newstr(&arguments[1], mode->raw);
    if (argv[6].type != tp_nil) arguments[2] = argv[6];
    if (argv[7].type != tp_nil) arguments[3] = argv[7];
    if (!py_tpcall(tp_FileIO, 4, arguments)) return false;
    return *stream = *py_retval(), true;
}

static bool open_layers(py_Ref argv, const Mode* mode, int64_t buffering, py_TValue* stream) {
    py_TValue rest[5];
    int tty = pkl_io_ask(stream, "isatty");
    if (tty < 0) return false;
    bool lines = buffering == 1 || (buffering < 0 && tty);
    if (buffering < 0 || buffering == 1) buffering = 131072;
    if (buffering == 0) return mode->binary || pkl_raise(tp_ValueError, "can't have unbuffered text I/O");
    py_newint(&rest[0], buffering);
    if (!wrap(stream, mode->updates ? tp_BufferedRandom : mode->reads ? tp_BufferedReader : tp_BufferedWriter, 1, rest)) return false;
    if (mode->binary) return true;
    for (int i = 0; i < 3; i++) rest[i] = argv[3 + i].type == tp_nil ? *py_None() : argv[3 + i];
    py_newbool(&rest[3], lines && !mode->binary);
    if (!wrap(stream, tp_TextIOWrapper, 4, rest)) return false;
    py_TValue text;
    py_newstr(&text, mode->text);
    pkl_io_set(stream, "mode", &text);
    return true;
}

/* open(file, mode='r', buffering=-1, encoding=None, errors=None, newline=None, closefd=True, opener=None) */
bool pkl_io_open(int argc, py_Ref argv) {
    (void)argc;
    Mode mode;
    int64_t buffering;
    if (!pkl_is_int(argv)) {
        if (!pkl_fspath(argv)) return false;
        argv[0] = *py_retval();
    }
    static const char* const TEXTS[] = {"mode", "", "encoding", "errors", "newline"};
    for (int i = 1; i < 6; i++)
        if (i != 2 && argv[i].type != tp_nil && !pkl_is_str(&argv[i]) && (i == 1 || !py_isnone(&argv[i])))
            return pkl_raise(tp_TypeError, "open() argument '%s' must be str%s, not %s", TEXTS[i - 1], i == 1 ? "" : " or None", pkl_argument_type(&argv[i]));
    if (!pkl_size_argument(&argv[2], -1, &buffering) || !parse_mode(argv[1].type == tp_nil ? "r" : py_tostr(&argv[1]), &mode) || !check_binary(&mode, argv, buffering)) return false;
    py_TValue *stream = py_pushtmp(), *first = py_pushtmp(), *error = py_pushtmp();
    bool ok = open_raw(argv, &mode, stream);
    *first = ok ? *stream : *py_NIL();
    if (ok && !open_layers(argv, &mode, buffering, stream)) {
        ok = false;
        pkl_exc_fetch(error);
        if (!pkl_io_call(first, "close", 0, NULL)) py_clearexc(NULL);
        pkl_exc_restore(error);
    }
    if (ok) *py_retval() = *stream;
    py_shrink(3);
    return ok;
}

bool pkl_io_open_code(int argc, py_Ref argv) {
    py_TValue all[8] = {argv[0]};
    if (!pkl_is_str(argv)) return pkl_raise(tp_TypeError, "open_code() argument 'path' must be str, not %s", pkl_argument_type(argv));
    py_newstr(&all[1], "rb");
    return (void)argc, pkl_io_open(8, all);
}

static const PklMethod FUNCTIONS[] = {
    {"open", pkl_io_open, "($module, /, file, mode='r', buffering=-1, encoding=None, errors=None, newline=None, closefd=True, opener=None)", PKL_CLINIC, PKL_FUNCTION, 1, 8},
    {"open_code", pkl_io_open_code, "($module, /, path)", PKL_CLINIC, PKL_FUNCTION, 1, 1},
    {"text_encoding", pkl_io_text_encoding, "($module, encoding, stacklevel=2, /)", PKL_RANGE, PKL_FUNCTION, 1, 2},
    {0},
};

/* class UnsupportedOperation(OSError, ValueError) of the module io */
static bool add_unsupported(PyModule* module) {
    py_TValue arguments[3], bases[2] = {*py_tpobject(tp_OSError), *py_tpobject(tp_ValueError)}, name;
    py_newstr(&arguments[0], "UnsupportedOperation");
    pkl_new_tuple(&arguments[1], bases, 2);
    py_newstr(&name, "io");
    pkl_dict_set_name(pkl_new_dict(&arguments[2]), PKL_NAME(__module__), &name);
    if (!py_tpcall(tp_type, 3, arguments)) return false;
    py_TValue class = *py_retval();
    pkl_library_set(module, "UnsupportedOperation", &class);
    return true;
}

void pkl_library__io(PyModule* module) {
    static const PklTypeSpec* const TABLES[] = {pkl_io_base_types, pkl_io_file_types, pkl_io_bytes_types, pkl_io_string_types, pkl_io_newline_types, pkl_io_buffered_types, pkl_io_text_types};
    for (int i = 0; i < (int)(sizeof TABLES / sizeof *TABLES); i++) pkl_library_types(module, TABLES[i]);
    pkl_register_functions(module, FUNCTIONS);
    py_Ref open = pkl_dict_get_name(pkl_vm->builtins, pkl_name_str(py_name("open")));
    if (open != NULL && open->type == tp_nativefunc) pkl_library_set(module, "open", open); /* one object */
    pkl_library_set_int(module, "DEFAULT_BUFFER_SIZE", 131072);
    pkl_library_set(module, "BlockingIOError", py_tpobject(tp_BlockingIOError));
    add_unsupported(module);
}
