/*
 * Plans: the factors of the length, the roots of unity the passes need, and Bluestein's chirp.
 *
 * Roots come from sines and cosines of angles in the first octant only, by symmetry, so that they are
 * exact to the last bit or two for every length.
 */
#include "internal.h"

/* Lengths whose prime factors above 5 sum up to more than this are done by Bluestein's method. */
#define ODD_SUM_MAX 60

/* Numbers a plan may hold: keeps sizes in bytes, also of what is derived from them, in range. */
#define LENGTH_MAX (SIZE_MAX / sizeof(Pair) / 64)

/* ---- roots of unity ---------------------------------------------------------------------- */

/* cos and sin of pi / 4 * r / n for all r <= n that are a multiple of `every`. */
typedef struct {
    size_t n, every;
    Pair* octant;
} Roots;

static bool roots_new(Roots* roots, size_t n) {
    roots->n = n;
    roots->every = n % 8 == 0 ? 8 : n % 4 == 0 ? 4 : n % 2 == 0 ? 2 : 1;
    size_t count = n / roots->every + 1;
    roots->octant = malloc(count * sizeof(Pair));
    if(!roots->octant) return false;
    for(size_t i = 0; i < count; i++) {
        double angle = 0.78539816339744830962 * ((double)(i * roots->every) / (double)n);
        roots->octant[i] = pair(cos(angle), sin(angle));
    }
    return true;
}

/* exp(-2 pi i k / n) for k < n. */
static Pair root(const Roots* roots, size_t k) {
    size_t octant = 8 * k / roots->n, r = 8 * k - octant * roots->n;
    Pair w = roots->octant[(octant & 1 ? roots->n - r : r) / roots->every];
    if((octant + 1) & 2) w = swapped(w);
    return pair((octant + 2) & 4 ? -w[0] : w[0], octant & 4 ? w[1] : -w[1]);
}

/* ---- passes ------------------------------------------------------------------------------ */

/* Split n into 4s, a 2, 3s, 5s and other primes; returns the sum of the latter. */
static size_t factorise(pkf_plan* plan, size_t n) {
    static const unsigned first[] = {4, 2, 3, 5};
    size_t sum = 0, factor = 7;
    for(int i = 0; i < 4; i++) {
        for(; n % first[i] == 0; n /= first[i]) plan->factors[plan->factor_count++] = first[i];
    }
    while(n > 1 && sum <= ODD_SUM_MAX) {
        if(factor * factor > n) factor = n;
        for(; n % factor == 0; n /= factor) {
            sum += factor;
            plan->factors[plan->factor_count++] = (unsigned)factor;
        }
        factor += 2;
    }
    return sum;
}

static size_t twiddles_of(const pkf_plan* plan) {
    size_t count = 0, length = plan->length;
    for(int i = 0; i < plan->factor_count; length /= plan->factors[i++]) {
        count += pkf_twiddle_count(length, plan->factors[i]);
    }
    return count;
}

static void fill_twiddles(const pkf_plan* plan, const Roots* roots) {
    size_t length = plan->length, stride = 1;
    Pair* to = plan->twiddles;
    for(int i = 0; i < plan->factor_count; i++) {
        size_t radix = plan->factors[i];
        for(size_t j = 0; j < length / radix; j++) {
            for(size_t u = 1; u < radix; u++) *to++ = root(roots, j * u * stride);
        }
        for(size_t k = 0; radix % 2 == 1 && k < radix; k++) *to++ = root(roots, k * (plan->length / radix));
        length /= radix;
        stride *= radix;
    }
}

/* ---- Bluestein --------------------------------------------------------------------------- */

/* The next number from n on with no prime factor above 5 that is a multiple of 4. */
static size_t smooth_from(size_t n) {
    for(n = (n + 3) / 4 * 4;; n += 4) {
        size_t left = n;
        while(left % 2 == 0) left /= 2;
        while(left % 3 == 0) left /= 3;
        while(left % 5 == 0) left /= 5;
        if(left == 1) return n;
    }
}

static bool make_chirp(pkf_plan* plan) {
    size_t n = plan->length, padded = plan->convolution->length, square = 0;
    Roots roots;
    if(!roots_new(&roots, 2 * n)) return false;
    memset(plan->chirp_spectrum, 0, padded * sizeof(Pair));
    for(size_t k = 0; k < n; k++) {
        Pair w = root(&roots, square), back = conjugate(w);
        plan->chirp[k] = w;
        plan->chirp_spectrum[k] = back;
        if(k > 0) plan->chirp_spectrum[padded - k] = back;
        square = (square + 2 * k + 1) % (2 * n);
    }
    free(roots.octant);
    pkf_complex(plan->convolution, (double*)plan->chirp_spectrum, false, 1 / (double)padded);
    return true;
}

static bool prepare_bluestein(pkf_plan* plan) {
    size_t padded = smooth_from(2 * plan->length - 1);
    plan->factor_count = 0;
    plan->convolution = pkf_plan_new(padded, false);
    plan->room = malloc((plan->length + 2 * padded) * sizeof(Pair));
    if(!plan->convolution || !plan->room) return false;
    plan->chirp = plan->room;
    plan->chirp_spectrum = plan->chirp + plan->length;
    plan->padded = plan->chirp_spectrum + padded;
    return make_chirp(plan);
}

/* ---- the whole --------------------------------------------------------------------------- */

static bool prepare_passes(pkf_plan* plan, size_t work_count) {
    size_t twiddle_count = twiddles_of(plan);
    Roots roots;
    plan->room = malloc((twiddle_count + plan->length + 2 * work_count) * sizeof(Pair));
    if(!plan->room || !roots_new(&roots, plan->length)) return false;
    plan->twiddles = plan->room;
    plan->scratch = plan->room + twiddle_count;
    fill_twiddles(plan, &roots);
    free(roots.octant);
    return true;
}

static bool prepare_untangle(pkf_plan* plan) {
    Roots roots;
    size_t count = plan->n / 4 + 1;
    plan->untangle = malloc(count * sizeof(Pair));
    if(!plan->untangle || !roots_new(&roots, plan->n)) return false;
    for(size_t k = 0; k < count; k++) plan->untangle[k] = root(&roots, k);
    free(roots.octant);
    return true;
}

static bool prepare_real(pkf_plan* plan) {
    if(plan->n % 2 == 0) return prepare_untangle(plan);
    plan->whole = malloc(plan->n * sizeof(Pair));
    return plan->whole;
}

static bool prepare(pkf_plan* plan, bool real) {
    size_t sum = factorise(plan, plan->length);
    if(!(sum > ODD_SUM_MAX ? prepare_bluestein(plan) : prepare_passes(plan, sum + 5))) return false;
    return !real || prepare_real(plan);
}

pkf_plan* pkf_plan_new(size_t n, bool real) {
    pkf_plan* plan = n > LENGTH_MAX ? NULL : calloc(1, sizeof(pkf_plan));
    if(!plan) return NULL;
    plan->n = n;
    plan->length = real && n % 2 == 0 ? n / 2 : n;
    if(prepare(plan, real)) return plan;
    pkf_plan_free(plan);
    return NULL;
}

void pkf_plan_free(pkf_plan* plan) {
    if(!plan) return;
    pkf_plan_free(plan->convolution);
    free(plan->untangle);
    free(plan->whole);
    free(plan->room);
    free(plan);
}
