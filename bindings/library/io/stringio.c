/* _io.StringIO: its text lies in a buffer of code points. */
#include "io.h"

#include <string.h>

typedef struct PyStringIO {
    PyObject head;
    py_TValue newline; /* what is written for \n: str; None: universal */
    uint32_t* data;
    int64_t length, capacity, place;
    PklNewlines newlines;
    bool open, universal; /* universal: \r and \r\n end lines too where nothing is translated */
} PyStringIO;

static PyStringIO* of(py_Ref self) { return PKL_OBJECT(self, PyStringIO); }
static void finalize(PyObject* object) {
    PyStringIO* text = (PyStringIO*)object;
    pkl_buffer_free(text->data, (size_t)text->capacity * 4);
}

static bool open_text(py_Ref self) {
    if (of(self)->newline.type == tp_nil) return pkl_raise(tp_ValueError, "I/O operation on uninitialized object");
    return of(self)->open || pkl_raise(tp_ValueError, "I/O operation on closed file");
}

static bool reserve(PyStringIO* text, int64_t length) {
    if (length <= text->capacity) return true;
    int64_t capacity = length + length / 2 + 16;
    if (length > INT32_MAX / 4 || !pkl_reserve((uint64_t)capacity * 4)) return pkl_vm->raised.type ? false : pkl_raise(tp_OverflowError, "new position too large");
    text->data = pkl_buffer_resize(text->data, (size_t)text->capacity * 4, (size_t)capacity * 4);
    text->capacity = capacity;
    return true;
}

/* Writes code points at the place. */
static bool put(PyStringIO* text, c11_sv utf8) {
    int64_t count = pkl_utf8_length(utf8.data, utf8.size), end = text->place + count;
    if (count == 0) return true;
    if (!reserve(text, end)) return false;
    if (text->place > text->length) memset(text->data + text->length, 0, (size_t)(text->place - text->length) * 4);
    for (const char* at = utf8.data; at < utf8.data + utf8.size;) text->data[text->place++] = pkl_utf8_next(&at);
    if (end > text->length) text->length = end;
    return true;
}

/* A text as the stream keeps it: line ends translated in, then out. */
static bool write_translated(PyStringIO* text, py_Ref value) {
    PklBuilder in, out;
    c11_sv source = pkl_text(value);
    pkl_builder_start(&in);
    if (text->universal) pkl_newlines_put(&text->newlines, source, true, &in);
    else pkl_put(&in, source.data, source.size);
    c11_sv newline = py_isnone(&text->newline) ? (c11_sv){"\n", 1} : pkl_text(&text->newline);
    pkl_builder_start(&out);
    for (int64_t i = 0; i < in.size && !in.failed; i++) {
        if (in.data[i] == '\n' && newline.size > 0) pkl_put(&out, newline.data, newline.size);
        else pkl_put_char(&out, in.data[i]);
    }
    bool ok = !in.failed && !out.failed && put(text, (c11_sv){out.data, (int)out.size});
    pkl_builder_end(&in);
    pkl_builder_end(&out);
    return ok;
}

/* Code points [from, to) in py_retval(). */
static bool give(PyStringIO* text, int64_t from, int64_t to) {
    PklBuilder out;
    pkl_builder_start(&out);
    for (int64_t i = from; i < to && !out.failed; i++) pkl_put_code(&out, text->data[i]);
    return pkl_builder_str(&out, py_retval());
}

static bool set_newline(PyStringIO* text, py_Ref value) {
    if (value->type != tp_nil && !py_isnone(value)) {
        if (!pkl_is_str(value)) return pkl_raise(tp_TypeError, "newline must be str or None, not %T", value);
        static const char* const LEGAL[] = {"", "\n", "\r", "\r\n"};
        int i = 0;
        while (i < 4 && strcmp(LEGAL[i], py_tostr(value)) != 0) i++;
        if (i == 4) return pkl_raise(tp_ValueError, "illegal newline value: %R", value);
        text->newline = *value;
    } else if (value->type == tp_nil) py_newstr(&text->newline, "\n");
    else text->newline = *py_None();
    bool none = py_isnone(&text->newline);
    text->universal = none || pkl_text(&text->newline).size == 0;
    text->newlines = (PklNewlines){none, false, 0};
    return true;
}

