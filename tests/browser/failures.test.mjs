/** What a person sees in the console, and a page in `Module.ready`, when loading fails in a browser. Limits: see tests/js for more causes. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { byBrowser, openPage, uncaughtError, useBrowser } from '../support/browser.mjs';
import { builtTiers } from '../support/dist.mjs';
import { pageWith, serveSite } from '../support/site.mjs';

const browser = useBrowser();

/** The engine's own words. */
const refused = byBrowser({ chromium: /WebAssembly\.compileStreaming/, firefox: /these \d+ bytes are damaged or truncated: wasm validation error: at offset \d+/ });
const unreachable = byBrowser({ chromium: 'Failed to fetch', firefox: 'NetworkError when attempting to fetch resource' });
const errorName = byBrowser({ chromium: 'PocketPyLoadError', firefox: 'Error' }); // of an uncaught one Firefox names the built-in class

for (const tier of builtTiers()) {
  const claim = (text) => `${tier.name}: ${text}`;
  const bytes = readFileSync(tier.wasm);
  const html = '<!doctype html><title>a page</title>';

  /** Loads through both files from one address; gives what each rejected with, or how it went well. */
  const outcomes = async (context, answers) => {
    const site = await serveSite(context, [tier], {
      '/page.html': { body: pageWith('/set-up.js', `/${tier.name}/pocketpy.js`, '/use.mjs') },
      '/set-up.js': { body: "var Module = { locateFile: () => '/x.wasm' };" },
      '/use.mjs': { body: `
        import createPocketPy from '/${tier.name}/pocketpy.mjs';
        const tell = (promise) => promise.then(() => 'loaded', ({ name, message, url }) => ({ name, message, url }));
        self.done = (async () => [await tell(Module.ready), await tell(createPocketPy({ locateFile: () => '/x.wasm' }))])();` },
      ...answers,
    });
    const { page } = await openPage(browser(), context);
    await page.goto(`${site.origin}/page.html`);
    // not `result`: that Module.ready's failure shows up as uncaught is what a page without a handler must see
    const results = await page.evaluate(() => self.done);
    const downloads = () => site.requests.filter((address) => address === '/x.wasm').length;
    return { results, downloads };
  };

  const causes = {
    'a missing file': [{}, /HTTP status 404/],
    'a server error': [{ '/x.wasm': { status: 503, body: 'busy' } }, /HTTP status 503/],
    'HTML in place of wasm': [{ '/x.wasm': { body: html, type: 'text/html' } }, /got HTML instead of wasm/],
    'HTML sent as application/wasm': [{ '/x.wasm': { body: html } }, byBrowser({ chromium: refused, firefox: /got HTML instead of wasm/ })],
    'a cut off file': [{ '/x.wasm': { body: bytes.subarray(0, 5000) } }, refused],
    'a cut off file of another type': [{ '/x.wasm': { body: bytes.subarray(0, 5000), type: 'text/plain' } }, /5000 bytes are damaged or truncated/],
  };
  for (const [what, [answers, why]] of Object.entries(causes)) {
    test(claim(`${what} rejects Module.ready and the factory with an error that names the address`), async (context) => {
      const { results, downloads } = await outcomes(context, answers);
      for (const error of results) {
        assert.equal(error.name, 'PocketPyLoadError');
        assert.equal(error.url, '/x.wasm');
        assert.match(error.message, why);
        assert.match(error.message, /\/x\.wasm/);
      }
      assert.equal(downloads(), 2, 'one download for each of the two');
    });
  }

  for (const type of ['application/wasm', 'application/octet-stream', 'text/html', 'application/wasm; charset=utf-8']) {
    test(claim(`wasm sent as ${type} loads, with one download each`), async (context) => {
      const { results, downloads } = await outcomes(context, { '/x.wasm': { file: tier.wasm, type } });
      assert.deepEqual(results, ['loaded', 'loaded']);
      assert.equal(downloads(), 2);
    });
  }

  test(claim('a server that cannot be reached rejects, naming the address'), async (context) => {
    const site = await serveSite(context, [tier], {
      '/page.html': { body: pageWith('/set-up.js', `/${tier.name}/pocketpy.js`) },
      '/set-up.js': { body: "var Module = { locateFile: () => '//127.0.0.1:9/x.wasm' };" },
    });
    const { page } = await openPage(browser(), context);
    await page.goto(`${site.origin}/page.html`);
    const message = await page.evaluate(() => self.Module.ready.then(() => 'loaded', (error) => error.message));
    assert.match(message, new RegExp(`cannot load //127\\.0\\.0\\.1:9/x\\.wasm: ${unreachable}`));
  });

  test(claim('a failure that nobody handles stands in the console once, with the address'), async (context) => {
    const site = await serveSite(context, [tier], {
      '/page.html': { body: pageWith('/set-up.js', `/${tier.name}/pocketpy.js`) },
      '/set-up.js': { body: "var Module = { locateFile: (file) => '/nowhere/' + file, printErr: () => {} };" },
    });
    const { page, errors } = await openPage(browser(), context);
    const uncaught = uncaughtError(page);
    await page.goto(`${site.origin}/page.html`);
    await uncaught;
    const ours = errors.filter((error) => error.includes('pocketpy cannot load'));
    assert.equal(ours.length, 1);
    assert.match(ours[0], new RegExp(`^${errorName}: pocketpy cannot load /nowhere/pocketpy\\.wasm: HTTP status 404`));
  });

  test(claim('a script without a Module object says in the console what to do'), async (context) => {
    const site = await serveSite(context, [tier], { '/page.html': { body: pageWith(`/${tier.name}/pocketpy.js`) } });
    const { page, errors } = await openPage(browser(), context);
    await page.goto(`${site.origin}/page.html`);
    assert.equal(errors.length, 1);
    assert.match(errors[0], /found no Module object; set `var Module = \{\}` before this script/);
  });

  test(claim("an error in the page's onRuntimeInitialized is not lost"), async (context) => {
    const site = await serveSite(context, [tier], {
      '/page.html': { body: pageWith('/set-up.js', `/${tier.name}/pocketpy.js`) },
      '/set-up.js': { body: "var Module = { onRuntimeInitialized() { throw new Error('a mistake of the page'); } };" },
    });
    const { page, errors } = await openPage(browser(), context);
    const uncaught = uncaughtError(page);
    await page.goto(`${site.origin}/page.html`);
    await uncaught;
    assert.deepEqual(errors, ['Error: a mistake of the page']);
  });
}
