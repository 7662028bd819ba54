/** Files that a browser loads for the interpreter. Limits: one tier, as all have the same glue; the rest of FS is in tests/js/files.test.mjs. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openPage, useBrowser } from '../support/browser.mjs';
import { builtTiers } from '../support/dist.mjs';
import { pageWith, serveSite } from '../support/site.mjs';

const browser = useBrowser();
const [tier] = builtTiers();

/** What `done` of a page gives, and what was asked of the server. */
async function visit(context, script, answers) {
  const site = await serveSite(context, [tier], {
    '/page.html': { body: pageWith('/page-python.js', '/main.mjs') },
    '/main.mjs': { body: script },
    '/data.txt': { body: 'data ž\n', type: 'text/plain' },
    ...answers,
  });
  const { page, errors, result } = await openPage(browser(), context);
  await page.goto(`${site.origin}/page.html`);
  const done = await result();
  return { done, errors, loads: site.requests.filter((/** @type {string} */ request) => request === '/data.txt').length };
}

const opening = `import createPocketPy from '/${tier.name}/pocketpy.mjs';\nconst lines = [];\n`;

test('in a worker a lazy file is loaded when it is first read, once', async (context) => {
  const { done, loads } = await visit(context, `
    self.done = new Promise((resolve) => {
      new Worker('/worker.mjs', { type: 'module' }).onmessage = ({ data }) => resolve(data);
    });`, {
    '/worker.mjs': { body: `import '/page-python.js';\n${opening}
      const module = await createPocketPy({ print: (line) => lines.push(line) });
      module.FS.createLazyFile('/', 'lazy.txt', '/data.txt', true, false);
      module.FS.createLazyFile('/', 'missing.txt', '/no.txt', true, false);
      startAndRun(module, "print('before')",
        "with open('lazy.txt', 'r') as file: print(repr(file.read()))",
        "with open('lazy.txt', 'r') as file: print(len(file.read()))",
        "try:\\n    open('missing.txt').read()\\nexcept OSError: print('OSError')");
      postMessage([...lines, module.FS.stat('/lazy.txt').size]);`, type: 'text/javascript' },
  });
  assert.deepEqual(done, ['before', "'data ž\\n'", '7', 'OSError', 8]);
  assert.equal(loads, 1);
});

test('in a page a lazy file is refused with advice, and a preloaded one is there when the program starts', async (context) => {
  const { done, errors } = await visit(context, `${opening}
    const preload = (module) => module.FS_createPreloadedFile('/', 'early.txt', '/data.txt', true, true, () => lines.push('loaded'));
    const fail = (module) => module.FS_createPreloadedFile('/', 'no.txt', '/no.txt', true, true, null, (error) => lines.push(error.name));
    self.done = createPocketPy({ print: (line) => lines.push(line), preRun: [preload, fail] }).then((module) => {
      startAndRun(module, "with open('early.txt', 'r') as file: print(repr(file.read()))");
      try {
        module.FS.createLazyFile('/', 'lazy.txt', '/data.txt', true, false);
      } catch (error) {
        lines.push(error.message);
      }
      return lines;
    });`);
  assert.deepEqual(done.slice(0, 2).sort(), ['ErrnoError', 'loaded']);
  assert.deepEqual(done.slice(2), ["'data ž\\n'", 'createLazyFile works in web workers only; write the file with writeFile']);
  assert.equal(errors.filter((error) => !/404/.test(error)).join(), '');
});
