/**
 * Programs that exceed the native stack, in each way that Python reaches native recursion. Each prints what it caught, as CPython does.
 * Limits: shared by the Node and the browser tests, so plain text only.
 */

/** @typedef {{ source: string, error: string }} DeepProgram `error`: the type of what CPython raises, and the only one that is caught */

/** @param {string} preparation @param {string} deep @param {string} [error] @returns {DeepProgram} */
const program = (preparation, deep, error = 'RecursionError') => ({
  error,
  source: `${preparation}
try:
    ${deep}
    print('no error')
except ${error} as error:
    print(type(error).__name__)
`,
});

const nestedList = 'x = []\nfor _ in range(100000):\n    x = [x]';
const twoNestedLists = `${nestedList}\ny = []\nfor _ in range(100000):\n    y = [y]`;

/** What is done, to the program that does it. @type {Record<string, DeepProgram>} */
export const deepPrograms = {
  'a function that calls itself': program('def f(n):\n    return f(n + 1) + 1', 'f(0)'),
  '__repr__ that calls itself': program('class A:\n    def __repr__(self):\n        return repr(self)', 'repr(A())'),
  'repr of nested lists': program(nestedList, 'repr(x)'),
  'comparing nested lists': program(twoNestedLists, 'x == y'),
  'json.dumps of nested lists': program(`import json\n${nestedList}`, 'json.dumps(x)'),
  'sorting with a key that sorts': program('def key(n):\n    return sorted([1, 2], key=key)', 'sorted([1, 2], key=key)'),
  'eval of nested parentheses': program("source = '(' * 100000 + '1' + ')' * 100000", 'eval(source)', 'SyntaxError'),
  'eval of signs before signs': program("source = '-' * 100000 + '1'", 'eval(source)', 'MemoryError'),
};
