/** A load failure always rejects, says why and names the place. Limits: Node; what a page's console shows is in tests/browser. */
import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { builtTiers, importFactory, requireFactory } from '../support/dist.mjs';
import { runNode } from '../support/child.mjs';
import { serve } from '../support/server.mjs';
import { removeFolder } from '../support/temporary.mjs';

const page = '<!doctype html><title>not found</title>';

/** What a load failure must look like. @param {string} url @param {RegExp} why */
const loadError = (url, why) => (error) => {
  assert.equal(error.name, 'PocketPyLoadError');
  assert.equal(error.url, url);
  assert.ok(error.message.includes(url), `${error.message} does not name ${url}`);
  assert.match(error.message, why);
  assert.match(error.message, /set locateFile, wasmBinary or wasmModule/);
  assert.ok(error.cause, 'the cause is missing');
  return true;
};

/** Starts through `Module` in scope, as a page does. @returns {Promise<object>} Module.ready */
const startInObject = (tier) => (options) => {
  new Function('Module', readFileSync(tier.js, 'utf8'))(options);
  return options.ready;
};

for (const tier of builtTiers()) {
  const ways = [
    ['require', () => requireFactory(tier)],
    ['import', () => importFactory(tier)],
    ['Module.ready', () => startInObject(tier)],
  ];
  for (const [way, getStart] of ways) describeFailures(tier, way, getStart);

  test(`${tier.name}: an unhandled load failure of Module.ready ends a Node program with the error`, async () => {
    const source = `new Function('Module', require('fs').readFileSync(${JSON.stringify(tier.js)}, 'utf8'))({ locateFile: () => '/nowhere/x.wasm' })`;
    const { code, stderr } = await runNode(source, { type: 'commonjs' });
    assert.equal(code, 1);
    assert.match(stderr, /PocketPyLoadError: pocketpy cannot load \/nowhere\/x\.wasm: ENOENT/);
  });

  test(`${tier.name}: a Module object that a program already runs in is refused and left as it is`, async () => {
    const module = await requireFactory(tier)();
    const before = { ...module };
    const text = readFileSync(tier.js, 'utf8');
    assert.throws(() => new Function('Module', text)(module), /a program already runs in it; give each its own object/);
    await assert.rejects(requireFactory(tier)(module), /a program already runs in it/);
    await assert.rejects((await importFactory(tier))(module), /a program already runs in it/);
    assert.deepEqual({ ...module }, before);
  });

  test(`${tier.name}: one object given to two factory calls at once is refused for the second`, async () => {
    const options = {};
    const [first, second] = await Promise.allSettled([requireFactory(tier)(options), requireFactory(tier)(options)]);
    assert.equal(first.status, 'fulfilled');
    assert.match(second.reason.message, /a program already runs in it/);
  });

  for (const wrong of ['core', 1, null]) {
    test(`${tier.name}: ${JSON.stringify(wrong)} in place of the options is refused with a TypeError`, async () => {
      await assert.rejects(requireFactory(tier)(wrong), { name: 'TypeError', message: /options object/ });
      await assert.rejects((await importFactory(tier))(wrong), { name: 'TypeError', message: /options object/ });
    });
  }
}

function describeFailures(tier, way, getStart) {
  const claim = (text) => `${tier.name}: ${way} ${text}`;
  const bytes = readFileSync(tier.wasm);
  /** @param {object} options @param {string} url @param {RegExp} why */
  const rejects = async (options, url, why) => assert.rejects((await getStart())(options), loadError(url, why));

  test(claim('rejects when the file is missing, naming its path or URL'), async () => {
    for (const place of ['/nowhere/pocketpy.wasm', pathToFileURL('/nowhere/pocketpy.wasm').href]) {
      await rejects({ locateFile: () => place }, place, /ENOENT/);
    }
  });

  test(claim('rejects when the file is HTML, empty, something else, or cut off'), async (context) => {
    const folder = mkdtempSync(path.join(os.tmpdir(), 'pocketpy-'));
    context.after(() => removeFolder(folder));
    const contents = [
      ['\ufeff\n  ' + page, /got HTML instead of wasm/],
      ['', /got "" instead of wasm/],
      ['version https://git-lfs', /got "version https:\/\/git-lfs" instead of wasm/],
      [bytes.subarray(0, bytes.length - 100), new RegExp(`these ${bytes.length - 100} bytes are damaged or truncated`)],
    ];
    const place = path.join(folder, 'pocketpy.wasm');
    for (const [content, why] of contents) {
      writeFileSync(place, content);
      await rejects({ locateFile: () => place }, place, why);
    }
  });

  test(claim('rejects with the HTTP status, for HTML sent as a success, for a cut off download, for no server'), async (context) => {
    const half = bytes.subarray(0, bytes.length / 2);
    const server = await serve({
      '/html.wasm': { body: page, type: 'text/html' },
      '/half.wasm': { body: half, type: 'text/plain' },
      '/half-streamed.wasm': { body: half },
      '/html-streamed.wasm': { body: page },
    });
    context.after(server.close);
    const at = (name) => [{ locateFile: () => server.origin + name }, server.origin + name];
    await rejects(...at('/missing.wasm'), /HTTP status 404/);
    await rejects(...at('/html.wasm'), /got HTML instead of wasm/);
    await rejects(...at('/half.wasm'), /damaged or truncated/);
    await rejects(...at('/half-streamed.wasm'), /WebAssembly\.compileStreaming/);
    await rejects(...at('/html-streamed.wasm'), /WebAssembly\.compileStreaming.*magic/);
    assert.equal(server.requests.length, 5);
    await rejects({ locateFile: () => 'http://127.0.0.1:9/pocketpy.wasm' }, 'http://127.0.0.1:9/pocketpy.wasm', /fetch failed: /);
  });

  test(claim('rejects when the wasm belongs to another program'), async () => {
    const wasmBinary = Buffer.from('\0asm\x01\0\0\0', 'latin1');
    await rejects({ wasmBinary }, 'wasmBinary', /this is another program/);
  });

  test(claim('rejects when wasmBinary or wasmModule is of a wrong kind'), async () => {
    await rejects({ wasmBinary: 'text' }, 'wasmBinary', /instead of wasm/);
    await rejects({ wasmModule: bytes }, 'wasmModule', /must be a WebAssembly\.Module/);
  });

  test(claim('rejects when locateFile or instantiateWasm throws or its promise rejects'), async () => {
    const fail = () => { throw new Error('no idea where'); };
    await rejects({ locateFile: fail }, 'pocketpy.wasm', /no idea where/);
    await rejects({ instantiateWasm: fail }, 'instantiateWasm', /no idea where/);
    await rejects({ instantiateWasm: async () => fail() }, 'instantiateWasm', /no idea where/);
  });

  test(claim("rejects with the host's own error when onRuntimeInitialized or preRun throws"), async () => {
    const mistake = new Error('a mistake of the host');
    for (const name of ['onRuntimeInitialized', 'preRun']) {
      const options = { locateFile: () => tier.wasm, [name]: () => { throw mistake; } };
      await assert.rejects((await getStart())(options), (error) => error === mistake);
    }
  });
}
