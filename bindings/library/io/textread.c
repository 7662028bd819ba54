/* _io.TextIOWrapper: decoding and reading. */
#include "textio.h"

/* ---- decoding ------------------------------------------------------------------------------------------------------------- */

/* The offset in RAW of what TEXT has from AT on. */
int64_t pkl_text_raw_offset(py_Ref self) {
    c11_sv text = slot_text(self, TEXT), raw = slot_text(self, RAW);
    if (!py_isnone(&slots_of(self)[NEWLINE])) return slots_of(self)[AT]._i64;
    int64_t at = 0;
    for (int64_t i = 0; i < slots_of(self)[AT]._i64; i++, at++)
        if (text.data[i] == '\n' && raw.data[at] == '\r' && at + 1 < raw.size && raw.data[at + 1] == '\n') at++;
    return at;
}

/* The codec of the stream; 1 one of ours, 0 another, -1 error */
int pkl_text_codec(py_Ref self, PklCodec* codec) {
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
    int ours = pkl_text_codec(self, &codec);
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
    int64_t offset = pkl_text_raw_offset(self);
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
    return pkl_return(&made);
}

/* Bytes of the first `count` code points; fewer where there are not that many (*missing). */
static int64_t bytes_of(c11_sv text, int64_t count, int64_t* missing) {
    const char* at = text.data;
    for (; count > 0 && at < text.data + text.size; count--) pkl_utf8_next(&at);
    *missing = count;
    return at - text.data;
}

bool pkl_text_read(int argc, py_Ref argv) {
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

bool pkl_text_readline(int argc, py_Ref argv) {
    (void)argc;
    int64_t limit;
    return pkl_io_size(&argv[1], &limit) && can_read(argv) && read_line(argv, limit);
}

bool pkl_text_next(int argc, py_Ref argv) {
    (void)argc;
    if (!can_read(argv)) return false;
    if (py_totype(argv) != tp_TextIOWrapper && pkl_type_of(argv)->id != tp_TextIOWrapper) {
        if (!pkl_io_call(argv, "readline", 0, NULL)) return false;
    } else if (!read_line(argv, -1)) return false;
    return pkl_is_str(py_retval()) && pkl_str(py_retval())->size == 0 ? pkl_stop() : true;
}
