"""Of the module _thread what CPython's library asks for: there is one thread."""

from pending import stand_in


class RLock:
    def acquire(self, blocking=True, timeout=-1):
        return True

    def release(self):
        pass

    def __enter__(self):
        return True

    def __exit__(self, *what):
        pass


allocate_lock = LockType = RLock
__getattr__ = stand_in("_thread")


def get_ident():
    return 1
