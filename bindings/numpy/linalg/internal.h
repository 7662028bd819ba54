/*
 * What the files of the linear algebra share: numbers, and operations on vectors of elements.
 *
 * Every algorithm is written once for real and complex matrices: `lanes` is the number of doubles of
 * an element (1 or 2), scalars are always `Number`s, and the inner loops sit in vector.c, which alone
 * looks at `lanes` for long; these are vectorised by hand, so that all files can be compiled for size.
 */
#ifndef LA_INTERNAL_H
#define LA_INTERNAL_H

#include "linalg.h"

#include <float.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

/* A scalar, real part and imaginary part; a vector because those are passed and returned in a register.
 * + and - are the compiler's, so are * and / by a double. */
typedef double Number __attribute__((vector_size(16)));

static inline Number number(double re, double im) { return (Number){re, im}; }

/* A function because the zero would take 18 bytes at each use. */
Number la_real(double a);

Number la_times(Number a, Number b);

/* a / b by Smith's method. */
Number la_divide(Number a, Number b);

Number la_conjugate(Number a);

/* |re| + |im|. */
double la_size1(Number a);

/* One element from or to a matrix. */
Number la_load(int lanes, const double* p);
void la_store(int lanes, double* p, Number a);

static inline int smaller(int a, int b) { return a < b ? a : b; }

/* Where element (row, column) of a matrix with `row_step` doubles a row is. */
#define AT(matrix, row_step, row, column) ((matrix) + (size_t)(row) * (row_step) + (size_t)(column) * lanes)

/* ---- vector.c ---------------------------------------------------------------------------- */

/* Room for so many doubles (a double, so that no product overflows); NULL if there is none. */
double* la_room(double count);

/* y += a x, or a conj(x); contiguous. */
void la_axpy(int lanes, int n, Number a, const double* x, bool conjugated, double* y);

/* The sum of x y, or conj(x) y; contiguous. */
Number la_dot(int lanes, int n, const double* x, bool conjugated, const double* y);

/* x *= a; `step` in doubles. */
void la_scale(int lanes, int n, Number a, double* x, size_t step);

/* The Euclidean norm, safe from overflow and underflow; contiguous. */
double la_norm(size_t doubles, const double* x);

/* (x, y) becomes (c x + s y, c y - s x) for the rotation (c, s). */
void la_rotate(size_t doubles, Number rotation, double* x, double* y);

void la_swap(size_t doubles, double* x, double* y);

/* row (n elements, few) = row (I - tau v v^H). */
void la_reflect_short(int lanes, int n, const double* v, Number tau, double* row);

/* to[i] = from[i], or its conjugate; steps in doubles. */
void la_copy(int lanes, int n, const double* from, size_t from_step, bool conjugated, double* to, size_t to_step);

/* Conjugate every element; nothing for real ones. */
void la_conjugate_all(int lanes, size_t elements, double* a);

/* to (n x m, rows to_step doubles apart) = the transpose of from (m x n), conjugated or not. */
void la_transpose(int lanes, int m, int n, const double* from, size_t from_step, bool conjugated, double* to,
                  size_t to_step);

/* The same in place, for an n x n matrix. */
void la_transpose_square(int lanes, int n, bool conjugated, double* a);

/* a (rows x columns) = the identity's first columns. */
void la_identity(int lanes, int rows, int columns, double* a);

/* Bring entries of an extreme size to about 1 by a power of two; returns the factor, 1 for nearly all
 * matrices, 0 if an entry is not finite. */
double la_tame(size_t doubles, double* a);

/* ---- matmul.c ---------------------------------------------------------------------------- */

/* c = a b; steps in elements. */
la_status la_multiply(int lanes, const la_product* p, const double* a, const double* b, double* c);

/* c -= a b for blocks of row-major matrices; steps of rows in doubles. */
la_status la_subtract_product(int lanes, int m, int n, int k, const double* a, size_t a_step, const double* b,
                              size_t b_step, double* c, size_t c_step);

