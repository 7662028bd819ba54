/*
 * Eigenvalues and right eigenvectors of general matrices: balance, Hessenberg form, Schur form, then
 * back substitution for each eigenvalue.
 *
 * The back substitution is written once: its unknowns are complex also for a real matrix, whose Schur
 * form may have blocks of two on its diagonal.
 */
#include "internal.h"

/* An eigenvector that grows beyond this in the back substitution is scaled down. */
#define GROWTH_MAX 1e100

typedef struct {
    int lanes, n;
    double* t; /* the Schur form */
    size_t step;
    double* z;
    double* x;    /* one eigenvector of t, complex */
    double least; /* what a vanishing pivot is replaced by */
} Triangle;

/* ---- Hessenberg form --------------------------------------------------------------------- */

static void reduce(int lanes, int n, int first, int last, double* a, double* tau, double* work) {
    size_t step = (size_t)n * lanes;
    double* v = work + step;
    for(int i = first; i < last - 1; i++) {
        int size = last - i;
        double beta, *below = AT(a, step, i + 1, i);
        Number factor = la_reflect_column(lanes, size, below, step, v, tau + (size_t)(i - first) * lanes, &beta);
        la_reflect_right(lanes, last + 1, size, v, factor, AT(a, step, 0, i + 1), step);
        la_reflect_left(lanes, size, n - i - 1, v, la_conjugate(factor), below + lanes, step, work);
    }
}

/* Clear what the reflectors left below the subdiagonal. */
static void clear_below(int lanes, int n, double* a) {
    for(int i = 2; i < n; i++) memset(a + (size_t)i * n * lanes, 0, (size_t)(i - 1) * lanes * sizeof(double));
}

/* ---- back substitution ------------------------------------------------------------------- */

static Number at(const Triangle* t, int i, int j) {
    return la_load(t->lanes, t->t + i * t->step + (size_t)j * t->lanes);
}

/* The sum of row[j] x[j] for j from begin to end - 1; rows have t's kind, x is complex. */
static Number row_times_x(const Triangle* t, const double* row, int begin, int end) {
    if(t->lanes == 2) return la_dot(2, end - begin, row + 2 * begin, false, t->x + 2 * begin);
    Number sum = {0, 0};
    for(int j = begin; j < end; j++) {
        sum[0] += row[j] * t->x[2 * j];
        sum[1] += row[j] * t->x[2 * j + 1];
    }
    return sum;
}

static Number pivot_of(const Triangle* t, Number pivot) {
    return la_size1(pivot) < t->least ? la_real(t->least) : pivot;
}

/* When `size` exceeds `limit` and 1, divide x by it; returns what x was multiplied by. */
static double shrink(const Triangle* t, int end, double size, double limit) {
    if(!(size > limit && size > 1)) return 1;
    la_scale(1, 2 * end, la_real(1 / size), t->x, 1);
    return 1 / size;
}

static void solve_one(const Triangle* t, int i, int end, Number lambda) {
    Number pivot = pivot_of(t, at(t, i, i) - lambda);
    Number right = -row_times_x(t, t->t + i * t->step, i + 1, end);
    right = right * shrink(t, end, la_size1(right), GROWTH_MAX * fmin(la_size1(pivot), 1));
    la_store(2, t->x + 2 * i, la_divide(right, pivot));
    shrink(t, end, la_size1(la_load(2, t->x + 2 * i)), GROWTH_MAX);
}

/* The same for rows i and i + 1 with t's block of two there, by elimination with exchange. */
static void solve_two(const Triangle* t, int i, int end, Number lambda) {
    Number a = at(t, i, i) - lambda, b = at(t, i, i + 1), c = at(t, i + 1, i), d = at(t, i + 1, i + 1) - lambda;
    Number p = -row_times_x(t, t->t + i * t->step, i + 2, end);
    Number q = -row_times_x(t, t->t + (i + 1) * t->step, i + 2, end);
    if(la_size1(c) > la_size1(a)) {
        Number ka = a, kb = b, kp = p;
        a = c, b = d, p = q;
        c = ka, d = kb, q = kp;
    }
    Number ratio = la_divide(c, pivot_of(t, a));
    d = pivot_of(t, d - la_times(ratio, b));
    q = q - la_times(ratio, p);
    double factor = shrink(t, end, la_size1(p) + la_size1(q), GROWTH_MAX * fmin(la_size1(d), 1));
    Number y = la_divide(q * factor, d);
    Number x = la_divide(p * factor - la_times(b, y), pivot_of(t, a));
    la_store(2, t->x + 2 * i, x);
    la_store(2, t->x + 2 * i + 2, y);
    shrink(t, end, la_size1(x) + la_size1(y), GROWTH_MAX);
}

static bool has_pair(const Triangle* t, int i) { return t->lanes == 1 && i >= 0 && at(t, i + 1, i)[0] != 0; }

