/* Errors and names of the host's files. */
#include "platform.h"

#include <errno.h>
#include <string.h>

typedef struct Fault {
    int host, abi; /* this C library's, Linux's */
    const char* text;
} Fault;

static const Fault FAULTS[] = {
    {EPERM, 1, "Operation not permitted"}, {ENOENT, 2, "No such file or directory"}, {ESRCH, 3, "No such process"}, {EINTR, 4, "Interrupted system call"}, {EIO, 5, "Input/output error"},
    {ENXIO, 6, "No such device or address"}, {E2BIG, 7, "Argument list too long"}, {ENOEXEC, 8, "Exec format error"}, {EBADF, 9, "Bad file descriptor"}, {ECHILD, 10, "No child processes"},
    {EAGAIN, 11, "Resource temporarily unavailable"}, {ENOMEM, 12, "Cannot allocate memory"}, {EACCES, 13, "Permission denied"}, {EFAULT, 14, "Bad address"}, {EBUSY, 16, "Device or resource busy"},
    {EEXIST, 17, "File exists"}, {EXDEV, 18, "Invalid cross-device link"}, {ENODEV, 19, "No such device"}, {ENOTDIR, 20, "Not a directory"}, {EISDIR, 21, "Is a directory"},
    {EINVAL, 22, "Invalid argument"}, {ENFILE, 23, "Too many open files in system"}, {EMFILE, 24, "Too many open files"}, {ENOTTY, 25, "Inappropriate ioctl for device"}, {ETXTBSY, 26, "Text file busy"},
    {EFBIG, 27, "File too large"}, {ENOSPC, 28, "No space left on device"}, {ESPIPE, 29, "Illegal seek"}, {EROFS, 30, "Read-only file system"}, {EMLINK, 31, "Too many links"}, {EPIPE, 32, "Broken pipe"},
    {EDOM, 33, "Numerical argument out of domain"}, {ERANGE, 34, "Numerical result out of range"}, {EDEADLK, 35, "Resource deadlock avoided"}, {ENAMETOOLONG, 36, "File name too long"},
    {ENOSYS, 38, "Function not implemented"}, {ENOTEMPTY, 39, "Directory not empty"}, {ELOOP, 40, "Too many levels of symbolic links"}, {EOVERFLOW, 75, "Value too large for defined data type"},
    {EILSEQ, 84, "Invalid or incomplete multibyte or wide character"}, {ENOTSUP, 95, "Operation not supported"}, {ETIMEDOUT, 110, "Connection timed out"},
};
enum { FAULT_COUNT = sizeof FAULTS / sizeof *FAULTS };

int pkl_linux_errno(void) {
    for (int i = 0; i < FAULT_COUNT; i++)
        if (FAULTS[i].host == errno) return FAULTS[i].abi;
    return errno;
}

const char* pkl_errno_text(int64_t number) {
    for (int i = 0; i < FAULT_COUNT; i++)
        if (FAULTS[i].abi == number) return FAULTS[i].text;
    return NULL;
}

bool pkl_raise_errno_number(int number, py_Ref filename, py_Ref filename2) {
    py_TValue exception, arguments[5];
    const char* text = pkl_errno_text(number);
    py_newint(&arguments[0], number);
    if (text) py_newstr(&arguments[1], text);
    else pkl_str_format(&arguments[1], "Unknown error %i", (int64_t)number);
    arguments[2] = filename && filename->type ? *filename : *py_None();
    arguments[3] = *py_None();
    arguments[4] = filename2 && filename2->type ? *filename2 : *py_None();
    int count = py_isnone(&arguments[2]) ? 2 : py_isnone(&arguments[4]) ? 3 : 5;
    return pkl_new_exception(&exception, pkl_os_error_type(number), arguments, count) && pkl_raise_value(&exception, NULL);
}

bool pkl_raise_errno(py_Ref filename, py_Ref filename2) { return pkl_raise_errno_number(pkl_linux_errno(), filename, filename2); }

/* ---- paths ----------------------------------------------------------------------------------------------------- */

static bool is_path(py_Ref value) { return pkl_is_str(value) || pkl_is_a(value, tp_bytes); }

bool pkl_fspath(py_Ref value) {
    if (is_path(value)) return pkl_return(value);
    int called = pkl_call_special(value, py_name("__fspath__"), 0, NULL);
    if (called < 0) return false;
    if (called == 0) return pkl_raise(tp_TypeError, "expected str, bytes or os.PathLike object, not %T", value);
    return is_path(py_retval()) || pkl_raise(tp_TypeError, "expected %T.__fspath__() to return str or bytes, not %T", value, py_retval());
}

static py_TValue handler(void) { return *pkl_name_ref(pkl_name_str(py_name("surrogateescape"))); }

bool pkl_path_text(const char* name, bool bytes, py_OutRef out) {
    py_TValue data, utf8 = *py_NIL(), errors = handler();
    int size = (int)strlen(name);
    memcpy(pkl_new_bytes(&data, size)->data, name, (size_t)size);
    if (bytes) return *out = data, true;
    return pkl_text_decode(&data, &utf8, &errors, out);
}

bool pkl_text_encode(py_Ref text, py_Ref encoding, py_Ref errors, py_OutRef out); /* text/codecs */

bool pkl_path_bytes(py_Ref value, py_OutRef out) {
    py_TValue utf8 = *py_NIL(), errors = handler();
    if (!pkl_is_str(value)) return *out = *value, true;
    return pkl_text_encode(value, &utf8, &errors, out);
}

static const char* function_name(void) { return pkl_current_native->type == tp_nativefunc ? pkl_current_native->_method->name : "open"; }

static bool read_number(py_Ref value, PklPath* out) {
    out->text = NULL;
    if (!pkl_index(value, &out->number, false)) return false;
    if (out->number > INT32_MAX) return pkl_raise(tp_OverflowError, "fd is greater than maximum");
    return out->number >= INT32_MIN || pkl_raise(tp_OverflowError, "fd is less than minimum");
}

static bool wrong_path(py_Ref value, const char* argument, PklPathKind numbers) {
    static const char* const KINDS[] = {" or os.PathLike", ", os.PathLike or integer", ", os.PathLike, integer or None"};
    return pkl_raise(tp_TypeError, "%s: %s should be string, bytes%s, not %T", function_name(), argument, KINDS[numbers], value);
}

bool pkl_path_argument(py_Ref value, const char* argument, PklPathKind numbers, PklPath* out) {
    out->number = -1;
    if (numbers && !is_path(value) && pkl_is_int(value)) return read_number(value, out);
    if (!is_path(value)) {
        int called = pkl_call_special(value, py_name("__fspath__"), 0, NULL);
        if (called == 0) return wrong_path(value, argument, numbers);
        if (called < 0) return false;
        if (!is_path(py_retval())) return pkl_raise(tp_TypeError, "expected %T.__fspath__() to return str or bytes, not %T", value, py_retval());
        *value = *py_retval();
    }
    out->bytes = !pkl_is_str(value);
    if (!pkl_path_bytes(value, &out->kept)) return false;
    c11_sv text = pkl_text(&out->kept);
    if (memchr(text.data, 0, (size_t)text.size) != NULL) return pkl_raise(tp_ValueError, "%s: embedded null character in %s", function_name(), argument);
    out->text = text.data;
    return true;
}
