/**
 * How long the programs take. Times of a busy machine say little by themselves, so what counts are ratios within one run:
 * the runtimes take turns at each program, every round begins with another one, and of all rounds the least time is compared.
 * Each turn is a new process that runs the program twice: the first run is cold (V8 tiers up while it runs), the
 * second is warm. Every runtime in V8 is treated alike; ratios are of warm runs.
 */
import { runOnce } from './runtimes.mjs';
import { inTurns, spread } from './numbers.mjs';

/**
 * @typedef {import('./numbers.mjs').Spread} Spread
 * @typedef {object} Result of a program in a runtime
 * @property {Spread} cold
 * @property {Spread} warm
 * @property {number} ratio its least warm time, by that of the first runtime
 * @property {Spread} residentBytes of the process after the runs
 * @property {Spread | null} memoryBytes of the wasm
 */

/** @param {import('./runtimes.mjs').Report[]} reports @returns {Omit<Result, 'ratio'>} */
const summary = (reports) => ({
  cold: spread(reports.map(({ seconds }) => seconds[0])),
  warm: spread(reports.map(({ seconds }) => seconds[1])),
  residentBytes: spread(reports.map(({ resident_bytes: bytes }) => bytes[1])),
  memoryBytes: reports[0].memory_bytes === null ? null : spread(reports.map(({ memory_bytes: bytes }) => Number(bytes))),
});

/** All rounds of one program. @param {import('./programs.mjs').Program} program @param {Settings} settings @returns {Promise<Record<string, Result>>} */
async function measureProgram(program, { runtimes, rounds, scale, expected }) {
  const reports = await inTurns(runtimes, rounds, (runtime) => runOnce(runtime, program, program.sizes[scale], expected[program.name][scale]));
  const summaries = runtimes.map(({ name }, index) => /** @type {const} */ ([name, summary(reports[index])]));
  const reference = summaries[0][1].warm.min;
  return Object.fromEntries(summaries.map(([name, found]) => [name, { ...found, ratio: found.warm.min / reference }]));
}

/**
 * @typedef {object} Settings
 * @property {import('./programs.mjs').Program[]} programs
 * @property {import('./runtimes.mjs').Runtime[]} runtimes the first is what the others are compared with
 * @property {number} rounds
 * @property {import('./programs.mjs').Scale} scale
 * @property {ReturnType<typeof import('./programs.mjs').expectations>} expected
 * @property {(program: string, results: Record<string, Result>) => void} onProgram
 * @param {Settings} settings
 * @returns {Promise<Record<string, Record<string, Result>>>} by program and runtime
 */
export async function measureSpeed(settings) {
  /** @type {Record<string, Record<string, Result>>} */
  const results = {};
  for (const program of settings.programs) {
    results[program.name] = await measureProgram(program, settings);
    settings.onProgram(program.name, results[program.name]);
  }
  return results;
}
