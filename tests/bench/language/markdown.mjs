/**
 * The table of the README, made from a whole report and put between two marks in a Markdown file.
 * Limits: a number that was not measured is a dash.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { grouped, megabytes, milliseconds } from './units.mjs';

const start = '<!-- benchmark: written by `cargo xtask bench --readme` -->';
const end = '<!-- /benchmark -->';

/** @typedef {import('./report.mjs').Report} Report */

/** @param {number | null | undefined} value @param {(value: number) => string} shown */
const cell = (value, shown) => (value === null || value === undefined ? '–' : shown(value));

const ms = (/** @type {number} */ seconds) => `${milliseconds(seconds)} ms`;
const mb = (/** @type {number} */ bytes) => `${megabytes(bytes)} MB`;

/** What the rows are, and of which number. @param {Report} report @returns {[string, (name: string) => string][]} */
const rows = ({ runtimes, bytes, start: { node, chromium }, memory, means, speed }) => [
  ['download, brotli bytes', (name) => cell(bytes?.[name]?.wireBytes, grouped)],
  ['page: opened to first line, beyond an empty page', (name) => cell(chromium?.runtimes[name]?.overEmpty.min, ms)],
  ['page: call to first line', (name) => cell(chromium?.runtimes[name]?.call.min, ms)],
  ['process: start to end, beyond its host', (name) => cell(node?.runtimes[name]?.overHost.min, ms)],
  [`time of ${Object.keys(speed ?? {}).length} programs against ${runtimes[0].name}'s, geometric mean`, (name) => cell(means?.[name]?.warm, (mean) => `× ${mean.toFixed(2)}`)],
  ['memory of the wasm, started', (name) => cell(memory?.runtimes[name]?.started?.wasmBytes, mb)],
  ['memory of the process, started', (name) => cell(memory?.runtimes[name]?.started?.residentBytes.median, mb)],
  ['memory of the process, largest', (name) => cell(memory?.runtimes[name]?.largest?.residentBytes, mb)],
];

/** @param {Report} report */
export function markdownTable(report) {
  const { runtimes, machine, rounds } = report;
  const line = (/** @type {string[]} */ cells) => `| ${cells.join(' | ')} |`;
  return [
    line(['', ...runtimes.map(({ name, version }) => `${name} ${version}`)]),
    line(['---', ...runtimes.map(() => '---:')]),
    ...rows(report).map(([label, of]) => line([label, ...runtimes.map(({ name }) => of(name))])),
    '',
    `${machine.processor}, ${machine.cores} cores, Node ${machine.node}, Chromium ${machine.chromium ?? '–'}; times: the least of ${rounds} rounds, in each of which starts are measured several times; `
      + `memory: medians, in Node with its own ${memoryOfNode(report)}.`,
  ].join('\n');
}

/** @param {Report} report */
const memoryOfNode = ({ memory }) => cell(memory?.node?.median, mb);

/** Where the table goes. @param {string} text @param {string} file for the error @returns {[string, string]} before and after it */
function around(text, file) {
  const [before, rest, ...more] = text.split(start);
  const parts = rest?.split(end) ?? [];
  if (more.length || parts.length !== 2) throw new Error(`${file} must have \`${start}\` once, and \`${end}\` once after it`);
  return [before + start, end + parts[1]];
}

/** Refuses a file without the marks; before anything is measured. @param {string} file */
export const checkMarks = (file) => void around(readFileSync(file, 'utf8'), file);

/** @param {string} text @param {string} table @param {string} file for the error */
export function withTable(text, table, file) {
  const [before, after] = around(text, file);
  return `${before}\n${table}\n${after}`;
}

/** @param {string} file @param {Report} report */
export const writeTable = (file, report) => writeFileSync(file, withTable(readFileSync(file, 'utf8'), markdownTable(report), file));
