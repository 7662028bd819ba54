/**
 * The built playground in a page, with what a person does there.
 * Limits: serves what `cargo xtask build` left in dist/.
 */
import { readdirSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { openPage } from './browser.mjs';
import { serve } from './server.mjs';

export const root = fileURLToPath(new URL('../../', import.meta.url));
const dist = path.join(root, 'dist');

/** The whole of dist/ below a folder of a static host, with no headers of ours but the page's own policy. @param {string} below */
export const wholeDist = (below) => Object.fromEntries(readdirSync(dist, { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile() && /\.(html|css|mjs|js|wasm|json)$/.test(entry.name))
  .map((entry) => {
    const file = path.join(entry.parentPath ?? entry.path, entry.name);
    const type = entry.name.endsWith('.css') ? { type: 'text/css' } : {};
    return [`${below}/${path.relative(dist, file)}`, { file, policy: '', ...type }];
  }));

/** @param {import('playwright-core').Browser} browser @param {import('node:test').TestContext} context @param {string} [query] */
export const openPlayground = async (browser, context, query = '') => {
  const site = await serve(wholeDist('/some/where'));
  context.after(site.close);
  const { page, errors } = await openPage(browser, context);
  const visit = async (/** @type {string} */ more) => {
    await page.goto(`${site.origin}/some/where/playground/index.html${more}`);
    await page.waitForSelector('.cm-content');
  };
  await visit(query);
  const write = async (/** @type {string} */ code) => {
    await page.click('.cm-content');
    await page.keyboard.press('Control+A');
    await page.keyboard.insertText(code);
  };
  const output = () => page.textContent('#output');
  const finished = async () => {
    await page.waitForFunction(() => /^(finished|failed)/.test(document.getElementById('status')?.textContent ?? ''));
    await page.evaluate(() => new Promise(requestAnimationFrame)); // what came last is shown with the next frame
  };
  const run = async (/** @type {string} */ code) => (await write(code), await page.click('#run'), await finished(), output());
  return { page, errors, site, visit, write, run, output, finished };
};
