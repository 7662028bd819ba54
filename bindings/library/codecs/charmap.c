/* _codecs: encodings by a table, of which the package encodings has many. */
#include "codecs.h"

#include <string.h>

/* charmap_build(map): {code point: byte} */
static bool charmap_build(int argc, py_Ref argv) {
    (void)argc;
    if (!pkl_is_str(argv)) return pkl_raise(tp_TypeError, "charmap_build() argument must be str, not %s", pkl_argument_type(argv));
    py_TValue made, key, value;
    PyDict* map = pkl_new_dict(&made);
    c11_sv text = pkl_text(argv);
    int64_t i = 0;
    for (const char* at = text.data; at < text.data + text.size && i < 256; i++) {
        py_newint(&key, pkl_utf8_next(&at));
        py_newint(&value, i);
        if (!pkl_dict_set(map, &key, &value)) return false;
    }
    return pkl_return(&made);
}

/* mapping[key] in py_retval(): 1 found, 0 missing or None, -1 error */
static int mapped(py_Ref mapping, int64_t key) {
    py_TValue number;
    py_newint(&number, key);
    if (py_getitem(mapping, &number)) return !py_isnone(py_retval());
    if (!pkl_exc_matches(tp_LookupError)) return -1;
    py_clearexc(NULL);
    return 0;
}

/* ---- decoding ---------------------------------------------------------------------------------------------------- */

static bool out_of_range(const char* what) { return pkl_raise(tp_TypeError, "character mapping must be in range(%s)", what); }

/* What a byte stands for, added to `out`: 1, 0 nothing, -1 error */
static int put_mapped(PklBuilder* out, py_Ref mapping, unsigned char byte) {
    int found = mapped(mapping, byte);
    if (found <= 0) return found;
    if (pkl_is_str(py_retval())) {
        if (strcmp(py_tostr(py_retval()), "\xEF\xBF\xBE") == 0) return 0;
        return pkl_put_str(out, pkl_str(py_retval())), 1;
    }
    if (!pkl_is_int(py_retval())) return pkl_raise(tp_TypeError, "character mapping must return integer, None or str"), -1;
    int64_t code = pkl_plain_int(py_retval())._i64;
    if (code < 0 || code > 0x10FFFF) return out_of_range("0x110000"), -1;
    if (code == 0xFFFE) return 0;
    return pkl_put_code(out, (uint32_t)code), 1;
}

/* The table of a str: where each of its characters is. */
static int put_of_text(PklBuilder* out, py_Ref map, unsigned char byte) {
    PyStr* text = pkl_str(map);
    if (byte >= pkl_str_length(text)) return 0;
    const char* at = text->data + pkl_str_offset(text, byte);
    uint32_t code = pkl_utf8_next(&at);
    if (code == 0xFFFE) return 0;
    return pkl_put_code(out, code), 1;
}

/* charmap_decode(data, errors=None, mapping=None) */
static bool charmap_decode(int argc, py_Ref argv) {
    c11_sv data;
    py_TValue text;
    if (!pkl_codecs_errors(&argv[1]) || !pkl_bytes_like(argv, &data)) return false;
    py_TValue* kept = py_pushtmp();
    memcpy(pkl_new_bytes(kept, data.size)->data, data.data, (size_t)data.size);
    data.data = (const char*)PKL_OBJECT(kept, PyBytes)->data;
    bool plain = argc < 3 || argv[2].type == tp_nil || py_isnone(&argv[2]), ok = true;
    PklBuilder out;
    pkl_builder_start(&out);
    for (int64_t place = 0; ok && place < data.size && !out.failed;) {
        unsigned char byte = (unsigned char)data.data[place];
        int done = 1;
        if (plain) pkl_put_code(&out, byte);
        else done = pkl_is_str(&argv[2]) ? put_of_text(&out, &argv[2], byte) : put_mapped(&out, &argv[2], byte);
        if (done == 1) place++;
        else ok = done == 0 && pkl_codecs_refuse("charmap", data, &place, place + 1, "character maps to <undefined>", &argv[1], &out);
    }
    py_pop();
    if (!ok) return pkl_builder_end(&out), false;
    return pkl_builder_str(&out, &text) && pkl_codecs_pair(&text, data.size);
}

/* ---- encoding ----------------------------------------------------------------------------------------------------- */

