/* SHA-3 (FIPS 202) and blake2 (RFC 7693): the functions that mix a block. Words lie with their lowest byte first. */
#include "hashes.h"

static uint64_t left64(uint64_t x, int n) { return n ? x << n | x >> (64 - n) : x; }

static uint64_t read_word(const unsigned char* at, int size) {
    uint64_t word = 0;
    for (int i = 0; i < size; i++) word |= (uint64_t)at[i] << 8 * i;
    return word;
}

/* ---- SHA-3 --------------------------------------------------------------------------------------------------------- */

static void keccak(uint64_t a[25]) {
    uint8_t shift_register = 1;
    for (int round = 0; round < 24; round++) {
        uint64_t c[5], kept = a[1];
        for (int x = 0; x < 5; x++) c[x] = a[x] ^ a[x + 5] ^ a[x + 10] ^ a[x + 15] ^ a[x + 20];
        for (int i = 0; i < 25; i++) a[i] ^= c[(i + 4) % 5] ^ left64(c[(i + 1) % 5], 1);
        kept = a[1];
        for (int i = 0, x = 1, y = 0; i < 24; i++) { /* every lane but the first moves and turns */
            int to = (2 * x + 3 * y) % 5;
            x = y, y = to;
            uint64_t lane = a[x + 5 * y];
            a[x + 5 * y] = left64(kept, (i + 1) * (i + 2) / 2 % 64);
            kept = lane;
        }
        for (int y = 0; y < 25; y += 5) {
            memcpy(c, a + y, sizeof c);
            for (int x = 0; x < 5; x++) a[y + x] = c[x] ^ (~c[(x + 1) % 5] & c[(x + 2) % 5]);
        }
        for (int j = 0; j < 7; j++) { /* the round's constant, a bit at a time */
            if (shift_register & 1) a[0] ^= (uint64_t)1 << ((1 << j) - 1);
            shift_register = (uint8_t)(shift_register << 1 ^ (shift_register >> 7) * 0x71);
        }
    }
}

void pkl_sha3_start(HashState* state) { (void)state; }

void pkl_sha3_mix(HashState* state) {
    for (int i = 0; i < state->kind->block_size / 8; i++) state->words[i] ^= read_word(state->block + 8 * i, 8);
    keccak(state->words);
}

void pkl_sha3_end(HashState* state, unsigned char* digest, uint32_t size) {
    uint32_t block = state->kind->block_size;
    memset(state->block + state->filled, 0, block - state->filled);
    state->block[state->filled] = state->kind->digest_size ? 0x06 : 0x1f;
    state->block[block - 1] |= 0x80;
    pkl_sha3_mix(state);
    for (uint32_t i = 0, at = 0; i < size; i++, at++) {
        if (at == block) {
            keccak(state->words);
            at = 0;
        }
        digest[i] = (unsigned char)(state->words[at / 8] >> 8 * (at & 7));
    }
}

/* ---- blake2 --------------------------------------------------------------------------------------------------------- */

/* Which words of the block a round takes, four bits each, the first lowest. */
static const uint64_t ORDERS[10] = {0xfedcba9876543210, 0x357b20c16df984ae, 0x491763eadf250c8b, 0x8f04a562ebcd1397, 0xd386cb1efa427509, 0x91ef57d438b0a6c2, 0xb8293670a4def15c, 0xa2684f05931ce7bd, 0x5a417d2c803b9ef6, 0x0dc3e9bf5167482a};

static uint64_t turn(uint64_t x, int n, bool wide) { return wide ? x >> n | x << (64 - n) : (uint32_t)(x >> n | x << (32 - n)); }

typedef struct Mixer {
    uint64_t v[16], mask;
    bool wide;
} Mixer;

static void quarter(Mixer* m, int a, int b, int c, int d, uint64_t x, uint64_t y) {
    static const uint8_t TURNS[2][4] = {{16, 12, 8, 7}, {32, 24, 16, 63}};
    const uint8_t* turns = TURNS[m->wide];
    uint64_t* v = m->v;
    for (int half = 0; half < 2; half++) {
        v[a] = (v[a] + v[b] + (half ? y : x)) & m->mask;
        v[d] = turn(v[d] ^ v[a], turns[2 * half], m->wide);
        v[c] = (v[c] + v[d]) & m->mask;
        v[b] = turn(v[b] ^ v[c], turns[2 * half + 1], m->wide);
    }
}

/* `last`: the flags of the last block. */
static void compress(HashState* state, uint64_t size, bool last) {
    bool wide = state->kind->block_size == 128;
    Mixer m = {.mask = wide ? UINT64_MAX : UINT32_MAX, .wide = wide};
    uint64_t words[16];
    for (int i = 0; i < 16; i++) words[i] = read_word(state->block + i * (wide ? 8 : 4), wide ? 8 : 4);
    for (int i = 0; i < 8; i++) {
        m.v[i] = state->words[i];
        m.v[i + 8] = wide ? pkl_sha512_start_words[i] : pkl_sha512_start_words[i] >> 32;
    }
    m.v[12] ^= size & m.mask;
    if (!wide) m.v[13] ^= size >> 32;
    if (last) m.v[14] ^= m.mask;
    if (last && state->last_node) m.v[15] ^= m.mask;
    for (int round = 0; round < (wide ? 12 : 10); round++) {
        uint64_t order = ORDERS[round % 10];
        for (int i = 0; i < 8; i++, order >>= 8) {
            int turned = i < 4 ? 0 : 1, k = i & 3; /* columns, then diagonals */
            quarter(&m, k, 4 + (k + turned) % 4, 8 + (k + 2 * turned) % 4, 12 + (k + 3 * turned) % 4, words[order & 15], words[order >> 4 & 15]);
        }
    }
    for (int i = 0; i < 8; i++) state->words[i] ^= m.v[i] ^ m.v[i + 8];
}

void pkl_blake2_start(HashState* state) {
    for (int i = 0; i < 8; i++) state->words[i] = state->kind->block_size == 128 ? pkl_sha512_start_words[i] : pkl_sha512_start_words[i] >> 32;
}

void pkl_blake2_mix(HashState* state) { compress(state, state->size, false); }

void pkl_blake2_end(HashState* state, unsigned char* digest, uint32_t size) {
    uint32_t word = state->kind->block_size / 16;
    memset(state->block + state->filled, 0, state->kind->block_size - state->filled);
    compress(state, state->size, true);
    for (uint32_t i = 0; i < size; i++) digest[i] = (unsigned char)(state->words[i / word] >> 8 * (i % word));
}
