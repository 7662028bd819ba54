"""A thin unittest for the conformance runner: what CPython's test files use of it, until CPython's own can be imported."""

from pending import Pending, State, Thing, use
from unittest.case import TestCase
from unittest.expect import SkipTest, split


def keep(function):
    return function


def skip(reason):
    def mark(target):
        target.__unittest_skip__ = True
        target.__unittest_skip_why__ = reason
        return target

    if callable(reason) and not isinstance(reason, (str, Thing)):
        target, reason = reason, ""
        return mark(target)
    return mark


def pending_mark(thing):
    def mark(target):
        target.__pending_because__ = thing.thing_name
        return target

    return mark


def skipIf(condition, reason):
    if isinstance(condition, Thing):
        return pending_mark(condition)
    return skip(reason) if condition else keep


def skipUnless(condition, reason):
    if isinstance(condition, Thing):
        return pending_mark(condition)
    return keep if condition else skip(reason)


def refuse_if_skipped(target):
    if getattr(target, "__pending_because__", None):
        use(target.__pending_because__)
    if getattr(target, "__unittest_skip__", False):
        raise SkipTest(target.__unittest_skip_why__)


def expectedFailure(target):
    target.__unittest_expecting_failure__ = True
    return target


def addModuleCleanup(function, *arguments, **keywords):
    pass


def main(*arguments, **keywords):
    pass


def __getattr__(name):
    if name[:2] == "__":
        raise AttributeError(name)
    State.touched = "unittest"
    return Thing(f"unittest.{name}")