/* The bytes of a code point: 1, 0 it has none, -1 error */
static int put_bytes(PklBuilder* out, py_Ref mapping, bool plain, uint32_t code) {
    if (plain) return code < 0x100 ? pkl_put_char(out, (char)code), 1 : 0;
    int found = mapped(mapping, code);
    if (found <= 0) return found;
    if (pkl_is_a(py_retval(), tp_bytes)) return pkl_put(out, pkl_text(py_retval()).data, pkl_text(py_retval()).size), 1;
    if (!pkl_is_int(py_retval())) return pkl_raise(tp_TypeError, "character mapping must return integer, bytes or None, not %T", py_retval()), -1;
    int64_t byte = pkl_plain_int(py_retval())._i64;
    if (byte < 0 || byte > 255) return out_of_range("256"), -1;
    return pkl_put_char(out, (char)byte), 1;
}

/* The code points from `place` on that have no bytes; -1 error. */
static int64_t run_end(py_Ref argv, bool plain, int64_t place) {
    PyStr* text = pkl_str(argv);
    PklBuilder nothing;
    int done = 0;
    for (const char* at = text->data + pkl_str_offset(text, (int32_t)place); done == 0 && at < text->data + text->size; place += done == 0) {
        pkl_builder_start(&nothing);
        done = put_bytes(&nothing, &argv[2], plain, pkl_utf8_next(&at));
        pkl_builder_end(&nothing);
    }
    return done < 0 ? -1 : place;
}

static bool raise_error(py_Ref argv, bool plain, int64_t start, int64_t end) {
    return pkl_codec_error(tp_UnicodeEncodeError, plain ? "latin-1" : "charmap", argv, start, end, plain ? "ordinal not in range(256)" : "character maps to <undefined>");
}

static bool put_replacement(PklBuilder* out, py_Ref argv, bool plain, int64_t start, int64_t end, py_Ref with) {
    c11_sv text = pkl_text(with);
    if (!pkl_is_str(with)) return pkl_put(out, text.data, text.size), true;
    for (const char* at = text.data; at < text.data + text.size;) {
        int done = put_bytes(out, &argv[2], plain, pkl_utf8_next(&at));
        if (done < 0) return false;
        if (done == 0) return raise_error(argv, plain, start, end);
    }
    return true;
}

static bool refuse(PklBuilder* out, py_Ref argv, bool plain, int64_t* place) {
    int64_t start = *place, end = run_end(argv, plain, start);
    if (end < 0) return false;
    py_TValue* with = py_pushtmp();
    raise_error(argv, plain, start, end);
    bool ok = pkl_ask_handler(&argv[1], pkl_str_length(pkl_str(argv)), with, place) && put_replacement(out, argv, plain, start, end, with);
    py_pop();
    return ok;
}

/* charmap_encode(str, errors=None, mapping=None) */
static bool charmap_encode(int argc, py_Ref argv) {
    if (!pkl_is_str(argv)) return pkl_raise(tp_TypeError, "charmap_encode() argument 1 must be str, not %s", pkl_argument_type(argv));
    if (!pkl_codecs_errors(&argv[1])) return false;
    bool plain = argc < 3 || argv[2].type == tp_nil || py_isnone(&argv[2]), ok = true;
    PyStr* text = pkl_str(argv);
    PklBuilder out;
    pkl_builder_start(&out);
    for (int64_t place = 0; ok && place < pkl_str_length(text) && !out.failed;) {
        const char* at = text->data + pkl_str_offset(text, (int32_t)place);
        int done = put_bytes(&out, &argv[2], plain, pkl_utf8_next(&at));
        if (done == 1) place++;
        else ok = done == 0 && refuse(&out, argv, plain, &place);
    }
    py_TValue bytes;
    if (!ok) return pkl_builder_end(&out), false;
    return pkl_builder_bytes(&out, &bytes) && pkl_codecs_pair(&bytes, pkl_str_length(text));
}

const PklMethod pkl_codecs_maps[] = {
    {"charmap_build", charmap_build, "($module, map, /)", PKL_O, PKL_FUNCTION, 1, 1},
    {"charmap_decode", charmap_decode, "($module, data, errors=None, mapping=None, /)", PKL_RANGE, PKL_FUNCTION, 1, 3},
    {"charmap_encode", charmap_encode, "($module, str, errors=None, mapping=None, /)", PKL_RANGE, PKL_FUNCTION, 1, 3},
    {0},
};
