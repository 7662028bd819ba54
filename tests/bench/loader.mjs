/**
 * How long the loader takes from `createPocketPy` to ready: the first instance of a fresh process or page, and the second.
 * Prints a table of medians in milliseconds. Limits: files from this machine, so no network time; run it on a quiet machine.
 */
import { execFile } from 'node:child_process';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { launchBrowser } from '../support/browser.mjs';
import { builtTiers } from '../support/dist.mjs';
import { registryFile } from '../support/registry.mjs';
import { serve } from '../support/server.mjs';

const runs = 15;
const run = promisify(execFile);

/** What both hosts do. @param {string} loader @param {string} tier @param {string} folder */
const program = (loader, tier, folder) => `
import { createPocketPy } from '${loader}';
const time = async () => { const start = performance.now(); await createPocketPy('${tier}', { baseURL: '${folder}' }); return performance.now() - start; };
const times = [await time(), await time()];`;

const median = (/** @type {number[]} */ values) => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)].toFixed(1);

/** @param {() => Promise<number[]>} once */
const measure = async (once) => {
  const all = [];
  for (let index = 0; index < runs; index++) all.push(await once());
  return [median(all.map(([first]) => first)), median(all.map(([, second]) => second))];
};

/** @param {import('../support/dist.mjs').Tier} tier */
const inNode = (tier) => measure(async () => {
  const text = `${program(pathToFileURL(registryFile('registry.mjs')).href, tier.name, `${tier.packageFolder}/dist`)} console.log(JSON.stringify(times));`;
  return JSON.parse((await run(process.execPath, ['--input-type=module', '--eval', text])).stdout);
});

/** A browser of its own each time, so that nothing is compiled or cached before. @param {import('../support/dist.mjs').Tier} tier */
const inChromium = async (tier) => {
  const site = await serve({
    '/page.html': { body: '<!doctype html><script type="module" src="/main.mjs"></script>' },
    '/main.mjs': { body: `${program('/registry.mjs', tier.name, '/files')} self.times = times;` },
    '/registry.mjs': { file: registryFile('registry.mjs') },
    '/files/pocketpy.mjs': { file: tier.mjs },
    '/files/pocketpy.wasm': { file: tier.wasm },
  });
  try {
    return await measure(async () => {
      const browser = await launchBrowser('chromium');
      try {
        const page = await browser.newPage();
        await page.goto(`${site.origin}/page.html`);
        await page.waitForFunction(() => Reflect.has(self, 'times'));
        return /** @type {number[]} */ (await page.evaluate(() => Reflect.get(self, 'times')));
      } finally {
        await browser.close();
      }
    });
  } finally {
    await site.close();
  }
};

console.log(`createPocketPy to ready, ms, median of ${runs}   first   second`);
for (const tier of builtTiers()) {
  for (const [host, measured] of /** @type {const} */ ([['Node', inNode], ['Chromium', inChromium]])) {
    const [first, second] = await measured(tier);
    console.log(`${tier.name.padEnd(10)}${host.padEnd(38)}${first.padStart(6)}${second.padStart(9)}`);
  }
}
