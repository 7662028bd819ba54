/** The folder of a test is taken away although something still writes into it. */
import assert from 'node:assert/strict';
import { existsSync, mkdtempSync, promises as fs } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import test from 'node:test';
import { removeFolder } from '../support/temporary.mjs';

const settle = (/** @type {() => Promise<unknown>} */ step, times = 200) => times === 0 ? Promise.resolve() : step().then(() => settle(step, times - 1));

test('a folder that files still come into is removed once they have come', async () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'temporary-'));
  const inner = path.join(folder, 'inner');
  const writers = [0, 1, 2, 3].map((writer) => settle(async () => {
    await fs.mkdir(inner, { recursive: true });
    await fs.writeFile(path.join(inner, `${writer}-${Math.random()}`), 'x');
  }).catch((error) => assert.equal(error.code, 'ENOENT')));
  await Promise.all([removeFolder(folder), ...writers]);
  await removeFolder(folder);
  assert.equal(existsSync(folder), false);
});

test('what is no folder any more is no error', () => removeFolder(path.join(tmpdir(), 'temporary-never-made')));
