/* _io.TextIOWrapper: writing, and places in the file. */
#include "textio.h"

/* ---- writing and places ------------------------------------------------------------------------------------------------------ */

/* The number of bytes from where the program is to where the buffer is; -1 error */
static int64_t bytes_ahead(py_Ref self) {
    PklCodec codec;
    py_TValue part, bytes;
    c11_sv text = text_left(self);
    if (py_isnone(&slots_of(self)[NEWLINE])) {
        c11_sv raw = slot_text(self, RAW);
        int64_t offset = pkl_text_raw_offset(self);
        text = (c11_sv){raw.data + offset, raw.size - (int)offset};
    } else if (truth(self, PENDING)) return pkl_raise(tp_OSError, "can't reconstruct logical file position"), -1;
    if (text.size == 0) return slot_text(self, REST).size;
    py_newstrv(&part, text);
    int ours = pkl_text_codec(self, &codec);
    codec.mark = false;
    bool ok = ours > 0 ? pkl_codec_encode(&part, &codec, &slots_of(self)[ERRORS], &bytes) : ours == 0 && pkl_registered_encode(&part, &slots_of(self)[ENCODING], &slots_of(self)[ERRORS], &bytes);
    return ok ? pkl_text(&bytes).size + slot_text(self, REST).size : -1;
}

bool pkl_text_tell(int argc, py_Ref argv) {
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

bool pkl_text_seek(int argc, py_Ref argv) {
    int64_t place, whence = 0;
    if (!usable(argv) || !pkl_index(&argv[1], &place, false) || !pkl_size_argument(&argv[2], 0, &whence)) return false;
    int able = pkl_io_ask(&slots_of(argv)[BUFFER], "seekable");
    if (able <= 0) return able == 0 && pkl_io_unsupported("underlying stream is not seekable");
    if (whence < 0 || whence > 2) return pkl_raise(tp_ValueError, "invalid whence (%i, should be 0, 1 or 2)", whence);
    if (whence != 0 && place != 0) return pkl_io_unsupported(whence == 1 ? "can't do nonzero cur-relative seeks" : "can't do nonzero end-relative seeks");
    if (whence == 0 && place < 0) return pkl_raise(tp_ValueError, "negative seek position %i", place);
    if (whence == 1) {
        if (!pkl_text_tell(argc, argv)) return false;
        place = py_retval()->_i64;
        whence = 0;
    }
    if (!pkl_io_call(argv, "flush", 0, NULL) || !buffer_seek(argv, place, (int)whence)) return false;
    py_TValue at = *py_retval();
    forget(argv);
    slots_of(argv)[SEEN]._i64 &= place == 0 && whence == 0 ? 7 : ~0;
    py_newbool(&slots_of(argv)[MARKED], at.type != tp_int || at._i64 != 0);
    return pkl_return(&at);
}

/* The place of the program is where the buffer goes on. */
static bool drop_ahead(py_Ref self) {
    if (text_left(self).size == 0 && slot_text(self, REST).size == 0) return true;
    py_TValue argument = *self;
    if (!pkl_text_tell(1, &argument)) return false;
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
    int ours = pkl_text_codec(self, &codec);
    if (ours < 0) return false;
    if (truth(self, MARKED)) codec.mark = false;
    py_newbool(&slots_of(self)[MARKED], true);
    if (ours) return pkl_codec_encode(text, &codec, &slots_of(self)[ERRORS], out);
    return pkl_registered_encode(text, &slots_of(self)[ENCODING], &slots_of(self)[ERRORS], out);
}

bool pkl_text_write(int argc, py_Ref argv) {
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

bool pkl_text_truncate(int argc, py_Ref argv) {
    py_TValue size = argc > 1 && argv[1].type != tp_nil ? argv[1] : *py_None();
    return usable(argv) && pkl_io_call(argv, "flush", 0, NULL) && (!py_isnone(&size) || drop_ahead(argv)) && pkl_io_call(&slots_of(argv)[BUFFER], "truncate", 1, &size);
}
