/** The playground, clicked through as a person would; leaves pictures of it at target/playground-*.png. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openPage, selectLabel, textOf, useBrowser, waitUntil } from '../support/browser.mjs';
import { builtTiers } from '../support/dist.mjs';
import { openPlayground, pictureFile, pressWithControl, wholeDist } from '../support/playground.mjs';
import { serve } from '../support/server.mjs';

const browsers = { light: useBrowser(), dark: useBrowser('dark') };
const open = (/** @type {import('node:test').TestContext} */ context, query = '') => openPlayground(browsers.light(), context, query);

/** @param {import('../support/browser.mjs').Page} page @param {string} selector */
const valueOf = (page, selector) => page.$eval(selector, (box) => /** @type {HTMLSelectElement | HTMLTextAreaElement} */ (box).value);

test('a program runs by button and by Ctrl+Enter, with times and sizes, and stderr is told apart', async (context) => {
  const { page, errors, write, run, output, finished } = await open(context);
  assert.equal(await run('print(6 * 7)'), '42\n');
  await write('print("again")');
  await pressWithControl(page, 'Enter');
  await waitUntil(page, () => document.getElementById('output')?.textContent === 'again\n');
  await finished();
  assert.match(await textOf(page, '#status'), /^finished in [\d.]+ ms; pocketpy 2\.2\.0, ready in \d+ ms, \d+ KB/);
  await run('print("before")\n1/0');
  assert.match(await output(), /^before\nTraceback[\s\S]*ZeroDivisionError/);
  assert.match(await textOf(page, '#output .stderr'), /^Traceback/);
  assert.match(await textOf(page, '#status'), /^failed in/);
  assert.deepEqual(errors, []);
});

test('an endless program shows its output as it comes and is stopped, and the next one runs', async (context) => {
  const { page, write, run } = await open(context);
  await write('print("started")\nprint("still")\nwhile True:\n    pass');
  await page.click('#run');
  assert.equal(await page.$eval('#run', (button) => /** @type {HTMLButtonElement} */ (button).disabled), true);
  await waitUntil(page, () => document.getElementById('output')?.textContent === 'started\nstill\n');
  assert.match(await textOf(page, '#status'), /running/);
  await page.click('#stop');
  await waitUntil(page, () => /^started\nstill\n[\s\S]*stopped\n$/.test(document.getElementById('output')?.textContent ?? ''));
  assert.equal(await run('print("alive")'), 'alive\n');
});

test('output without end does not take the page down', async (context) => {
  const { page, write } = await open(context);
  await write('while True:\n    print("x" * 1000)');
  await page.click('#run');
  await waitUntil(page, () => (document.getElementById('output')?.textContent?.length ?? 0) > 40_000);
  await page.click('#stop');
  await waitUntil(page, () => /stopped\n$/.test(document.getElementById('output')?.textContent ?? ''));
  assert.ok((await textOf(page, '#output')).length < 250_000);
});

test('input() reads the box, and examples fill editor and box', async (context) => {
  const { page, output, finished } = await open(context);
  await selectLabel(page, '#example', 'Ask for a name');
  assert.equal(await valueOf(page, '#stdin'), 'Ada\n');
  await page.click('#run');
  await finished();
  assert.match(await output(), /Hello, Ada!/);
});

for (const tier of builtTiers()) {
  test(`${tier.name}: ?rt= chooses it, and every example of it ends without an error`, async (context) => {
    const { page, finished } = await open(context, `?rt=${tier.name}`);
    assert.equal(await valueOf(page, '#tier'), tier.name);
    const titles = await page.$$eval('#example option', (options) => options.map((option) => option.textContent ?? ''));
    assert.ok(titles.length >= 5);
    for (const title of titles) {
      await selectLabel(page, '#example', title);
      await page.click('#run');
      await finished();
      const failed = /^failed/.test(await textOf(page, '#status'));
      assert.equal(failed, title === 'An error and its traceback', `${title}: ${await textOf(page, '#output')}`);
      assert.notEqual(await textOf(page, '#output'), '');
    }
  });
}

test('an unknown tier is named with the known ones, and one of these is there', async (context) => {
  const { page, output } = await open(context, '?rt=nonsense');
  assert.match(await output(), /no tier "nonsense" here; there are: core/);
  assert.equal(await valueOf(page, '#tier'), 'core');
});

test('a shared link brings program and input back, and a broken one says so', async (context) => {
  const { page, visit, write, finished, output, site } = await open(context);
  await write('print("grüße 😀", input())');
  await page.click('summary');
  await page.type('#stdin', 'zeile ä');
  await page.click('#share');
  const address = page.url();
  assert.match(address, /\?rt=core#code=[\w-]+$/);
  assert.ok(!site.requests.some((request) => request.includes('code=')), 'no server sees the program');
  await page.goto('about:blank');
  await visit(address.slice(address.indexOf('?')));
  await page.click('#run');
  await finished();
  assert.equal(await output(), 'grüße 😀 zeile ä\n');
  await page.goto('about:blank');
  await visit('#code=!!!');
  assert.match(await output(), /no readable program/);
});

test('a missing tier file is told where the output stands', async (context) => {
  const answers = wholeDist('');
  for (const address of Object.keys(answers)) if (address.endsWith('pocketpy.wasm')) delete answers[address];
  const site = await serve(answers);
  context.after(site.close);
  const { page } = await openPage(browsers.light(), context);
  await page.goto(`${site.origin}/playground/index.html`);
  await page.click('#run');
  await page.waitForSelector('#output .stderr');
  assert.match(await textOf(page, '#output'), /cannot load the variant `core`[\s\S]*404/);
});

for (const scheme of /** @type {const} */ (['light', 'dark'])) {
  test(`it fits wide and narrow screens, ${scheme}`, async (context) => {
    const { page, run } = await openPlayground(browsers[scheme](), context);
    await run('for i in range(8):\n    print(i, i * i)\n\nraise ValueError("an example of an error")\n');
    for (const width of [1280, 390]) {
      await page.setViewport({ width, height: 800 });
      assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), `no sideways scrolling at ${width}`);
      await page.screenshot({ path: pictureFile(`playground-${width}-${scheme}`) });
    }
  });
}
