/* What the files of the module math share. */
#pragma once

#include "../library.h"

/* Gamma and its logarithm as CPython calculates them (Lanczos); NaN at poles, infinity where the result is too large. */
double pkl_gamma(double x);
double pkl_log_gamma(double x);

extern const PklMethod pkl_math_elementary[], pkl_math_floats[], pkl_math_integers[], pkl_math_sums[];
