/* _io: the abstract classes, and what streams share. */
#include "io.h"

#include <string.h>

bool pkl_io_unsupported(const char* what) {
    py_Ref module = py_getmodule("_io");
    py_Ref class = module ? py_getdict(module, py_name("UnsupportedOperation")) : NULL;
    return pkl_raise(class && pkl_is_type(class) ? py_totype(class) : tp_OSError, "%s", what);
}

bool pkl_io_call(py_Ref self, const char* name, int argc, py_Ref argv) { return pkl_call_method(self, pkl_name_str(py_name(name)), argc, argv); }

int pkl_io_ask(py_Ref self, const char* name) {
    if (!pkl_io_call(self, name, 0, NULL)) return -1;
    py_TValue value = *py_retval();
    return py_bool(&value);
}

void pkl_io_set(py_Ref self, const char* name, py_Ref value) { pkl_attrs_set(self->_obj, pkl_name_str(py_name(name)), value); }
py_Ref pkl_io_get(py_Ref self, const char* name) { return pkl_attrs_get(self->_obj, pkl_name_str(py_name(name))); }

/* The attribute `closed`: 1, 0, -1 */
static int is_closed(py_Ref self) {
    if (!py_getattr(self, py_name("closed"))) return -1;
    py_TValue value = *py_retval();
    return py_bool(&value);
}

bool pkl_io_check(py_Ref self) {
    int closed = is_closed(self);
    return closed == 0 || (closed > 0 && pkl_raise(tp_ValueError, "I/O operation on closed file."));
}

bool pkl_io_size(py_Ref value, int64_t* out) {
    *out = -1;
    if (value->type == tp_nil || py_isnone(value)) return true;
    if (!pkl_is_index(value)) return pkl_raise(tp_TypeError, "argument should be integer or None, not '%T'", value);
    return pkl_index(value, out, false);
}

bool pkl_io_bytes(py_Ref value, c11_sv* out) { return pkl_bytes_like(value, out); }

static bool is_writable(py_Ref value) {
    return pkl_is_growing(value) || (value->type == tp_memoryview && pkl_view_of(value)->object.type && !pkl_view_of(value)->readonly && pkl_view_contiguous(pkl_view_of(value)));
}

int64_t pkl_io_room(py_Ref target) {
    c11_sv place;
    if (!is_writable(target)) return pkl_raise(tp_TypeError, "readinto() argument must be read-write bytes-like object, not %T", target), -1;
    return pkl_bytes_like(target, &place) ? place.size : -1;
}

bool pkl_io_fill(py_Ref target, c11_sv data) {
    c11_sv place;
    if (pkl_io_room(target) < 0 || !pkl_bytes_like(target, &place)) return false;
    if (data.size > place.size) return pkl_raise(tp_ValueError, "read returned too much data: %i bytes requested, %i returned", (int64_t)place.size, (int64_t)data.size);
    memcpy((char*)place.data, data.data, (size_t)data.size);
    return true;
}

bool pkl_io_new(int argc, py_Ref argv) { return (void)argc, pkl_new(py_retval(), py_totype(argv)), true; }

/* ---- _IOBase -------------------------------------------------------------------------------------------------------- */

static bool base_unsupported(int argc, py_Ref argv) { return (void)argc, (void)argv, pkl_io_unsupported(pkl_current_native->_method->name); }
static bool base_false(int argc, py_Ref argv) { return (void)argc, pkl_io_check(argv) && pkl_return_bool(false); }

static bool base_tell(int argc, py_Ref argv) {
    (void)argc;
    py_TValue arguments[2];
    py_newint(&arguments[0], 0);
    py_newint(&arguments[1], 1);
    return pkl_io_call(argv, "seek", 2, arguments);
}

static bool base_closed(int argc, py_Ref argv) { return (void)argc, pkl_return_bool(pkl_io_get(argv, "__IOBase_closed") != NULL); }
static bool base_flush(int argc, py_Ref argv) { return (void)argc, pkl_io_get(argv, "__IOBase_closed") ? pkl_raise(tp_ValueError, "I/O operation on closed file.") : pkl_return_none(); }

