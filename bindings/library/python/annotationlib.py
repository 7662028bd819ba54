"""Annotations of functions, classes and modules, as CPython's module of this name gives them. CPython's own builds a syntax tree of what an annotation does to a name
that is not there, and drags in `ast`; this one keeps text. Limits: a forward reference inside an operator (`Later | None`) is one for the whole expression."""

import builtins
import enum
import keyword
import sys
import types

__all__ = [
    "Format", "ForwardRef", "call_annotate_function", "call_evaluate_function", "get_annotate_from_class_namespace", "get_annotations",
    "annotations_to_string", "type_repr",
]


class Format(enum.IntEnum):
    VALUE = 1
    VALUE_WITH_FAKE_GLOBALS = 2
    FORWARDREF = 3
    STRING = 4


class ForwardRef:
    def __init__(self, arg, *, module=None, owner=None, is_argument=True, is_class=False):
        if not isinstance(arg, str):
            raise TypeError(f"Forward reference must be a string -- got {arg!r}")
        self.__forward_arg__ = arg
        self.__forward_is_argument__ = is_argument
        self.__forward_is_class__ = is_class
        self.__forward_module__ = module
        self.__owner__ = owner
        self.__globals__ = None
        self.__code__ = None

    def __init_subclass__(cls, /, *args, **kwds):
        raise TypeError("Cannot subclass ForwardRef")

    @property
    def __forward_code__(self):
        if self.__code__ is None:
            arg = self.__forward_arg__
            try:
                self.__code__ = compile(f"({arg})" if not arg.startswith("*") else f"({arg},)[0]", "<string>", "eval")
            except SyntaxError:
                raise SyntaxError(f"Forward reference must be an expression -- got {arg!r}")
        return self.__code__

    def evaluate(self, *, globals=None, locals=None, type_params=None, owner=None, format=Format.VALUE):
        if format == Format.STRING:
            return self.__forward_arg__
        owner = self.__owner__ if owner is None else owner
        if globals is None and self.__forward_module__ is not None:
            module = self.__forward_module__
            globals = getattr(sys.modules.get(module) if isinstance(module, str) else module, "__dict__", None)
        if globals is None:
            globals = self.__globals__
        if globals is None:
            if isinstance(owner, type):
                globals = getattr(sys.modules.get(owner.__module__), "__dict__", None)
            elif isinstance(owner, types.ModuleType):
                globals = owner.__dict__
            elif callable(owner):
                globals = getattr(owner, "__globals__", None)
        globals = {} if globals is None else globals
        names = dict(vars(owner)) if isinstance(owner, type) else {}
        if type_params is None and owner is not None:
            type_params = getattr(owner, "__type_params__", None)
        for param in type_params or ():
            names.setdefault(param.__name__, param)
        names.update(locals or {})
        arg = self.__forward_arg__
        if arg.isidentifier() and not keyword.iskeyword(arg):
            for place in names, globals, builtins.__dict__:
                if arg in place:
                    return place[arg]
            if format == Format.FORWARDREF:
                return self
            raise NameError(f"name {arg!r} is not defined", name=arg)
        try:
            return eval(self.__forward_code__, globals, names)
        except Exception:
            if format == Format.FORWARDREF:
                return self
            raise

    def _evaluate(self, globalns, localns, type_params=(), *, recursive_guard):
        import typing
        return typing.evaluate_forward_ref(self, globals=globalns, locals=localns, type_params=type_params, _recursive_guard=recursive_guard)

    def _key(self):
        return self.__forward_arg__, self.__forward_module__, self.__forward_is_class__, self.__owner__

    def __eq__(self, other):
        if not isinstance(other, ForwardRef):
            return NotImplemented
        return self._key() == other._key() and self.__globals__ is other.__globals__

    def __hash__(self):
        return hash(self._key())

    def __or__(self, other):
        return types.UnionType[self, other]

    def __ror__(self, other):
        return types.UnionType[other, self]

    def __repr__(self):
        extra = f", module={self.__forward_module__!r}" if self.__forward_module__ is not None else ""
        extra += ", is_class=True" if self.__forward_is_class__ else ""
        extra += f", owner={self.__owner__!r}" if self.__owner__ is not None else ""
        return f"ForwardRef({self.__forward_arg__!r}{extra})"


class _Text:
    """What a name stands for in an annotation that becomes text."""

    def __init__(self, text):
        self._text = text

    def __getattr__(self, name):
        if name.startswith("__"):
            raise AttributeError(name)
        return _Text(f"{self._text}.{name}")

    def __getitem__(self, key):
        parts = key if type(key) is tuple and key else (key,)
        return _Text(f"{self._text}[{', '.join(map(_text, parts))}]")

    def __call__(self, *args, **keywords):
        parts = [*map(_text, args), *(f"{name}={_text(value)}" for name, value in keywords.items())]
        return _Text(f"{self._text}({', '.join(parts)})")

    def __or__(self, other):
        return _Text(f"{self._text} | {_text(other)}")

    def __ror__(self, other):
        return _Text(f"{_text(other)} | {self._text}")

    def __iter__(self):
        yield _Text(f"*{self._text}")

    def __hash__(self):
        return hash(self._text)


