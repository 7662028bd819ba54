/*
 * Dense linear algebra for the numpy tier: plain C on plain buffers, no Python and no arrays.
 *
 * Layout. Matrices are row-major and contiguous: an m x n matrix is m * n elements, the n of row 0
 * first. An element is one double (PKL_REAL) or two, real part then imaginary part (PKL_COMPLEX);
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
 * lstsq) refuse them with PKL_NO_CONVERGENCE. Every iteration is bounded.
 */
#ifndef PKL_LINALG_H
#define PKL_LINALG_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef enum {
    PKL_OK,
    PKL_NO_MEMORY,
    PKL_SINGULAR,
    PKL_NOT_POSITIVE_DEFINITE,
    PKL_NO_CONVERGENCE,
} pkl_status;

typedef enum { PKL_REAL = 1, PKL_COMPLEX = 2 } pkl_kind;

/* ---- products ---------------------------------------------------------------------------- */

/* c (m x n) = a (m x k) times b (k x n). Steps are in elements and may be negative or zero, so a
 * transposed operand is its own steps exchanged; the columns of c are 1 element apart. */
typedef struct {
    int m, n, k;
    ptrdiff_t a_row, a_column; /* from a row to the next, from a column to the next */
    ptrdiff_t b_row, b_column;
    ptrdiff_t c_row;
} pkl_product;

/* Integers wrap. c128 takes complex elements (steps count pairs). f32 sums in double precision. Only
 * PKL_NO_MEMORY can fail. i64 is slow if neither b's rows nor both a's rows and b's columns are
 * contiguous, so that big operands of another layout are better copied first. */
pkl_status pkl_matmul_f64(const pkl_product* p, const double* a, const double* b, double* c);
pkl_status pkl_matmul_f32(const pkl_product* p, const float* a, const float* b, float* c);
pkl_status pkl_matmul_i64(const pkl_product* p, const int64_t* a, const int64_t* b, int64_t* c);
pkl_status pkl_matmul_c128(const pkl_product* p, const double* a, const double* b, double* c);

/* ---- LU ---------------------------------------------------------------------------------- */

/* Solve a x = b. a: n x n, destroyed; b: n x columns, becomes x. PKL_SINGULAR: a pivot is 0. */
pkl_status pkl_solve(pkl_kind kind, int n, int columns, double* a, double* b);

/* a: n x n, destroyed; inverse: n x n. PKL_SINGULAR as above. */
pkl_status pkl_inv(pkl_kind kind, int n, double* a, double* inverse);

/* a: n x n, destroyed; sign: one element (0 if singular, and then *log_abs is -inf).
 * NumPy's det is sign * exp(log_abs), from this. */
pkl_status pkl_slogdet(pkl_kind kind, int n, double* a, double* sign, double* log_abs);

/* det: one element, computed as NumPy does from slogdet. a: n x n, destroyed. */
pkl_status pkl_det(pkl_kind kind, int n, double* a, double* det);

/* ---- Cholesky ---------------------------------------------------------------------------- */

/* a: n x n, of which only the lower (or upper) triangle is read, becomes L with a = L L^H (or U with
 * a = U^H U); the other triangle is cleared. PKL_NOT_POSITIVE_DEFINITE leaves it half done. */
pkl_status pkl_cholesky(pkl_kind kind, int n, bool upper, double* a);

/* ---- QR ---------------------------------------------------------------------------------- */

/* a: m x n becomes R in its upper triangle and the Householder vectors below the diagonal (their
 * leading 1 not stored), as geqrf leaves them; tau: min(m, n) elements. NumPy's mode "raw" is the
 * transpose of this. */
pkl_status pkl_qr(pkl_kind kind, int m, int n, double* a, double* tau);

/* q: m x columns, the first columns of Q from what pkl_qr left (a: m x n, tau). `columns` is
 * min(m, n) for mode "reduced" and m for "complete". */
pkl_status pkl_qr_q(pkl_kind kind, int m, int n, int columns, const double* a, const double* tau, double* q);

/* ---- singular values --------------------------------------------------------------------- */

/* a: m x n, destroyed; with k = min(m, n): s: k doubles, descending; u: m x k, or m x m if `full`;
 * vh: k x n, or n x n if `full`; both NULL for the values only. */
pkl_status pkl_svd(pkl_kind kind, int m, int n, bool full, double* a, double* s, double* u, double* vh);

/* Least squares of minimum norm. a: m x n, destroyed; b: m x columns, destroyed; x: n x columns;
 * residuals: `columns` doubles, the sums of |b - a x|^2 (NumPy gives them only if *rank == n < m);
 * s: min(m, n) singular values; *rank: how many are > rcond * s[0] (rcond < 0 means epsilon). */
pkl_status pkl_lstsq(pkl_kind kind, int m, int n, int columns, double* a, double* b, double rcond, double* x,
                     double* residuals, int* rank, double* s);

/* ---- eigenvalues ------------------------------------------------------------------------- */

/* a: n x n symmetric or Hermitian, of which only the lower (or upper) triangle is read; becomes the
 * eigenvectors in its columns if `vectors`, else is destroyed. values: n doubles, ascending. */
pkl_status pkl_eigh(pkl_kind kind, int n, bool upper, bool vectors, double* a, double* values);

/* a: n x n, destroyed; values: n complex numbers; vectors: n x n complex, the right eigenvectors in
 * columns, of norm 1 and with a real component of largest modulus; or NULL. For PKL_REAL, conjugate
 * pairs are exactly conjugate, positive imaginary part first, and the vector of a real value has
 * imaginary parts 0: NumPy returns real arrays when all values are real. */
pkl_status pkl_eig(pkl_kind kind, int n, double* a, double* values, double* vectors);

#endif
