/*
 * The encoder of the msgpack binding: Python values in, the reference package's bytes out.
 *
 * One loop, no recursion: open containers are on an explicit, growable stack of levels, so the C stack does not grow
 * with the nesting and the VM stack is not used. Nothing here runs Python or allocates Python objects before the packed
 * bytes are complete, but for copies of arrays; so no container can be mutated during encoding, and pointers to the
 * items of lists and tuples stay valid. The C API has no incremental iteration over dicts, hence their pairs are copied
 * to a stack of values; a circular reference is rejected at once, so these copies are bounded by the size of the value.
 *
 * Limits: MSGPACK_NESTING_MAX nested containers; the result is at most INT_MAX bytes less the object's header; a
 * dict subclass is packed by its contents, its own `items` is not called (lists, strings and numbers cannot be
 * subclassed in pocketpy).
 */
#include "internal.h"

#include "pkw.h"

#include <stdio.h>
#include <string.h>

/* What one bytes object can hold; pocketpy sums its size and the head's in an int. */
#define PACKED_BYTES_MAX (INT32_MAX - 64)

/* A container that is being packed. */
typedef struct {
    void* identity; /* the object, to find it inside itself */
    bool is_dict;
    const py_TValue* items; /* of a list or tuple */
    size_t pairs_start;     /* of a dict: where its items are in `pairs` */
    size_t count;
    size_t next;
} Level;

typedef struct {
    msgpack_Reader reader;
    unsigned char* bytes;
    size_t bytes_count, bytes_capacity;
    Level* levels;
    size_t levels_count, levels_capacity;
    py_TValue* pairs; /* key, value, key, value … of all open dicts */
    size_t pairs_count, pairs_capacity;
} Encoder;

/* ---- memory ------------------------------------------------------------------------------ */

static bool refuse_memory(void) { return py_exception(tp_RuntimeError, "not enough memory to pack"); }

/* Make room for `more` items beyond `count`; NULL, with an exception raised, if there is none. */
static void* grow(void* items, size_t count, size_t more, size_t* capacity, size_t item_bytes) {
    size_t wanted = *capacity * 2 > count + more ? *capacity * 2 : count + more + 64;
    void* grown = wanted > SIZE_MAX / 2 / item_bytes ? NULL : py_realloc(items, wanted * item_bytes);
    if(grown) *capacity = wanted;
    else refuse_memory();
    return grown;
}

static bool put(Encoder* encoder, const void* bytes, size_t count) {
    if(count > encoder->bytes_capacity - encoder->bytes_count) {
        if(count > PACKED_BYTES_MAX - encoder->bytes_count) {
            return py_exception(tp_ValueError, "packed data is larger than a bytes object can be");
        }
        void* grown = grow(encoder->bytes, encoder->bytes_count, count, &encoder->bytes_capacity, 1);
        if(!grown) return false;
        encoder->bytes = grown;
    }
    if(count) memcpy(encoder->bytes + encoder->bytes_count, bytes, count);
    encoder->bytes_count += count;
    return true;
}

/* ---- heads ------------------------------------------------------------------------------- */

/* `tag`, then the low `width` bytes of `number`, big-endian. */
static bool put_head(Encoder* encoder, unsigned char tag, uint64_t number, int width) {
    unsigned char head[9];
    head[0] = tag;
    for(int i = width; i > 0; i--, number >>= 8) head[i] = (unsigned char)number;
    return put(encoder, head, 1 + (size_t)width);
}

static bool put_tag(Encoder* encoder, int tag) { return put_head(encoder, (unsigned char)tag, 0, 0); }

static bool put_int(Encoder* encoder, py_i64 number) {
    uint64_t bits = (uint64_t)number;
    if(number >= -0x20 && number <= 0x7f) return put_tag(encoder, (int)(bits & 0xff));
    if(number < 0) {
        if(number >= INT8_MIN) return put_head(encoder, 0xd0, bits, 1);
        if(number >= INT16_MIN) return put_head(encoder, 0xd1, bits, 2);
        if(number >= INT32_MIN) return put_head(encoder, 0xd2, bits, 4);
        return put_head(encoder, 0xd3, bits, 8);
    }
    if(number <= UINT8_MAX) return put_head(encoder, 0xcc, bits, 1);
    if(number <= UINT16_MAX) return put_head(encoder, 0xcd, bits, 2);
    if(number <= UINT32_MAX) return put_head(encoder, 0xce, bits, 4);
    return put_head(encoder, 0xcf, bits, 8);
}

