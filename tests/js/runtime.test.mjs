/** The Module object of the wasm instance: `ccall`, strings, the order of callbacks, memory, clocks, termination. Limits: Node; one tier, as all have the same glue. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { builtTiers, requireFactory } from '../support/dist.mjs';
import { byteCollector, execute, initialize } from '../support/python.mjs';
import { runNode } from '../support/child.mjs';

const tiers = builtTiers();
const [tier] = tiers;
const types = ['string', 'string', 'number', 'number'];
const quiet = { print() {}, printErr() {} };

test('a program longer than the stack of the wasm runs, from ccall and from cwrap', async () => {
  const output = byteCollector();
  const module = await requireFactory(tier)({ stdoutBytes: output.add });
  initialize(module);
  const source = `${'# filler, filler and again filler\n'.repeat(200_000)}print("end")\n`;
  assert.equal(module.ccall('py_exec', 'boolean', types, [source, 'main.py', 0, 0]), true);
  assert.equal(module.cwrap('py_exec', 'number', types)(source, 'main.py', 0, 0), 1);
  assert.equal(output.text(), 'end\nend\n');
  assert.match(module.ccall('pkw_build_info', 'string', [], []), /^\{"tier":"/);
  assert.throws(() => module.ccall('py_exce', 'number', [], []), /no function `py_exce`/);
});

test('a thousand calls with long texts do not grow the memory', async () => {
  const module = await requireFactory(tier)({ ...quiet });
  initialize(module);
  const source = `#${'x'.repeat(100_000)}`;
  module.ccall('py_exec', 'number', types, [source, 'main.py', 0, 0]);
  const before = module.HEAPU8.length;
  for (let round = 0; round < 1000; round++) module.ccall('py_exec', 'number', types, [source, 'main.py', 0, 0]);
  assert.equal(module.HEAPU8.length, before);
});

test('texts cross whole, and what has no room is cut between characters', async () => {
  const module = await requireFactory(tier)({ ...quiet });
  const place = module._malloc(64);
  assert.equal(module.stringToUTF8('až🐍', place, 64), module.lengthBytesUTF8('až🐍'));
  assert.equal(module.UTF8ToString(place), 'až🐍');
  assert.equal(module.UTF8ToString(place, 3), 'až');
  assert.equal(module.stringToUTF8('až🐍', place, 7), 3);
  assert.equal(module.UTF8ToString(place), 'až');
  assert.equal(module.UTF8ToString(0), '');
});

test('the system calls fill the structures of libc, and answer with its error numbers', async () => {
  /** @type {any} */
  let calls;
  const wasm = new WebAssembly.Module(readFileSync(tier.wasm));
  const module = await requireFactory(tier)({
    ...quiet,
    instantiateWasm(/** @type {any} */ imports, /** @type {Function} */ receive) {
      calls = { ...imports.env, ...imports.wasi_snapshot_preview1 };
      return receive(new WebAssembly.Instance(wasm, imports), wasm);
    },
  });
  const [path, place] = [module._malloc(64), module._malloc(256)];
  const stat = (/** @type {string} */ name) => (module.stringToUTF8(name, path, 64), calls.__syscall_stat64(path, place));
  module.FS.writeFile('/file', 'x'.repeat(5000));
  module.FS.utime('/file', 0, 5e12 + 250);
  assert.equal(stat('/file'), 0);
  const words = [...module.HEAPU32.subarray(place / 4, place / 4 + 24)];
  assert.deepEqual(words.slice(1, 10), [0o100666, 1, 0, 0, 0, 5000, 0, 4096, 2]);
  assert.deepEqual(words.slice(14, 17), [5e9 % 2 ** 32, 1, 250e6]);
  module.FS.utime('/file', -2e3, -1e3);
  stat('/file');
  assert.deepEqual([...module.HEAP32.subarray(place / 4 + 14, place / 4 + 17)], [-1, -1, 0]);
  assert.deepEqual([stat('/no'), stat('/file/x'), calls.__syscall_fcntl64(99, 3, 0), calls.__syscall_fcntl64(1, 99, 0), calls.fd_close(99)], [-44, -54, -8, -28, 8]);
  assert.deepEqual([calls.__syscall_ioctl(1, 0), calls.__syscall_getcwd(place, 1), calls.__syscall_getcwd(place, 0), calls.__syscall_getcwd(place, 9)], [0, -68, -28, 2]);
  module.stringToUTF8('/file', path, 64);
  const fd = calls.__syscall_openat(-100, path, 2, 0);
  assert.equal(calls.__syscall_ioctl(fd, 0), -59);
  module.HEAPU32.set([place + 64, 2, place + 80, 3], place / 4);
  assert.deepEqual([calls.fd_read(fd, place, 2, place + 32), module.HEAPU32[place / 4 + 8]], [0, 5]);
  assert.deepEqual([calls.fd_seek(fd, -1n, 2, place + 32), module.HEAPU32[place / 4 + 8]], [0, 4999]);
  assert.deepEqual([calls.fd_read(fd, place, 2, place + 32), module.HEAPU32[place / 4 + 8]], [0, 1]);
  assert.deepEqual([calls.fd_seek(fd, 2n ** 40n, 0, place + 32), ...module.HEAPU32.subarray(place / 4 + 8, place / 4 + 10)], [0, 0, 256]);
});

