/* posix: stat and its like. */
#include "posix.h"

#include "../../language/types/structseq.h"

#include <fcntl.h>
#include <unistd.h>

static const PklStructseq STAT_RESULT = {"os", "stat_result",
                                         "st_mode st_ino st_dev st_nlink st_uid st_gid st_size st_atime st_mtime st_ctime st_atime st_mtime st_ctime st_atime_ns st_mtime_ns st_ctime_ns st_blksize "
                                         "st_blocks st_rdev",
                                         10};
static py_Type stat_result;
enum { SECONDS = 7, FLOATS = 10, NANOSECONDS = 13 };

bool pkl_give_stat(const struct stat* found) {
    const int64_t items[] = {found->st_mode, (int64_t)found->st_ino, (int64_t)found->st_dev, (int64_t)found->st_nlink, found->st_uid, found->st_gid, found->st_size};
    const struct timespec times[] = {found->st_atim, found->st_mtim, found->st_ctim};
    py_TValue* slots = PKL_SLOTS(pkl_structseq(py_retval(), stat_result));
    for (int i = 0; i < SECONDS; i++) py_newint(&slots[i], items[i]);
    for (int i = 0; i < 3; i++) {
        py_newint(&slots[SECONDS + i], times[i].tv_sec);
        py_newfloat(&slots[FLOATS + i], (double)times[i].tv_sec + 1e-9 * (double)times[i].tv_nsec);
        py_newint(&slots[NANOSECONDS + i], (int64_t)times[i].tv_sec * 1000000000 + times[i].tv_nsec);
    }
    py_newint(&slots[16], found->st_blksize);
    py_newint(&slots[17], found->st_blocks);
    py_newint(&slots[18], (int64_t)found->st_rdev);
    return true;
}

bool pkl_no_dir_fd(py_Ref value) {
    if (value->type == tp_nil || py_isnone(value)) return true;
    if (!pkl_is_int(value)) return pkl_raise(tp_TypeError, "argument should be integer or None, not %T", value);
    return pkl_raise(tp_NotImplementedError, "%s: dir_fd unavailable on this platform", pkl_current_native->_method->name);
}

static bool stat_path(py_Ref value, bool follow, bool numbers) {
    PklPath path;
    struct stat found;
    if (!pkl_path_argument(value, "path", numbers, &path)) return false;
    int status = path.text == NULL ? fstat((int)path.number, &found) : follow ? stat(path.text, &found) : lstat(path.text, &found);
    if (status != 0) return pkl_raise_errno(value, NULL);
    return pkl_give_stat(&found);
}

/* stat(path, *, dir_fd=None, follow_symlinks=True) */
static bool posix_stat(int argc, py_Ref argv) {
    (void)argc;
    int follow = argv[2].type == tp_nil ? 1 : py_bool(&argv[2]);
    return follow >= 0 && pkl_no_dir_fd(&argv[1]) && stat_path(argv, follow, true);
}

static bool posix_lstat(int argc, py_Ref argv) { return (void)argc, pkl_no_dir_fd(&argv[1]) && stat_path(argv, false, false); }

static bool posix_fstat(int argc, py_Ref argv) {
    (void)argc;
    int64_t number;
    struct stat found;
    if (!pkl_index(argv, &number, true)) return false;
    return fstat((int)number, &found) == 0 ? pkl_give_stat(&found) : pkl_raise_errno(NULL, NULL);
}

/* access(path, mode, *, dir_fd=None, effective_ids=False, follow_symlinks=True) */
static bool posix_access(int argc, py_Ref argv) {
    (void)argc;
    PklPath path;
    int64_t mode;
    if (!pkl_path_argument(argv, "path", false, &path) || !pkl_index(&argv[1], &mode, true) || !pkl_no_dir_fd(&argv[2])) return false;
    return pkl_return_bool(access(path.text, (int)mode) == 0);
}

static bool new_path(py_Ref value, PklPath* path) { return pkl_path_argument(value, "path", false, path); }

