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

/* What a decoder is asked beyond its encoding: whether bytes of a character that is not complete are an error or left (consumed tells). */
typedef struct PklDecoding {
    bool partial;
    int32_t consumed; /* set */
    int order;        /* set: what a mark told: -1 the lowest byte first, 1 the highest, 0 there is none */
} PklDecoding;
/* The same by the codec itself. */
bool pkl_codec_encode(py_Ref text, const PklCodec* codec, py_Ref errors, py_OutRef out);
bool pkl_codec_decode(py_Ref bytes, const PklCodec* codec, py_Ref errors, PklDecoding* how, py_OutRef out);

/* Of bindings/library: the name of a character and its size; 0 where it has none, or the interpreter no names. */
int pkl_unicode_name(uint32_t code, char out[256]);

/* ---- registry.c: codecs and error handlers of programs ---- */
enum { PKL_CODECS_SEARCH, PKL_CODECS_FOUND, PKL_CODECS_HANDLERS, PKL_CODECS_SLOTS };
/* The values of the registry. */
py_TValue* pkl_codecs(void);
/* The tuple (encode, decode, reader, writer) of an encoding, asked of the search functions; LookupError. */
bool pkl_codec_lookup(py_Ref encoding, py_OutRef out);
/* str.encode and bytes.decode by such a codec. */
bool pkl_registered_encode(py_Ref text, py_Ref encoding, py_Ref errors, py_OutRef out);
bool pkl_registered_decode(py_Ref bytes, py_Ref encoding, py_Ref errors, py_OutRef out);
/* The name as search functions get it. */
bool pkl_codec_plain_name(c11_sv name, py_OutRef out);
/* The handler of that name (nil: strict), a callable; LookupError. */
bool pkl_lookup_handler(py_Ref errors, py_OutRef out);
/* Calls it with the pending exception: what it puts in place (in `out`), and the place behind it, from 0 to `length`. */
bool pkl_ask_handler(py_Ref errors, int64_t length, py_OutRef out, int64_t* place);

extern const PklMethod pkl_encode_methods[], pkl_handler_functions[];
