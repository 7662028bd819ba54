/* Eigenvalues of symmetric and Hermitian matrices: Householder to tridiagonal form, then QL. */
#include "internal.h"

/* m (n x n, both triangles) -= v w^H + w v^H. */
static void rank_2_update(int lanes, int n, const double* v, const double* w, double* m, size_t step) {
    for(int i = 0; i < n; i++) {
        double* row = AT(m, step, i, 0);
        pkl_axpy(lanes, n, -pkl_load(lanes, AT(v, 0, 0, i)), w, true, row);
        pkl_axpy(lanes, n, -pkl_load(lanes, AT(w, 0, 0, i)), v, true, row);
    }
}

/* m (n x n, Hermitian) = H^H m H with H = I - tau v v^H; w: workspace. */
static void reflect_both(int lanes, int n, const double* v, Number tau, double* m, size_t step, double* w) {
    if(tau[0] == 0 && tau[1] == 0) return;
    for(int i = 0; i < n; i++) {
        pkl_store(lanes, AT(w, 0, 0, i), pkl_times(tau, pkl_dot(lanes, n, v, false, AT(m, step, i, 0))));
    }
    Number half = pkl_times(tau * -0.5, pkl_dot(lanes, n, w, true, v));
    pkl_axpy(lanes, n, half, v, false, w);
    rank_2_update(lanes, n, v, w, m, step);
}

/* The reflectors stay in the columns of a below the subdiagonal; work: 2 n elements. */
static void tridiagonalise(int lanes, int n, double* a, double* d, double* e, double* tau, double* work) {
    size_t step = (size_t)n * lanes;
    double *v = work, *w = work + step;
    for(int i = 0; i < n - 1; i++) {
        int rest = n - i - 1;
        double* below = AT(a, step, i + 1, i);
        Number factor = pkl_reflect_column(lanes, rest, below, step, v, tau + (size_t)i * lanes, e + i);
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
            if(upper) pkl_store(lanes, below, pkl_conjugate(pkl_load(lanes, above)));
            else pkl_store(lanes, above, pkl_conjugate(pkl_load(lanes, below)));
        }
        pkl_store(lanes, AT(a, step, i, i), pkl_real(*AT(a, step, i, i)));
    }
}

static pkl_status eigh_in(int lanes, int n, double* a, double* q, double* values, double* work) {
    size_t step = (size_t)n * lanes;
    double *e = work + 2 * step, *tau = e + n;
    tridiagonalise(lanes, n, a, values, e, tau, work);
    if(q) {
        Reflectors reflectors = {a + step, tau, step + lanes, step, n - 1, 1};
        pkl_form_q(lanes, n, n, reflectors, q, work);
        pkl_transpose_square(lanes, n, false, q);
    }
    pkl_status status = pkl_tridiagonal_ql(n, values, e, step, q);
    if(q) pkl_transpose(lanes, n, n, q, step, false, a, step);
    return status;
}

pkl_status pkl_eigh(pkl_kind kind, int n, bool upper, bool vectors, double* a, double* values) {
    int lanes = (int)kind;
    size_t doubles = (size_t)n * n * lanes;
    fill_triangle(lanes, n, upper, a);
    double factor = pkl_tame(doubles, a);
    if(factor == 0) return PKL_NO_CONVERGENCE;
    if(n == 0) return PKL_OK;
    double* room = pkl_room(((double)n * vectors + 4) * n * lanes);
    if(!room) return PKL_NO_MEMORY;
    pkl_status status = eigh_in(lanes, n, a, vectors ? room : NULL, values, room + doubles * vectors);
    for(int i = 0; i < n; i++) values[i] /= factor;
    free(room);
    return status;
}
