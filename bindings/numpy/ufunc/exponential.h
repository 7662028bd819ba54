/* exp, log, and sin and cos of single precision, in vectors. */
#pragma once

#include "kernels.h"

extern nd_Loops nd_exp, nd_log, nd_sin, nd_cos;
