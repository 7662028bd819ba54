/* _codecs: escapes of bytes and of texts. */
#include "codecs.h"

#include <string.h>

static int hex_digit(char c) {
    char lower = (char)(c | 0x20);
    return c >= '0' && c <= '9' ? c - '0' : lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : -1;
}

/* The character of a backslash with one letter; -1. */
static int simple_escape(char c) {
    static const char LETTERS[] = "\\'\"abfnrtv", VALUES[] = "\\'\"\a\b\f\n\r\t\v";
    const char* at = c ? strchr(LETTERS, c) : NULL;
    return at ? VALUES[at - LETTERS] : -1;
}

/* Up to three octal digits. */
static int octal(const char** at, const char* end) {
    int value = 0;
    for (int i = 0; i < 3 && *at < end && **at >= '0' && **at <= '7'; i++) value = value * 8 + *(*at)++ - '0';
    return value;
}

/* ---- bytes ------------------------------------------------------------------------------------------------------ */

static bool is(c11_sv name, const char* text) { return name.size == (int)strlen(text) && memcmp(name.data, text, (size_t)name.size) == 0; }

static bool bad_hex(PklBuilder* out, py_Ref errors, int64_t place) {
    c11_sv name = errors->type ? pkl_text(errors) : (c11_sv){"strict", 6};
    if (is(name, "strict")) return pkl_raise(tp_ValueError, "invalid \\x escape at position %i", place);
    if (is(name, "replace")) return pkl_put_char(out, '?'), true;
    return is(name, "ignore") || pkl_raise(tp_ValueError, "decoding error; unknown error handling code: %v", name);
}

/* One escape behind its backslash. */
static bool put_byte_escape(PklBuilder* out, const char** at, c11_sv data, py_Ref errors) {
    const char *end = data.data + data.size, *start = *at - 1;
    char c = *(*at)++;
    if (c == '\n') return true;
    if (simple_escape(c) >= 0) return pkl_put_char(out, (char)simple_escape(c)), true;
    if (c >= '0' && c <= '7') {
        --*at;
        return pkl_put_char(out, (char)octal(at, end)), true;
    }
    if (c != 'x') {
        pkl_put(out, start, 2);
        return true;
    }
    if (end - *at >= 2 && hex_digit((*at)[0]) >= 0 && hex_digit((*at)[1]) >= 0) {
        pkl_put_char(out, (char)(hex_digit((*at)[0]) << 4 | hex_digit((*at)[1])));
        *at += 2;
        return true;
    }
    if (*at < end && hex_digit(**at) >= 0) ++*at;
    return bad_hex(out, errors, start - data.data);
}

/* escape_decode(data, errors=None) */
static bool escape_decode(int argc, py_Ref argv) {
    (void)argc;
    c11_sv data;
    if (!pkl_codecs_errors(&argv[1]) || !pkl_codecs_data(argv, &data)) return false;
    PklBuilder out;
    bool ok = true;
    pkl_builder_start(&out);
    for (const char* at = data.data; ok && at < data.data + data.size;) {
        if (*at != '\\') pkl_put_char(&out, *at++);
        else if (++at == data.data + data.size) ok = pkl_raise(tp_ValueError, "Trailing \\ in string");
        else ok = put_byte_escape(&out, &at, data, &argv[1]);
    }
    py_TValue bytes;
    if (!ok) return pkl_builder_end(&out), false;
    return pkl_builder_bytes(&out, &bytes) && pkl_codecs_pair(&bytes, data.size);
}

