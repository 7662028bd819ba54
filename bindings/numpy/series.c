/*
 * The modules `numpy.polynomial` and `numpy.polynomial.polynomial`, which is Python source
 * (python/polynomial/series.py, polynomial.py); the first shows the second.
 */
#include "python/parts.h"

extern const char pkw_python_numpy_python_polynomial_series[], pkw_python_numpy_python_polynomial_polynomial[];

void pkw_add_numpy_polynomial_polynomial(void) {
    const char* name = "numpy.polynomial.polynomial";
    py_GlobalRef module = py_newmodule(name);
    py_setdict(module, py_name("np"), py_getmodule("numpy"));
    /* the import finds the exception */
    if(!nd_run_python(pkw_python_numpy_python_polynomial_series, name, module)) return;
    nd_run_python(pkw_python_numpy_python_polynomial_polynomial, name, module);
}

void pkw_add_numpy_polynomial(void) {
    py_GlobalRef module = py_newmodule("numpy.polynomial");
    if(py_import("numpy.polynomial.polynomial") != 1) return;
    py_GlobalRef series = py_getmodule("numpy.polynomial.polynomial");
    py_setdict(module, py_name("polynomial"), series);
    static const char* const SHOWN[] = {"Polynomial", "set_default_printstyle"};
    for(unsigned i = 0; i < sizeof SHOWN / sizeof *SHOWN; i++)
        py_setdict(module, py_name(SHOWN[i]), py_getdict(series, py_name(SHOWN[i])));
    py_setdict(py_getmodule("numpy"), py_name("polynomial"), module);
}
