/*
 * What the files about integers share.
 */
#pragma once

#include "integers.h"

/* Memory for digits while something is calculated; freed with the same count. */
PklDigit* pkl_int_scratch(size_t count);
void pkl_int_scratch_free(PklDigit* digits, size_t count);
