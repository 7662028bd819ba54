/** `BLESS=1 cargo xtask bench`: CPython writes what the programs print. */
import { writeExpectations } from './programs.mjs';
import { runOnce, runtimes } from './runtimes.mjs';

/** @param {import('./programs.mjs').Program[]} programs */
export async function bless(programs) {
  const cpython = runtimes({ tiers: [], peers: false })[0];
  /** @type {Parameters<typeof writeExpectations>[0]} */
  const all = {};
  for (const program of programs) {
    const [full, quick] = await Promise.all([program.sizes.full, program.sizes.quick].map((size) => runOnce(cpython, program, size)));
    all[program.name] = { full: full.printed[0], quick: quick.printed[0] };
  }
  writeExpectations(all);
}
