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
  assert.match(await textOf(page, '#status'), /^failed at line 2 in [\d.]+ ms/);
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

/** What stands above the output when not all of it is shown: how much is, of how much. @param {string} note */
const cutNumbers = (note) => (/^The last ([\d,]+) characters of ([\d,]+); the others are not kept\.$/.exec(note) ?? []).slice(1).map((text) => Number(text.replaceAll(',', '')));

for (const [what, code, line] of /** @type {const} */ ([
  ['short lines', 'n = 0\nwhile True:\n    n += 1\n    print(n)', /^\d+$/],
  ['long lines', 'while True:\n    print("x" * 1000)', /^x+$/],
])) {
  test(`the output of an endless print of ${what} stays when it is stopped, and what was cut is said`, async (context) => {
    const { page, write, output, run } = await open(context);
    await write(code);
    await page.click('#run');
    await waitUntil(page, () => !document.getElementById('cut')?.hidden && (document.getElementById('output')?.textContent?.length ?? 0) > 40_000);
    await page.click('#stop');
    await waitUntil(page, () => /stopped\n$/.test(document.getElementById('output')?.textContent ?? ''));
    const text = await output();
    const lines = text.replace(/\nstopped\n$/, '').split('\n').slice(1, -1); // the first and the last one may be parts
    assert.ok(text.length > 30_000 && text.length <= 100_000, `${text.length} characters`);
    assert.ok(lines.every((one) => line.test(one)));
    if (what === 'short lines') lines.forEach((one, index) => assert.equal(Number(one), Number(lines[0]) + index, 'nothing is missing between'));
    const [shown, all] = cutNumbers(await textOf(page, '#cut'));
    assert.equal(shown, text.length);
    assert.ok(all > shown, `${shown} of ${all}`);
    assert.equal(await run('print("alive")'), 'alive\n');
    assert.equal(await page.$eval('#cut', (note) => note.checkVisibility()), false);
  });
}

test('of one long text the end is shown, with how much of how much that is', async (context) => {
  const { page, run } = await open(context);
  const text = await run('print("a" * 150000 + "b" * 99999)');
  assert.equal(text, `${'b'.repeat(99_999)}\n`);
  assert.deepEqual(cutNumbers(await textOf(page, '#cut')), [100_000, 250_000]);
});

test('program, input and tier are still there after a reload, and a link shows its own program', async (context) => {
  const { page, write, program, visit } = await open(context);
  await write('print("mine")\n\nx = input()');
  await page.click('summary');
  await page.type('#stdin', 'ö');
  await page.select('#tier', 'numpy');
  await page.reload();
  await page.waitForSelector('.cm-content');
  assert.deepEqual([await program(), await valueOf(page, '#stdin'), await valueOf(page, '#tier')], ['print("mine")\n\nx = input()', 'ö', 'numpy']);
  await page.click('#share');
  await write('print("after sharing")');
  await page.reload();
  await page.waitForSelector('.cm-content');
  assert.equal(await program(), 'print("after sharing")');
  await page.goto('about:blank');
  await visit(`#code=${Buffer.from(JSON.stringify({ code: 'print("linked")' })).toString('base64url')}`);
  assert.equal(await program(), 'print("linked")');
});

test('input() without a line says where lines are written, and opens that field', async (context) => {
  const { page, run, output } = await open(context);
  const isOpen = () => page.$eval('#stdin', (box) => box.checkVisibility());
  await run('import sys\nprint(sys.stdin.read() == "")');
  await run('raise EOFError("my own")');
  assert.deepEqual([await isOpen(), (await output()).includes('Standard input')], [false, false]);
  await run('name = input("Your name? ")');
  assert.match(await output(), /^Your name\? Traceback[\s\S]*EOFError[\s\S]*Here input\(\) reads the field “Standard input”, which is empty\. Write one line there for each input\(\), then run again\.$/);
  assert.equal(await isOpen(), true);
  await page.type('#stdin', 'Ada');
  assert.equal(await run('print(input())'), 'Ada\n');
  assert.match(await run('print(input(), input())'), /which has one line\./);
});

