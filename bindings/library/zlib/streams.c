/* What compressors and decompressors share, and the types. */
#include "streams.h"

#include <string.h>

/* ---- memory ---------------------------------------------------------------------------------------------------------- */

typedef struct Block {
    size_t bytes;
    max_align_t data[];
} Block;

static voidpf take(voidpf opaque, uInt items, uInt size) {
    (void)opaque;
    uint64_t bytes = (uint64_t)items * size + sizeof(Block);
    if (bytes > INT32_MAX || !pkl_reserve(bytes)) {
        pkl_vm->raised.type = tp_nil; /* zlib tells it in its own way */
        return NULL;
    }
    Block* block = pkl_buffer((size_t)bytes);
    block->bytes = (size_t)bytes;
    return memset(block->data, 0, (size_t)bytes - sizeof(Block));
}

static void give(voidpf opaque, voidpf data) {
    (void)opaque;
    Block* block = (Block*)((char*)data - offsetof(Block, data));
    pkl_buffer_free(block, block->bytes);
}

void pkl_zlib_memory(z_stream* stream) { *stream = (z_stream){.zalloc = take, .zfree = give}; }

PyZlib* pkl_zlib_new(py_OutRef out, py_Type type, bool inflates) {
    PyZlib* made = (PyZlib*)pkl_new(out, type);
    pkl_zlib_memory(&made->stream);
    made->inflates = inflates;
    made->needs_input = true;
    pkl_new_bytes(&made->unused_data, 0);
    made->tail = made->unused_data;
    return made;
}

void pkl_zlib_end(PyZlib* zlib) {
    if (zlib->open) (zlib->inflates ? inflateEnd : deflateEnd)(&zlib->stream);
    zlib->open = false;
}

static void finalize(PyObject* object) { pkl_zlib_end((PyZlib*)object); }

/* ---- errors ------------------------------------------------------------------------------------------------------------ */

bool pkl_zlib_error(const z_stream* stream, int code, const char* doing) {
    const char* text = code == Z_VERSION_ERROR ? "library version mismatch" : stream->msg;
    if (!text) text = code == Z_BUF_ERROR ? "incomplete or truncated stream" : code == Z_STREAM_ERROR ? "inconsistent stream state" : code == Z_DATA_ERROR ? "invalid input data" : NULL;
    return text ? pkl_raise(tp_zlib_error, "Error %d %s: %s", code, doing, text) : pkl_raise(tp_zlib_error, "Error %d %s", code, doing);
}

/* ---- running ------------------------------------------------------------------------------------------------------------ */

int pkl_zlib_run(z_stream* stream, int (*step)(z_stream* stream, int flush), int flush, PklBuilder* out, int64_t most) {
    int code;
    do {
        int64_t room = most < 0 || most - out->size > CHUNK ? CHUNK : most - out->size;
        Bytef* to = (Bytef*)pkl_builder_room(out, CHUNK);
        if (!to || !pkl_tick(CHUNK / 256)) return INT32_MIN;
        stream->next_out = to;
        stream->avail_out = (uInt)room;
        code = step(stream, flush);
        out->size += room - stream->avail_out;
        if (code != Z_OK && code != Z_BUF_ERROR) return code;
    } while (stream->avail_out == 0 && (most < 0 || out->size < most));
    return code;
}

bool pkl_zlib_int(py_Ref value, int fallback, int* out) {
    int64_t number = fallback;
    if (value->type && !pkl_index(value, &number, false)) {
        if (!pkl_exc_matches(tp_OverflowError)) return false;
        py_clearexc(NULL);
        number = INT64_MAX;
    }
    *out = (int)number;
    return number == *out || pkl_raise(tp_OverflowError, "Python int too large to convert to C int");
}

/* ---- the types ------------------------------------------------------------------------------------------------------------ */

static bool get_unused(int argc, py_Ref argv) { return (void)argc, *py_retval() = pkl_zlib_of(argv)->unused_data, true; }
static bool get_tail(int argc, py_Ref argv) { return (void)argc, *py_retval() = pkl_zlib_of(argv)->tail, true; }
static bool get_eof(int argc, py_Ref argv) { return (void)argc, pkl_return_bool(pkl_zlib_of(argv)->eof); }
static bool get_needs_input(int argc, py_Ref argv) { return (void)argc, pkl_return_bool(pkl_zlib_of(argv)->needs_input); }

static const PklGetSet DECOMPRESS[] = {{"eof", get_eof, NULL}, {"unconsumed_tail", get_tail, NULL}, {"unused_data", get_unused, NULL}, {0}};
static const PklGetSet DECOMPRESSOR[] = {{"eof", get_eof, NULL}, {"needs_input", get_needs_input, NULL}, {"unused_data", get_unused, NULL}, {0}};
static const PklLayout LAYOUT = {sizeof(PyZlib), NULL, finalize, 3};

#define PKL_ZLIB_TYPE(number, text, more) .id = number, .base = tp_object, .name = text, .module = "zlib", .layout = &LAYOUT, .flags = PKL_TYPE_FINAL | more
const PklTypeSpec pkl_zlib_types[] = {
    {.id = tp_zlib_error, .base = tp_Exception, .name = "error", .module = "zlib"},
    {PKL_ZLIB_TYPE(tp_zlib_compress, "Compress", PKL_TYPE_NO_NEW), .hidden = true, .methods = pkl_zlib_compress_methods},
    {PKL_ZLIB_TYPE(tp_zlib_decompress, "Decompress", PKL_TYPE_NO_NEW), .hidden = true, .methods = pkl_zlib_decompress_methods, .getsets = DECOMPRESS},
    {PKL_ZLIB_TYPE(tp_zlib_decompressor, "_ZlibDecompressor", 0), .methods = pkl_zlib_decompressor_methods, .getsets = DECOMPRESSOR},
    {0},
};
