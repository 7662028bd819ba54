// node tier.mjs TIER FILE | -c TEXT: a program in a built tier, with the files of the working folder, links followed, in its memory.
import { readFileSync, readdirSync, statSync } from 'node:fs';
import { builtTiers, requireFactory } from '../../../support/dist.mjs';
import { execute, initialize } from '../../../support/python.mjs';
import { writeAll } from '../../../support/streams.mjs';

const [name, first, second] = process.argv.slice(2);
const tier = builtTiers().find((built) => built.name === name);
if (!tier) throw new Error(`tier ${name} is not built`);

/** Compiled modules of another interpreter are no use here. @param {any} module @param {string} from @param {string} below */
function copyFolder(module, from, below) {
  for (const entry of readdirSync(from)) {
    if (entry === '__pycache__') continue;
    if (statSync(`${from}/${entry}`).isDirectory()) {
      module.FS.mkdir(`${below}/${entry}`);
      copyFolder(module, `${from}/${entry}`, `${below}/${entry}`);
    } else module.FS.writeFile(`${below}/${entry}`, readFileSync(`${from}/${entry}`));
  }
}

const module = await requireFactory(tier)({ stdoutBytes: writeAll(1), stderrBytes: writeAll(2) });
module.FS.mkdir('/suite');
copyFolder(module, '.', '/suite');
module.FS.chdir('/suite');
initialize(module);
const source = first === '-c' ? second : readFileSync(first ?? '', 'utf8');
process.exitCode = execute(module, source ?? '', first === '-c' ? '<string>' : first) ? 0 : 1;
