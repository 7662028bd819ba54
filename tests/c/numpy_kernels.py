"""Compare bindings/numpy/{linalg,fft} with real NumPy, natively and under sanitizers.

    python3 tests/c/numpy_kernels.py [--plain]

Needs gcc and numpy. Builds a shared library below a temporary directory with AddressSanitizer and
UBSan (`--plain` without), starts itself again with libasan preloaded, runs every function on many
matrices, prints the worst relative errors and fails if one is above its bound.
"""
import ctypes, glob, os, subprocess, sys, tempfile

ROOT = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..", "bindings", "numpy")
SANITIZERS = ["-fsanitize=address,undefined", "-fno-sanitize-recover=all"]


def build(plain):
    library = os.path.join(tempfile.mkdtemp(), "kernels.so")
    sources = glob.glob(ROOT + "/linalg/*.c") + glob.glob(ROOT + "/fft/*.c")
    flags = ["-O2"] if plain else ["-O1", "-g"] + SANITIZERS
    subprocess.run(["gcc", "-std=c11", "-Wall", "-Wextra", "-Werror", "-fPIC", "-shared", *flags, *sources, "-lm",
                    "-o", library], check=True)
    return library


if "KERNELS" not in os.environ:
    plain = "--plain" in sys.argv[1:]
    environment = dict(os.environ, KERNELS=build(plain), OPENBLAS_NUM_THREADS="1", ASAN_OPTIONS="detect_leaks=0")
    if not plain:
        asan = subprocess.run(["gcc", "-print-file-name=libasan.so"], capture_output=True, text=True).stdout.strip()
        environment["LD_PRELOAD"] = asan
    sys.exit(subprocess.run([sys.executable, *sys.argv], env=environment).returncode)

import numpy as np

lib = ctypes.CDLL(os.environ["KERNELS"])
OK, NO_MEMORY, SINGULAR, NOT_POSITIVE, NO_CONVERGENCE = range(5)
rng = np.random.default_rng(int(os.environ.get("SEED", "1")))
worst = {}
failures = []


def note(name, error, bound, what=""):
    error = float(error)
    worst[name] = max(worst.get(name, 0.0), error)
    if not error <= bound:
        failures.append(f"{name}: {error:.3g} > {bound:.3g} {what}")


def kind_of(a):
    return 2 if a.dtype.kind == "c" else 1


def pointer(a):
    return None if a is None else ctypes.c_void_p(a.ctypes.data)


def own(a):
    return np.array(a, dtype=complex if np.iscomplexobj(a) else float, order="C", copy=True)


def norm(a):
    a = np.abs(a)
    top = a.max() if a.size else 0
    return top * np.sqrt(np.sum((a / top) ** 2)) if top > 0 else 0.0


def difference(x, y):
    x, y = np.asarray(x), np.asarray(y)
    if x.size == 0:
        return 0.0
    return norm(x - y) / (norm(y) or 1.0)


# ---- calls ----------------------------------------------------------------------------------

