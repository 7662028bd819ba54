import errno
import posix


def call(label, f, *args, **words):
    """Without the numbers of errors, which Pyodide has of its own."""
    text = outcome(f, *args, **words)
    at = text.find("[Errno ")
    note(label, text if at < 0 else text[: at + 6] + text[text.index("]", at):])


def number_of(f, *args):
    try:
        f(*args)
    except OSError as error:
        return errno.errorcode[error.errno], error.filename, error.filename2


NAMES = ["DirEntry", "_exit", "_have_functions", "access", "chdir", "chmod", "close", "cpu_count", "environ", "error", "fspath", "fstat", "fsync", "ftruncate", "get_inheritable", "get_terminal_size", "getcwd", "getcwdb", "getpid", "isatty",
         "listdir", "lseek", "lstat", "mkdir", "open", "putenv", "read", "readlink", "remove", "rename", "replace", "rmdir", "scandir", "stat", "stat_result", "strerror", "symlink", "terminal_size", "truncate", "uname", "uname_result",
         "unlink", "unsetenv", "urandom", "utime", "write", "F_OK", "R_OK", "W_OK", "X_OK", "O_RDONLY", "O_WRONLY", "O_RDWR"]
call("names", lambda: [name for name in NAMES if not hasattr(posix, name)])


class Path:
    def __init__(self, value):
        self.value = value

    def __fspath__(self):
        return self.value


start = posix.getcwd()
folder = f"/tmp/pkl-posix-{posix.getpid()}-{posix.urandom(4).hex()}"
posix.mkdir(folder)
posix.chdir(folder)
call("folder", lambda: posix.getcwd().rpartition("/")[2] == folder.rpartition("/")[2])
call("folder", lambda: posix.getcwdb().endswith(folder.encode()))
bad = [5, None, 1.5, [], "a\0b", b"a\0b", Path(5), Path("missing"), Path(b"missing"), "missing", b"missing", "missing/inner", "", -5]
functions = ["stat", "lstat", "mkdir", "rmdir", "unlink", "remove", "readlink", "listdir", "scandir", "chdir"]
for name in functions:
    for value in bad:
        if not (name == "mkdir" and value and isinstance(value, (str, bytes, Path)) and "/" not in str(value)) and not (name in ("listdir", "scandir", "chdir") and (value in (5, None, -5))):
            if not isinstance(value, Path) and not isinstance(value, (int, str, bytes)) or True:
                call("bad " + name, getattr(posix, name), value) if not (name in ("stat",) and value == 5) else None
    call("bad " + name, lambda: getattr(posix, name)(*([1] * 9)))
    if name not in ("listdir", "scandir", "chdir"):
        call("bad " + name, lambda: getattr(posix, name)("missing", dir_fd="x"))
    call("bad " + name, lambda: getattr(posix, name)("missing", other=1))


def kind(path, **words):
    found = posix.stat(path, **words)
    return oct(found.st_mode)[:-3], found.st_size if found.st_mode & 0o100000 else -1


number = posix.open("a.txt", posix.O_RDWR | posix.O_CREAT | posix.O_TRUNC, 0o644)
for f, args in [(posix.write, (number, b"hello\nworld")), (posix.lseek, (number, 0, 0)), (posix.read, (number, 5)), (posix.read, (number, 100)), (posix.read, (number, 100)), (posix.read, (number, -1)), (posix.lseek, (number, -3, 2)),
                (posix.read, (number, 9)), (posix.lseek, (number, -300, 0)), (posix.lseek, (number, 3, 1)), (posix.lseek, (number, 0, 77)), (posix.ftruncate, (number, 4)), (posix.ftruncate, (number, -1)), (posix.write, (number, "text")),
                (posix.write, (number, bytearray(b"xy"))), (posix.write, (number, memoryview(b"z"))), (posix.isatty, (number,)), (posix.fsync, (number,)), (posix.read, (number, "x")), (posix.read, ("x", 1)), (posix.read, (number,))]:
    call("number", f, *args)
call("number", lambda: (posix.fstat(number).st_size, oct(posix.fstat(number).st_mode)))
call("number", posix.close, number)
for f, args in [(posix.close, (number,)), (posix.read, (number, 1)), (posix.write, (number, b"x")), (posix.lseek, (number, 0, 0)), (posix.fstat, (number,)), (posix.isatty, (number,)), (posix.ftruncate, (number, 1)), (posix.close, (-1,)),
                (posix.fstat, (10**6,)), (posix.fsync, (number,)), (posix.close, ("x",)), (posix.close, ())]:
    call("closed", f, *args)
for f, args in [(posix.stat, ("missing",)), (posix.mkdir, (".",)), (posix.rmdir, ("a.txt",)), (posix.open, (".", posix.O_WRONLY)), (posix.close, (number,)), (posix.rename, ("missing", "x")), (posix.stat, ("a.txt/x",))]:
    call("errno", number_of, f, *args)
call("open", posix.open, "missing", posix.O_RDONLY)
call("open", posix.open, "a.txt", posix.O_RDONLY | posix.O_CREAT | posix.O_EXCL)
call("open", posix.open, ".", posix.O_WRONLY)
call("open", posix.open, "a.txt/inner", posix.O_RDONLY)
call("open", posix.open, "a.txt")
call("open", posix.open, 5, 0)
call("open", posix.open, "a.txt", "r")
for path in ["d", "d/e", b"d/f", "é", Path("p")]:
    call("mkdir", posix.mkdir, path)
