/** The loader's details: where a variant's files come from, what is shared, and what a finished load leaves behind. */
import assert from 'node:assert/strict';
import { getEventListeners } from 'node:events';
import { mkdtempSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { builtTiers } from '../support/dist.mjs';
import { importRegistry, registryFile } from '../support/registry.mjs';
import { runNode } from '../support/child.mjs';
import { removeFolder } from '../support/temporary.mjs';

const { createPocketPy, register, setCDN, unregister, variants } = await importRegistry();

test('without setCDN, unpkg is asked first, then jsDelivr, each for the exact version', async () => {
  const asked = /** @type {string[]} */ ([]);
  const fetch = async (/** @type {string} */ address) => (asked.push(address), new Response('', { status: 404 }));
  register('elsewhere', { pkg: '@me/elsewhere', version: '1.2.3' });
  await assert.rejects(createPocketPy('elsewhere', { fetch }), (/** @type {any} */ error) => {
    const remote = error.attempts.map(({ url }) => url).filter((url) => /^https:/.test(url));
    const file = remote[0].replace(/.*\//, ''); // whichever of the two failed first
    assert.deepEqual(remote, [`https://unpkg.com/@me/elsewhere@1.2.3/dist/${file}`, `https://cdn.jsdelivr.net/npm/@me/elsewhere@1.2.3/dist/${file}`]);
    assert.ok(error.cause instanceof Error);
    return true;
  });
  assert.equal(asked.length, 4);
  unregister('elsewhere');
});

test('setCDN refuses what gives no address, and no CDN at all', () => {
  for (const bad of [[], 'https://example.org', [() => '', 5]]) assert.throws(() => setCDN(bad), { name: 'TypeError', message: /setCDN needs a function/ });
});

for (const tier of builtTiers()) {
  const folder = path.dirname(tier.wasm);

  test(`${tier.name}: a registered baseURL is used, and what was registered does not change afterwards`, async () => {
    const entry = { pkg: '@me/mine', version: '0.0.0', baseURL: folder };
    register('mine', entry);
    entry.baseURL = '/nowhere';
    variants().mine.baseURL = '/nowhere';
    assert.equal((await createPocketPy('mine')).eval('6 * 7'), 42);
    unregister('mine');
  });

  test(`${tier.name}: glue and wasm are taken as URL objects too`, async () => {
    const py = await createPocketPy(tier.name, { glue: pathToFileURL(tier.mjs), wasm: pathToFileURL(tier.wasm) });
    assert.equal(py.eval('6 * 7'), 42);
  });

  test(`${tier.name}: a load with a fetch of its own is not shared with others`, async (context) => {
    const cache = mkdtempSync(path.join(tmpdir(), 'cache-')); // nothing is found on this machine's disk
    process.env.POCKETPY_CACHE = cache;
    context.after(() => removeFolder(cache));
    const refuse = async () => new Response('', { status: 503 });
    const answer = async (/** @type {string} */ address) => new Response(await readFile(path.join(folder, path.basename(address))));
    const load = (/** @type {any} */ fetch) => createPocketPy(tier.name, { baseURL: 'http://127.0.0.1:9/', fetch });
    const [bad, good] = await Promise.allSettled([load(refuse), load(answer)]);
    assert.match(bad.reason.message, /HTTP status 503/);
    assert.equal(good.value.eval('6 * 7'), 42);
  });

  test(`${tier.name}: a finished load leaves no listener on the signal, and no timer that keeps Node alive`, async () => {
    const { signal } = new AbortController();
    await createPocketPy(tier.name, { baseURL: folder, signal });
    assert.equal(getEventListeners(signal, 'abort').length, 0);
    const source = `import { createPocketPy } from ${JSON.stringify(pathToFileURL(registryFile('registry.mjs')).href)};
      await createPocketPy('${tier.name}', { baseURL: ${JSON.stringify(folder)}, timeout: 60_000 });
      console.log(process.getActiveResourcesInfo().filter((name) => name === 'Timeout').length);`;
    const { stdout } = await runNode(source, { type: 'module' });
    assert.equal(stdout, '0\n');
  });
}
