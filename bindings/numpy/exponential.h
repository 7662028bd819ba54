/* exp and log in vectors. */
#pragma once

#include "kernels.h"

extern nd_Loops nd_exp, nd_log;
