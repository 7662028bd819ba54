/** docs/recipes/bundlers.md: Next, page and server, from a standalone build that was moved away from its sources. */
import assert from 'node:assert/strict';
import { renameSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { openPage, useBrowser, waitUntil } from '../support/browser.mjs';
import { makeProject, recipe, runCommand } from '../support/recipe.mjs';
import { freePort, startService } from '../support/service.mjs';

const browser = useBrowser();

test('Next builds without a warning; the page finds the bundled wasm, and the server the installed package', async (context) => {
  const { files, commands, outputs: [shown, answer] } = recipe('bundlers.md', 'Next');
  const { folder, commands: [build, copy, start] } = makeProject(context, { files, commands });
  const { stdout, stderr } = await runCommand(folder, build);
  assert.doesNotMatch(stdout + stderr, /warn/i);
  await runCommand(folder, copy);
  const { folder: elsewhere } = makeProject(context, { files: {}, commands: [] });
  renameSync(path.join(elsewhere, 'node_modules'), path.join(elsewhere, 'gone'));
  renameSync(path.join(folder, '.next/standalone'), path.join(elsewhere, 'app'));
  renameSync(path.join(folder, 'node_modules'), path.join(folder, 'gone'));
  const port = await freePort();
  const origin = `http://127.0.0.1:${port}`;
  await startService(context, elsewhere, `exec ${start.replace('.next/standalone', 'app')}`, `${origin}/`, { PORT: String(port), HOSTNAME: '127.0.0.1' });
  assert.equal(await (await fetch(`${origin}/run`)).text(), answer);
  const { page, errors } = await openPage(browser(), context);
  /** @type {string[]} */
  const asked = [];
  page.on('request', (request) => void asked.push(request.url()));
  await page.goto(`${origin}/`);
  await waitUntil(page, (/** @type {string} */ expected) => document.querySelector('p')?.textContent === expected, shown);
  assert.equal(asked.filter((address) => address.endsWith('.wasm') && address.startsWith(origin)).length, 1, asked.join());
  assert.deepEqual(errors.filter((error) => !/404/.test(error)), []); // there is no icon
});
