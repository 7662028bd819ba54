/*
 * The module `numpy`: a subset of NumPy 2 with NumPy's own answers.
 * Limits: what is not here raises AttributeError with its name; see the README for the differences a NumPy user meets.
 */
#include "index/index.h"
#include "module.h"
#include "python/parts.h"
#include "text/print.h"
#include "ufunc/ufunc.h"

#include <math.h>

static void add_constants(py_Ref module) {
    static const struct {
        const char* name;
        double value;
    } FLOATS[] = {
        {"pi", 3.141592653589793},
        {"e", 2.718281828459045},
        {"euler_gamma", 0.5772156649015329},
        {"inf", INFINITY},
        {"nan", NAN},
    };
    py_TValue value;
    for(unsigned i = 0; i < sizeof FLOATS / sizeof *FLOATS; i++) {
        py_newfloat(&value, FLOATS[i].value);
        py_setdict(module, py_name(FLOATS[i].name), &value);
    }
    py_setdict(module, py_name("newaxis"), py_None());
    py_newbool(&value, true);
    py_setdict(module, py_name("True_"), &value);
    py_newbool(&value, false);
    py_setdict(module, py_name("False_"), &value);
}

extern const char pkw_python_numpy_python_text_text[], pkw_python_numpy_python_arrays_stride_tricks[];

/* numpy.char */
void pkw_add_numpy_char(void) {
    py_GlobalRef module = py_newmodule("numpy.char");
    nd_run_submodule(module, "char", pkw_python_numpy_python_text_text);
}

/* numpy.lib.stride_tricks over functions that are there */
void pkw_add_numpy_lib_stride_tricks(void) {
    py_GlobalRef module = py_newmodule("numpy.lib.stride_tricks");
    py_setdict(module, py_name("np"), py_getmodule("numpy"));
    if(nd_run_python(pkw_python_numpy_python_arrays_stride_tricks, "numpy.lib.stride_tricks", module))
        py_setdict(py_getmodule("numpy.lib"), py_name("stride_tricks"), module);
}

/* numpy.lib: only what has submodules here */
void pkw_add_numpy_lib(void) {
    py_GlobalRef module = py_newmodule("numpy.lib");
    py_setdict(py_getmodule("numpy"), py_name("lib"), module);
}

void pkw_add_numpy(void) {
    py_GlobalRef module = py_newmodule("numpy");
    nd_add_errors(module);
    nd_add_array(module);
    nd_add_dtypes(module);
    nd_add_object(module);
    nd_add_reshaping(module);
    nd_add_sharing(module);
    nd_add_ufuncs(module);
    nd_add_reductions(module);
    nd_add_creation(module);
    nd_add_printing(module);
    nd_add_copying(module);
    nd_add_sorting(module);
    nd_add_products(module);
    nd_add_scalars(module);
    nd_add_buffers(module);
    nd_add_parts();
    nd_add_methods();
    add_constants(module);
}
