"""Of the module warnings what test files ask for, until CPython's own can be imported."""

from unittest.expect import matches

filters = []
recorded = None


class WarningMessage:
    def __init__(self, message, category, filename, lineno):
        self.message, self.category, self.filename, self.lineno, self.line = message, category, filename, lineno, None


class catch_warnings:
    def __init__(self, *, record=False, module=None, action=None, category=Warning, lineno=0, append=False):
        self.record, self.action, self.category = record, action, category

    def __enter__(self):
        global recorded
        self.before = recorded, list(filters)
        if self.action:
            simplefilter(self.action, self.category)
        if self.record:
            recorded = []
            return recorded

    def __exit__(self, *what):
        global recorded
        recorded, filters[:] = self.before


def simplefilter(action, category=Warning, lineno=0, append=False):
    filters.insert(len(filters) if append else 0, (action, "", category))


def filterwarnings(action, message="", category=Warning, module="", lineno=0, append=False):
    filters.insert(len(filters) if append else 0, (action, message, category))


def resetwarnings():
    filters.clear()


def warn_explicit(message, category, filename, lineno, module=None, registry=None, module_globals=None, source=None):
    if isinstance(message, Warning):
        category = type(message)
    else:
        message = category(message)
    for action, pattern, kind in filters:
        if issubclass(category, kind) and matches(pattern, str(message)):
            if action == "error":
                raise message
            if action == "ignore":
                return
            break
    if recorded is not None:
        recorded.append(WarningMessage(message, category, filename, lineno))


def warn(message, category=UserWarning, stacklevel=1, source=None, *, skip_file_prefixes=()):
    warn_explicit(message, category, "<unknown>", 1)