test('callbacks are called in their order, each with the module, and one function will do for a list', async () => {
  /** @type {any[]} */
  const seen = [];
  const note = (/** @type {string} */ name) => (/** @type {any} */ module) => void seen.push([name, module === options]);
  const options = {
    ...quiet, preRun: [note('first'), note('second')], postRun: note('post'),
    onRuntimeInitialized() { seen.push(['initialized', this === options]); },
  };
  assert.equal(await requireFactory(tier)(options), options);
  assert.deepEqual(seen, [['first', true], ['second', true], ['initialized', true], ['post', true]]);
});

test('the views follow a memory that grows, and what it cannot have is refused', async () => {
  const output = byteCollector();
  const module = await requireFactory(tier)({ stdoutBytes: output.add });
  initialize(module);
  const views = ['HEAP8', 'HEAPU8', 'HEAP16', 'HEAPU16', 'HEAP32', 'HEAPU32', 'HEAPF32', 'HEAPF64'];
  const old = module.HEAPU8;
  execute(module, "text = 'x' * 30000000\nprint(len(text))");
  assert.equal(output.text(), '30000000\n');
  assert.equal(old.length, 0);
  assert.ok(module.HEAPU8.length > 30_000_000);
  assert.deepEqual(views.map((name) => module[name].buffer === module.HEAPU8.buffer), views.map(() => true));
  assert.equal(module._malloc(2 ** 31 - 1), 0);
  assert.ok(execute(module, 'print(1)'));
});

/** As CPython prints it: at 1720000000, 1735689599 and 1704067200 seconds. @type {Record<string, string[]>} */
const localTimes = {
  'UTC': ['2024 7 3 9 46 40 2 185 0', '2024 12 31 23 59 59 1 366 0', '2024 1 1 0 0 0 0 1 0'],
  'America/St_Johns': ['2024 7 3 7 16 40 2 185 1', '2024 12 31 20 29 59 1 366 0', '2023 12 31 20 30 0 6 365 0'],
  'Australia/Sydney': ['2024 7 3 19 46 40 2 185 0', '2025 1 1 10 59 59 2 1 1', '2024 1 1 11 0 0 0 1 1'],
  'Europe/Prague': ['2024 7 3 11 46 40 2 185 1', '2025 1 1 0 59 59 2 1 0', '2024 1 1 1 0 0 0 1 0'],
};

for (const [zone, expected] of Object.entries(localTimes)) {
  test(`localtime() in ${zone} is what CPython says, with day of the year and summer time`, async () => {
    const { stdout, stderr } = await runNode(`
      process.env.TZ = ${JSON.stringify(zone)};
      require(${JSON.stringify(tier.js)})({}).then((module) => {
        module._py_initialize();
        for (const now of [1720000000, 1735689599, 1704067200]) {
          Date.now = () => now * 1000;
          module.ccall('py_exec', 'number', ['string', 'string', 'number', 'number'], [\`import time
t = time.localtime()
print(t.tm_year, t.tm_mon, t.tm_mday, t.tm_hour, t.tm_min, t.tm_sec, t.tm_wday, t.tm_yday, t.tm_isdst)\`, 'main.py', 0, 0]);
        }
      });`, { type: 'commonjs' });
    assert.deepEqual(stdout.trim().split('\n'), expected, stderr);
  });
}

for (const any of tiers) {
  test(`${any.name}: a fatal error calls onAbort, tells printErr why, and the interpreter refuses to go on`, async () => {
    /** @type {any[]} */
    const told = [];
    const module = await requireFactory(any)({ print() {}, printErr: (/** @type {string} */ line) => told.push(line), onAbort: (/** @type {string} */ why) => told.push({ why }) });
    initialize(module);
    const crash = 'import posix\nposix._exit(3)';
    for (const program of [crash, '1']) {
      assert.throws(() => module.ccall('py_exec', 'number', types, [program, 'main.py', 0, 0]), (/** @type {any} */ error) => (
        error.name === 'PocketPyDeadError' && error instanceof Error && error.cause instanceof WebAssembly.RuntimeError && /^this interpreter cannot be used: it stopped with RuntimeError: Aborted\(os\._exit\(\) ended/.test(error.message)
      ));
    }
    assert.match(told[0].why, /^os\._exit\(\) ended/);
    assert.match(told[1], /^Aborted\(os\._exit\(\) ended/);
    assert.equal(told.length, 2);
  });

  test(`${any.name}: what a stdin function throws comes out of the call, as the error that it is`, async () => {
    const mine = new Error('mine');
    const module = await requireFactory(any)({ ...quiet, stdin: () => { throw mine; } });
    initialize(module);
    assert.throws(() => module.ccall('py_exec', 'number', types, ['input()', 'main.py', 0, 0]), (error) => error === mine);
  });
}
