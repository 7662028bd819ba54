/*
 * Carrying out a plan. Inverse transforms are forward ones of the conjugate, conjugated; real ones of
 * even length are complex ones of half the length.
 */
#include "internal.h"

/* x[k] = conj(x[k]) * factor, or without conj. */
static void finish(size_t n, Pair* x, bool conjugated, double factor) {
    if(!conjugated && factor == 1) return;
    Pair scale = pair(factor, conjugated ? -factor : factor);
    for(size_t k = 0; k < n; k++) x[k] *= scale;
}

static void run_passes(const pkf_plan* plan, Pair* data) {
    const Pair* twiddles = plan->twiddles;
    Pair *from = data, *to = plan->scratch;
    size_t length = plan->length, stride = 1;
    for(int i = 0; i < plan->factor_count; i++) {
        unsigned radix = plan->factors[i];
        twiddles = pkf_pass(radix, length, stride, from, to, twiddles, plan->scratch + plan->length);
        length /= radix;
        stride *= radix;
        Pair* kept = from;
        from = to;
        to = kept;
    }
    if(from != data) memcpy(data, from, plan->length * sizeof(Pair));
}

/* X[k] = chirp[k] * sum of (x[j] chirp[j]) * conj(chirp[k - j]): a convolution. */
static void run_bluestein(const pkf_plan* plan, Pair* data) {
    size_t n = plan->length, padded_length = plan->convolution->length;
    Pair* padded = plan->padded;
    for(size_t k = 0; k < n; k++) padded[k] = times(data[k], plan->chirp[k]);
    memset(padded + n, 0, (padded_length - n) * sizeof(Pair));
    run_passes(plan->convolution, padded);
    for(size_t k = 0; k < padded_length; k++) padded[k] = conjugate(times(padded[k], plan->chirp_spectrum[k]));
    run_passes(plan->convolution, padded);
    for(size_t k = 0; k < n; k++) data[k] = times(conjugate(padded[k]), plan->chirp[k]);
}

static void forward(const pkf_plan* plan, Pair* data) {
    if(plan->convolution) run_bluestein(plan, data);
    else run_passes(plan, data);
}

void pkf_complex(const pkf_plan* plan, double* data, bool inverse, double factor) {
    Pair* x = (Pair*)data;
    if(inverse) finish(plan->length, x, true, 1);
    forward(plan, x);
    finish(plan->length, x, inverse, factor);
}

/* The transform of n real numbers from that of n / 2 pairs of them, or back (`sign` -1); both times
 *   E = Z[k] + conj(Z[h - k]), O = -+i w^+-k (Z[k] - conj(Z[h - k])). */
static void untangle(const pkf_plan* plan, Pair* z, double sign, double factor) {
    size_t h = plan->length;
    for(size_t k = 1; 2 * k <= h; k++) {
        Pair a = z[k], b = conjugate(z[h - k]), w = plan->untangle[k] * pair(1, sign);
        Pair even = a + b, odd = times(swapped(a - b) * pair(sign, -sign), w);
        z[k] = factor * (even + odd);
        z[h - k] = factor * conjugate(even - odd);
    }
}

void pkf_real_forward(const pkf_plan* plan, const double* data, double* spectrum, double factor) {
    size_t h = plan->length;
    Pair* z = (Pair*)spectrum;
    if(!plan->untangle) {
        Pair* work = plan->whole;
        for(size_t k = 0; k < h; k++) work[k] = pair(data[k], 0);
        forward(plan, work);
        finish(h, work, false, factor);
        memcpy(z, work, (h / 2 + 1) * sizeof(Pair));
        return;
    }
    memcpy(z, data, h * sizeof(Pair));
    forward(plan, z);
    Pair first = z[0] * factor;
    untangle(plan, z, 1, factor / 2);
    z[0] = pair(first[0] + first[1], 0);
    z[h] = pair(first[0] - first[1], 0);
}

void pkf_real_inverse(const pkf_plan* plan, const double* spectrum, double* data, double factor) {
    size_t h = plan->length;
    const Pair* from = (const Pair*)spectrum;
    if(!plan->untangle) {
        Pair* work = plan->whole;
        work[0] = pair(spectrum[0], 0);
        for(size_t k = 1; 2 * k < h; k++) {
            work[k] = conjugate(from[k]);
            work[h - k] = from[k];
        }
        forward(plan, work);
        for(size_t k = 0; k < h; k++) data[k] = work[k][0] * factor;
        return;
    }
    Pair* z = (Pair*)data;
    memcpy(z, from, h * sizeof(Pair));
    z[0] = pair(spectrum[0] + spectrum[2 * h], spectrum[0] - spectrum[2 * h]);
    untangle(plan, z, -1, 1);
    pkf_complex(plan, data, true, factor);
}
