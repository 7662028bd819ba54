/* Decompressing: in one call, a stream at a time, and the kind of decompressor that gzip reads files with. */
#include "streams.h"

#include <string.h>

static bool out_of_memory(void) { return pkl_raise(tp_MemoryError, "Can't allocate memory for decompression object"); }

static bool give_dictionary(PyZlib* zlib) {
    c11_sv bytes;
    if (!pkl_bytes_like(&zlib->dictionary, &bytes)) return false;
    int code = inflateSetDictionary(&zlib->stream, (const Bytef*)bytes.data, (uInt)bytes.size);
    return code == Z_OK || pkl_zlib_error(&zlib->stream, code, "while setting zdict");
}

static bool open_stream(PyZlib* zlib, py_Ref dictionary, int bits) {
    int code;
    c11_sv bytes;
    if (dictionary->type) {
        if (!pkl_is_bytes_like(dictionary)) return pkl_raise(tp_TypeError, "zdict argument must support the buffer protocol");
        if (!pkl_bytes_like(dictionary, &bytes)) return false;
        memcpy(pkl_new_bytes(&zlib->dictionary, bytes.size)->data, bytes.data, (size_t)bytes.size);
    }
    code = inflateInit2(&zlib->stream, bits);
    zlib->open = code == Z_OK;
    if (code == Z_STREAM_ERROR) return pkl_raise(tp_ValueError, "Invalid initialization option");
    if (code == Z_MEM_ERROR) return out_of_memory();
    if (code != Z_OK) return pkl_zlib_error(&zlib->stream, code, "while creating decompression object");
    return !zlib->dictionary.type || bits >= 0 || give_dictionary(zlib); /* raw streams have no mark for it */
}

static bool make(py_Type type, py_Ref bits_given, py_Ref dictionary) {
    int bits;
    if (!pkl_zlib_int(bits_given, MAX_WBITS, &bits)) return false;
    py_TValue* made = py_pushtmp();
    if (!open_stream(pkl_zlib_new(made, type, true), dictionary, bits)) return false;
    *py_retval() = *made;
    return true;
}

/* decompressobj(wbits=MAX_WBITS, zdict=b'') */
static bool decompressobj(int argc, py_Ref argv) { return (void)argc, make(tp_zlib_decompress, &argv[0], &argv[1]); }
/* _ZlibDecompressor(wbits=MAX_WBITS, zdict=b'') */
static bool decompressor_new(int argc, py_Ref argv) { return (void)argc, make(tp_zlib_decompressor, &argv[1], &argv[2]); }

/* ---- all at once ----------------------------------------------------------------------------------------------------- */

static bool inflate_all(c11_sv data, int bits, PklBuilder* out) {
    z_stream stream;
    pkl_zlib_memory(&stream);
    stream.next_in = (Bytef*)data.data;
    stream.avail_in = (uInt)data.size;
    int code = inflateInit2(&stream, bits);
    if (code == Z_MEM_ERROR) return pkl_raise(tp_MemoryError, "Out of memory while decompressing data");
    if (code != Z_OK) {
        inflateEnd(&stream);
        return pkl_zlib_error(&stream, code, "while preparing to decompress data");
    }
    code = pkl_zlib_run(&stream, inflate, Z_SYNC_FLUSH, out, -1);
    if (code == Z_OK) code = Z_BUF_ERROR;
    bool ok = code == Z_STREAM_END;
    if (code == Z_MEM_ERROR) pkl_raise(tp_MemoryError, "Out of memory while decompressing data");
    else if (!ok && code != INT32_MIN) pkl_zlib_error(&stream, code, "while decompressing data");
    inflateEnd(&stream);
    return ok;
}

/* decompress(data, /, wbits=MAX_WBITS, bufsize=DEF_BUF_SIZE) */
static bool decompress_all(int argc, py_Ref argv) {
    (void)argc;
    c11_sv data;
    int bits;
    int64_t size;
    if (!pkl_bytes_like(&argv[0], &data) || !pkl_zlib_int(&argv[1], MAX_WBITS, &bits) || !pkl_size_argument(&argv[2], CHUNK, &size) || !pkl_bytes_like(&argv[0], &data)) return false;
    if (size < 0) return pkl_raise(tp_ValueError, "bufsize must be non-negative");
    PklBuilder out;
    pkl_builder_start(&out);
    bool ok = inflate_all(data, bits, &out) && pkl_builder_bytes(&out, py_retval());
    pkl_builder_end(&out);
    return ok;
}

