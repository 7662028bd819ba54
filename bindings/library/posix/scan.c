/* posix: scandir. The whole folder is read at once. */
#include "posix.h"

#include <dirent.h>
#include <errno.h>
#include <string.h>
#include <unistd.h>

enum { ENTRY_NAME, ENTRY_PATH, ENTRY_SLOTS };
enum { SCAN_LIST, SCAN_AT, SCAN_SLOTS };

static py_TValue* slots_of(py_Ref self) { return PKL_SLOTS(self->_obj); }

/* ---- entries ------------------------------------------------------------------------------------------------------ */

/* 1 it is there, 0 not, -1 error */
static int entry_stat(py_Ref self, bool follow, struct stat* out) {
    PklPath path;
    py_TValue value = slots_of(self)[ENTRY_PATH];
    if (!pkl_path_argument(&value, "path", false, &path)) return -1;
    if ((follow ? stat(path.text, out) : lstat(path.text, out)) == 0) return 1;
    return errno == ENOENT ? 0 : (pkl_raise_errno(&value, NULL), -1);
}

static bool is_kind(py_Ref argv, mode_t kind) {
    struct stat found;
    int follow = argv[1].type == tp_nil ? 1 : py_bool(&argv[1]);
    int there = follow < 0 ? -1 : entry_stat(argv, follow, &found);
    return there >= 0 && pkl_return_bool(there && (found.st_mode & S_IFMT) == kind);
}

static bool entry_is_dir(int argc, py_Ref argv) { return (void)argc, is_kind(argv, S_IFDIR); }
static bool entry_is_file(int argc, py_Ref argv) { return (void)argc, is_kind(argv, S_IFREG); }

static bool entry_is_symlink(int argc, py_Ref argv) {
    (void)argc;
    struct stat found;
    int there = entry_stat(argv, false, &found);
    return there >= 0 && pkl_return_bool(there && S_ISLNK(found.st_mode));
}

static bool entry_is_junction(int argc, py_Ref argv) { return (void)argc, (void)argv, pkl_return_bool(false); }

static bool give_or_raise(py_Ref self, int there, const struct stat* found) {
    if (there == 0) return pkl_raise_errno_number(2, &slots_of(self)[ENTRY_PATH], NULL);
    return there > 0 && pkl_give_stat(found);
}

static bool entry_get_stat(int argc, py_Ref argv) {
    (void)argc;
    struct stat found;
    int follow = argv[1].type == tp_nil ? 1 : py_bool(&argv[1]);
    return follow >= 0 && give_or_raise(argv, entry_stat(argv, follow, &found), &found);
}

static bool entry_inode(int argc, py_Ref argv) {
    (void)argc;
    struct stat found;
    int there = entry_stat(argv, false, &found);
    return there > 0 ? pkl_return_int((int64_t)found.st_ino) : give_or_raise(argv, there, &found);
}

static bool entry_repr(int argc, py_Ref argv) { return (void)argc, pkl_str_format(py_retval(), "<DirEntry %R>", &slots_of(argv)[ENTRY_NAME]); }
static bool entry_fspath(int argc, py_Ref argv) { return (void)argc, *py_retval() = slots_of(argv)[ENTRY_PATH], true; }

/* ---- the iterator --------------------------------------------------------------------------------------------------- */

static bool scan_next(int argc, py_Ref argv) {
    (void)argc;
    py_TValue* slots = slots_of(argv);
    if (slots[SCAN_LIST].type == tp_nil || slots[SCAN_AT]._i64 >= py_list_len(&slots[SCAN_LIST])) return slots[SCAN_LIST] = *py_NIL(), pkl_stop();
    *py_retval() = *py_list_getitem(&slots[SCAN_LIST], (int)slots[SCAN_AT]._i64++);
    return true;
}

static bool scan_close(int argc, py_Ref argv) { return (void)argc, slots_of(argv)[SCAN_LIST] = *py_NIL(), pkl_return_none(); }

