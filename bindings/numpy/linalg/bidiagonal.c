/*
 * Singular values of a real upper bidiagonal matrix by QR steps, after Demmel and Kahan: with shift
 * zero where a shift would cost relative accuracy, so that tiny singular values come out as exactly as
 * big ones, and from the larger end of the block to the smaller. A step from the bottom up is one from
 * the top down of the flipped matrix with left and right exchanged; `direction` is +1 or -1.
 */
#include "internal.h"

#define UNIT (DBL_EPSILON / 2)
#define TOLERANCE (90 * UNIT)

/* A block of b being worked on, from `from` to `to` in the direction of the chase. */
typedef struct {
    Bidiagonal b;
    int from, to, direction;
    double threshold; /* couplings below it are 0 */
} Block;

static double* coupling(const Block* k, int i) { return k->b.e + smaller(i, i + k->direction); }

static void rotate_left(const Bidiagonal* b, int i, int j, Number r) {
    if(b->left) la_rotate(b->left_doubles, r, b->left + i * b->left_doubles, b->left + j * b->left_doubles);
}

static void rotate_right(const Bidiagonal* b, int i, int j, Number r) {
    if(b->right) la_rotate(b->right_doubles, r, b->right + i * b->right_doubles, b->right + j * b->right_doubles);
}

/* Apply what the chase did at i and the next index. */
static void rotate_both(const Block* k, int i, Number first, Number second) {
    int j = i + k->direction;
    rotate_right(&k->b, i, j, k->direction > 0 ? first : second);
    rotate_left(&k->b, i, j, k->direction > 0 ? second : first);
}

/* ---- blocks of two ----------------------------------------------------------------------- */

/* The singular value decomposition of (f g; 0 h) with |f| >= |h| and f, g not 0. */
typedef struct {
    double large, small; /* not negative */
    Number left, right;  /* rotations */
} Pair;

static Pair pair_of(double f, double g, double h) {
    double fa = fabs(f), ga = fabs(g), ha = fabs(h);
    if(ga > fa && fa / ga < UNIT) {
        return (Pair){ga, ha > 1 ? fa / (ga / ha) : fa / ga * ha, number(1, h / g), number(f / g, 1)};
    }
    double gap = (fa - ha) / fa, sum = 2 - gap, m = g / f; /* of the diagonal, in units of f */
    double s = sqrt(sum * sum + m * m), r = hypot(gap, m), half = (s + r) / 2, t;
    if(m * m == 0) t = gap == 0 ? copysign(2, f) * copysign(1, g) : g / copysign(fa - ha, f) + m / sum;
    else t = (m / (s + sum) + m / (r + gap)) * (1 + half);
    double norm = sqrt(t * t + 4), right_c = 2 / norm, right_s = t / norm;
    Number left = number(right_c + right_s * m, h / f * right_s) / half;
    return (Pair){fa * half, ha / half, left, number(right_c, right_s)};
}

/* The same for any f, g, h; the signs are in large and small. */
static Pair pair_any(double f, double g, double h) {
    bool flipped = fabs(h) > fabs(f);
    Pair p = {fmax(fabs(f), fabs(h)), fmin(fabs(f), fabs(h)), la_real(1), la_real(1)};
    if(g != 0) p = flipped ? pair_of(h, g, f) : pair_of(f, g, h);
    if(flipped) p = (Pair){p.large, p.small, number(p.right[1], p.right[0]), number(p.left[1], p.left[0])};
    /* large = left^T (f g; 0 h) right: take the sign of its largest term. */
    double sign, big = fmax(fabs(f), fabs(h));
    if(fabs(g) > big) sign = copysign(1, p.right[1]) * copysign(1, p.left[0]) * copysign(1, g);
    else if(flipped) sign = copysign(1, p.right[1]) * copysign(1, p.left[1]) * copysign(1, h);
    else sign = copysign(1, p.right[0]) * copysign(1, p.left[0]) * copysign(1, f);
    p.large *= sign;
    p.small *= sign * copysign(1, f) * copysign(1, h);
    return p;
}

static void finish_pair(const Bidiagonal* b, int i) {
    Pair p = pair_any(b->d[i], b->e[i], b->d[i + 1]);
    b->d[i] = p.large, b->d[i + 1] = p.small, b->e[i] = 0;
    rotate_right(b, i, i + 1, p.right);
    rotate_left(b, i, i + 1, p.left);
}

/* ---- steps ------------------------------------------------------------------------------- */

static void step_without_shift(const Block* k) {
    double* d = k->b.d;
    Number first = la_real(1), second = first;
    double r;
    for(int i = k->from; i != k->to; i += k->direction) {
        int next = i + k->direction;
        double before = second[1];
        first = la_rotation(d[i] * first[0], *coupling(k, i), &r);
        if(i != k->from) *coupling(k, i - k->direction) = before * r;
        second = la_rotation(second[0] * r, d[next] * first[1], d + i);
        rotate_both(k, i, first, second);
    }
    double last = d[k->to] * first[0];
    d[k->to] = last * second[0];
    *coupling(k, k->to - k->direction) = last * second[1];
}

