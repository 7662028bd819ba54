numbers = [5, 3, 8, 1]
numbers.sort()
print(numbers, numbers[::-1], numbers[1:3], numbers.index(8), numbers.count(3), numbers.pop(), numbers.pop(0))
numbers.extend(range(3))
numbers.insert(1, 99)
numbers.remove(0)
numbers[1:2] = [7, 7]
print(numbers, numbers + [1], numbers * 2, 7 in numbers)
grid = [[0] * 3 for _ in range(2)]
grid[0][1] = 5
print(grid, [row[1] for row in grid], [*grid[0], *grid[1]])
a, (b, c), *d = 1, (2, 3), 4, 5
print(a, b, c, d)
table = {"one": 1, "two": 2}
table["three"] = 3
table |= {"four": 4}
print(table, table.get("x"), table.get("x", 0), "one" in table, list(table), list(table.values()), list(table.items()))
print(table.pop("one"), table.setdefault("five", 5), table.popitem(), {**table, "z": 0}, dict([(1, 2)], k=3), dict.fromkeys("ab", 0))
del table["two"]
print(table, len(table), {k: v * 2 for k, v in table.items()}, table == {"four": 4, "three": 3}, sorted(table.keys() | {"q"}))
s = {3, 1, 2}
s.add(2)
s |= {7}
print(s, s & {1, 7}, s - {1}, s ^ {1, 9}, s <= {1, 2, 3, 7, 8}, frozenset([1, 2]) == {1, 2}, len(s), {1, 2}.isdisjoint({3}), {x % 3 for x in range(9)})
t = (1, "a", 2.5)
print(t, t[1], t + (None,), t.index("a"), len(t), (), (1,), t * 2, hash(t) == hash((1, "a", 2.5)), t < (1, "b"))
print(range(10)[2:8:3], list(range(5, 0, -2)), 4 in range(0, 10, 2), len(range(3, 30, 4)), range(3) == range(0, 3, 1), range(10**20)[-1])
text = "hello"
print(text[1], text[-2:], text * 2, "ell" in text, text < "help", len(text), list(text), text == "hel" + "lo", min(text), text[::-1])
print(7 // 2, -7 // 2, 7 % -3, -7 % 3, 2**10, 2**-1, 7 / 2, divmod(-7, 2), 1_000_000, 0xFF, 0b101, 0o17, 10**30, -(10**20) // 7, (10**20) % -7)
print(1e3, 0.1 + 0.2, 1 / 3, 1e16, 1e15, 123456789.123, 5e-324, 1.7976931348623157e308, float("inf"), float("nan"), -0.0, 3.0, round(2.675, 2), round(1234.5, -2))
print(5 & 3, 5 | 3, 5 ^ 3, ~5, 1 << 70, -1 >> 3, 2**100 & (2**64 - 1), (-(2**70)) >> 3, True + True, True & False, not 5, bool("") or "default")
print((1 + 2j) * (3 - 1j), abs(3 + 4j), (1 + 2j).conjugate(), complex(1, 2) == 1 + 2j, 1j**2)
print(1 < 2 < 3, 1 < 3 < 2, 1 == 1.0, None is None, [] == [], (1, 2) < (1, 3), 3 if 0 else 4, x if (x := 5) > 3 else 0)
print(all([]), any([0, 1]), sum([1, 2], 10), min(3, 1, 2), max([1, 5], default=0), max([], default="none"), list(enumerate("ab", 1)), list(reversed([1, 2])), list(filter(None, [0, 1, "", "a"])))
print(f"{3.14159:.2f} {42:>6} {42:<6}| {42:^6} {42:06d} {255:x} {255:#b} {1e10:e} {0.5:%} {1234567.891:,.2f} {'s':*^5} {-5:+d} {5:+d} {12345:_}")
print(isinstance(1, (int, str)), type(1), type("a").__name__, id(None) == id(None), callable(len), repr("a'b"), repr('a"b'), str(None), int("  42 "), int("ff", 16), float("1e3"), hex(255), oct(8), bin(5), ord("A"), chr(97))
items = [("b", 2), ("a", 2), ("c", 1)]
print(sorted(items, key=lambda item: item[1]), sorted(items, reverse=True), sorted({"z": 1, "y": 2}))
matrix = [[1, 2], [3, 4]]
print(list(zip(*matrix)), [x for row in matrix for x in row if x != 2], [[j for j in range(i)] for i in range(3)])
match (1, [2, 3], {"k": "v"}):
    case (1, [x, *rest], {"k": value}) if x == 2:
        print("matched", x, rest, value)
for value in (0, 5, "text", [1, 2], {"type": "a", "n": 3}, None, (1, 2, 3)):
    match value:
        case 0 | 1:
            print("small")
        case int(n):
            print("int", n)
        case str() as s:
            print("str", s)
        case [a, b]:
            print("pair", a, b)
        case {"type": kind, **others}:
            print("mapping", kind, others)
        case None:
            print("none")
        case _:
            print("other")
