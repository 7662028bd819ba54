/** The benchmark's chart: a well-formed drawing whose bars are as long as their numbers. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { barMax, chart } from '../bench/language/chart.mjs';
import { sampleReport } from '../support/bench-report.mjs';

/** Well-formed XML: elements nested, attributes quoted, `<` and `&` escaped. @param {string} text */
function assertWellFormed(text) {
  const open = /** @type {string[]} */ ([]);
  const rest = text.replace(/<(\/?)([a-z]+)((?: [\w:-]+="[^"<&]*")*)(\/?)>/gi, (_, closing, name, _attributes, empty) => {
    if (closing) assert.equal(open.pop(), name);
    else if (!empty) open.push(name);
    return '';
  });
  assert.deepEqual(open, []);
  assert.doesNotMatch(rest.replace(/&#\d+;/g, ''), /[<>&]/);
}

/** Lengths of the bars of each panel. @param {string} svg @returns {number[][]} */
const lengths = (svg) => svg.split('class="title"').slice(1).map((panel) => [...panel.matchAll(/<rect [^>]*width="([\d.]+)"/g)].map(([, length]) => Number(length)));

test('the chart is well-formed whatever the processor is called', () => {
  const svg = chart(sampleReport());
  assertWellFormed(svg);
  assert.match(svg, /^<svg xmlns="http:\/\/www\.w3\.org\/2000\/svg" viewBox="0 0 800 \d+"/);
  assert.match(svg, /Sample &#60;A&#38;B&#62; CPU/);
});

test('the chart names each runtime with its version, and tells its numbers to who cannot see it', () => {
  const svg = chart(sampleReport());
  for (const name of ['core 0.1.0', 'CPython 3.11.7', 'MicroPython 1.27.0', 'Pyodide 314.0.7']) assert.ok(svg.includes(name), name);
  assert.match(svg, /<desc>[^<]*Download, [^<]*: core 150 kB, MicroPython 190 kB, Pyodide 5 400 kB\./);
});

test('bars are as long as their numbers, the largest of a panel as long as there is room', () => {
  const [download, start, speed, memory] = lengths(chart(sampleReport()));
  const expected = [[150, 190, 5400], [0.05, 0.07, 3.95], [1, 0.5, 6, 1.1], [60, 14, 55, 180]];
  for (const [index, panel] of [download, start, speed, memory].entries()) {
    const largest = Math.max(...expected[index]);
    assert.deepEqual(panel, expected[index].map((value) => Number(((value / largest) * barMax).toFixed(2))));
  }
});

test('our own bars have a colour of their own, in light and in dark', () => {
  const svg = chart(sampleReport());
  assert.equal([...svg.matchAll(/<rect class="own"/g)].length, 4);
  assert.match(svg, /prefers-color-scheme: dark/);
});

test('the chart fetches nothing from elsewhere', () => {
  assert.doesNotMatch(chart(sampleReport()), /href|url\(|@import|<image|<script/);
});

test('a runtime that the report does not name, and a report of a part, are refused', () => {
  const unknown = sampleReport();
  Object.assign(unknown.bytes ?? {}, { Brython: { wireBytes: 1, files: [] } });
  assert.throws(() => chart(unknown), /unknown runtime `Brython`/);
  assert.throws(() => chart({ ...sampleReport(), speed: null }), /everything was measured/);
});
