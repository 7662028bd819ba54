/**
 * Runs one Python program on a built tier, its output straight to this process: `node run.mjs TIER PROGRAM`.
 * Limits: an exception ends with exit code 1 and its traceback on stderr.
 */
import { readFileSync, writeSync } from 'node:fs';
import { builtTiers, requireFactory } from '../support/dist.mjs';
import { execute, initialize } from '../support/python.mjs';

const [name, program] = process.argv.slice(2);
const tier = builtTiers().find((built) => built.name === name);
if (!tier) throw new Error(`tier ${name} is not built`);

/** Writes all of it, since a pipe may take less at once. @param {number} stream @returns {(bytes: Uint8Array) => void} */
const to = (stream) => (bytes) => {
  for (let written = 0; written < bytes.length; ) written += writeSync(stream, bytes, written);
};

const module = await requireFactory(tier)({ stdoutBytes: to(1), stderrBytes: to(2) });
initialize(module);
process.exitCode = execute(module, readFileSync(program, 'utf8'), program) ? 0 : 1;
