/** What pocketpy.js does to the rest of a page: nothing. Two tiers, other programs, globals. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openPage, useBrowser } from '../support/browser.mjs';
import { builtTiers } from '../support/dist.mjs';
import { fibonacci, fibonacciOutput } from '../support/python.mjs';
import { pageWith, serveSite } from '../support/site.mjs';

const browser = useBrowser();
const tiers = builtTiers();
const program = JSON.stringify(fibonacci);

/** Sets a fresh `Module` under `name` in `all`, which runs two programs when it is ready. */
const freshModule = (name) => `
  var all = self.all ?? {};
  var Module = all.${name} = { lines: [], onRuntimeInitialized() { startAndRun(this, 'name = "${name}"', 'print(name)', ${program}); } };
  Module.print = Module.lines.push.bind(Module.lines);
`;

const expected = (name) => [name, fibonacciOutput];

/** Every ordered pair, a tier with itself too. */
for (const [first, second] of tiers.flatMap((one) => tiers.map((other) => [one, other]))) {
  test(`${first.name} then ${second.name} on one page at the same time do not disturb each other`, async (context) => {
    const site = await serveSite(context, tiers, {
      '/page.html': { body: pageWith('/page-python.js', '/a.js', `/${first.name}/pocketpy.js`, '/b.js', `/${second.name}/pocketpy.js`, '/later.js') },
      '/a.js': { body: freshModule('a') },
      '/b.js': { body: freshModule('b') },
      '/later.js': { body: `
        var both = Promise.all([all.a.ready, all.b.ready]).then((ready) => {
          const inside = ready.map((module) => JSON.parse(module.UTF8ToString(module._pkw_build_info())).tier);
          for (const module of ready) runProgram(module, 'print(name)');
          return { inside, same: ready[0] === all.a && ready[1] === all.b, a: all.a.lines, b: all.b.lines };
        });` },
    });
    const { page, errors, result } = await openPage(browser(), context);
    await page.goto(`${site.origin}/page.html`);
    assert.deepEqual(await result('both'), {
      inside: [first.name, second.name],
      same: true,
      a: [...expected('a'), 'a'],
      b: [...expected('b'), 'b'],
    });
    assert.deepEqual(errors, []);
  });
}

/** A program as plain emcc output is: takes the page's `Module` or makes it, fills it, and starts later. */
const otherProgram = `
  var Module = typeof Module != 'undefined' ? Module : {};
  (() => {
    const own = Module;
    own.ccall = () => 'answer of the other program';
    own.HEAP8 = new Int8Array(8);
    setTimeout(() => { own.calledRun = true; own.onRuntimeInitialized?.(); });
  })();
`;
const otherKeys = 'HEAP8,calledRun,ccall,onRuntimeInitialized,started';
const otherModule = `
  var other, otherStarted = new Promise((resolve) => {
    other = self.Module = { onRuntimeInitialized() { this.started = (this.started ?? 0) + 1; resolve(); } };
  });
`;

for (const tier of tiers) {
  const script = `/${tier.name}/pocketpy.js`;
  const orders = {
    before: ['/other-module.js', '/other.js', '/ours.js', script],
    after: ['/ours.js', script, '/other-module.js', '/other.js'],
  };
  for (const [order, scripts] of Object.entries(orders)) {
    test(`${tier.name}: another Emscripten program loaded ${order} pocketpy.js is not disturbed`, async (context) => {
      const site = await serveSite(context, [tier], {
        '/page.html': { body: pageWith('/page-python.js', ...scripts, '/later.js') },
        '/ours.js': { body: freshModule('ours') },
        '/other-module.js': { body: otherModule },
        '/other.js': { body: otherProgram },
        '/later.js': { body: `
          var outcome = Promise.all([otherStarted, all.ours.ready]).then(() => ({
            keys: Object.keys(other).sort().join(), answer: other.ccall(), started: other.started,
            heap: other.HEAP8.length, ours: all.ours.lines,
          }));` },
      });
      const { page, errors, result } = await openPage(browser(), context);
      await page.goto(`${site.origin}/page.html`);
      assert.deepEqual(await result('outcome'), {
        keys: otherKeys,
        answer: 'answer of the other program',
        started: 1,
        heap: 8,
        ours: expected('ours'),
      });
      assert.deepEqual(errors, []);
    });
  }

  test(`${tier.name}: on a page where another program holds Module, the script refuses it and changes nothing`, async (context) => {
    const site = await serveSite(context, [tier], {
      '/page.html': { body: pageWith('/other-module.js', '/other.js', script) },
      '/other-module.js': { body: otherModule },
      '/other.js': { body: otherProgram },
    });
    const { page, errors } = await openPage(browser(), context);
    await page.goto(`${site.origin}/page.html`);
    assert.equal(errors.length, 1);
    assert.match(errors[0], /a program already runs in it; give each its own object/);
    const keys = await page.evaluate(() => self.otherStarted.then(() => Object.keys(self.other).sort().join()));
    assert.equal(keys, otherKeys);
  });

  const useScript = `var done = self.Module.ready.then((module) => startAndRun(module, ${program}, '1 / 0'));`;
  const useModule = `
    import createPocketPy from '/${tier.name}/pocketpy.mjs';
    self.done = createPocketPy({ print() {}, printErr() {} }).then((module) => startAndRun(module, ${program}, '1 / 0'));`;
  test(`${tier.name}: pocketpy.mjs does not touch the Module object of the page`, async (context) => {
    const site = await serveSite(context, [tier], {
      '/page.html': { body: pageWith('/page-python.js', '/set-up.js', '/use.mjs') },
      '/set-up.js': { body: 'var Module = { print() {} };' },
      '/use.mjs': { body: useModule },
    });
    const { page } = await openPage(browser(), context);
    await page.goto(`${site.origin}/page.html`);
    assert.equal(await page.evaluate(() => self.done.then(() => Object.keys(self.Module).join())), 'print');
  });

  const users = {
    'pocketpy.js': [script, '/use.js'],
    'pocketpy.mjs': ['/use.mjs'],
  };
  for (const [file, scripts] of Object.entries(users)) {
    test(`${tier.name}: ${file} adds no name to the page, though it loads and runs`, async (context) => {
      const site = await serveSite(context, [tier], {
        '/clean.html': { body: pageWith('/page-python.js', '/set-up.js', '/idle.js') },
        '/used.html': { body: pageWith('/page-python.js', '/set-up.js', ...scripts) },
        '/set-up.js': { body: 'var Module = { print() {}, printErr() {} };' },
        '/idle.js': { body: 'var done = [true, false];' },
        '/use.js': { body: useScript },
        '/use.mjs': { body: useModule },
      });
      const { page, result } = await openPage(browser(), context);
      const namesOn = async (address) => {
        await page.goto(site.origin + address);
        assert.deepEqual(await result(), [true, false]);
        return page.evaluate(() => Object.getOwnPropertyNames(self).sort());
      };
      assert.deepEqual(await namesOn('/used.html'), await namesOn('/clean.html'));
    });
  }
}
