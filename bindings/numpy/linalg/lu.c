/*
 * LU with partial pivoting, and what follows from it: solve, inv, det, slogdet.
 *
 * The factorisation halves the columns until few are left, so that for large matrices nearly all work
 * is in the matrix product; rows are exchanged in full as soon as a pivot is chosen.
 */
#include "internal.h"

/* Up to so many columns (or rows, in the triangular solver) the plain loops are faster. */
#define LEAF 24

typedef struct {
    int lanes, n;
    double* a;
    size_t step;
    int* pivots; /* row i was exchanged with row pivots[i] */
    bool singular;
} Factors;

static int find_pivot(const Factors* f, int column) {
    int lanes = f->lanes, best = column;
    double largest = la_size1(la_load(lanes, AT(f->a, f->step, column, column)));
    for(int i = column + 1; i < f->n; i++) {
        double candidate = la_size1(la_load(lanes, AT(f->a, f->step, i, column)));
        if(candidate > largest) {
            largest = candidate;
            best = i;
        }
    }
    return best;
}

/* Eliminate below the pivot in columns column + 1 .. end - 1. */
static void eliminate(Factors* f, int column, int end) {
    int lanes = f->lanes;
    const double* pivot_row = AT(f->a, f->step, column, column);
    Number pivot = la_load(lanes, pivot_row), inverse = la_divide(la_real(1), pivot);
    for(int i = column + 1; i < f->n; i++) {
        double* row = AT(f->a, f->step, i, column);
        Number old = la_load(lanes, row);
        Number ratio = la_size1(pivot) < DBL_MIN ? la_divide(old, pivot) : la_times(old, inverse);
        la_store(lanes, row, ratio);
        la_axpy(lanes, end - column - 1, -ratio, pivot_row + lanes, false, row + lanes);
    }
}

static void factor_leaf(Factors* f, int begin, int end) {
    int lanes = f->lanes;
    for(int j = begin; j < end; j++) {
        int pivot = f->pivots[j] = find_pivot(f, j);
        if(pivot != j) la_swap(f->step, AT(f->a, f->step, j, 0), AT(f->a, f->step, pivot, 0));
        if(la_size1(la_load(lanes, AT(f->a, f->step, j, j))) == 0) f->singular = true;
        else eliminate(f, j, end);
    }
}

/* Subtract from row `row` of b the rows begin..end-1 times t's row. */
static void subtract_rows(int lanes, int row, int begin, int end, const double* t, size_t t_step, int columns,
                          double* b, size_t b_step) {
    for(int k = begin; k < end; k++) {
        Number factor = -la_load(lanes, AT(t, t_step, row, k));
        la_axpy(lanes, columns, factor, AT(b, b_step, k, 0), false, AT(b, b_step, row, 0));
    }
}

static void triangular_leaf(bool upper, int lanes, int n, int columns, const double* t, size_t t_step, double* b,
                            size_t b_step) {
    for(int j = 0; j < n; j++) {
        int i = upper ? n - 1 - j : j;
        subtract_rows(lanes, i, upper ? i + 1 : 0, upper ? n : i, t, t_step, columns, b, b_step);
        if(!upper) continue;
        Number pivot = la_load(lanes, AT(t, t_step, i, i));
        double* row = AT(b, b_step, i, 0);
        for(int k = 0; k < columns; k++, row += lanes) la_store(lanes, row, la_divide(la_load(lanes, row), pivot));
    }
}

/* b (n x columns) = t^-1 b for the upper triangle of t, or its lower one with a diagonal of 1. */
static la_status solve_triangular(bool upper, int lanes, int n, int columns, const double* t, size_t t_step, double* b,
                                  size_t b_step) {
    if(n <= LEAF || columns < 4) {
        triangular_leaf(upper, lanes, n, columns, t, t_step, b, b_step);
        return LA_OK;
    }
    int half = n / 2, done = upper ? half : 0, left = upper ? 0 : half;
    int done_count = upper ? n - half : half, left_count = n - done_count;
    double *b_done = AT(b, b_step, done, 0), *b_left = AT(b, b_step, left, 0);
    const double* t_done = AT(t, t_step, done, done);
    la_status status = solve_triangular(upper, lanes, done_count, columns, t_done, t_step, b_done, b_step);
    if(status) return status;
    status = la_subtract_product(lanes, left_count, columns, done_count, AT(t, t_step, left, done), t_step, b_done,
                                 b_step, b_left, b_step);
    if(status) return status;
    return solve_triangular(upper, lanes, left_count, columns, AT(t, t_step, left, left), t_step, b_left, b_step);
}