/* ---- householder.c ----------------------------------------------------------------------- */

/* Make the reflector H = I - tau v v^H with H^H x = (beta, 0, ...), beta real: x (contiguous) becomes
 * v with v[0] = 1, *beta is set, tau returned. tau is 0 if there is nothing to do. */
Number la_reflector(int lanes, int n, double* x, double* beta);

/* The same for a column, its elements `step` doubles apart: beta and the rest of v are written over it, v
 * (contiguous) and tau are set, too. */
Number la_reflect_column(int lanes, int n, double* column, size_t step, double* v, double* tau, double* beta);

/* a (m x n) = (I - tau v v^H) a; v: m elements, contiguous; work: n elements. */
void la_reflect_left(int lanes, int m, int n, const double* v, Number tau, double* a, size_t step, double* work);

/* a (m x n) = a (I - tau v v^H); v: n elements, contiguous. */
void la_reflect_right(int lanes, int m, int n, const double* v, Number tau, double* a, size_t step);

/* Where `count` reflectors are stored: vector i begins at items + i * next with its implied 1 and goes
 * on in steps of `along` doubles; it acts on the coordinates from i + shift on. */
typedef struct {
    const double* items;
    const double* tau;
    size_t next, along;
    int count, shift;
} Reflectors;

/* q (rows x columns) = H0 H1 ... q; work: rows + columns elements. `on_identity`: q is the identity's
 * first columns, so that those left of what a reflector acts on need no work. */
void la_apply_q(int lanes, int rows, int columns, Reflectors reflectors, bool on_identity, double* q, double* work);

/* q (rows x columns) = H0 H1 ... times the identity's first columns; work as above. */
void la_form_q(int lanes, int rows, int columns, Reflectors reflectors, double* q, double* work);

/* la_qr with work for m + n elements. */
void la_qr_in(int lanes, int m, int n, double* a, double* tau, double* work);

/* ---- tridiagonal.c, bidiagonal.c ------------------------------------------------------------------------- */

/* (c, s) of the plane rotation with c f + s g = *r and c g - s f = 0; *r has the sign of f. */
Number la_rotation(double f, double g, double* r);

/* The square matrices below are given by their rows, so that a rotation of two vectors is one of two
 * rows; NULL where no vectors are wanted. Both return LA_NO_CONVERGENCE after a bounded effort. */

/* Eigenvalues of the symmetric tridiagonal matrix d, e into d, ascending; rows: n of `doubles`. */
la_status la_tridiagonal_ql(int n, double* d, double* e, size_t doubles, double* rows);

/* Singular values of the upper bidiagonal matrix d, e into d, descending. */
typedef struct {
    int n;
    double* d;
    double* e;
    double* left; /* rows of U^T */
    size_t left_doubles;
    double* right; /* rows of V^H */
    size_t right_doubles;
} Bidiagonal;

la_status la_bidiagonal_qr(Bidiagonal b);

/* ---- schur.c, standard_form.c ------------------------------------------------------------ */

/* An upper Hessenberg matrix h (n x n) to Schur form, working on rows and columns first..last only;
 * the eigenvalues to `values` (complex pairs); zh (n x n), if not NULL, is multiplied from the left by
 * the transformation's conjugate transpose. Without zh only the eigenvalues are valid. */
typedef struct {
    int lanes, n, first, last;
    double* h;
    size_t step;
    double* zh;
    double* values;
    double* work; /* n elements */
} Hessenberg;

la_status la_schur(const Hessenberg* p);

/* m = (a b; c d), real, becomes R m R^T in standard form; returns R as c and s. */
Number la_standardise(double* m);

/* ---- balance.c --------------------------------------------------------------------------- */

/* Permute and scale the n x n matrix to isolate eigenvalues and equal out norms; what was done to index
 * i is in scale[i]; the part that is left to do is first..last. */
void la_balance(int lanes, int n, double* a, double* scale, int* first, int* last);

/* Undo it on a complex vector. */
void la_unbalance(int n, double* vector, const double* scale, int first, int last);

#endif