test('for a missing module the tier that has it is offered, and one click runs the program there', async (context) => {
  const { page, run, output, finished } = await open(context, '?rt=core');
  await run('import numpy as np\nprint(np.arange(3))');
  await page.waitForSelector('#output button');
  assert.match(await output(), /ImportError|ModuleNotFoundError/);
  assert.match(await output(), /The tier numpy has numpy\. Run with numpy$/);
  await page.click('#output button');
  await waitUntil(page, () => /^finished/.test(document.getElementById('status')?.textContent ?? ''));
  await finished();
  assert.deepEqual([await output(), await valueOf(page, '#tier')], ['[0 1 2]\n', 'numpy']);
  await run('from shapely.geometry import Point');
  await page.waitForSelector('#output button');
  assert.match(await output(), /The tier geos has shapely\. Run with geos$/);
  for (const [module, missing] of [['pandas.core', 'pandas'], ['collections.other', 'collections.other'], ['numpy.ma', 'numpy.ma']]) {
    await run(`import ${module}`); // numpy.ma: in the tier that has numpy
    assert.ok((await output()).endsWith(`No tier here has a module ${missing}.`), await output());
  }
});

test('the line of an error is marked in the editor until the text changes or runs again', async (context) => {
  const { page, run, write } = await open(context);
  const marked = () => page.$$eval('.failed-line', (lines) => lines.map((line) => line.textContent));
  await run('def f():\n    return 1/0\n\nf()');
  assert.deepEqual(await marked(), ['    return 1/0']);
  assert.match(await textOf(page, '#status'), /^failed at line 2 in/);
  await page.type('.cm-content', '#');
  assert.deepEqual(await marked(), []);
  await run('x = 1\nif x\n    pass');
  assert.deepEqual(await marked(), ['if x']);
  await run('import json\nexec("\\n\\n1/0")');
  assert.deepEqual(await marked(), ['exec("\\n\\n1/0")']);
  await write('print("x")');
  assert.deepEqual(await marked(), []);
  await run('import nowhere');
  assert.deepEqual(await marked(), ['import nowhere']);
  await run('print("y")');
  assert.deepEqual(await marked(), []);
});

test('a program that exits is no failure, and its code is told', async (context) => {
  const { page, run } = await open(context);
  assert.equal(await run('import sys\nprint("bye")\nsys.exit(3)'), 'bye\n');
  assert.match(await textOf(page, '#status'), /^ended by exit \(3\) in/);
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

for (const wanted of ['nonsense', 'toString', '']) {
  test(`an unknown tier, "${wanted}", is named with the known ones, and one of these is there`, async (context) => {
    const { page, output } = await open(context, `?rt=${wanted}`);
    await waitUntil(page, () => document.getElementById('output')?.textContent);
    assert.ok((await output()).startsWith(`There is no tier "${wanted}" here; there are: core`), await output());
    assert.equal(await valueOf(page, '#tier'), 'core');
  });
}

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
  for (const broken of ['#code=!!!', '#code=', `#${address.split('#')[1].slice(0, -9)}`, '#cod=e30']) {
    await page.goto('about:blank');
    await visit(broken);
    await waitUntil(page, () => /no readable program/.test(document.getElementById('output')?.textContent ?? ''));
  }
});

test('a broken link that is followed here says so and leaves the program', async (context) => {
  const { page, write, program } = await open(context);
  await write('print("mine")');
  await page.evaluate(() => void (location.hash = 'code=broken'));
  await waitUntil(page, () => /no readable program/.test(document.getElementById('output')?.textContent ?? ''));
  assert.equal(await program(), 'print("mine")');
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

const sights = {
  error: 'for i in range(8):\n    print(i, i * i)\n\nraise ValueError("an example of an error")\n',
  input: 'print("Who is there?")\nname = input("Your name: ")\nprint("Hello,", name)\n',
  module: 'print("long output " * 20000)\n\nimport numpy as np\nprint(np.arange(3))\n',
};
for (const scheme of /** @type {const} */ (['light', 'dark'])) {
  test(`it fits wide and narrow screens with all that it says, ${scheme}`, async (context) => {
    const { page, run } = await openPlayground(browsers[scheme](), context);
    for (const [name, program] of Object.entries(sights)) {
      await run(program);
      if (name === 'module') await page.waitForSelector('#output button');
      for (const width of [1280, 390]) {
        await page.setViewport({ width, height: 800 });
        assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), `no sideways scrolling at ${width}`);
        await page.screenshot({ path: pictureFile(`playground-${name}-${width}-${scheme}`), fullPage: true });
      }
    }
  });
}
