from collections import ChainMap, Counter, OrderedDict, UserDict, defaultdict, deque, namedtuple

Point = namedtuple("Point", "x y", defaults=[7])
print(Point(1), Point(1, 2)._replace(x=9), Point._fields, Point._field_defaults, Point(3, 4)._asdict())
print(Counter("abracadabra").most_common(3), Counter(a=3) - Counter(a=1), Counter("ab") | Counter("bc"), +Counter(a=-1, b=2))
d = OrderedDict(a=1, b=2, c=3)
d.move_to_end("a")
print(d, d.popitem(last=False), list(reversed(d)))
print(ChainMap({"a": 1}, {"a": 2, "b": 3})["b"], dict(ChainMap({"a": 1}, {"a": 2, "b": 3})))
groups = defaultdict(list)
for word in "one two three four".split():
    groups[len(word)].append(word)
print(groups, deque([1, 2, 3], maxlen=2))

class Upper(UserDict):
    def __setitem__(self, key, value):
        super().__setitem__(key.upper(), value)

print(Upper(a=1, b=2))
try:
    namedtuple("Bad", "class")
except ValueError as error:
    print(error)
