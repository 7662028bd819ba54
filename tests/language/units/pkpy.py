import pkpy

ints, floats = pkpy.TValue[int], pkpy.TValue[float]
print(ints, floats, ints(5), floats(2.5), ints(5).value, floats(2.5).value)


from vmath import vec2, vec2i

print(pkpy.TValue[vec2](vec2(1, 2)).value, pkpy.TValue[vec2i](vec2i(1, 2)).value, sorted(kind.__name__ for kind in pkpy.TValue))


class Step(ints):
    def twice(self):
        return self.value * 2


step = Step(6)
step.name = "a step"
print(step.twice(), step, type(step).__name__, isinstance(step, ints), step.name)


def outcome(function, *arguments):
    try:
        return function(*arguments)
    except Exception as error:
        return f"{type(error).__name__}: {error}"


for arguments in (), ("x",), (1.0,), (1, 2), (2**70,):
    print(outcome(ints, *arguments), outcome(floats, *arguments), sep="; ")
print(outcome(object.__new__, ints), outcome(ints.__new__, int, 5), outcome(ints.value.__get__, 5), sep="; ")
print(outcome(setattr, step, "value", 3))
for function in pkpy.watchdog_begin, pkpy.watchdog_end, pkpy.currentvm, pkpy.memory_usage, pkpy.memory_usage_info:
    print(function.__name__, *(outcome(function, *arguments) for arguments in (("x",), (1, 2), (1.5,))), sep="; ")
print(pkpy.currentvm(), pkpy.configmacros)
before = pkpy.memory_usage()
kept = [bytes(1000) for i in range(1000)]
print(1000000 <= pkpy.memory_usage() - before <= 1200000)
text = pkpy.memory_usage_info()
print(text[:7], text[-3:], abs(float(text[7:-3]) * 2**20 - pkpy.memory_usage()) <= 2**20 / 100)


def endless():
    while True:
        try:
            while True:
                pass
        finally:
            pkpy.watchdog_end()


pkpy.watchdog_begin(300)
print(outcome(endless))
pkpy.watchdog_begin(300)
print(outcome(sum, iter(int, 1)))
pkpy.watchdog_begin(300)
pkpy.watchdog_end()
print(sum(range(1000)))
