/* The values of numbers and of the text of strings. */
#include "../../numbers/floats.h"
#include "../parser/parser.h"

enum { DECIMAL_DIGITS_MAX = 4300 }; /* as CPython's sys.set_int_max_str_digits has it at the start */

/* ---- Numbers ---- */

static int digit_value(char c) { return c <= '9' ? c - '0' : (c | 0x20) - 'a' + 10; }

static bool is_real(const char* text, int base) {
    if(base == 16) return false;
    return strpbrk(text, ".eEjJ") != NULL;
}

static void* too_many_digits(Parser* p, const Token* token, int size) {
    PklRange whole_line = {token->range.lineno, -1, token->range.end_lineno, -1};
    return pkl_raise_at(
        p, PKL_SYNTAX_ERROR, &whole_line,
        "Exceeds the limit (%d digits) for integer string conversion: value has %d digits; use "
        "sys.set_int_max_str_digits() to increase the limit - Consider hexadecimal for huge integer literals to avoid "
        "decimal conversion limits.",
        DECIMAL_DIGITS_MAX, size);
}

static void read_integer(PklConstant* constant, const char* digits, int base) {
    uint64_t value = 0;
    bool fits = true;
    for(const char* at = digits; *at; at++) {
        if(value > (INT64_MAX - (uint64_t)digit_value(*at)) / (uint64_t)base) fits = false;
        value = value * (uint64_t)base + (uint64_t)digit_value(*at);
    }
    constant->kind = fits ? PKL_INT : PKL_BIG_INT;
    constant->base = (uint8_t)base;
    if(fits) constant->integer = (int64_t)value;
    else constant->text = (PklText){digits, (int)strlen(digits)};
}

const PklConstant* pkl_number(Parser* p, const Token* token) {
    size_t size = (size_t)(token->end - token->start);
    PklConstant* constant = pkl_arena_take(p->arena, sizeof(PklConstant) + size + 1);
    if(!constant) return pkl_no_memory(p);
    char *text = (char*)(constant + 1), *out = text;
    for(const char* at = token->start; at < token->end; at++) {
        if(*at != '_') *out++ = *at;
    }
    int letter = text[0] == '0' ? text[1] | 0x20 : 0;
    int base = letter == 'x' ? 16 : letter == 'o' ? 8 : letter == 'b' ? 2 : 10;
    if(is_real(text, base)) {
        constant->kind = (out[-1] | 0x20) == 'j' ? PKL_IMAGINARY : PKL_FLOAT;
        pkl_float_scan(text, out, &constant->real);
        return constant;
    }
    if(base == 10 && out - text > DECIMAL_DIGITS_MAX) return too_many_digits(p, token, (int)(out - text));
    read_integer(constant, base == 10 ? text : text + 2, base);
    return constant;
}

/* ---- Text of strings ---- */

typedef struct Decoder {
    Parser* p;
    const Token* token;
    const char *start, *at, *end;
    char* out;
    bool bytes, warned;
} Decoder;

static void put(Decoder* d, uint32_t code) {
    if(d->bytes || code < 0x80) {
        *d->out++ = (char)code;
        return;
    }
    int more = code < 0x800 ? 1 : code < 0x10000 ? 2 : 3;
    static const uint8_t first[] = {0, 0xC0, 0xE0, 0xF0};
    *d->out++ = (char)(first[more] | code >> 6 * more);
    while(more-- > 0) *d->out++ = (char)(0x80 | (code >> 6 * more & 0x3F));
}

static void warn_escape(Decoder* d, const char* escape, bool octal) {
    if(d->warned || d->p->diagnose || ((escape[0] == '{' || escape[0] == '}') && d->token->type != T_STRING)) return;
    d->warned = true;
    PklRange at = d->token->range;
    const char* line = d->token->start - at.col_offset;
    for(const char* c = d->token->start; c < escape; c++) {
        if(*c == '\n') at.lineno++, line = c + 1;
    }
    int size = octal ? 3 : 1;
    at.end_lineno = at.lineno;
    at.col_offset = (int)(escape - 1 - line);
    at.end_col_offset = at.col_offset + 1 + size;
    pkl_warn_range(d->p, &at,
                   "\"\\%.*s\" is an invalid %sescape sequence. Such sequences will not work in the future. "
                   "Did you mean \"\\\\%.*s\"? A raw string is also an option.",
                   size, escape, octal ? "octal " : "", size, escape);
}

