/* Validation of UTF-8; pocketpy trusts its strings to be valid. */
#pragma once

#include "pocketpy.h"

#include <stdbool.h>

bool pkw_utf8_is_valid(const char* data, int size_bytes);
int pkw_utf8_length(const char* data, int size_bytes);

/* Raises UnicodeDecodeError. Always false. */
bool pkw_utf8_raise(void) PY_RAISE;

/* Installs UnicodeDecodeError and a validating bytes.decode(). */
void pkw_utf8_install(void);
