/** The corpora of numpy and shapely in a page: the same programs and expectations as in Node. */
import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { test } from 'node:test';
import { openPage, useBrowser } from '../support/browser.mjs';
import { builtTiers } from '../support/dist.mjs';
import { pageWith, serveSite } from '../support/site.mjs';

const browser = useBrowser();
const folderOf = (/** @type {string} */ module) => new URL(`../python/${module}/`, import.meta.url);
const namesOf = (/** @type {string} */ module) => readdirSync(folderOf(module)).filter((name) => name.endsWith('.py')).map((name) => name.slice(0, -3));
/** What they import of ours, by name. */
const helpersFolder = new URL('../support/python/', import.meta.url);
const helpers = Object.fromEntries(readdirSync(helpersFolder).filter((name) => name.endsWith('.py')).map((name) => [name, readFileSync(new URL(name, helpersFolder), 'utf8')]));
const cases = ['numpy', 'shapely'].flatMap((module) => builtTiers().filter(({ info }) => info.modules.includes(module)).map((tier) => ({ module, tier })));

for (const { module, tier } of cases) {
  const names = namesOf(module);
  const read = (/** @type {string} */ name) => readFileSync(new URL(name, folderOf(module)), 'utf8');

  test(`${tier.name}: in a page, every program of the corpus of ${module} prints what the real one prints`, async (context) => {
    const program = `
      import createPocketPy from '/${tier.name}/pocketpy.mjs';
      const bytesOf = async (source) => {
        const chunks = [];
        const py = await createPocketPy({ stdoutBytes: (bytes) => chunks.push(bytes), printErr: (line) => line.startsWith('Warning: ') || chunks.push(new TextEncoder().encode(line + '\\n')) });
        for (const [name, text] of Object.entries(${JSON.stringify(helpers)})) py.FS.writeFile(name, text);
        startAndRun(py, source);
        return new Blob(chunks).text();
      };
      let before = Promise.resolve(); // one after the other, and each waited for by itself
      for (const name of ${JSON.stringify(names)}) self['text_' + name] = before = before.then(async () => bytesOf(await (await fetch('/' + name + '.py')).text()));`;
    const sources = Object.fromEntries(names.map((name) => [`/${name}.py`, { body: read(`${name}.py`), type: 'text/plain' }]));
    const site = await serveSite(context, [tier], { '/page.html': { body: pageWith('/page-python.js', '/main.mjs') }, '/main.mjs': { body: program }, ...sources });
    const { page, result } = await openPage(browser(), context);
    await page.goto(`${site.origin}/page.html`);
    for (const name of names) assert.equal(await result(`text_${name}`), read(`${name}.expected`), name);
  });
}
