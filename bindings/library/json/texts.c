/* Texts of JSON, written and read. */
#include "json.h"

#include "../../language/imports/import.h"

#include <string.h>

/* ---- writing ----------------------------------------------------------------------------------------------------- */

static void put_escape(PklBuilder* out, uint32_t unit) {
    static const char DIGITS[] = "0123456789abcdef";
    char text[6] = {'\\', 'u', DIGITS[unit >> 12 & 15], DIGITS[unit >> 8 & 15], DIGITS[unit >> 4 & 15], DIGITS[unit & 15]};
    pkl_put(out, text, 6);
}

static void put_escaped(PklBuilder* out, uint32_t code) {
    static const char SHORT[] = "\"\"\\\\\bb\ff\nn\rr\tt";
    for (const char* pair = SHORT; *pair; pair += 2) {
        if ((unsigned char)*pair != code) continue;
        char text[2] = {'\\', pair[1]};
        pkl_put(out, text, 2);
        return;
    }
    if (code >= 0x10000) {
        put_escape(out, 0xd800 + ((code - 0x10000) >> 10));
        code = 0xdc00 + (code & 0x3ff);
    }
    put_escape(out, code);
}

static bool is_plain(unsigned char c, bool ascii) { return c >= ' ' && c != '"' && c != '\\' && (!ascii || c < 0x7f); }

void pkl_json_put_text(PklBuilder* out, const PyStr* text, bool ascii) {
    const char *at = text->data, *end = at + text->size;
    pkl_put_char(out, '"');
    while (at < end && !out->failed) {
        const char* start = at;
        while (at < end && is_plain((unsigned char)*at, ascii)) at++;
        pkl_put(out, start, at - start);
        if (at < end) put_escaped(out, pkl_utf8_next(&at));
    }
    pkl_put_char(out, '"');
}

bool pkl_json_is_text(py_Ref value) { return pkl_is_str(value) || pkl_raise(tp_TypeError, "first argument must be a string, not %T", value); }

static bool encode(py_Ref value, bool ascii) {
    if (!pkl_json_is_text(value)) return false;
    PklBuilder out;
    pkl_builder_start(&out);
    pkl_json_put_text(&out, pkl_str(value), ascii);
    return pkl_builder_str(&out, py_retval());
}

bool pkl_json_encode_ascii(int argc, py_Ref argv) { return (void)argc, encode(argv, true); }
bool pkl_json_encode(int argc, py_Ref argv) { return (void)argc, encode(argv, false); }

/* ---- reading ----------------------------------------------------------------------------------------------------- */

static int64_t index_of(PyStr* document, const char* at) { return pkl_str_index(document, (int32_t)(at - document->data)); }

static const char* error_at(const char* message, PyStr* document, int64_t index) {
    py_TValue arguments[3], value;
    py_Ref module = pkl_import_module(pkl_interned("json.decoder", 12));
    if (!module) return NULL;
    value = *module;
    if (!py_getattr(&value, py_name("JSONDecodeError"))) return NULL;
    value = *py_retval();
    py_newstr(&arguments[0], message);
    arguments[1] = pkl_value(&document->head);
    py_newint(&arguments[2], index);
    if (pkl_call(&value, 3, arguments)) {
        value = *py_retval();
        pkl_raise_value(&value, NULL);
    }
    return NULL;
}

const char* pkl_json_error(const char* message, PyStr* document, const char* at) { return error_at(message, document, index_of(document, at)); }

bool pkl_json_answer(py_Ref value, PyStr* document, const char* at) {
    py_TValue items[2] = {*value};
    py_newint(&items[1], index_of(document, at));
    pkl_new_tuple(py_retval(), items, 2);
    return true;
}

/* Four hexadecimal digits, not at the end of the document; -1: there are none. */
static int32_t read_unit(const char* at, const char* end) {
    int32_t unit = 0;
    if (end - at <= 4) return -1;
    for (int i = 0; i < 4; i++) {
        char c = at[i], low = (char)(c | 32);
        if (c >= '0' && c <= '9') unit = unit << 4 | (c - '0');
        else if (low >= 'a' && low <= 'f') unit = unit << 4 | (low - 'a' + 10);
        else return -1;
    }
    return unit;
}

/* What stands behind \u at `at`: behind the escape, or the two of a character beyond U+FFFF. */
static const char* read_escape(PyStr* document, const char* at, const char* end, PklBuilder* out) {
    int32_t unit = read_unit(at, end);
    if (unit < 0) return pkl_json_error("Invalid \\uXXXX escape", document, at - 1);
    at += 4;
    if (unit >> 10 == 0xd800 >> 10 && end - at > 6 && at[0] == '\\' && at[1] == 'u') {
        int32_t second = read_unit(at + 2, end);
        if (second < 0) return pkl_json_error("Invalid \\uXXXX escape", document, at + 1);
        if (second >> 10 == 0xdc00 >> 10) {
            unit = 0x10000 + ((unit & 0x3ff) << 10 | (second & 0x3ff));
            at += 6;
        }
    }
    pkl_put_code(out, (uint32_t)unit);
    return at;
}

/* `at` stands behind a backslash. */
static const char* read_escaped(PyStr* document, const char* at, const char* end, PklBuilder* out) {
    static const char SHORT[] = "\"\"\\\\//b\bf\fn\nr\rt\t";
    if (*at == 'u') return read_escape(document, at + 1, end, out);
    for (const char* pair = SHORT; *pair; pair += 2) {
        if (*pair == *at) return pkl_put_char(out, pair[1]), at + 1;
    }
    return pkl_json_error("Invalid \\escape", document, at - 1);
}

/* Where a chunk ends: at a quote, a backslash, or a character that is not allowed; the end where there is none. */
static const char* chunk_end(const char* at, const char* end, bool strict) {
    unsigned char least = strict ? ' ' : 0;
    while (at < end && *at != '"' && *at != '\\' && (unsigned char)*at >= least) at++;
    return at;
}

/* The rest of a text with escapes, from the first one on. */
static const char* scan_escaped(PyStr* document, const char* start, const char* at, bool strict, PklBuilder* out) {
    const char* end = document->data + document->size;
    while (at < end && *at == '\\') {
        if (++at == end) break;
        if (!(at = read_escaped(document, at, end, out))) return NULL;
        const char* chunk = at;
        at = chunk_end(at, end, strict);
        pkl_put(out, chunk, at - chunk);
    }
    if (at == end) return error_at("Unterminated string starting at", document, index_of(document, start) - 1);
    return *at == '"' ? at + 1 : pkl_json_error("Invalid control character at", document, at);
}

const char* pkl_json_scan_text(PyStr* document, const char* start, bool strict, py_OutRef out) {
    const char* at = chunk_end(start, document->data + document->size, strict);
    if (*at == '"') {
        py_newstrv(out, pkl_span(start, at));
        return at + 1;
    }
    PklBuilder builder;
    pkl_builder_start(&builder);
    pkl_put(&builder, start, at - start);
    at = scan_escaped(document, start, at, strict, &builder);
    if (at && pkl_builder_str(&builder, out)) return at;
    pkl_builder_end(&builder);
    return NULL;
}
