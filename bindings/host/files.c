/* open(), the parts of io.FileIO that upstream gets wrong, os's view of the
 * file system, and reading the files that `import` finds.
 *
 * Upstream keeps a pointer to the mode string on the value stack, needs a mode,
 * answers seek() with 0, loses unflushed data, and makes strings of bytes that
 * are not UTF-8, on which it later aborts. Its .pyc loader trusts its input, so
 * only sources are imported here. */
#include "files.h"

#include "interpreter_access.h"
#include "pkw.h"
#include "utf8.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static py_Type file_type;
static py_Type not_found_error;

static bool raise_errno(const char* path) {
    py_Type type = errno == ENOENT ? not_found_error : tp_OSError;
    return py_exception(type, "[Errno %d] %s: '%s'", errno, strerror(errno), path);
}

/* ---- open --------------------------------------------------------------- */

/* A mode is one of r, w, a, x, with at most one + and one of b and t. */
static bool mode_is_valid(const char* mode) {
    int actions = 0, updates = 0, kinds = 0;
    for(const char* c = mode; *c; c++) {
        actions += strchr("rwax", *c) != NULL;
        updates += *c == '+';
        kinds += *c == 'b' || *c == 't';
        if(!strchr("rwax+bt", *c)) return false;
    }
    return actions == 1 && updates <= 1 && kinds <= 1;
}

static bool is_directory(const char* path) {
    struct stat info;
    return stat(path, &info) == 0 && S_ISDIR(info.st_mode);
}

static FILE* open_stream(const char* path, const char* mode) {
    if(is_directory(path)) {
        errno = EISDIR;
        return NULL;
    }
    char c_mode[4] = {0};
    c_mode[0] = mode[strcspn(mode, "rwax")];
    if(c_mode[0] == 'x') {
        if(access(path, F_OK) == 0) errno = EEXIST;
        if(access(path, F_OK) == 0) return NULL;
        c_mode[0] = 'w';
    }
    if(strchr(mode, '+')) c_mode[1] = '+';
    FILE* stream = fopen(path, c_mode);
    /* files may never be closed, so writes are unbuffered */
    if(stream && strcmp(c_mode, "r") != 0) setvbuf(stream, NULL, _IONBF, 0);
    return stream;
}

static bool file_open(py_Ref path, py_Ref mode) {
    if(!py_checkstr(path) || !py_checkstr(mode)) return false;
    if(!mode_is_valid(py_tostr(mode))) return ValueError("invalid mode: '%s'", py_tostr(mode));
    FILE* stream = open_stream(py_tostr(path), py_tostr(mode));
    if(!stream) return raise_errno(py_tostr(path));
    const char* kind = strchr(py_tostr(mode), 'b') ? "b" : "t";
    pkw_file_new(py_retval(), file_type, stream, kind);
    return true;
}

/* open(file, mode='r', encoding=None); text is always UTF-8 */
static bool builtin_open(int argc, py_Ref argv) {
    (void)argc;
    return file_open(py_arg(0), py_arg(1));
}

/* io.FileIO(file, mode) */
static bool file_new(int argc, py_Ref argv) {
    PY_CHECK_ARGC(3);
    return file_open(py_arg(1), py_arg(2));
}

/* ---- methods ------------------------------------------------------------ */

static FILE* require_stream(py_Ref self) {
    FILE* stream = pkw_file_stream(self);
    if(!stream) ValueError("I/O operation on closed file");
    return stream;
}

static long rest_bytes(FILE* stream) {
    long here = ftell(stream);
    fseek(stream, 0, SEEK_END);
    long end = ftell(stream);
    fseek(stream, here, SEEK_SET);
    return end > here ? end - here : 0;
}

static bool result_text(const char* data, int size) {
    if(!pkw_utf8_is_valid(data, size)) return pkw_utf8_raise();
    py_newstrv(py_retval(), (c11_sv){data, size});
    return true;
}

/* Sizes of text are in code points: reads on until the last one is complete. */
static int read_characters(FILE* stream, char* data, int count, int room) {
    int size = 0, byte;
    while(size < room && (byte = getc(stream)) != EOF) {
        bool starts = (byte & 0xC0) != 0x80;
        if(starts && count-- == 0) {
            ungetc(byte, stream);
            break;
        }
        data[size++] = (char)byte;
    }
    return size;
}

static bool read_text(FILE* stream, long rest, int64_t count) {
    int64_t room = count < rest / 4 ? 4 * count : rest;
    char* data = malloc((size_t)room + 1);
    if(!data) return py_exception(tp_OSError, "%s", "not enough memory to read the file");
    bool all = count >= rest;
    int size = all ? (int)fread(data, 1, (size_t)room, stream) : read_characters(stream, data, (int)count, (int)room);
    bool ok = result_text(data, size);
    free(data);
    return ok;
}

