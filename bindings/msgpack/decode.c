/*
 * The decoder of the msgpack binding: bytes in, Python values out.
 *
 * One loop, no recursion: open containers are on an explicit, growable stack of levels, so neither the C stack nor the
 * VM stack grows with the input (the decoder uses three slots of the VM stack, however deep). Every container is
 * attached to its parent when its header is read; hence every object made so far is reachable from the `root` slot, the
 * current key and value from theirs, and the decoder does not depend on when the garbage collector runs.
 *
 * No byte is read before `take` has checked that it is there, and no allocation is sized by an announced length: str
 * and bytes are allocated after their bytes were found, containers grow item by item. Memory is therefore at most a
 * constant times the input.
 *
 * Limits: MSGPACK_NESTING_MAX nested containers; integers above 2**63-1 and extension types (timestamps too) are
 * rejected. Where the input has more than one error the reference package may report another one: it reads a map's
 * value to the end before it checks the key.
 */
#include "internal.h"

#include "pkw.h"

#include <stdio.h>
#include <string.h>

/* A container that still wants items. */
typedef struct {
    py_TValue container; /* kept alive by `root`, see above */
    uint32_t missing;    /* items of a list, pairs of a dict */
    bool is_map;
} Level;

typedef struct {
    const unsigned char* start;
    const unsigned char* at;
    const unsigned char* end;
    Level* levels;
    int depth;
    int capacity;
    msgpack_Keys keys;
    py_StackRef root;
    py_StackRef key;
    py_StackRef value;
} Decoder;

/* ---- faults ------------------------------------------------------------------------------ */

static bool refuse(const char* text) { return py_exception(tp_ValueError, "%s", text); }

static bool refuse_incomplete(void) { return refuse("Unpack failed: incomplete input"); }

static bool refuse_byte(Decoder* decoder, unsigned char byte) {
    char text[80];
    snprintf(text, sizeof text, "Invalid msgpack format: no value starts with byte 0x%02x (offset %d)", byte,
             (int)(decoder->at - decoder->start) - 1);
    return refuse(text);
}

static bool refuse_extension(Decoder* decoder) {
    return py_exception(tp_ValueError, "msgpack extension types and timestamps are not supported (offset %d)",
                        (int)(decoder->at - decoder->start) - 1);
}

static bool refuse_text(const unsigned char* text, const msgpack_TextFault* fault) {
    char what[160];
    if(fault->length == 1) {
        snprintf(what, sizeof what, "'utf-8' codec can't decode byte 0x%02x in position %d: %s", text[fault->position],
                 fault->position, fault->reason);
    } else {
        snprintf(what, sizeof what, "'utf-8' codec can't decode bytes in position %d-%d: %s", fault->position,
                 fault->position + fault->length - 1, fault->reason);
    }
    return refuse(what);
}

/* ---- bytes ------------------------------------------------------------------------------- */

static bool take(Decoder* decoder, uint32_t count, const unsigned char** bytes) {
    if((uint64_t)(decoder->end - decoder->at) < count) return refuse_incomplete();
    *bytes = decoder->at;
    decoder->at += count;
    return true;
}

static bool take_unsigned(Decoder* decoder, int width, uint64_t* number) {
    const unsigned char* bytes;
    if(!take(decoder, (uint32_t)width, &bytes)) return false;
    *number = 0;
    for(int i = 0; i < width; i++) *number = *number << 8 | bytes[i];
    return true;
}

/* ---- scalars ----------------------------------------------------------------------------- */

static bool read_unsigned(Decoder* decoder, int width, py_Ref out) {
    uint64_t number;
    if(!take_unsigned(decoder, width, &number)) return false;
    if(number > INT64_MAX) {
        char text[80];
        snprintf(text, sizeof text, "integer %llu is too large: int has 64 bits including the sign",
                 (unsigned long long)number);
        return refuse(text);
    }
    py_newint(out, (py_i64)number);
    return true;
}

static bool read_signed(Decoder* decoder, int width, py_Ref out) {
    uint64_t number;
    if(!take_unsigned(decoder, width, &number)) return false;
    uint64_t sign = (uint64_t)1 << (8 * width - 1);
    py_newint(out, (py_i64)((number ^ sign) - sign));
    return true;
}

