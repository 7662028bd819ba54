/* QR by Householder reflectors. */
#include "internal.h"

void pkl_qr_in(int lanes, int m, int n, double* a, double* tau, double* work) {
    size_t step = (size_t)n * lanes;
    double* v = work + step;
    for(int i = 0; i < smaller(m, n); i++) {
        double beta, *corner = AT(a, step, i, i);
        Number factor = pkl_reflect_column(lanes, m - i, corner, step, v, tau + (size_t)i * lanes, &beta);
        pkl_reflect_left(lanes, m - i, n - i - 1, v, pkl_conjugate(factor), corner + lanes, step, work);
    }
}

pkl_status pkl_qr(pkl_kind kind, int m, int n, double* a, double* tau) {
    double* work = pkl_room(((double)m + n) * kind);
    if(!work) return PKL_NO_MEMORY;
    pkl_qr_in((int)kind, m, n, a, tau, work);
    free(work);
    return PKL_OK;
}

pkl_status pkl_qr_q(pkl_kind kind, int m, int n, int columns, const double* a, const double* tau, double* q) {
    double* work = pkl_room(((double)m + columns) * kind);
    if(!work) return PKL_NO_MEMORY;
    size_t step = (size_t)n * kind;
    Reflectors reflectors = {a, tau, step + kind, step, smaller(smaller(m, n), columns), 0};
    pkl_form_q((int)kind, m, columns, reflectors, q, work);
    free(work);
    return PKL_OK;
}
