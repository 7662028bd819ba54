/* The powers of ten for the conversion of decimal numbers to doubles; computed, since 9 KB of
 * such bits do not compress. */
#pragma once

#include <stdint.h>

/* The 128 most significant bits of 10 to the power of -307 and what follows up to 288, the
 * lower half first; memoized. */
const uint64_t (*pkw_powers_of_ten(void))[2];
