/** The loader in a browser: module page, classic page and workers under a strict policy, with the files on another origin as a CDN. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { byBrowser, openPage, useBrowser } from '../support/browser.mjs';
import { builtTiers } from '../support/dist.mjs';
import { registryFile } from '../support/registry.mjs';
import { serve } from '../support/server.mjs';

const browser = useBrowser();

/** What every host does with the loader; `result` is what it tells. @param {string} tier @param {string} cdn */
const use = (tier, cdn) => `
  const before = [...Object.getOwnPropertyNames(self), 'done']; // done is this test's own
  const neighbour = self.Module = { HEAP8: new Int8Array(1), ccall() {} }; // another Emscripten program's
  const value = (name) => Object.getOwnPropertyDescriptor(self, name)?.value;
  const values = new Map(before.filter((name) => name !== 'done').map((name) => [name, value(name)]));
  setCDN((pkg, version, file) => '${cdn}/' + file);
  const lines = [];
  const [py, other] = await Promise.all([createPocketPy('${tier}', { print: (line) => lines.push(line) }), createPocketPy('${tier}')]);
  py.run('a, b = 1, 1\\nfor i in range(5):\\n    print(a, end=" ")\\n    a, b = b, a + b\\nprint()');
  py.set('x', new Uint8Array(16));
  other.set('x', 5n);
  const result = { lines, sizes: [py.eval('len(x)'), other.eval('x')], globals: Object.getOwnPropertyNames(self).filter((name) => !before.includes(name) && name !== 'Module'),
    changed: [...values].filter(([name, old]) => !Object.is(value(name), old)).map(([name]) => name), neighbour: [self.Module === neighbour, Object.keys(neighbour)] };`;

const expected = { lines: ['1 1 2 3 5 '], sizes: [16, 5], globals: [], changed: [], neighbour: [true, ['HEAP8', 'ccall']] };
const page = (/** @type {string} */ scripts) => `<!doctype html><meta charset="utf-8"><link rel="icon" href="data:,">${scripts}`;

