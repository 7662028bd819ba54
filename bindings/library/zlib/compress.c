/* Compressing. */
#include "streams.h"

#include <string.h>

/* The dictionary as bytes that stay as they are. */
static bool set_dictionary(PyZlib* zlib, py_Ref given) {
    c11_sv bytes;
    if (!given->type) return true;
    if (!pkl_bytes_like(given, &bytes)) return false;
    int code = deflateSetDictionary(&zlib->stream, (const Bytef*)bytes.data, (uInt)bytes.size);
    if (code == Z_STREAM_ERROR) return pkl_raise(tp_ValueError, "Invalid dictionary");
    return code == Z_OK || pkl_raise(tp_ValueError, "deflateSetDictionary()");
}

static bool out_of_memory(const char* text) { return pkl_raise(tp_MemoryError, "%s", text); }

static bool open_stream(PyZlib* zlib, int level, int method, int bits, int memory, int strategy) {
    int code = deflateInit2(&zlib->stream, level, method, bits, memory, strategy);
    zlib->open = code == Z_OK;
    if (code == Z_MEM_ERROR) return out_of_memory("Can't allocate memory for compression object");
    if (code == Z_STREAM_ERROR) return pkl_raise(tp_ValueError, "Invalid initialization option");
    return code == Z_OK || pkl_zlib_error(&zlib->stream, code, "while creating compression object");
}

/* compressobj(level=-1, method=DEFLATED, wbits=MAX_WBITS, memLevel=8, strategy=0, zdict=None) */
static bool compressobj(int argc, py_Ref argv) {
    (void)argc;
    int numbers[5];
    static const int DEFAULTS[5] = {Z_DEFAULT_COMPRESSION, Z_DEFLATED, MAX_WBITS, 8, Z_DEFAULT_STRATEGY};
    for (int i = 0; i < 5; i++)
        if (!pkl_zlib_int(&argv[i], DEFAULTS[i], &numbers[i])) return false;
    py_TValue* made = py_pushtmp();
    PyZlib* zlib = pkl_zlib_new(made, tp_zlib_compress, false);
    if (!open_stream(zlib, numbers[0], numbers[1], numbers[2], numbers[3], numbers[4]) || !set_dictionary(zlib, &argv[5])) return false;
    *py_retval() = *made;
    return true;
}

static bool run(z_stream* stream, c11_sv data, int flush, const char* doing, PklBuilder* out, int* code) {
    stream->next_in = (Bytef*)data.data;
    stream->avail_in = (uInt)data.size;
    *code = pkl_zlib_run(stream, deflate, flush, out, -1);
    stream->next_in = NULL;
    if (*code == INT32_MIN) return false;
    return *code == Z_OK || *code == Z_STREAM_END || *code == Z_BUF_ERROR || pkl_zlib_error(stream, *code, doing);
}

/* compress(data, /, level=-1, wbits=15) */
static bool compress_all(int argc, py_Ref argv) {
    (void)argc;
    c11_sv data;
    int level, bits, code;
    if (!pkl_bytes_like(&argv[0], &data) || !pkl_zlib_int(&argv[1], Z_DEFAULT_COMPRESSION, &level) || !pkl_zlib_int(&argv[2], MAX_WBITS, &bits) || !pkl_bytes_like(&argv[0], &data)) return false;
    z_stream stream;
    pkl_zlib_memory(&stream);
    code = deflateInit2(&stream, level, Z_DEFLATED, bits, 8, Z_DEFAULT_STRATEGY);
    if (code == Z_MEM_ERROR) return out_of_memory("Out of memory while compressing data");
    if (code == Z_STREAM_ERROR) return pkl_raise(tp_zlib_error, "Bad compression level");
    if (code != Z_OK) return pkl_zlib_error(&stream, code, "while compressing data");
    PklBuilder out;
    pkl_builder_start(&out);
    bool ok = run(&stream, data, Z_FINISH, "while compressing data", &out, &code);
    code = deflateEnd(&stream);
    if (ok && code != Z_OK) ok = pkl_zlib_error(&stream, code, "while finishing compression");
    ok = ok && pkl_builder_bytes(&out, py_retval());
    pkl_builder_end(&out);
    return ok;
}

/* A stream that has ended is in no state to go on. */
static bool feed(PyZlib* zlib, c11_sv data, int flush, const char* doing, int* code) {
    PklBuilder out;
    pkl_builder_start(&out);
    bool ok = zlib->open ? run(&zlib->stream, data, flush, doing, &out, code) : pkl_zlib_error(&zlib->stream, Z_STREAM_ERROR, doing);
    ok = ok && pkl_builder_bytes(&out, py_retval());
    pkl_builder_end(&out);
    return ok;
}

static bool compress_data(int argc, py_Ref argv) {
    (void)argc;
    c11_sv data;
    int code;
    return pkl_bytes_like(&argv[1], &data) && feed(pkl_zlib_of(argv), data, Z_NO_FLUSH, "while compressing data", &code);
}

static bool flush(int argc, py_Ref argv) {
    (void)argc;
    int mode, code = Z_OK;
    PyZlib* zlib = pkl_zlib_of(argv);
    if (!pkl_zlib_int(&argv[1], Z_FINISH, &mode)) return false;
    if (mode == Z_NO_FLUSH) return pkl_new_bytes(py_retval(), 0), true;
    if (!feed(zlib, (c11_sv){"", 0}, mode, "while flushing", &code)) return false;
    if (code == Z_STREAM_END && mode == Z_FINISH) pkl_zlib_end(zlib);
    return true;
}

static bool copy(int argc, py_Ref argv) {
    (void)argc;
    PyZlib* zlib = pkl_zlib_of(argv);
    py_TValue* made = py_pushtmp();
    PyZlib* other = pkl_zlib_new(made, tp_zlib_compress, false);
    int code = deflateCopy(&other->stream, &zlib->stream);
    other->open = code == Z_OK;
    if (code == Z_STREAM_ERROR) return pkl_raise(tp_ValueError, "Inconsistent stream state");
    if (code == Z_MEM_ERROR) return out_of_memory("Can't allocate memory for compression object");
    if (code != Z_OK) return pkl_zlib_error(&zlib->stream, code, "while copying compression object");
    *py_retval() = *made;
    return true;
}

const PklMethod pkl_zlib_compress_methods[] = {
    {"__copy__", copy, "($self, /)", PKL_NOARGS, PKL_METHOD, 0, 0},
    {"__deepcopy__", copy, "($self, memo, /)", PKL_O, PKL_METHOD, 1, 1},
    {"compress", compress_data, "($self, data, /)", PKL_O, PKL_METHOD, 1, 1},
    {"copy", copy, "($self, /)", PKL_NOARGS, PKL_METHOD, 0, 0},
    {"flush", flush, "($self, mode=zlib.Z_FINISH, /)", PKL_RANGE, PKL_METHOD, 0, 1},
    {0},
};
const PklMethod pkl_zlib_compress_functions[] = {
    {"compress", compress_all, "($module, data, /, level=Z_DEFAULT_COMPRESSION, wbits=MAX_WBITS)", PKL_CLINIC, PKL_FUNCTION, 1, 3},
    {"compressobj", compressobj, "($module, /, level=Z_DEFAULT_COMPRESSION, method=DEFLATED, wbits=MAX_WBITS, memLevel=DEF_MEM_LEVEL, strategy=Z_DEFAULT_STRATEGY, zdict=None)", PKL_CLINIC, PKL_FUNCTION, 0, 6},
    {0},
};
