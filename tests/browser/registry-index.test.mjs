/** The loader with a static registry in a browser: module page, classic page and workers, everything from one origin under a strict policy. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { openPage, useBrowser } from '../support/browser.mjs';
import { builtTiers } from '../support/dist.mjs';
import { answersOf, makeIndex, temporaryFolder, withVersions, writeIndex } from '../support/index.mjs';
import { registryFile } from '../support/registry.mjs';
import { serve } from '../support/server.mjs';

const browser = useBrowser();
const tiers = builtTiers();
const { version } = tiers[0].info;
const major = Number(version.split('.')[0]) + 1;
const policy = "default-src 'none'; img-src data:; worker-src 'self'; script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'";
const page = (/** @type {string} */ scripts) => `<!doctype html><meta charset="utf-8"><link rel="icon" href="data:,">${scripts}`;

/** A site with the loader, an index and pages. @param {import('node:test').TestContext} context @param {Record<string, object>} answers @param {(index: any) => any} [edit] */
const visit = async (context, answers, edit = (index) => index) => {
  const folder = temporaryFolder(context);
  writeIndex(folder, edit(makeIndex(folder)));
  const loader = ['registry.mjs', 'releases.mjs', 'registry.umd.js'].map((file) => [`/loader/${file}`, { file: registryFile(file) }]);
  const all = { ...Object.fromEntries(loader), ...answersOf(folder, '/py/'), ...answers };
  const site = await serve(Object.fromEntries(Object.entries(all).map(([address, answer]) => [address, { policy, ...answer }])));
  context.after(site.close);
  const { page: tab, errors, result } = await openPage(browser(), context);
  await tab.goto(`${site.origin}/page.html`);
  return { result: await result(), errors, site, folder };
};

/** What every host does; each tier has a newer version, a yanked one and a pre-release in the index. */
const use = `
  const names = await loadIndex('/py/index.json');
  const ranged = await Promise.all(${JSON.stringify(tiers.map(({ name }) => name))}.map((name) => createPocketPy(name + '@^${major}')));
  const lines = [];
  const code = 'import numpy.linalg as la\\nprint(int(la.norm([42.0])))';
  const fitting = await createPocketPy({ for: code, print: (line) => lines.push(line) });
  fitting.run(code);
  const refusals = [];
  for (const work of [() => createPocketPy('core@^99'), () => createPocketPy({ for: 'import pandas' }), () => loadIndex('/nowhere/index.json')]) {
    await work().catch((error) => refusals.push([error instanceof PocketPyError, error.message]));
  }
  const result = { names, ranged: ranged.map((py) => [py.variant, py.buildInfo.tier, py.eval('6 * 7')]), fitting: fitting.variant, lines, refusals };`;
const names = ['createPocketPy', 'loadIndex', 'PocketPyError'].join(', ');
const imports = `import { ${names} } from '/loader/registry.mjs';`;

/** @param {any} index */
const edit = (index) => tiers.reduce((whole, { name }) => withVersions(whole, name, [{ version: `${major}.2.0-rc.1` }, { version: `${major}.1.0`, yanked: true }, { version: `${major}.0.0` }, { version }]), index);

