"""What a test asserts of values."""

from unittest.expect import matches


def shown(value):
    text = repr(value)
    return text if len(text) < 160 else text[:160] + "..."


class Asserts:
    def miss(self, text, message):
        self.fail(text if message is None else f"{text} : {message}")

    def _formatMessage(self, message, standard):
        return standard if message is None else f"{standard} : {message}"

    def assertTrue(self, value, msg=None):
        if not value:
            self.miss(f"{shown(value)} is not true", msg)

    def assertFalse(self, value, msg=None):
        if not (not value):
            self.miss(f"{shown(value)} is not false", msg)

    def assertEqual(self, first, second, msg=None):
        if not (first == second):
            self.miss(f"{shown(first)} != {shown(second)}", msg)

    def assertNotEqual(self, first, second, msg=None):
        if not (first != second):
            self.miss(f"{shown(first)} == {shown(second)}", msg)

    def assertIs(self, first, second, msg=None):
        if not (first is second):
            self.miss(f"{shown(first)} is not {shown(second)}", msg)

    def assertIsNot(self, first, second, msg=None):
        if not (first is not second):
            self.miss(f"unexpectedly identical: {shown(first)}", msg)

    def assertIsNone(self, value, msg=None):
        if not (value is None):
            self.miss(f"{shown(value)} is not None", msg)

    def assertIsNotNone(self, value, msg=None):
        if not (value is not None):
            self.miss("unexpectedly None", msg)

    def assertIn(self, member, container, msg=None):
        if not (member in container):
            self.miss(f"{shown(member)} not found in {shown(container)}", msg)

    def assertNotIn(self, member, container, msg=None):
        if not (member not in container):
            self.miss(f"{shown(member)} unexpectedly found in {shown(container)}", msg)

    def assertIsInstance(self, value, kind, msg=None):
        if not isinstance(value, kind):
            self.miss(f"{shown(value)} is not an instance of {kind!r}", msg)

    def assertNotIsInstance(self, value, kind, msg=None):
        if not (not isinstance(value, kind)):
            self.miss(f"{shown(value)} is an instance of {kind!r}", msg)

    def assertLess(self, first, second, msg=None):
        if not (first < second):
            self.miss(f"{shown(first)} not less than {shown(second)}", msg)

    def assertLessEqual(self, first, second, msg=None):
        if not (first <= second):
            self.miss(f"{shown(first)} not less than or equal to {shown(second)}", msg)

    def assertGreater(self, first, second, msg=None):
        if not (first > second):
            self.miss(f"{shown(first)} not greater than {shown(second)}", msg)

    def assertGreaterEqual(self, first, second, msg=None):
        if not (first >= second):
            self.miss(f"{shown(first)} not greater than or equal to {shown(second)}", msg)

    def assertAlmostEqual(self, first, second, places=None, msg=None, delta=None):
        if first == second:
            return
        difference = abs(first - second)
        near = difference <= delta if delta is not None else round(difference, 7 if places is None else places) == 0
        if not near:
            self.miss(f"{shown(first)} != {shown(second)} almost", msg)

    def assertNotAlmostEqual(self, first, second, places=None, msg=None, delta=None):
        difference = abs(first - second)
        near = difference <= delta if delta is not None else round(difference, 7 if places is None else places) == 0
        if not (first != second and not near):
            self.miss(f"{shown(first)} == {shown(second)} almost", msg)

    def assertRegex(self, text, pattern, msg=None):
        if not matches(pattern, text):
            self.miss(f"{pattern!r} does not match {shown(text)}", msg)

    def assertNotRegex(self, text, pattern, msg=None):
        if not (not matches(pattern, text)):
            self.miss(f"{pattern!r} matches {shown(text)}", msg)

    def assertCountEqual(self, first, second, msg=None):
        first, second = list(first), list(second)
        left = list(second)
        for item in first:
            if not (item in left):
                self.miss(f"{shown(first)} and {shown(second)} differ", msg)
            left.remove(item)
        if not (not left):
            self.miss(f"{shown(first)} and {shown(second)} differ", msg)

    def assertSequenceEqual(self, first, second, msg=None, seq_type=None):
        if seq_type is not None:
            if not (isinstance(first, seq_type) and isinstance(second, seq_type)):
                self.miss(f"not both are {seq_type!r}", msg)
        if not (first == second or list(first) == list(second)):
            self.miss(f"{shown(first)} != {shown(second)}", msg)

    def assertDictContainsSubset(self, subset, whole, msg=None):
        if not ({**whole, **subset} == whole):
            self.miss(f"{shown(subset)} is not in {shown(whole)}", msg)

    assertMultiLineEqual = assertListEqual = assertTupleEqual = assertSetEqual = assertDictEqual = assertEqual
    assert_ = assertTrue
    assertEquals = assertEqual
