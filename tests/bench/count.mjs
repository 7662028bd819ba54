/**
 * `cargo xtask bench --count-instructions`: runs programs at their quick size with a wasm that counts, and prints how many instructions
 * each took as one line of JSON. `(start)` is the initialization of the interpreter. Limits: counts what is compiled to wasm; the host's
 * own functions (output, clock) count nothing.
 */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { expectations, programs } from './language/programs.mjs';
import { collector } from './language/runners/report.mjs';

const { values: { only, wasm, glue } } = parseArgs({
  options: { only: { type: 'string', multiple: true, default: [] }, wasm: { type: 'string' }, glue: { type: 'string' } },
});
if (wasm === undefined || glue === undefined) throw new Error('--wasm and --glue must name the two files');

const { default: create } = await import(pathToFileURL(path.resolve(glue)).href);
const compiled = new WebAssembly.Module(readFileSync(wasm));
const expected = expectations();

/** A fresh interpreter, so that no program sees what another left. */
async function start() {
  /** @type {WebAssembly.Instance | undefined} */
  let instance;
  const { line, take } = collector();
  /** @param {WebAssembly.Imports} imports @param {(instance: WebAssembly.Instance, module: WebAssembly.Module) => void} receive */
  const instantiateWasm = (imports, receive) => {
    instance = new WebAssembly.Instance(compiled, imports);
    receive(instance, compiled);
    return instance.exports;
  };
  const module = await create({ print: line, printErr: console.error, instantiateWasm });
  module._py_initialize();
  module._py_module_initialize?.();
  return { module, take, executed: () => Number(/** @type {WebAssembly.Global} */ (instance?.exports.executed_instructions).value) };
}

/** @param {import('./language/programs.mjs').Program} program */
async function count({ name, file, sizes }) {
  const { module, take, executed } = await start();
  const source = readFileSync(file, 'utf8').replace(/^SIZE = .*/, `SIZE = ${sizes.quick}`);
  const before = executed();
  if (!module.ccall('py_exec', 'number', ['string', 'string', 'number', 'number'], [source, `${name}.py`, 0, 0])) module._py_printexc();
  const instructions = executed() - before;
  const printed = take();
  if (printed !== expected[name].quick) throw new Error(`${name} prints ${JSON.stringify(printed)} instead of ${JSON.stringify(expected[name].quick)}`);
  return instructions;
}

/** @type {Record<string, number>} */
const counts = { '(start)': (await start()).executed() };
for (const program of programs(only)) counts[program.name] = await count(program);
console.log(JSON.stringify(counts));
