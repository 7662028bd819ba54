"""Contexts that a test expects something in."""

from pending import Thing, use
from patterns import search


class SkipTest(Exception):
    pass


def split(text, separator):
    """str.split for one character."""
    parts, begin = [], 0
    for at, char in enumerate(text):
        if char == separator:
            parts.append(text[begin:at])
            begin = at + 1
    return [*parts, text[begin:]]


def matches(pattern, text):
    """Searches a text for a pattern: of the module `re` where that is there, else by our own small matcher."""
    if isinstance(pattern, Thing):
        use("re")
    if hasattr(pattern, "search"):
        return bool(pattern.search(text))
    if isinstance(text, bytes):
        use("re")
    try:
        import re
    except ImportError:
        return search(pattern, text)
    return search(pattern, text) if isinstance(re.search, Thing) else bool(re.search(pattern, text))


def names_of(expected):
    if isinstance(expected, tuple):
        return f"{[one.__name__ for one in expected]}"
    return expected.__name__


class Raises:
    """assertRaises and assertRaisesRegex as context managers."""

    def __init__(self, test, expected, pattern=None, message=None):
        self.test, self.expected, self.pattern, self.message = test, expected, pattern, message
        if isinstance(expected, Thing):
            use(expected.thing_name)

    def __enter__(self):
        return self

    def __exit__(self, kind, error, trace):
        if kind is None:
            self.test.fail(f"{names_of(self.expected)} not raised")
        if not issubclass(kind, self.expected):
            return False
        self.exception = error.with_traceback(None)
        if self.pattern is not None and not matches(self.pattern, str(error)):
            self.test.fail(f"{self.pattern!r} does not match {str(error)!r}")
        return True

    def call(self, function, arguments, keywords):
        with self:
            function(*arguments, **keywords)


class Warns:
    """assertWarns and assertWarnsRegex: by the module `warnings`."""

    def __init__(self, test, expected, pattern=None):
        self.test, self.expected, self.pattern = test, expected, pattern

    def __enter__(self):
        import warnings

        self.records = warnings.catch_warnings(record=True)
        self.warnings = self.records.__enter__()
        warnings.simplefilter("always")
        return self

    def __exit__(self, kind, error, trace):
        self.records.__exit__(kind, error, trace)
        if kind is not None:
            return False
        fitting = [one for one in self.warnings if issubclass(one.category, self.expected)]
        for one in fitting:
            if self.pattern is None or matches(self.pattern, str(one.message)):
                self.warning, self.filename, self.lineno = one.message, one.filename, one.lineno
                return False
        self.test.fail(f"{self.pattern!r} does not match the warnings" if fitting else f"{names_of(self.expected)} not triggered")

    def call(self, function, arguments, keywords):
        with self:
            function(*arguments, **keywords)


class SubTest:
    """A failure inside is remembered, and the method goes on."""

    def __init__(self, test, text):
        self.test, self.text = test, text

    def __enter__(self):
        return self

    def __exit__(self, kind, error, trace):
        if kind is None or not issubclass(kind, Exception):
            return False
        if issubclass(kind, SkipTest):
            return True
        if self.test.sub_failure is None:
            error.add_note(self.text)
            self.test.sub_failure = error
        return True
