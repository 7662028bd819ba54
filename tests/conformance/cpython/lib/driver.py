"""Runs methods of one test file of CPython inside the interpreter that is tested, and tells the host about each on a line that begins with \x01."""

import unittest
from pending import C_TESTS, Pending, State


def tell(*words):
    print()
    print(f"\x01{words[0]}", *words[1:], sep="\x02", flush=True)


def line_of(error, file):
    line, trace = 0, error.__traceback__
    while trace is not None:
        if file is None or trace.tb_frame.f_code.co_filename == file:
            line = trace.tb_lineno
        trace = trace.tb_next
    return line


def text_of(error, file=None):
    try:
        text = f"{error}"[:300]
    except BaseException as second:
        text = f"<str() raised {type(second).__name__}>"
    return ascii(f"line {line_of(error, file)}: {type(error).__name__}: {text}")


def touched():
    """Of a method that failed and has used a stand-in."""
    if State.touched in C_TESTS:
        return "skipped", ascii(f"needs {State.touched}")
    return "pending", ascii(State.touched)


def outcome(function, file):
    """Calls it; answers ("passed", "") or how it ended and why."""
    State.touched = None
    try:
        function()
    except unittest.SkipTest as skip:
        return "skipped", ascii(f"{skip}")
    except (Pending, NotImplementedError) as error:
        if isinstance(error, Pending) or "not supported yet" in f"{error}":
            return "pending", ascii(f"{error}")
        return "failed", text_of(error, file)
    except BaseException as error:
        if State.running and State.touched is not None:
            return touched()
        return "failed", text_of(error, file)
    return "passed", ""


def find_class(module, name):
    """A test class by its name, wherever the module keeps it."""
    found = module.__dict__.get(name)
    if isinstance(found, type):
        return found
    for value in list(module.__dict__.values()):
        if isinstance(value, type) and issubclass(value, unittest.TestCase) and name in (value.__name__, value.__qualname__):
            return value
    raise LookupError(f"the module has no class {name}")


class ClassRun:
    """The class whose methods run now: its setUpClass was called, or says why not."""

    def __init__(self, module, name):
        self.cls, self.problem = None, None
        result = outcome(lambda: self.begin(module, name), module.__file__)
        if result[0] != "passed":
            self.problem = result

    def begin(self, module, name):
        self.cls = find_class(module, name)
        unittest.refuse_if_skipped(self.cls)
        self.cls.setUpClass()

    def end(self):
        if self.cls is not None and self.problem is None:
            self.cls.tearDownClass()
            self.cls.doClassCleanups()

    def run(self, method, file):
        return self.problem or outcome(lambda: self.cls(method).run_one(), file)


def message_of(error):
    """As a traceback's last line has it: a SyntaxError's place stands in lines of its own."""
    return f"{error.msg}" if isinstance(error, SyntaxError) else f"{error}"


def run_examples(index, module, name, examples):
    """A doctest: the host compares what each example prints. An exception's last line is printed as a traceback's."""
    names = dict(module.__dict__)
    State.running, State.touched = True, None
    for number, source in enumerate(examples):
        tell("example", index, number)
        try:
            exec(compile(source, f"<doctest {name}[{number}]>", "single"), names)
        except Pending as error:
            return tell("done", index, "pending", ascii(f"{error}"))
        except BaseException as error:
            if State.touched is not None or "not supported yet" in f"{error}":
                return tell("done", index, "pending", ascii(State.touched or f"{error}"))
            tell("raised", index, number, ascii(type(error).__module__ + "."), ascii(type(error).__name__), ascii(message_of(error)))
    tell("done", index, "compared", "")


def load(name):
    module = __import__(name)
    for part in unittest.split(name, ".")[1:]:
        module = getattr(module, part)
    return module


def run(name, items):
    """`items` are (index, class, method) or (index, None, doctest's name, its examples)."""
    loaded = []
    result = outcome(lambda: loaded.append(load(name)), None)
    if result[0] == "passed":
        set_up = loaded[0].__dict__.get("setUpModule")
        result = outcome(set_up, None) if set_up else result
    if result[0] != "passed":
        return tell("module", *result)
    module, current, current_name = loaded[0], None, None
    for index, class_name, method, *examples in items:
        tell("begin", index)
        State.running = True
        if class_name is None:
            run_examples(index, module, method, examples[0])
            continue
        if class_name != current_name:
            if current is not None:
                outcome(current.end, None)
            current, current_name = ClassRun(module, class_name), class_name
        tell("done", index, *current.run(method, module.__file__))
    tell("end")
