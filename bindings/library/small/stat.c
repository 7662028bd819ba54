/* _stat: the constants of st_mode, and what it says of a file. */
#include "../library.h"

#include <string.h>

static const struct {
    const char* name;
    uint32_t value;
} CONSTANTS[] = {
    {"S_IFDIR", 0040000}, {"S_IFCHR", 0020000}, {"S_IFBLK", 0060000}, {"S_IFREG", 0100000}, {"S_IFIFO", 0010000}, {"S_IFLNK", 0120000}, {"S_IFSOCK", 0140000},
    {"S_IFDOOR", 0}, {"S_IFPORT", 0}, {"S_IFWHT", 0}, {"S_ISUID", 04000}, {"S_ISGID", 02000}, {"S_ISVTX", 01000}, {"S_ENFMT", 02000},
    {"S_IREAD", 0400}, {"S_IWRITE", 0200}, {"S_IEXEC", 0100}, {"S_IRWXU", 0700}, {"S_IRUSR", 0400}, {"S_IWUSR", 0200}, {"S_IXUSR", 0100},
    {"S_IRWXG", 0070}, {"S_IRGRP", 0040}, {"S_IWGRP", 0020}, {"S_IXGRP", 0010}, {"S_IRWXO", 0007}, {"S_IROTH", 0004}, {"S_IWOTH", 0002}, {"S_IXOTH", 0001},
    {"UF_SETTABLE", 0x0000ffff}, {"UF_NODUMP", 0x1}, {"UF_IMMUTABLE", 0x2}, {"UF_APPEND", 0x4}, {"UF_OPAQUE", 0x8}, {"UF_NOUNLINK", 0x10}, {"UF_COMPRESSED", 0x20},
    {"UF_TRACKED", 0x40}, {"UF_DATAVAULT", 0x80}, {"UF_HIDDEN", 0x8000}, {"SF_SETTABLE", 0xffff0000}, {"SF_ARCHIVED", 0x10000}, {"SF_IMMUTABLE", 0x20000},
    {"SF_APPEND", 0x40000}, {"SF_NOUNLINK", 0x100000}, {"SF_SNAPSHOT", 0x200000}, {"SF_FIRMLINK", 0x800000}, {"SF_DATALESS", 0x40000000},
    {"ST_MODE", 0}, {"ST_INO", 1}, {"ST_DEV", 2}, {"ST_NLINK", 3}, {"ST_UID", 4}, {"ST_GID", 5}, {"ST_SIZE", 6}, {"ST_ATIME", 7}, {"ST_MTIME", 8}, {"ST_CTIME", 9},
};

static bool mode_of(py_Ref value, uint32_t* out) {
    int64_t mode;
    if (!pkl_index(value, &mode, true)) return false;
    if (mode < 0) return pkl_raise(tp_OverflowError, "can't convert negative value to unsigned int");
    if (mode > 0xFFFFFFFFll) return pkl_raise(tp_OverflowError, mode == INT64_MAX ? "Python int too large to convert to C unsigned long" : "mode out of range");
    *out = (uint32_t)mode;
    return true;
}

static const PklMethod FUNCTIONS[];
static const uint16_t KINDS[] = {0040000, 0020000, 0060000, 0100000, 0010000, 0120000, 0140000, 0, 0, 0}; /* of the first rows of FUNCTIONS; 0: no file is one */

static bool is_kind(int argc, py_Ref argv) {
    (void)argc;
    uint32_t mode, kind = KINDS[pkl_running_row(FUNCTIONS)];
    return mode_of(argv, &mode) && pkl_return_bool(kind && (mode & 0170000) == kind);
}

static bool permissions(int argc, py_Ref argv) {
    (void)argc;
    uint32_t mode;
    return mode_of(argv, &mode) && pkl_return_int(mode & 07777);
}

static bool format(int argc, py_Ref argv) {
    (void)argc;
    uint32_t mode;
    return mode_of(argv, &mode) && pkl_return_int(mode & 0170000);
}

/* "-rwxr-xr-x" */
static bool filemode(int argc, py_Ref argv) {
    (void)argc;
    uint32_t mode;
    if (!mode_of(argv, &mode)) return false;
    char text[11] = "?rwxrwxrwx";
    static const char LETTERS[] = "dcb-pls";
    for (int i = 0; i < 7; i++)
        if ((mode & 0170000) == KINDS[i]) text[0] = LETTERS[i];
    for (int i = 0; i < 9; i++)
        if (!(mode >> (8 - i) & 1)) text[1 + i] = '-';
    if (mode & 04000) text[3] = mode & 0100 ? 's' : 'S';
    if (mode & 02000) text[6] = mode & 0010 ? 's' : 'S';
    if (mode & 01000) text[9] = mode & 0001 ? 't' : 'T';
    py_newstr(py_retval(), text);
    return true;
}

#define ONE(name, function) {name, function, "($self, object, /)", PKL_O, PKL_FUNCTION, 1, 1}

static const PklMethod FUNCTIONS[] = {ONE("S_ISDIR", is_kind), ONE("S_ISCHR", is_kind), ONE("S_ISBLK", is_kind), ONE("S_ISREG", is_kind), ONE("S_ISFIFO", is_kind), ONE("S_ISLNK", is_kind),
                                      ONE("S_ISSOCK", is_kind), ONE("S_ISDOOR", is_kind), ONE("S_ISPORT", is_kind), ONE("S_ISWHT", is_kind), ONE("S_IMODE", permissions), ONE("S_IFMT", format),
                                      ONE("filemode", filemode), {0}};

void pkl_library__stat(PyModule* module) {
    for (unsigned i = 0; i < sizeof CONSTANTS / sizeof *CONSTANTS; i++) pkl_library_set_int(module, CONSTANTS[i].name, CONSTANTS[i].value);
    pkl_register_functions(module, FUNCTIONS);
}
