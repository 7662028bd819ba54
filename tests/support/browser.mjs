/**
 * The headless browser of one test file: Chromium, or Firefox with POCKETPY_BROWSER=firefox; the same tests serve both.
 * `CHROMIUM` and `FIREFOX` name other executables than Debian's.
 * Limits: a missing browser is an error with advice, never a skip. Firefox takes its colour scheme when it starts, so a
 * browser has one for its life.
 */
import { existsSync } from 'node:fs';
import { after, before } from 'node:test';
import puppeteer from 'puppeteer-core';

/** @typedef {import('puppeteer-core').Browser} Browser */
/** @typedef {import('puppeteer-core').Page} Page */
/** @typedef {'light' | 'dark'} ColorScheme */

const browserFlags = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** How Firefox's preference spells a colour scheme. */
const firefoxSchemes = { dark: 0, light: 1 };

/** @type {Record<string, { package: string, variable: string, path: string, launch: (scheme: ColorScheme) => import('puppeteer-core').LaunchOptions }>} */
const kinds = {
  chromium: { package: 'chromium', variable: 'CHROMIUM', path: process.env.CHROMIUM ?? '/usr/bin/chromium', launch: () => ({ browser: 'chrome', args: browserFlags }) },
  firefox: {
    package: 'firefox-esr', variable: 'FIREFOX', path: process.env.FIREFOX ?? '/usr/bin/firefox-esr',
    launch: (scheme) => ({ browser: 'firefox', extraPrefsFirefox: { 'layout.css.prefers-color-scheme.content-override': firefoxSchemes[scheme] } }),
  },
};

/** Which one the tests run in. */
export const browserName = process.env.POCKETPY_BROWSER ?? 'chromium';
if (!Object.hasOwn(kinds, browserName)) throw new Error(`POCKETPY_BROWSER is \`${browserName}\`; legal: ${Object.keys(kinds).join(', ')}`);

/** What differs between the engines. @template T @param {Record<'chromium' | 'firefox', T>} values @returns {T} the value of the one that runs */
export const byBrowser = (values) => values[/** @type {'chromium' | 'firefox'} */ (browserName)];

/** @param {string} [name] @param {ColorScheme} [scheme] @returns {Promise<Browser>} */
export async function launchBrowser(name = browserName, scheme = 'light') {
  const kind = kinds[name];
  if (!existsSync(kind.path)) throw new Error(`no browser at ${kind.path}; \`apt-get install ${kind.package}\`, or set ${kind.variable} to its path`);
  return puppeteer.launch({ executablePath: kind.path, headless: true, ...kind.launch(scheme) });
}

/** @type {WeakMap<Browser, ColorScheme>} */
const schemes = new WeakMap();

/** Starts a browser before the tests of the calling file and ends it after them. @param {ColorScheme} [scheme] @returns {() => Browser} */
export function useBrowser(scheme = 'light') {
  /** @type {Browser} */
  let browser;
  before(async () => {
    browser = await launchBrowser(browserName, scheme);
    schemes.set(browser, scheme);
  });
  after(() => browser?.close());
  return () => browser;
}

/** An error whose class stands in its text, as all do in Firefox's protocol; it reports what a policy or a hash refused in the same way. */
const named = /^(uncaught exception|\w*(Error|Exception)): /;
const isUncaught = (/** @type {Error} */ { message }) => browserName !== 'firefox' || named.test(message);

/** As the console shows it. @param {Error} error */
const asShown = ({ name, message }) => (browserName === 'firefox' || named.test(message) ? message : `${name}: ${message}`);

/** The next uncaught error of a page. @param {Page} page @returns {Promise<Error>} */
export const uncaughtError = (page) => new Promise((resolve) => {
  page.on('pageerror', (error) => isUncaught(/** @type {Error} */ (error)) && resolve(/** @type {Error} */ (error)));
});

/**
 * A page in a profile of its own, closed when the test ends.
 * @param {Browser} browser
 * @param {import('node:test').TestContext} context
 * @returns {Promise<{ page: Page, errors: string[], result: (name?: string) => Promise<any> }>}
 *   `errors`: uncaught errors and what went to console.error, as a person would see them in the console;
 *   `result`: what a global of the page (a value or promise, by default `done`) gives
 */
export async function openPage(browser, context) {
  const profile = await browser.createBrowserContext();
  context.after(() => profile.close());
  const page = await profile.newPage();
  page.setDefaultTimeout(20_000);
  await page.setViewport({ width: 1280, height: 720 });
  if (browserName === 'chromium') await page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: schemes.get(browser) ?? 'light' }]);
  /** @type {string[]} */
  const errors = [];
  page.on('pageerror', (error) => errors.push(asShown(/** @type {Error} */ (error))));
  page.on('console', (message) => message.type() === 'error' && errors.push(message.text()));
  return { page, errors, result: resultReader(page) };
}

/**
 * Looks at each frame until a function of the page answers something true, for 20 s. The library's own `waitForFunction` evaluates text,
 * which a page's policy refuses in Firefox.
 * @template {unknown[]} Args
 * @param {Page} page @param {(...args: Args) => unknown} condition @param {Args} args
 */
export async function waitUntil(page, condition, ...args) {
  const end = performance.now() + 20_000;
  while (!(await page.evaluate(/** @type {any} */ (condition), ...args))) {
    if (performance.now() > end) throw new Error(`after 20 s it is still not true that ${condition}`);
    await page.evaluate(() => new Promise(requestAnimationFrame));
  }
}

/** The text of the first element of a selector. @param {Page} page @param {string} selector @returns {Promise<string>} */
export const textOf = (page, selector) => page.$eval(selector, (element) => element.textContent ?? '');

/** Chooses by the text that a person sees. @param {Page} page @param {string} selector @param {string} label */
export async function selectLabel(page, selector, label) {
  const value = await page.$$eval(`${selector} option`, (options, wanted) => {
    const found = options.find((option) => option.textContent === wanted);
    return found && /** @type {HTMLOptionElement} */ (found).value;
  }, label);
  if (value === undefined) throw new Error(`${selector} offers no \`${label}\``);
  await page.select(selector, value);
}

/**
 * Reads a global of the page. Fails at the first uncaught error of the page, or after 20 s, so that a page whose script
 * broke off does not keep the test waiting.
 * @param {Page} page
 */
function resultReader(page) {
  const broken = uncaughtError(page).then((error) => Promise.reject(error));
  broken.catch(() => {}); // unhandled rejections are suppressed: not every test reads the result
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
