/*
 * Bytes to texts.
 */
#include "../../machine/machine.h"
#include "../../types/types.h"
#include "codecs.h"

#include <string.h>

typedef struct Decoder {
    PklCodec codec;
    PklErrorHandler handler;
    py_Ref object, errors;
    const unsigned char *begin, *at, *end;
    PklBuilder out;
    bool partial;
    int order;
} Decoder;

static const char* error_name(const Decoder* d) {
    if (d->codec.encoding == PKL_UTF16) return d->codec.big ? "utf-16-be" : "utf-16-le";
    if (d->codec.encoding == PKL_UTF32) return d->codec.big ? "utf-32-be" : "utf-32-le";
    return d->codec.name;
}

static bool refuse(Decoder* d, const unsigned char* start, const unsigned char* end, const char* reason) {
    py_TValue object = *d->object;
    if (object.type != tp_bytes) memcpy(pkl_new_bytes(&object, (int)(d->end - d->begin))->data, d->begin, (size_t)(d->end - d->begin));
    return pkl_codec_error(tp_UnicodeDecodeError, error_name(d), &object, start - d->begin, end - d->begin, reason);
}

static uint32_t unit_at(const Decoder* d, const unsigned char* at, int size) {
    uint32_t unit = 0;
    for (int i = 0; i < size; i++) unit = unit << 8 | at[d->codec.big ? i : size - 1 - i];
    return unit;
}

/* How many bytes at `at` are a surrogate in this encoding; 0: none. */
static int surrogate_at(const Decoder* d, const unsigned char* at, uint32_t* out) {
    int size = d->codec.encoding == PKL_UTF8 ? 3 : d->codec.encoding == PKL_UTF16 ? 2 : d->codec.encoding == PKL_UTF32 ? 4 : 0;
    if (size == 0 || d->end - at < size) return 0;
    if (size == 3) {
        if (at[0] != 0xED || (at[1] & 0xE0) != 0xA0 || (at[2] & 0xC0) != 0x80) return 0;
        *out = 0xD000u | (uint32_t)(at[1] & 0x3F) << 6 | (at[2] & 0x3F);
    } else *out = unit_at(d, at, size);
    return *out - 0xD800 < 0x800 ? size : 0;
}

static void put_hex(Decoder* d, unsigned char byte) {
    char text[4] = {'\\', 'x', "0123456789abcdef"[byte >> 4], "0123456789abcdef"[byte & 15]};
    pkl_put(&d->out, text, 4);
}

/* A handler that a program has registered. */
static bool ask(Decoder* d, const unsigned char* start, const unsigned char* end, const char* reason) {
    int64_t place;
    py_TValue text;
    refuse(d, start, end, reason);
    if (!pkl_ask_handler(d->errors, d->end - d->begin, &text, &place)) return false;
    pkl_put_str(&d->out, pkl_str(&text));
    d->at = d->begin + place;
    return true;
}

/* Bytes up to the end that more could complete. */
static bool incomplete(Decoder* d, const unsigned char* start, const char* reason);

/* What the handler makes of bytes [start, end); goes on behind them. */
static bool handle(Decoder* d, const unsigned char* start, const unsigned char* end, const char* reason) {
    uint32_t code;
    int size;
    d->at = end;
    switch (d->handler) {
        case PKL_STRICT: return refuse(d, start, end, reason);
        case PKL_IGNORE: return true;
        case PKL_REPLACE: return pkl_put_code(&d->out, 0xFFFD), true;
        case PKL_BACKSLASH:
            for (; start < end; start++) put_hex(d, *start);
            return true;
        case PKL_SURROGATE_ESCAPE:
            if (*start < 0x80) return refuse(d, start, end, reason);
            for (d->at = start; d->at < end && d->at - start < 4 && *d->at >= 0x80; d->at++) pkl_put_code(&d->out, 0xDC00u + *d->at);
            return true;
        case PKL_SURROGATE_PASS:
            if ((size = surrogate_at(d, start, &code)) == 0) return refuse(d, start, end, reason);
            pkl_put_code(&d->out, code);
            d->at = start + size;
            return true;
        case PKL_XML:
        case PKL_NAMES: return pkl_raise(tp_TypeError, "don't know how to handle UnicodeDecodeError in error callback");
        case PKL_UNKNOWN_HANDLER: break;
    }
    return ask(d, start, end, reason);
}

