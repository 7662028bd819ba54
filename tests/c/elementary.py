"""Compare bindings/libc/{elementary,angles}.c with exact values and with CPython's math, natively and under sanitizers.

    python3 tests/c/elementary.py [--plain]

Needs gcc and mpmath. Builds a shared library below a temporary directory with AddressSanitizer and UBSan (`--plain` without),
starts itself again with libasan preloaded, lets each function answer a million random numbers, and prints the worst error
of every fiftieth, in units of the last place, and how many differ from CPython's. Fails if an error is above its bound, if more differ
than errors of CPython's C library explain, or if a special value is another one.
"""
import ctypes, math, os, random, struct, subprocess, sys, tempfile

ROOT = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..", "bindings", "libc")
SANITIZERS = ["-fsanitize=address,undefined", "-fno-sanitize-recover=all"]
COUNT, STEP = int(os.environ.get("COUNT", "1000000")), 50
MAP = """
typedef long Size;
void map1(double (*f)(double), const double* x, double* out, Size n) { for(Size i = 0; i < n; i++) out[i] = f(x[i]); }
void map2(double (*f)(double, double), const double* x, const double* y, double* out, Size n) {
    for(Size i = 0; i < n; i++) out[i] = f(x[i], y[i]);
}
"""


def build(plain):
    folder = tempfile.mkdtemp()
    library, map_file = os.path.join(folder, "elementary.so"), os.path.join(folder, "map.c")
    with open(map_file, "w") as file:
        file.write(MAP)
    sources = [os.path.join(ROOT, name) for name in ("elementary.c", "angles.c")]
    flags = ["-O2"] if plain else ["-O1", "-g"] + SANITIZERS
    subprocess.run(["gcc", "-std=gnu11", "-Wall", "-Wextra", "-Werror", "-fPIC", "-shared", "-Wl,-Bsymbolic", *flags, *sources,
                    map_file, "-lm", "-o", library], check=True)
    return library


if "ELEMENTARY" not in os.environ:
    plain = "--plain" in sys.argv[1:]
    environment = dict(os.environ, ELEMENTARY=build(plain), ASAN_OPTIONS="detect_leaks=0")
    if not plain:
        asan = subprocess.run(["gcc", "-print-file-name=libasan.so"], capture_output=True, text=True).stdout.strip()
        environment["LD_PRELOAD"] = asan
    sys.exit(subprocess.run([sys.executable, *sys.argv], env=environment).returncode)

import mpmath
from mpmath import mpf

lib = ctypes.CDLL(os.environ["ELEMENTARY"])
mpmath.mp.prec = 200
rng = random.Random(int(os.environ.get("SEED", "1")))
failures = []


def fail(text):
    failures.append(text)
    print("FAIL", text)


# ---- what is asked --------------------------------------------------------------------------

def uniform(low, high):
    return lambda: rng.uniform(low, high)


def any_positive():
    return struct.unpack("d", struct.pack("Q", rng.randrange(1, 0x7ff << 52)))[0]


def near_one():
    return 1 + rng.choice((-1, 1)) * 2.0 ** rng.uniform(-53, -1)


def small():
    return rng.choice((-1, 1)) * 2.0 ** rng.uniform(-60, 0)


def whole():
    return float(rng.randrange(1, 1000))


def mixed(*kinds):
    return lambda: (rng.choice(kinds)(),)


def base_and_exponent():
    """Arguments whose powers do not overflow, or nearly do."""
    x = rng.choice((any_positive, near_one, uniform(0.7, 1.42), uniform(1e-300, 100), whole))()
    limit = min(746 / max(abs(math.log(x)), 1e-300), 1e300)
    return x, rng.choice((uniform(-limit, limit), uniform(-limit, limit), uniform(-3, 3), lambda: float(rng.randrange(-40, 40))))()


def angle():
    """From pi / 4, half of them near multiples of pi / 2."""
    x = rng.choice((uniform(0.8, 100), uniform(0.8, 1700000), lambda: 2.0 ** rng.uniform(0, 1024)))()
    return (rng.choice((-1, 1)) * (max(1, round(x / (math.pi / 2))) * (math.pi / 2) if rng.random() < 0.5 and x < 1e15 else x),)


LOGARITHMS = mixed(any_positive, near_one, uniform(1e-300, 10))

# name: numbers, the exact function, CPython's, bound of errors, and of the share of answers that are not CPython's
FUNCTIONS = {
    "log": (LOGARITHMS, mpmath.log, math.log, 0.505, 0.001),
    "log2": (LOGARITHMS, lambda x: mpmath.log(x) / mpmath.ln2, math.log2, 0.505, 0.002),
    "log10": (LOGARITHMS, lambda x: mpmath.log(x) / mpmath.ln10, math.log10, 0.505, 0.2),
    "exp": (mixed(uniform(-746, 709.7), uniform(-1, 1), uniform(-746, -701), small), mpmath.exp, math.exp, 0.505, 0.002),
    "exp2": (mixed(uniform(-1075, 1024), uniform(-1, 1), uniform(-1075, -1011), small), lambda x: mpf(2) ** x,
             lambda x: math.pow(2.0, x), 0.505, 0.002),
    "pow": (base_and_exponent, lambda x, y: x ** y, math.pow, 0.52, 0.002),
}


