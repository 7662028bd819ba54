/**
 * What runs the programs: a name, and the command that runs one of them once in a process of its own.
 * Limits: knows peers by the folder of their npm package; checks nothing before it is run.
 */
import { execFileSync, execFile } from 'node:child_process';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const run = promisify(execFile);
const here = (/** @type {string} */ name) => fileURLToPath(new URL(name, import.meta.url));
const secondsMax = 180;

/** The folders of the peers' packages. */
export const peers = {
  micropython: here('../peers/node_modules/@micropython/micropython-webassembly-pyscript'),
  pyodide: here('../peers/node_modules/pyodide'),
};

/**
 * @typedef {object} Runtime
 * @property {string} name
 * @property {string[]} command what the program's file and size are added to
 * @typedef {object} Report what a runner prints
 * @property {[number, number]} seconds of the first and the second run in one process
 * @property {[string, string]} printed
 * @property {[number, number]} resident_bytes of the process, before and after the runs
 * @property {number | null} memory_bytes of the wasm; null where there is none
 */

/** A runtime in Node. @param {string} name @param {string} runner @param {string} folder @returns {Runtime} */
const inNode = (name, runner, folder) => ({ name, command: [process.execPath, here(`runners/${runner}.mjs`), folder] });

/** The interpreter itself: `python3` may be a script that looks for it first. */
export const pythonExecutable = () => execFileSync('python3', ['-c', 'import sys; print(sys.executable)'], { encoding: 'utf8' }).trim();

/**
 * @param {object} wanted
 * @param {import('../../support/dist.mjs').Tier[]} wanted.tiers
 * @param {string} [wanted.against] a folder with another build's pocketpy.mjs and pocketpy.wasm
 * @param {boolean} wanted.peers
 * @returns {Runtime[]}
 */
export const runtimes = ({ tiers, against, peers: wantsPeers }) => [
  ...tiers.map(({ name, mjs }) => inNode(name, 'pocketpy', path.dirname(mjs))),
  ...(against ? [inNode('against', 'pocketpy', against)] : []),
  { name: 'CPython', command: [pythonExecutable(), '-I', '-X', 'utf8', here('runners/cpython.py')] },
  ...(wantsPeers ? [inNode('MicroPython', 'micropython', peers.micropython), inNode('Pyodide', 'pyodide', peers.pyodide)] : []),
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
