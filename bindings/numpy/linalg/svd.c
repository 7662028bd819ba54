/*
 * Singular value decomposition.
 *
 * Wide matrices are done as their conjugate transpose; tall ones are reduced by QR first. What is left
 * goes to bidiagonal form by reflectors from both sides, then to bidiagonal.c, where singular vectors
 * are rows.
 */
#include "internal.h"

/* a (m x n, m >= n) = u s vh; u: m x left_count, vh: n x n; NULL if no vectors are wanted. */
typedef struct {
    int lanes, m, n, left_count;
    double* a;
    double* s;
    double* u;
    double* vh;
    double* room; /* for everything below, taken from the front */
} Task;

static double* take(Task* t, size_t elements) {
    double* taken = t->room;
    t->room += elements * (size_t)t->lanes;
    return taken;
}

/* An upper bound of what `take` hands out for an m x n matrix. */
static double room_for(double m, double n, double left_count, bool vectors) {
    return vectors ? m * left_count + 3 * n * n + 6 * n + 2 * m : n * n + 6 * n + 2 * m;
}

/* Left and right reflectors stay in the columns and rows of a. */
static void bidiagonalise(const Task* t, double* e, double* tau_left, double* tau_right, double* work) {
    int lanes = t->lanes, m = t->m, n = t->n;
    size_t step = (size_t)n * lanes;
    double* v = work + step;
    for(int i = 0; i < n; i++) {
        double *corner = AT(t->a, step, i, i), *row = corner + lanes;
        Number tau = la_reflect_column(lanes, m - i, corner, step, v, tau_left + (size_t)i * lanes, t->s + i);
        la_reflect_left(lanes, m - i, n - i - 1, v, la_conjugate(tau), row, step, work);
        if(i == n - 1) break;
        la_copy(lanes, n - i - 1, row, lanes, true, row, lanes);
        tau = la_reflector(lanes, n - i - 1, row, e + i);
        la_store(lanes, tau_right + (size_t)i * lanes, tau);
        la_reflect_right(lanes, m - i - 1, n - i - 1, row, tau, row + step, step);
    }
}

static la_status svd_by_reflectors(Task* t) {
    int lanes = t->lanes, m = t->m, n = t->n, count = t->left_count;
    size_t step = (size_t)n * lanes, left_step = (size_t)m * lanes;
    double *e = take(t, n), *tau_left = take(t, n), *tau_right = take(t, n), *work = take(t, (size_t)m + n + count);
    bidiagonalise(t, e, tau_left, tau_right, work);
    if(!t->u) return la_bidiagonal_qr((Bidiagonal){n, t->s, e, NULL, 0, NULL, 0});
    Reflectors by_column = {t->a, tau_left, step + lanes, step, n, 0};
    Reflectors by_row = {t->a + lanes, tau_right, step + lanes, lanes, n - 1, 1};
    double* rows = take(t, (size_t)m * count);
    la_form_q(lanes, n, n, by_row, t->vh, work);
    la_transpose_square(lanes, n, true, t->vh);
    la_form_q(lanes, m, count, by_column, t->u, work);
    la_transpose(lanes, m, count, t->u, (size_t)count * lanes, false, rows, left_step);
    la_status status = la_bidiagonal_qr((Bidiagonal){n, t->s, e, rows, left_step, t->vh, step});
    la_transpose(lanes, count, m, rows, left_step, false, t->u, (size_t)count * lanes);
    return status;
}

/* For tall matrices: a = Q R, R = u_r s vh, u = Q u_r. */
static la_status svd_by_qr(Task* t) {
    int lanes = t->lanes, m = t->m, n = t->n, count = t->left_count;
    size_t step = (size_t)n * lanes, u_step = (size_t)count * lanes;
    double *tau = take(t, n), *work = take(t, (size_t)m + n + count), *r = take(t, (size_t)n * n);
    la_qr_in(lanes, m, n, t->a, tau, work);
    memset(r, 0, n * step * sizeof(double));
    for(int i = 0; i < n; i++) la_copy(lanes, n - i, AT(t->a, step, i, i), lanes, false, AT(r, step, i, i), lanes);
    Task inner = {lanes, n, n, t->u ? n : 0, r, t->s, t->u ? take(t, (size_t)n * n) : NULL, t->vh, t->room};
    la_status status = svd_by_reflectors(&inner);
    if(!t->u) return status;
    la_identity(lanes, m, count, t->u);
    for(int i = 0; i < n; i++) la_copy(lanes, n, AT(inner.u, step, i, 0), lanes, false, AT(t->u, u_step, i, 0), lanes);
    la_apply_q(lanes, m, count, (Reflectors){t->a, tau, step + lanes, step, n, 0}, false, t->u, work);
    return status;
}

static la_status svd_tall(Task* t) {
    return t->m > t->n && t->m >= (int)(t->n * 11.0 / 6) ? svd_by_qr(t) : svd_by_reflectors(t);
}

/* a^H = u' s vh', so u = vh'^H and vh = u'^H. */
static la_status svd_wide(Task* t, int m, int n, const double* a, double* u, double* vh) {
    int lanes = t->lanes;
    t->a = take(t, (size_t)m * n);
    t->u = u ? take(t, (size_t)n * t->left_count) : NULL;
    t->vh = u;
    la_transpose(lanes, m, n, a, (size_t)n * lanes, true, t->a, (size_t)m * lanes);
    la_status status = svd_tall(t);
    if(!u) return status;
    la_transpose(lanes, n, t->left_count, t->u, (size_t)t->left_count * lanes, true, vh, (size_t)n * lanes);
    la_transpose_square(lanes, m, true, u);
    return status;
}

la_status la_svd(la_kind kind, int m, int n, bool full, double* a, double* s, double* u, double* vh) {
    int lanes = (int)kind, small = smaller(m, n), large = m + n - small, count = full ? large : small;
    double factor = la_tame((size_t)m * n * lanes, a);
    if(factor == 0) return LA_NO_CONVERGENCE;
    double wanted = room_for(large, small, count, u) + 2.0 * count;
    if(m < n) wanted += (double)m * n + (u ? (double)n * count : 0);
    double* room = la_room(wanted * lanes);
    if(!room) return LA_NO_MEMORY;
    Task t = {lanes, large, small, u ? count : 0, a, s, u, vh, room};
    la_status status = m < n ? svd_wide(&t, m, n, a, u, vh) : svd_tall(&t);
    for(int i = 0; i < small; i++) s[i] /= factor;
    free(room);
    return status;
}