static bool base_close(int argc, py_Ref argv) {
    (void)argc;
    if (pkl_io_get(argv, "__IOBase_closed")) return pkl_return_none();
    bool ok = pkl_io_call(argv, "flush", 0, NULL);
    pkl_io_set(argv, "__IOBase_closed", py_True());
    return ok && pkl_return_none();
}

static bool base_check_closed(int argc, py_Ref argv) { return (void)argc, pkl_io_check(argv) && pkl_return_none(); }

/* _checkReadable and its like: a row of METHODS tells which. */
static bool base_check(int argc, py_Ref argv) {
    (void)argc;
    static const struct { const char *method, *ask, *text; } CHECKS[] = {
        {"_checkSeekable", "seekable", "File or stream is not seekable."}, {"_checkReadable", "readable", "File or stream is not readable."}, {"_checkWritable", "writable", "File or stream is not writable."}};
    for (int i = 0; i < 3; i++) {
        if (strcmp(CHECKS[i].method, pkl_current_native->_method->name) != 0) continue;
        int able = pkl_io_ask(argv, CHECKS[i].ask);
        return able > 0 ? pkl_return_bool(true) : able == 0 && pkl_io_unsupported(CHECKS[i].text);
    }
    return false;
}

static bool base_enter(int argc, py_Ref argv) { return (void)argc, pkl_io_check(argv) && (*py_retval() = argv[0], true); }
static bool base_exit(int argc, py_Ref argv) { return (void)argc, pkl_io_call(argv, "close", 0, NULL); }

/* How many bytes to read for a line: what peek shows up to a line's end, or one. -1 error */
static int64_t line_step(py_Ref self, bool peeks, int64_t limit) {
    c11_sv seen;
    py_TValue one;
    py_newint(&one, 1);
    if (!peeks) return 1;
    if (!pkl_io_call(self, "peek", 1, &one)) return -1;
    if (!pkl_is_a(py_retval(), tp_bytes)) return pkl_raise(tp_OSError, "peek() should have returned a bytes object, not '%T'", py_retval()), -1;
    seen = pkl_text(py_retval());
    if (seen.size == 0) return 1;
    const char* end = memchr(seen.data, '\n', (size_t)seen.size);
    int64_t count = end ? end + 1 - seen.data : seen.size;
    return limit >= 0 && count > limit ? limit : count;
}

/* readline(size=-1) by peek and read. */
static bool base_readline(int argc, py_Ref argv) {
    (void)argc;
    int64_t limit;
    if (!pkl_io_size(&argv[1], &limit)) return false;
    int has_peek = pkl_get_attribute(argv, pkl_name_str(py_name("peek")));
    if (has_peek < 0) return false;
    PklBuilder line;
    pkl_builder_start(&line);
    bool ok = true;
    while (ok && (limit < 0 || line.size < limit)) {
        py_TValue wanted;
        int64_t step = line_step(argv, has_peek, limit < 0 ? -1 : limit - line.size);
        py_newint(&wanted, step);
        ok = step >= 0 && pkl_io_call(argv, "read", 1, &wanted);
        if (ok && !pkl_is_a(py_retval(), tp_bytes)) ok = pkl_raise(tp_OSError, "read() should have returned a bytes object, not '%T'", py_retval());
        if (!ok || pkl_text(py_retval()).size == 0) break;
        pkl_put(&line, pkl_text(py_retval()).data, pkl_text(py_retval()).size);
        if (line.data[line.size - 1] == '\n') break;
    }
    if (ok) return pkl_builder_bytes(&line, py_retval());
    pkl_builder_end(&line);
    return false;
}

static bool base_iter(int argc, py_Ref argv) { return (void)argc, pkl_io_check(argv) && (*py_retval() = argv[0], true); }

static bool base_next(int argc, py_Ref argv) {
    (void)argc;
    if (!pkl_io_call(argv, "readline", 0, NULL)) return false;
    py_TValue line = *py_retval();
    if (!py_len(&line)) return false;
    if (py_retval()->_i64 == 0) return pkl_stop();
    return pkl_return(&line);
}

