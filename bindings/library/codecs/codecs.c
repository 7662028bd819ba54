/* _codecs: the registry, and a function for each encoding. */
#include "codecs.h"

#include <string.h>

bool pkl_codecs_pair(const py_TValue* value, int64_t count) {
    py_TValue pair[2] = {*value};
    py_newint(&pair[1], count);
    pkl_new_tuple(py_retval(), pair, 2);
    return true;
}

bool pkl_codecs_data(py_Ref value, c11_sv* out) {
    if (!pkl_is_str(value)) return pkl_bytes_like(value, out);
    *out = pkl_text(value);
    return true;
}

bool pkl_codecs_errors(py_Ref errors) {
    if (py_isnone(errors)) *errors = *py_NIL();
    return errors->type == tp_nil || pkl_is_str(errors) || pkl_raise(tp_TypeError, "%s() argument 2 must be str or None, not %s", pkl_current_native->_method->name, pkl_argument_type(errors));
}

bool pkl_codecs_refuse(const char* encoding, c11_sv data, int64_t* place, int64_t end, const char* reason, py_Ref errors, PklBuilder* out) {
    py_TValue object, *text = py_pushtmp();
    memcpy(pkl_new_bytes(&object, data.size)->data, data.data, (size_t)data.size);
    pkl_codec_error(tp_UnicodeDecodeError, encoding, &object, *place, end, reason);
    bool ok = pkl_ask_handler(errors, data.size, text, place);
    if (ok) pkl_put_str(out, pkl_str(text));
    py_pop();
    return ok;
}

/* ---- the registry ---------------------------------------------------------------------------------------------- */

static bool need_text(py_Ref value, const char* function, const char* argument) {
    return pkl_is_str(value) || pkl_raise(tp_TypeError, "%s() argument %smust be str, not %s", function, argument, pkl_argument_type(value));
}

static bool codec_register(int argc, py_Ref argv) {
    (void)argc;
    if (!py_callable(argv)) return pkl_raise(tp_TypeError, "argument must be callable");
    return pkl_list_append(PKL_OBJECT(&pkl_codecs()[PKL_CODECS_SEARCH], PyList), argv) && pkl_return_none();
}

static bool codec_unregister(int argc, py_Ref argv) {
    (void)argc;
    PyList* list = PKL_OBJECT(&pkl_codecs()[PKL_CODECS_SEARCH], PyList);
    for (int i = 0; i < list->length; i++) {
        if (!py_isidentical(&list->items[i], argv)) continue;
        pkl_dict_clear(PKL_OBJECT(&pkl_codecs()[PKL_CODECS_FOUND], PyDict));
        pkl_list_remove(list, i, i + 1);
        break;
    }
    return pkl_return_none();
}

static bool codec_lookup(int argc, py_Ref argv) {
    (void)argc;
    return need_text(argv, "lookup", "") && pkl_codec_lookup(argv, py_retval());
}

static bool register_error(int argc, py_Ref argv) {
    (void)argc;
    if (!need_text(argv, "register_error", "1 ")) return false;
    if (!py_callable(&argv[1])) return pkl_raise(tp_TypeError, "handler must be callable");
    return pkl_dict_set(PKL_OBJECT(&pkl_codecs()[PKL_CODECS_HANDLERS], PyDict), &argv[0], &argv[1]) && pkl_return_none();
}

static bool is_built_in(py_Ref name) {
    PklErrorHandler handler;
    return pkl_error_handler(name, "", &handler) && handler != PKL_UNKNOWN_HANDLER;
}

static bool unregister_error(int argc, py_Ref argv) {
    (void)argc;
    if (!need_text(argv, "_unregister_error", "")) return false;
    if (is_built_in(argv)) return pkl_raise(tp_ValueError, "cannot un-register built-in error handler '%v'", pkl_text(argv));
    int found = pkl_dict_delete(PKL_OBJECT(&pkl_codecs()[PKL_CODECS_HANDLERS], PyDict), argv, NULL);
    return found >= 0 && pkl_return_bool(found);
}

static bool lookup_error(int argc, py_Ref argv) { return (void)argc, need_text(argv, "lookup_error", "") && pkl_lookup_handler(argv, py_retval()); }

/* ---- encode and decode of any codec ------------------------------------------------------------------------------- */

/* By one of the encodings that need no registry. */
static bool by_codec(py_Ref argv, const PklCodec* codec, bool encode) {
    PklDecoding how = {0};
    if (!encode) return pkl_codec_decode(&argv[0], codec, &argv[2], &how, py_retval());
    if (pkl_is_str(argv)) return pkl_codec_encode(&argv[0], codec, &argv[2], py_retval());
    char name[16];
    strcpy(name, codec->name);
    for (char* at = name; (at = strchr(at, '-')) != NULL;) *at = '_';
    return pkl_raise(tp_TypeError, "%s_encode() argument 1 must be str, not %s", name, pkl_argument_type(argv));
}

