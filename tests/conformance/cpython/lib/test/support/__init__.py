"""What CPython's test files ask of test.support, for the conformance runner: decorators that skip say why, since skipped methods are excluded by name."""

import unittest
from pending import Thing, use

verbose = 0
MAX_Py_ssize_t = (1 << 63) - 1
_1M, _1G, _2G, _4G = 1 << 20, 1 << 30, 1 << 31, 1 << 32
NHASHBITS = 61
is_emscripten = is_wasi = is_jython = is_android = False
has_fork_support = has_subprocess_support = has_socket_support = False
MS_WINDOWS = False
Py_DEBUG = False
TEST_HOME_DIR = "."
SHORT_TIMEOUT = LONG_TIMEOUT = LOOPBACK_TIMEOUT = 10.0
PGO = False
use_resources = None
HAVE_DOCSTRINGS = bool(str.__doc__)
failfast = False


class Error(Exception):
    pass


class TestFailed(Error):
    pass


class TestDidNotRun(Error):
    pass


ResourceDenied = unittest.SkipTest


# ---- what is CPython's own business ------------------------------------------------------


def impl_detail(msg=None, **guards):
    if check_impl_detail(**guards):
        return lambda function: function
    return unittest.skip(msg or "implementation detail of CPython")


def check_impl_detail(**guards):
    """We are none of the implementations that tests name."""
    return bool(guards) and not any(guards.values())


def cpython_only(test):
    return unittest.skip("implementation detail of CPython")(test)


def refcount_test(test):
    return unittest.skip("counts references")(test)


def no_tracing(test):
    return test


def needs(what):
    return unittest.skip(f"needs {what}")


def requires_subprocess():
    return needs("processes")


def requires_fork():
    return needs("processes")


def requires_zlib(reason=""):
    return needs("zlib")


def requires_IEEE_754(test):
    return test


def requires_docstrings(test):
    return needs("docstrings of built-ins")(test)


requires_limited_api = requires_specialization = cpython_only


def requires(resource, msg=None):
    raise unittest.SkipTest(f"needs the resource {resource}")


def requires_resource(resource):
    return needs(f"the resource {resource}")


def is_resource_enabled(resource):
    return False


def skip_if_sanitizer(*arguments, **keywords):
    return lambda test: test


def check_sanitizer(**keywords):
    return False


def skip_if_buggy_ucrt_strfptime(test):
    return test


def bigmemtest(size, memuse, dry_run=True):
    """Runs with the small size that CPython runs it with where nobody allowed more."""

    def mark(function):
        def run(self):
            return function(self, 5147)

        return unittest.skip("needs memory beyond what is allowed")(function) if not dry_run else run

    return mark


def bigaddrspacetest(function):
    return unittest.skip("needs a larger address space")(function)


def run_with_locale(category, *locales):
    return needs("locales")


def run_with_tz(zone):
    return needs("time zones")


# ---- helpers ------------------------------------------------------------------------------


def gc_collect():
    import gc

    gc.collect()
    gc.collect()


class disable_gc:
    def __enter__(self):
        import gc

        self.had = gc.isenabled()
        gc.disable()

    def __exit__(self, *what):
        import gc

        if self.had:
            gc.enable()


def check_syntax_error(testcase, statement, errtext="", *, lineno=None, offset=None):
    with testcase.assertRaisesRegex(SyntaxError, errtext) as context:
        compile(statement, "<test string>", "exec")
    error = context.exception
    testcase.assertIsNotNone(error.lineno)
    if lineno is not None:
        testcase.assertEqual(error.lineno, lineno)
    testcase.assertIsNotNone(error.offset)
    if offset is not None:
        testcase.assertEqual(error.offset, offset)


def check_free_after_iterating(test, iter, cls, args=()):
    class Probe(cls):
        def __del__(self):
            nonlocal done
            done = True
            try:
                next(it)
            except StopIteration:
                pass

    done = False
    it = iter(Probe(*args))
    test.assertRaises(StopIteration, next, it)
    gc_collect()
    test.assertTrue(done)


def get_attribute(obj, name):
    try:
        return getattr(obj, name)
    except AttributeError:
        raise unittest.SkipTest(f"object {obj!r} has no attribute {name!r}")


def sortdict(names):
    return "{" + ", ".join([f"{key!r}: {names[key]!r}" for key in sorted(names)]) + "}"


