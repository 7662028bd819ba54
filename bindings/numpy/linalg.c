/*
 * The module `numpy.linalg`: one matrix at a time in C (linalg/), stacks and arguments in Python
 * (python/linalg/linalg.py). What is here takes 2-D arrays of float64 or complex128, as the Python part makes them.
 */
#include "linalg/linalg.h"
#include "python/parts.h"

#include <string.h>

extern const char pkw_python_numpy_python_linalg_linalg[];

static la_kind kind_of(py_Ref value) { return nd_is_complex(nd_array(value)->type) ? LA_COMPLEX : LA_REAL; }

static int rows(py_Ref value) { return (int)nd_array(value)->shape[0]; }

static int columns(py_Ref value) { return (int)nd_array(value)->shape[1]; }

static double* data(py_Ref value) { return (double*)nd_array(value)->data; }

static bool fail(la_status status) {
    switch(status) {
        case LA_OK: return true;
        case LA_NO_MEMORY: return nd_error(nd_tp_memory_error, "no memory for this matrix");
        case LA_SINGULAR: return nd_error(nd_tp_linalg_error, "Singular matrix");
        case LA_NOT_POSITIVE_DEFINITE: return nd_error(nd_tp_linalg_error, "Matrix is not positive definite");
        case LA_NO_CONVERGENCE: return nd_error(nd_tp_linalg_error, "the iteration did not converge");
    }
    return false;
}

/* A fresh 2-D array of the same kind as `like`. */
static bool new_matrix(py_OutRef out, py_Ref like, int m, int n) {
    return nd_new(out, nd_array(like)->type, 2, (nd_Size[]){m, n});
}

static bool new_doubles(py_OutRef out, int n) { return nd_new(out, ND_FLOAT64, 1, (nd_Size[]){n}); }

/* A copy of an argument that may be destroyed. */
static bool scratch(py_OutRef out, py_Ref value) { return nd_copy(out, nd_array(value), ND_NO_TYPE, 'C'); }

/* py_retval() = a tuple of what lies on the stack from `first` on; the caller shrinks. */
static void give_tuple(py_Ref first, int count) {
    py_Ref tuple = py_pushtmp();
    py_newtuple(tuple, count);
    for(int i = 0; i < count; i++) py_tuple_setitem(tuple, i, first + i);
    py_assign(py_retval(), tuple);
    py_pop();
}

/* Room for `count` results on the stack. */
static py_Ref places(int count) {
    py_Ref first = py_pushtmp();
    py_newnil(first);
    for(int i = 1; i < count; i++) py_newnil(py_pushtmp());
    return first;
}

/* _solve(a, b) */
static bool solve(int argc, py_Ref argv) {
    PY_CHECK_ARGC(2);
    py_Ref r = places(2);
    bool ok = scratch(r, py_arg(0)) && scratch(r + 1, py_arg(1)) &&
              fail(la_solve(kind_of(r), rows(r), columns(r + 1), data(r), data(r + 1)));
    if(ok) py_assign(py_retval(), r + 1);
    py_shrink(2);
    return ok;
}

/* _inv(a) */
static bool inverse(int argc, py_Ref argv) {
    PY_CHECK_ARGC(1);
    py_Ref r = places(2);
    bool ok = scratch(r, py_arg(0)) && new_matrix(r + 1, r, rows(r), rows(r)) &&
              fail(la_inv(kind_of(r), rows(r), data(r), data(r + 1)));
    if(ok) py_assign(py_retval(), r + 1);
    py_shrink(2);
    return ok;
}

/* _slogdet(a) -> (sign, log of the modulus), or with `det` the determinant */
static bool determinant(py_Ref argv, bool is_log) {
    py_Ref r = places(3);
    double element[2] = {0, 0}, log_abs = 0;
    bool ok = scratch(r, py_arg(0));
    ok = ok && fail(is_log ? la_slogdet(kind_of(r), rows(r), data(r), element, &log_abs)
                           : la_det(kind_of(r), rows(r), data(r), element));
    ok = ok && nd_item(r + 1, nd_array(r)->type, element);
    if(ok && is_log) {
        py_newfloat(r + 2, log_abs);
        give_tuple(r + 1, 2);
    } else if(ok) py_assign(py_retval(), r + 1);
    py_shrink(3);
    return ok;
}

static bool slogdet(int argc, py_Ref argv) {
    PY_CHECK_ARGC(1);
    return determinant(argv, true);
}

static bool det(int argc, py_Ref argv) {
    PY_CHECK_ARGC(1);
    return determinant(argv, false);
}

/* _cholesky(a, upper) */
static bool cholesky(int argc, py_Ref argv) {
    PY_CHECK_ARGC(2);
    py_Ref r = places(1);
    bool ok = scratch(r, py_arg(0)) && fail(la_cholesky(kind_of(r), rows(r), py_tobool(py_arg(1)), data(r)));
    if(ok) py_assign(py_retval(), r);
    py_pop();
    return ok;
}