/* codec(value[, errors]) and the first of its two values; argv: value, encoding, errors. */
static bool by_registry(py_Ref argv, bool encode) {
    PklCodec plain;
    if (pkl_codec(&argv[1], "", &plain)) return by_codec(argv, &plain, encode);
    if (!pkl_exc_matches(tp_LookupError)) return false;
    py_clearexc(NULL);
    py_TValue *codec = py_pushtmp(), arguments[2] = {argv[0], argv[2]};
    bool ok = pkl_codec_lookup(&argv[1], codec);
    if (ok) *codec = pkl_tuple_items(codec)[!encode];
    ok = ok && pkl_call(codec, argv[2].type == tp_nil ? 1 : 2, arguments);
    py_pop();
    if (!ok) return false;
    if (!pkl_is_a(py_retval(), tp_tuple) || pkl_tuple_length(py_retval()) != 2) return pkl_raise(tp_TypeError, "%s must return a tuple (object%sinteger)", encode ? "encoder" : "decoder", encode ? ", " : ",");
    *py_retval() = pkl_tuple_items(py_retval())[0];
    return true;
}

static bool codec_text(py_Ref argv, const char* function) {
    if (argv[1].type != tp_nil && !need_text(&argv[1], function, "'encoding' ")) return false;
    return argv[2].type == tp_nil || need_text(&argv[2], function, "'errors' ");
}

static bool codec_encode(int argc, py_Ref argv) { return (void)argc, codec_text(argv, "encode") && by_registry(argv, true); }
static bool codec_decode(int argc, py_Ref argv) { return (void)argc, codec_text(argv, "decode") && by_registry(argv, false); }

/* ---- functions for encodings: a row of the table tells which ------------------------------------------------------- */

static const PklCodec CODECS[] = {
    {PKL_UTF8, false, false, "utf-8"},      {PKL_UTF16, false, true, "utf-16"},     {PKL_UTF16, false, false, "utf-16-le"}, {PKL_UTF16, true, false, "utf-16-be"},
    {PKL_UTF32, false, true, "utf-32"},     {PKL_UTF32, false, false, "utf-32-le"}, {PKL_UTF32, true, false, "utf-32-be"},  {PKL_LATIN1, false, false, "latin-1"},
    {PKL_ASCII, false, false, "ascii"},
};
enum { UTF16_CODEC = 1, UTF32_CODEC = 4, LATIN1_CODEC = 7, CODEC_COUNT = 9 };
static const PklMethod FUNCTIONS[];

/* An argument byteorder: < 0 little, > 0 big, both without a mark. */
static bool ordered(PklCodec* codec, py_Ref order) {
    int64_t value = 0;
    if (order->type == tp_nil) return true;
    if (!pkl_index(order, &value, true)) return false;
    if (value != 0) codec->mark = false;
    codec->big = value > 0;
    return true;
}

/* name(str, errors=None[, byteorder=0]) */
static bool named_encode(int argc, py_Ref argv) {
    PklCodec codec = CODECS[pkl_running_row(FUNCTIONS)];
    py_TValue bytes, none = {0};
    if (!pkl_is_str(argv)) return pkl_raise(tp_TypeError, "%s() argument 1 must be str, not %s", pkl_current_native->_method->name, pkl_argument_type(argv));
    if (!pkl_codecs_errors(&argv[1]) || !ordered(&codec, argc > 2 ? &argv[2] : &none)) return false;
    return pkl_codec_encode(argv, &codec, &argv[1], &bytes) && pkl_codecs_pair(&bytes, pkl_str_length(pkl_str(argv)));
}

/* (bytes, errors, …) with a codec: (text, consumed) */
static bool decode_with(const PklCodec* codec, py_Ref argv, py_Ref final, PklDecoding* how) {
    py_TValue text;
    c11_sv data;
    int whole = codec->encoding >= PKL_LATIN1 ? 1 : final->type == tp_nil ? 0 : py_bool(final);
    if (whole < 0 || !pkl_bytes_like(argv, &data) || !pkl_codecs_errors(&argv[1])) return false;
    how->partial = !whole;
    return pkl_codec_decode(argv, codec, &argv[1], how, &text) && pkl_codecs_pair(&text, how->consumed);
}

