/** A project that installs the loader from npm and is built by Vite: its page runs Python, with the tier's files beside it. */
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { openPage, useBrowser } from '../support/browser.mjs';
import { builtTiers, distFolder } from '../support/dist.mjs';
import { serve } from '../support/server.mjs';

const browser = useBrowser();
const run = promisify(execFile);
const vite = fileURLToPath(new URL('../node_modules/vite/bin/vite.js', import.meta.url));

const page = '<!doctype html><html><head><meta charset="utf-8"><title>app</title><link rel="icon" href="data:,"></head><body><script type="module" src="/main.js"></script></body></html>';
const script = `
import { createPocketPy } from '@pocketpy/registry';
self.done = Promise.all(['TIER', 'TIER'].map((tier) => createPocketPy(tier, { baseURL: 'files' })))
  .then(([one, two]) => [one.eval('6 * 7'), two.buildInfo.tier]);`;

for (const tier of builtTiers()) {
  test(`${tier.name}: a page built by Vite runs Python, without the part that only Node needs`, async (context) => {
    const project = mkdtempSync(path.join(os.tmpdir(), 'pocketpy-vite-'));
    context.after(() => rmSync(project, { recursive: true, force: true }));
    const inProject = { cwd: project, timeout: 60_000, env: { ...process.env, NODE_ENV: 'production' } };
    const npm = (/** @type {string[]} */ ...words) => run('npm', [...words, '--offline', '--cache', path.join(project, 'cache')], inProject);
    writeFileSync(path.join(project, 'package.json'), '{ "private": true, "type": "module" }');
    writeFileSync(path.join(project, 'index.html'), page);
    writeFileSync(path.join(project, 'main.js'), script.replaceAll('TIER', tier.name));
    await npm('pack', path.join(distFolder, 'npm', '@pocketpy', 'registry'), '--pack-destination', project);
    await npm('install', ...readdirSync(project).filter((file) => file.endsWith('.tgz')).map((file) => `./${file}`));
    await run(process.execPath, [vite, 'build', '--outDir', 'out', '--logLevel', 'warn'], inProject);
    const built = readdirSync(path.join(project, 'out', 'assets')).map((file) => [`/assets/${file}`, { file: path.join(project, 'out', 'assets', file) }]);
    const files = { '/index.html': { file: path.join(project, 'out', 'index.html') }, '/files/pocketpy.mjs': { file: tier.mjs }, '/files/pocketpy.wasm': { file: tier.wasm } };
    const site = await serve({ ...files, ...Object.fromEntries(built) });
    context.after(site.close);
    const { page: tab, errors, result } = await openPage(browser(), context);
    await tab.goto(`${site.origin}/index.html`);
    assert.deepEqual(await result(), [42, tier.name]);
    assert.deepEqual(errors, []);
    assert.equal(site.requests.filter((address) => address === '/files/pocketpy.wasm').length, 1);
    assert.ok(!site.requests.some((address) => /node-/.test(address)));
  });
}
