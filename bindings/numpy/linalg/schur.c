/*
 * A Hessenberg matrix to Schur form by implicitly shifted QR steps: Francis' double shift for real
 * matrices, a single shift for complex ones. What is done to columns of z is done to rows of z^H.
 */
#include "internal.h"

#define EXCEPTIONAL_EVERY 10
#define STEPS_PER_ROW 30

static Number entry(const Hessenberg* p, int i, int j) {
    return la_load(p->lanes, p->h + i * p->step + (size_t)j * p->lanes);
}

static double size_at(const Hessenberg* p, int i, int j) { return la_size1(entry(p, i, j)); }

/* Where the unreduced block that ends in row `end` begins. */
static int block_start(const Hessenberg* p, int end) {
    double tiny = DBL_MIN * (p->last - p->first + 1) / DBL_EPSILON;
    for(int k = end; k > p->first; k--) {
        double below = size_at(p, k, k - 1), here = size_at(p, k, k), size = size_at(p, k - 1, k - 1) + here;
        if(below <= tiny) return k;
        if(size == 0 && k - 2 >= p->first) size += size_at(p, k - 1, k - 2);
        if(size == 0 && k + 1 <= p->last) size += size_at(p, k + 1, k);
        if(below > DBL_EPSILON * size) continue;
        /* Ahues and Tisseur's condition, for graded matrices. */
        double above = size_at(p, k - 1, k), gap = la_size1(entry(p, k - 1, k - 1) - entry(p, k, k));
        double ab = fmax(below, above), aa = fmax(here, gap), sum = aa + ab;
        if(fmin(below, above) * (ab / sum) <= fmax(tiny, DBL_EPSILON * (fmin(here, gap) * (aa / sum)))) return k;
    }
    return p->first;
}

/* ---- real -------------------------------------------------------------------------------- */

/* The double shift: a real number twice, or a conjugate pair. */
typedef struct {
    double real, imaginary;
} Shifts;

/* The eigenvalues of (a b; c d) as shifts; of two real ones the one nearer d, twice. */
static Shifts shifts_of(double a, double b, double c, double d) {
    double scale = fabs(a) + fabs(b) + fabs(c) + fabs(d);
    if(scale == 0) return (Shifts){0, 0};
    a /= scale, b /= scale, c /= scale, d /= scale;
    double mean = (a + d) / 2, det = (a - mean) * (d - mean) - b * c, root = sqrt(fabs(det));
    if(det >= 0) return (Shifts){mean * scale, root * scale};
    double nearer = fabs(mean + root - d) <= fabs(mean - root - d) ? mean + root : mean - root;
    return (Shifts){nearer * scale, 0};
}

/* The row where the step can begin, from the bottom, and there the first column of (H - shift)(H - its
 * conjugate), three numbers; now and then with a shift that is something else, against cycles. */
static int begin_real(const Hessenberg* p, int start, int end, bool exceptional, double* v) {
    double last = entry(p, end, end)[0], below = entry(p, end, end - 1)[0];
    Shifts s = shifts_of(entry(p, end - 1, end - 1)[0], entry(p, end - 1, end)[0], below, last);
    if(exceptional) {
        double size = fabs(below) + size_at(p, end - 1, end - 2);
        s = shifts_of(0.75 * size + last, -0.4375 * size, size, 0.75 * size + last);
    }
    for(int m = end - 2;; m--) {
        double here = entry(p, m, m)[0], next = entry(p, m + 1, m + 1)[0], gap = here - s.real;
        below = entry(p, m + 1, m)[0];
        double size = fabs(gap) + fabs(s.imaginary) + fabs(below), ratio = below / size;
        v[0] = ratio * entry(p, m, m + 1)[0] + gap * (gap / size) + s.imaginary * (s.imaginary / size);
        v[1] = ratio * (gap + next - s.real);
        v[2] = ratio * entry(p, m + 2, m + 1)[0];
        if(m == start) return m;
        double around = size_at(p, m - 1, m - 1) + fabs(here) + fabs(next);
        if(size_at(p, m, m - 1) * (fabs(v[1]) + fabs(v[2])) <= DBL_EPSILON * fabs(v[0]) * around) return m;
    }
}

