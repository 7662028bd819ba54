/*
 * _io.TextIOWrapper. What was decoded ahead lies in TEXT from AT on; RAW is the same before line ends were translated, so that tell() can count its bytes.
 * Bytes of a character that is not complete wait in REST.
 */
#include "io.h"

#include <string.h>

enum { BUFFER, ENCODING, ERRORS, NEWLINE, LINE_BUFFERING, WRITE_THROUGH, TEXT, AT, RAW, REST, DECODER, PENDING, SEEN, MARKED, SLOTS };
enum { CHUNK = 8192 };

static py_TValue* slots_of(py_Ref self) { return pkl_io_slots(self); }
static bool truth(py_Ref self, int slot) { return slots_of(self)[slot].type == tp_bool && slots_of(self)[slot]._bool; }

static bool ready(py_Ref self) {
    if (slots_of(self)[BUFFER].type != tp_nil) return true;
    return pkl_raise(tp_ValueError, slots_of(self)[ENCODING].type == tp_nil ? "I/O operation on uninitialized object" : "underlying buffer has been detached");
}

static bool usable(py_Ref self) { return ready(self) && pkl_io_check(self); }

static void forget(py_Ref self) {
    py_TValue* slots = slots_of(self);
    slots[TEXT] = slots[RAW] = slots[REST] = slots[DECODER] = *py_NIL();
    py_newint(&slots[AT], 0);
    py_newbool(&slots[PENDING], false);
}

static c11_sv slot_text(py_Ref self, int slot) { return slots_of(self)[slot].type == tp_nil ? (c11_sv){"", 0} : pkl_text(&slots_of(self)[slot]); }
static c11_sv text_left(py_Ref self) {
    c11_sv all = slot_text(self, TEXT);
    int at = (int)slots_of(self)[AT]._i64;
    return (c11_sv){all.data + at, all.size - at};
}

/* ---- making ------------------------------------------------------------------------------------------------------------- */

static bool check_newline(py_Ref value) {
    static const char* const LEGAL[] = {"", "\n", "\r", "\r\n"};
    if (value->type == tp_nil || py_isnone(value)) return true;
    if (!pkl_is_str(value)) return pkl_raise(tp_TypeError, "TextIOWrapper() argument 'newline' must be str or None, not %s", pkl_argument_type(value));
    for (int i = 0; i < 4; i++)
        if (strcmp(LEGAL[i], py_tostr(value)) == 0) return true;
    return pkl_raise(tp_ValueError, "illegal newline value: %v", pkl_text(value));
}

static bool optional_str(py_Ref value, const char* name) {
    return value->type == tp_nil || py_isnone(value) || pkl_is_str(value) || pkl_raise(tp_TypeError, "TextIOWrapper() argument '%s' must be str or None, not %s", name, pkl_argument_type(value));
}

/* An encoding must be there; "locale" and None are utf-8. */
static bool set_encoding(py_Ref self, py_Ref encoding) {
    PklCodec codec;
    py_TValue found;
    bool none = encoding->type == tp_nil || py_isnone(encoding) || strcmp(py_tostr(encoding), "locale") == 0;
    if (none) py_newstr(&slots_of(self)[ENCODING], "utf-8");
    else if (!pkl_codec(encoding, "TextIOWrapper", &codec)) {
        if (!pkl_exc_matches(tp_LookupError)) return false;
        py_clearexc(NULL);
        if (!pkl_codec_lookup(encoding, &found)) return false;
    }
    if (!none) slots_of(self)[ENCODING] = *encoding;
    return true;
}

static bool set_truth(py_Ref self, int slot, py_Ref value, bool otherwise) {
    int given = value->type == tp_nil || py_isnone(value) ? otherwise : py_bool(value);
    if (given >= 0) py_newbool(&slots_of(self)[slot], given);
    return given >= 0;
}

