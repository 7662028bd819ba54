/* Validation of a pickle before it is loaded. */
#pragma once

/* NULL when the bytes are a well-formed pickle that fits on the value stack;
 * else what is wrong with them. */
const char* pkw_pickle_check(const unsigned char* data, int size_bytes);
