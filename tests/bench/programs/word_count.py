SIZE = 300  # quick: 1
# Words of a text: split, cleaned, counted, and the most frequent ones told.
paragraph = '''It is a truth known to everyone, that a program in need of speed must be measured. However little known
the causes of its slowness may be when first it enters a benchmark, this truth is so well fixed in the minds of the people
around it, that it is considered the rightful property of one profiler or other. "My dear program," said the profiler one
day, "have you heard that the loop is hot at last?" The program replied that it had not. "But it is," returned the profiler;
"for the sampler has just been here, and it told me all about it." The program made no answer.'''


def clean(word):
    return word.strip('.,;"?!').lower()


def counted(text):
    counts = {}
    for word in text.split():
        word = clean(word)
        if word:
            counts[word] = counts.get(word, 0) + 1
    return counts


def most_frequent(counts, many):
    pairs = [(-number, word) for word, number in counts.items()]
    pairs.sort()
    return [word + ' ' + str(-number) for number, word in pairs[:many]]


letters = {}
for turn in range(SIZE):
    counts = counted(paragraph + ' ' + 'again ' * turn)
    for letter in paragraph:
        letters[letter] = letters.get(letter, 0) + 1
print(most_frequent(counts, 6), len(counts), letters['e'], letters['q'] if 'q' in letters else 0)
