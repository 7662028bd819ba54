/** The benchmark's pages: that they run, and that bytes are counted of what a page really fetches. Times nothing. Limits: core alone. */
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { test } from 'node:test';
import { brotliCompressSync, constants } from 'node:zlib';
import { measurePageStarts } from '../bench/language/start-chromium.mjs';
import { kinds } from '../bench/language/starts.mjs';
import { builtTiers } from '../support/dist.mjs';
import { removeFolder } from '../support/temporary.mjs';

/** Our smallest tier, compressed. @param {import('node:test').TestContext} context */
function coreIn(context) {
  const wire = mkdtempSync(path.join(tmpdir(), 'bench-wire-'));
  context.after(() => removeFolder(wire));
  const tier = builtTiers().find(({ name }) => name === 'core');
  assert.ok(tier, 'the core tier is built');
  for (const file of [tier.mjs, tier.wasm, tier.js]) {
    const bytes = readFileSync(file);
    writeFileSync(path.join(wire, `${createHash('sha256').update(bytes).digest('hex')}.br`), brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 5 } }));
  }
  return { wire, core: { name: 'core', version: '1', kind: /** @type {const} */ ('pocketpy'), folder: path.dirname(tier.mjs), command: [] } };
}

test('a page with core prints once and its times are in the report, less those of an empty page', async (context) => {
  const { wire, core } = coreIn(context);
  const native = { name: 'CPython', version: '3', kind: null, folder: '', command: [] };
  const { empty, runtimes } = await measurePageStarts([core, native], wire, 1);
  assert.deepEqual(Object.keys(runtimes), ['core']);
  assert.equal(runtimes.core.overEmpty.min, runtimes.core.opened.min - empty.min);
  assert.ok(runtimes.core.call.min > 0 && runtimes.core.call.median < runtimes.core.opened.median);
});

test('a page that fetches other files than are counted is refused', async (context) => {
  const { wire, core } = coreIn(context);
  const { files } = kinds.pocketpy;
  context.after(() => Object.assign(kinds.pocketpy, { files }));
  Object.assign(kinds.pocketpy, { files: [...files, 'pocketpy.js'] });
  await assert.rejects(measurePageStarts([core], wire, 1), /core asked for \/files\/pocketpy\.mjs, \/files\/pocketpy\.wasm; listed are .*pocketpy\.js/);
});
