/*
 * Texts to bytes.
 */
#include "../../machine/machine.h"
#include "codecs.h"

#include <string.h>

typedef struct Encoder {
    PklCodec codec;
    PklErrorHandler handler;
    py_Ref text, errors;
    const char *begin, *at, *end;
    PklBuilder out;
} Encoder;

static bool is_surrogate(uint32_t code) { return code - 0xD800 < 0x800; }

static uint32_t limit(const Encoder* e) { return e->codec.encoding == PKL_ASCII ? 0x80 : e->codec.encoding == PKL_LATIN1 ? 0x100 : 0x110000; }

static bool can(const Encoder* e, uint32_t code) { return code < limit(e) && !(limit(e) > 0x100 && is_surrogate(code)); }

static void put_unit(Encoder* e, uint32_t unit, int size) {
    for (int i = 0; i < size; i++) pkl_put_char(&e->out, (char)(unit >> 8 * (e->codec.big ? size - 1 - i : i)));
}

/* A code point as the encoding writes it, surrogates too. */
static void put_code(Encoder* e, uint32_t code) {
    switch (e->codec.encoding) {
        case PKL_UTF8: pkl_put_code(&e->out, code); break;
        case PKL_UTF16:
            if (code >= 0x10000) put_unit(e, 0xD7C0 + (code >> 10), 2);
            put_unit(e, code >= 0x10000 ? 0xDC00 + (code & 0x3FF) : code, 2);
            break;
        case PKL_UTF32: put_unit(e, code, 4); break;
        case PKL_LATIN1:
        case PKL_ASCII: pkl_put_char(&e->out, (char)code); break;
    }
}

static bool refuse(Encoder* e, const char* start, const char* end) {
    static const char* const reasons[] = {"surrogates not allowed", "surrogates not allowed", "surrogates not allowed", "ordinal not in range(256)", "ordinal not in range(128)"};
    int64_t first = pkl_utf8_length(e->begin, (int)(start - e->begin)), count = pkl_utf8_length(start, (int)(end - start));
    return pkl_codec_error(tp_UnicodeEncodeError, e->codec.name, e->text, first, first + count, reasons[e->codec.encoding]);
}

/* ASCII text in place of what cannot be encoded. */
static void put_ascii(Encoder* e, const char* text) {
    for (; *text != 0; text++) put_code(e, (unsigned char)*text);
}

static void put_escape(Encoder* e, uint32_t code) {
    char text[12];
    int digits = code < 0x100 ? 2 : code < 0x10000 ? 4 : 8, size = 0;
    text[size++] = '\\';
    text[size++] = digits == 2 ? 'x' : digits == 4 ? 'u' : 'U';
    while (digits) text[size++] = "0123456789abcdef"[code >> 4 * --digits & 15];
    text[size] = 0;
    put_ascii(e, text);
}

static void put_reference(Encoder* e, uint32_t code) {
    char digits[24];
    pkl_int_text(code, digits);
    put_ascii(e, "&#");
    put_ascii(e, digits);
    put_ascii(e, ";");
}

/* \N{NAME}, or an escape where there is no name. */
static void put_name(Encoder* e, uint32_t code) {
    char name[257];
    int size = pkl_unicode_name(code, name);
    name[size] = 0;
    if (size == 0) {
        put_escape(e, code);
        return;
    }
    put_ascii(e, "\\N{");
    put_ascii(e, name);
    put_ascii(e, "}");
}

/* What the handler makes of one code point; false where it can do nothing about it. */
static bool handle(Encoder* e, uint32_t code) {
    bool utf = limit(e) > 0x100;
    switch (e->handler) {
        case PKL_IGNORE: return true;
        case PKL_REPLACE: return put_code(e, '?'), true;
        case PKL_BACKSLASH: return put_escape(e, code), true;
        case PKL_XML: return put_reference(e, code), true;
        case PKL_SURROGATE_ESCAPE:
            if (code - 0xDC80 >= 0x80 || e->codec.encoding == PKL_UTF16 || e->codec.encoding == PKL_UTF32) return false;
            return pkl_put_char(&e->out, (char)code), true;
        case PKL_SURROGATE_PASS: return utf && is_surrogate(code) && (put_code(e, code), true);
        case PKL_NAMES: return put_name(e, code), true;
        case PKL_STRICT:
        case PKL_UNKNOWN_HANDLER: break;
    }
    return false;
}

