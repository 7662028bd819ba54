/*
 * Codecs and error handlers that programs register. The encodings of codecs.h are found without it; for others the package `encodings` is imported, which
 * registers a search function.
 */
#include "../../errors/errors.h"
#include "../../machine/machine.h"
#include "codecs.h"

#include <string.h>

/* The handlers that are there: without the end "_errors" of their functions' names. */
static void add_handlers(PyDict* handlers) {
    py_TValue place;
    PyModule* module = pkl_new_module(&place, pkl_name_str(py_name("_codecs")));
    pkl_register_functions(module, pkl_handler_functions);
    for (const PklMethod* method = pkl_handler_functions; method->name; method++) {
        size_t size = strlen(method->name) - strlen("_errors");
        if (strcmp(method->name + size, "_errors")) size += strlen("_errors");
        py_Ref function = pkl_dict_get_name(module->dict, pkl_name_str(py_name(method->name)));
        pkl_dict_set_name(handlers, pkl_interned(method->name, (int)size), function);
    }
}

py_TValue* pkl_codecs(void) {
    py_TValue* registry = &pkl_vm->codecs;
    if (registry->type != tp_nil) return PKL_SLOTS(registry->_obj);
    py_TValue* slots = PKL_SLOTS(pkl_new_slots(registry, tp_tuple, PKL_CODECS_SLOTS));
    pkl_new_list(&slots[PKL_CODECS_SEARCH], 0);
    pkl_new_dict(&slots[PKL_CODECS_FOUND]);
    add_handlers(pkl_new_dict(&slots[PKL_CODECS_HANDLERS]));
    return slots;
}

/* ---- codecs ---------------------------------------------------------------------------------------------------- */

bool pkl_codec_plain_name(c11_sv name, py_OutRef out) {
    PklBuilder builder;
    bool between = false;
    pkl_builder_start(&builder);
    for (int i = 0; i < name.size; i++) {
        char c = name.data[i], lower = (char)(c | 0x20);
        bool letter = lower >= 'a' && lower <= 'z', kept = letter || (c >= '0' && c <= '9') || c == '.';
        if (kept && between && builder.size > 0) pkl_put_char(&builder, '_');
        if (kept) pkl_put_char(&builder, letter ? lower : c);
        between = !kept;
    }
    return pkl_builder_str(&builder, out);
}

static bool unknown(py_Ref encoding) { return pkl_raise(tp_LookupError, "unknown encoding: %v", pkl_text(encoding)); }

/* Asks the search functions; `plain` lies on the native stack. */
static bool search(py_Ref encoding, py_TValue* plain, py_OutRef out) {
    py_TValue functions = pkl_codecs()[PKL_CODECS_SEARCH];
    if (py_getmodule("encodings") == NULL && py_import("encodings") < 0) return false;
    for (int i = 0; i < py_list_len(&functions); i++) {
        py_TValue function = *py_list_getitem(&functions, i);
        if (!pkl_call(&function, 1, plain)) return false;
        if (py_isnone(py_retval())) continue;
        if (!pkl_is_a(py_retval(), tp_tuple) || pkl_tuple_length(py_retval()) != 4) return pkl_raise(tp_TypeError, "codec search functions must return 4-tuples");
        *out = *py_retval();
        return pkl_dict_set(PKL_OBJECT(&pkl_codecs()[PKL_CODECS_FOUND], PyDict), plain, out);
    }
    return unknown(encoding);
}

bool pkl_codec_lookup(py_Ref encoding, py_OutRef out) {
    py_TValue *plain = py_pushtmp(), *name = py_pushtmp();
    bool failed = false, ok = true;
    *name = *encoding;
    if (memchr(pkl_text(encoding).data, 0, (size_t)pkl_text(encoding).size) != NULL) ok = pkl_raise(tp_ValueError, "embedded null character");
    ok = ok && pkl_codec_plain_name(pkl_text(encoding), plain);
    py_Ref found = ok ? pkl_dict_get(PKL_OBJECT(&pkl_codecs()[PKL_CODECS_FOUND], PyDict), plain, &failed) : NULL;
    if (found != NULL) *out = *found;
    else ok = ok && !failed && search(name, plain, out);
    py_shrink(2);
    return ok;
}

