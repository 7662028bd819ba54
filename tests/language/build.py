"""Builds the interpreter of bindings/language as a native program, `pkl`, with the machine's C compiler.

    python3 tests/language/build.py [--cc CC] [--plain] [--m32] [--bare] [--test NAME] [--missing] [-- arguments of pkl]

Every .c file under bindings/language and bindings/library is compiled (objects are kept by the hash of what they were made of) and linked with
tests/language/main.c. Sanitizers are on; --plain makes a fast program without them, --m32 one with pointers of 32 bits, as WebAssembly's are (Debian: gcc-multilib). --test NAME links tests/language/NAME.c, which may lie in a folder, instead
of main.c, and runs it. The library in Python is packed into it as into a tier, by `cargo xtask library`; --bare leaves it out. --missing links although
parts are missing, names them, and a call of one crashes. What follows `--` is run.
"""

import argparse
import concurrent.futures
import hashlib
import os
import pathlib
import re
import subprocess
import sys

import unicode_data
import unicode_types
import upstream_units

ROOT = pathlib.Path(__file__).resolve().parents[2]
SOURCES = ROOT / "bindings" / "language"
LIBRARY = ROOT / "bindings" / "library"
INCLUDE = ROOT / "bindings" / "include"
OUT = ROOT / "target" / "language"
WARNINGS = ["-std=c11", "-Werror=implicit-function-declaration", "-Wall", "-Wextra", "-Wno-unused-parameter", "-Wno-missing-field-initializers", "-Wno-implicit-fallthrough"]
# memcpy of nothing from nowhere is harmless, and defined from C2y on.
SANITIZERS = ["-O1", "-g", "-fsanitize=address,undefined", "-fno-sanitize=nonnull-attribute", "-fno-sanitize-recover=undefined", "-fno-omit-frame-pointer", "-DPKL_SANITIZED_BUILD"]


def upstream() -> str:
    """The folder of the crate that has upstream's pocketpy.h."""
    cargo_home = pathlib.Path(os.environ.get("CARGO_HOME") or pathlib.Path.home() / ".cargo")
    found = sorted((cargo_home / "registry" / "src").glob("*/pixelscript-0.7.1/libs/pocketpy"))
    if not found:
        sys.exit("error: the crate `pixelscript` 0.7.1 is not there\nhelp: run `cargo fetch --locked` once")
    return str(found[0])


ZLIB = ["adler32", "deflate", "inffast", "inflate", "inftrees", "trees", "zutil"]


def zlib() -> pathlib.Path:
    """The folder with the folder `zlib` of the crate that has zlib's sources."""
    cargo_home = pathlib.Path(os.environ.get("CARGO_HOME") or pathlib.Path.home() / ".cargo")
    found = sorted((cargo_home / "registry" / "src").glob("*/libz-sys-1.1.22/src"))
    if not found:
        sys.exit("error: the crate `libz-sys` 1.1.22 is not there\nhelp: run `cargo fetch --locked` once")
    return found[0]


def flags(arguments: argparse.Namespace) -> list[str]:
    mode = (["-O2", "-g"] if arguments.plain else SANITIZERS) + (["-m32", "-msse2", "-mfpmath=sse"] if arguments.m32 else [])
    return WARNINGS + mode + ["-I", str(INCLUDE), "-I", upstream(), "-I", str(zlib()), "-I", str(OUT / "upstream"), "-D_GNU_SOURCE"]


def own_flags(source: pathlib.Path) -> list[str]:
    """Files that take units of upstream's in: their numbers wrap, and their style of C is theirs."""
    if source.parent == zlib() / "zlib":
        return ["-w"]
    return ["-fwrapv", "-Wno-unused-function", "-Wno-unused-parameter", "-Wno-cast-function-type", "-Wno-old-style-declaration"] if source.parent == LIBRARY / "pocketpy" else []


def headers_of(source: pathlib.Path, seen: dict[pathlib.Path, bytes]) -> None:
    """Collects a file and, in turn, all that it includes by a path of ours."""
    if source in seen:
        return
    seen[source] = text = source.read_bytes()
    for name in re.findall(rb'^\s*#\s*include(?:_next)?\s+"([^"]+)"', text, re.M):
        for folder in (source.parent, INCLUDE, SOURCES, OUT / "upstream"):
            path = (folder / name.decode()).resolve()
            if path.is_file():
                headers_of(path, seen)
                break


