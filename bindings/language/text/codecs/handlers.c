/*
 * The error handlers as functions, which codecs.lookup_error gives: exception -> (what is put in place, where to go on).
 */
#include "../../errors/errors.h"
#include "../../machine/machine.h"
#include "codecs.h"

#include <string.h>

typedef struct Fault {
    py_Type kind;        /* tp_UnicodeEncodeError, tp_UnicodeDecodeError, tp_UnicodeTranslateError */
    py_TValue* slots;
    int64_t start, end;  /* within the object */
    c11_sv part;         /* [start, end) */
    c11_sv rest;         /* from start to the object's end */
} Fault;

static int64_t between(int64_t value, int64_t low, int64_t high) { return value < low ? low : value > high ? high : value; }

static bool wrong(py_Ref exception) { return pkl_raise(tp_TypeError, "don't know how to handle %T in error callback", exception); }

static bool read_fault(py_Ref exception, Fault* f) {
    f->kind = pkl_is_a(exception, tp_UnicodeEncodeError)      ? tp_UnicodeEncodeError
              : pkl_is_a(exception, tp_UnicodeDecodeError)    ? tp_UnicodeDecodeError
              : pkl_is_a(exception, tp_UnicodeTranslateError) ? tp_UnicodeTranslateError
                                                              : 0;
    if (f->kind == 0) return wrong(exception);
    f->slots = pkl_exc_slots(exception);
    py_TValue* object = &f->slots[PKL_UNICODE_OBJECT];
    bool str = f->kind != tp_UnicodeDecodeError;
    if (!object->type || !(str ? pkl_is_str(object) : pkl_is_a(object, tp_bytes))) return pkl_raise(tp_TypeError, "object attribute must be %s", str ? "str" : "bytes");
    if (f->slots[PKL_UNICODE_START].type != tp_int || f->slots[PKL_UNICODE_END].type != tp_int) return pkl_raise(tp_TypeError, "start and end must be integers");
    c11_sv text = pkl_text(object);
    int64_t length = pkl_text_length(object);
    f->start = between(f->slots[PKL_UNICODE_START]._i64, 0, length > 0 ? length - 1 : 0);
    f->end = between(f->slots[PKL_UNICODE_END]._i64, length > 0 ? 1 : 0, length);
    int64_t last = f->end < f->start ? f->start : f->end;
    const char* from = text.data + (str ? pkl_str_offset(pkl_str(object), (int32_t)f->start) : f->start);
    f->part = pkl_span(from, text.data + (str ? pkl_str_offset(pkl_str(object), (int32_t)last) : last));
    f->rest = pkl_span(from, text.data + text.size);
    return true;
}

/* (text, place) of a builder. */
static bool give(PklBuilder* builder, bool bytes, int64_t place) {
    py_TValue pair[2];
    if (!(bytes ? pkl_builder_bytes(builder, &pair[0]) : pkl_builder_str(builder, &pair[0]))) return false;
    py_newint(&pair[1], place);
    pkl_new_tuple(py_retval(), pair, 2);
    return true;
}

/* ---- handlers ----------------------------------------------------------------------------------------------------- */

static bool strict(int argc, py_Ref argv) {
    (void)argc;
    if (!pkl_value_is_exception(argv)) return pkl_raise(tp_TypeError, "codec must pass exception instance");
    return pkl_raise_value(argv, NULL);
}

static bool ignore(int argc, py_Ref argv) {
    (void)argc;
    Fault f;
    PklBuilder builder;
    if (!read_fault(argv, &f)) return false;
    pkl_builder_start(&builder);
    return give(&builder, false, f.end);
}

static bool replace(int argc, py_Ref argv) {
    (void)argc;
    Fault f;
    PklBuilder builder;
    if (!read_fault(argv, &f)) return false;
    pkl_builder_start(&builder);
    int64_t count = f.kind == tp_UnicodeDecodeError ? 1 : f.end - f.start;
    for (int64_t i = 0; i < count; i++) pkl_put_code(&builder, f.kind == tp_UnicodeEncodeError ? '?' : 0xFFFD);
    return give(&builder, false, f.end);
}

static void put_byte(PklBuilder* builder, unsigned char byte) {
    char text[4] = {'\\', 'x', "0123456789abcdef"[byte >> 4], "0123456789abcdef"[byte & 15]};
    pkl_put(builder, text, 4);
}

static bool escape(int argc, py_Ref argv) {
    (void)argc;
    Fault f;
    PklBuilder builder;
    if (!read_fault(argv, &f)) return false;
    pkl_builder_start(&builder);
    for (const char* at = f.part.data; at < f.part.data + f.part.size;) {
        uint32_t code = f.kind == tp_UnicodeDecodeError ? (unsigned char)*at++ : pkl_utf8_next(&at);
        if (code < 0x100) put_byte(&builder, (unsigned char)code);
        else pkl_put_escape(&builder, code);
    }
    return give(&builder, false, f.end);
}

