/**
 * How long a process takes that starts an interpreter and prints once, and what memory it then has; everything with its defaults.
 * From the start of the process to its end, less what its host takes to do nothing: Node with an empty script, and for CPython,
 * whose host is the system, `true`. Limits: files are in the system's cache; a start is too short for V8's optimizing tier.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { beyond, inTurns, spread } from './numbers.mjs';
import { emptyNodeScript, kinds, memoryScript, nodeScript, printed } from './starts.mjs';

/** Short, so that there can be many; the first is not counted, since it reads from the disk. */
const startsPerRound = 4;

/**
 * @typedef {import('./numbers.mjs').Spread} Spread
 * @typedef {object} NodeStart of a runtime, in seconds
 * @property {Spread} process from start to end
 * @property {Spread} overHost less its host's own
 * @property {Spread | null} call from the call that makes the interpreter to the first line; null for CPython
 * @typedef {{ residentBytes: Spread, wasmBytes: number | null }} StartMemory
 * @typedef {object} NodeStarts
 * @property {{ node: Spread, system: Spread }} hosts
 * @property {Record<string, NodeStart>} runtimes
 * @property {{ node: Spread }} hostMemory resident bytes
 * @property {Record<string, StartMemory>} memory after the start
 *
 * @typedef {object} Script
 * @property {string} name
 * @property {string[]} time the command that is timed
 * @property {string[]} memory the command that tells its memory
 */

const cpythonMemory = `print(6 * 7)
import json, resource
print(json.dumps({'residentBytes': int(open('/proc/self/statm').read().split()[1]) * resource.getpagesize(), 'wasmBytes': None}))`;

/** @param {import('./runtimes.mjs').Runtime} runtime @param {(name: string, text: string) => string[]} script */
function commandsOf({ name, kind, folder, command }, script) {
  if (kind === null) {
    return { name, time: [command[0], '-I', '-c', 'print(6 * 7)'], memory: [command[0], '-I', '-c', cpythonMemory] };
  }
  const address = pathToFileURL(path.join(folder, kinds[kind].entry)).href;
  return { name, time: script(`${name}.mjs`, nodeScript(kinds[kind], address)), memory: script(`${name}-memory.mjs`, memoryScript(kinds[kind], address)) };
}

/** @param {string[]} command @returns {{ seconds: number, lines: string[] }} */
function timed([executable, ...words]) {
  const start = performance.now();
  const { status, stdout, stderr, error } = spawnSync(executable, words, { encoding: 'utf8' });
  const seconds = (performance.now() - start) / 1000;
  if (status !== 0) throw new Error(`\`${[executable, ...words].join(' ')}\` failed: ${error?.message ?? stderr}`);
  return { seconds, lines: stdout.trimEnd().split('\n') };
}

/** @param {string} name @param {string[]} lines */
function refuseWrong(name, lines) {
  if (lines[0] !== printed) throw new Error(`${name} printed ${JSON.stringify(lines[0])} instead of ${JSON.stringify(printed)}`);
}

/** @param {Script} script @returns {{ seconds: number, call: number | null }} */
function start({ name, time }) {
  const { seconds, lines } = timed(time);
  if (!name) return { seconds, call: null };
  refuseWrong(name, lines);
  return { seconds, call: lines.length === 2 ? Number(lines[1]) / 1000 : null };
}

/** @param {Script} script @returns {{ residentBytes: number, wasmBytes: number | null }} */
function memoryOf({ name, memory }) {
  const { lines } = timed(memory);
  refuseWrong(name || 'Node', lines);
  return JSON.parse(lines[1]);
}

/** @param {ReturnType<typeof start>[]} starts @param {Spread} host @returns {NodeStart} */
function summary(starts, host) {
  const process = spread(starts.map(({ seconds }) => seconds));
  const call = starts[0].call === null ? null : spread(starts.map(({ call: seconds }) => Number(seconds)));
  return { process, overHost: beyond(process, host), call };
}

/** @param {ReturnType<typeof memoryOf>[]} reports @returns {StartMemory} */
const memorySummary = (reports) => ({ residentBytes: spread(reports.map(({ residentBytes }) => residentBytes)), wasmBytes: reports[0].wasmBytes });

/** @param {import('./runtimes.mjs').Runtime[]} runtimes @param {string} folder for scripts @param {number} rounds @returns {Promise<NodeStarts>} */
async function measure(runtimes, folder, rounds) {
  const script = (/** @type {string} */ leaf, /** @type {string} */ text) => {
    writeFileSync(path.join(folder, leaf), text);
    return [process.execPath, path.join(folder, leaf)];
  };
  const node = { name: '', time: script('empty.mjs', emptyNodeScript), memory: script('empty-memory.mjs', memoryScript()) };
  const scripts = [node, ...runtimes.map((runtime) => commandsOf(runtime, script))];
  const [nodes, system, ...all] = (await inTurns([node, { ...node, time: ['true'] }, ...scripts.slice(1)], rounds * startsPerRound + 1, async (each) => start(each)))
    .map((starts) => starts.slice(1));
  const [nodeMemory, ...memory] = await inTurns(scripts, rounds, async (each) => memoryOf(each));
  const hosts = { node: spread(nodes.map(({ seconds }) => seconds)), system: spread(system.map(({ seconds }) => seconds)) };
  return {
    hosts,
    runtimes: Object.fromEntries(runtimes.map(({ name, kind }, index) => [name, summary(all[index], kind === null ? hosts.system : hosts.node)])),
    hostMemory: { node: memorySummary(nodeMemory).residentBytes },
    memory: Object.fromEntries(runtimes.map(({ name }, index) => [name, memorySummary(memory[index])])),
  };
}

/** @param {import('./runtimes.mjs').Runtime[]} runtimes @param {number} rounds @returns {Promise<NodeStarts>} */
export async function measureNodeStarts(runtimes, rounds) {
  const folder = mkdtempSync(path.join(tmpdir(), 'bench-'));
  try {
    return await measure(runtimes, folder, rounds);
  } finally {
    rmSync(folder, { recursive: true });
  }
}
