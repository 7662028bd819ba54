/* UTF-8, which pocketpy's strings are trusted to be. */
#pragma once

#include "pocketpy.h"

#include <stdbool.h>

bool pkw_utf8_is_valid(const char* data, int size_bytes);
int pkw_utf8_length(const char* data, int size_bytes);

/* Raises UnicodeDecodeError. Always false. */
bool pkw_utf8_raise(void) PY_RAISE;

/* Puts UnicodeDecodeError and a checking bytes.decode() in place. */
void pkw_utf8_install(void);
