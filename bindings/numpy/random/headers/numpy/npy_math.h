/* NumPy's names for what C's mathematics gives. */
#pragma once

#include <math.h>

#define NPY_NAN ((double)NAN)
#define npy_isnan isnan
#define npy_log1p log1p
#define npy_log1pf log1pf
