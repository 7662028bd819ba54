import unittest


def assert_python_ok(*arguments, **keywords):
    raise unittest.SkipTest("needs processes")


assert_python_failure = spawn_python = kill_python = make_script = make_pkg = make_zip_script = run_python_until_end = assert_python_ok
run_test_script = assert_python_ok


def interpreter_requires_environment():
    return False
