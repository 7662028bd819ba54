/**
 * In a page, random values of all kinds and sizes round-trip between JavaScript and Python.
 * `cargo xtask test --long` tries 200 000 per tier in place of a sample.
 */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { openPage, useBrowser, waitUntil } from '../support/browser.mjs';
import { builtTiers } from '../support/dist.mjs';
import { howMany, seedOr } from '../support/long.mjs';
import { registryFile } from '../support/registry.mjs';
import { pageWith, serveSite } from '../support/site.mjs';

const browser = useBrowser();
const count = howMany({ sample: 2_000, long: 200_000 });
const seed = seedOr(2);

/** `tryValues(first, end)` in the page: what is wrong with the first value that comes back as another. @param {string} tier @param {boolean} hasArrays */
const script = (tier, hasArrays) => `
  import { createPocketPy } from '/registry.mjs';
  import { difference, randomPair } from '/random-values.mjs';
  const started = createPocketPy('${tier}', { baseURL: '/${tier}/' });
  self.tryValues = async (first, end) => {
    const py = await started;
    for (let index = first; index < end; index++) {
      const [value, back] = randomPair(${seed}, index, ${hasArrays});
      py.set('value', value);
      const wrong = difference(py.get('value'), back);
      if (wrong) return \`seed ${seed}, value \${index}: value\${wrong}\`;
    }
  };`;

for (const tier of builtTiers()) {
  test(`${tier.name}: ${count} random values come back to a page as they went in`, async (context) => {
    const site = await serveSite(context, [tier], {
      '/page.html': { body: pageWith('/main.mjs') },
      '/main.mjs': { body: script(tier.name, tier.info.modules.includes('numpy')) },
      '/registry.mjs': { file: registryFile('registry.mjs') },
      '/random-values.mjs': { file: fileURLToPath(new URL('../support/random-values.mjs', import.meta.url)) },
    });
    const { page } = await openPage(browser(), context);
    await page.goto(`${site.origin}/page.html`);
    await waitUntil(page, () => Reflect.has(self, 'tryValues'));
    for (let first = 0; first < count; first += 2_000) {
      const wrong = await page.evaluate(([from, end]) => Reflect.get(self, 'tryValues')(from, end), [first, first + 2_000]);
      assert.equal(wrong, undefined);
    }
  });
}