def matmul(name, a, b):
    m, k = a.shape
    n = b.shape[1]
    c = np.full((m, n), 7, a.dtype)

    class Product(ctypes.Structure):
        _fields_ = [(f, ctypes.c_int) for f in "mnk"] + [(f, ctypes.c_ssize_t) for f in ("ar", "ac", "br", "bc", "cr")]

    size = a.itemsize
    p = Product(m, n, k, a.strides[0] // size, a.strides[1] // size, b.strides[0] // size, b.strides[1] // size, n)
    assert getattr(lib, "pkl_matmul_" + name)(ctypes.byref(p), pointer(a), pointer(b), pointer(c)) == OK
    return c


def solve(a, b):
    a, x = own(a), own(b)
    return lib.pkl_solve(kind_of(a), len(a), x.shape[1], pointer(a), pointer(x)), x


def inv(a):
    a = own(a)
    out = np.empty_like(a)
    return lib.pkl_inv(kind_of(a), len(a), pointer(a), pointer(out)), out


def slogdet(a):
    a = own(a)
    sign, log = np.empty(1, a.dtype), np.empty(1)
    assert lib.pkl_slogdet(kind_of(a), len(a), pointer(a), pointer(sign), pointer(log)) == OK
    return sign[0], log[0]


def det(a):
    a = own(a)
    out = np.empty(1, a.dtype)
    assert lib.pkl_det(kind_of(a), len(a), pointer(a), pointer(out)) == OK
    return out[0]


def cholesky(a, upper):
    a = own(a)
    return lib.pkl_cholesky(kind_of(a), len(a), ctypes.c_bool(upper), pointer(a)), a


def qr(a, columns):
    a = own(a)
    m, n = a.shape
    tau, q = np.empty(min(m, n), a.dtype), np.empty((m, columns), a.dtype)
    assert lib.pkl_qr(kind_of(a), m, n, pointer(a), pointer(tau)) == OK
    assert lib.pkl_qr_q(kind_of(a), m, n, columns, pointer(a), pointer(tau), pointer(q)) == OK
    return q, np.triu(a[:columns]), a, tau


def svd(a, full, vectors):
    a = own(a)
    m, n = a.shape
    k = min(m, n)
    s = np.empty(k)
    u = np.empty((m, m if full else k), a.dtype) if vectors else None
    vh = np.empty((n if full else k, n), a.dtype) if vectors else None
    status = lib.pkl_svd(kind_of(a), m, n, ctypes.c_bool(full), pointer(a), pointer(s), pointer(u), pointer(vh))
    return status, u, s, vh


def lstsq(a, b, rcond):
    a, b = own(a), own(b)
    (m, n), columns = a.shape, b.shape[1]
    x, residuals = np.empty((n, columns), a.dtype), np.empty(columns)
    rank, s = ctypes.c_int(), np.empty(min(m, n))
    status = lib.pkl_lstsq(kind_of(a), m, n, columns, pointer(a), pointer(b), ctypes.c_double(rcond), pointer(x),
                           pointer(residuals), ctypes.byref(rank), pointer(s))
    return status, x, residuals, rank.value, s


def eigh(a, upper, vectors):
    a = own(a)
    w = np.empty(len(a))
    status = lib.pkl_eigh(kind_of(a), len(a), ctypes.c_bool(upper), ctypes.c_bool(vectors), pointer(a), pointer(w))
    return status, w, a


def eig(a, vectors):
    a = own(a)
    w = np.empty(len(a), complex)
    v = np.empty((len(a), len(a)), complex) if vectors else None
    return lib.pkl_eig(kind_of(a), len(a), pointer(a), pointer(w), pointer(v)), w, v


# ---- matrices -------------------------------------------------------------------------------

def random(m, n, is_complex):
    a = rng.standard_normal((m, n))
    return a + 1j * rng.standard_normal((m, n)) if is_complex else a


def matrices(m, n, is_complex):
    """Pairs of a name and a matrix."""
    a = random(m, n, is_complex)
    k = min(m, n)
    yield "random", a
    yield "small integers", np.round(a * 2)
    yield "zero", a * 0
    yield "ones", a * 0 + 1
    yield "huge", a * 1e200
    yield "tiny", a * 1e-200
    yield "sparse", a * (rng.random((m, n)) < 0.2)
    if k:
        r = k // 2
        yield "low rank", random(m, r, is_complex) @ random(r, n, is_complex) if r else a * 0
        yield "graded", np.logspace(0, -18, m)[:, None] * a * np.logspace(0, -18, n)
        q1, q2 = np.linalg.qr(random(m, k, is_complex))[0], np.linalg.qr(random(n, k, is_complex))[0]
        yield "graded values", (q1 * np.logspace(0, -25, k)) @ q2.conj().T
        yield "multiple values", (q1 * np.round(np.linspace(3, 1, k))) @ q2.conj().T
        yield "wide range", a * 10.0 ** rng.integers(-12, 12, (m, n))
    if m == n and n:
        yield "symmetric", a + a.conj().T
        yield "triangular", np.triu(a)
        yield "lower triangular", np.tril(a)
        yield "jordan", np.eye(n, k=1) * (1 + 0 * a[:1, :1]) + np.eye(n) * 2
        yield "nilpotent", np.eye(n, k=-1) + 0 * a
        yield "cyclic", np.roll(np.eye(n), 1, axis=0) + 0 * a
        yield "companion", np.vstack([-a[:1], np.eye(n)[:-1]])
        yield "identity", np.eye(n) + 0 * a
        yield "skew", a - a.conj().T
        yield "positive", a @ a.conj().T + np.eye(n)
        yield "permuted blocks", (lambda p: np.triu(a, -1)[p][:, p])(rng.permutation(n))
        yield "clement", np.diag(np.arange(1.0, n), 1) + np.diag(np.arange(n - 1.0, 0, -1), -1) + 0 * a


# ---- checks ---------------------------------------------------------------------------------

def check_products():
    for name, dtype in ("f64", float), ("f32", np.float32), ("i64", np.int64), ("c128", complex):
        for m, n, k in [(0, 3, 2), (3, 0, 2), (3, 2, 0), (1, 1, 1), (1, 50, 70), (70, 1, 33), (2, 9, 300), (65, 67, 70),
                        (130, 270, 300), (5, 600, 3), (300, 3, 513)] + [tuple(rng.integers(1, 40, 3)) for _ in range(60)]:
            for layout in range(5):
                a, b = random(m, k, dtype is complex) * 100, random(k, n, dtype is complex) * 100
                a, b = a.astype(dtype), b.astype(dtype)
                if dtype is np.int64:
                    a, b = a * 2**55, b * 2**53 + 1
                if layout & 1:
                    a = np.asfortranarray(a)
                if layout & 2:
                    b = np.asfortranarray(b)
                if layout == 4:
                    a, b = a[::-1, ::-1], np.repeat(b, 2, axis=1)[:, ::2]
                with np.errstate(over="ignore"):
                    want = a @ b
                got = matmul(name, a, b)
                if dtype is np.int64:
                    note("matmul i64", np.count_nonzero(got != want), 0, (m, n, k, layout))
                else:
                    bound = 1e-5 if dtype is np.float32 else 1e-14
                    note("matmul " + name, difference(got, want), bound, (m, n, k, layout))


def check_square(name, a):
    n, what = len(a), (name, len(a), a.dtype)
    with np.errstate(all="ignore"):
        condition = np.linalg.cond(a) if n else 1
    eps = 3e-16 * max(n, 4)
    sign, log = slogdet(a)
    want_sign, want_log = np.linalg.slogdet(a)
    singular = want_sign == 0
    if name in ("zero", "nilpotent") or condition < 1e13:
        condition = min(condition, 1e13)
        note("slogdet sign (relative to condition)", abs(sign - want_sign) / condition, eps, what)
        if not singular:
            note("slogdet (relative to condition)", abs(log - want_log) / max(1, abs(want_log)) / condition, 1e-14, what)
            with np.errstate(all="ignore"):
                d, want = det(a), np.linalg.det(a)
            if np.isfinite(want) and abs(want) > 1e-290:
                note("det (relative to condition)", abs(d - want) / abs(want) / condition, 1e-12, what)
    for columns in 1, 3, 40:
        b = random(n, columns, a.dtype.kind == "c")
        status, x = solve(a, b)
        try:
            want = np.linalg.solve(a, b)
            if status == SINGULAR and condition > 1e13:
                continue
            if np.isfinite(norm(x)):
                residual = norm(a @ x - b) / (norm(a) * norm(x) + norm(b) or 1)
                note("solve residual", residual, 1e-14 * max(n, 4), what)
            if condition < 1e13:
                note("solve (relative to condition)", difference(x, want) / condition, 1e-14, what)
            note("status solve", status, 0, what)
        except np.linalg.LinAlgError:
            if status != SINGULAR:
                note("status solve singular", 1 if condition < 1e13 else 0, 0, what)
    status, x = inv(a)
    if condition < 1e13:
        note("status inv", status, 0, what)
        note("inv (relative to condition)", difference(x, np.linalg.inv(a)) / condition, 1e-14, what)


def check_cholesky(name, a):
    for upper in False, True:
        status, c = cholesky(a, upper)
        try:
            want = np.linalg.cholesky(a, upper=upper)
            note("status cholesky", status, 0, (name, len(a)))
            note("cholesky", difference(c, want), 1e-12, (name, a.shape, a.dtype))
        except np.linalg.LinAlgError:
            low = np.linalg.eigvalsh(a, "U" if upper else "L")
            clear = low[0] < -1e-13 * abs(low).max()
            note("status cholesky indefinite", int(status == OK and clear), 0, (name, len(a)))


def check_qr(name, a):
    m, n = a.shape
    what = (name, a.shape, a.dtype)
    for columns, mode in (min(m, n), "reduced"), (m, "complete"):
        q, r, h, tau = qr(a, columns)
        want_q, want_r = np.linalg.qr(a, mode=mode)
        note("qr reconstruction", difference(q @ r, a), 1e-14 * max(m, n, 4) ** 0.5, what)
        note("qr orthogonality", norm(q.conj().T @ q - np.eye(columns)), 1e-14 * max(m, 4), what)
        if name in ("random", "huge", "tiny", "positive"):
            s = np.linalg.svd(a, compute_uv=False)
            if s.size and s[-1] > 1e-8 * s[0]:
                tolerance = 1e-14 * s[0] / s[-1]
                note("qr R (relative to condition)", difference(r, want_r) / (s[0] / s[-1]), 1e-13, what)
                note("qr Q (relative to condition)", difference(q, want_q) / (s[0] / s[-1]), 1e-12, what)
                want_h, want_tau = np.linalg.qr(a, mode="raw")
                note("qr raw (relative to condition)", difference(h.T, want_h) / (s[0] / s[-1]), 1e-12, what)
                note("qr tau (relative to condition)", difference(tau, want_tau) / (s[0] / s[-1]), 1e-12, what)


def check_svd(name, a):
    m, n = a.shape
    k = min(m, n)
    what = (name, a.shape, a.dtype)
    want = np.linalg.svd(a, compute_uv=False)
    top = want[0] if k and want[0] > 0 else 1.0
    for full in False, True:
        status, u, s, vh = svd(a, full, True)
        note("status svd", status, 0, what)
        note("svd values", max(abs(s - want), default=0) / top, 1e-14 * max(k, 4) ** 0.5, what)
        note("svd order", np.count_nonzero(np.diff(s) > 0) + np.count_nonzero(s < 0), 0, what)
        note("svd reconstruction", difference((u[:, :k] * s) @ vh[:k], a), 1e-14 * max(k, 4) ** 0.5, what)
        note("svd orthogonality", norm(u.conj().T @ u - np.eye(u.shape[1])) + norm(vh @ vh.conj().T - np.eye(len(vh))),
             1e-14 * max(m, n, 4), what)
    status, _, s, _ = svd(a, False, False)
    note("svd values only", max(abs(s - want), default=0) / top, 1e-14 * max(k, 4) ** 0.5, what)


def check_lstsq(name, a):
    m, n = a.shape
    what = (name, a.shape, a.dtype)
    s = np.linalg.svd(a, compute_uv=False)
    rcond = 1e-9
    near = len(s) and np.any(abs(np.log10(np.maximum(s, 1e-300) / max(s[0], 1e-300)) + 9) < 1)
    for columns in 1, 4:
        b = random(m, columns, a.dtype.kind == "c")
        status, x, residuals, rank, s = lstsq(a, b, rcond)
        note("status lstsq", status, 0, what)
        if m == 0 or n == 0 or near:
            continue
        want, want_residuals, want_rank, want_s = np.linalg.lstsq(a, b, rcond=rcond)
        note("lstsq rank", abs(rank - want_rank), 0, what)
        condition = s[0] / s[rank - 1] if rank else 1
        r = b - a @ want
        note("lstsq x (relative to condition^2)", difference(x, want) / condition ** 2, 1e-14 * max(n, 10), what)
        if want_residuals.size and name == "random":
            note("lstsq residuals", difference(residuals, want_residuals), 1e-11, what)


def check_eigh(name, a):
    n = len(a)
    what = (name, a.shape, a.dtype)
    for upper in False, True:
        uplo = "U" if upper else "L"
        want, want_v = np.linalg.eigh(a, uplo)
        t = np.triu(a, 1) if upper else np.tril(a, -1)
        full = t + t.conj().T + np.diag(np.diag(a).real)
        status, w, v = eigh(a, upper, True)
        top = abs(want).max() if n and abs(want).max() > 0 else 1
        note("status eigh", status, 0, what)
        note("eigh values", max(abs(w - want), default=0) / top, 1e-14 * max(n, 4) ** 0.5, what)
        note("eigh residual", norm(full @ v - v * w) / top, 1e-14 * max(n, 4), what)
        note("eigh orthogonality", norm(v.conj().T @ v - np.eye(n)), 1e-14 * max(n, 4), what)
        status, w, _ = eigh(a, upper, False)
        note("eigvalsh values", max(abs(w - want), default=0) / top, 1e-14 * max(n, 4) ** 0.5, what)
        if 1 < n <= 20 and not upper and name == "random":
            same = np.all(np.sum(v.conj() * want_v, axis=0).real > 0.9)
            signs["eigh"][0] += same
            signs["eigh"][1] += 1


def match(got, want):
    """The largest distance when each value is paired with the nearest one left."""
    left, largest = list(want), 0.0
    for value in got:
        j = int(np.argmin(abs(np.array(left) - value)))
        largest = max(largest, abs(left.pop(j) - value))
    return largest


def check_eig(name, a):
    n = len(a)
    what = (name, a.shape, a.dtype)
    want, want_v = np.linalg.eig(a)
    status, w, v = eig(a, True)
    note("status eig", status, 0, what)
    size = norm(a) or 1.0
    with np.errstate(all="ignore"):
        v_condition = np.linalg.cond(want_v / 1) if n else 1
    if not np.isfinite(v_condition):
        v_condition = 1e300
    if n:
        error = match(w, want) / size
        if v_condition < 1e10:
            note("eig values (relative to condition of vectors)", error / v_condition, 1e-13, what)
        theirs = norm(a @ (want_v / 1) - want_v * want) / size
        note("eig residual", norm(a @ v - v * w) / size, 3e-15 * max(n, 4) + 10 * theirs, what)
        note("eig norms", abs(np.sqrt(np.sum(abs(v) ** 2, axis=0)) - 1).max(), 1e-14, what)
        if a.dtype.kind != "c":
            first = np.flatnonzero(w.imag > 0)
            pairs = np.array_equal(w[first + 1], w[first].conj()) and np.array_equal(v[:, first + 1], v[:, first].conj())
            note("eig conjugates", 0 if pairs and np.count_nonzero(w.imag) == 2 * len(first) else 1, 0, what)
            real = w.imag == 0
            note("eig real vectors", abs(v.imag[:, real]).sum(), 0, what)
        status, w2, _ = eig(a, False)
        note("status eigvals", status, 0, what)
        if v_condition < 1e10:
            note("eigvals values (relative to condition of vectors)", match(w2, want) / size / v_condition, 1e-13, what)
        if n <= 20 and v_condition < 1e6 and name in ("random", "sparse", "lower triangular", "companion"):
            key = "eig " + name + (" complex" if a.dtype.kind == "c" else "")
            entry = signs.setdefault(key, [0, 0, 0])
            entry[1] += 1
            in_order = np.all(abs(w - want) < 1e-9 * size)
            entry[0] += bool(in_order and np.allclose(v, want_v, atol=1e-7))
            entry[2] += bool(in_order)


signs = {"eigh": [0, 0, 0], "svd": [0, 0, 0]}


def check_not_finite():
    for bad in np.nan, np.inf:
        for n in 1, 2, 3, 30:
            for is_complex in False, True:
                a = random(n, n, is_complex)
                a[n // 2, n // 3] = bad
                b = random(n, 2, is_complex)
                with np.errstate(all="ignore"):
                    solve(a, b), inv(a), slogdet(a), qr(a, n), cholesky(a, False), cholesky(a, True)
                for status in eig(a, True)[0], svd(a, True, True)[0], lstsq(a, b, -1.0)[0], eigh(a, False, True)[0]:
                    note("status not finite", abs(status - NO_CONVERGENCE), 0, (bad, n))


def check_svd_signs():
    for n in range(2, 12):
        for shape in (n, n), (n + 1, n), (3 * n, n):
            for _ in range(10):
                a = random(*shape, False)
                u, _, vh = np.linalg.svd(a, full_matrices=False)
                _, u2, _, vh2 = svd(a, False, True)
                signs["svd"][0] += np.allclose(u, u2, atol=1e-7) and np.allclose(vh, vh2, atol=1e-7)
                signs["svd"][1] += 1


def check_linalg():
    check_products()
    sizes = [*range(0, 14), 17, 24, 25, 26, 31, 40, 49, 50, 64, 70]
    if "--big" in sys.argv:
        sizes += [97, 130, 201]
    for n in sizes:
        for is_complex in False, True:
            for name, a in matrices(n, n, is_complex):
                check_square(name, a)
                check_eigh(name, a)
                check_eig(name, a)
                check_qr(name, a)
                check_svd(name, a)
                check_lstsq(name, a)
                if name in ("positive", "symmetric", "identity", "zero"):
                    check_cholesky(name, a)
    shapes = [(0, 5), (5, 0), (1, 9), (9, 1), (3, 5), (5, 3), (13, 7), (7, 13), (11, 6), (12, 6), (40, 33), (33, 40), (70, 11), (11, 70)]
    for m, n in shapes:
        for is_complex in False, True:
            for name, a in matrices(m, n, is_complex):
                check_qr(name, a)
                check_svd(name, a)
                check_lstsq(name, a)
    check_not_finite()
    check_svd_signs()


# ---- Fourier transforms ---------------------------------------------------------------------

lib.pkf_plan_new.restype = ctypes.c_void_p
lib.pkf_plan_new.argtypes = [ctypes.c_size_t, ctypes.c_bool]
lib.pkf_plan_free.argtypes = [ctypes.c_void_p]
lib.pkf_complex.argtypes = [ctypes.c_void_p, ctypes.c_void_p, ctypes.c_bool, ctypes.c_double]
lib.pkf_real_forward.argtypes = lib.pkf_real_inverse.argtypes = [ctypes.c_void_p] * 3 + [ctypes.c_double]


def check_length(n):
    plan, real_plan = lib.pkf_plan_new(n, False), lib.pkf_plan_new(n, True)
    bound = 2e-15 * (1 + np.log2(n) / 4)
    for _ in range(2):
        x = random(n, 1, True)[:, 0]
        for inverse in False, True:
            got = x.copy()
            lib.pkf_complex(plan, pointer(got), inverse, 1 / n if inverse else 1.0)
            want = (np.fft.ifft if inverse else np.fft.fft)(x)
            exact = (np.fft.ifft if inverse else np.fft.fft)(x.astype(np.clongdouble))
            note("ifft" if inverse else "fft", difference(got, want), bound, n)
            note("fft (against long double)", difference(got, exact), bound, n)
            note("numpy.fft (against long double)", difference(want, exact), 1, n)
        r = x.real.copy()
        spectrum = np.empty(n // 2 + 1, complex)
        lib.pkf_real_forward(real_plan, pointer(r), pointer(spectrum), 1.0)
        note("rfft", difference(spectrum, np.fft.rfft(r)), bound, n)
        half = random(n // 2 + 1, 1, True)[:, 0]
        back = np.empty(n)
        lib.pkf_real_inverse(real_plan, pointer(half), pointer(back), 1 / n)
        note("irfft", difference(back, np.fft.irfft(half, n)), bound, n)
    lib.pkf_plan_free(plan), lib.pkf_plan_free(real_plan)


def check_fourier():
    for n in [*range(1, 260), 337, 343, 400, 509, 512, 720, 961, 1000, 1009, 1024, 1331, 2187, 2310, 4096, 4999, 5000, 6561,
              7919, 8192, 10007, 15625, 30030, 65536, 65537, 100000, 99991, 131071]:
        check_length(n)


check_linalg()
check_fourier()
for name in sorted(worst):
    print(f"{name:55} {worst[name]:.2e}")
for name, counts in signs.items():
    print(f"same as NumPy with signs and order: {name} {counts[0]} of {counts[1]} (order alone {counts[2]})")
for failure in failures[:40]:
    print("FAIL", failure)
print(len(failures), "failures")
sys.exit(1 if failures else 0)
