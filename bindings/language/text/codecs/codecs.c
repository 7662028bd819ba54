/*
 * Encodings and error handlers by name; errors.
 */
#include "../../errors/errors.h"
#include "../../machine/machine.h"
#include "codecs.h"

#include <string.h>

/* Lower case, with one _ for everything between letters and digits; false where it is too long to be one of ours. */
static bool normalise(c11_sv name, char out[16]) {
    int size = 0;
    bool between = false;
    for (int i = 0; i < name.size; i++) {
        char c = name.data[i], lower = (char)(c | 0x20);
        bool digit = c >= '0' && c <= '9', letter = lower >= 'a' && lower <= 'z';
        if (!digit && !letter) {
            between = true;
            continue;
        }
        if (size > 12) return false;
        if (between && size > 0) out[size++] = '_';
        between = false;
        out[size++] = digit ? c : lower;
    }
    out[size] = 0;
    return size > 0;
}

typedef struct Alias {
    const char* names; /* each between blanks */
    PklCodec codec;
} Alias;

static const Alias aliases[] = {
    {" utf_8 utf8 u8 utf cp65001 utf8_ucs2 utf8_ucs4 ", {PKL_UTF8, false, false, "utf-8"}},
    {" utf_8_sig utf8_sig ", {PKL_UTF8, false, true, "utf-8"}},
    {" utf_16 utf16 u16 ", {PKL_UTF16, false, true, "utf-16"}},
    {" utf_16_le utf_16le utf16_le utf16le unicodelittleunm ", {PKL_UTF16, false, false, "utf-16-le"}},
    {" utf_16_be utf_16be utf16_be utf16be unicodebigunmark ", {PKL_UTF16, true, false, "utf-16-be"}},
    {" utf_32 utf32 u32 ", {PKL_UTF32, false, true, "utf-32"}},
    {" utf_32_le utf_32le utf32_le utf32le ", {PKL_UTF32, false, false, "utf-32-le"}},
    {" utf_32_be utf_32be utf32_be utf32be ", {PKL_UTF32, true, false, "utf-32-be"}},
    {" latin_1 latin1 latin l1 iso_8859_1 iso8859_1 iso8859 8859 cp819 iso_ir_100 csisolatin1 ibm819 ", {PKL_LATIN1, false, false, "latin-1"}},
    {" ascii us_ascii us 646 ansi_x3_4_1968 iso646_us iso_646_irv cp367 ibm367 csascii ", {PKL_ASCII, false, false, "ascii"}},
};

static bool wrong_type(const char* function, const char* argument, py_Ref value) {
    return pkl_raise(tp_TypeError, "%s() argument '%s' must be str, not %s", function, argument, pkl_argument_type(value));
}

/* Names are passed as UTF-8 that ends with a NUL. */
static bool check_name(py_Ref name) {
    c11_sv text = pkl_text(name);
    py_TValue none = {0}, bytes;
    if (memchr(text.data, 0, (size_t)text.size) != NULL) return pkl_raise(tp_ValueError, "embedded null character");
    return pkl_str_length(pkl_str(name)) == text.size || pkl_text_encode(name, &none, &none, &bytes);
}

bool pkl_codec(py_Ref encoding, const char* function, PklCodec* out) {
    *out = aliases[0].codec;
    if (encoding->type == tp_nil) return true;
    if (!pkl_is_str(encoding)) return wrong_type(function, "encoding", encoding);
    c11_sv name = pkl_text(encoding);
    if (!check_name(encoding)) return false;
    char plain[20];
    plain[0] = ' ';
    if (normalise(name, plain + 1)) {
        strcat(plain, " ");
        for (size_t i = 0; i < sizeof aliases / sizeof *aliases; i++)
            if (memmem(aliases[i].names, strlen(aliases[i].names), plain, strlen(plain)) != NULL) return *out = aliases[i].codec, true;
    }
    return pkl_raise(tp_LookupError, "unknown encoding: %v", name);
}

bool pkl_error_handler(py_Ref errors, const char* function, PklErrorHandler* out) {
    static const char* const names[] = {"strict", "ignore", "replace", "backslashreplace", "surrogateescape", "surrogatepass", "xmlcharrefreplace", "namereplace"};
    *out = PKL_STRICT;
    if (errors->type == tp_nil) return true;
    if (!pkl_is_str(errors)) return wrong_type(function, "errors", errors);
    if (!check_name(errors)) return false;
    while (*out < PKL_UNKNOWN_HANDLER && strcmp(names[*out], py_tostr(errors)) != 0) ++*out;
    return true;
}

bool pkl_unknown_handler(py_Ref errors) { return pkl_raise(tp_LookupError, "unknown error handler name '%v'", pkl_text(errors)); }

bool pkl_codec_error(py_Type type, const char* encoding, py_Ref object, int64_t start, int64_t end, const char* reason) {
    py_TValue arguments[5];
    py_newstr(&arguments[0], encoding);
    arguments[1] = *object;
    py_newint(&arguments[2], start);
    py_newint(&arguments[3], end);
    py_newstr(&arguments[4], reason);
    py_TValue exception;
    return pkl_new_exception(&exception, type, arguments, 5) && pkl_raise_value(&exception, NULL);
}

/* str.encode(encoding='utf-8', errors='strict') */
static bool str_encode(int argc, py_Ref argv) { return (void)argc, pkl_text_encode(&argv[0], &argv[1], &argv[2], py_retval()); }

const PklMethod pkl_encode_methods[] = {
    {"encode", str_encode, "($self, /, encoding='utf-8', errors='strict')", PKL_CLINIC, PKL_METHOD, 0, 2},
    {0},
};
