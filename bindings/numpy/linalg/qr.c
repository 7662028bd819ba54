/* QR by Householder reflectors. */
#include "internal.h"

void la_qr_in(int lanes, int m, int n, double* a, double* tau, double* work) {
    size_t step = (size_t)n * lanes;
    double* v = work + step;
    for(int i = 0; i < smaller(m, n); i++) {
        double beta, *corner = AT(a, step, i, i);
        Number factor = la_reflect_column(lanes, m - i, corner, step, v, tau + (size_t)i * lanes, &beta);
        la_reflect_left(lanes, m - i, n - i - 1, v, la_conjugate(factor), corner + lanes, step, work);
    }
}

la_status la_qr(la_kind kind, int m, int n, double* a, double* tau) {
    double* work = la_room(((double)m + n) * kind);
    if(!work) return LA_NO_MEMORY;
    la_qr_in((int)kind, m, n, a, tau, work);
    free(work);
    return LA_OK;
}

la_status la_qr_q(la_kind kind, int m, int n, int columns, const double* a, const double* tau, double* q) {
    double* work = la_room(((double)m + columns) * kind);
    if(!work) return LA_NO_MEMORY;
    size_t step = (size_t)n * kind;
    Reflectors reflectors = {a, tau, step + kind, step, smaller(smaller(m, n), columns), 0};
    la_form_q((int)kind, m, columns, reflectors, q, work);
    free(work);
    return LA_OK;
}
