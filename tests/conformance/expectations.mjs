/**
 * Decides whether the outcome of a test file is the expected one.
 * Job: read expected-failures.json strictly, compare its entries with the source and with outcomes.
 * Limits: pure but for reading one file; runs nothing, knows nothing of tiers.
 *
 * The list: `{ "NN_name.py": { "outcome": what was seen, word for word, "reason": why it cannot pass } }`.
 */
import { readFileSync } from 'node:fs';

/** The one outcome that needs no entry. */
export const passed = 'passed';

/**
 * @typedef {object} Expectation
 * @property {string} outcome as `runner-worker.mjs` words it
 * @property {string} reason
 */

/** @param {string | URL} file @returns {Record<string, Expectation>} */
export function readList(file) {
  return JSON.parse(readFileSync(file, 'utf8'));
}

/**
 * Everything that is wrong with the list itself; empty when it is good.
 * @param {Record<string, Expectation>} list
 * @param {string[]} files names of the test files in the source
 * @returns {string[]}
 */
export function faultsOfList(list, files) {
  const faults = files.length === 0 ? ['the source holds no test files; check POCKETPY_CONFORMANCE_TESTS'] : [];
  for (const [file, entry] of Object.entries(list)) {
    if (!files.includes(file)) faults.push(`\`${file}\` is listed but not in the source; remove it from the list`);
    faults.push(...faultsOfEntry(file, entry));
  }
  return faults;
}

/** @param {string} file @param {Expectation} entry @returns {string[]} */
function faultsOfEntry(file, entry) {
  const legal = ['outcome', 'reason'];
  if (typeof entry !== 'object' || entry === null) return [`\`${file}\` needs an object with \`outcome\` and \`reason\``];
  const unknown = Object.keys(entry).filter((key) => !legal.includes(key));
  const faults = unknown.map((key) => `\`${file}\` has the unknown key \`${key}\`; legal are \`outcome\` and \`reason\``);
  for (const [key, value] of [['outcome', entry.outcome], ['reason', entry.reason]]) {
    if (typeof value !== 'string' || value.trim() === '') faults.push(`\`${file}\` has no ${key}`);
  }
  if (entry.outcome === passed) faults.push(`\`${file}\` is listed as passing; remove it from the list`);
  return faults;
}

/**
 * What is wrong with the outcome of one file; undefined when it is as expected.
 * @param {string} file
 * @param {string} outcome
 * @param {Expectation | undefined} expectation
 * @returns {string | undefined}
 */
export function faultOfOutcome(file, outcome, expectation) {
  if (outcome === (expectation?.outcome ?? passed)) return undefined;
  if (expectation === undefined) return `\`${file}\` is not listed but does not pass: ${outcome}`;
  if (outcome === passed) return `\`${file}\` is listed but passes; remove it from expected-failures.json`;
  return `\`${file}\` fails in another way than listed\n  listed: ${expectation.outcome}\n  seen:   ${outcome}`;
}