/* CPython tells positions in a text that has `\U` and eight digits for each character beyond ASCII. */
static int position(const Decoder* d, const char* place) {
    int count = 0;
    for(const char* at = d->start; at < place; at++) {
        unsigned char c = (unsigned char)*at;
        count += c < 0x80 || d->bytes ? 1 : c < 0xC0 ? 0 : 10;
        if(c == '\\' && ++at < place) count += (unsigned char)*at < 0x80 ? 1 : 15;
    }
    return count;
}

static bool undecodable(Decoder* d, const char* backslash, const char* why) {
    int from = position(d, backslash), to = position(d, d->at) - 1;
    if(d->bytes) return pkl_raise_here(d->p, "(value error) invalid \\x escape at position %d", from);
    if(from == to) {
        return pkl_raise_here(d->p, "(unicode error) 'unicodeescape' codec can't decode byte 0x5c in position %d: %s",
                              from, why);
    }
    return pkl_raise_here(d->p, "(unicode error) 'unicodeescape' codec can't decode bytes in position %d-%d: %s", from,
                          to, why);
}

static bool is_hex(char c) { return (c >= '0' && c <= '9') || ((c | 0x20) >= 'a' && (c | 0x20) <= 'f'); }

static bool hexadecimal(Decoder* d, const char* backslash, int digits, const char* why) {
    uint32_t code = 0;
    for(; digits > 0 && d->at < d->end && is_hex(*d->at); digits--) code = code << 4 | (uint32_t)digit_value(*d->at++);
    if(digits > 0) return undecodable(d, backslash, why);
    if(code > 0x10FFFF) return undecodable(d, backslash, "illegal Unicode character");
    put(d, code);
    return true;
}

static bool named(Decoder* d, const char* backslash) {
    static const char malformed[] = "malformed \\N character escape";
    if(d->at == d->end || *d->at != '{') return undecodable(d, backslash, malformed);
    const char* name = ++d->at;
    while(d->at < d->end && *d->at != '}') d->at++;
    if(d->at == d->end || d->at == name) return undecodable(d, backslash, malformed);
    int32_t code = pkl_character_named(name, (int)(d->at++ - name));
    if(code < 0) return undecodable(d, backslash, "unknown Unicode character name");
    put(d, (uint32_t)code);
    return true;
}

static void octal(Decoder* d) {
    const char* digits = d->at - 1;
    uint32_t code = (uint32_t)(digits[0] - '0');
    for(int i = 1; i < 3 && d->at < d->end && *d->at >= '0' && *d->at <= '7'; i++)
        code = code * 8 + (uint32_t)(*d->at++ - '0');
    if(code > 0xFF) warn_escape(d, digits, true);
    put(d, code);
}

/* The backslash was read, and is not the last character. */
static bool escape(Decoder* d) {
    static const char letters[] = "abfnrtv\\'\"", values[] = "\a\b\f\n\r\t\v\\'\"";
    const char* backslash = d->at - 1;
    char c = *d->at++;
    const char* letter = c ? strchr(letters, c) : NULL;
    if(letter) put(d, (unsigned char)values[letter - letters]);
    else if(c >= '0' && c <= '7') octal(d);
    else if(c == 'x') return hexadecimal(d, backslash, 2, "truncated \\xXX escape");
    else if(c == 'u' && !d->bytes) return hexadecimal(d, backslash, 4, "truncated \\uXXXX escape");
    else if(c == 'U' && !d->bytes) return hexadecimal(d, backslash, 8, "truncated \\UXXXXXXXX escape");
    else if(c == 'N' && !d->bytes) return named(d, backslash);
    else if(c != '\n') {
        *d->out++ = '\\';
        d->at--;
        if((unsigned char)c < 0x80) warn_escape(d, d->at, false);
    }
    return true;
}

static bool decode_escapes(Decoder* d) {
    while(d->at < d->end) {
        unsigned char c = (unsigned char)*d->at++;
        if(c == '\\' && d->at < d->end) {
            if(!escape(d)) return false;
            continue;
        }
        *d->out++ = (char)c;
    }
    return true;
}

bool pkl_decode(Parser* p, const char* start, const char* end, bool bytes, bool raw, const Token* token,
                PklConstant* out) {
    size_t size = (size_t)(end - start);
    char* text = pkl_arena_take(p->arena, size + 1);
    if(!text) return pkl_no_memory(p);
    Decoder decoder = {.p = p, .token = token, .start = start, .at = start, .end = end, .out = text, .bytes = bytes};
    if(raw) decoder.out = (char*)memcpy(text, start, size) + size;
    else if(!decode_escapes(&decoder)) return false;
    out->kind = bytes ? PKL_BYTES : PKL_STR;
    out->text = (PklText){text, (int)(decoder.out - text)};
    return true;
}