def compile_one(cc: str, options: list[str], source: pathlib.Path) -> tuple[pathlib.Path, str]:
    """The object of a source, made if its inputs changed; and what the compiler said."""
    options = options + own_flags(source)
    seen: dict[pathlib.Path, bytes] = {}
    headers_of(source, seen)
    digest = hashlib.sha256("\0".join([cc, *options, str(source)]).encode())
    for path in sorted(seen):
        digest.update(seen[path])
    target = OUT / "objects" / f"{digest.hexdigest()[:24]}.o"
    if target.exists():
        return target, ""
    temporary = target.with_suffix(f".{os.getpid()}.tmp")
    done = subprocess.run([cc, *options, "-c", str(source), "-o", str(temporary)], capture_output=True, text=True)
    if done.returncode:
        return pathlib.Path(), done.stderr
    temporary.rename(target)
    return target, done.stderr


def packed_library(bare: bool) -> pathlib.Path:
    """The C file with the modules that variants.toml names, or with none."""
    if bare:
        target = OUT / "no_library.c"
        target.write_text('#include "packed.h"\nconst PklPackedModule pkl_packed_modules[] = {{0}};\n')
        return target
    target = OUT / "library.c"
    done = subprocess.run(["cargo", "run", "--quiet", "--locked", "-p", "xtask", "--", "library", "--c", str(target)], cwd=ROOT)
    if done.returncode:
        sys.exit(done.returncode)
    return target


def missing_symbols(errors: str) -> list[str]:
    return sorted(set(re.findall(r"undefined reference to `(\w+)'", errors)))


def link(cc: str, options: list[str], objects: list[pathlib.Path], program: pathlib.Path, allow_missing: bool) -> None:
    """Makes the program, unless it was linked of the same; at once, since several files of tests do this while others run it."""
    command = [cc, *options, *map(str, objects), "-lm"]
    stamp, digest = program.with_suffix(".linked"), hashlib.sha256("\0".join(command).encode()).hexdigest()
    if program.exists() and stamp.exists() and stamp.read_text() == digest:
        return
    temporary = program.with_suffix(f".{os.getpid()}.tmp")
    command += ["-o", str(temporary)]
    done = subprocess.run(command, capture_output=True, text=True)
    if done.returncode == 0:
        stamp.unlink(missing_ok=True)
        temporary.replace(program)
        stamp.write_text(digest)
        return
    missing = missing_symbols(done.stderr)
    if not missing:
        sys.exit(done.stderr)
    print(f"missing ({len(missing)}):", *missing, file=sys.stderr)
    if not allow_missing:
        sys.exit("error: parts are missing\nhelp: --missing links without them")
    done = subprocess.run([*command, "-no-pie", "-Wl,--unresolved-symbols=ignore-all"], capture_output=True, text=True)
    if done.returncode:
        sys.exit("\n".join(line for line in done.stderr.splitlines() if "multiple definition" in line or "error" in line))
    stamp.unlink(missing_ok=True)
    temporary.replace(program)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cc", default=os.environ.get("CC", "gcc"))
    parser.add_argument("--plain", action="store_true")
    parser.add_argument("--m32", action="store_true")
    parser.add_argument("--test")
    parser.add_argument("--bare", action="store_true")
    parser.add_argument("--missing", action="store_true")
    parser.add_argument("arguments", nargs="*")
    arguments = parser.parse_args()
    options = flags(arguments)
    (OUT / "objects").mkdir(parents=True, exist_ok=True)
    upstream_units.write(pathlib.Path(upstream()) / "pocketpy.c", OUT / "upstream")
    sources = sorted([*SOURCES.rglob("*.c"), *LIBRARY.rglob("*.c")]) + [unicode_types.make(OUT), packed_library(arguments.bare), unicode_data.make(OUT)] + [zlib() / "zlib" / f"{name}.c" for name in ZLIB]
    sources.append(pathlib.Path(__file__).parent / f"{arguments.test or 'main'}.c")
    with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
        results = list(pool.map(lambda source: compile_one(arguments.cc, options, source), sources))
    said = "".join(text for _, text in results)
    if said:
        print(said, file=sys.stderr)
    if any(not path.name for path, _ in results):
        return 1
    ending = ("-plain" if arguments.plain else "") + ("-32" if arguments.m32 else "") + ("-bare" if arguments.bare else "")
    program = OUT / (pathlib.Path(arguments.test or "pkl").name + ending)
    link(arguments.cc, options, [path for path, _ in results], program, arguments.missing)
    if arguments.test or arguments.arguments:
        environment = {**os.environ, "ASAN_OPTIONS": "detect_leaks=0:" + os.environ.get("ASAN_OPTIONS", "")}
        return subprocess.run([str(program), *arguments.arguments], env=environment).returncode
    return 0


if __name__ == "__main__":
    sys.exit(main())
