"""Run by core.test.mjs in CPython 3.14: the value is a function that runs a program as __main__ and answers (standard output, standard error)."""

import io
import linecache
import sys
import traceback
import types


def run(text, name):
    out, err = io.StringIO(), io.StringIO()
    main = types.ModuleType("__main__")
    kept = sys.stdout, sys.stderr, sys.modules["__main__"]
    linecache.cache[name] = (len(text), None, text.splitlines(True), name)
    sys.stdout, sys.stderr, sys.modules["__main__"] = out, err, main
    try:
        exec(compile(text, name, "exec"), main.__dict__)
    except BaseException as error:
        error.__traceback__ = error.__traceback__.tb_next
        traceback.print_exception(error, file=err)
    finally:
        sys.stdout, sys.stderr, sys.modules["__main__"] = kept
    return out.getvalue(), err.getvalue()


run
