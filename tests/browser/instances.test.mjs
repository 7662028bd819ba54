/** How many interpreters fit into a page in Chromium, what the next one is told, and that an ended one makes room at once, though the page keeps it. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openPage, useBrowser } from '../support/browser.mjs';
import { builtTiers } from '../support/dist.mjs';
import { registryFile } from '../support/registry.mjs';
import { pageWith, serveSite } from '../support/site.mjs';

const browser = useBrowser();
const [tier] = builtTiers(); // the bound is the same for all

const script = `
  import { createPocketPy, PocketPyLimitError } from '/registry.mjs';
  const start = () => createPocketPy('${tier.name}', { baseURL: '/${tier.name}/', print() {}, printErr() {} });
  const all = [];
  let limit;
  while (!limit && all.length < 1000) await start().then((py) => all.push(py), (error) => { limit = error; });
  const told = { isOurs: limit instanceof PocketPyLimitError, message: limit?.message, made: all.length };
  const ends = [(py) => py.destroy(), (py) => { try { py.run('import gc\\ngc.setup_debug_callback(lambda *a: 1/0)\\ngc.collect()'); } catch {} }];
  const answers = [];
  for (let round = 0; round < 20; round++) {
    ends[round % 2](all[round]);
    const py = await start();
    answers.push(py.eval('6 * 7'));
    all.push(py);
  }
  const others = all.slice(20).map((py, index) => (py.set('n', index), py)).every((py, index) => py.get('n') === index);
  all.slice(20).forEach((py) => py.destroy());
  for (let round = 0; round < 300; round++) all.push(await start()), all.at(-1).destroy();
  self.done = { ...told, answers, others, kept: all.length };`;

test(`${tier.name}: a page that has no place for another interpreter is told the bound, and has one as soon as one has ended`, async (context) => {
  const site = await serveSite(context, [tier], {
    '/page.html': { body: pageWith('/main.mjs') },
    '/main.mjs': { body: script },
    '/registry.mjs': { file: registryFile('registry.mjs') },
  });
  const { page } = await openPage(browser(), context);
  await page.goto(`${site.origin}/page.html`);
  await page.waitForFunction(() => Reflect.get(self, 'done'), undefined, { timeout: 120_000 });
  const { isOurs, message, made, answers, others, kept } = await page.evaluate(() => Reflect.get(self, 'done'));
  assert.ok(isOurs, message);
  assert.equal(message, 'there is no memory for another interpreter; a page in Chromium holds about 120: destroy() those that are done');
  assert.ok(made >= 90, `${made} interpreters`);
  context.diagnostic(`${made} interpreters at once`);
  assert.deepEqual(answers, Array(20).fill(42));
  assert.ok(others, 'each of the others still has its own values');
  assert.equal(kept, made + 20 + 300);
});
