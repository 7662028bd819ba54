import math
from math import inf, nan, nextafter

names(math, "nan", "inf")
NUMBERS = ["0", "0.0", "-0.0", "1", "-1", "1.0", "-1.0", "0.5", "-0.5", "2.5", "-2.5", "10", "1e-300", "-1e-300", "5e-324", "1000.0", "-1000.0", "709.7", "710.0",
           "1e16", "123456789.125", "1e300", "-1e300", "inf", "-inf", "nan", "True", "10**30", "-10**30", "10**400", "-10**400", "170.5", "-170.5", "23.0", "-0.99999", "1e-9"]
ODD = ["'a'", "None", "1j", "[]", "Floats(2.25)", "Index(9)", "FloatsBadly()", "Whole(3)", "SubFloat(6.25)", "SubInt(7)", "Raises()"]

class Floats:
    def __init__(self, x): self.x = x
    def __float__(self): return self.x
class Index:
    def __init__(self, x): self.x = x
    def __index__(self): return self.x
class FloatsBadly:
    def __float__(self): return "x"
class Whole:
    def __init__(self, x): self.x = x
    def __ceil__(self): return ("ceil", self.x)
    def __floor__(self): return ("floor", self.x)
    def __trunc__(self): return ("trunc", self.x)
class SubFloat(float): pass
class SubInt(int): pass
class Raises:
    def __float__(self): raise KeyError("float")
    def __index__(self): raise KeyError("index")

ROUNDED = "acos acosh asin asinh atan atanh cbrt cos cosh erf erfc exp exp2 expm1 gamma lgamma log log10 log1p log2 sin sinh tan tanh".split()
EXACT = "ceil degrees fabs floor frexp isfinite isinf isnan modf radians sqrt trunc ulp".split()
for name in ROUNDED + EXACT:
    section(name)
    for number in NUMBERS + ODD:
        if name in ("ceil", "floor", "trunc") and "10**" in number: continue
        if name in ("sin", "cos", "tan") and number in ("1e300", "-1e300", "10**30", "-10**30", "1e16"): continue
        case(f"math.{name}({number})", rounded if name in ROUNDED else repr)
    case(f"math.{name}()")
    case(f"math.{name}(x=1)")
    case(f"math.{name}(1, 2, 3)")

for name in "atan2 copysign fmod pow remainder ldexp nextafter isclose log".split():
    section(name + ":2")
    for a in NUMBERS + ODD:
        for b in NUMBERS[::3] + ["-2", "3", "7.5", "'a'", "None", "Index(2)"]:
            case(f"math.{name}({a}, {b})", rounded if name in ("atan2", "pow", "log") else repr)
    case(f"math.{name}()")
    case(f"math.{name}(1, 2, 3, 4)")

section("steps")
for steps in ["0", "1", "5", "2**52", "2**63", "2**64", "2**70", "10**400", "-1", "1.5", "'a'", "True", "None", "Index(3)"]:
    for a, b in [("1.0", "2.0"), ("-1.0", "1.0"), ("0.0", "-1"), ("5e-324", "-5e-324"), ("inf", "-inf"), ("nan", "1.0"), ("1.0", "1.0"), ("-0.0", "0.0")]:
        case(f"math.nextafter({a}, {b}, steps={steps})")

section("tolerances")
for extra in ["rel_tol=0.1", "abs_tol=0.5", "rel_tol=-1", "abs_tol=-1", "rel_tol=inf", "rel_tol='a'", "rel=1", "rel_tol=0.0", "rel_tol=nan"]:
    for a, b in [("1", "1.05"), ("0", "0.4"), ("inf", "inf"), ("inf", "1e308"), ("nan", "nan")]:
        case(f"math.isclose({a}, {b}, {extra})")
case("math.isclose(a=1, b=2)")
case("math.isclose(1)")

section("fma")
for a in ["0.0", "1.5", "-3", "1e200", "inf", "nan", "0.1"]:
    for b in ["0.0", "10.0", "1e200", "-inf"]:
        for c in ["0.0", "-1.0", "inf", "-inf", "nan", "1e300"]:
            case(f"math.fma({a}, {b}, {c})")
case("math.fma(1, 2)")

WHOLE = ["0", "1", "2", "5", "12", "20", "21", "57", "100", "True", "-1", "-12", "10**20", "2**63", "2**64 - 1", "-2**63", "2.0", "'a'", "None", "Index(6)", "SubInt(8)", "Raises()"]
section("integers")
for a in WHOLE:
    if a not in ("10**20", "2**63", "2**64 - 1"): case(f"math.factorial({a})")
    case(f"math.isqrt({a})")
    for name in ("gcd", "lcm", "comb", "perm"):
        if a not in ("10**20", "2**63", "2**64 - 1") or name != "perm": case(f"math.{name}({a})")
        for b in WHOLE:
            if name in ("comb", "perm") and "**" in b and "-2" not in b and "**" in a: continue
            case(f"math.{name}({a}, {b})")
