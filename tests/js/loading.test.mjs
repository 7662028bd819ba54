/** The ways of getting an interpreter in Node. Limits: pages and workers are in tests/browser. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { test } from 'node:test';
import vm from 'node:vm';
import { builtTiers, importFactory, requireFactory } from '../support/dist.mjs';
import { byteCollector, execute, fibonacci, fibonacciOutput, initialize } from '../support/python.mjs';
import { serve } from '../support/server.mjs';

/** Loads with the given factory and gives back what the Fibonacci program printed, line by line. */
async function fibonacciLines(factory, options = {}) {
  const lines = [];
  const module = await factory({ print: (line) => lines.push(line), ...options });
  initialize(module);
  assert.ok(execute(module, fibonacci));
  return lines;
}

for (const tier of builtTiers()) {
  const textOfScript = readFileSync(tier.js, 'utf8');

  test(`${tier.name}: pocketpy.js gives the factory to require() and prints 1 1 2 3 5`, async () => {
    assert.deepEqual(await fibonacciLines(requireFactory(tier)), [fibonacciOutput]);
  });

  test(`${tier.name}: pocketpy.mjs gives the factory to import and prints 1 1 2 3 5`, async () => {
    assert.deepEqual(await fibonacciLines(await importFactory(tier)), [fibonacciOutput]);
  });

  test(`${tier.name}: pocketpy.mjs exports the factory as default and nothing else`, async () => {
    assert.deepEqual(Object.keys(await import(pathToFileURL(tier.mjs).href)), ['default']);
  });

  test(`${tier.name}: import of pocketpy.js gives the factory as default`, async () => {
    assert.equal((await import(pathToFileURL(tier.js).href)).default, requireFactory(tier));
  });

  test(`${tier.name}: new Function('Module', text)(module) fills that object and calls onRuntimeInitialized`, async () => {
    const lines = [];
    let started = 0;
    const module = {
      locateFile: () => tier.wasm,
      print: (line) => lines.push(line),
      onRuntimeInitialized: () => void started++,
    };
    new Function('Module', textOfScript)(module);
    assert.equal(await module.ready, module);
    assert.equal(started, 1);
    initialize(module);
    execute(module, fibonacci);
    assert.deepEqual(lines, [fibonacciOutput]);
  });

  test(`${tier.name}: without CommonJS and without a Module object the script says what to do`, () => {
    assert.throws(() => new Function(textOfScript)(), /no Module object; set `var Module = \{\}` before this script/);
  });

  test(`${tier.name}: an AMD loader's define is not called`, () => {
    const define = Object.assign(() => assert.fail('define was called'), { amd: {} });
    assert.throws(() => new Function('define', textOfScript)(define), /no Module object/);
  });

  for (const kind of ['js', 'mjs']) describeFactory(tier, kind);
}

