import _types

call("dir", lambda: [name for name in dir(_types) if not name.startswith("__") and name != "CapsuleType"])
for name in dir(_types):
    if not name.startswith("__") and name != "CapsuleType":
        value = getattr(_types, name)
        call("names", lambda: (name, value.__name__, value.__module__))
class C:
    def m(self): pass
def f():
    yield
for value in (f, f(), C().m, len, [].append, f.__code__, C.__dict__, list.append, list.__len__, [].__len__, dict.__dict__["fromkeys"], None, ..., NotImplemented, list[int], int | str, type(f).__code__, _types.SimpleNamespace(a=1), _types):
    call("instances", lambda: [name for name in dir(_types) if not name.startswith("__") and name != "CapsuleType" and isinstance(value, getattr(_types, name))])
finish()