/* ---- a stream --------------------------------------------------------------------------------------------------------- */

/* What zlib has not taken of `data`. */
static c11_sv rest_of(const z_stream* stream, c11_sv data) { return (c11_sv){data.data + data.size - (int)stream->avail_in, (int)stream->avail_in}; }

static void set_bytes(py_OutRef place, c11_sv a, c11_sv b) {
    py_TValue made;
    unsigned char* to = pkl_new_bytes(&made, a.size + b.size)->data;
    memcpy(to, a.data, (size_t)a.size);
    memcpy(to + a.size, b.data, (size_t)b.size);
    *place = made;
}

static const c11_sv NOTHING = {"", 0};

/* Runs until the data, the room or the stream ends; a dictionary is given when it is asked for. */
static int run(PyZlib* zlib, c11_sv data, int flush, int64_t most, PklBuilder* out) {
    z_stream* stream = &zlib->stream;
    stream->next_in = (Bytef*)data.data;
    stream->avail_in = (uInt)data.size;
    int code = pkl_zlib_run(stream, inflate, flush, out, most);
    if (code == Z_NEED_DICT && zlib->dictionary.type) code = give_dictionary(zlib) ? pkl_zlib_run(stream, inflate, flush, out, most) : INT32_MIN;
    stream->next_in = NULL;
    return code;
}

/* What is left: behind the end of the stream unused, before it the tail for the next call. */
static void keep_rest(PyZlib* zlib, c11_sv data, int code) {
    c11_sv rest = rest_of(&zlib->stream, data);
    bool ended = code == Z_STREAM_END;
    if (ended) set_bytes(&zlib->unused_data, pkl_text(&zlib->unused_data), rest);
    if ((rest.size > 0 && !ended) || pkl_text(&zlib->tail).size > 0) set_bytes(&zlib->tail, rest, NOTHING);
}

static bool decompress_data(int argc, py_Ref argv) {
    (void)argc;
    c11_sv data;
    int64_t most;
    PyZlib* zlib = pkl_zlib_of(argv);
    if (!pkl_bytes_like(&argv[1], &data) || !pkl_size_argument(&argv[2], 0, &most) || !pkl_bytes_like(&argv[1], &data)) return false;
    if (most < 0) return pkl_raise(tp_ValueError, "max_length must be non-negative");
    PklBuilder out;
    pkl_builder_start(&out);
    int code = run(zlib, data, Z_SYNC_FLUSH, most ? most : -1, &out);
    if (code != INT32_MIN) keep_rest(zlib, data, code);
    if (code == Z_STREAM_END) zlib->eof = true;
    bool ok = code == Z_OK || code == Z_STREAM_END || code == Z_BUF_ERROR || (code != INT32_MIN && pkl_zlib_error(&zlib->stream, code, "while decompressing data"));
    ok = ok && pkl_builder_bytes(&out, py_retval());
    pkl_builder_end(&out);
    return ok;
}

static bool flush(int argc, py_Ref argv) {
    (void)argc;
    int64_t length;
    PyZlib* zlib = pkl_zlib_of(argv);
    if (!pkl_size_argument(&argv[1], CHUNK, &length)) return false;
    if (length <= 0) return pkl_raise(tp_ValueError, "length must be greater than zero");
    py_TValue kept = zlib->tail;
    c11_sv data = pkl_text(&kept);
    PklBuilder out;
    pkl_builder_start(&out);
    int code = run(zlib, data, Z_FINISH, -1, &out);
    if (code != INT32_MIN) keep_rest(zlib, data, code);
    if (code == Z_STREAM_END) {
        zlib->eof = true;
        pkl_zlib_end(zlib);
    }
    bool ok = code != INT32_MIN; /* as CPython's, flush() says nothing of what is broken */
    ok = ok && pkl_builder_bytes(&out, py_retval());
    pkl_builder_end(&out);
    return ok;
}

