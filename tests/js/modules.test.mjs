/**
 * The lists of modules in build-info.json, in both directions: of all modules in C, those of CPython's library and those that the lists name,
 * just those that the lists name can be imported. Limits: names that start with an underscore are the library's own; needs `python3`.
 */
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { test } from 'node:test';
import { builtTiers } from '../support/dist.mjs';
import { runPython } from '../support/python.mjs';

const library = execFileSync('python3', ['-I', '-c', 'import sys; print(*sys.stdlib_module_names)'], { encoding: 'utf8' }).trim().split(' ');

for (const tier of builtTiers()) {
  test(`${tier.name}: of all modules that there could be, those that can be imported are those that build-info.json lists`, async () => {
    assert.ok(library.length > 200);
    const listed = [...tier.info.interpreter_modules, ...tier.info.modules];
    const { stdout, stderr } = await runPython(tier, `
import sys
for name in sorted({*sys.builtin_module_names, *${JSON.stringify([...library, ...listed])}}):
    if not name.startswith("_") or name in ("__future__", "__main__"):
        try:
            __import__(name)
            print(name)
        except ModuleNotFoundError:
            pass
`);
    assert.deepEqual(stdout.trim().split('\n'), listed.sort(), stderr);
  });
}
