/**
 * The benchmark's programs: tests/bench/programs/*.py, and what CPython says that they print (expected.json beside them).
 * Their first line is `SIZE = 29  # quick: 15`; who runs one puts a size there, the full one for time, the quick one for tests
 * and for counted instructions.
 */
import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const folder = fileURLToPath(new URL('../programs', import.meta.url));
const answers = path.join(folder, 'expected.json');

/**
 * @typedef {'full' | 'quick'} Scale
 * @typedef {object} Program
 * @property {string} name
 * @property {string} file
 * @property {Record<Scale, string>} sizes
 */

/** @param {string} leaf @returns {Program} */
function describe(leaf) {
  const file = path.join(folder, leaf);
  const sizes = /^SIZE = (?<full>\d+) {2}# quick: (?<quick>\d+)\n/.exec(readFileSync(file, 'utf8'))?.groups;
  if (!sizes) throw new Error(`the first line of ${leaf} is not like \`SIZE = 29  # quick: 15\``);
  return { name: path.parse(leaf).name, file, sizes: { full: sizes.full, quick: sizes.quick } };
}

/** All programs, or those that are named. @param {string[]} [names] @returns {Program[]} */
export function programs(names = []) {
  const all = readdirSync(folder).filter((leaf) => leaf.endsWith('.py')).sort().map(describe);
  const unknown = names.find((name) => !all.some((program) => program.name === name));
  if (unknown !== undefined) throw new Error(`no program \`${unknown}\`; legal names: ${all.map(({ name }) => name).join(', ')}`);
  return names.length ? all.filter(({ name }) => names.includes(name)) : all;
}

/** @returns {Record<string, Record<Scale, string>>} what each program prints */
export const expectations = () => JSON.parse(readFileSync(answers, 'utf8'));

/** @param {Record<string, Record<Scale, string>>} all */
export const writeExpectations = (all) => writeFileSync(answers, `${JSON.stringify(all, null, 2)}\n`);
