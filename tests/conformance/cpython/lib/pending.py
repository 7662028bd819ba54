"""Stands in for modules that the interpreter does not have yet: they can be imported and named; a test that uses one is `pending`."""


class Pending(BaseException):
    """Raised where a test uses what is not there yet. No Exception, so that `except Exception` of a test lets it pass."""


class State:
    running = False  # a test method runs: before, at import, things may be called as decorators and factories
    touched = None   # the last stand-in that the method used


# Modules for CPython's tests of its own C: what uses them skips itself.
C_TESTS = ("_testcapi", "_testinternalcapi", "_testbuffer", "_testmultiphase", "_xxsubinterpreters", "xxsubtype", "ctypes")


def use(name):
    for module in C_TESTS:
        if name == module or name[: len(module) + 1] == module + ".":
            import unittest

            raise unittest.SkipTest(f"needs {module}")
    State.touched = name
    raise Pending(name)


class Base:
    """What a class derives from whose real base is not there."""

    def __new__(cls, *arguments, **keywords):
        use(cls.__name__)


class Thing:
    def __init__(self, name):
        self.thing_name = name

    def __getattr__(self, name):
        if name[:2] == "__":
            raise AttributeError(name)
        State.touched = self.thing_name
        return Thing(f"{self.thing_name}.{name}")

    def __call__(self, *arguments, **keywords):
        if State.running:
            use(self.thing_name)
        return Thing(self.thing_name)

    def __mro_entries__(self, bases):
        return (Base,)

    def __bool__(self):
        use(self.thing_name)

    __hash__ = object.__hash__
    __len__ = __iter__ = __enter__ = __aenter__ = __index__ = __int__ = __float__ = __next__ = __bool__

    def __eq__(self, other):
        use(self.thing_name)

    __lt__ = __le__ = __gt__ = __ge__ = __ne__ = __contains__ = __getitem__ = __add__ = __radd__ = __sub__ = __rsub__ = __eq__
    __mul__ = __rmul__ = __mod__ = __rmod__ = __truediv__ = __rtruediv__ = __or__ = __ror__ = __and__ = __rand__ = __eq__

    def __pow__(self, other, modulus=None):
        use(self.thing_name)


def stand_in(module):
    """The __getattr__ of a module that is not there."""

    def module_attribute(name):
        if name[:2] == "__":
            raise AttributeError(name)
        State.touched = module
        return Thing(f"{module}.{name}")

    return module_attribute
