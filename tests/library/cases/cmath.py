import cmath
from math import inf, nan

names(cmath)
PARTS = [0.0, -0.0, 1.0, -1.0, 0.5, -2.5, 1e-310, 1e-20, 750.0, -720.0, 1e10, 1e200, 1.7e308, inf, -inf, nan]
class C:
    def __complex__(self): return 3 + 4j
class F:
    def __float__(self): return 2.0
class Bad:
    def __complex__(self): return 1
class Sub(complex): pass
ODD = ["'a'", "None", "[]", "C()", "F()", "Bad()", "Sub(2, -1)", "2", "True", "10**400", "-3", "0"]
FAR = {"sin": 0, "cos": 0, "tan": 0, "sinh": 1, "cosh": 1, "tanh": 1, "exp": 1}
for name in "acos acosh asin asinh atan atanh cos cosh exp isfinite isinf isnan log log10 phase polar sin sinh sqrt tan tanh".split():
    section(name)
    for a in PARTS:
        for b in PARTS:
            angle = (a, b)[FAR.get(name, 1)]
            if name in FAR and abs(angle) > 1e100 and abs(angle) != inf: continue
            if b == 1e-310 or a == 1e-310: show = lambda z: repr(z) if type(z) is bool else rounded((z if type(z) is not complex else round(z.real, 12) + 0.0, 0))
            else: show = rounded
            case(f"cmath.{name}(complex(*pair))", show, pair=(a, b))
    for text in ODD: case(f"cmath.{name}({text})", rounded)
    case(f"cmath.{name}()")
    case(f"cmath.{name}(z=1)")
    case(f"cmath.{name}(1, 2, 3)")

section("rect")
for a in PARTS:
    for b in PARTS:
        if abs(b) < 1e100 or abs(b) == inf: case("cmath.rect(*pair)", rounded, pair=(a, b))
for text in ["1, 'a'", "1j, 2", "1", "1, 2, 3"]: case(f"cmath.rect({text})")
section("log:2")
for a in ["2", "-3", "1j", "0", "inf", "nan", "1", "'a'", "complex(0.5, -2)"]:
    for b in ["10", "2j", "1", "0", "inf", "nan", "None", "-1"]: case(f"cmath.log({a}, {b})", rounded)
section("isclose")
for a in ["1", "1j", "0", "inf", "infj", "complex(nan, 1)", "1 + 1e-10j", "'a'"]:
    for b in ["1", "1.05j", "1e-12", "inf", "complex(inf, inf)"]:
        for c in ["", ", rel_tol=0.1", ", abs_tol=1e-6", ", rel_tol=-1", ", abs_tol='a'"]: case(f"cmath.isclose({a}, {b}{c})", infj=complex(0, inf))
section("constants")
for text in ["cmath.pi", "cmath.e", "cmath.tau", "cmath.inf", "cmath.nan", "cmath.infj", "cmath.nanj"]: case(text)
