"""CPython's own test files, method by method, in the interpreter of bindings/language; `cargo xtask conformance --suite cpython` starts it.

    python3 tests/conformance/cpython/host/run.py --program PKL | --tier TIER [--only NAME …] [--fast] [--table FILE] [--failures] [--seconds N] [--pyodide FOLDER]

exclusions.toml names what is left out, and why: a method that is named there and passes, and a name that no file has, are errors. BLESS=1
adds the methods that skip themselves, and with --pyodide, npm's package of CPython 3.14, those that fail here and there. --fast runs the files of fast.toml, and fails where one method fails.
"""

import argparse
import collections
import concurrent.futures
import os
import pathlib
import json
import re
import subprocess
import sys
import tomllib

import mount
import session
import suite
import table

HERE = pathlib.Path(__file__).resolve().parents[1]
ROOT = HERE.parents[2]
EXCLUSIONS = HERE / "exclusions.toml"
FAST = HERE / "fast.toml"
OUTCOMES = ("passed", "excluded", "pending", "failed")


def load(path: pathlib.Path) -> dict:
    return tomllib.loads(path.read_text()) if path.exists() else {}


def methods(name: str) -> list[dict]:
    done = subprocess.run([sys.executable, "-W", "ignore", str(HERE / "host" / "listing.py"), name], capture_output=True, text=True, timeout=120, env=suite.environment())
    if done.returncode:
        sys.exit(f"error: cannot list the methods of `{name}`\n{done.stderr.strip()}")
    return json.loads(done.stdout)


def one_file(runtime: session.Runtime, name: str) -> list[dict]:
    """Its methods, each with `outcome` and `reason`."""
    items = methods(name)
    for item, (outcome, reason) in zip(items, session.run_file(runtime, name, items)):
        item["outcome"], item["reason"] = outcome, reason
    return items


# ---- exclusions -----------------------------------------------------------------------------


def apply_exclusions(name: str, items: list[dict], excluded: dict[str, str]) -> list[str]:
    """Marks what is excluded; what the list says wrongly."""
    faults = [f"{name}: no method `{method}`, which is excluded" for method in excluded if method not in {item["name"] for item in items}]
    for item in items:
        if item["name"] in excluded:
            if item["outcome"] == "passed":
                faults.append(f"{name}: `{item['name']}` is excluded, and passes")
            item["outcome"], item["reason"] = "excluded", excluded[item["name"]]
        elif item["outcome"] == "skipped":
            faults.append(f"{name}: `{item['name']}` skips itself ({item['reason']}), and is not excluded")
            item["outcome"] = "failed"
    return faults


def bless_changed(results: dict[str, list[dict]], exclusions: dict, folder: str) -> None:
    """Excludes what fails here and in CPython 3.14."""
    program = ["node", str(HERE / "host" / "pyodide.mjs"), folder]
    runtime = session.Runtime(program, ROOT / "target" / "conformance" / f"pyodide-{os.getpid()}", 60)
    mount.mount(program, runtime.root)
    mount.copy_links(runtime.root)
    names = [name for name, items in results.items() if any(item["outcome"] == "failed" for item in items)]
    for name, answers in run_all(runtime, names).items():
        for ours, theirs in zip(results[name], answers):
            both = ours["outcome"] == theirs["outcome"] == "failed" and "'test.support'" not in theirs["reason"]  # what our stand-in lacks, CPython has
            if both and ours["name"] not in exclusions.get(name, {}):
                exclusions.setdefault(name, {})[ours["name"]] = f"changed in 3.14: {readable(theirs['reason'])[:200]}"
    mount.shutil.rmtree(runtime.root, ignore_errors=True)
    write_exclusions(exclusions)


def bless(results: dict[str, list[dict]], exclusions: dict) -> None:
    for name, items in results.items():
        skipped = {item["name"]: item["reason"] for item in items if item["outcome"] == "skipped"}
        if skipped:
            exclusions[name] = {**skipped, **exclusions.get(name, {})}
    write_exclusions(exclusions)


def readable(reason: str) -> str:
    """A reason that says the same in any checkout: without folders of this machine, and without numbers of a tracker that a reader cannot follow."""
    reason = re.sub(r"(?<![\w./-])(?:/[\w.+-]+)+/([\w.+-]+)", r"\1", reason)
    return "CPython leaves it out too" if re.fullmatch(r"(?i)(see )?(issue|bpo|gh)[ -]#?\d+", reason) else reason


def quoted(text: str) -> str:
    """A string of TOML, which knows no pairs of surrogates."""
    return json.dumps(text.encode("utf-8", "backslashreplace").decode(), ensure_ascii=False).replace("\x7f", "\\u007f")


def write_exclusions(exclusions: dict) -> None:
    lines = ["# What is left out of CPython's tests, by file and method, and why. Each entry is needed: one that passes is refused."]
    for name in sorted(exclusions):
        lines += ["", f"[{name}]"]
        lines += [f"{json.dumps(method)} = {quoted(readable(reason))}" for method, reason in sorted(exclusions[name].items())]
    EXCLUSIONS.write_text("\n".join(lines) + "\n")


# ---- the command -------------------------------------------------------------------------------


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    subject = parser.add_mutually_exclusive_group(required=True)
    subject.add_argument("--program", type=pathlib.Path)
    subject.add_argument("--tier")
    parser.add_argument("--only", action="append", default=[])
    parser.add_argument("--fast", action="store_true")
    parser.add_argument("--table", type=pathlib.Path)
    parser.add_argument("--failures", action="store_true")
    parser.add_argument("--pyodide")
    parser.add_argument("--seconds", type=float, default=20)
    return parser.parse_args()


def chosen(options: argparse.Namespace) -> list[str]:
    known = load(HERE / "files.toml")["files"]
    if options.fast:
        return load(FAST)["files"]
    names = [name if name.startswith("test_") else f"test_{name}" for name in options.only]
    for name in names:
        if not (suite.TESTS / f"{name}.py").is_file() and not (suite.TESTS / name).is_dir():
            sys.exit(f"error: CPython has no test file `{name}`\nhelp: the files of the suite are {', '.join(known)}")
    return names or known


def program_of(options: argparse.Namespace) -> list[str]:
    return ["node", str(HERE / "host" / "tier.mjs"), options.tier] if options.tier else [str(options.program.resolve())]


def run_all(runtime: session.Runtime, names: list[str]) -> dict[str, list[dict]]:
    with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
        return dict(zip(names, pool.map(lambda name: one_file(runtime, name), names)))


def main() -> int:
    options = arguments()
    suite.obtain()
    runtime = session.Runtime(program_of(options), ROOT / "target" / "conformance" / f"cpython-{os.getpid()}", options.seconds)
    mount.mount(runtime.program, runtime.root)
    try:
        results = run_all(runtime, chosen(options))
    finally:
        mount.shutil.rmtree(runtime.root, ignore_errors=True)
    exclusions = load(EXCLUSIONS)
    if os.environ.get("BLESS"):
        bless(results, exclusions)
        if options.pyodide:
            bless_changed(results, exclusions, options.pyodide)
    faults = [fault for name, items in results.items() for fault in apply_exclusions(name, items, exclusions.get(name, {}))]
    print(table.totals(results))
    if options.failures or options.fast:
        print(table.failures(results))
    if options.table:
        options.table.write_text(table.document(results))
    print(*faults, sep="\n", file=sys.stderr, end="\n" if faults else "")
    counts = collections.Counter(item["outcome"] for items in results.values() for item in items)
    return 1 if faults or (options.fast and counts["failed"]) else 0


if __name__ == "__main__":
    sys.exit(main())