/* A mark is written only where the file begins. */
static bool look_for_mark(py_Ref self) {
    py_newbool(&slots_of(self)[MARKED], false);
    int able = pkl_io_ask(&slots_of(self)[BUFFER], "readable");
    if (able >= 0) able = pkl_io_ask(&slots_of(self)[BUFFER], "seekable");
    if (able <= 0) return able == 0;
    able = pkl_io_ask(&slots_of(self)[BUFFER], "writable");
    if (able <= 0) return able == 0;
    if (!pkl_io_call(&slots_of(self)[BUFFER], "tell", 0, NULL)) return false;
    py_newbool(&slots_of(self)[MARKED], py_retval()->type != tp_int || py_retval()->_i64 != 0);
    return true;
}

static bool text_init(int argc, py_Ref argv) {
    (void)argc;
    py_TValue* slots = slots_of(argv);
    slots[BUFFER] = *py_NIL();
    if (!optional_str(&argv[2], "encoding") || !optional_str(&argv[3], "errors") || !check_newline(&argv[4]) || !set_encoding(argv, &argv[2])) return false;
    if (argv[3].type == tp_nil || py_isnone(&argv[3])) py_newstr(&slots[ERRORS], "strict");
    else slots[ERRORS] = argv[3];
    slots[NEWLINE] = argv[4].type == tp_nil ? *py_None() : argv[4];
    py_newint(&slots[SEEN], 0);
    forget(argv);
    if (!set_truth(argv, LINE_BUFFERING, &argv[5], false) || !set_truth(argv, WRITE_THROUGH, &argv[6], false)) return false;
    slots[BUFFER] = argv[1];
    if (!look_for_mark(argv)) return slots[BUFFER] = *py_NIL(), false;
    return pkl_return_none();
}

/* ---- decoding ------------------------------------------------------------------------------------------------------------- */

/* The offset in RAW of what TEXT has from AT on. */
static int64_t raw_offset(py_Ref self) {
    c11_sv text = slot_text(self, TEXT), raw = slot_text(self, RAW);
    if (!py_isnone(&slots_of(self)[NEWLINE])) return slots_of(self)[AT]._i64;
    int64_t at = 0;
    for (int64_t i = 0; i < slots_of(self)[AT]._i64; i++, at++)
        if (text.data[i] == '\n' && raw.data[at] == '\r' && at + 1 < raw.size && raw.data[at + 1] == '\n') at++;
    return at;
}

/* The codec of the stream; 1 one of ours, 0 another, -1 error */
static int codec_of(py_Ref self, PklCodec* codec) {
    if (pkl_codec(&slots_of(self)[ENCODING], "", codec)) return 1;
    if (!pkl_exc_matches(tp_LookupError)) return -1;
    return py_clearexc(NULL), 0;
}

/* By an incremental decoder of the registry. */
static bool decode_registered(py_Ref self, py_TValue* data, bool final, py_OutRef out) {
    py_TValue* slots = slots_of(self);
    if (slots[DECODER].type == tp_nil) {
        py_TValue info, factory, errors = slots[ERRORS];
        if (!pkl_codec_lookup(&slots[ENCODING], &info) || !py_getattr(&info, py_name("incrementaldecoder"))) return false;
        factory = *py_retval();
        if (!pkl_call(&factory, 1, &errors)) return false;
        slots[DECODER] = *py_retval();
    }
    py_TValue arguments[2] = {*data};
    py_newbool(&arguments[1], final);
    if (!pkl_io_call(&slots[DECODER], "decode", 2, arguments)) return false;
    if (!pkl_is_str(py_retval())) return pkl_raise(tp_TypeError, "decoder should return a string result, not '%T'", py_retval());
    return *out = *py_retval(), true;
}

static void join_bytes(c11_sv a, c11_sv b, py_OutRef out) {
    PyBytes* bytes = pkl_new_bytes(out, a.size + b.size);
    memcpy(bytes->data, a.data, (size_t)a.size);
    memcpy(bytes->data + a.size, b.data, (size_t)b.size);
}

