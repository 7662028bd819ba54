/*
 * Arrays over bytes, and arrays exchanged with the page: the address of their elements is passed, so that one copy is
 * enough. js/glue/exchange.js is the other side. Integers of the descriptions are 32 bits, little-endian.
 */
#include "nd.h"

#include "pkw.h"

#include <string.h>

/* Arrays that the page allocated and is filling, and contiguous copies that it is reading: a list in the module. */
static py_Ref kept(const char* name) {
    py_GlobalRef numpy = py_getmodule("numpy");
    py_ItemRef found = py_getdict(numpy, py_name(name));
    if(found && py_islist(found)) return found;
    py_Ref list = py_pushtmp();
    py_newlist(list);
    py_setdict(numpy, py_name(name), list);
    py_pop();
    return py_getdict(numpy, py_name(name));
}

static unsigned char* put_word(unsigned char* out, uint32_t word) {
    memcpy(out, &word, 4);
    return out + 4;
}

/* address, number of axes, shape, name of the element type */
static int describe(py_Ref value, unsigned char* out) {
    py_Ref whole = py_pushtmp();
    if(!nd_ascontiguous(whole, value, ND_NO_TYPE)) {
        py_pop();
        return -1;
    }
    const nd_Array* a = nd_array(whole);
    if(a != nd_array(value)) py_list_append(kept("_read"), whole);
    unsigned char* at = put_word(put_word(out, (uint32_t)(uintptr_t)a->data), (uint32_t)a->ndim);
    for(int i = 0; i < a->ndim; i++) at = put_word(at, (uint32_t)a->shape[i]);
    const char* name = nd_type_info[a->type].name;
    memcpy(at, name, strlen(name));
    py_pop();
    return (int)(at - out) + (int)strlen(name);
}

/* The index of one of the allocated arrays, and its shape. */
static bool take(const unsigned char* data, int size, py_OutRef out) {
    uint32_t words[1 + ND_MAX_DIMS];
    nd_Size shape[ND_MAX_DIMS];
    int ndim = size / 4 - 1;
    py_Ref list = kept("_filled");
    if(size % 4 || ndim < 0 || ndim > ND_MAX_DIMS)
        return nd_error(tp_ValueError, "an array has at most %d axes", ND_MAX_DIMS);
    memcpy(words, data, (size_t)size);
    if(words[0] >= (uint32_t)py_list_len(list) || !nd_is_array(py_list_getitem(list, (int)words[0])))
        return nd_error(tp_ValueError, "no such array was asked for");
    for(int i = 0; i < ndim; i++) shape[i] = (nd_Size)words[i + 1];
    py_TValue flat = *py_list_getitem(list, (int)words[0]);
    if(nd_product(ndim, shape) != nd_count(nd_array(&flat))) {
        char text[256];
        nd_format_shape(text, sizeof text, ndim, shape);
        return nd_error(tp_ValueError, "cannot reshape array of size %d into shape %s", (int)nd_count(nd_array(&flat)),
                        text);
    }
    if(!nd_reshape(out, &flat, ndim, shape, 'C')) return false;
    py_newnone(py_list_getitem(list, (int)words[0]));
    return true;
}

static void release(void) {
    py_list_clear(kept("_read"));
    py_list_clear(kept("_filled"));
}

static const pkw_Arrays* arrays(void) {
    static pkw_Arrays table = {.describe = describe, .take = take, .release = release};
    table.type = nd_tp_ndarray;
    return &table;
}

static int type_of_name(const char* name) {
    for(int type = 0; type < ND_TYPES; type++) {
        if(strcmp(nd_type_info[type].name, name) == 0) return type;
    }
    return ND_NO_TYPE;
}

/*
 * A buffer of `size_bytes` that pkw_set() will then take as number `index` of its value. NULL has set an exception,
 * which pkw_error() fetches. Exported.
 */
