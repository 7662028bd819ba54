# expectation: pocketpy only, because vmath is pocketpy's own
from vmath import color32


def read(text):
    try:
        return color32.from_hex(text)
    except ValueError as error:
        return "refused: " + str(error)


for text in ["#000000", "#12aBfF", "#12aBfF80", "#ffffffff", "123456", "#12345", "#1234567", "#12345g", "#1 3456", "#+23456", "#0x3456", ""]:
    print(text, read(text))
