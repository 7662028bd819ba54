/**
 * The bytecode loop stays one function that V8 compiles quickly: a process waits at its end for a compilation that has begun, and the largest
 * functions stay slow for good. Asks `cargo xtask size-report`. Limits: bytes of the function's body as shipped.
 */
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { test } from 'node:test';
import { builtTiers } from '../support/dist.mjs';
import { root } from '../support/playground.mjs';

const loopBytesMax = 16 * 1024;

/** Every function of that name, with its bytes. @param {unknown} node @param {string} name @returns {number[]} */
const bytesOf = (node, name) =>
  node && typeof node === 'object'
    ? Object.entries(node).flatMap(([key, value]) => (key === name && typeof value === 'number' ? [value] : bytesOf(value, name)))
    : [];

for (const tier of builtTiers()) {
  test(`${tier.name}: the bytecode loop has less than ${loopBytesMax} bytes`, () => {
    const words = ['xtask', 'size-report', '--tier', tier.name, '--json'];
    const report = JSON.parse(execFileSync(process.env.CARGO ?? 'cargo', words, { cwd: root, encoding: 'utf8', maxBuffer: 2 ** 28, stdio: ['ignore', 'pipe', 'ignore'] }));
    const [bytes, ...others] = bytesOf(report, 'pkl_loop');
    assert.deepEqual(others, [], 'one function of that name');
    assert.ok(bytes !== undefined && bytes > 1000 && bytes < loopBytesMax, `pkl_loop has ${bytes} bytes`);
  });
}