for (const tier of builtTiers()) {
  const claim = (/** @type {string} */ text) => `${tier.name}: ${text}`;

  /** A CDN on an origin of its own. @param {import('node:test').TestContext} context @param {Record<string, object>} answers */
  const startCdn = async (context, answers = {}) => {
    const cors = { 'access-control-allow-origin': '*' };
    const cdn = await serve({ '/pocketpy.mjs': { file: tier.mjs, headers: cors }, '/pocketpy.wasm': { file: tier.wasm, headers: cors }, ...answers });
    context.after(cdn.close);
    return cdn;
  };

  /** A site whose policy names only itself and the CDN. */
  const startSite = async (context, cdn, answers) => {
    const policy = `default-src 'none'; img-src data:; worker-src 'self'; script-src 'self' ${cdn.origin} 'wasm-unsafe-eval'; connect-src ${cdn.origin}`;
    const withPolicy = Object.fromEntries(Object.entries(answers).map(([address, answer]) => [address, { policy, ...answer }]));
    const site = await serve({ '/registry.mjs': { file: registryFile('registry.mjs'), policy }, '/registry.umd.js': { file: registryFile('registry.umd.js'), policy }, ...withPolicy });
    context.after(site.close);
    return site;
  };

  const visit = async (context, cdn, answers) => {
    const site = await startSite(context, cdn, answers);
    const { page: tab, errors, result } = await openPage(browser(), context);
    await tab.goto(`${site.origin}/page.html`);
    return { result: await result(), errors };
  };

  const imports = "import { createPocketPy, setCDN } from '/registry.mjs';";
  const hosts = {
    'a module page': {
      '/page.html': { body: page('<script type="module" src="/main.mjs"></script>') },
      '/main.mjs': { body: cdn => `${imports} self.done = (async () => { ${use(tier.name, cdn)} return result; })();` },
    },
    'a classic page': {
      '/page.html': { body: page('<script src="/registry.umd.js"></script><script src="/main.js"></script>') },
      '/main.js': { body: cdn => `const { createPocketPy, setCDN } = PocketPy; self.done = (async () => { ${use(tier.name, cdn)} return result; })();` },
    },
    'a module worker': {
      '/page.html': { body: page('<script src="/main.js"></script>') },
      '/main.js': { body: () => "self.done = new Promise((resolve) => { new Worker('/worker.mjs', { type: 'module' }).onmessage = ({ data }) => resolve(data); });" },
      '/worker.mjs': { body: cdn => `${imports} try { ${use(tier.name, cdn)} postMessage(result); } catch (error) { postMessage(String(error)); }` },
    },
    'a classic worker': {
      '/page.html': { body: page('<script src="/main.js"></script>') },
      '/main.js': { body: () => "self.done = new Promise((resolve) => { new Worker('/worker.js').onmessage = ({ data }) => resolve(data); });" },
      '/worker.js': { body: cdn => `importScripts('/registry.umd.js'); const { createPocketPy, setCDN } = PocketPy; (async () => { ${use(tier.name, cdn)} postMessage(result); })().catch((error) => postMessage(String(error)));` },
    },
  };
  for (const [host, answers] of Object.entries(hosts)) {
    test(claim(`${host} runs Python under a policy without unsafe-eval, unsafe-inline and blob:, and keeps its globals`), async (context) => {
      const cdn = await startCdn(context);
      const filled = Object.fromEntries(Object.entries(answers).map(([address, { body }]) => [address, { body: typeof body === 'function' ? body(cdn.origin) : body }]));
      const { result, errors } = await visit(context, cdn, filled);
      assert.deepEqual(result, expected);
      assert.deepEqual(errors, []);
      assert.equal(cdn.requests.filter((address) => address === '/pocketpy.wasm').length, 1, 'one download for two interpreters');
    });
  }

  const bytes = readFileSync(tier.wasm);
  const flipped = Uint8Array.from(bytes, (byte, index) => (index === bytes.length - 10 ? byte ^ 1 : byte));
  const cors = { 'access-control-allow-origin': '*' };
  const glue = readFileSync(tier.mjs, 'utf8');
  const causes = {
    'a flipped byte in the wasm': [{ '/pocketpy.wasm': { body: flipped, headers: cors } }, /pocketpy\.wasm: not the file this loader knows: expected sha384-.*, found sha384-/],
    'changed glue': [{ '/pocketpy.mjs': { body: `${glue}\nself.stolen = 1;`, headers: cors } }, /pocketpy\.mjs: not the file this loader knows: expected sha384-.*, found sha384-/],
    'HTML in place of wasm': [{ '/pocketpy.wasm': { body: '<!doctype html>', type: 'text/html', headers: cors } }, /got HTML instead of wasm/],
    'HTML in place of the glue': [{ '/pocketpy.mjs': { body: '<!doctype html>', type: 'text/html', headers: cors } }, /pocketpy\.mjs: got HTML instead of JavaScript/],
    'HTML in place of the glue, unverified,': [{ '/pocketpy.mjs': { body: '<!doctype html>', type: 'text/html', headers: cors } }, /pocketpy\.mjs: got HTML instead of JavaScript/, { integrity: false }],
    'a missing glue, unverified,': [{ '/pocketpy.mjs': { status: 404, body: 'no', headers: cors } }, /pocketpy\.mjs: HTTP status 404/, { integrity: false }],
    'a missing file': [{ '/pocketpy.wasm': { status: 404, body: 'no', headers: cors } }, /HTTP status 404/],
    'a CDN without CORS': [{ '/pocketpy.wasm': { file: tier.wasm } }, byBrowser({ chromium: /Failed to fetch/, firefox: /NetworkError when attempting to fetch resource/ })],
  };
  for (const [cause, [answers, message, options = {}]] of Object.entries(causes)) {
    test(claim(`${cause} is refused, with the address and the reason, and nothing of it runs`), async (context) => {
      const cdn = await startCdn(context, answers);
      const { result } = await visit(context, cdn, {
        '/page.html': { body: page('<script type="module" src="/main.mjs"></script>') },
        '/main.mjs': { body: `${imports} setCDN((pkg, version, file) => '${cdn.origin}/' + file);
          self.done = createPocketPy('${tier.name}', ${JSON.stringify(options)}).then(() => 'started', (error) => error.message).then((text) => [text, 'stolen' in self]);` },
      });
      assert.match(result[0], message);
      assert.ok(result[0].includes(cdn.origin));
      assert.equal(result[1], false);
    });
  }

  for (const integrity of [true, false]) {
    test(claim(`where the first CDN has a file that ends early, the second one's is taken, ${integrity ? 'with' : 'without'} hashes`), async (context) => {
      const cut = bytes.subarray(0, Math.floor(bytes.length / 10)); // within the code
      const [bad, good] = [await startCdn(context, { '/pocketpy.wasm': { body: cut, headers: cors } }), await startCdn(context)];
      const policy = `default-src 'none'; img-src data:; script-src 'self' ${bad.origin} ${good.origin} 'wasm-unsafe-eval'; connect-src ${bad.origin} ${good.origin}`;
      const { result } = await visit(context, good, {
        '/page.html': { body: page('<script type="module" src="/main.mjs"></script>'), policy },
        '/main.mjs': { body: `${imports} setCDN(${JSON.stringify([bad.origin, good.origin])}.map((origin) => (pkg, version, file) => origin + '/' + file));
          self.done = createPocketPy('${tier.name}', { integrity: ${integrity} }).then((py) => py.eval('6 * 7'));` },
      });
      assert.equal(result, 42);
      assert.deepEqual([bad, good].map(({ requests }) => requests.includes('/pocketpy.wasm')), [true, true]);
    });
  }

  for (const type of ['application/wasm', 'application/octet-stream']) {
    test(claim(`wasm sent as ${type} is verified and loads`), async (context) => {
      const cdn = await startCdn(context, { '/pocketpy.wasm': { file: tier.wasm, type, headers: cors } });
      const { result } = await visit(context, cdn, {
        '/page.html': { body: page('<script type="module" src="/main.mjs"></script>') },
        '/main.mjs': { body: `${imports} setCDN((pkg, version, file) => '${cdn.origin}/' + file); self.done = createPocketPy('${tier.name}').then((py) => py.eval('6 * 7'));` },
      });
      assert.equal(result, 42);
    });
  }
}