static bool references(int argc, py_Ref argv) {
    (void)argc;
    Fault f;
    PklBuilder builder;
    if (!read_fault(argv, &f)) return false;
    if (f.kind != tp_UnicodeEncodeError) return wrong(argv);
    pkl_builder_start(&builder);
    for (const char* at = f.part.data; at < f.part.data + f.part.size;) {
        pkl_put_text(&builder, "&#");
        pkl_put_int(&builder, pkl_utf8_next(&at));
        pkl_put_char(&builder, ';');
    }
    return give(&builder, false, f.end);
}

static bool names(int argc, py_Ref argv) {
    (void)argc;
    Fault f;
    if (!read_fault(argv, &f)) return false;
    if (f.kind != tp_UnicodeEncodeError) return wrong(argv);
    PklBuilder builder;
    pkl_builder_start(&builder);
    for (const char* at = f.part.data; at < f.part.data + f.part.size;) {
        char name[256];
        uint32_t code = pkl_utf8_next(&at);
        int size = pkl_unicode_name(code, name);
        if (size > 0) pkl_put_formatted(&builder, "\\N{%v}", (c11_sv){name, size});
        else if (code < 0x100) put_byte(&builder, (unsigned char)code);
        else pkl_put_escape(&builder, code);
    }
    return give(&builder, false, f.end);
}

static bool surrogate_escape(int argc, py_Ref argv) {
    (void)argc;
    Fault f;
    PklBuilder builder;
    if (!read_fault(argv, &f)) return false;
    if (f.kind == tp_UnicodeTranslateError) return wrong(argv);
    bool decode = f.kind == tp_UnicodeDecodeError, ok = true;
    int64_t place = decode ? f.start : f.end;
    pkl_builder_start(&builder);
    for (const char* at = f.part.data; ok && at < f.part.data + f.part.size;) {
        uint32_t code = decode ? (unsigned char)*at++ : pkl_utf8_next(&at);
        if (decode && (code < 0x80 || place - f.start == 4)) break;
        if (decode) pkl_put_code(&builder, 0xDC00 + code), place++;
        else if (code - 0xDC80 < 0x80) pkl_put_char(&builder, (char)code);
        else ok = false;
    }
    if (ok && (place > f.start || !decode)) return give(&builder, !decode, place);
    pkl_builder_end(&builder);
    return pkl_raise_value(argv, NULL);
}

static bool all_surrogates(c11_sv text) {
    for (const char* at = text.data; at < text.data + text.size;)
        if (pkl_utf8_next(&at) - 0xD800 >= 0x800) return false;
    return true;
}

/* By the codec of the exception's encoding, which does it itself. */
static bool surrogate_pass(int argc, py_Ref argv) {
    (void)argc;
    Fault f;
    PklCodec codec;
    py_TValue pair[2], part, handler = *pkl_name_ref(pkl_name_str(py_name("surrogatepass")));
    if (!read_fault(argv, &f)) return false;
    if (f.kind == tp_UnicodeTranslateError) return wrong(argv);
    bool decode = f.kind == tp_UnicodeDecodeError;
    int64_t place = f.end;
    bool ok = pkl_is_str(&f.slots[PKL_UNICODE_ENCODING]) && pkl_codec(&f.slots[PKL_UNICODE_ENCODING], "surrogatepass", &codec) && codec.encoding <= PKL_UTF32;
    if (ok && decode) {
        int size = codec.encoding == PKL_UTF8 ? 3 : codec.encoding == PKL_UTF16 ? 2 : 4;
        PklDecoding how = {false, 0, 0};
        ok = f.rest.size >= size;
        if (ok) memcpy(pkl_new_bytes(&part, size)->data, f.rest.data, (size_t)size);
        ok = ok && pkl_codec_decode(&part, &codec, &handler, &how, &pair[0]) && all_surrogates(pkl_text(&pair[0]));
        place = f.start + size;
    } else if (ok) {
        py_newstrv(&part, f.part);
        codec.mark = false;
        ok = all_surrogates(f.part) && pkl_codec_encode(&part, &codec, &handler, &pair[0]);
    }
    py_clearexc(NULL);
    if (!ok) return pkl_raise_value(argv, NULL);
    py_newint(&pair[1], place);
    pkl_new_tuple(py_retval(), pair, 2);
    return true;
}

#define HANDLER(name, function) {name, function, "($module, exc, /)", PKL_O, PKL_FUNCTION, 1, 1}
const PklMethod pkl_handler_functions[] = {
    HANDLER("strict_errors", strict), HANDLER("ignore_errors", ignore), HANDLER("replace_errors", replace), HANDLER("backslashreplace_errors", escape),
    HANDLER("xmlcharrefreplace_errors", references), HANDLER("namereplace_errors", names), HANDLER("surrogateescape", surrogate_escape), HANDLER("surrogatepass", surrogate_pass),
    {0},
};
