/**
 * How long a page takes that starts an interpreter and shows a line, cold: each time a fresh browser context, in which nothing is
 * cached, and this machine's loopback, so no network's time. All files are sent as a CDN sends them (bytes.mjs), all under one policy.
 * Limits: the browser itself runs already.
 */
import { launchBrowser } from '../../support/browser.mjs';
import { serve } from '../../support/server.mjs';
import { asSent, filesOf } from './bytes.mjs';
import { beyond, inTurns, spread } from './numbers.mjs';
import { emptyPageScript, kinds, pageScript, printed } from './starts.mjs';

const startsPerRound = 2;
const secondsMax = 60;

/** What the most demanding of them needs. */
const policy = "default-src 'self' data: blob: 'unsafe-inline' 'unsafe-eval'";

/**
 * @typedef {import('./numbers.mjs').Spread} Spread
 * @typedef {object} PageStart of a runtime, in seconds
 * @property {Spread} opened from the page's opening to the first line
 * @property {Spread} overEmpty less what a page takes whose script shows the line without Python
 * @property {Spread} call from the call that makes the interpreter to the first line
 * @typedef {{ empty: Spread, runtimes: Record<string, PageStart> }} PageStarts
 *
 * @typedef {object} Site a page and what it needs
 * @property {string} name
 * @property {string} script
 * @property {Record<string, import('../../support/server.mjs').Answer>} files by path
 * @typedef {{ call: number, opened: number }} Times in milliseconds
 */

/** @param {import('./runtimes.mjs').Runtime} runtime @param {string} wire @returns {Site} */
function siteOf(runtime, wire) {
  if (runtime.kind === null) throw new Error(`no page starts ${runtime.name}`);
  const files = filesOf(runtime).map(({ name, file }) => {
    const { body, encoding } = asSent(file, wire);
    const headers = encoding === 'br' ? { 'content-encoding': 'br' } : {};
    return [`/files/${name}`, { body, headers, policy, ...(name.endsWith('.zip') ? { type: 'application/zip' } : {}) }];
  });
  return { name: runtime.name, script: pageScript(kinds[runtime.kind], `/files/${kinds[runtime.kind].entry}`), files: Object.fromEntries(files) };
}

/** Bytes are counted by a list of files; this is what holds the list to the truth. @param {Site} site @param {string[]} requests */
function refuseOtherFiles({ name, files }, requests) {
  const asked = requests.filter((path) => path !== '/page.html' && path !== '/main.mjs').sort();
  const listed = Object.keys(files).sort();
  if (asked.join() !== listed.join()) throw new Error(`the page of ${name} asked for ${asked.join(', ')}; listed are ${listed.join(', ')}`);
}

/** @param {import('puppeteer-core').Browser} browser @param {Site} site @returns {Promise<Times>} */
async function open(browser, site) {
  const page = { body: '<!doctype html><link rel="icon" href="data:,"><body><script type="module" src="/main.mjs"></script>', policy };
  const server = await serve({ '/page.html': page, '/main.mjs': { body: site.script, policy }, ...site.files });
  const context = await browser.createBrowserContext();
  try {
    const times = await timesOf(await context.newPage(), `${server.origin}/page.html`, site.name);
    refuseOtherFiles(site, server.requests);
    return times;
  } finally {
    await context.close();
    await server.close();
  }
}

/** @param {import('puppeteer-core').Page} page @param {string} address @param {string} name @returns {Promise<Times>} */
async function timesOf(page, address, name) {
  const broken = new Promise((_, reject) => void page.once('pageerror', (error) => reject(new Error(`the page of ${name} failed`, { cause: error }))));
  await page.goto(address);
  await Promise.race([page.waitForFunction(() => Reflect.has(self, 'times'), { timeout: secondsMax * 1000 }), broken]);
  const [text, times] = await page.evaluate(() => /** @type {const} */ ([document.body.innerText.trim(), Reflect.get(self, 'times')]));
  if (text !== printed) throw new Error(`the page of ${name} shows ${JSON.stringify(text)} instead of ${JSON.stringify(printed)}`);
  return times;
}

/** @param {Times[]} times @param {'call' | 'opened'} kind */
const seconds = (times, kind) => spread(times.map((each) => each[kind] / 1000));

/** @param {import('./runtimes.mjs').Runtime[]} runtimes @param {string} wire @param {number} rounds @returns {Promise<PageStarts & { version: string }>} */
export async function measurePageStarts(runtimes, wire, rounds) {
  const empty = { name: 'no interpreter', script: emptyPageScript, files: {} };
  const sites = runtimes.filter(({ kind }) => kind !== null).map((runtime) => siteOf(runtime, wire));
  const browser = await launchBrowser('chromium');
  try {
    await open(browser, empty); // the browser's own first page
    const [without, ...all] = await inTurns([empty, ...sites], rounds * startsPerRound, (site) => open(browser, site));
    const host = seconds(without, 'opened');
    const summary = (/** @type {Times[]} */ times) => {
      const opened = seconds(times, 'opened');
      return { opened, overEmpty: beyond(opened, host), call: seconds(times, 'call') };
    };
    return { version: (await browser.version()).replace(/^.*\//, ''), empty: host, runtimes: Object.fromEntries(sites.map(({ name }, index) => [name, summary(all[index])])) };
  } finally {
    await browser.close();
  }
}