/* escape_encode(data, errors=None) */
static bool escape_encode(int argc, py_Ref argv) {
    (void)argc;
    if (!pkl_is_a(argv, tp_bytes)) return pkl_raise(tp_TypeError, "escape_encode() argument 1 must be bytes, not %s", pkl_argument_type(argv));
    if (!pkl_codecs_errors(&argv[1])) return false;
    c11_sv data = pkl_text(argv);
    PklBuilder out;
    pkl_builder_start(&out);
    for (int i = 0; i < data.size; i++) {
        unsigned char c = (unsigned char)data.data[i];
        static const char SPECIAL[] = "\\'\t\n\r";
        const char* special = c ? strchr(SPECIAL, c) : NULL;
        if (special) pkl_put_char(&out, '\\'), pkl_put_char(&out, "\\'tnr"[special - SPECIAL]);
        else if (c >= ' ' && c < 0x7F) pkl_put_char(&out, (char)c);
        else {
            pkl_put_text(&out, "\\x");
            pkl_put_char(&out, "0123456789abcdef"[c >> 4]);
            pkl_put_char(&out, "0123456789abcdef"[c & 15]);
        }
    }
    py_TValue bytes;
    return pkl_builder_bytes(&out, &bytes) && pkl_codecs_pair(&bytes, data.size);
}

/* ---- texts ------------------------------------------------------------------------------------------------------- */

/* Digits of \x, \u or \U at `at` (behind the letter): how many there are; the code point where all are. */
static int digits_at(const char* at, const char* end, int wanted, uint32_t* code) {
    int count = 0;
    *code = 0;
    for (; count < wanted && at + count < end && hex_digit(at[count]) >= 0; count++) *code = *code << 4 | (uint32_t)hex_digit(at[count]);
    return count;
}

typedef struct Escapes {
    c11_sv data;
    py_Ref errors;
    PklBuilder out;
    bool raw, partial;
    int64_t consumed;
} Escapes;

enum { DONE, STOP, FAILED };

static int refuse(Escapes* e, int64_t* place, int64_t end, const char* reason, bool ends_early) {
    if (e->partial && ends_early) return STOP;
    return pkl_codecs_refuse(e->raw ? "rawunicodeescape" : "unicodeescape", e->data, place, end, reason, e->errors, &e->out) ? DONE : FAILED;
}

/* \x.., \u...., \U........ at a place. */
static int hexadecimal(Escapes* e, int64_t* place, char letter) {
    static const char* const REASONS[] = {"truncated \\xXX escape", "truncated \\uXXXX escape", "truncated \\UXXXXXXXX escape"};
    int kind = letter == 'x' ? 0 : letter == 'u' ? 1 : 2, wanted = 2 << kind;
    const char *start = e->data.data + *place + 2, *end = e->data.data + e->data.size;
    uint32_t code;
    int count = digits_at(start, end, wanted, &code);
    if (count < wanted) return refuse(e, place, *place + 2 + count, REASONS[kind], start + count == end);
    if (code > 0x10FFFF) return refuse(e, place, *place + 10, e->raw ? "\\Uxxxxxxxx out of range" : "illegal Unicode character", false);
    pkl_put_code(&e->out, code);
    *place += 2 + wanted;
    return DONE;
}

static int named(Escapes* e, int64_t* place) {
    int64_t end = *place + 2;
    const char* data = e->data.data;
    if (end < e->data.size && data[end] == '{')
        while (++end < e->data.size && data[end] != '}') continue;
    bool whole = end < e->data.size && data[end] == '}';
    return refuse(e, place, whole ? end + 1 : end, whole ? "unknown Unicode character name" : "malformed \\N character escape", end == e->data.size);
}

static int text_escape(Escapes* e, int64_t* place) {
    const char *start = e->data.data + *place, *end = e->data.data + e->data.size, *at = start + 1;
    if (at == end) return refuse(e, place, *place + 1, "\\ at end of string", true);
    char c = *at;
    if (c == 'x' || c == 'u' || c == 'U') return hexadecimal(e, place, c);
    if (c == 'N') return named(e, place);
    *place += 2;
    if (c == '\n') return DONE;
    if (simple_escape(c) >= 0) return pkl_put_code(&e->out, (uint32_t)simple_escape(c)), DONE;
    if (c >= '0' && c <= '7') {
        pkl_put_code(&e->out, (uint32_t)octal(&at, end));
        *place = at - e->data.data;
        return DONE;
    }
    pkl_put_char(&e->out, '\\');
    pkl_put_code(&e->out, (unsigned char)c);
    return DONE;
}