test('all tiers load at once in one page, each downloaded once, and none disturbs another', async (context) => {
  const tiers = builtTiers();
  const cors = { 'access-control-allow-origin': '*' };
  const files = tiers.flatMap((tier) => [[`/${tier.name}/pocketpy.mjs`, { file: tier.mjs, headers: cors }], [`/${tier.name}/pocketpy.wasm`, { file: tier.wasm, headers: cors }]]);
  const cdn = await serve(Object.fromEntries(files));
  context.after(cdn.close);
  const policy = `default-src 'none'; img-src data:; script-src 'self' ${cdn.origin} 'wasm-unsafe-eval'; connect-src ${cdn.origin}`;
  const site = await serve({
    '/registry.mjs': { file: registryFile('registry.mjs'), policy },
    '/page.html': { body: page('<script type="module" src="/main.mjs"></script>'), policy },
    '/main.mjs': {
      policy,
      body: `import { createPocketPy, setCDN } from '/registry.mjs';
        const names = ${JSON.stringify([...tiers, ...tiers].map((tier) => tier.name))};
        setCDN((pkg, version, file) => '${cdn.origin}/' + pkg.split('/')[1] + '/' + file);
        self.done = Promise.all(names.map((name) => createPocketPy(name))).then((all) => {
          all.forEach((py, index) => py.set('mine', index));
          return all.map((py) => [py.variant, py.buildInfo.tier, py.get('mine')]);
        });`,
    },
  });
  context.after(site.close);
  const { page: tab, errors, result } = await openPage(browser(), context);
  await tab.goto(`${site.origin}/page.html`);
  assert.deepEqual(await result(), [...tiers, ...tiers].map((tier, index) => [tier.name, tier.name, index]));
  assert.deepEqual(errors, []);
  for (const tier of tiers) assert.equal(cdn.requests.filter((address) => address === `/${tier.name}/pocketpy.wasm`).length, 1);
});