static bool named_decode(int argc, py_Ref argv) {
    PklCodec codec = CODECS[pkl_running_row(FUNCTIONS) - CODEC_COUNT];
    PklDecoding how = {0};
    return (void)argc, decode_with(&codec, argv, codec.encoding >= PKL_LATIN1 ? py_NIL() : &argv[2], &how);
}

/* utf_16_ex_decode(data, errors=None, byteorder=0, final=False): (text, consumed, byteorder) */
static bool ex_decode(py_Ref argv, PklCodec codec) {
    py_TValue all[3];
    PklDecoding how = {0};
    int64_t order = 0;
    if (!pkl_size_argument(&argv[2], 0, &order)) return false;
    if (!ordered(&codec, &argv[2]) || !decode_with(&codec, argv, &argv[3], &how)) return false;
    memcpy(all, pkl_tuple_items(py_retval()), 2 * sizeof *all);
    py_newint(&all[2], order ? order : how.order);
    pkl_new_tuple(py_retval(), all, 3);
    return true;
}

static bool utf_16_ex_decode(int argc, py_Ref argv) { return (void)argc, ex_decode(argv, CODECS[UTF16_CODEC]); }
static bool utf_32_ex_decode(int argc, py_Ref argv) { return (void)argc, ex_decode(argv, CODECS[UTF32_CODEC]); }

/* readbuffer_encode(data, errors=None): bytes */
static bool readbuffer_encode(int argc, py_Ref argv) {
    (void)argc;
    c11_sv data;
    py_TValue bytes;
    if (!pkl_codecs_errors(&argv[1]) || !pkl_codecs_data(argv, &data)) return false;
    memcpy(pkl_new_bytes(&bytes, data.size)->data, data.data, (size_t)data.size);
    return pkl_codecs_pair(&bytes, data.size);
}

#define ENCODE(name) {name "_encode", named_encode, "($module, str, errors=None, /)", PKL_RANGE, PKL_FUNCTION, 1, 2}
#define ENCODE_EX(name) {name "_encode", named_encode, "($module, str, errors=None, byteorder=0, /)", PKL_RANGE, PKL_FUNCTION, 1, 3}
#define DECODE(name) {name "_decode", named_decode, "($module, data, errors=None, final=False, /)", PKL_RANGE, PKL_FUNCTION, 1, 3}
#define DECODE_BYTES(name) {name "_decode", named_decode, "($module, data, errors=None, /)", PKL_RANGE, PKL_FUNCTION, 1, 2}
#define DECODE_EX(name, function) {name "_ex_decode", function, "($module, data, errors=None, byteorder=0, final=False, /)", PKL_RANGE, PKL_FUNCTION, 1, 4}
#define ONE(name, function, argument) {name, function, "($module, " argument ", /)", PKL_O, PKL_FUNCTION, 1, 1}

static const PklMethod FUNCTIONS[] = {
    ENCODE("utf_8"), ENCODE_EX("utf_16"), ENCODE("utf_16_le"), ENCODE("utf_16_be"), ENCODE_EX("utf_32"), ENCODE("utf_32_le"), ENCODE("utf_32_be"), ENCODE("latin_1"), ENCODE("ascii"),
    DECODE("utf_8"), DECODE("utf_16"), DECODE("utf_16_le"), DECODE("utf_16_be"), DECODE("utf_32"), DECODE("utf_32_le"), DECODE("utf_32_be"), DECODE_BYTES("latin_1"), DECODE_BYTES("ascii"),
    DECODE_EX("utf_16", utf_16_ex_decode), DECODE_EX("utf_32", utf_32_ex_decode),
    {"readbuffer_encode", readbuffer_encode, "($module, data, errors=None, /)", PKL_RANGE, PKL_FUNCTION, 1, 2},
    ONE("register", codec_register, "search_function"), ONE("unregister", codec_unregister, "search_function"), ONE("lookup", codec_lookup, "encoding"),
    ONE("lookup_error", lookup_error, "name"), ONE("_unregister_error", unregister_error, "errors"),
    {"register_error", register_error, "($module, errors, handler, /)", PKL_RANGE, PKL_FUNCTION, 2, 2},
    {"encode", codec_encode, "($module, /, obj, encoding='utf-8', errors='strict')", PKL_CLINIC, PKL_FUNCTION, 1, 3},
    {"decode", codec_decode, "($module, /, obj, encoding='utf-8', errors='strict')", PKL_CLINIC, PKL_FUNCTION, 1, 3},
    {0},
};

void pkl_library__codecs(PyModule* module) {
    pkl_register_functions(module, FUNCTIONS);
    pkl_register_functions(module, pkl_codecs_escapes);
    pkl_register_functions(module, pkl_codecs_maps);
}
