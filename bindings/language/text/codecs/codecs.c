/*
 * Encodings of texts.
 */
#include "../../machine/machine.h"
#include "codecs.h"

#include <string.h>

bool pkl_text_encode(py_Ref text, py_Ref encoding, py_Ref errors, py_OutRef out) {
    (void)encoding, (void)errors;
    c11_sv source = pkl_text(text);
    memcpy(pkl_new_bytes(out, source.size)->data, source.data, (size_t)source.size);
    return true;
}
