"""What CPython makes of a source, as `front_end.c` writes it. Runs in the machine's CPython and, in Pyodide, in CPython 3.14."""

import ast
import struct
import warnings

MODES = ("exec", "eval", "single", "func_type")
IS_TEXT, ALLOW_INCOMPLETE, DONT_IMPLY_DEDENT = 1, 2, 4
LEFT_OUT = {"type_comment", "type_ignores"}
ENUMS = {
    **{name: i for i, name in enumerate(("Load", "Store", "Del"))},
    **{name: i + 1 for i, name in enumerate(("And", "Or"))},
    **{name: i + 1 for i, name in enumerate((
        "Add", "Sub", "Mult", "MatMult", "Div", "Mod", "Pow", "LShift", "RShift", "BitOr", "BitXor", "BitAnd", "FloorDiv"))},
    **{name: i + 1 for i, name in enumerate(("Invert", "Not", "UAdd", "USub"))},
    **{name: i + 1 for i, name in enumerate(("Eq", "NotEq", "Lt", "LtE", "Gt", "GtE", "Is", "IsNot", "In", "NotIn"))},
}


def hexadecimal(text):
    return text.encode("utf-8", "surrogatepass").hex()


def bits(real):
    return struct.pack(">d", real).hex()


def constant(value):
    kind = type(value)
    if kind is int:
        return f"i{value}" if value < 1 << 63 else f"I{value:x}"
    if kind is str:
        return "s" + hexadecimal(value)
    if kind is bytes:
        return "b" + value.hex()
    if kind is float:
        return "f" + bits(value)
    if kind is complex:
        return "j" + bits(value.imag)
    return repr(value)


def field(name, value, owner):
    if isinstance(value, ast.AST):
        kind = type(value).__name__
        return str(ENUMS[kind]) if kind in ENUMS else node(value)
    if isinstance(value, list):
        return "[" + ",".join([field(name, item, owner) for item in value]) + "]"
    if name == "value" and owner in ("Constant", "MatchSingleton") or name == "str":
        return constant(value)
    return str(value)


def node(tree):
    kind = type(tree).__name__
    place = [str(getattr(tree, name, 0)) for name in ("lineno", "col_offset", "end_lineno", "end_col_offset")]
    fields = [f"{name}={field(name, getattr(tree, name, None), kind)}" for name in tree._fields if name not in LEFT_OUT]
    if kind in ("FunctionDef", "AsyncFunctionDef", "ClassDef") and "type_params" not in tree._fields:
        fields.append("type_params=[]")
    return f"{kind}({','.join(place)}{';' if fields else ''}{','.join(fields)})"


def number(value):
    return "-1" if value is None else str(value)


def error_text(error):
    kind = type(error).__name__
    if not isinstance(error, SyntaxError):
        return "\n".join((f"error {kind}", hexadecimal(str(error)), "0", "0", "0", "0", "None"))
    place = [number(value) for value in (error.lineno, error.offset, error.end_lineno, error.end_offset)]
    text = "None" if error.text is None else hexadecimal(error.text)
    return "\n".join((f"error {kind}", hexadecimal(error.msg), *place, text))


def answer(source, mode, flags):
    """`source` are bytes; with IS_TEXT they are the UTF-8 of a str."""
    compile_flags = ast.PyCF_ONLY_AST
    if flags & ALLOW_INCOMPLETE:
        compile_flags |= 0x4000
    if flags & DONT_IMPLY_DEDENT:
        compile_flags |= 0x200
    with warnings.catch_warnings(record=True) as seen:
        warnings.simplefilter("always")
        try:
            text = source.decode("utf-8") if flags & IS_TEXT else source
            result = node(compile(text, "<string>", MODES[mode], compile_flags))
        except (SyntaxError, ValueError, MemoryError, RecursionError, OverflowError) as error:
            result = error_text(error)
    told = "".join(f" {warning.lineno}:{hexadecimal(str(warning.message))}" for warning in seen)
    return f"{result}\nwarnings{told}"
