/* json.loads: a JSON parser (RFC 8259, and CPython's NaN, Infinity and -Infinity).
 *
 * Upstream hands the text to its Python compiler, which rejects valid JSON (large arrays, surrogate escapes), accepts
 * Python expressions (and evaluates them), and recurses without a limit. Errors are ValueError with CPython's messages;
 * depth is limited by the native-stack budget; integers beyond 64 bits become floats. Values under construction are on
 * the value stack, where the collector marks them. */
#include "guard.h"
#include "interpreter_access.h"
#include "pkw.h"

#include <math.h>
#include <string.h>

enum { COST_LEVEL_BYTES = 700 };

typedef struct {
    const char* text;
    const char* at;
} Reader;

static bool read_value(Reader* in);

static bool fail(const Reader* in, const char* at, const char* what) {
    int line = 1;
    const char* line_start = in->text;
    for(const char* c = in->text; c < at; c++) {
        if(*c != '\n') continue;
        line++;
        line_start = c + 1;
    }
    return ValueError("%s: line %d column %d (char %d)", what, line, (int)(at - line_start) + 1, (int)(at - in->text));
}

static void skip_space(Reader* in) {
    while(*in->at == ' ' || *in->at == '\t' || *in->at == '\n' || *in->at == '\r') in->at++;
}

/* ---- numbers, words ----------------------------------------------------- */

static bool is_digit(char c) { return c >= '0' && c <= '9'; }

static const char* skip_digits(const char* at) {
    while(is_digit(*at)) at++;
    return at;
}

/* The end of the number at `at`, or NULL. */
static const char* number_end(const char* at, bool* is_integer) {
    if(*at == '-') at++;
    if(!is_digit(*at)) return NULL;
    at = *at == '0' ? at + 1 : skip_digits(at);
    *is_integer = true;
    if(*at == '.' && is_digit(at[1])) {
        at = skip_digits(at + 1);
        *is_integer = false;
    }
    const char* exponent = at + 1 + (at[0] && (at[1] == '+' || at[1] == '-'));
    if((*at == 'e' || *at == 'E') && is_digit(*exponent)) {
        at = skip_digits(exponent);
        *is_integer = false;
    }
    return at;
}

static bool fits_64_bits(const char* digits, int64_t* out) {
    bool negative = *digits == '-';
    uint64_t limit = (uint64_t)INT64_MAX + negative, value = 0;
    for(const char* c = digits + negative; is_digit(*c); c++) {
        uint64_t digit = (uint64_t)(*c - '0');
        if(value > (limit - digit) / 10) return false;
        value = value * 10 + digit;
    }
    *out = negative ? (int64_t)(0 - value) : (int64_t)value;
    return true;
}

static bool read_number(Reader* in) {
    bool is_integer;
    const char* end = number_end(in->at, &is_integer);
    if(!end) return fail(in, in->at, "Expecting value");
    int64_t integer;
    if(is_integer && fits_64_bits(in->at, &integer)) py_newint(py_retval(), integer);
    else py_newfloat(py_retval(), strtod1(in->at, NULL));
    in->at = end;
    return true;
}

static bool take_word(Reader* in, const char* word) {
    size_t length = strlen(word);
    if(strncmp(in->at, word, length) != 0) return false;
    in->at += length;
    return true;
}

static bool read_word(Reader* in) {
    if(take_word(in, "null")) py_newnone(py_retval());
    else if(take_word(in, "true")) py_newbool(py_retval(), true);
    else if(take_word(in, "false")) py_newbool(py_retval(), false);
    else if(take_word(in, "NaN")) py_newfloat(py_retval(), NAN);
    else if(take_word(in, "Infinity")) py_newfloat(py_retval(), INFINITY);
    else if(take_word(in, "-Infinity")) py_newfloat(py_retval(), -INFINITY);
    else return read_number(in);
    return true;
}

/* ---- strings ------------------------------------------------------------ */

static int hex_value(char c) {
    if(is_digit(c)) return c - '0';
    if(c >= 'a' && c <= 'f') return c - 'a' + 10;
    if(c >= 'A' && c <= 'F') return c - 'A' + 10;
    return -1;
}

/* Four hexadecimal digits, or -1. */
static int read_hex4(const char* at) {
    int value = 0;
    for(int i = 0; i < 4; i++) {
        int digit = hex_value(at[i]);
        if(digit < 0) return -1;
        value = value * 16 + digit;
    }
    return value;
}

static char* write_utf8(char* out, int code) {
    if(code < 0x80) {
        *out++ = (char)code;
        return out;
    }
    int tails = code >= 0x10000 ? 3 : code >= 0x800 ? 2 : 1;
    static const int leads[] = {0, 0xC0, 0xE0, 0xF0};
    *out++ = (char)(leads[tails] | (code >> (6 * tails)));
    while(tails-- > 0) *out++ = (char)(0x80 | ((code >> (6 * tails)) & 0x3F));
    return out;
}

