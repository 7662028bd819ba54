/**
 * Programs that exceed the native stack, in each way that Python reaches native recursion. Each prints what it caught.
 * Limits: shared by the Node and the browser tests, so plain text only.
 */

/** @param {string} preparation @param {string} deep @returns {string} */
const program = (preparation, deep) => `${preparation}
try:
    ${deep}
    print('no error')
except RecursionError:
    print('RecursionError')
`;

const nestedList = 'x = []\nfor _ in range(100000):\n    x = [x]';
const twoNestedLists = `${nestedList}\ny = []\nfor _ in range(100000):\n    y = [y]`;

/** What is done, to the program that does it. @type {Record<string, string>} */
export const deepPrograms = {
  'a function that calls itself': program('def f(n):\n    return f(n + 1) + 1', 'f(0)'),
  '__repr__ that calls itself': program('class A:\n    def __repr__(self):\n        return repr(self)', 'repr(A())'),
  'repr of nested lists': program(nestedList, 'repr(x)'),
  'comparing nested lists': program(twoNestedLists, 'x == y'),
  'json.dumps of nested lists': program(`import json\n${nestedList}`, 'json.dumps(x)'),
  'sorting with a key that sorts': program('def key(n):\n    return sorted([1, 2], key=key)', 'sorted([1, 2], key=key)'),
  'eval of nested parentheses': program("source = '(' * 100000 + '1' + ')' * 100000", 'eval(source)'),
};