/** What holds for the factory of either file. */
function describeFactory(tier, kind) {
  const getFactory = async () => (kind === 'js' ? requireFactory(tier) : importFactory(tier));
  const claim = (text) => `${tier.name}: pocketpy.${kind}: ${text}`;
  const bytes = readFileSync(tier.wasm);

  test(claim('the resolved module is the object that was passed in, with nothing of the wrapper left on it'), async () => {
    const factory = await getFactory();
    const options = { print() {}, locateFile: () => tier.wasm };
    assert.equal(await factory(options), options);
    for (const name of ['instantiateWasm', 'wasmBinary', 'wasmModule', 'ready']) assert.equal(name in options, false, name);
  });

  test(claim('locateFile is asked once for pocketpy.wasm, with the folder of the script ending in a slash'), async () => {
    const asked = [];
    const factory = await getFactory();
    await factory({ locateFile: (...args) => (asked.push(args), tier.wasm) });
    const folder = kind === 'js' ? tier.js : pathToFileURL(tier.mjs).href;
    assert.deepEqual(asked, [['pocketpy.wasm', folder.slice(0, folder.lastIndexOf('/') + 1)]]);
  });

  test(claim('locateFile may return a path, a file URL as text, or a URL object'), async () => {
    const url = pathToFileURL(tier.wasm);
    for (const place of [tier.wasm, url.href, url]) {
      assert.deepEqual(await fibonacciLines(await getFactory(), { locateFile: () => place }), [fibonacciOutput]);
    }
  });

  test(claim('wasmBinary may be a Buffer, an ArrayBuffer, or a view into a larger buffer, and no file is looked for'), async () => {
    const larger = new Uint8Array(bytes.length + 16);
    larger.set(bytes, 7);
    const views = [bytes, new Uint8Array(bytes).buffer, larger.subarray(7, 7 + bytes.length), new DataView(larger.buffer, 7, bytes.length)];
    for (const wasmBinary of views) {
      const options = { wasmBinary, locateFile: () => assert.fail('looked for a file') };
      assert.deepEqual(await fibonacciLines(await getFactory(), options), [fibonacciOutput]);
    }
  });

  test(claim('wasmModule may be a compiled WebAssembly.Module, used by many instances'), async () => {
    const wasmModule = await WebAssembly.compile(bytes);
    const factory = await getFactory();
    for (let round = 0; round < 2; round++) assert.deepEqual(await fibonacciLines(factory, { wasmModule }), [fibonacciOutput]);
  });

  test(claim("the host's own instantiateWasm is used and stays on the object"), async () => {
    let calls = 0;
    const instantiateWasm = (imports, receive) => {
      calls++;
      WebAssembly.instantiate(bytes, imports).then(({ instance, module }) => receive(instance, module));
      return {};
    };
    const options = { instantiateWasm };
    assert.deepEqual(await fibonacciLines(await getFactory(), options), [fibonacciOutput]);
    assert.equal(calls, 1);
    assert.equal(options.instantiateWasm, instantiateWasm);
  });

  test(claim("the host's own instantiateWasm may work synchronously and return the exports"), async () => {
    const compiled = new WebAssembly.Module(bytes);
    const instantiateWasm = (imports, receive) => receive(new WebAssembly.Instance(compiled, imports), compiled);
    assert.deepEqual(await fibonacciLines(await getFactory(), { instantiateWasm }), [fibonacciOutput]);
  });

  test(claim('two interpreters started at the same time share nothing'), async () => {
    const factory = await getFactory();
    const outputs = [byteCollector(), byteCollector()];
    const modules = await Promise.all(outputs.map((output) => factory({ stdoutBytes: output.add })));
    modules.forEach(initialize);
    modules.forEach((module, index) => execute(module, `x = ${index}`));
    modules.forEach((module) => execute(module, 'print(x)'));
    modules[0].FS.writeFile('only_here.txt', 'text');
    assert.deepEqual(outputs.map((output) => output.text()), ['0\n', '1\n']);
    assert.equal(modules[1].FS.analyzePath('only_here.txt').exists, false);
  });

  test(claim('an http address is fetched, once, whatever content type the server gives'), async (context) => {
    const answers = { '/right.wasm': { file: tier.wasm }, '/wrong.wasm': { file: tier.wasm, type: 'application/octet-stream' } };
    const server = await serve(answers);
    context.after(server.close);
    for (const path of Object.keys(answers)) {
      const options = { locateFile: () => server.origin + path };
      assert.deepEqual(await fibonacciLines(await getFactory(), options), [fibonacciOutput]);
    }
    assert.deepEqual(server.requests, Object.keys(answers));
  });

  test(claim('a file is read without fetch'), async (context) => {
    context.mock.method(globalThis, 'fetch', () => assert.fail('fetch was called'));
    assert.deepEqual(await fibonacciLines(await getFactory()), [fibonacciOutput]);
  });

  test(claim('random bytes are there in a Node that has no global crypto'), async (context) => {
    const descriptor = Object.getOwnPropertyDescriptor(globalThis, 'crypto');
    context.after(() => descriptor && Object.defineProperty(globalThis, 'crypto', descriptor));
    Reflect.deleteProperty(globalThis, 'crypto');
    const { FS } = await (await getFactory())();
    const random = new Uint8Array(64);
    FS.read(FS.open('/dev/urandom', 'r'), random, 0, random.length);
    assert.notDeepEqual(random, new Uint8Array(64));
  });
}

test('in a context without import and without Node modules, wasmBinary is enough and the error says so', async () => {
  const [tier] = builtTiers();
  const bare = () => ({ WebAssembly, TextDecoder, URL, console, process: { versions: process.versions } });
  const load = (module) => {
    vm.runInNewContext(readFileSync(tier.js, 'utf8'), Object.assign(bare(), { Module: module }));
    return module.ready;
  };
  await assert.rejects(load({ locateFile: () => tier.wasm }), /pass their bytes as wasmBinary/);
  const module = { wasmBinary: readFileSync(tier.wasm) };
  assert.equal(await load(module), module);
});
