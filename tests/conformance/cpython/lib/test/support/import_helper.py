import unittest
from pending import C_TESTS


def import_module(name, deprecated=False, *, required_on=()):
    try:
        if name.split(".")[0] in C_TESTS:
            raise ImportError(f"needs {name}")
        module = __import__(name)
        for part in unittest.split(name, ".")[1:]:
            module = getattr(module, part)
        return module
    except ImportError as error:
        raise unittest.SkipTest(str(error))


def import_fresh_module(name, fresh=(), blocked=(), *, deprecated=False):
    """Tests of a module's C half and of its Python half both get the one that is here."""
    return import_module(name)


class CleanImport:
    def __init__(self, *names):
        self.names = names

    def __enter__(self):
        import sys

        self.modules = dict(sys.modules)
        for name in self.names:
            sys.modules.pop(name, None)

    def __exit__(self, *what):
        import sys

        sys.modules.update(self.modules)


class DirsOnSysPath:
    def __init__(self, *paths):
        self.paths = paths

    def __enter__(self):
        import sys

        self.old = list(sys.path)
        sys.path.extend(self.paths)
        return self

    def __exit__(self, *what):
        import sys

        sys.path[:] = self.old


def unload(name):
    import sys

    sys.modules.pop(name, None)


forget = unload


def make_legacy_pyc(source):
    raise unittest.SkipTest("needs compiled files")
