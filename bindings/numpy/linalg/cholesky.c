/* Cholesky's factorisation, row by row, so that all sums run over contiguous rows. */
#include "internal.h"

static bool factor_row(int lanes, int i, double* a, size_t step) {
    double* row = AT(a, step, i, 0);
    for(int j = 0; j < i; j++) {
        const double* other = AT(a, step, j, 0);
        Number left = la_load(lanes, AT(row, 0, 0, j)) - la_dot(lanes, j, other, true, row);
        double pivot = *AT(other, 0, 0, j);
        la_store(lanes, AT(row, 0, 0, j), left / pivot);
    }
    double* diagonal = AT(row, 0, 0, i);
    double left = *diagonal - la_dot(lanes, i, row, true, row)[0];
    la_store(lanes, diagonal, la_real(sqrt(left)));
    return left > 0;
}

la_status la_cholesky(la_kind kind, int n, bool upper, double* a) {
    int lanes = (int)kind;
    size_t step = (size_t)n * kind;
    if(upper) la_transpose_square(lanes, n, true, a);
    for(int i = 0; i < n; i++) {
        if(!factor_row(lanes, i, a, step)) return LA_NOT_POSITIVE_DEFINITE;
        memset(AT(a, step, i, i + 1), 0, (size_t)(n - i - 1) * lanes * sizeof(double));
    }
    if(upper) la_transpose_square(lanes, n, true, a);
    return LA_OK;
}
