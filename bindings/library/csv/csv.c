/* The module _csv: dialects by name, and what is in the module. */
#include "csv.h"

int64_t pkl_csv_field_limit;

static bool list_dialects(int argc, py_Ref argv) {
    (void)argc, (void)argv;
    PyDict* dialects = pkl_csv_dialects();
    if (!dialects) return false;
    py_TValue dict = pkl_value(&dialects->head);
    return pkl_list_of(&dict, py_retval());
}

/* register_dialect(name, dialect='excel', **settings) */
static bool register_dialect(int argc, py_Ref argv) {
    if (!pkl_csv_arguments(argc, argv, "register_dialect")) return false;
    if (!pkl_is_str(argv)) return pkl_raise(tp_TypeError, "dialect name must be a string");
    if (!pkl_csv_dialect(argc > 2 ? &argv[1] : NULL, &argv[argc - 1])) return false;
    py_TValue* made = py_pushtmp();
    *made = *py_retval();
    PyDict* dialects = pkl_csv_dialects();
    return dialects && pkl_dict_set(dialects, argv, made) && pkl_return_none();
}

static bool unregister_dialect(int argc, py_Ref argv) {
    (void)argc;
    PyDict* dialects = pkl_csv_dialects();
    int deleted = dialects ? pkl_dict_delete(dialects, argv, NULL) : -1;
    if (deleted == 0) return pkl_csv_error("unknown dialect");
    return deleted > 0 && pkl_return_none();
}

static bool get_dialect(int argc, py_Ref argv) {
    (void)argc;
    bool failed = false;
    PyDict* dialects = pkl_csv_dialects();
    py_Ref found = dialects ? pkl_dict_get(dialects, argv, &failed) : NULL;
    if (!dialects || failed) return false;
    return found ? (*py_retval() = *found, true) : pkl_csv_error("unknown dialect");
}

static bool field_size_limit(int argc, py_Ref argv) {
    (void)argc;
    int64_t old = pkl_csv_field_limit;
    if (argv->type) {
        if (argv->type != tp_int && argv->type != tp_bigint) return pkl_raise(tp_TypeError, "limit must be an integer");
        if (argv->type == tp_bigint) return pkl_raise(tp_OverflowError, "Python int too large to convert to C ssize_t");
        pkl_csv_field_limit = argv->_i64;
    }
    return pkl_return_int(old);
}

static const PklMethod FUNCTIONS[] = {
    {"field_size_limit", field_size_limit, "($module, /, new_limit=<unrepresentable>)", PKL_CLINIC, PKL_FUNCTION, 0, 1},
    {"get_dialect", get_dialect, "($module, /, name)", PKL_CLINIC, PKL_FUNCTION, 1, 1},
    {"list_dialects", list_dialects, "($module, /)", PKL_NOARGS, PKL_FUNCTION, 0, 0},
    {"register_dialect", register_dialect, "($module, name, /, dialect='excel', **fmtparams)", PKL_ANY_KW, PKL_FUNCTION, 0, 0},
    {"unregister_dialect", unregister_dialect, "($module, /, name)", PKL_CLINIC, PKL_FUNCTION, 1, 1},
    {0},
};

void pkl_library__csv(PyModule* module) {
    static const char* const STYLES[] = {"QUOTE_MINIMAL", "QUOTE_ALL", "QUOTE_NONNUMERIC", "QUOTE_NONE", "QUOTE_STRINGS", "QUOTE_NOTNULL"};
    const PklMethod* const functions[] = {FUNCTIONS, pkl_csv_reader_functions, pkl_csv_writer_functions};
    const PklTypeSpec* const types[] = {pkl_csv_dialect_types, pkl_csv_reader_types, pkl_csv_writer_types};
    for (int i = 0; i < 3; i++) {
        pkl_register_functions(module, functions[i]);
        pkl_library_types(module, types[i]);
    }
    for (int i = 0; i < QUOTING_KINDS; i++) pkl_library_set_int(module, STYLES[i], i);
    pkl_csv_field_limit = 128 * 1024;
    py_TValue dialects;
    pkl_new_dict(&dialects);
    pkl_library_set(module, "_dialects", &dialects);
    pkl_library_set(module, "Reader", &pkl_vm->types[tp_csv_reader]->self);
    pkl_library_set(module, "Writer", &pkl_vm->types[tp_csv_writer]->self);
}
