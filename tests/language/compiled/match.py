class Point:
    __match_args__ = ("x", "y")
    def __init__(self, x, y): self.x, self.y = x, y
def m(v):
    match v:
        case 0: return "zero"
        case -1 | 1.5 | 2+3j: return "num"
        case "a" | "b": return "text"
        case None: return "none"
        case True: return "true"
        case []: return "empty"
        case [x]: return f"one {x}"
        case [x, y]: return f"two {x} {y}"
        case [x, *rest] if len(rest) > 5: return f"long {x} {rest}"
        case [first, *_, last]: return f"ends {first} {last}"
        case {"k": 1, **rest}: return f"k1 {rest}"
        case {"k": v, "l": [a, b]}: return f"kl {v} {a} {b}"
        case {}: return "map"
        case Point(0, 0): return "origin"
        case Point(x=0, y=yy): return f"y axis {yy}"
        case Point(x, y=(1 | 2) as q): return f"point {x} {q}"
        case Point(): return "some point"
        case int() | float() as n: return f"number {n}"
        case str(s): return f"str {s}"
        case _: return "other"
for v in (0, -1, 1.5, 2+3j, "a", "b", None, True, [], [5], (1, 2), list(range(8)), [1, 2, 3], {"k": 1, "z": 2}, {"k": 3, "l": (4, 5)}, {"q": 1}, Point(0, 0), Point(0, 9), Point(7, 2), Point(7, 7), 42, "hello", object, {1}, range(2)):
    print(m(v))
def binds(v):
    match v:
        case (a, b, 1) | (b, a, 2) | (1, [a, b]): return a, b
        case ((1 | 2) as x, (3 | 4) as y): return x, y
        case {"x": (a, *b), "y": c}: return a, b, c
print(binds((5, 6, 1)), binds((5, 6, 2)), binds((1, [8, 9])), binds((2, 3)), binds({"x": [1, 2, 3], "y": 4}), binds(3))
class sys: pass
match sys:
    case sys if False: pass
    case _ if False: print("no")
match 5:
    case x if x > 10: print("big")
    case x: print("last", x)
match (1, 2, 3, 4):
    case (1, *_, 4): print("wild")
match {"a": {"b": [1, {"c": "deep"}]}}:
    case {"a": {"b": [_, {"c": s}]}}: print(s)
class Sub(int): pass
match Sub(3):
    case Sub(3): print("sub")
try:
    match Point(1, 2):
        case Point(1, 2, 3): pass
except TypeError as e: print(e)
try:
    match 1:
        case print(): pass
except TypeError as e: print(e)
