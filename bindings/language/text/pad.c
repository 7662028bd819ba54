/*
 * Padding: center, ljust, rjust, zfill, expandtabs; of str, bytes and bytearray alike.
 */
#include "../machine/machine.h"
#include "bytes/bytes.h"

#include <string.h>

static bool fill_character(py_Ref self, py_Ref value, const char* function, c11_sv* out) {
    *out = (c11_sv){" ", 1};
    if (value->type == tp_nil) return true;
    if (pkl_is_str(self)) {
        if (!pkl_is_str(value)) return pkl_raise(tp_TypeError, "The fill character must be a unicode character, not %T", value);
        *out = pkl_sv(pkl_str(value));
        return pkl_str_length(pkl_str(value)) == 1 || pkl_raise(tp_TypeError, "The fill character must be exactly one character long");
    }
    bool bytes = py_isinstance(value, tp_bytes), array = py_isinstance(value, tp_bytearray);
    if (!bytes && !array) return pkl_raise(tp_TypeError, "%s() argument 2 must be a byte string of length 1, not %s", function, pkl_argument_type(value));
    *out = pkl_text(value);
    if (out->size == 1) return true;
    return pkl_raise(tp_TypeError, "%s(): argument 2 must be a byte string of length 1, not a %s object of length %d", function, bytes ? "bytes" : "bytearray", out->size);
}

static void repeat(PklBuilder* builder, c11_sv fill, int64_t count) {
    char* to = count > 0 ? pkl_builder_room(builder, count * fill.size) : NULL;
    if (to == NULL) return;
    for (int64_t i = 0; i < count; i++) memcpy(to + i * fill.size, fill.data, (size_t)fill.size);
    builder->size += count * fill.size;
}

static bool padded(py_Ref self, c11_sv fill, int64_t before, int64_t after) {
    c11_sv text = pkl_text(self);
    if (before <= 0 && after <= 0) return pkl_text_part(self, text);
    if (before > INT32_MAX || after > INT32_MAX || (before + after) * fill.size + text.size > INT32_MAX - 64) {
        if (before + after > INT64_MAX - text.size) return pkl_raise(tp_OverflowError, "padded string is too long");
        return pkl_raise(tp_MemoryError, "");
    }
    PklBuilder builder;
    pkl_builder_start(&builder);
    repeat(&builder, fill, before);
    pkl_put(&builder, text.data, text.size);
    repeat(&builder, fill, after);
    return pkl_text_end(self, &builder);
}

static bool pad(py_Ref argv, const char* function) {
    int64_t width;
    c11_sv fill;
    if (!pkl_size_argument(&argv[1], 0, &width) || !fill_character(&argv[0], &argv[2], function, &fill)) return false;
    int64_t length = pkl_text_length(argv), room = width > length ? width - length : 0;
    if (function[0] == 'l') return padded(&argv[0], fill, 0, room);
    if (function[0] == 'r') return padded(&argv[0], fill, room, 0);
    int64_t left = room / 2 + (room & width & 1); /* CPython's rounding */
    return padded(&argv[0], fill, left, room - left);
}

bool pkl_text_center(int argc, py_Ref argv) { return (void)argc, pad(argv, "center"); }
bool pkl_text_ljust(int argc, py_Ref argv) { return (void)argc, pad(argv, "ljust"); }
bool pkl_text_rjust(int argc, py_Ref argv) { return (void)argc, pad(argv, "rjust"); }

/* The zeros come behind a sign. */
bool pkl_text_zfill(int argc, py_Ref argv) {
    (void)argc;
    int64_t width;
    if (!pkl_size_argument(&argv[1], 0, &width)) return false;
    int64_t length = pkl_text_length(argv), room = width > length ? width - length : 0;
    if (!padded(&argv[0], (c11_sv){"0", 1}, room, 0)) return false;
    c11_sv made = pkl_text(py_retval());
    char* data = (char*)made.data;
    if (room > 0 && room < made.size && (data[room] == '+' || data[room] == '-')) {
        data[0] = data[room];
        data[room] = '0';
    }
    return true;
}

bool pkl_text_expandtabs(int argc, py_Ref argv) {
    (void)argc;
    int64_t tab;
    if (argv[1].type == tp_nil) tab = 8;
    else if (!pkl_index(&argv[1], &tab, true)) return false;
    if (tab > INT32_MAX || tab < INT32_MIN) return pkl_raise(tp_OverflowError, "Python int too large to convert to C int");
    c11_sv text = pkl_text(argv);
    int64_t column = 0;
    PklBuilder builder;
    pkl_builder_start(&builder);
    for (const char *at = text.data, *end = at + text.size; at < end && !builder.failed; at++) {
        if (*at == '\t') {
            int64_t count = tab > 0 ? tab - column % tab : 0;
            repeat(&builder, (c11_sv){" ", 1}, count);
            column += count;
            continue;
        }
        if (!pkl_is_str(argv) || ((unsigned char)*at & 0xC0) != 0x80) column++;
        if (*at == '\n' || *at == '\r') column = 0;
        pkl_put_char(&builder, *at);
    }
    return pkl_text_end(&argv[0], &builder);
}

bool pkl_text_isascii(int argc, py_Ref argv) {
    (void)argc;
    c11_sv text = pkl_text(argv);
    bool ascii = true;
    for (int i = 0; i < text.size; i++) ascii &= (unsigned char)text.data[i] < 128;
    return pkl_return_bool(ascii);
}
