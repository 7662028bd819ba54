/* _io: BufferedReader, BufferedWriter, BufferedRandom and BufferedRWPair. What was read ahead lies in AHEAD from START on. */
#include "io.h"

#include <string.h>

enum { RAW, AHEAD, START, SIZE, SLOTS };
enum { DEFAULT_SIZE = 131072 };

static py_TValue* raw_of(py_Ref self) { return &pkl_io_slots(self)[RAW]; }

static bool ready(py_Ref self) {
    if (raw_of(self)->type != tp_nil) return true;
    return pkl_raise(tp_ValueError, pkl_io_slots(self)[SIZE].type == tp_nil ? "I/O operation on uninitialized object" : "raw stream has been detached");
}

/* Ready, and its raw stream is open. */
static bool usable(py_Ref self, const char* text) {
    if (!ready(self) || !py_getattr(raw_of(self), py_name("closed"))) return false;
    py_TValue value = *py_retval();
    int closed = py_bool(&value);
    return closed == 0 || (closed > 0 && pkl_raise(tp_ValueError, "%s", text));
}

static c11_sv ahead_of(py_Ref self) {
    py_TValue* slots = pkl_io_slots(self);
    if (slots[AHEAD].type == tp_nil) return (c11_sv){"", 0};
    c11_sv all = pkl_text(&slots[AHEAD]);
    return (c11_sv){all.data + slots[START]._i64, all.size - (int)slots[START]._i64};
}

static void keep_ahead(py_Ref self, const py_TValue* bytes, int64_t start) {
    pkl_io_slots(self)[AHEAD] = *bytes;
    py_newint(&pkl_io_slots(self)[START], start);
}

static bool init(py_Ref argv, const char* needs, const char* text) {
    int64_t size;
    int able = needs ? pkl_io_ask(&argv[1], needs) : 1;
    if (able < 0) return false;
    if (!able) return pkl_io_unsupported(text);
    if (!pkl_size_argument(&argv[2], DEFAULT_SIZE, &size)) return false;
    if (size <= 0) return pkl_raise(tp_ValueError, "buffer size must be strictly positive");
    if (size > INT32_MAX / 2) return pkl_raise(tp_MemoryError, NULL);
    *raw_of(argv) = argv[1];
    py_newint(&pkl_io_slots(argv)[SIZE], size);
    keep_ahead(argv, py_NIL(), 0);
    return pkl_return_none();
}

static bool reader_init(int argc, py_Ref argv) { return (void)argc, init(argv, "readable", "File or stream is not readable."); }
static bool writer_init(int argc, py_Ref argv) { return (void)argc, init(argv, "writable", "File or stream is not writable."); }

static bool random_init(int argc, py_Ref argv) {
    (void)argc;
    static const char* const NEEDS[] = {"seekable", "readable", "writable"};
    for (int i = 0; i < 3; i++) {
        int able = pkl_io_ask(&argv[1], NEEDS[i]);
        if (able < 0) return false;
        if (!able) return pkl_io_unsupported(i == 0 ? "File or stream is not seekable." : i == 1 ? "File or stream is not readable." : "File or stream is not writable.");
    }
    return init(argv, NULL, NULL);
}

/* ---- reading --------------------------------------------------------------------------------------------------------- */

/* raw.read(size) as bytes in py_retval(); None where it would block. */
static bool raw_read(py_Ref self, int64_t size) {
    py_TValue wanted;
    py_newint(&wanted, size);
    int whole = size < 0 ? pkl_get_attribute(raw_of(self), pkl_name_str(py_name("readall"))) : 0;
    if (whole < 0 || !pkl_io_call(raw_of(self), whole ? "readall" : "read", !whole, &wanted)) return false;
    return py_isnone(py_retval()) || pkl_is_a(py_retval(), tp_bytes) || pkl_raise(tp_OSError, "read() should return bytes, not %T", py_retval());
}