/* The last entries of the eigenvector: 1, or for the first of a conjugate pair, rows i and i + 1, two. */
static void begin_vector(const Triangle* t, int i, Number lambda) {
    double* x = t->x + 2 * i;
    memset(t->x, 0, 2 * (size_t)t->n * sizeof(double));
    x[0] = 1;
    if(lambda[1] == 0 || t->lanes == 2) return;
    double above = at(t, i, i + 1)[0], below = at(t, i + 1, i)[0];
    if(fabs(above) >= fabs(below)) x[3] = lambda[1] / above;
    else x[0] = -lambda[1] / below, x[3] = 1;
}

/* The eigenvector of the matrix z t z^H for the eigenvalue in row i, to `vector`. */
static void find_vector(Triangle* t, int i, Number lambda, double* vector) {
    int end = i + 1 + (t->lanes == 1 && lambda[1] != 0);
    t->least = fmax(DBL_EPSILON * la_size1(lambda), DBL_MIN * t->n / DBL_EPSILON);
    begin_vector(t, i, lambda);
    for(int row = i - 1; row >= 0; row--) {
        if(has_pair(t, row - 1)) solve_two(t, --row, end, lambda);
        else solve_one(t, row, end, lambda);
    }
    for(int row = 0; row < t->n; row++) la_store(2, vector + 2 * row, row_times_x(t, t->z + row * t->step, 0, end));
}

/* Norm 1; of complex vectors, the component of largest modulus becomes real (positive for complex
 * matrices, of its own sign for real ones). */
static void normalise(int lanes, int n, bool is_complex, double* vector) {
    double norm = la_norm(2 * (size_t)n, vector), largest = 0;
    int at_largest = 0;
    la_scale(1, 2 * n, la_real(1 / norm), vector, 1);
    for(int i = 0; i < n; i++) {
        double square = vector[2 * i] * vector[2 * i] + vector[2 * i + 1] * vector[2 * i + 1];
        if(square > largest) largest = square, at_largest = i;
    }
    if(!is_complex) return;
    double* pivot = vector + 2 * at_largest;
    double modulus;
    Number turn = la_conjugate(la_rotation(pivot[0], pivot[1], &modulus));
    la_scale(2, n, lanes == 2 && modulus < 0 ? -turn : turn, vector, 2);
    pivot[1] = 0;
}

/* All eigenvectors, as rows first. */
static void find_vectors(Triangle* t, const double* values, const double* scale, int first, int last, double* vectors) {
    int n = t->n;
    for(int i = 0; i < n; i++) {
        double* vector = vectors + 2 * (size_t)i * n;
        Number lambda = la_load(2, values + 2 * i);
        bool is_complex = t->lanes == 2 || lambda[1] != 0;
        if(t->lanes == 1 && lambda[1] < 0) {
            la_copy(2, n, vector - 2 * (size_t)n, 2, true, vector, 2);
            continue;
        }
        find_vector(t, i, lambda, vector);
        la_scale(1, 2 * n, la_real(1 / la_norm(2 * (size_t)n, vector)), vector, 1);
        la_unbalance(n, vector, scale, first, last);
        normalise(t->lanes, n, is_complex, vector);
    }
    la_transpose_square(2, n, false, vectors);
}

/* ---- the whole --------------------------------------------------------------------------- */

/* room: for z (if vectors are wanted), tau, work of 2 n elements, scale and x of n doubles and pairs. */
static la_status eig_in(int lanes, int n, double* a, double* values, double* vectors, double* room) {
    size_t step = (size_t)n * lanes;
    double *tau = room, *work = tau + step, *scale = work + 2 * step, *x = scale + n, *z = vectors ? x + 2 * n : NULL;
    int first, last;
    la_balance(lanes, n, a, scale, &first, &last);
    reduce(lanes, n, first, last, a, tau, work);
    if(z) {
        Reflectors reflectors = {AT(a, step, first + 1, first), tau, step + lanes, step, last - first - 1, first + 1};
        la_form_q(lanes, n, n, reflectors, z, work);
    }
    clear_below(lanes, n, a);
    for(int i = 0; i < n; i++) la_store(2, values + 2 * i, la_load(lanes, AT(a, step, i, i)));
    if(z) la_transpose_square(lanes, n, true, z);
    Hessenberg h = {lanes, n, first, last, a, step, z, values, work};
    la_status status = la_schur(&h);
    if(status || !z) return status;
    la_transpose_square(lanes, n, true, z);
    Triangle t = {lanes, n, a, step, z, x, 0};
    find_vectors(&t, values, scale, first, last, vectors);
    return LA_OK;
}

la_status la_eig(la_kind kind, int n, double* a, double* values, double* vectors) {
    int lanes = (int)kind;
    double factor = la_tame((size_t)n * n * lanes, a);
    if(factor == 0) return LA_NO_CONVERGENCE;
    if(n == 0) return LA_OK;
    double* room = la_room(((vectors ? n : 0) + 6.0) * n * lanes + 3.0 * n);
    if(!room) return LA_NO_MEMORY;
    la_status status = eig_in(lanes, n, a, values, vectors, room);
    for(size_t i = 0; i < 2 * (size_t)n; i++) values[i] /= factor;
    free(room);
    return status;
}