/* _qr(a, columns of Q; -1 for none) -> (what geqrf leaves, tau, Q or None) */
static bool qr(int argc, py_Ref argv) {
    PY_CHECK_ARGC(2);
    py_Ref r = places(3);
    int wanted = (int)py_toint(py_arg(1)), m = rows(argv), n = columns(argv), least = m < n ? m : n;
    bool ok = scratch(r, argv) && nd_new(r + 1, nd_array(argv)->type, 1, (nd_Size[]){least}) &&
              fail(la_qr(kind_of(r), m, n, data(r), data(r + 1)));
    py_newnone(r + 2);
    if(ok && wanted >= 0)
        ok = new_matrix(r + 2, r, m, wanted) &&
             fail(la_qr_q(kind_of(r), m, n, wanted, data(r), data(r + 1), data(r + 2)));
    if(ok) give_tuple(r, 3);
    py_shrink(3);
    return ok;
}

/* _svd(a, full_matrices, compute_uv) -> (u, s, vh), or s alone */
static bool svd(int argc, py_Ref argv) {
    PY_CHECK_ARGC(3);
    py_Ref r = places(4);
    bool is_full = py_tobool(py_arg(1)), has_vectors = py_tobool(py_arg(2));
    int m = rows(argv), n = columns(argv), least = m < n ? m : n;
    bool ok = scratch(r + 3, argv) && new_doubles(r + 1, least);
    if(ok && has_vectors)
        ok = new_matrix(r, argv, m, is_full ? m : least) && new_matrix(r + 2, argv, is_full ? n : least, n);
    if(ok) {
        la_status status = la_svd(kind_of(argv), m, n, is_full, data(r + 3), data(r + 1), has_vectors ? data(r) : NULL,
                                  has_vectors ? data(r + 2) : NULL);
        ok = status == LA_NO_CONVERGENCE ? nd_error(nd_tp_linalg_error, "SVD did not converge") : fail(status);
    }
    if(ok && has_vectors) give_tuple(r, 3);
    else if(ok) py_assign(py_retval(), r + 1);
    py_shrink(4);
    return ok;
}

/* _eigh(a, upper, vectors) -> (values, vectors), or the values alone */
static bool eigh(int argc, py_Ref argv) {
    PY_CHECK_ARGC(3);
    py_Ref r = places(2);
    bool has_vectors = py_tobool(py_arg(2));
    bool ok = scratch(r + 1, argv) && new_doubles(r, rows(argv));
    if(ok) {
        la_status status = la_eigh(kind_of(argv), rows(argv), py_tobool(py_arg(1)), has_vectors, data(r + 1), data(r));
        ok = status == LA_NO_CONVERGENCE ? nd_error(nd_tp_linalg_error, "Eigenvalues did not converge") : fail(status);
    }
    if(ok && has_vectors) give_tuple(r, 2);
    else if(ok) py_assign(py_retval(), r);
    py_shrink(2);
    return ok;
}

/* _eig(a, vectors) -> (values, vectors) as complex numbers, or the values alone */
static bool eig(int argc, py_Ref argv) {
    PY_CHECK_ARGC(2);
    py_Ref r = places(3);
    bool has_vectors = py_tobool(py_arg(1));
    nd_Size n = rows(argv);
    bool ok = scratch(r + 2, argv) && nd_new(r, ND_COMPLEX128, 1, &n) &&
              (!has_vectors || nd_new(r + 1, ND_COMPLEX128, 2, (nd_Size[]){n, n}));
    if(ok) {
        la_status status = la_eig(kind_of(argv), (int)n, data(r + 2), data(r), has_vectors ? data(r + 1) : NULL);
        ok = status == LA_NO_CONVERGENCE ? nd_error(nd_tp_linalg_error, "Eigenvalues did not converge") : fail(status);
    }
    if(ok && has_vectors) give_tuple(r, 2);
    else if(ok) py_assign(py_retval(), r);
    py_shrink(3);
    return ok;
}

/* _lstsq(a, b, rcond) -> (x, residuals, rank, singular values) */
static bool lstsq(int argc, py_Ref argv) {
    PY_CHECK_ARGC(3);
    py_Ref r = places(6);
    int m = rows(argv), n = columns(argv), count = columns(py_arg(1)), rank = 0;
    bool ok = scratch(r + 4, argv) && scratch(r + 5, py_arg(1)) && new_matrix(r, argv, n, count) &&
              new_doubles(r + 1, count) && new_doubles(r + 3, m < n ? m : n);
    if(ok) {
        la_status status = la_lstsq(kind_of(argv), m, n, count, data(r + 4), data(r + 5), py_tofloat(py_arg(2)),
                                    data(r), data(r + 1), &rank, data(r + 3));
        ok = status == LA_NO_CONVERGENCE ? nd_error(nd_tp_linalg_error, "SVD did not converge in Linear Least Squares")
                                         : fail(status);
    }
    if(ok) {
        py_newint(r + 2, rank);
        give_tuple(r, 4);
    }
    py_shrink(6);
    return ok;
}

void pkw_add_numpy_linalg(void) {
    static const struct {
        const char* name;
        py_CFunction function;
    } FUNCTIONS[] = {
        {"_solve", solve}, {"_inv", inverse}, {"_slogdet", slogdet}, {"_det", det}, {"_cholesky", cholesky},
        {"_qr", qr},       {"_svd", svd},     {"_eigh", eigh},       {"_eig", eig}, {"_lstsq", lstsq},
    };
    py_GlobalRef module = py_newmodule("numpy.linalg");
    for(unsigned i = 0; i < sizeof FUNCTIONS / sizeof *FUNCTIONS; i++)
        py_bindfunc(module, FUNCTIONS[i].name, FUNCTIONS[i].function);
    nd_run_submodule(module, "linalg", pkw_python_numpy_python_linalg_linalg);
}
