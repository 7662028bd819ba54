/*
 * Code in files, and modules that are read again: py_compilefile, py_execo, py_importlib_reload.
 *
 * What py_compilefile stores is a mark of this interpreter, then the source, which it has compiled to find its faults: compiling is fast, and code
 * objects have no form of their own that would outlive a version of the interpreter.
 */
#include "import.h"

#include "../compiler/ast.h"
#include "../errors/errors.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char MARK[] = "pkl\0" PK_VERSION;

/* OSError of a number, for a path. False. */
static bool file_error(int number, const char* path) {
    py_TValue* arguments = py_pushtmp();
    py_Ref items = py_newtuple(arguments, 3);
    py_newint(&items[0], number);
    py_newstr(&items[1], strerror(number));
    py_newstr(&items[2], path);
    bool made = py_tpcall(pkl_os_error_type(number), 3, items);
    py_pop();
    py_TValue exception = *py_retval();
    return made && py_raise(&exception);
}

static bool compile_text(const char* text, int size, const char* filename) {
    PklCompileRequest request = {.text = text, .size = size, .filename = filename, .mode = PKL_EXEC, .optimize = -1};
    return pkl_compile(&request, py_retval());
}

/* Runs text in a namespace. */
static bool run_text(const char* text, int size, const char* filename, PyDict* dict) {
    if (!compile_text(text, size, filename)) return false;
    py_TValue *code = py_pushtmp(), names = {.type = tp_dict, .is_ptr = true, ._obj = &dict->head};
    *code = *py_retval();
    bool ok = pkl_run_code(PKL_OBJECT(code, PyCode), dict, &names);
    py_pop();
    return ok;
}

static bool write_stored(const char* path, const char* text, int size) {
    FILE* file = fopen(path, "wb");
    if (file == NULL) return file_error(errno, path);
    bool written = fwrite(MARK, sizeof MARK, 1, file) == 1 && fwrite(text, 1, (size_t)size, file) == (size_t)size;
    int number = errno;
    return (fclose(file) == 0 && written) || file_error(number, path);
}

bool py_compilefile(const char* source_path, const char* stored_path) {
    int size;
    char* text = pkl_vm->callbacks.importfile(source_path, &size);
    if (text == NULL) return file_error(ENOENT, source_path);
    bool ok = compile_text(text, size, source_path) && write_stored(stored_path, text, size);
    free(text);
    return ok;
}

bool py_execo(const void* data, int size, const char* filename, py_Ref module) {
    int mark = (int)sizeof MARK;
    if (size < mark || memcmp(data, MARK, sizeof MARK) != 0) return pkl_raise(tp_ValueError, "%s is not a file that py_compilefile made", filename);
    py_Ref place = module != NULL ? module : &pkl_vm->main_module;
    return run_text((const char*)data + mark, size - mark, filename, PKL_OBJECT(place, PyModule)->dict);
}

/* ---- reloading ----------------------------------------------------------------------------------------- */

static bool read_again(py_Ref module) {
    PyDict* dict = PKL_OBJECT(module, PyModule)->dict;
    py_Ref file = pkl_dict_get_name(dict, PKL_NAME(__file__));
    if (file == NULL || file->type != tp_str) return true; /* written in C: nothing to read */
    int size;
    py_TValue* path = py_pushtmp();
    *path = *file;
    char* text = pkl_vm->callbacks.importfile(py_tostr(path), &size);
    bool ok = text != NULL ? run_text(text, size, py_tostr(path), dict) : file_error(ENOENT, py_tostr(path));
    free(text);
    py_pop();
    return ok;
}

bool py_importlib_reload(py_Ref module) {
    if (module->type != tp_module) return pkl_raise(tp_TypeError, "reload() argument must be a module");
    py_TValue* kept = py_pushtmp();
    *kept = *module;
    py_Ref name = pkl_dict_get_name(PKL_OBJECT(kept, PyModule)->dict, PKL_NAME(__name__));
    py_Ref known = name != NULL && name->type == tp_str ? pkl_dict_get_name(pkl_vm->modules, pkl_intern(PKL_OBJECT(name, PyStr))) : NULL;
    bool ok = known != NULL && py_isidentical(known, kept);
    if (!ok) pkl_raise(tp_ImportError, "module %s not in sys.modules", name != NULL && name->type == tp_str ? py_tostr(name) : "?");
    else ok = read_again(kept);
    if (ok) *py_retval() = *kept;
    py_pop();
    return ok;
}
