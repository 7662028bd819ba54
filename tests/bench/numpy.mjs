/** How fast our numpy is against native NumPy. */
import { versus } from './versus.mjs';

/** The ratio that each case shall stay below. @type {Record<string, number>} */
const targets = {
  'add f64': 1.5, 'multiply f64': 1.5, 'add f32': 1.5, 'multiply f32': 1.5, 'sqrt f64': 1.5, 'sqrt f32': 1.5, 'exp f64': 3, 'log f64': 3, 'sin f64': 3,
  'exp f32': 3, 'sin f32': 3, 'sum f64': 2, 'sum f32': 2, 'sort f64': 3, 'sort f32': 3, 'boolean mask': 2, 'boolean mask f32': 2, 'fancy index': 2,
  'fancy index f32': 2, 'matmul 512': 6, random: 2, 'add 10 elements': 0.6,
};

const found = await versus({ tier: 'numpy', counterpart: 'NumPy', cases: new URL('numpy_cases.py', import.meta.url), targets });
console.log(`matmul 512: ${(2 * 512 ** 3 / (found.get('matmul 512')?.ours ?? NaN) / 1e9).toFixed(1)} GFLOP/s (at least 3)`);
