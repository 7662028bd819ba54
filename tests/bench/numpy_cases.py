# Cases of `cargo xtask bench --numpy`, run by CPython with NumPy and by pocketpy alike: prints `name seconds` for each, the least of several
# measurements of one call. Limits: wall-clock time of one process.
import time
import numpy as np

n = 1000000
rng = np.random.default_rng(1)
d = {
    'np': np,
    'rng': rng,
    'a': rng.random(n),
    'b': rng.random(n) + 0.5,
    'a4': rng.random(n).astype(np.float32),
    'b4': (rng.random(n) + 0.5).astype(np.float32),
    'i': rng.integers(0, 1000, n),
    'j': rng.integers(1, 1000, n),
    'places': rng.permutation(n),
    'mask': rng.random(n) < 0.5,
    'm': rng.random((512, 512)),
    'm2': rng.random((1000, 1000)),
    'x10': rng.random(10),
    'y10': rng.random(10),
}

cases = '''
add f64: a + b
multiply f64: a * b
divide f64: a / b
add f32: a4 + b4
multiply f32: a4 * b4
add int64: i + j
floor_divide int64: i // j
sqrt f64: np.sqrt(a)
exp f64: np.exp(a)
log f64: np.log(b)
sin f64: np.sin(a)
cos f64: np.cos(a)
tanh f64: np.tanh(a)
power f64: a ** b
exp f32: np.exp(a4)
sin f32: np.sin(a4)
sqrt f32: np.sqrt(a4)
less f64: a < b
where f64: np.where(mask, a, b)
sum f64: a.sum()
sum f32: a4.sum()
sum axis 0: m2.sum(0)
sum axis 1: m2.sum(1)
mean f64: a.mean()
std f64: a.std()
max f64: a.max()
argmax f64: a.argmax()
any bool: mask.any()
cumsum f64: a.cumsum()
sort f64: np.sort(a)
argsort f64: np.argsort(a)
sort f32: np.sort(a4)
sort int64: np.sort(i)
unique int64: np.unique(i)
searchsorted: np.searchsorted(a, b)
boolean mask: a[mask]
boolean mask f32: a4[mask]
fancy index: a[places]
fancy index f32: a4[places]
strided copy: a[::2].copy()
transpose copy: m2.T.copy()
astype f32: a.astype(np.float32)
concatenate: np.concatenate((a, b))
matmul 512: m @ m
dot vector: a @ b
solve 512: np.linalg.solve(m, m[0])
fft 2**17: np.fft.fft(a[:131072])
random: rng.random(1000000)
standard_normal: rng.standard_normal(1000000)
integers: rng.integers(0, 1000, 1000000)
add 10 elements: x10 + y10
sum 10 elements: x10.sum()
index element: x10[3]
slice: x10[2:5]
'''


def measure(code, repeats):
    start = time.perf_counter()
    for _ in range(repeats):
        exec(code, d)
    return (time.perf_counter() - start) / repeats


for _ in range(40):
    d['a'] * 1.0

for line in cases.strip().split('\n'):
    parts = line.split(': ')
    if parts[0] in ('add 10 elements', 'sum 10 elements', 'index element', 'slice'):
        code = compile('for _ in range(1000):\n    ' + parts[1], 'case', 'exec')
        scale = 1000
    else:
        code = compile(parts[1], 'case', 'exec')
        scale = 1
    once = measure(code, 1)
    repeats = max(1, int(0.03 / (once + 1e-7)))
    best = once
    for _ in range(5):
        took = measure(code, repeats)
        if took < best:
            best = took
    print(parts[0] + ': ' + str(best / scale))
