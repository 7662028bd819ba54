/*
 * The module `lz4`: pocketpy's own two functions and format over the pinned LZ4 library, validated.
 *
 * The format: the size of the data as 32 bits, little-endian, then one LZ4 block. pocketpy 2.2.0's own decompress
 * trusts that size: one that is not the block's aborts the program, and one near 2**31 overflows its allocation. Here
 * the size must be one that the block can decompress to, and malformed input of any kind raises ValueError.
 *
 * Limits: data up to LZ4_MAX_INPUT_SIZE (about 2 GB); no streaming.
 */
#include "pocketpy.h"

#include "lz4/lib/lz4.h"

#include <stdbool.h>
#include <stdint.h>
#include <string.h>

#define HEADER_BYTES 4
/* The maximum compression ratio of an LZ4 block: what one length byte can encode. */
#define RATIO_MAX 255

static void store_size(unsigned char* at, uint32_t size) {
    for(int i = 0; i < HEADER_BYTES; i++) at[i] = (unsigned char)(size >> (8 * i));
}

static uint32_t load_size(const unsigned char* at) {
    uint32_t size = 0;
    for(int i = 0; i < HEADER_BYTES; i++) size |= (uint32_t)at[i] << (8 * i);
    return size;
}

static bool refuse_memory(int64_t count) {
    return py_exception(tp_RuntimeError, "not enough memory for %i bytes", count);
}

/* `count` uninitialized bytes in `out`, or NULL with an exception raised. pocketpy does not check its allocations, so
 * this one is tried before; 64 covers the object's header. */
static unsigned char* new_bytes(py_OutRef out, int64_t count) {
    void* probe = count > INT32_MAX - 64 ? NULL : py_malloc((size_t)count + 64);
    py_free(probe);
    if(probe) return py_newbytes(out, (int)count);
    refuse_memory(count);
    return NULL;
}

/* The worst-case buffer is needed while compressing only; the result has its exact size. */
static bool compress_into(py_OutRef out, const unsigned char* data, int size, unsigned char* room, int bound) {
    store_size(room, (uint32_t)size);
    int count = LZ4_compress_default((const char*)data, (char*)room + HEADER_BYTES, size, bound);
    if(count <= 0) return py_exception(tp_ValueError, "LZ4 compression failed");
    unsigned char* packed = new_bytes(out, (int64_t)HEADER_BYTES + count);
    if(packed) memcpy(packed, room, HEADER_BYTES + (size_t)count);
    return packed != NULL;
}

/* lz4.compress(data: bytes) -> bytes */
static bool lz4_compress(int argc, py_Ref argv) {
    PY_CHECK_ARGC(1);
    PY_CHECK_ARG_TYPE(0, tp_bytes);
    int size;
    const unsigned char* data = py_tobytes(py_arg(0), &size);
    int bound = LZ4_compressBound(size);
    if(bound == 0) return py_exception(tp_ValueError, "LZ4 cannot compress %d bytes at once", size);
    unsigned char* room = py_malloc(HEADER_BYTES + (size_t)bound);
    if(!room) return refuse_memory(bound);
    bool ok = compress_into(py_retval(), data, size, room, bound);
    py_free(room);
    return ok;
}

/* lz4.decompress(data: bytes) -> bytes */
static bool lz4_decompress(int argc, py_Ref argv) {
    PY_CHECK_ARGC(1);
    PY_CHECK_ARG_TYPE(0, tp_bytes);
    int packed_size;
    const unsigned char* packed = py_tobytes(py_arg(0), &packed_size);
    if(packed_size <= HEADER_BYTES) {
        return py_exception(tp_ValueError, "invalid LZ4 data: %d bytes are no size and block", packed_size);
    }
    int block_size = packed_size - HEADER_BYTES;
    int64_t size = load_size(packed);
    if(size > (int64_t)block_size * RATIO_MAX) {
        return py_exception(tp_ValueError, "invalid LZ4 data: a block of %d bytes cannot hold %i bytes", block_size,
                            size);
    }
    unsigned char* data = new_bytes(py_retval(), size);
    if(!data) return false;
    int count = LZ4_decompress_safe((const char*)packed + HEADER_BYTES, (char*)data, block_size, (int)size);
    if(count < 0) return py_exception(tp_ValueError, "invalid LZ4 data: the block is malformed");
    if(count != size) {
        return py_exception(tp_ValueError, "invalid LZ4 data: %i bytes are announced, the block holds %d", size, count);
    }
    return true;
}

/* In a build with pocketpy's own module its functions are overridden. */
void pkw_add_lz4(void) {
    py_GlobalRef module = py_getmodule("lz4");
    if(!module) module = py_newmodule("lz4");
    py_bindfunc(module, "compress", lz4_compress);
    py_bindfunc(module, "decompress", lz4_decompress);
}
