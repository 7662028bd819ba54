/* Formats of the module _struct, parsed, and their items as bytes. */
#pragma once

#include "../library.h"

typedef struct StructItem {
    char letter;
    uint8_t size;   /* of one; of s and p 1 */
    int32_t offset;
    int32_t count;  /* how many; of s and p the bytes of one */
} StructItem;

typedef struct StructFormat {
    StructItem* items;
    int32_t count, capacity;
    int32_t size;   /* bytes in all; -1: not parsed yet */
    int32_t values; /* how many values it takes */
    bool big, standard; /* byte order; sizes that do not depend on the machine, without alignment */
} StructFormat;

/* Parses a str or bytes; struct.error, TypeError. */
bool pkl_struct_parse(py_Ref format, StructFormat* out);
void pkl_struct_free(StructFormat* format);
/* struct.error with pkl_raise's format. */
#define pkl_struct_error(...) pkl_raise(tp_StructError, __VA_ARGS__)

/* The values to `format->size` bytes at `to`, which are zero. Runs programs (__index__, __float__): `to` must not move. */
bool pkl_struct_pack(const StructFormat* format, py_TValue* values, unsigned char* to);
/* A tuple of values in `out`. */
bool pkl_struct_unpack(const StructFormat* format, const unsigned char* from, py_OutRef out);
