/*
 * sys.stdin, sys.stdout and sys.stderr: text streams on the host's callbacks, until the module io takes their place.
 */
#include "system.h"

#include "../text/str.h"

#include <string.h>

enum { NAME, NUMBER, SLOTS };

static int number_of(py_Ref self) { return (int)PKL_SLOTS(self->_obj)[NUMBER]._i64; }

static bool unsupported(const char* what) { return pkl_raise(tp_OSError, "%s", what); }

static bool write_builder(PklBuilder* builder, int stream) {
    bool ok = !builder->failed;
    ok = ok && (builder->size == 0 || pkl_vm->host.write(stream, builder->data, (size_t)builder->size));
    pkl_builder_end(builder);
    return ok;
}

/* What is written to stderr. Ends the builder. */
bool pkl_write_error(PklBuilder* builder) {
    py_Ref sys = py_getmodule("sys");
    py_Ref file = sys != NULL ? py_getdict(sys, pkl_name(PKL_NAME(stderr))) : NULL;
    bool standard = file == NULL || (file->type == tp_standard_stream && number_of(file) == 2);
    if (!standard) {
        py_TValue text, target = *file;
        if (!pkl_builder_str(builder, &text)) return false;
        return target.type == tp_NoneType || pkl_call_method(&target, PKL_NAME(write), 1, &text);
    }
    return write_builder(builder, PKL_STDERR);
}

/* What print() writes where sys.stdout is the standard one. Ends the builder. */
bool pkl_write_output(PklBuilder* builder) { return write_builder(builder, PKL_STDOUT); }

/* ---- writing -------------------------------------------------------------------------------------- */

static bool write_text(int number, py_Ref text) {
    if (!py_isinstance(text, tp_str)) return pkl_raise(tp_TypeError, "write() argument must be str, not %T", text);
    PyStr* str = pkl_str(text);
    if (number == 0) return unsupported("not writable");
    return str->size == 0 || pkl_vm->host.write(number, str->data, (size_t)str->size);
}

static bool stream_write(int argc, py_Ref argv) {
    (void)argc;
    if (!write_text(number_of(argv), &argv[1])) return false;
    return pkl_return_int(pkl_str_length(pkl_str(&argv[1])));
}

static bool write_line(py_Ref item, void* stream) { return write_text(number_of(stream), item); }
static bool stream_writelines(int argc, py_Ref argv) { return (void)argc, pkl_iterate(&argv[1], write_line, argv) && pkl_return_none(); }

static bool stream_flush(int argc, py_Ref argv) {
    (void)argc;
    if (number_of(argv) == 1) pkl_vm->callbacks.flush();
    return pkl_return_none();
}

/* ---- reading -------------------------------------------------------------------------------------- */

/* Up to `limit` bytes (negative: all), to the end of a line if `line`. */
static bool read_bytes(py_Ref self, int64_t limit, bool line) {
    if (number_of(self) != 0) return unsupported("not readable");
    PklBuilder builder;
    pkl_builder_start(&builder);
    int c = 0;
    while ((limit < 0 || builder.size < limit) && (c = pkl_vm->callbacks.getchr()) >= 0) {
        pkl_put_char(&builder, (char)c);
        if (line && c == '\n') break;
    }
    return pkl_builder_str(&builder, py_retval());
}

static bool read_method(int argc, py_Ref argv, bool line) {
    int64_t limit = -1;
    if (argc > 1 && argv[1].type != tp_NoneType && !pkl_index(&argv[1], &limit, true)) return false;
    return read_bytes(argv, limit, line);
}

static bool stream_read(int argc, py_Ref argv) { return read_method(argc, argv, false); }
static bool stream_readline(int argc, py_Ref argv) { return read_method(argc, argv, true); }

static bool stream_next(int argc, py_Ref argv) {
    (void)argc;
    if (!read_bytes(argv, -1, true)) return false;
    return pkl_str(py_retval())->size > 0 || pkl_raise_stop_iteration(NULL);
}

static bool stream_readlines(int argc, py_Ref argv) {
    (void)argc;
    py_TValue list;
    PyList* lines = pkl_new_list(&list, 0);
    *py_pushtmp() = list;
    bool ok;
    while ((ok = read_bytes(argv, -1, true)) && pkl_str(py_retval())->size > 0) pkl_list_append(lines, py_retval());
    py_pop();
    *py_retval() = list;
    return ok;
}

/* ---- what it is -------------------------------------------------------------------------------------- */

static bool stream_repr(int argc, py_Ref argv) {
    (void)argc;
    return pkl_str_format(py_retval(), "<_io.TextIOWrapper name=%R mode='%s' encoding='utf-8'>", &PKL_SLOTS(argv->_obj)[NAME], number_of(argv) == 0 ? "r" : "w");
}

