/* Cholesky's factorisation, row by row, so that all sums run over contiguous rows. */
#include "internal.h"

static bool factor_row(int lanes, int i, double* a, size_t step) {
    double* row = AT(a, step, i, 0);
    for(int j = 0; j < i; j++) {
        const double* other = AT(a, step, j, 0);
        Number left = pkl_load(lanes, AT(row, 0, 0, j)) - pkl_dot(lanes, j, other, true, row);
        double pivot = *AT(other, 0, 0, j);
        pkl_store(lanes, AT(row, 0, 0, j), left / pivot);
    }
    double* diagonal = AT(row, 0, 0, i);
    double left = *diagonal - pkl_dot(lanes, i, row, true, row)[0];
    pkl_store(lanes, diagonal, pkl_real(sqrt(left)));
    return left > 0;
}

pkl_status pkl_cholesky(pkl_kind kind, int n, bool upper, double* a) {
    int lanes = (int)kind;
    size_t step = (size_t)n * kind;
    if(upper) pkl_transpose_square(lanes, n, true, a);
    for(int i = 0; i < n; i++) {
        if(!factor_row(lanes, i, a, step)) return PKL_NOT_POSITIVE_DEFINITE;
        memset(AT(a, step, i, i + 1), 0, (size_t)(n - i - 1) * lanes * sizeof(double));
    }
    if(upper) pkl_transpose_square(lanes, n, true, a);
    return PKL_OK;
}