/* Bytes up to `size` (negative: all) in py_retval(); with at most one call of the raw stream where `once`. */
static bool read_bytes(py_Ref self, int64_t size, bool once) {
    PklBuilder out;
    c11_sv ahead = ahead_of(self);
    int64_t buffer = pkl_io_slots(self)[SIZE]._i64;
    bool blocked = false;
    pkl_builder_start(&out);
    int64_t take = size < 0 || size > ahead.size ? ahead.size : size;
    pkl_put(&out, ahead.data, take);
    pkl_io_slots(self)[START]._i64 += take;
    while ((size < 0 || out.size < size) && !(once && out.size > 0)) {
        int64_t left = size - out.size;
        if (!raw_read(self, size < 0 ? -1 : left < buffer ? buffer : left)) return pkl_builder_end(&out), false;
        if ((blocked = py_isnone(py_retval()))) break;
        py_TValue got = *py_retval();
        c11_sv data = pkl_text(&got);
        if (data.size == 0) break;
        take = size < 0 || left > data.size ? data.size : left;
        pkl_put(&out, data.data, take);
        keep_ahead(self, &got, take);
        if (size < 0) break;
    }
    if (!blocked || out.size > 0) return pkl_builder_bytes(&out, py_retval());
    return pkl_builder_end(&out), pkl_return_none();
}

static bool buffered_read(int argc, py_Ref argv) {
    (void)argc;
    int64_t size;
    if (!pkl_io_size(&argv[1], &size)) return false;
    if (size < -1) return pkl_raise(tp_ValueError, "read length must be non-negative or -1");
    return usable(argv, "read of closed file") && read_bytes(argv, size, false);
}

static bool buffered_read1(int argc, py_Ref argv) {
    (void)argc;
    int64_t size;
    if (!pkl_io_size(&argv[1], &size) || !usable(argv, "read of closed file")) return false;
    if (size < 0) size = ahead_of(argv).size ? ahead_of(argv).size : pkl_io_slots(argv)[SIZE]._i64;
    return read_bytes(argv, size, true);
}

static bool read_into(py_Ref argv, bool once) {
    int64_t room;
    if (!usable(argv, "readinto of closed file") || (room = pkl_io_room(&argv[1])) < 0 || !read_bytes(argv, room, once)) return false;
    if (py_isnone(py_retval())) return true;
    c11_sv data = pkl_text(py_retval());
    return pkl_io_fill(&argv[1], data) && pkl_return_int(data.size);
}

static bool buffered_readinto(int argc, py_Ref argv) { return (void)argc, read_into(argv, false); }
static bool buffered_readinto1(int argc, py_Ref argv) { return (void)argc, read_into(argv, true); }

/* More bytes behind those that were read ahead. False with nothing raised, `*end`: there are none. */
static bool read_more(py_Ref self, bool* end) {
    c11_sv ahead = ahead_of(self);
    *end = false;
    if (!raw_read(self, pkl_io_slots(self)[SIZE]._i64)) return false;
    *end = py_isnone(py_retval()) || pkl_text(py_retval()).size == 0;
    if (*end) return true;
    py_TValue got = *py_retval(), joined;
    c11_sv data = pkl_text(&got);
    ahead = ahead_of(self);
    PyBytes* bytes = pkl_new_bytes(&joined, ahead.size + data.size);
    memcpy(bytes->data, ahead.data, (size_t)ahead.size);
    memcpy(bytes->data + ahead.size, data.data, (size_t)data.size);
    keep_ahead(self, &joined, 0);
    return true;
}

static bool buffered_peek(int argc, py_Ref argv) {
    (void)argc;
    bool end;
    if (!usable(argv, "peek of closed file") || (ahead_of(argv).size == 0 && !read_more(argv, &end))) return false;
    c11_sv ahead = ahead_of(argv);
    memcpy(pkl_new_bytes(py_retval(), ahead.size)->data, ahead.data, (size_t)ahead.size);
    return true;
}

static bool buffered_readline(int argc, py_Ref argv) {
    (void)argc;
    int64_t limit, count = -1, searched = 0;
    bool end = false;
    if (!pkl_io_size(&argv[1], &limit) || !usable(argv, "readline of closed file")) return false;
    while (count < 0) {
        c11_sv ahead = ahead_of(argv);
        const char* at = ahead.size > searched ? memchr(ahead.data + searched, '\n', (size_t)(ahead.size - searched)) : NULL;
        searched = ahead.size;
        if (at != NULL) count = at + 1 - ahead.data;
        else if (end || (limit >= 0 && ahead.size >= limit)) count = ahead.size;
        else if (!read_more(argv, &end)) return false;
    }
    return read_bytes(argv, limit >= 0 && limit < count ? limit : count, false);
}

