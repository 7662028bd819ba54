from long_v1 import long

a = long(2) ** 100
print(a, repr(a), str(a), a // 7, a % 7, a - 1, 1 + a, -a, a * 3, 3 * a, a << 3, a >> 90, divmod(a, 10**10), type(a).__name__)
print(long("123456789012345678901234567890L"), long("-5"), long(3.7), long(long(4)), a == 2**100, a > 5, a != a, a < 10, long(5) == 5, hash(long(5)) == hash(5))


def outcome(function):
    try:
        return function()
    except Exception as error:
        return f"{type(error).__name__}: {error}"


print(outcome(lambda: a + "x"), outcome(lambda: a // 0), outcome(lambda: long("x")), outcome(lambda: long("")), outcome(lambda: long([])), a / 2**99, a**-1 > 0, a ** long(2) == 2**200)
