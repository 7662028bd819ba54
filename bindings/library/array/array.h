/*
 * The module array. An array is a PyByteArray with a letter (text/bytes/bytes.h): what is said of bytes there holds here, counted in items.
 */
#pragma once

#include "../iterators.h"
#include "../../language/text/bytes/bytes.h"

#include <string.h>

static inline PyArray* pkl_array_of(py_Ref self) { return PKL_OBJECT(self, PyArray); }
static inline char pkl_array_letter(py_Ref self) { return pkl_array_of(self)->format[0]; }
static inline int64_t pkl_array_length(py_Ref self) { return pkl_array_of(self)->bytes.size / pkl_array_of(self)->itemsize; }
static inline c11_sv pkl_array_bytes(py_Ref self) { return (c11_sv){(const char*)pkl_array_of(self)->bytes.data, pkl_array_of(self)->bytes.size}; }
static inline bool pkl_is_array(py_Ref value) { return pkl_has_layout(value, tp_array); }

/* Bytes of an item; 0 where there is no such letter. */
int pkl_array_item_size(char letter);
static inline bool pkl_array_is_text(char letter) { return letter == 'u' || letter == 'w'; }
/* The item at a place that is there. */
void pkl_array_get(py_Ref self, int64_t index, py_OutRef out);
/* A value as the bytes of an item; OverflowError, TypeError. */
bool pkl_array_item(char letter, py_Ref value, unsigned char out[8]);
/* An empty one of a class; `out` is rooted by the caller. */
bool pkl_array_new(py_OutRef out, py_Type type, char letter);
bool pkl_array_append(py_Ref self, py_Ref value);
/* Items of an iterable; of the same kind where it is an array. */
bool pkl_array_extend(py_Ref self, py_Ref iterable);
bool pkl_array_put_bytes(py_Ref self, c11_sv bytes);
bool pkl_array_put_text(py_Ref self, py_Ref text);

extern const PklMethod pkl_array_sequence[], pkl_array_exchange[], pkl_array_functions[];
