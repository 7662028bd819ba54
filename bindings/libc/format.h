/* Formatting of numbers and strings: see format.c. */
#pragma once

#include <stdarg.h>
#include <stddef.h>

/* As C's vsnprintf and snprintf. */
int pkw_format_v(char* text, size_t size, const char* format, va_list list);
int pkw_format(char* text, size_t size, const char* format, ...) __attribute__((format(printf, 3, 4)));