static void step_with_shift(const Block* k, double shift) {
    double *d = k->b.d, start = d[k->from];
    double f = (fabs(start) - shift) * (copysign(1, start) + shift / start), g = *coupling(k, k->from);
    for(int i = k->from; i != k->to; i += k->direction) {
        int next = i + k->direction;
        double* e = coupling(k, i);
        double r;
        Number first = la_rotation(f, g, &r);
        if(i != k->from) *coupling(k, i - k->direction) = r;
        f = first[0] * d[i] + first[1] * *e;
        *e = first[0] * *e - first[1] * d[i];
        g = first[1] * d[next];
        d[next] *= first[0];
        Number second = la_rotation(f, g, d + i);
        f = second[0] * *e + second[1] * d[next];
        d[next] = second[0] * d[next] - second[1] * *e;
        if(next != k->to) {
            g = second[1] * *coupling(k, next);
            *coupling(k, next) *= second[0];
        }
        rotate_both(k, i, first, second);
    }
    *coupling(k, k->to - k->direction) = f;
}

/* A shift near the block's smallest singular value, from the two rows where the chase ends. */
static double shift_of(const Block* k) {
    int before = k->to - k->direction;
    double start = fabs(k->b.d[k->from]);
    double shift = fabs(pair_any(k->b.d[before], *coupling(k, before), k->b.d[k->to]).small);
    return start > 0 && (shift / start) * (shift / start) < UNIT ? 0 : shift;
}

/* Set couplings of the block to 0 that do not matter to relative accuracy; *least becomes a lower bound
 * of its singular values. */
static bool deflate(const Block* k, double* least) {
    double *d = k->b.d, mu = fabs(d[k->from]);
    double* last = coupling(k, k->to - k->direction);
    if(fabs(*last) <= TOLERANCE * fabs(d[k->to])) {
        *last = 0;
        return true;
    }
    *least = mu;
    for(int i = k->from; i != k->to; i += k->direction) {
        double e = fabs(*coupling(k, i));
        if(e <= TOLERANCE * mu) {
            *coupling(k, i) = 0;
            return true;
        }
        mu = fabs(d[i + k->direction]) * (mu / (mu + e));
        *least = fmin(*least, mu);
    }
    return false;
}

static void step(const Block* k, double least, double largest) {
    double *last = coupling(k, k->to - k->direction), shift = 0;
    if(k->b.n * TOLERANCE * (least / largest) > fmax(UNIT, 0.01 * TOLERANCE)) shift = shift_of(k);
    if(shift == 0) step_without_shift(k);
    else step_with_shift(k, shift);
    if(fabs(*last) <= k->threshold) *last = 0;
}

/* ---- the whole --------------------------------------------------------------------------- */

static double threshold_of(const Bidiagonal* b) {
    double mu = fabs(b->d[0]), least = mu;
    for(int i = 1; i < b->n && least != 0; i++) {
        mu = fabs(b->d[i]) * (mu / (mu + fabs(b->e[i - 1])));
        least = fmin(least, mu);
    }
    return fmax(TOLERANCE * (least / sqrt(b->n)), 6.0 * b->n * b->n * DBL_MIN);
}

/* The first row of the unreduced block that ends in row `end`; *largest: the block's largest entry. */
static int block_start(const Bidiagonal* b, int end, double threshold, double* largest) {
    *largest = fabs(b->d[end]);
    for(int i = end - 1; i >= 0; i--) {
        if(fabs(b->e[i]) <= threshold) {
            b->e[i] = 0;
            return i + 1;
        }
        *largest = fmax(*largest, fmax(fabs(b->d[i]), fabs(b->e[i])));
    }
    return 0;
}

static void sort_descending(const Bidiagonal* b) {
    for(int i = 0; i < b->n; i++) {
        if(!(b->d[i] < 0 || signbit(b->d[i]))) continue;
        b->d[i] = -b->d[i];
        if(b->right) la_scale(1, (int)b->right_doubles, la_real(-1), b->right + i * b->right_doubles, 1);
    }
    for(int end = b->n - 1; end > 0; end--) {
        int least = 0;
        for(int j = 1; j <= end; j++) {
            if(b->d[j] <= b->d[least]) least = j;
        }
        if(least == end) continue;
        la_swap(1, b->d + end, b->d + least);
        if(b->left) la_swap(b->left_doubles, b->left + end * b->left_doubles, b->left + least * b->left_doubles);
        if(b->right) la_swap(b->right_doubles, b->right + end * b->right_doubles, b->right + least * b->right_doubles);
    }
}

la_status la_bidiagonal_qr(Bidiagonal b) {
    int end = b.n - 1, old_start = -1, old_end = -1;
    double work_left = 6.0 * b.n * b.n, largest, least = 0;
    Block k = {b, 0, 0, 1, b.n ? threshold_of(&b) : 0};
    while(end > 0) {
        int start = block_start(&b, end, k.threshold, &largest);
        if(start >= end - 1) {
            if(start < end) finish_pair(&b, start);
            end = start - 1;
            continue;
        }
        if(start > old_end || end < old_start) k.direction = fabs(b.d[start]) >= fabs(b.d[end]) ? 1 : -1;
        old_start = start, old_end = end;
        k.from = k.direction > 0 ? start : end, k.to = k.direction > 0 ? end : start;
        if(deflate(&k, &least)) continue;
        work_left -= end - start;
        if(work_left < 0) return LA_NO_CONVERGENCE;
        step(&k, least, largest);
    }
    sort_descending(&b);
    return LA_OK;
}
