from _contextvars import Context, ContextVar, Token, copy_context
import _contextvars

names_of(_contextvars)
a, b = ContextVar("a"), ContextVar("b", default=5)
for args, words in [((), {}), (("x",), {}), ((5,), {}), ((), {"name": "x"}), (("x",), {"default": None}), (("x",), {"other": 1}), ((None,), {"default": 1})]:
    call("new", ContextVar, *args, **words)
for f in (a, b):
    for args in [(), (1,), (None,), (1, 2)]:
        call("get", f.get, *args)
    call("name", lambda: (f.name, repr(f)))
call("name", setattr, a, "name", "z")
call("lookup", lambda: a.get() if 0 else 1)
try:
    a.get()
except LookupError as error:
    call("lookup", lambda: (type(error), error.args[0] is a))
one = a.set(1)
two = a.set(2)
three = b.set([3])
for token in (one, two, three):
    call("token", lambda: (repr(token), token.var.name, token.old_value, token.old_value is Token.MISSING))
for var in (a, b):
    for token in (three, one, two, one, 5, None, three):
        call("reset", var.reset, token)
        call("reset", lambda: (a.get("none"), b.get("none"), repr(token)))
call("token", Token)
call("token", lambda: type("T", (Token,), {}))
call("token", lambda: hash(one))
call("token", lambda: (Token[int], ContextVar[str], Token.MISSING))
call("token", lambda: type(Token.MISSING)())
with a.set(7) as entered:
    call("with", lambda: (a.get(), entered.var is a))
call("with", lambda: a.get("gone"))


def leave():
    with a.set(8) as token:
        a.reset(token)


call("with", leave)


def fail():
    with a.set(9):
        raise KeyError("x")


call("with", fail)
call("with", lambda: a.get("gone"))
context = Context()
context.run(b.set, 3)
for args in [(), (a,), (a, 1), (5,), (5, 6), (a, 1, 2)]:
    call("context", context.get, *args)
for key in (a, b, "a", None, []):
    call("context", lambda: context[key])
    call("context", lambda: key in context)
call("context", Context, 1)
call("context", lambda: Context(x=1))
call("context", lambda: (len(Context()), list(Context()), Context() == Context(), Context() != Context(), Context() == 5))
call("context", lambda: hash(Context()))
call("context", lambda: type("C", (Context,), {}))


def work(*args, **words):
    a.set(args)
    b.set(words)
    return a.get(), b.get(), a in copy_context()


for args, words in [((), {}), ((1, 2), {}), ((1,), {"x": 2, "self": 3}), ((), {"callable": 1})]:
    call("run", context.run, work, *args, **words)
    call("run", lambda: (sorted((var.name, value) for var, value in context.items() if var.name == "a"), len(context), a.get("outside")))
    call("run", lambda: sorted(map(repr, context.values())))
    call("run", lambda: sorted(var.name for var in context.keys()))
call("run", context.run)
call("run", context.run, None)
call("run", context.run, lambda: 1 // 0)
call("run", lambda: context.run(context.run, work))
call("run", lambda: context.run(context.copy().run, work))
call("run", lambda: context.run(lambda: a.reset(one)))


def other():
    token = a.set(5)
    context.run(a.reset, token)


call("run", other)
call("run", lambda: a.get("outside"))


def shared():
    a.set(1)
    first = copy_context()
    second = first.copy()
    iterator = iter(first)
    first.run(a.set, 2)
    first.run(ContextVar("new").set, 2)
    return first[a], second[a], a.get(), len(first) - len(second), len(list(iterator)) - len(second), first == second


call("shared", shared)
for n in range(300):
    var = ContextVar(f"v{n}", default=n) if n % 3 else ContextVar(f"v{n}")
    token = var.set(n * n) if n % 2 else None
    call("many", lambda: (var.get(-1), var.get("x"), token and token.old_value))
    if n % 4 == 1:
        var.reset(token)
    call("many", lambda: (var.get(-1), var in copy_context()))
finish()
