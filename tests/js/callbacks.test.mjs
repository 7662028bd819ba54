/** Functions of a host that Python calls (print, printErr, stdout, stderr, stdin) and that throw, answer late, or end the interpreter. */
import assert from 'node:assert/strict';
import path from 'node:path';
import { test } from 'node:test';
import { builtTiers, requireFactory } from '../support/dist.mjs';
import { execute, initialize } from '../support/python.mjs';
import { importRegistry } from '../support/registry.mjs';

const { createPocketPy, PocketPyError } = await importRegistry();
const quiet = { print() {}, printErr() {} };
const mine = new Error('mine');
const fail = () => { throw mine; };
const isMine = (/** @type {unknown} */ error) => error === mine;

for (const tier of builtTiers()) {
  const claim = (/** @type {string} */ text) => `${tier.name}: ${text}`;
  const start = (options = {}) => createPocketPy(tier.name, { baseURL: path.dirname(tier.mjs), ...quiet, ...options });

  /** What calls which function: an option, and a program that makes Python call it. @type {[string, string][]} */
  const ways = [
    ['print', 'print("x")'], ['print', 'print("a", end="")\nprint(1, flush=True)'], ['print', 'import sys\nsys.stdout.write("a\\n")'],
    ['print', 'x = [print(n) for n in range(3)]'], ['print', 'sorted([2, 1], key=lambda n: print(n) or n)'],
    ['printErr', 'import sys\nprint("x", file=sys.stderr)'], ['printErr', 'import sys\nsys.stderr.write("x\\n")'],
    ['stdout', 'print("x", end="")'], ['stderr', 'import sys\nsys.stderr.write("x")'],
    ['stdin', 'input()'], ['stdin', 'int(input("number "))'],
    ['print', 'with open("/dev/stdout", "w") as file:\n    file.write("x\\n")'], ['stdin', 'with open("/dev/stdin", "rb") as file:\n    file.read(5)'],
  ];
  for (const [option, program] of ways) {
    test(claim(`what ${option} throws during ${JSON.stringify(program)} comes out of run, exec and eval as it is, and the interpreter lives`), async () => {
      let isBroken = true;
      const py = await start({ [option]: () => (isBroken ? fail() : null) });
      for (const use of [() => py.run(program), () => py.exec(program), () => py.run(`def f():\n    ${program.replaceAll('\n', '\n    ')}\nf()`), () => py.eval(`exec(${JSON.stringify(program)})`)]) {
        assert.throws(use, isMine);
        assert.equal(py.eval('6 * 7'), 42);
      }
      isBroken = false;
      py.run('def deep(n):\n    return n and deep(n - 1) + 1\nassert deep(200) == 200\nprint("well", end="", flush=True)');
    });
  }

  test(claim('a function that throws ends the program: what follows is not run, what cleans up is, `except Exception` does not catch it'), async () => {
    let calls = 0;
    const py = await start({ print: () => { calls += 1; fail(); } });
    assert.throws(() => py.run(`
log = []
try:
    while True:
        try:
            print('again')
        except Exception:
            log.append('caught')
except BaseException:
    log.append('left')
    raise
log.append('after')
`), isMine);
    assert.deepEqual([py.get('log'), calls], [['left'], 1]);
  });

  test(claim('of several errors the first is told, and an error of an earlier run is told once'), async () => {
    const errors = [new Error('first'), new Error('second')];
    const thrown = [...errors];
    const py = await start({ print: () => { const error = thrown.shift(); if (error) throw error; } });
    assert.throws(() => py.run('try:\n    print(1)\nexcept KeyboardInterrupt:\n    print(2)'), (error) => error === errors[0]);
    py.run('print(3)\nx = 5');
    assert.equal(py.get('x'), 5);
  });

  test(claim('a traceback that printErr does not take comes out of exec as the error of printErr'), async () => {
    const py = await start({ printErr: fail });
    assert.throws(() => py.exec('1 / 0'), isMine);
    assert.throws(() => py.run('1 / 0'), { name: 'PythonError', type: 'ZeroDivisionError' });
    assert.equal(py.eval('1'), 1);
  });

  test(claim('a function that runs Python gets the error of its own run, and the program goes on'), async () => {
    const lines = /** @type {string[]} */ ([]);
    const py = await start({
      print: (/** @type {string} */ line) => {
        if (line === 'inner') fail();
        lines.push(line);
        if (line === 'outer') assert.throws(() => py.run('print("inner")'), isMine);
        if (line === 'value') py.set('answer', py.eval('6 * 7'));
      },
    });
    py.run('print("outer")\nprint("value")\nprint(answer)');
    assert.deepEqual(lines, ['outer', 'value', '42']);
  });

  test(claim('what a function threw is still told when a later function of the same run uses Python'), async () => {
    const py = await start({ print: (/** @type {string} */ line) => (line === 'throw' ? fail() : py.set('seen', py.eval('6 * 7'))) });
    assert.throws(() => py.run('try:\n    print("throw")\nexcept KeyboardInterrupt:\n    print("calculate")'), isMine);
    assert.equal(py.get('seen'), 42);
  });

  test(claim('an interpreter is not destroyed by a function that it calls, and is afterwards'), async () => {
    const seen = /** @type {any[]} */ ([]);
    const py = await start({ print: () => { try { py.destroy(); } catch (error) { seen.push(error); } } });
    py.run('print(1)\nx = 2');
    assert.equal(py.get('x'), 2);
    assert.ok(seen[0] instanceof PocketPyError);
    assert.match(seen[0].message, /^destroy\(\) was called by a function that Python calls; call it afterwards$/);
    py.destroy();
    assert.throws(() => py.get('x'), { name: 'PocketPyDeadError', reason: 'destroyed' });
  });

  test(claim('a function that ends the interpreter by a fatal error gets it, and so does who ran the program'), async () => {
    const seen = /** @type {any[]} */ ([]);
    const crash = (/** @type {string} */ line) => {
      if (line !== 'crash') return;
      try {
        py.run('import posix\nposix._exit(3)');
      } catch (error) {
        seen.push(error);
      }
    };
    const py = await start({ print: crash });
    assert.throws(() => py.run('try:\n    print("crash")\nexcept BaseException:\n    pass'), { name: 'PocketPyDeadError', reason: 'crash' });
    assert.deepEqual(seen.map(({ name }) => name), ['PocketPyDeadError']);
  });

  test(claim('a stdin that answers a promise, or something else that is no input, is refused with the reason'), async () => {
    for (const [answer, what] of [[Promise.resolve('line'), 'Promise'], [{}, 'Object'], [true, 'boolean']]) {
      const py = await start({ stdin: () => answer });
      assert.throws(() => py.run('input()'), { name: 'TypeError', message: `stdin gave a ${what}; Python cannot wait: give a line, a byte, or null at the end` });
      assert.equal(py.eval('1'), 1);
    }
    const late = await start({ stdin: async () => 'line' });
    assert.throws(() => late.run('x = input()'), { name: 'TypeError', message: /^stdin gave a Promise; Python cannot wait/ });
  });

  test(claim('a text, lines, bytes and an end are input, whatever way Python reads'), async () => {
    const read = 'with open("/dev/stdin", "rb") as file:\n    rest = file.read(100)';
    const text = await start({ stdin: 'žluť\nend' });
    text.run(`first = input()\n${read}`);
    assert.deepEqual([text.get('first'), new TextDecoder().decode(text.get('rest'))], ['žluť', 'end']);
    const answers = ['a', '', 'b\n', 0x78, 0x0a, null];
    const mixed = await start({ stdin: () => answers.shift() });
    mixed.run('lines = [input() for _ in range(4)]\ntry:\n    input()\nexcept EOFError:\n    lines.append(None)');
    assert.deepEqual(mixed.get('lines'), ['a', '', 'b', 'x', null]);
  });

  test(claim('bytes that a function of the host gives while it grows the memory arrive'), async () => {
    const lines = ['first\n', 'second\n'];
    const py = await start({ stdin: () => { const line = lines.shift(); if (line) py.set('big', new Uint8Array(40_000_000)); return line ?? null; } });
    py.run('with open("/dev/stdin", "rb") as file:\n    data = file.read(100)');
    assert.equal(new TextDecoder().decode(py.get('data')), 'first\nsecond\n');
  });

  test(claim('the Module object too: what a callback throws comes out of ccall, the interpreter lives, and Python sees a KeyboardInterrupt'), async () => {
    let isBroken = false;
    const lines = /** @type {string[]} */ ([]);
    const module = await requireFactory(tier)({ print: (/** @type {string} */ line) => (isBroken ? fail() : lines.push(line)), printErr() {} });
    initialize(module);
    isBroken = true;
    assert.throws(() => execute(module, 'try:\n    print(1)\nexcept KeyboardInterrupt as error:\n    seen = str(error)'), isMine);
    isBroken = false;
    assert.ok(execute(module, 'print(seen)'));
    assert.deepEqual(lines, ['a function of the page threw an error']);
  });
}
