import unittest


def requires_working_threading(*, module=False):
    if module:
        raise unittest.SkipTest("needs threads")
    return unittest.skip("needs threads")


def start_threads(*arguments, **keywords):
    raise unittest.SkipTest("needs threads")


run_concurrently = catch_threading_exception = start_threads


def reap_threads(function):
    return function


def threading_setup():
    return ()


def threading_cleanup(*values):
    pass


def join_thread(thread, timeout=None):
    thread.join()