/* Backslashes before a \u count: an even number means itself. */
static int raw_escape(Escapes* e, int64_t* place) {
    const char *data = e->data.data, c = *place + 1 < e->data.size ? data[*place + 1] : 0;
    if (*place + 1 == e->data.size && e->partial) return STOP;
    if (c == 'u' || c == 'U') return hexadecimal(e, place, c);
    pkl_put_char(&e->out, '\\');
    ++*place;
    if (c == '\\') pkl_put_char(&e->out, '\\'), ++*place;
    return DONE;
}

static bool decode_escapes(py_Ref argv, bool raw) {
    Escapes e = {.errors = &argv[1], .raw = raw};
    py_TValue text;
    int final = argv[2].type == tp_nil ? 1 : py_bool(&argv[2]), status = DONE;
    if (final < 0 || !pkl_codecs_errors(&argv[1]) || !pkl_codecs_data(argv, &e.data)) return false;
    py_TValue* kept = py_pushtmp();
    memcpy(pkl_new_bytes(kept, e.data.size)->data, e.data.data, (size_t)e.data.size);
    e.data.data = (const char*)PKL_OBJECT(kept, PyBytes)->data;
    e.partial = !final;
    int64_t place = 0;
    pkl_builder_start(&e.out);
    while (status == DONE && place < e.data.size && !e.out.failed) {
        if (e.data.data[place] != '\\') pkl_put_code(&e.out, (unsigned char)e.data.data[place++]);
        else status = raw ? raw_escape(&e, &place) : text_escape(&e, &place);
    }
    py_pop();
    if (status == FAILED) return pkl_builder_end(&e.out), false;
    return pkl_builder_str(&e.out, &text) && pkl_codecs_pair(&text, place);
}

static bool unicode_escape_decode(int argc, py_Ref argv) { return (void)argc, decode_escapes(argv, false); }
static bool raw_unicode_escape_decode(int argc, py_Ref argv) { return (void)argc, decode_escapes(argv, true); }

static bool encode_escapes(py_Ref argv, bool raw) {
    if (!pkl_is_str(argv)) return pkl_raise(tp_TypeError, "%s() argument 1 must be str, not %s", pkl_current_native->_method->name, pkl_argument_type(argv));
    if (!pkl_codecs_errors(&argv[1])) return false;
    PklBuilder out;
    pkl_builder_start(&out);
    c11_sv text = pkl_text(argv);
    for (const char* at = text.data; at < text.data + text.size;) {
        uint32_t code = pkl_utf8_next(&at);
        static const char SPECIAL[] = "\\\t\n\r";
        const char* special = code && code < 0x80 ? strchr(SPECIAL, (int)code) : NULL;
        if (code >= (raw ? 0x100u : 0x7Fu)) pkl_put_escape(&out, code);
        else if (raw) pkl_put_char(&out, (char)code);
        else if (special) pkl_put_char(&out, '\\'), pkl_put_char(&out, "\\tnr"[special - SPECIAL]);
        else if (code < ' ') pkl_put_escape(&out, code);
        else pkl_put_char(&out, (char)code);
    }
    py_TValue bytes;
    return pkl_builder_bytes(&out, &bytes) && pkl_codecs_pair(&bytes, pkl_str_length(pkl_str(argv)));
}

static bool unicode_escape_encode(int argc, py_Ref argv) { return (void)argc, encode_escapes(argv, false); }
static bool raw_unicode_escape_encode(int argc, py_Ref argv) { return (void)argc, encode_escapes(argv, true); }

#define TWO(name, function, first) {name, function, "($module, " first ", errors=None, /)", PKL_RANGE, PKL_FUNCTION, 1, 2}
#define FINAL(name, function) {name, function, "($module, data, errors=None, final=True, /)", PKL_RANGE, PKL_FUNCTION, 1, 3}

const PklMethod pkl_codecs_escapes[] = {
    TWO("escape_decode", escape_decode, "data"), TWO("escape_encode", escape_encode, "data"), TWO("unicode_escape_encode", unicode_escape_encode, "str"),
    TWO("raw_unicode_escape_encode", raw_unicode_escape_encode, "str"), FINAL("unicode_escape_decode", unicode_escape_decode),
    FINAL("raw_unicode_escape_decode", raw_unicode_escape_decode), {0},
};