/* `\uXXXX`, or a surrogate pair of them. A lone surrogate has no UTF-8 form and becomes U+FFFD. */
static bool read_unicode(Reader* in, char** out) {
    int code = read_hex4(in->at);
    if(code < 0) return fail(in, in->at, "Invalid \\uXXXX escape");
    in->at += 4;
    if(code >= 0xD800 && code < 0xDC00 && in->at[0] == '\\' && in->at[1] == 'u') {
        int low = read_hex4(in->at + 2);
        if(low >= 0xDC00 && low < 0xE000) {
            code = 0x10000 + ((code - 0xD800) << 10) + (low - 0xDC00);
            in->at += 6;
        }
    }
    if(code >= 0xD800 && code < 0xE000) code = 0xFFFD;
    *out = write_utf8(*out, code);
    return true;
}

static bool read_escape(Reader* in, char** out) {
    static const char names[] = "\"\\/bfnrt";
    static const char values[] = "\"\\/\b\f\n\r\t";
    char c = *in->at++;
    if(c == 'u') return read_unicode(in, out);
    const char* known = c ? strchr(names, c) : NULL;
    if(!known) return fail(in, in->at - 2, "Invalid \\escape");
    *(*out)++ = values[known - names];
    return true;
}

static bool read_characters(Reader* in, const char* start, char* out, char** out_end) {
    while(*in->at != '"') {
        unsigned char c = (unsigned char)*in->at;
        if(c == '\0') return fail(in, start, "Unterminated string starting at");
        if(c < 0x20) return fail(in, in->at, "Invalid control character at");
        in->at++;
        if(c != '\\') *out++ = (char)c;
        else if(!read_escape(in, &out)) return false;
    }
    in->at++;
    *out_end = out;
    return true;
}

/* No escape is shorter than what it decodes to, so the length of the text is enough. */
static size_t string_room(const char* at) {
    const char* end = at;
    while(*end && *end != '"') end += (*end == '\\' && end[1]) ? 2 : 1;
    return (size_t)(end - at);
}

static bool read_string(Reader* in) {
    const char* start = in->at++;
    char* buffer = py_malloc(string_room(in->at) + 1);
    char* end;
    bool ok = read_characters(in, start, buffer, &end);
    if(ok) py_newstrv(py_retval(), (c11_sv){buffer, (int)(end - buffer)});
    py_free(buffer);
    return ok;
}

/* ---- arrays, objects ---------------------------------------------------- */

/* After an element: true when another must follow, false at the end or on an error (then *ok is false). */
static bool more(Reader* in, char close, bool* ok) {
    skip_space(in);
    if(*in->at == ',') {
        in->at++;
        return true;
    }
    if(*in->at == close) in->at++;
    else *ok = fail(in, in->at, "Expecting ',' delimiter");
    return false;
}

static bool read_array(Reader* in) {
    in->at++;
    py_newlist(py_pushtmp());
    bool ok = true;
    skip_space(in);
    if(*in->at == ']') in->at++;
    else do {
            ok = read_value(in);
            if(ok) py_list_append(py_peek(-1), py_retval());
        } while(ok && more(in, ']', &ok));
    py_assign(py_retval(), py_peek(-1));
    py_pop();
    return ok;
}

static bool read_pair(Reader* in) {
    skip_space(in);
    if(*in->at != '"') {
        return fail(in, in->at, "Expecting property name enclosed in double quotes");
    }
    if(!read_string(in)) return false;
    py_push(py_retval());
    skip_space(in);
    bool ok = *in->at == ':' || fail(in, in->at, "Expecting ':' delimiter");
    if(ok) {
        in->at++;
        ok = read_value(in);
    }
    if(ok) {
        py_push(py_retval());
        ok = py_dict_setitem(py_peek(-3), py_peek(-2), py_peek(-1));
        py_pop();
    }
    py_pop();
    return ok;
}

static bool read_object(Reader* in) {
    in->at++;
    py_newdict(py_pushtmp());
    bool ok = true;
    skip_space(in);
    if(*in->at == '}') in->at++;
    else do {
            ok = read_pair(in);
        } while(ok && more(in, '}', &ok));
    py_assign(py_retval(), py_peek(-1));
    py_pop();
    return ok;
}

/* Parses one value into py_retval(). */
static bool read_value(Reader* in) {
    skip_space(in);
    if(*in->at == '"') return read_string(in);
    if(*in->at != '[' && *in->at != '{') return read_word(in);
    if(pkw_vm_stack_is_full()) return pkw_refuse_recursion();
    if(!pkw_recursion_enter(1, COST_LEVEL_BYTES)) return false;
    bool ok = *in->at == '[' ? read_array(in) : read_object(in);
    pkw_recursion_leave(1, COST_LEVEL_BYTES);
    return ok;
}

bool py_json_loads(const char* source) {
    Reader in = {.text = source, .at = source};
    if(!read_value(&in)) return false;
    skip_space(&in);
    if(*in.at) return fail(&in, in.at, "Extra data");
    return true;
}
