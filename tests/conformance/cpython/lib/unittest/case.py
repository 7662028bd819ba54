"""TestCase: one instance runs one method."""

from pending import Pending, State, use
from unittest.asserts import Asserts
from unittest.expect import Raises, SkipTest, SubTest, Warns

_AssertRaisesContext, _SkipTest = Raises, SkipTest


class TestCase(Asserts):
    failureException = AssertionError
    longMessage = True
    maxDiff = 640
    _class_cleanups = []

    def __init__(self, methodName="runTest"):
        self._testMethodName = methodName
        self.cleanups = []
        self.sub_failure = None

    def __init_subclass__(cls, *arguments, **keywords):
        cls._class_cleanups = []
        super().__init_subclass__(*arguments, **keywords)

    def __hash__(self):
        return hash((type(self), self._testMethodName))

    def __eq__(self, other):
        return type(self) is type(other) and self._testMethodName == other._testMethodName

    def setUp(self):
        pass

    def tearDown(self):
        pass

    @classmethod
    def setUpClass(cls):
        pass

    @classmethod
    def tearDownClass(cls):
        pass

    @classmethod
    def addClassCleanup(cls, function, *arguments, **keywords):
        cls._class_cleanups.append((function, arguments, keywords))

    @classmethod
    def doClassCleanups(cls):
        while cls._class_cleanups:
            function, arguments, keywords = cls._class_cleanups.pop()
            function(*arguments, **keywords)

    def addCleanup(self, function, *arguments, **keywords):
        self.cleanups.append((function, arguments, keywords))

    def doCleanups(self):
        while self.cleanups:
            function, arguments, keywords = self.cleanups.pop()
            function(*arguments, **keywords)

    def enterContext(self, manager):
        value = type(manager).__enter__(manager)
        self.addCleanup(type(manager).__exit__, manager, None, None, None)
        return value

    def id(self):
        return f"{type(self).__module__}.{type(self).__qualname__}.{self._testMethodName}"

    def __str__(self):
        return self.id()

    def shortDescription(self):
        return None

    def skipTest(self, reason):
        raise SkipTest(reason)

    def fail(self, message=None):
        raise self.failureException(message)

    def subTest(self, message=None, **parameters):
        return SubTest(self, f"in {message!r} {parameters!r}"[:200])

    def addTypeEqualityFunc(self, kind, function):
        pass

    def assertRaises(self, expected, *arguments, **keywords):
        context = Raises(self, expected, None, keywords.pop("msg", None) if not arguments else None)
        return context.call(arguments[0], arguments[1:], keywords) if arguments else context

    def assertRaisesRegex(self, expected, pattern, *arguments, **keywords):
        context = Raises(self, expected, pattern, keywords.pop("msg", None) if not arguments else None)
        return context.call(arguments[0], arguments[1:], keywords) if arguments else context

    def assertWarns(self, expected, *arguments, **keywords):
        context = Warns(self, expected)
        return context.call(arguments[0], arguments[1:], keywords) if arguments else context

    def assertWarnsRegex(self, expected, pattern, *arguments, **keywords):
        context = Warns(self, expected, pattern)
        return context.call(arguments[0], arguments[1:], keywords) if arguments else context

    def assertLogs(self, *arguments, **keywords):
        use("logging")

    assertNoLogs = assertLogs

    # ---- one method -------------------------------------------------------------------

    def run_one(self):
        from unittest import refuse_if_skipped

        method = getattr(self, self._testMethodName)
        refuse_if_skipped(method)
        expecting = getattr(method, "__unittest_expecting_failure__", False)
        try:
            self.run_body(method)
        except (SkipTest, Pending):
            raise
        except Exception:
            if not expecting:
                raise
            return
        if expecting:
            self.fail("unexpected success")

    def run_body(self, method):
        try:
            self.setUp()
            try:
                if method() is not None:
                    pass
            finally:
                self.tearDown()
        finally:
            self.doCleanups()
        if self.sub_failure is not None:
            raise self.sub_failure

    def debug(self):
        self.run_one()

    def __getattr__(self, name):
        raise AttributeError(f"{type(self).__name__!r} object has no attribute {name!r}")
