/* Base64 and uuencoding. */
#include "binascii.h"

static const char ALPHABET[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

/* ---- base64 --------------------------------------------------------------------------------------------------- */

static int value_of(unsigned char c) {
    if (c >= 'A' && c <= 'Z') return c - 'A';
    if (c >= 'a' && c <= 'z') return c - 'a' + 26;
    if (c >= '0' && c <= '9') return c - '0' + 52;
    return c == '+' ? 62 : c == '/' ? 63 : -1;
}

/* b2a_base64(data, /, *, newline=True) */
static bool b2a_base64(int argc, py_Ref argv) {
    (void)argc;
    c11_sv data;
    int newline = argv[1].type ? py_bool(&argv[1]) : 1;
    if (newline < 0 || !pkl_bytes_like(argv, &data)) return false;
    int64_t size = ((int64_t)data.size + 2) / 3 * 4 + newline;
    if (size > INT32_MAX) return pkl_binascii_error("Too much data for base64 line");
    if (!pkl_reserve((uint64_t)size)) return false;
    const unsigned char* from = (const unsigned char*)data.data;
    unsigned char* to = pkl_new_bytes(py_retval(), (int)size)->data;
    for (int left = data.size; left > 0; left -= 3, from += 3) {
        uint32_t word = (uint32_t)from[0] << 16 | (left > 1 ? (uint32_t)from[1] << 8 : 0) | (left > 2 ? from[2] : 0u);
        for (int i = 0; i < 4; i++) *to++ = (unsigned char)(i > left ? '=' : ALPHABET[word >> (18 - 6 * i) & 63]);
    }
    if (newline) *to = '\n';
    return true;
}

typedef struct Decoder {
    unsigned char* to; /* where the next byte goes */
    int quad, left, pads; /* place in the four characters; bits that are left; how many = */
    bool padding, strict;
} Decoder;

static void add_six_bits(Decoder* decoder, int bits) {
    static const uint8_t SHIFT[] = {0, 4, 2, 0};
    int quad = decoder->quad;
    decoder->pads = 0;
    if (quad) *decoder->to++ = (unsigned char)(decoder->left << (2 * quad) | bits >> SHIFT[quad]);
    decoder->left = quad == 0 ? bits : bits & ((1 << SHIFT[quad]) - 1);
    decoder->quad = (quad + 1) % 4;
}

/* 1 go on, 0 the end, -1 error. */
static int decode_pad(Decoder* decoder, bool last) {
    decoder->padding = true;
    if (decoder->strict && decoder->quad == 0) return pkl_binascii_error("Excess padding not allowed"), -1;
    if (decoder->quad < 2 || decoder->quad + ++decoder->pads < 4) return 1;
    if (decoder->strict && !last) return pkl_binascii_error("Excess data after padding"), -1;
    return 0;
}

static int decode_one(Decoder* decoder, unsigned char c, bool last) {
    if (c == '=') return decode_pad(decoder, last);
    int bits = value_of(c);
    if (bits < 0) return decoder->strict ? (pkl_binascii_error("Only base64 data is allowed"), -1) : 1;
    if (decoder->strict && decoder->padding) return pkl_binascii_error("Discontinuous padding not allowed"), -1;
    add_six_bits(decoder, bits);
    return 1;
}

static bool decode(Decoder* decoder, c11_sv data, const unsigned char* start) {
    if (decoder->strict && data.size > 0 && data.data[0] == '=') return pkl_binascii_error("Leading padding not allowed");
    for (int i = 0; i < data.size; i++) {
        int state = decode_one(decoder, (unsigned char)data.data[i], i + 1 == data.size);
        if (state <= 0) return state == 0;
    }
    if (decoder->quad == 1)
        return pkl_binascii_error("Invalid base64-encoded string: number of data characters (%d) cannot be 1 more than a multiple of 4", (int)((decoder->to - start) / 3 * 4 + 1));
    return decoder->quad == 0 || pkl_binascii_error("Incorrect padding");
}

/* a2b_base64(data, /, *, strict_mode=False) */
static bool a2b_base64(int argc, py_Ref argv) {
    (void)argc;
    c11_sv data;
    int strict = argv[1].type ? py_bool(&argv[1]) : 0;
    if (strict < 0 || !pkl_ascii_argument(argv, &data)) return false;
    size_t room = (size_t)data.size / 4 * 3 + 4;
    if (!pkl_reserve(room * 2)) return false;
    unsigned char* start = pkl_buffer(room);
    Decoder decoder = {.to = start, .strict = strict};
    bool ok = decode(&decoder, data, start);
    if (ok) memcpy(pkl_new_bytes(py_retval(), (int)(decoder.to - start))->data, start, (size_t)(decoder.to - start));
    pkl_buffer_free(start, room);
    return ok;
}

/* ---- uuencoding -------------------------------------------------------------------------------------------------- */

/* b2a_uu(data, /, *, backtick=False) */
static bool b2a_uu(int argc, py_Ref argv) {
    (void)argc;
    c11_sv data;
    int backtick = argv[1].type ? py_bool(&argv[1]) : 0;
    if (backtick < 0 || !pkl_bytes_like(argv, &data)) return false;
    if (data.size > 45) return pkl_binascii_error("At most 45 bytes at once");
    char line[64], *to = line;
    const char zero = backtick ? '`' : ' ';
    *to++ = data.size ? (char)(' ' + data.size) : zero;
    for (int i = 0; i < data.size; i += 3) {
        uint32_t word = 0;
        for (int k = i; k < i + 3; k++) word = word << 8 | (k < data.size ? (unsigned char)data.data[k] : 0u);
        for (int shift = 18; shift >= 0; shift -= 6) *to++ = word >> shift & 63 ? (char)(' ' + (word >> shift & 63)) : zero;
    }
    *to++ = '\n';
    memcpy(pkl_new_bytes(py_retval(), (int)(to - line))->data, line, (size_t)(to - line));
    return true;
}

/* Six bits of a character; 0 where the line has ended, since spaces at its end get lost; -1 illegal. */
static int uu_bits(const char* at, const char* end) {
    if (at >= end || *at == '\n' || *at == '\r') return 0;
    unsigned char c = (unsigned char)*at;
    return c < ' ' || c > ' ' + 64 ? -1 : (c - ' ') & 63;
}

static bool a2b_uu(int argc, py_Ref argv) {
    (void)argc;
    c11_sv data;
    if (!pkl_ascii_argument(argv, &data)) return false;
    const char *at = data.data, *end = at + data.size;
    int size = ((data.size ? (unsigned char)*at : 0) - ' ') & 63, bits = 0, made = 0;
    unsigned char bytes[64];
    uint32_t left = 0;
    for (at += data.size > 0; made < size; at++) {
        int six = uu_bits(at, end);
        if (six < 0) return pkl_binascii_error("Illegal char");
        left = left << 6 | (uint32_t)six;
        bits += 6;
        if (bits < 8) continue;
        bits -= 8;
        bytes[made++] = (unsigned char)(left >> bits);
    }
    for (; at < end; at++) {
        if (!memchr(" `\n\r", *at, 4)) return pkl_binascii_error("Trailing garbage");
    }
    memcpy(pkl_new_bytes(py_retval(), size)->data, bytes, (size_t)size);
    return true;
}

const PklMethod pkl_binascii_base64[] = {
    {"a2b_base64", a2b_base64, "($module, data, /, *, strict_mode=False)", PKL_CLINIC, PKL_FUNCTION, 1, 1},
    {"a2b_uu", a2b_uu, "($module, data, /)", PKL_O, PKL_FUNCTION, 1, 1},
    {"b2a_base64", b2a_base64, "($module, data, /, *, newline=True)", PKL_CLINIC, PKL_FUNCTION, 1, 1},
    {"b2a_uu", b2a_uu, "($module, data, /, *, backtick=False)", PKL_CLINIC, PKL_FUNCTION, 1, 1},
    {0},
};
