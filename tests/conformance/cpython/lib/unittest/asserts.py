"""What a test asserts of values."""

from unittest.expect import matches


def shown(value):
    text = repr(value)
    return text if len(text) < 160 else text[:160] + "..."


class Asserts:
    def check(self, holds, text, message):
        if not holds:
            self.fail(text if message is None else f"{text} : {message}")

    def _formatMessage(self, message, standard):
        return standard if message is None else f"{standard} : {message}"

    def assertTrue(self, value, msg=None):
        self.check(value, f"{shown(value)} is not true", msg)

    def assertFalse(self, value, msg=None):
        self.check(not value, f"{shown(value)} is not false", msg)

    def assertEqual(self, first, second, msg=None):
        self.check(first == second, f"{shown(first)} != {shown(second)}", msg)

    def assertNotEqual(self, first, second, msg=None):
        self.check(first != second, f"{shown(first)} == {shown(second)}", msg)

    def assertIs(self, first, second, msg=None):
        self.check(first is second, f"{shown(first)} is not {shown(second)}", msg)

    def assertIsNot(self, first, second, msg=None):
        self.check(first is not second, f"unexpectedly identical: {shown(first)}", msg)

    def assertIsNone(self, value, msg=None):
        self.check(value is None, f"{shown(value)} is not None", msg)

    def assertIsNotNone(self, value, msg=None):
        self.check(value is not None, "unexpectedly None", msg)

    def assertIn(self, member, container, msg=None):
        self.check(member in container, f"{shown(member)} not found in {shown(container)}", msg)

    def assertNotIn(self, member, container, msg=None):
        self.check(member not in container, f"{shown(member)} unexpectedly found in {shown(container)}", msg)

    def assertIsInstance(self, value, kind, msg=None):
        self.check(isinstance(value, kind), f"{shown(value)} is not an instance of {kind!r}", msg)

    def assertNotIsInstance(self, value, kind, msg=None):
        self.check(not isinstance(value, kind), f"{shown(value)} is an instance of {kind!r}", msg)

    def assertLess(self, first, second, msg=None):
        self.check(first < second, f"{shown(first)} not less than {shown(second)}", msg)

    def assertLessEqual(self, first, second, msg=None):
        self.check(first <= second, f"{shown(first)} not less than or equal to {shown(second)}", msg)

    def assertGreater(self, first, second, msg=None):
        self.check(first > second, f"{shown(first)} not greater than {shown(second)}", msg)

    def assertGreaterEqual(self, first, second, msg=None):
        self.check(first >= second, f"{shown(first)} not greater than or equal to {shown(second)}", msg)

    def assertAlmostEqual(self, first, second, places=None, msg=None, delta=None):
        if first == second:
            return
        difference = abs(first - second)
        near = difference <= delta if delta is not None else round(difference, 7 if places is None else places) == 0
        self.check(near, f"{shown(first)} != {shown(second)} almost", msg)

    def assertNotAlmostEqual(self, first, second, places=None, msg=None, delta=None):
        difference = abs(first - second)
        near = difference <= delta if delta is not None else round(difference, 7 if places is None else places) == 0
        self.check(first != second and not near, f"{shown(first)} == {shown(second)} almost", msg)

    def assertRegex(self, text, pattern, msg=None):
        self.check(matches(pattern, text), f"{pattern!r} does not match {shown(text)}", msg)

    def assertNotRegex(self, text, pattern, msg=None):
        self.check(not matches(pattern, text), f"{pattern!r} matches {shown(text)}", msg)

    def assertCountEqual(self, first, second, msg=None):
        first, second = list(first), list(second)
        left = list(second)
        for item in first:
            self.check(item in left, f"{shown(first)} and {shown(second)} differ", msg)
            left.remove(item)
        self.check(not left, f"{shown(first)} and {shown(second)} differ", msg)

    def assertSequenceEqual(self, first, second, msg=None, seq_type=None):
        if seq_type is not None:
            self.check(isinstance(first, seq_type) and isinstance(second, seq_type), f"not both are {seq_type!r}", msg)
        self.check(first == second or list(first) == list(second), f"{shown(first)} != {shown(second)}", msg)

    def assertDictContainsSubset(self, subset, whole, msg=None):
        self.check({**whole, **subset} == whole, f"{shown(subset)} is not in {shown(whole)}", msg)

    assertMultiLineEqual = assertListEqual = assertTupleEqual = assertSetEqual = assertDictEqual = assertEqual
    assert_ = assertTrue
    assertEquals = assertEqual
