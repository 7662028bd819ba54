/* The module zlib: check sums and constants. */
#include "streams.h"

#include <string.h>

/* zlib's own function has tables of 40 KB; deflate and inflate call it for gzip's check sum. */
uLong ZEXPORT crc32(uLong crc, const Bytef* data, uInt size) { return data ? pkl_crc32(data, size, (uint32_t)crc) : 0; }

static bool sum(int argc, py_Ref argv, uint32_t value, bool crc) {
    c11_sv data;
    py_TValue plain, mask = {.type = tp_int, ._i64 = UINT32_MAX};
    if (!pkl_bytes_like(argv, &data)) return false;
    if (argc > 1) {
        if (!pkl_to_int(&argv[1], &plain) || !pkl_int_bitwise(&plain, &mask, '&', &plain) || !pkl_bytes_like(argv, &data)) return false;
        value = (uint32_t)plain._i64;
    }
    if (!pkl_tick(data.size / 256)) return false;
    return pkl_return_int((int64_t)(crc ? pkl_crc32(data.data, (size_t)data.size, value) : (uint32_t)adler32(value, (const Bytef*)data.data, (uInt)data.size)));
}

/* crc32(data, value=0, /); adler32(data, value=1, /) */
static bool crc32_of(int argc, py_Ref argv) { return sum(argc, argv, 0, true); }
static bool adler32_of(int argc, py_Ref argv) { return sum(argc, argv, 1, false); }

static const PklMethod SUMS[] = {
    {"adler32", adler32_of, "($module, data, value=1, /)", PKL_RANGE, PKL_FUNCTION, 1, 2},
    {"crc32", crc32_of, "($module, data, value=0, /)", PKL_RANGE, PKL_FUNCTION, 1, 2},
    {0},
};

static const struct {
    const char* name;
    int value;
} NUMBERS[] = {
    {"DEFLATED", Z_DEFLATED},
    {"DEF_BUF_SIZE", CHUNK},
    {"DEF_MEM_LEVEL", 8},
    {"MAX_WBITS", MAX_WBITS},
    {"Z_BEST_COMPRESSION", Z_BEST_COMPRESSION},
    {"Z_BEST_SPEED", Z_BEST_SPEED},
    {"Z_BLOCK", Z_BLOCK},
    {"Z_DEFAULT_COMPRESSION", Z_DEFAULT_COMPRESSION},
    {"Z_DEFAULT_STRATEGY", Z_DEFAULT_STRATEGY},
    {"Z_FILTERED", Z_FILTERED},
    {"Z_FINISH", Z_FINISH},
    {"Z_FIXED", Z_FIXED},
    {"Z_FULL_FLUSH", Z_FULL_FLUSH},
    {"Z_HUFFMAN_ONLY", Z_HUFFMAN_ONLY},
    {"Z_NO_COMPRESSION", Z_NO_COMPRESSION},
    {"Z_NO_FLUSH", Z_NO_FLUSH},
    {"Z_PARTIAL_FLUSH", Z_PARTIAL_FLUSH},
    {"Z_RLE", Z_RLE},
    {"Z_SYNC_FLUSH", Z_SYNC_FLUSH},
    {"Z_TREES", Z_TREES},
};

void pkl_library_zlib(PyModule* module) {
    pkl_library_types(module, pkl_zlib_types);
    pkl_register_functions(module, pkl_zlib_compress_functions);
    pkl_register_functions(module, pkl_zlib_decompress_functions);
    pkl_register_functions(module, SUMS);
    for (unsigned i = 0; i < sizeof NUMBERS / sizeof *NUMBERS; i++) pkl_library_set_int(module, NUMBERS[i].name, NUMBERS[i].value);
    pkl_library_set_str(module, "ZLIB_VERSION", ZLIB_VERSION);
    pkl_library_set_str(module, "ZLIB_RUNTIME_VERSION", ZLIB_VERSION);
    pkl_library_set_str(module, "__version__", "1.0");
}