/* chmod(path, mode, *, dir_fd=None, follow_symlinks=True) */
static bool posix_chmod(int argc, py_Ref argv) {
    (void)argc;
    PklPath path;
    int64_t mode;
    if (!new_path(argv, &path) || !pkl_index(&argv[1], &mode, true) || !pkl_no_dir_fd(&argv[2])) return false;
    return chmod(path.text, (mode_t)mode) == 0 ? pkl_return_none() : pkl_raise_errno(argv, NULL);
}

/* A pair of numbers, seconds or nanoseconds. */
static bool read_times(py_Ref pair, bool nanoseconds, struct timespec times[2]) {
    if (!pkl_is_a(pair, tp_tuple) || pkl_tuple_length(pair) != 2) return pkl_raise(tp_TypeError, "utime: %s", nanoseconds ? "'ns' must be a tuple of two ints" : "'times' must be either a tuple of two ints or None");
    for (int i = 0; i < 2; i++) {
        double seconds;
        int64_t whole;
        py_TValue* item = &pkl_tuple_items(pair)[i];
        if (pkl_is_int(item) ? !pkl_index(item, &whole, false) : !py_castfloat(item, &seconds)) return false;
        if (pkl_is_int(item)) seconds = nanoseconds ? 0 : (double)whole;
        int64_t floor_ = nanoseconds ? whole / 1000000000 - (whole % 1000000000 < 0) : (int64_t)seconds - ((double)(int64_t)seconds > seconds);
        times[i].tv_sec = (time_t)floor_;
        times[i].tv_nsec = nanoseconds ? (long)(whole - floor_ * 1000000000) : (long)((seconds - (double)floor_) * 1e9);
    }
    return true;
}

/* utime(path, times=None, *, ns=…, dir_fd=None, follow_symlinks=True) */
static bool posix_utime(int argc, py_Ref argv) {
    (void)argc;
    PklPath path;
    struct timespec times[2];
    bool given = argv[1].type != tp_nil && !py_isnone(&argv[1]), nanoseconds = argv[2].type != tp_nil;
    if (!new_path(argv, &path) || !pkl_no_dir_fd(&argv[3])) return false;
    if (given && nanoseconds) return pkl_raise(tp_ValueError, "utime: you may specify either 'times' or 'ns' but not both");
    if ((given || nanoseconds) && !read_times(given ? &argv[1] : &argv[2], nanoseconds, times)) return false;
    return utimensat(AT_FDCWD, path.text, given || nanoseconds ? times : NULL, 0) == 0 ? pkl_return_none() : pkl_raise_errno(argv, NULL);
}

void pkl_posix_stat_start(PyModule* module) {
    stat_result = 0; /* of an interpreter that has ended */
    py_Type id = pkl_structseq_type(&STAT_RESULT, &stat_result); /* the table of types may move */
    PyType* type = pkl_vm->types[id];
    type->flags &= ~(uint32_t)PKL_TYPE_NO_NEW;
    pkl_library_set(module, "stat_result", &type->self);
}

const PklMethod pkl_posix_stat[] = {
    {"stat", posix_stat, "($module, /, path, *, dir_fd=None, follow_symlinks=True)", PKL_CLINIC, PKL_FUNCTION, 1, 1},
    {"lstat", posix_lstat, "($module, /, path, *, dir_fd=None)", PKL_CLINIC, PKL_FUNCTION, 1, 1},
    {"fstat", posix_fstat, "($module, /, fd)", PKL_CLINIC, PKL_FUNCTION, 1, 1},
    {"access", posix_access, "($module, /, path, mode, *, dir_fd=None, effective_ids=False, follow_symlinks=True)", PKL_CLINIC, PKL_FUNCTION, 2, 2},
    {"chmod", posix_chmod, "($module, /, path, mode, *, dir_fd=None, follow_symlinks=True)", PKL_CLINIC, PKL_FUNCTION, 2, 2},
    {"utime", posix_utime, "($module, /, path, times=None, *, ns=None, dir_fd=None, follow_symlinks=True)", PKL_CLINIC, PKL_FUNCTION, 1, 2},
    {0},
};
