/*
 * Householder reflectors, with LAPACK's conventions: beta is real and has the sign opposite to the
 * first element's real part, v[0] is 1.
 */
#include "internal.h"

/* Below this, 1 / beta may overflow. */
#define BETA_MIN (DBL_MIN / DBL_EPSILON)

/* The reflector of a vector whose norm is neither 0 nor tiny. */
static Number reflector_of(int lanes, int n, double* x, double norm, double* beta) {
    Number first = la_load(lanes, x);
    *beta = -copysign(norm, first[0]);
    Number tau = (la_real(*beta) - first) / *beta;
    Number factor = la_divide(la_real(1), first - la_real(*beta));
    la_scale(lanes, n - 1, factor, x + lanes, (size_t)lanes);
    la_store(lanes, x, la_real(1));
    return tau;
}

Number la_reflector(int lanes, int n, double* x, double* beta) {
    Number first = la_load(lanes, x);
    double norm = la_norm((size_t)n * lanes, x), rest = la_norm((size_t)(n - 1) * lanes, x + lanes);
    *beta = first[0];
    if(rest == 0 && first[1] == 0) {
        x[0] = 1;
        return la_real(0);
    }
    if(norm >= BETA_MIN || norm != norm) return reflector_of(lanes, n, x, norm, beta);
    la_scale(lanes, n, la_real(1 / BETA_MIN), x, (size_t)lanes);
    Number tau = reflector_of(lanes, n, x, la_norm((size_t)n * lanes, x), beta);
    *beta *= BETA_MIN;
    return tau;
}

Number la_reflect_column(int lanes, int n, double* column, size_t step, double* v, double* tau, double* beta) {
    la_copy(lanes, n, column, step, false, v, lanes);
    Number factor = la_reflector(lanes, n, v, beta);
    la_copy(lanes, n, v, lanes, false, column, step);
    la_store(lanes, column, la_real(*beta));
    la_store(lanes, tau, factor);
    return factor;
}

void la_reflect_left(int lanes, int m, int n, const double* v, Number tau, double* a, size_t step, double* work) {
    if(tau[0] == 0 && tau[1] == 0) return;
    memset(work, 0, (size_t)n * lanes * sizeof(double));
    for(int i = 0; i < m; i++) {
        la_axpy(lanes, n, la_conjugate(la_load(lanes, AT(v, 0, 0, i))), AT(a, step, i, 0), false, work);
    }
    for(int i = 0; i < m; i++) {
        la_axpy(lanes, n, -la_times(tau, la_load(lanes, AT(v, 0, 0, i))), work, false, AT(a, step, i, 0));
    }
}

void la_reflect_right(int lanes, int m, int n, const double* v, Number tau, double* a, size_t step) {
    if(tau[0] == 0 && tau[1] == 0) return;
    for(int i = 0; i < m; i++) {
        double* row = AT(a, step, i, 0);
        if(n <= 3) {
            la_reflect_short(lanes, n, v, tau, row);
            continue;
        }
        Number product = la_dot(lanes, n, v, false, row);
        la_axpy(lanes, n, -la_times(tau, product), v, true, row);
    }
}

void la_apply_q(int lanes, int rows, int columns, Reflectors reflectors, bool on_identity, double* q, double* work) {
    size_t step = (size_t)columns * lanes;
    double* v = work + step;
    for(int i = reflectors.count - 1; i >= 0; i--) {
        int start = i + reflectors.shift, left = on_identity ? start : 0;
        const double* stored = reflectors.items + (size_t)i * reflectors.next;
        la_copy(lanes, rows - start, stored, reflectors.along, false, v, lanes);
        la_store(lanes, v, la_real(1));
        Number tau = la_load(lanes, reflectors.tau + (size_t)i * lanes);
        la_reflect_left(lanes, rows - start, columns - left, v, tau, AT(q, step, start, left), step, work);
    }
}

void la_form_q(int lanes, int rows, int columns, Reflectors reflectors, double* q, double* work) {
    la_identity(lanes, rows, columns, q);
    la_apply_q(lanes, rows, columns, reflectors, true, q, work);
}