class swap_item:
    def __init__(self, obj, item, value):
        self.obj, self.item, self.value = obj, item, value

    def __enter__(self):
        self.had = self.item in self.obj
        self.old = self.obj[self.item] if self.had else None
        self.obj[self.item] = self.value
        return self.old

    def __exit__(self, *what):
        if self.had:
            self.obj[self.item] = self.old
        elif self.item in self.obj:
            del self.obj[self.item]


class swap_attr:
    def __init__(self, obj, name, value):
        self.obj, self.name, self.value = obj, name, value

    def __enter__(self):
        self.had = hasattr(self.obj, self.name)
        self.old = getattr(self.obj, self.name, None)
        setattr(self.obj, self.name, self.value)
        return self.old

    def __exit__(self, *what):
        if self.had:
            setattr(self.obj, self.name, self.old)
        elif hasattr(self.obj, self.name):
            delattr(self.obj, self.name)


class Limit:
    """Sets a limit of sys for a block, or for the calls of a function."""

    def __init__(self, name, value):
        self.name, self.value = name, value

    def __enter__(self):
        import sys

        self.old = getattr(sys, "get" + self.name)()
        getattr(sys, "set" + self.name)(self.value)

    def __exit__(self, *what):
        import sys

        getattr(sys, "set" + self.name)(self.old)


    def __call__(self, function):
        def run(*arguments, **keywords):
            with Limit(self.name, self.value):
                return function(*arguments, **keywords)

        return run


def infinite_recursion(max_depth=75):
    return Limit("recursionlimit", max_depth + 60)


def set_recursion_limit(limit):
    return Limit("recursionlimit", limit)


def adjust_int_max_str_digits(max_digits):
    return Limit("int_max_str_digits", max_digits)


class captured_output:
    def __init__(self, name):
        self.name = name

    def __enter__(self):
        import io
        import sys

        made = io.StringIO()
        if isinstance(made, Thing):
            use("io")
        self.old = getattr(sys, self.name)
        setattr(sys, self.name, made)
        return made

    def __exit__(self, *what):
        import sys

        setattr(sys, self.name, self.old)


def captured_stdout():
    return captured_output("stdout")


def captured_stderr():
    return captured_output("stderr")


def captured_stdin():
    return captured_output("stdin")


class catch_unraisable_exception:
    """What no one can catch (in __del__, in a callback of a weak reference), by sys.unraisablehook."""

    def __enter__(self):
        import sys

        self.unraisable, self.old = None, sys.unraisablehook
        sys.unraisablehook = self.keep
        return self

    def keep(self, what):
        self.unraisable = what

    def __exit__(self, *what):
        import sys

        sys.unraisablehook = self.old
        self.unraisable = None


def run_in_subinterp(code):
    raise unittest.SkipTest("needs subinterpreters")


def findfile(name, subdir=None):
    use("files of the test package")


def check_sizeof(test, o, size):
    raise unittest.SkipTest("needs CPython's sizes of objects")


def reap_children():
    pass


def run_code(code):
    names = {}
    exec(code, names)
    return names


def check__all__(test, module, name_of_module=None, extra=(), not_exported=()):
    use("check__all__")


class _ALWAYS_EQ:
    def __eq__(self, other):
        return True

    def __ne__(self, other):
        return False


class _NEVER_EQ:
    def __eq__(self, other):
        return False

    def __ne__(self, other):
        return True

    def __hash__(self):
        return 1


class _LARGEST:
    def __eq__(self, other):
        return isinstance(other, _LARGEST)

    def __lt__(self, other):
        return False

    def __le__(self, other):
        return self == other

    def __gt__(self, other):
        return not self == other

    def __ge__(self, other):
        return True


class _SMALLEST:
    def __eq__(self, other):
        return isinstance(other, _SMALLEST)

    def __gt__(self, other):
        return False

    def __ge__(self, other):
        return self == other

    def __lt__(self, other):
        return not self == other

    def __le__(self, other):
        return True


ALWAYS_EQ, NEVER_EQ, LARGEST, SMALLEST = _ALWAYS_EQ(), _NEVER_EQ(), _LARGEST(), _SMALLEST()




def requires_debug_ranges(reason=""):
    return lambda test: test


def has_no_debug_ranges():
    return False


def requires_legacy_unicode_capi(test=None):
    return needs("CPython's old C API of texts") if test is None else needs("CPython's old C API of texts")(test)


class SuppressCrashReport:
    def __enter__(self):
        return self

    def __exit__(self, *what):
        pass


def requires_working_socket(*, module=False):
    """For a whole file it promises too much: what uses asyncio is pending."""
    return None if module else needs("sockets")


def maybe_get_event_loop_policy():
    return None