void* pkw_ndarray_new(const char* dtype, int size_bytes, int index) {
    if(py_checkexc()) py_clearexc(NULL);
    if(py_import("numpy") != 1) return NULL;
    int type = type_of_name(dtype);
    if(type == ND_NO_TYPE || size_bytes < 0 || size_bytes % nd_size_of(type)) {
        nd_error(tp_TypeError, "%d bytes are no array of dtype '%s'", size_bytes, dtype);
        return NULL;
    }
    if(index == 0) py_list_clear(kept("_filled"));
    nd_Size count = size_bytes / nd_size_of(type);
    py_Ref made = py_pushtmp();
    bool ok = nd_new(made, type, 1, &count);
    void* data = ok ? nd_array(made)->data : NULL;
    if(ok) py_list_append(kept("_filled"), made);
    py_pop();
    return data;
}

/* frombuffer(buffer, dtype=float, count=-1, offset=0) */
static bool np_frombuffer(int argc, py_Ref argv) {
    (void)argc;
    nd_Type type = ND_FLOAT64;
    py_i64 count, offset;
    int size;
    const void* data;
    py_Ref source = py_arg(0);
    if(nd_is_set(py_arg(1)) && !nd_parse_type(py_arg(1), &type)) return false;
    if(!nd_parse_int(py_arg(2), &count) || !nd_parse_int(py_arg(3), &offset)) return false;
    if(nd_is_array(source)) {
        if(!nd_is_contiguous(nd_array(source))) return nd_error(tp_ValueError, "ndarray is not C-contiguous");
        size = (int)(nd_count(nd_array(source)) * nd_size_of(nd_array(source)->type));
        data = nd_array(source)->data;
    } else if(py_istype(source, tp_bytes)) data = py_tobytes(source, &size);
    else return nd_error(tp_TypeError, "a bytes-like object is required, not '%s'", py_tpname(py_typeof(source)));
    int item = nd_size_of(type);
    if(offset < 0 || offset > size)
        return nd_error(tp_ValueError, "offset must be non-negative and no greater than buffer length (%d)", size);
    if(count < 0 && (size - offset) % item)
        return nd_error(tp_ValueError, "buffer size must be a multiple of element size");
    if(count > (size - offset) / item) return nd_error(tp_ValueError, "buffer is smaller than requested size");
    nd_Size shape = count < 0 ? (nd_Size)((size - offset) / item) : (nd_Size)count, stride = item;
    bool is_bytes = !nd_is_array(source);
    nd_Array* view = nd_view(py_retval(), source, (char*)data + offset, type, 1, &shape, &stride);
    if(is_bytes) view->writeable = false;
    return true;
}

/* _crc32(data: bytes) -> the checksum of zip archives */
static bool np_crc32(int argc, py_Ref argv) {
    PY_CHECK_ARGC(1);
    PY_CHECK_ARG_TYPE(0, tp_bytes);
    int size;
    const unsigned char* data = py_tobytes(argv, &size);
    uint32_t crc = ~(uint32_t)0, nibble[16];
    for(uint32_t i = 0; i < 16; i++) {
        nibble[i] = i;
        for(int bit = 0; bit < 4; bit++) nibble[i] = nibble[i] >> 1 ^ (nibble[i] & 1 ? 0xedb88320u : 0);
    }
    for(int i = 0; i < size; i++) {
        crc ^= data[i];
        crc = crc >> 4 ^ nibble[crc & 15];
        crc = crc >> 4 ^ nibble[crc & 15];
    }
    py_newint(py_retval(), (py_i64)(uint32_t)~crc);
    return true;
}

void nd_add_buffers(py_Ref module) {
    static const nd_Function FUNCTIONS[] = {{"frombuffer(buffer=..., dtype=None, count=-1, offset=0)", np_frombuffer}};
    ND_BIND(module, FUNCTIONS);
    py_bindfunc(module, "_crc32", np_crc32);
    pkw_arrays = arrays();
}
