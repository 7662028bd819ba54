/*
 * What the files about bytes, bytearray and memoryview share.
 */
#pragma once

#include "text.h"

bool pkl_new_bytearray(py_OutRef out, c11_sv content);
/* Room for `size` bytes; the content up to the smaller size stays. BufferError while there are exports, MemoryError. */
bool pkl_bytearray_resize(PyByteArray* array, int64_t size);