/* ---- writing and places ------------------------------------------------------------------------------------------------ */

/* Back to where the program is, and nothing is read ahead. */
static bool drop_ahead(py_Ref self) {
    c11_sv ahead = ahead_of(self);
    if (ahead.size > 0) {
        py_TValue arguments[2];
        py_newint(&arguments[0], -(int64_t)ahead.size);
        py_newint(&arguments[1], 1);
        if (!pkl_io_call(raw_of(self), "seek", 2, arguments)) return false;
    }
    keep_ahead(self, py_NIL(), 0);
    return true;
}

/* All of the bytes, which lie on the native stack. */
static bool write_all(py_Ref self, py_TValue* rest, int64_t size) {
    for (int64_t written = 0, count; written < size; written += count) {
        if (!pkl_io_call(raw_of(self), "write", 1, rest)) return false;
        if (py_isnone(py_retval())) return pkl_raise(tp_BlockingIOError, "write could not complete without blocking");
        if (!pkl_index(py_retval(), &count, false)) return false;
        if (count < 0 || count > size - written) return pkl_raise(tp_OSError, "raw write() returned invalid length %i (should have been between 0 and %i)", count, size - written);
        if (written + count == size) break;
        py_TValue part;
        memcpy(pkl_new_bytes(&part, (int)(size - written - count))->data, pkl_text(rest).data + count, (size_t)(size - written - count));
        *rest = part;
    }
    return true;
}

static bool buffered_write(int argc, py_Ref argv) {
    (void)argc;
    c11_sv data;
    if (!ready(argv) || !pkl_io_bytes(&argv[1], &data) || !usable(argv, "write to closed file") || !drop_ahead(argv) || !pkl_io_bytes(&argv[1], &data)) return false;
    py_TValue* rest = py_pushtmp();
    int64_t size = data.size;
    memcpy(pkl_new_bytes(rest, data.size)->data, data.data, (size_t)data.size);
    bool ok = write_all(argv, rest, size);
    py_pop();
    return ok && pkl_return_int(size);
}

static bool buffered_flush(int argc, py_Ref argv) { return (void)argc, usable(argv, "flush of closed file") && drop_ahead(argv) && pkl_io_call(raw_of(argv), "flush", 0, NULL) && pkl_return_none(); }
static bool reader_flush(int argc, py_Ref argv) { return (void)argc, usable(argv, "flush of closed file") && pkl_io_call(raw_of(argv), "flush", 0, NULL) && pkl_return_none(); }

static bool buffered_tell(int argc, py_Ref argv) {
    (void)argc;
    int64_t place;
    if (!ready(argv) || !pkl_io_call(raw_of(argv), "tell", 0, NULL) || !pkl_index(py_retval(), &place, false)) return false;
    if (place < 0) return pkl_raise(tp_OSError, "Raw stream returned invalid position %i", place);
    return pkl_return_int(place - ahead_of(argv).size);
}

static bool buffered_seek(int argc, py_Ref argv) {
    (void)argc;
    int64_t place, whence = 0;
    py_TValue arguments[2] = {argv[1]};
    if (!ready(argv) || !pkl_size_argument(&argv[2], 0, &whence)) return false;
    if (whence < 0 || whence > 2) return pkl_raise(tp_ValueError, "whence value %i unsupported", whence);
    if (!usable(argv, "seek of closed file") || !pkl_index(&argv[1], &place, false)) return false;
    int able = pkl_io_ask(raw_of(argv), "seekable");
    if (able <= 0) return able == 0 && pkl_io_unsupported("File or stream is not seekable.");
    if (whence == 1) py_newint(&arguments[0], place - ahead_of(argv).size);
    py_newint(&arguments[1], whence);
    keep_ahead(argv, py_NIL(), 0);
    return pkl_io_call(raw_of(argv), "seek", 2, arguments);
}

static bool buffered_truncate(int argc, py_Ref argv) {
    py_TValue size = argc > 1 ? argv[1] : *py_None();
    if (!usable(argv, "truncate of closed file")) return false;
    int able = pkl_io_ask(argv, "writable");
    if (able <= 0) return able == 0 && pkl_io_unsupported("truncate");
    if (!drop_ahead(argv)) return false;
    return pkl_io_call(raw_of(argv), "truncate", 1, &size);
}

/* ---- the rest ------------------------------------------------------------------------------------------------------------- */

