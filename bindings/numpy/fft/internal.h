/* What the files of the Fourier transform share. Numbers are vectors, so that compiling for size costs little. */
#ifndef PKF_INTERNAL_H
#define PKF_INTERNAL_H

#include "fft.h"

#include <math.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

/* One complex number. */
typedef double Pair __attribute__((vector_size(16), aligned(8), may_alias));

enum { FACTORS_MAX = 40 }; /* all factors but one 2 are at least 3 or 4, and n < 2^64 */

struct pkf_plan {
    size_t n;      /* of the transform */
    size_t length; /* of the complex transform that does the work: n, or n / 2 for even real ones */
    int factor_count;
    unsigned factors[FACTORS_MAX];
    Pair* room;     /* the block everything below is in */
    Pair* twiddles; /* for each pass, what pkf_pass wants */
    Pair* scratch;  /* `length` numbers, after them workspace for passes */
    Pair* untangle; /* of even real transforms: exp(-2 pi i k / n) for k <= n / 4 */
    Pair* whole;    /* of odd real transforms: n numbers */

    /* Bluestein's method, for lengths with a large prime factor: */
    pkf_plan* convolution; /* of the padded length, else NULL */
    Pair* chirp;           /* exp(-pi i k^2 / length), `length` numbers */
    Pair* chirp_spectrum;  /* of its conjugate, divided by the padded length */
    Pair* padded;
};

static inline Pair pair(double re, double im) { return (Pair){re, im}; }
static inline Pair swapped(Pair a) { return (Pair){a[1], a[0]}; }
static inline Pair conjugate(Pair a) { return a * (Pair){1, -1}; }
static inline Pair times(Pair a, Pair b) { return a * (Pair){b[0], b[0]} + swapped(a) * (Pair){-b[1], b[1]}; }

/* How many twiddles a pass takes that splits `length` numbers by `radix`: first, for each j below length /
 * radix, the powers 1..radix - 1 of exp(-2 pi i j / length), then for radices without code of their own
 * all powers of exp(-2 pi i / radix). */
size_t pkf_twiddle_count(size_t length, unsigned radix);

/* One pass of Stockham's method: `stride` interleaved transforms of `length` numbers become stride *
 * radix of length / radix. work: 2 * radix numbers. Returns where the next pass's twiddles are. */
const Pair* pkf_pass(unsigned radix, size_t length, size_t stride, const Pair* from, Pair* to, const Pair* twiddles,
                     Pair* work);

#endif
