/* MD5, SHA-1, SHA-2: the functions that mix a block, after RFC 1321, FIPS 180-4. */
#include "hashes.h"

#include <math.h>

static uint32_t left(uint32_t x, int n) { return x << n | x >> (32 - n); }
static uint32_t right(uint32_t x, int n) { return x >> n | x << (32 - n); }
static uint64_t right64(uint64_t x, int n) { return x >> n | x << (64 - n); }

static uint64_t read_big(const unsigned char* at, int size) {
    uint64_t word = 0;
    for (int i = 0; i < size; i++) word = word << 8 | at[i];
    return word;
}

static uint32_t read_little(const unsigned char* at) { return (uint32_t)at[0] | (uint32_t)at[1] << 8 | (uint32_t)at[2] << 16 | (uint32_t)at[3] << 24; }

/* ---- MD5 ------------------------------------------------------------------------------------------------------------ */

static void start_32(HashState* state) {
    static const uint32_t WORDS[] = {0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476, 0xc3d2e1f0};
    for (int i = 0; i < 5; i++) state->words[i] = WORDS[i];
}

void pkl_md5_start(HashState* state) { start_32(state); }
void pkl_sha1_start(HashState* state) { start_32(state); }

/* Constants are the sines of 1, 2, 3 …, as RFC 1321 defines them. */
static const uint32_t* sines(void) {
    static uint32_t table[64];
    for (int i = 0; i < 64 && !table[63]; i++) table[i] = (uint32_t)(int64_t)(fabs(sin(i + 1)) * 4294967296.0);
    return table;
}

void pkl_md5_mix(HashState* state) {
    static const uint8_t SHIFTS[4][4] = {{7, 12, 17, 22}, {5, 9, 14, 20}, {4, 11, 16, 23}, {6, 10, 15, 21}};
    const uint32_t* table = sines();
    uint32_t a = (uint32_t)state->words[0], b = (uint32_t)state->words[1], c = (uint32_t)state->words[2], d = (uint32_t)state->words[3];
    for (int i = 0; i < 64; i++) {
        int round = i / 16, place = round == 0 ? i : round == 1 ? 5 * i + 1 : round == 2 ? 3 * i + 5 : 7 * i;
        uint32_t f = round == 0 ? (b & c) | (~b & d) : round == 1 ? (d & b) | (~d & c) : round == 2 ? b ^ c ^ d : c ^ (b | ~d);
        uint32_t sum = left(a + f + table[i] + read_little(state->block + 4 * (place & 15)), SHIFTS[round][i & 3]);
        a = d, d = c, c = b, b += sum;
    }
    const uint32_t made[] = {a, b, c, d};
    for (int i = 0; i < 4; i++) state->words[i] = (uint32_t)(state->words[i] + made[i]);
}

/* ---- SHA-1 ----------------------------------------------------------------------------------------------------------- */

void pkl_sha1_mix(HashState* state) {
    static const uint32_t CONSTANTS[] = {0x5a827999, 0x6ed9eba1, 0x8f1bbcdc, 0xca62c1d6};
    uint32_t w[80], v[5];
    for (int i = 0; i < 16; i++) w[i] = (uint32_t)read_big(state->block + 4 * i, 4);
    for (int i = 16; i < 80; i++) w[i] = left(w[i - 3] ^ w[i - 8] ^ w[i - 14] ^ w[i - 16], 1);
    for (int i = 0; i < 5; i++) v[i] = (uint32_t)state->words[i];
    for (int i = 0; i < 80; i++) {
        uint32_t f = i < 20 ? (v[1] & v[2]) | (~v[1] & v[3]) : i >= 40 && i < 60 ? (v[1] & v[2]) | (v[1] & v[3]) | (v[2] & v[3]) : v[1] ^ v[2] ^ v[3];
        uint32_t sum = left(v[0], 5) + f + v[4] + CONSTANTS[i / 20] + w[i];
        v[4] = v[3], v[3] = v[2], v[2] = left(v[1], 30), v[1] = v[0], v[0] = sum;
    }
    for (int i = 0; i < 5; i++) state->words[i] = (uint32_t)(state->words[i] + v[i]);
}

/* ---- SHA-2 ------------------------------------------------------------------------------------------------------------ */

/* Fractions of the cube roots of the first 80 primes; their upper halves are those of SHA-256. */
static const uint64_t CUBES[80] = {
#include "cubes.h"
};

/* Fractions of the square roots of the first 8 primes: SHA-512 and blake2b; their upper halves: SHA-256 and blake2s. */
const uint64_t pkl_sha512_start_words[8] = {0x6a09e667f3bcc908, 0xbb67ae8584caa73b, 0x3c6ef372fe94f82b, 0xa54ff53a5f1d36f1, 0x510e527fade682d1, 0x9b05688c2b3e6c1f, 0x1f83d9abfb41bd6b, 0x5be0cd19137e2179};

