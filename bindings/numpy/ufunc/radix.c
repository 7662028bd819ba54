/*
 * LSD radix sort with digits of 11 bits; a digit that is equal in all elements is skipped. Elements are mapped to
 * unsigned keys of the same order, and back at the end.
 * Limits: a row with a negative zero is left to the merge sort, since zeros are equal and their keys are
 * not; so is one with NaN.
 */
#include "radix.h"

#include <math.h>
#include <string.h>

#define DIGIT_BITS 11
#define DIGIT_VALUES (1 << DIGIT_BITS)
#define DIGITS_MAX 6

/* Histograms of each digit that varies. */
static uint32_t counts[DIGITS_MAX][DIGIT_VALUES];

/* Prefix sums: counts become offsets. */
static void sum_counts(uint32_t* places) {
    uint32_t place = 0;
    for(int k = 0; k < DIGIT_VALUES; k++) {
        uint32_t here = places[k];
        places[k] = place;
        place += here;
    }
}

/* The lowest bits of the digits in which some elements differ. */
static int find_digits(uint64_t differing, int* shifts) {
    int found = 0;
    for(int shift = 0; shift < 64; shift += DIGIT_BITS) {
        if(differing >> shift & (DIGIT_VALUES - 1)) shifts[found++] = shift;
    }
    return found;
}

/* One pass per digit, between two buffers; the result is in `a`. */
#define RADIX(NAME, T)                                                                                                 \
    static void NAME(T* a, T* b, int32_t* order, int32_t* order_room, nd_Size count) {                                 \
        int shifts[DIGITS_MAX];                                                                                        \
        T *from = a, *to = b, differing = 0;                                                                           \
        int32_t *order_from = order, *order_to = order_room;                                                           \
        for(nd_Size i = 1; i < count; i++) differing |= a[i] ^ a[0];                                                   \
        int digits = find_digits(differing, shifts);                                                                   \
        memset(counts, 0, sizeof counts);                                                                              \
        for(nd_Size i = 0; i < count; i++) {                                                                           \
            for(int d = 0; d < digits; d++) counts[d][a[i] >> shifts[d] & (DIGIT_VALUES - 1)]++;                       \
        }                                                                                                              \
        for(int d = 0; d < digits; d++) {                                                                              \
            uint32_t* places = counts[d];                                                                              \
            int shift = shifts[d];                                                                                     \
            sum_counts(places);                                                                                        \
            for(nd_Size i = 0; i < count; i++) {                                                                       \
                T key = from[i];                                                                                       \
                uint32_t at = places[key >> shift & (DIGIT_VALUES - 1)]++;                                             \
                to[at] = key;                                                                                          \
                if(order) order_to[at] = order_from[i];                                                                \
            }                                                                                                          \
            T* other = from;                                                                                           \
            from = to, to = other;                                                                                     \
            int32_t* other_order = order_from;                                                                         \
            order_from = order_to, order_to = other_order;                                                             \
        }                                                                                                              \
        if(from != a) memcpy(a, from, (size_t)count * sizeof(T));                                                      \
        if(order_from != order) memcpy(order, order_from, (size_t)count * sizeof(int32_t));                            \
    }

RADIX(radix_64, uint64_t)
RADIX(radix_32, uint32_t)

static const uint64_t TOP_64 = (uint64_t)1 << 63;
static const uint32_t TOP_32 = (uint32_t)1 << 31;

/* Order-preserving keys, in place: negative floats are inverted, the sign bit of the others is flipped. */
static void to_keys(int type, void* row, nd_Size count) {
    uint64_t* wide = row;
    uint32_t* narrow = row;
    if(type == ND_INT64) {
        for(nd_Size i = 0; i < count; i++) wide[i] ^= TOP_64;
    } else if(type == ND_FLOAT64) {
        for(nd_Size i = 0; i < count; i++) wide[i] ^= (uint64_t)((int64_t)wide[i] >> 63) | TOP_64;
    } else if(type == ND_FLOAT32) {
        for(nd_Size i = 0; i < count; i++) narrow[i] ^= (uint32_t)((int32_t)narrow[i] >> 31) | TOP_32;
    }
}

static void from_keys(int type, void* row, nd_Size count) {
    uint64_t* wide = row;
    uint32_t* narrow = row;
    if(type == ND_INT64) {
        for(nd_Size i = 0; i < count; i++) wide[i] ^= TOP_64;
    } else if(type == ND_FLOAT64) {
        for(nd_Size i = 0; i < count; i++) wide[i] ^= (uint64_t)((int64_t)~wide[i] >> 63) | TOP_64;
    } else if(type == ND_FLOAT32) {
        for(nd_Size i = 0; i < count; i++) narrow[i] ^= (uint32_t)((int32_t)~narrow[i] >> 31) | TOP_32;
    }
}

/* No NaN, and no negative zero. */
static bool has_fit_keys(int type, const void* row, nd_Size count) {
    bool is_fit = true;
    if(type == ND_FLOAT64) {
        const double* values = row;
        const uint64_t* bits = row;
        for(nd_Size i = 0; i < count; i++) is_fit &= (values[i] == values[i]) & (bits[i] != TOP_64);
    } else if(type == ND_FLOAT32) {
        const float* values = row;
        const uint32_t* bits = row;
        for(nd_Size i = 0; i < count; i++) is_fit &= (values[i] == values[i]) & (bits[i] != TOP_32);
    }
    return is_fit;
}

bool nd_radix_order(int type, void* keys, void* key_room, int32_t* order, int32_t* order_room, nd_Size count) {
    if(count < ND_RADIX_MIN || nd_is_complex(type) || !has_fit_keys(type, keys, count)) return false;
    to_keys(type, keys, count);
    if(type == ND_FLOAT32) radix_32(keys, key_room, order, order_room, count);
    else radix_64(keys, key_room, order, order_room, count);
    return true;
}

bool nd_radix_sort(int type, void* row, void* room, nd_Size count) {
    if(!nd_radix_order(type, row, room, NULL, NULL, count)) return false;
    from_keys(type, row, count);
    return true;
}
