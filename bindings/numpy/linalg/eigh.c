/* Eigenvalues of symmetric and Hermitian matrices: Householder to tridiagonal form, then QL. */
#include "internal.h"

/* m (n x n, both triangles) -= v w^H + w v^H. */
static void rank_2_update(int lanes, int n, const double* v, const double* w, double* m, size_t step) {
    for(int i = 0; i < n; i++) {
        double* row = AT(m, step, i, 0);
        la_axpy(lanes, n, -la_load(lanes, AT(v, 0, 0, i)), w, true, row);
        la_axpy(lanes, n, -la_load(lanes, AT(w, 0, 0, i)), v, true, row);
    }
}

/* m (n x n, Hermitian) = H^H m H with H = I - tau v v^H; w: workspace. */
static void reflect_both(int lanes, int n, const double* v, Number tau, double* m, size_t step, double* w) {
    if(tau[0] == 0 && tau[1] == 0) return;
    for(int i = 0; i < n; i++) {
        la_store(lanes, AT(w, 0, 0, i), la_times(tau, la_dot(lanes, n, v, false, AT(m, step, i, 0))));
    }
    Number half = la_times(tau * -0.5, la_dot(lanes, n, w, true, v));
    la_axpy(lanes, n, half, v, false, w);
    rank_2_update(lanes, n, v, w, m, step);
}

/* The reflectors stay in the columns of a below the subdiagonal; work: 2 n elements. */
static void tridiagonalise(int lanes, int n, double* a, double* d, double* e, double* tau, double* work) {
    size_t step = (size_t)n * lanes;
    double *v = work, *w = work + step;
    for(int i = 0; i < n - 1; i++) {
        int rest = n - i - 1;
        double* below = AT(a, step, i + 1, i);
        Number factor = la_reflect_column(lanes, rest, below, step, v, tau + (size_t)i * lanes, e + i);
        reflect_both(lanes, rest, v, factor, below + lanes, step, w);
    }
    for(int i = 0; i < n; i++) d[i] = *AT(a, step, i, i);
}

/* Make both triangles from one; diagonals are real. */
static void fill_triangle(int lanes, int n, bool upper, double* a) {
    size_t step = (size_t)n * lanes;
    for(int i = 0; i < n; i++) {
        for(int j = 0; j < i; j++) {
            double *below = AT(a, step, i, j), *above = AT(a, step, j, i);
            if(upper) la_store(lanes, below, la_conjugate(la_load(lanes, above)));
            else la_store(lanes, above, la_conjugate(la_load(lanes, below)));
        }
        la_store(lanes, AT(a, step, i, i), la_real(*AT(a, step, i, i)));
    }
}

static la_status eigh_in(int lanes, int n, double* a, double* q, double* values, double* work) {
    size_t step = (size_t)n * lanes;
    double *e = work + 2 * step, *tau = e + n;
    tridiagonalise(lanes, n, a, values, e, tau, work);
    if(q) {
        Reflectors reflectors = {a + step, tau, step + lanes, step, n - 1, 1};
        la_form_q(lanes, n, n, reflectors, q, work);
        la_transpose_square(lanes, n, false, q);
    }
    la_status status = la_tridiagonal_ql(n, values, e, step, q);
    if(q) la_transpose(lanes, n, n, q, step, false, a, step);
    return status;
}

la_status la_eigh(la_kind kind, int n, bool upper, bool vectors, double* a, double* values) {
    int lanes = (int)kind;
    size_t doubles = (size_t)n * n * lanes;
    fill_triangle(lanes, n, upper, a);
    double factor = la_tame(doubles, a);
    if(factor == 0) return LA_NO_CONVERGENCE;
    if(n == 0) return LA_OK;
    double* room = la_room(((double)n * vectors + 4) * n * lanes);
    if(!room) return LA_NO_MEMORY;
    la_status status = eigh_in(lanes, n, a, vectors ? room : NULL, values, room + doubles * vectors);
    for(int i = 0; i < n; i++) values[i] /= factor;
    free(room);
    return status;
}
