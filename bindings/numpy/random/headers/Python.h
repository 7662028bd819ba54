/* NumPy's random sources get the C library through this header, and use nothing of Python's. */
#pragma once

#include <limits.h>
#include <stdlib.h>
#include <string.h>