call("mkdir", posix.mkdir, "d")
call("mkdir", posix.mkdir, "a.txt")
call("mkdir", posix.mkdir, "a.txt/x")
call("mkdir", posix.mkdir, "m", "x")
for path in ["a.txt", "d", b"d", "é", Path("p"), "missing", "a.txt/b", "."]:
    call("stat", kind, path)
    call("stat", posix.access, path, posix.F_OK)
    call("stat", lambda: sorted(posix.listdir(path)))
    call("stat", lambda: sorted((entry.name, entry.path, entry.is_dir(), entry.is_file(), entry.is_symlink(), repr(entry), entry.__fspath__() == entry.path) for entry in posix.scandir(path)))
call("stat", lambda: sorted(entry.path for entry in posix.scandir()))
call("stat", lambda: sorted(posix.listdir()))
call("stat", lambda: sorted(posix.listdir(path=b"d")))
call("link", posix.symlink, "a.txt", "link")
call("link", posix.symlink, "nowhere", b"dangling")
call("link", posix.symlink, "a.txt", "link")
call("link", posix.readlink, "link")
call("link", posix.readlink, b"dangling")
call("link", posix.readlink, "a.txt")
for path in ("link", "dangling"):
    call("link", kind, path)
    call("link", lambda: kind(path, follow_symlinks=False)[0])
    call("link", lambda: oct(posix.lstat(path).st_mode)[:-3])
call("link", lambda: sorted((e.name, e.is_file(), e.is_file(follow_symlinks=False), e.is_symlink(), e.is_dir(), e.is_junction()) for e in posix.scandir(".")))
for args in [("a.txt", "b.txt"), ("missing", "x"), ("b.txt", "d"), ("d", "b.txt"), ("d", "d/e/x"), (b"b.txt", "c.txt"), ("c.txt", 5), (5, "c.txt"), ("c.txt",), ("c.txt", "missing/x")]:
    call("rename", posix.rename, *args)
    call("rename", posix.replace, *args)
call("truncate", posix.truncate, "c.txt", 2)
call("truncate", kind, "c.txt")
call("truncate", posix.truncate, "missing", 2)
call("truncate", posix.truncate, "c.txt", -2)
call("chmod", posix.chmod, "c.txt", 0o600)
call("chmod", lambda: oct(posix.stat("c.txt").st_mode))
call("chmod", posix.chmod, "missing", 0o600)
call("utime", posix.utime, "c.txt", (1000, 2000.5))
call("utime", lambda: (posix.stat("c.txt").st_atime, posix.stat("c.txt").st_mtime, posix.stat("c.txt").st_mtime_ns, posix.stat("c.txt")[8]))
call("utime", posix.utime, "c.txt", (1,))
call("utime", posix.utime, "missing")
for path in ["d", "d/e", "d/f", "d", "missing", "c.txt", "é", "p"]:
    call("rmdir", posix.rmdir, path)
for path in ["c.txt", "c.txt", "link", "dangling", "."]:
    call("unlink", posix.unlink, path) if path != "." else None
with posix.scandir(".") as found:
    call("scandir", lambda: (iter(found) is found, list(found), list(found)))
call("scandir", posix.DirEntry)
call("scandir", lambda: next(found, "ended"))
call("fspath", lambda: [posix.fspath(value) for value in ("a", b"a", Path("x"), Path(b"y"))])
for value in (5, None, Path(5)):
    call("fspath", posix.fspath, value)
call("urandom", lambda: [len(posix.urandom(n)) for n in (0, 1, 16, 1000)])
call("urandom", posix.urandom, -1)
call("urandom", posix.urandom, "x")
for number in [*range(1, 14), *range(16, 41), 0]:
    if number not in (15, 37):
        call("strerror", lambda: OSError(number, "x").errno)
call("strerror", posix.strerror, "x")
call("strerror", lambda: (posix.error is OSError, type(posix.environ), all(type(key) is bytes and type(value) is bytes for key, value in posix.environ.items())))
call("tuples", lambda: posix.terminal_size((80, 24)))
call("tuples", lambda: posix.terminal_size((80, 24)).columns)
call("tuples", posix.terminal_size, 5)
call("tuples", lambda: (posix.uname()._fields if 0 else 0, len(posix.uname()), posix.uname().sysname == posix.uname()[0]))
call("tuples", lambda: posix.stat_result(range(10)))
call("tuples", lambda: (posix.stat_result.n_sequence_fields, posix.stat_result(range(10)).st_size))
for args in [("PKL_A", "1"), (b"PKL_B", b"2"), ("", "x"), ("A=B", "x"), (5, "x"), ("x", 5), ("x",)]:
    call("environment", posix.putenv, *args) if args[0] not in ("", "A=B") else None
call("environment", posix.unsetenv, "PKL_A")
call("environment", posix.unsetenv, 5)
posix.chdir(start)
call("end", posix.rmdir, folder)
call("end", posix.rmdir, folder[:4] + "/pkl-nothing")
finish()
