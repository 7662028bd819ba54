SIZE = 42000  # quick: 200
# Strings made of pieces: `+=`, `join`, f-strings, `str`.


def numbered(count):
    lines = []
    for i in range(count):
        lines.append(f'{i}: {i * i} of {count}')
    return '\n'.join(lines)


def spelled(number):
    text = ''
    while number > 0:
        text += '0123456789abcdef'[number % 16]
        number //= 16
    return text


def stars(count):
    rows = ''
    for i in range(count):
        rows += ' ' * (count - i) + '*' * i + '\n'
    return rows


page = numbered(SIZE)
words = [spelled(i * 7919) for i in range(SIZE)]
text = ','.join(words)
print(len(page), len(text), text.count('a'), len(stars(SIZE // 100)))
print(len(''.join([str(i) + '.' + str(i / 4) for i in range(SIZE)])))
