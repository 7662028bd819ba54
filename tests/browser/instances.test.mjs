/** How many interpreters fit into a page, what the next one is told, and that an ended one makes room at once, though the page keeps it. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { byBrowser, openPage, useBrowser, waitUntil } from '../support/browser.mjs';
import { builtTiers } from '../support/dist.mjs';
import { howMany } from '../support/long.mjs';
import { registryFile } from '../support/registry.mjs';
import { pageWith, serveSite } from '../support/site.mjs';

const browser = useBrowser();
const [tier] = builtTiers(); // the bound is the same for all
const lives = howMany({ sample: 150, long: 1_000 }); // more than Chromium's bound

const script = `
  import { createPocketPy, PocketPyLimitError } from '/registry.mjs';
  const start = () => createPocketPy('${tier.name}', { baseURL: '/${tier.name}/', print() {}, printErr() {} });
  const all = []; // what ends stays in it
  const ends = [(py) => py.destroy(), (py) => { try { py.run('import posix\\nposix._exit(3)'); } catch {} }];
  self.fill = async () => {
    for (;;) {
      try {
        all.push(await start());
      } catch (error) {
        return { isOurs: error instanceof PocketPyLimitError, message: error.message, made: all.length };
      }
    }
  };
  self.replace = async () => {
    const answers = [];
    for (let round = 0; round < 20; round++) {
      ends[round % 2](all[round]);
      all.push(await start());
      answers.push(all.at(-1).eval('6 * 7'));
    }
    return answers;
  };
  self.check = () => all.slice(20).map((py, index) => (py.set('n', index), py)).every((py, index) => py.get('n') === index);
  self.renew = async () => {
    all.slice(20).forEach((py) => py.destroy());
    for (let round = 0; round < ${lives}; round++) all.push(await start()), all.at(-1).destroy();
    return all.length;
  };`;

test(`${tier.name}: a page that has no place for another interpreter is told the bound, and has one as soon as one has ended`, async (context) => {
  const site = await serveSite(context, [tier], {
    '/page.html': { body: pageWith('/main.mjs') },
    '/main.mjs': { body: script },
    '/registry.mjs': { file: registryFile('registry.mjs') },
  });
  const { page } = await openPage(browser(), context);
  await page.goto(`${site.origin}/page.html`);
  await waitUntil(page, () => Reflect.has(self, 'fill'));
  const { isOurs, message, made } = await page.evaluate(() => Reflect.get(self, 'fill')());
  assert.ok(isOurs, message);
  assert.equal(message, 'there is no memory for another interpreter: a page holds about 120 in Chromium, 1000 in Firefox; destroy() those that are done');
  context.diagnostic(`${made} interpreters at once`);
  assert.ok(made >= byBrowser({ chromium: 90, firefox: 800 }), `${made} interpreters`);
  assert.deepEqual(await page.evaluate(() => Reflect.get(self, 'replace')()), Array(20).fill(42));
  assert.ok(await page.evaluate(() => Reflect.get(self, 'check')()), 'each of the others still has its own values');
  assert.equal(await page.evaluate(() => Reflect.get(self, 'renew')()), made + 20 + lives);
});