/* Bytes as text into `out`, with those that waited; what is not complete waits. */
static bool decode(py_Ref self, py_TValue* data, bool final, py_OutRef out) {
    PklCodec codec;
    PklDecoding how = {!final, 0, 0};
    int ours = codec_of(self, &codec);
    if (ours <= 0) return ours == 0 && decode_registered(self, data, final, out);
    py_TValue all;
    join_bytes(slot_text(self, REST), pkl_text(data), &all);
    if (slots_of(self)[SEEN]._i64 & 8) codec.mark = false, codec.big = slots_of(self)[SEEN]._i64 & 16;
    slots_of(self)[REST] = all;
    if (!pkl_codec_decode(&all, &codec, &slots_of(self)[ERRORS], &how, out)) return false;
    c11_sv bytes = pkl_text(&all);
    if (codec.mark && how.consumed > 0) slots_of(self)[SEEN]._i64 |= how.order > 0 ? 24 : 8;
    join_bytes((c11_sv){bytes.data + how.consumed, bytes.size - how.consumed}, (c11_sv){"", 0}, &slots_of(self)[REST]);
    return true;
}

/* Text behind what is left of TEXT, with line ends as the program wants them. */
static bool add_text(py_Ref self, py_TValue* decoded, bool final) {
    py_TValue* slots = slots_of(self);
    bool none = py_isnone(&slots[NEWLINE]);
    PklNewlines state = {none, truth(self, PENDING), (int)(slots[SEEN]._i64 & 7)};
    PklBuilder raw, text;
    c11_sv left = text_left(self), before = slot_text(self, RAW), added = pkl_text(decoded);
    int64_t offset = raw_offset(self);
    pkl_builder_start(&raw);
    pkl_builder_start(&text);
    pkl_put(&text, left.data, left.size);
    if (none || slot_text(self, NEWLINE).size == 0) pkl_newlines_put(&state, added, final, &text);
    else pkl_put(&text, added.data, added.size);
    if (none) pkl_put(&raw, before.data + offset, before.size - offset), pkl_put(&raw, added.data, added.size);
    py_newbool(&slots[PENDING], state.pending);
    slots[SEEN]._i64 = (slots[SEEN]._i64 & ~7) | state.seen;
    py_newint(&slots[AT], 0);
    bool ok = pkl_builder_str(&raw, &slots[RAW]);
    return pkl_builder_str(&text, &slots[TEXT]) && ok;
}

/* Reads on; `*end`: there is no more. */
static bool read_chunk(py_Ref self, bool all, bool* end) {
    py_TValue size, *kept = py_pushtmp(), text;
    py_newint(&size, CHUNK);
    int once = all ? 0 : pkl_get_attribute(&slots_of(self)[BUFFER], pkl_name_str(py_name("read1")));
    bool ok = once >= 0 && pkl_io_call(&slots_of(self)[BUFFER], once ? "read1" : "read", !all, &size);
    if (ok && !pkl_is_bytes_like(py_retval())) ok = pkl_raise(tp_TypeError, "underlying %s() should have returned a bytes-like object, not '%T'", once ? "read1" : "read", py_retval());
    if (ok) {
        *kept = *py_retval();
        *end = pkl_text(kept).size == 0 || all;
        ok = decode(self, kept, *end, &text) && (*kept = text, add_text(self, kept, *end));
    }
    py_pop();
    return ok;
}

/* ---- reading --------------------------------------------------------------------------------------------------------------- */

static bool can_read(py_Ref self) {
    if (!usable(self)) return false;
    int able = pkl_io_ask(&slots_of(self)[BUFFER], "readable");
    return able > 0 || (able == 0 && pkl_io_unsupported("not readable"));
}

/* The next bytes of TEXT. */
static bool give(py_Ref self, int64_t size) {
    c11_sv left = text_left(self);
    py_TValue made;
    py_newstrv(&made, (c11_sv){left.data, (int)size});
    slots_of(self)[AT]._i64 += size;
    return *py_retval() = made, true;
}

/* Bytes of the first `count` code points; fewer where there are not that many (*missing). */
static int64_t bytes_of(c11_sv text, int64_t count, int64_t* missing) {
    const char* at = text.data;
    for (; count > 0 && at < text.data + text.size; count--) pkl_utf8_next(&at);
    *missing = count;
    return at - text.data;
}

