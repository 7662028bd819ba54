/*
 * Balancing before the eigenvalue iteration: rows and columns that isolate an eigenvalue are moved to
 * the ends, the rest is scaled by powers of two until row and column norms are alike.
 */
#include "internal.h"

typedef struct {
    int lanes, n;
    double* a;
    size_t step;
    double* scale;
    int first, last;
} Balance;

static bool is_zero(const Balance* b, int i, int j) {
    int lanes = b->lanes;
    return la_size1(la_load(lanes, AT(b->a, b->step, i, j))) == 0;
}

/* Whether row i (or column i) of the middle part has nothing off the diagonal. */
static bool is_isolated(const Balance* b, int i, bool row) {
    for(int j = row ? 0 : b->first; j <= b->last; j++) {
        if(j != i && !(row ? is_zero(b, i, j) : is_zero(b, j, i))) return false;
    }
    return true;
}

static void exchange(const Balance* b, int i, int j) {
    int lanes = b->lanes;
    b->scale[j] = i;
    if(i == j) return;
    for(int k = 0; k <= b->last; k++) la_swap(lanes, AT(b->a, b->step, k, i), AT(b->a, b->step, k, j));
    size_t rest = (size_t)(b->n - b->first) * lanes;
    la_swap(rest, AT(b->a, b->step, i, b->first), AT(b->a, b->step, j, b->first));
}

static void permute_rows(Balance* b) {
    for(bool again = true; again;) {
        again = false;
        for(int i = b->last; i >= 0; i--) {
            if(!is_isolated(b, i, true)) continue;
            exchange(b, i, b->last);
            if(b->last == 0) return;
            b->last--;
            again = true;
        }
    }
}

static void permute_columns(Balance* b) {
    for(bool again = true; again;) {
        again = false;
        for(int j = b->first; j <= b->last; j++) {
            if(!is_isolated(b, j, false)) continue;
            exchange(b, j, b->first);
            b->first++;
            again = true;
        }
    }
}

/* The power of two that makes column norm c and row norm r alike, or 1 if there is not enough to gain. */
static double factor_for(double c, double r) {
    double factor = 1, sum = c + r;
    if(c == 0 || r == 0) return 1;
    while(c < r / 2 && factor < 1e150) factor *= 2, c *= 2, r /= 2;
    while(c / 2 >= r && factor > 1e-150) factor /= 2, c /= 2, r *= 2;
    return c + r >= 0.95 * sum ? 1 : factor;
}

static bool scale_index(const Balance* b, int i) {
    int lanes = b->lanes;
    double c = 0, *row = AT(b->a, b->step, i, 0);
    double r = la_norm((size_t)(b->last - b->first + 1) * lanes, AT(row, 0, 0, b->first));
    for(int k = b->first; k <= b->last; k++) c = hypot(c, la_norm(lanes, AT(b->a, b->step, k, i)));
    double factor = factor_for(c, r);
    if(factor == 1 || b->scale[i] * factor > 1e150 || b->scale[i] * factor < 1e-150) return false;
    b->scale[i] *= factor;
    la_scale(lanes, b->n - b->first, la_real(1 / factor), AT(row, 0, 0, b->first), lanes);
    la_scale(lanes, b->last + 1, la_real(factor), AT(b->a, 0, 0, i), b->step);
    return true;
}

void la_balance(int lanes, int n, double* a, double* scale, int* first, int* last) {
    Balance b = {lanes, n, a, (size_t)n * lanes, scale, 0, n - 1};
    permute_rows(&b);
    if(b.last > 0) permute_columns(&b);
    else b.first = b.last;
    for(int i = b.first; i <= b.last && b.first < b.last; i++) scale[i] = 1;
    for(bool again = b.first < b.last; again;) {
        again = false;
        for(int i = b.first; i <= b.last; i++) again |= scale_index(&b, i);
    }
    *first = b.first, *last = b.last;
}

void la_unbalance(int n, double* vector, const double* scale, int first, int last) {
    for(int i = first; i <= last && first < last; i++) la_scale(1, 2, la_real(scale[i]), vector + 2 * i, 1);
    for(int i = first - 1; i >= 0; i--) {
        int other = (int)scale[i];
        if(other != i) la_swap(2, vector + 2 * i, vector + 2 * other);
    }
    for(int i = last + 1; i < n; i++) {
        int other = (int)scale[i];
        if(other != i) la_swap(2, vector + 2 * i, vector + 2 * other);
    }
}
