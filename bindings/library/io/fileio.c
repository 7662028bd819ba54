/* _io.FileIO: files of the host. */
#include "io.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>
#include <sys/stat.h>

enum { FD, READS, WRITES, APPENDS, CREATES, CLOSES, SLOTS };

static int fd_of(py_Ref self) { return pkl_io_slots(self)[FD].type == tp_nil ? -1 : (int)pkl_io_slots(self)[FD]._i64; }
static bool is(py_Ref self, int slot) { return pkl_io_slots(self)[slot].type == tp_bool && pkl_io_slots(self)[slot]._bool; }
static bool open_file(py_Ref self) { return fd_of(self) >= 0 || pkl_raise(tp_ValueError, "I/O operation on closed file"); }

static bool readable(py_Ref self) { return open_file(self) && (is(self, READS) || pkl_io_unsupported("File not open for reading")); }
static bool writable(py_Ref self) { return open_file(self) && (is(self, WRITES) || pkl_io_unsupported("File not open for writing")); }

/* Flags of a mode; -1 ValueError. */
static int parse_mode(py_Ref self, const char* mode) {
    int kinds = 0, plus = 0, flags = 0;
    py_TValue* slots = pkl_io_slots(self);
    for (int i = READS; i < SLOTS; i++) py_newbool(&slots[i], false);
    for (; *mode; mode++) {
        if (*mode == 'b') continue;
        if (*mode == '+') plus++;
        else if (strchr("rwax", *mode)) kinds++;
        else return pkl_raise(tp_ValueError, "invalid mode: %s", mode), -1;
        if (*mode == 'r') py_newbool(&slots[READS], true);
        else if (*mode != '+') py_newbool(&slots[WRITES], true), flags |= O_CREAT;
        if (*mode == 'w') flags |= O_TRUNC;
        if (*mode == 'x') py_newbool(&slots[CREATES], true), flags |= O_EXCL;
        if (*mode == 'a') py_newbool(&slots[APPENDS], true), flags |= O_APPEND;
    }
    if (kinds != 1 || plus > 1) return pkl_raise(tp_ValueError, "Must have exactly one of create/read/write/append mode and at most one plus"), -1;
    if (plus) py_newbool(&slots[READS], true), py_newbool(&slots[WRITES], true);
    return flags | (is(self, READS) && is(self, WRITES) ? O_RDWR : is(self, READS) ? O_RDONLY : O_WRONLY);
}

static bool by_opener(py_Ref argv, int flags, int* fd) {
    py_TValue arguments[2] = {argv[1]};
    int64_t number;
    py_newint(&arguments[1], flags);
    if (!pkl_call(&argv[4], 2, arguments)) return false;
    if (!pkl_is_int(py_retval())) return pkl_raise(tp_TypeError, "expected integer from opener");
    if (!pkl_index(py_retval(), &number, true)) return false;
    if (number < 0) return pkl_raise(tp_ValueError, "opener returned %i", number);
    *fd = (int)number;
    return true;
}

static bool check_opened(py_Ref self, py_Ref name, int fd, bool owned) {
    struct stat found;
    if (fstat(fd, &found) == 0 && S_ISDIR(found.st_mode)) errno = EISDIR;
    else if (fstat(fd, &found) == 0) {
        py_newint(&pkl_io_slots(self)[FD], fd);
        pkl_io_set(self, "name", name);
        if (is(self, APPENDS)) lseek(fd, 0, SEEK_END);
        return pkl_return_none();
    }
    pkl_raise_errno(owned ? name : NULL, NULL);
    if (owned) close(fd);
    return false;
}

static bool read_path(py_Ref value, PklPath* path) {
    if (!pkl_fspath(value)) return false;
    *value = *py_retval();
    c11_sv text = pkl_text(value);
    if (memchr(text.data, 0, (size_t)text.size) != NULL) return pkl_raise(tp_ValueError, "embedded null byte");
    return pkl_path_argument(value, "path", PKL_PATH_ONLY, path);
}

