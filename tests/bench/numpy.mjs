/**
 * How fast our numpy is against native NumPy on the same machine in the same run: prints a table of medians of several rounds, in which both take
 * turns. Limits: both use one thread; native NumPy uses whatever vectors the machine has.
 */
import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { builtTiers } from '../support/dist.mjs';

const rounds = 3;
const run = promisify(execFile);
const cases = fileURLToPath(new URL('numpy_cases.py', import.meta.url));
const runner = fileURLToPath(new URL('../support/run-python.mjs', import.meta.url));
const python = process.env.REFERENCE_PYTHON;
if (!python) throw new Error('REFERENCE_PYTHON must name a CPython with NumPy; `cargo xtask bench --numpy` sets it');

/** The ratio that each case shall stay below. @type {Record<string, number>} */
const targets = {
  'add f64': 1.5, 'multiply f64': 1.5, 'add f32': 1.5, 'multiply f32': 1.5, 'sqrt f64': 1.5, 'sqrt f32': 1.5, 'exp f64': 3, 'log f64': 3, 'sin f64': 3,
  'exp f32': 3, 'sin f32': 3, 'sum f64': 2, 'sum f32': 2, 'sort f64': 3, 'sort f32': 3, 'boolean mask': 2, 'boolean mask f32': 2, 'fancy index': 2,
  'fancy index f32': 2, 'matmul 512': 6, random: 2, 'add 10 elements': 0.6,
};

/** @param {string} text lines of `name: seconds` */
const parse = (text) => new Map(text.trim().split('\n').map((line) => {
  const at = line.lastIndexOf(': ');
  return [line.slice(0, at), Number(line.slice(at + 2))];
}));

const single = { OPENBLAS_NUM_THREADS: '1', OMP_NUM_THREADS: '1', MKL_NUM_THREADS: '1' };
const native = async () => parse((await run(python, [cases], { env: { ...process.env, ...single } })).stdout);
/** @param {string} tier */
const ours = async (tier) => parse((await run(process.execPath, [runner, tier, cases], { maxBuffer: 1 << 26 })).stdout);

const median = (/** @type {number[]} */ values) => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)];
const micro = (/** @type {number} */ seconds) => (seconds * 1e6).toFixed(seconds < 1e-5 ? 3 : 0).padStart(10);

const tier = builtTiers().find(({ name }) => name === 'numpy');
if (!tier) throw new Error('the numpy tier is not built; run `cargo xtask build`');
const measured = /** @type {[Map<string, number>, Map<string, number>][]} */ ([]);
for (let round = 0; round < rounds; round += 1) measured.push([await native(), await ours(tier.js)]);

console.log(`${'case'.padEnd(20)}${'NumPy µs'.padStart(10)}${'ours µs'.padStart(10)}${'ratio'.padStart(8)}${'target'.padStart(8)}`);
for (const name of measured[0][0].keys()) {
  const [theirs, own] = [0, 1].map((side) => median(measured.map((round) => round[side].get(name) ?? NaN)));
  const target = targets[name];
  const verdict = target === undefined ? '' : `${target.toFixed(1).padStart(8)}${own / theirs > target ? '  missed' : ''}`;
  console.log(`${name.padEnd(20)}${micro(theirs)}${micro(own)}${(own / theirs).toFixed(2).padStart(8)}${verdict}`);
}
const [, last] = measured[0];
console.log(`matmul 512: ${(2 * 512 ** 3 / (last.get('matmul 512') ?? NaN) / 1e9).toFixed(1)} GFLOP/s (at least 3)`);
