/**
 * The rules of the conformance run itself: that it notices what it is there to notice.
 * Limits: small made-up sources; runs them on one tier, whichever comes first.
 */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { builtTiers } from '../support/dist.mjs';
import { faultOfOutcome, faultsOfList, passed } from './expectations.mjs';
import { startPool } from './pool.mjs';
import { testFiles } from './source.mjs';

const listed = { outcome: 'line 1: ValueError', reason: 'a change of 2.1' };

/** @param {Record<string, string>} sources @param {number} [secondsMax] @returns {Promise<Record<string, string>>} */
async function outcomesOf(sources, secondsMax = 20) {
  const tree = Object.fromEntries(Object.entries(sources).map(([name, text]) => [name, new TextEncoder().encode(text)]));
  const pool = await startPool(builtTiers()[0], tree, { threads: 1, secondsMax });
  try {
    return Object.fromEntries(await Promise.all(testFiles(tree).map(async (file) => [file, await pool.run(file)])));
  } finally {
    await pool.close();
  }
}

test('a listed file that passes is a fault', () => {
  assert.match(faultOfOutcome('a.py', passed, listed) ?? '', /`a\.py` is listed but passes/);
});

test('an unlisted file that does not pass is a fault', () => {
  assert.match(faultOfOutcome('a.py', 'line 1: ValueError', undefined) ?? '', /not listed but does not pass: line 1/);
});

test('a listed file that fails in another way is a fault that shows both', () => {
  assert.match(faultOfOutcome('a.py', 'never ends', listed) ?? '', /listed: line 1: ValueError\n  seen: +never ends/);
});

test('an unlisted pass and a failure as listed are no faults', () => {
  assert.equal(faultOfOutcome('a.py', passed, undefined), undefined);
  assert.equal(faultOfOutcome('a.py', 'line 1: ValueError', listed), undefined);
});

test('a source without tests is a fault', () => {
  assert.match(faultsOfList({}, []).join(), /the source holds no test files/);
});

test('all faults of a list are reported together', () => {
  const wrong = /** @type {any} */ ({
    'gone.py': listed,
    'a.py': { outcome: 'never ends', reason: ' ' },
    'b.py': { ...listed, reasons: 'misspelt' },
    'c.py': { ...listed, outcome: passed },
    'd.py': null,
  });
  const faults = faultsOfList(wrong, ['a.py', 'b.py', 'c.py', 'd.py']);
  assert.deepEqual(faults.map((fault) => fault.split(';')[0]), [
    '`gone.py` is listed but not in the source',
    '`a.py` has no reason',
    '`b.py` has the unknown key `reasons`',
    '`c.py` is listed as passing',
    '`d.py` needs an object with `outcome` and `reason`',
  ]);
});

test('each way a file can end has its own outcome', async () => {
  const outcomes = await outcomesOf({
    'assert.py': 'x = 1\nassert x == 2\n',
    'exit.py': 'exit()\n',
    'exit-with-error.py': 'exit(1)\n',
    'import.py': 'import sys\nfrom tests.helper.one import value\nassert value == 1 and sys.argv == ["tests/import.py"]',
    'raise.py': 'def f():\n    raise ValueError("no")\n\nf()\n',
    'syntax.py': 'a = 1\nb = = 2\n',
    'helper/__init__.py': '',
    'helper/one.py': 'value = 1',
    '__init__.py': '',
  });
  assert.deepEqual(outcomes, {
    '__init__.py': passed,
    'assert.py': 'line 2: AssertionError',
    'exit-with-error.py': 'left by exit(1)',
    'exit.py': 'left by exit(0)',
    'import.py': passed,
    'raise.py': 'line 2: ValueError: no',
    'syntax.py': 'line 2: SyntaxError: invalid syntax',
  });
});

test('a file that never ends is named, and the files after it still run', async () => {
  const outcomes = await outcomesOf({ '1.py': 'while True: pass', '2.py': 'assert True' }, 1);
  assert.deepEqual(outcomes, { '1.py': 'never ends', '2.py': passed });
});
