"""Prints, as JSON, the methods of a test file that CPython's own loader finds, and the examples of its doctests."""

import doctest
import json
import sys
import unittest
import warnings

FLAGS = {name: flag for name, flag in doctest.OPTIONFLAGS_BY_NAME.items()}


def leaves(suite):
    for test in suite:
        if isinstance(test, unittest.TestSuite):
            yield from leaves(test)
        else:
            yield test


def examples_of(test, flags):
    return [{"source": one.source, "want": one.want, "exception": one.exc_msg, "flags": flags | sum(one.options)} for one in test.examples]


def item(test):
    if isinstance(test, doctest.DocTestCase):
        inner = test._dt_test
        return {"name": inner.name, "examples": examples_of(inner, test._dt_optionflags)}
    if isinstance(test, unittest.loader._FailedTest):
        sys.exit(f"error: CPython itself cannot load it: {test._exception}")
    return {"name": f"{type(test).__qualname__}.{test._testMethodName}", "class": type(test).__qualname__, "method": test._testMethodName}


def main():
    warnings.simplefilter("ignore")
    found = {}
    for test in leaves(unittest.TestLoader().loadTestsFromName(f"test.{sys.argv[1]}")):
        found.setdefault(item(test)["name"], item(test))
    json.dump(list(found.values()), sys.stdout)


main()
