/** The ways of getting an interpreter in a real browser, under a policy without unsafe-eval. Limits: failures are in failures.test.mjs. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openPage, useBrowser } from '../support/browser.mjs';
import { builtTiers } from '../support/dist.mjs';
import { fibonacci, fibonacciOutput } from '../support/python.mjs';
import { strictPolicy } from '../support/server.mjs';
import { pageWith, serveSite } from '../support/site.mjs';

const browser = useBrowser();
const program = JSON.stringify(fibonacci);

/** The page's own script: it only sets `Module`; the result is the promise `done` of all printed lines. */
const setUp = (locateFile = '') => `
  var lines = [];
  var done = new Promise((resolve) => {
    self.Module = {
      ${locateFile}
      print: (line) => lines.push(line),
      printErr: (line) => lines.push('error: ' + line),
      onRuntimeInitialized() {
        startAndRun(Module, ${program});
        resolve(lines);
      },
    };
  });
`;

/** Visits a page and gives back what its `done` resolves to; nothing may be in the console. */
async function visit(context, url) {
  const { page, errors, result } = await openPage(browser(), context);
  await page.goto(url);
  const outcome = await result();
  assert.deepEqual(errors, []);
  return outcome;
}

for (const tier of builtTiers()) {
  const claim = (text) => `${tier.name}: ${text}`;
  const script = `/${tier.name}/pocketpy.js`;

  test(claim('a page that sets Module and then loads pocketpy.js prints 1 1 2 3 5'), async (context) => {
    const site = await serveSite(context, [tier], {
      '/direct.html': { body: pageWith('/page-python.js', '/set-up.js', script) },
      '/set-up.js': { body: setUp(`locateFile: (file) => '/elsewhere/' + file,`) },
      '/elsewhere/pocketpy.wasm': { file: tier.wasm },
    });
    assert.deepEqual(await visit(context, `${site.origin}/direct.html`), [fibonacciOutput]);
    assert.equal(site.requests.includes(`/${tier.name}/pocketpy.wasm`), false);
  });

  test(claim('without locateFile the wasm is looked for next to the script, not next to the page'), async (context) => {
    const site = await serveSite(context, [tier], {
      '/deep/folder/page.html': { body: pageWith('/page-python.js', '/set-up.js', `${script}?version=1/2#x`) },
      '/set-up.js': { body: setUp() },
    });
    assert.deepEqual(await visit(context, `${site.origin}/deep/folder/page.html`), [fibonacciOutput]);
  });

  test(claim('Module.ready resolves with the same Module object, already filled'), async (context) => {
    const site = await serveSite(context, [tier], {
      '/ready.html': { body: pageWith('/set-up.js', script, '/use.js') },
      '/set-up.js': { body: 'const Module = {};' },
      '/use.js': { body: `
        var done = Module.ready.then((ready) =>
          ready === Module && [typeof ready.ccall, typeof ready._py_exec, typeof ready.FS.writeFile].join());` },
    });
    assert.equal(await visit(context, `${site.origin}/ready.html`), 'function,function,function');
  });

  test(claim('a page that imports pocketpy.mjs prints 1 1 2 3 5'), async (context) => {
    const site = await serveSite(context, [tier], {
      '/esm.html': { body: pageWith('/page-python.js', '/main.mjs') },
      '/main.mjs': { body: `
        import createPocketPy from '/${tier.name}/pocketpy.mjs';
        const lines = [];
        self.done = createPocketPy({ print: (line) => lines.push(line) }).then((module) => {
          startAndRun(module, ${program});
          return lines;
        });` },
    });
    assert.deepEqual(await visit(context, `${site.origin}/esm.html`), [fibonacciOutput]);
  });

  const workers = {
    classic: `
      importScripts('/page-python.js');
      var lines = [];
      var Module = {
        locateFile: (file) => '/${tier.name}/' + file,
        print: (line) => lines.push(line),
        onRuntimeInitialized: () => { startAndRun(Module, ${program}); postMessage(lines); },
      };
      importScripts('${script}');`,
    module: `
      import '/page-python.js';
      import createPocketPy from '/${tier.name}/pocketpy.mjs';
      const lines = [];
      const module = await createPocketPy({ print: (line) => lines.push(line) });
      startAndRun(module, ${program});
      postMessage(lines);`,
  };
  for (const [type, source] of Object.entries(workers)) {
    test(claim(`a ${type} worker prints 1 1 2 3 5`), async (context) => {
      const site = await serveSite(context, [tier], {
        '/page.html': { body: pageWith('/main.js') },
        '/main.js': { body: `
          var done = new Promise((resolve, reject) => {
            const worker = new Worker('/worker.js', { type: '${type}' });
            worker.onmessage = ({ data }) => resolve(data);
            worker.onerror = ({ message }) => reject(new Error(message));
          });` },
        '/worker.js': { body: source },
      });
      assert.deepEqual(await visit(context, `${site.origin}/page.html`), [fibonacciOutput]);
    });
  }

  test(claim('a classic worker finds the wasm next to itself when no locateFile is given'), async (context) => {
    const site = await serveSite(context, [tier], {
      '/page.html': { body: pageWith('/main.js') },
      '/main.js': { body: `
        var done = new Promise((resolve) => void (new Worker('/${tier.name}/worker.js').onmessage = ({ data }) => resolve(data)));` },
      [`/${tier.name}/worker.js`]: { body: `
        var Module = {};
        importScripts('pocketpy.js');
        Module.ready.then((module) => postMessage(typeof module._py_exec), (error) => postMessage(error.message));` },
    });
    assert.equal(await visit(context, `${site.origin}/page.html`), 'function');
  });

  test(claim("a loader that uses new Function('Module', text)(module) gets 1 1 2 3 5"), async (context) => {
    const policy = strictPolicy.replace("'wasm-unsafe-eval'", "'unsafe-eval'");
    const site = await serveSite(context, [tier], {
      '/loader.html': { body: pageWith('/page-python.js', '/loader.js'), policy },
      '/loader.js': { body: `
        const lines = [];
        const module = { locateFile: (file) => '/${tier.name}/' + file, print: (line) => lines.push(line) };
        var done = fetch('${script}').then((response) => response.text()).then((text) => {
          new Function('Module', text)(module);
          return module.ready;
        }).then(() => (startAndRun(module, ${program}), lines));` },
    });
    assert.deepEqual(await visit(context, `${site.origin}/loader.html`), [fibonacciOutput]);
  });

  test(claim('the policy of these pages does refuse eval'), async (context) => {
    const site = await serveSite(context, [tier], {
      '/eval.html': { body: pageWith('/eval.js') },
      '/eval.js': { body: `var done; try { eval('1'); done = 'allowed'; } catch (error) { done = error.name; }` },
    });
    const { page, result } = await openPage(browser(), context);
    await page.goto(`${site.origin}/eval.html`);
    assert.equal(await result(), 'EvalError');
  });
}
