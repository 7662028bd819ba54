/*
 * Eigenvalues of a real symmetric tridiagonal matrix by implicit QL or QR steps with Wilkinson's shift.
 *
 * Each unreduced block is worked on from its smaller end (in modulus) to its larger: QL and QR differ
 * only in the direction, +1 or -1, in which indices run. The choices are those of LAPACK's steqr, so
 * that signs of eigenvectors agree for matrices small enough that LAPACK uses it.
 */
#include "internal.h"

Number la_rotation(double f, double g, double* r) {
    double largest = fmax(fabs(f), fabs(g)), scale = 1;
    *r = f;
    if(g == 0) return la_real(1);
    if(largest < 1e-140 || largest > 1e140) scale = largest;
    f /= scale, g /= scale;
    double norm = sqrt(f * f + g * g), signed_norm = copysign(norm, f);
    *r = signed_norm * scale;
    return number(fabs(f) / norm, g / signed_norm);
}

typedef struct {
    int n;
    double* d;
    double* e; /* e[i] couples i and i + 1 */
    size_t doubles;
    double* rows;
    int steps_left;
} Tridiagonal;

static double* coupling(const Tridiagonal* t, int i, int direction) { return t->e + smaller(i, i + direction); }

static void rotate_rows(const Tridiagonal* t, int i, int j, Number rotation) {
    if(t->rows) la_rotate(t->doubles, rotation, t->rows + i * t->doubles, t->rows + j * t->doubles);
}

/* The rotation of tangent y / x in [-pi/2, pi/2], and of tangent 0 for y = 0. */
static Number rotation_towards(double x, double y) {
    if(y == 0) return la_real(1);
    double ratio = fabs(x) < fabs(y) ? x / y : y / x, root = 1 / sqrt(1 + ratio * ratio);
    if(fabs(x) < fabs(y)) return number(ratio * root, root);
    return number(root, ratio * root);
}

/* Diagonalise the block of rows i and i + 1; the eigenvalue of larger modulus goes first. */
static void finish_pair(Tridiagonal* t, int i) {
    double a = t->d[i], b = t->e[i], c = t->d[i + 1], sum = a + c, difference = a - c, root = hypot(difference, 2 * b);
    double large = (sum + (sum < 0 ? -root : root)) / 2, small = -large;
    bool a_larger = fabs(a) > fabs(c);
    if(sum != 0) small = ((a_larger ? a : c) / large) * (a_larger ? c : a) - (b / large) * b;
    /* The eigenvector of the one whose sign is not `difference`'s, as a row that does not cancel. */
    Number vector = rotation_towards(-2 * b, difference + (difference >= 0 ? root : -root));
    if((sum >= 0) == (difference >= 0)) vector = number(-vector[1], vector[0]);
    t->d[i] = large, t->d[i + 1] = small, t->e[i] = 0;
    rotate_rows(t, i, i + 1, vector);
}

/* One implicit step on the block from l (where it converges) to m. */
static void chase(Tridiagonal* t, int l, int m, int direction) {
    double p = t->d[l], e_l = *coupling(t, l, direction);
    double g = (t->d[l + direction] - p) / (2 * e_l), r = hypot(g, 1), s = 1, c = 1;
    g = t->d[m] - p + e_l / (g + copysign(r, g));
    p = 0;
    for(int outer = m; outer != l; outer -= direction) {
        int inner = outer - direction;
        double e_inner = *coupling(t, inner, direction), f = s * e_inner, b = c * e_inner;
        Number rotation = la_rotation(g, f, &r);
        c = rotation[0], s = rotation[1];
        if(outer != m) *coupling(t, outer, direction) = r;
        g = t->d[outer] - p;
        r = (t->d[inner] - g) * s + 2 * c * b;
        p = s * r;
        t->d[outer] = g + p;
        g = c * r - b;
        rotate_rows(t, outer, inner, rotation);
    }
    t->d[l] -= p;
    *coupling(t, l, direction) = g;
}

/* The first index from l on whose coupling to the next is negligible; that coupling becomes 0. */
static int split(const Tridiagonal* t, int l, int end, int direction) {
    for(int m = l; m != end; m += direction) {
        double* e = coupling(t, m, direction);
        double product = DBL_EPSILON * DBL_EPSILON / 4 * fabs(t->d[m]) * fabs(t->d[m + direction]);
        if(*e * *e <= product + DBL_MIN) {
            *e = 0;
            return m;
        }
    }
    return end;
}

/* Reduce the block begin..end to its diagonal. */
static la_status reduce_block(Tridiagonal* t, int begin, int end) {
    bool flipped = fabs(t->d[end]) < fabs(t->d[begin]);
    int direction = flipped ? -1 : 1, l = flipped ? end : begin, stop = flipped ? begin : end;
    while((stop - l) * direction > 0) {
        int m = split(t, l, stop, direction);
        if(m == l) {
            l += direction;
        } else if(m == l + direction) {
            finish_pair(t, smaller(l, m));
            l += 2 * direction;
        } else if(t->steps_left-- == 0) {
            return LA_NO_CONVERGENCE;
        } else {
            chase(t, l, m, direction);
        }
    }
    return LA_OK;
}

static void sort_ascending(Tridiagonal* t) {
    for(int i = 0; i < t->n - 1; i++) {
        int least = i;
        for(int j = i + 1; j < t->n; j++) {
            if(t->d[j] < t->d[least]) least = j;
        }
        if(least == i) continue;
        la_swap(1, t->d + i, t->d + least);
        if(t->rows) la_swap(t->doubles, t->rows + i * t->doubles, t->rows + least * t->doubles);
    }
}

la_status la_tridiagonal_ql(int n, double* d, double* e, size_t doubles, double* rows) {
    Tridiagonal t = {n, d, e, doubles, rows, 30 * n};
    for(int begin = 0, end; begin < n; begin = end + 1) {
        for(end = begin; end < n - 1; end++) {
            if(fabs(e[end]) <= sqrt(fabs(d[end])) * sqrt(fabs(d[end + 1])) * (DBL_EPSILON / 2)) break;
        }
        la_status status = reduce_block(&t, begin, end);
        if(status) return status;
    }
    sort_ascending(&t);
    return LA_OK;
}
