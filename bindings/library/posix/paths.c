/* posix: folders and names of files. */
#include "posix.h"

#include <dirent.h>
#include <errno.h>
#include <limits.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

static bool done(int status, py_Ref filename, py_Ref filename2) { return status == 0 ? pkl_return_none() : pkl_raise_errno(filename, filename2); }

static bool current_folder(bool bytes) {
    char text[PATH_MAX];
    return getcwd(text, sizeof text) ? pkl_path_text(text, bytes, py_retval()) : pkl_raise_errno(NULL, NULL);
}

static bool posix_getcwd(int argc, py_Ref argv) { return (void)argc, (void)argv, current_folder(false); }
static bool posix_getcwdb(int argc, py_Ref argv) { return (void)argc, (void)argv, current_folder(true); }

static bool posix_chdir(int argc, py_Ref argv) {
    (void)argc;
    PklPath path;
    if (!pkl_path_argument(argv, "path", true, &path)) return false;
    if (path.text == NULL) return pkl_raise(tp_NotImplementedError, "chdir: open files are no folders here: use a path");
    return done(chdir(path.text), argv, NULL);
}

/* mkdir(path, mode=0o777, *, dir_fd=None) */
static bool posix_mkdir(int argc, py_Ref argv) {
    (void)argc;
    PklPath path;
    int64_t mode = 0777;
    if (!pkl_path_argument(argv, "path", false, &path) || !pkl_size_argument(&argv[1], 0777, &mode) || !pkl_no_dir_fd(&argv[2])) return false;
    return done(mkdir(path.text, (mode_t)mode), argv, NULL);
}

static bool posix_rmdir(int argc, py_Ref argv) {
    (void)argc;
    PklPath path;
    return pkl_path_argument(argv, "path", false, &path) && pkl_no_dir_fd(&argv[1]) && done(rmdir(path.text), argv, NULL);
}

static bool posix_unlink(int argc, py_Ref argv) {
    (void)argc;
    PklPath path;
    return pkl_path_argument(argv, "path", false, &path) && pkl_no_dir_fd(&argv[1]) && done(unlink(path.text), argv, NULL);
}

/* rename(src, dst, *, src_dir_fd=None, dst_dir_fd=None); replace too */
static bool posix_rename(int argc, py_Ref argv) {
    (void)argc;
    PklPath from, to;
    if (!pkl_path_argument(argv, "src", false, &from) || !pkl_path_argument(&argv[1], "dst", false, &to)) return false;
    return pkl_no_dir_fd(&argv[2]) && pkl_no_dir_fd(&argv[3]) && done(rename(from.text, to.text), &argv[0], &argv[1]);
}

/* symlink(src, dst, target_is_directory=False, *, dir_fd=None) */
static bool posix_symlink(int argc, py_Ref argv) {
    (void)argc;
    PklPath from, to;
    if (!pkl_path_argument(argv, "src", false, &from) || !pkl_path_argument(&argv[1], "dst", false, &to)) return false;
    return pkl_no_dir_fd(&argv[3]) && done(symlink(from.text, to.text), &argv[0], &argv[1]);
}

static bool posix_readlink(int argc, py_Ref argv) {
    (void)argc;
    PklPath path;
    char text[PATH_MAX + 1];
    if (!pkl_path_argument(argv, "path", false, &path) || !pkl_no_dir_fd(&argv[1])) return false;
    ssize_t size = readlink(path.text, text, PATH_MAX);
    if (size < 0) return pkl_raise_errno(argv, NULL);
    text[size] = 0;
    return pkl_path_text(text, path.bytes, py_retval());
}

/* listdir(path=None) */
static bool posix_listdir(int argc, py_Ref argv) {
    (void)argc;
    PklPath path = {.text = "."};
    py_TValue shown = {0}, list;
    if (argv[0].type != tp_nil && !py_isnone(argv)) {
        if (!pkl_path_argument(argv, "path", PKL_PATH_NUMBER_NONE, &path)) return false;
        if (path.text == NULL) return pkl_raise(tp_NotImplementedError, "%s: open files are no folders here: use a path", pkl_current_native->_method->name);
        shown = argv[0];
    }
    DIR* folder = opendir(path.text);
    if (folder == NULL) return pkl_raise_errno(&shown, NULL);
    PyList* names = pkl_new_list(&list, 0);
    bool ok = true;
    for (struct dirent* entry; ok && (entry = readdir(folder)) != NULL;) {
        py_TValue name;
        if (strcmp(entry->d_name, ".") == 0 || strcmp(entry->d_name, "..") == 0) continue;
        ok = pkl_path_text(entry->d_name, path.bytes, &name) && pkl_list_append(names, &name);
    }
    closedir(folder);
    *py_retval() = list;
    return ok;
}

static bool posix_fspath(int argc, py_Ref argv) { return (void)argc, pkl_fspath(argv); }

#define ONE_PATH(name, function) {name, function, "($module, /, path, *, dir_fd=None)", PKL_CLINIC, PKL_FUNCTION, 1, 1}
#define TWO_PATHS(name, function) {name, function, "($module, /, src, dst, *, src_dir_fd=None, dst_dir_fd=None)", PKL_CLINIC, PKL_FUNCTION, 2, 2}

const PklMethod pkl_posix_paths[] = {
    {"getcwd", posix_getcwd, "($module, /)", PKL_NOARGS, PKL_FUNCTION, 0, 0},
    {"getcwdb", posix_getcwdb, "($module, /)", PKL_NOARGS, PKL_FUNCTION, 0, 0},
    {"chdir", posix_chdir, "($module, /, path)", PKL_CLINIC, PKL_FUNCTION, 1, 1},
    {"mkdir", posix_mkdir, "($module, /, path, mode=511, *, dir_fd=None)", PKL_CLINIC, PKL_FUNCTION, 1, 2},
    ONE_PATH("rmdir", posix_rmdir), ONE_PATH("unlink", posix_unlink), ONE_PATH("remove", posix_unlink), ONE_PATH("readlink", posix_readlink),
    TWO_PATHS("rename", posix_rename), TWO_PATHS("replace", posix_rename),
    {"symlink", posix_symlink, "($module, /, src, dst, target_is_directory=False, *, dir_fd=None)", PKL_CLINIC, PKL_FUNCTION, 2, 3},
    {"listdir", posix_listdir, "($module, /, path=None)", PKL_CLINIC, PKL_FUNCTION, 0, 1},
    {"fspath", posix_fspath, "($module, /, path)", PKL_CLINIC, PKL_FUNCTION, 1, 1},
    {0},
};
