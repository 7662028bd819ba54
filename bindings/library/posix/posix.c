/*
 * posix: what CPython's os.py stands on, as far as it makes sense for one process with a file system in memory. What is left out os.py notices: processes,
 * users, signals, pipes, terminals, folders by number.
 */
#include "posix.h"

#include "../../language/types/structseq.h"

#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/utsname.h>
#include <unistd.h>

static const struct {
    const char* name;
    int value;
} CONSTANTS[] = {
    {"F_OK", F_OK}, {"R_OK", R_OK}, {"W_OK", W_OK}, {"X_OK", X_OK}, {"O_RDONLY", O_RDONLY}, {"O_WRONLY", O_WRONLY}, {"O_RDWR", O_RDWR}, {"O_APPEND", O_APPEND}, {"O_CREAT", O_CREAT},
    {"O_EXCL", O_EXCL}, {"O_TRUNC", O_TRUNC}, {"O_NOFOLLOW", O_NOFOLLOW}, {"O_CLOEXEC", O_CLOEXEC}, {"O_DIRECTORY", O_DIRECTORY}, {"O_NONBLOCK", O_NONBLOCK}, {"O_SYNC", O_SYNC},
    {"EX_OK", 0}, {"NGROUPS_MAX", 65536}, {"TMP_MAX", 10000},
};

/* {b"NAME": b"value"} */
static void set_environment(PyModule* module) {
    py_TValue made, key, value;
    PyDict* dict = pkl_new_dict(&made);
    for (char** at = pkl_environment(); at && *at; at++) {
        const char* equals = strchr(*at, '=');
        if (equals == NULL) continue;
        memcpy(pkl_new_bytes(&key, (int)(equals - *at))->data, *at, (size_t)(equals - *at));
        pkl_path_text(equals + 1, true, &value);
        pkl_dict_set(dict, &key, &value);
    }
    pkl_library_set(module, "environ", &made);
}

/* ---- the environment --------------------------------------------------------------------------------------------- */

/* By os.fspath, with its error. */
static bool environment_text(py_Ref value, const char* what, PklPath* out) {
    if (!pkl_fspath(value)) return false;
    *value = *py_retval();
    return pkl_path_argument(value, what, false, out);
}

static bool variable(py_Ref name, py_Ref value, PklPath* a, PklPath* b) {
    if (!environment_text(name, "name", a)) return false;
    if (strchr(a->text, '=') != NULL || *a->text == 0) return pkl_raise(tp_ValueError, "illegal environment variable name");
    return value == NULL || environment_text(value, "value", b);
}

static bool posix_putenv(int argc, py_Ref argv) {
    (void)argc;
    PklPath name, value;
    if (!variable(argv, &argv[1], &name, &value)) return false;
    return pkl_environment_set(name.text, value.text) ? pkl_return_none() : pkl_raise_errno(NULL, NULL);
}

static bool posix_unsetenv(int argc, py_Ref argv) {
    (void)argc;
    PklPath name;
    if (!variable(argv, NULL, &name, NULL)) return false;
    return pkl_environment_set(name.text, NULL) ? pkl_return_none() : pkl_raise_errno(NULL, NULL);
}

/* ---- the process --------------------------------------------------------------------------------------------------- */

static bool posix_getpid(int argc, py_Ref argv) { return (void)argc, (void)argv, pkl_return_int(getpid()); }
static bool posix_cpu_count(int argc, py_Ref argv) { return (void)argc, (void)argv, pkl_return_int(1); }

static bool posix_urandom(int argc, py_Ref argv) {
    (void)argc;
    int64_t size;
    if (!pkl_index(argv, &size, false)) return false;
    if (size < 0) return pkl_raise(tp_ValueError, "negative argument not allowed");
    if (size > INT32_MAX || !pkl_reserve((uint64_t)size)) return pkl_vm->raised.type ? false : pkl_raise(tp_OverflowError, "Python int too large to convert to C ssize_t");
    PyBytes* bytes = pkl_new_bytes(py_retval(), (int)size);
    return pkl_entropy(bytes->data, (size_t)size) || pkl_raise_errno(NULL, NULL);
}