static bool text_read(int argc, py_Ref argv) {
    (void)argc;
    int64_t size, missing = 0, bytes = 0;
    bool end = false;
    if (!pkl_io_size(&argv[1], &size) || !can_read(argv)) return false;
    if (size < 0) return read_chunk(argv, true, &end) && give(argv, text_left(argv).size);
    for (;;) {
        bytes = bytes_of(text_left(argv), size, &missing);
        if (missing == 0 || end) return give(argv, bytes);
        if (!read_chunk(argv, false, &end)) return false;
    }
}

/* Bytes of the line that begins at AT, from `from` on; -1: its end is not there yet. */
static int64_t line_bytes(py_Ref self, int64_t from) {
    c11_sv text = text_left(self), newline = py_isnone(&slots_of(self)[NEWLINE]) ? (c11_sv){"\n", 1} : slot_text(self, NEWLINE);
    for (int64_t i = from; i < text.size; i++) {
        char c = text.data[i];
        bool crlf = c == '\r' && i + 1 < text.size && text.data[i + 1] == '\n';
        if (newline.size == 0 && (c == '\n' || c == '\r')) return i + 1 + crlf;
        if (newline.size == 1 && c == newline.data[0]) return i + 1;
        if (newline.size == 2 && crlf) return i + 2;
    }
    return -1;
}

/* A line of at most `limit` code points in py_retval(). */
static bool read_line(py_Ref self, int64_t limit) {
    bool end = false;
    int64_t searched = 0, missing, most;
    for (;;) {
        int64_t bytes = line_bytes(self, searched > 0 ? searched - 1 : 0);
        c11_sv text = text_left(self);
        if (bytes < 0 && end) bytes = text.size;
        most = limit >= 0 ? bytes_of(text, limit, &missing) : 0;
        if (limit >= 0 && (bytes >= 0 ? most < bytes : missing == 0)) bytes = most;
        if (bytes >= 0) return give(self, bytes);
        searched = text.size;
        if (!read_chunk(self, false, &end)) return false;
    }
}

static bool text_readline(int argc, py_Ref argv) {
    (void)argc;
    int64_t limit;
    return pkl_io_size(&argv[1], &limit) && can_read(argv) && read_line(argv, limit);
}

static bool text_next(int argc, py_Ref argv) {
    (void)argc;
    if (!can_read(argv)) return false;
    if (py_totype(argv) != tp_TextIOWrapper && pkl_type_of(argv)->id != tp_TextIOWrapper) {
        if (!pkl_io_call(argv, "readline", 0, NULL)) return false;
    } else if (!read_line(argv, -1)) return false;
    return pkl_is_str(py_retval()) && pkl_str(py_retval())->size == 0 ? pkl_stop() : true;
}

/* ---- writing and places ------------------------------------------------------------------------------------------------------ */

/* The number of bytes from where the program is to where the buffer is; -1 error */
static int64_t bytes_ahead(py_Ref self) {
    PklCodec codec;
    py_TValue part, bytes;
    c11_sv text = text_left(self);
    if (py_isnone(&slots_of(self)[NEWLINE])) {
        c11_sv raw = slot_text(self, RAW);
        int64_t offset = raw_offset(self);
        text = (c11_sv){raw.data + offset, raw.size - (int)offset};
    } else if (truth(self, PENDING)) return pkl_raise(tp_OSError, "can't reconstruct logical file position"), -1;
    if (text.size == 0) return slot_text(self, REST).size;
    py_newstrv(&part, text);
    int ours = codec_of(self, &codec);
    codec.mark = false;
    bool ok = ours > 0 ? pkl_codec_encode(&part, &codec, &slots_of(self)[ERRORS], &bytes) : ours == 0 && pkl_registered_encode(&part, &slots_of(self)[ENCODING], &slots_of(self)[ERRORS], &bytes);
    return ok ? pkl_text(&bytes).size + slot_text(self, REST).size : -1;
}

static bool text_tell(int argc, py_Ref argv) {
    (void)argc;
    int64_t place, ahead;
    if (!usable(argv)) return false;
    int able = pkl_io_ask(&slots_of(argv)[BUFFER], "seekable");
    if (able <= 0) return able == 0 && pkl_io_unsupported("underlying stream is not seekable");
    if (!pkl_io_call(&slots_of(argv)[BUFFER], "tell", 0, NULL) || !pkl_index(py_retval(), &place, false)) return false;
    return (ahead = bytes_ahead(argv)) >= 0 && pkl_return_int(place - ahead);
}