static bool copy(int argc, py_Ref argv) {
    (void)argc;
    PyZlib* zlib = pkl_zlib_of(argv);
    py_TValue* made = py_pushtmp();
    PyZlib* other = pkl_zlib_new(made, tp_zlib_decompress, true);
    int code = inflateCopy(&other->stream, &zlib->stream);
    other->open = code == Z_OK;
    if (code == Z_STREAM_ERROR) return pkl_raise(tp_ValueError, "Inconsistent stream state");
    if (code == Z_MEM_ERROR) return out_of_memory();
    if (code != Z_OK) return pkl_zlib_error(&zlib->stream, code, "while copying decompression object");
    other->unused_data = zlib->unused_data;
    other->tail = zlib->tail;
    other->dictionary = zlib->dictionary;
    other->eof = zlib->eof;
    *py_retval() = *made;
    return true;
}

/* ---- _ZlibDecompressor --------------------------------------------------------------------------------------------------- */

/* decompress(data, max_length=-1): what it could not take yet waits in `tail`. */
static bool decompress_part(int argc, py_Ref argv) {
    (void)argc;
    c11_sv given;
    int64_t most;
    PyZlib* zlib = pkl_zlib_of(argv);
    if (!pkl_bytes_like(&argv[1], &given) || !pkl_size_argument(&argv[2], -1, &most) || !pkl_bytes_like(&argv[1], &given)) return false;
    if (zlib->eof) return pkl_raise(tp_EOFError, "End of stream already reached");
    py_TValue* all = py_pushtmp();
    set_bytes(all, pkl_text(&zlib->tail), given);
    c11_sv data = pkl_text(all);
    PklBuilder out;
    pkl_builder_start(&out);
    int code = most == 0 ? Z_OK : run(zlib, data, Z_SYNC_FLUSH, most, &out);
    c11_sv rest = most == 0 ? data : rest_of(&zlib->stream, data);
    bool ok = code == Z_OK || code == Z_STREAM_END || code == Z_BUF_ERROR || (code != INT32_MIN && pkl_zlib_error(&zlib->stream, code, "while decompressing data"));
    bool full = most >= 0 && out.size >= most;
    ok = ok && pkl_builder_bytes(&out, py_retval());
    pkl_builder_end(&out);
    if (!ok) return false;
    zlib->eof = code == Z_STREAM_END;
    zlib->needs_input = !zlib->eof && rest.size == 0 && !full;
    set_bytes(zlib->eof ? &zlib->unused_data : &zlib->tail, rest, NOTHING);
    return true;
}

const PklMethod pkl_zlib_decompressor_methods[] = {
    {"__new__", decompressor_new, "($self, /, wbits=MAX_WBITS, zdict=b'')", PKL_CLINIC, PKL_NEW, 0, 2},
    {"decompress", decompress_part, "($self, /, data, max_length=-1)", PKL_CLINIC, PKL_METHOD, 1, 2},
    {0},
};
const PklMethod pkl_zlib_decompress_methods[] = {
    {"__copy__", copy, "($self, /)", PKL_NOARGS, PKL_METHOD, 0, 0},
    {"__deepcopy__", copy, "($self, memo, /)", PKL_O, PKL_METHOD, 1, 1},
    {"copy", copy, "($self, /)", PKL_NOARGS, PKL_METHOD, 0, 0},
    {"decompress", decompress_data, "($self, data, /, max_length=0)", PKL_CLINIC, PKL_METHOD, 1, 2},
    {"flush", flush, "($self, length=zlib.DEF_BUF_SIZE, /)", PKL_RANGE, PKL_METHOD, 0, 1},
    {0},
};
const PklMethod pkl_zlib_decompress_functions[] = {
    {"decompress", decompress_all, "($module, data, /, wbits=MAX_WBITS, bufsize=DEF_BUF_SIZE)", PKL_CLINIC, PKL_FUNCTION, 1, 3},
    {"decompressobj", decompressobj, "($module, /, wbits=MAX_WBITS, zdict=b'')", PKL_CLINIC, PKL_FUNCTION, 0, 2},
    {0},
};
