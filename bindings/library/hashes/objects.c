/* Hash objects: their state, their methods, and the rows of the fourteen kinds. */
#include "hashes.h"

typedef struct PyHash {
    PyObject head;
    HashState state;
} PyHash;

#define SHA2(name, block, size, mix, type) {name, block, size, pkl_sha2_start, mix, pkl_sha_end, type}
#define SHA3(name, block, size, type) {name, block, size, pkl_sha3_start, pkl_sha3_mix, pkl_sha3_end, type}
#define BLAKE2(name, block, size, type) {name, block, size, pkl_blake2_start, pkl_blake2_mix, pkl_blake2_end, type}
const HashKind pkl_hash_kinds[HASH_KINDS] = {
    {"md5", 64, 16, pkl_md5_start, pkl_md5_mix, pkl_md5_end, tp_MD5},
    {"sha1", 64, 20, pkl_sha1_start, pkl_sha1_mix, pkl_sha_end, tp_SHA1},
    SHA2("sha224", 64, 28, pkl_sha256_mix, tp_SHA224),
    SHA2("sha256", 64, 32, pkl_sha256_mix, tp_SHA256),
    SHA2("sha384", 128, 48, pkl_sha512_mix, tp_SHA384),
    SHA2("sha512", 128, 64, pkl_sha512_mix, tp_SHA512),
    SHA3("sha3_224", 144, 28, tp_sha3_224),
    SHA3("sha3_256", 136, 32, tp_sha3_256),
    SHA3("sha3_384", 104, 48, tp_sha3_384),
    SHA3("sha3_512", 72, 64, tp_sha3_512),
    SHA3("shake_128", 168, 0, tp_shake_128),
    SHA3("shake_256", 136, 0, tp_shake_256),
    BLAKE2("blake2b", 128, 64, tp_blake2b),
    BLAKE2("blake2s", 64, 32, tp_blake2s),
};

HashState* pkl_hash_state(py_Ref self) { return &PKL_OBJECT(self, PyHash)->state; }

const HashKind* pkl_hash_kind_of(py_Ref self) { return pkl_hash_state(self)->kind; }

const HashKind* pkl_hash_kind(c11_sv name) {
    for (int i = 0; i < HASH_KINDS; i++) {
        const char* known = pkl_hash_kinds[i].name;
        int at = 0;
        while (at < name.size && known[at] && ((name.data[at] | 32) == known[at] || (name.data[at] == '-' && known[at] == '_') || name.data[at] == known[at])) at++;
        if (at == name.size && !known[at]) return &pkl_hash_kinds[i];
    }
    return NULL;
}

/* ---- states ---------------------------------------------------------------------------------------------------------- */

void pkl_hash_start(HashState* state, const HashKind* kind) {
    *state = (HashState){.kind = kind, .digest_size = kind->digest_size};
    kind->start(state);
}

void pkl_hash_update(HashState* state, const void* data, size_t size) {
    const unsigned char* at = data;
    uint32_t block = state->kind->block_size;
    while (size > 0) {
        if (state->filled == block) { /* the last block may be mixed in another way */
            state->kind->mix(state);
            state->filled = 0;
        }
        uint32_t part = size < block - state->filled ? (uint32_t)size : block - state->filled;
        memcpy(state->block + state->filled, at, part);
        state->filled += part;
        state->size += part;
        at += part;
        size -= part;
    }
}

void pkl_hash_digest(const HashState* state, unsigned char* digest, uint32_t size) {
    HashState copy = *state;
    if (copy.filled == copy.kind->block_size && copy.kind->mix != pkl_blake2_mix) {
        copy.kind->mix(&copy);
        copy.filled = 0;
    }
    copy.kind->end(&copy, digest, size);
}

bool pkl_hash_feed(HashState* state, py_Ref data) {
    c11_sv bytes;
    if (pkl_is_str(data)) return pkl_raise(tp_TypeError, "Strings must be encoded before hashing");
    if (!pkl_is_bytes_like(data)) return pkl_raise(tp_TypeError, "object supporting the buffer API required");
    if (!pkl_bytes_like(data, &bytes)) return false;
    pkl_hash_update(state, bytes.data, (size_t)bytes.size);
    return pkl_tick(bytes.size / 256);
}

