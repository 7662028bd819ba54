/** The pure parts of the benchmark: statistics, bytes, tables, the README's numbers; and one quick run of everything. Times nothing. */
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { asSent, measureBytes, refuseOtherThanBuilt } from '../bench/language/bytes.mjs';
import { chart } from '../bench/language/chart.mjs';
import { checkMarks, markdownTable, withTable, writeTable } from '../bench/language/markdown.mjs';
import { largest, memoryOf } from '../bench/language/memory.mjs';
import { beyond, geometricMean, inTurns, median, spread } from '../bench/language/numbers.mjs';
import { checked, geometricMeans } from '../bench/language/report.mjs';
import { bytesTable, chromiumTable, nodeTable } from '../bench/language/table.mjs';
import { grouped, milliseconds } from '../bench/language/units.mjs';
import { sampleReport } from '../support/bench-report.mjs';
import { removeFolder } from '../support/temporary.mjs';

const root = fileURLToPath(new URL('../../', import.meta.url));
const marks = ['<!-- benchmark: written by `cargo xtask bench --readme` -->', '<!-- /benchmark -->'];

/** @param {import('node:test').TestContext} context */
function folderFor(context) {
  const folder = mkdtempSync(path.join(tmpdir(), 'bench-test-'));
  context.after(() => removeFolder(folder));
  return folder;
}

test('the median is the middle value, or the mean of the middle two, whatever the order', () => {
  assert.equal(median([9, 1, 5]), 5);
  assert.equal(median([10, 9, 1, 2]), 5.5);
  assert.deepEqual(spread([3, 1, 2]), { min: 1, median: 2 });
});

test('numbers that were not measured are refused', () => {
  assert.throws(() => spread([1, NaN]), /not what was measured/);
  assert.throws(() => spread([]), /not what was measured/);
});

test('half as long and twice as long have the mean 1, and differences are those of the least and of the medians', () => {
  assert.ok(Math.abs(geometricMean([0.5, 2]) - 1) < 1e-12);
  assert.deepEqual(beyond({ min: 5, median: 7 }, { min: 2, median: 3 }), { min: 3, median: 4 });
});

test('every round begins with another one, and results come back by item', async () => {
  const order = /** @type {string[]} */ ([]);
  const results = await inTurns(['a', 'b', 'c'], 2, async (item) => order.push(item) && item);
  assert.equal(order.join(''), 'abcbca');
  assert.deepEqual(results, [['a', 'a'], ['b', 'b'], ['c', 'c']]);
});

test('numbers are grouped by thousands and short times have a digit more', () => {
  assert.equal(grouped(1234567), '1 234 567');
  assert.deepEqual([milliseconds(0.0123), milliseconds(0.25), milliseconds(4.6901)], ['12.3', '250', '4 690']);
});

test('what is no smaller when compressed is sent as it lies, and what was not compressed is an error', (context) => {
  const folder = folderFor(context);
  const put = (/** @type {string} */ name, /** @type {string} */ text, /** @type {string} */ compressed) => {
    writeFileSync(path.join(folder, name), text);
    writeFileSync(path.join(folder, `${createHash('sha256').update(text).digest('hex')}.br`), compressed);
  };
  put('pocketpy.mjs', 'long text', 'short');
  put('pocketpy.wasm', 'zip', 'longer');
  const runtime = { name: 'core', version: '1', kind: /** @type {const} */ ('pocketpy'), folder, command: [] };
  const native = { name: 'CPython', version: '3', kind: null, folder, command: [] };
  const measured = measureBytes([runtime, native], folder);
  assert.deepEqual(measured, {
    core: {
      wireBytes: 8,
      files: [
        { name: 'pocketpy.mjs', encoding: 'br', rawBytes: 9, wireBytes: 5 },
        { name: 'pocketpy.wasm', encoding: 'identity', rawBytes: 3, wireBytes: 3 },
      ],
    },
  });
  assert.match(bytesTable(measured), /core +8\n +pocketpy\.mjs +5\n +pocketpy\.wasm +3 \*/);
  writeFileSync(path.join(folder, 'other'), 'other');
  assert.throws(() => asSent(path.join(folder, 'other'), folder), /other was not compressed/);
});

test('our own bytes must be those of the build info', () => {
  const file = { name: 'pocketpy.wasm', encoding: /** @type {const} */ ('br'), rawBytes: 9, wireBytes: 5 };
  const tier = (/** @type {number} */ brotli) => ({ name: 'core', packageFolder: '', js: '', mjs: '', wasm: '', info: { files: [{ name: 'pocketpy.wasm', size: { brotli } }] } });
  refuseOtherThanBuilt([tier(5)], { core: { wireBytes: 5, files: [file] } });
  assert.throws(() => refuseOtherThanBuilt([tier(6)], { core: { wireBytes: 5, files: [file] } }), /takes 5 bytes, and 6 by its build-info/);
});

test('the largest memory is that of the program that leaves most', () => {
  const result = (/** @type {number} */ resident, /** @type {number | null} */ wasm) => ({
    cold: { min: 1, median: 1 }, warm: { min: 1, median: 1 }, ratio: 1,
    residentBytes: { min: 0, median: resident }, memoryBytes: wasm === null ? null : { min: 0, median: wasm },
  });
  const speed = { calls: { core: result(5, 9), CPython: result(3, null) }, lists: { core: result(7, 8), CPython: result(2, null) } };
  assert.deepEqual(largest(speed, 'core'), { residentBytes: 7, wasmBytes: 9, program: 'lists' });
  assert.deepEqual(largest(speed, 'CPython'), { residentBytes: 3, wasmBytes: null, program: 'calls' });
  assert.equal(memoryOf(['core'], null, null), null);
});

