/* Corrections to functions of pocketpy's own modules that end the runtime on bad
 * input. Each checks first, then does what upstream's does. */
#include "modules.h"

#include "pkw.h"

#ifdef PK_BUILD_MODULE_LZ4
#include "lz4/lib/lz4.h"

#include <string.h>

enum { LZ4_HEADER_BYTES = 4, LZ4_RATIO_MAX = 255 };

/* lz4.decompress(data: bytes) -> bytes; upstream asserts that the size in the
 * header is the true one, and allocates whatever it says */
static bool lz4_decompress(int argc, py_Ref argv) {
    PY_CHECK_ARGC(1);
    PY_CHECK_ARG_TYPE(0, tp_bytes);
    int total;
    const char* data = (const char*)py_tobytes(argv, &total);
    if(total < LZ4_HEADER_BYTES) return ValueError("invalid LZ4 data");
    uint32_t size;
    memcpy(&size, data, sizeof(size));
    int packed = total - LZ4_HEADER_BYTES;
    bool possible = size <= (uint64_t)packed * LZ4_RATIO_MAX && size < INT32_MAX;
    if(!possible) return ValueError("invalid LZ4 data");
    char* out = (char*)py_newbytes(py_pushtmp(), (int)size);
    int done = LZ4_decompress_safe(data + LZ4_HEADER_BYTES, out, packed, (int)size);
    py_assign(py_retval(), py_peek(-1));
    py_pop();
    return done == (int)size ? true : ValueError("LZ4 decompression failed");
}

void pkw_modules_install(void) {
    py_Ref module = py_getmodule("lz4");
    if(module) py_bindfunc(module, "decompress", lz4_decompress);
}

#else

void pkw_modules_install(void) {}

#endif
