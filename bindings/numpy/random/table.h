/* The distributions of numpy.random that a table can describe. */
#pragma once

#include "pocketpy.h"
#include "bits.h"

/*
 * `rules`: the result ('d' float64, 'l' int64), what the legacy function takes ('a' with the second normal number, 'b'
 * bits only, '-' there is none), then for each parameter what it must be: '.' anything, 'n' not negative, 'p' positive,
 * 'u' in [0, 1], 'g' in (0, 1], 'm' a mean of Poisson, 'N' a whole number that is not negative.
 */
typedef struct {
    const char* signature; /* of the method; also names the parameters in errors */
    const char* rules;
    void* modern; /* of Generator */
    void* legacy; /* of RandomState */
} pkr_Distribution;

extern const pkr_Distribution pkr_distributions[];
extern const int pkr_distribution_count;

/* The stream of an object: itself, or what its `_bit_generator` is. NULL has set an exception. */
pkr_Bits* pkr_bits_of(py_Ref value);
/* fill.c */
void pkr_add_fills(py_Ref module);