static void finish_pair(const Hessenberg* p, int i) {
    int n = p->n;
    double *upper = p->h + i * p->step + i, *lower = upper + n, *values = p->values + 2 * i;
    double m[4] = {upper[0], upper[1], lower[0], lower[1]};
    Number r = la_standardise(m);
    double imaginary = m[2] == 0 ? 0 : sqrt(fabs(m[1])) * sqrt(fabs(m[2]));
    values[0] = m[0], values[1] = imaginary, values[2] = m[3], values[3] = -imaginary;
    upper[0] = m[0], upper[1] = m[1], lower[0] = m[2], lower[1] = m[3];
    if(!p->zh) return;
    la_rotate((size_t)(n - i - 2), r, upper + 2, lower + 2);
    for(int j = 0; j < i; j++) la_rotate(1, r, p->h + j * p->step + i, p->h + j * p->step + i + 1);
    la_rotate((size_t)n, r, p->zh + i * p->step, p->zh + (i + 1) * p->step);
}

/* ---- complex ----------------------------------------------------------------------------- */

static Number square_root(Number a) {
    double modulus = hypot(a[0], a[1]), large = sqrt((fabs(a[0]) + modulus) / 2);
    if(large == 0) return la_real(0);
    double other = a[1] / (2 * large);
    return a[0] >= 0 ? number(large, other) : number(fabs(other), copysign(large, a[1]));
}

/* The eigenvalue of the last two rows that is nearer the last entry (Wilkinson's shift). */
static Number choose_shift(const Hessenberg* p, int end, bool exceptional) {
    Number corner = entry(p, end, end);
    if(exceptional) return corner + la_real(0.75 * size_at(p, end, end - 1));
    Number u = la_times(square_root(entry(p, end - 1, end)), square_root(entry(p, end, end - 1)));
    if(la_size1(u) == 0) return corner;
    Number x = entry(p, end - 1, end - 1) - corner;
    x = x / 2;
    double scale = fmax(la_size1(u), la_size1(x));
    Number xs = x / scale, us = u / scale;
    Number y = square_root(la_times(xs, xs) + la_times(us, us));
    if(xs[0] * y[0] + xs[1] * y[1] < 0) y = -y;
    return corner - la_times(u, la_divide(us, xs + y));
}

/* The first row and the first column of H - shift, two numbers. */
static int begin_complex(const Hessenberg* p, int start, int end, bool exceptional, double* v) {
    la_store(2, v, entry(p, start, start) - choose_shift(p, end, exceptional));
    la_store(2, v + 2, entry(p, start + 1, start));
    return start;
}

/* ---- both -------------------------------------------------------------------------------- */

/* Chase the bulge from row `begin` of the block start..end; v: the first column. */
static void chase(const Hessenberg* p, int start, int begin, int end, double* v) {
    int lanes = p->lanes, width = 4 - lanes;
    size_t step = p->step;
    int columns_end = p->zh ? p->n : end + 1, rows_start = p->zh ? 0 : start;
    for(int k = begin; k < end; k++) {
        int size = smaller(width, end - k + 1);
        double beta, *corner = AT(p->h, step, k, k);
        if(k > begin) la_copy(lanes, size, corner - lanes, step, false, v, lanes);
        Number tau = la_reflector(lanes, size, v, &beta);
        for(int i = 0; i < size && k > begin; i++) {
            la_store(lanes, corner - lanes + i * step, la_real(i == 0 ? beta : 0));
        }
        if(k == begin && k > start) corner[-1] *= 1 - tau[0];
        la_reflect_left(lanes, size, columns_end - k, v, la_conjugate(tau), corner, step, p->work);
        int rows = smaller(k + width, end) + 1 - rows_start;
        la_reflect_right(lanes, rows, size, v, tau, AT(p->h, step, rows_start, k), step);
        if(p->zh) la_reflect_left(lanes, size, p->n, v, la_conjugate(tau), AT(p->zh, step, k, 0), step, p->work);
    }
}

la_status la_schur(const Hessenberg* p) {
    int lanes = p->lanes, end = p->last, count = 0, size = p->last - p->first + 1;
    int steps_left = STEPS_PER_ROW * (size < 10 ? 10 : size);
    while(end >= p->first) {
        double v[4];
        int start = block_start(p, end);
        if(start > p->first) la_store(lanes, AT(p->h, p->step, start, start - 1), la_real(0));
        if(start < end - (lanes == 1)) {
            bool exceptional = ++count % EXCEPTIONAL_EVERY == 0;
            if(steps_left-- == 0) return LA_NO_CONVERGENCE;
            int begin = (lanes == 1 ? begin_real : begin_complex)(p, start, end, exceptional, v);
            chase(p, start, begin, end, v);
            continue;
        }
        if(start < end) finish_pair(p, start);
        else la_store(2, p->values + 2 * end, entry(p, end, end));
        end = start - 1;
        count = 0;
    }
    return LA_OK;
}
