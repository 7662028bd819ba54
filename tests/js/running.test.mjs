/** What a host sees while Python runs: output, input, files, exit, deep recursion, build info. Limits: Node. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Worker } from 'node:worker_threads';
import { builtTiers, requireFactory } from '../support/dist.mjs';
import { byteCollector, execute, initialize, runPython } from '../support/python.mjs';
import { deepPrograms } from '../support/deep-programs.mjs';

/** Functions that do not terminate, in each way that Python has. @type {Record<string, string>} */
const endlessPrograms = {
  'while True': 'def endless():\n    while True:\n        pass',
  'a long range': 'def endless():\n    for _ in range(10 ** 15):\n        pass',
  'a comprehension': 'def endless():\n    [0 for _ in range(10 ** 15) if False]',
  'a generator': 'def ones():\n    while 1:\n        yield 1\ndef endless():\n    for _ in ones():\n        pass',
  'a sum': 'def endless():\n    sum(range(10 ** 15))',
  'a filter': 'def endless():\n    next(filter(None, map(lambda x: 0, range(10 ** 15))))',
  'a recursion': 'def endless(n=90):\n    return n if n < 2 else endless(n - 1) + endless(n - 2)',
};

/** A started interpreter. @param {import('../support/dist.mjs').Tier} tier @param {object} [options] */
async function startPython(tier, options) {
  const module = await requireFactory(tier)(options);
  initialize(module);
  return module;
}

for (const tier of builtTiers()) {
  const claim = (text) => `${tier.name}: ${text}`;
  describeOutput(tier, claim);
  describeHost(tier, claim);
  describeDepth(tier, claim);
}

function describeOutput(tier, claim) {
  test(claim('stdoutBytes gets text without a newline at once, as bytes of its own'), async () => {
    const stdout = byteCollector();
    const module = await startPython(tier, { stdoutBytes: stdout.add, print: () => assert.fail('print was called too') });
    let seen = '';
    module.FS.createDevice('/dev', 'look', null, () => void (seen = stdout.text()));
    execute(module, "print('no newline', end='')\nf = open('/dev/look', 'w')\nf.write('x')\nf.close()\nprint()");
    assert.equal(seen, 'no newline');
    assert.equal(stdout.text(), 'no newline\n');
    for (const chunk of stdout.chunks) {
      assert.ok(chunk instanceof Uint8Array);
      assert.equal(chunk.buffer.byteLength, chunk.byteLength, 'the chunk is a view into the memory of the interpreter');
    }
  });

  test(claim('stderrBytes gets the traceback and stdoutBytes nothing of it'), async () => {
    const { succeeded, stdout, stderr } = await runPython(tier, 'print("before")\n1 / 0\n');
    assert.equal(succeeded, false);
    assert.equal(stdout, 'before\n');
    assert.match(stderr, /Traceback[^]*main\.py[^]*ZeroDivisionError/);
  });

  test(claim('print gets whole lines, an unfinished one when the program ends, and no line twice'), async () => {
    const lines = [];
    const module = await startPython(tier, { print: (line) => lines.push(line) });
    execute(module, "print('a', end='')\nprint('b')\nprint('c\\n\\nd', end='')");
    assert.deepEqual(lines, ['ab', 'c', '', 'd']);
    execute(module, "print('e')");
    assert.deepEqual(lines, ['ab', 'c', '', 'd', 'e']);
  });

  test(claim('print gets non-ASCII text whole, however it is cut into writes'), async () => {
    const lines = [];
    const module = await startPython(tier, { print: (line) => lines.push(line) });
    execute(module, "for c in 'žluťoučký 🐍 kůň':\n    print(c, end='')\nprint()\nprint('🐍' * 3000)");
    assert.deepEqual(lines, ['žluťoučký 🐍 kůň', '🐍'.repeat(3000)]);
  });

  test(claim('a million bytes of output arrive complete and in order'), async () => {
    const { stdout } = await runPython(tier, "for i in range(100000):\n    print(i)\nprint('x' * 500000)");
    const numbers = Array.from({ length: 100000 }, (_, index) => `${index}\n`).join('');
    assert.equal(stdout, `${numbers}${'x'.repeat(500000)}\n`);
  });
}

