def order():
    try:
        print("try")
        return "value"
    finally:
        print("finally")


print(order())


def swallow():
    for i in range(3):
        try:
            if i == 1:
                continue
            if i == 2:
                break
            print("body", i)
        finally:
            print("cleanup", i)
    else:
        print("never")
    return i


print(swallow())
try:
    try:
        raise KeyError("a")
    except KeyError as error:
        raise ValueError("b") from error
except ValueError as error:
    print(repr(error), repr(error.__cause__), error.__suppress_context__)
try:
    try:
        1 / 0
    except ZeroDivisionError:
        undefined
except NameError as error:
    print(error, type(error.__context__).__name__)
try:
    raise ValueError
except (TypeError, ValueError) as error:
    print(repr(error), error.args)
try:
    print(error)
except NameError as gone:
    print(gone)
try:
    pass
except Exception:
    print("no")
else:
    print("else")
finally:
    print("last")


def reraise():
    try:
        raise OSError(2, "missing")
    except OSError as error:
        print(error.errno, error.strerror, type(error).__name__)
        raise


try:
    reraise()
except FileNotFoundError as error:
    print("again", error)
try:
    raise ExceptionGroup("group", [ValueError(1), TypeError(2), ExceptionGroup("nested", [ValueError(3)])])
except* ValueError as matched:
    print(matched.exceptions)
except* TypeError as matched:
    print(matched.exceptions)
error = ValueError("noted")
error.add_note("a note")
print(error.__notes__)
try:
    assert 1 == 2, "different"
except AssertionError as failure:
    print(failure)


class Context:
    def __init__(self, name, swallow=False):
        self.name, self.swallow = name, swallow

    def __enter__(self):
        print("enter", self.name)
        return self

    def __exit__(self, kind, value, traceback):
        print("exit", self.name, kind.__name__ if kind else None)
        return self.swallow


with Context("a") as a, Context("b", True):
    raise RuntimeError("inside")
print("went on")


def leave():
    with Context("return"):
        return 5


print(leave())
for i in range(2):
    with Context(i):
        continue


def depth(n):
    return depth(n + 1)


try:
    depth(0)
except RecursionError as error:
    print(type(error).__name__, error)


def chain():
    try:
        raise ValueError(1)
    except ValueError:
        try:
            raise TypeError(2)
        except TypeError as second:
            print(repr(second.__context__))
        try:
            raise
        except ValueError as first:
            print("first", first)


chain()
for wrong in ("[][0]", "{}['x']", "int('z')", "'a' + 1", "(1, 2)[5]", "len(5)", "1 < 'a'", "None + 1", "abs('x')", "chr(-1)"):
    try:
        eval(wrong)
    except Exception as error:
        print(type(error).__name__, error)