static bool incomplete(Decoder* d, const unsigned char* start, const char* reason) {
    if (!d->partial) return handle(d, start, d->end, reason);
    d->at = d->end = start;
    return true;
}

/* ---- utf-8 ----------------------------------------------------------------------------------------------------- */

static bool continues(unsigned char byte) { return (byte & 0xC0) == 0x80; }

/* Whether the second byte of a sequence is allowed behind the first. */
static bool second_allowed(unsigned char first, unsigned char second) {
    if (!continues(second)) return false;
    switch (first) {
        case 0xE0: return second >= 0xA0;
        case 0xED: return second < 0xA0;
        case 0xF0: return second >= 0x90;
        case 0xF4: return second < 0x90;
        default: return true;
    }
}

/* The sequence at `at`: its size where it is right; else `*bad` bytes of it are wrong for a reason. */
static int sequence(const unsigned char* at, const unsigned char* end, int* bad, const char** reason) {
    int size = *at < 0x80 ? 1 : *at < 0xC2 ? 0 : *at < 0xE0 ? 2 : *at < 0xF0 ? 3 : *at < 0xF5 ? 4 : 0;
    *bad = 1;
    *reason = "invalid start byte";
    if (size == 0) return 0;
    *reason = "invalid continuation byte";
    for (int i = 1; i < size; i++, *bad = i) {
        if (at + i == end) return *reason = "unexpected end of data", *bad = i, 0;
        if (i == 1 ? !second_allowed(at[0], at[1]) : !continues(at[i])) return *bad = i, 0;
    }
    return size;
}

static bool utf8(Decoder* d) {
    while (d->at < d->end && !d->out.failed) {
        const unsigned char* start = d->at;
        int size = 1, bad;
        const char* reason;
        while (d->at < d->end) {
            if (*d->at < 0x80) d->at++;
            else if ((size = sequence(d->at, d->end, &bad, &reason)) > 0) d->at += size;
            else break;
        }
        pkl_put(&d->out, (const char*)start, d->at - start);
        if (d->at < d->end && !(d->at + bad == d->end && reason[0] == 'u' ? incomplete(d, d->at, reason) : handle(d, d->at, d->at + bad, reason))) return false;
    }
    return true;
}

/* ---- units of two and four bytes -------------------------------------------------------------------------------- */

static bool utf16_at(Decoder* d) {
    const unsigned char* at = d->at;
    if (d->end - at < 2) return incomplete(d, at, "truncated data");
    uint32_t unit = unit_at(d, at, 2);
    if (unit - 0xD800 >= 0x800) return d->at += 2, pkl_put_code(&d->out, unit), true;
    if (unit >= 0xDC00) return handle(d, at, at + 2, "illegal encoding");
    if (d->end - at < 4) return incomplete(d, at, "unexpected end of data");
    uint32_t low = unit_at(d, at + 2, 2);
    if (low - 0xDC00 >= 0x400) return handle(d, at, at + 2, "illegal UTF-16 surrogate");
    d->at += 4;
    pkl_put_code(&d->out, 0x10000 + ((unit - 0xD800) << 10) + (low - 0xDC00));
    return true;
}

static bool utf32_at(Decoder* d) {
    const unsigned char* at = d->at;
    if (d->end - at < 4) return incomplete(d, at, "truncated data");
    uint32_t code = unit_at(d, at, 4);
    if (code > 0x10FFFF) return handle(d, at, at + 4, "code point not in range(0x110000)");
    if (code - 0xD800 < 0x800) return handle(d, at, at + 4, "code point in surrogate code point range(0xd800, 0xe000)");
    d->at += 4;
    pkl_put_code(&d->out, code);
    return true;
}

static bool single_at(Decoder* d) {
    unsigned char byte = *d->at;
    if (byte >= 0x80 && d->codec.encoding == PKL_ASCII) return handle(d, d->at, d->at + 1, "ordinal not in range(128)");
    d->at++;
    pkl_put_code(&d->out, byte);
    return true;
}