/* What a program's handler put in place: bytes as they are, or text that the encoding has. */
static bool put_replacement(Encoder* e, const char* start, const char* end, py_Ref with) {
    bool wide = e->codec.encoding == PKL_UTF16 || e->codec.encoding == PKL_UTF32;
    c11_sv text = pkl_text(with);
    if (!pkl_is_str(with)) {
        if (wide && text.size % (e->codec.encoding == PKL_UTF16 ? 2 : 4)) return refuse(e, start, end);
        return pkl_put(&e->out, text.data, text.size), true;
    }
    for (const char* at = text.data; at < text.data + text.size;) {
        uint32_t code = pkl_utf8_next(&at);
        if (code >= (e->codec.encoding == PKL_LATIN1 ? 0x100u : 0x80u)) return refuse(e, start, end);
        put_code(e, code);
    }
    return true;
}

static bool ask(Encoder* e, const char* start, const char* end) {
    int64_t place;
    py_TValue* with = py_pushtmp();
    refuse(e, start, end);
    bool ok = pkl_ask_handler(e->errors, pkl_str_length(pkl_str(e->text)), with, &place) && put_replacement(e, start, end, with);
    py_pop();
    if (ok) e->at = e->begin + pkl_str_offset(pkl_str(e->text), (int32_t)place);
    return ok;
}

/* From a code point that cannot be encoded to the end of its run: one code point in utf-16 and utf-32. */
static bool put_run(Encoder* e, const char* start) {
    const char* end = start;
    bool single = e->codec.encoding == PKL_UTF16 || e->codec.encoding == PKL_UTF32;
    for (const char* next = start; next < e->end && !(single && end > start) && !can(e, pkl_utf8_next(&next));) end = next;
    if (e->handler == PKL_UNKNOWN_HANDLER) return ask(e, start, end);
    for (e->at = start; e->at < end;) {
        const char* here = e->at;
        if (handle(e, pkl_utf8_next(&e->at))) continue;
        if (pkl_vm->raised.type != tp_nil) return false;
        return refuse(e, e->handler == PKL_SURROGATE_ESCAPE ? here : start, end);
    }
    return true;
}

static bool encode(Encoder* e) {
    if (e->codec.mark) put_code(e, 0xFEFF);
    while (e->at < e->end && !e->out.failed) {
        const char* start = e->at;
        while (e->at < e->end && (unsigned char)*e->at < 0x80) e->at++;
        if (e->at > start && limit(e) <= 0x100) pkl_put(&e->out, start, e->at - start);
        else for (const char* c = start; c < e->at; c++) put_code(e, (unsigned char)*c);
        if (e->at == e->end) break;
        start = e->at;
        uint32_t code = pkl_utf8_next(&e->at);
        if (can(e, code)) put_code(e, code);
        else if (!put_run(e, start)) return false;
    }
    return !e->out.failed;
}

/* Whether the text's own bytes are what is wanted. */
static bool is_plain(Encoder* e) {
    if (e->codec.mark || e->codec.encoding == PKL_UTF16 || e->codec.encoding == PKL_UTF32) return false;
    PyStr* text = pkl_str(e->text);
    if (pkl_str_length(text) == text->size) return true;
    if (e->codec.encoding != PKL_UTF8) return false;
    for (const char* at = e->begin; (at = memchr(at, 0xED, (size_t)(e->end - at))) != NULL; at++)
        if ((unsigned char)at[1] >= 0xA0) return false;
    return true;
}

static bool encode_all(Encoder* e, py_OutRef out) {
    c11_sv source = pkl_text(e->text);
    e->begin = e->at = source.data;
    e->end = source.data + source.size;
    pkl_builder_start(&e->out);
    bool ok = true;
    if (is_plain(e)) pkl_put(&e->out, source.data, source.size);
    else ok = encode(e);
    if (ok) return pkl_builder_bytes(&e->out, out);
    pkl_builder_end(&e->out);
    return false;
}

bool pkl_codec_encode(py_Ref text, const PklCodec* codec, py_Ref errors, py_OutRef out) {
    Encoder e = {.codec = *codec, .text = text, .errors = errors};
    return pkl_error_handler(errors, "encode", &e.handler) && encode_all(&e, out);
}

bool pkl_text_encode(py_Ref text, py_Ref encoding, py_Ref errors, py_OutRef out) {
    Encoder e = {.text = text, .errors = errors};
    if (!pkl_is_str(encoding) && encoding->type != tp_nil) return pkl_codec(encoding, "encode", &e.codec);
    if (!pkl_error_handler(errors, "encode", &e.handler)) return false;
    if (pkl_codec(encoding, "encode", &e.codec)) return encode_all(&e, out);
    if (!pkl_exc_matches(tp_LookupError)) return false;
    py_clearexc(NULL);
    return pkl_registered_encode(text, encoding, errors, out);
}
