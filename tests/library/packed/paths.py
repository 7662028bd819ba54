import genericpath, glob, os, os.path, posixpath, pathlib, stat
from pathlib import Path, PurePosixPath, PureWindowsPath

print(os.path.join("a", "b", "/c"), os.path.splitext("x.tar.gz"), os.path.normpath("a/./b/../c"), os.path.relpath("/a/b", "/a/c"), os.path.commonpath(["/a/b", "/a/c"]), os.path.basename("/x/y"))
p = PurePosixPath("/usr/lib/python/x.tar.gz")
print(p.parent, p.suffixes, p.stem, p.with_suffix(".zip"), p.parts, p.relative_to("/usr"), p / "a", p.match("*.gz"), repr(p))
print(PureWindowsPath(r"C:\a\b.txt").drive, PureWindowsPath("a/b").as_posix(), Path("a") / "b", Path("x.txt").suffix)
print(stat.filemode(0o100644), stat.S_ISDIR(0o040755), posixpath is os.path, genericpath.commonprefix(["abc", "abd"]), os.sep, os.fspath(Path("a")))
try:
    open("no such file")
except FileNotFoundError as error:
    print(error.strerror, error.filename)
print(glob.escape("a[b]*"), Path("/").is_absolute(), Path("no such file").exists())