/* FileIO.read(size=-1) -> str or bytes */
static bool file_read(int argc, py_Ref argv) {
    if(argc > 2) return TypeError("read() takes at most 2 arguments (%d given)", argc);
    FILE* stream = require_stream(argv);
    if(!stream) return false;
    long rest = rest_bytes(stream);
    int64_t count = rest;
    if(argc == 2 && !py_isnone(py_arg(1))) {
        PY_CHECK_ARG_TYPE(1, tp_int);
        if(py_toint(py_arg(1)) >= 0) count = py_toint(py_arg(1));
    }
    if(!pkw_file_is_binary(argv)) return read_text(stream, rest, count);
    /* a device has no size: an explicit count is read from it, in chunks of at most 64 KB */
    int64_t available = rest > 0 || argc == 1 ? rest : 65536;
    int size = (int)(count < available ? count : available);
    /* on the stack, as a device of the page may run Python meanwhile */
    py_StackRef bytes = py_pushtmp();
    unsigned char* data = py_newbytes(bytes, size);
    py_bytes_resize(bytes, (int)fread(data, 1, (size_t)size, stream));
    py_assign(py_retval(), bytes);
    py_pop();
    return true;
}

/* FileIO.seek(offset, whence=0) -> int */
static bool file_seek(int argc, py_Ref argv) {
    if(argc < 2 || argc > 3) return TypeError("seek() takes 1 or 2 arguments");
    FILE* stream = require_stream(argv);
    if(!stream) return false;
    PY_CHECK_ARG_TYPE(1, tp_int);
    if(argc == 3) PY_CHECK_ARG_TYPE(2, tp_int);
    int whence = argc == 3 ? (int)py_toint(py_arg(2)) : SEEK_SET;
    if(fseek(stream, (long)py_toint(py_arg(1)), whence) != 0) return ValueError("invalid seek");
    py_newint(py_retval(), ftell(stream));
    return true;
}

/* FileIO.write(data: str | bytes) -> int */
static bool file_write(int argc, py_Ref argv) {
    PY_CHECK_ARGC(2);
    FILE* stream = require_stream(argv);
    if(!stream) return false;
    bool binary = pkw_file_is_binary(argv);
    PY_CHECK_ARG_TYPE(1, binary ? tp_bytes : tp_str);
    c11_sv data;
    if(binary) data.data = (const char*)py_tobytes(py_arg(1), &data.size);
    else data = py_tosv(py_arg(1));
    size_t written = fwrite(data.data, 1, (size_t)data.size, stream);
    if((int)written != data.size) return OSError("file is not writable, or the disk is full");
    py_newint(py_retval(), binary ? data.size : pkw_utf8_length(data.data, data.size));
    return true;
}

/* ---- os, import --------------------------------------------------------- */

int platform_chdir(const char* path) { return chdir(path); }

bool platform_getcwd(char* buffer, size_t size) { return getcwd(buffer, size) != NULL; }

bool platform_path_exists(const char* path) { return access(path, F_OK) == 0; }

static bool is_source(const char* path) {
    size_t length = strlen(path);
    return length > 3 && strcmp(path + length - 3, ".py") == 0 && !is_directory(path);
}

/* The whole file, allocated and NUL-terminated; NULL if it does not exist. */
static char* import_file(const char* path, int* size_bytes) {
    FILE* stream = is_source(path) ? fopen(path, "rb") : NULL;
    if(!stream) return NULL;
    long room = rest_bytes(stream);
    char* data = py_malloc((size_t)room + 1);
    size_t size = data ? fread(data, 1, (size_t)room, stream) : 0;
    fclose(stream);
    if(!data) return NULL;
    data[size] = '\0';
    if(size_bytes) *size_bytes = (int)size;
    return data;
}

void pkw_files_install(void) {
    py_Ref builtins = py_getmodule("builtins");
    file_type = py_gettype("io", py_name("FileIO"));
    not_found_error = pkw_exception_new_type("FileNotFoundError", tp_OSError);
    py_bindmagic(file_type, py_name("__new__"), file_new);
    py_bindmethod(file_type, "read", file_read);
    py_bindmethod(file_type, "seek", file_seek);
    py_bindmethod(file_type, "write", file_write);
    py_bind(builtins, "open(file, mode='r', encoding=None)", builtin_open);
    py_callbacks()->importfile = import_file;
}
