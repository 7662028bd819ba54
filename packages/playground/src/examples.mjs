/**
 * What a newcomer can run at once, by the first tier that has what it needs.
 * Limits: programs of our own; each ends by itself within a second and prints something.
 */

/** @typedef {{ title: string, code: string, stdin?: string }} Example */

/** @type {Record<string, Example[]>} */
const byTier = {
  core: [
    {
      title: 'Fibonacci',
      code: `# Numbers of Fibonacci
a, b = 1, 1
for i in range(20):
    print(a, end=' ')
    a, b = b, a + b
print()
`,
    },
    {
      title: 'Primes by sieve',
      code: `def primes(limit):
    marks = [True] * (limit + 1)
    for n in range(2, limit + 1):
        if marks[n]:
            yield n
            for multiple in range(n * n, limit + 1, n):
                marks[multiple] = False

print(list(primes(100)))
`,
    },
    {
      title: 'Ask for a name',
      stdin: 'Ada\n',
      code: `name = input('What is your name? ')
print(f'Hello, {name}!')
print('Your name backwards:', name[::-1])
`,
    },
    {
      title: 'Count words',
      code: `from collections import Counter

text = '''the quick brown fox jumps over the lazy dog
the dog sleeps and the fox runs'''

counts = Counter(text.split())
for word in sorted(counts, key=lambda word: -counts[word])[:5]:
    print(counts[word], word)
`,
    },
    {
      title: 'Pack and compress',
      code: `import json, lz4, msgpack

data = {'points': [[x, x * x] for x in range(200)], 'name': 'parabola'}
as_json = json.dumps(data).encode()
as_msgpack = msgpack.dumps(data)
packed = lz4.compress(as_msgpack)

print('json    ', len(as_json), 'bytes')
print('msgpack ', len(as_msgpack), 'bytes')
print('lz4     ', len(packed), 'bytes')
print('restored', msgpack.loads(lz4.decompress(packed)) == data)
`,
    },
    {
      title: 'An error and its traceback',
      code: `def average(values):
    return sum(values) / len(values)

print(average([1, 2, 3]))
print(average([]))
`,
    },
  ],
  numpy: [
    {
      title: 'Arrays',
      code: `import numpy as np

a = np.arange(12).reshape(3, 4)
print(a)
print(a.T.shape, a.sum(axis=0), a[a % 3 == 0])
`,
    },
  ],
  geos: [],
};

/** In the order in which tiers build upon each other. */
const order = ['core', 'numpy', 'geos'];

/** The examples that run on a tier, its own first. @param {string} tier @returns {Example[]} */
export const examplesOf = (tier) => order.slice(0, Math.max(order.indexOf(tier), 0) + 1).reverse().flatMap((name) => byTier[name]);