static bool join(py_Ref folder, bool bytes, const char* name, py_OutRef out) {
    PklBuilder builder;
    pkl_builder_start(&builder);
    py_TValue text;
    if (!pkl_path_text(name, bytes, &text)) return false;
    if (folder->type != tp_nil) {
        c11_sv start = pkl_text(folder);
        pkl_put(&builder, start.data, start.size);
        if (start.size > 0 && start.data[start.size - 1] != '/') pkl_put_char(&builder, '/');
    } else pkl_put_text(&builder, "./");
    pkl_put(&builder, pkl_text(&text).data, pkl_text(&text).size);
    return bytes ? pkl_builder_bytes(&builder, out) : pkl_builder_str(&builder, out);
}

static bool add_entry(PyList* list, py_Ref folder, bool bytes, const char* name) {
    py_TValue entry;
    py_TValue* slots = PKL_SLOTS(pkl_new(&entry, tp_DirEntry));
    return pkl_path_text(name, bytes, &slots[ENTRY_NAME]) && join(folder, bytes, name, &slots[ENTRY_PATH]) && pkl_list_append(list, &entry);
}

/* scandir(path=None) */
static bool posix_scandir(int argc, py_Ref argv) {
    (void)argc;
    PklPath path = {.text = "."};
    py_TValue folder = {0}, made, *slots;
    if (argv[0].type != tp_nil && !py_isnone(argv)) {
        if (!pkl_path_argument(argv, "path", PKL_PATH_NUMBER_NONE, &path)) return false;
        if (path.text == NULL) return pkl_raise(tp_NotImplementedError, "%s: open files are no folders here: use a path", pkl_current_native->_method->name);
        folder = argv[0];
    }
    DIR* opened = opendir(path.text);
    if (opened == NULL) return pkl_raise_errno(&folder, NULL);
    slots = PKL_SLOTS(pkl_new(&made, tp_ScandirIterator));
    PyList* list = pkl_new_list(&slots[SCAN_LIST], 0);
    py_newint(&slots[SCAN_AT], 0);
    bool ok = true;
    for (struct dirent* entry; ok && (entry = readdir(opened)) != NULL;)
        if (strcmp(entry->d_name, ".") != 0 && strcmp(entry->d_name, "..") != 0) ok = add_entry(list, &folder, path.bytes, entry->d_name);
    closedir(opened);
    *py_retval() = made;
    return ok;
}

#define FOLLOW(name, function) {name, function, "($self, /, *, follow_symlinks=True)", PKL_CLINIC, PKL_METHOD, 0, 0}
#define NOARGS(name, function) {name, function, "($self, /)", PKL_NOARGS, PKL_METHOD, 0, 0}

static const PklMethod ENTRY[] = {
    FOLLOW("is_dir", entry_is_dir), FOLLOW("is_file", entry_is_file), FOLLOW("stat", entry_get_stat), NOARGS("is_symlink", entry_is_symlink), NOARGS("is_junction", entry_is_junction),
    NOARGS("inode", entry_inode), NOARGS("__fspath__", entry_fspath),
    {"__repr__", entry_repr, "($self, /)", PKL_NOARGS, PKL_WRAPPER, 0, 0},
    {"__class_getitem__", pkl_generic_alias, NULL, PKL_O, PKL_CLASS, 1, 1},
    {0},
};
static const PklMember ENTRY_MEMBERS[] = {{"name", ENTRY_NAME, false, false}, {"path", ENTRY_PATH, false, false}, {0}};

static const PklMethod SCAN[] = {
    PKL_ITERATOR(scan_next), NOARGS("close", scan_close), NOARGS("__enter__", pkl_self),
    {"__exit__", scan_close, NULL, PKL_ANY, PKL_METHOD, 0, 0},
    {0},
};

const PklTypeSpec pkl_posix_scan_types[] = {
    {.id = tp_DirEntry, .base = tp_object, .name = "DirEntry", .module = "posix", .slots = ENTRY_SLOTS, .flags = PKL_TYPE_FINAL | PKL_TYPE_NO_NEW, .methods = ENTRY, .members = ENTRY_MEMBERS},
    {.id = tp_ScandirIterator, .base = tp_object, .name = "ScandirIterator", .module = "posix", .slots = SCAN_SLOTS, .flags = PKL_TYPE_FINAL | PKL_TYPE_NO_NEW, .hidden = true, .methods = SCAN},
    {0},
};
const PklMethod pkl_posix_scan[] = {{"scandir", posix_scandir, "($module, /, path=None)", PKL_CLINIC, PKL_FUNCTION, 0, 1}, {0}};