static bool buffer_seek(py_Ref self, int64_t place, int whence) {
    py_TValue arguments[2];
    py_newint(&arguments[0], place);
    py_newint(&arguments[1], whence);
    return pkl_io_call(&slots_of(self)[BUFFER], "seek", 2, arguments);
}

static bool text_seek(int argc, py_Ref argv) {
    int64_t place, whence = 0;
    if (!usable(argv) || !pkl_index(&argv[1], &place, false) || !pkl_size_argument(&argv[2], 0, &whence)) return false;
    int able = pkl_io_ask(&slots_of(argv)[BUFFER], "seekable");
    if (able <= 0) return able == 0 && pkl_io_unsupported("underlying stream is not seekable");
    if (whence < 0 || whence > 2) return pkl_raise(tp_ValueError, "invalid whence (%i, should be 0, 1 or 2)", whence);
    if (whence != 0 && place != 0) return pkl_io_unsupported(whence == 1 ? "can't do nonzero cur-relative seeks" : "can't do nonzero end-relative seeks");
    if (whence == 0 && place < 0) return pkl_raise(tp_ValueError, "negative seek position %i", place);
    if (whence == 1) {
        if (!text_tell(argc, argv)) return false;
        place = py_retval()->_i64;
        whence = 0;
    }
    if (!pkl_io_call(argv, "flush", 0, NULL) || !buffer_seek(argv, place, (int)whence)) return false;
    py_TValue at = *py_retval();
    forget(argv);
    slots_of(argv)[SEEN]._i64 &= place == 0 && whence == 0 ? 7 : ~0;
    py_newbool(&slots_of(argv)[MARKED], at.type != tp_int || at._i64 != 0);
    return *py_retval() = at, true;
}

/* The place of the program is where the buffer goes on. */
static bool drop_ahead(py_Ref self) {
    if (text_left(self).size == 0 && slot_text(self, REST).size == 0) return true;
    py_TValue argument = *self;
    if (!text_tell(1, &argument)) return false;
    int64_t place = py_retval()->_i64;
    forget(self);
    return buffer_seek(self, place, 0);
}

/* \n as the program wants it written. */
static bool translated(py_Ref self, py_Ref text, py_OutRef out) {
    c11_sv source = pkl_text(text), newline = slots_of(self)[NEWLINE].type == tp_str ? slot_text(self, NEWLINE) : (c11_sv){"", 0};
    if (newline.size == 0 || newline.data[0] == '\n' || memchr(source.data, '\n', (size_t)source.size) == NULL) return *out = *text, true;
    PklBuilder builder;
    pkl_builder_start(&builder);
    for (int i = 0; i < source.size; i++) {
        if (source.data[i] == '\n') pkl_put(&builder, newline.data, newline.size);
        else pkl_put_char(&builder, source.data[i]);
    }
    return pkl_builder_str(&builder, out);
}

static bool encode(py_Ref self, py_TValue* text, py_OutRef out) {
    PklCodec codec;
    int ours = codec_of(self, &codec);
    if (ours < 0) return false;
    if (truth(self, MARKED)) codec.mark = false;
    py_newbool(&slots_of(self)[MARKED], true);
    if (ours) return pkl_codec_encode(text, &codec, &slots_of(self)[ERRORS], out);
    return pkl_registered_encode(text, &slots_of(self)[ENCODING], &slots_of(self)[ERRORS], out);
}

