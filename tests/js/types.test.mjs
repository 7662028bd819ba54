/** JSDoc types, checked by tsc: the glue's on the wrappers as the build assembles them, the benchmark's and its tests' as they are. */
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { removeFolder } from '../support/temporary.mjs';

const glue = (/** @type {string} */ name) => readFileSync(new URL(`../../js/glue/${name}`, import.meta.url), 'utf8');
const tests = fileURLToPath(new URL('../', import.meta.url));

/** What the hosts have that no type library says. */
const hosts = `declare const Module: any;
declare function importScripts(...addresses: string[]): void;
declare namespace NodeJS { interface Process { type?: string; getBuiltinModule?(name: string): any } }
`;

const settings = {
  compilerOptions: {
    allowJs: true, checkJs: true, noEmit: true, strict: true, useUnknownInCatchVariables: false, skipLibCheck: true,
    module: 'nodenext', target: 'es2023', lib: ['es2023', 'dom'], types: ['node'], typeRoots: [path.join(tests, 'node_modules/@types')],
  },
};

/** @param {string[]} words @returns {Promise<string>} what tsc prints */
const tsc = (words) => new Promise((resolve) => {
  const program = path.join(tests, 'node_modules/typescript/bin/tsc');
  execFile(process.execPath, [program, ...words], (error, stdout, stderr) => resolve(error ? stdout + stderr || String(error) : ''));
});

for (const wrapper of ['pocketpy.js', 'pocketpy.mjs', 'pocketpy.cjs']) {
  test(`the types of ${wrapper} hold`, async (context) => {
    const folder = mkdtempSync(path.join(tmpdir(), 'types-'));
    context.after(() => removeFolder(folder));
    const text = glue(wrapper).replace(/\/\*\{\{(\w+)\}\}\*\//g, (_, part) => glue(`${part}.js`));
    writeFileSync(path.join(folder, wrapper), text);
    writeFileSync(path.join(folder, 'hosts.d.ts'), hosts);
    writeFileSync(path.join(folder, 'tsconfig.json'), JSON.stringify({ ...settings, files: [wrapper, 'hosts.d.ts'] }));
    assert.equal(await tsc(['--project', folder]), '');
  });
}

test('the types of the benchmark hold', async (context) => {
  const folder = mkdtempSync(path.join(tmpdir(), 'types-'));
  context.after(() => removeFolder(folder));
  const include = ['bench/*.mjs', 'bench/language/**/*.mjs', 'js/bench*.test.mjs', 'chromium/bench.test.mjs'].map((pattern) => path.join(tests, pattern));
  writeFileSync(path.join(folder, 'tsconfig.json'), JSON.stringify({ ...settings, include }));
  assert.equal(await tsc(['--project', folder]), '');
});
