"""Where CPython's tests lie: where the machine has them, else in the scratch folder, out of the package that brings them."""

import os
import pathlib
import subprocess
import sys
import sysconfig

LIBRARY = pathlib.Path(sysconfig.get_path("stdlib"))
SCRATCH = pathlib.Path(__file__).resolve().parents[4] / "target" / "conformance"
PACKAGE = f"libpython{sys.version_info.major}.{sys.version_info.minor}-testsuite"
INSTALLED = (LIBRARY / "test" / "test_grammar.py").is_file()
TESTS = LIBRARY / "test" if INSTALLED else SCRATCH / PACKAGE / "test"


def environment() -> dict[str, str]:
    """In which CPython finds them."""
    return dict(os.environ) if INSTALLED else {**os.environ, "PYTHONPATH": str(TESTS.parent)}


def ran(command: list[str], folder: pathlib.Path) -> bool:
    try:
        return subprocess.run(command, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, timeout=300).returncode == 0
    except (OSError, subprocess.TimeoutExpired):
        return False


def refuse(why: str) -> None:
    sys.exit(f"error: CPython's tests are not on this machine: {why}\nhelp: install the Debian package `{PACKAGE}`")


def obtain() -> None:
    """Unpacks the package, without installing it, and puts beside its files what CPython's library has of the folder."""
    if (TESTS / "test_grammar.py").is_file():
        return
    folder = TESTS.parent
    (folder / "unpacked").mkdir(parents=True, exist_ok=True)
    download = ["apt-get", "download", PACKAGE]
    if not ran(download, folder) and not (ran(["apt-get", "update"], folder) and ran(download, folder)):
        refuse("they cannot be downloaded")
    for archive in folder.glob("*.deb"):
        if not ran(["dpkg-deb", "-x", str(archive), "unpacked"], folder):
            refuse(f"`{archive.name}` cannot be unpacked")
    TESTS.mkdir(exist_ok=True)
    for source in (LIBRARY / "test", folder / "unpacked" / LIBRARY.relative_to("/") / "test"):
        for path in source.iterdir():
            if not (TESTS / path.name).exists():
                (TESTS / path.name).symlink_to(path)