const hosts = {
  'a module page': { '/page.html': page('<script type="module" src="/main.mjs"></script>'), '/main.mjs': `${imports} self.done = (async () => { ${use} return result; })();` },
  'a classic page': { '/page.html': page('<script src="/loader/registry.umd.js"></script><script src="/main.js"></script>'), '/main.js': `const { ${names} } = PocketPy; self.done = (async () => { ${use} return result; })();` },
  'a module worker': {
    '/page.html': page('<script src="/main.js"></script>'),
    '/main.js': "self.done = new Promise((resolve) => { new Worker('/worker.mjs', { type: 'module' }).onmessage = ({ data }) => resolve(data); });",
    '/worker.mjs': `${imports} (async () => { ${use} postMessage(result); })().catch((error) => postMessage(String(error)));`,
  },
  'a classic worker': {
    '/page.html': page('<script src="/main.js"></script>'),
    '/main.js': "self.done = new Promise((resolve) => { new Worker('/worker.js').onmessage = ({ data }) => resolve(data); });",
    '/worker.js': `importScripts('/loader/registry.umd.js'); const { ${names} } = PocketPy; (async () => { ${use} postMessage(result); })().catch((error) => postMessage(String(error)));`,
  },
};
for (const [host, texts] of Object.entries(hosts)) {
  test(`${host} loads an index, takes ranges and programs, and says what it refuses, under a strict policy`, async (context) => {
    const { result, errors, site } = await visit(context, Object.fromEntries(Object.entries(texts).map(([address, body]) => [address, { body }])), edit);
    assert.deepEqual(result.ranged, tiers.map(({ name }) => [`${name}@${major}.0.0`, name, 42]));
    assert.deepEqual([result.fitting, result.lines], ['numpy', ['42']]);
    assert.equal(result.names.length, tiers.length * 5);
    const refusals = [/^no version of `core` matches `\^99`/, /^no variant has `pandas`/, new RegExp(`^cannot use the index ${site.origin}/nowhere/index\\.json: HTTP status 404; nothing of it was registered$`)];
    result.refusals.forEach(([isOurs, message], index) => assert.deepEqual([isOurs, refusals[index].test(message)], [true, true], message));
    assert.deepEqual(errors.filter((text) => !/404/.test(text)), []);
    assert.equal(site.requests.filter((address) => address === '/loader/releases.mjs').length, 1);
    // numpy is started twice, by two names of one version
    for (const { name } of tiers) assert.equal(site.requests.filter((address) => address === `/py/${name}/${version}/pocketpy.wasm`).length, 1);
  });
}

test('a page that asks for none of it does not download releases.mjs', async (context) => {
  const { result, site } = await visit(context, {
    '/page.html': { body: page('<script type="module" src="/main.mjs"></script>') },
    '/main.mjs': { body: `${imports} self.done = createPocketPy('core', { baseURL: '/py/core/${version}/' }).then((py) => py.eval('6 * 7'));` },
  });
  assert.equal(result, 42);
  assert.ok(!site.requests.includes('/loader/releases.mjs'));
});

test('without releases.mjs beside the loader, the error says to serve it', async (context) => {
  const { result } = await visit(context, {
    '/loader/releases.mjs': { status: 404, body: 'no' },
    '/page.html': { body: page('<script type="module" src="/main.mjs"></script>') },
    '/main.mjs': { body: `${imports} self.done = loadIndex('/py/index.json').then(() => 'loaded', (error) => [error instanceof PocketPyError, error.message, error.cause instanceof TypeError]);` },
  });
  assert.deepEqual(result, [true, 'cannot load releases.mjs; serve it beside this script', true]);
});

for (const tier of tiers) {
  for (const file of ['pocketpy.wasm', 'pocketpy.mjs']) {
    test(`${tier.name}: ${file} of an index with other bytes than its hash is refused, and nothing of it runs`, async (context) => {
      const bytes = readFileSync(path.join(path.dirname(tier.wasm), file));
      const changed = file === 'pocketpy.mjs' ? `${bytes}\nself.stolen = 1;` : Uint8Array.from(bytes, (byte, index) => (index === bytes.length - 10 ? byte ^ 1 : byte));
      const { result } = await visit(context, {
        [`/py/${tier.name}/${version}/${file}`]: { body: changed },
        '/page.html': { body: page('<script type="module" src="/main.mjs"></script>') },
        '/main.mjs': { body: `${imports} self.done = loadIndex('/py/index.json').then(() => createPocketPy('${tier.name}@*')).then(() => 'started', (error) => error.message).then((text) => [text, 'stolen' in self]);` },
      });
      assert.match(result[0], new RegExp(`/py/${tier.name}/${version}/${file.replace('.', '\\.')}: not the file this loader knows: expected sha384-.*, found sha384-`));
      assert.equal(result[1], false);
    });
  }
}