for text in ["math.gcd()", "math.lcm()", "math.gcd(12, 18, 27)", "math.lcm(4, 6, 10**30)", "math.gcd(2**200 * 3, 2**150 * 9)", "math.lcm(2**100, 3**50)", "math.gcd(1, 'a')", "math.lcm(0, 'a')",
             "math.perm(5, None)", "math.perm(10**30, 3)", "math.comb(10**30, 3)", "math.comb(10**30, 10**30 - 2)", "math.comb(10**40, 10**30)", "math.perm(10**40, 10**30)", "math.factorial(2**31)",
             "math.factorial(10**30)", "math.comb(200, 100)", "math.comb(1000, 17)", "math.isqrt(2**64 - 1)", "math.isqrt(10**60 - 1)", "math.isqrt(10**60)", "math.perm(k=1, n=2)", "math.perm(1, 2, 3)"]:
    case(text)
print(sum(math.isqrt(n) for n in range(3000)), sum(math.comb(n, k) for n in range(60) for k in range(n + 2)), sum(math.factorial(n) for n in range(200)) % 1000003)

section("sums")
random = Random(7)
for count in list(range(8)) + [50, 500]:
    for _ in range(12):
        values = [random.float() for _ in range(count)]
        others = [random.float() for _ in range(count)]
        wholes = [random.below(2**random.below(30) + 1) - 100 for _ in range(count)]
        print(count, math.fsum(values), math.fsum(values + [-x for x in values]), math.hypot(*values), math.dist(values, others), math.sumprod(values, others), math.sumprod(values, wholes),
              math.sumprod(wholes, wholes), math.sumprod(wholes, [2**62] * count), math.prod(values), math.prod(wholes[:20]))
for text in ["math.fsum([])", "math.fsum([1e308] * 3)", "math.fsum([inf, 1])", "math.fsum([inf, -inf])", "math.fsum([nan, inf])", "math.fsum([1, 'a'])", "math.fsum(5)", "math.fsum([2**53, 1.0, 1e-30])",
             "math.fsum([10**400])", "math.fsum([1e16, 1, 1e-16])", "math.fsum(i / 7 for i in range(100))", "math.fsum([-0.0])", "math.fsum()",
             "math.hypot()", "math.hypot(-3)", "math.hypot(nan, inf)", "math.hypot(nan, 1)", "math.hypot(1e308, 1e308)", "math.hypot(5e-324, 5e-324)", "math.hypot(1e-310, 2e-310, 3e-310)",
             "math.hypot('a')", "math.hypot(10**400)", "math.hypot(Floats(3.0), 4)", "math.hypot(x=1)", "math.dist((1, 2), (3,))", "math.dist([1, 2], iter([4, 6]))", "math.dist('ab', (1, 2))", "math.dist(1, 2)",
             "math.dist((inf,), (inf,))", "math.dist((), ())", "math.dist((1, 2), {4, 6})",
             "math.prod([])", "math.prod([], start=5)", "math.prod([1, 2.5, 3])", "math.prod(['a', 3])", "math.prod([2, 'a'])", "math.prod(['a', 'b'])", "math.prod([2**40, 2**40, 0.5])", "math.prod(5)", "math.prod([1], 2)",
             "math.prod([2], start='x')", "math.prod([True, True])", "math.prod([SubInt(3), 2j])", "math.prod(range(1, 30))", "math.prod(iterable=[1])",
             "math.sumprod([1, 2], [3])", "math.sumprod([], [])", "math.sumprod(1, [])", "math.sumprod([1.5, True], [2, 3.5])", "math.sumprod(['a'], [3])", "math.sumprod([2], ['ab'])", "math.sumprod([inf], [0.0])",
             "math.sumprod([1e308, 1e308], [10, -10])", "math.sumprod([10**400, 1.5], [2, 3])", "math.sumprod([10**400, 1], [2.5, 3])", "math.sumprod([2**62, 2**62, 1.5], [4, 4, 2])", "math.sumprod([1j, 2], [3, 4.5])",
             "math.sumprod([0.1] * 10, [1] * 10)", "math.sumprod([True, False], [3, 4])", "math.sumprod(range(1000), range(1000))", "math.sumprod([10, 20, 30], (1, 2, 3))", "math.sumprod([1], [2], [3])"]:
    case(text)
