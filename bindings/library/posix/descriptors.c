/* posix: files by their numbers. */
#include "posix.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

static bool number_of(py_Ref value, int* out) {
    int64_t number;
    if (!pkl_index(value, &number, true)) return false;
    *out = number < -1 || number > INT32_MAX ? -1 : (int)number;
    return true;
}

/* open(path, flags, mode=0o777, *, dir_fd=None) */
static bool posix_open(int argc, py_Ref argv) {
    (void)argc;
    PklPath path;
    int64_t flags, mode = 0777;
    if (!pkl_path_argument(argv, "path", false, &path) || !pkl_index(&argv[1], &flags, false) || !pkl_size_argument(&argv[2], 0777, &mode) || !pkl_no_dir_fd(&argv[3])) return false;
    int number = open(path.text, (int)flags | O_CLOEXEC, (mode_t)mode);
    return number >= 0 ? pkl_return_int(number) : pkl_raise_errno(argv, NULL);
}

static bool close_number(int argc, py_Ref argv) {
    (void)argc;
    int number;
    if (!number_of(argv, &number)) return false;
    return close(number) == 0 ? pkl_return_none() : pkl_raise_errno(NULL, NULL);
}

static bool posix_read(int argc, py_Ref argv) {
    (void)argc;
    int number;
    int64_t size;
    if (!number_of(argv, &number) || !pkl_index(&argv[1], &size, false)) return false;
    if (size < 0) return pkl_raise_errno_number(22, NULL, NULL);
    if (!pkl_reserve((uint64_t)size)) return false;
    PklBuilder builder;
    pkl_builder_start(&builder);
    char* room = pkl_builder_room(&builder, size);
    ssize_t got = room ? read(number, room, (size_t)size) : 0;
    if (got > 0) builder.size += got;
    if (got >= 0) return pkl_builder_bytes(&builder, py_retval());
    pkl_builder_end(&builder);
    return pkl_raise_errno(NULL, NULL);
}

static bool posix_write(int argc, py_Ref argv) {
    (void)argc;
    int number;
    c11_sv data;
    if (!number_of(argv, &number) || !pkl_bytes_like(&argv[1], &data)) return false;
    ssize_t count = write(number, data.data, (size_t)data.size);
    return count >= 0 ? pkl_return_int(count) : pkl_raise_errno(NULL, NULL);
}

static bool posix_lseek(int argc, py_Ref argv) {
    (void)argc;
    int number;
    int64_t place, whence;
    if (!number_of(argv, &number) || !pkl_index(&argv[1], &place, false) || !pkl_index(&argv[2], &whence, true)) return false;
    off_t at = lseek(number, (off_t)place, (int)whence);
    return at >= 0 ? pkl_return_int(at) : pkl_raise_errno(NULL, NULL);
}

static bool posix_ftruncate(int argc, py_Ref argv) {
    (void)argc;
    int number;
    int64_t size;
    if (!number_of(argv, &number) || !pkl_index(&argv[1], &size, false)) return false;
    return ftruncate(number, (off_t)size) == 0 ? pkl_return_none() : pkl_raise_errno(NULL, NULL);
}

static bool posix_truncate(int argc, py_Ref argv) {
    (void)argc;
    PklPath path;
    int64_t size;
    if (!pkl_path_argument(argv, "path", true, &path) || !pkl_index(&argv[1], &size, false)) return false;
    int status = path.text ? truncate(path.text, (off_t)size) : ftruncate((int)path.number, (off_t)size);
    return status == 0 ? pkl_return_none() : pkl_raise_errno(argv, NULL);
}

static bool posix_isatty(int argc, py_Ref argv) {
    (void)argc;
    int number;
    return number_of(argv, &number) && pkl_return_bool(isatty(number) == 1);
}

static bool posix_fsync(int argc, py_Ref argv) {
    (void)argc;
    int number;
    if (!number_of(argv, &number)) return false;
    return fsync(number) == 0 ? pkl_return_none() : pkl_raise_errno(NULL, NULL);
}

/* Whether programs that a process starts get the file: there are none. */
static bool get_inheritable(int argc, py_Ref argv) { return (void)argc, (void)argv, pkl_return_bool(false); }

const PklMethod pkl_posix_descriptors[] = {
    {"open", posix_open, "($module, /, path, flags, mode=511, *, dir_fd=None)", PKL_CLINIC, PKL_FUNCTION, 2, 3},
    {"close", close_number, "($module, /, fd)", PKL_CLINIC, PKL_FUNCTION, 1, 1},
    {"read", posix_read, "($module, fd, length, /)", PKL_RANGE, PKL_FUNCTION, 2, 2},
    {"write", posix_write, "($module, fd, data, /)", PKL_RANGE, PKL_FUNCTION, 2, 2},
    {"lseek", posix_lseek, "($module, fd, position, whence, /)", PKL_RANGE, PKL_FUNCTION, 3, 3},
    {"ftruncate", posix_ftruncate, "($module, fd, length, /)", PKL_RANGE, PKL_FUNCTION, 2, 2},
    {"truncate", posix_truncate, "($module, /, path, length)", PKL_CLINIC, PKL_FUNCTION, 2, 2},
    {"isatty", posix_isatty, "($module, fd, /)", PKL_O, PKL_FUNCTION, 1, 1},
    {"fsync", posix_fsync, "($module, /, fd)", PKL_CLINIC, PKL_FUNCTION, 1, 1},
    {"get_inheritable", get_inheritable, "($module, fd, /)", PKL_O, PKL_FUNCTION, 1, 1},
    {0},
};
