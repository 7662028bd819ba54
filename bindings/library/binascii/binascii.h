/* What the files of the module binascii share. */
#pragma once

#include "../library.h"
#include "../../language/text/text.h"

#include <string.h>

/* The bytes of an ASCII str or of a bytes-like object; ValueError, TypeError. */
bool pkl_ascii_argument(py_Ref value, c11_sv* out);
/* binascii.Error */
#define pkl_binascii_error(...) pkl_raise(tp_BinasciiError, __VA_ARGS__)
int pkl_hex_digit(unsigned char c); /* -1: none */

extern const PklMethod pkl_binascii_base64[], pkl_binascii_quoted[];