static bool text_write(int argc, py_Ref argv) {
    (void)argc;
    if (!pkl_is_str(&argv[1])) return pkl_raise(tp_TypeError, "write() argument must be str, not %s", pkl_argument_type(&argv[1]));
    if (!usable(argv)) return false;
    int able = pkl_io_ask(&slots_of(argv)[BUFFER], "writable");
    if (able <= 0) return able == 0 && pkl_io_unsupported("not writable");
    py_TValue* text = py_pushtmp();
    bool ok = translated(argv, &argv[1], text) && encode(argv, text, text) && drop_ahead(argv) && pkl_io_call(&slots_of(argv)[BUFFER], "write", 1, text);
    if (ok && truth(argv, LINE_BUFFERING) && strpbrk(pkl_str(&argv[1])->data, "\r\n")) ok = pkl_io_call(&slots_of(argv)[BUFFER], "flush", 0, NULL);
    py_pop();
    return ok && pkl_return_int(pkl_str_length(pkl_str(&argv[1])));
}

static bool text_truncate(int argc, py_Ref argv) {
    py_TValue size = argc > 1 && argv[1].type != tp_nil ? argv[1] : *py_None();
    return usable(argv) && pkl_io_call(argv, "flush", 0, NULL) && (!py_isnone(&size) || drop_ahead(argv)) && pkl_io_call(&slots_of(argv)[BUFFER], "truncate", 1, &size);
}

/* ---- the rest ------------------------------------------------------------------------------------------------------------------ */

static bool text_flush(int argc, py_Ref argv) { return (void)argc, usable(argv) && pkl_io_call(&slots_of(argv)[BUFFER], "flush", 0, NULL); }
static bool get_closed(int argc, py_Ref argv) { return (void)argc, ready(argv) && py_getattr(&slots_of(argv)[BUFFER], py_name("closed")); }

static bool text_close(int argc, py_Ref argv) {
    (void)argc;
    if (!get_closed(1, argv)) return false;
    py_TValue closed = *py_retval(), *error = py_pushtmp();
    int done = py_bool(&closed);
    bool ok = done >= 0;
    *error = *py_NIL();
    if (done == 0) {
        if (!pkl_io_call(argv, "flush", 0, NULL)) pkl_exc_fetch(error);
        ok = pkl_io_call(&slots_of(argv)[BUFFER], "close", 0, NULL);
        if (ok && error->type != tp_nil) pkl_exc_restore(error), ok = false;
    }
    py_pop();
    return ok && pkl_return_none();
}

static bool text_detach(int argc, py_Ref argv) {
    (void)argc;
    if (!ready(argv) || !pkl_io_call(argv, "flush", 0, NULL)) return false;
    *py_retval() = slots_of(argv)[BUFFER];
    slots_of(argv)[BUFFER] = *py_NIL();
    return true;
}

/* reconfigure(*, encoding=None, errors=None, newline=None, line_buffering=None, write_through=None) */
static bool text_reconfigure(int argc, py_Ref argv) {
    (void)argc;
    if (!usable(argv) || !optional_str(&argv[1], "encoding") || !optional_str(&argv[2], "errors") || !check_newline(&argv[3])) return false;
    bool encoding = argv[1].type != tp_nil && !py_isnone(&argv[1]), errors = argv[2].type != tp_nil && !py_isnone(&argv[2]);
    if ((encoding || errors || argv[3].type != tp_nil) && text_left(argv).size > 0) return pkl_io_unsupported("It is not possible to set the encoding or newline of stream after the first read");
    if (encoding && !set_encoding(argv, &argv[1])) return false;
    if (errors) slots_of(argv)[ERRORS] = argv[2];
    else if (encoding) py_newstr(&slots_of(argv)[ERRORS], "strict");
    if (argv[3].type != tp_nil) slots_of(argv)[NEWLINE] = argv[3];
    return set_truth(argv, LINE_BUFFERING, &argv[4], truth(argv, LINE_BUFFERING)) && set_truth(argv, WRITE_THROUGH, &argv[5], truth(argv, WRITE_THROUGH)) && pkl_io_call(argv, "flush", 0, NULL) &&
           pkl_return_none();
}

