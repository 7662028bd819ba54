/** README.md's page, served beside the files of the core package. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openPage, useBrowser } from '../support/browser.mjs';
import { builtTiers } from '../support/dist.mjs';
import { example } from '../support/readme.mjs';
import { serve } from '../support/server.mjs';

const browser = useBrowser();

test('the page of README.md prints 1 1 2 3 5', async (context) => {
  const tier = builtTiers().find(({ name }) => name === 'core');
  assert.ok(tier, 'the core tier is built');
  const body = `<!doctype html><meta charset="utf-8"><link rel="icon" href="data:,"><body>${example('html')}`;
  const site = await serve({
    '/': { body, type: 'text/html', policy: "script-src 'self' 'unsafe-inline' 'wasm-unsafe-eval'" },
    '/pocketpy.js': { file: tier.js },
    '/pocketpy.wasm': { file: tier.wasm },
  });
  context.after(site.close);
  const { page, errors } = await openPage(browser(), context);
  await page.goto(`${site.origin}/`);
  await page.getByText('1 1 2 3 5').waitFor();
  assert.deepEqual(errors, []);
});