static bool string_init(int argc, py_Ref argv) {
    (void)argc;
    PyStringIO* text = of(argv);
    bool given = argv[1].type != tp_nil && !py_isnone(&argv[1]);
    if (!set_newline(text, &argv[2])) return false;
    if (given && !pkl_is_str(&argv[1])) return pkl_raise(tp_TypeError, "initial_value must be str or None, not %T", &argv[1]);
    text->length = text->place = 0;
    text->open = true;
    if (given && !write_translated(text, &argv[1])) return false;
    text->place = 0;
    return pkl_return_none();
}

static bool string_write(int argc, py_Ref argv) {
    (void)argc;
    if (of(argv)->newline.type == tp_nil) return open_text(argv);
    if (!pkl_is_str(&argv[1])) return pkl_raise(tp_TypeError, "string argument expected, got '%T'", &argv[1]);
    return open_text(argv) && write_translated(of(argv), &argv[1]) && pkl_return_int(pkl_str_length(pkl_str(&argv[1])));
}

static bool read_upto(PyStringIO* text, int64_t size) {
    int64_t left = text->length > text->place ? text->length - text->place : 0, from = text->place;
    if (size < 0 || size > left) size = left;
    text->place += size;
    return give(text, from, from + size);
}

static bool string_read(int argc, py_Ref argv) {
    (void)argc;
    int64_t size;
    return open_text(argv) && pkl_io_size(&argv[1], &size) && read_upto(of(argv), size);
}

/* The length of the line that begins at the place. */
static int64_t line_length(PyStringIO* text) {
    c11_sv newline = py_isnone(&text->newline) ? (c11_sv){"\n", 1} : pkl_text(&text->newline);
    for (int64_t i = text->place; i < text->length; i++) {
        uint32_t c = text->data[i];
        bool crlf = c == '\r' && i + 1 < text->length && text->data[i + 1] == '\n';
        if (newline.size == 0 && (c == '\n' || c == '\r')) return i + 1 + crlf - text->place;
        if (newline.size == 1 && c == (uint32_t)newline.data[0]) return i + 1 - text->place;
        if (newline.size == 2 && crlf) return i + 2 - text->place;
    }
    return text->length > text->place ? text->length - text->place : 0;
}

static bool string_readline(int argc, py_Ref argv) {
    (void)argc;
    int64_t limit;
    if (!open_text(argv) || !pkl_io_size(&argv[1], &limit)) return false;
    int64_t size = line_length(of(argv));
    return read_upto(of(argv), limit >= 0 && limit < size ? limit : size);
}

static bool string_next(int argc, py_Ref argv) {
    (void)argc;
    if (!open_text(argv)) return false;
    int64_t size = line_length(of(argv));
    return size == 0 ? pkl_stop() : read_upto(of(argv), size);
}

static bool string_getvalue(int argc, py_Ref argv) { return (void)argc, open_text(argv) && give(of(argv), 0, of(argv)->length); }
static bool string_tell(int argc, py_Ref argv) { return (void)argc, open_text(argv) && pkl_return_int(of(argv)->place); }

static bool string_seek(int argc, py_Ref argv) {
    (void)argc;
    int64_t place, whence = 0;
    if (!open_text(argv) || !pkl_index(&argv[1], &place, false) || !pkl_size_argument(&argv[2], 0, &whence)) return false;
    if (whence < 0 || whence > 2) return pkl_raise(tp_ValueError, "Invalid whence (%i, should be 0, 1 or 2)", whence);
    if (place < 0 && whence == 0) return pkl_raise(tp_ValueError, "Negative seek position %i", place);
    if (whence != 0 && place != 0) return pkl_raise(tp_OSError, "Can't do nonzero cur-relative seeks");
    if (whence == 2) place = of(argv)->length;
    if (whence == 1) place = of(argv)->place;
    of(argv)->place = place;
    return pkl_return_int(place);
}

static bool string_truncate(int argc, py_Ref argv) {
    (void)argc;
    int64_t size;
    if (!open_text(argv)) return false;
    if (argv[1].type == tp_nil || py_isnone(&argv[1])) size = of(argv)->place;
    else if (!pkl_io_size(&argv[1], &size)) return false;
    else if (size < 0) return pkl_raise(tp_ValueError, "Negative size value %i", size);
    if (size < of(argv)->length) of(argv)->length = size;
    return pkl_return_int(size);
}