bool pkl_hash_make(const HashKind* kind, py_Ref data, py_Ref string) {
    bool named = string->type;
    if (data->type && named)
        return pkl_raise(tp_TypeError, "'data' and 'string' are mutually exclusive and support for 'string' keyword parameter is slated for removal in a future version.");
    py_Ref first = named ? string : data;
    py_TValue made;
    pkl_hash_start(&((PyHash*)pkl_new(&made, kind->type))->state, kind);
    if (first->type && !pkl_hash_feed(pkl_hash_state(&made), first)) return false;
    return pkl_return(&made);
}

/* ---- methods --------------------------------------------------------------------------------------------------------- */

static bool update(int argc, py_Ref argv) { return (void)argc, pkl_hash_feed(pkl_hash_state(argv), &argv[1]) && pkl_return_none(); }

static bool copy(int argc, py_Ref argv) {
    (void)argc;
    py_TValue made;
    HashState* state = &((PyHash*)pkl_new(&made, pkl_hash_kind_of(argv)->type))->state;
    *state = *pkl_hash_state(argv);
    return pkl_return(&made);
}

static bool return_digest(py_Ref self, uint32_t size, bool hex) {
    py_TValue bytes, none = {0};
    if (!pkl_reserve((uint64_t)size * 3)) return false;
    pkl_hash_digest(pkl_hash_state(self), pkl_new_bytes(&bytes, (int)size)->data, size);
    if (hex) return pkl_hex(pkl_text(&bytes), &none, &none);
    return pkl_return(&bytes);
}

static bool digest(int argc, py_Ref argv) { return (void)argc, return_digest(argv, pkl_hash_state(argv)->digest_size, false); }
static bool hexdigest(int argc, py_Ref argv) { return (void)argc, return_digest(argv, pkl_hash_state(argv)->digest_size, true); }

bool pkl_hash_unsigned(py_Ref value, int size, unsigned char* out) {
    py_TValue plain;
    if (!pkl_to_int(value, &plain)) return false;
    if (pkl_int_to_bytes(&plain, out, size, true, false)) return true;
    if (!pkl_exc_matches(tp_OverflowError)) return false;
    py_clearexc(NULL);
    return pkl_int_sign(&plain) < 0 ? pkl_raise(tp_ValueError, "Cannot convert negative int") : pkl_raise(tp_OverflowError, "Python int too large for C unsigned long");
}

/* digest(length) of the shakes */
static bool shake_digest(py_Ref argv, bool hex) {
    unsigned char bytes[8];
    uint64_t length;
    if (!pkl_hash_unsigned(&argv[1], 8, bytes)) return false;
    memcpy(&length, bytes, 8);
    return length < 1 << 29 ? return_digest(argv, (uint32_t)length, hex) : pkl_raise(tp_ValueError, "length is too large");
}

static bool shake_bytes(int argc, py_Ref argv) { return (void)argc, shake_digest(argv, false); }
static bool shake_hex(int argc, py_Ref argv) { return (void)argc, shake_digest(argv, true); }

static bool get_block_size(int argc, py_Ref argv) { return (void)argc, pkl_return_int(pkl_hash_kind_of(argv)->block_size); }
static bool get_digest_size(int argc, py_Ref argv) { return (void)argc, pkl_return_int(pkl_hash_state(argv)->digest_size); }
static bool get_name(int argc, py_Ref argv) { return (void)argc, py_newstr(py_retval(), pkl_hash_kind_of(argv)->name), true; }
static bool get_rate(int argc, py_Ref argv) { return (void)argc, pkl_return_int(pkl_hash_kind_of(argv)->block_size * 8); }
static bool get_capacity(int argc, py_Ref argv) { return (void)argc, pkl_return_int(1600 - pkl_hash_kind_of(argv)->block_size * 8); }
static bool get_suffix(int argc, py_Ref argv) {
    (void)argc;
    pkl_new_bytes(py_retval(), 1)->data[0] = pkl_hash_kind_of(argv)->digest_size ? 6 : 31;
    return true;
}

static const HashKind* kind_of_type(py_Type type) {
    for (int i = 0; i < HASH_KINDS; i++) {
        if (pkl_hash_kinds[i].type == type) return &pkl_hash_kinds[i];
    }
    return NULL;
}

/* sha3_224(data=b'', *, usedforsecurity=True, string=None) and its like */
static bool sha3_new(int argc, py_Ref argv) { return (void)argc, pkl_hash_make(kind_of_type(py_totype(argv)), &argv[1], &argv[3]); }

