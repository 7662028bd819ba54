/*
 * Discrete Fourier transforms of any length in O(n log n): plain C on plain buffers of doubles, complex
 * numbers as pairs (real part first).
 *
 * A plan is made once per length and used for many rows, one at a time: it owns the workspace, so two
 * threads need two plans. There are no globals. Transforms are not normalised; `factor` multiplies the
 * result (NumPy's inverse has 1 / n there, norm="ortho" 1 / sqrt(n)).
 */
#ifndef PKF_FFT_H
#define PKF_FFT_H

#include <stdbool.h>
#include <stddef.h>

typedef struct pkf_plan pkf_plan;

/* For complex transforms of n >= 1 numbers, or real ones; NULL if memory is short. */
pkf_plan* pkf_plan_new(size_t n, bool real);

/* NULL is allowed. */
void pkf_plan_free(pkf_plan* plan);

/* In place, n pairs. Forward: X[k] = sum of x[j] exp(-2 pi i j k / n); inverse: the same with +. */
void pkf_complex(const pkf_plan* plan, double* data, bool inverse, double factor);

/* n doubles to n / 2 + 1 pairs (rfft). The buffers may not overlap. */
void pkf_real_forward(const pkf_plan* plan, const double* data, double* spectrum, double factor);

/* n / 2 + 1 pairs to n doubles (irfft); imaginary parts that cannot be are ignored, as in NumPy: of the
 * first pair, and for even n of the last. The buffers may not overlap. */
void pkf_real_inverse(const pkf_plan* plan, const double* spectrum, double* data, double factor);

#endif
