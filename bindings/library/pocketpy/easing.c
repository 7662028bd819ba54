/* The module easing: how far a movement is after a part of its time; the unit is upstream's. */
#include "upstream.h"

void pk__add_module_easing(void);

#include "units/modules/easing.c"

void pkl_library_easing(PyModule* module) {
    (void)module;
    pk__add_module_easing();
}