static bool by_buffer(int argc, py_Ref argv) { return (void)argc, usable(argv) && pkl_io_call(&slots_of(argv)[BUFFER], pkl_current_native->_method->name, 0, NULL); }
static bool get_slot(py_Ref self, int slot) { return ready(self) && (*py_retval() = slots_of(self)[slot], true); }
static bool get_buffer(int argc, py_Ref argv) { return (void)argc, get_slot(argv, BUFFER); }
static bool get_encoding(int argc, py_Ref argv) { return (void)argc, get_slot(argv, ENCODING); }
static bool get_errors(int argc, py_Ref argv) { return (void)argc, get_slot(argv, ERRORS); }
static bool get_line_buffering(int argc, py_Ref argv) { return (void)argc, get_slot(argv, LINE_BUFFERING); }
static bool get_write_through(int argc, py_Ref argv) { return (void)argc, get_slot(argv, WRITE_THROUGH); }
static bool get_name(int argc, py_Ref argv) { return (void)argc, ready(argv) && py_getattr(&slots_of(argv)[BUFFER], py_name("name")); }
static bool get_newlines(int argc, py_Ref argv) { return (void)argc, ready(argv) && pkl_newlines_seen((int)slots_of(argv)[SEEN]._i64 & 7, py_retval()); }

static bool text_repr(int argc, py_Ref argv) {
    (void)argc;
    PklBuilder out;
    if (!ready(argv)) return false;
    pkl_builder_start(&out);
    pkl_put_char(&out, '<');
    pkl_put_type_name(&out, pkl_type_of(argv));
    bool ok = true;
    for (int i = 0; ok && i < 2; i++) {
        int found = pkl_get_attribute(argv, pkl_name_str(py_name(i ? "mode" : "name")));
        if (found < 0) py_clearexc(NULL);
        py_TValue value = *py_retval();
        if (found > 0) ok = pkl_put_formatted(&out, i ? " mode=%R" : " name=%R", &value);
    }
    if (ok && pkl_put_formatted(&out, " encoding=%R>", &slots_of(argv)[ENCODING])) return pkl_builder_str(&out, py_retval());
    return pkl_builder_end(&out), false;
}

static const PklMethod METHODS[] = {
    {"__new__", pkl_io_new, NULL, PKL_ANY_KW, PKL_NEW, 0, 0},
    {"__init__", text_init, "($self, /, buffer, encoding=None, errors=None, newline=None, line_buffering=False, write_through=False)", PKL_CLINIC, PKL_WRAPPER, 1, 6},
    PKL_IO_ONE("write", text_write, "text"), PKL_IO_SIZE("read", text_read), PKL_IO_SIZE("readline", text_readline), PKL_IO_NONE("flush", text_flush), PKL_IO_NONE("close", text_close),
    PKL_IO_NONE("detach", text_detach), PKL_IO_NONE("tell", text_tell),
    {"seek", text_seek, "($self, cookie, whence=0, /)", PKL_RANGE, PKL_METHOD, 1, 2},
    {"truncate", text_truncate, "($self, pos=None, /)", PKL_RANGE, PKL_METHOD, 0, 1},
    {"reconfigure", text_reconfigure, "($self, /, *, encoding=None, errors=None, newline=None, line_buffering=None, write_through=None)", PKL_CLINIC, PKL_METHOD, 0, 0},
    PKL_IO_NONE("readable", by_buffer), PKL_IO_NONE("writable", by_buffer), PKL_IO_NONE("seekable", by_buffer), PKL_IO_NONE("fileno", by_buffer), PKL_IO_NONE("isatty", by_buffer),
    {"__next__", text_next, "($self, /)", PKL_NOARGS, PKL_WRAPPER, 0, 0},
    {"__repr__", text_repr, "($self, /)", PKL_NOARGS, PKL_WRAPPER, 0, 0},
    {0},
};
static const PklGetSet ATTRIBUTES[] = {{"buffer", get_buffer, NULL}, {"encoding", get_encoding, NULL}, {"errors", get_errors, NULL}, {"line_buffering", get_line_buffering, NULL},
                                       {"write_through", get_write_through, NULL}, {"name", get_name, NULL}, {"newlines", get_newlines, NULL}, {"closed", get_closed, NULL}, {0}};

const PklTypeSpec pkl_io_text_types[] = {
    {.id = tp_TextIOWrapper, .base = tp_TextIOBase, .name = "TextIOWrapper", PKL_IO_TYPE, .slots = SLOTS, .methods = METHODS, .getsets = ATTRIBUTES},
    {0},
};