static bool put_float(Encoder* encoder, double number) {
    uint64_t bits;
    memcpy(&bits, &number, sizeof bits);
    return put_head(encoder, 0xcb, bits, 8);
}

/* ---- str and bytes ----------------------------------------------------------------------- */

static bool refuse_text(const unsigned char* text, const msgpack_TextFault* fault) {
    char what[160];
    snprintf(what, sizeof what, "can not serialize 'str' object: byte 0x%02x in position %d is not UTF-8 (%s)",
             text[fault->position], fault->position, fault->reason);
    return py_exception(tp_ValueError, "%s", what);
}

static bool put_text_head(Encoder* encoder, int size) {
    if(size < 32) return put_tag(encoder, 0xa0 | size);
    if(size <= UINT8_MAX) return put_head(encoder, 0xd9, (uint64_t)size, 1);
    if(size <= UINT16_MAX) return put_head(encoder, 0xda, (uint64_t)size, 2);
    return put_head(encoder, 0xdb, (uint64_t)size, 4);
}

static bool put_text(Encoder* encoder, py_Ref value) {
    int size;
    const char* text = py_tostrn(value, &size);
    msgpack_TextFault fault;
    if(!msgpack_check_utf8((const unsigned char*)text, size, &fault)) {
        return refuse_text((const unsigned char*)text, &fault);
    }
    return put_text_head(encoder, size) && put(encoder, text, (size_t)size);
}

static bool put_bytes_head(Encoder* encoder, int size) {
    if(size <= UINT8_MAX) return put_head(encoder, 0xc4, (uint64_t)size, 1);
    if(size <= UINT16_MAX) return put_head(encoder, 0xc5, (uint64_t)size, 2);
    return put_head(encoder, 0xc6, (uint64_t)size, 4);
}

static bool put_bytes(Encoder* encoder, py_Ref value) {
    int size;
    const unsigned char* bytes = py_tobytes(value, &size);
    return put_bytes_head(encoder, size) && put(encoder, bytes, (size_t)size);
}

/* ---- containers -------------------------------------------------------------------------- */

static bool refuse_nesting(void) { return py_exception(tp_ValueError, "recursion limit exceeded."); }

/* Tags of a list are 0x90, 0xdc, 0xdd; of a dict 0x80, 0xde, 0xdf. */
static bool put_container_head(Encoder* encoder, int short_tag, int long_tag, int count) {
    if(count < 16) return put_tag(encoder, short_tag | count);
    if(count <= UINT16_MAX) return put_head(encoder, (unsigned char)long_tag, (uint64_t)count, 2);
    return put_head(encoder, (unsigned char)(long_tag + 1), (uint64_t)count, 4);
}

static bool push_level(Encoder* encoder, Level level) {
    for(size_t i = 0; i < encoder->levels_count; i++) {
        if(encoder->levels[i].identity == level.identity) return refuse_nesting();
    }
    if(encoder->levels_count == encoder->levels_capacity) {
        void* grown = grow(encoder->levels, encoder->levels_count, 1, &encoder->levels_capacity, sizeof(Level));
        if(!grown) return false;
        encoder->levels = grown;
    }
    encoder->levels[encoder->levels_count++] = level;
    return true;
}

static bool open_array(Encoder* encoder, py_Ref value, const py_TValue* items, int count) {
    Level level = {.identity = value->_obj, .items = items, .count = (size_t)count};
    return put_container_head(encoder, 0x90, 0xdc, count) && push_level(encoder, level);
}

static bool copy_pair(py_Ref key, py_Ref value, void* context) {
    Encoder* encoder = context;
    encoder->pairs[encoder->pairs_count++] = *key;
    encoder->pairs[encoder->pairs_count++] = *value;
    return true;
}

