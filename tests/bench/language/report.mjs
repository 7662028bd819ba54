/**
 * All that was measured, as `--json` writes it: times in seconds, sizes in bytes, of each the least and the median. What was not
 * measured is null. `schema` grows when a name or a meaning changes. Charts and tables are made from this alone.
 */
import { cpus } from 'node:os';
import { geometricMean } from './numbers.mjs';

export const schema = 2;

/**
 * @typedef {Record<string, Record<string, import('./speed.mjs').Result>>} Speed by program and runtime
 * @typedef {Record<string, { warm: number, cold: number }>} Means by runtime: as many times as long as the first runtime
 * @typedef {object} Machine absolute times are its own
 * @property {string} processor
 * @property {number} cores
 * @property {string} system
 * @property {string} node version
 * @property {string | null} chromium version
 *
 * @typedef {object} Report
 * @property {2} schema
 * @property {Machine} machine
 * @property {number} rounds of each program; starts are measured more often (start-node.mjs, start-chromium.mjs)
 * @property {import('./programs.mjs').Scale} scale
 * @property {{ name: string, version: string }[]} runtimes the first is what the others are compared with
 * @property {Record<string, import('./bytes.mjs').Bytes> | null} bytes
 * @property {{ node: Omit<import('./start-node.mjs').NodeStarts, 'memory' | 'hostMemory'> | null, chromium: import('./start-chromium.mjs').PageStarts | null }} start
 * @property {ReturnType<typeof import('./memory.mjs').memoryOf>} memory
 * @property {Speed | null} speed
 * @property {Means | null} means geometric ones over the programs
 */

/** @param {string | null} chromium @returns {Machine} */
export const thisMachine = (chromium) => ({
  processor: cpus()[0]?.model.trim() || 'unknown',
  cores: cpus().length,
  system: `${process.platform} ${process.arch}`,
  node: process.versions.node,
  chromium,
});

/** @param {Speed} speed @returns {Means} */
export function geometricMeans(speed) {
  const programs = Object.values(speed);
  const [reference, ...others] = Object.keys(programs[0]);
  const mean = (/** @type {string} */ name, /** @type {'warm' | 'cold'} */ kind) =>
    geometricMean(programs.map((results) => results[name][kind].min / results[reference][kind].min));
  return Object.fromEntries([reference, ...others].map((name) => [name, { warm: mean(name, 'warm'), cold: mean(name, 'cold') }]));
}

/** Refuses another schema, and numbers of a runtime that it does not name. @param {any} report @returns {Report} */
export function checked(report) {
  if (report.schema !== schema) throw new Error(`a report of schema ${JSON.stringify(report.schema)}; this program knows ${schema}`);
  const legal = report.runtimes.map((/** @type {{ name: string }} */ { name }) => name);
  const named = [report.bytes, report.start.node?.runtimes, report.start.chromium?.runtimes, report.memory?.runtimes, report.means, ...Object.values(report.speed ?? {})];
  const unknown = named.flatMap((section) => Object.keys(section ?? {})).find((name) => !legal.includes(name));
  if (unknown !== undefined) throw new Error(`numbers of an unknown runtime \`${unknown}\`; legal names: ${legal.join(', ')}`);
  return report;
}