# ---- answers --------------------------------------------------------------------------------

def call(name, *columns):
    size = len(columns[0])
    out = (ctypes.c_double * size)()
    arrays = [(ctypes.c_double * size)(*column) for column in columns]
    function = ctypes.cast(getattr(lib, name), ctypes.c_void_p)
    (lib.map1 if len(columns) == 1 else lib.map2)(function, *arrays, out, ctypes.c_long(size))
    return list(out)


def error(got, want):
    """In units of the last place of the exact value."""
    if math.isinf(got) and abs(want) >= mpf(2) ** 1024 - mpf(2) ** 970:
        return 0.0
    got = mpf(got)
    exponent = max(mpmath.frexp(want)[1] - 53, -1074) if want else -1074
    return float(abs(got - want) * mpf(2) ** -exponent)


def cpython(function, row):
    try:
        return function(*row)
    except OverflowError:
        return math.inf


def check_function(name, numbers, exact, theirs, error_max, share_max):
    rows = [numbers() for _ in range(COUNT)]
    got = call(name, *zip(*rows))
    worst, where = max((error(got[i], exact(*map(mpf, rows[i]))), rows[i]) for i in range(0, COUNT, STEP))
    others = sum(cpython(theirs, row) != value for row, value in zip(rows, got)) / COUNT
    print(f"{name:8} worst error {worst:.4f} of the last place; {others:.4%} are not CPython's")
    if worst > error_max:
        fail(f"{name}{where} has an error of {worst:.4f}")
    if others > share_max:
        fail(f"{others:.3%} of {name} are not CPython's")


def remainder(x):
    """What angles.c makes of an angle: the quarter turns, and the rest exactly."""
    rest = (ctypes.c_double * 2)()
    quarters = lib.__rem_pio2(ctypes.c_double(x), rest)
    return quarters, rest


def check_angles():
    worst = 0
    mpmath.mp.prec = 1400
    for _ in range(COUNT // STEP):
        (x,) = angle()
        quarters, rest = remainder(x)
        turns = mpf(x) / (mpmath.pi / 2)
        want = mpf(x) - mpmath.nint(turns) * mpmath.pi / 2
        if (quarters - int(mpmath.nint(turns))) % 4:
            want += ((int(mpmath.nint(turns)) - quarters + 2) % 4 - 2) * mpmath.pi / 2
        bits = mpmath.log(max(abs(mpf(rest[0]) + mpf(rest[1]) - want) / abs(want), mpf(2) ** -200), 2)
        worst = max(worst, float(2 ** bits))
        if abs(rest[0]) > 0.7853982 or bits > -66:
            fail(f"the rest of {x!r} is exact to {float(-bits):.1f} bits only")
    mpmath.mp.prec = 200
    print(f"angles   worst relative error 2^{math.log2(worst):.1f}")


# ---- special values --------------------------------------------------------------

EDGES = [0.0, 5e-324, 2.0 ** -1022, 0.5, 1 - 2.0 ** -53, 1.0, 1 + 2.0 ** -52, 1.5, 2.0, 3.0, 2.0 ** 53 - 1, 2.0 ** 53, 2.0 ** 53 + 2,
         1e300, sys.float_info.max, math.inf]
EDGES = [sign * edge for edge in EDGES for sign in (1, -1)] + [math.nan]
LIBM = ctypes.CDLL("libm.so.6")  # CPython's own functions raise where C answers


def same(x, y):
    return x != x and y != y or struct.pack("d", x) == struct.pack("d", y)


def neighbours(x, y):
    return abs(x) < math.inf and x != 0 and math.nextafter(x, y) == y


def check_edges():
    for name in FUNCTIONS:
        arguments = [(x, y) for x in EDGES for y in EDGES] if name == "pow" else [(x,) for x in EDGES]
        reference = getattr(LIBM, name)
        reference.restype = ctypes.c_double
        for row, got in zip(arguments, call(name, *zip(*arguments))):
            want = reference(*map(ctypes.c_double, row))
            if not same(got, want) and not neighbours(got, want):
                fail(f"{name}{row} is {got!r}, not {want!r}")


def check_exact():
    cases = [("log2", (2.0 ** n,), float(n)) for n in range(-1074, 1024)]
    cases += [("log10", (float(10 ** n),), float(n)) for n in range(23)]
    cases += [("exp2", (float(n),), 2.0 ** n) for n in range(-1074, 1024)]
    cases += [("pow", (float(x), float(y)), float(x ** y)) for x in range(-99, 100) for y in range(60) if abs(x ** y) < 2 ** 53]
    cases += [("pow", (float(x * x), 0.5), float(x)) for x in range(2000)]
    for name, row, want in cases:
        got = call(name, *([x] for x in row))[0]
        if got != want:
            fail(f"{name}{row} is {got!r}, not {want!r}")


for name, what in FUNCTIONS.items():
    check_function(name, *what)
check_angles()
check_edges()
check_exact()
print(len(failures), "failures")
sys.exit(1 if failures else 0)
