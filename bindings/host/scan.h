/* Overrides the C library's sscanf, for what upstream needs of it. */
#pragma once

#include <stdbool.h>

/* `format` consists of literal characters, `%x` and `%2hhx`, each of which takes two hexadecimal digits. Returns
 * the number of conversions. */
int pkw_scan(const char* text, const char* format, ...);
