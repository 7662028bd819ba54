# Goes before every program of calls/: call(label, f, …) notes what f answers or raises; finish() prints a line a label, its number of calls and a
# hash of all that was noted, or all of it where FULL is true.
_noted = {}
_everywhere = {*dir(object), "__module__", "__vectorcalloffset__", "__sizeof__", "__text_signature__"}


def show(value, depth=3):
    if depth and isinstance(value, (list, tuple)) and type(value) in (list, tuple):
        inner = [show(item, depth - 1) for item in value]
        return f"({', '.join(inner)},)" if type(value) is tuple else f"[{', '.join(inner)}]"
    if depth and hasattr(type(value), "__next__"):
        items, ending = [], ""
        try:
            for item in value:
                items.append(show(item, depth - 1))
                if len(items) > 12:
                    ending = " …"
                    break
        except Exception as error:
            ending = f" {type(error).__name__}: {error}"
        return f"<{type(value).__name__} {', '.join(items)}{ending}>"
    text = repr(value)
    at = text.find(" at 0x")
    while at >= 0:
        end = at + 6
        while text[end] in "0123456789abcdef":
            end += 1
        text = text[:at] + " at …" + text[end:]
        at = text.find(" at 0x")
    return text


def outcome(f, *args, **keywords):
    try:
        return show(f(*args, **keywords))
    except BaseException as error:
        text = str(error)
        if " at 0x" in text:
            text = text[: text.index(" at 0x")]
        return f"{type(error).__name__}: {text}"


def note(label, text):
    _noted.setdefault(label, []).append(text)


def call(label, f, *args, **keywords):
    note(label, outcome(f, *args, **keywords))


def digest(texts):
    value = 7
    for text in texts:
        for letter in text:
            value = (value * 1000003 ^ ord(letter)) & 0xFFFFFFFF
        value = (value * 31 + 1) & 0xFFFFFFFF
    return value


def finish():
    for label, texts in _noted.items():
        print(f"{label} {len(texts)} {digest(texts):08x}")
        if FULL:
            for text in texts:
                print("    " + text)


def names_of(module):
    call("dir", lambda: [name for name in dir(module) if not (name.startswith("__") and name.endswith("__"))])
    for name in dir(module):
        value = getattr(module, name)
        if isinstance(value, type) and value.__module__ != "builtins" and name != "__loader__":
            own = [key for key in dir(value) if key not in _everywhere]
            call("dir", lambda: (name, value.__module__, value.__qualname__, value.__bases__, own))
