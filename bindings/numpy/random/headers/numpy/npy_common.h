/* The few types of NumPy's headers that its random sources are written in. */
#pragma once

#include <stddef.h>
#include <stdint.h>

typedef ptrdiff_t npy_intp;
typedef unsigned char npy_bool;
typedef uint8_t npy_uint8;
typedef uint16_t npy_uint16;
typedef uint32_t npy_uint32;
typedef uint64_t npy_uint64;
