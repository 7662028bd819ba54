/*
 * Encodings of texts: utf-8, utf-16, utf-32, latin-1, ascii.
 */
#pragma once

#include "../bytes/bytes.h"

typedef enum PklEncoding { PKL_UTF8, PKL_UTF16, PKL_UTF32, PKL_LATIN1, PKL_ASCII } PklEncoding;

typedef struct PklCodec {
    PklEncoding encoding;
    bool big;        /* the highest byte first */
    bool mark;       /* a byte order mark is written, and read where it is */
    const char* name; /* in errors about encoding */
} PklCodec;

typedef enum PklErrorHandler { PKL_STRICT, PKL_IGNORE, PKL_REPLACE, PKL_BACKSLASH, PKL_SURROGATE_ESCAPE, PKL_SURROGATE_PASS, PKL_XML, PKL_NAMES, PKL_UNKNOWN_HANDLER } PklErrorHandler;

/* By its name in any spelling; LookupError "unknown encoding: x". nil: utf-8. `function` is in the message about a wrong type. */
bool pkl_codec(py_Ref encoding, const char* function, PklCodec* out);
bool pkl_error_handler(py_Ref errors, const char* function, PklErrorHandler* out);
bool pkl_unknown_handler(py_Ref errors);
/* str.encode(encoding, errors): bytes into `out`; nil where not given. */
bool pkl_text_encode(py_Ref text, py_Ref encoding, py_Ref errors, py_OutRef out);
/* UnicodeEncodeError or UnicodeDecodeError. False. */
bool pkl_codec_error(py_Type type, const char* encoding, py_Ref object, int64_t start, int64_t end, const char* reason);

extern const PklMethod pkl_encode_methods[];