static bool string_close(int argc, py_Ref argv) {
    (void)argc;
    of(argv)->open = false;
    of(argv)->length = 0;
    return pkl_return_none();
}

static bool string_true(int argc, py_Ref argv) { return (void)argc, open_text(argv) && pkl_return_bool(true); }
static bool get_closed(int argc, py_Ref argv) { return (void)argc, of(argv)->newline.type == tp_nil ? open_text(argv) : pkl_return_bool(!of(argv)->open); }
static bool get_false(int argc, py_Ref argv) { return (void)argc, open_text(argv) && pkl_return_bool(false); }
static bool get_newlines(int argc, py_Ref argv) { return (void)argc, open_text(argv) && pkl_newlines_seen(of(argv)->universal ? of(argv)->newlines.seen : 0, py_retval()); }

/* (value, newline, place, None) */
static bool string_getstate(int argc, py_Ref argv) {
    py_TValue state[4];
    if (!string_getvalue(argc, argv)) return false;
    state[0] = *py_retval();
    state[1] = of(argv)->newline;
    py_newint(&state[2], of(argv)->place);
    state[3] = *py_None();
    return pkl_new_tuple(py_retval(), state, 4), true;
}

static bool string_setstate(int argc, py_Ref argv) {
    (void)argc;
    int64_t place;
    if (!pkl_is_a(&argv[1], tp_tuple) || pkl_tuple_length(&argv[1]) < 4) return pkl_raise(tp_TypeError, "%T.__setstate__ argument should be 4-tuple, got %T", argv, &argv[1]);
    py_TValue* items = pkl_tuple_items(&argv[1]);
    if (!pkl_is_str(&items[0])) return pkl_raise(tp_TypeError, "initial_value must be str or None, not %T", &items[0]);
    if (!set_newline(of(argv), &items[1]) || !pkl_index(&items[2], &place, false)) return false;
    if (place < 0) return pkl_raise(tp_ValueError, "position value cannot be negative");
    of(argv)->length = of(argv)->place = 0;
    of(argv)->open = true;
    if (!put(of(argv), pkl_text(&items[0]))) return false;
    of(argv)->place = place;
    return pkl_return_none();
}

static const PklMethod METHODS[] = {
    {"__new__", pkl_io_new, NULL, PKL_ANY_KW, PKL_NEW, 0, 0},
    {"__init__", string_init, "($self, /, initial_value='', newline='\\n')", PKL_CLINIC, PKL_WRAPPER, 0, 2},
    PKL_IO_ONE("write", string_write, "s"), PKL_IO_SIZE("read", string_read), PKL_IO_SIZE("readline", string_readline), PKL_IO_NONE("getvalue", string_getvalue), PKL_IO_NONE("tell", string_tell),
    {"seek", string_seek, "($self, pos, whence=0, /)", PKL_RANGE, PKL_METHOD, 1, 2},
    {"truncate", string_truncate, "($self, pos=None, /)", PKL_RANGE, PKL_METHOD, 0, 1},
    PKL_IO_NONE("close", string_close), PKL_IO_NONE("readable", string_true), PKL_IO_NONE("writable", string_true), PKL_IO_NONE("seekable", string_true),
    PKL_IO_NONE("__getstate__", string_getstate), PKL_IO_ONE("__setstate__", string_setstate, "state"),
    {"__next__", string_next, "($self, /)", PKL_NOARGS, PKL_WRAPPER, 0, 0},
    {0},
};
static const PklGetSet ATTRIBUTES[] = {{"closed", get_closed, NULL}, {"newlines", get_newlines, NULL}, {"line_buffering", get_false, NULL}, {0}};
static const PklLayout LAYOUT = {sizeof(PyStringIO), NULL, finalize, 1};

const PklTypeSpec pkl_io_string_types[] = {
    {.id = tp_StringIO, .base = tp_TextIOBase, .name = "StringIO", PKL_IO_TYPE, .layout = &LAYOUT, .methods = METHODS, .getsets = ATTRIBUTES},
    {0},
};