void pkl_sha2_start(HashState* state) {
    /* Those of the 9th to 16th prime: SHA-384; their lower halves: SHA-224. */
    static const uint64_t NEXT[8] = {0xcbbb9d5dc1059ed8, 0x629a292a367cd507, 0x9159015a3070dd17, 0x152fecd8f70e5939, 0x67332667ffc00b31, 0x8eb44a8768581511, 0xdb0c2e0d64f98fa7, 0x47b5481dbefa4fa4};
    for (int i = 0; i < 8; i++) {
        uint64_t first = pkl_sha512_start_words[i], next = NEXT[i];
        bool wide = state->kind->block_size == 128, full = state->digest_size == (wide ? 64 : 32);
        state->words[i] = wide ? (full ? first : next) : full ? first >> 32 : next & 0xffffffff;
    }
}

void pkl_sha256_mix(HashState* state) {
    uint32_t w[64], v[8];
    for (int i = 0; i < 16; i++) w[i] = (uint32_t)read_big(state->block + 4 * i, 4);
    for (int i = 16; i < 64; i++)
        w[i] = w[i - 16] + w[i - 7] + (right(w[i - 15], 7) ^ right(w[i - 15], 18) ^ w[i - 15] >> 3) + (right(w[i - 2], 17) ^ right(w[i - 2], 19) ^ w[i - 2] >> 10);
    for (int i = 0; i < 8; i++) v[i] = (uint32_t)state->words[i];
    for (int i = 0; i < 64; i++) {
        uint32_t e = v[4], a = v[0];
        uint32_t one = v[7] + (right(e, 6) ^ right(e, 11) ^ right(e, 25)) + ((e & v[5]) ^ (~e & v[6])) + (uint32_t)(CUBES[i] >> 32) + w[i];
        uint32_t two = (right(a, 2) ^ right(a, 13) ^ right(a, 22)) + ((a & v[1]) ^ (a & v[2]) ^ (v[1] & v[2]));
        memmove(v + 1, v, 7 * sizeof *v);
        v[4] += one;
        v[0] = one + two;
    }
    for (int i = 0; i < 8; i++) state->words[i] = (uint32_t)(state->words[i] + v[i]);
}

void pkl_sha512_mix(HashState* state) {
    uint64_t w[80], v[8];
    for (int i = 0; i < 16; i++) w[i] = read_big(state->block + 8 * i, 8);
    for (int i = 16; i < 80; i++)
        w[i] = w[i - 16] + w[i - 7] + (right64(w[i - 15], 1) ^ right64(w[i - 15], 8) ^ w[i - 15] >> 7) + (right64(w[i - 2], 19) ^ right64(w[i - 2], 61) ^ w[i - 2] >> 6);
    memcpy(v, state->words, sizeof v);
    for (int i = 0; i < 80; i++) {
        uint64_t e = v[4], a = v[0];
        uint64_t one = v[7] + (right64(e, 14) ^ right64(e, 18) ^ right64(e, 41)) + ((e & v[5]) ^ (~e & v[6])) + CUBES[i] + w[i];
        uint64_t two = (right64(a, 28) ^ right64(a, 34) ^ right64(a, 39)) + ((a & v[1]) ^ (a & v[2]) ^ (v[1] & v[2]));
        memmove(v + 1, v, 7 * sizeof *v);
        v[4] += one;
        v[0] = one + two;
    }
    for (int i = 0; i < 8; i++) state->words[i] += v[i];
}

/* ---- the ends ---------------------------------------------------------------------------------------------------------- */

/* A one bit, zeros, and the number of bits in the last bytes of the last block. */
static void pad(HashState* state, int length_bytes, bool big) {
    uint32_t block = state->kind->block_size;
    uint64_t bits = state->size * 8;
    state->block[state->filled++] = 0x80;
    memset(state->block + state->filled, 0, block - state->filled);
    if (state->filled > block - (uint32_t)length_bytes) {
        state->kind->mix(state);
        memset(state->block, 0, block);
    }
    for (int i = 0; i < 8; i++) state->block[block - (uint32_t)(big ? 1 + i : 8 - i)] = (unsigned char)(bits >> 8 * i);
    state->kind->mix(state);
}

void pkl_md5_end(HashState* state, unsigned char* digest, uint32_t size) {
    pad(state, 8, false);
    for (uint32_t i = 0; i < size; i++) digest[i] = (unsigned char)(state->words[i / 4] >> 8 * (i & 3));
}

void pkl_sha_end(HashState* state, unsigned char* digest, uint32_t size) {
    uint32_t word = state->kind->block_size / 16;
    pad(state, (int)word * 2, true);
    for (uint32_t i = 0; i < size; i++) digest[i] = (unsigned char)(state->words[i / word] >> 8 * (word - 1 - i % word));
}
