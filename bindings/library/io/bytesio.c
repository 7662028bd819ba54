/* _io.BytesIO: its bytes lie in a bytearray, which getbuffer() shows. */
#include "io.h"

#include <string.h>

enum { DATA, PLACE, SLOTS };

static bool open_bytes(py_Ref self) { return pkl_io_slots(self)[DATA].type != tp_nil || pkl_raise(tp_ValueError, "I/O operation on closed file."); }
static PyByteArray* array_of(py_Ref self) { return PKL_OBJECT(&pkl_io_slots(self)[DATA], PyByteArray); }
static int64_t* place_of(py_Ref self) { return &pkl_io_slots(self)[PLACE]._i64; }

static bool set_data(py_Ref self, c11_sv data) {
    py_TValue made;
    if (!pkl_new_bytearray(&made, data)) return false;
    pkl_io_slots(self)[DATA] = made;
    py_newint(&pkl_io_slots(self)[PLACE], 0);
    return true;
}

static bool bytes_new(int argc, py_Ref argv) {
    (void)argc;
    py_TValue made;
    pkl_new(&made, py_totype(argv));
    return set_data(&made, (c11_sv){"", 0}) && (*py_retval() = made, true);
}

static bool bytes_init(int argc, py_Ref argv) {
    (void)argc;
    c11_sv data = {"", 0};
    if (argv[1].type != tp_nil && !py_isnone(&argv[1]) && !pkl_io_bytes(&argv[1], &data)) return false;
    if (array_of(argv)->exports && !pkl_bytearray_unlocked(array_of(argv))) return false;
    return set_data(argv, data) && pkl_return_none();
}

/* ---- reading ------------------------------------------------------------------------------------------------------ */

static c11_sv rest_of(py_Ref self) {
    PyByteArray* array = array_of(self);
    int64_t place = *place_of(self);
    return place >= array->size ? (c11_sv){"", 0} : (c11_sv){(const char*)array->data + place, (int)(array->size - place)};
}

static bool give(py_Ref self, int64_t size) {
    c11_sv rest = rest_of(self);
    if (size < 0 || size > rest.size) size = rest.size;
    if (!pkl_reserve((uint64_t)size)) return false;
    memcpy(pkl_new_bytes(py_retval(), (int)size)->data, rest.data, (size_t)size);
    *place_of(self) += size;
    return true;
}

static bool bytes_read(int argc, py_Ref argv) {
    (void)argc;
    int64_t size;
    return open_bytes(argv) && pkl_io_size(&argv[1], &size) && give(argv, size);
}

static int64_t line_size(py_Ref self) {
    c11_sv rest = rest_of(self);
    const char* end = rest.size ? memchr(rest.data, '\n', (size_t)rest.size) : NULL;
    return end ? end + 1 - rest.data : rest.size;
}

static bool bytes_readline(int argc, py_Ref argv) {
    (void)argc;
    int64_t limit;
    if (!open_bytes(argv) || !pkl_io_size(&argv[1], &limit)) return false;
    int64_t size = line_size(argv);
    return give(argv, limit >= 0 && limit < size ? limit : size);
}

static bool bytes_next(int argc, py_Ref argv) {
    (void)argc;
    if (!open_bytes(argv)) return false;
    return rest_of(argv).size == 0 ? pkl_stop() : give(argv, line_size(argv));
}

static bool bytes_readlines(int argc, py_Ref argv) {
    (void)argc;
    int64_t hint, size = 0;
    if (!open_bytes(argv) || !pkl_io_size(&argv[1], &hint)) return false;
    py_TValue list;
    PyList* lines = pkl_new_list(&list, 0);
    while (rest_of(argv).size > 0 && (hint <= 0 || size < hint)) {
        if (!give(argv, line_size(argv)) || !pkl_list_append(lines, py_retval())) return false;
        size += pkl_text(py_retval()).size;
    }
    return pkl_return(&list);
}

