SIZE = 36000  # quick: 60
# Functions that remember names of the function around them.


def adder(step):
    def add(value):
        return (value + step) % 10007
    return add


def compose(first, second):
    def both(value):
        return second(first(value))
    return both


def counter():
    state = [0]

    def tick():
        state[0] += 1
        return state[0]
    return tick


chain = adder(1)
for step in range(2, 12):
    chain = compose(chain, adder(step))
tick = counter()
value = 0
for _ in range(SIZE):
    value = chain(value)
    for _ in range(10):
        tick()
print(value, tick())
