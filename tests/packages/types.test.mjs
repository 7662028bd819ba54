/** The types that come with the packages, as a TypeScript project sees them: with the DOM's library, with Node's types, and with neither. */
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { after, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { builtTiers, distFolder, requireFactory } from '../support/dist.mjs';
import { removeFolder } from '../support/temporary.mjs';

const tests = fileURLToPath(new URL('../', import.meta.url));
const scope = path.join(distFolder, 'npm', '@pocketpy');
const packages = readdirSync(scope);
const [{ name: tier }] = builtTiers();
/** What a program can do with nothing but JavaScript's own library, and faults that the types must find. */
const common = `
export const main = async (): Promise<string> => {
  const py = await createPocketPy('core', { baseURL: '/files', print: (line: string) => line.length, stdout: (bytes: Uint8Array) => bytes.length, timeout: 5 });
  py.set('x', [1n, 'a', new Uint8Array(2), Object.assign(new Float64Array(4), { shape: [2, 2] })]);
  const text: string = py.fs.readFile('/a', 'utf8');
  const bytes: Uint8Array = py.fs.readFile('/a');
  try { py.run(text); } catch (error) { if (error instanceof PythonError) return error.type + error.pythonFrames[0]?.line + bytes.length; }
  register('mine', { pkg: '@me/mine', version: '1.0.0', modules: ['json'], bytes: 5, yanked: false });
  const program: Program = { code: 'import json', ignore: await loadIndex('/index.json') };
  (await createPocketPy('mine@^1')).destroy();
  (await createPocketPy({ for: program, wasm: new Uint8Array(5), glue: '/pocketpy.mjs' })).destroy();
  setCDN((pkg, version, file) => pkg + version + file);
  const failed = await createPocketPy('core').catch((error: unknown) => (error instanceof PocketPyLoadError ? error.url + error.attempts[0]?.reason : error instanceof PocketPyError));
  const value: Value = py.eval<Value>('[1]');
  const sum: number = py.eval('1') + py.get<number>('x');
  const array: Value = Object.assign(new BigInt64Array(4), { dtype: 'int64', shape: [2, 2] });
  const nested: Value = [{ a: new Map<Value, Value>([[1n, null]]) }, new Float32Array(2), array, value];
  const first = (array: NdArray): string => (array.shape ?? []).join() + array.dtype + array[0];
  return String(unregister('mine')) + Object.keys(variants()).length + failed + sum + nested + first + py.exec('1');
};
// @ts-expect-error an option that does not exist
export const wrong: Options = { colour: 1 };
// @ts-expect-error a program is needed
export const bad = () => createPocketPy({ print() {} });
// @ts-expect-error code must be a string
export const worse = (py: PocketPy) => py.exec(5);
// @ts-expect-error Python has no type for a function
export const worst: Value = [() => 1];
`;
const names = 'createPocketPy, loadIndex, register, setCDN, unregister, variants, PocketPyError, PocketPyLoadError, PythonError, type NdArray, type Options, type PocketPy, type Program, type Value';
const loader = `import { ${names} } from '@pocketpy/registry';${common}`;

/** The glue of a tier, started and used. */
const glue = `
export const run = async (): Promise<number> => {
  const options: ModuleOptions = { print: (line) => line.length, locateFile: (file, folder) => folder + file, stdin: () => null };
  const module: PocketPyModule = await start(options);
  module._py_initialize();
  module.FS.writeFile('/a', new Uint8Array(5));
  const text: string = module.FS.readFile('/a', { encoding: 'utf8' });
  const size: number = module.FS.stat('/a').size + module.HEAPU8.length + module.UTF8ToString(module._pkw_build_info()).length;
  const ok: boolean = module.ccall('py_exec', 'boolean', ['string', 'string', 'number', 'number'], [text, 'main.py', 0, 0]);
  return ok ? size : module.ccall('pkw_eval', 'number', ['string'], ['1']);
};
// @ts-expect-error print takes a line
export const wrong = () => start({ print: (line: number) => line });
// @ts-expect-error an option that does not exist
export const wronger = () => start({ colour: 1 });
// @ts-expect-error such a function is not there
export const worst = (module: PocketPyModule) => module.exec('1');
`;

/** What needs the types of a host: the DOM's, a worker's or Node's. */
const hosted = `
import { createPocketPy, loadIndex, type Options } from '@pocketpy/registry';
const options: Options = { baseURL: new URL('https://example.org/'), wasm: await fetch('/pocketpy.wasm'), signal: AbortSignal.timeout(5), fetch };
export const py = await createPocketPy('core', { ...options, fetch: async (address: string) => new Response(address) });
export const index: string[] = await loadIndex(new URL('https://example.org/index.json'), { signal: AbortSignal.timeout(5), fetch });
// @ts-expect-error a number is no address
export const wrong: Options = { baseURL: 5 };
`;

const consumers = {
  'loader.mts': loader,
  'loader.cts': loader,
  'glue.mts': `import start, { type ModuleOptions, type PocketPyModule } from '@pocketpy/${tier}/pocketpy.mjs';${glue}`,
  'glue.cts': `import start = require('@pocketpy/${tier}/pocketpy.js');\ntype ModuleOptions = start.ModuleOptions;\ntype PocketPyModule = start.PocketPyModule;${glue}`,
  'resolver.cts': `import withAssets = require('@pocketpy/${tier}/pocketpy.cjs');\nconst start = withAssets((name: string) => new Uint8Array(name.length));\ntype ModuleOptions = withAssets.ModuleOptions;\ntype PocketPyModule = withAssets.PocketPyModule;${glue}`,
  'hosted.mts': hosted,
  'modules.mts': "import start from '@pocketpy/core/pocketpy.mjs';\nexport const module = (wasm: WebAssembly.Module) => start({ wasmModule: wasm });\n// @ts-expect-error nothing is no module\nexport const wrong = () => start({ wasmModule: null });\n",
  'script.ts': "/// <reference types='@pocketpy/registry/registry.umd.js' />\nconst start: (name: string) => Promise<PocketPy.PocketPy> = PocketPy.createPocketPy;\n",
};

const project = mkdtempSync(path.join(os.tmpdir(), 'pocketpy-types-'));
mkdirSync(path.join(project, 'node_modules'));
cpSync(scope, path.join(project, 'node_modules/@pocketpy'), { recursive: true });
for (const [file, text] of Object.entries(consumers)) writeFileSync(path.join(project, file), text);
after(() => removeFolder(project));

/** @param {string[]} files @param {Record<string, unknown>} settings @returns {Promise<string>} what tsc prints */
const check = (files, settings) => new Promise((resolve) => {
  const config = path.join(project, `tsconfig.${files[0]}.json`);
  const compilerOptions = { noEmit: true, strict: true, target: 'es2022', module: 'node16', moduleResolution: 'node16', types: [], typeRoots: [path.join(tests, 'node_modules/@types')], ...settings };
  writeFileSync(config, JSON.stringify({ compilerOptions, files }));
  const words = [path.join(tests, 'node_modules/typescript/bin/tsc'), '--project', config];
  execFile(process.execPath, words, { cwd: project, timeout: 120_000 }, (error, stdout, stderr) => resolve(error ? stdout + stderr || String(error) : ''));
});

const plain = Object.keys(consumers).filter((file) => /^(loader|glue|resolver)/.test(file));

test('every entry has types that need no library but JavaScript\'s own', async () => {
  assert.equal(await check(plain, { lib: ['es2022'] }), '');
});

test('a page\'s project checks all entries', async () => {
  assert.equal(await check([...plain, 'hosted.mts', 'modules.mts'], { lib: ['es2022', 'dom'] }), '');
});

test('a classic script knows the global PocketPy', async () => {
  assert.equal(await check(['script.ts'], { lib: ['es2022', 'dom'], module: 'esnext', moduleResolution: 'bundler' }), '');
});

test('a worker\'s project checks the loader', async () => {
  assert.equal(await check(['hosted.mts', 'loader.mts', 'modules.mts'], { lib: ['es2022', 'webworker'] }), '');
});

test('a Node project without the DOM\'s library checks all entries', async () => {
  assert.equal(await check(['hosted.mts', ...plain], { lib: ['es2022'], types: ['node'], skipLibCheck: true }), '');
});

test('a project of a bundler checks the loader and the glue', async () => {
  assert.equal(await check(['glue.mts', 'hosted.mts', 'loader.mts'], { lib: ['es2022', 'dom'], module: 'esnext', moduleResolution: 'bundler' }), '');
});

for (const name of packages) {
  test(`${name}: every JavaScript that the package exports comes with types`, () => {
    const folder = path.join(scope, name);
    const { exports } = JSON.parse(readFileSync(path.join(folder, 'package.json'), 'utf8'));
    const entries = Object.values(exports).flatMap((entry) => (typeof entry === 'object' && !entry.default ? Object.values(entry) : [entry]));
    const scripts = entries.filter((entry) => /js$/.test(entry.default ?? entry));
    assert.ok(scripts.length > 0, name);
    for (const entry of scripts) assert.match(readFileSync(path.join(folder, entry.types ?? assert.fail(`${entry.default ?? entry} has no types`)), 'utf8'), /export /);
  });
}

test('the types of module.FS and of the module name what is there, and all of it', async () => {
  const module = await requireFactory(builtTiers()[0])();
  const text = readFileSync(path.join(scope, tier, 'dist/module.d.ts'), 'utf8');
  const membersOf = (/** @type {string} */ name) => {
    const [, body] = new RegExp(`export interface ${name} [^{]*\\{\\n([\\s\\S]*?)\\n\\}`).exec(text) ?? assert.fail(name);
    return new Set([...body.matchAll(/^ {2}(?:readonly )?(\w+)\??[(:]/gm)].map(([, member]) => member));
  };
  const unspoken = ['root', 'split', 'nodeAt', 'place', 'devices']; // what only the glue's own parts use
  assert.deepEqual(membersOf('FileSystem'), new Set(Object.keys(module.FS).filter((name) => !unspoken.includes(name))));
  const inner = ['readByte']; // how the glue's parts read stdin
  const own = Object.keys(module).filter((name) => !/^_/.test(name) && !inner.includes(name) && !membersOf('ModuleOptions').has(name));
  assert.deepEqual([...membersOf('PocketPyModule')].sort(), own.sort());
});