static bool bytes_readinto(int argc, py_Ref argv) {
    (void)argc;
    int64_t room;
    if (!open_bytes(argv) || (room = pkl_io_room(&argv[1])) < 0) return false;
    c11_sv rest = rest_of(argv);
    if (rest.size > room) rest.size = (int)room;
    if (!pkl_io_fill(&argv[1], rest)) return false;
    *place_of(argv) += rest.size;
    return pkl_return_int(rest.size);
}

/* ---- writing ------------------------------------------------------------------------------------------------------- */

static bool bytes_write(int argc, py_Ref argv) {
    (void)argc;
    c11_sv data;
    if (!open_bytes(argv) || !pkl_io_bytes(&argv[1], &data)) return false;
    PyByteArray* array = array_of(argv);
    int64_t place = *place_of(argv), end = place + data.size, before = array->size;
    if (array->exports && !pkl_bytearray_unlocked(array)) return false;
    if (data.size == 0) return pkl_return_int(0);
    if (end > before && !pkl_bytearray_resize(array, end)) return false;
    if (place > before) memset(array->data + before, 0, (size_t)(place - before));
    if (!pkl_io_bytes(&argv[1], &data)) return false; /* read anew: it may have been this one's own */
    memmove(array->data + place, data.data, (size_t)data.size);
    *place_of(argv) = end;
    return pkl_return_int(data.size);
}

static bool bytes_truncate(int argc, py_Ref argv) {
    (void)argc;
    int64_t size;
    if (!open_bytes(argv)) return false;
    if (argv[1].type == tp_nil || py_isnone(&argv[1])) size = *place_of(argv);
    else if (!pkl_index(&argv[1], &size, false)) return false;
    else if (size < 0) return pkl_raise(tp_ValueError, "negative size value %i", size);
    if (!pkl_bytearray_unlocked(array_of(argv))) return false;
    if (size < array_of(argv)->size && !pkl_bytearray_resize(array_of(argv), size)) return false;
    return pkl_return_int(size);
}

static bool bytes_seek(int argc, py_Ref argv) {
    (void)argc;
    int64_t place, whence = 0;
    if (!open_bytes(argv) || !pkl_index(&argv[1], &place, false) || !pkl_size_argument(&argv[2], 0, &whence)) return false;
    if (place < 0 && whence == 0) return pkl_raise(tp_ValueError, "negative seek value %i", place);
    if (whence < 0 || whence > 2) return pkl_raise(tp_ValueError, "invalid whence (%i, should be 0, 1 or 2)", whence);
    int64_t base = whence == 0 ? 0 : whence == 1 ? *place_of(argv) : array_of(argv)->size;
    if (place > INT64_MAX - base) return pkl_raise(tp_OverflowError, "new position too large");
    *place_of(argv) = base + place < 0 ? 0 : base + place;
    return pkl_return_int(*place_of(argv));
}

static bool bytes_tell(int argc, py_Ref argv) { return (void)argc, open_bytes(argv) && pkl_return_int(*place_of(argv)); }
static bool bytes_true(int argc, py_Ref argv) { return (void)argc, open_bytes(argv) && pkl_return_bool(true); }
static bool bytes_false(int argc, py_Ref argv) { return (void)argc, open_bytes(argv) && pkl_return_bool(false); }
static bool bytes_flush(int argc, py_Ref argv) { return (void)argc, open_bytes(argv) && pkl_return_none(); }
static bool bytes_closed(int argc, py_Ref argv) { return (void)argc, pkl_return_bool(pkl_io_slots(argv)[DATA].type == tp_nil); }

static bool bytes_close(int argc, py_Ref argv) {
    (void)argc;
    if (pkl_io_slots(argv)[DATA].type == tp_nil) return pkl_return_none();
    if (!pkl_bytearray_unlocked(array_of(argv))) return false;
    return pkl_io_slots(argv)[DATA] = *py_NIL(), pkl_return_none();
}

