"""What CPython's tests call of its C API: not here. At the top of a file an ImportError, in a method a reason to skip it."""

import unittest
from pending import State

if State.running:
    raise unittest.SkipTest("needs CPython's own test module of its C API")
raise ImportError("No module named 'ctypes'")
