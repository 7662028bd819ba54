/**
 * `cargo xtask bench` without --loader, --numpy, --shapely: what a page fetches, how long a start takes, and Python programs; in our
 * tiers, in CPython and, with --peers, in MicroPython and Pyodide. Prints tables; `--json` writes everything (language/report.mjs
 * says what), `--svg` a chart and `--readme` a table of it. Limits: absolute times are this machine's; compare ratios of one run.
 */
import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { builtTiers } from '../support/dist.mjs';
import { bless } from './language/bless.mjs';
import { measureBytes, refuseOtherThanBuilt } from './language/bytes.mjs';
import { chart } from './language/chart.mjs';
import { checkMarks, writeTable } from './language/markdown.mjs';
import { memoryOf } from './language/memory.mjs';
import { expectations, programs } from './language/programs.mjs';
import { checked, geometricMeans, schema, thisMachine } from './language/report.mjs';
import { runtimes } from './language/runtimes.mjs';
import { measureSpeed } from './language/speed.mjs';
import { measureNodeStarts } from './language/start-node.mjs';
import { bytesTable, chromiumTable, meanRows, memoryTable, nodeTable, speedHeading, speedRow } from './language/table.mjs';

const { values: options } = parseArgs({
  options: {
    only: { type: 'string', multiple: true, default: [] },
    tier: { type: 'string', multiple: true, default: [] },
    rounds: { type: 'string', default: '5' },
    against: { type: 'string' },
    peers: { type: 'boolean', default: false },
    measure: { type: 'string', multiple: true, default: ['bytes', 'node', 'chromium', 'speed'] },
    wire: { type: 'string' },
    json: { type: 'string' },
    svg: { type: 'string' },
    readme: { type: 'string' },
    quick: { type: 'boolean', default: false },
  },
});

/** The first tier is what everything is compared with. */
const tiers = options.tier.map((name) => {
  const tier = builtTiers().find((built) => built.name === name);
  if (!tier) throw new Error(`the ${name} tier is not built; run \`cargo xtask build\``);
  return tier;
});
const [rounds, scale] = [Number(options.rounds), options.quick ? /** @type {const} */ ('quick') : /** @type {const} */ ('full')];
const chosen = programs(options.only);
const running = runtimes({ tiers, against: options.against, peers: options.peers });
const names = running.map(({ name }) => name);
if (options.readme !== undefined) checkMarks(options.readme);
if (process.env.BLESS) await bless(programs());

/** By what is typed after --measure. */
const measures = {
  bytes: () => {
    const bytes = measureBytes(running, wireFolder());
    refuseOtherThanBuilt(tiers, bytes);
    return shown(bytes, bytesTable);
  },
  node: async () => shown(await measureNodeStarts(running, rounds), (starts) => nodeTable(names, starts)),
  chromium: async () => {
    const { measurePageStarts } = await import('./language/start-chromium.mjs'); // wants a package of its own
    return shown(await measurePageStarts(running, wireFolder(), rounds), (starts) => chromiumTable(names, starts));
  },
  speed: async () => {
    console.log(speedHeading(names));
    const onProgram = (/** @type {string} */ program, /** @type {import('./language/report.mjs').Speed[string]} */ results) => console.log(speedRow(program, results));
    const settings = { programs: chosen, runtimes: running, rounds, scale, expected: expectations(), onProgram };
    return shown(await measureSpeed(settings), (speed) => meanRows(geometricMeans(speed)));
  },
};

function wireFolder() {
  if (options.wire === undefined) throw new Error('--wire must name the folder of compressed files; `cargo xtask bench` does');
  return options.wire;
}

/** @template T @param {T} measured @param {(measured: T) => string} table @returns {T} */
function shown(measured, table) {
  console.log(table(measured));
  return measured;
}

/** @template {keyof typeof measures} Name @param {Name} name @returns {Promise<Awaited<ReturnType<(typeof measures)[Name]>> | null>} */
const measured = async (name) => (options.measure.includes(name) ? /** @type {any} */ (await measures[name]()) : null);

const unknown = options.measure.find((name) => !(name in measures));
if (unknown !== undefined) throw new Error(`\`${unknown}\` is not measured; legal values: ${Object.keys(measures).join(', ')}`);
const [bytes, node, chromium, speed] = [await measured('bytes'), await measured('node'), await measured('chromium'), await measured('speed')];
const memory = memoryOf(names, node, speed);
if (memory) console.log(memoryTable(names, memory));

/** @type {import('./language/report.mjs').Report} */
const report = checked({
  schema,
  machine: thisMachine(chromium?.version ?? null),
  rounds,
  scale,
  runtimes: running.map(({ name, version }) => ({ name, version })),
  bytes,
  start: {
    node: node && { hosts: node.hosts, runtimes: node.runtimes },
    chromium: chromium && { empty: chromium.empty, runtimes: chromium.runtimes },
  },
  memory,
  speed,
  means: speed && geometricMeans(speed),
});
if (options.json !== undefined) writeFileSync(options.json, `${JSON.stringify(report, null, 2)}\n`);
if (options.svg !== undefined) writeFileSync(options.svg, chart(report));
if (options.readme !== undefined) writeTable(options.readme, report);
