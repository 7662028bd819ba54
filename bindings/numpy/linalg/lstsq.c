/*
 * Least squares of minimum norm, by the singular value decomposition. Products with u^H and vh^H are
 * transposed products with one factor and the result conjugated.
 */
#include "internal.h"

typedef struct {
    int lanes, m, n, small, columns, rank;
    double *u, *vh, *s;
    double* c; /* small x columns */
} Solver;

/* out (columns of a x columns) = a^H b for the rows of a and b given, a row of a being `width` elements;
 * b is conjugated and stays so. */
static la_status multiply_adjoint(const Solver* w, int rows, int width, int used, const double* a, double* b,
                                  double* out) {
    la_product p = {used, w->columns, rows, 1, width, w->columns, 1, w->columns};
    la_conjugate_all(w->lanes, (size_t)rows * w->columns, b);
    la_status status = la_multiply(w->lanes, &p, a, b, out);
    la_conjugate_all(w->lanes, (size_t)used * w->columns, out);
    return status;
}

/* x = v s^-1 u^H b; what is left of b is the residual. */
static la_status solve(const Solver* w, double* b, double* x) {
    int lanes = w->lanes, columns = w->columns;
    size_t step = (size_t)columns * lanes;
    la_status status = multiply_adjoint(w, w->m, w->small, w->rank, w->u, b, w->c);
    if(status) return status;
    la_conjugate_all(lanes, (size_t)w->m * columns, b);
    status = la_subtract_product(lanes, w->m, columns, w->rank, w->u, (size_t)w->small * lanes, w->c, step, b, step);
    if(status) return status;
    for(int j = 0; j < w->rank; j++) la_scale(1, (int)step, la_real(1 / w->s[j]), w->c + j * step, 1);
    return multiply_adjoint(w, w->rank, w->n, w->n, w->vh, w->c, x);
}

static void sum_residuals(const Solver* w, const double* b, double* residuals) {
    memset(residuals, 0, w->columns * sizeof(double));
    for(int i = 0; i < w->m; i++) {
        for(int j = 0; j < w->columns * w->lanes; j++, b++) residuals[j / w->lanes] += *b * *b;
    }
}

la_status la_lstsq(la_kind kind, int m, int n, int columns, double* a, double* b, double rcond, double* x,
                   double* residuals, int* rank, double* s) {
    int small = smaller(m, n);
    double* room = la_room(((double)m * small + (double)small * n + (double)small * columns) * kind);
    if(!room) return LA_NO_MEMORY;
    double *u = room, *vh = u + (size_t)m * small * kind, *c = vh + (size_t)small * n * kind;
    la_status status = la_svd(kind, m, n, false, a, s, u, vh);
    *rank = 0;
    if(status == LA_OK) {
        double least = small ? fmax((rcond < 0 ? DBL_EPSILON / 2 : rcond) * s[0], DBL_MIN) : 0;
        while(*rank < small && s[*rank] > least) ++*rank;
        Solver solver = {(int)kind, m, n, small, columns, *rank, u, vh, s, c};
        status = solve(&solver, b, x);
        sum_residuals(&solver, b, residuals);
    }
    free(room);
    return status;
}
