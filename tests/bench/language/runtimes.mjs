/**
 * What runs the programs: a name, and the command that runs one of them once in a process of its own.
 * Limits: knows peers by the folder of their npm package; checks nothing before it is run.
 */
import { execFile, execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { kinds, peers } from './starts.mjs';

const run = promisify(execFile);
const here = (/** @type {string} */ name) => fileURLToPath(new URL(name, import.meta.url));
const secondsMax = 180;

/**
 * @typedef {object} Runtime
 * @property {string} name
 * @property {string} version
 * @property {string[]} command what the program's file and size are added to
 * @property {keyof typeof kinds | null} kind how a script starts it; null where no script does
 * @property {string} folder where its files lie, or that of the executable
 * @typedef {object} Report what a runner prints
 * @property {[number, number]} seconds of the first and the second run in one process
 * @property {[string, string]} printed
 * @property {[number, number]} resident_bytes of the process, before and after the runs
 * @property {number | null} memory_bytes of the wasm; null where there is none
 */

/** A runtime in Node. @param {string} name @param {string} version @param {keyof typeof kinds} kind @param {string} folder @returns {Runtime} */
const inNode = (name, version, kind, folder) =>
  ({ name, version, kind, folder, command: [process.execPath, here(`runners/${kind}.mjs`), folder] });

/** @param {'MicroPython' | 'Pyodide'} name @param {keyof typeof kinds} kind */
function peer(name, kind) {
  const folder = here(`../peers/${peers[name].folder}`);
  return inNode(name, JSON.parse(readFileSync(path.join(folder, 'package.json'), 'utf8')).version, kind, folder);
}

/** The interpreter itself: `python3` may be a script that looks for it first. @returns {Runtime} */
function cpython() {
  const question = 'import platform, sys; print(sys.executable); print(platform.python_version())';
  const [executable, version] = execFileSync('python3', ['-c', question], { encoding: 'utf8' }).trim().split('\n');
  return { name: 'CPython', version, kind: null, folder: path.dirname(executable), command: [executable, '-I', '-X', 'utf8', here('runners/cpython.py')] };
}

/**
 * @param {object} wanted
 * @param {import('../../support/dist.mjs').Tier[]} wanted.tiers
 * @param {string} [wanted.against] a folder with another build's pocketpy.mjs and pocketpy.wasm
 * @param {boolean} wanted.peers
 * @returns {Runtime[]}
 */
export const runtimes = ({ tiers, against, peers: wantsPeers }) => [
  ...tiers.map(({ name, info, mjs }) => inNode(name, info.version, 'pocketpy', path.dirname(mjs))),
  ...(against ? [inNode('against', 'another build', 'pocketpy', against)] : []),
  cpython(),
  ...(wantsPeers ? [peer('MicroPython', 'micropython'), peer('Pyodide', 'pyodide')] : []),
];

/**
 * Runs a program twice in a new process. Rejects where it fails or prints anything but `expected`.
 * @param {Runtime} runtime @param {import('./programs.mjs').Program} program @param {string} size @param {string} [expected]
 * @returns {Promise<Report>}
 */
export async function runOnce({ name, command: [executable, ...words] }, program, size, expected) {
  const { stdout } = await run(executable, [...words, program.file, size], { timeout: secondsMax * 1000, maxBuffer: 1 << 26 });
  const report = JSON.parse(stdout);
  const wrong = report.printed.find((/** @type {string} */ text) => expected !== undefined && text !== expected);
  if (wrong !== undefined) {
    throw new Error(`${program.name} prints a wrong answer in ${name}:\n  expected: ${JSON.stringify(expected)}\n  printed:  ${JSON.stringify(wrong)}`);
  }
  return report;
}
