/** docs/recipes/pages.md: pages without a bundler. */
import assert from 'node:assert/strict';
import path from 'node:path';
import { test } from 'node:test';
import { openPage, textOf, useBrowser, waitUntil } from '../support/browser.mjs';
import { serveFolder } from '../support/folder.mjs';
import { makeProject, recipe, runCommand } from '../support/recipe.mjs';

const browser = useBrowser();

/** The recipe's site in a folder. @param {import('node:test').TestContext} context @param {string} heading */
const makeSite = async (context, heading) => {
  const { files, commands, outputs } = recipe('pages.md', heading);
  const project = makeProject(context, { files, commands });
  for (const command of project.commands) await runCommand(project.folder, command);
  return { folder: project.folder, outputs, files };
};

/** @param {import('puppeteer-core').Page} page @param {string} text with a line for each line that is seen */
const showsText = (page, text) => waitUntil(page, (/** @type {string} */ expected) => document.body.innerText.trim() === expected, text);

test('a worker runs programs, reports their exceptions, and is ended when it takes too long', async (context) => {
  const { folder, outputs } = await makeSite(context, 'Worker');
  const site = await serveFolder(context, folder);
  const { page, errors } = await openPage(browser(), context);
  await page.goto(`${site.origin}/`);
  await showsText(page, outputs[0]);
  assert.deepEqual(errors, []);
});

test('after the first visit, a page with the service worker runs Python without its server', async (context) => {
  const { folder, outputs } = await makeSite(context, 'Service worker');
  const site = await serveFolder(context, folder);
  const { page, errors } = await openPage(browser(), context);
  await page.goto(`${site.origin}/`);
  await showsText(page, outputs[0]);
  await site.close();
  await page.reload();
  await showsText(page, outputs[0]);
  assert.deepEqual(errors, []);
});

/** The policy of the recipe. @param {Record<string, string>} files */
const policyOf = (files) => /^Content-Security-Policy: (.*)$/m.exec(files.headers)?.[1] ?? assert.fail('no policy');

test('a page runs under the strict policy', async (context) => {
  const { folder, outputs, files } = await makeSite(context, 'Strict Content-Security-Policy');
  const site = await serveFolder(context, folder, policyOf(files));
  const { page, errors } = await openPage(browser(), context);
  await page.goto(`${site.origin}/index.html`);
  await showsText(page, outputs[0]);
  assert.deepEqual(errors, []);
});

test('every part of the strict policy is needed', { timeout: 60_000 }, async (context) => {
  const { folder, outputs, files } = await makeSite(context, 'Strict Content-Security-Policy');
  for (const part of ["'self' 'wasm-unsafe-eval'", "'wasm-unsafe-eval'", "connect-src 'self'"]) {
    const site = await serveFolder(context, folder, policyOf(files).replace(part, ''));
    const { page, errors } = await openPage(browser(), context);
    await page.goto(`${site.origin}/index.html`);
    while (!errors.length) await page.evaluate(() => new Promise(requestAnimationFrame)); // the test's own limit ends it
    assert.match(errors[0], /Content.Security.Policy/i, part);
    assert.notEqual(await textOf(page, 'body'), outputs[0], part);
  }
});
