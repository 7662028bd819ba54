/**
 * A tier's module against its counterpart under CPython, on the same machine in the same run: a table of medians of several rounds, in which
 * both take turns. Limits: both use one thread; the counterpart uses whatever vectors the machine has.
 */
import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { builtTiers } from '../support/dist.mjs';

const rounds = 3;
const run = promisify(execFile);
const runner = fileURLToPath(new URL('../support/run-python.mjs', import.meta.url));
const single = { OPENBLAS_NUM_THREADS: '1', OMP_NUM_THREADS: '1', MKL_NUM_THREADS: '1' };

/** @param {string} text lines of `name: seconds` */
const parse = (text) => new Map(text.trim().split('\n').map((line) => {
  const at = line.lastIndexOf(': ');
  return [line.slice(0, at), Number(line.slice(at + 2))];
}));

const median = (/** @type {number[]} */ values) => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)];
const micro = (/** @type {number} */ seconds) => (seconds * 1e6).toFixed(seconds < 1e-5 ? 3 : 0).padStart(11);

/** The CPython that `cargo xtask bench` names. */
function referencePython() {
  if (process.env.REFERENCE_PYTHON) return process.env.REFERENCE_PYTHON;
  throw new Error('REFERENCE_PYTHON must name a CPython with the reference packages; `cargo xtask bench` sets it');
}

/** @param {string} name */
function tierOf(name) {
  const tier = builtTiers().find((built) => built.name === name);
  if (!tier) throw new Error(`the ${name} tier is not built; run \`cargo xtask build\``);
  return tier;
}

/**
 * Prints the table and gives back both medians of each case, in seconds.
 * @param {{ tier: string, counterpart: string, cases: URL, targets: Record<string, number> }} settings `targets`: the ratio a case shall stay below
 * @returns {Promise<Map<string, { theirs: number, ours: number }>>}
 */
export async function versus({ tier, counterpart, cases, targets }) {
  const [python, { js }, file] = [referencePython(), tierOf(tier), fileURLToPath(cases)];
  const native = async () => parse((await run(python, ['-W', 'ignore', file], { env: { ...process.env, ...single } })).stdout);
  const own = async () => parse((await run(process.execPath, [runner, js, file], { maxBuffer: 1 << 26 })).stdout);
  const measured = /** @type {[Map<string, number>, Map<string, number>][]} */ ([]);
  for (let round = 0; round < rounds; round += 1) measured.push([await native(), await own()]);
  console.log(`${'case'.padEnd(32)}${`${counterpart} µs`.padStart(11)}${'ours µs'.padStart(11)}${'ratio'.padStart(8)}${'target'.padStart(8)}`);
  const found = new Map();
  for (const name of measured[0][0].keys()) {
    const [theirs, ours] = [0, 1].map((side) => median(measured.map((round) => round[side].get(name) ?? NaN)));
    const target = targets[name];
    const verdict = target === undefined ? '' : `${target.toFixed(2).padStart(8)}${ours / theirs > target ? '  missed' : ''}`;
    console.log(`${name.padEnd(32)}${micro(theirs)}${micro(ours)}${(ours / theirs).toFixed(2).padStart(8)}${verdict}`);
    found.set(name, { theirs, ours });
  }
  return found;
}