static bool read_float32(Decoder* decoder, py_Ref out) {
    uint64_t number;
    if(!take_unsigned(decoder, 4, &number)) return false;
    uint32_t bits = (uint32_t)number;
    float single;
    memcpy(&single, &bits, sizeof single);
    py_newfloat(out, single);
    return true;
}

static bool read_float64(Decoder* decoder, py_Ref out) {
    uint64_t bits;
    if(!take_unsigned(decoder, 8, &bits)) return false;
    double number;
    memcpy(&number, &bits, sizeof number);
    py_newfloat(out, number);
    return true;
}

static bool read_text(Decoder* decoder, uint32_t size, py_Ref out) {
    const unsigned char* text;
    msgpack_TextFault fault;
    if(!take(decoder, size, &text)) return false;
    if(!msgpack_check_utf8(text, (int)size, &fault)) return refuse_text(text, &fault);
    py_newstrv(out, (c11_sv){(const char*)text, (int)size});
    return true;
}

static bool read_sized_text(Decoder* decoder, int width, py_Ref out) {
    uint64_t size;
    return take_unsigned(decoder, width, &size) && read_text(decoder, (uint32_t)size, out);
}

static bool read_sized_bytes(Decoder* decoder, int width, py_Ref out) {
    uint64_t size;
    const unsigned char* bytes;
    if(!take_unsigned(decoder, width, &size)) return false;
    if(!take(decoder, (uint32_t)size, &bytes)) return false;
    memcpy(py_newbytes(out, (int)size), bytes, size);
    return true;
}

/* ---- containers -------------------------------------------------------------------------- */

/* An empty container in `out`; `*missing` is the number of items to come. An announced number that the whole input
 * could not hold is rejected with the reference's message, whatever is left of the input. */
static bool open_container(Decoder* decoder, bool is_map, uint32_t count, py_Ref out, uint32_t* missing) {
    if(decoder->depth >= MSGPACK_NESTING_MAX) {
        return py_exception(tp_ValueError, "Too nested: more than %d containers inside each other",
                            MSGPACK_NESTING_MAX);
    }
    int max = (int)(decoder->end - decoder->start) / (is_map ? 2 : 1);
    if((int64_t)count > max) {
        return py_exception(tp_ValueError, "%i exceeds %s(%d)", (int64_t)count,
                            is_map ? "max_map_len" : "max_array_len", max);
    }
    if(is_map) py_newdict(out);
    else py_newlist(out);
    *missing = count;
    return true;
}

static bool open_sized(Decoder* decoder, bool is_map, int width, py_Ref out, uint32_t* missing) {
    uint64_t count;
    if(!take_unsigned(decoder, width, &count)) return false;
    return open_container(decoder, is_map, (uint32_t)count, out, missing);
}

static bool push_level(Decoder* decoder, uint32_t missing) {
    if(decoder->depth == decoder->capacity) {
        int capacity = decoder->capacity ? 2 * decoder->capacity : 16;
        Level* levels = py_realloc(decoder->levels, (size_t)capacity * sizeof(Level));
        if(!levels) return py_exception(tp_RuntimeError, "not enough memory to unpack");
        decoder->levels = levels;
        decoder->capacity = capacity;
    }
    Level* level = &decoder->levels[decoder->depth++];
    level->container = *decoder->value;
    level->missing = missing;
    level->is_map = py_isdict(decoder->value);
    return true;
}

/* ---- values ------------------------------------------------------------------------------ */

/* An array that the page has filled: an extension of type 1, which only the page may send. */
static bool read_array(Decoder* decoder, py_Ref out) {
    uint64_t size;
    const unsigned char *type, *data;
    if(decoder->keys != MSGPACK_KEYS_SCALAR || !pkw_arrays) return refuse_extension(decoder);
    if(!take_unsigned(decoder, 2, &size) || !take(decoder, 1, &type) || !take(decoder, (uint32_t)size, &data))
        return false;
    return *type == 1 ? pkw_arrays->take(data, (int)size, out) : refuse_extension(decoder);
}

