# A text is the nearest double, whatever power of ten it has: each power that a double can have, with short and with long digits.


def checksum(text):
    total = 7
    for character in text:
        total = (total * 131 + ord(character)) % 1000000007
    return total


DIGITS = ["1", "7", "123456789", "9007199254740993", "1797693134862315708", "18446744073709551615", "2225073858507201136057409796709131975"]

for power in range(-345, 312):
    found = [repr(float(digits + "e" + str(power))) for digits in DIGITS]
    print(power, found[2], checksum(" ".join(found)))
