/* The module binascii: hexadecimal digits, check sums, and what the other files have. */
#include "binascii.h"

#include "../../language/text/bytes/bytes.h"

bool pkl_ascii_argument(py_Ref value, c11_sv* out) {
    if (!pkl_is_str(value)) {
        if (pkl_bytes_like(value, out)) return true;
        return pkl_exc_matches(tp_TypeError) ? pkl_raise(tp_TypeError, "argument should be bytes, buffer or ASCII string, not '%T'", value) : false;
    }
    *out = pkl_sv(pkl_str(value));
    for (int i = 0; i < out->size; i++) {
        if (out->data[i] & 0x80) return pkl_raise(tp_ValueError, "string argument should contain only ASCII characters");
    }
    return true;
}

/* ---- hexadecimal ------------------------------------------------------------------------------------------------- */

int pkl_hex_digit(unsigned char c) {
    if (c >= '0' && c <= '9') return c - '0';
    c |= 32;
    return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

/* hexlify(data, sep=<unrepresentable>, bytes_per_sep=1) */
static bool hexlify(int argc, py_Ref argv) {
    (void)argc;
    c11_sv data;
    if (!pkl_bytes_like(argv, &data) || !pkl_hex(data, &argv[1], &argv[2])) return false;
    py_TValue text = *py_retval();
    c11_sv digits = pkl_sv(pkl_str(&text));
    memcpy(pkl_new_bytes(py_retval(), digits.size)->data, digits.data, (size_t)digits.size);
    return true;
}

static bool unhexlify(int argc, py_Ref argv) {
    (void)argc;
    c11_sv data;
    if (!pkl_ascii_argument(argv, &data)) return false;
    if (data.size % 2) return pkl_binascii_error("Odd-length string");
    py_TValue made;
    unsigned char* to = pkl_new_bytes(&made, data.size / 2)->data;
    for (int i = 0; i < data.size; i += 2) {
        int high = pkl_hex_digit((unsigned char)data.data[i]), low = pkl_hex_digit((unsigned char)data.data[i + 1]);
        if (high < 0 || low < 0) return pkl_binascii_error("Non-hexadecimal digit found");
        *to++ = (unsigned char)(high << 4 | low);
    }
    return pkl_return(&made);
}

/* ---- check sums ----------------------------------------------------------------------------------------------------- */

/* The lowest 32 bits of an int. */
static bool low_bits(py_Ref value, uint32_t* out) {
    py_TValue plain, mask = {.type = tp_int, ._i64 = UINT32_MAX};
    if (!pkl_to_int(value, &plain) || !pkl_int_bitwise(&plain, &mask, '&', &plain)) return false;
    *out = (uint32_t)plain._i64;
    return true;
}

uint32_t pkl_crc32(const void* data, size_t size, uint32_t crc) {
    const unsigned char* bytes = data;
    uint32_t table[16];
    for (uint32_t i = 0; i < 16; i++) {
        table[i] = i;
        for (int k = 0; k < 4; k++) table[i] = table[i] >> 1 ^ (table[i] & 1 ? 0xedb88320u : 0);
    }
    crc = ~crc;
    for (size_t i = 0; i < size; i++) {
        crc ^= bytes[i];
        crc = crc >> 4 ^ table[crc & 15];
        crc = crc >> 4 ^ table[crc & 15];
    }
    return ~crc;
}

/* crc32(data, crc=0, /) */
static bool crc32(int argc, py_Ref argv) {
    c11_sv data;
    uint32_t crc = 0;
    if (!pkl_bytes_like(argv, &data) || (argc > 1 && !low_bits(&argv[1], &crc))) return false;
    if (!pkl_bytes_like(argv, &data) || !pkl_tick(data.size / 64)) return false; /* __index__ may have changed it */
    return pkl_return_int(pkl_crc32(data.data, (size_t)data.size, crc));
}

/* CRC-CCITT, by its polynomial 0x1021. */
static bool crc_hqx(int argc, py_Ref argv) {
    (void)argc;
    c11_sv data;
    uint32_t crc;
    if (!low_bits(&argv[1], &crc) || !pkl_bytes_like(argv, &data)) return false;
    crc &= 0xffff;
    for (int i = 0; i < data.size; i++) {
        crc ^= (uint32_t)(unsigned char)data.data[i] << 8;
        for (int k = 0; k < 8; k++) crc = (crc << 1 ^ (crc & 0x8000 ? 0x1021 : 0)) & 0xffff;
    }
    return pkl_return_int(crc);
}

static const PklMethod FUNCTIONS[] = {
    {"a2b_hex", unhexlify, "($module, hexstr, /)", PKL_O, PKL_FUNCTION, 1, 1},
    {"b2a_hex", hexlify, "($module, /, data, sep=<unrepresentable>, bytes_per_sep=1)", PKL_CLINIC, PKL_FUNCTION, 1, 3},
    {"crc32", crc32, "($module, data, crc=0, /)", PKL_RANGE, PKL_FUNCTION, 1, 2},
    {"crc_hqx", crc_hqx, "($module, data, crc, /)", PKL_RANGE, PKL_FUNCTION, 2, 2},
    {"hexlify", hexlify, "($module, /, data, sep=<unrepresentable>, bytes_per_sep=1)", PKL_CLINIC, PKL_FUNCTION, 1, 3},
    {"unhexlify", unhexlify, "($module, hexstr, /)", PKL_O, PKL_FUNCTION, 1, 1},
    {0},
};

static const PklTypeSpec TYPES[] = {
    {.id = tp_BinasciiError, .base = tp_ValueError, .name = "Error", .module = "binascii"},
    {.id = tp_BinasciiIncomplete, .base = tp_Exception, .name = "Incomplete", .module = "binascii"},
    {0},
};

void pkl_library_binascii(PyModule* module) {
    const PklMethod* const tables[] = {FUNCTIONS, pkl_binascii_base64, pkl_binascii_quoted};
    for (unsigned i = 0; i < sizeof tables / sizeof *tables; i++) pkl_register_functions(module, tables[i]);
    pkl_library_types(module, TYPES);
}
