/* The table behind upstream's `float(text)`: the 128 most significant bits of each power of ten, truncated. Powers of
 * ten have the same leading bits as powers of five, and those are exact here: upwards by multiplication, downwards by
 * division of a power of two, where truncation at each step gives the same as one division. Computed on first use, in
 * less than a millisecond.
 *
 * (interpreter.c puts the call where upstream reads its own table, which the linker then drops.) */
#include "powers_of_ten.h"

#include <stdbool.h>

enum { LOWEST = -307, HIGHEST = 288, COUNT = HIGHEST - LOWEST + 1 };

/* 5 ** 288 has 669 bits. The power of two from which the smallest quotient has 128 bits left has 713 more than that. */
enum { LIMBS = 28 };

static uint64_t table[COUNT][2];
static bool is_calculated;

/* Its 128 most significant bits; `limbs` is little-endian. */
static void keep_top(const uint32_t* limbs, uint64_t* row) {
    int top = LIMBS - 1;
    while(limbs[top] == 0) top--;
    int shift = __builtin_clz(limbs[top]);
    uint32_t words[4];
    for(int i = 0; i < 4; i++) {
        uint64_t high = top >= i ? limbs[top - i] : 0;
        uint64_t low = top > i ? limbs[top - i - 1] : 0;
        words[i] = (uint32_t)((high << 32 | low) << shift >> 32);
    }
    row[0] = (uint64_t)words[2] << 32 | words[3];
    row[1] = (uint64_t)words[0] << 32 | words[1];
}

static void multiply_by_five(uint32_t* limbs) {
    uint64_t carry = 0;
    for(int i = 0; i < LIMBS; i++) {
        carry += (uint64_t)limbs[i] * 5;
        limbs[i] = (uint32_t)carry;
        carry >>= 32;
    }
}

static void divide_by_five(uint32_t* limbs) {
    uint64_t rest = 0;
    for(int i = LIMBS - 1; i >= 0; i--) {
        rest = rest << 32 | limbs[i];
        limbs[i] = (uint32_t)(rest / 5);
        rest %= 5;
    }
}

static void calculate(void) {
    uint32_t upwards[LIMBS] = {1};
    for(int power = 0; power <= HIGHEST; power++) {
        keep_top(upwards, table[power - LOWEST]);
        multiply_by_five(upwards);
    }
    uint32_t downwards[LIMBS] = {0};
    downwards[LIMBS - 1] = 1u << 31;
    for(int power = -1; power >= LOWEST; power--) {
        divide_by_five(downwards);
        keep_top(downwards, table[power - LOWEST]);
    }
}

const uint64_t (*pkw_powers_of_ten(void))[2] {
    if(!is_calculated) calculate();
    is_calculated = true;
    return (const uint64_t (*)[2])table;
}