static bool bytes_getvalue(int argc, py_Ref argv) {
    (void)argc;
    if (!open_bytes(argv) || !pkl_reserve((uint64_t)array_of(argv)->size)) return false;
    memcpy(pkl_new_bytes(py_retval(), array_of(argv)->size)->data, array_of(argv)->data, (size_t)array_of(argv)->size);
    return true;
}

static bool bytes_getbuffer(int argc, py_Ref argv) { return (void)argc, open_bytes(argv) && pkl_new_view(&pkl_io_slots(argv)[DATA], py_retval()); }

static bool bytes_getstate(int argc, py_Ref argv) {
    py_TValue state[3];
    if (!bytes_getvalue(argc, argv)) return false;
    state[0] = *py_retval();
    py_newint(&state[1], *place_of(argv));
    state[2] = *py_None();
    return pkl_new_tuple(py_retval(), state, 3), true;
}

static bool bytes_setstate(int argc, py_Ref argv) {
    (void)argc;
    int64_t place;
    c11_sv data;
    if (!open_bytes(argv)) return false;
    if (!pkl_is_a(&argv[1], tp_tuple) || pkl_tuple_length(&argv[1]) < 3) return pkl_raise(tp_TypeError, "%T.__setstate__ argument should be 3-tuple, got %T", argv, &argv[1]);
    py_TValue* items = pkl_tuple_items(&argv[1]);
    if (!pkl_io_bytes(&items[0], &data)) return false;
    if (!pkl_is_int(&items[1])) return pkl_raise(tp_TypeError, "second item of state must be an integer, not %T", &items[1]);
    if (!pkl_index(&items[1], &place, false)) return false;
    if (place < 0) return pkl_raise(tp_ValueError, "position value cannot be negative");
    return set_data(argv, data) && (*place_of(argv) = place, pkl_return_none());
}

static const PklMethod METHODS[] = {
    {"__new__", bytes_new, NULL, PKL_ANY_KW, PKL_NEW, 0, 0},
    {"__init__", bytes_init, "($self, /, initial_bytes=b'')", PKL_CLINIC, PKL_WRAPPER, 0, 1},
    PKL_IO_SIZE("read", bytes_read), PKL_IO_SIZE("read1", bytes_read), PKL_IO_SIZE("readline", bytes_readline), PKL_IO_SIZE("readlines", bytes_readlines),
    PKL_IO_ONE("readinto", bytes_readinto, "buffer"), PKL_IO_ONE("write", bytes_write, "b"),
    {"truncate", bytes_truncate, "($self, size=None, /)", PKL_RANGE, PKL_METHOD, 0, 1},
    {"seek", bytes_seek, "($self, pos, whence=0, /)", PKL_RANGE, PKL_METHOD, 1, 2},
    PKL_IO_NONE("tell", bytes_tell), PKL_IO_NONE("readable", bytes_true), PKL_IO_NONE("writable", bytes_true), PKL_IO_NONE("seekable", bytes_true), PKL_IO_NONE("isatty", bytes_false),
    PKL_IO_NONE("flush", bytes_flush), PKL_IO_NONE("close", bytes_close), PKL_IO_NONE("getvalue", bytes_getvalue), PKL_IO_NONE("getbuffer", bytes_getbuffer),
    PKL_IO_NONE("__getstate__", bytes_getstate), PKL_IO_ONE("__setstate__", bytes_setstate, "state"),
    {"__iter__", pkl_self, "($self, /)", PKL_NOARGS, PKL_WRAPPER, 0, 0},
    {"__next__", bytes_next, "($self, /)", PKL_NOARGS, PKL_WRAPPER, 0, 0},
    {0},
};
static const PklGetSet ATTRIBUTES[] = {{"closed", bytes_closed, NULL}, {0}};

const PklTypeSpec pkl_io_bytes_types[] = {
    {.id = tp_BytesIO, .base = tp_BufferedIOBase, .name = "BytesIO", PKL_IO_TYPE, .slots = SLOTS, .methods = METHODS, .getsets = ATTRIBUTES},
    {0},
};
