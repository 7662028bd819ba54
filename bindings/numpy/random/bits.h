/*
 * Streams of random bits as NumPy makes them, over its own C sources: PCG64 and MT19937, and
 * the mixing of SeedSequence.
 * Limits: 128-bit states are set from words, never shown as numbers.
 */
#pragma once

#include "include/legacy-distributions.h"
#include "random/src/mt19937/mt19937.h"
#include "random/src/pcg64/pcg64.h"

typedef enum { PKR_UNSEEDED, PKR_PCG64, PKR_MT19937 } pkr_Kind;

typedef struct {
    pkr_Kind kind;
    bitgen_t bits;
    aug_bitgen_t legacy; /* the same bits, and the second of two normal numbers */
    binomial_t binomial; /* what the last call of `binomial` prepared */
    pcg64_state pcg64;
    pcg64_random_t pcg64_place;
    mt19937_state mt19937;
} pkr_Bits;

#define PKR_PCG64_WORDS 8
#define PKR_MT19937_WORDS 624

/* Seeds from words of a seed sequence. */
void pkr_start_pcg64(pkr_Bits* bits, const uint32_t words[PKR_PCG64_WORDS]);
void pkr_start_mt19937(pkr_Bits* bits, const uint32_t words[PKR_MT19937_WORDS]);
/* As numpy.random.seed does it: from one number, or from a key. */
void pkr_seed_mt19937(pkr_Bits* bits, uint32_t seed);
void pkr_seed_mt19937_key(pkr_Bits* bits, uint32_t* key, int count);

/* The same numbers as NumPy's random_standard_uniform_fill, without an indirect call for each. */
void pkr_fill_uniform(pkr_Bits* bits, double* out, size_t count);

/* SeedSequence: entropy into a pool of words, and words out of the pool. */
void pkr_mix(uint32_t* pool, int pool_size, const uint32_t* entropy, int count);
void pkr_generate(const uint32_t* pool, int pool_size, uint32_t* out, int count);

/* 32 unpredictable bits. */
uint32_t pkr_entropy(void);
