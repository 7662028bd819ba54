/** What loading and running leaves in a Node process: nothing. Limits: pages are in tests/browser. */
import assert from 'node:assert/strict';
import { pathToFileURL } from 'node:url';
import { test } from 'node:test';
import { builtTiers } from '../support/dist.mjs';
import { runNode } from '../support/child.mjs';
import { fibonacci, fibonacciOutput } from '../support/python.mjs';

const pythonHelpers = JSON.stringify(new URL('../support/python.mjs', import.meta.url).href);

/** Program text that gets the factory of either file as `createPocketPy`, and the helpers `initialize`, `execute`. */
const opening = (tier, kind) => `
  const { initialize, execute } = await import(${pythonHelpers});
  const load = async () => (await import(${JSON.stringify(pathToFileURL(tier[kind]).href)})).default;
`;

for (const tier of builtTiers()) for (const kind of ['js', 'mjs']) describeProcess(tier, kind);

function describeProcess(tier, kind) {
  const claim = (text) => `${tier.name}: pocketpy.${kind}: ${text}`;

  test(claim('adds no listener to process and no global, while loading and running'), async () => {
    const { code, stdout, stderr } = await runNode(`${opening(tier, kind)}
      const listeners = () => process.eventNames().map((name) => [String(name), process.listenerCount(name)]);
      const look = () => JSON.stringify([listeners(), Object.getOwnPropertyNames(globalThis).sort()]);
      const before = look();
      const module = await (await load())({ print() {} });
      initialize(module);
      execute(module, ${JSON.stringify(fibonacci)});
      execute(module, 'undefined_name');
      console.log(look() === before ? 'same' : before + '\\n' + look());
    `);
    assert.equal(stdout, 'same\n', stderr);
    assert.match(stderr, /NameError/);
    assert.equal(code, 0);
  });

  test(claim('a process with an idle interpreter ends by itself, though stdin stays open'), async () => {
    const { code, signal, stdout } = await runNode(`${opening(tier, kind)}
      globalThis.keep = await (await load())();
      initialize(globalThis.keep);
      execute(globalThis.keep, 'print("idle")');
    `, { input: null });
    assert.deepEqual({ code, signal, stdout }, { code: 0, signal: null, stdout: 'idle\n' });
  });

  test(claim('without options print goes to stdout and a traceback to stderr'), async () => {
    const { stdout, stderr } = await runNode(`${opening(tier, kind)}
      const module = await (await load())();
      initialize(module);
      execute(module, 'print("to stdout")\\nraise ValueError("to stderr")');
    `);
    assert.equal(stdout, 'to stdout\n');
    assert.match(stderr, /ValueError: to stderr/);
  });

  test(claim('input() reads lines of stdin, in UTF-8, to the end of file'), async () => {
    const python = 'while True:\n    line = input()\n    print("got", line)\n    if line == "last":\n        break\n';
    const { stdout, stderr } = await runNode(`${opening(tier, kind)}
      const module = await (await load())();
      initialize(module);
      execute(module, ${JSON.stringify(python)});
      module._py_finalize();
    `, { input: 'one\n\nžluťoučký 🐍\nlast\nnever read\n' });
    assert.equal(stdout, 'got one\ngot \ngot žluťoučký 🐍\ngot last\n', stderr);
  });

  test(claim('input() at the end of stdin raises EOFError, a last line without a newline is read before'), async () => {
    const python = 'print("got", input())\ntry:\n    input()\nexcept EOFError:\n    print("EOFError")\n';
    const { stdout, stderr } = await runNode(`${opening(tier, kind)}
      const module = await (await load())();
      initialize(module);
      execute(module, ${JSON.stringify(python)});
    `, { input: 'last' });
    assert.equal(stdout, 'got last\nEOFError\n', stderr);
  });

  test(claim('what one interpreter left unread in stdin is there for the next one'), async () => {
    const { stdout, stderr } = await runNode(`${opening(tier, kind)}
      const createPocketPy = await load();
      for (const name of ['first', 'second']) {
        const module = await createPocketPy();
        initialize(module);
        execute(module, 'print("' + name + '", input())');
      }
    `, { input: 'a\nb\n' });
    assert.equal(stdout, 'first a\nsecond b\n', stderr);
  });

  test(claim('works where text may not be evaluated'), async () => {
    const { stdout, stderr } = await runNode(`${opening(tier, kind)}
      const module = await (await load())();
      initialize(module);
      try { eval('1') } catch (error) { console.log(error.name) }
      execute(module, ${JSON.stringify(fibonacci)});
    `, { flags: ['--disallow-code-generation-from-strings'] });
    assert.equal(stdout, `EvalError\n${fibonacciOutput}\n`, stderr);
  });
}
