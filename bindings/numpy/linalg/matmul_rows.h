/*
 * The matrix product without copies, for one type of number; included by matmul.c once per type, with
 *   SCALAR   the number, NAME(x) x with a suffix, and if that is worth it
 *   VECTOR   16 bytes of them, LANES how many that are.
 */

/* The sum of n products; vectors apart by steps. */
static SCALAR NAME(sum_products)(int n, const SCALAR* x, ptrdiff_t x_step, const SCALAR* y, ptrdiff_t y_step) {
    SCALAR sum = 0;
    int i = 0;
#ifdef VECTOR
    VECTOR sums = {0};
    for(; i + LANES <= n && x_step == 1 && y_step == 1; i += LANES) {
        sums += *(const VECTOR*)(x + i) * *(const VECTOR*)(y + i);
    }
    for(int lane = 0; lane < LANES; lane++) sum += sums[lane];
#endif
    for(; i < n; i++) sum += x[i * x_step] * y[i * y_step];
    return sum;
}

static void NAME(add_multiple)(int n, SCALAR factor, const SCALAR* x, SCALAR* y) {
    int i = 0;
#ifdef VECTOR
    for(; i + LANES <= n; i += LANES) *(VECTOR*)(y + i) += factor * *(const VECTOR*)(x + i);
#endif
    for(; i < n; i++) y[i] += factor * x[i];
}

/* c += a b for rows begin..end of b: by rows of b where they are contiguous, else by columns. */
static void NAME(add_rows)(const la_product* p, const SCALAR* a, const SCALAR* b, SCALAR* c, int begin, int end) {
    bool by_rows = p->b_column == 1 && p->n > 2;
    a += begin * p->a_column, b += begin * p->b_row;
    for(int i = 0; i < p->m; i++, a += p->a_row, c += p->c_row) {
        for(int q = 0; by_rows && q < end - begin; q++) {
            NAME(add_multiple)(p->n, a[q * p->a_column], b + q * p->b_row, c);
        }
        for(int j = 0; !by_rows && j < p->n; j++) {
            c[j] += NAME(sum_products)(end - begin, a, p->a_column, b + j * p->b_column, p->b_row);
        }
    }
}

static void NAME(multiply_rows)(const la_product* p, const SCALAR* a, const SCALAR* b, SCALAR* c) {
    clear(p, c, sizeof(SCALAR));
    for(int q = 0; q < p->k; q += ROWS_AT_ONCE) NAME(add_rows)(p, a, b, c, q, smaller(q + ROWS_AT_ONCE, p->k));
}
