"""What CPython 3.14 makes of a source, as `compiler.c` writes it. Runs in Pyodide: `answer(kind, source)`."""

import _symtable
import dis
import sys
import warnings

sys.setrecursionlimit(4000)
SCOPES = {0: "function", 1: "class", 2: "module", 3: "annotation", 4: "type alias", 5: "type parameters", 6: "type variable"}
OPERATIONS = {
    "CALL": "call", "CALL_KW": "call", "CALL_FUNCTION_EX": "call", "LOAD_ATTR": "load attribute",
    "LOAD_SUPER_ATTR": "load super attribute", "STORE_ATTR": "store attribute", "DELETE_ATTR": "delete attribute",
    "LOAD_GLOBAL": "load name", "LOAD_NAME": "load name", "UNPACK_EX": "unpack with star", "RAISE_VARARGS": "raise",
    "IMPORT_NAME": "import", "IMPORT_FROM": "import from", "YIELD_VALUE": "yield", "GET_AWAITABLE": "await",
    "GET_AITER": "async iterate", "GET_ANEXT": "async next", "LOAD_SPECIAL": "with", "CHECK_EXC_MATCH": "except",
    "CHECK_EG_MATCH": "except*", "MATCH_CLASS": "match class", "MATCH_KEYS": "match keys",
    "GET_YIELD_FROM_ITER": "yield from", "LOAD_FAST_CHECK": "load perhaps unassigned",
}  # fmt: skip


def scope_lines(table, depth=0):
    symbols = "".join(f"\t{name}:{bits & 0xFFF}.{bits >> 12}" for name, bits in table.symbols.items())
    yield f"{' ' * depth}{SCOPES[table.type]} {table.name} {table.lineno}{' nested' if table.nested else ''}{symbols}"
    for child in table.children:
        yield from scope_lines(child, depth + 1)


def scopes(source):
    try:
        return list(scope_lines(_symtable.symtable(source, "<string>", "exec")))
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return ["error"]


def check(source):
    lines = ["ok"]
    with warnings.catch_warnings(record=True) as seen:
        warnings.simplefilter("always")
        try:
            compile(source.decode(), "<string>", "exec", dont_inherit=True)
        except SyntaxError as error:
            place = [-1 if n is None else n for n in (error.lineno, error.offset, error.end_lineno, error.end_offset)]
            lines = [f"error {' '.join(map(str, place))} {error.msg.encode('utf-8', 'surrogatepass').hex()}"]
        except UnicodeEncodeError:  # a docstring with a lone surrogate, which we keep
            pass
        except (ValueError, MemoryError) as error:
            lines = [type(error).__name__]
        except RecursionError:
            lines = ["raised"]
    return lines + [f"warning {w.lineno} {str(w.message).encode('utf-8', 'surrogatepass').hex()}" for w in seen]


def code_lines(code):
    counts = f"{code.co_argcount} {code.co_posonlyargcount} {code.co_kwonlyargcount}"
    names = "".join(f" {name}" for name in code.co_varnames)
    free = "".join(f" {name}" for name in code.co_freevars)
    yield (f"code {code.co_qualname}\tflags {code.co_flags:x}\targuments {counts}\tline {code.co_firstlineno}"
           f"\tlocals{names}\tfree{free}")  # fmt: skip
    for instruction in dis.get_instructions(code):
        at, operation = instruction.positions, OPERATIONS.get(instruction.opname)
        if operation and at.lineno:
            yield f"{operation} {at.lineno}:{at.col_offset}-{at.end_lineno}:{at.end_col_offset}"
    for constant in code.co_consts:
        if hasattr(constant, "co_code"):
            yield from code_lines(constant)


def code(source):
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            return list(code_lines(compile(source.decode(), "<string>", "exec", dont_inherit=True)))
        except (SyntaxError, ValueError, RecursionError, MemoryError):
            return ["error"]


def answer(kind, source):
    return "".join(line + "\n" for line in {"scopes": scopes, "check": check, "code": code}[kind](source)) + ".\n"