def _text(value):
    if isinstance(value, _Text):
        return value._text
    if isinstance(value, (list, tuple)):
        inner = ", ".join(map(_text, value))
        return f"[{inner}]" if isinstance(value, list) else f"({inner}{',' if len(value) == 1 else ''})"
    if isinstance(value, slice):
        return ":".join("" if part is None else _text(part) for part in (value.start, value.stop, value.step)[:2 if value.step is None else 3])
    return type_repr(value) if isinstance(value, type) or value is ... else repr(value)


def _run(annotate, format, globals, cells):
    code = annotate.__code__
    closure = tuple(cells(name, cell) for name, cell in zip(code.co_freevars, annotate.__closure__ or ())) or None
    function = types.FunctionType(code, globals, closure=closure, argdefs=annotate.__defaults__)
    function.__kwdefaults__ = annotate.__kwdefaults__
    return function(format)


def call_annotate_function(annotate, format, *, owner=None, _is_evaluate=False):
    if format == Format.VALUE_WITH_FAKE_GLOBALS:
        raise ValueError("The VALUE_WITH_FAKE_GLOBALS format is for internal use only")
    try:
        return annotate(format)
    except NotImplementedError:
        pass
    fake = Format.VALUE_WITH_FAKE_GLOBALS
    if format == Format.STRING:
        values = _run(annotate, fake, {name: _Text(name) for name in annotate.__code__.co_names}, lambda name, cell: types.CellType(_Text(name)))
        return _text(values) if _is_evaluate else {name: value if isinstance(value, str) else _text(value) for name, value in values.items()}
    if format != Format.FORWARDREF:
        raise ValueError(f"Invalid format: {format!r}")
    try:
        return annotate(Format.VALUE)
    except NotImplementedError:
        return annotate(fake)
    except Exception:
        pass

    def later(name):
        reference = ForwardRef(name, owner=owner, is_class=isinstance(owner, type))
        reference.__globals__ = getattr(annotate, "__globals__", None)
        return reference

    def cell_of(name, cell):
        try:
            cell.cell_contents
            return cell
        except ValueError:
            return types.CellType(later(name))

    names = {name: later(name) for name in annotate.__code__.co_names} | builtins.__dict__ | annotate.__globals__
    return _run(annotate, fake, names, cell_of)


def call_evaluate_function(evaluate, format, *, owner=None):
    return call_annotate_function(evaluate, format, owner=owner, _is_evaluate=True)


def get_annotate_from_class_namespace(obj):
    try:
        return obj["__annotate__"]
    except KeyError:
        return obj.get("__annotate_func__", None)


def _annotations(obj):
    annotations = getattr(obj, "__annotations__", None)
    if annotations is not None and not isinstance(annotations, dict):
        raise ValueError(f"{obj!r}.__annotations__ is neither a dict nor None")
    return annotations


def _by_annotate(obj, format):
    annotate = getattr(obj, "__annotate__", None)
    if annotate is None:
        return None
    annotations = call_annotate_function(annotate, format, owner=obj)
    if not isinstance(annotations, dict):
        raise ValueError(f"{obj!r}.__annotate__ returned a non-dict")
    return annotations


def get_annotations(obj, *, globals=None, locals=None, eval_str=False, format=Format.VALUE):
    if eval_str and format != Format.VALUE:
        raise ValueError("eval_str=True is only supported with format=Format.VALUE")
    match format:
        case Format.VALUE:
            annotations = _annotations(obj)
            if annotations is None:
                annotations = _by_annotate(obj, format)
        case Format.FORWARDREF:
            try:
                annotations = _annotations(obj)
            except Exception:
                annotations = None
            if annotations is None:
                annotations = _by_annotate(obj, format)
        case Format.STRING:
            annotations = _by_annotate(obj, format)
            if annotations is None:
                annotations = _annotations(obj)
                annotations = annotations and annotations_to_string(annotations)
        case Format.VALUE_WITH_FAKE_GLOBALS:
            raise ValueError("The VALUE_WITH_FAKE_GLOBALS format is for internal use only")
        case _:
            raise ValueError(f"Unsupported format {format!r}")
    if annotations is None:
        if isinstance(obj, (type, types.ModuleType)) or callable(obj):
            return {}
        raise TypeError(f"{obj!r} does not have annotations")
    if not eval_str:
        return dict(annotations)
    inner = obj
    while hasattr(inner, "__wrapped__"):
        inner = inner.__wrapped__
    if isinstance(inner, type):
        globals = globals or getattr(sys.modules.get(inner.__module__), "__dict__", None)
        locals = dict(vars(inner)) if locals is None else locals
    elif isinstance(inner, types.ModuleType):
        globals = globals or inner.__dict__
    else:
        globals = globals or getattr(inner, "__globals__", None)
    names = {param.__name__: param for param in getattr(inner, "__type_params__", ())}
    names.update(locals or {})
    return {name: eval(value, globals, names) if isinstance(value, str) else value for name, value in annotations.items()}


def type_repr(value):
    if isinstance(value, (type, types.FunctionType, types.BuiltinFunctionType)):
        return value.__qualname__ if value.__module__ == "builtins" else f"{value.__module__}.{value.__qualname__}"
    return "..." if value is ... else repr(value)


def annotations_to_string(annotations):
    return {name: value if isinstance(value, str) else type_repr(value) for name, value in annotations.items()}