/* ---- the whole ------------------------------------------------------------------------------------------------------ */

/* A mark tells the order of bytes, and is left out. */
static void read_mark(Decoder* d) {
    int64_t size = d->end - d->at;
    if (d->codec.encoding == PKL_UTF8) {
        if (size >= 3 && memcmp(d->at, "\xEF\xBB\xBF", 3) == 0) d->at += 3;
        return;
    }
    int unit = d->codec.encoding == PKL_UTF16 ? 2 : 4;
    if (size < unit) return;
    if (unit_at(d, d->at, unit) == 0xFEFF) d->at += unit, d->order = -1;
    else if (unit_at(d, d->at, unit) == (unit == 2 ? 0xFFFEu : 0xFFFE0000u)) {
        d->codec.big = true;
        d->order = 1;
        d->at += unit;
    }
}

static bool decode(Decoder* d) {
    if (d->codec.mark) read_mark(d);
    if (d->codec.encoding == PKL_UTF8) return utf8(d);
    bool (*next)(Decoder*) = d->codec.encoding == PKL_UTF16 ? utf16_at : d->codec.encoding == PKL_UTF32 ? utf32_at : single_at;
    while (d->at < d->end && !d->out.failed)
        if (!next(d)) return false;
    return !d->out.failed;
}

/* The whole; `bytes` must not change while a program's handler runs. */
static bool decode_all(Decoder* d, py_OutRef out) {
    pkl_builder_start(&d->out);
    if (decode(d)) return pkl_builder_str(&d->out, out);
    pkl_builder_end(&d->out);
    return false;
}

static bool decode_data(Decoder* d, py_Ref bytes, c11_sv data, py_OutRef out) {
    bool copied = d->handler == PKL_UNKNOWN_HANDLER && bytes->type != tp_bytes;
    if (copied && !pkl_reserve((uint64_t)data.size)) return false;
    py_TValue* kept = py_pushtmp();
    *kept = *bytes;
    if (copied) {
        memcpy(pkl_new_bytes(kept, data.size)->data, data.data, (size_t)data.size);
        data.data = (const char*)PKL_OBJECT(kept, PyBytes)->data;
    }
    d->object = kept;
    d->begin = d->at = (const unsigned char*)data.data;
    d->end = d->begin + data.size;
    bool ok = decode_all(d, out);
    py_pop();
    return ok;
}

bool pkl_codec_decode(py_Ref bytes, const PklCodec* codec, py_Ref errors, PklDecoding* how, py_OutRef out) {
    Decoder d = {.codec = *codec, .errors = errors, .partial = how->partial};
    c11_sv data;
    if (!pkl_error_handler(errors, "decode", &d.handler) || !pkl_bytes_like(bytes, &data)) return false;
    bool ok = decode_data(&d, bytes, data, out);
    how->consumed = (int32_t)(d.at - d.begin);
    how->order = d.order;
    return ok;
}

/* str(bytes, encoding, errors) and bytes.decode(). */
bool pkl_text_decode(py_Ref bytes, py_Ref encoding, py_Ref errors, py_OutRef out) {
    Decoder d = {.errors = errors};
    const char* function = pkl_current_native->type == tp_nativefunc ? "str" : "decode";
    if (!pkl_is_str(encoding) && encoding->type != tp_nil) return pkl_codec(encoding, function, &d.codec);
    if (!pkl_error_handler(errors, function, &d.handler)) return false;
    int size;
    const unsigned char* data = pkl_bytes_data(bytes, &size);
    if (data == NULL) return pkl_raise(tp_TypeError, "decoding to str: need a bytes-like object, %T found", bytes);
    if (!pkl_codec(encoding, function, &d.codec)) {
        if (!pkl_exc_matches(tp_LookupError)) return false;
        py_clearexc(NULL);
        if (size > 0) return pkl_registered_decode(bytes, encoding, errors, out);
        return py_newstr(out, ""), true; /* whatever the encoding is */
    }
    return decode_data(&d, bytes, (c11_sv){(const char*)data, size}, out);
}
