/* The module math: constants, and its functions of the other files. */
#include "math.h"

#include <math.h>

void pkl_library_math(PyModule* module) {
    const PklMethod* const tables[] = {pkl_math_elementary, pkl_math_floats, pkl_math_integers, pkl_math_sums};
    for (unsigned i = 0; i < sizeof tables / sizeof *tables; i++) pkl_register_functions(module, tables[i]);
    pkl_library_set_float(module, "pi", 0x1.921fb54442d18p+1);
    pkl_library_set_float(module, "tau", 0x1.921fb54442d18p+2);
    pkl_library_set_float(module, "e", 0x1.5bf0a8b145769p+1);
    pkl_library_set_float(module, "inf", INFINITY);
    pkl_library_set_float(module, "nan", NAN);
}
