/* What the files of the msgpack binding share; nothing outside this folder includes it. */
#pragma once

#include "pocketpy.h"

#include <stdbool.h>
#include <stdint.h>

/* Nested containers, the limit of the reference package in both directions. */
#define MSGPACK_NESTING_MAX 1024

/* An invalid sequence in a text that is not UTF-8, described the way CPython describes it. */
typedef struct {
    int position;       /* of the first faulty byte */
    int length;         /* faulty bytes */
    const char* reason; /* a literal */
} msgpack_TextFault;

/* Whether `size` bytes are UTF-8 (shortest forms, no surrogates); if not, `fault` describes the first error. */
bool msgpack_check_utf8(const unsigned char* text, int size, msgpack_TextFault* fault);

/* The keys that a dict may get. */
typedef enum {
    MSGPACK_KEYS_TEXT,   /* str and bytes, the reference's strict_map_key=True */
    MSGPACK_KEYS_SCALAR, /* also int, float and bool */
} msgpack_Keys;

/* The consumer of the bytes: any program, or this tier's own page, which knows the tier's arrays. */
typedef enum { MSGPACK_FOR_ANYONE, MSGPACK_FOR_PAGE } msgpack_Reader;

/* Pack `value` into a new bytes object in `py_retval()`. */
bool msgpack_encode(py_Ref value, msgpack_Reader reader);

/* Unpack `size` bytes, which must stay alive and unchanged, into `py_retval()`. */
bool msgpack_decode(const unsigned char* data, int size, msgpack_Keys keys);
