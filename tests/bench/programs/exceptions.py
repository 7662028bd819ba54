SIZE = 60000  # quick: 200
# Exceptions: raised and caught near and far, of own classes, passed on, and blocks where none is raised.


class TooLarge(Exception):
    pass


def checked(value):
    if value % 5 == 0:
        raise TooLarge('value ' + str(value))
    if value % 7 == 0:
        raise KeyError(value)
    return value


def deep(value, depth):
    if depth == 0:
        return checked(value)
    return deep(value, depth - 1) + 1


def guarded(value, log):
    try:
        return deep(value, 3)
    except TooLarge as e:
        log.append(len(str(e)))
        return 0
    except KeyError as e:
        log.append(1)
        raise e


def quiet(count):
    total = 0
    for i in range(count):
        try:
            total += i
        except ValueError:
            total = 0
    return total


log = []
total = 0
missing = 0
for i in range(1, SIZE):
    try:
        total += guarded(i, log)
    except KeyError:
        missing += 1
    try:
        [1, 2, 3][i % 6]
        {}['none']
    except IndexError:
        missing += 2
    except KeyError:
        missing += 3
print(total, missing, sum(log), quiet(5 * SIZE))
