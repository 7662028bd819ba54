/* The module itertools. */
#include "itertools.h"

void pkl_library_itertools(PyModule* module) {
    static const PklTypeSpec* const TABLES[] = {pkl_itertools_infinite, pkl_itertools_filters, pkl_itertools_slices, pkl_itertools_groups, pkl_itertools_products};
    for (unsigned i = 0; i < sizeof TABLES / sizeof *TABLES; i++) pkl_library_types(module, TABLES[i]);
    pkl_register_functions(module, pkl_itertools_functions);
}
