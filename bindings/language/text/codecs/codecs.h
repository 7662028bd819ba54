/*
 * Encodings of texts.
 */
#pragma once

#include "../bytes/bytes.h"

/* str.encode(encoding, errors): bytes into `out`; nil where not given. */
bool pkl_text_encode(py_Ref text, py_Ref encoding, py_Ref errors, py_OutRef out);
