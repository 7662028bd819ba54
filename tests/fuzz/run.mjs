/**
 * Runs one Python program on a built tier, its output straight to this process: `node run.mjs TIER PROGRAM`.
 * Limits: an exception ends with exit code 1 and its traceback on stderr.
 */
import { readFileSync } from 'node:fs';
import { builtTiers, requireFactory } from '../support/dist.mjs';
import { execute, initialize } from '../support/python.mjs';
import { writeAll } from '../support/streams.mjs';

const [name, program] = process.argv.slice(2);
const tier = builtTiers().find((built) => built.name === name);
if (!tier) throw new Error(`tier ${name} is not built`);

const module = await requireFactory(tier)({ stdoutBytes: writeAll(1), stderrBytes: writeAll(2) });
initialize(module);
process.exitCode = execute(module, readFileSync(program, 'utf8'), program) ? 0 : 1;