static bool stream_self(int argc, py_Ref argv) { return (void)argc, *py_retval() = argv[0], true; }
static bool stream_fileno(int argc, py_Ref argv) { return (void)argc, py_newint(py_retval(), number_of(argv)), true; }
static bool stream_isatty(int argc, py_Ref argv) { return (void)argc, (void)argv, py_newbool(py_retval(), false), true; }
static bool stream_readable(int argc, py_Ref argv) { return (void)argc, py_newbool(py_retval(), number_of(argv) == 0), true; }
static bool stream_writable(int argc, py_Ref argv) { return (void)argc, py_newbool(py_retval(), number_of(argv) != 0), true; }
static bool stream_nothing(int argc, py_Ref argv) { return (void)argc, (void)argv, pkl_return_none(); }
static bool get_mode(int argc, py_Ref argv) { return (void)argc, py_newstr(py_retval(), number_of(argv) == 0 ? "r" : "w"), true; }
static bool get_encoding(int argc, py_Ref argv) { return (void)argc, (void)argv, py_newstr(py_retval(), "utf-8"), true; }
static bool get_errors(int argc, py_Ref argv) { return (void)argc, py_newstr(py_retval(), number_of(argv) == 2 ? "backslashreplace" : "strict"), true; }

#define NONE(name, function) {name, function, "($self, /)", PKL_NOARGS, PKL_METHOD, 0, 0}

static const PklMethod METHODS[] = {
    {"write", stream_write, "($self, text, /)", PKL_O, PKL_METHOD, 1, 1},
    {"writelines", stream_writelines, "($self, lines, /)", PKL_O, PKL_METHOD, 1, 1},
    NONE("flush", stream_flush), NONE("fileno", stream_fileno), NONE("isatty", stream_isatty), NONE("readable", stream_readable),
    NONE("writable", stream_writable), NONE("seekable", stream_isatty),
    {"reconfigure", stream_nothing, NULL, PKL_ANY_KW, PKL_METHOD, 0, 0},
    {"read", stream_read, "($self, size=-1, /)", PKL_RANGE, PKL_METHOD, 0, 1},
    {"readline", stream_readline, "($self, size=-1, /)", PKL_RANGE, PKL_METHOD, 0, 1},
    {"readlines", stream_readlines, "($self, hint=-1, /)", PKL_RANGE, PKL_METHOD, 0, 1},
    {"__next__", stream_next, "($self, /)", PKL_NOARGS, PKL_WRAPPER, 0, 0},
    {"__iter__", stream_self, "($self, /)", PKL_NOARGS, PKL_WRAPPER, 0, 0},
    {"__enter__", stream_self, NULL, PKL_NOARGS, PKL_METHOD, 0, 0},
    {"__exit__", stream_nothing, NULL, PKL_ANY, PKL_METHOD, 0, 0},
    {"__repr__", stream_repr, "($self, /)", PKL_NOARGS, PKL_WRAPPER, 0, 0},
    {0},
};

static const PklGetSet ATTRIBUTES[] = {{"mode", get_mode, NULL}, {"encoding", get_encoding, NULL}, {"errors", get_errors, NULL}, {"closed", stream_isatty, NULL}, {0}};
static const PklMember MEMBERS[] = {{"name", NAME, false, false}, {0}};

static const PklTypeSpec TYPES[] = {
    {.id = tp_standard_stream, .base = tp_object, .name = "TextIOWrapper", .module = "_io", .slots = SLOTS, .flags = PKL_TYPE_NO_NEW, .hidden = true, .methods = METHODS,
     .getsets = ATTRIBUTES, .members = MEMBERS},
    {0},
};

void pkl_sys_streams(PyModule* sys) {
    static const char* const NAMES[] = {"stdin", "stdout", "stderr"};
    pkl_register_types(TYPES);
    for (int i = 0; i < 3; i++) {
        py_TValue stream;
        char name[16] = "<";
        char shown[16] = "__";
        PyObject* object = pkl_new(&stream, tp_standard_stream);
        PKL_SLOTS(object)[NAME] = *pkl_name_ref(pkl_name_str(py_name(strcat(strcat(name, NAMES[i]), ">"))));
        py_newint(&PKL_SLOTS(object)[NUMBER], i);
        pkl_sys_set(sys, NAMES[i], stream);
        pkl_sys_set(sys, strcat(strcat(shown, NAMES[i]), "__"), stream);
        if (i == 1) pkl_set_standard_stream(&stream);
    }
}