typedef struct Lines {
    PyList* list;
    int64_t hint, size;
} Lines;

static bool add_line(py_Ref item, void* context) {
    Lines* lines = context;
    py_TValue line = *item;
    if (!pkl_list_append(lines->list, &line) || !py_len(&line)) return false;
    lines->size += py_retval()->_i64;
    return lines->hint <= 0 || lines->size <= lines->hint || pkl_stop();
}

static bool base_readlines(int argc, py_Ref argv) {
    (void)argc;
    Lines lines = {.size = 0};
    if (!pkl_io_size(&argv[1], &lines.hint)) return false;
    py_TValue* made = py_pushtmp();
    lines.list = pkl_new_list(made, 0);
    bool ok = pkl_iterate(argv, add_line, &lines);
    if (!ok && lines.hint > 0 && lines.size > lines.hint && pkl_exc_matches(tp_StopIteration)) py_clearexc(NULL), ok = true;
    *py_retval() = *made;
    py_pop();
    return ok;
}

static bool write_line(py_Ref item, void* self) {
    py_TValue line = *item;
    return pkl_io_call(self, "write", 1, &line);
}
static bool base_writelines(int argc, py_Ref argv) { return (void)argc, pkl_io_check(argv) && pkl_iterate(&argv[1], write_line, argv) && pkl_return_none(); }

/* ---- _RawIOBase and _BufferedIOBase ------------------------------------------------------------------------------------ */

/* read(size) by readinto() of a bytearray. */
static bool raw_read(int argc, py_Ref argv) {
    (void)argc;
    int64_t size;
    if (!pkl_io_size(&argv[1], &size)) return false;
    if (size < 0) return pkl_io_call(argv, "readall", 0, NULL);
    if (!pkl_reserve((uint64_t)size)) return false;
    py_TValue* room = py_pushtmp();
    bool ok = pkl_new_bytearray(room, (c11_sv){"", 0}) && pkl_bytearray_resize(PKL_OBJECT(room, PyByteArray), size) && pkl_io_call(argv, "readinto", 1, room);
    int64_t count = 0;
    if (ok && !py_isnone(py_retval())) {
        ok = pkl_index(py_retval(), &count, false);
        PyByteArray* array = PKL_OBJECT(room, PyByteArray);
        if (ok && (count < 0 || count > array->size)) ok = pkl_raise(tp_ValueError, "readinto returned %i outside buffer size %i", count, (int64_t)array->size);
        if (ok) memcpy(pkl_new_bytes(py_retval(), (int)count)->data, array->data, (size_t)count);
    }
    py_pop();
    return ok;
}

static bool raw_readall(int argc, py_Ref argv) {
    (void)argc;
    PklBuilder all;
    py_TValue size;
    py_newint(&size, 65536);
    pkl_builder_start(&all);
    for (;;) {
        if (!pkl_io_call(argv, "read", 1, &size)) return pkl_builder_end(&all), false;
        if (py_isnone(py_retval()) && all.size == 0) return pkl_builder_end(&all), true;
        if (py_isnone(py_retval())) break;
        if (!pkl_is_a(py_retval(), tp_bytes)) return pkl_builder_end(&all), pkl_raise(tp_TypeError, "read() should return bytes");
        if (pkl_text(py_retval()).size == 0) break;
        pkl_put(&all, pkl_text(py_retval()).data, pkl_text(py_retval()).size);
    }
    return pkl_builder_bytes(&all, py_retval());
}

/* readinto(buffer) and readinto1(buffer) by read and read1. */
static bool buffered_readinto(int argc, py_Ref argv) {
    (void)argc;
    py_TValue size;
    int64_t room = pkl_io_room(&argv[1]);
    py_newint(&size, room);
    if (room < 0 || !pkl_io_call(argv, strcmp(pkl_current_native->_method->name, "readinto") == 0 ? "read" : "read1", 1, &size)) return false;
    if (!pkl_is_a(py_retval(), tp_bytes)) return pkl_raise(tp_TypeError, "read() should return bytes");
    c11_sv data = pkl_text(py_retval());
    return pkl_io_fill(&argv[1], data) && pkl_return_int(data.size);
}

