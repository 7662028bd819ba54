/* Sorting long rows of numbers by their digits: keeps equal elements in order, like the merge sort of short rows. */
#pragma once

#include "../core/nd.h"

/* From here on it is faster than merging. */
#define ND_RADIX_MIN 256

/* `type` is int64, uint64, float32 or float64; `room` is as long as the row. False if the row is not fit for it:
 * nothing has changed then. */
bool nd_radix_sort(int type, void* row, void* room, nd_Size count);
/* The order of `keys`, which are overwritten; `key_room` is as long. `order` has the indices in their order,
 * `order_room` is as long. */
bool nd_radix_order(int type, void* keys, void* key_room, int32_t* order, int32_t* order_room, nd_Size count);
