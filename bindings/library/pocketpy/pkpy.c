/* The module pkpy: what pocketpy tells of itself. A program sets its own deadline here; TValue are types that hold one number. */
#include "../library.h"

/* ---- TValue: TValue[int](5).value == 5 ---------------------------------------------------------------------------------- */

enum { VALUE, SLOTS };

static bool new_value(int argc, py_Ref argv, py_Type type) {
    PY_CHECK_ARGC(2);
    int64_t number;
    if (argv[1].type == tp_bigint && type == tp_int) return py_castint(&argv[1], &number); /* too large: raises */
    PY_CHECK_ARG_TYPE(1, type);
    py_newobject(py_retval(), py_totype(argv), SLOTS, 0);
    py_setslot(py_retval(), VALUE, &argv[1]);
    return true;
}

static bool value_of(int argc, py_Ref argv) {
    (void)argc;
    *py_retval() = *py_getslot(argv, VALUE);
    return true;
}

#define VALUE_TYPE(name)                                                                                               \
    static bool name##_new(int argc, py_Ref argv) { return new_value(argc, argv, tp_##name); }                         \
    static bool name##_repr(int argc, py_Ref argv) {                                                                   \
        PY_CHECK_ARGC(1);                                                                                              \
        (void)argv;                                                                                                    \
        return py_newstr(py_retval(), "<TValue_" #name " object>"), true;                                              \
    }

VALUE_TYPE(int)
VALUE_TYPE(float)
VALUE_TYPE(vec2)
VALUE_TYPE(vec2i)

static void add_value_type(PyModule* module, py_Ref types, py_Type held, const char* name, py_CFunction make, py_CFunction repr) {
    py_Type type = py_newtype(name, tp_object, &module->self, NULL);
    py_bindmethod(type, "__new__", make);
    py_bindmethod(type, "__repr__", repr);
    py_bindproperty(type, "value", value_of, NULL);
    py_dict_setitem(types, py_tpobject(held), py_tpobject(type));
}

/* ---- functions -------------------------------------------------------------------------------------------------------------- */

static bool watchdog_begin(int argc, py_Ref argv) {
    (void)argc;
    PY_CHECK_ARG_TYPE(0, tp_int);
    py_watchdog_begin(py_toint(argv));
    return pkl_return_none();
}

static bool watchdog_end(int argc, py_Ref argv) {
    (void)argc, (void)argv;
    py_watchdog_end();
    return pkl_return_none();
}

static bool currentvm(int argc, py_Ref argv) {
    (void)argc, (void)argv;
    return pkl_return_int(py_currentvm());
}

static bool memory_usage(int argc, py_Ref argv) {
    (void)argc, (void)argv;
    return pkl_return_int((int64_t)pkl_vm->limits.memory_bytes);
}

static bool memory_usage_info(int argc, py_Ref argv) {
    (void)argc, (void)argv;
    uint64_t bytes = pkl_vm->limits.memory_bytes;
    py_newfstr(py_retval(), "Total: %d.%d%d MB", (int)(bytes >> 20), (int)((bytes >> 20 << 20 ^ bytes) * 10 >> 20), (int)((bytes * 10 & 0xfffff) * 10 >> 20));
    return true;
}

static const PklMethod FUNCTIONS[] = {
    {"watchdog_begin", watchdog_begin, "($module, timeout, /)", PKL_O, PKL_FUNCTION, 1, 1},
    {"watchdog_end", watchdog_end, "($module, /)", PKL_NOARGS, PKL_FUNCTION, 0, 0},
    {"currentvm", currentvm, "($module, /)", PKL_NOARGS, PKL_FUNCTION, 0, 0},
    {"memory_usage", memory_usage, "($module, /)", PKL_NOARGS, PKL_FUNCTION, 0, 0},
    {"memory_usage_info", memory_usage_info, "($module, /)", PKL_NOARGS, PKL_FUNCTION, 0, 0},
    {0},
};

/* ---- what pocketpy was built with ------------------------------------------------------------------------------------------------ */

static void add_macros(PyModule* module) {
    static const struct {
        const char* name;
        int value;
    } MACROS[] = {{"PK_ENABLE_OS", PK_ENABLE_OS}, {"PK_ENABLE_THREADS", PK_ENABLE_THREADS}, {"PK_ENABLE_DETERMINISM", PK_ENABLE_DETERMINISM}, {"PK_ENABLE_WATCHDOG", 1}};
    py_TValue macros, value;
    pkl_new_dict(&macros);
    for (unsigned i = 0; i < sizeof MACROS / sizeof *MACROS; i++) {
        py_newint(&value, MACROS[i].value);
        py_dict_setitem_by_str(&macros, MACROS[i].name, &value);
    }
    pkl_library_set(module, "configmacros", &macros);
}

void pkl_library_pkpy(PyModule* module) {
    py_TValue* types = py_pushtmp();
    pkl_new_dict(types);
    add_value_type(module, types, tp_int, "TValue_int", int_new, int_repr);
    add_value_type(module, types, tp_float, "TValue_float", float_new, float_repr);
    pkl_unit_vmath();
    add_value_type(module, types, tp_vec2, "TValue_vec2", vec2_new, vec2_repr);
    add_value_type(module, types, tp_vec2i, "TValue_vec2i", vec2i_new, vec2i_repr);
    pkl_library_set(module, "TValue", types);
    py_pop();
    add_macros(module);
    pkl_register_functions(module, FUNCTIONS);
}
