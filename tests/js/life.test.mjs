/** How a program and an interpreter end: exit codes, what a dead interpreter says, what it leaves. */
import assert from 'node:assert/strict';
import path from 'node:path';
import { test } from 'node:test';
import { builtTiers, requireFactory } from '../support/dist.mjs';
import { runNode } from '../support/child.mjs';
import { importRegistry, registryFile } from '../support/registry.mjs';

const registry = await importRegistry();
const { createPocketPy, PocketPyDeadError, PocketPyError, PocketPyLimitError, PocketPyLoadError } = registry;
const quiet = { print() {}, printErr() {} };
const crash = 'import posix\nposix._exit(3)';

for (const tier of builtTiers()) {
  const claim = (/** @type {string} */ text) => `${tier.name}: ${text}`;
  const folder = path.dirname(tier.mjs);
  const start = (options = {}) => createPocketPy(tier.name, { baseURL: folder, ...quiet, ...options });

  test(claim('sys.exit(0) ends a program without an error, another code with one that has it'), async () => {
    const lines = /** @type {string[]} */ ([]);
    const py = await start({ print: (/** @type {string} */ line) => lines.push(line), printErr: (/** @type {string} */ line) => lines.push(line) });
    /** Program, exit code, what exec prints. @type {[string, number, string[]][]} */
    const programs = [
      ['print(1)', 0, ['1']], ['import sys\nsys.exit(0)', 0, []], ['exit()', 0, []], ['raise SystemExit', 0, []], ['import sys\nsys.exit(None)', 0, []], ['import sys\nsys.exit(False)', 0, []],
      ['print("before")\nexit()\nprint("after")', 0, ['before']],
      ['import sys\nsys.exit(3)', 3, []], ['quit(True)', 1, []], ['import sys\nsys.exit("bye")', 1, ['bye']],
    ];
    for (const [program, code, printed] of programs) {
      assert.equal(py.exec(program), code === 0, program);
      assert.deepEqual([py.exitCode, lines.splice(0)], [code, printed], program);
      if (code === 0) assert.equal(py.run(program), undefined, program);
      else assert.throws(() => py.run(program), { name: 'PythonError', type: 'SystemExit', exitCode: code }, program);
      assert.equal(py.exitCode, code, program);
      lines.length = 0;
    }
    assert.throws(() => py.run('1 / 0'), { type: 'ZeroDivisionError', exitCode: 1 });
    assert.throws(() => py.eval('exit(4)'), { type: 'SystemExit' });
    assert.equal(py.exitCode, 4);
  });

  test(claim('an interpreter that was destroyed says so, with a class of its own, whatever is asked of it'), async () => {
    const py = await start();
    const module = py._module;
    py.destroy();
    py.destroy();
    const uses = [() => py.exec('1'), () => py.run('1'), () => py.eval('1'), () => py.get('x'), () => py.set('x', 1), () => py.exitCode, () => py.fs.readdir('/'), () => py._module, () => module._py_exec(0, 0, 0, 0), () => module._malloc(5), () => module.readValue(0)];
    for (const use of uses) {
      assert.throws(use, (/** @type {any} */ error) => {
        assert.ok(error instanceof PocketPyDeadError && error instanceof PocketPyError);
        assert.deepEqual([error.name, error.reason, error.message], ['PocketPyDeadError', 'destroyed', 'this interpreter cannot be used: it was destroyed; create another one']);
        return true;
      });
    }
  });

  test(claim('an interpreter that broke says how, with its cause, and is let go of'), async () => {
    const py = await start();
    for (const use of [() => py.run(crash), () => py.eval('1')]) {
      assert.throws(use, (/** @type {any} */ error) => {
        assert.ok(error instanceof PocketPyDeadError);
        assert.match(error.message, /^this interpreter cannot be used: it stopped with RuntimeError: [^]*; create another one$/);
        assert.ok(error.cause instanceof WebAssembly.RuntimeError);
        return error.reason === 'crash';
      });
    }
    py.destroy();
    assert.throws(() => py.eval('1'), { reason: 'crash' });
  });

  test(claim('a program that needs more memory than there is gets a MemoryError, and the interpreter lives'), async () => {
    const py = await start();
    assert.throws(() => py.run('parts = []\nwhile True:\n    parts.append("x" * 200000000 + str(len(parts)))'), { name: 'PythonError', type: 'MemoryError' });
    assert.ok(py.eval('len(parts)') > 3);
    py.run('import gc\nparts = None\ngc.collect()');
    assert.equal(py.eval('len("y" * 200000000)'), 200000000);
  });

  test(claim('a program that is refused memory again and again goes on'), async () => {
    const py = await start();
    py.run('refused = 0\nkept = []\nfor i in range(12):\n    try: kept.append(bytes((10**8, 7 * 10**8)[i % 2]))\n    except MemoryError:\n        refused += 1\n        kept.clear()');
    assert.ok(py.eval('refused') > 0);
  });

  test(claim('a value that the memory has no room for is refused, and the interpreter lives'), async () => {
    const py = await start();
    const bytes = new Uint8Array(2 ** 31 - 100);
    assert.throws(() => py.set('x', [bytes]), { name: 'RangeError', message: /^there is no memory for \d+ bytes$/ });
    assert.equal(py.eval('1'), 1);
  });

  test(claim('a function of the wasm that is called before py_initialize() is refused, and works after it'), async () => {
    const module = await requireFactory(tier)({ ...quiet });
    for (const name of Object.keys(module).filter((key) => /^_p(y|kw)_/.test(key) && !/initialize|finalize|build_info|exit_code/.test(key))) {
      assert.throws(() => module[name](0, 0, 0, 0), { name: 'PocketPyError', message: `call py_initialize() before \`${name.slice(1)}\`` });
    }
    assert.equal(JSON.parse(module.UTF8ToString(module._pkw_build_info())).tier, tier.name);
    assert.equal(module._py_module_initialize(), 0);
    module._py_initialize();
    assert.equal(module._py_module_initialize(), 1);
    assert.equal(module.readValue(module.ccall('pkw_eval', 'number', ['string'], ['6 * 7'])), 42);
    module._py_finalize();
    assert.throws(() => module._py_initialize(), { name: 'PocketPyDeadError', reason: 'destroyed' });
  });

  test(claim('a host without memory for another interpreter is told the bound, by a class of its own'), async (context) => {
    const memory = new RangeError('WebAssembly.Instance(): Out of memory: Cannot allocate Wasm memory for new instance');
    context.mock.method(WebAssembly, 'Instance', function () { throw memory; });
    await assert.rejects(start(), (/** @type {any} */ error) => {
      assert.ok(error instanceof PocketPyLimitError && error instanceof PocketPyError);
      assert.match(error.message, /^there is no memory for another interpreter: a page holds about 120 in Chromium, 1000 in Firefox; destroy\(\) those that are done$/);
      return error.cause === memory;
    });
    context.mock.restoreAll();
    assert.equal((await start()).eval('1'), 1);
  });

  test(claim('a load failure of the glue is a PocketPyLoadError of the loader'), async () => {
    const other = await WebAssembly.compile(Uint8Array.of(0, 97, 115, 109, 1, 0, 0, 0));
    await assert.rejects(start({ wasm: other }), (/** @type {any} */ error) => {
      assert.ok(error instanceof PocketPyLoadError && error instanceof PocketPyError);
      assert.match(error.message, /^cannot load the variant .*\n {2}the given module: this is another program\n/);
      return error.url === 'the given module' && error.cause.name === 'PocketPyLoadError' && error.cause.url === 'wasmModule';
    });
  });

  for (const end of ['py.destroy()', `try { py.run(${JSON.stringify(crash)}) } catch {}`]) {
    test(claim(`the memory goes after \`${end.slice(0, 14)}…\` though everything of the interpreter is kept`), async () => {
      const { stdout, stderr } = await runNode(`
        import { createPocketPy } from ${JSON.stringify(registryFile('registry.mjs'))};
        const options = { baseURL: ${JSON.stringify(folder)}, print() {}, printErr() {} };
        const py = await createPocketPy('${tier.name}', options);
        const module = py._module;
        globalThis.kept = [py, module, module.FS, { ...module }, py.fs];
        kept[3].HEAP8 = kept[3].HEAPU8 = kept[3].HEAP16 = kept[3].HEAPU16 = kept[3].HEAP32 = kept[3].HEAPU32 = kept[3].HEAPF32 = kept[3].HEAPF64 = null;
        const memory = new WeakRef(module.HEAPU8.buffer);
        ${end};
        for (let round = 0; round < 10; round++) {
          await new Promise((resolve) => setTimeout(resolve, 5));
          gc();
        }
        console.log(memory.deref() === undefined ? 'gone' : 'kept', kept.length);
      `, { flags: ['--expose-gc'] });
      assert.equal(stdout, 'gone 5\n', stderr);
    });
  }
}
