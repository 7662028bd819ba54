/*
 * The passes of Stockham's mixed radix transform: radix 4, 2 and any odd number.
 *
 * A pass reads number q + stride * (j + m * t), t < radix, m = length / radix, transforms over t, turns
 * result u by twiddle j * u and writes it to q + stride * (radix * j + u).
 */
#include "internal.h"

typedef struct {
    size_t m, stride;
    const Pair* from;
    Pair* to;
    const Pair* twiddles;
} Pass;

static inline Pair times_minus_i(Pair a) { return swapped(a) * (Pair){1, -1}; }

static void pass_4(const Pass* p) {
    size_t stride = p->stride, apart = stride * p->m;
    const Pair* x = p->from;
    Pair* y = p->to;
    for(size_t j = 0; j < p->m; j++, y += 3 * stride) {
        Pair w1 = p->twiddles[3 * j], w2 = p->twiddles[3 * j + 1], w3 = p->twiddles[3 * j + 2];
        for(size_t q = 0; q < stride; q++, x++, y++) {
            Pair even = x[0] + x[2 * apart], even_difference = x[0] - x[2 * apart];
            Pair odd = x[apart] + x[3 * apart], odd_difference = times_minus_i(x[apart] - x[3 * apart]);
            y[0] = even + odd;
            y[stride] = times(even_difference + odd_difference, w1);
            y[2 * stride] = times(even - odd, w2);
            y[3 * stride] = times(even_difference - odd_difference, w3);
        }
    }
}

/* y[u * step] = turns[u - 1] times the transform of `radix` numbers, radix odd. work: sums x[t] +
 * x[radix - t] for t from 1 on, then differences. */
static void transform_odd(unsigned radix, const Pair* x, size_t apart, Pair* y, size_t step, const Pair* powers,
                          const Pair* turns, Pair* work) {
    unsigned half = radix / 2;
    Pair total = x[0], *sums = work, *differences = work + half;
    for(unsigned t = 1; t <= half; t++) {
        Pair a = x[t * apart], b = x[(radix - t) * apart];
        sums[t - 1] = a + b;
        differences[t - 1] = swapped(a - b) * (Pair){-1, 1};
        total += a + b;
    }
    y[0] = total;
    for(unsigned u = 1; u <= half; u++) {
        Pair middle = x[0], side = {0, 0};
        unsigned power = 0;
        for(unsigned t = 0; t < half; t++) {
            power = power + u < radix ? power + u : power + u - radix;
            middle += powers[power][0] * sums[t];
            side += powers[power][1] * differences[t];
        }
        y[u * step] = times(middle + side, turns[u - 1]);
        y[(radix - u) * step] = times(middle - side, turns[radix - u - 1]);
    }
}

static void pass_other(const Pass* p, unsigned radix, Pair* work) {
    size_t stride = p->stride, apart = stride * p->m;
    const Pair *x = p->from, *turns = p->twiddles, *powers = turns + (radix - 1) * p->m;
    Pair* y = p->to;
    for(size_t j = 0; j < p->m; j++, turns += radix - 1, y += (radix - 1) * stride) {
        for(size_t q = 0; q < stride; q++, x++, y++) {
            if(radix > 2) {
                transform_odd(radix, x, apart, y, stride, powers, turns, work);
                continue;
            }
            y[0] = x[0] + x[apart];
            y[stride] = times(x[0] - x[apart], turns[0]);
        }
    }
}

size_t pkf_twiddle_count(size_t length, unsigned radix) {
    return length / radix * (radix - 1) + (radix & 1 ? radix : 0);
}

const Pair* pkf_pass(unsigned radix, size_t length, size_t stride, const Pair* from, Pair* to, const Pair* twiddles,
                     Pair* work) {
    Pass p = {length / radix, stride, from, to, twiddles};
    if(radix == 4) pass_4(&p);
    else pass_other(&p, radix, work);
    return twiddles + pkf_twiddle_count(length, radix);
}