static bool reserve_pairs(Encoder* encoder, size_t more) {
    if(more <= encoder->pairs_capacity - encoder->pairs_count) return true;
    void* grown = grow(encoder->pairs, encoder->pairs_count, more, &encoder->pairs_capacity, sizeof(py_TValue));
    if(grown) encoder->pairs = grown;
    return grown != NULL;
}

/* `dict` comes by value, as it may lie in `pairs`, which moves. The level goes first, so that a
 * dict inside itself is not copied over and over. An instance of a subclass holds the same as a
 * dict; the copy is called one, since that is what the functions below ask for. */
static bool open_dict(Encoder* encoder, py_TValue dict) {
    dict.type = tp_dict;
    int count = py_dict_len(&dict);
    Level level = {
        .identity = dict._obj, .is_dict = true, .pairs_start = encoder->pairs_count, .count = 2 * (size_t)count};
    return put_container_head(encoder, 0x80, 0xde, count) && push_level(encoder, level) &&
           reserve_pairs(encoder, level.count) && py_dict_apply(&dict, copy_pair, encoder);
}

/* ---- values ------------------------------------------------------------------------------ */

/* Where an array lies and what it is, as an extension of type 1. */
static bool put_array(Encoder* encoder, py_Ref value) {
    unsigned char text[PKW_ARRAY_BYTES_MAX + 4] = {0xc8};
    int size = pkw_arrays->describe(value, text + 4);
    if(size < 0) return false;
    text[1] = (unsigned char)(size >> 8), text[2] = (unsigned char)size, text[3] = 1;
    return put(encoder, text, (size_t)size + 4);
}

/* A scalar whole; of a container the head, its items follow from its new level. */
static bool put_value(Encoder* encoder, py_Ref value) {
    if(encoder->levels_count > MSGPACK_NESTING_MAX) return refuse_nesting();
    switch(py_typeof(value)) {
        case tp_NoneType: return put_tag(encoder, 0xc0);
        case tp_bool: return put_tag(encoder, py_tobool(value) ? 0xc3 : 0xc2);
        case tp_int: return put_int(encoder, py_toint(value));
        case tp_float: return put_float(encoder, py_tofloat(value));
        case tp_str: return put_text(encoder, value);
        case tp_bytes: return put_bytes(encoder, value);
        case tp_list: return open_array(encoder, value, py_list_data(value), py_list_len(value));
        case tp_tuple: return open_array(encoder, value, py_tuple_data(value), py_tuple_len(value));
        default:
            if(py_isinstance(value, tp_dict)) return open_dict(encoder, *value);
            if(encoder->reader == MSGPACK_FOR_PAGE && pkw_arrays && py_isinstance(value, pkw_arrays->type))
                return put_array(encoder, value);
            return py_exception(tp_TypeError, "can not serialize '%t' object", py_typeof(value));
    }
}

static py_Ref next_item(Encoder* encoder, Level* level) {
    const py_TValue* items = level->is_dict ? encoder->pairs + level->pairs_start : level->items;
    return (py_Ref)&items[level->next++];
}

static void close_level(Encoder* encoder) {
    Level* level = &encoder->levels[--encoder->levels_count];
    if(level->is_dict) encoder->pairs_count = level->pairs_start;
}

static bool put_document(Encoder* encoder, py_Ref value) {
    if(!put_value(encoder, value)) return false;
    while(encoder->levels_count) {
        Level* level = &encoder->levels[encoder->levels_count - 1];
        if(level->next == level->count) close_level(encoder);
        else if(!put_value(encoder, next_item(encoder, level))) return false;
    }
    return true;
}

/* pocketpy does not check its allocations, so this one is tried before. */
static bool return_bytes(Encoder* encoder) {
    void* probe = py_malloc(encoder->bytes_count + 64);
    if(!probe) return refuse_memory();
    py_free(probe);
    memcpy(py_newbytes(py_retval(), (int)encoder->bytes_count), encoder->bytes, encoder->bytes_count);
    return true;
}

bool msgpack_encode(py_Ref value, msgpack_Reader reader) {
    Encoder encoder = {.reader = reader};
    bool ok = put_document(&encoder, value) && return_bytes(&encoder);
    py_free(encoder.bytes);
    py_free(encoder.levels);
    py_free(encoder.pairs);
    return ok;
}
