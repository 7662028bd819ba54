/* _io.TextIOWrapper: what its files share. */
#pragma once

#include "io.h"

#include <string.h>

enum { BUFFER, ENCODING, ERRORS, NEWLINE, LINE_BUFFERING, WRITE_THROUGH, TEXT, AT, RAW, REST, DECODER, PENDING, SEEN, MARKED, SLOTS };
enum { CHUNK = 8192 };

static inline py_TValue* slots_of(py_Ref self) { return pkl_io_slots(self); }
static inline bool truth(py_Ref self, int slot) { return slots_of(self)[slot].type == tp_bool && slots_of(self)[slot]._bool; }

static inline bool ready(py_Ref self) {
    if (slots_of(self)[BUFFER].type != tp_nil) return true;
    return pkl_raise(tp_ValueError, slots_of(self)[ENCODING].type == tp_nil ? "I/O operation on uninitialized object" : "underlying buffer has been detached");
}

static inline bool usable(py_Ref self) { return ready(self) && pkl_io_check(self); }

static inline void forget(py_Ref self) {
    py_TValue* slots = slots_of(self);
    slots[TEXT] = slots[RAW] = slots[REST] = slots[DECODER] = *py_NIL();
    py_newint(&slots[AT], 0);
    py_newbool(&slots[PENDING], false);
}

static inline c11_sv slot_text(py_Ref self, int slot) { return slots_of(self)[slot].type == tp_nil ? (c11_sv){"", 0} : pkl_text(&slots_of(self)[slot]); }
static inline c11_sv text_left(py_Ref self) {
    c11_sv all = slot_text(self, TEXT);
    int at = (int)slots_of(self)[AT]._i64;
    return (c11_sv){all.data + at, all.size - at};
}

/* The codec of the stream; 1 one of ours, 0 another, -1 error */
int pkl_text_codec(py_Ref self, PklCodec* codec);
/* The offset in RAW of what TEXT has from AT on. */
int64_t pkl_text_raw_offset(py_Ref self);
bool pkl_text_read(int argc, py_Ref argv), pkl_text_readline(int argc, py_Ref argv), pkl_text_next(int argc, py_Ref argv);
bool pkl_text_tell(int argc, py_Ref argv), pkl_text_seek(int argc, py_Ref argv), pkl_text_write(int argc, py_Ref argv), pkl_text_truncate(int argc, py_Ref argv);