static bool get_closed(int argc, py_Ref argv) { return (void)argc, ready(argv) && py_getattr(raw_of(argv), py_name("closed")); }

static bool buffered_close(int argc, py_Ref argv) {
    (void)argc;
    if (!get_closed(1, argv)) return false;
    py_TValue closed = *py_retval(), error = {0};
    int done = py_bool(&closed);
    if (done) return done > 0 && pkl_return_none();
    if (!pkl_io_call(argv, "flush", 0, NULL)) pkl_exc_fetch(&error);
    py_TValue* kept = py_pushtmp();
    *kept = error;
    bool ok = pkl_io_call(raw_of(argv), "close", 0, NULL);
    if (ok && kept->type != tp_nil) pkl_exc_restore(kept), ok = false;
    py_pop();
    return ok;
}

static bool buffered_detach(int argc, py_Ref argv) {
    (void)argc;
    if (!ready(argv) || !pkl_io_call(argv, "flush", 0, NULL)) return false;
    *py_retval() = *raw_of(argv);
    *raw_of(argv) = *py_NIL();
    return true;
}

/* Methods that the raw stream answers: readable, writable, seekable, fileno, isatty. */
static bool by_raw(int argc, py_Ref argv) { return (void)argc, ready(argv) && pkl_io_call(raw_of(argv), pkl_current_native->_method->name, 0, NULL); }
static bool get_raw(int argc, py_Ref argv) { return (void)argc, *py_retval() = raw_of(argv)->type ? *raw_of(argv) : *py_None(), true; }
static bool get_name(int argc, py_Ref argv) { return (void)argc, ready(argv) && py_getattr(raw_of(argv), py_name("name")); }
static bool get_mode(int argc, py_Ref argv) { return (void)argc, ready(argv) && py_getattr(raw_of(argv), py_name("mode")); }

static bool buffered_repr(int argc, py_Ref argv) {
    (void)argc;
    int found = raw_of(argv)->type ? pkl_get_attribute(argv, PKL_NAME(name)) : 0;
    if (found < 0) py_clearexc(NULL);
    py_TValue name = *py_retval();
    PklBuilder out;
    pkl_builder_start(&out);
    pkl_put_char(&out, '<');
    pkl_put_type_name(&out, pkl_type_of(argv));
    if (found > 0 && !pkl_put_formatted(&out, " name=%R", &name)) return pkl_builder_end(&out), false;
    pkl_put_char(&out, '>');
    return pkl_builder_str(&out, py_retval());
}

#define INIT(function) {"__new__", pkl_io_new, NULL, PKL_ANY_KW, PKL_NEW, 0, 0}, {"__init__", function, "($self, /, raw, buffer_size=131072)", PKL_CLINIC, PKL_WRAPPER, 1, 2}
#define COMMON                                                                                                                                                        \
    PKL_IO_NONE("close", buffered_close), PKL_IO_NONE("detach", buffered_detach), PKL_IO_NONE("tell", buffered_tell),                                                 \
        {"seek", buffered_seek, "($self, target, whence=0, /)", PKL_RANGE, PKL_METHOD, 1, 2}, {"truncate", buffered_truncate, "($self, pos=None, /)", PKL_RANGE, PKL_METHOD, 0, 1}, \
        PKL_IO_NONE("seekable", by_raw), PKL_IO_NONE("fileno", by_raw), PKL_IO_NONE("isatty", by_raw), {"__repr__", buffered_repr, "($self, /)", PKL_NOARGS, PKL_WRAPPER, 0, 0}
#define READING                                                                                                                                                       \
    PKL_IO_NONE("readable", by_raw), PKL_IO_SIZE("read", buffered_read), PKL_IO_SIZE("read1", buffered_read1), PKL_IO_SIZE("peek", buffered_peek),                     \
        PKL_IO_SIZE("readline", buffered_readline), PKL_IO_ONE("readinto", buffered_readinto, "buffer"), PKL_IO_ONE("readinto1", buffered_readinto1, "buffer")
#define WRITING PKL_IO_NONE("writable", by_raw), PKL_IO_ONE("write", buffered_write, "buffer"), PKL_IO_NONE("flush", buffered_flush)

