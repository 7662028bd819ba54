/*
 * Python's int, float and bool as NumPy's scalars: the attributes that programs use, and operators that pocketpy does
 * not reflect (`1 << array`, `True & array`, `divmod(7, array)`).
 * Limits: the attributes are those of int64, float64 and bool.
 */
#include "module.h"
#include "ufunc/ufunc.h"

static int type_of_number(py_Ref value) {
    return py_isint(value) ? ND_INT64 : py_isfloat(value) ? ND_FLOAT64 : ND_BOOL;
}

static bool number_dtype(int argc, py_Ref argv) {
    PY_CHECK_ARGC(1);
    py_assign(py_retval(), nd_dtype_object(type_of_number(argv)));
    return true;
}

static bool number_shape(int argc, py_Ref argv) {
    PY_CHECK_ARGC(1);
    (void)argv;
    nd_new_shape_tuple(py_retval(), 0, NULL);
    return true;
}

static bool number_ndim(int argc, py_Ref argv) {
    PY_CHECK_ARGC(1);
    (void)argv;
    py_newint(py_retval(), 0);
    return true;
}

static bool number_size(int argc, py_Ref argv) {
    PY_CHECK_ARGC(1);
    (void)argv;
    py_newint(py_retval(), 1);
    return true;
}

static bool number_itemsize(int argc, py_Ref argv) {
    PY_CHECK_ARGC(1);
    py_newint(py_retval(), nd_size_of(type_of_number(argv)));
    return true;
}

static bool number_itself(int argc, py_Ref argv) {
    PY_CHECK_ARGC(1);
    py_assign(py_retval(), argv);
    return true;
}

/* x.astype(dtype): the number as that type has it */
static bool number_astype(int argc, py_Ref argv) {
    PY_CHECK_ARGC(2);
    nd_Type type;
    char from[16], to[16];
    if(!nd_parse_type(py_arg(1), &type) || !nd_store(type_of_number(argv), from, argv)) return false;
    nd_cast(type, to, type_of_number(argv), from, 1);
    return nd_item(py_retval(), type, to);
}

/* ---- operators ------------------------------------------------------------------------ */

/* clang-format off */
#define FOR_EACH_OPERATOR(X)                                                          \
    X(int, and, "bitwise_and") X(int, or, "bitwise_or") X(int, xor, "bitwise_xor")    \
    X(int, lshift, "left_shift") X(int, rshift, "right_shift")                        \
    X(bool, and, "bitwise_and") X(bool, or, "bitwise_or") X(bool, xor, "bitwise_xor") \
    X(bool, lshift, "left_shift") X(bool, rshift, "right_shift")
/* clang-format on */

#define WRAP(TYPE, NAME, UFUNC)                                                                                        \
    static py_CFunction old_##TYPE##_##NAME;                                                                           \
    static bool TYPE##_##NAME(int argc, py_Ref argv) {                                                                 \
        if(argc != 2 || !nd_is_array(py_arg(1))) return old_##TYPE##_##NAME(argc, argv);                               \
        py_Ref result = py_pushtmp();                                                                                  \
        bool ok = nd_call_ufunc(result, UFUNC, 2, argv) && nd_return(result);                                          \
        py_pop();                                                                                                      \
        return ok;                                                                                                     \
    }

FOR_EACH_OPERATOR(WRAP)

static py_CFunction old_int_divmod, old_float_divmod;

static bool number_divmod(int argc, py_Ref argv) {
    bool is_ours = argc == 2 && nd_is_array(py_arg(1));
    if(is_ours) return nd_divmod(py_arg(0), py_arg(1));
    return (py_isint(argv) ? old_int_divmod : old_float_divmod)(argc, argv);
}

static bool not_implemented(int argc, py_Ref argv) {
    (void)argc, (void)argv;
    py_newnotimplemented(py_retval());
    return true;
}

/* Installs ours as a magic method and returns the old one; idempotent. */
static void wrap(py_Type type, const char* name, py_CFunction ours, py_CFunction* old) {
    py_GlobalRef magic = py_tpfindmagic(type, py_name(name));
    if(magic && (!py_istype(magic, tp_nativefunc) || magic->_cfunc == ours)) return;
    *old = magic ? magic->_cfunc : not_implemented;
    py_bindmagic(type, py_name(name), ours);
}

/* [1, 2] @ array: pocketpy dispatches to the left operand only. */
static bool sequence_matmul(int argc, py_Ref argv) {
    PY_CHECK_ARGC(2);
    if(!nd_is_array(py_arg(1))) {
        py_newnotimplemented(py_retval());
        return true;
    }
    py_Ref result = py_pushtmp();
    py_newnil(result);
    bool ok = nd_matmul(result, py_arg(0), py_arg(1)) && nd_return(result);
    py_pop();
    return ok;
}

/* ---- int(array), float(array) ------------------------------------------------------------ */

static py_CFunction old_int_new, old_float_new;

static bool convert(int argc, py_Ref argv, py_CFunction old) {
    if(argc != 2 || !nd_is_array(py_arg(1))) return old(argc, argv);
    const nd_Array* array = nd_array(py_arg(1));
    if(array->ndim) return nd_error(tp_TypeError, "only 0-dimensional arrays can be converted to Python scalars");
    if(nd_is_complex(array->type))
        return nd_error(tp_TypeError, "%s() argument must be a string or a real number, not 'complex'",
                        old == old_int_new ? "int" : "float");
    py_TValue arguments[2] = {argv[0]};
    return nd_item(&arguments[1], array->type, array->data) && old(2, arguments);
}

static bool int_new(int argc, py_Ref argv) { return convert(argc, argv, old_int_new); }

static bool float_new(int argc, py_Ref argv) { return convert(argc, argv, old_float_new); }

static void wrap_operators(void) {
    wrap(tp_int, "__new__", int_new, &old_int_new);
    wrap(tp_float, "__new__", float_new, &old_float_new);
    py_bindmagic(tp_list, py_name("__matmul__"), sequence_matmul);
    py_bindmagic(tp_tuple, py_name("__matmul__"), sequence_matmul);
#define PLACE(TYPE, NAME, UFUNC) wrap(tp_##TYPE, "__" #NAME "__", TYPE##_##NAME, &old_##TYPE##_##NAME);
    FOR_EACH_OPERATOR(PLACE)
    wrap(tp_int, "__divmod__", number_divmod, &old_int_divmod);
    wrap(tp_float, "__divmod__", number_divmod, &old_float_divmod);
}

void nd_add_scalars(py_Ref module) {
    (void)module;
    static const struct {
        const char* name;
        py_CFunction get;
    } PROPERTIES[] = {
        {"dtype", number_dtype},       {"shape", number_shape},     {"ndim", number_ndim}, {"size", number_size},
        {"itemsize", number_itemsize}, {"nbytes", number_itemsize}, {"T", number_itself},
    };
    static const py_Type NUMBERS[] = {tp_int, tp_float, tp_bool};
    for(unsigned t = 0; t < sizeof NUMBERS / sizeof *NUMBERS; t++) {
        for(unsigned i = 0; i < sizeof PROPERTIES / sizeof *PROPERTIES; i++)
            py_bindproperty(NUMBERS[t], PROPERTIES[i].name, PROPERTIES[i].get, NULL);
        py_bindmethod(NUMBERS[t], "item", number_itself);
        py_bindmethod(NUMBERS[t], "tolist", number_itself);
        py_bindmethod(NUMBERS[t], "astype", number_astype);
    }
    wrap_operators();
}
