/* In place of the C library's sscanf, for what upstream asks of it. */
#pragma once

#include <stdbool.h>

/* `format` is made of characters, `%x` and `%2hhx`, each of which takes two hexadecimal digits. How many were found. */
int pkw_scan(const char* text, const char* format, ...);
