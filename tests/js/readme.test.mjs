/** The Node examples of the READMEs, run in an empty project where the packages are installed. */
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { test } from 'node:test';
import { promisify } from 'node:util';
import { builtTiers, distFolder } from '../support/dist.mjs';
import { runPython } from '../support/python.mjs';
import { example, printed } from '../support/readme.mjs';

/** Runs a program in an empty project that has all built packages. @param {import('node:test').TestContext} context @param {string} source */
const runInProject = (context, source) => {
  const project = mkdtempSync(path.join(tmpdir(), 'readme-'));
  context.after(() => rmSync(project, { recursive: true }));
  mkdirSync(path.join(project, 'node_modules'));
  symlinkSync(path.join(distFolder, 'npm', '@pocketpy'), path.join(project, 'node_modules', '@pocketpy'));
  writeFileSync(path.join(project, 'example.mjs'), source);
  return promisify(execFile)(process.execPath, ['example.mjs'], { cwd: project });
};

test('the Node example of README.md prints what README.md says', async (context) => {
  const { stdout, stderr } = await runInProject(context, example('js'));
  assert.equal(stdout, `${printed()}\n`);
  assert.equal(stderr, '');
});

test('the example of the loader runs with the installed package', async (context) => {
  const { stdout, stderr } = await runInProject(context, example('js', 'packages/registry/README.md'));
  assert.equal(stdout, 'Hello from Python\n6\n');
  assert.equal(stderr, '');
});

test('the program of README.md with shapely prints what README.md says', async () => {
  const tier = builtTiers().find(({ name }) => name === 'geos');
  assert.ok(tier, 'the geos tier is built');
  const { stdout, stderr } = await runPython(tier, example('python'));
  assert.equal(stdout, example('text'));
  assert.equal(stderr, '');
});
