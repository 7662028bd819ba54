/*
 * The modules _md5, _sha1, _sha2, _sha3, _blake2 and _hashlib. All hash objects have one layout and one table of methods; a row says what differs.
 */
#pragma once

#include "../library.h"
#include "../../language/text/bytes/bytes.h"

#include <string.h>

enum { HASH_BLOCK_MAX = 168, HASH_DIGEST_MAX = 64 };

struct HashKind;

typedef struct HashState {
    const struct HashKind* kind;
    uint64_t words[25];
    uint64_t size;       /* bytes so far */
    uint32_t filled;     /* of `block` */
    uint32_t digest_size;
    bool last_node;      /* of blake2 */
    unsigned char block[HASH_BLOCK_MAX];
} HashState;

typedef struct HashKind {
    const char* name;
    uint16_t block_size, digest_size; /* digest_size 0: chosen by digest() */
    void (*start)(HashState* state);
    void (*mix)(HashState* state); /* a full block */
    void (*end)(HashState* state, unsigned char* digest, uint32_t size);
    py_Type type;
} HashKind;

void pkl_hash_start(HashState* state, const HashKind* kind);
void pkl_hash_update(HashState* state, const void* data, size_t size);
/* The digest of what came so far; the state stays usable. */
void pkl_hash_digest(const HashState* state, unsigned char* digest, uint32_t size);
/* A kind by its name (hyphens and case as hashlib.new takes them); NULL. */
const HashKind* pkl_hash_kind(c11_sv name);
/* A new hash object of the kind with its first data, into py_retval(). */
bool pkl_hash_make(const HashKind* kind, py_Ref data, py_Ref string);
/* Feeds a bytes-like object; long ones look at the counter. TypeError for str. */
bool pkl_hash_feed(HashState* state, py_Ref data);
/* An int without a sign as `size` bytes, the lowest first; ValueError, OverflowError. */
bool pkl_hash_unsigned(py_Ref value, int size, unsigned char* out);
HashState* pkl_hash_state(py_Ref self);
const HashKind* pkl_hash_kind_of(py_Ref self);

void pkl_md5_start(HashState*), pkl_md5_mix(HashState*), pkl_md5_end(HashState*, unsigned char*, uint32_t);
void pkl_sha1_start(HashState*), pkl_sha1_mix(HashState*);
void pkl_sha2_start(HashState*), pkl_sha256_mix(HashState*), pkl_sha512_mix(HashState*), pkl_sha_end(HashState*, unsigned char*, uint32_t);
void pkl_sha3_start(HashState*), pkl_sha3_mix(HashState*), pkl_sha3_end(HashState*, unsigned char*, uint32_t);
void pkl_blake2_start(HashState*), pkl_blake2_mix(HashState*), pkl_blake2_end(HashState*, unsigned char*, uint32_t);
extern const uint64_t pkl_sha512_start_words[8];

extern const HashKind pkl_hash_kinds[];
enum { HASH_MD5, HASH_SHA1, HASH_SHA224, HASH_SHA256, HASH_SHA384, HASH_SHA512, HASH_SHA3_224, HASH_SHA3_256, HASH_SHA3_384, HASH_SHA3_512, HASH_SHAKE_128, HASH_SHAKE_256, HASH_BLAKE2B, HASH_BLAKE2S, HASH_KINDS };

/* Registers the types of kinds [from, to) and puts them, under these names, and functions that make them into the module. */
void pkl_hash_types(PyModule* module, int from, int to);
/* blake2b and blake2s: the whole constructor. */
bool pkl_blake2_new(int argc, py_Ref argv);
