/**
 * Unicode's tables as they lie in the wasm, against CPython 3.14's: each property of every code point, summed up in one digest that
 * CPython wrote. Limits: the smallest tier, since all have the same object of them; surrogates are left out, since UTF-8 cannot hold them.
 */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { builtTiers, requireFactory } from '../support/dist.mjs';
import { execute, initialize } from '../support/python.mjs';

/** What Python tells of a character `c`, to the sha256 of the lines that CPython 3.14 prints for all of them. @type {Record<string, string>} */
const properties = {
  'unicodedata.east_asian_width(c)': 'b10119f324c4e31e09203f2d6fe4c6d185d6f14b0e7ae8b8ac6ede66e1777232',
  'unicodedata.category(c)': 'c3c3c6118b19debff43db2c9912f4734b42d834c98ecd56737b7b6558a541d96',
  'str(c.isidentifier()) + str(("a" + c).isidentifier())': 'd873226e3a6518a90b1d9a335ed66ef49affd12a7f5acb53d411a42fbc2e4730',
  'c.upper() + c.lower() + c.title() + c.casefold()': '7f369002cae3be2ff75e40dfbe7039639509ba60fd9fc188b05a7c86b671ead4',
};

for (const [property, digest] of Object.entries(properties)) {
  test(`${property} is CPython's for every code point`, async () => {
    const lines = /** @type {string[]} */ ([]);
    const add = (/** @type {string} */ line) => lines.push(line);
    const py = await requireFactory(builtTiers()[0])({ print: add, printErr: add });
    initialize(py);
    execute(py, `import hashlib, unicodedata
characters = (chr(point) for point in range(0x110000) if not 0xD800 <= point < 0xE000)
print(hashlib.sha256("\\n".join(${property} for c in characters).encode()).hexdigest())`);
    assert.deepEqual(lines, [digest]);
  });
}
