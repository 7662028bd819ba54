/*
 * Making and reading texts: what every part needs of str and bytes. Their methods are in the other files of the folder.
 *
 * A builder collects bytes of UTF-8; it lies on the C stack, and its buffer is counted like every other.
 */
#pragma once

#include "../core.h"
#include "../names.h"

#include <stdarg.h>

static inline py_TValue pkl_value(PyObject* object) {
    return (py_TValue){.type = object->type, .is_ptr = true, ._obj = object};
}

/* Fills in length, ascii and kind of a new str. */
void pkl_str_measure(PyStr* text);
/* What measuring would find, where all bytes are known to be ASCII. */
static inline void pkl_str_set_ascii(PyStr* text) {
    text->length = text->size;
    text->ascii = text->kind = 1;
}
/* The number of code points. */
int32_t pkl_utf8_length(const char* data, int size);
/* The code point at `at`, which moves behind it; lone surrogates are code points here. */
uint32_t pkl_utf8_next(const char** at);
/* Writes one code point; the number of bytes. */
int pkl_utf8_put(char* out, uint32_t code);

bool pkl_is_str(const py_TValue* value); /* str or an instance of a subclass */
static inline PyStr* pkl_str(const py_TValue* value) { return (PyStr*)value->_obj; }
static inline c11_sv pkl_sv(const PyStr* text) { return (c11_sv){text->data, text->size}; }
bool pkl_str_equal(const PyStr* a, const PyStr* b);
int pkl_str_compare(const PyStr* a, const PyStr* b); /* by code points: < 0, 0, > 0 */
int64_t pkl_str_hash(PyStr* text);

/* A new str or bytes of that size, whose bytes the caller fills in; then pkl_str_measure. Sizes that a program chooses: pkl_reserve before. */
PyStr* pkl_new_str(py_OutRef out, int size);
PyBytes* pkl_new_bytes(py_OutRef out, int size);

typedef struct PklBuilder {
    char* data;
    int64_t size, capacity;
    bool failed; /* too large: MemoryError is set */
    char first[112];
} PklBuilder;

void pkl_builder_start(PklBuilder* builder);
void pkl_builder_end(PklBuilder* builder); /* frees it; for paths that fail */
char* pkl_builder_room(PklBuilder* builder, int64_t bytes); /* NULL when it failed; the caller adds to `size` */
void pkl_put(PklBuilder* builder, const char* data, int64_t size);
void pkl_put_text(PklBuilder* builder, const char* text);
void pkl_put_str(PklBuilder* builder, const PyStr* text);
void pkl_put_char(PklBuilder* builder, char c);
void pkl_put_code(PklBuilder* builder, uint32_t code);
void pkl_put_int(PklBuilder* builder, int64_t value);
void pkl_put_hex(PklBuilder* builder, uint64_t value);
void pkl_put_repr_str(PklBuilder* builder, const PyStr* text);
void pkl_put_repr_bytes(PklBuilder* builder, const unsigned char* data, int64_t size);
/* repr() or str() of a value; false with an exception set. */
bool pkl_put_repr(PklBuilder* builder, py_Ref value);
bool pkl_put_string(PklBuilder* builder, py_Ref value);
/* pkl_raise's format language. */
bool pkl_put_format(PklBuilder* builder, const char* format, va_list arguments);
bool pkl_put_formatted(PklBuilder* builder, const char* format, ...);
/* Ends the builder and makes the str; false with MemoryError. `out` may be py_retval(). */
bool pkl_builder_str(PklBuilder* builder, py_OutRef out);
/* To the program's standard output. */
bool pkl_write_output(PklBuilder* builder);
/* The same to sys.stderr. */
bool pkl_write_error(PklBuilder* builder);
bool pkl_builder_bytes(PklBuilder* builder, py_OutRef out);
/* A str into `out` by pkl_raise's format; %R and %S may fail. */
bool pkl_str_format(py_OutRef out, const char* format, ...);

int pkl_float_repr(double value, char out[40]); /* of numbers/ */
/* Of text/: whether repr() shows the code point as it is. Not asked about ASCII. */
bool pkl_is_printable(uint32_t code);
/* Whether the code point may begin or continue an identifier. Not asked about ASCII. */
bool pkl_identifier_start(uint32_t code);
bool pkl_identifier_continue(uint32_t code);
