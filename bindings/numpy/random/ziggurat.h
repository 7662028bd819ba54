/* Tables of the ziggurat method, for the normal and the exponential distribution, in double and single precision. */
#pragma once

#include <stdbool.h>
#include <stdint.h>

typedef struct {
    uint64_t k[256];       /* the part of each step that needs no further test, in units of the random number */
    double w[256], f[256]; /* width of each step per unit; density at its edge */
    uint32_t k_single[256];
    float w_single[256], f_single[256];
} pkr_Ziggurat;

extern pkr_Ziggurat pkr_normal, pkr_exponential;

/* Before the first draw; idempotent. */
void pkr_fill_ziggurat(void);
