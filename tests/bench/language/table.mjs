/** The benchmark's tables as text. */
import { geometricMean } from './numbers.mjs';

/** @typedef {import('./speed.mjs').Result} Result */

const milliseconds = (/** @type {number} */ seconds) => (seconds * 1000).toFixed(seconds < 0.1 ? 1 : 0);
const programWidth = 18;
const columnWidth = 26;

/** @param {string[]} names of the runtimes */
export const speedHeading = (names) => [
  `ms: least (median) of warm runs; ×: as many times as long as ${names[0]}`,
  ['program'.padEnd(programWidth), ...names.map((name) => name.padStart(columnWidth))].join(''),
].join('\n');

/** @param {string} program @param {Record<string, Result>} results */
export const speedRow = (program, results) => [
  program.padEnd(programWidth),
  ...Object.values(results).map(({ warm, ratio }) => `${milliseconds(warm.min)} (${milliseconds(warm.median)}) × ${ratio.toFixed(2)}`.padStart(columnWidth)),
].join('');

/** @param {Record<string, Record<string, Result>>} speed @returns {Record<string, { warm: number, cold: number }>} by runtime */
export function geometricMeans(speed) {
  const programs = Object.values(speed);
  const names = Object.keys(programs[0]);
  const cold = (/** @type {Record<string, Result>} */ results, /** @type {string} */ name) => results[name].cold.min / results[names[0]].cold.min;
  return Object.fromEntries(names.map((name) => [name, {
    warm: geometricMean(programs.map((results) => results[name].ratio)),
    cold: geometricMean(programs.map((results) => cold(results, name))),
  }]));
}

/** @param {ReturnType<typeof geometricMeans>} means */
export const meanRows = (means) => /** @type {const} */ (['warm', 'cold']).map((kind) => [
  `geom. mean, ${kind}`.padEnd(programWidth),
  ...Object.values(means).map((mean) => `× ${mean[kind].toFixed(3)}`.padStart(columnWidth)),
].join('')).join('\n');
