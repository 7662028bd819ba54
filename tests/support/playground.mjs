/**
 * The built playground in a page, with what a person does there.
 * Limits: serves what `cargo xtask build` left in dist/.
 */
import { readdirSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { browserName, openPage, textOf, waitUntil } from './browser.mjs';
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

/** Where a picture of the page is left, for people. @param {string} name */
export const pictureFile = (name) => /** @type {`${string}.png`} */ (path.join(root, 'target', `${name}-${browserName}.png`));

/** @param {import('./browser.mjs').Page} page @param {import('puppeteer-core').KeyInput} key */
export const pressWithControl = async (page, key) => {
  const modifier = process.platform === 'darwin' ? 'Meta' : 'Control';
  await page.keyboard.down(modifier);
  await page.keyboard.press(key);
  await page.keyboard.up(modifier);
};

/** Whole, so that the editor indents and closes nothing by itself. @param {string} text */
const insert = (text) => void document.execCommand('insertText', false, text);

/** @param {import('./browser.mjs').Browser} browser @param {import('node:test').TestContext} context @param {string} [query] */
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
    await pressWithControl(page, 'a');
    await page.evaluate(insert, code);
  };
  const output = () => textOf(page, '#output');
  const finished = async () => {
    await waitUntil(page, () => /^(finished|failed|ended)/.test(document.getElementById('status')?.textContent ?? ''));
    await page.evaluate(() => new Promise(requestAnimationFrame)); // what came last is shown with the next frame
  };
  const run = async (/** @type {string} */ code) => (await write(code), await page.click('#run'), await finished(), output());
  const program = () => page.$$eval('.cm-line', (lines) => lines.map((line) => line.textContent).join('\n'));
  return { page, errors, site, visit, write, run, output, finished, program };
};
