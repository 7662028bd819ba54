/* The powers of ten by which a decimal number becomes a double; calculated, since 9 KB of such
 * bits cannot be compressed. */
#pragma once

#include <stdint.h>

/* The 128 topmost bits of 10 to the power of -307 and what follows up to 288, the lower half first;
 * of later calls, the same. */
const uint64_t (*pkw_powers_of_ten(void))[2];
