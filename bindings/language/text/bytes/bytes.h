/*
 * What the files about bytes, bytearray and memoryview share.
 */
#pragma once

#include "../text.h"
#include "../../types/types.h"

bool pkl_new_bytearray(py_OutRef out, c11_sv content);
/* Room for `size` bytes; the content up to the smaller size stays. BufferError while there are exports, MemoryError. */
bool pkl_bytearray_resize(PyByteArray* array, int64_t size);
/* BufferError where a memoryview that can still be reached shows its bytes. */
bool pkl_bytearray_unlocked(PyByteArray* array);
/* A number from 0 to 255; `what` is "byte" or "bytes" of the message. */
bool pkl_byte(py_Ref value, const char* what, unsigned char* out);
/* Appends the bytes of a bytes-like object, or of an iterable of numbers. `what` as above; TypeError "cannot convert 'float' object to bytes". */
bool pkl_put_bytes_of(PklBuilder* builder, py_Ref value, const char* what, const char* target);
bool pkl_check_source(py_Ref argv, const char* target); /* that encoding and errors are str */
/* What bytes() and bytearray() are given: argv is [self or class, source, encoding, errors]. */
bool pkl_put_source(PklBuilder* builder, py_Ref argv, const char* what, const char* target);

typedef struct PyMemoryView {
    PyObject head;    /* slots == 1 */
    py_TValue object; /* bytes or bytearray; nil: released */
    int64_t offset;   /* of the first item in the object's bytes */
    int64_t length, stride; /* items; bytes from one to the next */
    int64_t hash;     /* -1: not calculated yet */
    char format[3];   /* as struct has it, one letter, perhaps behind an @ */
    uint8_t itemsize;
    bool readonly;
    bool counted;     /* among the exports of its bytearray */
} PyMemoryView;

/* Of the module array: a PyByteArray at its beginning, so that it grows, and is shown by views, as one. */
typedef struct PyArray {
    PyByteArray bytes;
    char format[2]; /* its letter */
    uint8_t itemsize;
} PyArray;
/* A bytearray or an array: what has a PyByteArray. */
static inline bool pkl_is_growing(const py_TValue* value) { return pkl_has_layout(value, tp_bytearray) || pkl_has_layout(value, tp_array); }
/* Bytes [at, at + removed) become others, which do not lie in the array itself. */
bool pkl_bytearray_splice(PyByteArray* array, int64_t at, int64_t removed, c11_sv by);

static inline PyMemoryView* pkl_view_of(py_Ref self) { return PKL_OBJECT(self, PyMemoryView); }
static inline char pkl_view_letter(const PyMemoryView* view) { return view->format[view->format[0] == '@']; }
static inline bool pkl_view_contiguous(const PyMemoryView* view) { return view->length <= 1 || view->stride == view->itemsize; }
unsigned char* pkl_view_item(const PyMemoryView* view, int64_t index);
/* The bytes of its items one after another, at `to`. */
void pkl_view_copy(const PyMemoryView* view, unsigned char* to);
bool pkl_view_live(const PyMemoryView* view); /* ValueError "operation forbidden on released memoryview object" */
/* A view of a bytes-like object or of one with __buffer__. */
bool pkl_new_view(py_Ref object, py_OutRef out);
void pkl_view_release(PyMemoryView* view);
/* Items as values; sizes of formats, 0 where there is none. */
int pkl_item_size(char letter);
bool pkl_item_get(char letter, const unsigned char* at, py_OutRef out);
bool pkl_item_set(const char* format, unsigned char* at, py_Ref value);

/* hex(sep, bytes_per_sep) of any bytes. */
bool pkl_hex(c11_sv bytes, py_Ref separator, py_Ref group);

/* Whether it is an int or has __index__. */
bool pkl_is_index(py_Ref key);

extern const PklMethod pkl_bytes_methods[], pkl_bytes_operators[], pkl_bytearray_methods[], pkl_view_methods[], pkl_view_iterator_methods[];
bool pkl_view_eq(int argc, py_Ref argv), pkl_view_ne(int argc, py_Ref argv), pkl_view_index(int argc, py_Ref argv), pkl_view_count(int argc, py_Ref argv), pkl_view_iter(int argc, py_Ref argv);
void pkl_start_memoryview(void);
