/* The constructor of blake2b and blake2s, with their parameter block: RFC 7693 and the paper on blake2, section 2.8. */
#include "hashes.h"

enum { DATA = 1, DIGEST_SIZE, KEY, SALT, PERSON, FANOUT, DEPTH, LEAF_SIZE, NODE_OFFSET, NODE_DEPTH, INNER_SIZE, LAST_NODE, FOR_SECURITY, STRING };

static bool number(py_Ref value, int64_t fallback, int64_t* out) {
    *out = fallback;
    if (!value->type) return true;
    return pkl_index(value, out, false) || (pkl_exc_matches(tp_OverflowError) ? (py_clearexc(NULL), pkl_raise(tp_OverflowError, "Python int too large to convert to C int")) : false);
}

static bool between(py_Ref value, const char* name, int64_t fallback, int least, int most, unsigned char* out) {
    int64_t given;
    if (!number(value, fallback, &given)) return false;
    if (given < least || given > most) return pkl_raise(tp_ValueError, "%s must be between %d and %d", name, least, most);
    *out = (unsigned char)given;
    return true;
}

static bool optional_unsigned(py_Ref value, int size, unsigned char* out) { return !value->type || pkl_hash_unsigned(value, size, out); }

static bool text(py_Ref value, const char* name, int most, unsigned char* out, int* size) {
    c11_sv bytes = {"", 0};
    if (value->type && !pkl_bytes_like(value, &bytes)) return false;
    if (bytes.size > most) return pkl_raise(tp_ValueError, "maximum %s length is %d bytes", name, most);
    memcpy(out, bytes.data, (size_t)bytes.size);
    *size = bytes.size;
    return true;
}

static bool digest_size(py_Ref value, const HashKind* kind, unsigned char* out) {
    int64_t given;
    if (!number(value, kind->digest_size, &given)) return false;
    if (given <= 0 || given > kind->digest_size) return pkl_raise(tp_ValueError, "digest_size for %s must be between 1 and %d bytes, here it is %i", kind->type == tp_blake2b ? "Blake2b" : "Blake2s", (int)kind->digest_size, given);
    *out = (unsigned char)given;
    return true;
}

/* The parameter block, whose places depend on the width of words; the key goes to `key`. */
static bool read_parameters(const HashKind* kind, py_Ref argv, unsigned char block[64], unsigned char key[64]) {
    bool wide = kind->type == tp_blake2b;
    int word = wide ? 8 : 4, size, behind_offset = wide ? 16 : 14;
    if (!digest_size(&argv[DIGEST_SIZE], kind, &block[0])) return false;
    if (!text(&argv[SALT], "salt", 2 * word, block + 4 * word, &size) || !text(&argv[PERSON], "person", 2 * word, block + 6 * word, &size)) return false;
    if (!between(&argv[FANOUT], "fanout", 1, 0, 255, &block[2]) || !between(&argv[DEPTH], "depth", 1, 1, 255, &block[3])) return false;
    if (!optional_unsigned(&argv[LEAF_SIZE], 4, block + 4) || !optional_unsigned(&argv[NODE_OFFSET], wide ? 8 : 6, block + 8)) return false;
    if (!between(&argv[NODE_DEPTH], "node_depth", 0, 0, 255, &block[behind_offset])) return false;
    int64_t inner; /* the text is CPython's */
    if (!number(&argv[INNER_SIZE], 0, &inner)) return false;
    if (inner < 0 || inner > kind->digest_size) return pkl_raise(tp_ValueError, "inner_size must be between 0 and is %d", (int)kind->digest_size);
    block[behind_offset + 1] = (unsigned char)inner;
    if (!text(&argv[KEY], "key", kind->digest_size, key, &size)) return false;
    block[1] = (unsigned char)size;
    return true;
}

bool pkl_blake2_new(int argc, py_Ref argv) {
    (void)argc;
    const HashKind* kind = &pkl_hash_kinds[py_totype(argv) == tp_blake2b ? HASH_BLAKE2B : HASH_BLAKE2S];
    unsigned char block[64] = {0}, key[HASH_BLOCK_MAX] = {0};
    py_TValue none = {0}, *made = py_pushtmp();
    if (argv[DATA].type && argv[STRING].type) return pkl_hash_make(kind, &argv[DATA], &argv[STRING]); /* refused there */
    int last_node = argv[LAST_NODE].type ? py_bool(&argv[LAST_NODE]) : 0;
    if (last_node < 0 || !read_parameters(kind, argv, block, key) || !pkl_hash_make(kind, &none, &none)) return false;
    *made = *py_retval();
    HashState* state = pkl_hash_state(made);
    uint32_t word = kind->block_size / 16;
    for (uint32_t i = 0; i < 8 * word; i++) state->words[i / word] ^= (uint64_t)block[i] << 8 * (i % word);
    state->digest_size = block[0];
    state->last_node = last_node;
    if (block[1]) pkl_hash_update(state, key, kind->block_size);
    py_Ref first = argv[DATA].type ? &argv[DATA] : &argv[STRING];
    if (first->type && !pkl_hash_feed(state, first)) return false;
    return pkl_return(made);
}
