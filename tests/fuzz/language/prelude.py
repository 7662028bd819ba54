# What a fuzz program of the language begins with; it runs under CPython and here. Each program gives one line: its index, a tab, and what it
# printed, or of a mutated one whether it is one at all.
import re


def traced(function):
    def wrapper(*args, **kwargs):
        return [function(*args, **kwargs), len(args), sorted(kwargs)]

    return wrapper


def twice(function):
    return lambda *args, **kwargs: (function(*args, **kwargs), function(*args, **kwargs))


class Guard:
    def __init__(self, caught):
        self.caught = caught

    def __enter__(self):
        return 'entered'

    def __exit__(self, kind, error, trace):
        OUT.append('exit ' + (kind.__name__ if kind else 'None'))
        return self.caught


OUT = []


def shown(value):
    """Its text, but of an instance of the program's classes only the class; texts have no order in a set."""
    if isinstance(value, (set, frozenset)) and not all(isinstance(item, (int, float)) for item in value):
        return str(sorted(map(ascii, value)))
    return re.sub(' at 0x[0-9a-f]+', '', ascii(value)[:3000]) if type(value).__module__ == 'builtins' else type(value).__name__


def show(*values):
    OUT.append(' '.join([shown(value) for value in values]))


def outcome(mode, source):
    OUT.clear()
    try:
        code = compile(source, 'fuzz', 'exec')
        if mode == 'compile':
            return 'a program'
        exec(code, {'__name__': 'fuzz', 'print': show, 'traced': traced, 'twice': twice, 'Guard': Guard})
    except (SyntaxError, ValueError) as error:
        if mode == 'compile':
            return 'no program'
        OUT.append('error ' + type(error).__name__)
    except Exception as error:
        OUT.append('error ' + type(error).__name__)
    return ' ~ '.join(OUT)


def run(programs):
    for index, mode, source in programs:
        print(str(index) + '\t' + outcome(mode, source))


