/* Stable radix sort of long rows. */
#pragma once

#include "../core/nd.h"

/* From this length on it is faster than merging. */
#define ND_RADIX_MIN 256

/* `type` is int64, uint64, float32 or float64; `room` is as long as the row. False if the row cannot be sorted this
 * way: nothing has changed then. */
bool nd_radix_sort(int type, void* row, void* room, nd_Size count);
/* argsort of `keys`, which are overwritten; `key_room` is as long. The indices are in `order`,
 * `order_room` is as long. */
bool nd_radix_order(int type, void* keys, void* key_room, int32_t* order, int32_t* order_room, nd_Size count);