static la_status factor_columns(Factors* f, int begin, int end) {
    if(end - begin <= LEAF) {
        factor_leaf(f, begin, end);
        return LA_OK;
    }
    int lanes = f->lanes, middle = begin + (end - begin) / 2;
    size_t step = f->step;
    la_status status = factor_columns(f, begin, middle);
    if(status) return status;
    double *corner = AT(f->a, step, begin, begin), *above = AT(f->a, step, begin, middle);
    double* left = AT(f->a, step, middle, begin);
    status = solve_triangular(false, lanes, middle - begin, end - middle, corner, step, above, step);
    if(status) return status;
    status = la_subtract_product(lanes, f->n - middle, end - middle, middle - begin, left, step, above, step,
                                 AT(f->a, step, middle, middle), step);
    return status ? status : factor_columns(f, middle, end);
}

/* The caller frees f->pivots, also after a failure. */
static la_status factor(Factors* f, la_kind kind, int n, double* a) {
    *f = (Factors){(int)kind, n, a, (size_t)n * kind, (int*)la_room((double)n / 2 + 1), false};
    return f->pivots ? factor_columns(f, 0, n) : LA_NO_MEMORY;
}

static la_status solve_factored(Factors* f, int columns, double* b) {
    size_t b_step = (size_t)columns * f->lanes;
    if(f->singular) return LA_SINGULAR;
    for(int i = 0; i < f->n; i++) {
        int other = f->pivots[i];
        if(other != i) la_swap(b_step, b + i * b_step, b + other * b_step);
    }
    la_status status = solve_triangular(false, f->lanes, f->n, columns, f->a, f->step, b, b_step);
    return status ? status : solve_triangular(true, f->lanes, f->n, columns, f->a, f->step, b, b_step);
}

la_status la_solve(la_kind kind, int n, int columns, double* a, double* b) {
    Factors f;
    la_status status = factor(&f, kind, n, a);
    if(!status) status = solve_factored(&f, columns, b);
    free(f.pivots);
    return status;
}

la_status la_inv(la_kind kind, int n, double* a, double* inverse) {
    la_identity((int)kind, n, n, inverse);
    return la_solve(kind, n, n, a, inverse);
}

/* NumPy's order of operations: signs multiplied, logarithms of moduli added. */
static void sum_up_diagonal(const Factors* f, Number* sign, double* log_abs) {
    int lanes = f->lanes;
    for(int i = 0; i < f->n; i++) {
        Number pivot = la_load(lanes, AT(f->a, f->step, i, i));
        double modulus = hypot(pivot[0], pivot[1]);
        if(f->pivots[i] != i) *sign = -(*sign);
        if(lanes == 2) *sign = la_times(*sign, pivot / modulus);
        else if(pivot[0] < 0) *sign = -(*sign);
        *log_abs += log(modulus);
    }
}

la_status la_slogdet(la_kind kind, int n, double* a, double* sign, double* log_abs) {
    Factors f;
    Number product = {1, 0};
    la_status status = factor(&f, kind, n, a);
    *log_abs = 0;
    if(!status && f.singular) {
        product = la_real(0);
        *log_abs = -INFINITY;
    } else if(!status) {
        sum_up_diagonal(&f, &product, log_abs);
    }
    la_store((int)kind, sign, product);
    free(f.pivots);
    return status;
}

la_status la_det(la_kind kind, int n, double* a, double* det) {
    double log_abs;
    la_status status = la_slogdet(kind, n, a, det, &log_abs);
    for(int lane = 0; lane < (int)kind; lane++) det[lane] *= exp(log_abs);
    return status;
}