function describeHost(tier, claim) {
  test(claim('input() takes the bytes that Module.stdin gives'), async () => {
    const bytes = [...Buffer.from('první\nsecond\n')];
    const stdin = () => bytes.shift() ?? null;
    const { stdout } = await runPython(tier, 'print([input(), input()])', { options: { stdin } });
    assert.equal(stdout, "['první', 'second']\n");
  });

  test(claim('files the host writes can be imported and opened, and the host reads what Python writes'), async () => {
    const files = {
      'helper.py': 'value = 42\n',
      'package/__init__.py': 'name = "package"\n',
      'package/inner.py': 'value = 7\n',
      'data/text.txt': 'žluť\n',
    };
    const source = [
      'import helper, package',
      'from package.inner import value',
      'with open("data/text.txt", "r") as f: text = f.read()',
      'with open("written.txt", "w") as f: f.write(text * 2)',
      'print(helper.value, package.name, value, len(text))',
    ].join('\n');
    const { stdout, stderr, module } = await runPython(tier, source, { files });
    assert.equal(stdout, '42 package 7 5\n', stderr);
    assert.equal(module.FS.readFile('written.txt', { encoding: 'utf8' }), 'žluť\nžluť\n');
  });

  for (const leave of ['exit()', 'exit(3)', 'import sys\nsys.exit(2)', 'raise SystemExit(1)']) {
    test(claim(`${leave.replace('\n', '; ')} ends that program only: the next one runs in the same interpreter`), async () => {
      const stdout = byteCollector();
      const module = await startPython(tier, { stdoutBytes: stdout.add, stderrBytes() {} });
      execute(module, `kept = 5\nprint('before')\n${leave}\nprint('after')`);
      assert.ok(execute(module, 'print(kept)'));
      assert.equal(stdout.text(), 'before\n5\n');
    });
  }

  test(claim('after an exception the next program runs in the same interpreter'), async () => {
    const stdout = byteCollector();
    const module = await startPython(tier, { stdoutBytes: stdout.add, stderrBytes() {} });
    for (const source of ['syntax error here', '1 / 0', 'print("fine")']) execute(module, source);
    assert.equal(stdout.text(), 'fine\n');
  });

  for (const [what, source] of Object.entries(endlessPrograms)) {
    test(claim(`${what} ends with TimeoutError soon after the time that it gave itself, and only once`), async () => {
      const stdout = byteCollector();
      const module = await startPython(tier, { stdoutBytes: stdout.add });
      const began = performance.now();
      execute(module, `from pkpy import watchdog_begin\n${source}\nwatchdog_begin(50)\ntry:\n    endless()\nexcept TimeoutError as error:\n    print(error)\nprint(sum(range(1000)))`);
      assert.equal(stdout.text(), 'watchdog timeout\n499500\n');
      assert.ok(performance.now() - began < 10000);
    });
  }

  test(claim('pkw_build_info tells the same as build-info.json, and the truth about the toolchain'), async () => {
    const module = await startPython(tier);
    const inside = JSON.parse(module.UTF8ToString(module._pkw_build_info()));
    assert.equal(inside.tier, tier.name);
    assert.ok(inside.modules.length > 0);
    for (const key of ['tier', 'pocketpy', 'emscripten', 'modules']) {
      assert.notEqual(inside[key], undefined, key);
      assert.deepEqual(inside[key], tier.info[key], key);
    }
  });

  test(claim('every module that build-info.json lists can be imported'), async () => {
    for (const name of tier.info.modules) {
      const { succeeded, stderr } = await runPython(tier, `import ${name}`);
      assert.ok(succeeded, `import ${name}: ${stderr}`);
    }
  });
}

function describeDepth(tier, claim) {
  for (const [what, { source, error }] of Object.entries(deepPrograms)) {
    test(claim(`${what} raises ${error} in Node's main thread and the interpreter goes on`), async () => {
      const { stdout, stderr, module } = await runPython(tier, source);
      assert.equal(stdout, `${error}\n`, stderr);
      assert.ok(execute(module, 'print(1)'));
    });
  }

  test(claim('all of these raise the same in a worker thread too'), async () => {
    const printed = await runInThread(tier);
    assert.deepEqual(printed, Object.values(deepPrograms).map(({ error }) => `${error}\n`));
  });
}

/** Runs the deep programs in a worker_threads Worker, where the stack of JavaScript is smaller. @returns {Promise<string[]>} */
function runInThread(tier) {
  const worker = new Worker(new URL('../support/deep-thread.mjs', import.meta.url), { workerData: { tier } });
  return new Promise((resolve, reject) => {
    worker.once('message', resolve);
    worker.once('error', reject);
    worker.once('exit', () => reject(new Error('the thread ended without a result')));
  });
}
