# Stands before every program of cases/: what it prints is one line per case, in sections; library.test.mjs compares digests of the lines.
def section(name):
    print("#", name)

def rounded(value):
    """Floats with 12 significant digits: where libraries of C differ in the last ones."""
    if type(value) is float:
        return format(value + 0.0, ".12g")
    if type(value) is complex:
        return "(" + rounded(value.real) + " " + rounded(value.imag) + ")"
    if type(value) in (tuple, list):
        return type(value).__name__ + "(" + ", ".join(map(rounded, value)) + ")"
    return repr(value)

def case(text, show=repr, **names):
    """The value of an expression, or the exception that it raises."""
    for name in names:
        globals()[name] = names[name]
    try:
        result = show(eval(text, globals()))
    except Exception as error:
        result = type(error).__name__ + ": " + str(error)
    print(text, *map(repr, names.values()), "->", result)

def names(module, *missing):
    """Public names; `missing` are those that only CPython's has by accident."""
    section("names")
    for name in sorted(dir(module)):
        if not (name.startswith("__") and name.endswith("__")) and name not in missing:
            print(name, type(getattr(module, name)).__name__)

class Random:
    """Numbers that are the same everywhere."""
    def __init__(self, seed=1):
        self.state = seed
    def below(self, n):
        self.state = (self.state * 6364136223846793005 + 1442695040888963407) % 2**64
        return (self.state >> 33) % n
    def pick(self, items):
        return items[self.below(len(items))]
    def float(self):
        return (self.below(2**30) - 2**29) / 2**24 * self.pick([1, 1, 1e-9, 1e9, 1e160, 1e-160])

