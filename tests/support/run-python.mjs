/** Runs a Python program on a tier: `node run-python.mjs pocketpy.js PROGRAM.py`. Exits with 1 if the program fails. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const [glue, program] = process.argv.slice(2);
const create = createRequire(import.meta.url)(glue);
const py = await create({ print: console.log, printErr: console.error });
py._py_initialize();
py._py_module_initialize();
const signature = ['string', 'string', 'number', 'number'];
if (!py.ccall('py_exec', 'number', signature, [readFileSync(program, 'utf8'), program, 0, 0])) {
  py._py_printexc();
  process.exitCode = 1;
}
