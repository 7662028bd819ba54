/** docs/recipes/bundlers.md: each bundler builds its page without a warning, and the page finds the wasm that was bundled. */
import assert from 'node:assert/strict';
import { renameSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { openPage, useBrowser, waitUntil } from '../support/browser.mjs';
import { serveFolder } from '../support/folder.mjs';
import { makeProject, recipe, runCommand } from '../support/recipe.mjs';
import { freePort, startService } from '../support/service.mjs';

const browser = useBrowser();

/** Runs all commands of a project; what they print has no warning. @param {{ folder: string, commands: string[] }} project */
const build = async ({ folder, commands }) => {
  assert.ok(commands.length > 0);
  for (const command of commands) {
    const { stdout, stderr } = await runCommand(folder, command);
    assert.doesNotMatch(stdout + stderr, /warn/i, command);
  }
};

/** Opens a page and waits for its text. @param {import('node:test').TestContext} context @param {string} address @param {string} text */
const expectPage = async (context, address, text) => {
  const { page, errors } = await openPage(browser(), context);
  await page.goto(address);
  await waitUntil(page, (/** @type {string} */ expected) => document.body.textContent?.trim() === expected, text);
  assert.deepEqual(errors.filter((error) => !/404/.test(error)), []); // not every server has an icon
};

for (const bundler of ['Vite', 'webpack', 'esbuild']) {
  test(`${bundler} builds the page without a warning; it fetches the bundled wasm once and nothing that only Node needs`, async (context) => {
    const { files, commands, outputs } = recipe('bundlers.md', bundler);
    const project = makeProject(context, { files, commands });
    await build(project);
    const site = await serveFolder(context, path.join(project.folder, 'dist'));
    await expectPage(context, `${site.origin}/index.html`, outputs[0]);
    assert.equal(site.requests.filter((address) => address.endsWith('.wasm')).length, 1, site.requests.join());
    assert.ok(!site.requests.some((address) => /node/.test(address)), site.requests.join());
  });
}

test('Vite\'s server for development shows the same page', async (context) => {
  const { files, commands, outputs } = recipe('bundlers.md', 'Vite');
  const { folder } = makeProject(context, { files, commands });
  const port = await freePort();
  const { output } = await startService(context, folder, `exec vite --host 127.0.0.1 --port ${port} --strictPort`, `http://127.0.0.1:${port}/`);
  await expectPage(context, `http://127.0.0.1:${port}/`, outputs[0]);
  assert.doesNotMatch(output(), /warn/i);
});

test('esbuild makes of a Node program two files that run anywhere', async (context) => {
  const { files, commands, outputs } = recipe('bundlers.md', 'esbuild for Node');
  const project = makeProject(context, { files, commands });
  await build({ ...project, commands: project.commands.slice(0, -1) });
  const elsewhere = makeProject(context, { files: {}, commands: [] }).folder;
  renameSync(path.join(project.folder, 'dist'), path.join(elsewhere, 'dist'));
  renameSync(path.join(elsewhere, 'node_modules'), path.join(elsewhere, 'gone'));
  assert.equal((await runCommand(elsewhere, project.commands.at(-1) ?? '')).stdout, `${outputs[0]}\n`);
});

for (const [bundler, command, entry] of [
  ['webpack', 'webpack --mode production --target node --entry ./server.cjs', 'server.cjs'],
  ['esbuild', 'esbuild server.mjs --bundle --platform=node --format=esm --outfile=dist/main.mjs', 'server.mjs'],
]) {
  test(`${bundler} bundles a Node program without a warning, which finds the installed tier from any folder`, async (context) => {
    const start = "createPocketPy('core').then((py) => console.log(py.eval('6 * 7')));";
    const source = entry.endsWith('.cjs') ? `const { createPocketPy } = require('@pocketpy/registry');\n${start}` : `import { createPocketPy } from '@pocketpy/registry';\n${start}`;
    const project = makeProject(context, { files: { [entry]: source }, commands: [`npm install @pocketpy/registry @pocketpy/core ${bundler}`] });
    await build({ ...project, commands: [command] });
    const main = path.join(project.folder, 'dist', entry.endsWith('.cjs') ? 'main.js' : 'main.mjs');
    assert.equal((await runCommand('/', `node ${main}`)).stdout, '42\n');
  });
}