static bool posix_strerror(int argc, py_Ref argv) {
    (void)argc;
    int64_t number;
    if (!pkl_index(argv, &number, true)) return false;
    const char* text = number == 0 ? "Success" : pkl_errno_text(number);
    if (text == NULL) return pkl_str_format(py_retval(), "Unknown error %i", number);
    return py_newstr(py_retval(), text), true;
}

/* The process ends without more ado, but for what was printed. */
static bool posix_exit(int argc, py_Ref argv) {
    (void)argc;
    int64_t status;
    if (!pkl_index(argv, &status, true)) return false;
    pkl_vm->callbacks.flush();
    _exit((int)status);
}

static const PklStructseq UNAME = {"posix", "uname_result", "sysname nodename release version machine", 5};
static const PklStructseq TERMINAL_SIZE = {"os", "terminal_size", "columns lines", 2};
static py_Type uname_result, terminal_size;

static bool posix_uname(int argc, py_Ref argv) {
    (void)argc, (void)argv;
    struct utsname found;
    if (uname(&found) != 0) return pkl_raise_errno(NULL, NULL);
    const char* texts[] = {found.sysname, found.nodename, found.release, found.version, found.machine};
    py_TValue* slots = PKL_SLOTS(pkl_structseq(py_retval(), uname_result));
    for (int i = 0; i < 5; i++) slots[i] = *pkl_name_ref(pkl_interned(texts[i], (int)strlen(texts[i])));
    return true;
}

/* No stream of a program is a terminal here. */
static bool posix_terminal_size(int argc, py_Ref argv) { return (void)argc, (void)argv, pkl_raise_errno_number(25, NULL, NULL); }

#define NONE(name, function) {name, function, "($module, /)", PKL_NOARGS, PKL_FUNCTION, 0, 0}
const PklMethod pkl_posix_process[] = {
    NONE("getpid", posix_getpid), NONE("cpu_count", posix_cpu_count), NONE("uname", posix_uname),
    {"urandom", posix_urandom, "($module, size, /)", PKL_O, PKL_FUNCTION, 1, 1},
    {"strerror", posix_strerror, "($module, code, /)", PKL_O, PKL_FUNCTION, 1, 1},
    {"_exit", posix_exit, "($module, /, status)", PKL_CLINIC, PKL_FUNCTION, 1, 1},
    {"get_terminal_size", posix_terminal_size, NULL, PKL_RANGE, PKL_FUNCTION, 0, 1},
    {"putenv", posix_putenv, "($module, name, value, /)", PKL_RANGE, PKL_FUNCTION, 2, 2},
    {"unsetenv", posix_unsetenv, "($module, name, /)", PKL_O, PKL_FUNCTION, 1, 1},
    {0},
};

static void add_tuples(PyModule* module, const PklStructseq* description, py_Type* place) {
    *place = 0; /* of an interpreter that has ended */
    py_Type id = pkl_structseq_type(description, place); /* the table of types may move */
    PyType* type = pkl_vm->types[id];
    type->flags &= ~(uint32_t)PKL_TYPE_NO_NEW;
    pkl_library_set(module, description->name, &type->self);
}

void pkl_library_posix(PyModule* module) {
    static const PklMethod* const TABLES[] = {pkl_posix_stat, pkl_posix_paths, pkl_posix_descriptors, pkl_posix_process, pkl_posix_scan};
    for (int i = 0; i < (int)(sizeof TABLES / sizeof *TABLES); i++) pkl_register_functions(module, TABLES[i]);
    for (int i = 0; i < (int)(sizeof CONSTANTS / sizeof *CONSTANTS); i++) pkl_library_set_int(module, CONSTANTS[i].name, CONSTANTS[i].value);
    pkl_library_types(module, pkl_posix_scan_types);
    pkl_posix_stat_start(module);
    add_tuples(module, &UNAME, &uname_result);
    add_tuples(module, &TERMINAL_SIZE, &terminal_size);
    pkl_library_set(module, "error", py_tpobject(tp_OSError));
    py_TValue none;
    pkl_new_list(&none, 0);
    pkl_library_set(module, "_have_functions", &none); /* no function takes dir_fd or the number of a folder */
    set_environment(module);
}