static bool file_init(int argc, py_Ref argv) {
    (void)argc;
    py_Ref self = argv;
    PklPath path = {.text = NULL};
    py_TValue name = argv[1];
    int closes = argv[3].type == tp_nil ? 1 : py_bool(&argv[3]), fd = -1;
    bool number = pkl_is_int(&argv[1]), opener = argv[4].type != tp_nil && !py_isnone(&argv[4]);
    if (argv[2].type != tp_nil && !pkl_is_str(&argv[2])) return pkl_raise(tp_TypeError, "FileIO() argument 'mode' must be str, not %s", pkl_argument_type(&argv[2]));
    if (closes < 0) return false;
    if (number && argv[1]._i64 < 0) return pkl_raise(tp_ValueError, "negative file descriptor");
    int flags = parse_mode(self, argv[2].type == tp_nil ? "r" : py_tostr(&argv[2]));
    if (flags < 0 || (!number && !read_path(&argv[1], &path))) return false;
    if (!number && !closes) return pkl_raise(tp_ValueError, "Cannot use closefd=False with file name");
    py_newbool(&pkl_io_slots(self)[CLOSES], closes);
    if (number) fd = (int)argv[1]._i64;
    else if (opener) {
        if (!by_opener(argv, flags | O_CLOEXEC, &fd)) return false;
    } else if ((fd = open(path.text, flags | O_CLOEXEC, 0666)) < 0) return pkl_raise_errno(&name, NULL);
    return check_opened(self, &name, fd, !number);
}

static bool file_close(int argc, py_Ref argv) {
    (void)argc;
    int fd = fd_of(argv);
    if (fd < 0) return pkl_return_none();
    pkl_io_set(argv, "__IOBase_closed", py_True());
    py_newint(&pkl_io_slots(argv)[FD], -1);
    if (is(argv, CLOSES) && close(fd) != 0) return pkl_raise_errno(NULL, NULL);
    return pkl_return_none();
}

static bool read_some(int fd, PklBuilder* out, int64_t size) {
    char* room = pkl_builder_room(out, size);
    if (room == NULL) return false;
    ssize_t got = read(fd, room, (size_t)size);
    if (got < 0) return pkl_raise_errno(NULL, NULL);
    out->size += got;
    return true;
}

/* The whole rest where `size` is negative. */
static bool read_bytes(py_Ref self, int64_t size) {
    if (!readable(self) || (size >= 0 && !pkl_reserve((uint64_t)size))) return false;
    PklBuilder out;
    pkl_builder_start(&out);
    bool ok = true;
    for (int64_t before = -1; ok && before != out.size;) {
        before = out.size;
        ok = read_some(fd_of(self), &out, size >= 0 ? size : 65536);
        if (size >= 0) break;
    }
    if (ok) return pkl_builder_bytes(&out, py_retval());
    pkl_builder_end(&out);
    return false;
}

static bool file_read(int argc, py_Ref argv) {
    (void)argc;
    int64_t size;
    return readable(argv) && pkl_io_size(&argv[1], &size) && read_bytes(argv, size);
}

static bool file_readall(int argc, py_Ref argv) { return (void)argc, read_bytes(argv, -1); }

static bool file_readinto(int argc, py_Ref argv) {
    (void)argc;
    int64_t room;
    if (!readable(argv) || (room = pkl_io_room(&argv[1])) < 0 || !read_bytes(argv, room)) return false;
    c11_sv data = pkl_text(py_retval());
    return pkl_io_fill(&argv[1], data) && pkl_return_int(data.size);
}

static bool file_write(int argc, py_Ref argv) {
    (void)argc;
    c11_sv data;
    if (!writable(argv) || !pkl_io_bytes(&argv[1], &data)) return false;
    ssize_t count = write(fd_of(argv), data.data, (size_t)data.size);
    return count >= 0 ? pkl_return_int(count) : pkl_raise_errno(NULL, NULL);
}

static bool seek_to(py_Ref self, int64_t place, int whence) {
    off_t at = lseek(fd_of(self), (off_t)place, whence);
    return at >= 0 ? pkl_return_int(at) : pkl_raise_errno(NULL, NULL);
}

static bool file_seek(int argc, py_Ref argv) {
    (void)argc;
    int64_t place, whence = 0;
    return open_file(argv) && pkl_index(&argv[1], &place, false) && pkl_size_argument(&argv[2], 0, &whence) && seek_to(argv, place, (int)whence);
}

static bool file_tell(int argc, py_Ref argv) { return (void)argc, open_file(argv) && seek_to(argv, 0, SEEK_CUR); }

