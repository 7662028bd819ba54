/**
 * `cargo xtask bench` without --loader, --numpy, --shapely: Python programs in our tiers, in CPython and, with --peers, in
 * MicroPython and Pyodide. Prints a table. Limits: absolute times are this machine's; compare ratios of one run.
 */
import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { builtTiers } from '../support/dist.mjs';
import { bless } from './language/bless.mjs';
import { expectations, programs } from './language/programs.mjs';
import { runtimes } from './language/runtimes.mjs';
import { measureSpeed } from './language/speed.mjs';
import { geometricMeans, meanRows, speedHeading, speedRow } from './language/table.mjs';

const { values: options } = parseArgs({
  options: {
    only: { type: 'string', multiple: true, default: [] },
    tier: { type: 'string', multiple: true, default: [] },
    rounds: { type: 'string', default: '5' },
    against: { type: 'string' },
    peers: { type: 'boolean', default: false },
    json: { type: 'string' },
    quick: { type: 'boolean', default: false },
  },
});

/** The first tier is what everything is compared with. */
const tiers = options.tier.map((name) => {
  const tier = builtTiers().find((built) => built.name === name);
  if (!tier) throw new Error(`the ${name} tier is not built; run \`cargo xtask build\``);
  return tier;
});
const chosen = programs(options.only);
const running = runtimes({ tiers, against: options.against, peers: options.peers });
if (process.env.BLESS) await bless(programs());

console.log(speedHeading(running.map(({ name }) => name)));
const speed = await measureSpeed({
  programs: chosen,
  runtimes: running,
  rounds: Number(options.rounds),
  scale: options.quick ? 'quick' : 'full',
  expected: expectations(),
  onProgram: (program, results) => console.log(speedRow(program, results)),
});
const means = geometricMeans(speed);
console.log(meanRows(means));

if (options.json !== undefined) {
  const text = JSON.stringify({ schema: 1, rounds: Number(options.rounds), runtimes: running.map(({ name }) => name), speed, means }, null, 2);
  writeFileSync(options.json, `${text}\n`);
}
