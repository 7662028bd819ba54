/*
 * sys: what is known about the interpreter and its numbers.
 */
#include "system.h"

#include "../numbers/int_type.h"
#include "../containers/methods.h"
#include "../include/packed.h"
#include "../types/structseq.h"

#include <float.h>
#include <string.h>

/* A row of a table: a text, a number of either kind, or None. */
typedef struct Value {
    char kind; /* s i f b n */
    const char* text;
    int64_t number;
    double real;
} Value;

#define INT(value) {'i', NULL, value, 0}
#define TEXT(value) {'s', value, 0, 0}
#define REAL(value) {'f', NULL, 0, value}
#define BOOL(value) {'b', NULL, value, 0}
#define NONE {'n', NULL, 0, 0}

static py_TValue value_of(const Value* value) {
    py_TValue made = pkl_vm->None_;
    if (value->kind == 's') made = *pkl_name_ref(pkl_name_str(py_name(value->text)));
    else if (value->kind == 'i') py_newint(&made, value->number);
    else if (value->kind == 'f') py_newfloat(&made, value->real);
    else if (value->kind == 'b') py_newbool(&made, value->number);
    return made;
}

/* `count` values: the items, then what is only an attribute. */
static void set_sequence(PyModule* sys, const char* attribute, const PklStructseq* description, const Value* values, int count) {
    py_Type type = 0;
    py_TValue made;
    PyObject* object = pkl_structseq(&made, pkl_structseq_type(description, &type));
    pkl_vm->types[type]->flags |= PKL_TYPE_NO_NEW;
    for (int i = 0; i < count; i++) PKL_SLOTS(object)[i] = value_of(&values[i]);
    pkl_sys_set(sys, attribute, made);
}

static const Value VERSION[] = {INT(3), INT(14), INT(2), TEXT("final"), INT(0)};

static void set_versions(PyModule* sys) {
    static const PklStructseq VERSION_INFO = {"sys", "version_info", "major minor micro releaselevel serial", 5};
    set_sequence(sys, "version_info", &VERSION_INFO, VERSION, sizeof VERSION / sizeof *VERSION);
    const int64_t hexadecimal = VERSION[0].number << 24 | VERSION[1].number << 16 | VERSION[2].number << 8 | 0xF0;
    py_TValue names = {0}, made = pkl_vm->None_;
    PyDict* dict = pkl_new_dict(&names);
    static const struct {
        const char* name;
        Value value;
    } ROWS[] = {{"name", TEXT("pocketpy")}, {"cache_tag", NONE}};
    for (unsigned i = 0; i < sizeof ROWS / sizeof *ROWS; i++) {
        py_TValue value = value_of(&ROWS[i].value);
        pkl_dict_set_name(dict, pkl_name_str(py_name(ROWS[i].name)), &value);
    }
    pkl_dict_set_name(dict, pkl_name_str(py_name("version")), pkl_dict_get_name(sys->dict, pkl_name_str(py_name("version_info"))));
    py_newint(&made, hexadecimal);
    pkl_dict_set_name(dict, pkl_name_str(py_name("hexversion")), &made);
    pkl_sys_set(sys, "hexversion", made);
    if (pkl_instantiate(pkl_vm->types[tp_SimpleNamespace], 0, NULL, &names)) pkl_sys_set(sys, "implementation", *py_retval());
}

static void set_numbers(PyModule* sys) {
    static const PklStructseq FLOAT_INFO = {"sys", "float_info", "max max_exp max_10_exp min min_exp min_10_exp dig mant_dig epsilon radix rounds", 11};
    static const Value FLOATS[] = {REAL(DBL_MAX), INT(DBL_MAX_EXP), INT(DBL_MAX_10_EXP), REAL(DBL_MIN), INT(DBL_MIN_EXP), INT(DBL_MIN_10_EXP),
                                   INT(DBL_DIG),  INT(DBL_MANT_DIG), REAL(DBL_EPSILON),  INT(FLT_RADIX), INT(1)};
    static const PklStructseq INT_INFO = {"sys", "int_info", "bits_per_digit sizeof_digit default_max_str_digits str_digits_check_threshold", 4};
    static const Value INTS[] = {INT(30), INT(4), INT(4300), INT(640)};
    static const PklStructseq HASH_INFO = {"sys", "hash_info", "width modulus inf nan imag algorithm hash_bits seed_bits cutoff", 9};
    static const Value HASHES[] = {INT(64), INT((INT64_C(1) << 61) - 1), INT(314159), INT(0), INT(1000003), TEXT("siphash13"), INT(64), INT(128), INT(0)};
    set_sequence(sys, "float_info", &FLOAT_INFO, FLOATS, sizeof FLOATS / sizeof *FLOATS);
    set_sequence(sys, "int_info", &INT_INFO, INTS, sizeof INTS / sizeof *INTS);
    set_sequence(sys, "hash_info", &HASH_INFO, HASHES, sizeof HASHES / sizeof *HASHES);
}

