"""What CPython makes of short programs: reads a JSON list of texts, prints a JSON list of what each printed, or how it failed."""

import contextlib
import io
import json
import sys
import warnings


def outcome(program):
    printed = io.StringIO()
    try:
        with contextlib.redirect_stdout(printed):
            exec(compile(program, "program", "exec"), {"__name__": "__main__"})
    except Exception as error:
        return printed.getvalue() + "".join(f"{type(error).__name__}: {error}".splitlines()[:1])
    return printed.getvalue()


warnings.simplefilter("ignore")
json.dump([outcome(program) for program in json.load(sys.stdin)], sys.stdout)
