"""deque and defaultdict as tools of test files, until the interpreter has them. What else CPython's has, its library does in Python."""


class deque(list):
    def __init__(self, iterable=(), maxlen=None):
        super().__init__(iterable)
        self.maxlen = maxlen

    def appendleft(self, item):
        self.insert(0, item)

    def popleft(self):
        return self.pop(0)

    def extendleft(self, items):
        for item in items:
            self.insert(0, item)

    def rotate(self, steps=1):
        if self:
            at = -steps % len(self)
            self[:] = self[at:] + self[:at]


class defaultdict(dict):
    def __init__(self, default_factory=None, *arguments, **keywords):
        super().__init__(*arguments, **keywords)
        self.default_factory = default_factory

    def __missing__(self, key):
        if self.default_factory is None:
            raise KeyError(key)
        value = self[key] = self.default_factory()
        return value

    def __repr__(self):
        return f"defaultdict({self.default_factory!r}, {dict.__repr__(self)})"
