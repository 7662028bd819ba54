"""What came out, as texts."""

import collections

OUTCOMES = ("passed", "excluded", "pending", "failed")


def counts(items: list[dict]) -> list[int]:
    found = collections.Counter(item["outcome"] for item in items)
    return [found[outcome] for outcome in OUTCOMES]


def share(row: list[int]) -> str:
    passed, _, _, failed = row
    return f"{100 * passed / (passed + failed):.1f} %" if passed + failed else "-"


def rows(results: dict[str, list[dict]]) -> list[tuple[str, list[int]]]:
    found = [(name, counts(items)) for name, items in results.items()]
    return [*found, ("all", [sum(column) for column in zip(*(row for _, row in found))])]


def totals(results: dict[str, list[dict]]) -> str:
    lines = [f"{'file':28}" + "".join(f"{outcome:>10}" for outcome in OUTCOMES) + f"{'passed of those that count':>30}"]
    for name, row in rows(results):
        lines.append(f"{name:28}" + "".join(f"{number:10}" for number in row) + f"{share(row):>30}")
    return "\n".join(lines)


def failures(results: dict[str, list[dict]]) -> str:
    return "\n".join(f"{item['outcome']} {name} {item['name']}: {item['reason']}" for name, items in results.items() for item in items if item["outcome"] in ("failed", "pending"))


def document(results: dict[str, list[dict]]) -> str:
    head = """# CPython's own tests

Written by `cargo xtask conformance --suite cpython --table docs/conformance.md`. The files are those of the machine's CPython, run method by method;
methods are *pending* that use a module which is not there yet, *excluded* are those that `tests/conformance/cpython/exclusions.toml` names with a reason.

| file | passed | excluded | pending | failed | passed of passed and failed |
| --- | --: | --: | --: | --: | --: |
"""
    lines = [f"| {name} | " + " | ".join(map(str, row)) + f" | {share(row)} |" for name, row in rows(results)]
    return head + "\n".join(lines) + "\n"
