"""The folder in which the interpreter finds its modules: our helpers, CPython's tests, the Python halves of its library that serve
as they are, and stand-ins for all other modules of the library, whose use makes a test `pending`."""

import pathlib
import shutil
import subprocess
import sys
import sysconfig

import suite

HERE = pathlib.Path(__file__).resolve().parents[1]
LIBRARY = pathlib.Path(sysconfig.get_path("stdlib"))

# Modules in Python that use nothing but the language and what is here. They are read where the machine has them, never copied.
IN_PYTHON = """__future__ _collections_abc _py_abc _weakrefset abc bisect collections/__init__ collections/abc contextlib copy copyreg
functools heapq keyword numbers operator reprlib types weakref graphlib""".split()
# C halves that those do without.
WITHOUT = "_abc _bisect _functools _heapq _operator".split()


def link(target: pathlib.Path, source: pathlib.Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    if target.is_symlink() or target.exists():
        target.unlink()
    target.symlink_to(source)


def copy_links(root: pathlib.Path) -> None:
    """For a file system that does not follow them out of a mount."""
    for path in [path for path in root.rglob("*") if path.is_symlink()]:
        source = path.resolve()
        path.unlink()
        (shutil.copytree if source.is_dir() else shutil.copy)(source, path)


def our_files(folder: pathlib.Path, root: pathlib.Path) -> None:
    for path in sorted(folder.rglob("*.py")):
        link(root / path.relative_to(folder), path)


def test_files(root: pathlib.Path) -> None:
    for path in sorted(suite.TESTS.iterdir()):
        if path.name not in ("__init__.py", "support", "__pycache__") and not (root / "test" / path.name).exists():
            link(root / "test" / path.name, path)


def library_modules() -> list[str]:
    """As paths without their suffix: `json/__init__`, `json/decoder`, `math`."""
    found = {name: None for name in sys.stdlib_module_names if not (LIBRARY / name).is_dir()}
    for path in sorted(LIBRARY.rglob("*.py")):
        parts = path.relative_to(LIBRARY).with_suffix("").parts
        outside = {"test", "site-packages", "dist-packages", "tests", "idlelib", "lib2to3", "unittest", "encodings", "__phello__"}
        if not outside & set(parts) and parts[0] not in ("antigravity", "this") and parts[0].isidentifier():
            found["/".join(parts)] = None
    return list(found)


def stand_in(path: pathlib.Path, name: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    if not path.exists():
        path.write_text(f"from pending import stand_in\n\n__getattr__ = stand_in({name!r})\n")


def missing(program: list[str], root: pathlib.Path, modules: list[str]) -> list[str]:
    """The modules that the interpreter does not have in itself."""
    text = "\n".join(f"try: import {name}\nexcept ImportError: print({name!r})" for name in modules)
    done = subprocess.run([*program, "-c", text], cwd=root, capture_output=True, text=True, timeout=120)
    if done.returncode:
        sys.exit(f"error: `{program[0]}` cannot tell which modules it has\n{done.stderr}")
    return done.stdout.split()


def is_optional(name: str, absent: set[str]) -> bool:
    """The C half of a module that the interpreter has: it does without, and must see that the half is not there."""
    return name.startswith("_") and name[1:] in sys.stdlib_module_names and name[1:] not in absent


def mount(program: list[str], root: pathlib.Path) -> None:
    """Lays the folder anew."""
    shutil.rmtree(root, ignore_errors=True)
    root.mkdir(parents=True)
    tops = sorted(name for name in sys.stdlib_module_names if name not in ("antigravity", "this", "__main__"))
    absent = set(missing(program, root, tops))
    our_files(HERE / "lib", root)
    for path in (HERE / "standins").glob("*.py"):
        if path.stem in absent:
            link(root / path.name, path)
    test_files(root)
    for module in library_modules():
        if module.split("/")[0] not in absent or module in WITHOUT:
            continue
        path = root / f"{module}.py"
        if path.exists() or is_optional(module.split("/")[0], absent):
            continue
        if module in IN_PYTHON:
            link(path, LIBRARY / f"{module}.py")
        else:
            stand_in(path, module.removesuffix("/__init__").replace("/", "."))
