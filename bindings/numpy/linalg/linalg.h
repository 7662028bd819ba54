/*
 * Dense linear algebra for the numpy tier: plain C on plain buffers, no Python and no arrays.
 *
 * Layout. Matrices are row-major and contiguous: an m x n matrix is m * n elements, the n of row 0
 * first. An element is one double (LA_REAL) or two, real part then imaginary part (LA_COMPLEX);
 * `kind` says which and is at the same time the number of doubles of an element. Other types are
 * cast by the caller. Sizes may be 0. Output buffers never overlap inputs.
 *
 * Memory. What a call allocates it frees before it returns; no globals. An input marked "destroyed" is
 * used as workspace.
 *
 * Conventions are LAPACK's, so that results agree with NumPy's in sign and order where those are
 * determined: partial pivoting by |re| + |im|, Householder vectors with a real diagonal of R,
 * singular values descending, eigenvalues of symmetric matrices ascending, eigenvectors of norm 1.
 *
 * Infinities and NaN pass through LU, Cholesky and QR; the iterative functions (svd, eigh, eig,
 * lstsq) refuse them with LA_NO_CONVERGENCE. Every iteration is bounded.
 */
#ifndef LA_LINALG_H
#define LA_LINALG_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef enum {
    LA_OK,
    LA_NO_MEMORY,
    LA_SINGULAR,
    LA_NOT_POSITIVE_DEFINITE,
    LA_NO_CONVERGENCE,
} la_status;

typedef enum { LA_REAL = 1, LA_COMPLEX = 2 } la_kind;

/* ---- products ---------------------------------------------------------------------------- */

/* c (m x n) = a (m x k) times b (k x n). Steps are in elements and may be negative or zero, so a
 * transposed operand is its own steps exchanged; the columns of c are 1 element apart. */
typedef struct {
    int m, n, k;
    ptrdiff_t a_row, a_column; /* from a row to the next, from a column to the next */
    ptrdiff_t b_row, b_column;
    ptrdiff_t c_row;
} la_product;

/* Integers wrap. c128 takes complex elements (steps count pairs). f32 sums in double precision. Only
 * LA_NO_MEMORY can fail. i64 is slow if neither b's rows nor both a's rows and b's columns are
 * contiguous, so that big operands of another layout are better copied first. */
la_status la_matmul_f64(const la_product* p, const double* a, const double* b, double* c);
la_status la_matmul_f32(const la_product* p, const float* a, const float* b, float* c);
la_status la_matmul_i64(const la_product* p, const int64_t* a, const int64_t* b, int64_t* c);
la_status la_matmul_c128(const la_product* p, const double* a, const double* b, double* c);

/* ---- LU ---------------------------------------------------------------------------------- */

/* Solve a x = b. a: n x n, destroyed; b: n x columns, becomes x. LA_SINGULAR: a pivot is 0. */
la_status la_solve(la_kind kind, int n, int columns, double* a, double* b);

/* a: n x n, destroyed; inverse: n x n. LA_SINGULAR as above. */
la_status la_inv(la_kind kind, int n, double* a, double* inverse);

/* a: n x n, destroyed; sign: one element (0 if singular, and then *log_abs is -inf).
 * NumPy's det is sign * exp(log_abs), from this. */
la_status la_slogdet(la_kind kind, int n, double* a, double* sign, double* log_abs);

/* det: one element, computed as NumPy does from slogdet. a: n x n, destroyed. */
la_status la_det(la_kind kind, int n, double* a, double* det);

/* ---- Cholesky ---------------------------------------------------------------------------- */

/* a: n x n, of which only the lower (or upper) triangle is read, becomes L with a = L L^H (or U with
 * a = U^H U); the other triangle is cleared. LA_NOT_POSITIVE_DEFINITE leaves it half done. */
la_status la_cholesky(la_kind kind, int n, bool upper, double* a);

/* ---- QR ---------------------------------------------------------------------------------- */

/* a: m x n becomes R in its upper triangle and the Householder vectors below the diagonal (their
 * leading 1 not stored), as geqrf leaves them; tau: min(m, n) elements. NumPy's mode "raw" is the
 * transpose of this. */
la_status la_qr(la_kind kind, int m, int n, double* a, double* tau);

/* q: m x columns, the first columns of Q from what la_qr left (a: m x n, tau). `columns` is
 * min(m, n) for mode "reduced" and m for "complete". */
la_status la_qr_q(la_kind kind, int m, int n, int columns, const double* a, const double* tau, double* q);

/* ---- singular values --------------------------------------------------------------------- */

/* a: m x n, destroyed; with k = min(m, n): s: k doubles, descending; u: m x k, or m x m if `full`;
 * vh: k x n, or n x n if `full`; both NULL for the values only. */
la_status la_svd(la_kind kind, int m, int n, bool full, double* a, double* s, double* u, double* vh);

/* Least squares of minimum norm. a: m x n, destroyed; b: m x columns, destroyed; x: n x columns;
 * residuals: `columns` doubles, the sums of |b - a x|^2 (NumPy gives them only if *rank == n < m);
 * s: min(m, n) singular values; *rank: how many are > rcond * s[0] (rcond < 0 means epsilon). */
la_status la_lstsq(la_kind kind, int m, int n, int columns, double* a, double* b, double rcond, double* x,
                   double* residuals, int* rank, double* s);

/* ---- eigenvalues ------------------------------------------------------------------------- */

/* a: n x n symmetric or Hermitian, of which only the lower (or upper) triangle is read; becomes the
 * eigenvectors in its columns if `vectors`, else is destroyed. values: n doubles, ascending. */
la_status la_eigh(la_kind kind, int n, bool upper, bool vectors, double* a, double* values);

/* a: n x n, destroyed; values: n complex numbers; vectors: n x n complex, the right eigenvectors in
 * columns, of norm 1 and with a real component of largest modulus; or NULL. For LA_REAL, conjugate
 * pairs are exactly conjugate, positive imaginary part first, and the vector of a real value has
 * imaginary parts 0: NumPy returns real arrays when all values are real. */
la_status la_eig(la_kind kind, int n, double* a, double* values, double* vectors);

#endif