test('geometric means are of the least times against the first runtime', () => {
  const { speed } = sampleReport();
  assert.ok(speed);
  const means = geometricMeans(speed);
  assert.deepEqual(means.core, { warm: 1, cold: 1 });
  assert.ok(Math.abs(means.MicroPython.warm - 6) < 1e-9 && Math.abs(means.MicroPython.cold - 3) < 1e-9);
});

test('tables give least and median of each runtime, and a dash where nothing is measured', () => {
  const { start: { node, chromium } } = sampleReport();
  assert.ok(node && chromium);
  assert.match(nodeTable(['core', 'CPython'], node), /call to first line +25\.0 \(30\.0\) +–/);
  assert.match(chromiumTable(['core', 'CPython'], chromium), /beyond such a page +50\.0 \(60\.0\) +–/);
});

test('a report of another schema, or with numbers of a runtime that it does not name, is refused', () => {
  assert.throws(() => checked({ ...sampleReport(), schema: 1 }), /schema 1; this program knows 2/);
  const report = sampleReport();
  Object.assign(report.means ?? {}, { Brython: { warm: 1, cold: 1 } });
  assert.throws(() => checked(report), /unknown runtime `Brython`; legal names: core, CPython, MicroPython, Pyodide/);
});

test('the Markdown table names every runtime with its version, and what was not measured is a dash', () => {
  const table = markdownTable(sampleReport());
  assert.match(table, /^\| {2}\| core 0\.1\.0 \| CPython 3\.11\.7 \| MicroPython 1\.27\.0 \| Pyodide 314\.0\.7 \|$/m);
  assert.match(table, /^\| download, brotli bytes \| 150 000 \| – \| 190 000 \| 5 400 000 \|$/m);
  assert.match(table, /^\| time of 2 programs against core's, geometric mean \| × 1\.00 \| × 0\.50 \| × 6\.00 \| × 1\.10 \|$/m);
});

test('the table replaces what stood between the marks, and a file without them is refused', (context) => {
  const text = `before\n${marks.join('\nold\n')}\nafter\n`;
  assert.equal(withTable(text, 'new', 'README.md'), `before\n${marks.join('\nnew\n')}\nafter\n`);
  const file = path.join(folderFor(context), 'README.md');
  for (const wrong of ['no mark', marks[0], [marks[1], marks[0]].join(''), text + text]) {
    writeFileSync(file, wrong);
    assert.throws(() => checkMarks(file), /must have .* once, and .* once after it/);
  }
});

test('a quick run of everything but the browser measures core and CPython and writes the whole report', async (context) => {
  const file = path.join(folderFor(context), 'report.json');
  const words = ['--tier', 'core', '--only', 'calls', '--rounds', '1', '--quick', '--measure', 'node', '--measure', 'speed', '--json', file];
  const { stdout } = await promisify(execFile)(process.execPath, [path.join(root, 'tests/bench/language.mjs'), ...words]);
  const report = checked(JSON.parse(readFileSync(file, 'utf8')));
  assert.deepEqual(report.runtimes.map(({ name }) => name), ['core', 'CPython']);
  assert.deepEqual([report.bytes, report.start.chromium, report.scale, report.rounds], [null, null, 'quick', 1]);
  assert.deepEqual(Object.keys(report.speed?.calls ?? {}), ['core', 'CPython']);
  for (const name of ['core', 'CPython']) {
    assert.ok(Number(report.means?.[name].warm) > 0 && Number(report.start.node?.runtimes[name].process.min) > 0, name);
    assert.ok(Number(report.memory?.runtimes[name].started?.residentBytes.min) > 1e6, name);
    assert.equal(report.memory?.runtimes[name].largest?.program, 'calls');
  }
  assert.ok(Number(report.memory?.runtimes.core.started?.wasmBytes) > 1e6 && report.memory?.runtimes.CPython.started?.wasmBytes === null);
  const { hosts, runtimes: starts } = report.start.node ?? assert.fail('starts were measured');
  assert.equal(starts.core.overHost.min, starts.core.process.min - hosts.node.min, 'the host of core is Node');
  assert.equal(starts.CPython.overHost.min, starts.CPython.process.min - hosts.system.min, 'the host of CPython is the system');
  assert.match(stdout, /^Start in Node/m);
  assert.match(stdout, /^geom\. mean, warm/m);
});

test('a thing that is not measured is refused before anything is, and the legal ones are listed', async () => {
  const run = promisify(execFile)(process.execPath, [path.join(root, 'tests/bench/language.mjs'), '--measure', 'spead']);
  await assert.rejects(run, /`spead` is not measured; legal values: bytes, node, chromium, speed/);
});

test('the chart and the table of the README are those of docs/benchmark.json', () => {
  const read = (/** @type {string} */ name) => readFileSync(path.join(root, name), 'utf8');
  const report = checked(JSON.parse(read('docs/benchmark.json')));
  if (process.env.BLESS) {
    writeFileSync(path.join(root, 'docs/benchmark.svg'), chart(report));
    writeTable(path.join(root, 'README.md'), report);
  }
  assert.equal(read('docs/benchmark.svg'), chart(report));
  assert.equal(withTable(read('README.md'), markdownTable(report), 'README.md'), read('README.md'));
});
