import numpy as np
from numpy_checks import checks

check = checks(globals())

check('''
!from numpy.linalg import inv, solve, det
!r = lambda x: np.round(x, 9) + 0.0
!a = np.array([[4.0, 2, 1], [2, 5, 3], [1, 3, 6]])
!b = np.array([[1.0, 2], [3, 4]])
!c = np.array([[1, 2j], [-2j, 5]])
!w = np.array([[1.0, 2, 3], [4, 5, 6]])
!s = np.array([[[1.0, 2], [3, 4]], [[2, 0], [0, 4]]])
r(inv(b))
r(inv(s))
r(inv(a) @ a)
inv(np.array([[1.0, 2], [2, 4]]))
inv(w)
inv([1, 2])
r(inv(b.astype(np.float32))).dtype
r(inv(c))
r(solve(b, [5, 6]))
r(solve(b, [[5, 6], [7, 8]]))
r(solve(s, [[1, 2], [3, 4]]))
solve(b, [1, 2, 3])
solve([[0, 0], [0, 0]], [1, 2])
r(det(b))
r(det(s))
r(det([[1, 2], [2, 4]]))
r(np.linalg.slogdet(a)[1])
np.linalg.slogdet(b)[0]
r(np.linalg.cholesky(a))
r(np.linalg.cholesky(a, upper=True))
r(np.linalg.cholesky(c))
np.linalg.cholesky([[1, 2], [2, 1]])
r(np.linalg.qr(b)[0])
r(np.linalg.qr(b)[1])
r(np.linalg.qr(w)[1])
np.linalg.qr(w, mode='complete')[0].shape
r(np.linalg.qr(w.T, mode='r'))
np.linalg.qr(w, mode='x')
r(np.linalg.svd(w)[1])
r(np.linalg.svd(w, compute_uv=False))
np.linalg.svd(w)[2].shape
np.linalg.svd(w, full_matrices=False)[2].shape
!u, sv, vh = np.linalg.svd(w, full_matrices=False)
r(u @ np.diag(sv) @ vh)
r(np.linalg.eigvalsh(a))
r(np.linalg.eigvalsh(c))
!v, q = np.linalg.eigh(a)
r(q @ np.diag(v) @ q.T)
r(np.sort(np.linalg.eigvals(b)))
r(np.linalg.eigvals([[0, -1], [1, 0]]))
!v, q = np.linalg.eig(a)
r(a @ q - q * v)
np.linalg.eig(np.array([[np.nan, 1], [1, 1]]))
r(np.linalg.lstsq(np.array([[1.0, 1], [1, 2], [1, 3]]), np.array([1.0, 2, 2]))[0])
r(np.linalg.lstsq(np.array([[1.0, 1], [1, 2], [1, 3]]), np.array([1.0, 2, 2]))[1])
np.linalg.lstsq(np.array([[1.0, 1], [1, 2], [1, 3]]), np.array([1.0, 2, 2]))[2]
r(np.linalg.pinv(w))
np.linalg.matrix_rank(w)
np.linalg.matrix_rank([[1, 2], [2, 4]])
np.linalg.matrix_power(np.array([[1, 1], [1, 0]]), 10)
r(np.linalg.matrix_power(b, -2))
np.linalg.matrix_power(b, 0)
np.linalg.norm([3, 4])
np.linalg.norm(a)
r(np.linalg.norm(a, 2))
np.linalg.norm(a, 1)
np.linalg.norm(a, np.inf)
r(np.linalg.norm(a, 'nuc'))
np.linalg.norm(a, axis=0)
np.linalg.norm([1, -2, 3], 1)
np.linalg.norm([1, -2, 3], np.inf)
np.linalg.norm([1, 0, 3], 0)
r(np.linalg.norm([1, 2, 3], 3))
np.linalg.norm(a, axis=1, keepdims=True).shape
r(np.linalg.cond(a))
r(np.linalg.cond(b, 1))
np.linalg.multi_dot([b, b, b])
np.linalg.LinAlgError.__name__
np.linalg.nothing
''')
