/** README.md and docs/, held to what is built: examples for Node, sizes, length, links. Their pages: tests/browser/readme.test.mjs. */
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { brotliCompressSync } from 'node:zlib';
import { builtTiers, distFolder } from '../support/dist.mjs';
import { runPython } from '../support/python.mjs';
import { example, printed } from '../support/readme.mjs';
import { removeFolder } from '../support/temporary.mjs';

const root = fileURLToPath(new URL('../../', import.meta.url));
const run = promisify(execFile);
const read = (/** @type {string} */ file) => readFileSync(path.join(root, file), 'utf8');

/** An empty project. @param {import('node:test').TestContext} context */
const emptyProject = (context) => {
  const project = mkdtempSync(path.join(tmpdir(), 'readme-'));
  context.after(() => removeFolder(project));
  writeFileSync(path.join(project, 'package.json'), '{ "private": true }');
  return project;
};

/** @param {string} project @param {string} source */
const runIn = (project, source) => {
  writeFileSync(path.join(project, 'example.mjs'), source);
  return run(process.execPath, ['example.mjs'], { cwd: project });
};

/** Runs a program in an empty project that has all built packages. @param {import('node:test').TestContext} context @param {string} source */
const runInProject = (context, source) => {
  const project = emptyProject(context);
  mkdirSync(path.join(project, 'node_modules'));
  symlinkSync(path.join(distFolder, 'npm', '@pocketpy'), path.join(project, 'node_modules', '@pocketpy'));
  return runIn(project, source);
};

test('the packages install as README.md says, and its Node example prints what it says', async (context) => {
  const words = example('sh', 'README.md', 'Install and use').trim().split(' ');
  assert.deepEqual(words.slice(0, 2), ['npm', 'install']);
  const folders = words.slice(2).map((folder) => folder.replace(/^\.\.\/pocketpy-wasm\/dist/, distFolder));
  const project = emptyProject(context);
  await run('npm', ['install', '--offline', '--cache', path.join(project, 'cache'), ...folders], { cwd: project });
  const { stdout, stderr } = await runIn(project, example('js'));
  assert.equal(stdout, `${printed('README.md')}\n`);
  assert.equal(stderr, '');
});

test('the Node example without the loader prints what docs/assets.md says', async (context) => {
  const { stdout, stderr } = await runInProject(context, example('js', 'docs/assets.md'));
  assert.equal(stdout, `${printed('docs/assets.md')}\n`);
  assert.equal(stderr, '');
});

test('the example of the loader runs with the installed package', async (context) => {
  const { stdout, stderr } = await runInProject(context, example('js', 'packages/registry/README.md'));
  assert.equal(stdout, 'Hello from Python\n6\n');
  assert.equal(stderr, '');
});

test('the program of docs/shapely.md prints what it says', async () => {
  const tier = builtTiers().find(({ name }) => name === 'geos');
  assert.ok(tier, 'the geos tier is built');
  const { stdout, stderr } = await runPython(tier, example('python', 'docs/shapely.md'));
  assert.equal(stdout, example('text', 'docs/shapely.md'));
  assert.equal(stderr, '');
});

test('README.md has at most 120 lines, and tells each tier\'s size within 3 %', () => {
  const text = read('README.md');
  assert.ok(text.trimEnd().split('\n').length <= 120);
  for (const { name, wasm, mjs } of builtTiers()) {
    const told = Number(new RegExp(`\\b${name} \\*\\*(\\d+) KB\\*\\*`).exec(text)?.[1]) * 1000;
    const bytes = [wasm, mjs].reduce((sum, file) => sum + brotliCompressSync(readFileSync(file)).length, 0);
    assert.ok(Math.abs(told / bytes - 1) < 0.03, `${name}: ${told} told, ${bytes} built`);
  }
});

/** Those at the top, of docs/ and of the packages. */
const documents = [...readdirSync(root), ...readdirSync(path.join(root, 'docs'), { recursive: true }).map((name) => `docs/${name}`), 'packages/registry/README.md']
  .map(String).filter((name) => name.endsWith('.md'));

/** The addresses of headings as a host of repositories makes them. @param {string} text */
const anchors = (text) => [...text.matchAll(/^#+ (.*)$/gm)].map(([, title]) => title.toLowerCase().replace(/[^\p{L}\p{N}\s_-]/gu, '').trim().replace(/ /g, '-'));

test('every link between documents leads to a file and a heading that are there', () => {
  const links = documents.flatMap((file) => [...read(file).matchAll(/\]\(([^)\s]+)\)/g)].map(([, target]) => ({ file, target })));
  assert.ok(links.length > 30);
  for (const { file, target } of links.filter(({ target }) => !/^https?:/.test(target))) {
    const [to, anchor] = target.split('#');
    const place = to ? path.join(path.dirname(file), to) : file;
    assert.ok(existsSync(path.join(root, place)) && !place.startsWith('..'), `${file}: ${target}`);
    if (anchor) assert.ok(anchors(read(place)).includes(anchor), `${file}: no heading for ${target}`);
  }
});

test('docs/commands.md has every command, and no other', async () => {
  const { stdout } = await run('cargo', ['xtask', '--help'], { cwd: root });
  const known = [...(/^Commands:\n([\s\S]*?)\n\n/m.exec(stdout)?.[1] ?? '').matchAll(/^ {2}([a-z-]+)/gm)].map(([, name]) => name).filter((name) => name !== 'help');
  const told = [...read('docs/commands.md').matchAll(/^\| `cargo xtask ([a-z-]+)/gm)].map(([, name]) => name);
  assert.ok(known.length > 10);
  assert.deepEqual([...new Set(told)].sort(), known.sort());
});

test('every document of docs/ stands in its index', () => {
  const index = read('docs/README.md');
  for (const name of readdirSync(path.join(root, 'docs')).filter((name) => !/^(README\.md|.*\.png)$/.test(name))) {
    assert.match(index, new RegExp(`\\(${name.replaceAll('.', '\\.')}[/)]`), name);
  }
});
