/*
 * The module _json: what CPython's json package takes from C.
 */
#pragma once

#include "../library.h"
#include "../../language/text/text.h"

enum { SCANNER_STRICT, SCANNER_OBJECT_HOOK, SCANNER_PAIRS_HOOK, SCANNER_FLOAT, SCANNER_INT, SCANNER_CONSTANT, SCANNER_SLOTS };
enum {
    ENCODER_MARKERS,
    ENCODER_DEFAULT,
    ENCODER_ENCODER,
    ENCODER_INDENT,
    ENCODER_KEY_SEPARATOR,
    ENCODER_ITEM_SEPARATOR,
    ENCODER_SORT_KEYS,
    ENCODER_SKIP_KEYS,
    ENCODER_ALLOW_NAN,
    ENCODER_SLOTS
};

/* A text with quotes and escapes; `ascii`: nothing else is in it. */
void pkl_json_put_text(PklBuilder* out, const PyStr* text, bool ascii);
/* JSONDecodeError of the module json.decoder, for the character at a byte. NULL. */
const char* pkl_json_error(const char* message, PyStr* document, const char* at);
/* The text that begins at `start`, behind its opening quote, in `out`; behind its closing quote. NULL: an exception. */
const char* pkl_json_scan_text(PyStr* document, const char* start, bool strict, py_OutRef out);
/* (value, index of the character at a byte) */
bool pkl_json_answer(py_Ref value, PyStr* document, const char* at);
/* A str, or TypeError. */
bool pkl_json_is_text(py_Ref value);

bool pkl_json_encode_ascii(int argc, py_Ref argv);
bool pkl_json_encode(int argc, py_Ref argv);
extern const PklMethod pkl_json_scanner_methods[], pkl_json_encoder_methods[];
