/* The states of PCG64 and MT19937 behind NumPy's bitgen_t, and the hash of SeedSequence (O'Neill's
 * seed_seq, as NumPy fixes it). */
#include "bits.h"
#include "ziggurat.h"

#include <string.h>

static uint64_t pcg64_word(void* state) { return pcg64_next64(state); }
static uint32_t pcg64_half(void* state) { return pcg64_next32(state); }
static double pcg64_double(void* state) { return (double)(pcg64_next64(state) >> 11) * (1.0 / 9007199254740992.0); }
static uint64_t mt_word(void* state) { return mt19937_next64(state); }
static uint32_t mt_half(void* state) { return mt19937_next32(state); }
static double mt_double(void* state) { return mt19937_next_double(state); }
static uint64_t mt_raw(void* state) { return mt19937_next32(state); }

static void start(pkr_Bits* bits, pkr_Kind kind) {
    bool is_pcg64 = kind == PKR_PCG64;
    bits->kind = kind;
    pkr_fill_ziggurat();
    if(is_pcg64) bits->bits = (bitgen_t){&bits->pcg64, pcg64_word, pcg64_half, pcg64_double, pcg64_word};
    else bits->bits = (bitgen_t){&bits->mt19937, mt_word, mt_half, mt_double, mt_raw};
    bits->legacy = (aug_bitgen_t){&bits->bits, 0, 0.0};
    memset(&bits->binomial, 0, sizeof bits->binomial);
}

void pkr_start_pcg64(pkr_Bits* bits, const uint32_t words[PKR_PCG64_WORDS]) {
    uint64_t wide[4];
    for(int i = 0; i < 4; i++) wide[i] = (uint64_t)words[2 * i + 1] << 32 | words[2 * i];
    memset(&bits->pcg64, 0, sizeof bits->pcg64);
    bits->pcg64.pcg_state = &bits->pcg64_place;
    pcg64_set_seed(&bits->pcg64, wide, wide + 2);
    start(bits, PKR_PCG64);
}

void pkr_start_mt19937(pkr_Bits* bits, const uint32_t words[PKR_MT19937_WORDS]) {
    memcpy(bits->mt19937.key, words, sizeof bits->mt19937.key);
    bits->mt19937.key[0] = 0x80000000u; /* never all zeros */
    bits->mt19937.pos = PKR_MT19937_WORDS - 1;
    start(bits, PKR_MT19937);
}

void pkr_seed_mt19937(pkr_Bits* bits, uint32_t seed) {
    mt19937_seed(&bits->mt19937, seed);
    start(bits, PKR_MT19937);
}

void pkr_seed_mt19937_key(pkr_Bits* bits, uint32_t* key, int count) {
    mt19937_init_by_array(&bits->mt19937, key, count);
    start(bits, PKR_MT19937);
}

/* ---- many numbers in [0, 1) --------------------------------------------------------------- */

void pkr_fill_uniform(pkr_Bits* bits, double* out, size_t count) {
    if(bits->kind == PKR_PCG64) {
        pcg64_random_t state = *bits->pcg64.pcg_state; /* in registers */
        for(size_t i = 0; i < count; i++) out[i] = (double)(pcg64_random_r(&state) >> 11) * (1.0 / 9007199254740992.0);
        *bits->pcg64.pcg_state = state;
    } else {
        for(size_t i = 0; i < count; i++) out[i] = mt_double(&bits->mt19937);
    }
}

/* ---- SeedSequence ------------------------------------------------------------------------ */

static uint32_t hash(uint32_t value, uint32_t* constant, uint32_t factor) {
    value ^= *constant;
    *constant *= factor;
    value *= *constant;
    return value ^ value >> 16;
}

static uint32_t mix(uint32_t x, uint32_t y) {
    uint32_t result = 0xca01f9ddu * x - 0x4973f715u * y;
    return result ^ result >> 16;
}

#define FACTOR_IN 0x931e8875u
#define FACTOR_OUT 0x58f38dedu

void pkr_mix(uint32_t* pool, int pool_size, const uint32_t* entropy, int count) {
    uint32_t constant = 0x43b0d7e5u;
    for(int i = 0; i < pool_size; i++) pool[i] = hash(i < count ? entropy[i] : 0, &constant, FACTOR_IN);
    for(int from = 0; from < pool_size; from++) {
        for(int to = 0; to < pool_size; to++) {
            if(from != to) pool[to] = mix(pool[to], hash(pool[from], &constant, FACTOR_IN));
        }
    }
    for(int from = pool_size; from < count; from++) {
        for(int to = 0; to < pool_size; to++) pool[to] = mix(pool[to], hash(entropy[from], &constant, FACTOR_IN));
    }
}

void pkr_generate(const uint32_t* pool, int pool_size, uint32_t* out, int count) {
    uint32_t constant = 0x8b51f9ddu;
    for(int i = 0; i < count; i++) out[i] = hash(pool[i % pool_size], &constant, FACTOR_OUT);
}

/* ---- entropy --------------------------------------------------------------------------------- */

#ifdef __EMSCRIPTEN__
#include "pkw.h"

PKW_IMPORT(unsigned, pkw_js_random, (void));

uint32_t pkr_entropy(void) { return pkw_js_random(); }
#else
#include <stdlib.h>
#include <time.h>

uint32_t pkr_entropy(void) {
    static uint32_t calls;
    struct timespec now;
    clock_gettime(CLOCK_REALTIME, &now);
    return (uint32_t)now.tv_nsec * 2654435761u + (uint32_t)now.tv_sec + ++calls;
}
#endif
