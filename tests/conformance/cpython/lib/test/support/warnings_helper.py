"""By the module `warnings`."""

import unittest
from pending import Thing
from unittest.expect import matches


def check_syntax_warning(testcase, statement, errtext="", *, lineno=1, offset=None):
    import warnings

    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always", SyntaxWarning)
        compile(statement, "<testcase>", "exec")
    testcase.assertEqual(len(caught), 1, caught)
    testcase.assertTrue(issubclass(caught[0].category, SyntaxWarning))
    testcase.assertTrue(matches(errtext, str(caught[0].message)))
    testcase.assertEqual(caught[0].filename, "<testcase>")
    testcase.assertEqual(caught[0].lineno, lineno)


class Recorder:
    def __init__(self, caught):
        self.warnings, self.begin = caught, 0

    def __getattr__(self, name):
        return getattr(self.warnings[-1], name)

    def reset(self):
        self.begin = len(self.warnings)


class check_warnings:
    """Each filter (pattern, category) has to fit some warning, and no warning may be left."""

    def __init__(self, *filters, quiet=None):
        self.filters, self.quiet = filters or (("", Warning),), not filters if quiet is None else quiet

    def __enter__(self):
        import warnings

        self.records = warnings.catch_warnings(record=True)
        recorder = Recorder(self.records.__enter__())
        warnings.simplefilter("always")
        self.recorder = recorder
        return recorder

    def __exit__(self, kind, *what):
        self.records.__exit__(kind, *what)
        if kind is not None:
            return
        left = list(self.recorder.warnings[self.recorder.begin:])
        for pattern, category in self.filters:
            fitting = [one for one in left if issubclass(one.category, category) and matches(pattern, str(one.message))]
            left = [one for one in left if one not in fitting]
            if not fitting and not self.quiet:
                raise AssertionError(f"filter ({pattern!r}, {category.__name__}) did not catch any warning")
        if left:
            raise AssertionError(f"unhandled warning {left[0]}")


def ignore_warnings(*, category):
    def mark(function):
        def run(*arguments, **keywords):
            import warnings

            with warnings.catch_warnings():
                warnings.simplefilter("ignore", category=category)
                return function(*arguments, **keywords)

        return run

    return mark


class check_no_warnings(check_warnings):
    def __init__(self, testcase, message="", category=Warning, force_gc=False):
        super().__init__(quiet=True)

    def __exit__(self, kind, *what):
        self.records.__exit__(kind, *what)
        if kind is None and self.recorder.warnings:
            raise AssertionError(f"unexpected warning {self.recorder.warnings[0]}")


check_no_resource_warning = check_no_warnings


class save_restore_warnings_filters:
    def __enter__(self):
        pass

    def __exit__(self, *what):
        pass


def import_deprecated(name):
    return __import__(name)
