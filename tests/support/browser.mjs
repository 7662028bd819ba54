/**
 * Headless Chromium for one test file. `CHROMIUM` names another executable than Debian's.
 * Limits: a missing browser is an error with advice, never a skip.
 */
import { existsSync } from 'node:fs';
import { after, before } from 'node:test';
import { chromium } from 'playwright-core';

export const browserPath = process.env.CHROMIUM ?? '/usr/bin/chromium';
export const browserFlags = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** Starts a browser before the tests of the calling file and ends it after them. @returns {() => import('playwright-core').Browser} */
export function useBrowser() {
  /** @type {import('playwright-core').Browser} */
  let browser;
  before(async () => {
    if (!existsSync(browserPath)) {
      throw new Error(`no browser at ${browserPath}; \`apt-get install chromium\`, or set CHROMIUM to its path`);
    }
    browser = await chromium.launch({ executablePath: browserPath, args: browserFlags });
  });
  after(() => browser?.close());
  return () => browser;
}

/**
 * A page in a profile of its own, closed when the test ends.
 * @param {import('playwright-core').Browser} browser
 * @param {import('node:test').TestContext} context
 * @returns {Promise<{ page: import('playwright-core').Page, errors: string[], result: (name?: string) => Promise<any> }>}
 *   `errors`: uncaught errors and what went to console.error, as a person would see them in the console;
 *   `result`: what a global of the page (a value or promise, by default `done`) gives
 */
export async function openPage(browser, context) {
  const profile = await browser.newContext();
  context.after(() => profile.close());
  const page = await profile.newPage();
  page.setDefaultTimeout(20_000);
  /** @type {string[]} */
  const errors = [];
  page.on('pageerror', (error) => errors.push(`${error.name}: ${error.message}`));
  page.on('console', (message) => message.type() === 'error' && errors.push(message.text()));
  return { page, errors, result: resultReader(page) };
}

/**
 * Reads a global of the page. Fails at the first uncaught error of the page, or after 20 s, so that a page whose script
 * broke off does not keep the test waiting.
 * @param {import('playwright-core').Page} page
 */
function resultReader(page) {
  const broken = new Promise((_, reject) => void page.once('pageerror', reject));
  broken.catch(() => {}); // who reads no result does not mind
  return async (name = 'done') => {
    let timer;
    const late = new Promise((_, reject) => {
      timer = setTimeout(() => reject(new Error(`the page gave no \`${name}\` within 20 s`)), 20_000);
    });
    try {
      return await Promise.race([page.evaluate((key) => Reflect.get(self, key), name), broken, late]);
    } finally {
      clearTimeout(timer);
    }
  };
}
