from pending import stand_in, use

TESTFN = "@test_1_tmp"
TESTFN_ASCII = TESTFN
TESTFN_UNICODE = TESTFN + "-\xe0\xf2\u0258\u0141\u011f"


class FakePath:
    def __init__(self, path):
        self.path = path

    def __fspath__(self):
        if isinstance(self.path, BaseException) or isinstance(self.path, type) and issubclass(self.path, BaseException):
            raise self.path
        return self.path


def unlink(name):
    import os

    try:
        os.unlink(name)
    except OSError:
        pass


def skip_unless_symlink(test):
    import unittest

    return unittest.skip("needs symbolic links")(test)


__getattr__ = stand_in("test.support.os_helper")