/* The values whose first byte tells no length: 0xc0 to 0xdf. */
static bool read_tagged(Decoder* decoder, unsigned char tag, py_Ref out, uint32_t* missing) {
    switch(tag) {
        case 0xc0: py_newnone(out); return true;
        case 0xc2:
        case 0xc3: py_newbool(out, tag == 0xc3); return true;
        case 0xc4:
        case 0xc5:
        case 0xc6: return read_sized_bytes(decoder, 1 << (tag - 0xc4), out);
        case 0xca: return read_float32(decoder, out);
        case 0xcb: return read_float64(decoder, out);
        case 0xcc:
        case 0xcd:
        case 0xce:
        case 0xcf: return read_unsigned(decoder, 1 << (tag - 0xcc), out);
        case 0xd0:
        case 0xd1:
        case 0xd2:
        case 0xd3: return read_signed(decoder, 1 << (tag - 0xd0), out);
        case 0xd9:
        case 0xda:
        case 0xdb: return read_sized_text(decoder, 1 << (tag - 0xd9), out);
        case 0xdc:
        case 0xdd: return open_sized(decoder, false, 2 << (tag - 0xdc), out, missing);
        case 0xde:
        case 0xdf: return open_sized(decoder, true, 2 << (tag - 0xde), out, missing);
        case 0xc1: return refuse_byte(decoder, tag);
        case 0xc8: return read_array(decoder, out);
        default: return refuse_extension(decoder); /* 0xc7, 0xc9, 0xd4 to 0xd8 */
    }
}

/* One scalar, or one container without its items: their number, if any, is left in `*missing`. */
static bool read_value(Decoder* decoder, py_Ref out, uint32_t* missing) {
    const unsigned char* first;
    *missing = 0;
    if(!take(decoder, 1, &first)) return false;
    unsigned char byte = *first;
    if(byte <= 0x7f || byte >= 0xe0) {
        py_newint(out, byte < 0x80 ? byte : byte - 0x100);
        return true;
    }
    if(byte <= 0x8f) return open_container(decoder, true, byte & 0x0f, out, missing);
    if(byte <= 0x9f) return open_container(decoder, false, byte & 0x0f, out, missing);
    if(byte <= 0xbf) return read_text(decoder, byte & 0x1f, out);
    return read_tagged(decoder, byte, out, missing);
}

static bool refuse_key(py_Ref key) {
    return py_exception(tp_ValueError, "%t is not allowed for map key when strict_map_key=True", py_typeof(key));
}

static bool key_is_legal(const Decoder* decoder) {
    py_Ref key = decoder->key;
    if(py_isstr(key) || py_istype(key, tp_bytes)) return true;
    bool is_scalar = py_isint(key) || py_isfloat(key) || py_isbool(key);
    return decoder->keys == MSGPACK_KEYS_SCALAR && is_scalar;
}

/* Attach the current value to the innermost container, or make it the result. */
static bool attach_value(Decoder* decoder, Level* level) {
    if(!level) {
        py_assign(decoder->root, decoder->value);
        return true;
    }
    level->missing--;
    if(!level->is_map) {
        py_list_append(&level->container, decoder->value);
        return true;
    }
    if(!key_is_legal(decoder)) return refuse_key(decoder->key);
    return py_dict_setitem(&level->container, decoder->key, decoder->value);
}

/* One item of the innermost container (in a dict: key and value), or the outermost value. */
static bool read_item(Decoder* decoder) {
    Level* level = decoder->depth ? &decoder->levels[decoder->depth - 1] : NULL;
    uint32_t missing;
    /* A container as key need not be decoded: whatever follows, `attach_value` rejects it. */
    if(level && level->is_map && !read_value(decoder, decoder->key, &missing)) return false;
    if(!read_value(decoder, decoder->value, &missing)) return false;
    if(!attach_value(decoder, level)) return false;
    return missing == 0 || push_level(decoder, missing);
}

static bool read_document(Decoder* decoder) {
    do {
        if(!read_item(decoder)) return false;
        while(decoder->depth && decoder->levels[decoder->depth - 1].missing == 0) decoder->depth--;
    } while(decoder->depth);
    if(decoder->at < decoder->end) return refuse("unpack(b) received extra data.");
    return true;
}

static py_StackRef push_none(void) {
    py_pushnone();
    return py_peek(-1);
}

bool msgpack_decode(const unsigned char* data, int size, msgpack_Keys keys) {
    Decoder decoder = {.start = data, .at = data, .end = data + size, .keys = keys};
    decoder.root = push_none();
    decoder.key = push_none();
    decoder.value = push_none();
    bool ok = read_document(&decoder);
    py_free(decoder.levels);
    if(ok) py_assign(py_retval(), decoder.root);
    py_shrink(3);
    return ok;
}
