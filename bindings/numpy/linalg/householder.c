/*
 * Householder reflectors, with LAPACK's conventions: beta is real and has the sign opposite to the
 * first element's real part, v[0] is 1.
 */
#include "internal.h"

/* Below this, 1 / beta may overflow. */
#define BETA_MIN (DBL_MIN / DBL_EPSILON)

/* The reflector of a vector whose norm is neither 0 nor tiny. */
static Number reflector_of(int lanes, int n, double* x, double norm, double* beta) {
    Number first = pkl_load(lanes, x);
    *beta = -copysign(norm, first[0]);
    Number tau = (pkl_real(*beta) - first) / *beta;
    Number factor = pkl_divide(pkl_real(1), first - pkl_real(*beta));
    pkl_scale(lanes, n - 1, factor, x + lanes, (size_t)lanes);
    pkl_store(lanes, x, pkl_real(1));
    return tau;
}

Number pkl_reflector(int lanes, int n, double* x, double* beta) {
    Number first = pkl_load(lanes, x);
    double norm = pkl_norm((size_t)n * lanes, x), rest = pkl_norm((size_t)(n - 1) * lanes, x + lanes);
    *beta = first[0];
    if(rest == 0 && first[1] == 0) {
        x[0] = 1;
        return pkl_real(0);
    }
    if(norm >= BETA_MIN || norm != norm) return reflector_of(lanes, n, x, norm, beta);
    pkl_scale(lanes, n, pkl_real(1 / BETA_MIN), x, (size_t)lanes);
    Number tau = reflector_of(lanes, n, x, pkl_norm((size_t)n * lanes, x), beta);
    *beta *= BETA_MIN;
    return tau;
}

Number pkl_reflect_column(int lanes, int n, double* column, size_t step, double* v, double* tau, double* beta) {
    pkl_copy(lanes, n, column, step, false, v, lanes);
    Number factor = pkl_reflector(lanes, n, v, beta);
    pkl_copy(lanes, n, v, lanes, false, column, step);
    pkl_store(lanes, column, pkl_real(*beta));
    pkl_store(lanes, tau, factor);
    return factor;
}

void pkl_reflect_left(int lanes, int m, int n, const double* v, Number tau, double* a, size_t step, double* work) {
    if(tau[0] == 0 && tau[1] == 0) return;
    memset(work, 0, (size_t)n * lanes * sizeof(double));
    for(int i = 0; i < m; i++) {
        pkl_axpy(lanes, n, pkl_conjugate(pkl_load(lanes, AT(v, 0, 0, i))), AT(a, step, i, 0), false, work);
    }
    for(int i = 0; i < m; i++) {
        pkl_axpy(lanes, n, -pkl_times(tau, pkl_load(lanes, AT(v, 0, 0, i))), work, false, AT(a, step, i, 0));
    }
}

void pkl_reflect_right(int lanes, int m, int n, const double* v, Number tau, double* a, size_t step) {
    if(tau[0] == 0 && tau[1] == 0) return;
    for(int i = 0; i < m; i++) {
        double* row = AT(a, step, i, 0);
        if(n <= 3) {
            pkl_reflect_short(lanes, n, v, tau, row);
            continue;
        }
        Number product = pkl_dot(lanes, n, v, false, row);
        pkl_axpy(lanes, n, -pkl_times(tau, product), v, true, row);
    }
}

void pkl_apply_q(int lanes, int rows, int columns, Reflectors reflectors, bool on_identity, double* q, double* work) {
    size_t step = (size_t)columns * lanes;
    double* v = work + step;
    for(int i = reflectors.count - 1; i >= 0; i--) {
        int start = i + reflectors.shift, left = on_identity ? start : 0;
        const double* stored = reflectors.items + (size_t)i * reflectors.next;
        pkl_copy(lanes, rows - start, stored, reflectors.along, false, v, lanes);
        pkl_store(lanes, v, pkl_real(1));
        Number tau = pkl_load(lanes, reflectors.tau + (size_t)i * lanes);
        pkl_reflect_left(lanes, rows - start, columns - left, v, tau, AT(q, step, start, left), step, work);
    }
}

void pkl_form_q(int lanes, int rows, int columns, Reflectors reflectors, double* q, double* work) {
    pkl_identity(lanes, rows, columns, q);
    pkl_apply_q(lanes, rows, columns, reflectors, true, q, work);
}
