/** The benchmark's tables as text for a terminal. A dash stands where nothing is measured. */
import { grouped, megabytes, milliseconds, times } from './units.mjs';

/**
 * @typedef {import('./speed.mjs').Result} Result
 * @typedef {import('./numbers.mjs').Spread} Spread
 */

const labelWidth = 22;
const columnWidth = 26;
const none = '–';

/** @param {string} label @param {string[]} cells */
const row = (label, cells) => [label.padEnd(labelWidth), ...cells.map((cell) => cell.padStart(columnWidth))].join('').trimEnd();

/** @param {string} label @param {string[]} names */
const heading = (label, names) => row(label, names);

/** Least and median. @param {Spread | null | undefined} values @param {(value: number) => string} shown */
const both = (values, shown) => (values ? `${shown(values.min)} (${shown(values.median)})` : none);

/** @param {string[]} names of the runtimes */
export const speedHeading = (names) => [
  '',
  `Speed, ms: least (median) of warm runs; ×: as many times as long as ${names[0]}`,
  heading('program', names),
].join('\n');

/** @param {string} program @param {Record<string, Result>} results */
export const speedRow = (program, results) =>
  row(program, Object.values(results).map(({ warm, ratio }) => `${both(warm, milliseconds)} ${times(ratio)}`));

/** @param {import('./report.mjs').Means} means */
export const meanRows = (means) => /** @type {const} */ (['warm', 'cold']).map((kind) =>
  row(`geom. mean, ${kind}`, Object.values(means).map((mean) => `× ${mean[kind].toFixed(3)}`))).join('\n');

/** @param {Record<string, import('./bytes.mjs').Bytes>} bytes */
export const bytesTable = (bytes) => [
  'Bytes that a page fetches: brotli -q 11; * as it lies there, where that is no smaller',
  ...Object.entries(bytes).flatMap(([name, { wireBytes, files }]) => [
    row(name, [grouped(wireBytes)]),
    ...files.map((file) => row(`  ${file.name}`, [`${grouped(file.wireBytes)}${file.encoding === 'br' ? '' : ' *'}`])),
  ]),
].join('\n');

/** @param {string[]} names @param {import('./report.mjs').Report['start']['node'] & object} starts */
export const nodeTable = (names, { hosts, runtimes }) => [
  '',
  `Start in Node, ms: least (median); an empty script takes ${both(hosts.node, milliseconds)}, \`true\` ${both(hosts.system, milliseconds)}`,
  heading('', names),
  row('process', names.map((name) => both(runtimes[name].process, milliseconds))),
  row('  beyond its host', names.map((name) => both(runtimes[name].overHost, milliseconds))),
  row('  call to first line', names.map((name) => both(runtimes[name].call, milliseconds))),
].join('\n');

/** @param {string[]} names @param {import('./start-chromium.mjs').PageStarts} starts */
export const chromiumTable = (names, { empty, runtimes }) => [
  '',
  `Start in Chromium, cold, from loopback, ms: least (median); a page without Python takes ${both(empty, milliseconds)}`,
  heading('', names),
  row('opening to first line', names.map((name) => both(runtimes[name]?.opened, milliseconds))),
  row('  beyond such a page', names.map((name) => both(runtimes[name]?.overEmpty, milliseconds))),
  row('  call to first line', names.map((name) => both(runtimes[name]?.call, milliseconds))),
].join('\n');

/** @param {string[]} names @param {NonNullable<import('./report.mjs').Report['memory']>} memory */
export function memoryTable(names, { node, runtimes }) {
  const cells = (/** @type {(memory: import('./memory.mjs').Memory) => number | null | undefined} */ of) => names.map((name) => {
    const bytes = of(runtimes[name]);
    return bytes === null || bytes === undefined ? none : megabytes(bytes);
  });
  return [
    '',
    `Memory, MB: medians; resident: of the whole process, of which Node alone has ${node ? megabytes(node.median) : none}`,
    heading('', names),
    row('started, resident', cells(({ started }) => started?.residentBytes.median)),
    row('  wasm', cells(({ started }) => started?.wasmBytes)),
    row('largest, resident', cells(({ largest }) => largest?.residentBytes)),
    row('  wasm', cells(({ largest }) => largest?.wasmBytes)),
  ].join('\n');
}
