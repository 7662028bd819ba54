/** README.md's Node example, run in an empty project where the packages are installed. */
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { test } from 'node:test';
import { promisify } from 'node:util';
import { distFolder } from '../support/dist.mjs';
import { example, printed } from '../support/readme.mjs';

test('the Node example of README.md prints what README.md says', async (context) => {
  const project = mkdtempSync(path.join(tmpdir(), 'readme-'));
  context.after(() => rmSync(project, { recursive: true }));
  mkdirSync(path.join(project, 'node_modules'));
  symlinkSync(path.join(distFolder, 'npm', '@pocketpy'), path.join(project, 'node_modules', '@pocketpy'));
  writeFileSync(path.join(project, 'example.mjs'), example('js'));
  const { stdout, stderr } = await promisify(execFile)(process.execPath, ['example.mjs'], { cwd: project });
  assert.equal(stdout, `${printed()}\n`);
  assert.equal(stderr, '');
});
