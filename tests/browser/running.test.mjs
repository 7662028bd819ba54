/** What differs between engines and threads while Python runs: the depth of the stack, output at once. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openPage, useBrowser } from '../support/browser.mjs';
import { deepPrograms } from '../support/deep-programs.mjs';
import { builtTiers } from '../support/dist.mjs';
import { pageWith, serveSite } from '../support/site.mjs';

const browser = useBrowser();
const expected = Object.entries(deepPrograms).map(([name, { error }]) => `${name}: ${error}, goes on`);
const sources = Object.values(deepPrograms).map(({ source }) => source);

/** An async function's text: each program on an interpreter of its own, then one more on the same; gives what both printed. */
const runAll = (tier) => `async () => {
  const { default: createPocketPy } = await import('/${tier.name}/pocketpy.mjs');
  const outcomes = [];
  for (const source of ${JSON.stringify(sources)}) {
    const lines = [];
    try {
      startAndRun(await createPocketPy({ print: (line) => lines.push(line) }), source, 'print("goes on")');
    } catch (error) {
      lines.push(String(error));
    }
    outcomes.push(lines);
  }
  return outcomes;
}`;

for (const tier of builtTiers()) {
  const places = {
    'a page': { '/main.mjs': { body: `self.done = (${runAll(tier)})();` } },
    'a worker': {
      '/main.mjs': { body: `self.done = new Promise((resolve) => void (new Worker('/worker.js', { type: 'module' }).onmessage = ({ data }) => resolve(data)));` },
      '/worker.js': { body: `import '/page-python.js'; (${runAll(tier)})().then(postMessage);` },
    },
  };
  for (const [place, answers] of Object.entries(places)) {
    test(`${tier.name}: in ${place}, every too deep program raises what CPython raises and the interpreter goes on`, async (context) => {
      const site = await serveSite(context, [tier], { '/page.html': { body: pageWith('/page-python.js', '/main.mjs') }, ...answers });
      const { page, result } = await openPage(browser(), context);
      await page.goto(`${site.origin}/page.html`);
      const outcomes = await result();
      const printed = Object.keys(deepPrograms).map((name, index) => `${name}: ${outcomes[index].join(', ')}`);
      assert.deepEqual(printed, expected);
    });
  }

  test(`${tier.name}: in a page, print without a newline reaches stdoutBytes before the program ends`, async (context) => {
    const site = await serveSite(context, [tier], {
      '/page.html': { body: pageWith('/page-python.js', '/set-up.js', `/${tier.name}/pocketpy.js`) },
      '/set-up.js': { body: `
        const seen = [];
        var Module = {
          stdoutBytes: (bytes) => bytes.length && seen.push(new TextDecoder().decode(bytes)),
          stdin: () => (seen.push('asked for input'), 10),
        };
        var done = new Promise((resolve) => {
          Module.onRuntimeInitialized = () => (startAndRun(Module, "print('first', end='')\\ninput()\\nprint('last', end='')"), resolve(seen));
        });` },
    });
    const { page, result } = await openPage(browser(), context);
    await page.goto(`${site.origin}/page.html`);
    assert.deepEqual(await result(), ['first', 'asked for input', 'last']);
  });
}
