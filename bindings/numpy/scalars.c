/*
 * Python's int, float and bool as NumPy's scalars: the attributes that programs use; and arrays without dimensions as
 * numbers. Limits: the attributes are those of int64, float64 and bool.
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

/* ---- an array as a number ---------------------------------------------------------------- */

/* The element of an array without dimensions, as Python has it. */
static bool element_of(py_Ref self, const char* word) {
    const nd_Array* array = nd_array(self);
    if(array->ndim) return nd_error(tp_TypeError, "only 0-dimensional arrays can be converted to Python scalars");
    if(word && nd_is_complex(array->type))
        return nd_error(tp_TypeError, "%s() argument must be a string or a real number, not 'complex'", word);
    return nd_item(py_retval(), array->type, array->data);
}

static bool convert(py_Ref self, const char* word) {
    if(!element_of(self, word)) return false;
    py_TValue element = *py_retval(), type = *py_getbuiltin(py_name(word));
    return py_call(&type, 1, &element);
}

static bool array_int(int argc, py_Ref argv) { return (void)argc, convert(argv, "int"); }

static bool array_float(int argc, py_Ref argv) { return (void)argc, convert(argv, "float"); }

static bool array_complex(int argc, py_Ref argv) {
    (void)argc;
    if(!element_of(argv, NULL)) return false;
    nd_Complex128 number;
    nd_to_complex(py_retval(), &number);
    py_newcomplex(py_retval(), number.re, number.im);
    return true;
}

static bool array_index(int argc, py_Ref argv) {
    (void)argc;
    const nd_Array* array = nd_array(argv);
    if(array->ndim || array->type < ND_INT8 || array->type > ND_UINT64)
        return nd_error(tp_TypeError, "only integer scalar arrays can be converted to a scalar index");
    return element_of(argv, NULL);
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
    py_bindmethod(nd_tp_ndarray, "__int__", array_int);
    py_bindmethod(nd_tp_ndarray, "__float__", array_float);
    py_bindmethod(nd_tp_ndarray, "__complex__", array_complex);
    py_bindmethod(nd_tp_ndarray, "__index__", array_index);
}