/* A codec for texts; its function of that index in `codec`. */
static bool text_codec(py_Ref encoding, int index, const char* function, py_TValue* codec) {
    if (!pkl_codec_lookup(encoding, codec)) return false;
    if (codec->type != tp_tuple) {
        if (pkl_get_attribute(codec, pkl_name_str(py_name("_is_text_encoding"))) < 0) return false;
        int text = py_bool(py_retval());
        if (text < 0) return false;
        if (!text) return pkl_raise(tp_LookupError, "'%v' is not a text encoding; use codecs.%s() to handle arbitrary codecs", pkl_text(encoding), function);
    }
    *codec = pkl_tuple_items(codec)[index];
    return true;
}

/* codec(value[, errors])[0] in py_retval(). */
static bool call_codec(py_TValue* codec, py_Ref value, py_Ref errors, const char* kind) {
    py_TValue arguments[2] = {*value, *errors};
    if (!pkl_call(codec, errors->type == tp_nil ? 1 : 2, arguments)) return false;
    if (!pkl_is_a(py_retval(), tp_tuple) || pkl_tuple_length(py_retval()) != 2) return pkl_raise(tp_TypeError, "%s must return a tuple (object%sinteger)", kind, kind[0] == 'e' ? ", " : ",");
    *py_retval() = pkl_tuple_items(py_retval())[0];
    return true;
}

static bool registered(py_Ref value, py_Ref encoding, py_Ref errors, bool encode, py_OutRef out) {
    static const struct { const char *function, *kind; } TEXTS[] = {{"decode", "decoder"}, {"encode", "encoder"}};
    py_TValue *codec = py_pushtmp(), name = *encoding;
    bool ok = text_codec(&name, encode ? 0 : 1, TEXTS[encode].function, codec) && call_codec(codec, value, errors, TEXTS[encode].kind);
    py_pop();
    if (ok && !pkl_is_a(py_retval(), encode ? tp_bytes : tp_str))
        ok = pkl_raise(tp_TypeError, "'%v' %s returned '%T' instead of '%s'; use codecs.%s() to %s to arbitrary types", pkl_text(&name), TEXTS[encode].kind, py_retval(), encode ? "bytes" : "str",
                       TEXTS[encode].function, TEXTS[encode].function);
    if (ok) *out = *py_retval();
    return ok;
}

bool pkl_registered_encode(py_Ref text, py_Ref encoding, py_Ref errors, py_OutRef out) { return registered(text, encoding, errors, true, out); }
bool pkl_registered_decode(py_Ref bytes, py_Ref encoding, py_Ref errors, py_OutRef out) { return registered(bytes, encoding, errors, false, out); }

/* ---- error handlers ---------------------------------------------------------------------------------------------- */

bool pkl_lookup_handler(py_Ref errors, py_OutRef out) {
    py_TValue strict = *pkl_name_ref(pkl_name_str(py_name("strict")));
    bool failed = false;
    py_Ref found = pkl_dict_get(PKL_OBJECT(&pkl_codecs()[PKL_CODECS_HANDLERS], PyDict), errors->type == tp_nil ? &strict : errors, &failed);
    if (found == NULL) return !failed && pkl_unknown_handler(errors);
    *out = *found;
    return true;
}

bool pkl_ask_handler(py_Ref errors, int64_t length, py_OutRef out, int64_t* place) {
    py_TValue handler, exception;
    pkl_exc_fetch(&exception);
    bool encode = pkl_is_a(&exception, tp_UnicodeEncodeError);
    if (!pkl_lookup_handler(errors, &handler) || !pkl_call(&handler, 1, &exception)) return false;
    py_TValue pair = *py_retval();
    bool fine = pkl_is_a(&pair, tp_tuple) && pkl_tuple_length(&pair) == 2;
    fine = fine && (pkl_is_str(pkl_tuple_items(&pair)) || (encode && pkl_is_a(pkl_tuple_items(&pair), tp_bytes)));
    if (!fine) return pkl_raise(tp_TypeError, "%scoding error handler must return (str%s, int) tuple", encode ? "en" : "de", encode ? "/bytes" : "");
    if (!pkl_index(&pkl_tuple_items(&pair)[1], place, true)) return false;
    int64_t from_end = *place < 0 ? *place + length : *place;
    if (from_end < 0 || from_end > length) return pkl_raise(tp_IndexError, "position %i from error handler out of bounds", *place < 0 ? from_end : *place);
    *place = from_end;
    *out = pkl_tuple_items(&pair)[0];
    return true;
}
