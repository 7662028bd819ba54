/** The loader's contract in Node: finding, verifying, starting, running, ending. */
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { test } from 'node:test';
import { promisify } from 'node:util';
import { pathToFileURL } from 'node:url';
import { builtTiers } from '../support/dist.mjs';
import { importRegistry, registryFile, requireRegistry } from '../support/registry.mjs';
import { serve } from '../support/server.mjs';
import { removeFolder } from '../support/temporary.mjs';

const registry = await importRegistry();
const { createPocketPy, register, unregister, variants, setCDN, PocketPyError, PythonError } = registry;
const quiet = { print() {}, printErr() {} };

/** A folder with a copy of a tier's files, gone at the end of the test. @param {import('node:test').TestContext} context @param {any} tier */
const copyOf = (context, tier) => {
  const folder = mkdtempSync(path.join(tmpdir(), 'tier-'));
  context.after(() => removeFolder(folder));
  for (const file of ['pocketpy.mjs', 'pocketpy.wasm']) cpSync(path.join(path.dirname(tier.wasm), file), path.join(folder, file));
  return folder;
};

test('the CommonJS bundle has the same names as the ES module', () => {
  assert.deepEqual(Object.keys(requireRegistry()).sort(), Object.keys(registry).sort());
});

test('options that nobody reads, and options of a wrong type, are a TypeError that names them', async () => {
  await assert.rejects(createPocketPy('core', { colour: 1, size: 2 }), { name: 'TypeError', message: /unknown option: colour, size; legal: baseURL, wasm/ });
  for (const [key, value] of Object.entries({ print: 1, stdout: 'x', fetch: {}, integrity: 'no', timeout: '5', stdin: 7, onProgress: [] })) {
    await assert.rejects(createPocketPy('core', { [key]: value }), { name: 'TypeError', message: new RegExp(`option ${key} must be`) });
  }
  await assert.rejects(createPocketPy('core', 5), { name: 'TypeError' });
});

test('an unknown variant is refused with the known ones; registered ones come and go', async () => {
  await assert.rejects(createPocketPy('cor'), { name: 'PocketPyError', message: /unknown variant `cor`; known: .*core/ });
  assert.throws(() => register('mine', { pkg: 'x' }), { name: 'TypeError', message: /needs a string `version`/ });
  assert.throws(() => register('mine', { pkg: 'x', version: '1', url: 'y' }), { name: 'TypeError', message: /unknown variant property: url/ });
  register('mine', { pkg: 'x', version: '1' });
  assert.deepEqual(variants().mine, { pkg: 'x', version: '1' });
  assert.equal(unregister('mine'), true);
  assert.equal(unregister('mine'), false);
  assert.throws(() => setCDN('https://cdn.test/'), { name: 'TypeError', message: /setCDN needs a function/ });
});