static bool text_none(int argc, py_Ref argv) { return (void)argc, (void)argv, pkl_return_none(); }

static const PklMethod BASE[] = {
    {"__new__", pkl_io_new, NULL, PKL_ANY_KW, PKL_NEW, 0, 0},
    {"seek", base_unsupported, "($self, offset, whence=0, /)", PKL_RANGE, PKL_METHOD, 1, 2},
    {"truncate", base_unsupported, "($self, size=None, /)", PKL_RANGE, PKL_METHOD, 0, 1},
    PKL_IO_NONE("fileno", base_unsupported), PKL_IO_NONE("tell", base_tell), PKL_IO_NONE("flush", base_flush), PKL_IO_NONE("close", base_close), PKL_IO_NONE("seekable", base_false),
    PKL_IO_NONE("readable", base_false), PKL_IO_NONE("writable", base_false), PKL_IO_NONE("isatty", base_false), PKL_IO_NONE("_checkClosed", base_check_closed),
    PKL_IO_NONE("_checkSeekable", base_check), PKL_IO_NONE("_checkReadable", base_check), PKL_IO_NONE("_checkWritable", base_check), PKL_IO_NONE("__enter__", base_enter),
    {"__exit__", base_exit, NULL, PKL_ANY, PKL_METHOD, 0, 0},
    PKL_IO_SIZE("readline", base_readline),
    {"readlines", base_readlines, "($self, hint=-1, /)", PKL_RANGE, PKL_METHOD, 0, 1},
    PKL_IO_ONE("writelines", base_writelines, "lines"),
    {"__iter__", base_iter, "($self, /)", PKL_NOARGS, PKL_WRAPPER, 0, 0},
    {"__next__", base_next, "($self, /)", PKL_NOARGS, PKL_WRAPPER, 0, 0},
    {0},
};
static const PklGetSet BASE_ATTRIBUTES[] = {{"closed", base_closed, NULL}, {"__dict__", pkl_get_dict, pkl_set_dict}, {0}};

static const PklMethod RAW[] = {PKL_IO_SIZE("read", raw_read), PKL_IO_NONE("readall", raw_readall), {0}};

static const PklMethod BUFFERED[] = {
    PKL_IO_ONE("readinto", buffered_readinto, "buffer"), PKL_IO_ONE("readinto1", buffered_readinto, "buffer"), PKL_IO_ONE("write", base_unsupported, "b"),
    PKL_IO_NONE("detach", base_unsupported), PKL_IO_SIZE("read", base_unsupported), PKL_IO_SIZE("read1", base_unsupported), {0},
};

static const PklMethod TEXT[] = {
    PKL_IO_NONE("detach", base_unsupported), PKL_IO_SIZE("read", base_unsupported), PKL_IO_SIZE("readline", base_unsupported), PKL_IO_ONE("write", base_unsupported, "s"), {0},
};
static const PklGetSet TEXT_ATTRIBUTES[] = {{"encoding", text_none, NULL}, {"newlines", text_none, NULL}, {"errors", text_none, NULL}, {0}};

const PklTypeSpec pkl_io_base_types[] = {
    {.id = tp_IOBase, .base = tp_object, .name = "_IOBase", PKL_IO_TYPE, .methods = BASE, .getsets = BASE_ATTRIBUTES},
    {.id = tp_RawIOBase, .base = tp_IOBase, .name = "_RawIOBase", PKL_IO_TYPE, .methods = RAW},
    {.id = tp_BufferedIOBase, .base = tp_IOBase, .name = "_BufferedIOBase", PKL_IO_TYPE, .methods = BUFFERED},
    {.id = tp_TextIOBase, .base = tp_IOBase, .name = "_TextIOBase", PKL_IO_TYPE, .methods = TEXT, .getsets = TEXT_ATTRIBUTES},
    {0},
};