#define COMMON {"copy", copy, "($self, /)", PKL_NOARGS, PKL_METHOD, 0, 0}, {"update", update, "($self, data, /)", PKL_O, PKL_METHOD, 1, 1}
#define DIGESTS {"digest", digest, "($self, /)", PKL_NOARGS, PKL_METHOD, 0, 0}, {"hexdigest", hexdigest, "($self, /)", PKL_NOARGS, PKL_METHOD, 0, 0}
#define NEW_SHA3 {"__new__", sha3_new, "($self, /, data=b'', *, usedforsecurity=True, string=None)", PKL_CLINIC, PKL_NEW, 0, 1}
static const PklMethod METHODS[] = {COMMON, DIGESTS, {0}}, SHA3_METHODS[] = {COMMON, DIGESTS, NEW_SHA3, {0}};
static const PklMethod SHAKE_METHODS[] = {
    COMMON, NEW_SHA3,
    {"digest", shake_bytes, "($self, /, length)", PKL_CLINIC, PKL_METHOD, 1, 1},
    {"hexdigest", shake_hex, "($self, /, length)", PKL_CLINIC, PKL_METHOD, 1, 1},
    {0},
};
static const PklMethod BLAKE2_METHODS[] = {
    COMMON, DIGESTS,
    {"__new__", pkl_blake2_new, "($self, data=b'', *, digest_size=64, key=b'', salt=b'', person=b'', fanout=1, depth=1, leaf_size=0, node_offset=0, node_depth=0, inner_size=0, last_node=False, usedforsecurity=True, string=None)", PKL_CLINIC, PKL_NEW, 0, 1},
    {0},
};

static const PklGetSet GETSETS[] = {{"block_size", get_block_size, NULL}, {"digest_size", get_digest_size, NULL}, {"name", get_name, NULL}, {0}};
static const PklGetSet SHA3_GETSETS[] = {
    {"_capacity_bits", get_capacity, NULL}, {"_rate_bits", get_rate, NULL}, {"_suffix", get_suffix, NULL}, {"block_size", get_block_size, NULL}, {"digest_size", get_digest_size, NULL}, {"name", get_name, NULL}, {0},
};

static const PklLayout LAYOUT = {sizeof(PyHash), NULL, NULL};

#define TYPE(number, text, owner, table, fields, more) {.id = number, .base = tp_object, .name = text, .module = owner, .layout = &LAYOUT, .flags = PKL_TYPE_FINAL | more, .hidden = true, .methods = table, .getsets = fields}
#define PLAIN(number, text, owner) {TYPE(number, text, owner, METHODS, GETSETS, PKL_TYPE_NO_NEW), {0}}
#define SPONGE(number, text) {TYPE(number, text, "_sha3", SHA3_METHODS, SHA3_GETSETS, 0), {0}}
#define SHAKE(number, text) {TYPE(number, text, "_sha3", SHAKE_METHODS, SHA3_GETSETS, 0), {0}}
static const PklTypeSpec TYPES[HASH_KINDS][2] = {
    PLAIN(tp_MD5, "md5", "_md5"), PLAIN(tp_SHA1, "sha1", "_sha1"), PLAIN(tp_SHA224, "SHA224Type", "_sha2"), PLAIN(tp_SHA256, "SHA256Type", "_sha2"),
    PLAIN(tp_SHA384, "SHA384Type", "_sha2"), PLAIN(tp_SHA512, "SHA512Type", "_sha2"), SPONGE(tp_sha3_224, "sha3_224"), SPONGE(tp_sha3_256, "sha3_256"),
    SPONGE(tp_sha3_384, "sha3_384"), SPONGE(tp_sha3_512, "sha3_512"), SHAKE(tp_shake_128, "shake_128"), SHAKE(tp_shake_256, "shake_256"),
    {TYPE(tp_blake2b, "blake2b", "_blake2", BLAKE2_METHODS, GETSETS, 0), {0}}, {TYPE(tp_blake2s, "blake2s", "_blake2", BLAKE2_METHODS, GETSETS, 0), {0}},
};

void pkl_hash_types(PyModule* module, int from, int to) {
    static const char* const NAMES[] = {"MD5Type", "SHA1Type"};
    for (int i = from; i < to; i++) {
        if (!pkl_vm->types[pkl_hash_kinds[i].type]) pkl_register_types(TYPES[i]); /* _hashlib may have been first */
        if (module) pkl_library_set(module, i < 2 ? NAMES[i] : TYPES[i]->name, &pkl_vm->types[pkl_hash_kinds[i].type]->self);
    }
}