for (const tier of builtTiers()) {
  const claim = (/** @type {string} */ text) => `${tier.name}: ${text}`;
  const folder = path.dirname(tier.wasm);
  const start = (options = {}) => createPocketPy(tier.name, { baseURL: folder, ...quiet, ...options });

  test(claim('a folder is taken as path, with and without slash, and as file: URL'), async () => {
    for (const baseURL of [folder, `${folder}/`, pathToFileURL(folder).href, pathToFileURL(`${folder}/`)]) {
      const py = await start({ baseURL });
      assert.equal(py.variant, tier.name);
      assert.equal(py.buildInfo.tier, tier.name);
      assert.equal(py.eval('6 * 7'), 42);
    }
  });

  test(claim('exec tells success, run throws with type, message, traceback and frames'), async () => {
    const errors = /** @type {string[]} */ ([]);
    const lines = /** @type {string[]} */ ([]);
    const py = await start({ print: (/** @type {string} */ line) => lines.push(line), printErr: (/** @type {string} */ line) => errors.push(line) });
    assert.equal(py.exec('print("a")'), true);
    assert.equal(py.exec('1/0', 'bad.py'), false);
    assert.deepEqual(lines, ['a']);
    assert.match(errors.join('\n'), /File "bad\.py", line 1[\s\S]*ZeroDivisionError/);
    assert.throws(() => py.run('def f():\n    raise ValueError("no")\nf()', 'bad.py'), (/** @type {any} */ error) => {
      assert.ok(error instanceof PythonError);
      assert.deepEqual([error.type, error.message, error.pythonFrames.length], ['ValueError', 'ValueError: no', 2]);
      assert.deepEqual(error.pythonFrames[1], { file: 'bad.py', line: 2, name: 'f' });
      assert.match(error.traceback, /ValueError: no$/);
      return true;
    });
    assert.equal(errors.length > 0 && py.eval('1'), 1, 'it goes on');
    assert.throws(() => py.exec(5), TypeError);
  });

  test(claim('values go in and out, files are written and imported'), async () => {
    const py = await start();
    py.set('data', { list: [1, 2.5, 'x'], bytes: new Uint8Array([1, 2]) });
    assert.deepEqual(py.eval('[data["list"], len(data["bytes"])]'), [[1, 2.5, 'x'], 2]);
    assert.throws(() => py.get('nothing'), { name: 'PythonError', type: 'NameError' });
    py.fs.writeFile('/helper.py', 'answer = 41');
    assert.equal(py.eval('__import__("helper").answer + 1'), 42);
    py.fs.mkdir('/folder');
    py.fs.writeFile('/folder/a.bin', Uint8Array.of(1, 2));
    assert.deepEqual(py.fs.readFile('/folder/a.bin'), Uint8Array.of(1, 2));
    assert.deepEqual(py.fs.readdir('/folder'), ['a.bin']);
    py.fs.unlink('/folder/a.bin');
    assert.throws(() => py.fs.readFile('/folder/a.bin', 'utf8'), { name: 'PocketPyError', message: /cannot use the file `\/folder\/a\.bin`/ });
  });

  test(claim('stdout comes in raw chunks at once, stdin is a text or answers lines'), async () => {
    const chunks = /** @type {string[]} */ ([]);
    const stdout = (/** @type {Uint8Array} */ bytes) => chunks.push(new TextDecoder().decode(bytes));
    const py = await start({ stdout, stdin: 'one\ntwo' });
    py.run('print("a", end="")\nx = input() + input()');
    assert.deepEqual([chunks[0], py.get('x')], ['a', 'onetwo']);
    assert.throws(() => py.run('input()'), { type: 'EOFError' });
    const lines = ['first', 'second'];
    const asked = await start({ stdin: () => lines.shift() ?? null });
    asked.run('x = [input(), input()]');
    assert.deepEqual(asked.get('x'), ['first', 'second']);
  });

  test(claim('a flipped byte and a truncated file are refused with file, expected and found'), async (context) => {
    for (const file of ['pocketpy.mjs', 'pocketpy.wasm']) {
      const copy = copyOf(context, tier);
      const bytes = readFileSync(path.join(copy, file));
      bytes[bytes.length - 10] ^= 1;
      for (const bad of [bytes, bytes.subarray(0, bytes.length - 5)]) {
        writeFileSync(path.join(copy, file), bad);
        await assert.rejects(start({ baseURL: copy }), { name: 'PocketPyLoadError', message: new RegExp(`${file.replace('.', '\\.')}: not the file this loader knows: expected sha384-.*, found sha384-`) });
      }
    }
  });

  test(claim('integrity: false takes a file of other bytes'), async (context) => {
    const copy = copyOf(context, tier);
    writeFileSync(path.join(copy, 'pocketpy.mjs'), `${readFileSync(path.join(copy, 'pocketpy.mjs'))}\n// changed\n`);
    assert.equal((await start({ baseURL: copy, integrity: false })).eval('1'), 1);
  });

  test(claim('wasm is taken as bytes, module, response and path, the glue as a factory'), async () => {
    const bytes = readFileSync(tier.wasm);
    const module = await WebAssembly.compile(bytes);
    const response = new Response(bytes, { headers: { 'content-type': 'application/wasm' } });
    const factory = (await import(pathToFileURL(tier.mjs).href)).default;
    for (const options of [{ wasm: bytes }, { wasm: module }, { wasm: response }, { wasm: tier.wasm }, { glue: factory }, { glue: tier.mjs }]) {
      assert.equal((await start(options)).eval('2 + 2'), 4);
    }
    await assert.rejects(start({ wasm: new Uint8Array(100) }), { name: 'PocketPyLoadError', message: /instead of wasm/ });
  });

  test(claim('of several CDNs the first that is right is taken; when none is, the error lists each with its reason'), async (context) => {
    const cache = mkdtempSync(path.join(tmpdir(), 'cache-'));
    context.after(() => removeFolder(cache));
    process.env.POCKETPY_CACHE = cache;
    const site = await serve({
      '/html/pocketpy.mjs': { file: tier.mjs }, '/html/pocketpy.wasm': { body: '<!doctype html>', type: 'text/html' },
      '/bad/pocketpy.mjs': { body: 'export default 1', type: 'text/javascript' }, '/bad/pocketpy.wasm': { body: readFileSync(tier.wasm).subarray(0, 5000), type: 'application/wasm' },
      '/good/pocketpy.mjs': { file: tier.mjs }, '/good/pocketpy.wasm': { file: tier.wasm },
    });
    context.after(async () => (setCDN(), await site.close()));
    const cdn = (/** @type {string} */ name) => (/** @type {string} */ _pkg, /** @type {string} */ _version, /** @type {string} */ file) => `${site.origin}/${name}/${file}`;
    const broken = ['missing', 'html', 'bad'].map(cdn);
    setCDN(broken);
    await assert.rejects(createPocketPy(tier.name, quiet), (/** @type {any} */ error) => {
      assert.ok(error instanceof PocketPyError);
      const remote = error.attempts.filter((/** @type {any} */ { url }) => /^http/.test(url));
      assert.equal(remote.length, 3);
      assert.match(remote[0].reason, /HTTP status 404/);
      assert.match(remote[1].reason, /got HTML instead of wasm/);
      assert.match(remote[2].reason, /expected sha384-/);
      return error.attempts.every((/** @type {any} */ { url }) => error.message.includes(url));
    });
    setCDN([...broken, cdn('good')]);
    const progress = /** @type {any[]} */ ([]);
    const several = await Promise.all([1, 2, 3].map(() => createPocketPy(tier.name, { ...quiet, onProgress: (/** @type {any} */ step) => progress.push(step) })));
    assert.deepEqual(several.map((py, index) => (py.set('n', index), py.get('n'))), [0, 1, 2], 'each has its own memory');
    assert.equal(site.requests.filter((address) => address === '/good/pocketpy.wasm').length, 1, 'one download for three interpreters');
    assert.equal(progress.at(-1).loaded, readFileSync(tier.wasm).length);
    assert.ok(existsSync(cache));
  });

  test(claim('an abort and a timeout reject at once, and the next load works'), async (context) => {
    const site = await serve({});
    context.after(() => site.close());
    const never = /** @type {any} */ ((/** @type {string} */ _address, { signal }) => new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason))));
    const controller = new AbortController();
    const loading = start({ baseURL: `${site.origin}/`, fetch: never, signal: controller.signal });
    controller.abort();
    await assert.rejects(loading, { name: 'AbortError' });
    await assert.rejects(start({ signal: AbortSignal.abort() }), { name: 'AbortError' });
    await assert.rejects(start({ baseURL: `${site.origin}/`, fetch: never, timeout: 20 }), { name: 'PocketPyError', message: 'loading took longer than 20 ms' });
    assert.equal((await start()).eval('1'), 1);
  });

  test(claim('Node keeps verified downloads, uses them without the network, and mends a damaged one'), async (context) => {
    const cache = mkdtempSync(path.join(tmpdir(), 'cache-'));
    context.after(() => removeFolder(cache));
    const site = await serve({ '/pocketpy.mjs': { file: tier.mjs }, '/pocketpy.wasm': { file: tier.wasm } });
    const use = "const py = await createPocketPy(process.argv[2], { baseURL: process.argv[3] }); console.log(py.eval('6 * 7'));";
    const loader = JSON.stringify(pathToFileURL(registryFile('registry.mjs')).href);
    writeFileSync(path.join(cache, 'use.mjs'), `import { createPocketPy } from ${loader}; ${use}`);
    const run = () => promisify(execFile)(process.execPath, [path.join(cache, 'use.mjs'), tier.name, site.origin], { env: { ...process.env, POCKETPY_CACHE: cache } });
    assert.equal((await run()).stdout, '42\n');
    assert.equal(site.requests.length, 2);
    assert.equal((await run()).stdout, '42\n');
    assert.equal(site.requests.length, 2, 'the second process asks for nothing');
    const kept = readdirSync(cache).map((folder) => path.join(cache, folder, 'pocketpy.wasm')).filter(existsSync);
    assert.equal(kept.length, 1, 'named by what they hold');
    assert.deepEqual(readdirSync(path.dirname(kept[0])), ['pocketpy.wasm'], 'nothing half written stays');
    writeFileSync(kept[0], 'damaged');
    assert.equal((await run()).stdout, '42\n');
    assert.deepEqual(site.requests.slice(2), ['/pocketpy.wasm'], 'only the damaged file is fetched again');
    await site.close();
    assert.equal((await run()).stdout, '42\n', 'without a network');
  });

  test(claim('a load that was broken off is not joined by the next caller, and one of several callers may leave'), async (context) => {
    const site = await serve({ '/pocketpy.mjs': { file: tier.mjs }, '/pocketpy.wasm': { file: tier.wasm } });
    context.after(() => site.close());
    const cache = mkdtempSync(path.join(tmpdir(), 'cache-'));
    context.after(() => removeFolder(cache));
    process.env.POCKETPY_CACHE = cache;
    const baseURL = `${site.origin}/`;
    const [first, second] = [new AbortController(), new AbortController()];
    const broken = start({ baseURL, signal: first.signal });
    first.abort();
    const [next, leaving] = [start({ baseURL }), start({ baseURL, signal: second.signal })];
    second.abort();
    await assert.rejects(broken, { name: 'AbortError' });
    await assert.rejects(leaving, { name: 'AbortError' });
    assert.equal((await next).eval('1'), 1);
  });

  test(claim('a destroyed interpreter refuses everything; destroying twice does no harm'), async () => {
    const py = await start();
    py.destroy();
    py.destroy();
    for (const use of [() => py.exec('1'), () => py.eval('1'), () => py.set('a', 1), () => py.fs.readdir('/'), () => py._module]) {
      assert.throws(use, { name: 'PocketPyDeadError', message: /it was destroyed/ });
    }
    if (Symbol.dispose) assert.equal(typeof py[Symbol.dispose], 'function');
  });

  test(claim('an interpreter that trapped is dead and says why; others live on'), async () => {
    const [broken, other] = [await start(), await start()];
    assert.throws(() => broken.run('import posix\nposix._exit(3)'), { name: 'PocketPyDeadError', message: /it stopped with RuntimeError: (Aborted|unreachable)/ });
    assert.throws(() => broken.eval('1'), { name: 'PocketPyDeadError', message: /it stopped with/ });
    broken.destroy();
    assert.equal(other.eval('1'), 1);
  });
}