static void set_flags(PyModule* sys) {
    static const PklStructseq FLAGS = {"sys", "flags", "debug inspect interactive optimize dont_write_bytecode no_user_site no_site ignore_environment verbose bytes_warning quiet hash_randomization isolated dev_mode utf8_mode warn_default_encoding safe_path int_max_str_digits gil thread_inherit_context context_aware_warnings", 18};
    static const Value VALUES[] = {INT(0), INT(0), INT(0), INT(0), INT(1), INT(0), INT(0), INT(0), INT(0), INT(0), INT(0), INT(1), INT(0), BOOL(false), INT(1), INT(0), BOOL(false), INT(4300), INT(1), INT(0), INT(0)};
    set_sequence(sys, "flags", &FLAGS, VALUES, sizeof VALUES / sizeof *VALUES);
    static const PklStructseq THREADS = {"sys", "thread_info", "name lock version", 3};
    static const Value THREAD_VALUES[] = {TEXT("pthread-stubs"), NONE, NONE};
    set_sequence(sys, "thread_info", &THREADS, THREAD_VALUES, sizeof THREAD_VALUES / sizeof *THREAD_VALUES);
}

/* get_asyncgen_hooks() */
static bool sys_get_asyncgen_hooks(int argc, py_Ref argv) {
    (void)argc, (void)argv;
    static const PklStructseq HOOKS = {NULL, "asyncgen_hooks", "firstiter finalizer", 2};
    static py_Type type;
    PyObject* hooks = pkl_structseq(py_retval(), pkl_structseq_type(&HOOKS, &type));
    for (int i = 0; i < 2; i++)
        if (pkl_vm->async_hooks[i].type != tp_nil) PKL_SLOTS(hooks)[i] = pkl_vm->async_hooks[i];
    return true;
}

static void set_constants(PyModule* sys) {
    static const struct {
        const char* name;
        Value value;
    } ROWS[] = {
        {"version", TEXT("3.14.2 (pocketpy)")}, {"copyright", TEXT("Copyright (c) pocketpy-wasm contributors, MIT licence")},
        {"platform", TEXT("emscripten")}, {"byteorder", TEXT("little")}, {"maxsize", INT(INT64_MAX)}, {"maxunicode", INT(0x10FFFF)}, {"float_repr_style", TEXT("short")},
        {"platlibdir", TEXT("lib")}, {"prefix", TEXT("/")}, {"exec_prefix", TEXT("/")}, {"base_prefix", TEXT("/")}, {"base_exec_prefix", TEXT("/")},
        {"executable", TEXT("")}, {"api_version", INT(1013)}, {"abiflags", TEXT("")}, {"dont_write_bytecode", BOOL(true)}, {"pycache_prefix", NONE},
    };
    for (unsigned i = 0; i < sizeof ROWS / sizeof *ROWS; i++) pkl_sys_set(sys, ROWS[i].name, value_of(&ROWS[i].value));
}

static void set_containers(PyModule* sys) {
    static const char* const LISTS[] = {"argv", "orig_argv", "path", "meta_path", "path_hooks", "warnoptions"};
    static const char* const DICTS[] = {"path_importer_cache", "_xoptions"};
    py_TValue made, empty;
    for (unsigned i = 0; i < sizeof LISTS / sizeof *LISTS; i++) {
        pkl_new_list(&made, 0);
        pkl_sys_set(sys, LISTS[i], made);
    }
    for (unsigned i = 0; i < sizeof DICTS / sizeof *DICTS; i++) {
        pkl_new_dict(&made);
        pkl_sys_set(sys, DICTS[i], made);
    }
    py_newstr(&empty, "");
    py_Ref path = pkl_dict_get_name(sys->dict, pkl_name_str(py_name("path")));
    py_list_append(path, &empty);
    if (pkl_packed_modules->name != NULL) {
        py_newstr(&made, PKL_LIBRARY_FOLDER);
        py_list_append(path, &made);
    }
    py_list_append(pkl_dict_get_name(sys->dict, pkl_name_str(py_name("argv"))), &empty);
}

/* builtin_module_names: those written in C, in order */
static void set_module_names(PyModule* sys) {
    py_TValue list, names;
    PyList* all = pkl_new_list(&list, 32);
    pkl_list_append(all, pkl_name_ref(PKL_NAME(builtins)));
    pkl_list_append(all, pkl_name_ref(PKL_NAME(sys)));
    pkl_list_append(all, pkl_name_ref(pkl_name_str(py_name("gc"))));
    pkl_list_append(all, pkl_name_ref(pkl_name_str(py_name("_weakref"))));
    for (int i = 0; pkl_library_name(i) != NULL; i++) pkl_list_append(all, pkl_name_ref(pkl_name_str(py_name(pkl_library_name(i)))));
    pkl_list_sort(all, NULL, false);
    pkl_new_tuple(&names, all->items, all->length);
    pkl_sys_set(sys, "builtin_module_names", names);
}

void pkl_sys_information(PyModule* sys) {
    static const PklMethod FUNCTIONS[] = {{"get_asyncgen_hooks", sys_get_asyncgen_hooks, "($module, /)", PKL_NOARGS, PKL_FUNCTION, 0, 0}, {0}};
    pkl_register_functions(sys, FUNCTIONS);
    set_constants(sys);
    set_containers(sys);
    set_module_names(sys);
    set_numbers(sys);
    set_flags(sys);
    set_versions(sys);
}
