"""Runs the methods of one test file in the interpreter: one process, and a new one for the rest after a crash or a method without end."""

import ast
import doctest
import os
import pathlib
import selectors
import subprocess
import time
from dataclasses import dataclass, field

MARK, SEPARATOR = b"\x01", "\x02"
MEMORY_BYTES_MAX = 3 << 30


@dataclass
class Runtime:
    program: list[str]
    root: pathlib.Path
    seconds: float  # for one method


@dataclass
class Run:
    """One process, and how far it came."""

    items: list[dict]
    results: dict[int, tuple[str, str]]
    current: int | None = None
    started: float = 0.0
    output: list[str] = field(default_factory=list)      # of the example that runs
    examples: list[tuple[str, str | None]] = field(default_factory=list)
    module: tuple[str, str] | None = None
    raised: list[str] | None = None


def job(name: str, items: list[dict], left: list[int]) -> str:
    described = []
    for index in left:
        one = items[index]
        if "examples" in one:
            described.append((index, None, one["name"], [example["source"] for example in one["examples"]]))
        else:
            described.append((index, one["class"], one["method"]))
    return f"import driver\ndriver.run({('test.' + name)!r}, {described!r})\n"


def environment() -> dict[str, str]:
    return {**os.environ, "ASAN_OPTIONS": "detect_leaks=0:allocator_may_return_null=1:hard_rss_limit_mb=3000:" + os.environ.get("ASAN_OPTIONS", "")}


def text(literal: str) -> str:
    return str(ast.literal_eval(literal)) if literal else ""


# ---- doctests ------------------------------------------------------------------------------


def close_example(run: Run) -> None:
    if run.examples:
        printed = "".join(run.output)
        run.examples[-1] = (printed.removesuffix("\n"), run.examples[-1][1])
    run.output = []


def as_traceback(words: list[str]) -> str:
    module, kind, message = map(text, words)
    prefix = "" if module in ("builtins.", "__main__.") else module
    return f"{prefix}{kind}: {message}\n" if message else f"{prefix}{kind}\n"


def without_detail(message: str) -> str:
    head = message.split("\n")[0].split(":")[0]
    return head.rpartition(".")[2].strip()


def differs(example: dict, printed: str, raised: str | None) -> bool:
    if (raised is not None) != (example["exception"] is not None):
        return True
    checker, flags = doctest.OutputChecker(), example["flags"]
    if raised is not None:
        if checker.check_output(example["exception"], raised, flags):
            return False
        loose = flags & doctest.IGNORE_EXCEPTION_DETAIL
        return not (loose and without_detail(example["exception"]) == without_detail(raised))
    return not checker.check_output(example["want"], printed, flags)


def compare(item: dict, examples: list[tuple[str, str | None]]) -> tuple[str, str]:
    for example, (printed, raised) in zip(item["examples"], examples):
        if differs(example, printed, raised):
            got = (raised or printed).strip()
            want = (example["exception"] or example["want"]).strip()
            return "failed", f"{example['source'].strip()[:120]!r}: expected {want[:160]!r}, got {got[:160]!r}"
    return "passed", ""


# ---- one line of the driver -------------------------------------------------------------------


def heard(run: Run, line: str) -> None:
    kind, *words = line.split(SEPARATOR)
    if kind == "module":
        run.module = (words[0], text(words[1]))
    elif kind == "begin":
        run.current, run.started, run.examples, run.output = int(words[0]), time.monotonic(), [], []
    elif kind == "example":
        close_example(run)
        run.examples.append(("", None))
    elif kind == "raised":
        run.examples[-1] = ("", as_traceback(words[2:]))
    elif kind == "done":
        close_example(run)
        index, how = int(words[0]), words[1]
        run.results[index] = compare(run.items[index], run.examples) if how == "compared" else (how, text(words[2]))
        run.current = None


def pump(run: Run, process: subprocess.Popen, seconds: float) -> str | None:
    """Reads until the process ends; why it was ended, or None."""
    buffer, begun = b"", time.monotonic()
    with selectors.DefaultSelector() as selector:
        selector.register(process.stdout, selectors.EVENT_READ)
        while True:
            since = max(run.started, begun)
            if not selector.select(max(0.0, since + seconds - time.monotonic())):
                return f"takes longer than {seconds:g} s"
            data = os.read(process.stdout.fileno(), 1 << 16)
            if not data:
                return None
            *lines, buffer = (buffer + data).split(b"\n")
            for line in lines:
                if line.startswith(MARK):
                    heard(run, line[1:].decode("utf-8", "replace"))
                elif len(run.output) < 10_000:
                    run.output.append(line.decode("utf-8", "replace") + "\n")


def why_it_ended(process: subprocess.Popen, errors: str) -> str:
    for line in errors.splitlines():
        if "ERROR: AddressSanitizer" in line or "runtime error:" in line:
            return f"crash: {line.split('==')[-1].strip()[:200]}"
    last = errors.strip().splitlines()[-1:] or [""]
    return f"crash: exit code {process.returncode}: {last[0][:200]}"


def limit_memory(program: list[str]) -> list[str]:
    """Sanitizers reserve terabytes of addresses, and have a limit of their own."""
    plain = program[0].endswith("-plain")
    return ["prlimit", f"--as={MEMORY_BYTES_MAX}", "--core=0", *program] if plain else program


def run_once(runtime: Runtime, name: str, run: Run, left: list[int]) -> str | None:
    """One process over the methods that are left; why it ended early."""
    source = runtime.root / f"job-{name}-{left[0]}.py"
    source.write_text(job(name, run.items, left))
    errors_path = source.with_suffix(".err")
    with errors_path.open("w+b") as errors:
        process = subprocess.Popen([*limit_memory(runtime.program), source.name], cwd=runtime.root, stdout=subprocess.PIPE, stderr=errors, env=environment(), stdin=subprocess.DEVNULL)
        reason = pump(run, process, runtime.seconds)
        if reason:
            process.kill()
        process.wait()
        process.stdout.close()
    said = errors_path.read_text(errors="replace")
    source.unlink()
    errors_path.unlink()
    return reason or (why_it_ended(process, said) if process.returncode else None)


def run_file(runtime: Runtime, name: str, items: list[dict]) -> list[tuple[str, str]]:
    """Outcome and reason of every method: passed, failed, pending or skipped."""
    results: dict[int, tuple[str, str]] = {}
    while left := [index for index in range(len(items)) if index not in results]:
        run = Run(items, results)
        reason = run_once(runtime, name, run, left)
        if run.module:
            results.update({index: run.module if run.module[0] != "passed" else ("failed", "?") for index in left if index not in results})
        elif run.current is not None:
            results[run.current] = ("failed", reason or "the interpreter ended")
        elif reason and not any(index in results for index in left):
            results.update({index: ("failed", f"at import: {reason}") for index in left})
        elif reason and all(index in results for index in left):
            break
        elif any(index not in results for index in left) and not reason:
            results.update({index: ("failed", "the interpreter ended") for index in left if index not in results})
    return [results[index] for index in range(len(items))]
