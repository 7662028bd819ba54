/*
 * The module _io: what its files share. Streams call each other by their methods, so that programs may write classes for any layer.
 *
 * Buffered streams write at once: nothing is lost when a program ends without close(). They read ahead.
 */
#pragma once

#include "../posix/platform.h"

#include "../../language/text/bytes/bytes.h"
#include "../../language/text/codecs/codecs.h"

/* io.UnsupportedOperation. False. */
bool pkl_io_unsupported(const char* what);
/* self.name(*argv) */
bool pkl_io_call(py_Ref self, const char* name, int argc, py_Ref argv);
/* self.name() as a truth: 1, 0, -1 error */
int pkl_io_ask(py_Ref self, const char* name);
/* The attribute `closed`; ValueError "I/O operation on closed file." */
bool pkl_io_check(py_Ref self);
/* A size argument: None or nothing is -1. */
bool pkl_io_size(py_Ref value, int64_t* out);
/* The rows that every stream has for attributes of its own. */
void pkl_io_set(py_Ref self, const char* name, py_Ref value);
py_Ref pkl_io_get(py_Ref self, const char* name);
/* Bytes of a bytes-like object; TypeError for str. */
bool pkl_io_bytes(py_Ref value, c11_sv* out);
/* Copies into a writable buffer; TypeError. */
bool pkl_io_fill(py_Ref target, c11_sv data);
/* How many bytes a writable buffer has; -1 TypeError. */
int64_t pkl_io_room(py_Ref target);
bool pkl_io_new(int argc, py_Ref argv);
static inline py_TValue* pkl_io_slots(py_Ref self) { return PKL_SLOTS(self->_obj); }
bool pkl_io_text_encoding(int argc, py_Ref argv), pkl_io_open(int argc, py_Ref argv), pkl_io_open_code(int argc, py_Ref argv);

/* Line ends of a text that is read: *text becomes what they are translated to. `pending`: a \r waits for what follows. */
typedef struct PklNewlines {
    bool translate, pending;
    int seen; /* 1 \r, 2 \n, 4 \r\n */
} PklNewlines;
void pkl_newlines_put(PklNewlines* state, c11_sv text, bool final, PklBuilder* out);
bool pkl_newlines_seen(int seen, py_OutRef out);

extern const PklTypeSpec pkl_io_base_types[], pkl_io_file_types[], pkl_io_bytes_types[], pkl_io_string_types[], pkl_io_buffered_types[], pkl_io_text_types[], pkl_io_newline_types[];

#define PKL_IO_TYPE .module = "_io", .flags = PKL_TYPE_INSTANCE_DICT | PKL_TYPE_INSTANCE_ATTRS | PKL_TYPE_WEAKREF
#define PKL_IO_NONE(name, function) {name, function, "($self, /)", PKL_NOARGS, PKL_METHOD, 0, 0}
#define PKL_IO_ONE(name, function, argument) {name, function, "($self, " argument ", /)", PKL_O, PKL_METHOD, 1, 1}
#define PKL_IO_SIZE(name, function) {name, function, "($self, size=-1, /)", PKL_RANGE, PKL_METHOD, 0, 1}