static const PklMethod READER[] = {INIT(reader_init), COMMON, READING, PKL_IO_NONE("flush", reader_flush), {0}};
static const PklMethod WRITER[] = {INIT(writer_init), COMMON, WRITING, {0}};
static const PklMethod RANDOM[] = {INIT(random_init), COMMON, READING, WRITING, {0}};
static const PklGetSet ATTRIBUTES[] = {{"closed", get_closed, NULL}, {"raw", get_raw, NULL}, {"name", get_name, NULL}, {"mode", get_mode, NULL}, {0}};

/* ---- BufferedRWPair ---------------------------------------------------------------------------------------------------------- */

enum { PAIR_READER, PAIR_WRITER, PAIR_SLOTS };

static bool pair_init(int argc, py_Ref argv) {
    (void)argc;
    py_TValue arguments[2];
    int able = pkl_io_ask(&argv[1], "readable");
    if (able <= 0) return able == 0 && pkl_io_unsupported("File or stream is not readable.");
    able = pkl_io_ask(&argv[2], "writable");
    if (able <= 0) return able == 0 && pkl_io_unsupported("File or stream is not writable.");
    for (int i = 0; i < 2; i++) {
        arguments[0] = argv[1 + i];
        arguments[1] = argv[3];
        if (!py_tpcall(i ? tp_BufferedWriter : tp_BufferedReader, argv[3].type == tp_nil ? 1 : 2, arguments)) return false;
        pkl_io_slots(argv)[i] = *py_retval();
    }
    return pkl_return_none();
}

static bool pair_call(int argc, py_Ref argv, int side) {
    py_TValue* stream = &pkl_io_slots(argv)[side];
    if (stream->type == tp_nil) return pkl_raise(tp_ValueError, "I/O operation on uninitialized object");
    int given = argc > 1 && argv[1].type == tp_nil ? 0 : argc - 1;
    return pkl_io_call(stream, pkl_current_native->_method->name, given, &argv[1]);
}

static bool by_reader(int argc, py_Ref argv) { return pair_call(argc, argv, PAIR_READER); }
static bool by_writer(int argc, py_Ref argv) { return pair_call(argc, argv, PAIR_WRITER); }
static bool pair_close(int argc, py_Ref argv) {
    (void)argc;
    py_TValue* slots = pkl_io_slots(argv);
    return pkl_io_call(&slots[PAIR_WRITER], "close", 0, NULL) && pkl_io_call(&slots[PAIR_READER], "close", 0, NULL);
}
static bool pair_closed(int argc, py_Ref argv) { return (void)argc, py_getattr(&pkl_io_slots(argv)[PAIR_WRITER], py_name("closed")); }

static const PklMethod PAIR[] = {
    {"__new__", pkl_io_new, NULL, PKL_ANY_KW, PKL_NEW, 0, 0},
    {"__init__", pair_init, "($self, reader, writer, buffer_size=131072, /)", PKL_RANGE, PKL_WRAPPER, 2, 3},
    PKL_IO_SIZE("read", by_reader), PKL_IO_SIZE("read1", by_reader), PKL_IO_SIZE("peek", by_reader), PKL_IO_NONE("readable", by_reader), PKL_IO_ONE("readinto", by_reader, "buffer"),
    PKL_IO_ONE("readinto1", by_reader, "buffer"), PKL_IO_ONE("write", by_writer, "b"), PKL_IO_NONE("flush", by_writer), PKL_IO_NONE("writable", by_writer), PKL_IO_NONE("isatty", by_reader),
    PKL_IO_NONE("close", pair_close), {0},
};
static const PklGetSet PAIR_ATTRIBUTES[] = {{"closed", pair_closed, NULL}, {0}};

#define STREAM .base = tp_BufferedIOBase, PKL_IO_TYPE, .slots = SLOTS, .getsets = ATTRIBUTES
const PklTypeSpec pkl_io_buffered_types[] = {
    {.id = tp_BufferedReader, .name = "BufferedReader", STREAM, .methods = READER},
    {.id = tp_BufferedWriter, .name = "BufferedWriter", STREAM, .methods = WRITER},
    {.id = tp_BufferedRandom, .name = "BufferedRandom", STREAM, .methods = RANDOM},
    {.id = tp_BufferedRWPair, .name = "BufferedRWPair", .base = tp_BufferedIOBase, PKL_IO_TYPE, .slots = PAIR_SLOTS, .methods = PAIR, .getsets = PAIR_ATTRIBUTES},
    {0},
};
