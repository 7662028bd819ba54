SIZE = 750  # quick: 4
# What strings can do by themselves: `split`, `replace`, `find`, `strip`, `upper`, `startswith`, slices, comparison.
line = '  The quick brown fox, jumps over: the lazy dog; and the dog -- sleeps on.  '


def clean(text):
    for mark in (',', ':', ';', '.', '--'):
        text = text.replace(mark, ' ')
    return text.strip().lower()


def capitalized(words):
    return [word[0].upper() + word[1:] for word in words]


def places(text, part):
    found, at = 0, text.find(part)
    while at >= 0:
        found += at
        at = text.find(part, at + 1)
    return found


def is_palindrome(text):
    return text == ''.join(reversed(text))


total = 0
for turn in range(SIZE):
    text = clean(line * 8)
    words = text.split()
    title = ' '.join(capitalized(words))
    total += len(title) + places(text, 'the') + places(title, 'og')
    for word in words:
        if word.startswith('s') or word.endswith('g'):
            total += len(word)
        if is_palindrome(word + word[0]):
            total += 1000
        if 'o' in word and word < 'over':
            total += ord(word[-1])
print(total, title[:19])