static bool file_truncate(int argc, py_Ref argv) {
    (void)argc;
    int64_t size;
    if (!writable(argv)) return false;
    if (argv[1].type == tp_nil || py_isnone(&argv[1])) {
        if (!seek_to(argv, 0, SEEK_CUR)) return false;
        argv[1] = *py_retval();
    }
    if (!pkl_index(&argv[1], &size, false)) return false;
    return ftruncate(fd_of(argv), (off_t)size) == 0 ? pkl_return_int(size) : pkl_raise_errno(NULL, NULL);
}

static bool file_fileno(int argc, py_Ref argv) { return (void)argc, open_file(argv) && pkl_return_int(fd_of(argv)); }
static bool file_isatty(int argc, py_Ref argv) { return (void)argc, open_file(argv) && pkl_return_bool(isatty(fd_of(argv)) == 1); }
static bool file_readable(int argc, py_Ref argv) { return (void)argc, open_file(argv) && pkl_return_bool(is(argv, READS)); }
static bool file_writable(int argc, py_Ref argv) { return (void)argc, open_file(argv) && pkl_return_bool(is(argv, WRITES)); }
static bool file_seekable(int argc, py_Ref argv) { return (void)argc, open_file(argv) && pkl_return_bool(lseek(fd_of(argv), 0, SEEK_CUR) >= 0); }
static bool get_closed(int argc, py_Ref argv) { return (void)argc, pkl_return_bool(fd_of(argv) < 0); }
static bool get_closefd(int argc, py_Ref argv) { return (void)argc, pkl_return_bool(is(argv, CLOSES)); }

static const char* mode_of(py_Ref self) {
    if (is(self, CREATES)) return is(self, READS) ? "xb+" : "xb";
    if (is(self, APPENDS)) return is(self, READS) ? "ab+" : "ab";
    return !is(self, WRITES) ? "rb" : is(self, READS) ? "rb+" : "wb";
}

static bool get_mode(int argc, py_Ref argv) { return (void)argc, py_newstr(py_retval(), mode_of(argv)), true; }
static bool get_size(int argc, py_Ref argv) { return (void)argc, (void)argv, pkl_return_int(131072); }

static bool file_repr(int argc, py_Ref argv) {
    (void)argc;
    if (fd_of(argv) < 0) return pkl_str_format(py_retval(), "<_io.FileIO [closed]>");
    py_Ref name = pkl_io_get(argv, "name");
    const char* closes = is(argv, CLOSES) ? "True" : "False";
    if (name == NULL) return pkl_str_format(py_retval(), "<_io.FileIO fd=%d mode='%s' closefd=%s>", fd_of(argv), mode_of(argv), closes);
    return pkl_str_format(py_retval(), "<_io.FileIO name=%R mode='%s' closefd=%s>", name, mode_of(argv), closes);
}

static const PklMethod FILE_METHODS[] = {
    {"__new__", pkl_io_new, NULL, PKL_ANY_KW, PKL_NEW, 0, 0},
    {"__init__", file_init, "($self, /, file, mode='r', closefd=True, opener=None)", PKL_CLINIC, PKL_WRAPPER, 1, 4},
    PKL_IO_NONE("close", file_close), PKL_IO_SIZE("read", file_read), PKL_IO_NONE("readall", file_readall), PKL_IO_ONE("readinto", file_readinto, "buffer"), PKL_IO_ONE("write", file_write, "b"),
    {"seek", file_seek, "($self, pos, whence=0, /)", PKL_RANGE, PKL_METHOD, 1, 2},
    {"truncate", file_truncate, "($self, size=None, /)", PKL_RANGE, PKL_METHOD, 0, 1},
    PKL_IO_NONE("tell", file_tell), PKL_IO_NONE("fileno", file_fileno), PKL_IO_NONE("isatty", file_isatty), PKL_IO_NONE("readable", file_readable), PKL_IO_NONE("writable", file_writable),
    PKL_IO_NONE("seekable", file_seekable),
    {"__repr__", file_repr, "($self, /)", PKL_NOARGS, PKL_WRAPPER, 0, 0},
    {0},
};
static const PklGetSet FILE_ATTRIBUTES[] = {{"closed", get_closed, NULL}, {"closefd", get_closefd, NULL}, {"mode", get_mode, NULL}, {"_blksize", get_size, NULL}, {0}};

const PklTypeSpec pkl_io_file_types[] = {
    {.id = tp_FileIO, .base = tp_RawIOBase, .name = "FileIO", PKL_IO_TYPE, .slots = SLOTS, .methods = FILE_METHODS, .getsets = FILE_ATTRIBUTES},
    {0},
};
