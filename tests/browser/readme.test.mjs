/** The pages of README.md and docs/, served beside the files that they name. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openPage, useBrowser, waitUntil } from '../support/browser.mjs';
import { builtTiers } from '../support/dist.mjs';
import { example } from '../support/readme.mjs';
import { distFolder } from '../support/dist.mjs';
import { serve } from '../support/server.mjs';
import path from 'node:path';

const browser = useBrowser();

test('the page of README.md shows what Python made', async (context) => {
  const tier = builtTiers().find(({ name }) => name === 'core');
  assert.ok(tier, 'the core tier is built');
  const body = `<!doctype html><meta charset="utf-8"><link rel="icon" href="data:,"><body>${example('html')}`;
  const site = await serve({
    '/': { body, type: 'text/html', policy: "script-src 'self' 'unsafe-inline' 'wasm-unsafe-eval'" },
    '/registry.mjs': { file: path.join(distFolder, 'npm/@pocketpy/registry/dist/registry.mjs') },
    '/pocketpy.mjs': { file: tier.mjs },
    '/pocketpy.wasm': { file: tier.wasm },
  });
  context.after(site.close);
  const { page, errors } = await openPage(browser(), context);
  await page.goto(`${site.origin}/`);
  await waitUntil(page, () => document.body.innerText.trim() === 'Ada and Grace');
  assert.deepEqual(errors, []);
});

test('the page of docs/assets.md prints 1 1 2 3 5', async (context) => {
  const tier = builtTiers().find(({ name }) => name === 'core');
  assert.ok(tier, 'the core tier is built');
  const body = `<!doctype html><meta charset="utf-8"><link rel="icon" href="data:,"><body>${example('html', 'docs/assets.md')}`;
  const site = await serve({
    '/': { body, type: 'text/html', policy: "script-src 'self' 'unsafe-inline' 'wasm-unsafe-eval'" },
    '/pocketpy.js': { file: tier.js },
    '/pocketpy.wasm': { file: tier.wasm },
  });
  context.after(site.close);
  const { page, errors } = await openPage(browser(), context);
  await page.goto(`${site.origin}/`);
  await waitUntil(page, () => document.body.innerText.includes('1 1 2 3 5'));
  assert.deepEqual(errors, []);
});

test('the page of docs/shapely.md draws a union and what it is made of', async (context) => {
  const tier = builtTiers().find(({ name }) => name === 'geos');
  assert.ok(tier, 'the geos tier is built');
  const body = `<!doctype html><meta charset="utf-8"><link rel="icon" href="data:,"><body>${example('html', 'docs/shapely.md')}`;
  const site = await serve({
    '/': { body, type: 'text/html', policy: "script-src 'self' 'unsafe-inline' 'wasm-unsafe-eval'" },
    '/registry.mjs': { file: path.join(distFolder, 'npm/@pocketpy/registry/dist/registry.mjs') },
    '/pocketpy.mjs': { file: tier.mjs },
    '/pocketpy.wasm': { file: tier.wasm },
  });
  context.after(site.close);
  const { page, errors } = await openPage(browser(), context);
  await page.goto(`${site.origin}/`);
  await waitUntil(page, () => document.querySelectorAll('svg path').length > 1);
  const box = async (/** @type {number} */ index) => {
    const found = await (await page.$$('svg path'))[index]?.boundingBox();
    assert.ok(found);
    return found;
  };
  const [union, shared] = [await box(0), await box(1)];
  assert.ok(union.width > 350 && union.height > 200 && shared.width < union.width / 2, JSON.stringify([union, shared]));
  assert.equal(await page.$$eval('svg path', (paths) => paths[1].getAttribute('fill')), '#ff9933');
  assert.deepEqual(errors, []);
});
